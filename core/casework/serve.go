package casework

import (
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

// Mode (送达方式) is how a result reaches its addressee (民诉法87–95).
type Mode string

// The modes. Public notice is the last resort.
const (
	InPerson     Mode = "direct"     // 直接送达（88）
	LeftThere    Mode = "left"       // 留置送达（89）: taking it was refused
	Electronic   Mode = "electronic" // 电子送达（90）, with consent
	Entrusted    Mode = "entrusted"  // 委托送达（91）
	PostMail     Mode = "post"       // 邮寄送达（91）
	PublicNotice Mode = "public"     // 公告送达（95）
)

// Modes are all modes, in the order of the law.
var Modes = []Mode{InPerson, LeftThere, Electronic, Entrusted, PostMail, PublicNotice}

// Relation (签收人身份) is what the signer is to the addressee (民诉法88).
type Relation string

// Who may sign.
const (
	Self      Relation = "self"      // 本人；法人的法定代表人、组织的主要负责人
	Family    Relation = "family"    // 同住成年家属, of a natural person
	Reception Relation = "reception" // 负责收件的人, of a body
	ByAgent   Relation = "agent"     // 代理人
	Named     Relation = "named"     // 指定代收人, as confirmed
)

// Relations are all who may sign.
var Relations = []Relation{Self, Family, Reception, ByAgent, Named}

// Serve (送达) puts the result into the applicant's hands, within ten working days of the
// decision (许可法44), or another decision of the case, see Exit. What it says is the 送达回证: the papers, the mode with its proof, the
// place, the day, who signed; who served stands in the fact.
type Serve struct {
	Of       org.Act     `json:"of,omitempty"` // of an Exit, the act that decided it; filled in by decide where one alone waits
	Mode     Mode        `json:"m"`
	Receiver string      `json:"r,omitempty"`   // who signed, or refused to; electronic: the address
	Relation Relation    `json:"l,omitempty"`   // what the signer is to the addressee
	On       period.Date `json:"on"`            // day of service, zero = today; of a public notice filled in by decide
	Papers   string      `json:"doc,omitempty"` // 送达文书: name and number, several allowed
	Place    string      `json:"p,omitempty"`   // 送达地点; where a public notice was published
	Proof    string      `json:"no,omitempty"`  // number of the postal receipt, the letter of entrustment, the recording
	Witness  string      `json:"w,omitempty"`   // 见证人
	Through  string      `json:"by,omitempty"`  // 受委托送达的机关
	Reason   string      `json:"y,omitempty"`   // 拒收、委托、公告的原因
	Consent  string      `json:"c,omitempty"`   // where consent to electronic service is recorded, if not in the confirmation
	OnPaper  string      `json:"pp,omitempty"`  // how the paper asked for was given (民诉法90)
	From     period.Date `json:"f,omitempty"`   // day on which a public notice was published, zero = today
}

// Served (送达) is the result in the applicant's hands.
type Served struct {
	On   period.Date `json:"on"`
	Mode Mode        `json:"m"`
	By   string      `json:"r"` // who signed
	From period.Date `json:"f,omitempty"`
}

// Deed is the day on which the body had done its part: of a public notice the day on which
// it was published, for what follows are the addressee's days.
func (s Served) Deed() period.Date {
	if s.From.IsZero() {
		return s.On
	}
	return s.From
}

// Act names the act.
func (Serve) Act() org.Act { return org.Serve }

func (a Serve) decide(c Case, env Env) (Command, error) {
	if c.State() == Granted && c.hasIssuing() {
		return nil, Refusal{"issueFirst", "许可法39", nil}
	}
	if c.State() == Granted && c.feeBars(env.Item) {
		return nil, Refusal{"feeUnpaid", feeRule, nil}
	}
	var v Invalid
	decided, err := a.papers(c, &v)
	if err != nil {
		return nil, err
	}
	a.service(&v, c, 0, decided, env)
	return a, v.err()
}

// service asks for a mode with its proof and for a day from that of the paper to today, and fills in
// what follows from them. Party 0 is the applicant, n the nth of the interested.
func (a *Serve) service(v *Invalid, c Case, party int, from period.Date, env Env) {
	v.need(slices.Contains(Modes, a.Mode), "mode", "choose", "民诉法87–95")
	if a.Mode == PublicNotice {
		a.From, a.On = orToday(a.From, env), 0
		v.day(a.From, "from", from, env)
		a.On = env.Cal.Due(period.Clock{From: a.From, Limit: NoticeDays(a.From)}).On
	} else {
		a.On = orToday(a.On, env)
		v.day(a.On, "on", from, env)
	}
	if own := a.Receiver == c.partyName(party) || party == 0 && a.Receiver == c.Applicant.Holder; own && !blank(a.Receiver) && a.Relation == "" && a.asks("relation") {
		a.Relation = Self
	}
	a.proof(v, c.addressee(party))
	for _, f := range []struct{ name, text string }{{"receiver", a.Receiver}, {"papers", a.Papers}, {"place", a.Place}, {"proof", a.Proof},
		{"witness", a.Witness}, {"through", a.Through}, {"reason", a.Reason}, {"consent", a.Consent}, {"onPaper", a.OnPaper}} {
		v.short(f.text, f.name, maxText)
	}
}

// addressee (受送达人) is what service must know of who is served: who may sign for him, and what he
// said about electronic service.
type addressee struct {
	family, reception, agent, named bool // who may be there to sign
	consents, paper                 bool
}

// addressee is that of the applicant as he confirmed it; of the interested it is not known whether one
// is a person or a body, who acts for him, or that he consented to anything.
func (c Case) addressee(party int) addressee {
	if party > 0 {
		return addressee{family: true, reception: true, agent: true}
	}
	body, wish := c.Applicant.IDType == CreditCode, c.Delivery
	return addressee{family: !body, reception: body, agent: c.Agent != nil, named: wish != nil && wish.Recipient != "",
		consents: c.consents(), paper: wish != nil && wish.Paper}
}

// Signers are what a signer may be to the applicant: who signs in his stead is of his family, of his
// body, his agent, or named by him (民诉法88).
func (c Case) Signers() []Relation {
	return slices.DeleteFunc(slices.Clone(Relations), func(r Relation) bool {
		var v Invalid
		Serve{Relation: r}.signer(&v, c.addressee(0))
		return len(v) > 0
	})
}

func orToday(d period.Date, env Env) period.Date {
	if d.IsZero() {
		return env.today()
	}
	return d
}

// day asks for a day between the decision and today.
func (v *Invalid) day(on period.Date, field string, decided period.Date, env Env) {
	v.need(on <= env.today(), field, "dayInFuture", "许可法44", env.today().String())
	v.need(on >= decided, field, "beforeDecision", "许可法44", decided.String())
}

// NoticeDays is how long a public notice runs: thirty days; sixty where it was published
// before 2022-01-01 (民诉法 of 2017, Article 92).
func NoticeDays(published period.Date) period.Period {
	if published < period.NewDate(2022, 1, 1) {
		return period.Period{N: 60, Unit: period.NaturalDay}
	}
	return period.Period{N: 30, Unit: period.NaturalDay}
}

// served are the articles of the modes, and the values that each asks for and those it also takes.
var served = map[Mode]struct {
	rule  string
	needs []string
	takes []string
}{
	InPerson:     {"民诉法88", []string{"receiver", "relation"}, nil},
	LeftThere:    {"民诉法89", []string{"receiver", "relation", "reason", "place"}, []string{"witness", "proof"}},
	Electronic:   {"民诉法90", []string{"receiver"}, []string{"consent", "onPaper"}},
	Entrusted:    {"民诉法91", []string{"receiver", "relation", "through", "reason"}, []string{"proof"}},
	PostMail:     {"民诉法91", []string{"proof"}, []string{"receiver", "relation"}},
	PublicNotice: {"民诉法95", []string{"reason", "place"}, []string{"receiver", "from"}},
}

// asks tells whether the mode knows a value at all.
func (a Serve) asks(field string) bool {
	s := served[a.Mode]
	return slices.Contains(s.needs, field) || slices.Contains(s.takes, field)
}

// proof holds the values against the mode: each has its own proof, and none takes another's.
func (a Serve) proof(v *Invalid, to addressee) {
	rule, known := served[a.Mode]
	if !known {
		return
	}
	from := ""
	if !a.From.IsZero() {
		from = a.From.String()
	}
	for _, f := range []struct{ name, text string }{{"receiver", a.Receiver}, {"relation", string(a.Relation)}, {"through", a.Through},
		{"reason", a.Reason}, {"place", a.Place}, {"proof", a.Proof}, {"witness", a.Witness}, {"consent", a.Consent}, {"onPaper", a.OnPaper}, {"from", from}} {
		v.need(!blank(f.text) || !slices.Contains(rule.needs, f.name), f.name, "required", rule.rule)
		free := f.name == "place" // every service has a place
		v.need(f.text == "" || free || a.asks(f.name), f.name, "notForMode", rule.rule, string(a.Mode))
	}
	switch a.Mode {
	case LeftThere:
		v.need(!blank(a.Witness) || !blank(a.Proof), "witness", "witnessOrPhoto", rule.rule)
		v.need(a.Relation != ByAgent && a.Relation != Named, "relation", "notForMode", rule.rule, string(a.Mode))
	case Electronic:
		v.need(to.consents || !blank(a.Consent), "consent", "consentMissing", rule.rule)
		v.need(!to.paper || !blank(a.OnPaper), "onPaper", "paperAsked", rule.rule)
	}
	a.signer(v, to)
}

// signer holds the signer against who the addressee is, and whom he named.
func (a Serve) signer(v *Invalid, to addressee) {
	switch a.Relation {
	case "", Self:
	case Family:
		v.need(to.family, "relation", "familyOfBody", "民诉法88")
	case Reception:
		v.need(to.reception, "relation", "receptionOfPerson", "民诉法88")
	case ByAgent:
		v.need(to.agent, "relation", "noAgent", "民诉法88")
	case Named:
		v.need(to.named, "relation", "nobodyNamed", "民诉法88")
	default:
		v.need(false, "relation", "choose", "民诉法88")
	}
}

func (a Serve) apply(c *Case, f Fact) {
	s := Served{On: a.On, Mode: a.Mode, By: a.Receiver, From: a.From}
	if a.Of != "" {
		c.ExitsServed = append(c.ExitsServed, ExitServed{a.Of, s})
		return
	}
	c.Served = &s
	c.StepOn = f.At.Date()
}
