package desk

import (
	"context"
	"encoding/json"
	"slices"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/web/ui"
)

// reader makes the act of a form that can only be read with the case, such as one that
// mends the item's own form. It notes in the form what it refuses; the error is a failure.
type reader func(*Desk, subject, *ui.Form) (casework.Command, error)

// command makes the act of what was typed. A refused form may give one that says nothing.
func (d *Desk) command(ctx context.Context, a action, no string, f *ui.Form) (casework.Command, error) {
	if a.readOf == nil {
		return a.read(*f), nil
	}
	s, err := d.subject(ctx, no, seenOf(f))
	if err != nil {
		return nil, err
	}
	return a.readOf(d, s, f)
}

// subject is what the forms of the page depend on.
func (p casePage) subject() subject {
	staff, body := p.desk.staffOf(p.Case)
	return subject{p.Case, p.Item, p.today(), p.Form, staff, body, p.who.No, p.desk.namesOf(p.Case)}
}

// waits tells that the page says whose turn it is: nobody here has anything to do, or what
// is left to do is not what the case waits for.
func (p casePage) waits() bool {
	turn := slices.ContainsFunc(p.Offered, func(act org.Act) bool { return !slices.Contains(taken, act) })
	return !turn || p.Ended != "" || p.State() == casework.Supplementing
}

// taken are the acts that don't wait for anybody's turn: those that take in what people say, at any counter of
// the road, and the leave of the head for more time (许可法42).
var taken = []org.Act{org.Extend, org.MakeStatement, org.RequestHearing, org.RequestRecusal, org.Chase, org.AnswerChase}

// lines are the lines of the item's form.
func (s subject) lines() []catalog.Field {
	lines, _ := catalog.Fields(s.Item.Form) // a published form can be read
	return lines
}

// values are what was filled in.
func (s subject) values() map[string]any {
	values := map[string]any{}
	if len(s.Form) > 0 {
		_ = json.Unmarshal(s.Form, &values) // what is no object holds no values
	}
	return values
}

// material is one of the item's, nil for a code that is none.
func (s subject) material(code string) *catalog.Material {
	for i := range s.Item.Materials {
		if s.Item.Materials[i].Code == code {
			return &s.Item.Materials[i]
		}
	}
	return nil
}
