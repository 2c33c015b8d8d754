package casework_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	_ "yimen/testkit/luck"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// TestRoad walks cases by random acts of random people on random days of twenty years from
// 2013 on, while arrangements of holidays come in, and holds every step to what must always
// be true. YIMEN_STEPS asks for more steps than a test should take.
func TestRoad(t *testing.T) {
	want, err := strconv.Atoi(cmp.Or(os.Getenv("YIMEN_STEPS"), "15000"))
	if err != nil {
		t.Fatal(err)
	}
	steps = 0
	begun := time.Now()
	for steps < want && !t.Failed() { // a hundred walks each
		rapid.Check(t, walk)
	}
	t.Logf("%d steps, %.0f a second", steps, float64(steps)/time.Since(begun).Seconds())
}

var steps int // that were tried, in all walks

// FuzzRoad is TestRoad driven by the fuzzer.
func FuzzRoad(f *testing.F) { f.Fuzz(rapid.MakeFuzz(walk)) }

func walk(t *rapid.T) {
	w := &walker{hall: newWalkedHall(t)}
	start := rapid.SampledFrom([]casework.State{casework.None, casework.None, casework.Reviewing, casework.Approving}).Draw(t, "start")
	for _, act := range roads[start] {
		w.do(t, w.sample(act), doer(act))
	}
	for range rapid.IntRange(1, 40).Draw(t, "acts") {
		w.step(t)
	}
	w.replayed(t)
}

// walker is a hall whose case is walked at random.
type walker struct{ *hall }

var theHall *hall // the district is the same for every walk

func newWalkedHall(t *rapid.T) *hall {
	if theHall == nil {
		theHall = newHall(t)
	}
	h := *theHall
	h.item = item()
	limits := []period.Period{{N: 20, Unit: period.WorkingDay}, {N: 0, Unit: period.WorkingDay}, {N: 15, Unit: period.NaturalDay}, {N: 60, Unit: period.NaturalDay}, {}}
	h.item.Statutory.Period = rapid.SampledFrom(limits).Draw(t, "statutory")
	if !rapid.Bool().Draw(t, "issuing") {
		h.item.Procedure.Steps = h.item.Procedure.Steps[:3]
	}
	if start := rapid.SampledFrom([]catalog.ClockStart{"", catalog.FromAcceptance, catalog.FromOriginals}).Draw(t, "clockStart"); start != "" {
		fax := faxHall(t, start)
		h.fax, h.item.Procedure.ClockStart = true, start
		h.item.Procedure.OriginalsDue, h.item.Procedure.OriginalsLapse = fax.item.Procedure.OriginalsDue, fax.item.Procedure.OriginalsLapse
	}
	h.rules.LapseEnds = rapid.Bool().Draw(t, "lapseEnds")
	h.now = day(2013, 1, 1).Add(rapid.IntRange(0, 19*365).Draw(t, "from")).At(9, 0)
	h.known = period.Always(period.Default())
	return &h
}

// everyone may turn up in a walk, with or without a right.
var everyone = []org.Actor{staff(clerk), staff(reviewer), staff(approver), staff(head), staff(issuer), staff(both), staff(overseer),
	staff(presider), staff("330303-nyj-sl"), staff("t-left"), staff("t-other"), staff("nobody"), applicant, {Kind: org.ByApplicant, No: "x"}, system}

// pass lets time go on: mostly little, sometimes for weeks.
func (w *walker) pass(t *rapid.T) {
	days := rapid.SampledFrom([]int{0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 5, 8, 20, 70}).Draw(t, "days")
	w.now += period.Instant(days)*24*3600*1000 + period.Instant(rapid.IntRange(0, 3600*1000).Draw(t, "ms"))
}

// notice lets an arrangement of holidays come in now and then, and what follows from it.
func (w *walker) notice(t *rapid.T) {
	if rapid.IntRange(0, 11).Draw(t, "notice") > 0 {
		return
	}
	w.announce(arrangements(t)[rapid.IntRange(0, 2).Draw(t, "calendar")])
	err := w.try(w.sample(org.Recount), system)
	var r casework.Refusal
	if errors.As(err, &r) && r.Code == "timeFirst" { // a period was over before
		w.act(t, casework.Tick{}, system)
	}
	if moved := w.c.Moves(w.env(system)); len(moved) > 0 {
		t.Fatalf("after a recount days are still to move: %+v", moved)
	}
}

// arrangements are the calendar as it is, and with every third Monday or Thursday off.
func arrangements(t tb) []*period.Calendar {
	if theCalendars == nil {
		theCalendars = []*period.Calendar{period.Default(), thirds(t, 1), thirds(t, 4)}
	}
	return theCalendars
}

var theCalendars []*period.Calendar

func thirds(t tb, weekday int) *period.Calendar {
	t.Helper()
	years := map[int]period.Arrangement{}
	for y := 2013; y <= 2033; y++ {
		a, known := period.Default().Arrangement(y)
		if !known {
			a = period.Arrangement{Papers: []string{"https://example.cn"}, Off: []period.Date{day(y, 1, 1), day(y, 5, 1), day(y, 10, 1), day(y, 10, 2), day(y, 10, 3)}}
		}
		for d := day(y, 1, 1); d <= day(y, 12, 31); d = d.Add(1) {
			if d.Weekday() == weekday && int(d)%3 == 0 && !slices.Contains(a.Off, d) {
				a.Off = append(a.Off, d)
			}
		}
		years[y] = a
	}
	cal, err := period.Default().With("thirds.json", period.File(years))
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func (w *walker) step(t *rapid.T) {
	steps++
	w.pass(t)
	w.notice(t)
	act := w.draw(t)
	who := w.doer(t, act)
	if rapid.IntRange(0, 3).Draw(t, "other") == 0 {
		who = rapid.SampledFrom(everyone).Draw(t, "who")
	}
	w.offers(t, who, act)
	w.act(t, w.variant(t, act), who)
	w.clocks(t)
	w.ticks(t)
}

// doer is the reviewer while he holds the case; who accepts or decides may be the one
// person who holds both posts.
func (w *walker) doer(t *rapid.T, act org.Act) org.Actor {
	if slices.Contains([]org.Act{org.Accept, org.Grant, org.Deny, org.Extend}, act) && rapid.Bool().Draw(t, "both") {
		return staff(both)
	}
	if who := doer(act); w.c.At == 1 && who == staff(approver) {
		return staff(reviewer)
	}
	if h := w.c.Hearing; act == org.HoldHearing && h != nil && h.Plan != nil {
		return staff(h.Plan.Presider)
	}
	return doer(act)
}

// draw prefers acts that the state allows, and those that lead on: walks would end at once.
func (w *walker) draw(t *rapid.T) org.Act {
	exits := rapid.IntRange(0, 5).Draw(t, "exits") == 0
	fits := slices.DeleteFunc(slices.Sorted(acts()), func(a org.Act) bool {
		return !slices.Contains(law[a].in, w.c.State()) || !exits && slices.Contains([]org.Act{org.Withdraw, org.Terminate, org.TellNoLicence, org.RefuseAcceptance, org.RevokeAcceptance}, a)
	})
	if len(fits) > 0 && rapid.IntRange(0, 4).Draw(t, "fitting") > 0 {
		return rapid.SampledFrom(fits).Draw(t, "act")
	}
	return rapid.SampledFrom(slices.Sorted(acts())).Draw(t, "any act")
}

func acts() func(func(org.Act) bool) {
	return func(yield func(org.Act) bool) {
		for a := range law {
			if !yield(a) {
				return
			}
		}
	}
}

// variant is the sample of an act, with days and values moved about, or left empty.
func (w *walker) variant(t *rapid.T, act org.Act) casework.Command {
	near := func(label string) period.Date { return w.now.Date().Add(rapid.IntRange(-9, 9).Draw(t, label)) }
	text := rapid.SampledFrom([]string{"同意", "同意", "同意", "", " "}).Draw(t, "text")
	switch a := w.sample(act).(type) {
	case casework.Receive:
		if rapid.Bool().Draw(t, "letter") {
			a.ReceivedOn = near("receivedOn")
		}
		a.Materials = a.Materials[:rapid.IntRange(1, 3).Draw(t, "materials")]
		return a
	case casework.RequestSupplement:
		a.Limit.N = rapid.IntRange(0, 90).Draw(t, "limit")
		a.Because = rapid.SampledFrom([]string{"", "", "权利人来函异议"}).Draw(t, "because")
		return a
	case casework.Supplement:
		a.Materials = append(a.Materials, filing().Materials[:rapid.IntRange(0, 1).Draw(t, "more")]...)
		return a
	case casework.NotePosted:
		a.On = near("postedOn")
		return a
	case casework.RefuseAcceptance:
		a.Ground = rapid.SampledFrom([]casework.Ground{casework.NotOurPower, casework.StillUnfit, ""}).Draw(t, "ground")
		return a
	case casework.Accept:
		a.Opinion = text
		return a
	case casework.AcceptPending:
		a.Opinion, a.Limit.N = text, rapid.IntRange(0, 30).Draw(t, "limit")
		return a
	case casework.RevokeAcceptance:
		a.Ground = rapid.SampledFrom([]casework.RevokeGround{casework.PendingOverdue, casework.PendingUnfit, ""}).Draw(t, "ground")
		return a
	case casework.ReceiveOriginals:
		a.On = near("originals")
		a.Differs = rapid.SampledFrom([]string{"", "", "签名不同"}).Draw(t, "differs")
		return a
	case casework.Deny:
		a.Ground = rapid.SampledFrom([]casework.DenyGround{"", "", casework.WithoutOriginals, casework.DenyFalse}).Draw(t, "deny ground")
		return a
	case casework.SiteCheck:
		if rapid.Bool().Draw(t, "another day") {
			a.On = near("on")
		}
		return a
	case casework.NotifyInterested:
		a.Until = near("until")
		return a
	case casework.MakeStatement:
		a.Party, a.Waived = rapid.IntRange(0, 2).Draw(t, "party"), rapid.Bool().Draw(t, "waived")
		return a
	case casework.AnswerStatement:
		a.No = rapid.IntRange(0, 3).Draw(t, "no")
		return a
	case casework.TellHearing:
		a.Party = rapid.IntRange(0, 1).Draw(t, "party")
		return a
	case casework.RequestHearing:
		a.Party = rapid.IntRange(0, 1).Draw(t, "party")
		a.Wish = rapid.SampledFrom([]casework.HearingWish{casework.HearingAsked, casework.HearingAsked, casework.HearingWaived}).Draw(t, "wish")
		return a
	case casework.ScheduleHearing:
		a.On = a.On.Add(rapid.IntRange(-3, 9).Draw(t, "on"))
		return a
	case casework.ServeHearing:
		a.Party, a.Relation = rapid.IntRange(0, 1).Draw(t, "party"), casework.Self
		if rapid.Bool().Draw(t, "written down later") {
			a.On = near("on")
		}
		return a
	case casework.DecideRecusal:
		a.Granted, a.Instead = rapid.Bool().Draw(t, "granted"), rapid.SampledFrom([]string{"330303-nyj-sl", approver}).Draw(t, "instead")
		return a
	case casework.Grant:
		a.Minutes = rapid.SampledFrom([]casework.MinutesUse{casework.Followed, casework.Departed, ""}).Draw(t, "minutes")
		return a
	case casework.Pass:
		return casework.Pass{Opinion: text}
	case casework.Return:
		return casework.Return{Opinion: text}
	case casework.Suspend:
		if rapid.Bool().Draw(t, "other days") {
			a.From, a.Told = near("from"), near("told")
		}
		a.Kind = rapid.SampledFrom([]catalog.SpecialKind{catalog.ExpertReview, catalog.Hearing, catalog.Hearing, catalog.Tender}).Draw(t, "kind")
		return a
	case casework.Resume:
		if rapid.Bool().Draw(t, "backdated") {
			a.EndedOn = near("endedOn")
		}
		return a
	case casework.Serve:
		if rapid.Bool().Draw(t, "served before") {
			a.On = near("on")
		}
		return a
	default:
		return a
	}
}

// act does one act and holds it to the rules of every act.
func (w *walker) act(t *rapid.T, cmd casework.Command, who org.Actor) {
	before, was := w.c, text(t, w.c)
	next, fact, err := casework.Decide(w.c, cmd, w.env(who))
	if text(t, w.c) != was {
		t.Fatalf("%s touched the case it was given", cmd.Act())
	}
	if err != nil {
		w.refusal(t, next, before, fact, err)
		return
	}
	if before.State() == casework.Closed && cmd.Act() != org.SettleAmendment { // which mends a slip in the text
		settled(t, cmd.Act(), before, next)
	}
	if next.Version != before.Version+1 || fact.Seq != next.Version || fact.Act != cmd.Act() || fact.At != w.now || !reflect.DeepEqual(fact.By, who) {
		t.Fatalf("version %d → %d with fact %+v", before.Version, next.Version, fact)
	}
	if _, known := roads[next.State()]; !known || next.State() == casework.None {
		t.Fatalf("%s led to the state %q", cmd.Act(), next.State())
	}
	if !slices.Contains(law[cmd.Act()].in, before.State()) {
		t.Fatalf("%s was done when %q", cmd.Act(), before.State())
	}
	w.c, w.facts = next, append(w.facts, fact)
	w.separate(t)
	w.once(t)
}

// settled: what is done after the end never changes how the case ended.
func settled(t *rapid.T, act org.Act, before, after casework.Case) {
	same := before.Ended == after.Ended && before.EndedOn == after.EndedOn && before.State() == after.State() &&
		reflect.DeepEqual(before.Decision, after.Decision) && reflect.DeepEqual(before.Issued, after.Issued) && reflect.DeepEqual(before.Served, after.Served)
	if !same {
		t.Fatalf("%s moved a closed case", act)
	}
}

// refusal: nothing may come of a refused act, and it must say why.
func (w *walker) refusal(t *rapid.T, next, before casework.Case, fact casework.Fact, err error) {
	if !reflect.DeepEqual(next, before) || !reflect.DeepEqual(fact, casework.Fact{}) {
		t.Fatalf("a refused act left %+v", fact)
	}
	var r casework.Refusal
	var v casework.Invalid
	switch {
	case errors.As(err, &r) && r.Code != "" && r.Rule != "":
	case errors.As(err, &v) && len(v) > 0:
	default:
		t.Fatalf("a refusal without reason: %v", err)
	}
}

// separate: nobody accepts and decides the same case.
func (w *walker) separate(t *rapid.T) {
	accepted := ""
	for _, f := range w.facts {
		switch f.Act {
		case org.Accept, org.AcceptPending:
			accepted = f.By.No
		case org.Grant, org.Deny, org.Extend:
			if f.By.No == accepted {
				t.Fatalf("%s accepted the case and did %s", accepted, f.Act)
			}
		}
	}
}

// once: what the law allows once is done once.
func (w *walker) once(t *rapid.T) {
	count := map[org.Act]int{}
	for _, f := range w.facts {
		count[f.Act]++
	}
	for _, act := range []org.Act{org.Receive, org.Submit, org.Accept, org.Extend, org.AnnounceHearing, org.HoldHearing, org.Issue, org.Serve, org.Conclude} {
		if count[act] > 1 {
			t.Fatalf("%s was done %d times", act, count[act])
		}
	}
	w.asked(t)
	w.nothingOwed(t)
	w.allHeard(t)
	w.allTold(t)
}

// allTold: no hearing is held unless the applicant and everybody interested had the notice of its day
// seven working days before.
func (w *walker) allTold(t *rapid.T) {
	interested, planned, told := 0, period.Date(0), map[int]period.Date{}
	for _, f := range w.facts {
		switch b := f.Body.(type) {
		case casework.FindInterest:
			interested++
		case casework.ScheduleHearing:
			planned, told = b.On, map[int]period.Date{}
		case casework.ServeHearing:
			told[b.Party] = b.On
		case casework.HoldHearing:
			for n := range interested + 1 {
				first := w.env(system).Editions.At(f.At).Due(period.Clock{From: told[n], Limit: period.Period{N: 7, Unit: period.WorkingDay}}).On
				if told[n].IsZero() || first > planned {
					t.Fatalf("held on %s, party %d told on %s", planned, n, told[n])
				}
			}
		}
	}
}

// allHeard: nothing is decided while somebody interested is untold, or a hearing is asked for.
func (w *walker) allHeard(t *rapid.T) {
	untold, hearing := 0, false
	for _, f := range w.facts {
		switch b := f.Body.(type) {
		case casework.FindInterest:
			untold++
		case casework.NotifyInterested:
			untold--
		case casework.AnnounceHearing:
			hearing = true
		case casework.HoldHearing:
			hearing = false
		case casework.Grant:
			if untold > 0 || hearing {
				t.Fatalf("granted with %d untold, hearing to come %v: %+v", untold, hearing, b)
			}
		}
	}
}

// nothingOwed: nothing is granted while a material of the acceptance is still to come.
func (w *walker) nothingOwed(t *rapid.T) {
	owed := 0
	for _, f := range w.facts {
		switch b := f.Body.(type) {
		case casework.AcceptPending:
			owed = len(b.Missing)
		case casework.BringPending:
			owed = 0
		case casework.Grant:
			if owed > 0 {
				t.Fatalf("granted while %d materials are to come", owed)
			}
		}
	}
}

// asked: every notice after the first has a reason, or a leave of its own.
func (w *walker) asked(t *rapid.T) {
	asked, leave := 0, 0
	for _, f := range w.facts {
		switch b := f.Body.(type) {
		case casework.AllowSupplement:
			leave++
		case casework.RequestSupplement:
			if asked++; asked > 1 && b.Because == "" && leave == 0 {
				t.Fatalf("notice %d has neither reason nor leave", asked)
			}
			leave = 0
		}
	}
	if leave > 1 {
		t.Fatalf("%d leaves for one notice", leave)
	}
}

// replayed: the case is what its facts make of it, also when facts and case went through
// their JSON.
func (w *walker) replayed(t *rapid.T) {
	var plain, stored casework.Case
	for _, f := range w.facts {
		plain = casework.Replay(plain, f)
		line, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		var read casework.Fact
		if err := json.Unmarshal(line, &read); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		again, _ := json.Marshal(read)
		if string(again) != string(line) {
			t.Fatalf("a fact changed on its way through JSON:\n%s\n%s", line, again)
		}
		stored = casework.Replay(stored, read)
	}
	row, _ := json.Marshal(w.c)
	var read casework.Case
	if err := json.Unmarshal(row, &read); err != nil {
		t.Fatal(err)
	}
	read.Version = w.c.Version
	want := text(t, w.c)
	for name, c := range map[string]casework.Case{"facts": plain, "stored facts": stored, "stored row": read} {
		if got := text(t, c); got != want {
			t.Fatalf("%s give another case:\n%s\n%s", name, got, want)
		}
		if c.State() != w.c.State() {
			t.Fatalf("%s give state %q, want %q", name, c.State(), w.c.State())
		}
	}
}

// offers: an act that can be done is offered, and one that is offered is never refused for
// its state or for want of a right.
func (w *walker) offers(t *rapid.T, who org.Actor, act org.Act) {
	if w.c.State() == casework.None || act == org.Draft || act == org.Submit || act == org.Receive {
		return // who may file depends on what is filed
	}
	env := w.env(who)
	offered := slices.Contains(casework.Offered(w.c, env), act)
	_, _, err := casework.Decide(w.c, w.sample(act), env)
	if err == nil && !offered {
		t.Fatalf("%s by %s when %q is possible, but not offered", act, who.No, w.c.State())
	}
	var r casework.Refusal
	if offered && errors.As(err, &r) && slices.Contains([]string{"wrongState", "notYours", "notExtendable", "extendedBefore",
		"noSecondNotice", "nothingPending", "pendingOpen", "noOriginals", "originalsMissing", "clockNotBegun", "nothingBefore", "nothingToIssue", "issueFirst", "licenceNotValid", "proposedBefore", "notProposed", "noLicence", "notToHold", "notHeld", "proposalOpen", "notLate", "urgedBefore"}, r.Code) {
		t.Fatalf("%s by %s when %q is offered, but refused: %v", act, who.No, w.c.State(), r)
	}
}

// ticks: NextTick is the first moment at which time can act, and the last at which
// anything else can be done without it.
func (w *walker) ticks(t *rapid.T) {
	due := casework.NextTick(w.c, w.env(system))
	tick := func(at period.Instant) error {
		h := *w.hall
		h.now = at
		_, _, err := casework.Decide(h.c, casework.Tick{}, h.env(system))
		return err
	}
	if due.IsZero() {
		if err := tick(w.now + 400*24*3600*1000); err == nil {
			t.Fatalf("time acts on a case in %q though NextTick is none", w.c.State())
		}
		return
	}
	if newest := w.known[len(w.known)-1].From; due <= newest && (w.c.State() == casework.Closed || newest <= w.c.ActedAt) {
		return // reminders follow the calendar of their day; what was received with a day of the past is over at once
	}
	if h, m, s := due.Clock(); h+m+s != 0 {
		t.Fatalf("time acts at %s, not at midnight", due)
	}
	if err := tick(due); err != nil {
		t.Fatalf("at %s: %v", due, err)
	}
	if err := tick(due - 1); err == nil {
		t.Fatalf("time acts before %s", due)
	}
}

// clocks: the decision clocks against a reckoning day by day, which knows nothing of the
// one under test but which days are worked.
func (w *walker) clocks(t *rapid.T) {
	if w.c.AcceptedOn.IsZero() {
		return
	}
	for _, clock := range []struct {
		name  string
		limit period.Period
		got   period.Due
	}{
		{"statutory", w.item.Statutory.Period, w.cal().Due(w.c.Statutory(w.item))},
		{"promised", w.item.Promised.Period, w.cal().Due(w.c.Promised(w.item))},
	} {
		if want := w.held(clock.name, w.reckon(clock.name, clock.limit)); clock.got.On != want {
			t.Fatalf("%s: due %s, day by day %s (accepted %s, stops %+v, extensions %+v)",
				clock.name, clock.got.On, want, w.c.AcceptedOn, w.c.Stops, w.c.Extensions)
		}
	}
}

// reckon walks from the acceptance day on, taking one off what is left for each day that
// counts; the last day is a working day outside every stop.
func (w *walker) reckon(name string, limit period.Period) period.Date {
	if limit.Unit == 0 {
		return 0
	}
	left := limit.N
	for _, f := range w.facts {
		if e, ok := f.Body.(casework.Extend); ok && name == "statutory" { // the promise is not extended
			left += e.By.N
		}
	}
	cal, d := w.cal(), w.begins()
	if d.IsZero() {
		return 0
	}
	for left > 0 {
		d = d.Add(1)
		if !w.stopped(d) && (limit.Unit == period.NaturalDay || cal.Day(d).Working) {
			left--
		}
	}
	for w.stopped(d) || !cal.Day(d).Working {
		d = d.Add(1)
	}
	return d
}

// held is a day that a recount wrote down to stand, in the place of the one reckoned.
func (w *walker) held(name string, reckoned period.Date) period.Date {
	var last *casework.Moved
	for _, f := range w.facts {
		if r, ok := f.Body.(casework.Recount); ok {
			for _, m := range r.Moved {
				if string(m.Clock) == name {
					last = &m
				}
			}
		}
	}
	switch {
	case last == nil || reckoned.IsZero() || last.From != w.begins():
		return reckoned
	case last.Fixed:
		return last.New
	case last.Kept:
		return max(reckoned, last.New)
	}
	return reckoned
}

// begins is the day from which the decision is counted: the acceptance, or the originals where
// the item says so and they came by e-mail.
func (w *walker) begins() period.Date {
	if !w.fax || w.item.Procedure.ClockStart != catalog.FromOriginals || w.c.Channel != catalog.ByEmail {
		return w.c.AcceptedOn
	}
	for _, f := range w.facts {
		if b, ok := f.Body.(casework.ReceiveOriginals); ok && b.Differs == "" {
			return max(b.On, w.c.AcceptedOn)
		}
	}
	return 0
}

// stopped tells whether a day lies in a stop, read from the facts.
func (w *walker) stopped(d period.Date) bool {
	r := stopReader{}
	for _, f := range w.facts {
		r.read(f)
	}
	r.close(r.to)
	return slices.ContainsFunc(r.all, func(s [2]period.Date) bool { return d >= s[0] && d <= s[1] })
}

// stopReader reads the stops of a case: what was told, unless it ended before.
type stopReader struct {
	all      [][2]period.Date
	from, to period.Date
	hearing  bool // the open stop is a hearing's
	own      bool
	asked    map[int]bool
}

func (r *stopReader) close(on period.Date) {
	if !r.from.IsZero() {
		r.all = append(r.all, [2]period.Date{r.from, on})
	}
	r.from = 0
}

func (r *stopReader) read(f casework.Fact) {
	switch b := f.Body.(type) {
	case casework.Suspend:
		r.from, r.to, r.hearing = b.From, b.Told, false
	case casework.Resume:
		r.close(b.EndedOn)
	case casework.Tick:
		if b.What == casework.ToldTimeOver {
			r.close(r.to)
		}
	case casework.ScheduleHearing:
		if r.from.IsZero() {
			r.from = f.At.Date()
		}
		r.to, r.hearing = b.On, true
	case casework.HoldHearing:
		if r.hearing {
			r.close(b.On)
		}
	case casework.AnnounceHearing:
		r.own = true
	case casework.RequestHearing:
		r.wish(b, f.At.Date())
	}
}

// wish: when nobody wants the hearing any more, its stop is over.
func (r *stopReader) wish(b casework.RequestHearing, on period.Date) {
	if r.asked == nil {
		r.asked = map[int]bool{}
	}
	r.asked[b.Party] = b.Wish == casework.HearingAsked
	if !r.own && !r.asked[0] && !r.asked[1] && r.hearing {
		r.close(on)
	}
}
