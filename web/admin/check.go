package admin

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/web/ui"
)

// checkPage (自检) is what is wrong with the configuration, each with the sentence that mends it.
type checkPage struct {
	*Admin
	faults []app.Fault
}

func (a *Admin) showCheck(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	faults, err := a.hall.SelfCheck(r.Context(), a.hall.Setup)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, checkTempl(checkPage{a, faults}))
}

func (p checkPage) figures(ctx context.Context) []ui.Pair {
	grave := 0
	for _, f := range p.faults {
		if f.Grave {
			grave++
		}
	}
	tone := ui.Good
	if grave > 0 {
		tone = ui.Bad
	}
	return []ui.Pair{{Term: say(ctx, "chk.grave"), Text: say(ctx, "chk.n", "n", grave), Tone: tone},
		{Term: say(ctx, "chk.light"), Text: say(ctx, "chk.n", "n", len(p.faults)-grave)}}
}

func (p checkPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "chk.title")}
	for _, c := range []string{"state", "what", "mend"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "chk.c."+c), Tight: c == "state"})
	}
	for _, f := range p.faults {
		state, light := ui.Tag(say(ctx, "chk.is.light"), ui.Warn), ui.Yellow
		if f.Grave {
			state, light = ui.Tag(say(ctx, "chk.is.grave"), ui.Bad), ui.Red
		}
		says := p.says(ctx, f)
		t.Rows = append(t.Rows, ui.Row{Light: light, Cells: []templ.Component{state,
			ui.Str(ui.Say(ctx, "selfcheck.fault."+f.Code, says...)), ui.Str(ui.Say(ctx, "selfcheck.fault."+f.Code+".mend", says...))}})
	}
	return t
}

// says fills the sentences of a fault with names.
func (p checkPage) says(ctx context.Context, f app.Fault) []any {
	post := ""
	if f.Post != "" {
		post = ui.CodeName(ctx, "post", string(f.Post))
	}
	return []any{"unit", p.unitName(ctx, f.Unit), "post", post, "text", f.Text, "n", f.N}
}
