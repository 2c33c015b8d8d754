package ui

import (
	"yimen/core/org"
	"yimen/core/period"
)

// ComplaintFields are what a complaint 投诉 is about: of which unit, what, perhaps whom and which case.
func ComplaintFields(dir *org.Directory, on period.Date, kinds []string) []Field {
	unit := UnitField("unit", Words("complaint.unit"), "local", dir, on)
	unit.Hint, unit.Required = Words("complaint.unit.hint"), true
	kind := Field{Name: "kind", Kind: KindSelect, Label: Words("complaint.kind"), Required: true}
	for _, k := range kinds {
		kind.Options = append(kind.Options, Option{Value: k, Label: Words("complaint.kind." + k)})
	}
	return []Field{unit, kind,
		{Name: "officer", Kind: KindText, Label: Words("complaint.officer"), Hint: Words("complaint.officer.hint"), Max: 100},
		{Name: "case", Kind: KindText, Label: Words("complaint.case"), Hint: Words("complaint.case.hint"), Max: 30, Auto: "off"},
		{Name: "text", Kind: KindTextarea, Label: Words("complaint.text"), Hint: Words("complaint.text.hint"), Required: true, Max: 2000, Rows: 6}}
}
