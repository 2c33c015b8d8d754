package notice

import (
	"fmt"

	"yimen/core/casework"
)

// supplementNotice (补正告知书) tells everything that is to be mended, once (许可法32(4)).
func supplementNotice(w *writer) {
	d := w.new(SupplementNotice)
	ask := w.c.Ask
	due, _ := w.clock(casework.SupplementClock)
	d.text(fmt.Sprintf("%s，经审查，申请材料不齐全或者不符合法定形式，现一次性告知需要补正的全部内容（第%d次告知）：", w.applied(), ask.Nth+1))
	d.table("", []string{"序号", "材料", "存在的问题", "受理标准"}, w.defects(ask.Defects))
	if ask.Because != "" {
		d.text("首次告知时无法知悉上述内容的原因：" + ask.Because)
	}
	consequence := "邮寄的，期满前交邮并告知邮件号的不算逾期；逾期不补正的，视为撤回申请；"
	if !w.Rules.LapseEnds {
		consequence = ""
	}
	d.text("请最迟于" + dueText(due) + "（" + span(ask.Limit) + "内）一次性补齐。" + consequence + "补正后仍不符合要求的，不予受理。按照要求提交全部补正材料的，自材料收齐之日起受理。")
	d.facts(Pair{"收到申请日期", day(w.c.ReceivedOn)}, Pair{"告知日期", day(w.on)}, Pair{"经办人", w.staffName()})
	d.text("依据：" + w.law("第三十二条第一款第四项", "第十一条第三款") + "。")
}

// defects are the rows of the list, each with the standard the item sets for the material.
func (w *writer) defects(list []casework.Defect) [][]string {
	var rows [][]string
	for i, d := range list {
		standard := ""
		for _, m := range w.Item.Materials {
			if m.Code == d.Material {
				standard = m.Standard
			}
		}
		rows = append(rows, []string{fmt.Sprint(i + 1), w.material(d.Material, Zh), d.What, standard})
	}
	return rows
}

// noLicence (不受理告知书) is information, no decision: nothing is refused (许可法32(1)).
func noLicence(w *writer) {
	a := act[casework.TellNoLicence](w)
	d := w.new(NoLicence)
	d.text(w.applied() + "，经审查，该事项依法不需要取得行政许可，本机关不予受理，特此告知。")
	d.text("理由：" + a.Reason)
	d.text("依据：" + w.law("第三十二条第一款第一项", "") + "。申请材料随本告知书退回。")
}

// notAccepted (不予受理决定书) ends an application before it is examined; outside its power
// the body names the competent one (许可法32(2)).
func notAccepted(w *writer) {
	a := act[casework.RefuseAcceptance](w)
	d := w.new(NotAccepted)
	if a.Ground == casework.FalseMaterial {
		d.text(w.applied() + "，经审查，申请人隐瞒有关情况或者提供虚假材料。事实如下：")
		d.text(a.Reason)
		d.text("依据" + w.law("第七十八条", "") + "，决定不予受理，并给予警告。" + barText(a.Falsehood))
	} else if a.Ground == casework.NotOurPower {
		d.text(w.applied() + "，经审查，申请事项依法不属于本机关职权范围。理由如下：")
		d.text(a.Reason)
		d.text("依据"+w.law("第三十二条第一款第二项", "")+"，决定不予受理。", "请向有权机关申请："+a.Competent+"。")
	} else {
		d.text(w.applied() + "，经一次性告知补正" + numbered(w.last(SupplementNotice)) + "后，申请材料仍不符合要求。理由如下：")
		d.text(a.Reason)
		d.text("依据" + w.law("第三十二条", "第十一条第三款") + "，决定不予受理。材料齐备后可以重新申请。")
	}
	d.Remedies = w.remedies()
}

// barText says until when nothing may be applied for again (许可法78).
func barText(f casework.Falsehood) string {
	if f.Until.IsZero() {
		return ""
	}
	return "该事项直接关系公共安全、人身健康、生命财产安全，申请人在一年内（至" + day(f.Until) + "）不得再次申请该许可。"
}
