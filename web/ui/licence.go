package ui

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"yimen/core/casework"
	"yimen/core/catalog"
)

// LicencePrefix stands before the code of a material in the name of the field for the number of
// a licence of the register that serves instead (电子证照调用).
const LicencePrefix = "licence."

// LicenceField takes that number.
func LicenceField(m catalog.Material) Field {
	return Field{Name: LicencePrefix + m.Code, Kind: KindText, Label: Words("licence.reuse.of", "name", Text{Zh: m.Name, En: m.NameEN}),
		Hint: Words("licence.reuse.hint"), Max: 100}
}

// LicenceNo is what was typed there; empty for a material that no licence can serve as.
func LicenceNo(f Form, m catalog.Material) string {
	if m.Licence == "" {
		return ""
	}
	return strings.TrimSpace(f.Get(LicencePrefix + m.Code))
}

// InsteadPrefix stands before the code of a material in the name of the field for the proof that
// takes its place (其他证明代替, 浙2018 A9).
const InsteadPrefix = "instead."

// InsteadField takes which proof that is, and why the material can't be brought.
func InsteadField(m catalog.Material) Field {
	return Field{Name: InsteadPrefix + m.Code, Kind: KindText, Label: Words("licence.instead.of", "name", Text{Zh: m.Name, En: m.NameEN}),
		Hint: Words("licence.instead.hint"), Max: 500}
}

// Instead is what was typed there.
func Instead(f Form, code string) string { return strings.TrimSpace(f.Get(InsteadPrefix + code)) }

// insteadTold tells whether something was typed there, or is wrong with it.
func insteadTold(m catalog.Material, f Form) bool {
	_, bad := f.Error(InsteadPrefix + m.Code)
	return bad || Instead(f, m.Code) != ""
}

// LicenceTag says what a licence is worth.
func LicenceTag(ctx context.Context, s casework.LicenceState) templ.Component {
	tone := Bad
	switch s {
	case casework.LicenceValid:
		tone = Good
	case casework.LicenceSuspended:
		tone = Warn
	}
	return Tag(CodeName(ctx, "licence", string(s)), tone)
}
