package paper

import (
	"context"
	"encoding/json"
	"fmt"

	"yimen/core/notice"
	"yimen/core/period"
)

// Dossier (案卷) is one case as one file (一案一卷): cover, contents with page numbers, the
// documents in the order of the case, the list of its materials, a last page for remarks.
// What was printed and handed in is attached as it is.
type Dossier struct {
	Agency    string      `json:"agency"` // 立卷单位: the body that decides
	CaseNo    string      `json:"case"`
	Item      string      `json:"item"`
	ItemCode  string      `json:"itemCode"`
	Applicant string      `json:"applicant"`
	Received  period.Date `json:"received,omitzero"`
	Accepted  period.Date `json:"accepted,omitzero"`
	Ended     period.Date `json:"ended,omitzero"`
	Outcome   string      `json:"outcome,omitempty"` // 办理结果, in words
	Bound     period.Date `json:"bound"`             // 成卷日期
	By        string      `json:"by,omitempty"`      // 立卷人
	Demo      bool        `json:"demo,omitempty"`

	Docs      []notice.Document `json:"docs"`
	Materials []Material        `json:"materials"`
	Files     []Enclosure       `json:"-"`
}

// Material (材料) is one line in the list of what was handed in.
type Material struct {
	Name   string `json:"name"`
	Form   string `json:"form"`   // 原件、复印件、电子文件
	Copies string `json:"copies"` // 份数
	File   string `json:"file"`   // name of the enclosure; empty for paper
}

// Enclosure (附件) is a file that is attached to the dossier as it is.
type Enclosure struct {
	Name    string // of the attachment, distinct within the dossier
	MIME    string
	Says    string // what it is, one line
	Content []byte
}

// Bind sets a dossier. Its documents are set anew from their content, without seals: the
// printed and sealed files are enclosures.
func (p *Press) Bind(ctx context.Context, d Dossier) (Paper, error) {
	d.Docs, d.Materials = append([]notice.Document{}, d.Docs...), append([]Material{}, d.Materials...) // [] in JSON
	content, err := json.Marshal(d)
	if err != nil {
		return Paper{}, err
	}
	pictures := make([]json.RawMessage, len(d.Docs))
	for i, doc := range d.Docs {
		more, err := extras(doc, "")
		if err != nil {
			return Paper{}, err
		}
		pictures[i] = json.RawMessage(more)
	}
	more, err := json.Marshal(pictures)
	if err != nil {
		return Paper{}, err
	}
	type enclosed struct {
		Name string `json:"name"`
		MIME string `json:"mime"`
		Says string `json:"says"`
		Path string `json:"path"`
	}
	list := []enclosed{}
	files := map[string][]byte{}
	for i, f := range d.Files {
		path := fmt.Sprintf("enclosure/%d", i)
		list = append(list, enclosed{f.Name, f.MIME, f.Says, path})
		files[path] = f.Content
	}
	enclosures, err := json.Marshal(list)
	if err != nil {
		return Paper{}, err
	}
	return p.set(ctx, request{
		Main:   "dossier.typ",
		Inputs: map[string]string{"dossier": string(content), "more": string(more), "enclosures": string(enclosures)},
		Files:  files,
		At:     seconds(d.Bound),
	})
}
