package casework

import "fmt"

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

// text asks for a text that is neither empty nor too long.
func (v *Invalid) text(s, field, rule string) {
	v.need(s != "", field, "required", rule)
	v.need(len([]rune(s)) <= maxText, field, "tooLong", rule, fmt.Sprint(maxText))
}
