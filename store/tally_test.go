package store_test

import (
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/store"
)

// TestReceived: the items that units received since a day, most often first; what else is counted is left out.
func TestReceived(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		const unit = "330303001012"
		rec := save(t, s, filed(t, 1))
		other := save(t, s, filed(t, 2))
		must(t, s.Write(ctx, store.Plan{{SQL: `UPDATE cases SET item = 'LW-X' WHERE id = $1`, Args: []any{other.ID}},
			store.PutTally(rec.ID, casework.Tally{Seq: 91, Day: today, What: casework.TallyReceived, Unit: unit}),
			store.PutTally(other.ID, casework.Tally{Seq: 91, Day: today, What: casework.TallyReceived, Unit: unit}),
			store.PutTally(other.ID, casework.Tally{Seq: 92, Day: today, What: casework.TallyReceived, Unit: unit}),
			store.PutTally(rec.ID, casework.Tally{Seq: 93, Day: today, What: casework.TallyReceived, Unit: "elsewhere"}),
			store.PutTally(rec.ID, casework.Tally{Seq: 94, Day: today.Add(-9), What: casework.TallyReceived, Unit: unit}),
			store.PutTally(rec.ID, casework.Tally{Seq: 95, Day: today, What: casework.TallyAccepted, Unit: unit})}))
		for limit, want := range map[int][]string{9: {"LW-X", rec.Item}, 1: {"LW-X"}} {
			got, err := s.Received(ctx, []string{unit}, today.Add(-8), limit)
			must(t, err)
			if !slices.Equal(got, want) {
				t.Errorf("at most %d: %v, want %v", limit, got, want)
			}
		}
	})
}
