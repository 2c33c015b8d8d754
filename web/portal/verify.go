package portal

import (
	"errors"
	"io"
	"net/http"

	"yimen/seal"
	"yimen/web/ui"
)

// verifyView is the page on which anybody checks a sealed document 电子印章验证.
type verifyView struct {
	Form  ui.Form      // the file
	Found *ui.Verified // what a file was found to be; nil before
	Name  string       // of the file
	None  bool         // this deployment has no seals yet

	Number ui.Form // the number of a document and the code
	Doubt  bool    // the last four characters of the holder's document are asked for too
}

// verifyLimit is the largest document that is checked, in bytes: those of ours are far smaller.
const verifyLimit = 32 << 20

var verifyFields = []ui.Field{{Name: "file", Kind: ui.KindFile, Label: ui.Words("portal.verify.file"), Hint: ui.Words("portal.verify.file.hint"),
	Required: true, Accept: ".pdf,application/pdf"}}

func (p *portal) verify(w http.ResponseWriter, r *http.Request) error {
	v, err := p.verifyStart()
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, verifyPage(verifyShell(r.Context()), v))
}

// verifyStart is the page before anything was asked.
func (p *portal) verifyStart() (verifyView, error) {
	_, err := p.hall.Trust()
	if errors.Is(err, seal.ErrNoAuthority) {
		return verifyView{None: true}, nil
	}
	return verifyView{}, err
}

// verifyFile checks what was sent and keeps nothing of it.
func (p *portal) verifyFile(w http.ResponseWriter, r *http.Request) error {
	f, v := ui.Posted(r), verifyView{}
	trust, err := p.hall.Trust()
	if errors.Is(err, seal.ErrNoAuthority) {
		return ui.See(w, r, "/verify")
	}
	if err != nil {
		return err
	}
	f.Check(verifyFields)
	v.Form = f
	s := verifyShell(r.Context())
	if !f.OK() {
		return ui.Again(w, r, verifyPage(s, v))
	}
	header := f.Files["file"][0]
	file, err := header.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, verifyLimit+1))
	if err != nil {
		return err
	}
	found := ui.VerifiedIn(ui.From(r.Context()).Lang, trust.Verify(content))
	v.Found, v.Name = &found, header.Filename
	return ui.Show(w, r, http.StatusOK, verifyPage(s, v))
}

// roots are the certificates under which seals can be checked elsewhere, and the list of those revoked.
func (p *portal) roots(w http.ResponseWriter, _ *http.Request) error {
	if p.hall.Seals == nil {
		return ui.NotFound()
	}
	text, err := seal.Roots(p.hall.Seals.Folder)
	if errors.Is(err, seal.ErrNoAuthority) {
		return ui.NotFound()
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/x-pem-file")
	w.Header().Set("Content-Disposition", `attachment; filename="yimen-roots.pem"`)
	_, err = w.Write(text)
	return err
}
