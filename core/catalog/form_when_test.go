package catalog

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

const askingForm = `{"type":"object","additionalProperties":false,"required":["kind"],
 "x-order":["kind","post","way","address"],
 "properties":{
  "kind":{"type":"string","title":"类型","enum":["新办","补办"]},
  "post":{"type":"boolean","title":"邮寄","x-when":{"field":"kind","is":["新办"]}},
  "way":{"type":"string","title":"快递","enum":["平信","快递"],"x-when":{"field":"post","is":["true"],"need":true}},
  "address":{"type":"string","title":"地址","maxLength":9,"examples":["某路一号"],"x-when":{"field":"post","is":["true"],"need":true}}}}`

func askingFields(t *testing.T) []Field {
	t.Helper()
	fields, err := Fields(json.RawMessage(askingForm))
	if err != nil {
		t.Fatal(err)
	}
	return fields
}

func TestAsked(t *testing.T) {
	fields := askingFields(t)
	for _, c := range []struct {
		values map[string]any
		want   string
	}{
		{map[string]any{}, "kind"},
		{map[string]any{"kind": "补办", "post": true}, "kind"},
		{map[string]any{"kind": "新办"}, "kind post"},
		{map[string]any{"kind": "新办", "post": false}, "kind post"},
		{map[string]any{"kind": "新办", "post": true}, "kind post way address"},
	} {
		var names []string
		for _, f := range Asked(fields, c.values) {
			names = append(names, f.Name)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%v asks %s, want %s", c.values, got, c.want)
		}
	}
}

// TestDropUnasked: what hangs on what is not asked goes too.
func TestDropUnasked(t *testing.T) {
	values := map[string]any{"kind": "补办", "post": true, "address": "某路二号"}
	if DropUnasked(askingFields(t), values); !reflect.DeepEqual(values, map[string]any{"kind": "补办"}) {
		t.Errorf("left: %v", values)
	}
}

func TestSpecimens(t *testing.T) {
	fields := askingFields(t)
	if !Sampled(fields) {
		t.Error("every line that must be filled in has what to show")
	}
	var got []string
	for _, l := range Specimens(fields) {
		got = append(got, l.Value.Value)
	}
	if want := []string{"新办", "是", "平信", "某路一号"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	fields[3].Required, fields[3].Example = true, ""
	if Sampled(fields) {
		t.Error("a line without an example makes no sample")
	}
}

func TestConditionsAndExamplesAreChecked(t *testing.T) {
	for _, c := range [][3]string{
		{"formWhen", `"field":"kind"`, `"field":"address"`},
		{"formWhen", `"is":["新办"]`, `"is":["换办"]`},
		{"formWhen", `"is":["新办"]`, `"is":[]`},
		{"formWhen", `"field":"kind"`, `"field":"nobody"`},
		{"formWhenRequired", `"required":["kind"]`, `"required":["kind","post"]`},
		{"formExample", `"某路一号"`, `"某路一百二十三号之一"`},
		{"formExample", `"maxLength":9`, `"x-widget":"phone"`},
	} {
		form := strings.Replace(askingForm, c[1], c[2], 1)
		var broken FormError
		if _, err := Fields(json.RawMessage(form)); !errors.As(err, &broken) || broken.Rule != c[0] {
			t.Errorf("%s for %s: %v", c[0], c[2], err)
		}
	}
}

// TestKeepersKeepConditions: a form that a keeper takes apart and writes again asks under the same
// conditions and shows the same examples.
func TestKeepersKeepConditions(t *testing.T) {
	before := askingFields(t)
	after, err := Fields(WriteForm(FormRows(json.RawMessage(askingForm))))
	if err != nil || !reflect.DeepEqual(after, before) {
		t.Errorf("%v\n%+v, want\n%+v", err, after, before)
	}
}
