package portal

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/web/ui"
)

// readingsView (谁看过我的办件) is who of the staff read the case, for its applicant: unit, post and
// 工号, by which a complaint can name somebody (个人信息保护法45).
type readingsView struct {
	app.File
	portal *portal
	Reads  []app.Read
}

func (p *portal) readings(w http.ResponseWriter, r *http.Request, f app.File) error {
	ctx := r.Context()
	v := readingsView{File: f, portal: p}
	var err error
	if v.Reads, err = p.hall.ReadingsOf(ctx, f.Record); err != nil {
		return err
	}
	s := shell(ctx, "track", ui.Say(ctx, "readings.mine"), ui.Link{Text: say(ctx, "nav.track"), Href: "/track"}, ui.Link{Text: f.No, Href: casePath(f.No)})
	return ui.Show(w, r, http.StatusOK, readingsTempl(s, v))
}

func (v readingsView) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "readings.mine")}
	for _, c := range []string{"at", "unit", "no", "what"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "readings.c."+c), Tight: c == "at"})
	}
	for _, r := range v.Reads {
		ground := ui.Say(ctx, "readings.noGround")
		if r.Unit != "" {
			ground = say(ctx, "now.who", "unit", v.portal.unitByCode(ctx, r.Unit), "post", ui.CodeName(ctx, "post", string(r.Post)))
		}
		what := ui.Say(ctx, "readings.case")
		switch {
		case r.List:
			what = ui.Say(ctx, "readings.list")
		case r.Sent:
			what = ui.Say(ctx, "readings.sent")
		case r.File != "":
			what = ui.Say(ctx, "readings.paper")
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(ui.When(ctx, r.At)), ui.Str(ground), ui.Str(r.Staff), ui.Str(what)}})
	}
	return t
}
