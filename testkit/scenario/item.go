package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/testkit/scenario/district"
)

// plainForm is the form of an item defined in a scenario: it asks for one thing, and not even
// that must be answered.
const plainForm = `{"type":"object","additionalProperties":false,"required":[],"x-order":["四至"],` +
	`"properties":{"四至":{"type":"string","title":"四至","maxLength":100}}}`

// readItem reads the line 事项: a name, and the particulars of an item defined here.
func readItem(words []word) (catalog.Item, error) {
	if len(words) == 0 || words[0].given {
		return catalog.Item{}, faultf("「事项」之后应写事项名称")
	}
	a := args{words: words[1:]}
	item := catalog.Item{Name: words[0].text, NameEN: words[0].text, Version: 1, Type: "01", From: district.Founded,
		AcceptAt: []org.Level{org.Community, org.Street, org.District}, Form: json.RawMessage(plainForm)}
	if word, ok := a.take("类型"); ok {
		var err error
		item.Type, err = typeWords.read(word)
		a.fail(err)
	}
	item.Statutory = catalog.Limit{Period: a.period("法定期限"), Basis: a.text("法定依据")}
	item.Promised = catalog.Limit{Period: a.period("承诺期限"), Basis: "承诺"}
	if item.Promised.Period.IsZero() {
		item.Promised.Period = item.Statutory.Period
	}
	for _, name := range list(a.text("收费项目")) {
		item.Sheet.Fee.Charged = true
		item.Sheet.Fee.Items = append(item.Sheet.Fee.Items, catalog.FeeItem{Name: name, Standard: "按公布的标准", Basis: "价格主管部门文件"})
	}
	item.Sheet.Fee.PayFirst = choose(&a, "先缴费", yesWords)
	item.Sheet.Fee.OnlinePay = choose(&a, "网上缴费", yesWords)
	item.ReviewFirst = choose(&a, "复议前置", yesWords)
	item.Quota = quota(&a)
	item.Procedure.Joint = choose(&a, "联合办理", yesWords)
	item.Procedure.ClockStart = choose(&a, "起算", startWords)
	item.Procedure.OriginalsDue = catalog.Limit{Period: a.period("原件期限"), Basis: "原件期限"}
	item.Procedure.OriginalsLapse = catalog.Limit{Period: a.period("原件失效"), Basis: "原件失效"}
	item.Procedure.StopMost = stopMost(&a)
	item.Safety = choose(&a, "公共安全", yesWords)
	item.Quick = item.Promised.Period == period.Period{Unit: period.WorkingDay}
	item.Result = catalog.Result{Kind: "licence", Name: "证", Validity: a.period("有效期")}
	if d := a.date("生效"); !d.IsZero() {
		item.From = d
	}
	item.To = a.date("失效")
	if n := a.text("版本"); n != "" {
		if _, err := fmt.Sscanf(n, "%d", &item.Version); err != nil || item.Version < 1 {
			a.fail(faultf("「版本=%s」应为 1、2、3……", n))
		}
	}
	item.Channels = listOf(&a, "渠道", channelWords, item.Channels)
	item.AcceptAt = listOf(&a, "受理层级", levelWords, item.AcceptAt)
	if len(item.Channels) == 0 {
		for _, c := range channelWords {
			item.Channels = append(item.Channels, c.is)
		}
	}
	return item, a.done()
}

// stopMost reads 除外上限=专家评审:30、听证:60, the longest days of the stops of a kind.
func stopMost(a *args) map[catalog.SpecialKind]int {
	text, ok := a.take("除外上限")
	if !ok {
		return nil
	}
	all := map[catalog.SpecialKind]int{}
	for _, one := range list(text) {
		word, days, _ := strings.Cut(one, ":")
		kind, err := kindWords.read(word)
		a.fail(err)
		n, err := strconv.Atoi(days)
		if err != nil {
			a.fail(faultf("「除外上限=%s」应写成 专家评审:30", text))
		}
		all[kind] = n
	}
	return all
}

// listOf reads a list of words, or keeps the default.
func listOf[T comparable](a *args, key string, v vocabulary[T], otherwise []T) []T {
	text, ok := a.take(key)
	if !ok {
		return otherwise
	}
	var all []T
	for _, w := range list(text) {
		is, err := v.read(w)
		a.fail(err)
		all = append(all, is)
	}
	return all
}

// readStep reads the line 环节: post, rule of the unit, limit, and the special procedures.
func readStep(words []word) (catalog.Step, error) {
	if len(words) < 3 || words[0].given || words[1].given || words[2].given {
		return catalog.Step{}, faultf("应写成：环节 审核 街道 3个工作日 [特别程序=专家评审]")
	}
	post, err := postWords.read(words[0].text + "岗")
	if err != nil {
		return catalog.Step{}, unknown(words[0].text, []string{"受理", "审核", "审批", "制证"})
	}
	rule, err := readRule(words[1].text)
	if err != nil {
		return catalog.Step{}, err
	}
	limit, err := readPeriod(words[2].text)
	if err != nil {
		return catalog.Step{}, err
	}
	a := args{words: words[3:]}
	s := catalog.Step{Post: post, Name: words[1].text + words[0].text, Unit: rule, Limit: limit}
	s.Special = listOf(&a, "特别程序", kindWords, nil)
	s.OnSpot = choose(&a, "当场", yesWords)
	s.Check = choose(&a, "核查", yesWords)
	s.Beside = besides(&a)
	return s, a.done()
}

// besides reads 并联=区部门：交警/2个工作日、区部门：规划/3个工作日: bodies that examine at the same time.
func besides(a *args) (all []catalog.Body) {
	text, _ := a.take("并联")
	for _, one := range list(text) {
		rule, limit, both := strings.Cut(one, "/")
		if !both {
			a.fail(faultf("「并联=%s」应写成 并联=区部门：交警/2个工作日", one))
			continue
		}
		unit, err := readRule(rule)
		a.fail(err)
		time, err := readPeriod(limit)
		a.fail(err)
		all = append(all, catalog.Body{Name: rule, Unit: unit, Limit: time})
	}
	return all
}

// readRule reads 受理单位, 街道, 区部门:农林 …
func readRule(text string) (catalog.UnitRule, error) {
	name, function, more := strings.Cut(inner.Replace(text), ":")
	if more {
		name += ":"
	}
	kind, err := ruleWords.read(name)
	if err != nil {
		return "", unknown(text, ruleWords.words())
	}
	if !more {
		return catalog.UnitRule(kind), nil
	}
	code, err := functionWords.read(function)
	if err != nil {
		return "", err
	}
	return catalog.UnitRule(kind + ":" + code), nil
}

// readMaterial reads the line 材料: code, name, necessity.
func readMaterial(words []word) (catalog.Material, error) {
	a := args{words: words}
	commit := choose(&a, "承诺", yesWords)
	if words = a.words; a.err != nil || len(words) < 2 || len(words) > 3 || words[0].given {
		return catalog.Material{}, faultf("应写成：材料 m1 申请表 [必要|视情况|容缺后补] [承诺=是]")
	}
	m := catalog.Material{Code: words[0].text, Name: words[1].text, Necessity: catalog.Required, Original: 1, Source: "10", Commit: commit}
	if len(words) == 3 {
		var err error
		if m.Necessity, err = necessityWords.read(words[2].text); err != nil {
			return m, err
		}
	}
	return m, nil
}

// seal gives the items defined here their codes. Versions of one name share a code, and
// another definition gets another, so that scenarios can share one database.
func seal(items []catalog.Item) {
	for i := range items {
		hash := sha256.New()
		for _, other := range items {
			if other.Name == items[i].Name {
				other.Code = ""
				text, _ := json.Marshal(other) // an Item always has a JSON form
				hash.Write(text)
			}
		}
		items[i].Code = "scn-" + hex.EncodeToString(hash.Sum(nil))[:12]
	}
}

// readApplicant reads the line 申请人.
func readApplicant(words []word) (casework.Party, error) {
	if len(words) == 0 || words[0].given {
		return casework.Party{}, faultf("「申请人」之后应写姓名")
	}
	a := args{words: words[1:]}
	p := party(&a, "", "证件类型", "证件号", "电话").over(resident)
	p.Name = words[0].text
	return p, a.done()
}

// resident is who applies when nobody else is named; the number is made up and fits GB 11643.
var resident = casework.Party{Name: "张三", IDType: "111", ID: "33030319900101001X", Phone: "13800000001"}

// passerby is another resident, who has no part in the case.
var passerby = org.Actor{Kind: org.ByApplicant, No: "330303198502140029", Name: "旁人"}

// quota reads 名额=30 and 名额周期=每年; nil when nothing is limited.
func quota(a *args) *catalog.Quota {
	text, per := a.text("名额"), choose(a, "名额周期", spanWords)
	if text == "" {
		return nil
	}
	q := catalog.Quota{Per: per, Basis: "名额"}
	if _, err := fmt.Sscanf(text, "%d", &q.Places); err != nil || q.Places < 1 {
		a.fail(faultf("「名额=%s」应为 1、2、3……", text))
	}
	return &q
}
