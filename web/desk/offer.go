package desk

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"yimen/app"
	"yimen/core/org"
	"yimen/web/ui"
)

// Another door (the interface for other systems) offers the acts of the desk as they are here:
// the same fields, the same reading, the same rules.

// Acts lists every act that staff do.
func Acts() []org.Act {
	var acts []org.Act
	for _, a := range actions {
		if !slices.Contains(acts, a.act) {
			acts = append(acts, a.act)
		}
	}
	return acts
}

// FixedFields are the fields of an act that are the same for every case; false for the others.
func FixedFields(act org.Act) ([]ui.Field, bool) {
	fields, fixed := fixedForms()[act]
	return fields, fixed
}

// FieldsOf are the fields of an act for a case that was opened, with what they begin with.
func (d *Desk) FieldsOf(file app.File, act org.Act) ([]ui.Field, url.Values, error) {
	a, known := actionOf(act)
	if !known {
		return nil, nil, ui.NotFound()
	}
	s := casePage{File: file, desk: d}.subject()
	var start url.Values
	if a.start != nil {
		start = a.start(s)
	}
	return a.form(s), start, nil
}

// DoAct does one act on the version that was seen, as perform does.
func (d *Desk) DoAct(ctx context.Context, no string, act org.Act, seen int, f *ui.Form, who org.Staff) (app.Record, error) {
	a, known := actionOf(act)
	if !known {
		return app.Record{}, ui.NotFound()
	}
	f.Values.Set(seenField, strconv.Itoa(seen))
	rec, _, err := d.perform(ctx, a, no, f, who)
	return rec, err
}
