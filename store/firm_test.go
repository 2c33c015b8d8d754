package store_test

import (
	"testing"

	"yimen/core/period"
	"yimen/store"
)

func TestFirmsAndHandlers(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		f := store.Firm{ID: 1, Since: now, Resident: 7, Code: "92330303MA2CB0BK77", Name: "小餐饮店"}
		must(t, s.AddFirm(ctx, f))
		again := f
		again.ID = 2
		err := s.AddFirm(ctx, again)
		if !store.ConflictIn(err, "firm") {
			t.Errorf("added twice: %v", err)
		}
		again.Resident = 8 // that somebody represents it is proved by nothing
		must(t, s.AddFirm(ctx, again))
		got, err := s.Firm(ctx, 1)
		must(t, err)
		equal(t, "firm", got, f)
		_, err = s.Firm(ctx, 3)
		mustFail(t, err, store.ErrNotFound)
		list, err := s.FirmsOf(ctx, 7)
		must(t, err)
		equal(t, "of the representative", list, []store.Firm{f})

		today := now.Date()
		h := store.Handler{ID: 5, Firm: 1, From: today, To: today.Add(10), InvitedAt: now, Phone: "13805770000", Name: "林秀兰", Items: []string{"a", "b"}}
		must(t, s.AddHandler(ctx, h))
		waiting, err := s.Invited(ctx, h.Phone)
		must(t, err)
		h.Items = []string{"a", "b"}
		equal(t, "invited", waiting, []store.Handler{h})
		mustFail(t, s.TakeHandler(ctx, 5, 9, "13805770001", now), store.ErrConflict)
		must(t, s.TakeHandler(ctx, 5, 9, h.Phone, now+1))
		mustFail(t, s.TakeHandler(ctx, 5, 10, h.Phone, now), store.ErrConflict)
		h.Resident, h.AcceptedAt = 9, now+1
		taken, err := s.HandlersFor(ctx, 9)
		must(t, err)
		equal(t, "taken", taken, []store.Handler{h})
		must(t, s.EndHandler(ctx, 5, "firm", now+2))
		mustFail(t, s.EndHandler(ctx, 5, "self", now+3), store.ErrConflict)
		h.EndedBy, h.EndedAt = "firm", now+2
		all, err := s.HandlersOf(ctx, 1)
		must(t, err)
		equal(t, "ended", all, []store.Handler{h})
		one, err := s.Handler(ctx, 5)
		must(t, err)
		equal(t, "one", one, h)
		_, err = s.Handler(ctx, 6)
		mustFail(t, err, store.ErrNotFound)

		must(t, s.Write(ctx, store.Plan{store.FirmCase(11, 1, 9, now), store.FirmCase(12, 1, 7, now)}))
		mustFail(t, s.Write(ctx, store.Plan{store.FirmCase(11, 2, 9, now)}), store.ErrConflict)
		ids, err := s.FirmCases(ctx, 1, 0, 5)
		must(t, err)
		equal(t, "cases", ids, []int64{12, 11})
		for id, want := range map[int64]int64{11: 1, 13: 0} {
			firm, err := s.FirmOf(ctx, id)
			must(t, err)
			equal(t, "firm of a case", firm, want)
		}
	})
}

// Who handed a case in for its firm is kept with the mandate by which he did; before, nobody is.
func TestHandedIn(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		must(t, s.Write(ctx, store.Plan{store.FirmCase(11, 1, 9, now)}))
		_, err := s.HandedIn(ctx, 11)
		mustFail(t, err, store.ErrNotFound)
		mustFail(t, s.Write(ctx, store.Plan{store.HandIn(11, store.FirmHand{Firm: 2, Resident: 9})}), store.ErrConflict)
		by := store.FirmHand{Firm: 1, Resident: 8, Mandate: 5}
		must(t, s.Write(ctx, store.Plan{store.HandIn(11, by)}))
		got, err := s.HandedIn(ctx, 11)
		must(t, err)
		equal(t, "handed in", got, by)
	})
}

// A code is renewed once, with the case and the accounts that it opens.
func TestFirmCode(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		rec := save(t, s, filed(t, 7))
		_, err := s.FirmCode(ctx, rec.ID)
		mustFail(t, err, store.ErrNotFound)
		must(t, s.Write(ctx, store.Plan{store.FirmCase(rec.ID, 1, 9, now), store.Keep(9, rec.ID, now)}))
		was, err := s.FirmCode(ctx, rec.ID)
		must(t, err)
		equal(t, "code", was, store.FirmCode{CaseID: rec.ID, Firm: 1, Query: rec.Query, Since: now})
		must(t, s.RenewCode(ctx, was, "654321", now+5))
		mustFail(t, s.RenewCode(ctx, was, "111111", now+6), store.ErrConflict)
		is, err := s.FirmCode(ctx, rec.ID)
		must(t, err)
		equal(t, "renewed", is, store.FirmCode{CaseID: rec.ID, Firm: 1, Query: "654321", Since: now + 5})
		read, err := s.Case(ctx, rec.ID)
		must(t, err)
		equal(t, "of the case", read.Query, "654321")
		kept, err := s.KeepsCase(ctx, 9, rec.ID)
		must(t, err)
		equal(t, "kept", kept, false)
	})
}

func TestHandlerStands(t *testing.T) {
	day := period.NewDate(2026, 3, 2)
	h := store.Handler{From: day, To: day.Add(2), AcceptedAt: 1, Items: []string{"a"}}
	for _, c := range []struct {
		change func(h *store.Handler)
		item   string
		on     period.Date
		want   bool
	}{
		{func(*store.Handler) {}, "a", day, true},
		{func(*store.Handler) {}, "a", day.Add(2), true},
		{func(*store.Handler) {}, "a", day.Add(3), false},
		{func(*store.Handler) {}, "a", day.Add(-1), false},
		{func(*store.Handler) {}, "b", day, false},
		{func(h *store.Handler) { h.Items = nil }, "b", day, true},
		{func(h *store.Handler) { h.AcceptedAt = 0 }, "a", day, false},
		{func(h *store.Handler) { h.EndedAt = 1 }, "a", day, false},
	} {
		x := h
		c.change(&x)
		if got := x.Stands(c.item, c.on); got != c.want {
			t.Errorf("%+v for %s on %s: %v", x, c.item, c.on, got)
		}
	}
}
