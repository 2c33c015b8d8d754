package portal

import (
	"bytes"
	"errors"
	"mime"
	"net/http"
	"strconv"
	"time"

	"yimen/annex"
	"yimen/app"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// sheetFile is the standard sheet (办理规范标准) of one version with its posts and both charts,
// as the notice's form, to be printed: it says the same for ever.
func (p *portal) sheetFile(w http.ResponseWriter, r *http.Request) error {
	n, err := strconv.Atoi(r.PathValue("version"))
	it, ok := p.hall.Catalogue().Version(r.PathValue("code"), n)
	if err != nil || !ok {
		return ui.NotFound()
	}
	s := annex.Source{Items: []*catalog.Item{it}, Directory: p.hall.Directory(), On: it.From}
	pdf, err := p.hall.PrintForm(r.Context(), annex.SheetPaper(it, s).Form(it.Sheet.Implementer.Name, s, p.hall.Paper.Demo))
	if errors.Is(err, app.ErrNoPress) {
		return ui.Problem{Status: http.StatusServiceUnavailable, Code: "noPress", Cause: err}
	}
	if err != nil {
		return err
	}
	return showPDF(w, r, it.Name+"办理规范标准.pdf", pdf)
}

// showPDF shows a printed form in the browser, under its name.
func showPDF(w http.ResponseWriter, r *http.Request, name string, pdf []byte) error {
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": name}))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(pdf))
	return nil
}
