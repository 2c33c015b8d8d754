package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
)

// TestPostedInTime: what was posted by the last day and said so is waited for; what the
// applicant does online after that day is not in time (民诉法85(4)).
func TestPostedInTime(t *testing.T) {
	h := at(t, casework.Supplementing)
	h.now = day(2026, 3, 17).At(16, 0) // the last day
	h.do(t, casework.NotePosted{On: day(2026, 3, 16), Slip: "EMS 1023456789"}, applicant)
	refused(t, h.try(casework.NotePosted{On: day(2026, 3, 16), Slip: "EMS 1"}, staff(clerk)), "postedBefore")
	h.now = day(2026, 3, 20).At(9, 0)
	refused(t, h.try(casework.Tick{}, system), "notDueYet")
	refused(t, h.try(answer(), applicant), "postedOnly")
	a := answer()
	a.On = day(2026, 3, 19)
	h.do(t, a, staff(clerk))
	if h.c.State() != casework.Received || h.c.SupplementedOn != day(2026, 3, 19) {
		t.Errorf("%s, supplemented on %s", h.c.State(), h.c.SupplementedOn)
	}
}

// TestPostedAndLost: what does not come within the time on the road ends as if it had not been posted.
func TestPostedAndLost(t *testing.T) {
	h := at(t, casework.Supplementing)
	h.now = day(2026, 3, 10).At(9, 0)
	invalid(t, h.try(casework.NotePosted{On: day(2026, 3, 11), Slip: "EMS 1"}, applicant), "postedOn dayInFuture")
	invalid(t, h.try(casework.NotePosted{On: day(2026, 3, 1), Slip: "EMS 1"}, applicant), "postedOn dayTooEarly")
	refused(t, h.try(casework.NotePosted{On: day(2026, 3, 10), Slip: "EMS 1"}, staff(reviewer)), "notYours")
	h.do(t, casework.NotePosted{On: day(2026, 3, 10), Slip: "EMS 1"}, staff(clerk))
	if got := h.due(casework.SupplementClock); got != day(2026, 3, 17) {
		t.Errorf("the notice's last day moved to %s", got)
	}
	if got := h.due(casework.TransitClock); got != day(2026, 4, 1) {
		t.Errorf("on the road until %s", got)
	}
	h.now = day(2026, 4, 2).At(0, 0)
	h.do(t, casework.Tick{}, system)
	if h.c.Ended != casework.DeemedWithdrawn || h.c.EndedOn != day(2026, 4, 2) {
		t.Errorf("ended %q on %s", h.c.Ended, h.c.EndedOn)
	}
}

// TestPostedTooLate: where an unanswered notice ends nothing, what was posted after the last
// day is not noted as if it had been in time.
func TestPostedTooLate(t *testing.T) {
	h := at(t, casework.Supplementing)
	h.rules.LapseEnds = false
	h.now = day(2026, 3, 19).At(9, 0)
	invalid(t, h.try(h.sample(org.NotePosted), applicant), "postedOn postedLate")
}
