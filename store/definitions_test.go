package store_test

import (
	"testing"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
)

func TestPublishedVersionsStay(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		v1 := catalog.Item{Code: "food", Version: 1, From: today, Name: "食品经营许可", Form: []byte(`{"type":"object"}`)}
		v2, dog := v1, v1
		v2.Version, v2.Name = 2, "食品经营许可（新办）"
		dog.Code = "dog"
		must(t, s.Publish(ctx, []catalog.Item{v1, dog}, "LW001", now))
		must(t, s.Publish(ctx, []catalog.Item{v2}, "LW001", now))
		err := s.Publish(ctx, []catalog.Item{{Code: "new", Version: 1}, v1}, "LW001", now)
		if !store.ConflictIn(err, "item_version") {
			t.Fatalf("publishing a version again gave %v", err)
		}
		all, err := s.Items(ctx)
		must(t, err)
		equal(t, "items", all, []*catalog.Item{&dog, &v1, &v2})
		one, err := s.Item(ctx, "food", 2)
		must(t, err)
		if one != all[2] {
			t.Fatal("a published version was read twice")
		}
		versions, err := s.Versions(ctx)
		must(t, err)
		equal(t, "versions", versions, map[store.Definitions]int64{"item": 2, "directory": 0, "calendar": 0, "register": 0})
	})
}

func TestTheDirectoryIsReplacedAsAWhole(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		empty, version, err := s.Directory(ctx)
		must(t, err)
		equal(t, "before the first", empty, org.Snapshot{})
		want := org.Snapshot{
			Units:       []org.Unit{{Code: "b", Name: "永中街道", From: today}, {Code: "a", Name: "龙湾区", From: today}},
			Centres:     []org.Centre{{Code: "c", Unit: "b", Counters: []org.Counter{{No: "1", Name: "综合"}}}},
			Staff:       []org.Staff{{No: "LW001", Name: "王芳"}},
			Holdings:    []org.Holding{{Staff: "LW001", Unit: "b", Post: org.Acceptance, Items: []string{"food"}}},
			Stationings: []org.Stationing{{Body: "a", Centre: "c", Item: "food", Posts: []org.Post{org.Review}}},
		}
		must(t, s.SaveDirectory(ctx, want, version))
		mustFail(t, s.SaveDirectory(ctx, org.Snapshot{}, version), store.ErrConflict)
		got, version, err := s.Directory(ctx)
		must(t, err)
		equal(t, "directory", got, want)
		want.Units = want.Units[:1]
		must(t, s.SaveDirectory(ctx, want, version))
		got, _, err = s.Directory(ctx)
		must(t, err)
		equal(t, "smaller directory", got, want)
	})
}

func TestCalendarFilesLieOneAboveTheOther(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		first := store.CalendarFile{Seq: 1, At: now, By: "LW001", Name: "2027.json", Body: []byte(`{"years":{}}`)}
		second := first
		second.Seq, second.Name = 2, "2027b.json"
		must(t, s.AddCalendar(ctx, first))
		must(t, s.AddCalendar(ctx, second))
		if err := s.AddCalendar(ctx, second); !store.ConflictIn(err, "calendar") {
			t.Fatalf("the same place twice gave %v", err)
		}
		files, err := s.CalendarFiles(ctx)
		must(t, err)
		equal(t, "files", files, []store.CalendarFile{first, second})
		versions, err := s.Versions(ctx)
		must(t, err)
		equal(t, "version", versions[store.CalendarDefinitions], 2)
	})
}
