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
