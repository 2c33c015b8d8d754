package scenario

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"yimen/core/casework"
)

func (a answer) String() string {
	text := fmt.Sprint(a.status)
	if a.to != "" {
		text += " → " + a.to
	}
	for _, s := range a.said {
		text += fmt.Sprintf(" %s=%s", s.field, s.code)
	}
	return text
}

// done is nil when the page says what happened: done, and the page before had offered it.
func (a answer) done() error {
	if a.unoffered {
		return errors.New("the case has changed, but its page did not offer the act")
	}
	if a.status != http.StatusSeeOther || len(a.said) > 0 {
		return fmt.Errorf("the case has changed, but the pages say %s", a)
	}
	return nil
}

// says tells whether the page says what the core says.
func (a answer) says(err error) bool {
	var refusal casework.Refusal
	var invalid casework.Invalid
	switch {
	case errors.As(err, &refusal) && len(a.said) == 0:
		none := refusal.Code == "noUnitForStep" && a.status == http.StatusUnprocessableEntity // no place to choose
		signIn := refusal.Code == "notYours" && a.status == http.StatusUnauthorized           // what was typed is kept until he has
		return none || signIn || slices.Contains([]string{"wrongState", "notYours", "nothingPending", "postedOnly"}, refusal.Code) && a.elsewhere()
	case errors.As(err, &refusal) && slices.Contains([]string{"wrongState", "nobodyToTell", "nothingStated", "feeFree", "filedBefore"}, refusal.Code) && a.byForm():
		return true // what may be chosen depends on the state, and on who was told
	case errors.As(err, &refusal):
		unread := refusal.Code == "notYours" || refusal.Code == "wrongState" && a.absent // staff are answered alike for both
		return a.only("", refusal.Code) || unread && a.status == http.StatusForbidden && a.only("", "noRight")
	case errors.As(err, &invalid) && len(a.said) == 0:
		return a.elsewhere() && !slices.ContainsFunc(invalid, func(e casework.FieldError) bool {
			return e.Code != "itemNotInForce" && e.Code != "unitDoesNotAccept"
		})
	case errors.As(err, &invalid) && a.notBegun(invalid):
		return true
	case errors.As(err, &invalid):
		return a.status == http.StatusUnprocessableEntity && a.points(invalid)
	}
	return false
}

// elsewhere: there is no such page, not for this person, or the way leads to another one.
func (a answer) elsewhere() bool {
	return slices.Contains([]int{http.StatusSeeOther, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed}, a.status)
}

// notBegun: at a terminal an application that it does not offer is not begun; the page says why, beside no field.
func (a answer) notBegun(invalid casework.Invalid) bool {
	return a.status == http.StatusUnprocessableEntity && slices.ContainsFunc(invalid, func(e casework.FieldError) bool {
		return (e.Code == "channelNotOffered" || e.Code == "unitDoesNotAccept") && a.only("", e.Code)
	})
}

// only: the page says this and nothing else.
func (a answer) only(field, code string) bool {
	return len(a.said) == 1 && a.said[0] == said{field, code}
}

// points: every wrong value that the core finds is pointed at, and no other. A form that is
// wrong by itself is refused before the core is asked: then it points at some of them, and
// perhaps at a field that the core asks for only when the others are right.
func (a answer) points(invalid casework.Invalid) bool {
	missed := slices.ContainsFunc(invalid, func(e casework.FieldError) bool {
		return !slices.ContainsFunc(a.said, func(s said) bool { return s.means(e) })
	})
	strange := slices.ContainsFunc(a.said, func(s said) bool {
		empty := s.code == "required" || s.code == "choose"
		return !empty && !slices.ContainsFunc(invalid, s.means)
	})
	return !strange && (!missed || a.byForm())
}

// byForm: all that is said was found by the form itself.
func (a answer) byForm() bool {
	return len(a.said) > 0 && !slices.ContainsFunc(a.said, func(s said) bool { return !slices.Contains(byForm, s.code) })
}

// byForm are the codes of a form that is wrong by itself (web/ui, Form.Check).
var byForm = []string{"required", "choose", "not_an_option", "invalid", "number", "date", "too_big", "too_small", "too_long", "unknown_field"}

// means: a refusal on the page is the one of the core. Where a form refuses what can't be
// chosen or was left empty before the core is asked, it has its own code for it; the list of
// what is to be mended has a line for each material instead of numbers.
func (s said) means(e casework.FieldError) bool {
	switch {
	case strings.HasPrefix(e.Field, "defects") && e.Code != "materialUnknown":
		return strings.HasPrefix(s.field, "what.") && (s.code == e.Code || s.code == "defectsMissing")
	case strings.HasPrefix(e.Field, "corrections."):
		row, cell, _ := strings.Cut(s.field, ".")
		return (row == "after" || row == "where") && cell != "" && (s.code == e.Code || s.code == "not_an_option" || s.code == "unknown_field")
	case strings.HasPrefix(e.Field, "lines"):
		name, _, _ := strings.Cut(s.field, ".")
		return (name == "" || name == "fen" || name == "reduced" || name == "by") && (s.code == e.Code || s.code == "unknown_field")
	case e.Field == "corrections":
		return s == said{"where.1", e.Code}
	case e.Field == "limit" && s.field == "unit":
		return s.code == "choose" || s.code == "not_an_option"
	case (e.Code == "materialUnknown" || e.Code == "kindNotAllowed") && s.code == "unknown_field": // who tests is asked where something is tested
		return true
	}
	return s.field == e.Field && (s.code == e.Code || slices.Contains(formCodes[e.Code], s.code))
}

// formCodes are what a form says before the core is asked, by the core's code.
var formCodes = map[string][]string{
	"channelNotOffered": {"not_an_option"},
	"kindNotAllowed":    {"not_an_option", "choose"},
	"materialTwice":     {"invalid"},
	"noticeMissing":     {"required"},
	"stopBeforeNotice":  {"required"},
	"limitMissing":      {"required"},
	"limitTooLong":      {"too_big"},
	"choose":            {"not_an_option"},
	"byHearing":         {"not_an_option"},
	"noAgent":           {"not_an_option"},
	"nobodyNamed":       {"not_an_option"},
	"familyOfBody":      {"not_an_option"},
	"receptionOfPerson": {"not_an_option"},
	"harmNotHere":       {"not_an_option"},
	"toldBefore":        {"not_an_option"},
	"servedBefore":      {"not_an_option"},
	"notTold":           {"not_an_option"},
	"notOfBody":         {"not_an_option", "choose"},
	"presiderExamined":  {"not_an_option"},
	"samePerson":        {"not_an_option"},
	"twoCheckers":       {"choose"},
	"timeOfDay":         {"required"},
	"untilTooSoon":      {"required"},
	"hearingTooSoon":    {"required"},
}
