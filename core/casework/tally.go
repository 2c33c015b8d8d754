package casework

import (
	"cmp"
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

// Tally (考核计数) is what one fact counts for when work is assessed (通知三(三)：考评): what was
// done, by whom, and how late. A case is received once, accepted at most once and comes to its
// outcome at most once; what is counted on a day never changes, for facts don't.
type Tally struct {
	Seq    int
	What   Tallied // empty: nothing but Late
	Day    period.Date
	Unit   string // in whose name it was done; of what the applicant or time did, whose turn it was
	Staff  string // 工号, empty of what the applicant or time did
	Late   int    // 超期: working days by which the work that it finished was past its own last day; 0 = in time
	Span   Span   // of a decision
	Missed Missed // of a decision
}

// Decides tells whether it is of a decision, which alone has a Span.
func (t Tally) Decides() bool {
	return t.What == TallyGranted || t.What == TallyDenied || t.What == TallyRenewed
}

// Span (用时) is how long a decision took beside what was promised and what the law allows, all
// in working days and without the time that does not count (许可法45).
type Span struct{ Used, Promised, Statutory int }

// Missed (超过期限) tells past which limit a decision came.
type Missed int

// The limits.
const (
	NoneMissed      Missed = iota
	PromiseMissed          // 超过承诺期限
	StatutoryMissed        // 超过法定期限
)

// Tallied (计数种类) is what is counted.
type Tallied string

// What is counted; an ending without a decision bears the name of the Ending.
const (
	TallyReceived        Tallied = "received"        // 收件
	TallyAccepted        Tallied = "accepted"        // 受理
	TallyDeemed          Tallied = "deemed"          // 视为受理
	TallyGranted         Tallied = "granted"         // 准予
	TallyDenied          Tallied = "denied"          // 不予许可
	TallyRenewed         Tallied = "renewed"         // 视为准予延续
	TallySupplement      Tallied = "supplement"      // 补正告知
	TallySupplementAgain Tallied = "supplementAgain" // 再次补正告知
	TallySuspended       Tallied = "suspended"       // 暂停
	TallyExtended        Tallied = "extended"        // 延期
	TallyReturned        Tallied = "returned"        // 退回
	TallyAmended         Tallied = "amended"         // 更正
)

// TallyOf tells what a fact counts for; false where it is nothing.
func TallyOf(was, next Case, f Fact, env Env) (Tally, bool) {
	t := Tally{Seq: f.Seq, What: tallied(was, next, f), Day: f.At.Date(), Unit: f.Right.Body()}
	if f.By.Kind == org.ByStaff {
		t.Staff = f.By.No
	}
	if body, days := overdue(was, next, f, env); days > 0 {
		t.Late = days
		if t.Unit == "" {
			t.Unit = body
		}
	}
	if t.Unit == "" {
		t.Unit = was.Unit()
		if was.Version == 0 || was.State() == Drafting {
			t.Unit = next.AcceptUnit
		}
	}
	if was.Decision == nil && next.Decision != nil {
		t.Span, t.Missed = next.span(env)
	}
	return t, t.What != "" || t.Late > 0
}

func tallied(was, next Case, f Fact) Tallied {
	switch before := was.State(); {
	case (before == None || before == Drafting) && next.State() != Drafting:
		return TallyReceived
	case was.AcceptedOn.IsZero() && next.Deemed:
		return TallyDeemed
	case was.AcceptedOn.IsZero() && !next.AcceptedOn.IsZero():
		return TallyAccepted
	case was.Decision == nil && next.Decision != nil:
		return outcome(*next.Decision)
	case was.Ended == "" && next.Ended != "" && next.Decision == nil:
		return Tallied(next.Ended)
	}
	return onTheWay(next, f.Act)
}

func outcome(d Decision) Tallied {
	switch {
	case d.Silent:
		return TallyRenewed
	case d.Granted:
		return TallyGranted
	}
	return TallyDenied
}

// onTheWay is what an act counts for that brings the case neither in nor to its outcome.
func onTheWay(next Case, act org.Act) Tallied {
	switch act {
	case org.RequestSupplement:
		if next.Ask.Nth > 0 {
			return TallySupplementAgain
		}
		return TallySupplement
	case org.Suspend:
		return TallySuspended
	case org.Extend:
		return TallyExtended
	case org.Return:
		return TallyReturned
	case org.SettleAmendment:
		if next.Amendments[len(next.Amendments)-1].Agreed {
			return TallyAmended
		}
	}
	return ""
}

// span measures the decision against its limits.
func (c Case) span(env Env) (Span, Missed) {
	promised, statutory, on := c.Promised(env.Item), c.Statutory(env.Item), c.Decision.On
	due, last := env.Cal.Due(promised).On, env.Cal.Due(statutory).On
	s := Span{Used: env.Cal.Worked(promised, on), Promised: env.Cal.Worked(promised, due), Statutory: env.Cal.Worked(statutory, last)}
	switch {
	case !last.IsZero() && on > last:
		return s, StatutoryMissed
	case !due.IsZero() && on > due:
		return s, PromiseMissed
	}
	return s, NoneMissed
}

// overdue tells by how many working days the work that a fact finished was past its last day, and
// whose it was. What an applicant does is nobody's work; time does what somebody left undone. The
// limit of the delivery (许可法44) is missed once, by what is handed over late, not again by what
// is made out before and concluded after.
func overdue(was, next Case, f Fact, env Env) (unit string, days int) {
	if f.By.Kind == org.ByApplicant || was.Version == 0 {
		return "", 0
	}
	switch was.State() {
	case Granted, Denied, Issuing, Delivered:
		if f.Act != org.Serve {
			return "", 0
		}
	}
	still, today := Work(next, env), f.At.Date()
	for _, t := range Work(was, env) {
		mine := f.By.Kind == org.BySystem || t.Unit == f.Right.Body()
		if t.Waiting || !mine || f.Act != org.Serve && slices.ContainsFunc(still, t.same) {
			continue
		}
		if last := was.lastDay(t, env); today > last && !last.IsZero() {
			return t.Unit, max(1, env.Cal.Count(last, today))
		}
	}
	return "", 0
}

// same tells whether two rows are one piece of work.
func (t Task) same(o Task) bool { return t.Unit == o.Unit && t.Post == o.Post && t.Since == o.Since }

// lastDay is the last day of a piece of work: of a step the post's own. Who gets a case late and
// does his part in time is not late; that the whole is, the decision's limits tell.
func (c Case) lastDay(t Task, env Env) period.Date {
	if s := c.State(); s != Reviewing && s != Approving {
		return t.Due
	}
	own := period.Date(0)
	if t.Unit == c.Unit() && t.Post == c.turn() && t.Since == c.StepOn {
		own = env.Cal.Due(c.step(env.Item)).On
	}
	for _, p := range c.Parts {
		if own.IsZero() && p.Step == c.At && p.Unit == t.Unit {
			own = env.Cal.Due(c.part(p, env.Item)).On
		}
	}
	return cmp.Or(own, t.Due)
}
