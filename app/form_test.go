package app

import (
	"encoding/json"
	"reflect"
	"testing"

	"yimen/core/catalog"
)

var shopForm = catalog.Item{Code: "LW-XK-001", Version: 1, Form: json.RawMessage(`{
 "type":"object","additionalProperties":false,"required":["shop","kind"],
 "x-order":["shop","kind","seats","area","opened","owner","firm","phone","loan"],
 "properties":{
  "shop":{"type":"string","title":"店铺名称","maxLength":5},
  "kind":{"type":"string","title":"业态","enum":["餐饮","零售"]},
  "seats":{"type":"integer","title":"座位","minimum":0,"maximum":100},
  "area":{"type":"number","title":"面积"},
  "opened":{"type":"string","title":"开业日期","format":"date","x-widget":"date"},
  "owner":{"type":"string","title":"业主身份证","x-widget":"idcard"},
  "firm":{"type":"string","title":"统一社会信用代码","x-widget":"uscc"},
  "phone":{"type":"string","title":"电话","x-widget":"phone"},
  "loan":{"type":"boolean","title":"是否贷款"}}}`)}

func TestValidateForm(t *testing.T) {
	type values = map[string]any
	good := func(name string, value any) values {
		v := values{"shop": "阿婆面馆", "kind": "餐饮"}
		v[name] = value
		return v
	}
	for name, c := range map[string]struct {
		values values
		want   []FieldProblem
	}{
		"good":            {good("owner", "33030319900101001x"), nil},
		"nothing":         {values{}, []FieldProblem{{"shop", "required", nil}, {"kind", "required", nil}}},
		"too long":        {good("shop", "阿婆的大面馆"), []FieldProblem{{"shop", "too_long", []string{"max", "5"}}}},
		"no option":       {good("kind", "赌场"), []FieldProblem{{"kind", "not_an_option", nil}}},
		"too small":       {good("seats", int64(-1)), []FieldProblem{{"seats", "too_small", []string{"min", "0"}}}},
		"too big":         {good("seats", int64(101)), []FieldProblem{{"seats", "too_big", []string{"max", "100"}}}},
		"not an integer":  {good("seats", 1.5), []FieldProblem{{"seats", "integer", nil}}},
		"not a number":    {good("area", "很大"), []FieldProblem{{"area", "number", nil}}},
		"not a yes or no": {good("loan", "maybe"), []FieldProblem{{"loan", "yesno", nil}}},
		"no such day":     {good("opened", "2026-02-30"), []FieldProblem{{"opened", "date", nil}}},
		"bad identity":    {good("owner", "330303199001010018"), []FieldProblem{{"owner", "idcard", nil}}},
		"bad credit code": {good("firm", "91350100M000100Y4A"), []FieldProblem{{"firm", "uscc", nil}}},
		"bad phone":       {good("phone", "86968283"), []FieldProblem{{"phone", "phone", nil}}},
		"unknown field":   {good("admin", "true"), []FieldProblem{{"admin", "unknown_field", []string{"name", "admin"}}}},
		"a list for text": {good("shop", []any{"面馆"}), []FieldProblem{{"shop", "invalid", nil}}},
		"in display order": {values{"shop": "面馆", "loan": "x", "seats": "y"},
			[]FieldProblem{{"kind", "required", nil}, {"seats", "integer", nil}, {"loan", "yesno", nil}}},
	} {
		var forms Forms
		got, err := forms.Validate(shopForm, c.values)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// A published version never changes, so its form is compiled once.
func TestFormIsCompiledOncePerVersion(t *testing.T) {
	var forms Forms
	if _, err := forms.Validate(shopForm, nil); err != nil {
		t.Fatal(err)
	}
	first, _ := forms.compiled.Load("LW-XK-001@1")
	if _, err := forms.Fields(shopForm); err != nil {
		t.Fatal(err)
	}
	if again, _ := forms.compiled.Load("LW-XK-001@1"); first == nil || first != again {
		t.Error("compiled again")
	}
}

func TestBrokenFormIsAnError(t *testing.T) {
	var forms Forms
	if _, err := forms.Validate(catalog.Item{Code: "X", Form: json.RawMessage(`{}`)}, nil); err == nil {
		t.Error("a broken form passes")
	}
}

// TestValidateAsksByTheAnswers: a field that hangs on an answer is missing only with that
// answer, and refused with any other.
func TestValidateAsksByTheAnswers(t *testing.T) {
	item := catalog.Item{Code: "LW-T-1", Version: 1, Form: json.RawMessage(`{"type":"object","additionalProperties":false,"required":["way"],
	 "x-order":["way","address"],"properties":{"way":{"type":"string","title":"领取","enum":["窗口","邮寄"]},
	  "address":{"type":"string","title":"地址","maxLength":9,"x-when":{"field":"way","is":["邮寄"],"need":true}}}}`)}
	for _, c := range []struct {
		values map[string]any
		want   []FieldProblem
	}{
		{map[string]any{"way": "窗口"}, nil},
		{map[string]any{"way": "邮寄"}, []FieldProblem{{"address", "required", nil}}},
		{map[string]any{"way": "邮寄", "address": "某路一号"}, nil},
		{map[string]any{"way": "窗口", "address": "某路一号"}, []FieldProblem{{"address", "not_asked", nil}}},
	} {
		var forms Forms
		if got, err := forms.Validate(item, c.values); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v: %v %v, want %v", c.values, got, err, c.want)
		}
	}
}
