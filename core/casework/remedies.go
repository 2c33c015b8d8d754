package casework

import (
	"cmp"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Courts (管辖法院) are the deployment's: which court hears administrative cases is arranged
// anew now and then (行诉法18(2)).
type Courts struct {
	Basic        string // 基层人民法院, for departments and street offices
	Intermediate string // 中级人民法院, for a people's government (行诉法15)
}

// Remedies (救济途径) is how a decision can be contested, by the law of its day (rules §1.5).
type Remedies struct {
	Body     org.Unit      // the deciding body, which is the respondent (许可解释4)
	Bodies   []org.Unit    // who reconsiders: any of them, at choice
	Within   period.Period // time to apply for reconsideration (复议法20)
	First    bool          // suit only after reconsideration (复议法23)
	Channel  string        // address for applying online, where it was served online (复议法22)
	Court    string
	Sue      period.Period // time for a suit without reconsideration (行诉法46)
	AfterAll period.Period // time for a suit after it (行诉法45)
	Served   period.Date   // day of service, from which both times count; zero = not known here
	New      bool          // under 复议法2023: its articles are numbered anew
}

// newReconsideration is the day on which 复议法2023 came into force: since then the government
// of the same level reconsiders, no longer the department above at choice.
var newReconsideration = period.NewDate(2024, 1, 1)

// newLitigation is the day on which the time for a suit became six months instead of three
// (行诉法2014).
var newLitigation = period.NewDate(2015, 5, 1)

// provincial stand above the directory, which ends with the city.
var provincial = org.Unit{Code: "330000", Name: "浙江省人民政府", NameEN: "People's Government of Zhejiang Province"}

// departmentAbove is a city department's superior, of whatever name.
var departmentAbove = org.Unit{Name: "省级主管部门", NameEN: "the competent provincial department"}

// Contestable tells whether remedies are to be told: a denial, an end that the body set to
// the procedure (许可解释3), or a licence that was revoked, withdrawn or struck from the register.
// What the applicant or time did, and telling that no licence is needed, are no decisions.
func (c Case) Contestable() bool {
	switch c.Ended {
	case NotAccepted, AcceptanceRevoked, Terminated:
		return true
	}
	if l := c.life(); l.Revoked != nil || l.Cancelled != nil || c.Commitment != nil && c.Commitment.Revoked != nil {
		return true
	}
	return c.Decision != nil && !c.Decision.Granted
}

// contested is the day of the latest decision that was taken, and its service, where the file
// has it.
func (c Case) contested() (on period.Date, served *Served) {
	if on, served = c.lastExit(); !on.IsZero() {
		return on, served
	}
	if c.Decision != nil {
		return c.Decision.On, c.Served
	}
	return c.EndedOn, nil
}

// Remedies are those of the case's latest decision, by the law of its day; of one that is still
// to be taken, if taken today.
func (c Case) Remedies(env Env) Remedies {
	on, served := c.contested()
	return c.remediesOf(cmp.Or(on, env.today()), served, env)
}

// RemediesToday are those of a decision that would be taken today.
func (c Case) RemediesToday(env Env) Remedies { return c.remediesOf(env.today(), nil, env) }

func (c Case) remediesOf(on period.Date, served *Served, env Env) Remedies {
	r := RemediesOf(c.Authority(env.Dir, env.Item, on), on, env)
	online := c.Delivery != nil && c.Delivery.Mode == Electronic
	if served != nil {
		online, r.Served = served.Mode == Electronic, served.On
	}
	if r.New && online {
		r.Channel = env.Rules.ReconsiderAt
	}
	return r
}

// Authority (决定机关) is the body in whose name the case is decided: the unit of the approval
// step, or who entrusted it with the power (许可法24). A centre that takes applications in is
// never that body for being the place (浙2018 A11(4)).
func (c Case) Authority(dir *org.Directory, item *catalog.Item, on period.Date) org.Unit {
	code := cmp.Or(c.decider(), c.AcceptUnit)
	u, ok := dir.UnitOrLast(code, on)
	if !ok {
		return org.Unit{Code: code, Name: code}
	}
	sheet := item.Sheet
	entrusted := sheet.Implementer.Delegate != "" || sheet.Power == catalog.EntrustedAbove || sheet.Power == catalog.EntrustedPeer
	if entrusted && (u.Kind == org.Station || u.Kind == org.StreetOffice || u.Kind == org.CommunityBody) {
		if principal, ok := dir.Department(sheet.Implementer.Function, on); ok {
			return principal
		}
	}
	return u
}

// RemediesOf are the remedies against a body's decision of a day.
func RemediesOf(body org.Unit, on period.Date, env Env) Remedies {
	r := Remedies{Body: body, Within: days(60), AfterAll: days(15), Sue: period.Period{N: 6, Unit: period.Month},
		Court: env.Rules.Courts.Basic, New: on >= newReconsideration}
	if on < newLitigation {
		r.Sue.N = 3
	}
	if body.Kind == org.Government {
		r.Court = env.Rules.Courts.Intermediate
	}
	r.First = r.New && env.Item != nil && env.Item.ReviewFirst
	if r.New {
		r.Bodies = reconsidering(body, on, env.Dir)
	} else {
		r.Bodies = reconsideringBefore(body, on, env.Dir)
	}
	return r
}

func days(n int) period.Period { return period.Period{N: n, Unit: period.NaturalDay} }

// branch tells whether a body is set up in the district by a city department (分局), or is a
// station of one.
func branch(u org.Unit) bool {
	return u.Level != org.City && (u.Kind == org.Department || u.Kind == org.Station) && strings.Contains(u.Name, "分局")
}

// reconsidering follows 复议法2023 §24: the government of the same level; of a government, the
// one above; of a branch of a city department, the city's or the local one.
func reconsidering(body org.Unit, on period.Date, dir *org.Directory) []org.Unit {
	district, _ := dir.Government(org.District, on)
	city, _ := dir.Government(org.City, on)
	switch {
	case body.Kind == org.Government && body.Level == org.City:
		return []org.Unit{provincial}
	case body.Kind == org.Government, body.Level == org.City:
		return []org.Unit{city}
	case branch(body):
		return []org.Unit{city, district}
	}
	return []org.Unit{district}
}

// reconsideringBefore follows 复议法 of 1999 to 2017 §§12–15: of a department, the government
// or the department above at choice; of a station in its own name, its department or the
// government; of a branch, the city department that set it up or the city's government.
func reconsideringBefore(body org.Unit, on period.Date, dir *org.Directory) []org.Unit {
	district, _ := dir.Government(org.District, on)
	city, _ := dir.Government(org.City, on)
	function, _, _ := strings.Cut(body.Function, " ")
	above, ok := dir.CityDepartment(function, on)
	switch {
	case body.Kind == org.Government && body.Level == org.City:
		return []org.Unit{provincial}
	case body.Kind == org.Government:
		return []org.Unit{city}
	case body.Level == org.City:
		return []org.Unit{city, departmentAbove}
	case branch(body) && ok:
		return []org.Unit{above, city}
	case body.Kind == org.Station:
		if parent, ok := dir.UnitOrLast(body.Parent, on); ok {
			return []org.Unit{parent, district}
		}
	case body.Kind == org.Department && ok:
		return []org.Unit{district, above}
	}
	return []org.Unit{district}
}
