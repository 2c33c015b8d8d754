package desk

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// ratingsPage (好差评台账) is the ratings of the units over which the reader watches. Whom they rate
// does not see them case by case, so that nobody has to fear for his opinion.
type ratingsPage struct {
	desk   *Desk
	units  []string
	form   ui.Form
	counts map[string]int
	open   []store.Rating // poor ones that wait for a call or a reply
	rows   []store.Rating
	pager  ui.Pager
}

// ratingPage is one rating with its limits, and what is to be done about it.
type ratingPage struct {
	desk   *Desk
	rating store.Rating
	deeds  []app.RatingDeed // by which the reader may have it set aside
	form   ui.Form
	judged ui.Form // of those
}

func (d *Desk) ratingRoutes(mux *http.ServeMux) {
	mux.Handle("GET /desk/ratings", d.page(d.showRatings))
	mux.Handle("GET /desk/ratings/{no}", d.page(d.showRating))
	mux.Handle("POST /desk/ratings/{no}", d.page(d.followRating))
	mux.Handle("POST /desk/ratings/{no}/judge", d.page(d.judgeRating))
}

func (d *Desk) showRatings(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	q, ctx := r.URL.Query(), r.Context()
	p := ratingsPage{desk: d, units: d.hall.Overseen(who.No)}
	if len(p.units) == 0 {
		return app.ErrNoRight
	}
	unit, units := chosen(p.units, q)
	level := q.Get("level")
	if !slices.Contains(app.RatingLevels, level) {
		level = ""
	}
	p.form = ui.Form{Values: url.Values{"unit": {unit}, "level": {level}}}
	before, _ := strconv.ParseInt(q.Get("before"), 10, 64) // a broken place is the beginning
	var err error
	if p.counts, err = d.hall.Store.CountRatings(ctx, units); err != nil {
		return err
	}
	if p.open, err = d.hall.Store.OpenRatings(ctx, units, pageRows); err != nil {
		return err
	}
	if p.rows, err = d.hall.Store.RatingsOf(ctx, units, level, store.Place{CaseID: max(0, before)}, pageRows+1); err != nil {
		return err
	}
	if len(p.rows) > pageRows {
		p.rows = p.rows[:pageRows]
		p.pager.Older = p.address(level, strconv.FormatInt(p.rows[pageRows-1].CaseID, 10))
	}
	return ui.Show(w, r, http.StatusOK, ratingsTempl(p))
}

func (p ratingsPage) address(level, before string) string {
	q := url.Values{}
	for name, value := range map[string]string{"unit": p.form.Get("unit"), "level": level, "before": before} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return "/desk/ratings?" + q.Encode()
}

// tiles count the ratings by level; each opens its list.
func (p ratingsPage) tiles(ctx context.Context) []ui.Tile {
	var tiles []ui.Tile
	for _, l := range app.RatingLevels {
		tiles = append(tiles, ui.Tile{Label: ui.Say(ctx, "rating.level."+l), Value: strconv.Itoa(p.counts[l]), Href: p.address(l, "")})
	}
	return tiles
}

func (p ratingsPage) filters(ctx context.Context) []ui.Field {
	level := ui.Field{Name: "level", Kind: ui.KindSelect, Label: ui.Words("rating.level")}
	for _, l := range app.RatingLevels {
		level.Options = append(level.Options, ui.Option{Value: l, Label: ui.Words("rating.level." + l)})
	}
	return []ui.Field{p.desk.unitField(ctx, p.units), level}
}

// next is the limit that runs next, nil where nothing is to be done any more.
func (d *Desk) nextClock(r store.Rating) *app.Clock {
	for _, k := range d.hall.RatingClocks(r) {
		if k.Done.IsZero() {
			return &k
		}
	}
	return nil
}

func (p ratingsPage) table(ctx context.Context, rows []store.Rating, caption string) ui.Table {
	t := ui.Table{Caption: caption}
	for _, c := range []string{"light", "at", "level", "case", "item", "unit", "due"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "rating.c."+c), Tight: c != "item" && c != "unit"})
	}
	for _, r := range rows {
		row := ui.Row{Cells: []templ.Component{ui.Str(""), ui.Str(p.desk.shortDay(r.At.Date())), ui.Str(ui.Say(ctx, "rating.level."+r.Level)),
			ui.Anchor(ui.Link{Text: r.CaseNo, Href: "/desk/ratings/" + r.CaseNo}), ui.Str(p.desk.itemName(ctx, r.Item)), ui.Str(p.desk.unitName(ctx, r.Unit)), ui.Str("")}}
		if k := p.desk.nextClock(r); k != nil {
			row.Light = ui.Light(k.Light)
			row.Cells[0] = ui.Badge(row.Light, "")
			row.Cells[6] = ui.Str(ui.CodeName(ctx, "clock", string(k.Name)) + " " + p.desk.sure(ctx, k.Due.On, p.desk.shortDay(k.Due.On)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (d *Desk) rating(r *http.Request, who org.Staff) (p ratingPage, err error) {
	p.desk = d
	p.rating, err = d.hall.Rating(r.Context(), r.PathValue("no"), who.No)
	if p.deeds = app.RatingDeeds(p.rating, who.No); len(p.deeds) == 1 {
		p.judged.Values = url.Values{"decision": {string(p.deeds[0])}}
	}
	return p, err
}

func (d *Desk) showRating(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.rating(r, who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, ratingTempl(p))
}

// judgeFields ask why a poor rating should not count, or whether it does; where one thing alone can be
// done nothing is to be chosen.
func (p ratingPage) judgeFields() []ui.Field {
	why := ui.Field{Name: "why", Kind: ui.KindTextarea, Label: ui.Words("rating.why"), Hint: ui.Words("rating.why.hint"), Required: true, Max: 1000, Rows: 4}
	if len(p.deeds) == 1 {
		return []ui.Field{{Name: "decision", Kind: ui.KindHidden}, why}
	}
	choice := ui.Field{Name: "decision", Kind: ui.KindRadio, Label: ui.Words("rating.decision"), Required: true}
	for _, deed := range p.deeds {
		choice.Options = append(choice.Options, ui.Option{Value: string(deed), Label: ui.Words("rating.did." + string(deed))})
	}
	return []ui.Field{choice, why}
}

// judgeWord is what the button says: the one thing that can be done, or that it is noted.
func (p ratingPage) judgeWord(ctx context.Context) string {
	if len(p.deeds) == 1 {
		return ui.Say(ctx, "rating.did."+string(p.deeds[0]))
	}
	return ui.Say(ctx, "rating.save")
}

// judgeRating keeps a doubt of a poor rating, or what another decided about it.
func (d *Desk) judgeRating(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	p, err := d.rating(r, who)
	if err != nil {
		return err
	}
	if len(p.deeds) == 0 { // done meanwhile
		f.Refuse("", "ratingJudged")
	} else {
		f.Check(p.judgeFields())
	}
	if f.OK() {
		err := d.hall.JudgeRating(ctx, p.rating.CaseNo, app.RatingDeed(f.Get("decision")), f.Get("why"), who.No)
		if err == nil {
			return ui.See(w, r, "/desk/ratings/"+p.rating.CaseNo)
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	p.judged = f
	return ui.Show(w, r, http.StatusUnprocessableEntity, ratingTempl(p))
}

func (d *Desk) followRating(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f, no := r.Context(), ui.Posted(r), r.PathValue("no")
	p, err := d.rating(r, who)
	if err != nil {
		return err
	}
	if p.step() == "" { // done meanwhile
		f.Refuse("", "ratedBefore")
	} else {
		f.Check(p.fields())
	}
	if f.OK() {
		err := d.hall.FollowRating(ctx, no, f.Get("text"), who.No)
		if err == nil {
			return ui.See(w, r, "/desk/ratings/"+no)
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	p.form = f
	return ui.Show(w, r, http.StatusUnprocessableEntity, ratingTempl(p))
}

// step is what is to be noted now: the call, then the reply; empty where nothing is.
func (p ratingPage) step() string {
	switch r := p.rating; {
	case !r.Open():
		return ""
	case r.Called == 0:
		return "call"
	}
	return "reply"
}

func (p ratingPage) fields() []ui.Field {
	if p.step() == "" {
		return nil
	}
	return []ui.Field{{Name: "text", Kind: ui.KindTextarea, Label: ui.Words("rating.stepText." + p.step()), Hint: ui.Words("rating.stepHint." + p.step()), Required: true, Max: 1000, Rows: 4}}
}

func (p ratingPage) pairs(ctx context.Context) []ui.Pair {
	r := p.rating
	return []ui.Pair{
		{Term: ui.Say(ctx, "rating.level"), Text: ui.Say(ctx, "rating.level."+r.Level)},
		{Term: ui.Say(ctx, "rating.c.case"), Text: r.CaseNo, Href: "/desk/cases/" + r.CaseNo},
		{Term: ui.Say(ctx, "rating.c.item"), Text: p.desk.itemName(ctx, r.Item)},
		{Term: ui.Say(ctx, "rating.c.unit"), Text: p.desk.unitName(ctx, r.Unit)}}
}

// events are what was said and done, newest first.
func (p ratingPage) events(ctx context.Context) []ui.Event {
	var list []ui.Event
	add := func(title string, at period.Instant, text, by string) {
		if at != 0 {
			list = append(list, ui.Event{Title: title, Text: text, By: by, At: ui.ShortWhen(at), AtISO: ui.ISO(at)})
		}
	}
	r := p.rating
	if r.Again != 0 {
		add(ui.Say(ctx, "rating.again")+" "+ui.Say(ctx, "rating.level."+r.AgainLevel), r.Again, r.AgainText, ui.Say(ctx, "rating.by"))
	}
	judged := "rating.did.uphold"
	if r.Aside {
		judged = "rating.did.aside"
	}
	add(ui.Say(ctx, judged), r.Judged, r.Judgement, p.desk.staffName(ctx, r.JudgedBy))
	add(ui.Say(ctx, "rating.did.doubt"), r.Doubted, r.Doubt, p.desk.staffName(ctx, r.DoubtedBy))
	add(ui.Say(ctx, "rating.answer"), r.Answered, r.Answer, p.desk.staffName(ctx, r.AnsweredBy))
	add(ui.Say(ctx, "rating.called"), r.Called, r.Call, p.desk.staffName(ctx, r.CalledBy))
	add(ui.Say(ctx, "rating.level."+r.Level), r.At, "", ui.Say(ctx, "rating.by"))
	slices.SortStableFunc(list, func(a, b ui.Event) int { return cmp.Compare(b.AtISO, a.AtISO) })
	return list
}
