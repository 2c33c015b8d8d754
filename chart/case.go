package chart

import (
	"yimen/core/casework"
	"yimen/core/catalog"
)

// OfCase is 图二 of the item with the way of one case in it: the steps it has passed, and the
// one that holds it. unit names the unit of a step.
func OfCase(c casework.Case, it *catalog.Item, unit func(step int) catalog.Text) Chart {
	drawn := Power(it, unit)
	drawn.Progress(func(step int) Mark {
		switch {
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
