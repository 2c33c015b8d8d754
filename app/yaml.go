package app

import (
	"bytes"
	stdjson "encoding/json"
	"errors"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"yimen/core/period"
)

// What a data file may be. The parser's time and memory grow with the square of the nesting,
// so nesting is bounded before it sees the text.
const (
	maxDataFile  = 1 << 20 // bytes
	maxDataLine  = 8 << 10 // bytes
	maxDataDepth = 100     // open brackets
)

// yamlList is a data file read as a list, which is what every data file is.
type yamlList struct {
	file     string
	root     ast.Node
	Elements []ast.Node
}

// readYAMLList parses a file that holds one list and neither anchors nor aliases.
func readYAMLList(file string, data []byte) (yamlList, Problems) {
	list := yamlList{file: file}
	if code := unsafeYAML(data); code != "" {
		return list, Problems{{File: file, Code: code}}
	}
	parsed, err := parser.ParseBytes(data, 0)
	if err != nil {
		return list, Problems{syntaxProblem(file, err)}
	}
	if len(parsed.Docs) != 1 {
		return list, Problems{{File: file, Code: "notList"}}
	}
	sequence, ok := parsed.Docs[0].Body.(*ast.SequenceNode)
	if !ok || len(sequence.Values) == 0 {
		return list, Problems{{File: file, Code: "notList"}}
	}
	if line := aliasLine(sequence); line > 0 {
		return list, Problems{{File: file, Line: line, Code: "alias"}}
	}
	list.root, list.Elements = sequence, sequence.Values
	return list, nil
}

// unsafeYAML names what makes a file dangerous to parse, or nothing.
func unsafeYAML(data []byte) string {
	if len(data) > maxDataFile {
		return "tooLarge"
	}
	depth := 0
	for line := range bytes.Lines(data) {
		if len(line) > maxDataLine {
			return "tooDeep"
		}
		for _, c := range line {
			switch c {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(0, depth-1)
			}
			if depth > maxDataDepth {
				return "tooDeep"
			}
		}
	}
	return ""
}

// syntaxProblem turns the parser's error into a problem with its line.
func syntaxProblem(file string, err error) Problem {
	problem, detail := Problem{File: file, Code: "syntax"}, err.Error()
	var at yaml.Error
	if errors.As(err, &at) {
		detail = at.GetMessage()
		if token := at.GetToken(); token != nil {
			problem.Line = token.Position.Line
		}
	}
	if strings.HasPrefix(detail, "mapping key") {
		problem.Code = "duplicateKey"
	}
	problem.Args = []string{"detail", detail}
	return problem
}

// aliasLine is the line of the first anchor, alias or merge key; 0 without one.
func aliasLine(node ast.Node) int {
	found := 0
	ast.Walk(visit(func(n ast.Node) {
		switch n.Type() {
		case ast.AnchorType, ast.AliasType, ast.MergeKeyType, ast.TagType:
			if found == 0 {
				found = n.GetToken().Position.Line
			}
		}
	}), node)
	return found
}

type visit func(ast.Node)

func (v visit) Visit(node ast.Node) ast.Visitor { v(node); return v }

// decode reads element n into a value whose fields carry json tags. Unknown fields and wrong
// types are refused.
func (l yamlList) decode(n int, into any) *Problem {
	at := "[" + strconv.Itoa(n) + "]"
	var plain any
	if err := yaml.NodeToValue(l.Elements[n], &plain); err != nil {
		problem := syntaxProblem(l.file, err)
		problem.Field = at
		return &problem
	}
	text, err := stdjson.Marshal(plain)
	if err != nil {
		return l.problem(at, "badValue", "value", err.Error())
	}
	if err := json.Unmarshal(text, into, json.RejectUnknownMembers(true)); err != nil {
		return l.decodeProblem(at, err)
	}
	return nil
}

func (l yamlList) decodeProblem(at string, err error) *Problem {
	var wrong *json.SemanticError
	if !errors.As(err, &wrong) {
		return l.problem(at, "badValue", "value", err.Error())
	}
	field := at + fieldPath(wrong.JSONPointer)
	var fault *period.Fault
	switch {
	case errors.Is(wrong.Err, json.ErrUnknownName):
		return l.problem(field, "unknownField", "name", wrong.JSONPointer.LastToken())
	case errors.As(wrong.Err, &fault):
		return l.problem(field, fault.Code, "value", fault.Text)
	}
	return l.problem(field, "wrongType", "want", typeName(wrong.GoType))
}

// problem makes a problem at a path of the file, finding its line.
func (l yamlList) problem(field, code string, args ...string) *Problem {
	return &Problem{File: l.file, Line: l.line(field), Field: field, Code: code, Args: args}
}

// typeName says in one word what a field wants: text, number, yesno, list or group.
func typeName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "yesno"
	case reflect.Slice, reflect.Array:
		return "list"
	case reflect.Struct, reflect.Map:
		return "group"
	}
	return "number"
}

var digitsOnly = regexp.MustCompile(`^\d+$`)

// fieldPath writes a JSON pointer as the path people read: /sheet/faq/0/q → .sheet.faq[0].q
func fieldPath(pointer jsontext.Pointer) string {
	path := ""
	for token := range pointer.Tokens() {
		if digitsOnly.MatchString(token) {
			path += "[" + token + "]"
		} else {
			path += "." + token
		}
	}
	return path
}

var pathStep = regexp.MustCompile(`\[\d+\]|[^.\[\]]+`)

// line finds the line of a path, or of the nearest part of it that the file has.
func (l yamlList) line(field string) int {
	node, line := l.root, l.root.GetToken().Position.Line
	for _, step := range pathStep.FindAllString(field, -1) {
		key, value := child(node, step)
		if value == nil {
			break
		}
		node, line = value, key
	}
	return line
}

// child finds a member of a mapping or an element of a list, with its line.
func child(node ast.Node, step string) (line int, value ast.Node) {
	switch n := node.(type) {
	case *ast.SequenceNode:
		at, err := strconv.Atoi(strings.Trim(step, "[]"))
		if err == nil && at < len(n.Values) {
			return firstLine(n.Values[at]), n.Values[at]
		}
	case *ast.MappingNode:
		for _, member := range n.Values {
			if member.Key.GetToken().Value == step {
				return member.Key.GetToken().Position.Line, member.Value
			}
		}
	case *ast.MappingValueNode:
		if n.Key.GetToken().Value == step {
			return n.Key.GetToken().Position.Line, n.Value
		}
	}
	return 0, nil
}

// firstLine is the line on which a node begins: a mapping's own token is its first colon.
func firstLine(node ast.Node) int {
	if mapping, ok := node.(*ast.MappingNode); ok && len(mapping.Values) > 0 && !mapping.IsFlowStyle {
		return mapping.Values[0].Key.GetToken().Position.Line
	}
	return node.GetToken().Position.Line
}
