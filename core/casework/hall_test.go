package casework_test

import (
	"encoding/json"
	"errors"
	"slices"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/testkit/scenario/district"
)

// The staff of the test district who stand on the road of a case accepted at 永昌社区.
const (
	clerk    = "330303001012-sl" // accepts
	reviewer = "330303001-sh"    // reviews at the street
	approver = "330303-nyj-sp"   // decides at the district
	head     = "330303-nyj-fz"   // its 负责人
	issuer   = "330303001-zz"    // issues at the street
	overseer = "330303-jc"       // supervises from the district government
	presider = "330303-nyj-zz"   // of the deciding body, without a part in the examination
	partner  = "330303-jjdd-sh"  // reviews beside, for the traffic police
	both     = "t-both"          // accepts at the community and decides at the district
)

// tb is what a test, a benchmark and a property have in common.
type tb interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

const citizen = "33030319900101001X"

// hall is a case in the test district, with all that happened to it.
type hall struct {
	item  *catalog.Item
	dir   *org.Directory
	rules casework.Rules
	now   period.Instant
	fax   bool               // applications come by e-mail, and the item asks for originals
	bar   casework.Bar       // what keeps the applicant from applying
	short bool               // applications lack the deferrable material
	word  bool               // applications lack a material that a commitment replaces
	fee   bool               // what is granted is to be paid for
	party *casework.Party    // who applies, if not the usual person
	agent *casework.Party    // through whom
	wish  *casework.Delivery // how he wants to be served
	about *casework.About    // the licence that the application is about
	held  *casework.Owned    // how that licence stands
	line  *casework.Standing // how its line stands, where the number is limited
	known period.Editions    // of the calendar; none = the built-in one for ever
	c     casework.Case
	facts []casework.Fact
}

// item is a licence on the road community, street, district, street.
func item() *catalog.Item {
	wd := func(n int) period.Period { return period.Period{N: n, Unit: period.WorkingDay} }
	return &catalog.Item{
		Code: "felling", Name: "林木采伐许可", Version: 1, From: period.NewDate(2010, 1, 1), Type: "01",
		Statutory: catalog.Limit{Period: wd(20), Basis: "许可法42"}, Promised: catalog.Limit{Period: wd(10), Basis: "承诺"},
		AcceptAt: []org.Level{org.Community}, Channels: []catalog.Channel{catalog.AtCounter, catalog.Online, catalog.ByEmail},
		Materials: []catalog.Material{
			{Code: "m1", Name: "申请表", Necessity: catalog.Required},
			{Code: "m2", Name: "权属证明", Necessity: catalog.Required},
			{Code: "m3", Name: "其他说明", Necessity: catalog.Conditional},
			{Code: "m4", Name: "村委会意见", Necessity: catalog.Deferrable},
		},
		Sheet: catalog.Sheet{Fee: catalog.Fee{Charged: true, Items: []catalog.FeeItem{
			{Name: "工本费", Standard: "每证5元", Basis: "省价费〔2010〕1号"}, {Name: "占用费", Standard: "每日每平方米1元", Basis: "条例第三十七条"}}}},
		Result: catalog.Result{Kind: "licence", Validity: period.Period{N: 12, Unit: period.Month}},
		Procedure: catalog.Procedure{Steps: []catalog.Step{
			{Post: org.Acceptance, Name: "受理", Unit: "accepting", Limit: wd(1)},
			{Post: org.Review, Name: "审核", Unit: "street", Limit: wd(3), Special: []catalog.SpecialKind{catalog.ExpertReview, catalog.Hearing}},
			{Post: org.Approval, Name: "审批", Unit: "department:agri", Limit: wd(5), Special: []catalog.SpecialKind{catalog.ExpertReview, catalog.Hearing}},
			{Post: org.Issuing, Name: "制证", Unit: "street", Limit: wd(1)},
		}},
	}
}

func newHall(t tb) *hall {
	t.Helper()
	dir, problems := org.NewDirectory(district.Snapshot())
	if dir == nil {
		t.Fatal(problems)
	}
	return &hall{item: item(), dir: dir, rules: casework.DefaultRules(), now: day(2026, 3, 2).At(9, 0)}
}

func day(y, m, d int) period.Date { return period.NewDate(y, m, d) }

func (h *hall) env(who org.Actor) casework.Env {
	return casework.Env{Now: h.now, Cal: h.cal(), Editions: h.known, Dir: h.dir, Item: h.item, Actor: who, Rules: h.rules, Line: h.line, Bar: h.bar, Owned: h.held}
}

// cal is the calendar of now.
func (h *hall) cal() *period.Calendar {
	if len(h.known) == 0 {
		return period.Default()
	}
	return h.known.At(h.now)
}

// announce lets another calendar count from a moment later on.
func (h *hall) announce(cal *period.Calendar) {
	h.now++
	h.known = append(slices.Clone(h.known), period.Edition{From: h.now, Calendar: cal})
	if len(h.known) == 1 {
		h.known = append(period.Always(period.Default()), h.known...)
	}
}

// arranged is a calendar with days of one year put otherwise: off, or worked.
func arranged(t tb, cal *period.Calendar, year int, off, work []period.Date) *period.Calendar {
	t.Helper()
	a, _ := cal.Arrangement(year)
	drop := func(from, days []period.Date) []period.Date {
		return slices.DeleteFunc(from, func(d period.Date) bool { return slices.Contains(days, d) })
	}
	a.Off, a.Work = append(drop(a.Off, slices.Concat(off, work)), off...), drop(a.Work, slices.Concat(off, work))
	for _, d := range work {
		if d.Weekday() > 5 {
			a.Work = append(a.Work, d)
		}
	}
	next, err := cal.With("changed.json", period.File(map[int]period.Arrangement{year: a}))
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// spring is the calendar with four days off more in March 2026, made once.
func spring(t tb) *period.Calendar {
	if theSpring == nil {
		theSpring = arranged(t, period.Default(), 2026, []period.Date{day(2026, 3, 4), day(2026, 3, 5), day(2026, 3, 17), day(2026, 3, 18)}, nil)
	}
	return theSpring
}

var theSpring *period.Calendar

func staff(no string) org.Actor { return org.Actor{Kind: org.ByStaff, No: no} }

var (
	applicant = org.Actor{Kind: org.ByApplicant, No: citizen}
	system    = org.Actor{Kind: org.BySystem}
)

// try does one act and keeps the case when it is done.
func (h *hall) try(cmd casework.Command, who org.Actor) error {
	next, fact, err := casework.Decide(h.c, cmd, h.env(who))
	if err == nil {
		h.c, h.facts = next, append(h.facts, fact)
	}
	return err
}

// do does an act that must succeed.
func (h *hall) do(t tb, cmd casework.Command, who org.Actor) {
	t.Helper()
	if err := h.try(cmd, who); err != nil {
		t.Fatalf("%s by %s on %s: %v", cmd.Act(), who.No, h.now, err)
	}
}

// filing is a complete application at the counter of 永昌社区.
func filing() casework.Filing {
	return casework.Filing{Channel: catalog.AtCounter, AcceptUnit: "330303001012", Form: json.RawMessage(`{}`),
		Applicant: casework.Party{Name: "张三", IDType: casework.ResidentID, ID: citizen, Phone: "13800000001"},
		Materials: []casework.Given{{Code: "m1", How: casework.Original, Count: 1}, {Code: "m2", How: casework.Copy, Count: 1}, {Code: "m4", How: casework.Original, Count: 1}}}
}

// filing is the application of this hall.
func (h *hall) filing() casework.Filing {
	f := filing()
	if h.short {
		f.Materials = f.Materials[:2]
	}
	if h.word {
		f.Materials = append(f.Materials[:1:1], f.Materials[2:]...)
	}
	if h.fax {
		f.Channel = catalog.ByEmail
		for i := range f.Materials {
			f.Materials[i].How = casework.Copy
		}
	}
	if h.party != nil {
		f.Applicant = *h.party
	}
	f.Agent, f.Delivery, f.About = h.agent, h.wish, h.about
	return f
}

// faxHall is a hall for applications by e-mail, whose clock begins with the originals.
func faxHall(t tb, start catalog.ClockStart) *hall {
	t.Helper()
	h := newHall(t)
	h.fax = true
	h.item.Procedure.ClockStart = start
	h.item.Procedure.OriginalsDue = catalog.Limit{Period: period.Period{N: 15, Unit: period.NaturalDay}, Basis: "公司登记管理条例53"}
	h.item.Procedure.OriginalsLapse = catalog.Limit{Period: period.Period{N: 60, Unit: period.NaturalDay}, Basis: "公司登记管理条例54"}
	return h
}

// wordHall is a hall for an item of which one material can be replaced by a commitment.
func wordHall(t tb) *hall {
	t.Helper()
	h := newHall(t)
	h.word, h.item.Sheet.CommitInstead, h.item.Materials[1].Commit = true, true, true
	return h
}

// inspect is a look at whether a commitment is kept, by two of the deciding body.
func inspect(result casework.Finding) casework.InspectCommitment {
	a := casework.InspectCommitment{Result: result, Findings: "到现场看过", Checkers: []casework.Checker{{No: approver, Cert: "浙C1"}, {No: presider, Cert: "浙C2"}}}
	if result == casework.Rectify {
		a.Limit = period.Period{N: 10, Unit: period.WorkingDay}
	}
	return a
}

// jointHall is a hall for an item that another body examines at the same time.
func jointHall(t tb) *hall {
	t.Helper()
	h := newHall(t)
	h.item.Procedure.Steps[1].Beside = []catalog.Body{{Name: "会审", Unit: "department:traffic", Limit: period.Period{N: 2, Unit: period.WorkingDay}}}
	return h
}

// brought are the materials that a short application lacked.
func brought() casework.BringPending {
	return casework.BringPending{Materials: filing().Materials[2:]}
}

// bound is the file with one page for each paper.
func (h *hall) bound() casework.FileAway {
	a := casework.FileAway{Keep: casework.ThirtyYears}
	for _, code := range casework.Contents(h.c) {
		a.Papers = append(a.Papers, casework.Paper{Code: code, Pages: 1})
	}
	return a
}

func ask() casework.RequestSupplement {
	return casework.RequestSupplement{Defects: []casework.Defect{{Material: "m2", What: "缺公章"}}, Limit: period.Period{N: 15, Unit: period.NaturalDay}}
}

func answer() casework.Supplement {
	return casework.Supplement{Materials: []casework.Given{{Code: "m2", How: casework.Original, Count: 1}}}
}

// stop is a procedure of Article 45 from today for four more days.
func (h *hall) stop() casework.Suspend {
	return casework.Suspend{Kind: catalog.ExpertReview, Ground: "条例第十条", Notice: "〔2026〕1号", From: h.now.Date(), Told: h.now.Date().Add(4)}
}

// weeks is the first day on which a hearing may be held that is told of today.
func (h *hall) weeks() period.Date {
	return period.Default().Due(period.Clock{From: h.now.Date(), Limit: h.rules.HearingNotice}).On
}

// examiner is who holds the case.
func (h *hall) examiner() org.Actor {
	if h.c.At == 1 {
		return staff(reviewer)
	}
	return staff(approver)
}

// check is a look at the place by two people of the body that holds the case.
func (h *hall) check() casework.SiteCheck {
	unit := h.c.Unit()
	return casework.SiteCheck{Checkers: []casework.Checker{{No: unit + "-sh", Cert: "浙C330101"}, {No: unit + "-zz", Cert: "浙C330102"}},
		On: h.c.AcceptedOn, Begins: "08:00", Ends: "08:40", Place: "永昌社区后山", Findings: "与申请一致", Signer: "张三"}
}

// doer is who may do the act on the main road.
func doer(act org.Act) org.Actor {
	switch act {
	case org.Draft, org.Submit, org.Supplement, org.NotePosted, org.BringPending, org.Withdraw, org.Urge, org.MakeStatement, org.RequestHearing, org.RequestRecusal:
		return applicant
	case org.Tick, org.Recount, org.NoteRenewal:
		return system
	case org.Pass, org.Veto, org.AnswerChase:
		return staff(reviewer)
	case org.JointOpinion:
		return staff(partner)
	case org.Extend, org.DecideRecusal, org.RevokeLicence:
		return staff(head)
	case org.HoldHearing:
		return staff(presider)
	case org.AllowSupplement, org.Terminate, org.Chase:
		return staff(overseer)
	case org.Grant, org.Deny, org.Return, org.SiteCheck, org.Suspend, org.Resume, org.FindInterest, org.NotifyInterested, org.AnswerStatement,
		org.TellHearing, org.AnnounceHearing, org.ScheduleHearing, org.ServeHearing, org.ProposeRevocation, org.HearHolder, org.SuspendLicence, org.ReturnLicence, org.CancelLicence:
		return staff(approver)
	case org.Issue, org.Serve, org.Conclude, org.OrderFee, org.PayFee, org.FileAway, org.ProposeAmendment:
		return staff(issuer)
	case org.SettleAmendment, org.InspectCommitment, org.RevokeCommitted:
		return staff(approver)
	}
	return staff(clerk)
}

// sample is a full and right example of each act.
func (h *hall) sample(act org.Act) casework.Command {
	switch act {
	case org.Draft:
		return casework.Draft{Filing: h.filing()}
	case org.Submit:
		return casework.Submit{Filing: h.filing()}
	case org.Receive:
		return casework.Receive{Filing: h.filing()}
	case org.CorrectOnSpot:
		return casework.CorrectOnSpot{Corrections: []casework.Correction{{Where: "m1", Before: "张珊", After: "张三"}}, Signer: "张三"}
	case org.RequestSupplement:
		return ask()
	case org.AllowSupplement:
		return casework.AllowSupplement{Reason: "首次告知遗漏"}
	case org.Supplement:
		return answer()
	case org.NotePosted:
		return casework.NotePosted{On: h.now.Date(), Slip: "EMS 1023456789"}
	case org.Accept:
		return casework.Accept{Opinion: "齐全"}
	case org.AcceptPending:
		return casework.AcceptPending{Opinion: "容缺受理", Limit: period.Period{N: 5, Unit: period.WorkingDay}, Promise: "张三"}
	case org.AcceptCommitted:
		return casework.AcceptCommitted{Opinion: "凭承诺受理", Signer: "张三"}
	case org.InspectCommitment:
		return inspect(casework.CommitBroken)
	case org.RevokeCommitted:
		return casework.RevokeCommitted{Heard: "没有异议", Reasons: "权属不实", Article: "改革规定第十四条", Credit: "记入区信用平台"}
	case org.BringPending:
		return brought()
	case org.RevokeAcceptance:
		return casework.RevokeAcceptance{Ground: casework.PendingUnfit, Reason: "意见不是本村的"}
	case org.TellNoLicence:
		return casework.TellNoLicence{Reason: "房前屋后零星林木无需许可"}
	case org.RefuseAcceptance:
		return casework.RefuseAcceptance{Ground: casework.NotOurPower, Reason: "属于市级", Competent: "市局"}
	case org.ReceiveOriginals:
		return casework.ReceiveOriginals{}
	case org.FindInterest:
		return casework.FindInterest{Name: "李四", Interest: "林木与其承包地相邻"}
	case org.NotifyInterested:
		return casework.NotifyInterested{Party: 1, Facts: "张三申请采伐", How: casework.InPerson, Until: h.now.Date().Add(5)}
	case org.MakeStatement:
		return casework.MakeStatement{Text: "不影响他人"}
	case org.AnswerStatement:
		return casework.AnswerStatement{No: 1, Verdict: casework.Adopted, Why: "属实"}
	case org.TellHearing:
		return casework.TellHearing{Matter: "涉及相邻权利人重大利益"}
	case org.AnnounceHearing:
		return casework.AnnounceHearing{Ground: "公共利益", Matter: "成片采伐", Register: "三日内到区农林局报名"}
	case org.RequestHearing:
		return casework.RequestHearing{Wish: casework.HearingAsked}
	case org.ScheduleHearing:
		return casework.ScheduleHearing{On: h.weeks(), Begins: "09:30", Place: "区农林局会议室", Presider: presider}
	case org.ServeHearing:
		return casework.ServeHearing{Serve: casework.Serve{Mode: casework.InPerson, Receiver: "张三"}}
	case org.RequestRecusal:
		return casework.RequestRecusal{Reason: "主持人与利害关系人是亲属"}
	case org.DecideRecusal:
		return casework.DecideRecusal{Why: "不是近亲属"}
	case org.HoldHearing:
		return casework.HoldHearing{Present: "张三、李四", Evidence: "审核意见和勘验记录", Opinions: "张三：同意", Signer: "张三、李四"}
	case org.SiteCheck:
		return h.check()
	case org.Pass:
		return casework.Pass{Opinion: "同意"}
	case org.Veto:
		return casework.Veto{Opinion: "不同意"}
	case org.JointOpinion:
		return casework.JointOpinion{Agree: casework.Agrees, Opinion: "不影响交通"}
	case org.Return:
		return casework.Return{Opinion: "请复核"}
	case org.Suspend:
		return h.stop()
	case org.Resume:
		return casework.Resume{}
	case org.Extend:
		return casework.Extend{Reason: "案情复杂"}
	case org.Grant:
		return casework.Grant{Opinion: "同意"}
	case org.Deny:
		return casework.Deny{Opinion: "不同意", Reasons: "超过限额", Article: "森林法第五十四条"}
	case org.Issue:
		return casework.Issue{No: "证001"}
	case org.Serve:
		return casework.Serve{Mode: casework.InPerson, Receiver: "张三"}
	case org.Conclude:
		return casework.Conclude{}
	case org.OrderFee:
		return casework.OrderFee{Lines: []casework.FeeLine{{Name: "工本费", Fen: 500}}}
	case org.PayFee:
		return casework.PayFee{Fen: 500, Receipt: "票据1号"}
	case org.FileAway:
		return h.bound()
	case org.ProposeAmendment:
		return casework.ProposeAmendment{What: casework.ApplicantName, After: "章三", Reason: "录入时同音误写"}
	case org.SettleAmendment:
		return casework.SettleAmendment{Agreed: true, Opinion: "属实"}
	case org.Withdraw:
		return casework.Withdraw{}
	case org.Urge:
		return casework.Urge{Text: "请尽快办理"}
	case org.ProposeRevocation:
		return casework.ProposeRevocation{Cause: casework.FraudBribery, Facts: "权属证明系伪造", Article: "森林法第五十九条", Limit: period.Period{N: 5, Unit: period.WorkingDay}}
	case org.HearHolder:
		return casework.HearHolder{Speaker: "张三", Text: "不知情", Why: "与鉴定意见不符"}
	case org.RevokeLicence:
		return casework.RevokeLicence{Outcome: casework.DoRevoke, Reason: "以欺骗手段取得", Safety: true}
	case org.SuspendLicence:
		return casework.SuspendLicence{Paper: "龙综执罚〔2026〕5号", By: "区综合执法局", Until: h.now.Date().Add(30), Reason: "超过许可的范围采伐"}
	case org.ReturnLicence:
		return casework.ReturnLicence{Reason: "行政复议期间决定停止执行"}
	case org.CancelLicence:
		return casework.CancelLicence{Ground: casework.Impossible, Evidence: "山洪冲毁林地"}
	case org.Chase:
		return casework.Chase{Ground: casework.ChaseLate, Text: "请说明超期原因并尽快办理", Due: h.now.Date().Add(3)}
	case org.AnswerChase:
		return casework.AnswerChase{Text: "人手不足，已安排今日办理"}
	case org.Terminate:
		return casework.Terminate{Ground: casework.SubjectGone, Evidence: "居民死亡医学证明"}
	case org.NoteRenewal:
		return casework.NoteRenewal{Kind: casework.Renew, Stage: casework.RenewalApplied, Case: "330303012270301000001", Protects: true}
	case org.Recount:
		return casework.Recount{Edition: 1, Paper: "国办发明电〔2026〕1号"}
	}
	return casework.Tick{}
}

// roads are the acts that bring a case into each state.
var roads = map[casework.State][]org.Act{
	casework.None:          nil,
	casework.Drafting:      {org.Draft},
	casework.Received:      {org.Receive},
	casework.Supplementing: {org.Receive, org.RequestSupplement},
	casework.Reviewing:     {org.Receive, org.Accept},
	casework.Approving:     {org.Receive, org.Accept, org.Pass},
	casework.Suspended:     {org.Receive, org.Accept, org.Pass, org.Suspend},
	casework.Granted:       {org.Receive, org.Accept, org.Pass, org.Grant},
	casework.Denied:        {org.Receive, org.Accept, org.Veto, org.Deny},
	casework.Issuing:       {org.Receive, org.Accept, org.Pass, org.Grant, org.Issue},
	casework.Delivered:     {org.Receive, org.Accept, org.Pass, org.Grant, org.Issue, org.Serve},
	casework.Closed:        {org.Receive, org.Accept, org.Pass, org.Grant, org.Issue, org.Serve, org.Conclude},
}

// at gives a hall whose case stands in the state.
func at(t tb, s casework.State) *hall {
	t.Helper()
	return newHall(t).to(t, s)
}

// pendingAt is at for a case that was accepted with materials still to come.
func pendingAt(t tb, s casework.State) *hall {
	t.Helper()
	h := newHall(t)
	h.short = true
	return h.to(t, s)
}

// ready is at for an act that asks more of the case than its state.
func ready(t tb, act org.Act, s casework.State) *hall {
	t.Helper()
	switch act {
	case org.AllowSupplement:
		h := at(t, s)
		h.do(t, ask(), staff(clerk))
		h.do(t, answer(), applicant)
		return h
	case org.NotifyInterested, org.AnswerStatement, org.RequestHearing, org.ScheduleHearing, org.ServeHearing, org.RequestRecusal, org.DecideRecusal, org.HoldHearing:
		return heardAt(t, act, s)
	case org.AcceptPending, org.BringPending:
		return pendingAt(t, s)
	case org.ReceiveOriginals:
		return faxHall(t, catalog.FromOriginals).to(t, s)
	case org.Recount:
		h := at(t, s)
		h.announce(spring(t))
		return h
	case org.JointOpinion:
		return jointHall(t).to(t, s)
	case org.PayFee:
		h := newHall(t)
		h.fee = true
		return h.to(t, s)
	case org.SettleAmendment:
		h := at(t, s)
		h.do(t, h.sample(org.ProposeAmendment), staff(issuer))
		return h
	case org.Urge:
		h := at(t, s)
		h.now = missed
		return h
	case org.Chase, org.AnswerChase:
		h := at(t, s)
		if s == casework.Closed { // what is revoked is to be cancelled: there is work again
			h.do(t, h.sample(org.ProposeRevocation), staff(approver))
			h.do(t, h.sample(org.HearHolder), staff(approver))
			h.do(t, h.sample(org.RevokeLicence), staff(head))
		}
		if act == org.AnswerChase {
			h.do(t, h.sample(org.Chase), staff(overseer))
		}
		return h
	case org.ReturnLicence:
		h := at(t, s)
		h.do(t, h.sample(org.SuspendLicence), staff(approver))
		return h
	case org.HearHolder, org.RevokeLicence:
		h := at(t, s)
		h.do(t, h.sample(org.ProposeRevocation), staff(approver))
		if act == org.RevokeLicence {
			h.do(t, h.sample(org.HearHolder), staff(approver))
		}
		return h
	case org.AcceptCommitted, org.InspectCommitment:
		return wordHall(t).to(t, s)
	case org.RevokeCommitted:
		h := wordHall(t).to(t, s)
		h.do(t, inspect(casework.CommitBroken), staff(approver))
		return h
	case org.RevokeAcceptance:
		h := pendingAt(t, s)
		h.do(t, brought(), applicant)
		return h
	}
	return at(t, s)
}

// missed is a moment at which every limit of a case of 2 March is over.
var missed = day(2026, 4, 20).At(9, 0)

// before are the acts without which another makes no sense.
var before = map[org.Act][]org.Act{
	org.NotifyInterested: {org.FindInterest},
	org.AnswerStatement:  {org.MakeStatement},
	org.RequestHearing:   {org.TellHearing},
	org.ScheduleHearing:  {org.TellHearing, org.RequestHearing},
	org.RequestRecusal:   {org.TellHearing, org.RequestHearing, org.ScheduleHearing},
	org.DecideRecusal:    {org.TellHearing, org.RequestHearing, org.ScheduleHearing, org.RequestRecusal},
	org.ServeHearing:     {org.TellHearing, org.RequestHearing, org.ScheduleHearing},
	org.HoldHearing:      {org.TellHearing, org.RequestHearing, org.ScheduleHearing, org.ServeHearing},
}

// heardAt is a case in a state, with all that an act of hearing people needs. A case that is
// suspended is so by the notice of the hearing, where there is one.
func heardAt(t tb, act org.Act, s casework.State) *hall {
	t.Helper()
	step := s
	if s == casework.Suspended {
		step = casework.Approving
	}
	h := at(t, step)
	for _, first := range before[act] {
		who := doer(first)
		if who == staff(approver) {
			who = h.examiner()
		}
		h.do(t, h.sample(first), who)
	}
	switch {
	case s == casework.Suspended && act == org.ScheduleHearing:
		h.do(t, h.sample(act), h.examiner())
	case s == casework.Suspended && h.c.State() != s:
		h.do(t, h.stop(), h.examiner())
	case s != casework.Suspended && h.c.State() == casework.Suspended:
		h.time(t, h.c.Hearing.Plan.On.Add(1)) // the day that was told is over, and nobody held it
	}
	if act == org.HoldHearing {
		h.now = max(h.now, h.c.Hearing.Plan.On.At(11, 0))
	}
	if got := h.c.State(); got != s {
		t.Fatalf("before %s the case is %q, want %q", act, got, s)
	}
	return h
}

// to brings a case from its beginning to the state.
func (h *hall) to(t tb, s casework.State) *hall {
	t.Helper()
	for _, act := range roads[s] {
		if act == org.Accept && h.word {
			act = org.AcceptCommitted
		}
		if act == org.Pass && h.word { // straight to the decider
			continue
		}
		if act == org.Accept && h.short {
			act = org.AcceptPending
		}
		h.do(t, h.sample(act), doer(act))
		if act == org.Grant && h.fee {
			h.do(t, h.sample(org.OrderFee), staff(issuer))
		}
	}
	if got := h.c.State(); got != s {
		t.Fatalf("the road to %q leads to %q", s, got)
	}
	return h
}

// text is a case in full, to compare by.
func text(t tb, c casework.Case) string {
	t.Helper()
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(rune('0'+c.Version)) + string(b)
}

// refused asserts that an error is a refusal with the code, and returns it.
func refused(t tb, err error, code string) casework.Refusal {
	t.Helper()
	var r casework.Refusal
	if !errors.As(err, &r) || r.Code != code {
		t.Errorf("got %v, want refusal %s", err, code)
	}
	return r
}

// invalid asserts that an error lists exactly these "field code" pairs, in order.
func invalid(t tb, err error, want ...string) {
	t.Helper()
	var v casework.Invalid
	errors.As(err, &v)
	var got []string
	for _, f := range v {
		got = append(got, f.Field+" "+f.Code)
	}
	if len(got) != len(want) {
		t.Errorf("got %v (%v), want %v", got, err, want)
		return
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v, want %v", got, want)
			return
		}
	}
}
