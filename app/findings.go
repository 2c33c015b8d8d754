package app

import (
	"yimen/core/watch"
	"yimen/store"
)

// Findings (监察发现) lets the re-checker look at one case as it was read, for the people who
// watch over it: what is late, what is odd (suspensions in a row, one on the last day), and
// what breaks a rule.
func (h *Hall) Findings(rec store.Record) ([]watch.Finding, error) {
	w := store.Whole{Record: rec}
	for _, f := range rec.Facts {
		body, err := f.MarshalJSON()
		if err != nil {
			return nil, err
		}
		w.Facts = append(w.Facts, store.StoredFact{Body: body})
	}
	var list []watch.Finding
	err := h.watchCase(w, h.cal.Load().Editions, func(f Found) { list = append(list, f.Finding) })
	return list, err
}
