package watch

import (
	"slices"

	"yimen/core/period"
)

// mostChased is how many days a unit may be given for its reply.
const mostChased = 60

// chased is a supervisor's demand on a unit that waits for its reply.
type chased struct {
	unit, by string
	due      period.Date
}

// chase checks a demand (督办): on a unit that has work here, with a day for the reply, and not
// while the unit still has time to answer the last one.
func (w *walk) chase() {
	unit, due := w.text("u"), w.day("due")
	w.need(slices.Contains(w.owners(), unit), "chaseUnit", unit)
	w.need(slices.Contains([]string{"late", "anomaly", "complaint", "other"}, w.text("g")), "chaseGround", w.text("g"))
	w.need(due >= w.now && due <= w.now.Add(mostChased), "chaseDay", due.String())
	advice, before := false, false
	w.read("adv", &advice)
	for _, c := range w.chases {
		before = before || c.unit == unit
		w.need(c.unit != unit || w.now > c.due, "chaseAgain", unit, c.due.String())
	}
	w.need(!advice || before, "adviceTooSoon", unit)
	w.chases = append(w.chases, chased{unit, w.fact.By.No, due})
}

// owners are the units that may have open work where the case stands.
func (w *walk) owners() []string {
	switch w.stage {
	case reviewing, approving, suspended:
		return append(w.holder(), w.besides()...)
	case granted, denied, issued, served:
		if w.hasIssuing() {
			return w.holder()
		}
	case closed:
		return append(w.deciding(), w.serving()...)
	}
	return w.accepting()
}

// answerChase: the unit's reply answers all that it was pressed for; who pressed does not answer.
func (w *walk) answerChase() {
	unit := w.fact.Right.body()
	w.chases = slices.DeleteFunc(w.chases, func(c chased) bool {
		if c.unit != unit {
			return false
		}
		w.need(c.by != w.fact.By.No, "chasedSelf", c.by)
		w.chaseLate(c)
		return true
	})
}

// chasing are the units that owe a reply.
func (w *walk) chasing() []string {
	var units []string
	for _, c := range w.chases {
		units = append(units, c.unit)
	}
	return units
}

// chaseLate notes a reply that did not come by its day.
func (w *walk) chaseLate(c chased) {
	if w.now > c.due {
		w.find("chaseLate", c.unit, c.due.String())
	}
}
