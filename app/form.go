package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"yimen/core/catalog"
)

// FieldProblem (填写问题) is what is wrong with one field of an application form: required,
// unknown_field, too_long, too_small, too_big, not_an_option, number, integer, yesno, date,
// phone, idcard, uscc, not_asked, invalid. The sentence is errors.<Code>; Args are name, value pairs.
type FieldProblem struct {
	Field string   `json:"field"`
	Code  string   `json:"code"`
	Args  []string `json:"args,omitempty"`
}

// Forms checks what applicants fill in. Each form is compiled once per item version, which
// never changes. The zero value is ready; it may be used from many goroutines.
type Forms struct{ compiled sync.Map } // "code@version" → *compiledForm

type compiledForm struct {
	schema *jsonschema.Schema
	fields []catalog.Field
}

// Fields are the lines of the item's form in display order.
func (f *Forms) Fields(item catalog.Item) ([]catalog.Field, error) {
	form, err := f.form(item)
	if err != nil {
		return nil, err
	}
	return form.fields, nil
}

// Validate checks the values of a form: one problem a field, in display order, unknown
// fields after them. No problem means that the form is good. The error says that the item's
// own schema is broken, which lint keeps from being published.
func (f *Forms) Validate(item catalog.Item, values map[string]any) ([]FieldProblem, error) {
	form, err := f.form(item)
	if err != nil {
		return nil, err
	}
	found := form.broken(values)
	for _, field := range form.fields {
		text, isText := values[field.Name].(string)
		if _, already := found[field.Name]; already || !isText {
			continue
		}
		if code := field.CheckText(text); code != "" {
			found[field.Name] = FieldProblem{Field: field.Name, Code: code}
		}
	}
	form.conditional(values, found)
	return form.inOrder(found), nil
}

// conditional adds what the answers ask for and is missing, and what they do not ask for.
func (c *compiledForm) conditional(values map[string]any, found map[string]FieldProblem) {
	asked := catalog.Asked(c.fields, values)
	for _, field := range c.fields {
		is := slices.ContainsFunc(asked, func(a catalog.Field) bool { return a.Name == field.Name })
		_, given := values[field.Name]
		switch {
		case is && !given && field.When != nil && field.When.Need:
			found[field.Name] = FieldProblem{Field: field.Name, Code: "required"}
		case !is && given:
			found[field.Name] = FieldProblem{Field: field.Name, Code: "not_asked"}
		}
	}
}

func (f *Forms) form(item catalog.Item) (*compiledForm, error) {
	key := item.Code + "@" + strconv.Itoa(item.Version)
	if form, ok := f.compiled.Load(key); ok {
		return form.(*compiledForm), nil
	}
	form, err := compileForm(item.Form)
	if err != nil {
		return nil, fmt.Errorf("form of %s: %w", key, err)
	}
	f.compiled.Store(key, form)
	return form, nil
}

func compileForm(schema json.RawMessage) (*compiledForm, error) {
	fields, err := catalog.Fields(schema)
	if err != nil {
		return nil, err
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	if err := compiler.AddResource("form.json", document); err != nil {
		return nil, err
	}
	compiled, err := compiler.Compile("form.json")
	if err != nil {
		return nil, err
	}
	return &compiledForm{compiled, fields}, nil
}

// broken maps each field that the schema refuses to its first problem.
func (c *compiledForm) broken(values map[string]any) map[string]FieldProblem {
	found := map[string]FieldProblem{}
	err := c.schema.Validate(values)
	if err == nil {
		return found
	}
	wrong, ok := err.(*jsonschema.ValidationError)
	if !ok { // a value that is no JSON at all
		found[""] = FieldProblem{Code: "invalid"}
		return found
	}
	for _, problem := range schemaProblems(wrong) {
		if _, already := found[problem.Field]; !already {
			found[problem.Field] = problem
		}
	}
	return found
}

// schemaProblems flattens the tree of a validation error.
func schemaProblems(e *jsonschema.ValidationError) []FieldProblem {
	var problems []FieldProblem
	for _, cause := range e.Causes {
		problems = append(problems, schemaProblems(cause)...)
	}
	field := ""
	if len(e.InstanceLocation) > 0 {
		field = e.InstanceLocation[0]
	}
	switch k := e.ErrorKind.(type) {
	case *kind.Required:
		for _, name := range k.Missing {
			problems = append(problems, FieldProblem{Field: name, Code: "required"})
		}
	case *kind.AdditionalProperties:
		for _, name := range k.Properties {
			problems = append(problems, FieldProblem{Field: name, Code: "unknown_field", Args: []string{"name", name}})
		}
	case *kind.Group, *kind.Schema:
	default:
		problems = append(problems, valueProblem(field, e.ErrorKind))
	}
	return problems
}

// valueProblem names what is wrong with one value.
func valueProblem(field string, why jsonschema.ErrorKind) FieldProblem {
	problem := func(code string, args ...string) FieldProblem {
		return FieldProblem{Field: field, Code: code, Args: args}
	}
	switch k := why.(type) {
	case *kind.MaxLength:
		return problem("too_long", "max", strconv.Itoa(k.Want))
	case *kind.Minimum:
		return problem("too_small", "min", k.Want.RatString())
	case *kind.Maximum:
		return problem("too_big", "max", k.Want.RatString())
	case *kind.Enum:
		return problem("not_an_option")
	case *kind.Type:
		return problem(typeCode(k.Want))
	}
	return problem("invalid")
}

// typeCode names the type a value should have had.
func typeCode(want []string) string {
	switch {
	case slices.Contains(want, "integer"):
		return "integer"
	case slices.Contains(want, "number"):
		return "number"
	case slices.Contains(want, "boolean"):
		return "yesno"
	}
	return "invalid"
}

// inOrder lists the problems as the page shows the fields.
func (c *compiledForm) inOrder(found map[string]FieldProblem) []FieldProblem {
	var problems []FieldProblem
	for _, field := range c.fields {
		if problem, ok := found[field.Name]; ok {
			problems = append(problems, problem)
			delete(found, field.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(found)) {
		problems = append(problems, found[name])
	}
	return problems
}
