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
		older := twin
		older.ID, older.Unit, older.Item.Code, older.Writers = 5, "u", "drink", []string{"k", "l"}
		must(t, s.AddDraft(ctx, older, begin))
		closed := older
		closed.ID, closed.Stage, closed.Item.Code = 6, catalog.Dropped, "bread"
		must(t, s.AddDraft(ctx, closed, begin))
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

// TestDraftLists: a list has what is in one of its scopes and in none of those it leaves out, newest
// first, and goes on before a place; the head of a draft has what a list shows of it.
func TestDraftLists(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		add := func(id int64, unit string, stage catalog.Stage, writers ...string) {
			d := catalog.Draft{ID: id, Rev: 1, Unit: unit, Stage: stage, Writers: writers, Preparer: "p"}
			d.Item = catalog.Item{Code: "C" + string(rune('0'+id)), Name: "食品", NameEN: `"k_"`, Form: []byte(`{"type":"object"}`)}
			must(t, s.AddDraft(ctx, d, store.DraftMove{At: now, Move: catalog.BeginDraft, By: "k", Item: &d.Item}))
		}
		add(1, "u", catalog.InDraft, "k_")
		add(2, "u", catalog.Reported, "l", "k_")
		add(3, "v", catalog.Reported, "kx")
		add(4, "v", catalog.Dropped)
		add(5, "w", catalog.Reported)
		all := store.DraftList{In: []store.DraftScope{{Stages: catalog.Stages}}, Stages: catalog.Stages}
		heads := func(l store.DraftList, limit int, want ...int64) {
			t.Helper()
			list, err := s.DraftHeads(ctx, l, limit)
			must(t, err)
			var got []int64
			for _, d := range list {
				got = append(got, d.ID)
			}
			equal(t, "drafts", got, want)
		}
		heads(all, 9, 5, 4, 3, 2, 1)
		heads(all, 2, 5, 4)
		next := all
		next.Before = 4
		heads(next, 2, 3, 2)
		one := all
		one.Unit, one.Stages = "v", []catalog.Stage{catalog.Reported, catalog.InDraft}
		heads(one, 9, 3)
		mine := []store.DraftScope{{Unit: "u", Stages: []catalog.Stage{catalog.InDraft}}, {Stages: []catalog.Stage{catalog.Reported}, Apart: "k_"}}
		heads(store.DraftList{In: mine, Stages: catalog.Stages}, 9, 5, 3, 1)
		heads(store.DraftList{In: all.In, Out: mine, Stages: catalog.Stages}, 9, 4, 2)
		words := all
		words.Words = []store.DraftWord{{Text: "食"}, {Text: "c", Items: []string{"x"}}}
		heads(words, 9, 5, 4, 3, 2, 1)
		words.Words = []store.DraftWord{{Text: "c2", Items: []string{"C4", "C5"}}, {Text: "k_"}}
		heads(words, 9, 5, 4, 2)
		words.Words = []store.DraftWord{{Text: "药"}}
		heads(words, 9)
		heads(store.DraftList{Stages: catalog.Stages}, 9)
		heads(store.DraftList{In: all.In}, 9)
		list, err := s.DraftHeads(ctx, one, 1)
		must(t, err)
		equal(t, "head", list[0], store.DraftHead{ID: 3, Rev: 1, At: now, Unit: "v", Stage: catalog.Reported, Code: "C3", Name: "食品", NameEN: `"k_"`, Writers: []string{"kx"}, Preparer: "p"})
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
