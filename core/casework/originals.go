package casework

import (
	"cmp"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// ReceiveOriginals (收到原件) notes that the originals of what came by fax or e-mail are here
// (公司登记管理条例50–54, 个体工商户登记管理办法; the notice, chart 1). Where the item says so the
// decision's limit runs from this day. Originals that differ from what was sent don't count.
type ReceiveOriginals struct {
	On      period.Date `json:"on"`          // day they came, zero = today
	Differs string      `json:"t,omitempty"` // 与传真、电子邮件不一致之处; empty = they agree
}

// Act names the act.
func (ReceiveOriginals) Act() org.Act { return org.ReceiveOriginals }

func (a ReceiveOriginals) decide(c Case, env Env) (Command, error) {
	const rule = "公司登记条例53、令56号"
	if !c.AwaitsOriginals(env.Item) {
		return nil, Refusal{"noOriginals", rule, nil}
	}
	a.On = cmp.Or(a.On, env.today())
	var v Invalid
	v.need(a.On <= env.today(), "receivedOn", "dayInFuture", rule, env.today().String())
	v.need(a.On >= c.ReceivedOn, "receivedOn", "dayTooEarly", rule, c.ReceivedOn.String())
	v.short(a.Differs, "differs", maxText)
	return a, v.err()
}

func (a ReceiveOriginals) apply(c *Case, f Fact) {
	if blank(a.Differs) {
		c.OriginalsOn = a.On
	}
	if c.State() != Received {
		c.StepOn = max(c.StepOn, a.On) // the post could not go on without them
		for i, p := range c.Parts {
			if c.waitsFor(p) {
				c.Parts[i].Since = max(p.Since, a.On)
			}
		}
	}
}

// AwaitsOriginals tells whether the originals of a fax or e-mail are still to come.
func (c Case) AwaitsOriginals(item *catalog.Item) bool {
	return c.Channel.Remote() && !item.Procedure.OriginalsDue.Period.IsZero() && c.OriginalsOn.IsZero()
}

// waitsForOriginals tells whether the decision's limit has not begun for want of them.
func (c Case) waitsForOriginals(item *catalog.Item) bool {
	return c.AwaitsOriginals(item) && item.Procedure.ClockStart == catalog.FromOriginals
}

// decisionFrom is the day on which the decision's limit begins; zero before.
func (c Case) decisionFrom(item *catalog.Item) period.Date {
	switch {
	case c.waitsForOriginals(item):
		return 0
	case item.Procedure.ClockStart == catalog.FromOriginals && c.Channel.Remote():
		return max(c.AcceptedOn, c.OriginalsOn)
	}
	return c.AcceptedOn
}

// noticedOn is the day of the notice of acceptance 受理通知书.
func (c Case) noticedOn() period.Date { return cmp.Or(c.NoticedOn, c.AcceptedOn) }

// originalsClock is the applicant's time to send them.
func (c Case) originalsClock(item *catalog.Item) period.Clock {
	l := item.Procedure.OriginalsDue
	return c.keep(OriginalsClock, "", period.Clock{From: c.noticedOn(), Limit: l.Period, Basis: l.Basis})
}

// OriginalsLapse is the last day before a denial may rest on their absence; zero when it
// never may.
func (c Case) OriginalsLapse(item *catalog.Item, cal *period.Calendar) period.Due {
	l := item.Procedure.OriginalsLapse
	return cal.Due(period.Clock{From: c.noticedOn(), Limit: l.Period, Basis: l.Basis})
}
