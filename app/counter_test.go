package app_test

import (
	"errors"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/testkit"
)

// scanned opens a draft at the counter with one scan in it, and the receipt that names it.
func scanned(t testing.TB, w *testkit.World) (app.Record, casework.Receive) {
	t.Helper()
	draft, err := w.NewDraft(ctx, testkit.Felling, casework.Filing{Channel: catalog.AtCounter, AcceptUnit: testkit.Community})
	must(t, err)
	_, err = w.AttachTo(ctx, draft, clerk.No, "m1", "扫描.pdf", strings.NewReader(pdf))
	must(t, err)
	files, err := w.Scanned(ctx, draft)
	must(t, err)
	if len(files["m1"]) != 1 || len(files) != 1 {
		t.Fatalf("scanned %v", files)
	}
	cmd := paper(t, w)
	cmd.Materials[0] = casework.Given{Code: "m1", How: casework.Upload, Files: files["m1"]}
	return draft, cmd
}

// What was scanned at the counter lies in the case that is received, once however often the
// button is pressed.
func TestReceiveWithScans(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		draft, cmd := scanned(t, w)
		got := make([]app.Record, manyTimes)
		for _, err := range atOnce(manyTimes, func(i int) (err error) {
			got[i], err = w.BeginFrom(ctx, "key", draft.Draft, cmd, clerk)
			return err
		}) {
			must(t, err)
		}
		for _, rec := range got {
			if rec.ID != draft.ID || rec.No != got[0].No || rec.State() != casework.Received {
				t.Fatalf("received as %s %s", rec.No, rec.State())
			}
		}
		content, file, err := w.ReadFile(ctx, got[0], cmd.Materials[0].Files[0].ID)
		must(t, err)
		must(t, content.Close())
		if file.Name != "扫描.pdf" {
			t.Errorf("the scan is %+v", file)
		}
		unchanged(t, w.Store, func() {
			if _, err := w.BeginFrom(ctx, "another key", draft.Draft, cmd, clerk2); !errors.Is(err, app.ErrNotFound) {
				t.Errorf("a colleague receives it again: %v", err)
			}
		})
		audited(t, w, 1)
	})
}

// Without a key nothing is mistaken for something received before.
func TestReceiveWithScansWithoutAKey(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		first, cmd := scanned(t, w)
		a, err := w.BeginFrom(ctx, "", first.Draft, cmd, clerk)
		must(t, err)
		second, cmd := scanned(t, w)
		b, err := w.BeginFrom(ctx, "", second.Draft, cmd, clerk)
		must(t, err)
		if a.No == b.No || b.ID != second.ID {
			t.Errorf("received as %s and %s", a.No, b.No)
		}
	})
}

// What the applicant stores for a supplement waits until it is handed in.
func TestFilesOfASupplementWait(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
		waiting := func() []app.Waiting {
			list, err := w.Waiting(ctx, rec)
			must(t, err)
			return list
		}
		if list := waiting(); len(list) != 0 {
			t.Errorf("before any notice %v waits", list)
		}
		rec = step(t, w, rec, "requestSupplement")
		_, err := w.AttachTo(ctx, rec, "", "m3", "说明.pdf", strings.NewReader(pdf))
		must(t, err)
		_, err = w.AttachTo(ctx, rec, clerk.No, "m3", "内部.pdf", strings.NewReader(pdf))
		must(t, err)
		back, err := w.AttachTo(ctx, rec, "", "m3", "误传.pdf", strings.NewReader(pdf))
		must(t, err)
		must(t, w.Detach(ctx, rec, back.ID))
		list := waiting()
		if len(list) != 1 || list[0].Name != "说明.pdf" || list[0].Material != "m3" {
			t.Fatalf("%v waits", list)
		}
		answer := w.Sample(rec, "supplement").(casework.Supplement)
		answer.Materials = []casework.Given{{Code: "m3", How: casework.Upload, Files: []casework.File{list[0].File}}}
		rec, err = w.Do(ctx, rec.No, rec.Version, answer, app.Applicant(rec.Case))
		must(t, err)
		if list := waiting(); len(list) != 0 {
			t.Errorf("handed in and still waiting: %v", list)
		}
		if _, _, err := w.ReadFile(ctx, rec, list[0].ID); err != nil {
			t.Error(err)
		}
	})
}

// Who filed a draft finds the case by the draft's code, and reads it as its applicant.
func TestOwnCase(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		draft := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
		if _, err := w.Submitted(ctx, draft.Draft); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("before submission: %v", err)
		}
		open, err := w.OpenDraft(ctx, draft.Draft)
		must(t, err)
		if len(open.Facts) != 1 || string(open.Form) != "{}" {
			t.Errorf("the draft has %d facts and the form %s", len(open.Facts), open.Form)
		}
		f, err := w.Filing(ctx, draft, testkit.Community)
		must(t, err)
		rec, err := w.Submit(ctx, draft.Draft, f)
		must(t, err)
		again, err := w.Submitted(ctx, draft.Draft)
		if err != nil || again.No != rec.No {
			t.Errorf("found %s, %v", again.No, err)
		}
		own, err := w.OpenOwn(ctx, rec.No)
		must(t, err)
		if len(own.Offered) != 1 || own.Offered[0] != "withdraw" || own.Task.Unit != testkit.Community || own.Clocks[0].Name != casework.AcceptanceClock {
			t.Errorf("offered %v, turn %+v, clocks %+v", own.Offered, own.Task, own.Clocks)
		}
		if log, err := w.Store.Readings(ctx, rec.ID); err != nil || len(log) != 0 {
			t.Errorf("one's own reading is logged: %v %v", log, err)
		}
	})
}
