package org

import (
	"slices"
	"strings"

	"yimen/core/period"
)

// Problem (数据问题) is one broken rule in a Snapshot.
type Problem struct {
	Kind    string   // which list: unit, centre, staff, holding, stationing
	Index   int      // which row of that list, from 0
	Code    string   // the row's own code: unit code, centre code, 工号, body
	Field   string   // the field at fault, as in JSON
	Rule    string   // the rule broken: required, unknown, overlap …
	Args    []string // names and values for the sentence: value, other, accepts, approves
	Warning bool     // worth a look, but the data may be used
}

// The rules a Problem names.
const (
	RuleRequired  = "required"  // empty
	RuleMalformed = "malformed" // value is not of the form it must have
	RuleUnknown   = "unknown"   // value points to nothing
	RuleDuplicate = "duplicate" // value is used by other too
	RuleOverlap   = "overlap"   // two rows of code value are in force on one day
	RuleOrder     = "order"     // from after to, or a paper dated after it took effect
	RuleLevel     = "level"     // parent value is not above
	RuleLifetime  = "lifetime"  // exists on days on which value does not
	RuleApart     = "apart"     // one person accepts and approves the same item (warning)
	RuleHead      = "head"      // 负责人 of something other than approval
)

// check collects the problems of a snapshot; d is already indexed from it.
func (d *Directory) check(s Snapshot) []Problem {
	var all []Problem
	for i, u := range s.Units {
		all = append(all, row{kind: "unit", index: i, code: u.Code}.collect(func(r *row) { d.checkUnit(r, u) })...)
	}
	all = append(all, d.checkUnits(s.Units)...)
	for i, c := range s.Centres {
		all = append(all, row{kind: "centre", index: i, code: c.Code}.collect(func(r *row) { d.checkCentre(r, c) })...)
	}
	all = append(all, checkCentres(s.Centres)...)
	for i, p := range s.Staff {
		all = append(all, row{kind: "staff", index: i, code: p.No}.collect(func(r *row) { d.checkStaff(r, p) })...)
	}
	all = append(all, unique("staff", "no", len(s.Staff), func(i int) claim { return claim{code: s.Staff[i].No, value: s.Staff[i].No} })...)
	for i, h := range s.Holdings {
		all = append(all, row{kind: "holding", index: i, code: h.Staff}.collect(func(r *row) { d.checkHolding(r, h) })...)
	}
	all = append(all, d.checkApart(s.Holdings)...)
	for i, st := range s.Stationings {
		all = append(all, row{kind: "stationing", index: i, code: st.Body}.collect(func(r *row) { d.checkStationing(r, st) })...)
	}
	return all
}

// row gathers the problems of one row.
type row struct {
	kind  string
	index int
	code  string
	found []Problem
}

func (r row) collect(check func(*row)) []Problem {
	check(&r)
	return r.found
}

// must notes a problem unless ok.
func (r *row) must(ok bool, field, rule string, args ...string) {
	if !ok {
		r.found = append(r.found, Problem{Kind: r.kind, Index: r.index, Code: r.code, Field: field, Rule: rule, Args: args})
	}
}

func (r *row) span(from, to period.Date) {
	r.must(!from.IsZero(), "from", RuleRequired)
	r.must(to.IsZero() || from <= to, "to", RuleOrder)
}

func (d *Directory) checkUnit(r *row, u Unit) {
	r.must(isCode(u.Code), "code", RuleMalformed, "value", u.Code)
	r.must(u.Name != "", "name", RuleRequired)
	r.must(rank(u.Level) >= 0, "level", RuleUnknown, "value", string(u.Level))
	r.must(slices.Contains(kinds, u.Kind), "kind", RuleUnknown, "value", string(u.Kind))
	r.must(len(u.OrgNo) == 3 && digits(u.OrgNo), "orgNo", RuleMalformed, "value", u.OrgNo)
	n := len(u.Division)
	r.must(n == 0 || digits(u.Division) && (n == 6 || n == 9 || n == 12), "division", RuleMalformed, "value", u.Division)
	r.span(u.From, u.To)
	d.checkParent(r, u)
	if u.Kind == Station {
		r.must(u.Function != "", "function", RuleRequired)
		r.must(d.lives(u.Division, u.From, u.To), "division", RuleLifetime, "value", u.Division)
	}
	if u.ManagedBy != "" {
		r.must(d.lives(u.ManagedBy, u.From, u.To), "managedBy", RuleLifetime, "value", u.ManagedBy)
	}
}

// checkParent: only the city stands alone; a parent lives as long as its child and is of
// a level above, or is the government of the same level.
func (d *Directory) checkParent(r *row, u Unit) {
	if u.Parent == "" {
		r.must(u.Level == City, "parent", RuleRequired)
		return
	}
	r.must(d.lives(u.Parent, u.From, u.To), "parent", RuleLifetime, "value", u.Parent)
	for _, p := range d.units[u.Parent] {
		over := rank(p.Level) < rank(u.Level) ||
			p.Level == u.Level && p.Kind == Government && u.Kind != Government
		r.must(over, "parent", RuleLevel, "value", u.Parent)
	}
}

// checkUnits looks for two units claiming one code, one number, one mark, or one seat on the same day.
func (d *Directory) checkUnits(units []Unit) []Problem {
	span := func(i int, value string) claim {
		return claim{code: units[i].Code, value: value, from: units[i].From, to: units[i].To}
	}
	all := overlaps("unit", "code", len(units), func(i int) claim { return span(i, units[i].Code) })
	all = append(all, unique("unit", "orgNo", len(units), func(i int) claim { return span(i, units[i].OrgNo) })...)
	all = append(all, unique("unit", "mark", len(units), func(i int) claim { return span(i, units[i].Mark) })...)
	return append(all, d.checkSeats(units)...)
}

// checkSeats: a function has one department at each level, and one station in each street.
func (d *Directory) checkSeats(units []Unit) []Problem {
	var all []Problem
	for i, u := range units {
		r := row{kind: "unit", index: i, code: u.Code}
		for _, f := range strings.Fields(u.Function) {
			rivals := d.departments[seat{string(u.Level), f}]
			if u.Kind == Station {
				rivals = d.stations[seat{u.Division, f}]
			}
			for _, o := range rivals {
				r.must(o.Code >= u.Code || !meet(u.From, u.To, o.From, o.To), "function", RuleDuplicate, "value", f, "other", o.Code)
			}
		}
		all = append(all, r.found...)
	}
	return all
}

func (d *Directory) checkCentre(r *row, c Centre) {
	r.must(isCode(c.Code), "code", RuleMalformed, "value", c.Code)
	r.must(c.Name != "", "name", RuleRequired)
	r.must(c.Hours != "", "hours", RuleRequired)
	r.must(c.ToVerify || c.Address != "", "address", RuleRequired)
	r.must(c.ToVerify || c.Phone != "", "phone", RuleRequired)
	r.must(len(c.Counters) > 0, "counters", RuleRequired)
	r.must(d.lives(c.Unit, c.From, c.To), "unit", RuleLifetime, "value", c.Unit)
	r.span(c.From, c.To)
	seen := map[string]bool{}
	for _, n := range c.Counters {
		r.must(n.No != "" && n.Name != "", "counters", RuleRequired)
		r.must(!seen[n.No], "counters", RuleDuplicate, "value", n.No, "other", c.Code)
		seen[n.No] = true
	}
}

func checkCentres(centres []Centre) []Problem {
	span := func(i int, value string) claim {
		return claim{code: centres[i].Code, value: value, from: centres[i].From, to: centres[i].To}
	}
	all := overlaps("centre", "code", len(centres), func(i int) claim { return span(i, centres[i].Code) })
	return append(all, unique("centre", "unit", len(centres), func(i int) claim { return span(i, centres[i].Unit) })...)
}

func (d *Directory) checkStaff(r *row, p Staff) {
	r.must(isCode(p.No), "no", RuleMalformed, "value", p.No)
	r.must(p.Name != "", "name", RuleRequired)
	r.must(len(d.units[p.Unit]) > 0, "unit", RuleUnknown, "value", p.Unit)
	r.must(p.Email == "" || isMail(p.Email), "email", RuleMalformed, "value", p.Email)
}

// isMail tells whether a text looks like an address of e-mail: one @ between two parts without blanks,
// the second with a point. Whether anybody reads there, only a letter tells.
func isMail(text string) bool {
	name, host, ok := strings.Cut(text, "@")
	return ok && name != "" && len(text) <= 100 && strings.Contains(strings.Trim(host, "."), ".") && !strings.ContainsAny(text, " <>,;:\"()\\\t\r\n") && !strings.Contains(host, "@")
}

func (d *Directory) checkHolding(r *row, h Holding) {
	_, known := d.staff[h.Staff]
	r.must(known, "staff", RuleUnknown, "value", h.Staff)
	r.must(slices.Contains(posts, h.Post), "post", RuleUnknown, "value", string(h.Post))
	r.must(!h.Head || h.Post == Approval, "head", RuleHead)
	r.must(!slices.Contains(h.Items, "") && !slices.Contains(h.Items, AllItems), "items", RuleMalformed, "value", strings.Join(h.Items, ";"))
	r.must(d.lives(h.Unit, h.From, h.To), "unit", RuleLifetime, "value", h.Unit)
	r.span(h.From, h.To)
}

func (d *Directory) checkStationing(r *row, s Stationing) {
	body, known := d.UnitOrLast(s.Body, s.From)
	r.must(known, "body", RuleUnknown, "value", s.Body)
	r.must(!known || body.Kind != StreetOffice && body.Kind != CommunityBody, "body", RuleMalformed, "value", s.Body)
	r.must(d.lives(s.Body, s.From, s.To), "body", RuleLifetime, "value", s.Body)
	r.must(len(d.centres[s.Centre]) > 0, "centre", RuleUnknown, "value", s.Centre)
	r.must(s.Item != "", "item", RuleRequired)
	r.must(len(s.Posts) > 0, "posts", RuleRequired)
	for _, p := range s.Posts {
		r.must(p.Works(), "posts", RuleUnknown, "value", string(p))
	}
	r.must(s.Paper != "", "paper", RuleRequired)
	r.must(!s.PaperOn.IsZero(), "paperOn", RuleRequired)
	r.must(s.PaperOn <= s.From, "paperOn", RuleOrder)
	r.span(s.From, s.To)
}

// checkApart warns where one person is assigned both acceptance and approval of the same
// item within one line of units. May refuses it case by case in any event.
func (d *Directory) checkApart(holdings []Holding) []Problem {
	var all []Problem
	for i, a := range holdings {
		if a.Post != Approval {
			continue
		}
		for _, b := range d.holdings[a.Staff] {
			if b.Post == Acceptance && meet(a.From, a.To, b.From, b.To) && share(a, b) && d.inLine(a, b) {
				all = append(all, Problem{Kind: "holding", Index: i, Code: a.Staff, Field: "post",
					Rule: RuleApart, Args: []string{"approves", a.Unit, "accepts", b.Unit}, Warning: true})
			}
		}
	}
	return all
}

// inLine tells whether two posts stand in one unit, in units above each other, or in a
// street and a station seated in it.
func (d *Directory) inLine(a, b Holding) bool {
	on := max(a.From, b.From)
	if a.Unit == b.Unit || d.above(a.Unit, b.Unit, on) || d.above(b.Unit, a.Unit, on) {
		return true
	}
	sa, oka := d.StreetOf(a.Unit, on)
	sb, okb := d.StreetOf(b.Unit, on)
	return oka && okb && sa.Code == sb.Code && (sa.Code == a.Unit || sa.Code == b.Unit)
}

// share tells whether two holdings have an item in common.
func share(a, b Holding) bool {
	return len(a.Items) == 0 || len(b.Items) == 0 || slices.ContainsFunc(a.Items, b.covers)
}
