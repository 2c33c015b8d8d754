package catalog

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yimen/core/org"
	"yimen/core/period"
)

func wd(n int) period.Period   { return period.Period{N: n, Unit: period.WorkingDay} }
func days(n int) period.Period { return period.Period{N: n, Unit: period.NaturalDay} }

// sound is an item in which nothing is to be found.
func sound() Item {
	t := func(text string) Text { return Text{text, "(" + text + ")"} }
	return Item{
		Code: "LW-XK-001", Version: 1, From: period.NewDate(2015, 8, 1), Name: "临时占用城市道路", NameEN: "Occupying a road", Type: "01",
		Statutory: Limit{Period: wd(20), Basis: "《行政许可法》第四十二条"}, Promised: Limit{Period: wd(5)},
		AcceptAt: []org.Level{org.Community}, Channels: []Channel{AtCounter, Online},
		Procedure: Procedure{Steps: []Step{
			{Post: org.Acceptance, Name: "受理", NameEN: "Acceptance", Unit: "accepting", Limit: wd(1)},
			{Post: org.Review, Name: "审核", NameEN: "Review", Unit: "station:chengguan", Limit: wd(2), Special: []SpecialKind{ExpertReview}},
			{Post: org.Approval, Name: "审批", NameEN: "Approval", Unit: "department:chengguan", Limit: wd(1)},
			{Post: org.Issuing, Name: "制证", NameEN: "Issuing", Unit: "street", Limit: wd(1)},
		}},
		Materials: []Material{
			{Code: "m1", Name: "申请表", NameEN: "Form", Necessity: Required, Source: "10", Form: "either", Original: 1},
			{Code: "m2", Name: "施工方案", NameEN: "Plan", Necessity: Conditional, When: "需要施工的", Source: "10", Form: "paper", Copies: 1},
		},
		Result: Result{Kind: "licence", Name: "临时占道许可证", NameEN: "Permit", Sample: "载明占道位置、面积和期限"},
		Form: json.RawMessage(`{"type":"object","additionalProperties":false,"required":["place"],"x-order":["place"],
			"properties":{"place":{"type":"string","title":"占道位置","x-title-en":"Place","maxLength":100}}}`),
		Sheet: Sheet{
			Implementer: Implementer{Function: "chengguan", Name: "区综合行政执法局", Nature: "1"}, Power: "1", Level: "4",
			Basis:      []Basis{{Law: "《城市道路管理条例》", Article: "第三十一条"}},
			Conditions: []Text{t("确需占用")}, Department: t("部门"), Place: t("地点"), Hours: t("时间"), FormTitle: t("申请表"),
			Phone: "0577-12345", Supervision: "0577-86968283", FAQ: []QA{{"多久？", "三天。", "How long?", "Three days."}},
			Online: true, OnlineDepth: 3, Visits: 1, VisitReason: t("现场核查"),
			Audience: []Audience{Person, Enterprise}, ThemesPerson: []string{"交通出行"}, ThemesFirm: []string{"市政公用"},
			ToVerify: []string{"sheet.phone"},
		},
	}
}

// police is a body beside a step.
func police(limit period.Period) Body {
	return Body{Name: "会审", NameEN: "Joint review", Unit: "department:traffic", Limit: limit}
}

func TestSoundItemHasNoFindings(t *testing.T) {
	if found := Check(sound()); len(found) > 0 {
		t.Errorf("found %+v", found)
	}
}

// Each case breaks one rule; exactly that finding must come, at that field.
func TestCheckFinds(t *testing.T) {
	steps := func(i *Item) []Step { return i.Procedure.Steps }
	for _, c := range []struct {
		at, rule string
		severity Severity
		spoil    func(*Item)
	}{
		{"code", "code", Error, func(i *Item) { i.Code = "LW XK/1" }},
		{"code", "code", Error, func(i *Item) { i.Code = strings.Repeat("A", 51) }},
		{"taskCode", "taskCode", Error, func(i *Item) { i.TaskCode = "11450000007565194H" }},
		{"taskCode", "taskCode", Error, func(i *Item) { i.TaskCode = "11450000007565194H2000115015005" }}, // of another base code
		{"baseCode", "baseCode", Error, func(i *Item) { i.BaseCode = "000115" }},
		{"version", "version", Error, func(i *Item) { i.Version = 0 }},
		{"from", "required", Error, func(i *Item) { i.From = 0 }},
		{"to", "dates", Error, func(i *Item) { i.To = i.From.Add(-1) }},
		{"name", "required", Error, func(i *Item) { i.Name = " " }},
		{"sheet.jointEn", "jointEnglish", Warning, func(i *Item) { i.Sheet.Joint = []string{"区交警大队"} }},
		{"nameEn", "english", Warning, func(i *Item) { i.NameEN = "" }},
		{"type", "unknownValue", Error, func(i *Item) { i.Type = "11" }},
		{"type", "typeAbolished", Error, func(i *Item) { i.Type = "00" }},
		{"type", "typeAbolished", Error, func(i *Item) { i.Type, i.From = "00", period.NewDate(2014, 1, 1) }},
		{"acceptAt", "required", Error, func(i *Item) { i.AcceptAt = nil }},
		{"acceptAt[0]", "unknownValue", Error, func(i *Item) { i.AcceptAt = []org.Level{"village"} }},
		{"channels[2]", "unknownValue", Error, func(i *Item) { i.Channels = append(i.Channels, "pigeon") }},
		{"statutory.period", "required", Error, func(i *Item) { i.Statutory = Limit{} }},
		{"statutory.basis", "required", Error, func(i *Item) { i.Statutory.Basis = "" }},
		{"promised.period", "required", Error, func(i *Item) { i.Promised = Limit{} }},
		{"promised.period", "promiseOver", Error, func(i *Item) { i.Promised.Period = wd(21) }},
		{"promised.period", "promiseUnsure", Warning, func(i *Item) { i.Statutory.Period = days(9) }},
		{"quick", "quick", Error, func(i *Item) { i.Quick = true }},
		{"procedure.steps", "required", Error, func(i *Item) { i.Procedure.Steps = nil }},
		{"procedure.steps[0].post", "firstStep", Error, func(i *Item) { i.Procedure.Steps = steps(i)[1:] }},
		{"procedure.steps[1].post", "oneAcceptance", Error, func(i *Item) { steps(i)[1].Post = org.Acceptance }},
		{"procedure.steps[1].post", "unknownValue", Error, func(i *Item) { steps(i)[1].Post = org.Supervisor }},
		{"procedure.steps", "oneApproval", Error, func(i *Item) { steps(i)[1].Post = org.Approval }},
		{"procedure.steps", "oneApproval", Error, func(i *Item) { steps(i)[2].Post = org.Review }},
		{"procedure.steps", "issuing", Error, func(i *Item) { i.Procedure.Steps = steps(i)[:3] }},
		{"procedure.steps[2].post", "reviewLate", Error, func(i *Item) { steps(i)[1], steps(i)[2] = steps(i)[2], steps(i)[1] }},
		{"procedure.steps", "stepsOver", Error, func(i *Item) { steps(i)[1].Limit = wd(3) }},
		{"procedure.steps", "stepsUnsure", Warning, func(i *Item) { steps(i)[1].Limit = days(7) }},
		{"procedure.steps[1].limit", "required", Error, func(i *Item) { steps(i)[1].Limit = period.Period{} }},
		{"procedure.steps[1].unit", "unitRule", Error, func(i *Item) { steps(i)[1].Unit = "station" }},
		{"procedure.steps[1].unit", "unitUnreachable", Error, func(i *Item) { i.AcceptAt = append(i.AcceptAt, org.District) }},
		{"procedure.stopMost.picnic", "stopMost", Error, func(i *Item) { i.Procedure.StopMost = map[SpecialKind]int{"picnic": 5} }},
		{"procedure.stopMost.expertReview", "stopMost", Error, func(i *Item) { i.Procedure.StopMost = map[SpecialKind]int{ExpertReview: 0} }},
		{"procedure.steps[0].check", "checkStep", Error, func(i *Item) { steps(i)[0].Check = true }},
		{"procedure.steps[1].special[0]", "specialKind", Error, func(i *Item) { steps(i)[1].Special = []SpecialKind{"公示"} }},
		{"procedure.clockStart", "unknownValue", Error, func(i *Item) { i.Procedure.ClockStart = "someday" }},
		{"procedure.originalsDue.period", "required", Error, func(i *Item) { i.Procedure.ClockStart = FromOriginals }},
		{"procedure.originalsDue.period", "required", Error, func(i *Item) { i.Procedure.OriginalsLapse = Limit{Period: days(60), Basis: "令"} }},
		{"procedure.originalsDue.basis", "required", Error, func(i *Item) { i.Procedure.OriginalsDue.Period = days(15) }},
		{"procedure.originalsLapse.basis", "required", Error, func(i *Item) {
			i.Procedure.OriginalsDue, i.Procedure.OriginalsLapse.Period = Limit{Period: days(15), Basis: "令"}, days(60)
		}},
		{"procedure.steps[2].beside", "besidePost", Error, func(i *Item) { steps(i)[2].Beside = []Body{police(wd(1))} }},
		{"procedure.steps[1].beside[1].unit", "besideTwice", Error, func(i *Item) { steps(i)[1].Beside = []Body{police(wd(1)), police(wd(1))} }},
		{"procedure.steps[1].beside[0].limit", "besideLimitOver", Error, func(i *Item) { steps(i)[1].Beside = []Body{police(wd(6))} }},
		{"procedure.steps[1].beside[0].limit", "besideLimitUnsure", Warning, func(i *Item) { steps(i)[1].Beside = []Body{police(days(6))} }},
		{"procedure.steps[1].beside[0].limit", "required", Error, func(i *Item) { steps(i)[1].Beside = []Body{police(period.Period{})} }},
		{"procedure.joint", "jointAlone", Error, func(i *Item) { i.Procedure.Joint, steps(i)[1].Unit = true, steps(i)[2].Unit }},
		{"statutory.period", "jointLimit", Error, func(i *Item) { i.Procedure.Joint, i.Statutory.Period = true, wd(46) }},
		{"materials[0].commit", "commitMaterial", Error, func(i *Item) { i.Materials[0].Commit = true }},
		{"materials[1].commit", "commitMaterial", Error, func(i *Item) {
			i.Sheet.CommitInstead, i.Materials[0].Commit, i.Materials[1].Commit, i.Materials[1].Necessity = true, true, true, Conditional
		}},
		{"sheet.commitInstead", "commitNothing", Warning, func(i *Item) { i.Sheet.CommitInstead = true }},
		{"quota.places", "quotaPlaces", Error, func(i *Item) { i.Quota = &Quota{Basis: "计划"} }},
		{"quota.per", "unknownValue", Error, func(i *Item) { i.Quota = &Quota{Places: 1, Per: "week", Basis: "计划"} }},
		{"quota.basis", "required", Error, func(i *Item) { i.Quota = &Quota{Places: 1} }},
		{"sheet.quota.zh", "required", Error, func(i *Item) { i.Quota = &Quota{Places: 1, Basis: "计划"} }},
		{"materials[1].code", "materialCode", Error, func(i *Item) { i.Materials[1].Code = "m1" }},
		{"materials[1].name", "materialVague", Error, func(i *Item) { i.Materials[1].Name = "其他材料" }},
		{"materials[1].licence", "materialLicence", Error, func(i *Item) { i.Materials[1].Licence = "营业执照" }},
		{"materials[1].licence", "materialLicence", Error, func(i *Item) { i.Materials[1].Licence = i.Code }},
		{"materials[1].when", "required", Error, func(i *Item) { i.Materials[1].When = "" }},
		{"materials[1].original", "materialCount", Error, func(i *Item) { i.Materials[1].Copies = 0 }},
		{"materials[1].source", "unknownValue", Error, func(i *Item) { i.Materials[1].Source = "30" }},
		{"materials", "materialNone", Error, func(i *Item) { i.Materials = i.Materials[1:] }},
		{"result.kind", "resultKind", Error, func(i *Item) { i.Result.Kind = "document" }},
		{"result.name", "required", Error, func(i *Item) { i.Result.Name = "" }},
		{"result.sample", "resultSample", Warning, func(i *Item) { i.Result.Sample = "" }},
		{"form", "formSchema", Error, func(i *Item) { i.Form = json.RawMessage(`[]`) }},
		{"form.properties.x", "formUnlisted", Error, func(i *Item) {
			i.Form = json.RawMessage(`{"type":"object","additionalProperties":false,"x-order":["x"]}`)
		}},
		{"sheet.implementer.name", "required", Error, func(i *Item) { i.Sheet.Implementer.Name = "" }},
		{"sheet.implementer.code", BadCreditCheck, Error, func(i *Item) { i.Sheet.Implementer.Code = "91350100M000100Y4A" }},
		{"sheet.basis[0].article", "basisArticle", Error, func(i *Item) { i.Sheet.Basis[0].Article = "" }},
		{"sheet.basis", "basisNone", Error, func(i *Item) { i.Sheet.Basis[0].General = true }},
		{"sheet.conditions", "required", Error, func(i *Item) { i.Sheet.Conditions = nil }},
		{"sheet.fee.items", "feeItems", Error, func(i *Item) { i.Sheet.Fee.Charged = true }},
		{"sheet.fee.charged", "feeFree", Error, func(i *Item) { i.Sheet.Fee.OnlinePay = true }},
		{"sheet.fee.items[0].basis", "required", Error, func(i *Item) {
			i.Sheet.Fee = Fee{Charged: true, Items: []FeeItem{{Name: "占道费", Standard: "每日每平方米0.5元"}}}
		}},
		{"sheet.phone", "phone", Error, func(i *Item) { i.Sheet.Phone = "86968283" }},
		{"sheet.phone", "required", Error, func(i *Item) { i.Sheet.Phone = "" }},
		{"sheet.supervision", "required", Error, func(i *Item) { i.Sheet.Phone, i.Sheet.Supervision = "", "" }},
		{"sheet.supervision", "phoneSame", Error, func(i *Item) { i.Sheet.Supervision = i.Sheet.Phone }},
		{"sheet.faq", "faqNone", Error, func(i *Item) { i.Sheet.FAQ = nil }},
		{"sheet.visitReason", "visitReason", Error, func(i *Item) { i.Sheet.VisitReason = Text{} }},
		{"sheet.visitReason", "visitReason", Error, func(i *Item) { i.Sheet.Visits = 0 }},
		{"channels", "visitPost", Error, func(i *Item) {
			i.Sheet.Visits, i.Sheet.VisitReason, i.Sheet.Online, i.Sheet.OnlineDepth, i.Channels = 0, Text{}, false, 0, i.Channels[:1]
		}},
		{"sheet.onlineDepth", "onlineDepth", Error, func(i *Item) { i.Sheet.OnlineDepth = 5 }},
		{"sheet.visits", "visitDepth", Error, func(i *Item) { i.Sheet.OnlineDepth = 4 }},
		{"channels", "onlineChannel", Error, func(i *Item) { i.Channels = i.Channels[:1] }},
		{"sheet.audience", "required", Error, func(i *Item) { i.Sheet.Audience = nil }},
		{"sheet.themesFirm", "themes", Error, func(i *Item) { i.Sheet.ThemesFirm = nil }},
		{"sheet.themesPerson", "themes", Error, func(i *Item) { i.Sheet.Audience = i.Sheet.Audience[1:] }},
		{"sheet.toVerify[0]", "toVerify", Error, func(i *Item) { i.Sheet.ToVerify[0] = "sheet.phones" }},
	} {
		item := sound()
		c.spoil(&item)
		found := Check(item)
		at := slices.IndexFunc(found, func(f Finding) bool { return f.Field == c.at && f.Rule == c.rule })
		if at < 0 || found[at].Severity != c.severity {
			t.Errorf("%s %s: found %+v", c.at, c.rule, found)
		}
	}
}

// T46: an item of the abolished type that ended in time may be kept for the record.
func TestAbolishedTypeOnRecord(t *testing.T) {
	item := sound()
	item.Type, item.From, item.To = "00", period.NewDate(2013, 1, 1), period.NewDate(2015, 5, 13)
	if found := Check(item); len(found) > 0 {
		t.Errorf("found %+v", found)
	}
}

// Fifteen working days, seven natural days of public notice and five working days fit into 27
// working days, because seven natural days never hold more than seven working days.
func TestFitsAcrossUnits(t *testing.T) {
	aid := []period.Period{wd(15), days(7), wd(5)}
	for _, c := range []struct {
		parts []period.Period
		limit period.Period
		want  verdict
	}{
		{aid, wd(27), inside}, {aid, wd(26), unsure}, {aid, wd(19), over},
		{[]period.Period{wd(10)}, days(15), unsure}, {[]period.Period{wd(16)}, days(15), over}, {[]period.Period{wd(1)}, days(17), inside},
		{[]period.Period{days(31)}, period.Period{N: 1, Unit: period.Month}, unsure},
		{[]period.Period{days(28)}, period.Period{N: 1, Unit: period.Month}, inside},
		{[]period.Period{{N: 3, Unit: period.Month}}, wd(20), over},
	} {
		if got := fits(c.parts, c.limit); got != c.want {
			t.Errorf("fits(%v, %v) = %d, want %d", c.parts, c.limit, got, c.want)
		}
	}
}

// Every rule has a sentence in both languages, with the same placeholders.
func TestEveryRuleHasItsSentence(t *testing.T) {
	words := map[string]map[string]string{}
	for _, lang := range []string{"zh", "en"} {
		data, err := os.ReadFile("../../web/ui/words/catalog." + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var sentences map[string]string
		if err := json.Unmarshal(data, &sentences); err != nil {
			t.Fatal(err)
		}
		words[lang] = sentences
	}
	var sentences []string
	for key := range words["zh"] {
		if rule, isRule := strings.CutPrefix(key, "catalog.lint."); isRule {
			sentences = append(sentences, rule)
		}
	}
	slices.Sort(sentences)
	if rules := rulesInSource(t); !slices.Equal(rules, sentences) {
		t.Errorf("rules     %v\nsentences %v", rules, sentences)
	}
	hole := regexp.MustCompile(`\{\w+\}`)
	for key, zh := range words["zh"] {
		a, b := hole.FindAllString(zh, -1), hole.FindAllString(words["en"][key], -1)
		slices.Sort(a)
		slices.Sort(b)
		if words["en"][key] == "" || !slices.Equal(a, b) {
			t.Errorf("%s: %q and %q", key, zh, words["en"][key])
		}
	}
	if len(words["zh"]) != len(words["en"]) {
		t.Error("one language has more sentences than the other")
	}
}

// rulesInSource finds the rule codes where they are written.
func rulesInSource(t *testing.T) []string {
	written := []*regexp.Regexp{
		regexp.MustCompile(`(?:fail|warn|problem)\(.*?, "(\w+)"`),
		regexp.MustCompile(`(?:Rule|Code): "(\w+)"`),
		regexp.MustCompile(`(?:place\.Code, .*|problem\.Code) = "(\w+)"`),
		regexp.MustCompile(`return "(too\w+)"`),
	}
	rules := []string{"promiseOver", "promiseUnsure", "stepsOver", "stepsUnsure", "besideLimitOver", "besideLimitUnsure", BadCreditCheck, BadCreditShape,
		"date.format", "date.noSuchDay", "date.range", "period.format", "period.range"}
	for _, name := range []string{"lint.go", "lint_procedure.go", "lint_joint.go", "lint_quota.go", "lint_sheet.go", "form.go", "form_when.go", "../../app/yaml.go", "../../app/read_items.go", "../../app/definitions.go"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, pattern := range written {
			for _, match := range pattern.FindAllStringSubmatch(string(data), -1) {
				rules = append(rules, match[1])
			}
		}
	}
	slices.Sort(rules)
	return slices.DeleteFunc(slices.Compact(rules), func(rule string) bool { return rule == "value" || rule == "name" })
}
