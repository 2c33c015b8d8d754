package watch_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/core/watch"
	"yimen/testkit"
	"yimen/testkit/scenario"
)

// tb is what a test and a property have in common.
type tb interface {
	Helper()
	Fatalf(string, ...any)
}

// hall is one case on the pure core, with the facts it made.
type hall struct {
	world *testkit.World // of it only the clock and the samples are used
	dir   *org.Directory
	item  *catalog.Item
	rules casework.Rules
	short bool            // the application lacks the material that may come later
	word  bool            // it lacks the material that a commitment replaces
	held  *casework.Owned // the licence that the application is about
	about *casework.About
	fax   bool           // the application comes by fax
	known watch.Calendar // none = the built-in one for ever
	c     casework.Case
	facts []casework.Fact
}

// items are those of the test hall, with a material that may come later (m4), and
// with originals to follow a fax.
var items = func() []catalog.Item {
	all := testkit.Items()
	for i := range all {
		all[i].Channels = append(slices.Clone(all[i].Channels), catalog.ByFax)
		days := func(n int) catalog.Limit {
			return catalog.Limit{Period: period.Period{N: n, Unit: period.NaturalDay}, Basis: "公司登记管理条例"}
		}
		all[i].Procedure.OriginalsDue, all[i].Procedure.OriginalsLapse = days(15), days(60)
		all[i].Procedure.ClockStart = catalog.FromOriginals
		all[i].Materials = append(slices.Clone(all[i].Materials), catalog.Material{Code: "m4", Name: "意见", Necessity: catalog.Deferrable})
	}
	return all
}()

// newHall opens a hall for an item on a day of 2026.
func newHall(t tb, item string) *hall {
	t.Helper()
	clock := &testkit.Clock{}
	clock.Set(testkit.Opening)
	h := &hall{world: &testkit.World{Hall: &app.Hall{Now: clock.Now}, Clock: clock}, dir: town, rules: casework.DefaultRules()}
	for i := range items {
		if items[i].Code == item {
			h.item = &items[i]
		}
	}
	return h
}

func (h *hall) env(who org.Actor) casework.Env {
	now := h.world.Clock.Now()
	return casework.Env{Now: now, Cal: h.editions().At(now), Editions: h.editions(), Dir: h.dir, Item: h.item, Actor: who, Rules: h.rules, Line: h.line(), Owned: h.held}
}

// line is that of a case that competes with nobody else.
func (h *hall) line() *casework.Standing {
	s := casework.Line([]casework.Case{h.c}, 0)
	return &s
}

// editions are those of this hall's calendar.
func (h *hall) editions() watch.Calendar {
	if len(h.known) == 0 {
		return calendar
	}
	return h.known
}

// announce lets another calendar count from a moment later on.
func (h *hall) announce(cal *period.Calendar) {
	h.world.Clock.Set(h.world.Clock.Now() + 1000)
	h.known = append(slices.Clone(h.editions()), period.Edition{From: h.world.Clock.Now(), Calendar: cal})
}

// try does an act and keeps its fact when it is done.
func (h *hall) try(cmd casework.Command, who org.Actor) error {
	next, fact, err := casework.Decide(h.c, cmd, h.env(who))
	if err == nil {
		h.c, h.facts = next, append(h.facts, fact)
	}
	return err
}

// do does an act that must succeed, a minute after the one before.
func (h *hall) do(t tb, cmd casework.Command, who org.Actor) {
	t.Helper()
	h.world.Clock.Set(h.world.Clock.Now() + 60_000)
	if err := h.try(cmd, who); err != nil {
		t.Fatalf("%s by %s: %v", cmd.Act(), who.No, err)
	}
}

// on sets the clock to nine o'clock of a day.
func (h *hall) on(day string) { h.world.Clock.Set(date(day).At(9, 0)) }

func date(text string) period.Date {
	d, err := period.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// next does the sample of an act, by the first who may.
func (h *hall) next(t tb, acts ...org.Act) {
	t.Helper()
	for _, act := range acts {
		h.do(t, h.sample(act), h.doer(t, act))
	}
}

// paper is a complete application on paper at 永昌社区.
func (h *hall) paper() casework.Filing {
	f, err := h.world.Paper(h.item, testkit.Community)
	if err != nil {
		panic(err)
	}
	f.About = h.about
	if h.word {
		f.Materials = slices.DeleteFunc(f.Materials, func(g casework.Given) bool { return g.Code == "m5" })
	}
	if !h.short {
		f.Materials = append(f.Materials, deferred)
	}
	if h.fax {
		return testkit.ByFax(f)
	}
	return f
}

var deferred = casework.Given{Code: "m4", How: casework.Original, Count: 1}

// online is a complete application through the portal.
func (h *hall) online() casework.Filing {
	f := h.paper()
	if f.Channel != catalog.ByFax {
		f.Channel = catalog.Online
	}
	for i := range f.Materials {
		f.Materials[i].How = casework.Upload
		f.Materials[i].Files = []casework.File{{ID: "f", Name: "f.pdf", Size: 1, Sum: strings.Repeat("0", 64)}}
	}
	return f
}

func (h *hall) sample(act org.Act) casework.Command {
	switch act {
	case org.Draft:
		return casework.Draft{Filing: h.online()}
	case org.Submit:
		return casework.Submit{Filing: h.online()}
	case org.Receive:
		return casework.Receive{Filing: h.paper()}
	case org.ScheduleHearing:
		today := h.world.Today()
		return casework.ScheduleHearing{On: period.Default().Due(period.Clock{From: today, Limit: h.rules.HearingNotice}).On,
			Begins: "09:30", Place: "本机关一楼会议室", Presider: h.c.Target(today).Decider + "-zz"}
	case org.SiteCheck:
		unit := h.c.Unit()
		return casework.SiteCheck{Checkers: []casework.Checker{{No: unit + "-sh", Cert: "浙C330101"}, {No: unit + "-zz", Cert: "浙C330102"}},
			On: h.c.AcceptedOn, Begins: "08:00", Ends: "08:40", Place: "永昌社区后山", Findings: "林木位置、数量与申请一致。", Signer: testkit.Resident.Name}
	case org.InspectCommitment:
		return look(casework.CommitBroken)
	case org.ReceiveOriginals:
		return casework.ReceiveOriginals{}
	case org.NoteRenewal:
		return casework.NoteRenewal{Kind: casework.Renew, Stage: casework.RenewalApplied, Case: "330303012270101000001", Protects: true}
	case org.Recount:
		return casework.Recount{Edition: 1, Paper: "国办发明电〔2026〕1号"}
	case org.BringPending:
		return casework.BringPending{Materials: []casework.Given{deferred}}
	}
	return h.world.Sample(app.Record{Case: h.c}, act)
}

// town is the directory of the test district.
var town = func() *org.Directory {
	dir, problems := org.NewDirectory(testkit.Staffed())
	if dir == nil {
		panic(problems)
	}
	return dir
}()

// near are the units that the cases of these tests pass, and who watches over them.
var near = strings.Fields("330303001012 330303001 330303001-scjg 330303-nyj 330303-scjg 330303-mzj 330303-jc 330303 330303001-cgzf 330303-cgzf 330303-jjdd")

// everyone is all who may act: the applicant, time, and the staff of the units near.
var everyone = func() []org.Actor {
	all := []org.Actor{{Kind: org.ByApplicant, No: testkit.Resident.ID}, {Kind: org.BySystem}}
	for _, h := range testkit.Staffed().Holdings {
		who := org.Actor{Kind: org.ByStaff, No: h.Staff}
		if slices.Contains(near, h.Unit) && !slices.Contains(all, who) {
			all = append(all, who)
		}
	}
	return all
}()

// target is what rights are asked of, also before there is a case.
func (h *hall) target() org.Target {
	t := h.c.Target(h.world.Today())
	if h.c.State() == casework.None || h.c.State() == casework.Drafting {
		t.Item, t.AcceptUnit, t.Applicant = h.item.Code, testkit.Community, testkit.Resident.ID
	}
	return t
}

func (h *hall) doer(t tb, act org.Act) org.Actor {
	t.Helper()
	for _, who := range everyone {
		presides := act != org.HoldHearing || h.c.Hearing != nil && h.c.Hearing.Plan != nil && who.No == h.c.Hearing.Plan.Presider
		online := act == org.PayFee && who.Kind == org.ByApplicant // with the proof of a platform only
		if _, ok := h.dir.May(who, act, h.target()); ok && presides && !online {
			return who
		}
	}
	t.Fatalf("nobody may %s", act)
	return org.Actor{}
}

// file is what the re-checker gets.
func (h *hall) file(t tb) watch.File {
	t.Helper()
	return fileOf(t, h.facts, h.item, h.rules)
}

// standing is what the re-checker gets of a case with all that the hall says of it now.
func (h *hall) standing(t tb) watch.File {
	t.Helper()
	f := h.file(t)
	f.Now = h.world.Clock.Now()
	cal := h.editions().At(f.Now)
	if h.c.Ended != "" {
		cal = h.editions().At(h.c.ActedAt)
	}
	f.Shown = app.WatchShown(h.c, h.item, h.rules, cal)
	return f
}

func fileOf(t tb, facts []casework.Fact, item *catalog.Item, rules casework.Rules) watch.File {
	t.Helper()
	f := watch.File{Item: app.WatchItem(item), Rules: app.WatchRules(rules)}
	for _, one := range facts {
		text, err := json.Marshal(one)
		if err != nil {
			t.Fatalf("%v", err)
		}
		f.Facts = append(f.Facts, text)
	}
	return f
}

var calendar = watch.Always(period.Default())

// broken are the findings that fail an audit.
func broken(all []watch.Finding) (out []watch.Finding) {
	for _, f := range all {
		if f.Severity == watch.Broken {
			out = append(out, f)
		}
	}
	return out
}

// told shows a file and its findings.
func told(f watch.File, all []watch.Finding) string {
	text := ""
	for _, one := range f.Facts {
		text += string(one) + "\n"
	}
	return text + fmt.Sprint(all)
}

// sound asserts that no rule is broken.
func sound(t tb, f watch.File, cal watch.Calendar) []watch.Finding {
	t.Helper()
	all := watch.Check(f, cal)
	if len(broken(all)) > 0 {
		t.Fatalf("broken: %v\n%s", broken(all), told(f, nil))
	}
	return all
}

func has(all []watch.Finding, code string) bool {
	for _, f := range all {
		if f.Code == code {
			return true
		}
	}
	return false
}

// watched is a hall of scenarios whose every act is looked at.
type watched struct {
	scenario.Hall
	t     *testing.T
	world scenario.World
	found map[string]int
	known watch.Calendar
}

// Announce is scenario.Announcer.
func (h *watched) Announce(a scenario.Announcement) error {
	h.known = append(h.known, period.Edition{From: a.At, Calendar: a.Calendar})
	return h.Hall.(scenario.Announcer).Announce(a)
}

func (h *watched) Do(m scenario.Move) error {
	if err := h.Hall.Do(m); err != nil {
		return err
	}
	facts, err := h.Facts(m.Case)
	if err != nil {
		return err
	}
	f := fileOf(h.t, facts, m.Item, h.world.Rules)
	c, err := h.Case(m.Case)
	if err != nil {
		return err
	}
	f.Now, f.Shown = m.At, app.WatchShown(c, m.Item, h.world.Rules, h.known.At(m.At))
	for _, one := range sound(h.t, f, h.known) {
		h.found[one.Code]++
	}
	return nil
}

// Facts is scenario.History.
func (h *watched) Facts(name string) ([]casework.Fact, error) {
	return h.Hall.(scenario.History).Facts(name)
}
