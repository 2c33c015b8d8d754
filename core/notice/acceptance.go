package notice

import (
	"cmp"
	"fmt"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
)

// acceptance (受理通知书) is the written acceptance (许可法32(5)): the day, both due days, the
// fee, how to follow the case and how the result is handed over.
func acceptance(w *writer) {
	d := w.new(Acceptance)
	d.text(w.applied()+"，经审查，申请材料齐全、符合法定形式。"+w.acceptedText()+"。", w.otherProofs(), w.originalsText())
	d.text("依据：" + w.law("第三十二条第一款第五项", "第十一条") + "。")
	w.limits(d)
	acceptanceEN(w, d)
}

func (w *writer) acceptedText() string {
	if w.c.SupplementedOn == w.c.AcceptedOn && !w.c.SupplementedOn.IsZero() {
		return "补正材料于" + day(w.c.SupplementedOn) + "收齐，本机关自该日起予以受理"
	}
	return "本机关决定自" + day(w.c.AcceptedOn) + "起予以受理"
}

// otherProofs puts on record what was taken in place of a material (浙2018 A9).
func (w *writer) otherProofs() string {
	var list []string
	for _, g := range w.c.Materials {
		if g.Instead != "" {
			list = append(list, w.material(g.Code, Zh)+otherProof(g, Zh))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return "依据" + w.law("", "第九条") + "，下列材料采用了其他证明：" + strings.Join(list, "；") + "。"
}

// originalsText tells a sender by fax or e-mail what must follow (公司登记管理条例53).
func (w *writer) originalsText() string {
	if !w.c.AwaitsOriginals(w.Item) {
		return ""
	}
	due, _ := w.clock(casework.OriginalsClock)
	text := "请最迟于" + dueText(due) + "提交与申请内容一致的材料原件。"
	if w.Item.Procedure.ClockStart == catalog.FromOriginals {
		text += "作出决定的期限自收到原件之日起计算。"
	}
	if lapse := w.c.OriginalsLapse(w.Item, w.Cal); !lapse.On.IsZero() {
		text += "至" + dueText(lapse) + "仍未提交的，可以作出不予许可（登记）的决定。"
	}
	return text
}

// limits is the table of days, fee, progress and result.
func (w *writer) limits(d *Document) {
	d.facts(
		Pair{"受理日期", day(w.c.AcceptedOn)},
		Pair{"法定办结期限", w.limit(w.Item.Statutory.Period, casework.StatutoryClock)},
		Pair{"承诺办结期限", w.limit(w.Item.Promised.Period, casework.PromisedClock)},
		Pair{"不计入期限的程序", w.excluded()},
		Pair{"收费", feeText(w.Item)},
		Pair{"办理结果", w.Item.Result.Name},
		Pair{"结果领取", w.handOver()},
		Pair{"查询密码", w.c.Query},
	)
	d.text("凭办件编号和查询密码可以查询办理进度。")
}

// limit is a limit with its last day, when it has begun.
func (w *writer) limit(p period.Period, name casework.ClockName) string {
	if due, ok := w.clock(name); ok {
		return span(p) + "，至" + dueText(due) + "止"
	}
	return cmp.Or(span(p), "无")
}

// excluded names the procedures of Article 45 that this case may need.
func (w *writer) excluded() string {
	var names []string
	for _, s := range w.Item.Procedure.Steps {
		for _, k := range s.Special {
			if !strings.Contains(strings.Join(names, "、"), specialName[k]) {
				names = append(names, specialName[k])
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "依法需要" + strings.Join(names, "、") + "的，所需时间不计算在期限内，并另行书面告知"
}

// feeText is what it costs by the item's sheet (许可法58, 59).
func feeText(item *catalog.Item) string {
	fee := item.Sheet.Fee
	if !fee.Charged {
		return "不收费"
	}
	var lines []string
	for _, f := range fee.Items {
		lines = append(lines, fmt.Sprintf("%s：%s（依据：%s）", f.Name, f.Standard, f.Basis))
	}
	return strings.Join(lines, "；")
}

// handOver is where the result can be fetched.
func (w *writer) handOver() string {
	at := w.unit(w.c.AcceptUnit).Name
	if centre, ok := w.Dir.CentreOf(w.c.AcceptUnit, w.on); ok {
		at = centre.Name
	}
	text := "凭有效身份证件到" + at + "领取"
	if w.Item.Sheet.Courier {
		text += "，也可以选择邮寄送达"
	}
	return text
}

// acceptancePending (容缺受理) is the notice of acceptance with the notice of what is missing
// (浙2018 A11(2)).
func acceptancePending(w *writer) {
	acceptance(w)
	a := act[casework.AcceptPending](w)
	d := w.new(PendingNotice)
	d.text(w.applied() + "，主要申请材料齐全且符合法定形式，欠缺下列可以容缺的材料，本机关先予受理：")
	var missing []string
	for _, code := range a.Missing {
		missing = append(missing, w.material(code, Zh))
	}
	d.list(missing)
	due, _ := w.clock(casework.PendingClock)
	d.text("请最迟于" + dueText(due) + "（" + span(a.Limit) + "内）补交上述材料。逾期未补交或者补交的材料不符合要求的，本机关可以撤销受理；材料补齐前不作出准予的决定。")
	d.text("依据：" + w.law("", "第十一条第二款") + "。")
	d.heading("申请人承诺")
	d.text("本人（单位）已知悉欠缺的材料、补交期限和逾期后果，承诺按期补交。")
	d.sign(Pair{"承诺人", a.Promise}, Pair{"签名", ""}, Pair{"日期", day(w.on)})
}

// acceptanceRevoked (撤销受理决定书) takes back an acceptance with pending materials.
func acceptanceRevoked(w *writer) {
	a := act[casework.RevokeAcceptance](w)
	d := w.new(AcceptanceRevoked)
	why := "承诺补交的材料至" + day(w.pendingDue().On) + "期限届满仍未补交"
	if a.Ground == casework.PendingUnfit {
		why = "补交的材料不符合要求"
	}
	d.text(w.applied() + "，本机关于" + day(w.c.Pending.On) + "容缺受理" + numbered(w.last(PendingNotice)) + "。经查，" + why + "。理由如下：")
	d.text(a.Reason)
	d.text("依据" + w.law("", "第十一条第二款") + "，决定撤销受理。材料齐备后可以重新申请。")
	d.Remedies = w.remedies()
}

// pendingDue is the last day for what a 容缺受理 left open.
func (w *writer) pendingDue() period.Due {
	due, _ := w.clock(casework.PendingClock)
	return due
}

// numbered puts a number in brackets, when it is known.
func numbered(n string) string {
	if n == "" {
		return ""
	}
	return "（" + n + "）"
}

// deemed is the notice of an acceptance that time made (许可法32(4)).
func deemed(w *writer) {
	d := w.new(Acceptance)
	d.text(w.applied() + "，本机关未在法定期限内告知需要补正的全部内容。依照" + w.law("第三十二条第一款第四项", "") + "，自" + day(w.c.AcceptedOn) + "起即为受理。")
	if t := w.originalsText(); t != "" {
		d.text(t)
	}
	w.limits(d)
	acceptanceEN(w, d)
}
