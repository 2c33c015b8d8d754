package store_test

import (
	"testing"

	"yimen/core/catalog"
	"yimen/store"
)

func TestDraftsOfItems(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		d := catalog.Draft{ID: 7, Rev: 1, Unit: "330303001", Stage: catalog.InDraft, Item: catalog.Item{Code: "food", Name: "食品", Form: []byte(`{"type":"object"}`)}}
		begin := store.DraftMove{At: now, Move: catalog.BeginDraft, By: "k", Item: &d.Item}
		must(t, s.AddDraft(ctx, d, begin))
		twin := d
		twin.ID = 8
		if err := s.AddDraft(ctx, twin, begin); !store.ConflictIn(err, "item_draft") {
			t.Fatalf("a second open draft of one code gave %v", err)
		}
		d.Rev, d.Item.Name = 2, "食品经营"
		must(t, s.MoveDraft(ctx, d, store.DraftMove{At: now, Move: catalog.SaveDraft, By: "k"}))
		mustFail(t, s.MoveDraft(ctx, d, store.DraftMove{At: now, Move: catalog.SaveDraft, By: "k"}), store.ErrConflict)
		published := d.Item
		published.Version, published.From = 1, today
		more, err := store.PublishItem(published, "o", now)
		must(t, err)
		d.Rev, d.Stage = 3, catalog.Published
		must(t, s.MoveDraft(ctx, d, store.DraftMove{At: now, Move: catalog.Publish, By: "o", Remark: "可以", Item: &published}, more...))
		must(t, s.AddDraft(ctx, twin, begin)) // the first is closed
		got, err := s.Draft(ctx, 7)
		must(t, err)
		equal(t, "draft", got.Draft, d)
		moves, err := s.DraftMoves(ctx, 7)
		must(t, err)
		if len(moves) != 3 || moves[0].Move != catalog.Publish || moves[0].Remark != "可以" || moves[1].Item != nil || moves[2].Item.Name != "食品" {
			t.Errorf("%+v", moves)
		}
		item, err := s.Item(ctx, "food", 1)
		must(t, err)
		equal(t, "published", item.Name, "食品经营")
		heads := func(units []string, stages []catalog.Stage, limit int, want ...store.DraftHead) {
			t.Helper()
			list, err := s.DraftHeads(ctx, units, stages, limit)
			must(t, err)
			equal(t, "heads", list, want)
		}
		first := store.DraftHead{ID: 7, Rev: 3, At: now, Unit: "330303001", Stage: catalog.Published, Code: "food", Name: "食品经营"}
		second := store.DraftHead{ID: 8, Rev: 1, At: now, Unit: "330303001", Stage: catalog.InDraft, Code: "food", Name: "食品"}
		heads([]string{"330303001"}, nil, 10, second, first)
		heads([]string{"330303001"}, nil, 1, second) // what is open comes first
		heads([]string{"x"}, []catalog.Stage{catalog.Published}, 10, first)
		heads([]string{"x"}, nil, 10)
		heads(nil, nil, 10)
		older := twin
		older.ID, older.Unit, older.Item.Code, older.Writers = 5, "u", "drink", []string{"k", "l"}
		must(t, s.AddDraft(ctx, older, begin))
		closed := older
		closed.ID, closed.Stage, closed.Item.Code = 6, catalog.Dropped, "bread"
		must(t, s.AddDraft(ctx, closed, begin))
		heads([]string{"u"}, nil, 1, store.DraftHead{ID: 5, Rev: 1, At: now, Unit: "u", Stage: catalog.InDraft, Code: "drink", Name: "食品", Writers: []string{"k", "l"}})
		codes, err := s.DraftCodes(ctx)
		must(t, err)
		equal(t, "codes", codes, store.DraftCodes{Publisher: map[string]string{"food": "330303001"}, Open: map[string]bool{"food": true, "drink": true}})
		for code, want := range map[string]string{"food": "330303001", "drink": ""} {
			unit, err := s.PublishedBy(ctx, code)
			must(t, err)
			equal(t, "published by", unit, want)
		}
		mustFail(t, s.Write(ctx, store.Plan{{SQL: `DELETE FROM item_move WHERE draft_id = $1`, Args: []any{7}}}), store.ErrProtected)
	})
}

func TestWithdrawals(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		w := store.Withdrawal{Code: "food", Version: 1, Last: today, At: now, By: "o", Reason: "依据废止"}
		must(t, s.Withdraw(ctx, w))
		if err := s.Withdraw(ctx, w); !store.ConflictIn(err, "item_withdrawal") {
			t.Fatalf("twice gave %v", err)
		}
		list, err := s.Withdrawals(ctx)
		must(t, err)
		equal(t, "withdrawals", list, []store.Withdrawal{w})
		use, err := s.ItemUse(ctx, "food", 5)
		must(t, err)
		equal(t, "use", use, store.ItemUse{})
	})
}
