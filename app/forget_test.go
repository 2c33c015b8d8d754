package app_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/period"
	"yimen/testkit"
)

// ages makes all stored files as old as a day.
func ages(t testing.TB, w *testkit.World, day period.Date) {
	t.Helper()
	must(t, filepath.WalkDir(w.Folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		at := time.UnixMilli(int64(period.StartOf(day)))
		return os.Chtimes(path, at, at)
	}))
}

// An application that nobody thinks of goes after its days, the day after its last with its files;
// what was handed in stays.
func TestDraftsAreForgotten(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		draft := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
		_, err := w.Attach(ctx, draft.Draft, "m1", "身份证.pdf", strings.NewReader(pdf+"mine"))
		must(t, err)
		mine := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
		ages(t, w, w.Today())
		before := kept(t, w)
		last := app.DraftKept(draft)
		forget := func(day period.Date) (drafts, files int) {
			w.Clock.Set(day.At(3, 30))
			drafts, err := w.DropOldDrafts(ctx)
			must(t, err)
			files, err = w.RemoveFiles(ctx)
			must(t, err)
			return drafts, files
		}
		if drafts, files := forget(last); drafts != 0 || files != 0 {
			t.Errorf("on its last day %d drafts and %d files went", drafts, files)
		}
		if drafts, files := forget(last.Add(1)); drafts != 1 || files != 0 {
			t.Errorf("on the day after %d drafts and %d files went", drafts, files)
		}
		if drafts, files := forget(last.Add(3)); drafts != 0 || files != 1 {
			t.Errorf("later %d drafts and %d files went", drafts, files)
		}
		if _, err := w.OpenDraft(ctx, draft.Draft); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("the draft is still there: %v", err)
		}
		if n := kept(t, w); n != before-1 {
			t.Errorf("%d of %d files are left", n, before)
		}
		for _, g := range mine.Materials {
			for _, f := range g.Files {
				content, _, err := w.ReadFile(ctx, mine, f.ID)
				must(t, err)
				must(t, content.Close())
			}
		}
		_, err = w.Audit(ctx)
		must(t, err)
	})
}

// A file taken back before it was handed in goes as well; one of the same content that another
// application holds stays.
func TestFilesTakenBackGo(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		one, two := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting), w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
		wrong, err := w.Attach(ctx, one.Draft, "m1", "拍错了.pdf", strings.NewReader(pdf+"wrong"))
		must(t, err)
		shared, err := w.Attach(ctx, one.Draft, "m1", "身份证.pdf", strings.NewReader(pdf+"shared"))
		must(t, err)
		_, err = w.Attach(ctx, two.Draft, "m1", "身份证.pdf", strings.NewReader(pdf+"shared"))
		must(t, err)
		for _, f := range []casework.File{wrong, shared} {
			must(t, w.Detach(ctx, one, f.ID))
		}
		ages(t, w, w.Today())
		w.Clock.Set(w.Today().Add(2).At(3, 30))
		n, err := w.RemoveFiles(ctx)
		must(t, err)
		if _, err := w.Files.Open(ctx, wrong.Sum); n != 1 || !errors.Is(err, app.ErrNotFound) {
			t.Errorf("%d files went; the one taken back: %v", n, err)
		}
		content, err := w.Files.Open(ctx, shared.Sum)
		must(t, err)
		must(t, content.Close())
	})
}
