package notice

import (
	"cmp"
	"fmt"
	"strings"

	"yimen/core/casework"
)

// addressed turns a document to one of the interested, 0 being the applicant.
func (w *writer) addressed(d *Document, party int) {
	if party >= 1 && party <= len(w.c.Interested) {
		d.To = Addressee{Role: Interested, Name: w.c.Interested[party-1].Name}
	}
}

// partyName is the applicant, or one of the interested by name.
func (w *writer) partyName(party int) string {
	if party >= 1 && party <= len(w.c.Interested) {
		return w.c.Interested[party-1].Name
	}
	return w.c.Applicant.Name
}

// concerned is how a letter to somebody else than the applicant begins.
func (w *writer) concerned() string {
	return fmt.Sprintf("%s于%s向本机关提出的“%s”申请（办件编号：%s）", w.c.Applicant.Name, day(w.c.ReceivedOn), w.Item.Name, w.c.No)
}

// interestNotice (利害关系人陈述申辩告知书) tells facts, interest, and until when to speak
// (许可法36).
func interestNotice(w *writer) {
	a := act[casework.NotifyInterested](w)
	d := w.new(InterestNotice)
	w.addressed(d, a.Party)
	d.text(w.concerned()+"，经审查，直接关系到你（单位）的重大利益：", w.c.Interested[a.Party-1].Interest)
	d.text("有关事实：" + a.Facts)
	d.text("你（单位）有权进行陈述和申辩，请最迟于" + day(a.Until) + "向本机关提出，可以书面、当面或者委托代理人提出；逾期不提出的，视为放弃。申请人同样有权陈述和申辩。")
	d.text("依据：" + w.law("第三十六条", "") + "。")
}

// statementRecord (陈述申辩笔录) keeps what was said, or that it was waived.
func statementRecord(w *writer) {
	a := act[casework.MakeStatement](w)
	d := w.new(StatementRecord)
	w.addressed(d, a.Party)
	d.Seal = ""
	role := "申请人"
	if a.Party > 0 {
		role = "利害关系人"
	}
	content := a.Text
	if a.Waived {
		content = "书面放弃陈述申辩。" + a.Text
	}
	d.facts(Pair{"时间", day(a.On)}, Pair{"陈述申辩人", w.partyName(a.Party) + "（" + role + "）"}, Pair{"内容", content}, Pair{"记录人", w.staffName()})
	d.text("依据：" + w.law("第三十六条", "") + "。")
	d.sign(Pair{"陈述申辩人", ""})
}

var verdictName = map[casework.Verdict]string{casework.Adopted: "予以采纳", casework.NotAdopted: "不予采纳"}

// statementAnswer (陈述申辩意见答复书) says whether a statement is adopted, and why.
func statementAnswer(w *writer) {
	a := act[casework.AnswerStatement](w)
	said := w.c.Statements[a.No-1]
	d := w.new(StatementAnswer)
	w.addressed(d, said.By)
	d.text(fmt.Sprintf("对“%s”申请（办件编号：%s），你（单位）于%s提出的陈述申辩意见，本机关%s。", w.Item.Name, w.c.No, day(said.On), verdictName[a.Verdict]))
	d.text("理由：" + a.Why)
	d.text("依据：" + w.law("第三十六条", "") + "。")
}

// hearingRight (听证告知书) tells of the right: five days, free of charge (许可法47).
func hearingRight(w *writer) {
	a := act[casework.TellHearing](w)
	d := w.new(HearingRight)
	w.addressed(d, a.Party)
	begin := w.applied()
	if a.Party > 0 {
		begin = w.concerned()
	}
	due, _ := w.clock(casework.AskHearingClock)
	d.text(begin+"，直接涉及申请人与他人之间重大利益关系，事由：", a.Matter)
	d.text("你（单位）有权要求听证。要求听证的，应当自被告知之日起" + span(w.Rules.HearingRequest) + "内，即最迟于" + dueText(due) + "提出；逾期不提出的，视为放弃。本机关在" + span(w.Rules.HearingWithin) + "内组织听证，不收取任何费用。")
	d.text("依据：" + w.law("第四十七条", "") + "。")
}

// hearingPublic (听证公告) calls everybody who is concerned (许可法46).
func hearingPublic(w *writer) {
	a := act[casework.AnnounceHearing](w)
	d := w.new(HearingPublic)
	d.To = Addressee{}
	d.text(fmt.Sprintf("本机关受理的“%s”申请（办件编号：%s），依法向社会公告并举行听证，现公告如下：", w.Item.Name, w.c.No))
	due, _ := w.clock(casework.HearingClock)
	d.facts(Pair{"听证的根据", a.Ground}, Pair{"听证事项", a.Matter}, Pair{"报名办法和名额", a.Register}, Pair{"举行听证的最后日期", dueText(due)})
	d.text("时间、地点和主持人在举行听证的"+span(w.Rules.HearingNotice)+"前另行通知。听证不收取任何费用。", "依据："+w.law("第四十六条", "")+"。")
}

// hearingNotice (听证通知书) tells time, place and presider, and that the time up to the hearing
// is not counted (许可法45、48): the applicant and everybody interested, each by a paper addressed to
// him. All bear one number; each has a proof of service of its own.
func hearingNotice(w *writer) {
	a := act[casework.ScheduleHearing](w)
	apart := "自本通知之日起至听证之日止为听证所需时间，不计算在办理期限内"
	if due, _ := w.clock(casework.StatutoryClock); !due.On.IsZero() {
		apart += "，扣除后的法定办结期限届满日为" + dueText(due)
	}
	for party := range w.c.Hearing.Plan.Parties + 1 {
		d := w.new(HearingNotice)
		d.Copy = party
		w.addressed(d, party)
		begin := w.applied()
		if party > 0 {
			begin = w.concerned()
		}
		d.text(begin + "，本机关决定公开举行听证，现通知如下：")
		d.facts(Pair{"听证时间", day(a.On) + " " + a.Begins}, Pair{"听证地点", a.Place}, Pair{"听证主持人", w.nameOf(a.Presider)}, Pair{"同时通知", w.others(party)})
		d.text("你（单位）可以亲自参加，也可以委托代理人参加；可以提出证据，进行申辩和质证。认为主持人与该事项有直接利害关系的，有权申请回避。无正当理由不参加的，不影响听证举行。")
		d.text(apart+"。", "依据："+w.law("第四十五条、第四十八条", "")+"。听证不收取任何费用。")
	}
}

// others are the names of those who are told with somebody: the applicant and the interested (许可法48(1)).
func (w *writer) others(party int) string {
	var names []string
	for n := range w.c.Hearing.Plan.Parties + 1 {
		if n != party {
			names = append(names, w.partyName(n))
		}
	}
	return strings.Join(names, "、")
}

// hearingService (送达回证) proves that one of them got his notice: it is of the body that gave it.
func hearingService(w *writer) {
	a := act[casework.ServeHearing](w)
	d := w.proofOf(a.Serve, w.partyName(a.Party), "《"+strings.ReplaceAll(kinds[HearingNotice].zh, "%s", matter(w.Item))+"》"+w.last(HearingNotice))
	d.Agency, d.Body, d.Contact = w.body.Name, w.body.Code, w.contact(w.body)
	w.addressed(d, a.Party)
}

// recusalDecision (回避决定书) answers a request that the presider step aside.
func recusalDecision(w *writer) {
	a := act[casework.DecideRecusal](w)
	r := w.decided()
	d := w.new(RecusalDecision)
	w.addressed(d, r.Party)
	d.text(fmt.Sprintf("对“%s”申请（办件编号：%s）的听证，你（单位）于%s提出主持人回避申请，理由：", w.Item.Name, w.c.No, day(r.On)), r.Reason)
	if a.Granted {
		d.text("经审查，准许回避，改由" + w.nameOf(a.Instead) + "主持听证，时间和地点不变。")
	} else {
		d.text("经审查，不予准许。")
	}
	d.text("理由：" + a.Why)
	d.facts(Pair{"决定人", w.staffName() + "（本机关负责人）"})
	d.text("依据：" + w.law("第四十八条第一款第三项", "") + "。")
}

// decided is the request that the fact answered: the latest that has its answer.
func (w *writer) decided() casework.Recusal {
	var last casework.Recusal
	for _, r := range w.c.Hearing.Recusals {
		if r.Decided {
			last = r
		}
	}
	return last
}

// hearingMinutes (听证笔录) is the record on which the decision rests (许可法48).
func hearingMinutes(w *writer) {
	a := act[casework.HoldHearing](w)
	d := w.new(HearingMinutes)
	d.Seal = ""
	p := w.c.Hearing.Plan
	d.text("对" + w.applied() + "公开举行听证，记录如下：")
	d.facts(Pair{"听证时间", day(a.On) + " " + p.Begins}, Pair{"听证地点", p.Place}, Pair{"听证主持人", w.nameOf(p.Presider)},
		Pair{"参加人", a.Present}, Pair{"审查意见、证据和理由", a.Evidence}, Pair{"申请人、利害关系人的申辩和质证", a.Opinions}, Pair{"未签名的原因", a.Unsigned})
	d.text("本笔录交参加人确认无误后签字或者盖章。本机关根据听证笔录作出决定。", "依据："+w.law("第四十八条", "")+"。")
	d.sign(append([]Pair{{"听证主持人", w.nameOf(cmp.Or(p.Presider, w.fact.By.No))}}, signature(a.Signer, a.Witness, "参加人")...)...)
}
