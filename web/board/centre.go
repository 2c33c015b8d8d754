package board

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"yimen/core/board"
	"yimen/core/org"
	"yimen/web/ui"
)

func (b *Board) centreRoutes(mux *http.ServeMux) {
	mux.Handle("GET /board/centres", b.page(b.showCentres))
	mux.Handle("GET /board/centres/{code}", b.page(b.showCentre))
	mux.Handle("POST /board/centres/{code}/posts", b.page(b.keeps(itself, b.fixPost)))
	mux.Handle("POST /board/posts/{code}/end", b.page(b.keeps(b.centreOfPost, b.endPost)))
	mux.Handle("POST /board/centres/{code}/facilities", b.page(b.keeps(itself, b.addFacility)))
	b.facilityRoutes(mux)
}

// itself is the centre that an address names.
func itself(code string) string { return code }

func (b *Board) centreOfPost(code string) string {
	p, _, _ := b.hall.Registers().FixedPost(code)
	return p.Centre
}

// standing is how one centre stands.
type standing struct {
	org.Centre
	street   bool
	duties   []board.Duty // of a street's centre
	in       board.Share
	empty    []org.Counter        // counters at which nobody sits
	self     []board.FacilityKind // what its self-service point lacks
	list     []board.FacilityKind // what a community centre lacks
	stale    []board.Facility
	services int
}

// standings is how the centres of a street stand, all for "".
func (b *Board) standings(street string) []standing {
	dir, today, reg := b.hall.Directory(), b.hall.Today(), b.hall.Registers()
	byCentre := map[string][]board.Duty{}
	for _, d := range b.hall.Duties() {
		byCentre[d.Centre] = append(byCentre[d.Centre], d)
	}
	posts, have := reg.FixedPosts("", today), reg.Facilities("", today)
	var list []standing
	for _, c := range dir.Centres(today) {
		if street != "" && b.streetOf(c) != street {
			continue
		}
		u, _ := dir.Unit(c.Unit, today)
		s := standing{Centre: c, street: u.Kind == org.StreetOffice, duties: byCentre[c.Code], empty: board.Empty(c, posts, today),
			self: board.Lacks(board.SelfServiceList, have, c.Code, today), stale: board.StaleAt(have, c.Code, today),
			services: len(reg.Offered(c.Code, today))}
		s.in = board.InCentres(s.duties)
		if !s.street {
			s.list = board.Lacks(board.CommunityList, have, c.Code, today)
		}
		list = append(list, s)
	}
	return list
}

// light is red where something is lacking, yellow where a check is due.
func (s standing) light() ui.Light {
	switch {
	case !s.in.All(), len(s.empty) > 0, len(s.self) > 0, len(s.list) > 0:
		return ui.Red
	case len(s.stale) > 0:
		return ui.Yellow
	}
	return ui.Green
}

type centresPage struct {
	board  *Board
	fields []ui.Field
	form   ui.Form
	rows   []standing
	n      int // in all
	pager  ui.Pager
}

// showCentres is the overview 进驻与授权: every centre with its gaps.
func (b *Board) showCentres(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	q := r.URL.Query()
	lacking := ui.Field{Name: "lacks", Kind: ui.KindSelect, Label: ui.Words("board.lacks")}
	for _, k := range []string{"in", "posts", "self", "list", "stale"} {
		lacking.Options = append(lacking.Options, ui.Option{Value: k, Label: ui.Words("board.lacks." + k)})
	}
	p := centresPage{board: b, fields: []ui.Field{b.streetFilter(), lacking}, form: ui.Form{Values: url.Values{"street": {q.Get("street")}, "lacks": {q.Get("lacks")}}}}
	for _, s := range b.standings(q.Get("street")) {
		if s.lacks(q.Get("lacks")) {
			p.rows = append(p.rows, s)
		}
	}
	p.n = len(p.rows)
	p.rows, p.pager = ui.PartOf(r, p.rows)
	return ui.Show(w, r, http.StatusOK, centresTempl(p))
}

// lacks tells whether a centre belongs in a list of gaps; every one in the list of "".
func (s standing) lacks(what string) bool {
	switch what {
	case "in":
		return !s.in.All()
	case "posts":
		return len(s.empty) > 0
	case "self":
		return len(s.self) > 0
	case "list":
		return len(s.list) > 0
	case "stale":
		return len(s.stale) > 0
	}
	return true
}

func (p centresPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "centres.title"), Cols: []ui.Col{{Text: say(ctx, "light"), Tight: true}, {Text: say(ctx, "centre")}}}
	for _, c := range []string{"in", "posts", "self", "list", "services"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "centres.c."+c)})
	}
	for _, s := range p.rows {
		home := "/board/centres/" + s.Code
		in, list := ui.Str(say(ctx, "notStreet")), ui.Str(say(ctx, "notCommunity"))
		if s.street {
			in = linked(shareText(ctx, s.in), home+"#duties")
		} else {
			list = linked(lackText(ctx, s.list), home+"#facilities")
		}
		seated := board.Share{Have: len(s.Counters) - len(s.empty), Of: len(s.Counters)}
		t.Rows = append(t.Rows, ui.Row{Light: s.light(), Cells: []templ.Component{
			ui.Badge(s.light(), say(ctx, "light."+string(s.light()))), linked(centreName(ctx, s.Centre), home), in,
			linked(shareText(ctx, seated), home+"#posts"), linked(lackText(ctx, s.self), home+"#facilities"), list,
			linked(say(ctx, "services.n", "n", s.services), servicesAt(s.Code)),
		}})
	}
	return t
}

func linked(text, href string) templ.Component { return ui.Anchor(ui.Link{Text: text, Href: href}) }

func shareText(ctx context.Context, s board.Share) string {
	return say(ctx, "share", "have", s.Have, "of", s.Of, "percent", s.Percent())
}

// lackText says what is lacking, or that nothing is.
func lackText(ctx context.Context, list []board.FacilityKind) string {
	if len(list) == 0 {
		return say(ctx, "complete")
	}
	var names []string
	for _, k := range list {
		names = append(names, facilityName(ctx, k))
	}
	return say(ctx, "lacking", "what", strings.Join(names, say(ctx, "comma")))
}

func facilityName(ctx context.Context, k board.FacilityKind) string {
	return say(ctx, "facility."+string(k))
}

// centrePage is one centre: what it takes in on whose word, who sits where, what stands there.
type centrePage struct {
	board *Board
	standing
	posts       []board.FixedPost
	facilities  []board.Facility
	keeps       bool
	administers bool // changes the centre and the stationings, in the administrators' room
	postForm    ui.Form
	thingForm   ui.Form
}

func (b *Board) centre(code string, who org.Staff) (centrePage, error) {
	today, reg := b.hall.Today(), b.hall.Registers()
	c, ok := b.hall.Directory().Centre(code, today)
	if !ok {
		return centrePage{}, ui.NotFound()
	}
	p := centrePage{board: b, posts: reg.FixedPosts(code, today), facilities: reg.Facilities(code, today), keeps: b.hall.KeepsCentre(who.No, code), administers: b.hall.Administers(who.No)}
	for _, s := range b.standings(b.streetOf(c)) {
		if s.Code == code {
			p.standing = s
		}
	}
	p.postForm.Values = url.Values{"from": {today.String()}}
	p.thingForm.Values = url.Values{"from": {today.String()}, "count": {"1"}}
	return p, nil
}

// papers is the list of the stationings here, where administrators change them.
func (p centrePage) papers(ctx context.Context) string {
	return "/desk/admin/stationings?" + url.Values{"q": {centreName(ctx, p.Centre)}}.Encode()
}

func (b *Board) showCentre(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := b.centre(r.PathValue("code"), who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, centreTempl(p))
}

// dutyTable is what the street's centre should take in, each with the word it rests on.
func (p centrePage) dutyTable(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "duties")}
	for _, c := range []string{"state", "body", "item", "posts", "paper", "days"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "duty."+c), Tight: c == "state"})
	}
	for _, d := range p.duties {
		row := ui.Row{Light: ui.Green}
		state := ui.Tag(say(ctx, "duty.in"), ui.Good)
		switch {
		case !d.In():
			row.Light, state = ui.Red, ui.Tag(say(ctx, "duty.gap"), ui.Bad)
		case len(d.Short()) > 0:
			row.Light, state = ui.Yellow, ui.Tag(say(ctx, "duty.short", "posts", postNames(ctx, d.Short())), ui.Warn)
		}
		row.Cells = []templ.Component{state, ui.Str(p.board.unitName(ctx, d.Body)),
			linked(both(ctx, d.Item.Name, d.Item.NameEN), "/items/"+d.Item.Code), ui.Str(postNames(ctx, d.Posts)), paperOf(ctx, d), daysOf(ctx, d)}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// paperOf is the written authorisation with its date; the street's own items need none.
func paperOf(ctx context.Context, d board.Duty) templ.Component {
	if d.Own() {
		return ui.Str(say(ctx, "duty.own"))
	}
	var lines []templ.Component
	for _, s := range d.Paper {
		lines = append(lines, ui.Strs(s.Paper, s.PaperOn.String()))
	}
	if len(lines) == 0 {
		return ui.Str(say(ctx, "duty.none"))
	}
	return ui.Join(lines...)
}

func daysOf(ctx context.Context, d board.Duty) templ.Component {
	var texts []string
	for _, s := range d.Paper {
		texts = append(texts, ui.Days(ctx, s.From, s.To))
	}
	return ui.Str(strings.Join(texts, "; "))
}

func postNames(ctx context.Context, posts []org.Post) string {
	var names []string
	for _, p := range posts {
		names = append(names, ui.CodeName(ctx, "post", string(p)))
	}
	return strings.Join(names, say(ctx, "comma"))
}

// counterTable is post → counter → person, the empty counters too.
func (p centrePage) counterTable(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "posts")}
	for _, c := range []string{"counter", "post", "staff", "from", "end"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "post."+c), Tight: c != "staff"})
	}
	for _, n := range p.Counters {
		name := ui.Str(n.No + " " + n.Name)
		some := false
		for _, x := range p.posts {
			if x.Counter != n.No {
				continue
			}
			some = true
			end := ui.Str("")
			if p.keeps {
				end = endTempl("/board/posts/"+x.Code+"/end", p.board.postVersion(x.Code), say(ctx, "post.end"), x.Code)
			}
			t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{name, ui.Str(ui.CodeName(ctx, "post", string(x.Post))),
				ui.Str(p.board.staffName(ctx, x.Staff)), ui.Str(x.From.String()), end}})
		}
		if !some {
			t.Rows = append(t.Rows, ui.Row{Light: ui.Red, Cells: []templ.Component{name, ui.Tag(say(ctx, "post.empty"), ui.Bad), ui.Str(""), ui.Str(""), ui.Str("")}})
		}
	}
	return t
}

func (b *Board) postVersion(code string) int {
	_, version, _ := b.hall.Registers().FixedPost(code)
	return version
}

// postFields are what a fixed post says; who may be chosen works at the centre or for a body
// stationed there.
func (p centrePage) postFields(ctx context.Context) []ui.Field {
	counter := ui.Field{Name: "counter", Kind: ui.KindSelect, Label: ui.Words("board.post.counter"), Required: true, Half: true}
	for _, n := range p.Counters {
		counter.Options = append(counter.Options, ui.Option{Value: n.No, Label: ui.Text{Zh: n.No + " " + n.Name}})
	}
	post := ui.Field{Name: "post", Kind: ui.KindSelect, Label: ui.Words("board.post.post"), Required: true, Half: true}
	for _, k := range board.Seated {
		post.Options = append(post.Options, ui.Option{Value: string(k), Label: ui.Text{Zh: ui.CodeName(ctx, "post", string(k))}})
	}
	staff := ui.Field{Name: "staff", Kind: ui.KindSelect, Label: ui.Words("board.post.staff"), Required: true, Half: true}
	dir, today := p.board.hall.Directory(), p.board.hall.Today()
	for _, s := range dir.People() {
		for _, h := range dir.HoldingsOf(s.No, today) {
			if h.Unit == p.Unit || len(dir.StationedFor(h.Unit, p.Code, "", today)) > 0 {
				staff.Options = append(staff.Options, ui.Option{Value: s.No, Label: ui.Text{Zh: s.Name + " " + s.No, En: s.NameEN + " " + s.No}})
				break
			}
		}
	}
	return []ui.Field{counter, post, staff,
		{Name: "from", ID: "post-from", Kind: ui.KindDate, Label: ui.Words("board.from"), Required: true, Half: true}}
}

func (b *Board) fixPost(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := b.centre(r.PathValue("code"), who)
	if err != nil {
		return err
	}
	f := ui.Posted(r)
	f.Check(p.postFields(r.Context()))
	if f.OK() {
		err := b.hall.SaveFixedPost(r.Context(), board.FixedPost{Centre: p.Code, Counter: f.Get("counter"), Post: org.Post(f.Get("post")),
			Staff: f.Get("staff"), From: day(f, "from")}, 0, who.No)
		if err == nil {
			return ui.See(w, r, "/board/centres/"+p.Code+"#posts")
		}
		if !refused(&f, err) {
			return err
		}
	}
	p.postForm = f
	return ui.Again(w, r, centreTempl(p))
}

// endPost (离岗) ends a fixed post with today.
func (b *Board) endPost(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	x, _, ok := b.hall.Registers().FixedPost(r.PathValue("code"))
	if !ok {
		return ui.NotFound()
	}
	x.To = max(x.From, b.hall.Today())
	if err := b.hall.SaveFixedPost(r.Context(), x, seen(ui.Posted(r)), who.No); err != nil {
		return b.unsaved(err)
	}
	return ui.See(w, r, "/board/centres/"+x.Centre+"#posts")
}

// unsaved says in a page of its own what a form without fields can't show.
func (b *Board) unsaved(err error) error {
	var f ui.Form
	if !refused(&f, err) {
		return err
	}
	return ui.Problem{Status: http.StatusUnprocessableEntity, Code: f.Errors[0].Code, Args: f.Errors[0].Args, Cause: err}
}
