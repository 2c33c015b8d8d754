package watch_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/core/watch"
	"yimen/testkit"
	"yimen/testkit/luck"
)

// TestRoadsBreakNothing walks cases by acts that the hall offers, with days and values moved
// about, through the years from 2013 on: what Decide lets pass breaks no rule here.
func TestRoadsBreakNothing(t *testing.T) {
	defer luck.Checks("300")()
	reached := map[casework.State]int{}
	rapid.Check(t, func(t *rapid.T) {
		h := road(t, rapid.IntRange(1, 25).Draw(t, "acts"))
		reached[h.c.State()]++
		sound(t, h.standing(t), h.editions())
	})
	t.Logf("ended %v", reached)
}

// FuzzRoads is TestRoadsBreakNothing driven by the fuzzer.
func FuzzRoads(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		h := road(t, rapid.IntRange(1, 25).Draw(t, "acts"))
		sound(t, h.standing(t), h.editions())
	}))
}

// road is a case after so many acts that somebody was offered and did.
func road(t *rapid.T, acts int) *hall {
	h := newHall(t, rapid.SampledFrom([]string{testkit.Felling, testkit.Shop, testkit.Allowance, testkit.Occupy}).Draw(t, "item"))
	h.fax = rapid.IntRange(0, 3).Draw(t, "fax") == 0
	h.short = rapid.Bool().Draw(t, "short")
	h.rules.LapseEnds = rapid.Bool().Draw(t, "lapseEnds")
	item := *h.item
	h.item, item.From = &item, period.NewDate(2010, 1, 1)
	if rapid.IntRange(0, 3).Draw(t, "limited") == 0 {
		item.Quota = &catalog.Quota{Places: 1, Per: rapid.SampledFrom([]catalog.Span{catalog.InAll, catalog.EachYear, catalog.PerMonth}).Draw(t, "span")}
	}
	h.world.Clock.Set(period.NewDate(2015, 9, 1).Add(rapid.IntRange(0, 11*365).Draw(t, "from")).At(9, 0))
	for range acts {
		h.pass(t)
		if act, who, ok := h.draw(t); ok {
			_ = h.try(h.vary(t, act, who), who) // a refusal leaves no fact
		}
	}
	return h
}

// pass lets time go on, and mostly act first, as every hall of the program does.
func (h *hall) pass(t *rapid.T) {
	days := rapid.SampledFrom([]int{0, 0, 0, 0, 1, 1, 2, 3, 5, 8, 20, 70}).Draw(t, "days")
	h.world.Clock.Set(h.world.Today().Add(days).At(9, 0) + h.world.Clock.Now()%43_200_000%36_000_000 + period.Instant(rapid.IntRange(0, 60_000).Draw(t, "ms")))
	known := h.editions()
	least := known[len(known)-1].From
	if last := len(h.facts); last > 0 {
		least = max(least, h.facts[last-1].At)
	}
	h.world.Clock.Set(max(h.world.Clock.Now(), least)) // time doesn't run back
	if rapid.IntRange(0, 14).Draw(t, "notice") == 0 {
		h.announce(others[rapid.IntRange(0, len(others)-1).Draw(t, "calendar")])
	}
	if rapid.IntRange(0, 3).Draw(t, "recount") > 0 {
		_ = h.try(h.sample(org.Recount), org.Actor{Kind: org.BySystem})
	}
	if due := casework.NextTick(h.c, h.env(org.Actor{})); rapid.IntRange(0, 3).Draw(t, "tick") > 0 && due > 0 && due <= h.world.Clock.Now() {
		_ = h.try(casework.Tick{}, org.Actor{Kind: org.BySystem})
	}
}

// others are calendars of which one or the other comes in: a day of the week more or less is
// off in every year.
var others = func() []*period.Calendar {
	all := []*period.Calendar{period.Default()}
	for weekday := 1; weekday <= 5; weekday += 2 {
		years := map[int]period.Arrangement{}
		for y := 2015; y <= 2026; y++ {
			a, _ := period.Default().Arrangement(y)
			for d := period.NewDate(y, 1, 1); d <= period.NewDate(y, 12, 31); d = d.Add(1) {
				if d.Weekday() == weekday && int(d)%3 == 0 && period.Default().Day(d).Why == period.Weekday {
					a.Off = append(a.Off, d)
				}
			}
			years[y] = a
		}
		cal, err := period.Default().With("others.json", period.File(years))
		if err != nil {
			panic(err)
		}
		all = append(all, cal)
	}
	return all
}()

// draw picks one of the acts that somebody is offered, now and then one that is not. Ends are
// rare, walks would be short.
func (h *hall) draw(t *rapid.T) (org.Act, org.Actor, bool) {
	type offer struct {
		act org.Act
		who org.Actor
	}
	var all []offer
	exits, every := rapid.IntRange(0, 9).Draw(t, "exits") == 0, rapid.IntRange(0, 2).Draw(t, "any") == 0
	for _, who := range everyone {
		acts := h.offered(who)
		if every { // also what no page offers
			acts = slices.DeleteFunc(h.dir.Acts(who, h.target()), func(a org.Act) bool {
				return !slices.Contains([]casework.State{casework.None, casework.Drafting}, h.c.State()) && slices.Contains([]org.Act{org.Draft, org.Submit, org.Receive}, a)
			})
		}
		for _, act := range acts {
			if exits || !slices.Contains([]org.Act{org.Withdraw, org.RefuseAcceptance, org.TellNoLicence, org.RevokeAcceptance, org.Terminate}, act) {
				all = append(all, offer{act, who})
			}
		}
	}
	if len(all) == 0 {
		return "", org.Actor{}, false
	}
	acts := map[org.Act]bool{}
	for _, o := range all {
		acts[o.act] = true
	}
	var names []org.Act
	for act := range acts {
		names = append(names, act)
	}
	slices.Sort(names)
	act := rapid.SampledFrom(names).Draw(t, "act")
	all = slices.DeleteFunc(all, func(o offer) bool { return o.act != act })
	o := rapid.SampledFrom(all).Draw(t, "who")
	return o.act, o.who, true
}

func (h *hall) offered(who org.Actor) []org.Act {
	switch h.c.State() {
	case casework.None, casework.Drafting:
		return slices.DeleteFunc(h.dir.Acts(who, h.target()), func(a org.Act) bool {
			return a != org.Draft && a != org.Submit && a != org.Receive
		})
	}
	return casework.Offered(h.c, h.env(who))
}

// vary is the sample of an act with days and values moved about.
func (h *hall) vary(t *rapid.T, act org.Act, who org.Actor) casework.Command {
	near := func() period.Date { return h.world.Today().Add(rapid.IntRange(-9, 9).Draw(t, "near")) }
	some := rapid.Bool().Draw(t, "vary")
	switch a := h.sample(act).(type) {
	case casework.Receive:
		if some {
			a.ReceivedOn = near()
			i := rapid.IntRange(0, len(a.Materials)-1).Draw(t, "material")
			a.Materials = slices.Delete(a.Materials, i, i+1)
		}
		return a
	case casework.RequestSupplement:
		if m := h.item.Materials; some && len(m) > 0 {
			a.Defects = append(a.Defects, casework.Defect{Material: m[0].Code, What: "缺"})
		}
		a.Limit.N = rapid.IntRange(1, 70).Draw(t, "limit")
		return a
	case casework.Supplement:
		if who.Kind == org.ByStaff && some {
			a.On = near()
		}
		a.Materials = append(a.Materials, h.paper().Materials...)
		return a
	case casework.NotePosted:
		a.On = near()
		return a
	case casework.AcceptPending:
		a.Limit.N = rapid.IntRange(1, 25).Draw(t, "limit")
		return a
	case casework.BringPending:
		if who.Kind == org.ByStaff && some {
			a.On = near()
		}
		return a
	case casework.ReceiveOriginals:
		if some {
			a.On, a.Differs = near(), rapid.SampledFrom([]string{"", "签名不同"}).Draw(t, "differs")
		}
		return a
	case casework.Deny:
		a.Ground = rapid.SampledFrom([]casework.DenyGround{"", "", casework.WithoutOriginals, casework.NoPlaceLeft, casework.DenyFalse}).Draw(t, "deny")
		return a
	case casework.RevokeAcceptance:
		a.Ground = rapid.SampledFrom([]casework.RevokeGround{casework.PendingOverdue, casework.PendingUnfit}).Draw(t, "ground")
		return a
	case casework.RefuseAcceptance:
		a.Ground = rapid.SampledFrom([]casework.Ground{casework.NotOurPower, casework.StillUnfit, casework.FalseMaterial}).Draw(t, "ground")
		return a
	case casework.NotifyInterested:
		a.Party, a.Until = rapid.IntRange(1, 2).Draw(t, "party"), near()
		return a
	case casework.MakeStatement:
		a.Party, a.Waived = rapid.IntRange(0, 2).Draw(t, "party"), some
		return a
	case casework.AnswerStatement:
		a.No = rapid.IntRange(1, 3).Draw(t, "no")
		return a
	case casework.TellHearing:
		a.Party = rapid.IntRange(0, 1).Draw(t, "party")
		return a
	case casework.RequestHearing:
		a.Party = rapid.IntRange(0, 1).Draw(t, "party")
		a.Wish = rapid.SampledFrom([]casework.HearingWish{casework.HearingAsked, casework.HearingAsked, casework.HearingWaived}).Draw(t, "wish")
		return a
	case casework.ScheduleHearing:
		a.On = a.On.Add(rapid.IntRange(-2, 9).Draw(t, "on"))
		return a
	case casework.ServeHearing:
		a.Party = rapid.IntRange(0, 1).Draw(t, "party")
		a.On = near()
		return a
	case casework.DecideRecusal:
		a.Granted, a.Instead = some, h.c.Target(h.world.Today()).Decider+"-sl"
		return a
	case casework.SiteCheck:
		if some {
			a.On = near()
		}
		return a
	case casework.Suspend:
		if some {
			a.From, a.Told = near(), near()
		}
		a.Kind = rapid.SampledFrom([]catalog.SpecialKind{catalog.ExpertReview, catalog.Testing}).Draw(t, "kind")
		a.Testers = []string{"周一鸣", "吴二平"}[:rapid.IntRange(1, 2).Draw(t, "testers")]
		return a
	case casework.Resume:
		if some {
			a.EndedOn = near()
		}
		return a
	case casework.Grant:
		a.Minutes = casework.Followed
		if some {
			a.Until = near().Add(rapid.IntRange(0, 500).Draw(t, "until"))
		}
		return a
	case casework.Serve:
		if some {
			a.On = near()
		}
		return a
	default:
		return a
	}
}

// damage changes one value of one fact's JSON, or the list of facts, and says what it did.
func damage(r *rand.Rand, facts [][]byte) ([][]byte, string) {
	facts = slices.Clone(facts)
	i := r.IntN(len(facts))
	switch kind := r.IntN(10); {
	case kind == 0 && len(facts) > 1 && i < len(facts)-1:
		return slices.Delete(facts, i, i+1), "deleted " + string(facts[i])
	case kind == 1 && len(facts) > 1:
		j := (i + 1) % len(facts)
		facts[i], facts[j] = facts[j], facts[i]
		return facts, fmt.Sprint("swapped ", i, " and ", j)
	case kind == 2:
		return slices.Insert(facts, i, facts[i]), fmt.Sprint("doubled ", i)
	}
	var tree map[string]any
	if err := json.Unmarshal(facts[i], &tree); err != nil {
		panic(err)
	}
	var leaves []leaf
	collect(tree, "", &leaves)
	l := leaves[r.IntN(len(leaves))]
	l.set(other(l.value, r))
	text, err := json.Marshal(tree)
	if err != nil {
		panic(err)
	}
	was := l.path + " in " + string(facts[i])
	facts[i] = text
	return facts, was
}

// leaf is one value of a fact that a damage can change.
type leaf struct {
	path  string
	value any
	set   func(any)
}

// beside are values that no rule ties to another within the facts: names and texts in
// words, telephone, sums of files, what is told of a kind of document.
var beside = strings.Fields(`.by.name .body.who.name .body.who.tel .body.who.idT .body.t .body.w .body.c .body.a .body.r .body.l
	.body.g .body.n .body.no .body.form .by.no .right.paper .right.for`)

func collect(v any, path string, out *[]leaf) {
	switch v := v.(type) {
	case map[string]any:
		for key, one := range v {
			at := path + "." + key
			if slices.Contains(beside, at) && key != "t" || strings.Contains(path, ".f[") || strings.Contains(path, ".d[") || strings.Contains(path, ".c[") || key == "n" && strings.Contains(path, ".mat[") {
				continue
			}
			if _, isMap := one.(map[string]any); !isMap {
				if _, isList := one.([]any); !isList {
					*out = append(*out, leaf{at, one, func(to any) { v[key] = to }})
					continue
				}
			}
			collect(one, at, out)
		}
		slices.SortFunc(*out, func(a, b leaf) int { return strings.Compare(a.path, b.path) })
	case []any:
		for i, one := range v {
			at := fmt.Sprintf("%s[%d]", path, i)
			if _, isText := one.(string); isText {
				*out = append(*out, leaf{at, one, func(to any) { v[i] = to }})
				continue
			}
			collect(one, at, out)
		}
	}
}

// other is another value of the same kind: a day moved, a text emptied, a number raised.
func other(v any, r *rand.Rand) any {
	switch v := v.(type) {
	case string:
		if d, err := period.ParseDate(v); err == nil && v != "" {
			return d.Add(1 + r.IntN(400)).String()
		}
		if v == "" {
			return "x"
		}
		return ""
	case float64:
		return v + 1 + float64(r.Int64N(100*24*3600*1000))
	case bool:
		return !v
	}
	return "x"
}

// TestDamagedFilesAreFound changes one thing in files of legal roads: nearly always a rule
// is broken then. What stays unseen is what the hash chain is for.
func TestDamagedFilesAreFound(t *testing.T) {
	var files []watch.File
	for seed := range 150 {
		h := rapid.Custom(func(t *rapid.T) *hall { return road(t, 20) }).Example(seed)
		if len(h.facts) > 0 {
			files = append(files, fileOf(t, h.facts, h.item, h.rules))
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	found, unseen := 0, map[string]int{}
	const tries = 3000
	for range tries {
		f := files[r.IntN(len(files))]
		facts, what := damage(r, f.Facts)
		f.Facts = facts
		if len(broken(watch.Check(f, calendar))) > 0 {
			found++
			continue
		}
		what, _, _ = strings.Cut(what, " in ")
		unseen[what]++
	}
	t.Logf("%d of %d found; unseen: %v", found, tries, unseen)
	if found < tries*85/100 {
		t.Errorf("only %d of %d damages were found", found, tries)
	}
}

// TestCheckNeverFails: whatever lies in the table, the re-checker comes back with findings.
func TestCheckNeverFails(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := road(t, 12)
		f := h.file(t)
		for range rapid.IntRange(1, 5).Draw(t, "damages") {
			if len(f.Facts) > 0 {
				f.Facts, _ = damage(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)), f.Facts)
			}
		}
		if n := len(f.Facts); n > 0 {
			i := rapid.IntRange(0, n-1).Draw(t, "cut")
			f.Facts[i] = f.Facts[i][:rapid.IntRange(0, len(f.Facts[i])).Draw(t, "length")]
		}
		f.Item.Steps = f.Item.Steps[:rapid.IntRange(0, len(f.Item.Steps)).Draw(t, "steps")]
		f.Now = h.world.Clock.Now()
		for _, one := range watch.Check(f, calendar) {
			if watch.SeverityOf(one.Code) == "" || one.Rule == "" || one.Seq < 0 || one.Seq > len(f.Facts) {
				t.Fatalf("%+v", one)
			}
		}
	})
}
