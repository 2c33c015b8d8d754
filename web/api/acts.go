package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// Offer (可办动作) is one act that the caller may do now, with what its body must look like.
type Offer struct {
	Act    string         `json:"act"`
	Title  string         `json:"title"`
	Schema map[string]any `json:"schema" doc:"JSON Schema of the body, for this very case"`
	Start  map[string]any `json:"start" doc:"What the desk's form begins with"`
}

// actIn is an act as it is sent. Its body is held against the fields of the desk's form.
type actIn struct {
	CasePath
	IfMatch string `header:"If-Match" maxLength:"40" doc:"Entity tag of the case as it was read"`
	RawBody []byte `contentType:"application/json"`
}

func (a *api) actRoutes() {
	add(a, opened(op("listActs", http.MethodGet, "/cases/{no}/acts", "acts", "Acts that the token's member of staff may do now, each with the schema of its body"), byToken), a.offers)
	for _, act := range a.acts.List {
		o := opened(op(string(act), http.MethodPost, "/cases/{no}/acts/"+string(act), "acts", ui.T(ui.Zh, "acts."+string(act))+" · "+ui.T(ui.En, "acts."+string(act))), byToken)
		o.Errors = append(o.Errors, http.StatusPreconditionFailed, http.StatusPreconditionRequired)
		schema := &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true, Description: "Its fields depend on the case: see listActs"}
		if fields, fixed := a.acts.Fixed(act); fixed {
			schema = schemaOf(fields)
		}
		add(a, formed(o), func(ctx context.Context, in *actIn) (*caseOut, error) { return a.do(ctx, act, in) })
		a.bodyOf(o, schema)
	}
}

// bodyOf says what the body of an operation must look like that we read ourselves.
func (a *api) bodyOf(o huma.Operation, schema *huma.Schema) {
	a.huma.OpenAPI().Paths[o.Path].Post.RequestBody.Content["application/json"].Schema = schema
}

func (a *api) offers(ctx context.Context, in *CasePath) (*list[Offer], error) {
	c, err := needs(ctx, app.MayAct)
	if err != nil {
		return nil, err
	}
	f, err := a.hall.Open(ctx, in.No, c.actor())
	if err != nil {
		return nil, err
	}
	var all []Offer
	for _, act := range f.Offered {
		if !slices.Contains(a.acts.List, act) {
			continue
		}
		fields, start, err := a.acts.Of(f, act)
		if err != nil {
			return nil, err
		}
		offer := Offer{Act: string(act), Title: ui.ActName(ctx, act), Start: map[string]any{}}
		if offer.Schema, err = asMap(schemaOf(fields)); err != nil {
			return nil, err
		}
		for _, field := range fields {
			if v := start[field.Name]; len(v) > 0 && v[0] != "" && field.Kind != ui.KindHidden {
				offer.Start[field.Name] = valueOf(field, v)
			}
		}
		all = append(all, offer)
	}
	return listOf(all, ""), nil
}

// do does one act of staff. The case is answered as it is then.
func (a *api) do(ctx context.Context, act org.Act, in *actIn) (*caseOut, error) {
	c, err := needs(ctx, app.MayAct)
	if err != nil {
		return nil, err
	}
	if c.seen == 0 {
		return nil, ui.Problem{Status: http.StatusPreconditionRequired}
	}
	// Who may not read the case learns nothing of its state or its form.
	file, err := a.hall.Open(ctx, in.No, c.actor())
	if err == nil {
		err = a.hall.Yours(file.Case, act, c.actor())
	}
	if err != nil {
		return nil, err
	}
	fields, fixed := a.acts.Fixed(act)
	if !fixed {
		if fields, _, err = a.acts.Of(file, act); err != nil {
			return nil, err
		}
	}
	f, err := formOf(ctx, in.RawBody, fields)
	if err != nil {
		return nil, err
	}
	rec, err := a.acts.Do(ctx, in.No, act, c.seen, &f, c.staff)
	if err == nil {
		err = refused(ctx, f, fields)
	}
	if err != nil {
		return nil, err
	}
	return a.after(ctx, rec, c.actor())
}

// after reads the case for whoever has just acted on it; who may no longer read it is told no
// more than that the act is done.
func (a *api) after(ctx context.Context, rec app.Record, who org.Actor) (*caseOut, error) {
	f, err := a.hall.Open(ctx, rec.No, who)
	if errors.Is(err, app.ErrNoRight) {
		f, err = app.File{Record: app.Record{Case: casework.Case{No: rec.No, Version: rec.Version}}}, nil
	}
	if err != nil {
		return nil, err
	}
	return &caseOut{Status: http.StatusOK, ETag: etag(f.Version), Body: a.view(ctx, f)}, nil
}

// schemaOf is the body of a form as JSON Schema.
func schemaOf(fields []ui.Field) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeObject, AdditionalProperties: false, Properties: map[string]*huma.Schema{}}
	for _, f := range fields {
		if f.Kind == ui.KindHidden || f.Kind == ui.KindFile {
			continue
		}
		s.Properties[f.Name] = fieldSchema(f)
		if f.Needed() && f.Name != "opinion" { // a standard phrase may stand for it
			s.Required = append(s.Required, f.Name)
		}
	}
	return s
}

func fieldSchema(f ui.Field) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString, Description: f.Label.Zh + " · " + f.Label.In(ui.En)}
	if f.Hint.Zh != "" {
		s.Description += "：" + f.Hint.Zh + " · " + f.Hint.In(ui.En)
	}
	var options []any
	for _, o := range f.Options {
		options = append(options, o.Value)
	}
	switch f.Kind {
	case ui.KindNumber:
		s.Type = huma.TypeNumber
	case ui.KindDate:
		s.Format = "date"
	case ui.KindSelect, ui.KindRadio:
		s.Enum = options
	case ui.KindCheckbox:
		if len(options) == 1 {
			s.Type = huma.TypeBoolean
			return s
		}
		s.Type, s.Items = huma.TypeArray, &huma.Schema{Type: huma.TypeString, Enum: options}
	default:
		if f.Max > 0 {
			s.MaxLength = &f.Max
		}
	}
	return s
}

func asMap(s *huma.Schema) (map[string]any, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	var m map[string]any
	return m, json.Unmarshal(text, &m)
}

// valueOf is what a form begins with, as its schema says it.
func valueOf(f ui.Field, values []string) any {
	switch s := fieldSchema(f); s.Type {
	case huma.TypeNumber:
		if n, err := strconv.ParseFloat(values[0], 64); err == nil {
			return n
		}
	case huma.TypeBoolean:
		return true
	case huma.TypeArray:
		return values
	}
	return values[0]
}

// formOf reads a body as the form of the desk would have sent it.
func formOf(ctx context.Context, body []byte, fields []ui.Field) (ui.Form, error) {
	f := ui.Form{Values: url.Values{}}
	sent := map[string]any{}
	if len(body) > 0 {
		if err := json.Unmarshal(body, &sent); err != nil {
			return f, ui.Problem{Status: http.StatusBadRequest}
		}
	}
	p := plain(ctx, ui.Problem{Status: http.StatusUnprocessableEntity})
	for name, v := range sent {
		values, ok := typed(v, name, fields)
		if !ok {
			p.field(ctx, ui.Printable(name), "invalid", "", nil)
		}
		f.Values[name] = values
	}
	if len(p.Errors) > 0 {
		return f, p
	}
	return f, nil
}

// typed is a JSON value as it would be typed.
func typed(v any, name string, fields []ui.Field) ([]string, bool) {
	switch v := v.(type) {
	case nil:
		return nil, true
	case string:
		return []string{trimmed(v)}, true
	case float64:
		return []string{strconv.FormatFloat(v, 'f', -1, 64)}, true
	case bool:
		return ticked(v, name, fields), true
	case []any:
		var all []string
		for _, e := range v {
			s, ok := e.(string)
			if !ok {
				return nil, false
			}
			all = append(all, s)
		}
		return all, true
	}
	return nil, false
}

// ticked is a box of one tick, or an answer that is true or false.
func ticked(yes bool, name string, fields []ui.Field) []string {
	for _, f := range fields {
		if f.Name == name && f.Kind == ui.KindCheckbox && len(f.Options) == 1 {
			if yes {
				return []string{f.Options[0].Value}
			}
			return nil
		}
	}
	return []string{fmt.Sprint(yes)}
}
