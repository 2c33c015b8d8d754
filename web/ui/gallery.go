package ui

import (
	"context"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"yimen/core/period"
)

// Gallery adds the style gallery: every component of this room on two pages,
// for designers, screenshots and accessibility checks. Outside of the demo its
// pages do not exist.
func (s *Site) Gallery(mux *http.ServeMux) {
	mux.Handle("GET /_gallery", s.Page(s.inDemo(showGallery)))
	mux.Handle("POST /_gallery", s.Page(s.inDemo(postGallery)))
	mux.Handle("GET /_gallery/desk", s.Page(s.inDemo(showDeskGallery)))
}

func (s *Site) inDemo(p Page) Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		if !s.Demo {
			return NotFound()
		}
		return p(w, r)
	}
}

func showGallery(w http.ResponseWriter, r *http.Request) error {
	f := Form{Values: url.Values{"who": {"self"}, "channel": {"post"}}}
	return Show(w, r, http.StatusOK, galleryPage(f))
}

func postGallery(w http.ResponseWriter, r *http.Request) error {
	f := Posted(r)
	f.Check(galleryFields)
	if !f.OK() {
		return Again(w, r, galleryPage(f))
	}
	return See(w, r, "/_gallery")
}

func showDeskGallery(w http.ResponseWriter, r *http.Request) error {
	if q := From(r.Context()); q.User == nil {
		q.User = &User{Name: g(r.Context(), "user.name"), Seat: func() (post, unit string) {
			return g(r.Context(), "user.post"), g(r.Context(), "user.unit")
		}}
	}
	return Show(w, r, http.StatusOK, deskGalleryPage())
}

// g is a sample text of the gallery.
func g(ctx context.Context, key string) string { return Say(ctx, "gallery."+key) }

func gt(key string) Text { return Words("gallery." + key) }

var galleryFields = []Field{
	{Name: "who", Kind: KindRadio, Label: gt("f.who"), Required: true, Options: []Option{
		{Value: "self", Label: gt("f.who.self"), Hint: gt("f.who.self.hint")},
		{Value: "agent", Label: gt("f.who.agent"), Hint: gt("f.who.agent.hint")},
	}},
	{Name: "name", Kind: KindText, Label: gt("f.name"), Required: true, Max: 30, Auto: "name", Half: true},
	{Name: "idcard", Kind: KindIDCard, Label: gt("f.idcard"), Required: true, Half: true},
	{Name: "phone", Kind: KindPhone, Label: gt("f.phone"), Hint: gt("f.phone.hint"), Required: true, Auto: "tel", Half: true},
	{Name: "area", Kind: KindNumber, Label: gt("f.area"), Half: true, Lowest: "1", Highest: "10000"},
	{Name: "opens", Kind: KindDate, Label: gt("f.opens"), Required: true, Half: true},
	{Name: "street", Kind: KindSelect, Label: gt("f.street"), Required: true, Half: true, Options: []Option{
		{Value: "yongzhong", Label: gt("f.street.1")}, {Value: "puzhou", Label: gt("f.street.2")}, {Value: "haibin", Label: gt("f.street.3")},
	}},
	{Name: "what", Kind: KindCheckbox, Label: gt("f.what"), Options: []Option{
		{Value: "noodle", Label: gt("f.what.1")}, {Value: "fish", Label: gt("f.what.2")}, {Value: "cake", Label: gt("f.what.3")},
	}},
	{Name: "note", Kind: KindTextarea, Label: gt("f.note"), Hint: gt("f.note.hint"), Max: 500},
	{Name: "plan", Kind: KindFile, Label: gt("f.plan"), Hint: gt("f.plan.hint"), Accept: ".pdf,.jpg,.png"},
	{Name: "channel", Kind: KindHidden},
}

func galleryShell(ctx context.Context) Shell {
	return Shell{
		Title:  g(ctx, "title"),
		SignIn: "/sign-in",
		Search: Search{Action: "/_gallery", Name: "q", Prompt: g(ctx, "search")},
		Crumbs: []Link{{g(ctx, "nav.home"), "/"}, {g(ctx, "nav.hall"), "/_gallery"}, {g(ctx, "item"), ""}},
		Nav: []NavItem{
			{Text: g(ctx, "nav.home"), Href: "/"},
			{Text: g(ctx, "nav.hall"), Href: "/_gallery", Here: true},
			{Text: g(ctx, "nav.track"), Href: "/_gallery#track"},
			{Text: g(ctx, "nav.places"), Href: "/_gallery#places"},
			{Text: g(ctx, "nav.desk"), Href: "/_gallery/desk"},
		},
	}
}

func deskGalleryShell(ctx context.Context) Shell {
	return Shell{
		Title:  g(ctx, "staff.title"),
		Out:    "/sign-out",
		Search: Search{Action: "/_gallery/desk", Name: "q", Prompt: g(ctx, "staff.search")},
		Crumbs: []Link{{g(ctx, "staff.queue"), "/_gallery/desk"}, {"330303202603020000017", ""}},
		Nav: []NavItem{
			{Text: g(ctx, "staff.queue"), Href: "/_gallery/desk", Icon: "inbox", Count: 37, Here: true},
			{Text: g(ctx, "staff.counter"), Href: "/_gallery/desk#c", Icon: "pen"},
			{Text: g(ctx, "staff.supplement"), Href: "/_gallery/desk#s", Icon: "file", Count: 9},
			{Text: g(ctx, "staff.handout"), Href: "/_gallery/desk#h", Icon: "seal", Count: 5},
			{Text: g(ctx, "staff.chased"), Href: "/_gallery/desk#x", Icon: "alert", Alarm: 1},
			{Text: g(ctx, "staff.items"), Href: "/_gallery/desk#i", Icon: "list"},
		},
	}
}

func galleryFigures(ctx context.Context) []Pair {
	return []Pair{
		{Term: g(ctx, "fig.statutory"), Text: Limit(ctx, period.Period{N: 20, Unit: period.WorkingDay})},
		{Term: g(ctx, "fig.promised"), Text: Limit(ctx, period.Period{N: 5, Unit: period.WorkingDay}), Tone: Info},
		{Term: g(ctx, "fig.fee"), Text: g(ctx, "fig.fee.none")},
		{Term: g(ctx, "fig.visits"), Text: g(ctx, "fig.visits.1")},
	}
}

func gallerySteps(ctx context.Context, at int) []Step {
	steps := []Step{
		{Name: g(ctx, "s.apply"), Who: g(ctx, "s.apply.who"), Note: "03-02 09:12"},
		{Name: g(ctx, "s.accept"), Who: g(ctx, "s.accept.who"), Note: "03-02 10:05"},
		{Name: g(ctx, "s.review"), Who: g(ctx, "s.review.who"), Note: Limit(ctx, period.Period{N: 3, Unit: period.WorkingDay})},
		{Name: g(ctx, "s.approve"), Who: g(ctx, "s.approve.who"), Note: Limit(ctx, period.Period{N: 1, Unit: period.WorkingDay})},
		{Name: g(ctx, "s.issue"), Who: g(ctx, "s.issue.who"), Note: Limit(ctx, period.Period{N: 1, Unit: period.WorkingDay})},
		{Name: g(ctx, "s.serve"), Who: g(ctx, "s.serve.who"), Note: g(ctx, "s.serve.note")},
	}
	for i := range steps {
		switch {
		case at < 0:
			steps[i].State = ""
		case i < at:
			steps[i].State = Done
		case i == at:
			steps[i].State = Current
		default:
			steps[i].State = Todo
		}
	}
	return steps
}

func galleryMaterials(ctx context.Context) Table {
	t := Table{Caption: g(ctx, "m.title"), Cols: []Col{
		{Text: g(ctx, "m.no"), Num: true}, {Text: g(ctx, "m.name")}, {Text: g(ctx, "m.need"), Tight: true},
		{Text: g(ctx, "m.form"), Tight: true}, {Text: g(ctx, "m.source"), Tight: true}, {Text: ""},
	}}
	for i, k := range []string{"1", "2", "3", "4"} {
		tone, need := Info, g(ctx, "m.need.must")
		if k == "2" {
			tone, need = Good, g(ctx, "m.need.free")
		}
		if k == "4" {
			tone, need = Warn, g(ctx, "m.need.later")
		}
		t.Rows = append(t.Rows, Row{Cells: []templ.Component{
			Str(plain(i + 1)), Strs(g(ctx, "m."+k), g(ctx, "m."+k+".note")), Tag(need, tone),
			Str(g(ctx, "m.form.orig")), Str(g(ctx, "m.source.self")), Anchor(Link{g(ctx, "m.sample"), "/_gallery#m"}),
		}})
	}
	return t
}

func galleryQueue(ctx context.Context) Table {
	t := Table{Caption: g(ctx, "staff.queue"), Cols: []Col{
		{Text: g(ctx, "q.light"), Tight: true}, {Text: g(ctx, "q.no"), Tight: true}, {Text: g(ctx, "q.item")},
		{Text: g(ctx, "q.applicant"), Tight: true}, {Text: g(ctx, "q.step"), Tight: true}, {Text: g(ctx, "q.unit"), Tight: true},
		{Text: g(ctx, "q.due"), Tight: true}, {Text: g(ctx, "q.left"), Tight: true},
	}}
	lights := []Light{Purple, Red, Yellow, Green, Green, Grey}
	for i, l := range lights {
		no := "33030320260302000001" + plain(i)
		t.Rows = append(t.Rows, Row{Light: l, Cells: []templ.Component{
			Badge(l, ""), Anchor(Link{no, "/_gallery/desk#" + no}), Str(g(ctx, "item")), Str(g(ctx, "q.name")),
			Str(g(ctx, "s.review")), Str(g(ctx, "f.street.1")), Str("2026-03-09"), Left(g(ctx, "q.left."+string(l)), l),
		}})
	}
	return t
}

func galleryTiles(ctx context.Context) []Tile {
	return []Tile{
		{Label: g(ctx, "t.all"), Note: g(ctx, "t.all.note"), Value: "37", Href: "/_gallery/desk"},
		{Label: g(ctx, "t.purple"), Note: Say(ctx, "ui.light.meaning.purple"), Value: "1", Light: Purple, Href: "/_gallery/desk"},
		{Label: g(ctx, "t.red"), Note: Say(ctx, "ui.light.meaning.red"), Value: "2", Light: Red, Href: "/_gallery/desk"},
		{Label: g(ctx, "t.yellow"), Note: Say(ctx, "ui.light.meaning.yellow"), Value: "5", Light: Yellow, Href: "/_gallery/desk"},
		{Label: g(ctx, "t.green"), Note: Say(ctx, "ui.light.meaning.green"), Value: "24", Light: Green, Href: "/_gallery/desk"},
		{Label: g(ctx, "t.grey"), Note: Say(ctx, "ui.light.meaning.grey"), Value: "5", Light: Grey, Href: "/_gallery/desk"},
	}
}

func galleryEvents(ctx context.Context) []Event {
	at := period.NewDate(2026, 3, 3)
	event := func(key string, on period.Instant, tone Tone) Event {
		return Event{Title: g(ctx, "e."+key), Text: g(ctx, "e."+key+".text"), By: g(ctx, "e."+key+".by"),
			At: ShortWhen(on), AtISO: ISO(on), Tone: tone}
	}
	return []Event{
		event("warn", at.At(13, 40), Warn), event("accept", at.At(10, 5), Good), event("apply", at.At(9, 12), Mute),
	}
}

// galleryTrace is a real account: five working days over National Day, with a
// stop for an expert review.
func galleryTrace(ctx context.Context) []period.TraceLine {
	return period.Default().Trace(period.Clock{
		From: period.NewDate(2025, 9, 26), Limit: period.Period{N: 5, Unit: period.WorkingDay}, Basis: g(ctx, "due.basis"),
		Stops: []period.Stop{{From: period.NewDate(2025, 10, 10), To: period.NewDate(2025, 10, 13), Why: "expertReview", Basis: g(ctx, "due.stop")}},
	})
}

func galleryDue(ctx context.Context) []Pair {
	return []Pair{
		{Term: g(ctx, "q.step"), Text: g(ctx, "s.approve")},
		{Term: g(ctx, "q.due"), Text: Day(ctx, period.NewDate(2026, 3, 9))},
		{Term: g(ctx, "q.left"), Text: g(ctx, "q.left.yellow"), Tone: Warn},
	}
}

func galleryFacts(ctx context.Context) []Pair {
	return []Pair{
		{Term: g(ctx, "q.applicant"), Text: g(ctx, "q.firm")},
		{Term: g(ctx, "p.code"), Text: "92330303MA******7X"},
		{Term: g(ctx, "f.phone"), Text: "138****6621"},
		{Term: g(ctx, "p.place"), Text: g(ctx, "p.place.text")},
		{Term: g(ctx, "s.accept"), Text: g(ctx, "p.accept.text")},
		{Term: g(ctx, "p.agent"), Text: ""},
	}
}

func galleryPlace(ctx context.Context) []Pair {
	return []Pair{
		{Term: g(ctx, "p.where"), Text: g(ctx, "p.where.text")},
		{Term: g(ctx, "p.hours"), Text: g(ctx, "p.hours.text"), Note: g(ctx, "p.hours.note")},
		{Term: g(ctx, "p.phone"), Text: "0577-0000 1234"},
	}
}

var decisionFields = []Field{
	{Name: "result", Kind: KindRadio, Label: gt("d.result"), Required: true, Options: []Option{
		{Value: "grant", Label: gt("d.grant")}, {Value: "back", Label: gt("d.back")}, {Value: "deny", Label: gt("d.deny")},
	}},
	{Name: "opinion", Kind: KindTextarea, Label: gt("d.opinion"), Required: true},
}

var filterFields = []Field{
	{Name: "item", Kind: KindText, Label: gt("q.item"), Required: true},
	{Name: "light", Kind: KindSelect, Label: gt("q.light"), Required: true, Options: []Option{{Value: "red", Label: Words("ui.light.red")}}},
	{Name: "from", Kind: KindDate, Label: gt("q.from"), Required: true},
	{Name: "to", Kind: KindDate, Label: gt("q.to"), Required: true},
}
