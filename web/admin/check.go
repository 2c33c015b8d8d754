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
		t.Rows = append(t.Rows, ui.Row{Light: light, Cells: []templ.Component{state, whatTempl(ui.Say(ctx, "selfcheck.fault."+f.Code, says...), p.each(ctx, f)),
			mendTempl(ui.Say(ctx, "selfcheck.fault."+f.Code+".mend", says...), p.mendAt(ctx, f))}})
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
	for _, u := range f.Units {
		units = append(units, p.unitName(ctx, u))
	}
	return []any{"units", ui.UnitsNamed(ui.From(ctx).Lang, units), "post", strings.Join(posts, ui.Say(ctx, "portal.listed")), "posts", len(posts), "text", f.Text, "n", f.N}
}

// each leads to where a fault is mended of each unit that its sentence does not name.
func (p checkPage) each(ctx context.Context, f app.Fault) (links []ui.Link) {
	if len(f.Units) < 2 {
		return nil
	}
	for _, u := range f.Units {
		links = append(links, ui.Link{Text: p.unitName(ctx, u), Href: p.mendOf(ctx, f.Code, u)})
	}
	return links
}

// mendingPage is a page on which faults are mended, with their codes.
type mendingPage struct {
	word, path string
	codes      []string
}

// mending ends with the settings, where is looked up what is set when the program is started.
var mending = []mendingPage{
	{"list.posts.title", home + "/posts", []string{"postEmpty", "communityEmpty", "oneAdministrator", "noSupervisor", "noHead"}},
	{"list.units.title", home + "/units", []string{"stepLost", "unitPhone"}},
	{"list.centres.title", home + "/centres", []string{"centrePhone", "centreUnverified", "noCentre"}},
	{"list.stationings.title", home + "/stationings", []string{"stationingEnds", "stationingOver", "stationingIdle"}},
	{"list.staff.title", home + "/staff", []string{"demoPassword", "noAccount", "secondLost", "secondPlain", "oneStep"}},
	{"list.terminals.title", terminalsPath, []string{"noTerminal"}},
	{"way.calendar", "/desk/calendar", []string{"calendarMissing"}},
	{"way.seals", "/desk/seals", []string{"noSeal", "sealEnds"}},
	{"way.messages", "/desk/messages", []string{"undelivered", "messagesWait"}},
	{"way.jobs", home + "/jobs", []string{"deadJobs", "jobsWait"}},
	{"way.settings", home + "/settings", nil},
}

// mends is the page on which a fault is mended.
func mends(code string) mendingPage {
	return mending[slices.IndexFunc(mending, func(m mendingPage) bool { return m.codes == nil || slices.Contains(m.codes, code) })]
}

// mendAt is the way to where a fault is mended; of an item, whose keepers mend it, to the item; of
// one unit to what is mended there.
func (a *Admin) mendAt(ctx context.Context, f app.Fault) ui.Link {
	if f.Code == "itemNowhere" {
		code, _, _ := strings.Cut(f.Text, " ")
		return ui.Link{Text: say(ctx, "chk.item"), Href: "/items/" + code}
	}
	m := mends(f.Code)
	at := ui.Link{Text: say(ctx, m.word), Href: m.path}
	switch {
	case len(f.Units) == 1:
		at.Href = a.mendOf(ctx, f.Code, f.Units[0])
	case f.Code == "centreUnverified":
		at.Href += "?" + url.Values{"q": {say(ctx, "f.toVerify")}}.Encode()
	}
	return at
}

// mendOf is where a fault is mended of one unit: in its row, in a row begun for it, or among those
// that name it.
func (a *Admin) mendOf(ctx context.Context, code, unit string) string {
	at := mends(code)
	switch code {
	case "postEmpty", "communityEmpty", "noCentre":
		return at.path + "/new?" + url.Values{"unit": {unit}}.Encode()
	case "unitPhone":
		return at.path + "/" + unit
	case "noTerminal":
		centre, _ := a.hall.Directory().CentreOf(unit, a.hall.Today())
		return at.path + "/new?" + url.Values{"centre": {centre.Code}}.Encode()
	case "noSeal", "sealEnds":
		return at.path + "?" + url.Values{"unit": {unit}}.Encode()
	}
	return at.path + "?" + url.Values{"q": {a.unitName(ctx, unit)}}.Encode()
}
