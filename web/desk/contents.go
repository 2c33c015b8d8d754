package desk

import (
	"context"
	"net/http"
	"strconv"

	"yimen/app"
	"yimen/core/org"
	"yimen/web/ui"
)

// showContents (卷内目录) is the contents list of a file that was closed, to print.
func (d *Desk) showContents(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	file, err := d.hall.Open(r.Context(), r.PathValue("no"), app.StaffActor(who))
	if err != nil {
		return err
	}
	if file.Archived == nil {
		return ui.NotFound()
	}
	return ui.Show(w, r, http.StatusOK, contentsTempl(casePage{File: file, desk: d}))
}

// filedText says how long the file is kept, since when, and where it stands if that was noted.
func (p casePage) filedText(ctx context.Context) string {
	text := ui.Say(ctx, "handout.contents.meta", "keep", ui.CodeName(ctx, "keep", string(p.Archived.Keep)), "day", p.Archived.On)
	if p.Archived.Place == "" {
		return text
	}
	return text + ui.Say(ctx, "handout.contents.place", "place", p.Archived.Place)
}

// contents are the papers of the file with their page numbers.
func (p casePage) contents(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "handout.contents")}
	for _, c := range []string{"no", "name", "count", "from"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "handout.contents."+c), Tight: c != "name"})
	}
	for i, paper := range p.Archived.Papers {
		pages := strconv.Itoa(paper.From)
		if paper.Pages > 1 {
			pages += "–" + strconv.Itoa(paper.From+paper.Pages-1)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: cells(plain(i+1), ui.Of(ctx, paperName(p.subject(), paper.Code)), plain(paper.Pages), pages)})
	}
	return t
}
