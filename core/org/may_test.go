package org_test

import (
	"slices"
	"strings"
	"testing"

	"yimen/core/org"
)

var (
	everyAct = []org.Act{org.Draft, org.Submit, org.Receive, org.CorrectOnSpot, org.RequestSupplement, org.AllowSupplement, org.Supplement, org.NotePosted, org.Accept,
		org.AcceptPending, org.AcceptCommitted, org.TellNoLicence, org.RefuseAcceptance, org.BringPending, org.RevokeAcceptance, org.ReceiveOriginals, org.SiteCheck, org.Pass, org.Veto, org.JointOpinion, org.Return, org.FindInterest, org.NotifyInterested, org.MakeStatement, org.AnswerStatement, org.TellHearing, org.AnnounceHearing, org.RequestHearing, org.ScheduleHearing, org.ServeHearing, org.RequestRecusal, org.DecideRecusal, org.HoldHearing, org.Suspend, org.Resume, org.Extend, org.Grant,
		org.Deny, org.OrderFee, org.PayFee, org.Issue, org.Serve, org.Conclude, org.FileAway, org.ProposeAmendment, org.SettleAmendment, org.InspectCommitment, org.RevokeCommitted, org.Withdraw, org.Urge, org.Chase, org.AnswerChase, org.Terminate, org.ProposeRevocation, org.HearHolder, org.RevokeLicence, org.SuspendLicence, org.ReturnLicence, org.CancelLicence, org.Tick, org.Read}
	everyPost = []org.Post{org.Acceptance, org.Review, org.Approval, org.Issuing,
		org.Agency, org.Keeper, org.Supervisor, org.Administrator}
)

// expected is what the notice and the law say, one line a right: act | posts | where the
// post is held, as seen from the case | conditions. Everything not written is refused.
const expected = `
receive           | acceptance         | accepting          |
correctOnSpot     | acceptance         | accepting          |
requestSupplement | acceptance         | accepting          |
allowSupplement   | supervisor         | overseeing         |
supplement        | acceptance         | accepting          |
notePosted        | acceptance         | accepting          |
accept            | acceptance         | accepting          |
tellNoLicence     | acceptance         | accepting          |
refuseAcceptance  | acceptance         | accepting          |
acceptPending     | acceptance         | accepting          |
acceptCommitted   | acceptance         | accepting          |
inspectCommitment | review approval    | deciding           |
revokeCommitted   | approval           | deciding           | other
bringPending      | acceptance         | accepting          |
revokeAcceptance  | acceptance         | accepting          |
receiveOriginals  | acceptance         | accepting          |
siteCheck         | review approval    | holding            | turn
pass              | review             | holding            | turn
veto              | review             | holding            | turn
jointOpinion      | review             | beside             |
return            | review approval    | holding            | turn
findInterest      | review approval    | holding            | turn
notifyInterested  | review approval    | holding            | turn
makeStatement     | acceptance review approval | holding accepting |
answerStatement   | review approval    | holding            | turn
tellHearing       | review approval    | holding            | turn
announceHearing   | review approval    | holding            | turn
requestHearing    | acceptance review approval | holding accepting |
scheduleHearing   | review approval    | holding            | turn
serveHearing      | acceptance review approval | holding accepting |
requestRecusal    | acceptance review approval | holding accepting |
decideRecusal     | approval           | deciding           | head noPaper
holdHearing       | acceptance review approval issuing | holding deciding |
suspend           | review approval    | holding            | turn
resume            | review approval    | holding            | turn
extend            | approval           | extending          | head other noPaper
grant             | approval           | holding            | other
deny              | approval           | holding            | other
issue             | issuing            | holding            |
serve             | acceptance issuing | holding accepting  |
conclude          | acceptance issuing | holding accepting  |
orderFee          | acceptance issuing | holding accepting  |
payFee            | acceptance issuing | holding accepting  |
fileAway          | acceptance issuing | holding accepting  |
proposeAmendment  | acceptance approval issuing | holding accepting deciding |
settleAmendment   | approval           | deciding           |
chase             | supervisor         | overseeing         |
answerChase       | acceptance review approval issuing | chased     |
terminate         | acceptance review approval | holding | turn
terminate         | supervisor         | overseeing         |
proposeRevocation | approval           | deciding           |
hearHolder        | approval           | deciding           |
revokeLicence     | approval           | deciding           | head noPaper
suspendLicence    | approval           | deciding           |
returnLicence     | approval           | deciding           |
cancelLicence     | approval           | deciding           |
read              | acceptance review approval issuing | route |
read              | supervisor         | route above oversight |
`

// scene is a case as May sees it, with what each unit is to it written out by hand: the
// code under test must find the same from parents and papers.
type scene struct {
	name   string
	target org.Target
	is     map[string]string // unit → its places
	lent   map[string]string // unit whose centre hosts the body → "paper: posts: places"
}

func scenes(t *testing.T) []scene {
	now := day(t, "2026-03-02")
	linked := []string{community, street, civil, street}
	upward := map[string]string{district: "above overseeing", city: "above overseeing", oversight: "oversight overseeing"}
	with := func(more map[string]string) map[string]string {
		all := map[string]string{}
		for k, v := range upward {
			all[k] = v
		}
		for k, v := range more {
			all[k] = v
		}
		return all
	}
	at := func(item, accepting, holding, decider string, route []string, on string) org.Target {
		return org.Target{Item: item, AcceptUnit: accepting, Unit: holding, Decider: decider, Route: route, On: day(t, on)}
	}
	station := map[string]string{marketSt: "accepting holding deciding extending route overseeing", market: "above overseeing"}
	constable := map[string]string{policeSt: "accepting holding deciding extending route overseeing", police: "above overseeing"}
	return []scene{
		{"linked case at the community", org.Target{Item: "X1", AcceptUnit: community, Unit: community, Decider: civil, Route: linked, On: now},
			with(map[string]string{community: "accepting holding route overseeing", street: "route above overseeing", civil: "route deciding extending"}), nil},
		{"linked case at the street", at("X1", community, street, civil, linked, "2026-03-02"),
			with(map[string]string{community: "accepting route", street: "holding route above overseeing", civil: "route deciding extending"}), nil},
		{"the police examine beside the street", org.Target{Item: "X1", AcceptUnit: community, Unit: street, Decider: civil, Beside: []string{police}, Route: append(slices.Clip(linked), police), On: now},
			with(map[string]string{community: "accepting route", street: "holding route above overseeing", civil: "route deciding extending", police: "beside route"}), nil},
		{"a supervisor presses the department", org.Target{Item: "X1", AcceptUnit: community, Unit: street, Decider: civil, Chased: []string{civil}, Route: linked, On: now},
			with(map[string]string{community: "accepting route", street: "holding route above overseeing", civil: "route deciding extending chased"}), nil},
		{"joint handling: the head of the government extends", org.Target{Item: "X1", AcceptUnit: community, Unit: street, Decider: civil, Extender: district, Route: linked, On: now},
			map[string]string{community: "accepting route", street: "holding route above overseeing", civil: "route deciding", district: "above overseeing extending", city: "above overseeing", oversight: "oversight overseeing"}, nil},
		{"linked case at the department", at("X1", community, civil, "", linked, "2026-03-02"),
			with(map[string]string{community: "accepting route", street: "route above", civil: "holding route deciding extending overseeing"}), nil},
		{"station's own case, stationed for the item", at("X1", marketSt, marketSt, "", []string{marketSt}, "2026-03-02"),
			with(station), map[string]string{street: "授〔2015〕1号: acceptance review issuing: accepting holding deciding extending route"}},
		{"station's own case, another item", at("X2", marketSt, marketSt, "", []string{marketSt}, "2026-03-02"), with(station), nil},
		{"stationing for all items, last day", at("X9", policeSt, policeSt, "", []string{policeSt}, "2019-12-31"),
			with(constable), map[string]string{street: "授〔2015〕2号: acceptance approval: accepting holding deciding extending route"}},
		{"stationing expired", at("X9", policeSt, policeSt, "", []string{policeSt}, "2020-01-01"), with(constable), nil},
		{"the government decides", at("X1", district, district, "", []string{district}, "2026-03-02"),
			map[string]string{district: "accepting holding route deciding extending overseeing", city: "above overseeing", oversight: "oversight overseeing"}, nil},
		{"draft nobody has received", at("X1", community, community, "", nil, "2026-03-02"),
			map[string]string{community: "accepting holding deciding extending overseeing", street: "overseeing", district: "overseeing", city: "overseeing", oversight: "overseeing"}, nil},
	}
}

// oracle reads the expectation: the ground on which one holding carries an act, if any.
func oracle(sc scene, act org.Act, h org.Holding, post org.Post, accepted bool) (org.Right, bool) {
	for _, line := range strings.Split(strings.TrimSpace(expected), "\n") {
		part := strings.Split(line, "|")
		posts, places, conditions := strings.Fields(part[1]), strings.Fields(part[2]), part[3]
		if strings.TrimSpace(part[0]) != string(act) || !slices.Contains(posts, string(h.Post)) ||
			strings.Contains(conditions, "turn") && h.Post != post ||
			strings.Contains(conditions, "head") && !h.Head ||
			strings.Contains(conditions, "other") && accepted {
			continue
		}
		if shared(places, strings.Fields(sc.is[h.Unit])) {
			return org.Right{Unit: h.Unit, Post: h.Post}, true
		}
		lent := strings.Split(sc.lent[h.Unit], ": ")
		if len(lent) == 3 && !strings.Contains(conditions, "noPaper") &&
			slices.Contains(strings.Fields(lent[1]), string(h.Post)) && shared(places, strings.Fields(lent[2])) {
			return org.Right{Unit: h.Unit, Post: h.Post, For: sc.target.Unit, Paper: lent[0]}, true
		}
	}
	return org.Right{}, false
}

func shared(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// TestMayAgreesWithTheTable plays act × post held × unit × head × step's post × acceptor
// × scene against the written expectation, and Acts against May.
func TestMayAgreesWithTheTable(t *testing.T) {
	w := world(t)
	for _, u := range w.Units {
		for _, p := range everyPost {
			person(&w, string(p)+"-"+u.Code, org.Holding{Unit: u.Code, Post: p})
		}
		person(&w, "head-"+u.Code, org.Holding{Unit: u.Code, Post: org.Approval, Head: true})
	}
	d := directory(t, w)
	combos, granted := 0, 0
	for _, sc := range scenes(t) {
		for _, h := range w.Holdings {
			for _, turn := range append([]org.Post{""}, everyPost[:4]...) {
				for _, accepted := range []bool{false, true} {
					target := sc.target
					target.Post = turn
					target.AcceptedBy = map[bool]string{true: h.Staff, false: "someone"}[accepted]
					var want []org.Act
					for _, act := range everyAct {
						combos++
						right, ok := oracle(sc, act, h, turn, accepted)
						if ok {
							want, granted = append(want, act), granted+1
						}
						got, gotOK := d.May(staff(h.Staff), act, target)
						got.Head = false
						if gotOK != ok || got != right {
							t.Fatalf("%s: %s by %s, turn %q, acceptor %v:\n got %+v %v\nwant %+v %v",
								sc.name, act, h.Staff, turn, accepted, got, gotOK, right, ok)
						}
					}
					if got := d.Acts(staff(h.Staff), target); !slices.Equal(got, want) {
						t.Fatalf("%s: acts offered to %s: %v, want %v", sc.name, h.Staff, got, want)
					}
				}
			}
		}
	}
	if combos < 100_000 || granted < 500 {
		t.Fatalf("the table shrank: %d combinations, %d granted", combos, granted)
	}
	t.Logf("%d combinations, %d granted", combos, granted)
}

func TestApplicantActsOnOwnCaseOnly(t *testing.T) {
	d := directory(t, world(t))
	target := org.Target{Item: "X1", AcceptUnit: community, Unit: community, Applicant: "330303198502140029", On: day(t, "2026-03-02")}
	own := []org.Act{org.Draft, org.Submit, org.Supplement, org.NotePosted, org.BringPending, org.MakeStatement, org.RequestHearing, org.RequestRecusal, org.PayFee, org.Withdraw, org.Urge, org.Read}
	if got := d.Acts(applicant(target.Applicant), target); !slices.Equal(got, own) {
		t.Errorf("own case: %v, want %v", got, own)
	}
	for _, who := range []org.Actor{applicant("330303194901014056"), applicant(""), staff(target.Applicant), {Kind: "other", No: target.Applicant}, {No: target.Applicant}} {
		if got := d.Acts(who, target); len(got) > 0 {
			t.Errorf("%+v may %v", who, got)
		}
	}
	target.Applicant = ""
	if got := d.Acts(applicant(""), target); len(got) > 0 {
		t.Errorf("nobody on a case of nobody may %v", got)
	}
}

func TestTimeOnlyTicks(t *testing.T) {
	d := directory(t, world(t))
	target := org.Target{Item: "X1", AcceptUnit: community, Unit: community, Route: []string{community}, On: day(t, "2026-03-02")}
	if got := d.Acts(org.Actor{Kind: org.BySystem}, target); !slices.Equal(got, []org.Act{org.NoteRenewal, org.Tick, org.Recount}) {
		t.Errorf("system may %v", got)
	}
	if _, ok := d.May(org.Actor{Kind: org.BySystem}, "abolish", target); ok {
		t.Error("an unknown act was granted")
	}
}

func TestHoldingIsLimitedByItemAndDay(t *testing.T) {
	w := world(t)
	person(&w, "clerk", org.Holding{Unit: community, Post: org.Acceptance, Items: []string{"X1", "X2"},
		From: day(t, "2020-01-01"), To: day(t, "2020-12-31")})
	d := directory(t, w)
	for _, c := range []struct {
		item, on string
		may      bool
	}{
		{"X1", "2020-01-01", true}, {"X2", "2020-12-31", true}, {"X3", "2020-06-01", false},
		{"X1", "2019-12-31", false}, {"X1", "2021-01-01", false},
	} {
		target := org.Target{Item: c.item, AcceptUnit: community, Unit: community, Route: []string{community}, On: day(t, c.on)}
		for _, act := range []org.Act{org.Accept, org.Read} {
			if _, ok := d.May(staff("clerk"), act, target); ok != c.may {
				t.Errorf("%s %s on %s: %v", act, c.item, c.on, ok)
			}
		}
	}
}

func TestSupervisorOfSomeItems(t *testing.T) {
	w := world(t)
	person(&w, "inspector", org.Holding{Unit: district, Post: org.Supervisor, Items: []string{"X1"}})
	d := directory(t, w)
	target := org.Target{Item: "X1", AcceptUnit: community, Unit: community, Route: []string{community}, On: day(t, "2026-03-02")}
	if _, ok := d.May(staff("inspector"), org.Read, target); !ok {
		t.Error("refused the item named")
	}
	target.Item = "X2"
	if _, ok := d.May(staff("inspector"), org.Read, target); ok {
		t.Error("granted another item")
	}
}

// A closed centre lends nothing, though the paper is still in force.
// Who reviews and makes out in one unit reads there as either: May names the first post alone.
func TestReadsAsAnyOfSeveralPosts(t *testing.T) {
	s := world(t)
	person(&s, "two", org.Holding{Unit: street, Post: org.Review})
	s.Holdings = append(s.Holdings, org.Holding{Staff: "two", Unit: street, Post: org.Issuing, From: s.Units[0].From})
	person(&s, "over", org.Holding{Unit: street, Post: org.Supervisor})
	d, on := directory(t, s), day(t, "2018-05-02")
	for _, c := range []struct {
		who, unit string
		posts     []org.Post
		want      bool
	}{
		{"two", street, []org.Post{org.Issuing, org.Supervisor}, true},
		{"two", street, []org.Post{org.Review}, true},
		{"two", street, []org.Post{org.Approval, org.Supervisor}, false},
		{"two", community, []org.Post{org.Issuing}, false},
		{"two", policeSt, []org.Post{org.Issuing}, false}, // its paper lends other posts
		{"two", marketSt, []org.Post{org.Issuing}, false}, // lent for one item alone
		{"over", community, []org.Post{org.Supervisor}, true},
		{"over", community, []org.Post{org.Issuing}, false},
	} {
		if got := d.ReadsAs(c.who, c.unit, on, c.posts...); got != c.want {
			t.Errorf("%s as %v in %s: %v", c.who, c.posts, c.unit, got)
		}
	}
}

func TestClosedCentreLendsNothing(t *testing.T) {
	w := world(t)
	w.Centres[0].To = day(t, "2018-12-31")
	person(&w, "clerk", org.Holding{Unit: street, Post: org.Acceptance})
	d := directory(t, w)
	for on, want := range map[string]bool{"2018-12-31": true, "2019-01-01": false} {
		target := org.Target{Item: "X1", AcceptUnit: marketSt, Unit: marketSt, On: day(t, on)}
		if _, ok := d.May(staff("clerk"), org.Accept, target); ok != want {
			t.Errorf("on %s: %v", on, ok)
		}
		if n := len(d.Desks("clerk", day(t, on))); (n == 3) != want || (n == 1) == want {
			t.Errorf("on %s: %d desks", on, n)
		}
	}
}

// An ended unit can't act, but the supervisor above it still reads its old cases.
func TestEndedUnit(t *testing.T) {
	w := world(t)
	end := day(t, "2018-12-31")
	i := slices.IndexFunc(w.Units, func(u org.Unit) bool { return u.Code == community })
	w.Units[i].To = end
	person(&w, "clerk", org.Holding{Unit: community, Post: org.Acceptance, To: end})
	person(&w, "inspector", org.Holding{Unit: district, Post: org.Supervisor})
	d := directory(t, w)
	target := org.Target{Item: "X1", AcceptUnit: community, Unit: community, Route: []string{community}, On: end}
	if _, ok := d.May(staff("clerk"), org.Accept, target); !ok {
		t.Error("refused on the last day")
	}
	target.On = end.Add(1)
	if _, ok := d.May(staff("clerk"), org.Accept, target); ok {
		t.Error("granted after the last day")
	}
	if _, ok := d.May(staff("inspector"), org.Read, target); !ok {
		t.Error("the supervisor lost sight of an ended unit's case")
	}
}

func TestRightSaysHead(t *testing.T) {
	w := world(t)
	person(&w, "chief", org.Holding{Unit: civil, Post: org.Approval, Head: true})
	d := directory(t, w)
	target := org.Target{Item: "X1", AcceptUnit: community, Unit: street, Decider: civil, Route: []string{community, street, civil}, On: day(t, "2026-03-02")}
	want := org.Right{Unit: civil, Post: org.Approval, Head: true}
	if got, ok := d.May(staff("chief"), org.Extend, target); !ok || got != want {
		t.Errorf("got %+v %v", got, ok)
	}
}

func BenchmarkMay(b *testing.B) {
	w := world(b)
	for i := range 5000 {
		person(&w, "s"+string(rune('a'+i%26))+string(rune('a'+i/26%26))+string(rune('a'+i/676)), org.Holding{Unit: community, Post: org.Acceptance})
	}
	d := directory(b, w)
	target := org.Target{Item: "X1", AcceptUnit: community, Unit: community, Route: []string{community}, On: day(b, "2026-03-02")}
	for b.Loop() {
		d.May(staff("saaa"), org.Accept, target)
	}
}
