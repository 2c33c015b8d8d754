package store_test

import (
	"testing"

	"yimen/core/period"
	"yimen/store"
)

// TestADocumentThatCantBePrinted is left alone until it is to be tried again.
func TestADocumentThatCantBePrinted(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		waiting := func(want int) {
			t.Helper()
			list, err := s.Unprinted(ctx, 10)
			must(t, err)
			any, err := s.ToPrint(ctx)
			must(t, err)
			equal(t, "waiting", len(list), want)
			equal(t, "any waiting", any, want > 0)
		}
		waiting(0)
		d := store.Written{CaseID: 1, Seq: 2, At: period.Instant(now), Name: "grant", Body: []byte(`{}`)}
		e := d
		e.Place = 1
		must(t, s.Write(ctx, store.Plan{d.Insert(), e.Insert()}))
		waiting(2)
		refused := d
		refused.Fault = "no font has it"
		must(t, s.Write(ctx, store.Plan{refused.Note()}))
		waiting(1)
		list, err := s.Documents(ctx, 1)
		must(t, err)
		equal(t, "fault", list[0].Fault, "no font has it")
		must(t, s.PrintAgain(ctx))
		waiting(2)
		must(t, s.Write(ctx, store.Plan{refused.Note()}))
		d.File, e.File = "abc", "abc"
		must(t, s.Write(ctx, store.Plan{d.Note(), e.Note()}))
		waiting(0)
		list, err = s.Documents(ctx, 1)
		must(t, err)
		equal(t, "fault of a printed document", list[0].Fault, "")
	})
}
