// Package notice (文书) says which document follows which fact of a case, and with what
// content. A document is data: what stands on the paper, not how it looks. paper lays it
// out, seal seals it, the pages show it.
//
// # Adding a kind of document
//
// Every act has one row in rules: either what writes its documents, or the reason why it
// leaves none. For a new kind: a constant and a row in kinds (names, layout, family of its
// numbers), a function in the file of its group that fills the content, and its name in the
// row of the act. A test holds the table against all acts and all endings of a case.
//
// What a document says comes from the fact, the case as it stood after the fact, the item's
// version and the directory; two runs over the same facts give the same bytes. Numbers are
// allotted by the store in the act's own transaction and passed in.
package notice

import (
	"yimen/core/casework"
	"yimen/core/org"
)

// Office (出文机关) is what a document needs to know beyond fact and case.
type Office struct {
	casework.Env          // calendar, directory, item and rules; not who acts, nor when
	Settings              // of the deployment
	Numbers      []Number // numbers already allotted to documents of the case
}

// Settings (出文设置) are the deployment's own.
type Settings struct {
	Site string                    // address of the portal, for the QR code: https://…
	Demo bool                      // every document bears 「演示」
	Code func(place string) string // draws the ten digits of the code of the document that stands there (核验码); nil: documents bear none
}

// rule is the row of one act.
type rule struct {
	write func(w *writer)
	none  string // why the act leaves no document
}

// rules is the table of documents, in the order of the road.
var rules = map[org.Act]rule{
	org.Draft:             {none: "nothing has been handed in yet"},
	org.Submit:            {write: receipt},
	org.Receive:           {write: receipt},
	org.CorrectOnSpot:     {write: correction},
	org.RequestSupplement: {write: supplementNotice},
	org.AllowSupplement:   {none: "leave within the house; the applicant gets the second 补正告知书 itself"},
	org.Supplement:        {write: supplementReceipt},
	org.NotePosted:        {none: "a note of what is on the road; what comes is receipted when it is here"},
	org.Accept:            {write: acceptance},
	org.AcceptPending:     {write: acceptancePending},
	org.AcceptCommitted:   {write: acceptanceCommitted},
	org.InspectCommitment: {write: inspection},
	org.RevokeCommitted:   {write: commitmentRevoked},
	org.BringPending:      {write: pendingReceipt},
	org.RevokeAcceptance:  {write: acceptanceRevoked},
	org.TellNoLicence:     {write: noLicence},
	org.RefuseAcceptance:  {write: notAccepted},
	org.ReceiveOriginals:  {write: originalsReceipt},
	org.SiteCheck:         {write: siteCheck},
	org.FindInterest:      {none: "a finding within the house; the 告知书 that follows tells it"},
	org.NotifyInterested:  {write: interestNotice},
	org.MakeStatement:     {write: statementRecord},
	org.AnswerStatement:   {write: statementAnswer},
	org.TellHearing:       {write: hearingRight},
	org.AnnounceHearing:   {write: hearingPublic},
	org.RequestHearing:    {none: "the party's own paper; it is answered by the 听证通知书 or the decision"},
	org.ScheduleHearing:   {write: hearingNotice},
	org.ServeHearing:      {write: hearingService},
	org.RequestRecusal:    {none: "the party's own paper; it is answered by the 回避决定书"},
	org.DecideRecusal:     {write: recusalDecision},
	org.HoldHearing:       {write: hearingMinutes},
	org.Pass:              {none: "an opinion within the house (许可法35); it stands in the file"},
	org.Veto:              {none: "an opinion within the house; the decision is the approver's"},
	org.JointOpinion:      {none: "an opinion within the house (许可法26); it stands in the file"},
	org.Return:            {none: "an opinion within the house; the limits run on"},
	org.Suspend:           {write: special},
	org.Resume:            {none: "the 特别程序告知书 told the days; that they are over is told by message"},
	org.Extend:            {write: extension},
	org.Grant:             {write: grant},
	org.Deny:              {write: denial},
	org.Issue:             {none: "the licence itself is made out; it has its own register"},
	org.Serve:             {write: service},
	org.Conclude:          {none: "the decision and its 送达回证 are there already; closing tells nothing new"},
	org.OrderFee:          {write: feeNotice},
	org.PayFee:            {none: "the receipt is the finance system's own voucher (票据)"},
	org.FileAway:          {none: "the contents list is part of the file itself"},
	org.ProposeAmendment:  {none: "a proposal within the house; the applicant is told when it is settled"},
	org.SettleAmendment:   {write: amended},
	org.Withdraw:          {write: withdrawal},
	org.Urge:              {none: "a reminder of the applicant's own; the body answers it with the work"},
	org.Chase:             {write: chase},
	org.AnswerChase:       {none: "a reply within the house; it stands in the file and on the demand's page"},
	org.Terminate:         {write: termination},
	org.ProposeRevocation: {write: proposal},
	org.HearHolder:        {write: statement},
	org.RevokeLicence:     {write: revocation},
	org.SuspendLicence:    {none: "the penalty decision of whoever holds the licence back is the document; its number is kept"},
	org.ReturnLicence:     {none: "an entry in the register; the holder is told by message"},
	org.CancelLicence:     {write: cancellation},
	org.NoteRenewal:       {none: "a note on the file of the licence; the application it is about has its own documents"},
	org.Tick:              {write: lapse},
	org.Recount:           {none: "told by message, with both days; they stand in the history of the case"},
}

// Known tells whether the table has a row for an act.
func Known(a org.Act) bool { return rules[a].write != nil || rules[a].none != "" }

// Silent tells why an act leaves no document; empty when it leaves one.
func Silent(a org.Act) string { return rules[a].none }

// Of gives the documents that follow a fact, in their order. c is the case after the fact,
// with its number and query code.
func Of(f casework.Fact, c casework.Case, o Office) []Document {
	r := rules[f.Act]
	if r.write == nil {
		return nil
	}
	w := &writer{fact: f, c: c, Office: o, on: f.At.Date()}
	w.body = w.deciding()
	r.write(w)
	w.address()
	return w.made
}

// All gives the documents of a whole history, oldest first.
func All(no, query string, facts []casework.Fact, o Office) []Document {
	var out []Document
	var c casework.Case
	for _, f := range facts {
		c = casework.Replay(c, f)
		c.No, c.Query = no, query
		out = append(out, Of(f, c, o)...)
	}
	return out
}
