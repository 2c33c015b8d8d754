package ui

import "yimen/core/org"

// ComplaintFields are what a complaint 投诉 is about: of which unit, what, perhaps whom and which case.
func ComplaintFields(units []org.Unit, kinds []string) []Field {
	unit := Field{Name: "unit", Kind: KindSelect, Label: Words("complaint.unit"), Hint: Words("complaint.unit.hint"), Required: true}
	for _, u := range units {
		if u.Level != org.City {
			unit.Options = append(unit.Options, Option{Value: u.Code, Label: UnitText(u)})
		}
	}
	kind := Field{Name: "kind", Kind: KindSelect, Label: Words("complaint.kind"), Required: true}
	for _, k := range kinds {
		kind.Options = append(kind.Options, Option{Value: k, Label: Words("complaint.kind." + k)})
	}
	return []Field{unit, kind,
		{Name: "officer", Kind: KindText, Label: Words("complaint.officer"), Hint: Words("complaint.officer.hint"), Max: 100},
		{Name: "case", Kind: KindText, Label: Words("complaint.case"), Hint: Words("complaint.case.hint"), Max: 30, Auto: "off"},
		{Name: "text", Kind: KindTextarea, Label: Words("complaint.text"), Hint: Words("complaint.text.hint"), Required: true, Max: 2000, Rows: 6}}
}
