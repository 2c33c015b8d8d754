package desk

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"yimen/annex"
	"yimen/app"
	"yimen/core/org"
	"yimen/web/ui"
)

// annexesPage lists the notice's four annexes (附件报表), each to be had filled from the
// catalogue in force today or blank.
type annexesPage struct {
	desk *Desk
}

// annexRoutes adds the pages of the annexes.
func (d *Desk) annexRoutes(mux *http.ServeMux) {
	mux.Handle("GET /desk/annexes", d.page(d.keeper(d.showAnnexes)))
	mux.Handle("GET /desk/annexes/{no}/{file}", d.page(d.keeper(d.sendAnnex)))
}

// keeper keeps a page to 目录管理岗.
func (d *Desk) keeper(p staffPage) staffPage {
	return func(w http.ResponseWriter, r *http.Request, who org.Staff) error {
		if !d.hall.Keeps(who.No) {
			return ui.Forbidden("notKeeper")
		}
		return p(w, r, who)
	}
}

func (d *Desk) showAnnexes(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	return ui.Show(w, r, http.StatusOK, annexesTempl(annexesPage{desk: d}))
}

// annexSource is the catalogue in force today, with the newest round of tasks.
func (d *Desk) annexSource() annex.Source {
	today := d.hall.Today()
	return annex.Source{Items: d.hall.Catalogue().All(today), Directory: d.hall.Directory(), Round: d.hall.Registers().NewestRound(), On: today}
}

// annexFiles are the kinds of file an annex is written as.
var annexFiles = map[string]string{
	"xlsx": xlsxType,
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"pdf":  "application/pdf",
}

// writeAnnex writes an annex as a kind of file; who prints it stands in the PDF as its author.
func (d *Desk) writeAnnex(ctx context.Context, p annex.Paper, end string, who org.Staff) ([]byte, error) {
	switch end {
	case "xlsx":
		return p.XLSX()
	case "docx":
		return p.DOCXWithCharts(d.annexSource())
	}
	data, err := d.hall.PrintForm(ctx, p.Form(d.keepersUnit(who), d.annexSource(), d.hall.Paper.Demo))
	if errors.Is(err, app.ErrNoPress) {
		err = ui.Problem{Status: http.StatusServiceUnavailable, Code: "noPress", Cause: err}
	}
	return data, err
}

// keepersUnit is the name of the body for which somebody keeps the catalogue.
func (d *Desk) keepersUnit(who org.Staff) string {
	dir, today := d.hall.Directory(), d.hall.Today()
	for _, h := range dir.HoldingsOf(who.No, today) {
		if u, ok := dir.Unit(h.Unit, today); ok && h.Post == org.Keeper {
			return u.Name
		}
	}
	return who.Name
}

// sendAnnex sends one annex as filled.xlsx, filled.docx, filled.pdf, or blank.
func (d *Desk) sendAnnex(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	no, err := strconv.Atoi(r.PathValue("no"))
	state, end, _ := strings.Cut(r.PathValue("file"), ".")
	kind, known := annexFiles[end]
	if err != nil || annex.Title(no) == "" || !known || state != "filled" && state != "blank" {
		return ui.NotFound()
	}
	paper, name := annex.Blank(no), "附件"+strconv.Itoa(no)+" "+annex.Title(no)+"（空白）."+end
	if state == "filled" {
		paper, name = annex.Filled(no, d.annexSource()), "附件"+strconv.Itoa(no)+" "+annex.Title(no)+"."+end
	}
	data, err := d.writeAnnex(r.Context(), paper, end, who)
	if err != nil {
		return err
	}
	ui.Attach(w, kind, name)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	return nil
}

// table lists the annexes with their files.
func (p annexesPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "annex.title")}
	for _, c := range []string{"no", "form", "rows", "filled", "blank"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "annex.c."+c), Tight: c != "form"})
	}
	source := p.desk.annexSource()
	for _, no := range annex.Numbers {
		n := strconv.Itoa(no)
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Str(ui.Say(ctx, "annex.no", "no", n)), ui.Str(ui.Say(ctx, "annex.form."+n)),
			ui.Str(ui.Say(ctx, "annex.rows", "n", annex.Filled(no, source).Count())),
			annexLinks(ctx, n, "filled"), annexLinks(ctx, n, "blank")}})
	}
	return t
}

// annexLinks leads to the files of an annex; the accessible name says which annex it is.
func annexLinks(ctx context.Context, no, state string) templ.Component {
	var list []templ.Component
	for i, end := range []string{"xlsx", "docx", "pdf"} {
		if i > 0 {
			list = append(list, ui.Str(" · "))
		}
		list = append(list, ui.Anchor(ui.Link{Text: ui.Say(ctx, "annex.file."+end), Href: "/desk/annexes/" + no + "/" + state + "." + end}))
	}
	return ui.Join(list...)
}
