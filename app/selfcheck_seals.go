package app

import (
	"context"
	"slices"

	"yimen/core/org"
	"yimen/core/period"
	"yimen/seal"
)

// checkSeals: what decides must have a seal in use, or its documents go out without one; and a seal
// that ends soon needs a successor.
func (h *Hall) checkSeals(ctx context.Context) (faults []Fault, err error) {
	if h.Seals == nil || h.Seals.Demo {
		return nil, nil
	}
	if h.Seals.Password == nil {
		faults = append(faults, Fault{Code: "noSealing"})
	}
	register, err := h.SealRegister(ctx)
	if err != nil {
		return nil, err
	}
	until := sealedUntil(register, h.Now())
	var without []string
	for at := range h.manned() {
		if _, sealed := until[at.unit]; at.post == org.Approval && !sealed {
			without = append(without, at.unit)
		}
	}
	if len(without) > 0 {
		faults = append(faults, Fault{Code: "noSeal", Units: sortedOnce(without)})
	}
	return append(faults, h.sealsEnd(until)...), nil
}

// sealedUntil is the last day of the seals in use now, by unit: of each unit the latest.
func sealedUntil(register []seal.Entry, now period.Instant) map[string]period.Date {
	until, at := map[string]period.Date{}, moment(now)
	for _, e := range register {
		if e.State() != seal.Active || at.Before(e.From) || at.After(e.To) {
			continue
		}
		until[e.Unit] = max(until[e.Unit], period.Instant(e.To.UnixMilli()).Date())
	}
	return until
}

// sealsEnd tells of units whose last seal ends within a month.
func (h *Hall) sealsEnd(until map[string]period.Date) (faults []Fault) {
	for unit, day := range until {
		if day < h.Today().Add(soonDays) {
			faults = append(faults, Fault{Code: "sealEnds", Units: []string{unit}, Text: day.String()})
		}
	}
	slices.SortFunc(faults, func(a, b Fault) int { return compareFaults(a, b) })
	return faults
}

func sortedOnce(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
