package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// TestHearingWindow: five working days to ask from the day after the notice; a decision waits
// for them or for an answer, and a request that comes later is none.
func TestHearingWindow(t *testing.T) {
	grant := casework.Grant{Opinion: "同意"}
	h := heardAt(t, org.RequestHearing, casework.Approving) // told on Monday, 2 March
	refused(t, h.try(grant, staff(approver)), "hearingWindow")
	invalid(t, h.try(casework.TellHearing{Matter: "再次"}, staff(approver)), "party toldBefore")

	silent := *h
	silent.now = day(2026, 3, 9).At(23, 59)
	refused(t, silent.try(grant, staff(approver)), "hearingWindow")
	silent.now = day(2026, 3, 10).At(9, 0)
	invalid(t, silent.try(casework.RequestHearing{Wish: casework.HearingAsked}, applicant), "receivedOn hearingRequestLate")
	silent.do(t, grant, staff(approver))

	late := *h // it came in time and was written down later
	late.now = day(2026, 3, 10).At(9, 0)
	late.do(t, casework.RequestHearing{Wish: casework.HearingAsked, On: day(2026, 3, 9)}, staff(clerk))
	refused(t, late.try(grant, staff(approver)), "hearingPending")

	waived := *h
	waived.do(t, casework.RequestHearing{Wish: casework.HearingWaived}, applicant)
	refused(t, waived.try(casework.RequestHearing{Wish: casework.HearingAsked}, applicant), "noHearingTold")
	waived.do(t, grant, staff(approver))

	invalid(t, h.try(casework.RequestHearing{Party: 1}, staff(clerk)), "party choose", "wish choose")
	other := at(t, casework.Approving)
	refused(t, other.try(casework.RequestHearing{Wish: casework.HearingAsked}, applicant), "noHearingTold")
}

// TestHearingNotice: seven working days before, by somebody who did not examine; the time up to
// the hearing is not counted, and the notice may be given anew.
func TestHearingNotice(t *testing.T) {
	h := heardAt(t, org.ScheduleHearing, casework.Approving)
	plan := h.sample(org.ScheduleHearing).(casework.ScheduleHearing)
	if plan.On != day(2026, 3, 11) {
		t.Fatalf("seven working days from 2 March end on %s", plan.On)
	}
	early := plan
	early.On, early.Begins, early.Place, early.Presider = day(2026, 3, 10), "上午", "", reviewer
	invalid(t, h.try(early, staff(approver)), "on hearingTooSoon", "begins timeOfDay", "place required", "presider notOfBody")
	early = plan
	early.Presider = approver // who examines the case now
	invalid(t, h.try(early, staff(approver)), "presider presiderExamined")

	due := period.Default().Due(h.c.Statutory(h.item)).On
	h.do(t, plan, staff(approver))
	if s := h.c.Stops[0]; h.c.State() != casework.Suspended || s.Kind != catalog.Hearing || s.From != day(2026, 3, 2) || s.Told != day(2026, 3, 11) {
		t.Errorf("the clock: %+v", h.c.Stops)
	}
	if got := period.Default().Due(h.c.Statutory(h.item)).On; period.Default().Count(due, got) != 7 {
		t.Errorf("due on %s before and %s after", due, got)
	}
	plan.On = day(2026, 3, 13)
	h.do(t, plan, staff(approver))
	if len(h.c.Stops) != 1 || h.c.Stops[0].Told != day(2026, 3, 13) {
		t.Errorf("after a new notice: %+v", h.c.Stops)
	}
}

// TestHearingIsHeld: on its day, by the presider, when every recusal is decided; then the decision
// follows the minutes or says why not, and the presider examines nothing.
func TestHearingIsHeld(t *testing.T) {
	h := heardAt(t, org.DecideRecusal, casework.Suspended)
	minutes := h.sample(org.HoldHearing).(casework.HoldHearing)
	refused(t, h.try(minutes, staff(presider)), "hearingNotYet")
	served := h.sample(org.ServeHearing).(casework.ServeHearing)
	h.now = day(2026, 3, 11).At(17, 0)
	refused(t, h.try(minutes, staff(presider)), "recusalOpen")
	invalid(t, h.try(casework.DecideRecusal{Granted: true, Instead: presider}, staff(head)), "reason required", "instead samePerson")
	invalid(t, h.try(casework.DecideRecusal{Granted: true, Why: "是近亲属", Instead: "330303-nyj-fz"}, staff(head)), "instead presiderExamined")
	h.do(t, casework.DecideRecusal{Granted: true, Why: "是近亲属", Instead: "330303-nyj-sl"}, staff(head))
	refused(t, h.try(minutes, staff(presider)), "notPresider")
	refused(t, h.try(minutes, staff("330303-nyj-sl")), "hearingUnserved")
	if late := h.c.HearingTooLate(h.env(staff(approver))); late == nil || late.Party != 0 || late.First != day(2026, 3, 20) {
		t.Errorf("told today: %+v", late)
	}
	served.On = day(2026, 3, 2)
	h.do(t, served, staff(clerk))
	if len(h.c.HearingUnserved()) > 0 || h.c.HearingTooLate(h.env(staff(approver))) != nil {
		t.Errorf("served and not told: %+v", h.c.Hearing)
	}
	invalid(t, h.try(casework.HoldHearing{}, staff("330303-nyj-sl")), "present required", "evidence required", "opinions required", "signer signatureMissing")
	h.do(t, minutes, staff("330303-nyj-sl"))
	if h.c.State() != casework.Approving || h.c.Stops[0].To != day(2026, 3, 11) || h.c.Hearing.HeldOn != day(2026, 3, 11) {
		t.Errorf("%s, %+v, %+v", h.c.State(), h.c.Stops, h.c.Hearing)
	}
	refused(t, h.try(h.sample(org.TellHearing), staff(approver)), "hearingHeld")
	refused(t, h.try(h.sample(org.AnnounceHearing), staff(approver)), "hearingHeld")

	invalid(t, h.try(casework.Grant{Opinion: "同意"}, staff(approver)), "minutes choose")
	invalid(t, h.try(casework.Grant{Opinion: "同意", Minutes: casework.Departed}, staff(approver)), "departs required")
	deny := h.sample(org.Deny).(casework.Deny)
	invalid(t, h.try(deny, staff(approver)), "minutes choose")
	h.do(t, casework.Grant{Opinion: "同意", Minutes: casework.Followed}, staff(approver))
}

// TestPresiderExaminesNothing: who presides gives no opinion and decides nothing.
func TestPresiderExaminesNothing(t *testing.T) {
	h := heardAt(t, org.ScheduleHearing, casework.Approving)
	plan := h.sample(org.ScheduleHearing).(casework.ScheduleHearing)
	plan.Presider = head
	h.do(t, plan, staff(approver))
	refused(t, h.try(casework.Resume{}, staff(approver)), "hearingStops")
	h.time(t, h.c.Hearing.Plan.On.Add(1)) // the day that was told is over, and nobody held it
	for _, act := range []org.Act{org.Grant, org.Deny, org.Return, org.Extend, org.SiteCheck} {
		refused(t, h.try(h.sample(act), staff(head)), "presiderExamines")
	}
}

// TestAnnouncedHearing: without a request, after a public notice; nobody waives it away.
func TestAnnouncedHearing(t *testing.T) {
	h := heardAt(t, org.RequestHearing, casework.Approving)
	h.do(t, h.sample(org.AnnounceHearing), staff(approver))
	refused(t, h.try(h.sample(org.AnnounceHearing), staff(approver)), "hearingAnnounced")
	h.do(t, casework.RequestHearing{Wish: casework.HearingWaived}, applicant)
	refused(t, h.try(casework.Grant{Opinion: "同意"}, staff(approver)), "hearingPending")
	h.do(t, h.sample(org.ScheduleHearing), staff(approver))
}

// TestHearingTakenBack: who asked may take it back; if nobody else wants it the clock goes on.
func TestHearingTakenBack(t *testing.T) {
	h := heardAt(t, org.RequestRecusal, casework.Suspended)
	h.now = day(2026, 3, 4).At(9, 0)
	h.do(t, casework.RequestHearing{Wish: casework.HearingWaived}, applicant)
	if h.c.State() != casework.Approving || h.c.Stops[0].To != day(2026, 3, 4) || h.c.Hearing.Plan != nil {
		t.Errorf("%s, %+v", h.c.State(), h.c.Stops)
	}
	refused(t, h.try(casework.RequestRecusal{Reason: "亲属"}, applicant), "noHearing")
	h.do(t, casework.Grant{Opinion: "同意"}, staff(approver))
}

// TestHearingAndOtherStops: a hearing stops the clock by its notice alone, and not while another
// procedure does.
func TestHearingAndOtherStops(t *testing.T) {
	h := heardAt(t, org.ScheduleHearing, casework.Approving)
	stop := h.stop()
	stop.Kind = catalog.Hearing
	invalid(t, h.try(stop, staff(approver)), "kind byHearing")
	h.do(t, h.stop(), staff(approver))
	refused(t, h.try(h.sample(org.ScheduleHearing), staff(approver)), "otherStop")
}

// TestHearingClocks: the days to ask, and the twenty in which it is held.
func TestHearingClocks(t *testing.T) {
	h := heardAt(t, org.ScheduleHearing, casework.Approving)
	want := map[casework.ClockName]period.Date{casework.AskHearingClock: day(2026, 3, 9), casework.HearingClock: day(2026, 3, 30)}
	for _, k := range h.c.Clocks(h.item, h.rules) {
		if on, ok := want[k.Name]; ok && period.Default().Due(k.Clock).On != on {
			t.Errorf("%s ends on %s, want %s", k.Name, period.Default().Due(k.Clock).On, on)
		}
		delete(want, k.Name)
	}
	if len(want) > 0 {
		t.Errorf("not running: %v", want)
	}
}

// TestCap: stops of a kind take no more days together than the item gives them, also a hearing.
func TestCap(t *testing.T) {
	h := at(t, casework.Approving)
	h.item.Procedure.StopMost = map[catalog.SpecialKind]int{catalog.ExpertReview: 5, catalog.Hearing: 10}
	long := h.stop()
	long.Told++
	invalid(t, h.try(long, staff(approver)), "told stopOverCap")
	h.do(t, h.stop(), staff(approver)) // five days
	h.now = day(2026, 3, 4).At(9, 0)
	h.do(t, casework.Resume{}, staff(approver)) // of which three were used
	invalid(t, h.try(h.stop(), staff(approver)), "told stopOverCap")
	short := h.stop()
	short.From, short.Told = day(2026, 3, 5), day(2026, 3, 6)
	h.do(t, short, staff(approver))

	h = heardAt(t, org.ScheduleHearing, casework.Approving)
	h.item.Procedure.StopMost = map[catalog.SpecialKind]int{catalog.Hearing: 10}
	plan := h.sample(org.ScheduleHearing).(casework.ScheduleHearing)
	plan.On = day(2026, 3, 12)
	invalid(t, h.try(plan, staff(approver)), "on stopOverCap")
	plan.On = day(2026, 3, 11)
	h.do(t, plan, staff(approver)) // ten days
}
