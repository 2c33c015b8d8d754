package ui

import (
	"context"
	"errors"
	"strconv"

	"yimen/core/casework"
	"yimen/core/org"
)

// Refused writes what the core refused into the form: wrong values at their fields, a
// refusal of the whole act at the head. It is false for an error of another kind, which
// the page hands on.
func (f *Form) Refused(ctx context.Context, err error) bool {
	var invalid casework.Invalid
	if errors.As(err, &invalid) {
		for _, e := range invalid {
			f.Refuse(e.Field, e.Code, Places(e.Args)...)
		}
		return true
	}
	var r casework.Refusal
	if errors.As(err, &r) {
		f.Refuse("", r.Code, RefusalPlaces(ctx, r)...)
		return true
	}
	return false
}

// Places numbers the values of a sentence: {0}, {1} ….
func Places(args []string) []any {
	var out []any
	for i, a := range args {
		out = append(out, strconv.Itoa(i), a)
	}
	return out
}

// Named are the values of a sentence that come with their names: name, value, name, value ….
func Named(args []string) []any {
	var out []any
	for _, a := range args {
		out = append(out, a)
	}
	return out
}

// RefusalPlaces is Places, with acts and states said in the page's words.
func RefusalPlaces(ctx context.Context, r casework.Refusal) []any {
	args := append([]string(nil), r.Args...)
	switch {
	case r.Code == "wrongState" && len(args) == 2:
		args[0], args[1] = ActName(ctx, org.Act(args[0])), StateName(ctx, casework.State(args[1]))
	case r.Code == "notYours" && len(args) == 1:
		args[0] = ActName(ctx, org.Act(args[0]))
	}
	return Places(args)
}

// ActName is the word for an act 行为名称.
func ActName(ctx context.Context, act org.Act) string { return Say(ctx, "acts."+string(act)) }

// FactName is what happened by a fact: the act, or what time did.
func FactName(ctx context.Context, f casework.Fact) string {
	if lapse := f.Lapse(); lapse != "" {
		return CodeName(ctx, "lapse", string(lapse))
	}
	return ActName(ctx, f.Act)
}

// StateName is the word for a state 办件状态.
func StateName(ctx context.Context, s casework.State) string {
	if s == casework.None {
		s = casework.Drafting
	}
	return Say(ctx, "codes.state."+string(s))
}

// CodeName is the word for a code of a kind: codes.<kind>.<code>.
func CodeName(ctx context.Context, kind, code string) string {
	return Say(ctx, "codes."+kind+"."+code)
}
