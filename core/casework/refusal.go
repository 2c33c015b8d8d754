package casework

import (
	"fmt"
	"strconv"
	"strings"
)

// Refusal (拒绝) says why an act cannot be done: Code finds the sentence, Rule cites the
// provision, Args fill the sentence's places.
type Refusal struct {
	Code string
	Rule string
	Args []string
}

func (r Refusal) Error() string { return fmt.Sprintf("%s (%s) %v", r.Code, r.Rule, r.Args) }

// FieldError (填写错误) is one wrong value of an act: the field by its JSON name, the
// code of the sentence that says what to mend, the provision that asks for it.
type FieldError struct {
	Field string
	Code  string
	Rule  string
	Args  []string
}

// Invalid is the list of all wrong values of one act.
type Invalid []FieldError

func (v Invalid) Error() string { return fmt.Sprintf("%d invalid: %v", len(v), []FieldError(v)) }

// err gives nil for an empty list, so that callers can return it straight.
func (v Invalid) err() error {
	if len(v) == 0 {
		return nil
	}
	return v
}

// need adds an error when ok is false.
func (v *Invalid) need(ok bool, field, code, rule string, args ...string) {
	if !ok {
		*v = append(*v, FieldError{field, code, rule, args})
	}
}

// maxText is the longest opinion or reason that is taken, in runes.
const maxText = 4000

// maxName is the longest name of a person, body or paper that is taken, in runes.
const maxName = 200

// text asks for a text that is neither blank nor too long.
func (v *Invalid) text(s, field, rule string) {
	v.need(!blank(s), field, "required", rule)
	v.short(s, field, maxText)
}

// short asks that a text has no more runes than fit.
func (v *Invalid) short(s, field string, most int) {
	v.need(len([]rune(s)) <= most, field, "tooLong", "", strconv.Itoa(most))
}

// blank tells whether a text says nothing: an opinion of spaces is none.
func blank(s string) bool { return strings.TrimSpace(s) == "" }
