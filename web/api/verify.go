package api

import (
	"context"
	"errors"
	"net/http"

	"yimen/seal"
	"yimen/web/ui"
)

// Sound (验章结果) is what was found of a sealed file.
type Sound struct {
	Valid    bool     `json:"valid"`
	Sentence string   `json:"sentence"`
	Problems []string `json:"problems" nullable:"false"`
	Seals    []string `json:"seals" nullable:"false" doc:"Whose seal, when, which certificate"`
	Case     string   `json:"case,omitempty"`
}

// Genuine (文书核验) is what stands in the record of a sealed document, without who it is about.
type Genuine struct {
	Agency string `json:"agency"`
	Title  string `json:"title"`
	Number string `json:"number,omitempty"`
	On     string `json:"on" format:"date"`
	Case   string `json:"case"`
	Item   string `json:"item" doc:"事项编码"`
}

// verifyLimit is the largest document that is checked, in bytes.
const verifyLimit = 32 << 20

func (a *api) verifyRoutes() {
	add(a, bulky(op("verifyFile", http.MethodPost, "/verifications", "documents", "Check the seals of a PDF 电子印章验证; nothing of it is kept"), verifyLimit), a.verifyFile)
	add(a, op("getGenuine", http.MethodGet, "/verifications/{no}/{seq}/{kind}", "documents", "What a sealed document says in the record, as its QR code names it"), a.genuine)
}

func (a *api) verifyFile(ctx context.Context, in *struct {
	RawBody []byte `contentType:"application/pdf" required:"true"`
}) (*struct{ Body Sound }, error) {
	trust, err := a.hall.Trust()
	if errors.Is(err, seal.ErrNoAuthority) {
		return nil, ui.NotFound()
	}
	if err != nil {
		return nil, err
	}
	found := ui.VerifiedIn(ui.From(ctx).Lang, trust.Verify(in.RawBody))
	s := Sound{Valid: found.Valid, Sentence: found.Sentence, Problems: found.Problems, Case: found.Case, Seals: []string{}}
	if s.Problems == nil {
		s.Problems = []string{}
	}
	for _, p := range found.Seals {
		s.Seals = append(s.Seals, p.Term+" · "+p.Text)
	}
	return &struct{ Body Sound }{s}, nil
}

func (a *api) genuine(ctx context.Context, in *struct {
	No   string `path:"no" maxLength:"30"`
	Seq  int    `path:"seq"`
	Kind string `path:"kind" maxLength:"60"`
}) (*struct{ Body Genuine }, error) {
	_, d, err := a.hall.Genuine(ctx, in.No, in.Seq, in.Kind)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Genuine }{Genuine{Agency: d.Agency, Title: d.Title, Number: d.Number, On: d.On.String(), Case: d.CaseNo, Item: d.Item.Code}}, nil
}
