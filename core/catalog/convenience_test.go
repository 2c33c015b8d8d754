package catalog

import (
	"slices"
	"testing"

	"yimen/core/org"
	"yimen/core/period"
)

func dailyWorld(t *testing.T) *org.Directory {
	t.Helper()
	from := period.NewDate(2015, 1, 1)
	d, problems := org.NewDirectory(org.Snapshot{
		Units: []org.Unit{{Code: "330300", Name: "温州市", Level: org.City, Kind: org.Government, OrgNo: "001", From: from}},
		Centres: []org.Centre{{Code: "330300-zx", Unit: "330300", Name: "中心", Hours: "每天", ToVerify: true,
			Counters: []org.Counter{{No: "1", Name: "综合"}}, From: from}},
	})
	if d == nil {
		t.Fatal(problems)
	}
	return d
}

func soundDaily() Convenience {
	both := func(s string) Text { return Text{ZH: s, EN: "x"} }
	return Convenience{Code: "330300-b01", Centre: "330300-zx", Kind: Utilities, Name: "电费缴纳", NameEN: "Bills", Provider: both("供电分局"),
		What: both("缴费"), Place: both("自助服务点"), Hours: both("每天"), Price: both("免费"), Phone: "95598", Link: "https://www.95598.cn/a?b=c",
		From: period.NewDate(2016, 1, 1)}
}

func TestCheckConvenience(t *testing.T) {
	dir := dailyWorld(t)
	if found := CheckConvenience(soundDaily(), dir, nil); len(found) > 0 {
		t.Fatalf("a sound service is found wrong: %v", found)
	}
	other := soundDaily()
	other.Code = "330300-b02"
	for name, c := range map[string]struct {
		spoil       func(*Convenience)
		field, rule string
		severity    Severity
	}{
		"code":          {func(c *Convenience) { c.Code = "电费" }, "code", "code", Error},
		"no centre":     {func(c *Convenience) { c.Centre = "" }, "centre", "required", Error},
		"strange":       {func(c *Convenience) { c.Centre = "x" }, "centre", "convenienceCentre", Error},
		"kind":          {func(c *Convenience) { c.Kind = "bank" }, "kind", "unknownValue", Error},
		"name":          {func(c *Convenience) { c.Name = " " }, "name", "required", Error},
		"english":       {func(c *Convenience) { c.NameEN = "" }, "nameEn", "english", Warning},
		"price":         {func(c *Convenience) { c.Price.ZH = "" }, "price", "required", Error},
		"price english": {func(c *Convenience) { c.Price.EN = "" }, "priceEn", "english", Warning},
		"no phone":      {func(c *Convenience) { c.Phone = "" }, "phone", "conveniencePhone", Error},
		"phone":         {func(c *Convenience) { c.Phone = "86968283" }, "phone", "phone", Error},
		"link":          {func(c *Convenience) { c.Link = "javascript:alert(1)" }, "link", "convenienceLink", Error},
		"from":          {func(c *Convenience) { c.From = 0 }, "from", "required", Error},
		"to":            {func(c *Convenience) { c.To = c.From - 1 }, "to", "dates", Error},
		"twice":         {func(c *Convenience) {}, "name", "convenienceTwice", Error},
	} {
		daily, others := soundDaily(), []Convenience(nil)
		if c.spoil(&daily); name == "twice" {
			others = []Convenience{other}
		}
		found := CheckConvenience(daily, dir, others)
		if !slices.ContainsFunc(found, func(f Finding) bool { return f.Field == c.field && f.Rule == c.rule && f.Severity == c.severity }) {
			t.Errorf("%s: found %v, want %s %s", name, found, c.field, c.rule)
		}
	}
	unsure := soundDaily()
	unsure.Phone, unsure.ToVerify = "", true
	ended := other
	ended.To = unsure.From - 1
	if found := CheckConvenience(unsure, dir, []Convenience{ended}); len(found) > 0 {
		t.Errorf("待核 without phone, after one that has ended: %v", found)
	}
}
