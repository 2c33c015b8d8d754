package chart

import (
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Example is the item of the two charts (示例) that the notice draws: registration as it was in 2015.
func Example() *catalog.Item {
	day := func(n int) period.Period { return period.Period{N: n, Unit: period.NaturalDay} }
	return &catalog.Item{
		Name: "个体工商户设立登记", Type: "01", Registration: true,
		Channels:  []catalog.Channel{catalog.AtCounter, catalog.ByPost, catalog.ByFax, catalog.ByEmail},
		Statutory: catalog.Limit{Period: day(15)},
		Result:    catalog.Result{Kind: "licence", Name: "营业执照", NameEN: "Business licence"},
		Procedure: catalog.Procedure{ClockStart: catalog.FromOriginals, Steps: []catalog.Step{
			{Post: org.Acceptance, Name: "受理", Unit: "accepting", Limit: day(1)},
			{Post: org.Review, Name: "审核", Unit: "station:market", Limit: day(2), OnSpot: true},
			{Post: org.Approval, Name: "审批", Unit: "department:market", Limit: day(1)},
		}},
		Sheet: catalog.Sheet{Fee: catalog.Fee{Charged: true}},
	}
}
