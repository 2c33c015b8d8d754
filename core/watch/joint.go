package watch

import (
	"slices"

	"yimen/core/period"
)

// part (并联部门) is the share of a further body at a step, as the receipt fixed it.
type part struct {
	Step  int    `json:"s"`
	Nth   int    `json:"n"`
	Unit  string `json:"u"`
	since period.Date
	on    period.Date // day it spoke
}

// besideFits: the bodies are those of the published procedure, in its order.
func (w *walk) besideFits() bool {
	n := 0
	for i, s := range w.Item.Steps {
		for k := range s.Beside {
			if n >= len(w.parts) || w.parts[n].Step != i || w.parts[n].Nth != k || blank(w.parts[n].Unit) {
				return false
			}
			n++
		}
	}
	return n == len(w.parts)
}

// beginBeside lets the limits of the bodies beside the step run: all at the same moment.
func (w *walk) beginBeside(on period.Date) {
	for i := range w.parts {
		if p := &w.parts[i]; p.Step == w.place && w.place > 0 {
			p.since, p.on = on, 0
		}
	}
}

// here are the bodies beside the present step.
func (w *walk) here() (all []*part) {
	for i := range w.parts {
		if p := &w.parts[i]; p.Step == w.place && !p.since.IsZero() {
			all = append(all, p)
		}
	}
	return all
}

// silent are those of them that have not spoken.
func (w *walk) silent() []*part {
	return slices.DeleteFunc(w.here(), func(p *part) bool { return !p.on.IsZero() })
}

// besides are their units.
func (w *walk) besides() (units []string) {
	for _, p := range w.silent() {
		units = append(units, p.Unit)
	}
	return units
}

// jointOpinion checks what a body beside the step says, and in what time.
func (w *walk) jointOpinion() {
	stand := w.text("ok")
	w.need(stand == "agree" || stand == "object", "besideStand", stand)
	unit := w.fact.Right.body()
	i := slices.IndexFunc(w.silent(), func(p *part) bool { return p.Unit == unit })
	if i < 0 {
		w.find("besideUnknown", unit)
		return
	}
	p := w.silent()[i]
	w.besideDone(p)
	p.on = w.now
	w.together()
}

// together hands the case on once everybody at the step has spoken.
func (w *walk) together() {
	if !w.saidOn.IsZero() && len(w.silent()) == 0 {
		w.onward(w.now)
	}
}

// besideDue is the last day of a body's own time.
func (w *walk) besideDue(p *part) period.Date {
	if p.Step >= len(w.Item.Steps) || p.Nth >= len(w.Item.Steps[p.Step].Beside) {
		return 0
	}
	return w.held("beside"+p.Unit, p.since, w.due(p.since, w.Item.Steps[p.Step].Beside[p.Nth].Limit, w.stopped(), nil))
}

// besideOf finds the body whose clock has the name.
func (w *walk) besideOf(clock string) *part {
	for _, p := range w.here() {
		if clock == "beside"+p.Unit {
			return p
		}
	}
	return nil
}

// besideDone notes a body that took longer than its time.
func (w *walk) besideDone(p *part) {
	if due := w.besideDue(p); !due.IsZero() && w.now > due {
		w.find("besideLate", p.Unit, due.String(), w.now.String())
	}
}

// besideLate notes those whose time is over and who are still silent.
func (w *walk) besideLate() {
	for _, p := range w.silent() {
		w.besideDone(p)
	}
}
