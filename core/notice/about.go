package notice

import (
	"strings"

	"yimen/core/casework"
)

// asked is the word before 行政许可 for an application about a licence that there is: 变更, 延续.
func (w *writer) asked() string {
	switch a := w.c.About; {
	case a == nil:
		return ""
	case a.Kind == casework.Renew:
		return "延续"
	default:
		return "变更"
	}
}

// titled writes it into the title of a decision.
func (w *writer) titled(d *Document, verb string) {
	d.Title = strings.Replace(d.Title, verb, verb+w.asked(), 1)
}

// regarding names the licence that is to be changed or renewed.
func (w *writer) regarding() string {
	a := w.c.About
	if a == nil {
		return ""
	}
	until := ""
	if !a.Until.IsZero() {
		until = "（有效期至" + day(a.Until) + "）"
	}
	return "该申请涉及《" + w.Item.Result.Name + "》" + a.No + until + "。"
}

// aboutLaw is the provision of a decision, with the article on changes or renewals before it.
func (w *writer) aboutLaw(article string) string {
	switch a := w.c.About; {
	case a == nil:
		return w.law(article, "")
	case a.Kind == casework.Renew:
		return w.law("第五十条第二款、"+article, "")
	default:
		return w.law("第四十九条、"+article, "")
	}
}

// deemedRenewal (视为准予延续告知书) tells the holder that his licence is renewed, for nobody
// decided before it ended.
func deemedRenewal(w *writer) {
	a := act[casework.Tick](w)
	d := w.new(DeemedRenewal)
	d.text(w.applied() + "，本机关于" + day(w.c.AcceptedOn) + "受理" + numbered(w.last(Acceptance)) + "。" + w.regarding())
	d.text("至" + day(a.On) + "该证件有效期届满，本机关没有作出是否准予延续的决定。依据" + w.law("第五十条第二款", "") + "，视为准予延续。")
	d.facts(Pair{"延续后的有效期", "至" + day(a.Until) + "止"}, Pair{"证件", w.Item.Result.Name}, Pair{"领取方式", w.handOver()})
	d.text("本机关自" + day(w.c.Decision.On) + "起" + span(w.Rules.DeliverWithin) + "内颁发、送达新的证件。未能按期作出决定，特此致歉。")
}
