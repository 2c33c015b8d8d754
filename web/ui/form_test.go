package ui

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/url"
	"strings"
	"testing"

	"yimen/core/period"
)

func TestFieldsRefuse(t *testing.T) {
	choice := []Option{{Value: "a"}, {Value: "b"}}
	for _, c := range []struct {
		field Field
		value string
		want  string
	}{
		{Field{Kind: KindText}, "", ""},
		{Field{Kind: KindText, Required: true}, "", "required"},
		{Field{Kind: KindText, Max: 2}, "温州", ""},
		{Field{Kind: KindText, Max: 2}, "温州市", "too_long"},
		{Field{Kind: KindTextarea}, "a\nb\tc", ""},
		{Field{Kind: KindText}, "a\x00b", "bad_characters"},
		{Field{Kind: KindText}, "王\u202e明", "bad_characters"},
		{Field{Kind: KindText}, "王\ue000", "bad_characters"},
		{Field{Kind: KindText}, "a\xffb", "bad_characters"},
		{Field{Kind: KindSelect, Required: true, Options: choice}, "", "choose"},
		{Field{Kind: KindRadio, Options: choice}, "b", ""},
		{Field{Kind: KindRadio, Options: choice}, "c", "not_an_option"},
		{Field{Kind: KindNumber}, "36.5", ""},
		{Field{Kind: KindNumber}, "-3", ""},
		{Field{Kind: KindNumber}, "1e9", "number"},
		{Field{Kind: KindNumber}, "１２", "number"},
		{Field{Kind: KindNumber, Lowest: "1"}, "0.9", "too_small"},
		{Field{Kind: KindNumber, Highest: "9"}, "10", "too_big"},
		{Field{Kind: KindNumber, Lowest: "9", Highest: "10"}, "10", ""},
		{Field{Kind: KindDate}, "2026-02-28", ""},
		{Field{Kind: KindDate}, "2026-02-29", "date"},
		{Field{Kind: KindDate, Lowest: "2026-03-01"}, "2026-02-28", "too_early"},
		{Field{Kind: KindDate, Highest: "2026-03-01"}, "2026-03-02", "too_late"},
		{Field{Kind: KindPhone}, "138 0000 6621", ""},
		{Field{Kind: KindPhone}, "0577-86966666", ""},
		{Field{Kind: KindPhone}, "12345", ""},
		{Field{Kind: KindPhone}, "23800006621", "phone"},
		{Field{Kind: KindIDCard}, "11010519491231002X", ""},
		{Field{Kind: KindIDCard}, "11010519491231002x", ""},
		{Field{Kind: KindIDCard}, "110105194912310021", "idcard"},
		{Field{Kind: KindIDCard}, "11010519491331002X", "idcard"},
		{Field{Kind: KindIDCard}, "110105491231002", "idcard"},
	} {
		c.field.Name = "x"
		f := Form{Values: url.Values{"x": {c.value}}}
		f.Check([]Field{c.field})
		e, _ := f.Error("x")
		if e.Code != c.want || f.OK() != (c.want == "") {
			t.Errorf("%s %q: %q, want %q", c.field.Kind, c.value, e.Code, c.want)
		}
	}
}

func TestSeveralValues(t *testing.T) {
	options := []Option{{Value: "a"}, {Value: "b"}}
	for kind, want := range map[Kind]string{KindCheckbox: "", KindRadio: "invalid", KindText: "invalid"} {
		f := Form{Values: url.Values{"x": {"a", "b"}}}
		f.Check([]Field{{Name: "x", Kind: kind, Options: options}})
		if e, _ := f.Error("x"); e.Code != want {
			t.Errorf("%s: %q, want %q", kind, e.Code, want)
		}
	}
}

func TestFilesAndStrangersInAForm(t *testing.T) {
	fields := []Field{{Name: "plan", Kind: KindFile, Required: true}}
	var f Form
	f.Check(fields)
	if e, _ := f.Error("plan"); e.Code != "file_required" {
		t.Errorf("a missing file: %q", e.Code)
	}
	f = Form{Files: map[string][]*multipart.FileHeader{"plan": {{}}, "virus": {{}}}, Values: url.Values{"role\x00": {"admin"}}}
	f.Check(fields)
	if len(f.Errors) != 2 || f.Errors[0].Code != "unknown_field" || f.Errors[0].Args[1] != "role" || f.Errors[1].Args[1] != "virus" {
		t.Errorf("%v", f.Errors)
	}
}

func render(t *testing.T, lang Lang, field Field, f Form) string {
	t.Helper()
	var out bytes.Buffer
	if err := Input(field, f).Render(With(context.Background(), &Req{Lang: lang}), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestRefusedFieldKeepsItsValueAndSaysWhy(t *testing.T) {
	field := Field{Name: "phone", Kind: KindPhone, Label: Text{Zh: "联系电话", En: "Phone"}, Hint: Text{Zh: "手机", En: "Mobile"}, Required: true}
	f := Form{Values: url.Values{"phone": {`"><script>`}}}
	f.Check([]Field{field})
	page := render(t, En, field, f)
	for _, want := range []string{
		`value="&#34;&gt;&lt;script&gt;"`, `aria-invalid="true"`, `aria-describedby="phone-hint phone-error"`,
		`id="phone-error"`, `“Phone” must be`, `<label for="phone">`, `required`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in %s", want, page)
		}
	}
	if strings.Contains(page, "<script>") {
		t.Error("what was typed is code on the page")
	}
}

func TestChoicesKeepWhatWasChosen(t *testing.T) {
	field := Field{Name: "what", Kind: KindCheckbox, Options: []Option{{Value: "a", Label: Text{Zh: "甲"}}, {Value: "b", Label: Text{Zh: "乙"}}}}
	page := render(t, Zh, field, Form{Values: url.Values{"what": {"b"}}})
	if !strings.Contains(page, `value="b" id="what-2" checked`) || strings.Contains(page, `id="what-1" checked`) {
		t.Error(page)
	}
}

func TestEnglishIsMarkedWhereItIsTyped(t *testing.T) {
	for name, want := range map[string]bool{"en": true, "nameEn": true, "sheet.place.en": true, "name": false, "when": false} {
		page := render(t, Zh, Field{Name: name, Kind: KindText}, Form{})
		if got := strings.Contains(page, `lang="en"`); got != want {
			t.Errorf("%s: marked as English %v: %s", name, got, page)
		}
	}
}

func TestPasswordsAreNotSentBack(t *testing.T) {
	page := render(t, Zh, Field{Name: "p", Kind: KindPassword}, Form{Values: url.Values{"p": {"hunter2"}}})
	if strings.Contains(page, "hunter2") || !strings.Contains(page, `type="password"`) {
		t.Error(page)
	}
}

func TestSummaryLeadsToTheFields(t *testing.T) {
	fields := []Field{{Name: "who", Kind: KindRadio, Label: Text{Zh: "由谁办理"}, Required: true}, {Name: "name", Kind: KindText, Label: Text{Zh: "姓名"}, Required: true}}
	var f Form
	f.Check(fields)
	f.Refuse("", "stale_form")
	var out bytes.Buffer
	if err := Problems(fields, f).Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`role="alert"`, "有 3 处需要修改", `href="#who-1">请选择“由谁办理”`, `href="#name">请填写“姓名”`, T(Zh, "errors.stale_form")} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
}

func TestUnknownCodeHasASentence(t *testing.T) {
	e := FieldError{Field: "x", Code: "never_heard_of"}
	if got := e.Sentence(context.Background(), "姓名"); got != T(Zh, "errors.invalid", "label", "姓名") {
		t.Error(got)
	}
}

func TestDatesInWords(t *testing.T) {
	zh, en := With(context.Background(), &Req{Lang: Zh}), With(context.Background(), &Req{Lang: En})
	d := period.NewDate(2026, 3, 2)
	for got, want := range map[string]string{
		Day(zh, d): "2026年3月2日", Day(en, d): "2 March 2026", Weekday(zh, d): "星期一", Day(zh, 0): "",
		When(zh, d.At(9, 5)): "2026年3月2日 09:05", ShortWhen(d.At(9, 5)): "2026-03-02 09:05", ISO(d.At(9, 5)): "2026-03-02T09:05+08:00",
		Limit(zh, period.Period{N: 20, Unit: period.WorkingDay}): "20 个工作日", Limit(en, period.Period{N: 1, Unit: period.Month}): "1 month",
		Limit(zh, period.Period{}): "未设期限", When(zh, 0) + ISO(0): "",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestArticles(t *testing.T) {
	zh, en := With(context.Background(), &Req{Lang: Zh}), With(context.Background(), &Req{Lang: En})
	for code, want := range map[string][2]string{
		"许可法42":          {"《行政许可法》第四十二条", "Administrative Licensing Law, Art. 42"},
		"许可法32(4)、72(4)": {"《行政许可法》第三十二条第四项、第七十二条第四项", "Administrative Licensing Law, Art. 32(4), Art. 72(4)"},
		"民诉法87–95":       {"《民事诉讼法》第八十七条至第九十五条", "Civil Procedure Law, Art. 87 to 95"},
		"民法典201":         {"《民法典》第二百零一条", "Civil Code, Art. 201"},
		"民法典1010":        {"《民法典》第一千零一十条", "Civil Code, Art. 1010"},
		"浙2018 A11(3)":   {"《浙江省保障“最多跑一次”改革规定》第十一条第三款", "Zhejiang Rules on One Visit at Most, Art. 11, para. 3"},
		"浙2018 A9":       {"《浙江省保障“最多跑一次”改革规定》第九条", "Zhejiang Rules on One Visit at Most, Art. 9"},
		"岗位承诺期限":         {"岗位承诺期限", "promised time of the post"},
		"令56号":           {"令56号", "令56号"},
		"house rule":     {"house rule", "house rule"},
	} {
		if got := [2]string{Article(zh, code), Article(en, code)}; got != want {
			t.Errorf("%s: %q", code, got)
		}
	}
	for n, want := range map[int]string{1: "一", 10: "十", 12: "十二", 20: "二十", 110: "一百一十", 101: "一百零一", 9999: "九千九百九十九"} {
		if got := han(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestTraceInWords(t *testing.T) {
	cal := period.Default()
	lines := TraceOf(context.Background(), cal.Trace(period.Clock{From: period.NewDate(2022, 9, 30), Limit: period.Period{N: 5, Unit: period.WorkingDay}, Basis: "许可法42"}))
	last := lines[len(lines)-1]
	if !last.Result || last.On != "2022年10月12日" || last.Text != "届满日，共计入 5 日" {
		t.Errorf("%+v", last)
	}
	if lines[1].Text != "期限：5 个工作日" || lines[1].Basis != "许可法42" {
		t.Errorf("%+v", lines[1])
	}
}

// Every code that the core writes into a trace has its words.
func TestEveryTraceCodeHasWords(t *testing.T) {
	for _, code := range []string{
		period.TraceStart, period.TraceLimit, period.TraceExtension, period.TraceStop, period.TraceOpenStop, period.TraceIdleStop,
		period.TraceMonthEnd, period.TraceRollover, period.TraceReached, period.TraceDue, period.TraceEnds, period.TraceProvisional,
		period.Weekday, period.Weekend, period.Holiday, period.Makeup, period.FixedHoliday,
	} {
		if !Has(Zh, "trace."+code) {
			t.Errorf("trace.%s has no words", code)
		}
	}
}
