package catalog

import (
	"testing"

	"yimen/core/org"
)

// The linkage type follows from who receives and which units the steps find (the notice, Annex 4).
func TestLinkage(t *testing.T) {
	type levels = []org.Level
	for name, c := range map[string]struct {
		accept levels
		units  []UnitRule
		want   Linkage
	}{
		"community, street, district": {levels{org.Community}, []UnitRule{"accepting", "street", "department:civil", "street"}, DistrictStreetCommunity},
		"a station is the street":     {levels{org.Community}, []UnitRule{"accepting", "station:police", "department:police"}, DistrictStreetCommunity},
		"street and city bureau":      {levels{org.Street}, []UnitRule{"accepting", "department:chengguan", "city:chengguan"}, CityDistrictStreet},
		"street and district":         {levels{org.Street}, []UnitRule{"accepting", "department:market"}, DistrictStreet},
		"street and the government":   {levels{org.Street}, []UnitRule{"accepting", "government"}, DistrictStreet},
		"community and street":        {levels{org.Community}, []UnitRule{"accepting", "street"}, StreetCommunity},
		"received at either":          {levels{org.Street, org.Community}, []UnitRule{"accepting", "street"}, StreetCommunity},
		"community and district":      {levels{org.Community}, []UnitRule{"accepting", "department:medins"}, DistrictCommunity},
		"either, but not both":        {levels{org.Street, org.Community}, []UnitRule{"accepting", "department:archives"}, DistrictCommunity},
		"the community alone":         {levels{org.Community}, []UnitRule{"accepting", "community"}, NotLinked},
		"the station alone":           {levels{org.Street}, []UnitRule{"accepting", "station:police"}, NotLinked},
		"all four":                    {levels{org.Community}, []UnitRule{"accepting", "street", "department:land", "city:land"}, OtherLinkage},
		"nothing yet":                 {nil, nil, NotLinked},
	} {
		item := Item{AcceptAt: c.accept}
		for _, unit := range c.units {
			item.Procedure.Steps = append(item.Procedure.Steps, Step{Unit: unit})
		}
		if got := item.Linkage(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestLevelsRunFromTheTopDown(t *testing.T) {
	item := Item{AcceptAt: []org.Level{org.Community}, Procedure: Procedure{Steps: []Step{
		{Unit: "accepting"}, {Unit: "street"}, {Unit: "department:civil"}}}}
	got := item.Levels()
	if len(got) != 3 || got[0] != org.District || got[1] != org.Street || got[2] != org.Community {
		t.Errorf("Levels() = %v", got)
	}
}

func TestUnitRuleParse(t *testing.T) {
	for rule, want := range map[UnitRule][2]string{
		"accepting": {"accepting", ""}, "street": {"street", ""}, "government": {"government", ""},
		"station:police": {"station", "police"}, "city:land": {"city", "land"},
	} {
		kind, function, ok := rule.Parse()
		if !ok || kind != want[0] || function != want[1] {
			t.Errorf("%q.Parse() = %q %q %v", rule, kind, function, ok)
		}
	}
	for _, rule := range []UnitRule{"", "station", "station:", "street:police", "ministry:x", "Accepting"} {
		if _, _, ok := rule.Parse(); ok {
			t.Errorf("%q parses", rule)
		}
	}
}
