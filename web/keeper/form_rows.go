package keeper

import (
	"encoding/json"
	"slices"
	"strings"

	"yimen/core/catalog"
	"yimen/web/ui"
)

// shown is a place as a field of the page, with the lines that a condition may hang on.
func (p editPage) shown(at placed) ui.Field {
	f := p.room.shown(at)
	if at.kind == asked {
		f.Options = p.tree.askable(at.row())
	}
	return f
}

// row is the row that a place stands in: fields[3].
func (p placed) row() string { return strings.TrimSuffix(p.at, "."+p.path) }

// askable are the lines above a row whose answers can be listed: choices, and yes or no.
func (t tree) askable(row string) (list []ui.Option) {
	for _, each := range t.list("fields") {
		m, _ := each.(map[string]any)
		name := text(m["name"])
		if name == text(t.get(row+".name")) && name != "" {
			break
		}
		if kind := text(m["kind"]); name != "" && (kind == "select" || kind == string(catalog.YesNoField)) {
			list = append(list, ui.Option{Value: name, Label: ui.Text{Zh: text(m["title"]), En: text(m["titleEn"])}})
		}
	}
	return list
}

// unhung tells that a condition names neither a line nor an answer: there is none.
func unhung(when any) bool {
	m, ok := when.(map[string]any)
	return ok && text(m["field"]) == "" && text(m["is"]) == ""
}

// yesNo are the answers to a yes-or-no line as people write them.
var yesNo = map[string]string{"true": "是", "false": "否"}

// ofYesNo tells whether the line that a condition hangs on is answered by yes or no.
func (p placed) ofYesNo(t tree) bool {
	name := text(t.get(p.row() + ".when.field"))
	return slices.ContainsFunc(t.list("fields"), func(each any) bool {
		m, _ := each.(map[string]any)
		return text(m["name"]) == name && text(m["kind"]) == string(catalog.YesNoField)
	})
}

// answers are those with which a line is asked, one on each line.
func (p placed) answers(t tree) string {
	list := strings.Split(text(t.get(p.at)), "\n")
	if p.ofYesNo(t) {
		for i, a := range list {
			if said, ok := yesNo[a]; ok {
				list[i] = said
			}
		}
	}
	return strings.Join(list, "\n")
}

func (p placed) readAnswers(t tree, said string) any {
	list := written(said)
	if len(list) == 0 {
		return nil
	}
	if p.ofYesNo(t) {
		for i, a := range list {
			list[i] = truth(a)
		}
	}
	all := make([]any, len(list))
	for i, a := range list {
		all[i] = a
	}
	return all
}

// truth reads an answer to a yes-or-no line.
func truth(said string) string {
	for value, word := range yesNo {
		if said == word || strings.EqualFold(said, map[string]string{"true": "yes", "false": "no"}[value]) {
			return value
		}
	}
	return said
}

// sampleText is what the sample form shows in a line.
func (p placed) sampleText(t tree) string {
	list := t.list(p.at)
	if len(list) == 0 {
		return ""
	}
	if word, ok := yesNo[text(list[0])]; ok && text(t.get(p.row()+".kind")) == string(catalog.YesNoField) {
		return word
	}
	return text(list[0])
}

// readSample keeps a sample in the type of its line: numbers as numbers, yes and no as such.
func (p placed) readSample(t tree, said string) any {
	if said == "" {
		return nil
	}
	kind := catalog.FieldType(text(t.get(p.row() + ".kind")))
	switch value := truth(said); {
	case kind == catalog.YesNoField && (value == "true" || value == "false"):
		return []any{value == "true"}
	case (kind == catalog.IntegerField || kind == catalog.NumberField) && json.Valid([]byte(said)):
		return []any{json.Number(said)}
	}
	return []any{said}
}
