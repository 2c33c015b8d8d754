package admin

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

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
			ui.Str(ui.Say(ctx, "selfcheck.fault."+f.Code, says...)), mendTempl(ui.Say(ctx, "selfcheck.fault."+f.Code+".mend", says...), mendAt(ctx, f, p.unitName(ctx, f.Unit)))}})
	}
	return t
}

// says fills the sentences of a fault with names.
func (p checkPage) says(ctx context.Context, f app.Fault) []any {
	var posts []string
	for _, x := range f.Posts {
		posts = append(posts, ui.CodeName(ctx, "post", string(x)))
	}
	var units []string
	for _, u := range f.Units[:min(len(f.Units), app.MostNamed)] {
		units = append(units, p.unitName(ctx, u))
	}
	return []any{"unit", p.unitName(ctx, f.Unit), "units", strings.Join(units, ui.Say(ctx, "portal.listed")), "post", strings.Join(posts, ui.Say(ctx, "portal.listed")), "posts", len(posts), "text", f.Text, "n", f.N}
}

// mending are the pages on which faults are mended, each with the codes of its faults. What is set
// when the program is started is looked up among the settings.
var mending = []struct {
	word, path string
	codes      []string
}{
	{"list.posts.title", home + "/posts", []string{"postEmpty", "communityEmpty", "oneAdministrator", "noSupervisor", "noHead"}},
	{"list.units.title", home + "/units", []string{"stepLost", "unitPhone"}},
	{"list.centres.title", home + "/centres", []string{"centrePhone", "centreUnverified", "noCentre"}},
	{"list.stationings.title", home + "/stationings", []string{"stationingEnds", "stationingOver", "stationingIdle"}},
	{"list.staff.title", home + "/staff", []string{"demoPassword", "noAccount", "secondLost", "secondPlain", "oneStep"}},
	{"way.calendar", "/desk/calendar", []string{"calendarMissing"}},
	{"way.seals", "/desk/seals", []string{"noSeal", "sealEnds"}},
	{"way.messages", "/desk/messages", []string{"undelivered", "messagesWait"}},
	{"way.jobs", home + "/jobs", []string{"deadJobs", "jobsWait"}},
	{"way.settings", home + "/settings", nil},
}

// mendAt is the way to where a fault is mended; of an item, whose keepers mend it, to the item; of
// empty posts to those of their unit, by its name.
func mendAt(ctx context.Context, f app.Fault, unit string) ui.Link {
	if f.Code == "itemNowhere" {
		code, _, _ := strings.Cut(f.Text, " ")
		return ui.Link{Text: say(ctx, "chk.item"), Href: "/items/" + code}
	}
	for _, m := range mending {
		if f.Code == "postEmpty" {
			return ui.Link{Text: say(ctx, m.word), Href: m.path + "?" + url.Values{"q": {unit}}.Encode()}
		}
		if m.codes == nil || slices.Contains(m.codes, f.Code) {
			return ui.Link{Text: say(ctx, m.word), Href: m.path}
		}
	}
	return ui.Link{}
}
