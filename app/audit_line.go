package app

import (
	"context"
	"fmt"

	"yimen/core/watch"
	"yimen/store"
)

// auditLines: nobody was given one of a limited number of places while somebody accepted
// before him waited, and none was given twice (许可法57).
func (h *Hall) auditLines(ctx context.Context) error {
	places, err := h.Store.Places(ctx)
	if err != nil {
		return err
	}
	lines := map[string][]watch.Place{}
	for _, p := range places {
		lines[p.Line] = append(lines[p.Line], watch.Place{No: p.No, At: p.At, Joined: p.Joined, Gone: p.Gone, Given: p.Given})
	}
	for key, line := range lines {
		if fault := watch.Line(line); fault != "" {
			return fmt.Errorf("audit: line %s: %s (许可法57)", key, fault)
		}
	}
	return nil
}

// stoodFits tells whether the case stands in a line as its facts say, or in none.
func stoodFits(w store.Whole) bool {
	if w.Line == nil || w.Stood == nil {
		return w.Line == nil && w.Stood == nil
	}
	given := 0
	if d := w.Decision; d != nil && d.Granted {
		given = d.Place
	}
	return *w.Stood == store.Stood{CaseID: w.ID, No: w.No, Line: w.Line.Key, At: w.Line.At, Joined: w.Stood.Joined,
		Gone: w.Stood.Gone, Given: given} && w.Waits() == (w.Stood.Gone == 0)
}
