package casework

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Filing (申请内容) is what an applicant hands in, or a clerk for him: who, where, the
// form and the materials.
type Filing struct {
	Channel    catalog.Channel `json:"ch"`
	Terminal   string          `json:"term,omitempty"` // 终端编号, of what comes in at a self-service point
	Applicant  Party           `json:"who"`
	Agent      *Party          `json:"agent,omitempty"`
	Delivery   *Delivery       `json:"del,omitempty"`
	AcceptUnit string          `json:"accU"`
	Materials  []Given         `json:"mat,omitempty"`
	About      *About          `json:"abt,omitempty"`
	Form       json.RawMessage `json:"-"` // kept in its own table
	FormSum    string          `json:"form"`
	Item       string          `json:"item"`  // filled in by decide
	Version    int             `json:"itemV"` // filled in by decide
}

func (f Filing) filing() Filing { return f }

// sealed returns the filing with the item's version and the form's sum written in.
func (f Filing) sealed(env Env) Filing {
	f.Item, f.Version = env.Item.Code, env.Item.Version
	f.FormSum = FormSum(f.Form)
	f.Materials = env.showing(f.Materials)
	f.Applicant.ID = catalog.NormalNumber(f.Applicant.ID)
	f.About = f.About.found(env)
	if !f.Applicant.overridden(env) {
		f.Applicant.Why = "" // nothing needed a reason
	}
	return f
}

// FormSum is the SHA-256 of a form's bytes in hex: the fact's hold on the form.
func FormSum(form []byte) string {
	sum := sha256.Sum256(form)
	return hex.EncodeToString(sum[:])
}

// fold writes the filing into the case.
func (f Filing) fold(c *Case) {
	c.Item, c.ItemVersion = f.Item, f.Version
	c.Channel, c.Terminal, c.Applicant, c.Agent, c.Delivery = f.Channel, f.Terminal, f.Applicant, f.Agent, f.Delivery
	c.AcceptUnit, c.Materials, c.FormSum = f.AcceptUnit, f.Materials, f.FormSum
	c.About = f.About
}

// maxForm is the largest form in bytes.
const maxForm = 256 << 10

// check finds what is wrong with a filing whoever hands it in.
func (f Filing) check(env Env) Invalid {
	var v Invalid
	v.party(f.Applicant, "applicant.", env)
	if f.Agent != nil {
		v.party(*f.Agent, "agent.", env)
	}
	v.need(f.Agent != nil || f.Channel != catalog.ByAgent, "agent.name", "required", "许可法29") // 代办: somebody acts for him, and is named
	v = append(v, f.Delivery.Check()...)
	v.need(slices.Contains(env.Item.Channels, f.Channel), "channel", "channelNotOffered", "许可法29")
	v.need((f.Terminal != "") == (f.Channel == catalog.AtKiosk), "channel", "terminalNamed", "通知二(四)2")
	v.need(len(f.Form) <= maxForm, "form", "tooLarge", "", strconv.Itoa(maxForm>>10))
	v.need(env.Item.InForce(env.today()), "item", "itemNotInForce", "许可法30", env.Item.From.String(), env.Item.To.String())
	unit, ok := env.Dir.Unit(f.AcceptUnit, env.today())
	v.need(ok, "acceptUnit", "unitUnknown", "许可法30", f.AcceptUnit)
	v.need(!ok || slices.Contains(env.Item.AcceptAt, unit.Level), "acceptUnit", "unitDoesNotAccept", "许可法30", unit.Name)
	v.given(f.Materials, env)
	for _, g := range f.Materials {
		v.need(g.How != Original || !f.Channel.Remote(), "material."+g.Code, "remoteOriginal", "许可法29")
	}
	v.about(f, env)
	v.need(env.Bar.Until < env.today(), "applicant.id", "barred", env.Bar.Rule, env.Bar.Until.String())
	return v
}

// party checks name, document and telephone of a person or body.
func (v *Invalid) party(p Party, at string, env Env) {
	v.need(!blank(p.Name), at+"name", "required", "许可法29")
	v.short(p.Name, at+"name", 100)
	v.short(p.Holder, at+"holder", 100)
	v.short(p.Why, at+"why", maxText)
	if !p.overridden(env) {
		v.code(p.ID, at+"id", CheckDocument(p.IDType, p.ID), "GB 11643、GB 32100")
	}
	v.code(p.Phone, at+"phone", catalog.CheckPhone(p.Phone), "")
}

// overridden tells that a clerk takes a credit code though its last character does not fit:
// some genuine early codes fail the check (rules §3.3). He has seen the certificate and says
// why; an applicant can't say it for himself, and no other fault can be overridden.
func (p Party) overridden(env Env) bool {
	return env.Actor.Kind == org.ByStaff && p.IDType == CreditCode && !blank(p.Why) && CheckDocument(p.IDType, p.ID) == catalog.BadCreditCheck
}

// code adds the code that a check gave; an empty value is missing.
func (v *Invalid) code(value, field, code, rule string) {
	if value == "" {
		code = "required"
	}
	v.need(code == "", field, code, rule)
}

// Documents (证件类型) by GA/T 2000.156, and the social credit code of bodies.
const (
	ResidentID = "111"  // 居民身份证
	Passport   = "414"  // 护照
	CreditCode = "uscc" // 统一社会信用代码
)

// CheckDocument checks the number of a document by the rule of its type. Types without a
// published rule are held to a length only.
func CheckDocument(kind, number string) string {
	switch kind {
	case ResidentID:
		return catalog.CheckResidentID(number)
	case CreditCode:
		return catalog.CheckCreditCode(number)
	case Passport, "511", "516", "553":
		if len(number) < 5 || len(number) > 30 {
			return "documentWrong"
		}
		return ""
	}
	return "documentKind"
}

// given checks that every material is one of the item's and comes in one of its forms.
func (v *Invalid) given(list []Given, env Env) {
	seen := map[string]bool{}
	for _, g := range list {
		field := "material." + g.Code
		v.need(materialOf(env.Item, g.Code) != nil, field, "materialUnknown", "许可法31", g.Code)
		v.need(!seen[g.Code], field, "materialTwice", "")
		if g.How == Registered {
			v.licence(g, field, env)
		} else {
			v.need(g.How == Original || g.How == Copy || (g.How == Upload && len(g.Files) > 0), field, "fileMissing", "许可法29")
		}
		v.instead(g, field, env)
		seen[g.Code] = true
	}
}

// instead (其他证明代替): where somebody can't bring a material that a statute asks for, other proof may
// take its place, and it is put on record which, and why (浙2018 A9). Whether it proves the same is for
// the body to judge: who accepts takes it, else he tells the applicant what is missing. Neither the
// application itself nor a licence of the register, which is the material, has a substitute.
func (v *Invalid) instead(g Given, field string, env Env) {
	v.short(g.Instead, field, maxText)
	v.need(g.Instead == "" || g.How != Registered && !env.Item.MadeOfForm(g.Code), field, "insteadNotHere", "浙2018 A9")
}

// lacking lists the materials of a necessity that are not in the list.
func lacking(list []Given, item *catalog.Item, n catalog.Necessity) []catalog.Material {
	var out []catalog.Material
	for _, m := range item.Materials {
		if m.Necessity == n && !has(list, m.Code) {
			out = append(out, m)
		}
	}
	return out
}

func has(list []Given, code string) bool {
	return slices.ContainsFunc(list, func(g Given) bool { return g.Code == code })
}

// hand puts materials into the file; one that was there before is replaced.
func (c *Case) hand(list []Given) {
	for _, g := range list {
		c.Materials = slices.DeleteFunc(c.Materials, func(old Given) bool { return old.Code == g.Code })
		c.Materials = append(c.Materials, g)
	}
}

func materialName(item *catalog.Item, code string) string {
	if m := materialOf(item, code); m != nil {
		return m.Name
	}
	return code
}

func materialOf(item *catalog.Item, code string) *catalog.Material {
	for i := range item.Materials {
		if item.Materials[i].Code == code {
			return &item.Materials[i]
		}
	}
	return nil
}

// road finds the unit of every step, and of every body beside it, for a case accepted at the
// given unit and received on a day.
func road(item *catalog.Item, acceptUnit string, on period.Date, env Env) (e entry, err error) {
	find := func(name string, rule catalog.UnitRule) string {
		u, fault := env.Dir.Resolve(string(rule), acceptUnit, env.today())
		if fault != nil && err == nil {
			err = Refusal{"noUnitForStep", "许可法30", []string{name, string(rule)}}
		}
		return u.Code
	}
	e.ReceivedOn = on
	for i, s := range item.Procedure.Steps {
		e.Route, e.Posts = append(e.Route, find(s.Name, s.Unit)), append(e.Posts, s.Post)
		for n, b := range s.Beside {
			e.Parts = append(e.Parts, Part{Step: i, Nth: n, Unit: find(b.Name, b.Unit)})
		}
	}
	if item.Procedure.Joint && err == nil {
		e.Government, err = e.government(env)
	}
	return e, err
}

// government is the people's government of the level of the deciding body (本级人民政府).
func (e entry) government(env Env) (string, error) {
	level := org.District
	if i := slices.Index(e.Posts, org.Approval); i >= 0 {
		if u, ok := env.Dir.Unit(e.Route[i], env.today()); ok && u.Level == org.City {
			level = org.City
		}
	}
	u, ok := env.Dir.Government(level, env.today())
	if !ok {
		return "", Refusal{"noUnitForStep", "许可法42(2)", []string{"本级人民政府", string(level)}}
	}
	return u.Code, nil
}

// entry is the part of a fact that brings a case into the hall.
type entry struct {
	Route      []string    `json:"route"`
	Posts      []org.Post  `json:"posts"`
	Parts      []Part      `json:"parts,omitempty"`
	Government string      `json:"gov,omitempty"`
	ReceivedOn period.Date `json:"recOn"`
}

func (e entry) fold(c *Case, f Fact) {
	c.Route, c.Posts, c.Parts, c.Government, c.At = e.Route, e.Posts, e.Parts, e.Government, 0
	c.ReceivedOn, c.StepOn, c.SubmittedAt = e.ReceivedOn, e.ReceivedOn, f.At
}
