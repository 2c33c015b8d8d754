package web_test

import (
	"context"
	"os"
	"slices"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/pay"
	"yimen/store"
	"yimen/testkit"
	"yimen/web/ui/uitest"
)

// gallery is the demonstration with cases in every state, whose pages are looked at one by
// one. Every page is held to the rules of accessibility and to its width; pictures are taken
// where YIMEN_SHOTS names a folder (make shots).
type gallery struct {
	*journey
	lang  string
	cases map[string]app.Record // by name, see fill
	seals map[string]string     // id of the seal of a unit, see sealViews
	asked []store.Question      // within the case "received", see questions
	text  string                // the last short message that was sent
}

// view is one page: its name, who looks (工号; "" = a resident) and how to get there.
type view struct {
	name, who string
	open      func(g *gallery, p *uitest.Page)
}

func TestShotsPortal(t *testing.T) {
	t.Parallel()
	openGallery(t).walk(portalViews)
}

func TestShotsDesk(t *testing.T) {
	t.Parallel()
	openGallery(t).walk(deskViews)
}

func TestShotsSeals(t *testing.T) {
	t.Parallel()
	openGallery(t).walk(slices.Concat(sealViews, messageViews))
}

func openGallery(t *testing.T) *gallery {
	t.Helper()
	g := &gallery{journey: setOut(t, testkit.SQLite(t), true, false), cases: map[string]app.Record{}}
	g.world.Hall.Pay = pay.Trial{Key: []byte("a key of tests")}
	g.world.TextPhone = func(_ context.Context, _, text string) error {
		g.text = text
		return nil
	}
	g.fillIn()
	return g
}

// walk shows all views in Chinese, then in English.
func (g *gallery) walk(views []view) {
	for _, g.lang = range []string{"zh", "en"} {
		g.speak(g.resident)
		for _, v := range views {
			p := g.resident
			if v.who != "" {
				p = g.seat(v.who)
			}
			v.open(g, p)
			g.regard(p, v.name)
		}
		g.desks = map[string]*uitest.Page{} // in English everybody signs in anew
	}
	g.arrive(g.stored())
}

// speak chooses the language of a browser.
func (g *gallery) speak(p *uitest.Page) { p.Go("/?lang=" + g.lang) }

// seat is a clerk's browser, signed in.
func (g *gallery) seat(clerk string) *uitest.Page {
	g.t.Helper()
	known := g.desks[clerk] != nil
	p := g.desk(clerk)
	if !known {
		g.speak(p)
	}
	return p
}

// regard looks at a page: in Chinese at both widths, in English for its accessibility, and
// with pictures at both widths too.
func (g *gallery) regard(p *uitest.Page, name string) {
	g.t.Helper()
	pictures := os.Getenv("YIMEN_SHOTS") != ""
	p.Axe()
	p.Shot(name + "-" + g.lang + "-1440")
	if g.lang == "zh" || pictures {
		p.Fits(390, 1440)
		p.Size(390, 844, 100)
		p.Axe()
		p.Shot(name + "-" + g.lang + "-390")
		p.Size(1440, 900, 100)
	}
}

// stored is how many cases the walk has made, drafts included.
func (g *gallery) stored() int {
	n, err := g.world.Audit(context.Background())
	if err != nil {
		g.t.Error(err)
	}
	return n
}

// The items and places of the gallery.
const (
	dibao   = "LW-JF-001" // 最低生活保障, three levels
	house   = "LW-XK-008" // 农村建房: community, street, planning station, district, street
	road    = "LW-XK-004" // 临时占用城市道路: paid for before anything is made out
	village = "330303001004"
	town    = "330303001010"
	planner = "lw307" // 审核, 永中规划国土所
	lander  = "lw414" // 审批, 区资规局, its head
)

// fillIn makes the cases: those of the residents' side in each state, and on the planner's
// desk one of every light.
func (g *gallery) fillIn() {
	toPlanner := []org.Act{org.Accept, org.Pass, org.SiteCheck}
	g.on(1, 5, 9, 30)
	g.bring("purple", house, village, toPlanner...)
	g.on(2, 5, 9, 30)
	g.bring("red", house, village, toPlanner...)
	g.on(2, 11, 9, 30)
	g.bring("yellow", house, village, toPlanner...)
	g.on(2, 27, 9, 30)
	g.bring("suspended", house, village, append(toPlanner, org.Suspend)...)
	g.on(3, 2, 9, 30)
	g.bring("green", house, village, toPlanner...)
	g.bring("heard", house, village, append(toPlanner, org.TellHearing, org.RequestHearing)...)
	g.bring("called", house, village, append(toPlanner, org.TellHearing, org.RequestHearing, org.ScheduleHearing)...)
	g.bring("received", dibao, town)
	g.bring("supplementing", dibao, town)
	g.asks("supplementing")
	g.bring("reviewing", dibao, town, org.Accept)
	g.bring("approving", house, village, org.Accept, org.Pass, org.SiteCheck, org.Pass)
	g.bring("granted", house, village, org.Accept, org.Pass, org.SiteCheck, org.Pass, org.Grant)
	g.bring("owing", road, "330303001", org.Accept, org.Pass, org.JointOpinion, org.Grant, org.OrderFee)
	g.bring("issued", dibao, town, org.Accept, org.Pass, org.Pass, org.Grant, org.Issue)
	g.bring("denied", dibao, town, org.Accept, org.Pass, org.Veto, org.Deny)
	g.bring("deniedServed", dibao, town, org.Accept, org.Pass, org.Veto, org.Deny, org.Serve)
	g.bring("concluded", dibao, town, org.Accept, org.Pass, org.Pass, org.Grant, org.Issue, org.Serve, org.Conclude)
	g.bring("withdrawn", dibao, town, org.Accept, org.Withdraw)
	g.bring("refused", dibao, town, org.RefuseAcceptance)
	g.draft("draft", dibao, town)
	g.questions("received")
}

// bring makes a case by a name: handed in online, then the acts by whoever may do them.
func (g *gallery) bring(name, item, unit string, acts ...org.Act) {
	g.t.Helper()
	rec := g.world.CaseIn(g.t, item, unit, casework.Received)
	for _, act := range acts {
		var err error
		if rec, err = g.world.Step(context.Background(), rec, act); err != nil {
			g.t.Fatalf("%s: %s: %v", name, act, err)
		}
	}
	g.cases[name] = rec
}

// asks lets the acceptor ask for a paper and for a better form.
func (g *gallery) asks(name string) {
	g.t.Helper()
	rec := g.cases[name]
	cmd := casework.RequestSupplement{Limit: period.Period{N: 10, Unit: period.WorkingDay}, Defects: []casework.Defect{
		{Material: "m3", What: "户口簿缺户主页，请补上户主页和申请人页"}, {Material: "form", What: "家庭人数与户口簿不一致"}}}
	var err error
	if g.cases[name], err = g.world.Do(context.Background(), rec.No, rec.Version, cmd, g.world.Doers(rec, cmd.Act())[0]); err != nil {
		g.t.Fatal(err)
	}
}

// draft makes a complete draft by a name.
func (g *gallery) draft(name, item, unit string) {
	g.t.Helper()
	ctx := context.Background()
	rec := g.world.CaseIn(g.t, item, unit, casework.Drafting)
	filing, err := g.world.Filing(ctx, rec, unit)
	if err == nil {
		rec, err = g.world.SaveDraft(ctx, rec.Draft, filing)
	}
	if err != nil {
		g.t.Fatal(err)
	}
	g.cases[name] = rec
}

// at opens an address.
func at(path string) func(*gallery, *uitest.Page) {
	return func(_ *gallery, p *uitest.Page) { p.Go(path) }
}

// TestShotsEveryLight holds the fixture to what its pictures are for.
func TestShotsEveryLight(t *testing.T) {
	g := &gallery{journey: &journey{t: t, world: testkit.Demo(t, testkit.SQLite(t))}, cases: map[string]app.Record{}}
	g.fillIn()
	page, err := g.world.Queue(context.Background(), planner, app.View{}, store.Place{}, 50)
	if err != nil {
		t.Fatal(err)
	}
	var shown []casework.Light
	for _, row := range page.Rows {
		if !slices.Contains(shown, row.Light) {
			shown = append(shown, row.Light)
		}
	}
	if len(shown) != 5 {
		t.Errorf("the planner's queue shows %v, want all five lights", shown)
	}
}
