package casework

import "yimen/core/org"

// Ground (不予受理理由) is why an application is not accepted.
type Ground string

// The grounds of Article 32. That no licence is needed is none: see TellNoLicence.
const (
	NotOurPower Ground = "jurisdiction" // 不属于本机关职权范围（32(2)）
	StillUnfit  Ground = "stillUnfit"   // 补正后仍不符合（浙2018 A11(3)）

	FalseMaterial Ground = "falseMaterial" // 隐瞒有关情况或者提供虚假材料（78）
)

// RefuseAcceptance (不予受理) ends an application before it is examined. Outside one's own
// power the competent body must be named (许可法32(2)).
type RefuseAcceptance struct {
	Ground    Ground `json:"g"`
	Reason    string `json:"t"`
	Competent string `json:"c,omitempty"` // the body to turn to, for NotOurPower
	Falsehood        // filled in by decide, for FalseMaterial
}

// Act names the act.
func (RefuseAcceptance) Act() org.Act { return org.RefuseAcceptance }

func (a RefuseAcceptance) decide(c Case, env Env) (Command, error) {
	var v Invalid
	v.need(a.Ground == NotOurPower || a.Ground == StillUnfit || a.Ground == FalseMaterial,
		"ground", "choose", "许可法32")
	v.text(a.Reason, "reason", "许可法32(5)")
	v.need(a.Ground != NotOurPower || !blank(a.Competent), "competent", "competentMissing", "许可法32(2)")
	v.short(a.Competent, "competent", maxName)
	v.need(a.Ground != StillUnfit || !c.SupplementedOn.IsZero(), "ground", "notAskedYet", "许可法32(4)")
	if a.Falsehood = (Falsehood{}); a.Ground == FalseMaterial {
		a.Falsehood = v.falsehood(env)
	}
	return a, v.err()
}

func (a RefuseAcceptance) apply(c *Case, f Fact) {
	c.Ended, c.EndedOn = NotAccepted, f.At.Date()
	c.found(a.Falsehood)
}
