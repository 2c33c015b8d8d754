package casework

import (
	"encoding/json"
	"slices"
	"strconv"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// CorrectOnSpot (当场更正) mends errors in the papers while the applicant is there: he must be
// allowed to (许可法32(3)), and signs and dates the correction (公司登记管理条例51). It is no
// supplement: nothing is told, no day is moved, the limit of acceptance runs on.
type CorrectOnSpot struct {
	Corrections []Correction    `json:"c"`
	Signer      string          `json:"w"`  // 更正人, who signed: the applicant, or who acts for him
	SignedOn    period.Date     `json:"on"` // day of the signature, zero = today
	Form        json.RawMessage `json:"-"`  // the form as corrected; needed when a line of it is
	FormSum     string          `json:"form,omitempty"`
}

// Correction (更正) is one wrong entry with what stands there now.
type Correction struct {
	Where  string `json:"f"` // name of a line of the form, or code of a material
	Before string `json:"b,omitempty"`
	After  string `json:"a"`
}

// Corrected (更正记录) is what was mended at one time.
type Corrected struct {
	On     period.Date  `json:"on"`
	Signer string       `json:"w"`
	What   []Correction `json:"c"`
}

// Act names the act.
func (CorrectOnSpot) Act() org.Act { return org.CorrectOnSpot }

func (a CorrectOnSpot) decide(c Case, env Env) (Command, error) {
	const rule = "许可法32(3)、公司登记条例51"
	if a.SignedOn.IsZero() {
		a.SignedOn = env.today()
	}
	var v Invalid
	v.need(len(a.Corrections) > 0, "corrections", "correctionsMissing", rule)
	v.need(len(a.Corrections) <= 200, "corrections", "tooMany", "", "200")
	onForm := false
	for i, one := range a.Corrections {
		field := "corrections." + strconv.Itoa(i)
		line := isLine(env.Item, one.Where)
		onForm = onForm || line
		v.need(line || materialOf(env.Item, one.Where) != nil, field, "placeUnknown", rule, one.Where)
		v.text(one.After, field, rule)
		v.short(one.Before, field, maxText)
		v.need(one.Before != one.After || blank(one.After), field, "sameValue", rule)
	}
	v.need(!blank(a.Signer), "signer", "required", rule)
	v.short(a.Signer, "signer", maxName)
	v.need(a.SignedOn <= env.today(), "signedOn", "dayInFuture", rule, env.today().String())
	v.need(a.SignedOn >= c.ReceivedOn, "signedOn", "dayTooEarly", rule, c.ReceivedOn.String())
	v.need(!onForm || len(a.Form) > 0, "form", "required", rule)
	v.need(len(a.Form) <= maxForm, "form", "tooLarge", "", strconv.Itoa(maxForm>>10))
	a.FormSum = ""
	if len(a.Form) > 0 {
		a.FormSum = FormSum(a.Form)
	}
	return a, v.err()
}

// isLine tells whether the item's form has a line of this name.
func isLine(item *catalog.Item, name string) bool {
	lines, _ := catalog.Fields(item.Form) // a form that can't be read has no lines
	return slices.ContainsFunc(lines, func(f catalog.Field) bool { return f.Name == name })
}

func (a CorrectOnSpot) apply(c *Case, _ Fact) {
	c.Corrections = append(c.Corrections, Corrected{On: a.SignedOn, Signer: a.Signer, What: a.Corrections})
	if a.FormSum != "" {
		c.FormSum = a.FormSum
	}
}
