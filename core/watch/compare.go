package watch

import (
	"maps"
	"slices"

	"yimen/core/period"
)

// compare holds what the hall shows of the case against what was reckoned here.
func (w *walk) compare(shown Shown) {
	w.need(shown.State == string(w.stage), "stateDiffers", shown.State, string(w.stage))
	days := w.days()
	all := maps.Clone(days)
	maps.Copy(all, shown.Days)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w.need(shown.Days[name] == days[name], "dayDiffers", name, shown.Days[name].String(), days[name].String())
	}
}

// days reckons every day of the case as it stands.
func (w *walk) days() map[string]period.Date {
	out := map[string]period.Date{}
	set := func(name string, d period.Date) {
		if !d.IsZero() {
			out[name] = d
		}
	}
	set("receivedOn", w.receivedOn)
	set("acceptedOn", w.acceptedOn)
	set("acceptanceDue", w.acceptanceDue())
	set("exitDue", w.exitDue())
	if w.notice != nil {
		set("supplementDue", w.supplementDue())
		if !w.notice.posted.IsZero() {
			set("transitDue", w.transitDue())
		}
	}
	if w.acceptedOn.IsZero() {
		return out
	}
	if w.owed != nil {
		set("pendingDue", w.pendingDue())
	}
	if t, told := w.hearing.told[w.hearing.last]; told {
		set("askHearingDue", w.requestDue(t))
	}
	set("hearingDue", w.hearingDue())
	if slices.Contains([]stage{reviewing, approving, suspended}, w.stage) {
		set("stepDue", w.stepDue())
		for _, p := range w.here() {
			set("beside"+p.Unit+"Due", w.besideDue(p))
		}
	}
	if w.remote() {
		set("originalsDue", w.sendDue())
	}
	set("promisedDue", w.promisedDue())
	set("statutoryDue", w.statutoryDue())
	set("renewalDue", w.renewalDue())
	set("deliveryDue", w.deliveryDue())
	set("statementDue", w.statementDue())
	set("cancelDue", w.cancelDue())
	if w.commitment != nil && w.granted && w.stage == closed {
		set("inspectionDue", w.inspectionDue())
		set("rectifyDue", w.rectifyDue())
	}
	return out
}
