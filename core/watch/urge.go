package watch

import "yimen/core/period"

// urge checks that the day the applicant reminded of was over, and that he did once.
func (w *walk) urge() {
	due := w.day("due")
	w.need(due < w.now && due == w.missable(), "urgedEarly", due.String())
	w.need(due != w.urgedFor, "urgedTwice", due.String())
	w.urgedFor = due
}

// missable is the last day of whose turn it is, as the applicant was promised it.
func (w *walk) missable() period.Date {
	decided := w.stage != reviewing && w.stage != approving
	if decided && !w.Item.Quick && !w.onSpot {
		return w.deliveryDue()
	}
	return w.promisedDue()
}
