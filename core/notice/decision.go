package notice

import (
	"cmp"
	"fmt"

	"yimen/core/casework"
)

// grant (准予决定书) is the written decision in favour (许可法38, 39).
func grant(w *writer) {
	a := act[casework.Grant](w)
	d := w.new(Grant)
	w.titled(d, "准予")
	d.text(w.applied() + "，本机关于" + day(w.c.AcceptedOn) + "受理" + numbered(w.last(Acceptance)) + "。" + w.regarding() + "经审查，申请符合法定条件、标准，依据" + w.aboutLaw("第三十八条第一款") + w.also() + "，决定准予" + w.asked() + matter(w.Item) + "。")
	d.facts(
		Pair{"准予的内容和范围", a.Content},
		Pair{"条件", a.Conditions},
		Pair{"名额", place(w, a.Place)},
		Pair{"有效期", validity(a)},
		Pair{"证件（文书）", w.Item.Result.Name},
		Pair{"领取方式", w.handOver()},
	)
	d.text("本机关自作出决定之日起" + span(w.Rules.DeliverWithin) + "内颁发、送达" + cmp.Or(w.Item.Result.Name, "本决定") + "。")
	decisionEN(w, d, true)
}

// also adds the item's own basis behind the law of the procedure.
func (w *writer) also() string {
	if own := w.basis(); licence(w.Item) && own != "有关规定" {
		return "和" + own
	}
	return ""
}

func validity(a casework.Grant) string {
	if a.Until.IsZero() {
		return ""
	}
	return "至" + day(a.Until) + "止"
}

// warning is what a denial for false material adds (许可法78).
func warning(f casework.Falsehood) string {
	if f.Warned {
		return "，并依据" + licensingLaw + "第七十八条给予警告"
	}
	return ""
}

// denial (不予许可决定书) gives facts, reasons, provisions and the remedies (许可法38(2)).
func denial(w *writer) {
	a := act[casework.Deny](w)
	d := w.new(Denial)
	w.titled(d, "不予")
	d.text(w.applied() + "，本机关于" + day(w.c.AcceptedOn) + "受理" + numbered(w.last(Acceptance)) + "。" + w.regarding() + examined(a) + "事实和理由如下：")
	d.text(a.Reasons)
	d.text("依据" + both(a.Article, w.aboutLaw("第三十八条第二款")) + "，决定不予" + w.asked() + matter(w.Item) + warning(a.Falsehood) + "。" + barText(a.Falsehood))
	d.Remedies = w.remedies()
	decisionEN(w, d, false)
}

// examined is the outcome: a limited number that is used up says nothing against the application.
func examined(a casework.Deny) string {
	if a.Ground == casework.NoPlaceLeft {
		return "该许可有数量限制，名额已按照受理申请的先后顺序全部给出（《中华人民共和国行政许可法》第五十七条）。"
	}
	return "经审查，申请不符合法定条件、标准。"
}

// place is which of a limited number is given (许可法57).
func place(w *writer, n int) string {
	if n == 0 || w.Item.Quota == nil {
		return ""
	}
	return fmt.Sprintf("第%d个（限%d个，按受理的先后顺序）", n, w.Item.Quota.Places)
}
