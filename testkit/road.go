package testkit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/testkit/scenario"
)

// Resident is who applies in tests. The number is made up and fits GB 11643.
var Resident = casework.Party{Name: "陈喆玥", IDType: casework.ResidentID, ID: "33030319900101001X", Phone: "13800000000"}

// roads are the acts after submission that bring a case into each state.
var roads = map[casework.State][]org.Act{
	casework.Received:      {},
	casework.Supplementing: {org.RequestSupplement},
	casework.Reviewing:     {org.Accept},
	casework.Approving:     {org.Accept, org.Pass},
	casework.Suspended:     {org.Accept, org.Suspend},
	casework.Granted:       {org.Accept, org.Pass, org.Grant},
	casework.Denied:        {org.Accept, org.Veto, org.Deny},
	casework.Issuing:       {org.Accept, org.Pass, org.Grant, org.Issue},
	casework.Delivered:     {org.Accept, org.Pass, org.Grant, org.Issue, org.Serve},
	casework.Closed:        {org.Accept, org.Pass, org.Grant, org.Issue, org.Serve, org.Conclude},
}

// CaseIn makes a case of the item, filed online at the unit, and plays it to a state: from
// a draft to the closed file. States that the item's procedure does not know fail the test.
func (w *World) CaseIn(t testing.TB, item, unit string, s casework.State) app.Record {
	t.Helper()
	rec, err := w.Play(context.Background(), item, unit, s)
	must(t, err)
	return rec
}

// Play is CaseIn without a test.
func (w *World) Play(ctx context.Context, item, unit string, s casework.State) (app.Record, error) {
	rec, err := w.draft(ctx, item, unit)
	if err != nil || s == casework.Drafting {
		return rec, err
	}
	f, err := w.Filing(ctx, rec, unit)
	if err != nil {
		return rec, err
	}
	if rec, err = w.Submit(ctx, rec.Draft, f); err != nil {
		return rec, err
	}
	return w.Onward(ctx, rec, s)
}

// Onward plays a case that was just received to a state.
func (w *World) Onward(ctx context.Context, rec app.Record, s casework.State) (app.Record, error) {
	acts, known := roads[s]
	if !known {
		return rec, fmt.Errorf("testkit: no road leads to %q", s)
	}
	var err error
	for _, act := range acts {
		if rec, err = w.Step(ctx, rec, act); err != nil {
			return rec, fmt.Errorf("testkit: %s on %s: %w", act, rec.No, err)
		}
	}
	if rec.State() != s {
		return rec, fmt.Errorf("testkit: the road to %q leads to %q", s, rec.State())
	}
	return rec, nil
}

// draft opens a draft at a unit, with what is known of the applicant.
func (w *World) draft(ctx context.Context, item, unit string) (app.Record, error) {
	return w.NewDraft(ctx, item, casework.Filing{Channel: catalog.Online, Applicant: Resident, AcceptUnit: unit, Form: json.RawMessage(`{}`)})
}

// Filing is a complete application for a draft or a case, online, with a stored file for
// every required material.
func (w *World) Filing(ctx context.Context, rec app.Record, unit string) (casework.Filing, error) {
	f := casework.Filing{Channel: catalog.Online, Applicant: Resident, AcceptUnit: unit}
	item, ok := w.Catalogue().Version(rec.Item, rec.ItemVersion)
	if !ok {
		return f, app.ErrUnknownItem
	}
	var err error
	if f.Form, err = sampleForm(*item); err != nil {
		return f, err
	}
	for _, m := range item.Materials {
		if m.Necessity != catalog.Required {
			continue
		}
		name := m.Name + ".pdf"
		file, err := w.AttachTo(ctx, rec, "", m.Code, name, bytes.NewReader(scenario.Content(name)))
		if err != nil {
			return f, err
		}
		f.Materials = append(f.Materials, casework.Given{Code: m.Code, How: casework.Upload, Files: []casework.File{file}})
	}
	return f, nil
}

// Paper is a complete application on paper, as a clerk takes it in at a counter.
func (w *World) Paper(item *catalog.Item, unit string) (casework.Filing, error) {
	f := casework.Filing{Channel: catalog.AtCounter, Applicant: Resident, AcceptUnit: unit}
	for _, m := range item.Materials {
		if m.Necessity == catalog.Required {
			f.Materials = append(f.Materials, casework.Given{Code: m.Code, How: casework.Original, Count: 1})
		}
	}
	var err error
	f.Form, err = sampleForm(*item)
	return f, err
}

// ByFax is an application as it comes by fax: of every paper a copy.
func ByFax(f casework.Filing) casework.Filing {
	f.Channel, f.Materials = catalog.ByFax, slices.Clone(f.Materials)
	for i := range f.Materials {
		f.Materials[i].How = casework.Copy
	}
	return f
}

// sampleForm fills in every field of an item's form.
func sampleForm(item catalog.Item) (json.RawMessage, error) {
	fields, err := catalog.Fields(item.Form)
	if err != nil {
		return nil, err
	}
	values := map[string]any{}
	for _, f := range fields {
		values[f.Name] = sampleValue(f)
	}
	return json.Marshal(values)
}

func sampleValue(f catalog.Field) any {
	switch {
	case len(f.Options) > 0:
		return f.Options[0].Value
	case f.Type == catalog.YesNoField:
		return true
	case f.Type != catalog.TextField && f.Minimum != nil:
		return int64(*f.Minimum) + 1
	case f.Type != catalog.TextField:
		return 12
	}
	switch f.Widget {
	case catalog.DateWidget:
		return "2026-03-09"
	case catalog.PhoneWidget:
		return Resident.Phone
	case catalog.IDWidget:
		return Resident.ID
	case catalog.CreditWidget:
		return "91350100M000100Y43"
	}
	text := []rune(strings.Repeat("龙湾区永中街道", 3))
	return string(text[:min(len(text), f.MaxLength)])
}

// ErrNobody says that nobody who works here may do the act.
var ErrNobody = errors.New("testkit: nobody may do this")

// Step does one act on a case with a sample of its content, by the first who may.
func (w *World) Step(ctx context.Context, rec app.Record, act org.Act) (app.Record, error) {
	who := w.Doers(rec, act)
	if len(who) == 0 {
		return rec, ErrNobody
	}
	return w.Do(ctx, rec.No, rec.Version, w.Sample(rec, act), who[0])
}

// Doers are all who may do the act on the case today, in the order of the directory; what is
// paid online has a door of its own.
func (w *World) Doers(rec app.Record, act org.Act) []org.Actor {
	target := rec.Target(w.Today())
	all := []org.Actor{app.Applicant(rec.Case), {Kind: org.BySystem}}
	for _, s := range w.staff {
		all = append(all, app.StaffActor(s))
	}
	var may []org.Actor
	for _, who := range all {
		if _, ok := w.Directory().May(who, act, target); ok && (act != org.HoldHearing || presides(rec, who)) && (act != org.PayFee || who.Kind == org.ByStaff) {
			may = append(may, who)
		}
	}
	return may
}

// checkers are the first two people of the body that holds a case.
func (w *World) checkers(rec app.Record) []casework.Checker {
	var two []casework.Checker
	for i, p := range w.Directory().Workers(rec.Unit(), w.Today()) {
		if i < 2 {
			two = append(two, casework.Checker{No: p.No, Cert: fmt.Sprint("浙C33010", i+1)})
		}
	}
	return two
}

// inspectors are the first two people of the body that decides.
func (w *World) inspectors(rec app.Record) []casework.Checker {
	var two []casework.Checker
	for i, p := range w.Directory().Workers(rec.Target(w.Today()).Decider, w.Today()) {
		if i < 2 {
			two = append(two, casework.Checker{No: p.No, Cert: fmt.Sprint("浙C33020", i+1)})
		}
	}
	return two
}

// presider is somebody of the deciding body who has no part in the examination: who examines nothing
// if there is one, else who has not examined this case and does not decide it.
func (w *World) presider(rec app.Record) string {
	all := w.Directory().Workers(rec.Target(w.Today()).Decider, w.Today())
	second := ""
	for _, p := range slices.Backward(all) {
		held := w.Directory().HoldingsOf(p.No, w.Today())
		holds := func(post org.Post) bool {
			return slices.ContainsFunc(held, func(h org.Holding) bool { return h.Post == post })
		}
		switch {
		case !holds(org.Review) && !holds(org.Approval):
			return p.No
		case !holds(org.Approval) && !slices.ContainsFunc(rec.Opinions, func(o casework.Opinion) bool { return o.Staff == p.No }):
			second = p.No
		}
	}
	return second
}

// presides: only the presider makes the minutes of a hearing.
func presides(rec app.Record, who org.Actor) bool {
	return rec.Hearing != nil && rec.Hearing.Plan != nil && rec.Hearing.Plan.Presider == who.No
}

// charge is what the item of a case charges for first; a world of the core alone has no
// catalogue, and its items charge for 工本费.
func (w *World) charge(rec app.Record) string {
	if w.Hall == nil || w.Catalogue() == nil {
		return "工本费"
	}
	item, ok := w.Catalogue().Version(rec.Item, rec.ItemVersion)
	if !ok || !item.Sheet.Fee.Charged {
		return "工本费"
	}
	return item.Sheet.Fee.Items[0].Name
}

// Sample is a full and right example of an act on a case that is in the hall.
func (w *World) Sample(rec app.Record, act org.Act) casework.Command {
	today := w.Today()
	switch act {
	case org.CorrectOnSpot:
		return casework.CorrectOnSpot{Corrections: []casework.Correction{{Where: "m1", Before: "永昌村", After: "永昌社区"}}, Signer: rec.Applicant.Name}
	case org.RequestSupplement:
		return casework.RequestSupplement{Defects: []casework.Defect{{Material: "form", What: "地点未写明门牌号"}},
			Limit: period.Period{N: 15, Unit: period.NaturalDay}}
	case org.AllowSupplement:
		return casework.AllowSupplement{Reason: "首次告知遗漏，为免申请人重新申请，准许再次告知。"}
	case org.NotePosted:
		return casework.NotePosted{On: today, Slip: "中国邮政 1023456789012"}
	case org.Supplement:
		return casework.Supplement{Form: json.RawMessage(`{"place":"永中街道永昌社区1号"}`)}
	case org.Accept:
		return casework.Accept{Opinion: "材料齐全，符合法定形式，予以受理。"}
	case org.AcceptPending:
		return casework.AcceptPending{Opinion: "主要材料齐全，容缺受理。", Limit: period.Period{N: 5, Unit: period.WorkingDay}, Promise: rec.Applicant.Name}
	case org.AcceptCommitted:
		return casework.AcceptCommitted{Opinion: "已书面告知，凭承诺受理。", Signer: rec.Applicant.Name}
	case org.InspectCommitment:
		return casework.InspectCommitment{Result: casework.CommitBroken, Findings: "现场与承诺不符。", Checkers: w.inspectors(rec)}
	case org.RevokeCommitted:
		return casework.RevokeCommitted{Heard: "申请人未提出异议。", Reasons: "承诺的场所不存在。", Article: "《浙江省保障“最多跑一次”改革规定》第十四条", Credit: "记入区公共信用信息平台。"}
	case org.BringPending:
		var brought casework.BringPending
		for _, code := range rec.Owed() {
			brought.Materials = append(brought.Materials, casework.Given{Code: code, How: casework.Copy, Count: 1})
		}
		return brought
	case org.RevokeAcceptance:
		return casework.RevokeAcceptance{Ground: casework.PendingUnfit, Reason: "补交的材料不符合要求。"}
	case org.TellNoLicence:
		return casework.TellNoLicence{Reason: "采伐房前屋后零星林木，依法不需要取得行政许可。"}
	case org.RefuseAcceptance:
		return casework.RefuseAcceptance{Ground: casework.NotOurPower, Reason: "不属于本机关职权范围。", Competent: "温州市自然资源和规划局"}
	case org.ReceiveOriginals:
		return casework.ReceiveOriginals{}
	case org.FindInterest:
		return casework.FindInterest{Name: "李四", Contact: "13800000009", Interest: "其承包林地与采伐地相邻。"}
	case org.NotifyInterested:
		return casework.NotifyInterested{Party: 1, Facts: "拟准许采伐相邻林木。", How: casework.InPerson, Until: today.Add(5)}
	case org.MakeStatement:
		return casework.MakeStatement{Text: "采伐不影响他人。"}
	case org.AnswerStatement:
		return casework.AnswerStatement{No: 1, Verdict: casework.Adopted, Why: "经核实属实。"}
	case org.TellHearing:
		tell := casework.TellHearing{Matter: "许可涉及申请人与他人之间的重大利益关系。"}
		if all := rec.Untold(); len(all) > 0 {
			tell.Party = all[0]
		}
		return tell
	case org.AnnounceHearing:
		return casework.AnnounceHearing{Ground: "涉及公共利益", Matter: "成片林木采伐。", Register: "公告之日起三日内到本机关报名，名额十人。"}
	case org.RequestHearing:
		return casework.RequestHearing{Wish: casework.HearingAsked}
	case org.ScheduleHearing:
		return casework.ScheduleHearing{On: period.Default().Due(period.Clock{From: today, Limit: casework.DefaultRules().HearingNotice}).On,
			Begins: "09:30", Place: "本机关一楼会议室", Presider: w.presider(rec)}
	case org.ServeHearing:
		serve := casework.ServeHearing{Serve: casework.Serve{Mode: casework.InPerson, Receiver: rec.Applicant.Name, Relation: casework.Self}}
		if all := rec.HearingUnserved(); len(all) > 0 && all[0] > 0 {
			serve.Party, serve.Receiver = all[0], rec.Interested[all[0]-1].Name
		}
		return serve
	case org.RequestRecusal:
		return casework.RequestRecusal{Reason: "主持人与利害关系人是亲属。"}
	case org.DecideRecusal:
		return casework.DecideRecusal{Why: "经核实不是近亲属。"}
	case org.HoldHearing:
		return casework.HoldHearing{Present: "申请人、利害关系人、审查人员", Evidence: "审核意见和现场核查笔录。", Opinions: "申请人：没有意见。", Signer: "各参加人"}
	case org.SiteCheck:
		return casework.SiteCheck{Checkers: w.checkers(rec),
			On: rec.AcceptedOn, Begins: "08:00", Ends: "08:40", Place: "永昌社区后山", Findings: "林木位置、数量与申请一致。", Signer: rec.Applicant.Name}
	case org.Pass:
		return casework.Pass{Opinion: "经审核，符合条件，建议准予。"}
	case org.Veto:
		return casework.Veto{Opinion: "经审核，超过采伐限额，建议不予许可。"}
	case org.JointOpinion:
		return casework.JointOpinion{Agree: casework.Agrees, Opinion: "经审核，不影响道路交通安全。"}
	case org.Return:
		return casework.Return{Opinion: "请补充现场核查意见。"}
	case org.Suspend:
		return casework.Suspend{Kind: catalog.ExpertReview, Ground: "森林采伐管理办法第十条", Notice: "龙农林告〔2026〕1号", From: today, Told: today.Add(10)}
	case org.Resume:
		return casework.Resume{}
	case org.Extend:
		return casework.Extend{Reason: "案情复杂，需要现场核查。"}
	case org.Grant:
		return casework.Grant{Opinion: "同意。", Content: "准予许可。"}
	case org.Deny:
		return casework.Deny{Opinion: "不同意。", Reasons: "申请采伐的林木超过年度采伐限额。", Article: "《森林法》第五十四条"}
	case org.Issue:
		return casework.Issue{No: "龙证〔2026〕1号"}
	case org.Serve:
		return casework.Serve{Mode: casework.InPerson, Receiver: rec.Applicant.Name, Relation: casework.Self}
	case org.Conclude:
		return casework.Conclude{}
	case org.OrderFee:
		return casework.OrderFee{Lines: []casework.FeeLine{{Name: w.charge(rec), Fen: 500}}}
	case org.PayFee:
		pay := casework.PayFee{Receipt: "浙财票0001号"}
		if rec.Fee != nil {
			pay.Fen = rec.Fee.Total()
		}
		return pay
	case org.FileAway:
		a := casework.FileAway{Keep: casework.ThirtyYears, Place: "龙湾档2026-1"}
		for _, code := range casework.Contents(rec.Case) {
			a.Papers = append(a.Papers, casework.Paper{Code: code, Pages: 2})
		}
		return a
	case org.ProposeAmendment:
		return casework.ProposeAmendment{What: casework.ApplicantName, After: rec.Applicant.Name + "甲", Reason: "录入时漏字。"}
	case org.SettleAmendment:
		return casework.SettleAmendment{Agreed: true, Opinion: "经核对，属实。"}
	case org.ProposeRevocation:
		return casework.ProposeRevocation{Cause: casework.FraudBribery, Facts: "申请时提交的权属证明系伪造。", Article: "《森林法》第五十九条", Limit: period.Period{N: 5, Unit: period.WorkingDay}}
	case org.HearHolder:
		return casework.HearHolder{Speaker: rec.Applicant.Name, Text: "证明由中介代办，不知情。", Why: "与司法鉴定意见不符，不予采纳。"}
	case org.RevokeLicence:
		return casework.RevokeLicence{Outcome: casework.DoRevoke, Reason: "以欺骗手段取得许可，应当撤销。", Safety: true}
	case org.SuspendLicence:
		return casework.SuspendLicence{Paper: "龙综执罚〔2026〕5号", By: "龙湾区综合行政执法局", Until: w.Today().Add(30), Reason: "超过许可的范围采伐。"}
	case org.ReturnLicence:
		return casework.ReturnLicence{Reason: "行政复议期间决定停止执行。"}
	case org.CancelLicence:
		return casework.CancelLicence{Ground: casework.Impossible, Evidence: "山洪冲毁林地，附现场照片。"}
	case org.Urge:
		return casework.Urge{Text: "已经超过承诺的日期，请尽快办理。"}
	case org.Chase:
		return casework.Chase{Ground: casework.ChaseLate, Text: "岗位期限将满，请说明进度并尽快办理。", Due: w.Today().Add(3)}
	case org.NoteRenewal:
		return casework.NoteRenewal{Kind: casework.Renew, Stage: casework.RenewalApplied, Case: "330303012270101000001", Protects: true}
	case org.AnswerChase:
		return casework.AnswerChase{Text: "经办人外出，已安排他人办理。"}
	case org.Terminate:
		return casework.Terminate{Ground: casework.MatterGone, Evidence: "林木已在火灾中灭失，附现场照片。"}
	case org.Withdraw:
		return casework.Withdraw{Reason: "不再需要。"}
	}
	return casework.Tick{}
}
