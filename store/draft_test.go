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
		list, err := s.Drafts(ctx, "330303001", 10)
		must(t, err)
		equal(t, "drafts", []int64{list[0].ID, list[1].ID}, []int64{8, 7})
		none, err := s.Drafts(ctx, "x", 10)
		must(t, err)
		equal(t, "another unit's", len(none), 0)
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
