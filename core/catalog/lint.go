package catalog

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"yimen/core/org"
	"yimen/core/period"
)

// Severity says whether a finding stops publication.
type Severity string

// An item with an error is not published; a warning is for the keeper (目录管理岗) to weigh.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Finding (检查结果) is one place where an item breaks a rule. The sentence is found under
// catalog.lint.<Rule>.
type Finding struct {
	Field    string   `json:"field"` // path: materials[2].code
	Rule     string   `json:"rule"`
	Args     []string `json:"args,omitempty"` // name, value pairs that fill the sentence
	Severity Severity `json:"severity"`
}

// Check lints one version of one item: the shape that casework relies on, and the quality
// rules that guides in Wenzhou are held to. It finds everything at once, in field order.
func Check(item Item) []Finding { return CheckWith(item, CheckForm) }

// CheckWith is Check for whoever lints many items of one form: what CheckForm finds of a form may
// be kept.
func CheckWith(item Item, form func(json.RawMessage) []Finding) []Finding {
	l := &linter{item: item}
	l.identity()
	l.limits()
	l.procedure()
	l.quota()
	l.commitments()
	l.materials()
	l.result()
	l.found = append(l.found, form(item.Form)...)
	l.sheet()
	return l.found
}

// Publishable tells whether no finding is an error.
func Publishable(findings []Finding) bool {
	return !slices.ContainsFunc(findings, func(f Finding) bool { return f.Severity == Error })
}

// linter collects the findings of one item.
type linter struct {
	item  Item
	found []Finding
}

// fail adds an error; args are names and values in turn.
func (l *linter) fail(field, rule string, args ...string) {
	l.found = append(l.found, Finding{field, rule, args, Error})
}

// warn adds a warning.
func (l *linter) warn(field, rule string, args ...string) {
	l.found = append(l.found, Finding{field, rule, args, Warning})
}

// need reports a field that is empty.
func (l *linter) need(field, value string) {
	if strings.TrimSpace(value) == "" {
		l.fail(field, "required")
	}
}

// english reports a missing translation: the portal has full English.
func (l *linter) english(field, value string) {
	if strings.TrimSpace(value) == "" {
		l.warn(field, "english")
	}
}

// text needs the Chinese and asks for the English.
func (l *linter) text(field string, text Text) {
	l.need(field+".zh", text.ZH)
	l.english(field+".en", text.EN)
}

// oneOf reports a value outside a code list.
func oneOf[T ~string](l *linter, field string, value T, allowed ...T) {
	if value == "" {
		l.fail(field, "required")
	} else if !slices.Contains(allowed, value) {
		l.fail(field, "unknownValue", "value", string(value))
	}
}

var (
	localCode = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$`)
	baseCode  = regexp.MustCompile(`^\d{12}$`)
	taskCode  = regexp.MustCompile(`^[0-9A-HJ-NPQRTUWXY]{18}[1-79]\d{12}(\d{2})?$`) // USCC, level, base code, business item
)

// maxCode is the length of an item code by GB/T 39046-2020 and the exchange tables.
const maxCode = 50

// types are the values of GB/T 39046-2020 table A.1 and the abolished one.
var types = []Type{"00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"}

// abolished is the type 非行政许可审批, and the day from which no item may have it
// (国发〔2015〕27号).
const abolished Type = "00"

func abolishedOn() period.Date { return period.NewDate(2015, 5, 14) }

// identity checks what the item is called and when it is in force.
func (l *linter) identity() {
	i := l.item
	if len(i.Code) > maxCode || !localCode.MatchString(i.Code) {
		l.fail("code", "code", "code", i.Code)
	}
	if i.BaseCode != "" && !baseCode.MatchString(i.BaseCode) {
		l.fail("baseCode", "baseCode", "code", i.BaseCode)
	}
	if i.TaskCode != "" && (!taskCode.MatchString(i.TaskCode) || CheckCreditCode(i.TaskCode[:18]) != "" || i.TaskCode[19:31] != i.BaseCode) {
		l.fail("taskCode", "taskCode", "code", i.TaskCode)
	}
	if i.Version < 1 {
		l.fail("version", "version")
	}
	if i.From.IsZero() {
		l.fail("from", "required")
	}
	if !i.To.IsZero() && i.To < i.From {
		l.fail("to", "dates", "from", i.From.String(), "to", i.To.String())
	}
	l.need("name", i.Name)
	l.english("nameEn", i.NameEN)
	oneOf(l, "type", i.Type, types...)
	if i.Type == abolished && (i.To.IsZero() || i.To >= abolishedOn()) {
		l.fail("type", "typeAbolished")
	}
	l.reception()
}

// reception checks where and how applications come in (许可法29).
func (l *linter) reception() {
	if len(l.item.AcceptAt) == 0 {
		l.fail("acceptAt", "required")
	}
	for n, level := range l.item.AcceptAt {
		oneOf(l, index("acceptAt", n), level, org.City, org.District, org.Street, org.Community)
	}
	if len(l.item.Channels) == 0 {
		l.fail("channels", "required")
	}
	for n, channel := range l.item.Channels {
		oneOf(l, index("channels", n), channel, AtCounter, Online, ByPost, ByFax, ByEmail, AtKiosk, ByAgent)
	}
}

// limits checks the statutory and the promised limit (许可法42, 浙江「最多跑一次」规定12).
func (l *linter) limits() {
	i := l.item
	if i.Statutory.Period.IsZero() {
		l.fail("statutory.period", "required")
	} else {
		l.need("statutory.basis", i.Statutory.Basis)
	}
	if i.Promised.Period.IsZero() {
		l.fail("promised.period", "required")
		return
	}
	if i.Quick != (i.Promised.Period.N == 0) {
		l.fail("quick", "quick", "promise", i.Promised.Period.String())
	}
	if i.Statutory.Period.IsZero() {
		return
	}
	args := []string{"promise", i.Promised.Period.String(), "statutory", i.Statutory.Period.String()}
	l.within("promised.period", fits([]period.Period{i.Promised.Period}, i.Statutory.Period), "promise", args)
}

// within turns a comparison of limits into a finding: rule+"Over" or rule+"Unsure".
func (l *linter) within(field string, v verdict, rule string, args []string) {
	switch v {
	case over:
		l.fail(field, rule+"Over", args...)
	case unsure:
		l.warn(field, rule+"Unsure", args...)
	}
}

// materials checks the list of papers (许可法30: the full list; 浙江指南: nothing vague).
func (l *linter) materials() {
	codes, required := map[string]bool{}, false
	for n, m := range l.item.Materials {
		at := index("materials", n)
		if m.Code == "" || codes[m.Code] {
			l.fail(at+".code", "materialCode", "code", m.Code)
		}
		codes[m.Code] = true
		required = required || m.Necessity == Required
		l.material(at, m)
	}
	if !required && strings.TrimSpace(l.item.Sheet.Remark) == "" {
		l.fail("materials", "materialNone")
	}
}

func (l *linter) material(at string, m Material) {
	l.need(at+".name", m.Name)
	l.english(at+".nameEn", m.NameEN)
	if strings.Contains(m.Name, "其他材料") || strings.Contains(m.Name, "其它材料") || strings.Contains(m.Name, "相关材料") {
		l.fail(at+".name", "materialVague", "name", m.Name)
	}
	if m.Licence != "" && (!localCode.MatchString(m.Licence) || m.Licence == l.item.Code) {
		l.fail(at+".licence", "materialLicence", "code", m.Licence)
	}
	oneOf(l, at+".necessity", m.Necessity, Required, Conditional, Deferrable)
	if m.Necessity == Conditional {
		l.need(at+".when", m.When)
	}
	oneOf(l, at+".source", m.Source, "10", "20", "99")
	oneOf(l, at+".form", m.Form, "paper", "electronic", "either")
	if m.Form == "paper" && m.Original+m.Copies == 0 {
		l.fail(at+".original", "materialCount", "name", m.Name)
	}
}

// ending names the result kind that the last characters of a result's name ask for.
var ending = []struct{ suffix, kind string }{
	{"批复", "reply"}, {"证", "licence"}, {"执照", "licence"}, {"文", "document"}, {"通知书", "document"},
	{"决定书", "document"}, {"告知书", "document"}, {"答复书", "document"},
}

// result checks what the applicant gets (出证办结, 出文办结, 审批办结).
func (l *linter) result() {
	r := l.item.Result
	oneOf(l, "result.kind", r.Kind, "licence", "document", "reply", "none")
	if r.Kind == "none" {
		return
	}
	l.need("result.name", r.Name)
	l.english("result.nameEn", r.NameEN)
	for _, e := range ending {
		if strings.HasSuffix(r.Name, e.suffix) && r.Kind != e.kind {
			l.fail("result.kind", "resultKind", "name", r.Name, "kind", e.kind)
			break
		}
	}
	if r.Sample == "" {
		l.warn("result.sample", "resultSample")
	}
}

// CheckForm checks that the form is one that we can show, and in English too.
func CheckForm(form json.RawMessage) []Finding {
	l := &linter{}
	fields, err := Fields(form)
	if broken, ok := err.(FormError); ok {
		at := "form"
		if broken.Field != "" {
			at = "form.properties." + broken.Field
		}
		l.fail(at, broken.Rule, "name", broken.Field, "value", broken.Arg)
		return l.found
	}
	for _, field := range fields {
		l.english("form.properties."+field.Name+".x-title-en", field.TitleEN)
	}
	return l.found
}

func index(field string, n int) string { return field + "[" + strconv.Itoa(n) + "]" }
