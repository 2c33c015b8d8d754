package casework_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

// tallies are what the facts of the hall's case count for.
func (h *hall) tallies() (list []casework.Tally) {
	was := casework.Case{}
	for _, f := range h.facts {
		next := casework.Replay(was, f)
		env := h.env(f.By)
		env.Now, env.Cal = f.At, period.Default()
		if t, counts := casework.TallyOf(was, next, f, env); counts {
			list = append(list, t)
		}
		was = next
	}
	return list
}

// counted says the tallies in words: what, by whom for whom, late, and the span of a decision.
func (h *hall) counted() string {
	var all []string
	for _, t := range h.tallies() {
		text := fmt.Sprintf("%s %s %s", t.What, t.Unit, t.Staff)
		if t.Late > 0 {
			text += fmt.Sprintf(" late %d", t.Late)
		}
		if t.Decides() {
			text += fmt.Sprintf(" %d/%d/%d missed %d", t.Span.Used, t.Span.Promised, t.Span.Statutory, t.Missed)
		}
		all = append(all, text)
	}
	return strings.Join(all, "\n")
}

func counts(t *testing.T, h *hall, want ...string) {
	t.Helper()
	if got := h.counted(); got != strings.Join(want, "\n") {
		t.Errorf("counted\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// A case counts once when it comes in, is accepted and decided; who hands on in time counts for
// nothing more.
func TestTallyOfARoad(t *testing.T) {
	h := at(t, casework.Closed)
	counts(t, h, "received 330303001012 "+clerk, "accepted 330303001012 "+clerk, "granted 330303-nyj "+approver+" 0/10/20 missed 0")
	counts(t, at(t, casework.Denied), "received 330303001012 "+clerk, "accepted 330303001012 "+clerk, "denied 330303-nyj "+approver+" 0/10/20 missed 0")
}

// What a post finishes after its own last day is late, though the case be in time; days that don't
// count for the limit (许可法45) count for nobody. The decision is held to promise and law.
func TestTallyOfLateWork(t *testing.T) {
	h := at(t, casework.Reviewing)                // accepted Mon 03-02, review three working days: 03-05
	h.now = day(2026, 3, 9).At(9, 0)              // two working days late
	h.do(t, h.sample(org.Pass), staff(reviewer))  // approval five working days: 03-16, promise 03-16
	h.now = day(2026, 3, 17).At(9, 0)             // one late
	h.do(t, h.sample(org.Grant), staff(approver)) // eleven days of ten
	h.now = day(2026, 4, 2).At(9, 0)              // delivery ten working days: 03-31
	h.do(t, h.sample(org.Issue), staff(issuer))
	h.do(t, h.sample(org.Serve), staff(issuer))
	h.do(t, h.sample(org.Conclude), staff(issuer))
	counts(t, h, "received 330303001012 "+clerk, "accepted 330303001012 "+clerk, " 330303001 "+reviewer+" late 2",
		"granted 330303-nyj "+approver+" late 1 11/10/20 missed 1", " 330303001 "+issuer+" late 2")

	h = at(t, casework.Approving)
	h.now = day(2026, 3, 31).At(9, 0)
	h.do(t, h.sample(org.Grant), staff(approver))
	if got := h.tallies(); got[len(got)-1].Missed != casework.StatutoryMissed {
		t.Errorf("one day past the law: %+v", got[len(got)-1])
	}

	h = at(t, casework.Suspended) // 03-02 to 03-06
	h.now = day(2026, 3, 6).At(9, 0)
	h.do(t, casework.Resume{}, h.examiner())
	h.now = day(2026, 3, 9).At(9, 0)
	act, who := org.Pass, staff(reviewer)
	if h.c.State() == casework.Approving {
		act, who = org.Grant, staff(approver)
	}
	h.do(t, h.sample(act), who)
	if got := h.counted(); strings.Contains(got, "late") || !strings.Contains(got, "suspended 330303") {
		t.Errorf("suspended days counted: %s", got)
	}
}

// What is done besides counts for who did it; what time does, for whose turn it was.
func TestTallyOfOtherActs(t *testing.T) {
	h := at(t, casework.Supplementing)
	h.do(t, answer(), applicant)
	h.do(t, casework.AllowSupplement{Reason: "新规定"}, staff(overseer))
	again := ask()
	again.Because = "新的规定自昨天起施行"
	h.do(t, again, staff(clerk))
	counts(t, h, "received 330303001012 "+clerk, "supplement 330303001012 "+clerk, "supplementAgain 330303001012 "+clerk)

	h = at(t, casework.Received)
	h.now = casework.NextTick(h.c, h.env(system))
	h.do(t, casework.Tick{}, system)
	counts(t, h, "received 330303001012 "+clerk, "deemed 330303001012  late 1")

	h = at(t, casework.Supplementing)
	h.now = casework.NextTick(h.c, h.env(system))
	h.do(t, casework.Tick{}, system)
	if got := h.tallies(); len(got) != 3 || string(got[2].What) != string(casework.DeemedWithdrawn) || got[2].Late > 0 {
		t.Errorf("an unanswered notice: %s", h.counted())
	}

	h = at(t, casework.Approving)
	h.do(t, h.sample(org.Extend), staff(head))
	h.do(t, h.sample(org.Return), staff(approver))
	h.do(t, casework.Withdraw{Reason: "不办了"}, applicant)
	counts(t, h, "received 330303001012 "+clerk, "accepted 330303001012 "+clerk, "extended 330303-nyj "+head, "returned 330303-nyj "+approver, "withdrawn 330303001 ")

	h = ready(t, org.SettleAmendment, casework.Closed)
	h.do(t, casework.SettleAmendment{Opinion: "不是差错"}, staff(approver))
	h.do(t, h.sample(org.ProposeAmendment), staff(issuer))
	before := len(h.tallies())
	h.do(t, casework.SettleAmendment{Agreed: true, Opinion: "确系笔误"}, staff(approver))
	if got := h.tallies(); len(got) != before+1 || got[before].What != casework.TallyAmended {
		t.Errorf("one of two proposals was agreed to: %s", h.counted())
	}
}

// Wherever a case stands and whatever is done, it is received, accepted and brought to its outcome
// at most once.
func TestTallyCountsOnce(t *testing.T) {
	outcomes := []casework.Tallied{casework.TallyGranted, casework.TallyDenied, casework.TallyRenewed, casework.Tallied(casework.NotAccepted), casework.Tallied(casework.NotNeeded),
		casework.Tallied(casework.Withdrawn), casework.Tallied(casework.DeemedWithdrawn), casework.Tallied(casework.Terminated), casework.Tallied(casework.AcceptanceRevoked)}
	done := 0
	for act, l := range law {
		for _, state := range l.in {
			h := ready(t, act, state)
			if h.try(h.sample(act), doer(act)) != nil {
				continue
			}
			done++
			n := map[string]int{}
			for _, x := range h.tallies() {
				switch {
				case x.What == casework.TallyReceived:
					n["received"]++
				case x.What == casework.TallyAccepted || x.What == casework.TallyDeemed:
					n["accepted"]++
				case slices.Contains(outcomes, x.What):
					n["outcome"]++
				}
			}
			yes := func(b bool) int {
				if b {
					return 1
				}
				return 0
			}
			if n["received"] != yes(h.c.State() != casework.Drafting) || n["accepted"] != yes(!h.c.AcceptedOn.IsZero()) || n["outcome"] != yes(h.c.Ended != "" || h.c.Decision != nil) {
				t.Errorf("%s when %q: %v of %s", act, state, n, h.counted())
			}
		}
	}
	if done < 60 {
		t.Errorf("only %d acts were done", done)
	}
}
