package casework

import (
	"cmp"
	"encoding/json"
	"strconv"

	"yimen/core/org"
	"yimen/core/period"
)

// RequestSupplement (补正告知) tells the applicant once, on the spot or within five
// working days, everything that is to be mended (许可法32(4)). A second notice is refused
// (许可法72(4)), unless it says what the first could not know, or a supervisor allowed it.
type RequestSupplement struct {
	Defects []Defect      `json:"d"`
	Limit   period.Period `json:"lim"`         // time to answer
	Because string        `json:"b,omitempty"` // of a second notice: what could not be known at the first
}

// Act names the act.
func (RequestSupplement) Act() org.Act { return org.RequestSupplement }

func (a RequestSupplement) decide(c Case, env Env) (Command, error) {
	var v Invalid
	if c.Ask == nil {
		a.Because = ""
	} else {
		v.need(c.MayAsk || !blank(a.Because), "because", "askedBefore", "许可法32(4)、72(4)", c.Ask.On.String())
		v.short(a.Because, "because", maxText)
	}
	v.need(len(a.Defects) > 0, "defects", "defectsMissing", "许可法32(4)")
	for i, d := range a.Defects {
		field := "defects." + strconv.Itoa(i)
		v.need(d.Material == "form" || materialOf(env.Item, d.Material) != nil, field, "materialUnknown", "许可法32(4)", d.Material)
		v.text(d.What, field, "许可法32(4)")
	}
	v.need(!a.Limit.IsZero() && a.Limit.N > 0, "limit", "limitMissing", "浙2018 A11")
	due := env.Cal.Due(period.Clock{From: env.today(), Limit: a.Limit})
	most := env.Cal.Due(period.Clock{From: env.today(), Limit: env.Rules.MaxSupplement})
	v.need(due.On <= most.On, "limit", "limitTooLong", "浙2018 A11", env.Rules.MaxSupplement.String())
	return a, v.err()
}

func (a RequestSupplement) apply(c *Case, f Fact) {
	nth := 0
	if c.Ask != nil {
		nth = c.Ask.Nth + 1
	}
	c.Ask = &Ask{On: f.At.Date(), Defects: a.Defects, Limit: a.Limit, Open: true, Nth: nth, Because: a.Because}
	c.StepOn, c.MayAsk = f.At.Date(), false
}

// Supplement (补正) hands in what the notice asked for: all of it, in one go. The applicant
// does it online; papers that he brings or posts are taken in by the acceptance post, for no
// way of applying may be cut off (浙2018 A6, A8). The day the last material comes in becomes
// the day of acceptance.
type Supplement struct {
	Materials []Given         `json:"mat"`
	Form      json.RawMessage `json:"-"` // a corrected form, nil when it stays
	FormSum   string          `json:"form,omitempty"`
	On        period.Date     `json:"on,omitempty"`   // day it arrived, zero = today; only staff may date it back
	Terminal  string          `json:"term,omitempty"` // 终端编号, where the applicant handed it in at a self-service point
}

// Act names the act.
func (Supplement) Act() org.Act { return org.Supplement }

func (a Supplement) decide(c Case, env Env) (Command, error) {
	if p := c.Ask.Posted; p != nil && env.today() > p.Last && env.Actor.Kind != org.ByStaff {
		return nil, Refusal{"postedOnly", transitRule, []string{p.Last.String()}}
	}
	var v Invalid
	v.given(a.Materials, env)
	a.Materials = env.showing(a.Materials)
	v.need(len(a.Form) <= maxForm, "form", "tooLarge", "", strconv.Itoa(maxForm>>10))
	for _, d := range c.Ask.Defects {
		came := has(a.Materials, d.Material) || d.Material == "form" && len(a.Form) > 0
		v.need(came, "material."+d.Material, "supplementMissing", "许可法32(4)", d.What)
	}
	if a.On.IsZero() || env.Actor.Kind != org.ByStaff {
		a.On = env.today()
	}
	a.Terminal = env.at(a.Terminal)
	v.need(a.On <= env.today(), "receivedOn", "dayInFuture", "许可法32(4)", env.today().String())
	v.need(a.On >= c.Ask.On, "receivedOn", "dayTooEarly", "许可法32(4)", c.Ask.On.String())
	a.FormSum = "" // the sum is of the form that came, never what a caller says
	if len(a.Form) > 0 {
		a.FormSum = FormSum(a.Form)
	}
	return a, v.err()
}

func (a Supplement) apply(c *Case, f Fact) {
	c.hand(a.Materials)
	if a.FormSum != "" {
		c.FormSum = a.FormSum
	}
	c.Ask.Open = false
	c.SupplementedOn, c.StepOn = cmp.Or(a.On, f.At.Date()), f.At.Date()
}

// at is the terminal (自助终端) at which the applicant stands; staff stand at none.
func (e Env) at(terminal string) string {
	if e.Actor.Kind == org.ByStaff {
		return ""
	}
	return terminal
}
