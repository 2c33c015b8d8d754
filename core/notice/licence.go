package notice

import (
	"cmp"

	"yimen/core/casework"
)

// certificate names the licence with its number.
func (w *writer) certificate() string {
	name := "《" + cmp.Or(w.Item.Result.Name, "证件") + "》"
	if w.c.Issued != nil {
		name += w.c.Issued.No
	}
	return name
}

// withdraws is the word for what is done to a licence for a cause: 撤销 (许可法69) or 撤回 (8).
func withdraws(g casework.RevokeCause) string {
	if g == casework.PowerChanged {
		return "撤回"
	}
	return "撤销"
}

var causeText = map[casework.RevokeCause]string{
	casework.BodyAtFault:  "准予许可时存在应当由本机关承担责任的情形",
	casework.FraudBribery: "以欺骗、贿赂等不正当手段取得许可",
	casework.PowerChanged: "许可所依据的法律、法规、规章修改、废止，或者准予许可所依据的客观情况发生重大变化",
}

// causeLaw is the provision that a cause rests on, with its paragraph.
func (w *writer) causeLaw(g casework.RevokeCause) string {
	switch g {
	case casework.FraudBribery:
		return w.law("第六十九条第二款", "")
	case casework.PowerChanged:
		return w.law("第八条第二款", "")
	}
	return w.law("第六十九条第一款", "")
}

// proposal (拟撤销、拟撤回告知书) tells the holder facts, provisions and his right to speak.
func proposal(w *writer) {
	a := act[casework.ProposeRevocation](w)
	d := w.new(Proposal)
	d.text("你（单位）持有的" + w.certificate() + "，经查存在下列情形：" + causeText[a.Cause] + "。事实和理由如下：")
	d.text(a.Facts)
	d.text("依据" + both(a.Article, w.causeLaw(a.Cause)) + "，本机关拟" + withdraws(a.Cause) + "上述" + matter(w.Item) + "。")
	until := ""
	if due, ok := w.clock(casework.StatementClock); ok {
		until = "，即至" + dueText(due)
	}
	d.text("你（单位）有权进行陈述和申辩，可以自收到本告知书之日起" + span(a.Limit) + "内" + until + "以书面或者口头方式向本机关提出。逾期未提出的，视为放弃。本机关不因申辩而加重处理。")
}

// statement (陈述申辩笔录) records what the holder said and what became of it.
func statement(w *writer) {
	a := act[casework.HearHolder](w)
	d := w.new(StatementRecord)
	adopted := "不予采纳"
	if a.Adopted {
		adopted = "予以采纳"
	}
	d.facts(Pair{"陈述申辩人", a.Speaker}, Pair{"日期", day(a.On)}, Pair{"证件", w.certificate()},
		Pair{"陈述申辩的内容", a.Text}, Pair{"是否采纳", adopted}, Pair{"理由", a.Why}, Pair{"记录人", w.staffName()})
	d.sign(Pair{"陈述申辩人签名", ""}, Pair{"日期", ""}, Pair{"记录人签名", ""})
}

// revocation (撤销、撤回、不予撤销决定书) decides on the proposal, with its paragraph.
func revocation(w *writer) {
	a := act[casework.RevokeLicence](w)
	cause := w.proposed().Cause
	kind := Revocation
	if a.Outcome != casework.DoRevoke {
		kind = Kept
	} else if cause == casework.PowerChanged {
		kind = Recall
	}
	d := w.new(kind)
	d.text("关于" + w.certificate() + "，本机关已于" + day(w.proposed().On) + "告知拟" + withdraws(cause) + numbered(w.last(Proposal)) + "，并听取了陈述申辩（逾期未提出的视为放弃）。经审查，事实和理由如下：")
	d.text(a.Reason)
	switch a.Outcome {
	case casework.KeepForHarm:
		d.text("撤销可能对公共利益造成重大损害，依据" + w.law("第六十九条第三款", "") + "，决定不予撤销，上述证件继续有效。")
	case casework.KeepForWant:
		d.text("拟" + withdraws(cause) + "的事由不成立，决定不予" + withdraws(cause) + "，上述证件继续有效。")
	default:
		revoked(w, d, a, cause)
	}
	d.Remedies = w.remedies()
}

func revoked(w *writer, d *Document, a casework.RevokeLicence, cause casework.RevokeCause) {
	word := "可以"
	if cause == casework.FraudBribery {
		word = "应当"
	}
	d.text("上述情形属于" + causeText[cause] + "，依据" + w.causeLaw(cause) + "，" + word + withdraws(cause) + "，决定自本决定作出之日起" + withdraws(cause) + "上述" + matter(w.Item) + "。")
	switch cause {
	case casework.FraudBribery:
		d.text("依据" + w.law("第六十九条第四款", "") + "，基于该许可取得的利益不受保护。")
	case casework.PowerChanged:
		d.text("由此造成财产损失的，依法给予补偿：" + a.Compensation)
	default:
		d.text("合法权益受到损害的，依法给予赔偿：" + a.Compensation)
	}
	if !a.BarUntil.IsZero() {
		d.text("依据" + w.law("第七十九条", "") + "，你（单位）至" + day(a.BarUntil) + "止，不得再次申请该行政许可。")
	}
}

// proposed is the proposal that the fact decides on.
func (w *writer) proposed() casework.Proposal {
	l := w.c.Licence
	switch {
	case l == nil:
	case l.Proposal != nil:
		return *l.Proposal
	case l.Decided != nil:
		return *l.Decided
	}
	return casework.Proposal{}
}

var cancelText = map[casework.CancelGround]string{
	casework.NotRenewed:     "行政许可有效期届满未延续（第一项）",
	casework.PersonGone:     "赋予公民特定资格的行政许可，该公民死亡或者丧失行为能力（第二项）",
	casework.BodyEnded:      "法人或者其他组织依法终止（第三项）",
	casework.TakenAway:      "行政许可依法被撤销、撤回，或者行政许可证件依法被吊销（第四项）",
	casework.Impossible:     "因不可抗力导致行政许可事项无法实施（第五项）",
	casework.OtherByStatute: "法律、法规规定的应当注销行政许可的其他情形（第六项）",
}

// cancellation (注销决定书) strikes the licence from the register on one of the six grounds.
func cancellation(w *writer) {
	a := act[casework.CancelLicence](w)
	d := w.new(Cancellation)
	d.text("你（单位）持有的" + w.certificate() + "，出现下列情形：" + cancelText[a.Ground] + "。事实和证据如下：")
	d.text(a.Evidence)
	if a.Paper != "" {
		d.text("所依据的文书或者规定：" + a.Paper)
	}
	d.text("依据" + w.law("第七十条", "") + "，本机关决定自" + day(w.on) + "起注销上述证件。请将证件交回本机关。")
	d.Remedies = w.remedies()
}
