package board_test

import (
	"slices"
	"testing"

	"yimen/core/board"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

var (
	since = period.NewDate(2015, 1, 1)
	today = period.NewDate(2026, 3, 2)
)

// town is a street with a police station, a centre of two counters, and one of its community.
func town(t *testing.T) *org.Directory {
	t.Helper()
	unit := func(code, no string, level org.Level, kind org.Kind, parent string) org.Unit {
		return org.Unit{Code: code, Name: code, Level: level, Kind: kind, Parent: parent, OrgNo: no, From: since}
	}
	station := unit("gaj", "005", org.Street, org.Station, "ga")
	station.Division, station.Function = "330303001", "police"
	centre := func(code, unit string) org.Centre {
		return org.Centre{Code: code, Unit: unit, Name: code, Hours: "每天", ToVerify: true, From: since,
			Counters: []org.Counter{{No: "1", Name: "综合"}, {No: "2", Name: "公安"}}}
	}
	hold := func(no, unit string, post org.Post) org.Holding {
		return org.Holding{Staff: no, Unit: unit, Post: post, From: since}
	}
	d, problems := org.NewDirectory(org.Snapshot{
		Units: []org.Unit{unit("city", "001", org.City, org.Government, ""), unit("district", "002", org.District, org.Government, "city"),
			unit("ga", "003", org.District, org.Department, "district"), unit("330303001", "004", org.Street, org.StreetOffice, "district"),
			station, unit("village", "006", org.Community, org.CommunityBody, "330303001")},
		Centres:  []org.Centre{centre("street-zx", "330303001"), centre("village-zx", "village")},
		Staff:    []org.Staff{{No: "a", Name: "甲", Unit: "330303001"}, {No: "b", Name: "乙", Unit: "gaj"}, {No: "c", Name: "丙", Unit: "village"}},
		Holdings: []org.Holding{hold("a", "330303001", org.Acceptance), hold("b", "gaj", org.Review), hold("c", "village", org.Acceptance)},
		Stationings: []org.Stationing{{Body: "gaj", Centre: "street-zx", Item: "dog", Posts: []org.Post{org.Review}, Paper: "授〔2015〕1号",
			PaperOn: since, From: since, To: today}},
	})
	if d == nil {
		t.Fatal(problems)
	}
	return d
}

func items() []*catalog.Item {
	item := func(code string, stationed bool, rules ...catalog.Step) *catalog.Item {
		it := &catalog.Item{Code: code, Name: code}
		it.Procedure.Steps, it.Sheet.Stationed = rules, stationed
		return it
	}
	step := func(post org.Post, rule catalog.UnitRule) catalog.Step { return catalog.Step{Post: post, Unit: rule} }
	beside := step(org.Review, "department:police")
	beside.Beside = []catalog.Body{{Unit: "station:police"}}
	return []*catalog.Item{
		item("dog", true, step(org.Acceptance, "accepting"), step(org.Review, "station:police"), step(org.Issuing, "station:police")),
		item("home", true, step(org.Acceptance, "accepting"), step(org.Approval, "street")),
		item("shed", false, step(org.Approval, "street")),
		item("shop", true, beside, step(org.Review, "station:market")),
	}
}

func TestDuties(t *testing.T) {
	list := board.Duties(town(t), items(), today)
	var told []string
	for _, d := range list {
		told = append(told, d.Body+" "+d.Item.Code)
	}
	if want := []string{"330303001 home", "330303001 shed", "gaj dog", "gaj shop"}; !slices.Equal(told, want) {
		t.Fatalf("duties %v, want %v", told, want)
	}
	if s := board.InCentres(list); s != (board.Share{Have: 2, Of: 4}) || s.Percent() != 50 || s.All() {
		t.Errorf("share %+v", s)
	}
	home, shed, dog, shop := list[0], list[1], list[2], list[3]
	if !dog.In() || shop.In() || !home.In() || shed.In() || dog.Own() || !home.Own() {
		t.Error("what is in the centre is told wrongly")
	}
	if !slices.Equal(dog.Short(), []org.Post{org.Issuing}) || home.Short() != nil || !slices.Equal(shop.Short(), []org.Post{org.Review}) {
		t.Errorf("short of authorisation: %v, %v, %v", dog.Short(), home.Short(), shop.Short())
	}
	if late := board.Duties(town(t), items(), today.Add(1)); late[2].In() {
		t.Error("an authorisation counts after its last day")
	}
	if (board.Share{}).Percent() != 100 {
		t.Error("nothing of nothing is not all")
	}
}

func TestFacilities(t *testing.T) {
	dir := town(t)
	sound := board.Facility{Code: "x", Centre: "street-zx", Kind: board.Scanner, Name: "扫描仪", Count: 1, Place: "大厅", From: since}
	if found := board.CheckFacility(sound, dir, today); len(found) > 0 {
		t.Fatal(found)
	}
	if sound.Works(today) || !sound.Stale(today) {
		t.Error("what was never checked works")
	}
	checked := sound
	checked.Check = &board.Check{On: today.Add(-board.CheckEvery), By: "a", OK: true}
	broken := checked
	broken.Check = &board.Check{On: today, By: "a", Note: "坏"}
	if !checked.Works(today) || checked.Stale(today) || !checked.Stale(today.Add(1)) || broken.Works(today) || checked.Works(since.Add(-1)) {
		t.Error("works or stale is told wrongly")
	}
	if got := board.Lacks(board.SelfServiceList, []board.Facility{checked, broken}, "street-zx", today); !slices.Equal(got, []board.FacilityKind{board.Computer, board.DocumentCamera, board.Network}) {
		t.Errorf("lacks %v", got)
	}
	if got := board.StaleAt([]board.Facility{checked, broken}, "street-zx", today.Add(1)); len(got) != 1 {
		t.Errorf("stale: %v", got)
	}
	for rule, spoil := range map[string]func(*board.Facility){
		"convenienceCentre":  func(f *board.Facility) { f.Centre = "x" },
		"unknownValue":       func(f *board.Facility) { f.Kind = "tv" },
		"required":           func(f *board.Facility) { f.Name = " " },
		"facilityCount":      func(f *board.Facility) { f.Count = 0 },
		"dates":              func(f *board.Facility) { f.To = since.Add(-1) },
		"facilityCheckEarly": func(f *board.Facility) { f.Check = &board.Check{On: since.Add(-1), OK: true} },
		"facilityCheckLate":  func(f *board.Facility) { f.Check = &board.Check{On: today.Add(1), OK: true} },
		"facilityFault":      func(f *board.Facility) { f.Check = &board.Check{On: today} },
	} {
		f := sound
		spoil(&f)
		only(t, rule, board.CheckFacility(f, dir, today))
	}
}

func TestFixedPosts(t *testing.T) {
	dir := town(t)
	sound := board.FixedPost{Code: "x", Centre: "street-zx", Counter: "1", Post: org.Acceptance, Staff: "a", From: since}
	police := board.FixedPost{Code: "y", Centre: "street-zx", Counter: "2", Post: org.Review, Staff: "b", From: since}
	for _, p := range []board.FixedPost{sound, police} {
		if found := board.CheckPost(p, dir, []board.FixedPost{sound}); len(found) > 0 {
			t.Errorf("%s: %v", p.Code, found)
		}
	}
	for rule, spoil := range map[string]func(*board.FixedPost){
		"postCounter":  func(p *board.FixedPost) { p.Counter = "9" },
		"unknownValue": func(p *board.FixedPost) { p.Staff = "z" },
		"postNotHeld":  func(p *board.FixedPost) { p.Staff = "c" },
		"dates":        func(p *board.FixedPost) { p.To = since.Add(-1) },
	} {
		p := sound
		spoil(&p)
		only(t, rule, board.CheckPost(p, dir, nil))
	}
	second := sound
	second.Code, second.Counter = "z", "2"
	only(t, "postTwice", board.CheckPost(second, dir, []board.FixedPost{sound}))
	c, _ := dir.Centre("street-zx", today)
	if got := board.Empty(c, []board.FixedPost{sound}, today); len(got) != 1 || got[0].No != "2" {
		t.Errorf("empty counters: %v", got)
	}
	gone := sound
	gone.To = today.Add(-1)
	if got := board.Empty(c, []board.FixedPost{gone}, today); len(got) != 2 {
		t.Errorf("after the last day: %v", got)
	}
}

func only(t *testing.T, rule string, found []catalog.Finding) {
	t.Helper()
	if len(found) != 1 || found[0].Rule != rule {
		t.Errorf("found %v, want %s alone", found, rule)
	}
}
