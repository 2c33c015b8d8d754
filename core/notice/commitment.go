package notice

import (
	"yimen/core/casework"
)

// acceptanceCommitted (告知承诺受理) is the notice of acceptance with the 告知承诺书: what the law
// asks for, which materials the word replaces, what follows when it is not kept (浙2018 A14).
func acceptanceCommitted(w *writer) {
	acceptance(w)
	a := act[casework.AcceptCommitted](w)
	d := w.new(Commitment)
	d.text(w.applied() + "，本机关告知如下：")
	d.heading("办理条件")
	var conditions, replaced []string
	for _, c := range w.Item.Sheet.Conditions {
		conditions = append(conditions, c.ZH)
	}
	if len(conditions) == 0 {
		conditions = []string{w.basis()}
	}
	d.list(conditions)
	d.heading("以承诺代替的材料")
	for _, code := range a.Replaced {
		text := w.material(code, Zh)
		for _, m := range w.Item.Materials {
			if m.Code == code && m.Standard != "" {
				text += "：" + m.Standard
			}
		}
		replaced = append(replaced, text)
	}
	d.list(replaced)
	d.heading("核查和后果")
	d.text("本机关当场作出决定，并自作出决定之日起" + span(w.Rules.InspectWithin) + "内核查承诺内容。不符合条件的，责令限期整改；承诺不实或者逾期不整改、整改后仍不符合条件的，撤销决定，并记入信用档案。")
	d.text("依据：" + w.law("", "第十四条") + "。")
	d.heading("申请人承诺")
	d.text("本人（单位）已知悉上述告知内容，承诺符合办理条件，上述材料所证明的内容属实，愿意接受核查并承担不实承诺的后果。")
	d.sign(Pair{"承诺人", a.Signer}, Pair{"签名", ""}, Pair{"日期", day(w.on)})
}

// inspection (承诺核查记录) is the record of a look at whether the word is kept; what can be put
// right is told with its limit.
func inspection(w *writer) {
	a := act[casework.InspectCommitment](w)
	d := w.new(Inspection)
	results := map[casework.Finding]string{casework.CommitKept: "承诺属实，符合条件", casework.Rectify: "不符合条件，责令限期整改", casework.CommitBroken: "承诺不实，或者整改后仍不符合条件"}
	pairs := []Pair{{"核查日期", day(w.on)}}
	for _, p := range a.Checkers {
		name := p.No
		if s, ok := w.Dir.StaffByNo(p.No); ok {
			name = s.Name
		}
		pairs = append(pairs, Pair{"核查人", name + "（执法证号" + p.Cert + "）"})
	}
	d.facts(append(pairs, Pair{"核查情况", a.Findings}, Pair{"结论", results[a.Result]})...)
	if a.Result != casework.Rectify {
		return
	}
	n := w.new(Rectification)
	due, _ := w.clock(casework.RectifyClock)
	n.text("经核查，" + w.applied() + "时承诺的内容与实际不符：")
	n.text(a.Findings)
	n.text("请最迟于" + dueText(due) + "（" + span(a.Limit) + "内）整改。逾期不整改或者整改后仍不符合条件的，本机关将撤销准予的决定，并记入信用档案。依据：" + w.law("", "第十四条") + "。")
}

// commitmentRevoked (撤销决定书) takes back what was granted on a commitment.
func commitmentRevoked(w *writer) {
	a := act[casework.RevokeCommitted](w)
	d := w.new(CommitmentRevoked)
	d.text(w.applied() + "，本机关依据其承诺于" + day(w.c.Decision.On) + "准予" + numbered(w.last(Grant)) + "。经核查，承诺未得到履行。事实和理由如下：")
	d.text(a.Reasons)
	d.text("陈述申辩情况：" + a.Heard)
	d.text("依据" + both(a.Article, w.law("", "第十四条")) + "，决定撤销上述决定。撤销前取得的证件、文书自本决定送达之日起失效。")
	d.text("信用记录：" + a.Credit)
	d.Remedies = w.remedies()
}
