package scenario

import (
	"cmp"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// complaintDeeds are what is done about complaints (投诉).
var complaintDeeds = []ledgerDeed{
	{"投诉", complain},
	{"受理投诉", followComplaint(store.TakeComplaint)},
	{"不受理投诉", followComplaint(store.DeclineComplaint)},
	{"转办投诉", followComplaint(store.PassComplaint)},
	{"答复投诉", followComplaint(store.AnswerComplaint)},
}

// complain takes a complaint down; by who complains himself, or by who hears it.
func complain(a *args) func(entry) error {
	c := store.Complaint{Unit: a.unit("单位"), Kind: choose(a, "类别", complaintWords), Text: a.text("内容"), Officer: a.text("人员"), Way: choose(a, "方式", wayWords)}
	about := choose(a, "办件", yesWords)
	return func(e entry) error {
		c := c
		if e.who.Kind == org.ByStaff {
			c.By = e.who.No
		} else {
			c.Name = e.who.Name
		}
		if about {
			c.CaseNo = e.c.No
		}
		made, err := e.Complain(e.ctx(), c)
		if err == nil {
			e.play.complaint = made.No
		}
		return err
	}
}

func followComplaint(deed store.ComplaintDeed) func(*args) func(entry) error {
	return func(a *args) func(entry) error {
		act := app.ComplaintAct{Deed: deed, Text: a.text("内容"), Outcome: choose(a, "结果", outcomesOfComplaint), To: a.unit("转给"), Staff: a.text("人员")}
		return func(e entry) error { return e.FollowComplaint(e.ctx(), e.play.complaint, act, e.who.No) }
	}
}

// complaintChecks look at the last complaint.
var complaintChecks = []ledgerCheck{
	{"投诉", ofComplaint(func(_ entry, c store.Complaint) string { return say(complaintStates, c.State) })},
	{"投诉结果", ofComplaint(func(_ entry, c store.Complaint) string { return cmp.Or(say(outcomesOfComplaint, c.Outcome), none) })},
	{"投诉单位", ofComplaint(func(_ entry, c store.Complaint) string { return unitName(c.Watch) })},
	{"投诉方式", ofComplaint(func(_ entry, c store.Complaint) string { return say(wayWords, c.Way) })},
	{"告知届满", ofComplaint(func(e entry, c store.Complaint) string {
		return clockDay(e.ComplaintClocks(c), casework.ComplaintTakeClock)
	})},
	{"答复届满", ofComplaint(func(e entry, c store.Complaint) string {
		return clockDay(e.ComplaintClocks(c), casework.ComplaintReplyClock)
	})},
}

func ofComplaint(tell func(entry, store.Complaint) string) func(entry) (string, error) {
	return func(e entry) (string, error) {
		c, err := e.Store.ComplaintByNo(e.ctx(), e.play.complaint)
		if err != nil {
			return none, absent(err)
		}
		return tell(e, c), nil
	}
}
