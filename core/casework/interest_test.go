package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
)

// TestInterestedAreHeard: found, nothing is decided before he was told, and then spoke, waived
// it or let his days pass; and every statement is answered.
func TestInterestedAreHeard(t *testing.T) {
	grant := casework.Grant{Opinion: "同意"}
	h := heardAt(t, org.NotifyInterested, casework.Approving)
	refused(t, h.try(grant, staff(approver)), "interestUntold")
	refused(t, h.try(h.sample(org.Deny), staff(approver)), "interestUntold")
	notify := h.sample(org.NotifyInterested).(casework.NotifyInterested)
	wrong := notify
	wrong.Party, wrong.Facts, wrong.How, wrong.Until = 2, "", "", h.now.Date()
	invalid(t, h.try(wrong, staff(approver)), "party choose", "facts required", "mode choose", "until untilTooSoon")
	h.do(t, notify, staff(approver))
	refused(t, h.try(notify, staff(approver)), "nobodyToTell")
	refused(t, h.try(grant, staff(approver)), "interestOpen")

	untold := *h
	untold.do(t, casework.MakeStatement{Party: 1, Waived: true}, staff(approver))
	for party := range 2 { // each is told of a hearing of his own, and each may ask (许可法47)
		refused(t, untold.try(grant, staff(approver)), "hearingUntold")
		untold.do(t, casework.TellHearing{Party: party, Matter: "相邻林地"}, staff(approver))
	}
	refused(t, untold.try(grant, staff(approver)), "hearingWindow")
	untold.do(t, casework.RequestHearing{Wish: casework.HearingWaived}, applicant)
	refused(t, untold.try(grant, staff(approver)), "hearingWindow")
	asked := untold
	asked.do(t, casework.RequestHearing{Party: 1, Wish: casework.HearingAsked}, staff(clerk))
	refused(t, asked.try(grant, staff(approver)), "hearingPending")
	untold.now = day(2026, 3, 9).At(17, 0) // the fifth working day, that day included
	refused(t, untold.try(grant, staff(approver)), "hearingWindow")
	untold.now = day(2026, 3, 10).At(9, 0)
	untold.do(t, grant, staff(approver))

	h.item.Type = "10" // no licence: Article 47 does not speak of it
	spoken := *h
	invalid(t, spoken.try(casework.MakeStatement{Party: 1, Text: "反对"}, applicant), "party choose") // the applicant speaks for himself
	spoken.do(t, casework.MakeStatement{Party: 1, Text: "反对"}, staff(clerk))
	refused(t, spoken.try(grant, staff(approver)), "statementOpen")
	invalid(t, spoken.try(casework.AnswerStatement{No: 2}, staff(approver)), "statement choose", "verdict choose", "reason required")
	spoken.do(t, casework.AnswerStatement{No: 1, Verdict: casework.NotAdopted, Why: "不在采伐范围内"}, staff(approver))
	refused(t, spoken.try(casework.AnswerStatement{No: 1, Verdict: casework.Adopted, Why: "再次"}, staff(approver)), "nothingStated")
	spoken.do(t, grant, staff(approver))

	waived := *h
	waived.do(t, casework.MakeStatement{Party: 1, Waived: true}, staff(approver))
	waived.do(t, grant, staff(approver))

	silent := *h
	silent.now = notify.Until.At(23, 0)
	refused(t, silent.try(grant, staff(approver)), "interestOpen")
	silent.now = notify.Until.Add(1).At(9, 0)
	silent.do(t, grant, staff(approver))
}

// TestStatementDay: staff may write down an earlier day, not a later one, nor before acceptance.
func TestStatementDay(t *testing.T) {
	h := at(t, casework.Reviewing)
	invalid(t, h.try(casework.MakeStatement{Text: "申辩", On: day(2026, 3, 3)}, staff(clerk)), "receivedOn dayInFuture")
	invalid(t, h.try(casework.MakeStatement{Text: "申辩", On: day(2026, 3, 1)}, staff(clerk)), "receivedOn dayTooEarly")
	h.now = day(2026, 3, 4).At(9, 0)
	h.do(t, casework.MakeStatement{Text: "申辩", On: day(2026, 3, 3)}, applicant)
	h.do(t, casework.MakeStatement{Text: "申辩", On: day(2026, 3, 3)}, staff(clerk))
	if a, b := h.c.Statements[0].On, h.c.Statements[1].On; a != day(2026, 3, 4) || b != day(2026, 3, 3) {
		t.Errorf("stated on %s and %s", a, b)
	}
}
