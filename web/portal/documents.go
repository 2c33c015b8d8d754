package portal

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"yimen/app"
	"yimen/core/notice"
	"yimen/web/ui"
)

// papers lists the documents that are addressed to the applicant, newest first.
func (p *portal) papers(ctx context.Context, f app.File) ([]ui.PaperLink, error) {
	docs, err := p.hall.Documents(ctx, f.Record)
	var list []ui.PaperLink
	for _, d := range app.NewestFirst(docs) {
		if d.To.Role == notice.Applicant {
			list = append(list, ui.PaperLinkOf(ctx, d.Document, ui.FactName(ctx, f.Facts[d.Seq-1]), ui.At(ctx, paperPath(f.No, d.Document)), d.File != "" && !p.kiosk))
		}
	}
	return list, err
}

func paperPath(no string, d notice.Document) string {
	return casePath(no) + "/documents/" + strconv.Itoa(d.Seq) + "/" + url.PathEscape(d.Name())
}

// ownDocument finds the document of the address among those addressed to the applicant.
func (p *portal) ownDocument(r *http.Request, f app.File) (app.Document, error) {
	seq, err := strconv.Atoi(r.PathValue("seq"))
	if err != nil {
		return app.Document{}, ui.NotFound()
	}
	d, err := p.hall.Document(r.Context(), f.Record, seq, r.PathValue("name"))
	if err == nil && d.To.Role != notice.Applicant {
		err = ui.NotFound()
	}
	return d, err
}

// document shows one document as it is written.
func (p *portal) document(w http.ResponseWriter, r *http.Request, f app.File) error {
	d, err := p.ownDocument(r, f)
	if err != nil {
		return err
	}
	ctx := r.Context()
	s := shell(ctx, "track", ui.PaperTitle(ctx, d.Document), ui.Link{Text: say(ctx, "nav.track"), Href: "/track"}, ui.Link{Text: f.No, Href: casePath(f.No)})
	file := ""
	if d.File != "" && !p.kiosk {
		file = paperPath(f.No, d.Document) + "/pdf"
	}
	return ui.Show(w, r, http.StatusOK, documentPage(s, d.Document, ui.At(ctx, casePath(f.No)), file))
}

// documentFile sends the printed file of a document.
func (p *portal) documentFile(w http.ResponseWriter, r *http.Request, f app.File) error {
	d, err := p.ownDocument(r, f)
	if err != nil {
		return err
	}
	content, err := p.hall.Printed(r.Context(), d)
	if err != nil {
		return err
	}
	defer content.Close()
	return ui.SendPDF(w, r, d.Document, content)
}
