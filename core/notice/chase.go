package notice

import "yimen/core/casework"

var chaseGround = map[casework.ChaseGround]string{
	casework.ChaseLate:      "超过或者临近办理期限",
	casework.ChaseAnomaly:   "监察发现办理异常",
	casework.ChaseComplaint: "申请人催办、投诉或者给予差评",
	casework.ChaseOther:     "其他需要督办的情形",
}

// chase (督办通知书) presses a unit for its reply; 监察建议书 follows one that was not answered
// (GB/T 39046 6.8). It is a letter within the house: the supervisor's unit issues and seals it.
func chase(w *writer) {
	a := act[casework.Chase](w)
	kind, now, head := Chase, "现予督办。", "督办内容"
	if a.Advice {
		kind, now, head = Advice, "督办以后逾期没有反馈，现提出监察建议。", "监察建议"
	}
	d := w.new(kind)
	from, to := w.unit(w.fact.Right.Body()), w.unit(a.Unit)
	d.Agency, d.Body, d.Seal, d.Contact = from.Name, from.Code, from.Code, w.contact(from)
	d.To = Addressee{Role: Pressed, Name: to.Name}
	d.text("经监察，“" + w.Item.Name + "”（办件编号：" + w.c.No + "，" + day(w.c.ReceivedOn) + "收件）存在下列情形：" + chaseGround[a.Ground] + "。" + now)
	d.heading(head)
	d.text(a.Text)
	d.facts(Pair{"督办人", w.staffName()}, Pair{"反馈期限", day(a.Due)})
	if a.Advice {
		d.text("请最迟于" + day(a.Due) + "书面反馈整改情况和对责任人员的处理意见；不采纳建议的，写明理由。逾期不反馈的，报你单位负责人和上级监察机关处理。监察建议不改变办理期限。")
	} else {
		d.text("请最迟于" + day(a.Due) + "书面反馈原因和办理措施。逾期不反馈的，报你单位负责人和上级监察机关处理。督办不改变办理期限。")
	}
	if licence(w.Item) { // 上级行政机关对下级行政机关实施许可的监督检查
		d.text("依据：" + licensingLaw + "第六十条。")
	}
}
