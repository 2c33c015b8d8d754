package casework

import "yimen/core/org"

// State (办件状态) tells where a case stands. It is derived, never stored by hand.
type State string

// The states, in the order of the road.
const (
	None          State = ""              // not yet begun
	Drafting      State = "draft"         // 草稿
	Received      State = "received"      // 已收件，待受理
	Supplementing State = "supplementing" // 补正中
	Reviewing     State = "reviewing"     // 审核中
	Approving     State = "approving"     // 审批中
	Suspended     State = "suspended"     // 暂停（特别程序）
	Granted       State = "granted"       // 已准予，待制证
	Denied        State = "denied"        // 不予许可，待送达
	Issuing       State = "issued"        // 已制证，待送达
	Delivered     State = "served"        // 已送达，待办结
	Closed        State = "closed"        // 已结束; Ended says how
)

// State derives where the case stands. The first row that fits counts:
//
//	Ended is set                       closed
//	Served                             served
//	Issued                             issued
//	Decision granted / denied          granted / denied
//	accepted, an Article 45 stop open  suspended
//	accepted, post of the step         reviewing / approving
//	supplement notice open             supplementing
//	received                           received
//	one fact or more                   draft
//	no fact                            none
func (c Case) State() State {
	switch {
	case c.Ended != "":
		return Closed
	case c.Served != nil:
		return Delivered
	case c.Issued != nil:
		return Issuing
	case c.Decision != nil && c.Decision.Granted:
		return Granted
	case c.Decision != nil:
		return Denied
	case !c.AcceptedOn.IsZero() && c.openStop() != nil:
		return Suspended
	case !c.AcceptedOn.IsZero() && c.post() == org.Approval:
		return Approving
	case !c.AcceptedOn.IsZero():
		return Reviewing
	case c.Ask != nil && c.Ask.Open:
		return Supplementing
	case !c.ReceivedOn.IsZero():
		return Received
	case c.Version > 0:
		return Drafting
	}
	return None
}

// post is the post of the step that holds the case.
func (c Case) post() org.Post {
	if c.At < len(c.Posts) {
		return c.Posts[c.At]
	}
	return ""
}

// allowed says in which states an act can be done at all, with the provision that says so.
var allowed = map[org.Act]struct {
	in   []State
	rule string
}{
	org.Draft:             {[]State{None, Drafting}, "许可法29"},
	org.Submit:            {[]State{None, Drafting}, "许可法29"},
	org.Receive:           {[]State{None, Drafting}, "许可法29"},
	org.CorrectOnSpot:     {[]State{Received}, "许可法32(3)"},
	org.RequestSupplement: {[]State{Received}, "许可法32(4)"},
	org.AllowSupplement:   {[]State{Received}, "许可法72(4)"},
	org.Supplement:        {[]State{Supplementing}, "许可法32(4)"},
	org.NotePosted:        {[]State{Supplementing}, transitRule},
	org.Accept:            {[]State{Received}, "许可法32(5)"},
	org.AcceptPending:     {[]State{Received}, "浙2018 A11(2)"},
	org.AcceptCommitted:   {[]State{Received}, commitRule},
	org.InspectCommitment: {[]State{Closed}, commitRule},
	org.RevokeCommitted:   {[]State{Closed}, commitRule},
	org.BringPending:      {[]State{Reviewing, Approving, Suspended}, "浙2018 A11(2)"},
	org.RevokeAcceptance:  {[]State{Reviewing, Approving, Suspended}, "浙2018 A11(2)"},
	org.TellNoLicence:     {[]State{Received}, "许可法32(1)"},
	org.RefuseAcceptance:  {[]State{Received}, "许可法32(2)"},
	org.ReceiveOriginals:  {[]State{Received, Reviewing, Approving, Suspended}, "公司登记条例53、令56号"},
	org.SiteCheck:         {[]State{Reviewing, Approving}, checkRule},
	org.FindInterest:      {[]State{Reviewing, Approving}, interestRule},
	org.NotifyInterested:  {[]State{Reviewing, Approving}, interestRule},
	org.MakeStatement:     {[]State{Reviewing, Approving, Suspended}, interestRule},
	org.AnswerStatement:   {[]State{Reviewing, Approving}, interestRule},
	org.TellHearing:       {[]State{Reviewing, Approving}, hearingRule},
	org.AnnounceHearing:   {[]State{Reviewing, Approving}, ownHearingRule},
	org.RequestHearing:    {[]State{Reviewing, Approving, Suspended}, hearingRule},
	org.ScheduleHearing:   {[]State{Reviewing, Approving, Suspended}, holdRule},
	org.ServeHearing:      {[]State{Reviewing, Approving, Suspended}, holdRule},
	org.RequestRecusal:    {[]State{Reviewing, Approving, Suspended}, holdRule},
	org.DecideRecusal:     {[]State{Reviewing, Approving, Suspended}, holdRule},
	org.HoldHearing:       {[]State{Reviewing, Approving, Suspended}, holdRule},
	org.Pass:              {[]State{Reviewing}, "许可法34、35"},
	org.Veto:              {[]State{Reviewing}, "许可法34、35"},
	org.JointOpinion:      {[]State{Reviewing}, "许可法26、浙2018 A5"},
	org.Return:            {[]State{Reviewing, Approving}, "通知图二"},
	org.Suspend:           {[]State{Reviewing, Approving}, "许可法45"},
	org.Resume:            {[]State{Suspended}, "许可法45"},
	org.Extend:            {[]State{Reviewing, Approving}, "许可法42"},
	org.Grant:             {[]State{Approving}, "许可法38"},
	org.Deny:              {[]State{Approving}, "许可法38"},
	org.Issue:             {[]State{Granted}, "许可法39"},
	org.Serve:             {[]State{Granted, Denied, Issuing, Closed}, "许可法44"},
	org.Conclude:          {[]State{Delivered}, "通知图二"},
	org.OrderFee:          {[]State{Granted, Issuing}, feeRule},
	org.PayFee:            {[]State{Granted, Issuing, Delivered, Closed}, feeRule}, // a fee stays owed when the case is over
	org.FileAway:          {[]State{Closed}, fileRule},
	org.ProposeAmendment:  {[]State{Closed}, amendRule},
	org.SettleAmendment:   {[]State{Closed}, amendRule},
	org.Withdraw:          {[]State{Received, Supplementing, Reviewing, Approving, Suspended}, "许可法29"},
	org.Urge:              {[]State{Reviewing, Approving, Granted, Denied, Issuing}, urgeRule},
	org.Chase:             {[]State{Received, Supplementing, Reviewing, Approving, Suspended, Granted, Denied, Issuing, Delivered, Closed}, chaseRule},
	org.AnswerChase:       {[]State{Received, Supplementing, Reviewing, Approving, Suspended, Granted, Denied, Issuing, Delivered, Closed}, chaseRule},
	org.Terminate:         {[]State{Received, Supplementing, Reviewing, Approving, Suspended}, "通知图二"},
	org.Recount:           {[]State{Received, Supplementing, Reviewing, Approving, Suspended, Granted, Denied, Issuing}, "许可法82"},
	org.ProposeRevocation: {[]State{Closed}, "许可法69"},
	org.HearHolder:        {[]State{Closed}, "许可法36"},
	org.RevokeLicence:     {[]State{Closed}, "许可法69"},
	org.SuspendLicence:    {[]State{Closed}, holdLicenceRule},
	org.ReturnLicence:     {[]State{Closed}, holdLicenceRule},
	org.CancelLicence:     {[]State{Closed}, "许可法70"},
	org.NoteRenewal:       {[]State{Closed}, aboutRule},
	org.Tick:              {[]State{Received, Supplementing, Reviewing, Approving, Suspended, Closed}, "许可法32(4)、45、50"},
}
