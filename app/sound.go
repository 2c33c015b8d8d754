package app

import (
	"bytes"
	"encoding/json"
	"slices"

	"yimen/core/casework"
	"yimen/core/catalog"
)

// FormInvalid (表格填写有误) says that what was filled into the item's own form is not what its
// schema asks. It is found here, so that no door forgets it: pages, counter, interface.
type FormInvalid []FieldProblem

func (f FormInvalid) Error() string { return "app: the item's form is filled in wrong" }

// sound holds the form that an act brings along against the item's schema. What an applicant
// hands in must be complete (许可法31); of what a clerk takes in at the counter only what is there
// must be right: whether it suffices is the acceptance's question (许可法32).
func (h *Hall) sound(cmd casework.Command, item *catalog.Item) error {
	form, whole := formOf(cmd), false
	switch cmd.(type) {
	case casework.Submit:
		whole = true
	case casework.Receive, casework.CorrectOnSpot, casework.Supplement:
		if len(form) == 0 {
			return nil
		}
	default: // a draft keeps whatever was typed so far
		return nil
	}
	values, err := FormValues(form)
	if err != nil {
		return FormInvalid{{Code: "invalid"}}
	}
	problems, err := h.Forms.Validate(*item, values)
	if err != nil {
		return err
	}
	if !whole {
		problems = slices.DeleteFunc(problems, func(p FieldProblem) bool { return p.Code == "required" })
	}
	if len(problems) > 0 {
		return FormInvalid(problems)
	}
	return nil
}

// FormValues reads the values of a stored form; none for an empty one.
func FormValues(form json.RawMessage) (map[string]any, error) {
	values := map[string]any{}
	if len(form) == 0 {
		return values, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(form))
	decoder.UseNumber() // a number stays as it was written
	err := decoder.Decode(&values)
	return values, err
}
