package casework

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

const (
	checkRule = "许可法34(3)"
	checkerAt = "checker." // the field of a checker, with his place from 1
)

// SiteCheck (核查、勘验) is the record of a look at the place or the thing itself, by two
// members of the body's staff at least (许可法34(3), 55): who with which certificate, when,
// where, what was found, what the subject of the check said to it, and his signature, or why
// there is none and who witnessed it. The limits run on: it is no procedure of Article 45.
type SiteCheck struct {
	Checkers []Checker   `json:"who"`
	On       period.Date `json:"on"`          // zero = today
	Begins   string      `json:"f"`           // time of day, 09:30
	Ends     string      `json:"u"`           //
	Place    string      `json:"p"`           //
	Findings string      `json:"c"`           // 核查情况
	Said     string      `json:"o,omitempty"` // 被核查人意见
	Signer   string      `json:"s,omitempty"` // who signed for the subject
	Unsigned string      `json:"x,omitempty"` // why nobody did
	Witness  string      `json:"w,omitempty"` // 见证人, where nobody signed
}

// Checker (核查人员) is one of those who went, with the number of his certificate 执法证号.
type Checker struct {
	No   string `json:"no"`
	Cert string `json:"cert"`
}

// Checked (核查记录) is a check as it lies in the file.
type Checked struct {
	Step int         `json:"s"` // at which step it was made
	On   period.Date `json:"on"`
	By   []string    `json:"by"` // 工号
}

// Act names the act.
func (SiteCheck) Act() org.Act { return org.SiteCheck }

func (a SiteCheck) decide(c Case, env Env) (Command, error) {
	a.On = cmp.Or(a.On, env.today())
	var v Invalid
	v.checkers(a.Checkers, c.Unit(), a.On, env)
	v.need(a.On <= env.today(), "on", "dayInFuture", checkRule, env.today().String())
	v.need(a.On >= c.AcceptedOn, "on", "dayTooEarly", checkRule, c.AcceptedOn.String())
	v.hours(a.Begins, a.Ends, checkRule)
	over, err := period.ParseInstant(a.On.String() + " " + a.Ends)
	v.need(err != nil || a.On > env.today() || over <= env.Now, "ends", "notOverYet", checkRule)
	v.need(!blank(a.Place), "place", "required", checkRule)
	v.short(a.Place, "place", maxName)
	v.text(a.Findings, "findings", checkRule)
	v.short(a.Said, "said", maxText)
	v.signature(a.Signer, a.Unsigned, a.Witness, checkRule)
	return a, v.err()
}

// checkers asks for two people at least, all different, each with a certificate of his own
// and a post in the body on the day.
func (v *Invalid) checkers(list []Checker, body string, on period.Date, env Env) {
	v.need(len(list) >= 2, checkerAt+"2", "twoCheckers", checkRule)
	people, certs := map[string]bool{}, map[string]bool{}
	for i, p := range list {
		who, cert := checkerAt+strconv.Itoa(i+1), "cert."+strconv.Itoa(i+1)
		v.need(!people[p.No], who, "samePerson", checkRule)
		v.need(holdsPost(env.Dir, p.No, body, on), who, "notOfBody", checkRule)
		v.need(!blank(p.Cert), cert, "required", checkRule)
		v.short(p.Cert, cert, maxName)
		v.need(blank(p.Cert) || !certs[p.Cert], cert, "sameCert", checkRule)
		people[p.No], certs[p.Cert] = true, true
	}
}

// holdsPost tells whether a member of staff holds any post in the body on a day.
func holdsPost(dir *org.Directory, staff, body string, on period.Date) bool {
	return slices.ContainsFunc(dir.HoldingsOf(staff, on), func(h org.Holding) bool { return h.Unit == body })
}

var timeOfDay = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// hours asks for two times of a day, in order.
func (v *Invalid) hours(begins, ends, rule string) {
	v.need(timeOfDay.MatchString(begins), "begins", "timeOfDay", rule)
	v.need(timeOfDay.MatchString(ends), "ends", "timeOfDay", rule)
	v.need(!timeOfDay.MatchString(begins) || !timeOfDay.MatchString(ends) || begins < ends, "ends", "endsFirst", rule)
}

// signature asks for who signed a record, or why nobody did and who saw it.
func (v *Invalid) signature(signer, unsigned, witness, rule string) {
	v.short(signer, "signer", maxName)
	v.short(unsigned, "unsigned", maxText)
	v.short(witness, "witness", maxName)
	v.need(!blank(signer) || !blank(unsigned), "signer", "signatureMissing", rule)
	v.need(!blank(signer) || blank(unsigned) || !blank(witness), "witness", "witnessMissing", rule)
}

func (a SiteCheck) apply(c *Case, _ Fact) {
	done := Checked{Step: c.At, On: a.On}
	for _, p := range a.Checkers {
		done.By = append(done.By, p.No)
	}
	c.Checks = append(c.Checks, done)
}

// LacksCheck tells whether the step that holds the case asks for a check that was not made.
func (c Case) LacksCheck(item *catalog.Item) bool {
	if c.Commitment != nil && c.OnSpot { // looked at afterwards, see InspectCommitment
		return false
	}
	return c.At < len(item.Procedure.Steps) && item.Procedure.Steps[c.At].Check &&
		!slices.ContainsFunc(c.Checks, func(k Checked) bool { return k.Step == c.At })
}

// checked refuses to let the case leave its step without the check that the step asks for.
func (c Case) checked(env Env) error {
	if c.LacksCheck(env.Item) {
		return Refusal{"checkMissing", checkRule, nil}
	}
	return nil
}
