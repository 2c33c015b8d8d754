package watch

import (
	"slices"

	"yimen/core/period"
)

// exit is a decision beside that on the application, to be served as well.
type exit struct {
	act    string
	on     period.Date
	nobody bool        // the addressee is no more
	served period.Date // zero = not yet
}

// leaves notes that the act at hand decided something that is to be served.
func (w *walk) leaves(nobody bool) {
	w.exits = append(w.exits, exit{act: w.fact.Act, on: w.now, nobody: nobody})
}

// exitServed: of a decision that was still to be served, on a day since it was taken.
func (w *walk) exitServed(on, deed period.Date) {
	of := w.text("of")
	i := slices.IndexFunc(w.exits, func(x exit) bool { return x.act == of && x.served.IsZero() })
	if i < 0 {
		w.find("serviceOf", of)
		return
	}
	w.need(deed <= w.now && deed >= w.exits[i].on, "serviceDay", deed.String())
	w.exits[i].served = on
}

// unserved notes decisions that nobody served: when the file is closed, and as the case stands
// once the time is over in which the hall serves what it decides (the law names none for these).
func (w *walk) unserved(atOnce bool) {
	for _, x := range w.exits {
		late := atOnce || w.now > w.due(x.on, w.Rules.DeliverWithin, nil, nil)
		w.need(!x.served.IsZero() || x.nobody || !late, "exitUnserved", x.act, x.on.String())
	}
}

// exitDue is the last day, by the hall's own measure, to serve the oldest decision that somebody must
// serve; where none waits, that of the last one that was served.
func (w *walk) exitDue() period.Date {
	from := period.Date(0)
	for _, x := range w.exits {
		switch {
		case x.served.IsZero() && !x.nobody:
			return w.due(x.on, w.Rules.DeliverWithin, nil, nil)
		case !x.served.IsZero() && x.on >= from:
			from = x.on
		}
	}
	return w.due(from, w.Rules.DeliverWithin, nil, nil)
}

// serving are the units that have such a decision to serve: where the licence was made out, else where
// the case began.
func (w *walk) serving() []string {
	switch owed := slices.ContainsFunc(w.exits, func(x exit) bool { return x.served.IsZero() && !x.nobody }); {
	case !owed:
		return nil
	case w.granted && w.hasIssuing():
		return w.holder()
	}
	return w.accepting()
}
