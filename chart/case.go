package chart

import (
	"yimen/core/casework"
	"yimen/core/catalog"
)

// OfCase is 图二 of the item with the way of one case in it: the steps it has passed, and the
// one that holds it. Of those who examine at the same time each is passed when it has spoken.
func OfCase(c casework.Case, it *catalog.Item, unit Units) Chart {
	drawn := Power(it, unit)
	drawn.Progress(func(step, body int) Mark {
		switch {
		case step == c.At && c.Ended == "" && spoken(c, step, body):
			return Passed
		case step < c.At, c.Ended == casework.Concluded && (c.Issued != nil || step < len(c.Route)-1):
			return Passed
		case step == c.At && c.Ended == "":
			return Current
		}
		return Todo
	})
	if c.Ended == casework.Concluded {
		last := &drawn.Rows[len(drawn.Rows)-1].Nodes[0]
		last.Mark = Passed
	}
	return drawn
}

// spoken tells whether a unit at the step that is shared has said what it thinks.
func spoken(c casework.Case, step, body int) bool {
	if body == 0 {
		return !c.SaidOn.IsZero() && len(c.Silent()) > 0
	}
	for _, p := range c.Parts {
		if p.Step == step && p.Nth == body-1 {
			return !p.On.IsZero()
		}
	}
	return false
}
