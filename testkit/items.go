package testkit

import (
	"encoding/json"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/testkit/scenario"
)

// Where the cases of the test district begin, and its items.
const (
	Community = "330303001012" // 永昌社区, in 永中街道
	Felling   = "felling"      // 林木采伐: community, street, district, street
	Shop      = "shop"         // 个体工商户: a station stationed at the street's centre
	Allowance = "allowance"    // 高龄津贴: months, and no issuing
	Occupy    = "occupy"       // 临时占用道路: two bodies examine side by side, handled jointly
	Firm      = "firm"         // 公司设立登记: by fax too, its clock from the originals; one material may come later
)

// Administrator is who brings in arrangements of holidays; Administrator+"2" confirms them.
const Administrator = scenario.Administrator

// Staffed (双人测试区) is the test district with a second person (…2, …乙) in every post, so
// that two can press the same button.
func Staffed() org.Snapshot {
	s := scenario.Administered(scenario.District())
	for _, p := range s.Staff {
		p.No, p.Name = p.No+"2", p.Name+"乙"
		s.Staff = append(s.Staff, p)
	}
	for _, h := range s.Holdings {
		h.Staff += "2"
		s.Holdings = append(s.Holdings, h)
	}
	return s
}

// Items are the items of the test district. Their sheets, which people read and no act asks
// for, are left out.
func Items() []catalog.Item {
	wd := func(n int) period.Period { return period.Period{N: n, Unit: period.WorkingDay} }
	special := []catalog.SpecialKind{catalog.ExpertReview, catalog.Hearing}
	felling := item(Felling, "林木采伐许可", "Licence to fell trees", "01",
		catalog.Limit{Period: wd(20), Basis: "许可法42"}, catalog.Limit{Period: wd(10), Basis: "承诺"},
		step(org.Acceptance, "社区受理", "accepting", wd(1)),
		step(org.Review, "街道审核", "street", wd(3), special...),
		step(org.Approval, "区农林局审批", "department:agri", wd(5), special...),
		step(org.Issuing, "街道制证", "street", wd(1)))
	felling.Result = catalog.Result{Kind: "licence", Name: "林木采伐许可证", Validity: period.Period{N: 12, Unit: period.Month}}
	felling.Sheet.Keywords = []string{"砍树", "伐木"}

	shop := item(Shop, "个体工商户设立登记", "Registration of a sole trader", "07",
		catalog.Limit{Period: wd(10), Basis: "个体工商户登记管理办法"}, catalog.Limit{Period: wd(4), Basis: "承诺"},
		step(org.Acceptance, "社区受理", "accepting", wd(1)),
		step(org.Review, "所审核", "station:market", wd(1)),
		step(org.Approval, "区市场监管局审批", "department:market", wd(1)),
		step(org.Issuing, "所制证", "station:market", wd(1)))
	shop.Result = catalog.Result{Kind: "licence", Name: "营业执照"}
	shop.Sheet.Keywords = []string{"开店", "办执照", "营业执照"}

	allowance := item(Allowance, "高龄津贴申领", "Allowance for the aged", "05",
		catalog.Limit{Period: period.Period{N: 2, Unit: period.Month}, Basis: "浙江省高龄津贴办法"},
		catalog.Limit{Period: period.Period{N: 30, Unit: period.NaturalDay}, Basis: "承诺"},
		step(org.Acceptance, "社区受理", "accepting", wd(1)),
		step(org.Review, "街道审核", "street", wd(3)),
		step(org.Approval, "区民政局审批", "department:civil", wd(5)))
	allowance.Result = catalog.Result{Kind: "reply"}
	allowance.Sheet.Keywords = []string{"老人补贴", "养老"}

	firm := item(Firm, "公司设立登记", "Registration of a company", "07",
		catalog.Limit{Period: wd(15), Basis: "公司登记管理条例第五十四条"}, catalog.Limit{Period: wd(6), Basis: "承诺"},
		step(org.Acceptance, "社区受理", "accepting", wd(1)),
		step(org.Review, "所审核", "station:market", wd(2)),
		step(org.Approval, "区市场监管局审批", "department:market", wd(2)),
		step(org.Issuing, "所制证", "station:market", wd(1)))
	firm.Channels = append(firm.Channels, catalog.ByFax)
	firm.Materials = append(firm.Materials, catalog.Material{Code: "m4", Name: "住所证明", Necessity: catalog.Deferrable, Copies: 1, Source: "10"})
	firm.Procedure.ClockStart = catalog.FromOriginals
	firm.Procedure.OriginalsDue = catalog.Limit{Period: period.Period{N: 15, Unit: period.NaturalDay}, Basis: "公司登记管理条例第五十三条"}
	firm.Sheet.Fee = catalog.Fee{Charged: true, OnlinePay: true, Items: []catalog.FeeItem{{Name: "工本费", Standard: "每证5元", Basis: "浙价费〔2010〕1号"}}}
	firm.Result = catalog.Result{Kind: "licence", Name: "营业执照"}
	return []catalog.Item{felling, shop, allowance, firm, occupy()}
}

// occupy is handled jointly: the station leads, the traffic police examine beside it.
func occupy() catalog.Item {
	wd := func(n int) period.Period { return period.Period{N: n, Unit: period.WorkingDay} }
	review := step(org.Review, "执法中队审核", "station:chengguan", wd(2), catalog.ExpertReview)
	review.Beside = []catalog.Body{{Name: "交警会审", NameEN: "Traffic police", Unit: "department:traffic", Limit: wd(1)}}
	it := item(Occupy, "临时占用道路许可", "Permit to occupy a road", "01",
		catalog.Limit{Period: wd(45), Basis: "许可法42(2)"}, catalog.Limit{Period: wd(6), Basis: "承诺"},
		step(org.Acceptance, "社区受理", "accepting", wd(1)), review,
		step(org.Approval, "区执法局审批", "department:chengguan", wd(2)),
		step(org.Issuing, "街道制证", "street", wd(1)))
	it.Procedure.Joint = true
	it.Materials = append(it.Materials, catalog.Material{Code: "m4", Name: "营业执照", Necessity: catalog.Conditional, When: "经营者申请的", Copies: 1, Source: "20", Licence: Shop})
	it.Result = catalog.Result{Kind: "document", Name: "占用道路许可决定书"}
	return it
}

// item is a published version with the parts that all items of the test district share.
func item(code, name, english string, kind catalog.Type, statutory, promised catalog.Limit, steps ...catalog.Step) catalog.Item {
	return catalog.Item{
		Code: code, Version: 1, From: period.NewDate(2010, 1, 1), Name: name, NameEN: english, Type: kind,
		Statutory: statutory, Promised: promised, Procedure: catalog.Procedure{Steps: steps},
		AcceptAt: []org.Level{org.Community, org.Street}, Channels: []catalog.Channel{catalog.AtCounter, catalog.Online},
		Materials: []catalog.Material{
			{Code: "m1", Name: "申请表", Necessity: catalog.Required, Original: 1, Source: "10"},
			{Code: "m2", Name: "身份证明", Necessity: catalog.Required, Copies: 1, Source: "20"},
			{Code: "m3", Name: "其他说明", Necessity: catalog.Conditional, When: "有代理人的", Source: "10"},
		},
		Form: json.RawMessage(`{"type":"object","additionalProperties":false,"required":["place"],"x-order":["place","area"],` +
			`"properties":{"place":{"type":"string","title":"地点","maxLength":100},` +
			`"area":{"type":"number","title":"面积（平方米）","minimum":0}}}`),
	}
}

func step(post org.Post, name string, rule catalog.UnitRule, limit period.Period, special ...catalog.SpecialKind) catalog.Step {
	return catalog.Step{Post: post, Name: name, Unit: rule, Limit: limit, Special: special}
}
