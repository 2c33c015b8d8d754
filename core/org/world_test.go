package org_test

import (
	"testing"

	"yimen/core/org"
	"yimen/core/period"
)

func day(t testing.TB, text string) period.Date {
	t.Helper()
	d, err := period.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The codes of the little district of the tests.
const (
	city       = "330300"
	cityCivil  = "330300-mzj"
	district   = "330303"
	civil      = "330303-mzj"
	labour     = "330303-rsj"
	market     = "330303-scjg"
	police     = "330303-gaj"
	oversight  = "330303-jcj"
	street     = "330303001"
	street2    = "330303002"
	marketSt   = "330303001-scjg"
	policeSt   = "330303001-gaj"
	marketSt2  = "330303002-scjg"
	community  = "330303001004"
	sibling    = "330303001010"
	community2 = "330303002001"
	centre     = "330303001-zx"
)

// world is a small district that every test may change before use.
func world(t testing.TB) org.Snapshot {
	t.Helper()
	from := day(t, "2015-01-01")
	n := 0
	unit := func(code, parent string, level org.Level, kind org.Kind, function string) org.Unit {
		n++
		u := org.Unit{Code: code, Name: code, Level: level, Kind: kind, Function: function,
			Parent: parent, OrgNo: string([]byte{'1', '0' + byte(n/10), '0' + byte(n%10)}), From: from}
		if kind == org.Station {
			u.Division = code[:9]
		}
		return u
	}
	return org.Snapshot{
		Units: []org.Unit{
			unit(city, "", org.City, org.Government, ""),
			unit(cityCivil, city, org.City, org.Department, "civil"),
			unit(district, city, org.District, org.Government, ""),
			unit(civil, district, org.District, org.Department, "civil"),
			unit(labour, district, org.District, org.Department, "hrss"),
			unit(market, district, org.District, org.Department, "market"),
			unit(police, district, org.District, org.Department, "police"),
			unit(oversight, district, org.District, org.AssessorOffice, "supervision"),
			unit(street, district, org.Street, org.StreetOffice, ""),
			unit(street2, district, org.Street, org.StreetOffice, ""),
			unit(marketSt, market, org.Street, org.Station, "market"),
			unit(policeSt, police, org.Street, org.Station, "police"),
			unit(marketSt2, market, org.Street, org.Station, "market"),
			unit(community, street, org.Community, org.CommunityBody, ""),
			unit(sibling, street, org.Community, org.CommunityBody, ""),
			unit(community2, street2, org.Community, org.CommunityBody, ""),
		},
		Centres: []org.Centre{{Code: centre, Unit: street, Name: "中心", Hours: "9–17", ToVerify: true,
			Counters: []org.Counter{{No: "1", Name: "综合"}}, From: from}},
		Stationings: []org.Stationing{
			{Body: marketSt, Centre: centre, Item: "X1", Posts: []org.Post{org.Acceptance, org.Review, org.Issuing},
				Paper: "授〔2015〕1号", PaperOn: from, From: from},
			{Body: policeSt, Centre: centre, Item: org.AllItems, Posts: []org.Post{org.Acceptance, org.Approval},
				Paper: "授〔2015〕2号", PaperOn: from, From: from, To: day(t, "2019-12-31")},
		},
	}
}

// person adds a staff member who holds one post.
func person(s *org.Snapshot, no string, h org.Holding) {
	s.Staff = append(s.Staff, org.Staff{No: no, Name: no, Unit: h.Unit})
	h.Staff = no
	if h.From.IsZero() {
		h.From = s.Units[0].From
	}
	s.Holdings = append(s.Holdings, h)
}

// directory builds a directory that must be sound.
func directory(t testing.TB, s org.Snapshot) *org.Directory {
	t.Helper()
	d, problems := org.NewDirectory(s)
	if d == nil {
		t.Fatalf("broken world: %+v", problems)
	}
	return d
}

func staff(no string) org.Actor     { return org.Actor{Kind: org.ByStaff, No: no} }
func applicant(no string) org.Actor { return org.Actor{Kind: org.ByApplicant, No: no} }
