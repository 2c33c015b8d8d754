package portal

import (
	"bytes"
	"mime"
	"net/http"
	"time"

	"yimen/annex"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// paperForm is the application form of an item on paper 空白表格、样表.
type paperForm struct {
	*catalog.Item
	Sample bool
	Lines  []catalog.Filled
}

// sampled tells whether the item has examples enough for a sample.
func sampled(it *catalog.Item) bool {
	fields, err := catalog.Fields(it.Form)
	return err == nil && catalog.Sampled(fields)
}

// blankForm shows the form, to print and fill in by hand.
func (p *portal) blankForm(w http.ResponseWriter, r *http.Request) error {
	return p.showForm(w, r, false)
}

// sampleForm shows how it is filled in.
func (p *portal) sampleForm(w http.ResponseWriter, r *http.Request) error {
	return p.showForm(w, r, true)
}

func (p *portal) showForm(w http.ResponseWriter, r *http.Request, sample bool) error {
	it, err := p.versionOf(r)
	if err != nil {
		return err
	}
	if sample && !sampled(it) {
		return ui.NotFound()
	}
	fields, err := catalog.Fields(it.Form)
	if err != nil {
		return err
	}
	ctx := r.Context()
	title := map[bool]string{false: tell(ctx, "form.blank"), true: tell(ctx, "form.sample")}[sample]
	v := paperForm{Item: it, Sample: sample, Lines: catalog.Specimens(fields)}
	return ui.Show(w, r, http.StatusOK, paperFormPage(versionShell(ctx, it, title), v))
}

// formFile sends the form as a text document to fill in on one's own computer.
func (p *portal) formFile(w http.ResponseWriter, r *http.Request) error {
	it, err := p.versionOf(r)
	if err != nil {
		return err
	}
	file := r.PathValue("file")
	sample := file == "sample.docx"
	if file != "form.docx" && !sample || sample && !sampled(it) {
		return ui.NotFound()
	}
	paper, err := annex.Form(it, sample)
	if err != nil {
		return err
	}
	data, err := paper.DOCX()
	if err != nil {
		return err
	}
	name := paper.Title + "（空白）.docx"
	if sample {
		name = paper.Title + "（样表）.docx"
	}
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	return nil
}
