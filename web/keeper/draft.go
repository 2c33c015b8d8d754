package keeper

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// draftPage is the way of one draft: how far it is, what may be done now, what it changes, what
// was done and said.
type draftPage struct {
	editPage
	moves   []store.DraftMove
	impact  app.Impact
	changes []change
	form    ui.Form
	failed  catalog.Move // the move that was refused
}

func (k *Keeper) open(ctx context.Context, r *http.Request, who org.Staff) (draftPage, error) {
	p := draftPage{editPage: editPage{room: k}}
	id, err := idOf(r)
	if err != nil {
		return p, err
	}
	if p.draft, p.hands, err = k.hall.OpenItem(ctx, id, who.No); err != nil {
		return p, notFound(err)
	}
	if p.tree, err = treeOf(p.draft.Item); err != nil {
		return p, err
	}
	p.lint = catalog.Check(p.draft.Sound())
	if p.moves, err = k.hall.Store.DraftMoves(ctx, id); err != nil {
		return p, err
	}
	if p.impact, err = k.hall.ImpactOf(ctx, p.draft.Item.Code); err != nil {
		return p, err
	}
	if before, ok := p.before(r.URL.Query().Get("since")); ok {
		p.changes, err = differences(*before, p.draft.Item)
	}
	return p, err
}

// before is what the draft is compared with: how it stood at a move, or the version it was
// copied from.
func (p draftPage) before(since string) (*catalog.Item, bool) {
	for _, m := range p.moves {
		if since != "" && strconv.Itoa(m.Rev) == since && m.Item != nil {
			return m.Item, true
		}
	}
	if p.draft.From == "" {
		return nil, false
	}
	return p.room.hall.Catalogue().Version(p.draft.From, p.draft.FromVer)
}

func (k *Keeper) showDraft(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := k.open(r.Context(), r, who)
	if err != nil {
		return err
	}
	p.form.Values = url.Values{"from": {p.earliest().String()}}
	return ui.Show(w, r, http.StatusOK, draftTempl(p))
}

// earliest is the first day on which the version may begin.
func (p draftPage) earliest() period.Date {
	day := p.room.hall.Today()
	if list := p.room.hall.Catalogue().Versions(p.draft.Item.Code); len(list) > 0 {
		return max(day+1, list[len(list)-1].From.Add(1))
	}
	return day
}

// offered are the moves that the reader may do now.
func (p draftPage) offered() []catalog.Move {
	return slices.DeleteFunc(slices.Clone(catalog.Moves), func(m catalog.Move) bool {
		return m == catalog.SaveDraft || p.draft.Can(m, p.hands) != nil
	})
}

// barred are moves that would be the reader's but for having had a hand in the draft.
func (p draftPage) barred() (list []catalog.Move) {
	for _, m := range catalog.Moves {
		if err := p.draft.Can(m, p.hands); err == (catalog.MoveError{Code: "draftSamePerson"}) {
			list = append(list, m)
		}
	}
	return list
}

// moveFields are what a move asks for.
func (p draftPage) moveFields(m catalog.Move) []ui.Field {
	var list []ui.Field
	id := string(m)
	if m == catalog.Publish {
		list = append(list, ui.Field{Name: "from", ID: id + "-from", Kind: ui.KindDate, Label: ui.Words("keeper.publish.from"), Hint: ui.Words("keeper.publish.from.hint"), Required: true, Lowest: p.earliest().String()})
	}
	return append(list, ui.Field{Name: "remark", ID: id + "-remark", Kind: ui.KindTextarea, Label: ui.Words("keeper.remark"), Rows: 2, Max: 2000, Required: m.NeedsWords()})
}

// shownForm is the form of a move: what was refused stands in the one that was sent.
func (p draftPage) shownForm(m catalog.Move) ui.Form {
	if p.failed == m {
		return p.form
	}
	return ui.Form{Values: url.Values{"from": {p.earliest().String()}}}
}

// move does one step on the draft's way.
func (k *Keeper) move(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	p, err := k.open(ctx, r, who)
	if err != nil {
		return err
	}
	m, seen := catalog.Move(f.Get("move")), number64(f.Get("seen"))
	if m == catalog.SaveDraft || !slices.Contains(catalog.Moves, m) {
		return ui.Unprocessable("draftStage")
	}
	f.Values.Del("move")
	f.Values.Del("seen")
	f.Check(p.moveFields(m))
	if f.OK() {
		from, _ := period.ParseDate(f.Get("from"))
		_, err := k.hall.MoveItem(ctx, p.draft.ID, seen, m, f.Get("remark"), from, who.No)
		if err == nil {
			return ui.See(w, r, draftPath(p.draft.ID))
		}
		if err := refused(&f, err); err != nil {
			return notFound(err)
		}
	}
	p.form, p.failed = f, m
	return ui.Again(w, r, draftTempl(p))
}

// road is the way of a draft as steps.
func (p draftPage) road(ctx context.Context) []ui.Step {
	stages := []catalog.Stage{catalog.InDraft, catalog.Checked, catalog.Signed, catalog.Reported, catalog.Accepted, catalog.Published}
	at := slices.Index(stages, p.draft.Stage)
	if p.draft.Stage == catalog.Returned || p.draft.Stage == catalog.Dropped {
		at = 0
	}
	who := map[catalog.Stage]string{catalog.Checked: p.draft.Preparer, catalog.Signed: p.draft.Leader, catalog.Accepted: p.draft.Taker}
	var list []ui.Step
	for i, s := range stages {
		step := ui.Step{Name: ui.Say(ctx, "keeper.stage."+string(s)), State: ui.Todo}
		if no := who[s]; no != "" {
			step.Who = p.room.staffName(ctx, no)
		}
		switch {
		case i < at || p.draft.Stage == catalog.Published:
			step.State = ui.Done
		case i == at && p.draft.Stage == catalog.Dropped:
			step.State = ui.Stopped
		case i == at:
			step.State = ui.Current
		}
		list = append(list, step)
	}
	return list
}

func (p draftPage) facts(ctx context.Context) []ui.Pair {
	list := []ui.Pair{
		{Term: ui.Say(ctx, "keeper.c.code"), Text: p.draft.Item.Code},
		{Term: ui.Say(ctx, "keeper.c.unit"), Text: p.room.unitName(ctx, p.draft.Unit)},
		{Term: ui.Say(ctx, "keeper.c.type"), Text: ui.Say(ctx, "catalog.type."+string(p.draft.Item.Type))},
		{Term: ui.Say(ctx, "keeper.lint"), Text: ui.Say(ctx, "keeper.lint.note", "n", len(p.of(catalog.Error)))},
	}
	if p.draft.From != "" {
		list = append(list, ui.Pair{Term: ui.Say(ctx, "keeper.copiedFrom"), Text: ui.Say(ctx, "keeper.version.of", "code", p.draft.From, "n", p.draft.FromVer), Href: "/keeper/items/" + url.PathEscape(p.draft.From)})
	}
	if p.draft.Stage == catalog.Published {
		list = append(list, ui.Pair{Term: ui.Say(ctx, "keeper.c.version"), Text: ui.Say(ctx, "keeper.version", "n", p.draft.Version, "day", p.draft.Item.From)})
	}
	return list
}

// posts is 岗位说明 of Annex 2: each post with its duty, its people in the draft's own unit, and
// its limit.
func (p draftPage) posts(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "keeper.posts")}
	for _, c := range []string{"no", "post", "duty", "people", "limit"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "keeper.posts."+c), Tight: c != "duty" && c != "people"})
	}
	for i, s := range p.draft.Item.Procedure.Steps {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(strconv.Itoa(i + 1)),
			ui.Strs(ui.Say(ctx, "codes.post."+string(s.Post)), ui.Of(ctx, ui.Text{Zh: s.Name, En: s.NameEN})), ui.Str(ui.Of(ctx, ui.Text{Zh: s.Duty, En: s.DutyEN})),
			ui.Strs(ui.Of(ctx, p.room.ruleText(string(s.Unit))), p.people(ctx, s)), ui.Str(ui.Limit(ctx, s.Limit))}})
	}
	return t
}

// people are who holds a step's post where its rule finds a unit from the draft's own.
func (p draftPage) people(ctx context.Context, s catalog.Step) string {
	dir, today := p.room.hall.Directory(), p.room.hall.Today()
	u, err := dir.Resolve(string(s.Unit), p.draft.Unit, today)
	if err != nil {
		return ""
	}
	var names []string
	for _, w := range dir.People() {
		if slices.ContainsFunc(dir.HoldingsOf(w.No, today), func(h org.Holding) bool { return h.Unit == u.Code && h.Post == s.Post }) {
			names = append(names, ui.Of(ctx, ui.Text{Zh: w.Name, En: w.NameEN}))
		}
	}
	return strings.Join(names, ui.Say(ctx, "desk.and"))
}

// history is the log of a draft; each standing of it may be compared with the newest.
func (p draftPage) history(ctx context.Context) []ui.Event {
	var list []ui.Event
	for _, m := range p.moves {
		if m.Move == catalog.SaveDraft {
			continue // nothing was decided; the log has it
		}
		e := ui.Event{Title: ui.Say(ctx, "keeper.move."+string(m.Move)), Text: m.Remark, By: p.room.staffName(ctx, m.By), At: ui.ShortWhen(m.At), AtISO: ui.ISO(m.At)}
		if m.Move == catalog.SendBack || m.Move == catalog.TakeBack {
			e.Tone = ui.Bad
		}
		if m.Item != nil {
			e.Body = ui.Anchor(ui.Link{Text: ui.Say(ctx, "keeper.since"), Href: draftPath(p.draft.ID) + "?since=" + strconv.Itoa(m.Rev) + "#diff"})
		}
		list = append(list, e)
	}
	return list
}

// touches is what a publication changes for cases and drafts under way.
func (p draftPage) touches(ctx context.Context) []ui.Pair { return touches(ctx, p.impact) }

func touches(ctx context.Context, i app.Impact) []ui.Pair {
	list := []ui.Pair{}
	if i.Before != nil {
		list = append(list, ui.Pair{Term: ui.Say(ctx, "keeper.impact.before"), Text: ui.Say(ctx, "keeper.version", "n", i.Before.Version, "day", i.Before.From)})
	}
	return append(list,
		ui.Pair{Term: ui.Say(ctx, "keeper.impact.running"), Text: strconv.Itoa(i.Running), Note: ui.Say(ctx, "keeper.impact.running.note")},
		ui.Pair{Term: ui.Say(ctx, "keeper.impact.drafts"), Text: strconv.Itoa(i.Drafts), Note: ui.Say(ctx, "keeper.impact.drafts.note")})
}

// lookOf is the weight of a move's button.
func lookOf(m catalog.Move) ui.Look {
	switch m {
	case catalog.SendBack, catalog.Drop, catalog.Publish:
		return ui.Grave
	case catalog.Comment, catalog.TakeBack:
		return ui.Plain
	}
	return ui.Main
}
