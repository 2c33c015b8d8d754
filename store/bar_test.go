package store_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/period"
	"yimen/store"
)

// A bar holds for its party and item up to its last day; of several the longest.
func TestBar(t *testing.T) {
	both(t, func(t *testing.T, st *store.Store) {
		ctx := t.Context()
		last := period.NewDate(2027, 3, 2)
		for i, b := range []casework.Bar{
			{Party: "x", Item: "food", Until: last, Rule: "许可法78"},
			{Party: "x", Item: "food", Until: last, Rule: "许可法78"}, // written twice
			{Party: "x", Item: "shop", Until: last.Add(99), Rule: "许可法79"},
		} {
			must(t, st.Write(ctx, store.Plan{store.InsertBar(b, int64(i/2+1))}))
		}
		for _, c := range []struct {
			party, item string
			on, until   period.Date
		}{
			{"x", "food", last, last}, {"x", "food", last.Add(1), 0}, {"y", "food", last, 0}, {"x", "house", last, 0}, {"x", "shop", last.Add(99), last.Add(99)},
		} {
			got, err := st.Barred(ctx, c.party, c.item, c.on)
			must(t, err)
			if got.Until != c.until {
				t.Errorf("%+v: barred until %s", c, got.Until)
			}
		}
	})
}
