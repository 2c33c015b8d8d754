package app

import (
	"slices"

	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/store"
)

// Kinds of follow-up work.
const (
	JobMessage  = "message"  // keep the documents of the fact and tell the applicant of it
	JobDocument = "document" // keep the documents of a fact of which he is not told
)

// told lists the acts of which the applicant is told, one message each.
var told = map[org.Act]bool{
	org.Submit: true, org.Receive: true, org.CorrectOnSpot: true, org.RequestSupplement: true, org.Supplement: true,
	org.Accept: true, org.AcceptPending: true, org.AcceptCommitted: true, org.InspectCommitment: true, org.RevokeCommitted: true, org.BringPending: true, org.RevokeAcceptance: true, org.ReceiveOriginals: true, org.TellNoLicence: true, org.RefuseAcceptance: true, org.SiteCheck: true, org.TellHearing: true, org.AnnounceHearing: true, org.RequestHearing: true, org.ScheduleHearing: true,
	org.MakeStatement: true, org.AnswerStatement: true, org.DecideRecusal: true, org.HoldHearing: true,
	org.Suspend: true, org.Resume: true,
	org.Extend: true, org.Grant: true, org.Deny: true, org.Issue: true, org.Serve: true,
	org.ProposeRevocation: true, org.HearHolder: true, org.RevokeLicence: true, org.SuspendLicence: true, org.ReturnLicence: true, org.CancelLicence: true,
	org.OrderFee: true, org.PayFee: true, org.SettleAmendment: true, org.Conclude: true, org.Withdraw: true, org.Terminate: true, org.Tick: true, org.Recount: true,
}

// Told tells whether the applicant is told of an act.
func Told(act org.Act) bool { return told[act] }

// silent tells of an act with nothing in it for the applicant: a recount that only keeps the
// days of limits that have ended.
func silent(f casework.Fact) bool {
	r, ok := f.Body.(casework.Recount)
	return ok && !slices.ContainsFunc(r.Moved, func(m casework.Moved) bool { return m.Old != m.New })
}

// Notice is the payload of a job that follows a fact: the fact by its place, never personal data.
type Notice struct {
	Case  int64  `json:"c"`
	Seq   int    `json:"n"`
	Calls []Call `json:"s,omitempty"` // what staff are told of
}

// followUp is the work that an act leaves behind, written in the act's own transaction.
func followUp(c casework.Case, f casework.Fact, staff []Call, env casework.Env) []store.Job {
	var jobs []store.Job
	if c.About != nil && !c.ReceivedOn.IsZero() {
		jobs = append(jobs, renewalJob(c, f, env))
	}
	kind := ""
	switch {
	case silent(f):
	case told[f.Act]:
		kind = JobMessage
	case notice.Silent(f.Act) == "":
		kind = JobDocument
	case len(staff) > 0:
		kind = JobStaff
	}
	if kind == "" {
		return jobs
	}
	return append(jobs, store.Job{ID: store.NewID(env.Now), Kind: kind, Payload: noticeText(Notice{c.ID, f.Seq, staff}), RunAt: env.Now})
}
