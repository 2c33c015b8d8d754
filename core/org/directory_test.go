package org_test

import (
	"slices"
	"testing"

	"yimen/core/org"
)

// renamed is the world after 2019: one community has a new name under its old code, the
// labour bureau and the market bureau have become one body with a new code.
func renamed(t *testing.T) org.Snapshot {
	t.Helper()
	w := world(t)
	end, next := day(t, "2018-12-31"), day(t, "2019-01-01")
	at := func(code string) *org.Unit {
		return &w.Units[slices.IndexFunc(w.Units, func(u org.Unit) bool { return u.Code == code })]
	}
	again := *at(community2)
	again.Name, again.From = "创客小镇社区", next
	at(community2).Name, at(community2).To = "富春社区", end
	merged := *at(labour)
	merged.Code, merged.OrgNo, merged.Function, merged.From = "330303-new", "900", "hrss health", next
	at(labour).To = end
	w.Units = append(w.Units, again, merged)
	return w
}

func TestUnitByCodeAndDay(t *testing.T) {
	d := directory(t, renamed(t))
	for _, c := range []struct{ code, on, name string }{
		{community2, "2014-12-31", ""},
		{community2, "2015-01-01", "富春社区"},
		{community2, "2018-12-31", "富春社区"},
		{community2, "2019-01-01", "创客小镇社区"},
		{labour, "2019-01-01", ""},
		{"330303999", "2019-01-01", ""},
	} {
		if u, ok := d.Unit(c.code, day(t, c.on)); u.Name != c.name || ok != (c.name != "") {
			t.Errorf("Unit(%s, %s) = %q %v", c.code, c.on, u.Name, ok)
		}
	}
	if u, ok := d.UnitOrLast(labour, day(t, "2026-01-01")); !ok || u.Code != labour {
		t.Errorf("UnitOrLast of an ended unit: %+v %v", u, ok)
	}
	if _, ok := d.UnitOrLast(labour, day(t, "2014-12-31")); ok {
		t.Error("UnitOrLast gave a unit before its first day")
	}
}

func TestNeighbours(t *testing.T) {
	d := directory(t, renamed(t))
	before, after := day(t, "2018-12-31"), day(t, "2019-01-01")
	var codes []string
	for _, u := range d.Children(street, after) {
		codes = append(codes, u.Code)
	}
	if !slices.Equal(codes, []string{community, sibling}) {
		t.Errorf("children of the street: %v", codes)
	}
	if n := len(d.Children(street2, before)); n != 1 {
		t.Errorf("a renamed community counts %d times", n)
	}
	for code, want := range map[string]string{street: street, community: street, marketSt: street, marketSt2: street2, civil: "", district: ""} {
		if u, ok := d.StreetOf(code, after); u.Code != want && ok || ok != (want != "") {
			t.Errorf("StreetOf(%s) = %s %v", code, u.Code, ok)
		}
	}
	if len(d.Units(before)) != 16 || len(d.Units(after)) != 16 || len(d.Units(day(t, "2014-01-01"))) != 0 {
		t.Error("Units counts ended or unborn units")
	}
}

func TestBodiesByFunction(t *testing.T) {
	d := directory(t, renamed(t))
	before, after := day(t, "2018-12-31"), day(t, "2019-01-01")
	if u, _ := d.Department("hrss", before); u.Code != labour {
		t.Errorf("before the merger: %s", u.Code)
	}
	for _, f := range []string{"hrss", "health"} {
		if u, _ := d.Department(f, after); u.Code != "330303-new" {
			t.Errorf("%s after the merger: %s", f, u.Code)
		}
	}
	if u, _ := d.Station(street2, "market", after); u.Code != marketSt2 {
		t.Errorf("station of the second street: %s", u.Code)
	}
	if _, ok := d.Station(street2, "police", after); ok {
		t.Error("found a station that isn't there")
	}
	if u, _ := d.CityDepartment("civil", after); u.Code != cityCivil {
		t.Errorf("city department: %s", u.Code)
	}
	if u, _ := d.Government(org.District, after); u.Code != district {
		t.Errorf("district government: %s", u.Code)
	}
}

func TestCentresAndStaff(t *testing.T) {
	w := world(t)
	person(&w, "clerk", org.Holding{Unit: community, Post: org.Acceptance})
	d := directory(t, w)
	on := day(t, "2026-01-01")
	if c, ok := d.CentreOf(street, on); !ok || c.Code != centre {
		t.Errorf("CentreOf: %+v %v", c, ok)
	}
	if _, ok := d.CentreOf(street2, on); ok {
		t.Error("a street without a centre has one")
	}
	if _, ok := d.Centre(centre, day(t, "2014-12-31")); ok {
		t.Error("a centre before its first day")
	}
	if n := len(d.Centres(on)); n != 1 {
		t.Errorf("%d centres", n)
	}
	if p, ok := d.StaffByNo("clerk"); !ok || p.Unit != community {
		t.Errorf("StaffByNo: %+v %v", p, ok)
	}
	if _, ok := d.StaffByNo("nobody"); ok {
		t.Error("found nobody")
	}
}

func TestResolve(t *testing.T) {
	d := directory(t, world(t))
	on := day(t, "2026-01-01")
	for _, c := range []struct{ rule, from, want string }{
		{"accepting", community, community}, {"accepting", civil, civil},
		{"community", community, community}, {"community", street, ""},
		{"street", community, street}, {"street", street, street}, {"street", marketSt, street}, {"street", civil, ""},
		{"station:market", community, marketSt}, {"station:market", street, marketSt}, {"station:market", policeSt, marketSt},
		{"station:market", community2, marketSt2}, {"station:police", community2, ""}, {"station:market", civil, ""},
		{"department:civil", community, civil}, {"department:market", marketSt, market}, {"department:epb", community, ""},
		{"city:civil", community, cityCivil}, {"city:market", community, ""},
		{"government", community, district},
		{"government:civil", community, ""}, {"street:", community, ""}, {"station", community, ""}, {"station:", community, ""},
		{"", community, ""}, {"village", community, ""}, {"accepting", "330303999", ""}, {"government", "330303999", ""},
	} {
		u, err := d.Resolve(c.rule, c.from, on)
		if u.Code != c.want {
			t.Errorf("Resolve(%q, %s) = %s, want %s", c.rule, c.from, u.Code, c.want)
		}
		if want := (org.Unresolved{Rule: c.rule, Unit: c.from}); c.want == "" && err != want || c.want != "" && err != nil {
			t.Errorf("Resolve(%q, %s): error %v", c.rule, c.from, err)
		}
	}
	if _, err := d.Resolve("accepting", community, day(t, "2014-12-31")); err == nil {
		t.Error("resolved before the unit existed")
	}
}

func TestDesks(t *testing.T) {
	w := world(t)
	w.Stationings = append(w.Stationings, w.Stationings[0])
	w.Stationings[2].Item = "X3"
	on := day(t, "2019-06-01")
	person(&w, "all", org.Holding{Unit: street, Post: org.Acceptance})
	person(&w, "some", org.Holding{Unit: street, Post: org.Acceptance, Items: []string{"X3", "X9"}})
	person(&w, "approver", org.Holding{Unit: street, Post: org.Approval})
	person(&w, "inspector", org.Holding{Unit: street, Post: org.Supervisor})
	person(&w, "gone", org.Holding{Unit: street, Post: org.Acceptance, To: day(t, "2019-05-31")})
	person(&w, "afar", org.Holding{Unit: street2, Post: org.Acceptance})
	d := directory(t, w)
	market, police := "授〔2015〕1号", "授〔2015〕2号"
	for no, want := range map[string][]org.Desk{
		"all": {{Unit: street, Post: org.Acceptance},
			{Unit: marketSt, Post: org.Acceptance, Items: []string{"X1", "X3"}, Paper: market},
			{Unit: policeSt, Post: org.Acceptance, Paper: police}},
		"some": {{Unit: street, Post: org.Acceptance, Items: []string{"X3", "X9"}},
			{Unit: policeSt, Post: org.Acceptance, Items: []string{"X3", "X9"}, Paper: police},
			{Unit: marketSt, Post: org.Acceptance, Items: []string{"X3"}, Paper: market}},
		"approver":  {{Unit: street, Post: org.Approval}, {Unit: policeSt, Post: org.Approval, Paper: police}},
		"inspector": nil, "gone": nil, "nobody": nil,
		"afar": {{Unit: street2, Post: org.Acceptance}},
	} {
		got := d.Desks(no, on)
		if len(got) != len(want) {
			t.Errorf("%s: %+v", no, got)
		}
		for _, desk := range want {
			if !slices.ContainsFunc(got, func(o org.Desk) bool {
				return o.Unit == desk.Unit && o.Post == desk.Post && o.Paper == desk.Paper && slices.Equal(o.Items, desk.Items)
			}) {
				t.Errorf("%s: %+v lacks %+v", no, got, desk)
			}
		}
	}
	if n := len(d.Desks("all", day(t, "2020-01-01"))); n != 2 {
		t.Errorf("an expired stationing still has its desk: %d desks", n)
	}
}

// One body, post and paper make one desk; a paper for all items swallows the single ones.
func TestDesksOfOneBody(t *testing.T) {
	w := world(t)
	for _, more := range []struct{ item, paper string }{{org.AllItems, "授〔2015〕1号"}, {"X2", "授〔2015〕1号"}, {"X5", "授〔2016〕7号"}} {
		s := w.Stationings[0]
		s.Item, s.Paper = more.item, more.paper
		w.Stationings = append(w.Stationings, s)
	}
	person(&w, "clerk", org.Holding{Unit: street, Post: org.Review})
	got := directory(t, w).Desks("clerk", day(t, "2026-01-01"))
	if len(got) != 3 || len(got[1].Items) != 0 || got[1].Paper != "授〔2015〕1号" ||
		!slices.Equal(got[2].Items, []string{"X5"}) || got[2].Paper != "授〔2016〕7号" {
		t.Errorf("%+v", got)
	}
}

// Every desk is one at which May lets the person act, and every grant to act on a waiting
// case lies on one of the person's desks: a queue shows neither too much nor too little.
func TestDesksAgreeWithMay(t *testing.T) {
	w := world(t)
	for _, u := range w.Units {
		for _, p := range everyPost {
			person(&w, string(p)+"-"+u.Code, org.Holding{Unit: u.Code, Post: p})
		}
	}
	d := directory(t, w)
	act := map[org.Post]org.Act{org.Acceptance: org.Accept, org.Review: org.Pass, org.Approval: org.Grant, org.Issuing: org.Issue}
	for _, on := range []string{"2019-12-31", "2020-01-01"} {
		for _, h := range w.Holdings {
			desks := d.Desks(h.Staff, day(t, on))
			for _, u := range w.Units {
				for post, act := range act {
					for _, item := range []string{"X1", "X2"} {
						_, may := d.May(staff(h.Staff), act, org.Target{Item: item, AcceptUnit: u.Code, Unit: u.Code, Post: post, On: day(t, on)})
						seen := slices.ContainsFunc(desks, func(k org.Desk) bool {
							return k.Unit == u.Code && k.Post == post && (len(k.Items) == 0 || slices.Contains(k.Items, item))
						})
						if may != seen {
							t.Fatalf("%s, %s at %s, %s on %s: may %v, on a desk %v", h.Staff, act, u.Code, item, on, may, seen)
						}
					}
				}
			}
		}
	}
}
