package portal

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"yimen/app"
	"yimen/core/notice"
	"yimen/store"
	"yimen/web/ui"
)

// genuineView is the page to which the QR code of a sealed document leads (文书核验): what was
// written, to be compared with the paper. Whoever it is about is not named without the code.
type genuineView struct {
	notice.Document
	Form  ui.Form
	Doubt bool
	Whole bool // the code was right
}

// codeFields ask for the code of a document, or of its case. In doubt the case's asks for more.
func codeFields(doubt bool) []ui.Field {
	fields := trackFields(doubt)[1:]
	fields[0].Label, fields[0].Hint, fields[0].Max = ui.Words("portal.verify.code"), ui.Words("portal.verify.code.hint"), 14
	if doubt {
		fields[1].Hint, fields[1].Required = ui.Words("portal.verify.last.hint"), false
	}
	return fields
}

// numberFields ask for a document's number and the code of its case.
func numberFields(doubt bool) []ui.Field {
	no := ui.Field{Name: "number", Kind: ui.KindText, Label: ui.Words("portal.verify.number"), Hint: ui.Words("portal.verify.number.hint"), Required: true, Max: 60}
	return append([]ui.Field{no}, codeFields(doubt)...)
}

// open says that a code opens this document: it bears one, or it is addressed to the applicant.
func (v genuineView) open() bool { return v.Code != "" || v.To.Role == notice.Applicant }

func (v genuineView) facts(ctx context.Context) []ui.Pair {
	list := []ui.Pair{{Term: say(ctx, "verify.agency"), Text: v.Agency}, {Term: say(ctx, "verify.document"), Text: v.Title}}
	if v.Number != "" {
		list = append(list, ui.Pair{Term: say(ctx, "verify.number"), Text: v.Number})
	}
	return append(list, ui.Pair{Term: say(ctx, "verify.on"), Text: ui.Day(ctx, v.On)}, ui.Pair{Term: ui.Say(ctx, "paper.case"), Text: v.CaseNo},
		ui.Pair{Term: ui.Say(ctx, "paper.item"), Text: v.Item.Name}, ui.Pair{Term: ui.Say(ctx, "paper.item.code"), Text: v.Item.Code})
}

func verifyShell(ctx context.Context) ui.Shell { return shell(ctx, "", say(ctx, "verify.title")) }

// asked finds the document of the address.
func (p *portal) asked(r *http.Request) (store.Record, genuineView, error) {
	seq, err := strconv.Atoi(r.PathValue("seq"))
	if err != nil {
		return store.Record{}, genuineView{}, ui.NotFound()
	}
	rec, d, err := p.hall.Genuine(r.Context(), r.PathValue("no"), seq, r.PathValue("kind"))
	return rec, genuineView{Document: d, Doubt: p.hall.Tries.Doubtful(rec.No, ui.Address(r), p.hall.Now())}, err
}

func (p *portal) genuine(w http.ResponseWriter, r *http.Request) error {
	_, v, err := p.asked(r)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, genuinePage(verifyShell(r.Context()), v))
}

// genuineWhole shows the whole document to somebody who knows the code.
func (p *portal) genuineWhole(w http.ResponseWriter, r *http.Request) error {
	rec, v, err := p.asked(r)
	if err != nil {
		return err
	}
	if !v.open() {
		return ui.NotFound()
	}
	f := ui.Posted(r)
	f.Check(codeFields(v.Doubt))
	if v.Whole, err = p.unlock(r, &f, rec, v.Document, rec.No, v.Doubt); err != nil {
		return err
	}
	if v.Form = f; v.Whole {
		return ui.Show(w, r, http.StatusOK, genuinePage(verifyShell(r.Context()), v))
	}
	v.Doubt = p.hall.Tries.Doubtful(rec.No, ui.Address(r), p.hall.Now())
	return ui.Again(w, r, genuinePage(verifyShell(r.Context()), v))
}

// unlock checks the code of a form for a document, counting wrong ones under a key; a code
// never goes back to the page.
func (p *portal) unlock(r *http.Request, f *ui.Form, rec store.Record, d notice.Document, key string, doubt bool) (bool, error) {
	addr, now := ui.Address(r), p.hall.Now()
	if wait := p.hall.Tries.Wait(key, addr, now); wait > 0 {
		return false, ui.TooMany(int(wait.Seconds()) + 1)
	}
	own, query := app.Holds(rec, d, f.Get("code"))
	fits := f.OK() && (own || query && (!doubt || app.LastFour(rec.Applicant.ID, f.Get("last"))))
	if f.OK() && !fits {
		p.hall.Tries.Wrong(key, addr, now)
		f.Refuse("code", "wrongDocument")
	}
	f.Values.Del("code")
	return fits, nil
}

// byNumber finds a document by its number and the code (文号核验). That a number was never
// given is not told apart from a wrong code; each counts under its own key.
func (p *portal) byNumber(w http.ResponseWriter, r *http.Request) error {
	f, ctx := ui.Posted(r), r.Context()
	rec, d, err := p.hall.GenuineByNumber(ctx, f.Get("number"), f.Get("code"))
	if err != nil && !errors.Is(err, app.ErrNotFound) {
		return err
	}
	key := rec.No
	if key == "" {
		key = "文号"
	}
	doubt := p.hall.Tries.Doubtful(key, ui.Address(r), p.hall.Now())
	f.Check(numberFields(doubt))
	whole, err := p.unlock(r, &f, rec, d, key, doubt)
	if err != nil {
		return err
	}
	if whole {
		return ui.Show(w, r, http.StatusOK, genuinePage(verifyShell(ctx), genuineView{Document: d, Whole: true}))
	}
	v, err := p.verifyStart()
	v.Number, v.Doubt = f, p.hall.Tries.Doubtful(key, ui.Address(r), p.hall.Now())
	if err != nil {
		return err
	}
	return ui.Again(w, r, verifyPage(verifyShell(ctx), v))
}
