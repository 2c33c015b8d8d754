package org_test

import (
	"slices"
	"testing"

	"yimen/core/org"
	"yimen/core/period"
)

// TestEveryRuleIsChecked breaks one thing at a time and expects exactly that problem.
func TestEveryRuleIsChecked(t *testing.T) {
	end, next := day(t, "2018-12-31"), day(t, "2019-01-01")
	unit := func(w *org.Snapshot, code string) *org.Unit {
		return &w.Units[slices.IndexFunc(w.Units, func(u org.Unit) bool { return u.Code == code })]
	}
	copied := func(w *org.Snapshot, code string, change func(*org.Unit)) {
		u := *unit(w, code)
		change(&u)
		w.Units = append(w.Units, u)
	}
	holding := func(w *org.Snapshot, h org.Holding) { person(w, "clerk", h) }
	for name, c := range map[string]struct {
		change            func(w *org.Snapshot)
		kind, field, rule string
	}{
		"no code":            {func(w *org.Snapshot) { unit(w, sibling).Code = "" }, "unit", "code", org.RuleMalformed},
		"code with a slash":  {func(w *org.Snapshot) { unit(w, sibling).Code = "a/b" }, "unit", "code", org.RuleMalformed},
		"no name":            {func(w *org.Snapshot) { unit(w, sibling).Name = "" }, "unit", "name", org.RuleRequired},
		"unknown level":      {func(w *org.Snapshot) { unit(w, city).Level = "province" }, "unit", "level", org.RuleUnknown},
		"unknown kind":       {func(w *org.Snapshot) { unit(w, labour).Kind = "club" }, "unit", "kind", org.RuleUnknown},
		"number of 4 digits": {func(w *org.Snapshot) { unit(w, sibling).OrgNo = "1234" }, "unit", "orgNo", org.RuleMalformed},
		"number of letters":  {func(w *org.Snapshot) { unit(w, sibling).OrgNo = "12a" }, "unit", "orgNo", org.RuleMalformed},
		"number used twice":  {func(w *org.Snapshot) { unit(w, sibling).OrgNo = unit(w, community).OrgNo }, "unit", "orgNo", org.RuleDuplicate},
		"division of 7":      {func(w *org.Snapshot) { unit(w, sibling).Division = "3303030" }, "unit", "division", org.RuleMalformed},
		"no first day":       {func(w *org.Snapshot) { unit(w, sibling).From = 0 }, "unit", "from", org.RuleRequired},
		"ends before it is":  {func(w *org.Snapshot) { unit(w, sibling).To = unit(w, sibling).From.Add(-1) }, "unit", "to", org.RuleOrder},
		"code twice a day": {func(w *org.Snapshot) {
			unit(w, sibling).To = next
			copied(w, sibling, func(u *org.Unit) { u.From, u.To = next, 0 })
		}, "unit", "code", org.RuleOverlap},
		"code twice, not neighbours": {func(w *org.Snapshot) {
			copied(w, sibling, func(u *org.Unit) { u.From, u.To = next, next })
		}, "unit", "code", org.RuleOverlap},
		"no parent":            {func(w *org.Snapshot) { unit(w, sibling).Parent = "" }, "unit", "parent", org.RuleRequired},
		"parent unknown":       {func(w *org.Snapshot) { unit(w, sibling).Parent = "330303999" }, "unit", "parent", org.RuleLifetime},
		"parent ends first":    {func(w *org.Snapshot) { unit(w, street2).To = end; unit(w, marketSt2).To = end }, "unit", "parent", org.RuleLifetime},
		"parent below":         {func(w *org.Snapshot) { unit(w, cityCivil).Parent = street }, "unit", "parent", org.RuleLevel},
		"parent beside":        {func(w *org.Snapshot) { unit(w, labour).Parent = civil }, "unit", "parent", org.RuleLevel},
		"parent itself":        {func(w *org.Snapshot) { unit(w, district).Parent = district }, "unit", "parent", org.RuleLevel},
		"station of nothing":   {func(w *org.Snapshot) { unit(w, marketSt2).Function = "" }, "unit", "function", org.RuleRequired},
		"station nowhere":      {func(w *org.Snapshot) { unit(w, marketSt2).Division = "330303999" }, "unit", "division", org.RuleLifetime},
		"two stations":         {func(w *org.Snapshot) { unit(w, policeSt).Function = "police market" }, "unit", "function", org.RuleDuplicate},
		"two departments":      {func(w *org.Snapshot) { unit(w, labour).Function = "civil" }, "unit", "function", org.RuleDuplicate},
		"manager unknown":      {func(w *org.Snapshot) { unit(w, sibling).ManagedBy = "330300-zone" }, "unit", "managedBy", org.RuleLifetime},
		"centre code":          {func(w *org.Snapshot) { w.Centres[0].Code = "中心" }, "centre", "code", org.RuleMalformed},
		"centre name":          {func(w *org.Snapshot) { w.Centres[0].Name = "" }, "centre", "name", org.RuleRequired},
		"centre hours":         {func(w *org.Snapshot) { w.Centres[0].Hours = "" }, "centre", "hours", org.RuleRequired},
		"centre address":       {func(w *org.Snapshot) { w.Centres[0].ToVerify, w.Centres[0].Phone = false, "1" }, "centre", "address", org.RuleRequired},
		"centre phone":         {func(w *org.Snapshot) { w.Centres[0].ToVerify, w.Centres[0].Address = false, "a" }, "centre", "phone", org.RuleRequired},
		"centre counters":      {func(w *org.Snapshot) { w.Centres[0].Counters = nil }, "centre", "counters", org.RuleRequired},
		"counter without name": {func(w *org.Snapshot) { w.Centres[0].Counters[0].Name = "" }, "centre", "counters", org.RuleRequired},
		"counter twice":        {func(w *org.Snapshot) { w.Centres[0].Counters = slices.Repeat(w.Centres[0].Counters, 2) }, "centre", "counters", org.RuleDuplicate},
		"centre of nobody":     {func(w *org.Snapshot) { w.Centres[0].Unit = "330303999" }, "centre", "unit", org.RuleLifetime},
		"centre without day":   {func(w *org.Snapshot) { w.Centres[0].From = 0 }, "centre", "from", org.RuleRequired},
		"centre twice":         {func(w *org.Snapshot) { c := w.Centres[0]; c.Unit = street2; w.Centres = append(w.Centres, c) }, "centre", "code", org.RuleOverlap},
		"two centres":          {func(w *org.Snapshot) { c := w.Centres[0]; c.Code = "other"; w.Centres = append(w.Centres, c) }, "centre", "unit", org.RuleDuplicate},
		"staff number":         {func(w *org.Snapshot) { w.Staff = append(w.Staff, org.Staff{No: "a b", Name: "a", Unit: civil}) }, "staff", "no", org.RuleMalformed},
		"staff name":           {func(w *org.Snapshot) { w.Staff = append(w.Staff, org.Staff{No: "a", Unit: civil}) }, "staff", "name", org.RuleRequired},
		"staff unit":           {func(w *org.Snapshot) { w.Staff = append(w.Staff, org.Staff{No: "a", Name: "a", Unit: "x"}) }, "staff", "unit", org.RuleUnknown},
		"staff twice":          {func(w *org.Snapshot) { w.Staff = slices.Repeat([]org.Staff{{No: "a", Name: "a", Unit: civil}}, 2) }, "staff", "no", org.RuleDuplicate},
		"holding of nobody":    {func(w *org.Snapshot) { holding(w, org.Holding{Unit: civil, Post: org.Review}); w.Staff = nil }, "holding", "staff", org.RuleUnknown},
		"holding no post":      {func(w *org.Snapshot) { holding(w, org.Holding{Unit: civil, Post: "chief"}) }, "holding", "post", org.RuleUnknown},
		"holding nowhere": {func(w *org.Snapshot) {
			holding(w, org.Holding{Unit: civil, Post: org.Review})
			w.Holdings[0].Unit = "x"
		}, "holding", "unit", org.RuleLifetime},
		"holding outlives unit": {func(w *org.Snapshot) {
			unit(w, sibling).To = end
			holding(w, org.Holding{Unit: sibling, Post: org.Review})
		}, "holding", "unit", org.RuleLifetime},
		"holding for everything": {func(w *org.Snapshot) { holding(w, org.Holding{Unit: civil, Post: org.Review, Items: []string{"*"}}) }, "holding", "items", org.RuleMalformed},
		"holding ends first":     {func(w *org.Snapshot) { holding(w, org.Holding{Unit: civil, Post: org.Review, From: next, To: end}) }, "holding", "to", org.RuleOrder},
		"head of review":         {func(w *org.Snapshot) { holding(w, org.Holding{Unit: civil, Post: org.Review, Head: true}) }, "holding", "head", org.RuleHead},
		"body unknown":           {func(w *org.Snapshot) { w.Stationings[0].Body = "x" }, "stationing", "body", org.RuleUnknown},
		"body a street":          {func(w *org.Snapshot) { w.Stationings[0].Body = street2 }, "stationing", "body", org.RuleMalformed},
		"body ends first":        {func(w *org.Snapshot) { unit(w, marketSt).To = end }, "stationing", "body", org.RuleLifetime},
		"stationed nowhere":      {func(w *org.Snapshot) { w.Stationings[0].Centre = "x" }, "stationing", "centre", org.RuleUnknown},
		"stationed for nothing":  {func(w *org.Snapshot) { w.Stationings[0].Item = "" }, "stationing", "item", org.RuleRequired},
		"stationed without post": {func(w *org.Snapshot) { w.Stationings[0].Posts = nil }, "stationing", "posts", org.RuleRequired},
		"stationed as keeper":    {func(w *org.Snapshot) { w.Stationings[0].Posts = []org.Post{org.Keeper} }, "stationing", "posts", org.RuleUnknown},
		"stationed unwritten":    {func(w *org.Snapshot) { w.Stationings[0].Paper = "" }, "stationing", "paper", org.RuleRequired},
		"stationed undated":      {func(w *org.Snapshot) { w.Stationings[0].PaperOn = 0 }, "stationing", "paperOn", org.RuleRequired},
		"stationed before paper": {func(w *org.Snapshot) { w.Stationings[0].PaperOn = w.Stationings[0].From.Add(1) }, "stationing", "paperOn", org.RuleOrder},
		"stationed backwards":    {func(w *org.Snapshot) { w.Stationings[0].To = w.Stationings[0].From.Add(-1) }, "stationing", "to", org.RuleOrder},
	} {
		w := world(t)
		c.change(&w)
		d, problems := org.NewDirectory(w)
		if d != nil {
			t.Errorf("%s: taken", name)
		}
		if !slices.ContainsFunc(problems, func(p org.Problem) bool {
			return p.Kind == c.kind && p.Field == c.field && p.Rule == c.rule && !p.Warning
		}) {
			t.Errorf("%s: want %s.%s %s, got %+v", name, c.kind, c.field, c.rule, problems)
		}
	}
}

// A problem says which row: the second of two, by its place in the snapshot.
func TestProblemPointsAtTheRow(t *testing.T) {
	w := world(t)
	w.Units[len(w.Units)-1].OrgNo = w.Units[0].OrgNo
	_, problems := org.NewDirectory(w)
	if len(problems) != 1 || problems[0].Index != len(w.Units)-1 || problems[0].Code != community2 ||
		!slices.Equal(problems[0].Args, []string{"value", w.Units[0].OrgNo, "other", city}) {
		t.Errorf("%+v", problems)
	}
}

// A code or a number may be used again once its holder has ended, and a child may live
// through several names of its parent.
func TestReuseInTurnIsSound(t *testing.T) {
	w := world(t)
	end, next := day(t, "2018-12-31"), day(t, "2019-01-01")
	last := len(w.Units) - 1
	w.Units[last].To = end
	w.Units = append(w.Units, w.Units[last])
	w.Units[last+1].Code, w.Units[last+1].From, w.Units[last+1].To = "330303002002", next, 0
	i := slices.IndexFunc(w.Units, func(u org.Unit) bool { return u.Code == street })
	w.Units[i].To = end
	again := w.Units[i]
	again.From, again.To = next, 0
	w.Units = append(w.Units, again)
	if _, problems := org.NewDirectory(w); len(problems) > 0 {
		t.Errorf("%+v", problems)
	}
	w.Units[len(w.Units)-1].From = next.Add(1) // a day without a street
	if _, problems := org.NewDirectory(w); len(problems) == 0 {
		t.Error("a gap in the parent's life was not seen")
	}
}

// Acceptance and approval in one hand are warned of at assignment (职责分离).
func TestSeparationOfDuties(t *testing.T) {
	from, mid := day(t, "2015-01-01"), day(t, "2019-01-01")
	for _, c := range []struct {
		name             string
		accepts, decides string
		items            []string
		to               period.Date
		warned           bool
	}{
		{"same unit", street, street, nil, 0, true},
		{"community and its street", community, street, nil, 0, true},
		{"street and the district above", street, district, nil, 0, true},
		{"street and its station", street, marketSt, nil, 0, true},
		{"station and its department", marketSt, market, nil, 0, true},
		{"two communities", community, sibling, nil, 0, false},
		{"two stations of one street", policeSt, marketSt, nil, 0, false},
		{"station of another street", street2, marketSt, nil, 0, false},
		{"other items", street, street, []string{"X2"}, 0, false},
		{"the same item", street, street, []string{"X1"}, 0, true},
		{"one after the other", street, street, nil, mid.Add(-1), false},
	} {
		w := world(t)
		person(&w, "both", org.Holding{Unit: c.accepts, Post: org.Acceptance, Items: c.items, From: from, To: c.to})
		h := org.Holding{Staff: "both", Unit: c.decides, Post: org.Approval, From: from}
		if c.items != nil {
			h.Items = []string{"X1"}
		}
		if c.to != 0 {
			h.From = mid
		}
		w.Holdings = append(w.Holdings, h)
		d, problems := org.NewDirectory(w)
		if d == nil {
			t.Errorf("%s: a warning stopped the directory: %+v", c.name, problems)
		}
		warned := len(problems) == 1 && problems[0].Rule == org.RuleApart && problems[0].Warning && problems[0].Index == 1
		if warned != c.warned || !warned && len(problems) > 0 {
			t.Errorf("%s: %+v", c.name, problems)
		}
	}
}
