package annex

import (
	"fmt"
	"strconv"
	"strings"

	"yimen/core/catalog"
	"yimen/core/period"
)

// typeName (事项类型) is a type in the words of the notice, which knows fewer than GB/T 39046:
// what it has no word for is 其他.
func typeName(t catalog.Type) string {
	switch t {
	case "00":
		return "非行政许可审批"
	case "01":
		return "行政许可"
	case "07":
		return "行政确认"
	case "20":
		return "便民服务事项"
	}
	return "其他"
}

// linkages are the kinds of Annex 4's third note, in its words.
var linkages = map[catalog.Linkage]string{
	catalog.CityDistrictStreet: "市、区、街道三级", catalog.DistrictStreetCommunity: "区、街道、社区三级",
	catalog.DistrictStreet: "区、街道两级", catalog.StreetCommunity: "街道、社区两级", catalog.DistrictCommunity: "区、社区两级",
	catalog.OtherLinkage: "其他",
}

func linkageName(l catalog.Linkage) string { return linkages[l] }

// limitWords is a period as the forms say it.
func limitWords(p period.Period) string {
	switch {
	case p.IsZero():
		return "无"
	case p.N == 0:
		return "即办"
	case p.Unit == period.NaturalDay:
		return strconv.Itoa(p.N) + "日"
	case p.Unit == period.Month:
		return strconv.Itoa(p.N) + "个月"
	}
	return strconv.Itoa(p.N) + "个工作日"
}

func basisWords(it *catalog.Item) string {
	var list []string
	for _, b := range it.Sheet.Basis {
		paper := ""
		if b.Paper != "" {
			paper = "（" + b.Paper + "）"
		}
		list = append(list, b.Law+paper+b.Article)
	}
	return strings.Join(list, "；")
}

func conditionWords(it *catalog.Item) string {
	var list []string
	for _, c := range it.Sheet.Conditions {
		list = append(list, c.ZH)
	}
	return numbered(list)
}

// materialWords lists the papers with their numbers and when they are needed.
func materialWords(it *catalog.Item) string {
	var list []string
	for _, m := range it.Materials {
		var more []string
		if m.Original > 0 {
			more = append(more, fmt.Sprintf("原件%d份", m.Original))
		}
		if m.Copies > 0 {
			more = append(more, fmt.Sprintf("复印件%d份", m.Copies))
		}
		switch m.Necessity {
		case catalog.Conditional:
			more = append(more, m.When)
		case catalog.Deferrable:
			more = append(more, "可容缺后补")
		}
		if len(more) > 0 {
			list = append(list, m.Name+"（"+strings.Join(more, "，")+"）")
			continue
		}
		list = append(list, m.Name)
	}
	return numbered(list)
}

func feeWords(f catalog.Fee) string {
	if !f.Charged {
		return "不收费"
	}
	var list []string
	for _, i := range f.Items {
		list = append(list, i.Name+"："+i.Standard+"（"+i.Basis+"）")
	}
	return strings.Join(list, "；")
}

func faqWords(it *catalog.Item) string {
	var list []string
	for _, q := range it.Sheet.FAQ {
		list = append(list, "问："+q.Q+"答："+q.A)
	}
	return strings.Join(list, "\n")
}

// roadWords is the procedure of Annex 3 in one sentence: the steps, then the promise.
func roadWords(it *catalog.Item) string {
	var list []string
	for _, step := range it.Procedure.Steps {
		list = append(list, step.Name)
	}
	return strings.Join(list, "→") + "；承诺期限：" + limitWords(it.Promised.Period)
}

// numbered joins several sentences as 1. … 2. …, each on its line; one stands alone.
func numbered(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%d.%s", i+1, s)
	}
	return b.String()
}
