package catalog

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

const goodForm = `{"type":"object","additionalProperties":false,"required":["shop","area"],
 "x-order":["shop","kind","area","opened","owner","loan"],
 "properties":{
  "shop":{"type":"string","title":"店铺名称","x-title-en":"Name of the shop","maxLength":60,"x-group":"经营场所","x-group-en":"Premises"},
  "area":{"type":"number","title":"面积","minimum":1},
  "kind":{"type":"string","title":"业态","enum":["餐饮","零售"],"x-enum-en":["Catering","Retail"]},
  "opened":{"type":"string","title":"开业日期","x-widget":"date","format":"date"},
  "owner":{"type":"string","title":"业主身份证","x-widget":"idcard"},
  "loan":{"type":"boolean","title":"是否贷款"}}}`

func TestFieldsComeInDisplayOrder(t *testing.T) {
	fields, err := Fields(json.RawMessage(goodForm))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, field := range fields {
		names = append(names, field.Name)
	}
	if want := []string{"shop", "kind", "area", "opened", "owner", "loan"}; !reflect.DeepEqual(names, want) {
		t.Errorf("order %v, want %v", names, want)
	}
	if shop := fields[0]; !shop.Required || shop.MaxLength != 60 || shop.GroupEN != "Premises" {
		t.Errorf("shop = %+v", shop)
	}
	if kind := fields[1]; kind.Widget != SelectWidget || kind.Options[1] != (Option{"零售", "Retail"}) || kind.Required {
		t.Errorf("kind = %+v", kind)
	}
	if fields[3].MaxLength != 10 || fields[4].MaxLength != 18 {
		t.Error("a date and an identity number have a fixed length")
	}
}

func TestFieldsRefuseWhatThePageWouldNotShow(t *testing.T) {
	for rule, change := range map[string][2]string{
		"formClosed":    {`"additionalProperties":false`, `"additionalProperties":true`},
		"formUnlisted":  {`"required":["shop"`, `"required":["shopp"`},
		"formOrder":     {`"kind","area"`, `"area"`},
		"formType":      {`"type":"boolean"`, `"type":"array"`},
		"formTitle":     {`"title":"面积"`, `"title":""`},
		"formWidget":    {`"x-widget":"idcard"`, `"x-widget":"retina"`},
		"formFormat":    {`"format":"date"`, `"format":"uri"`},
		"formEnum":      {`["餐饮","零售"]`, `["餐饮"]`},
		"formEnumEn":    {`["Catering","Retail"]`, `["Catering"]`},
		"formMaxLength": {`"maxLength":60`, `"maxLength":0`},
		"formSchema":    {`"minimum":1`, `"exclusiveMinimum":1`},
	} {
		form := strings.Replace(goodForm, change[0], change[1], 1)
		if form == goodForm {
			t.Fatalf("%s: nothing changed", rule)
		}
		var broken FormError
		if _, err := Fields(json.RawMessage(form)); !errors.As(err, &broken) || broken.Rule != rule {
			t.Errorf("%s: got %v", rule, err)
		}
	}
}

func TestReadTyped(t *testing.T) {
	fields, err := Fields(json.RawMessage(goodForm))
	if err != nil {
		t.Fatal(err)
	}
	got := ReadTyped(fields, map[string]string{
		"shop": "  阿婆面馆 ", "area": "12.5", "kind": "", "loan": "true", "stranger": "x"})
	want := map[string]any{"shop": "阿婆面馆", "area": 12.5, "loan": true, "stranger": "x"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("ReadTyped = %v, want %v", got, want)
	}
	if got := ReadTyped(fields, map[string]string{"area": "十二"}); got["area"] != "十二" {
		t.Errorf("what cannot be read stays as typed, got %v", got)
	}
}

func TestCheckText(t *testing.T) {
	for text, want := range map[string]string{"2026-02-28": "", "2026-02-30": "date", "1970-01-01": "", "28.2.2026": "date"} {
		if got := (Field{Widget: DateWidget}).CheckText(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := (Field{Widget: CreditWidget}).CheckText("91350100M000100Y4A"); got != "uscc" {
		t.Errorf("credit code: %q", got)
	}
}

// TestNoNumber: what strconv takes for a number and JSON does not stays text, which the
// form's schema then refuses with a sentence.
func TestNoNumber(t *testing.T) {
	fields := []Field{{Name: "area", Type: NumberField}}
	for _, text := range []string{"NaN", "Inf", "-Infinity"} {
		if v := ReadTyped(fields, map[string]string{"area": text})["area"]; v != text {
			t.Errorf("%s became %v", text, v)
		}
	}
}
