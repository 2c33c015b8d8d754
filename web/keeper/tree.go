package keeper

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"yimen/core/catalog"
)

// tree is an item as JSON, whose leaves are reached by the paths that the linter names:
// materials[2].name. The lines of the application form stand under fields in place of form.
type tree map[string]any

// treeOf takes an item apart.
func treeOf(it catalog.Item) (tree, error) {
	t, err := parted(it)
	if err != nil {
		return nil, err
	}
	rows, err := parted(struct {
		Fields []catalog.FormRow `json:"fields"`
	}{catalog.FormRows(it.Form)})
	delete(t, "form")
	t["fields"] = rows["fields"]
	return t, err
}

func parted(v any) (tree, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	t := tree{}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	return t, dec.Decode(&t)
}

// item puts a tree together again.
func (t tree) item() (catalog.Item, error) {
	if q, _ := t["quota"].(map[string]any); len(q) == 0 {
		delete(t, "quota") // none at all is not one of nothing
	}
	for _, row := range t.list("fields") {
		if m, _ := row.(map[string]any); m != nil && unhung(m["when"]) {
			delete(m, "when")
		}
	}
	text, err := json.Marshal(t)
	if err != nil {
		return catalog.Item{}, err
	}
	var rows struct {
		Fields []catalog.FormRow `json:"fields"`
	}
	var it catalog.Item
	if err := json.Unmarshal(text, &it); err != nil {
		return it, err
	}
	err = json.Unmarshal(text, &rows)
	it.Form = catalog.WriteForm(rows.Fields)
	return it, err
}

var steps = regexp.MustCompile(`[^.\[\]]+|\[\d+\]`)

// way splits a path into names and numbers.
func way(path string) []any {
	var list []any
	for _, s := range steps.FindAllString(path, -1) {
		if s[0] == '[' {
			n, _ := strconv.Atoi(s[1 : len(s)-1]) // digits, as the pattern says
			list = append(list, n)
			continue
		}
		list = append(list, s)
	}
	return list
}

// get gives what stands at a path, nil where nothing does.
func (t tree) get(path string) any {
	var at any = map[string]any(t)
	for _, step := range way(path) {
		switch s := step.(type) {
		case string:
			m, _ := at.(map[string]any)
			at = m[s]
		case int:
			l, _ := at.([]any)
			if s >= len(l) {
				return nil
			}
			at = l[s]
		}
	}
	return at
}

// list gives the rows at a path.
func (t tree) list(path string) []any {
	l, _ := t.get(path).([]any)
	return l
}

// most is how many rows a list may have.
const most = 200

// set puts a value at a path and makes what leads there; nil takes the leaf away.
func (t tree) set(path string, value any) { grow(map[string]any(t), way(path), value) }

func grow(at any, steps []any, value any) any {
	if len(steps) == 0 {
		return value
	}
	switch s := steps[0].(type) {
	case string:
		m, _ := at.(map[string]any)
		if m == nil {
			m = map[string]any{}
		}
		if m[s] = grow(m[s], steps[1:], value); m[s] == nil {
			delete(m, s)
		}
		return m
	case int:
		l, _ := at.([]any)
		for len(l) <= s && s < most {
			l = append(l, map[string]any{})
		}
		if s < len(l) {
			l[s] = grow(l[s], steps[1:], value)
		}
		return l
	}
	return at
}

var doing = regexp.MustCompile(`^(.+?)(?:\[(\d+)\])?\.(add|up|down|remove)$`)

// do adds, moves or removes a row: materials.add, materials[2].up. It is false for a command
// that means nothing here.
func (t tree) do(command string) bool {
	m := doing.FindStringSubmatch(command)
	if m == nil || (m[3] == "add") != (m[2] == "") {
		return false
	}
	path, rows := m[1], t.list(m[1])
	n, _ := strconv.Atoi(m[2])
	switch m[3] {
	case "add":
		if len(rows) >= most {
			return false
		}
		rows = append(rows, map[string]any{})
	case "up", "down":
		other := n - 1
		if m[3] == "down" {
			other = n + 1
		}
		if other < 0 || max(n, other) >= len(rows) {
			return false
		}
		rows[n], rows[other] = rows[other], rows[n]
	case "remove":
		if n >= len(rows) {
			return false
		}
		rows = append(rows[:n], rows[n+1:]...)
	}
	if len(rows) == 0 {
		t.set(path, nil)
		return true
	}
	t.set(path, rows)
	return true
}

var numbers = regexp.MustCompile(`\[\d+\]`)

// plainPath is a path without the numbers of its rows: materials.name.
func plainPath(path string) string { return numbers.ReplaceAllString(path, "") }

// text is a leaf as people read it.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []any:
		var list []string
		for _, x := range v {
			list = append(list, text(x))
		}
		return strings.Join(list, "\n")
	}
	return fmt.Sprint(v)
}
