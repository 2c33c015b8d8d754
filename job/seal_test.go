package job_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/core/period"
	"yimen/paper"
	"yimen/seal"
	"yimen/store"
	"yimen/testkit"
)

// sealing is a hall that prints and seals, as of the present day: the library that signs
// takes its moment from the machine.
func sealing(t *testing.T, url string) *testkit.World {
	t.Helper()
	w := testkit.Open(t, url)
	w.Clock.Set(period.Instant(time.Now().UnixMilli()))
	w.Press = paper.New("..")
	t.Cleanup(w.Press.Close)
	w.Seals = &app.SealRoom{Folder: filepath.Join(t.TempDir(), "seals"), Demo: true}
	return w
}

// TestDocumentsAreSealed: each document that bears a seal has the one of the body that decides,
// never the centre's; it is sound, and every use is recorded before and after.
func TestDocumentsAreSealed(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		w := sealing(t, url)
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Closed)
		var log bytes.Buffer
		works(t, w, &log)
		docs, err := w.Documents(t.Context(), rec)
		if err != nil {
			t.Fatal(err)
		}
		trust, err := w.Trust()
		if err != nil {
			t.Fatal(err)
		}
		bear := map[string]int{}
		for _, d := range docs {
			if d.File == "" {
				t.Fatalf("%s is not printed: %s\n%s", d.Name(), d.Fault, log.String())
			}
			report := trust.Verify(read(t, w, d.File))
			if d.Seal == "" || d.Lang != notice.Zh {
				if len(report.Seals) > 0 {
					t.Errorf("%s bears a seal", d.Name())
				}
				continue
			}
			if !report.Valid() || len(report.Seals) != 1 || report.Seals[0].Unit != d.Seal {
				t.Errorf("%s for %s: %v, seals %+v", d.Name(), d.Seal, report.Problems, report.Seals)
			}
			if !bytes.Contains(report.Data, []byte(rec.No)) {
				t.Errorf("%s does not say its case", d.Name())
			}
			bear[d.Seal]++
		}
		if bear[rec.Route[2]] < 2 || bear[testkit.Community] > 0 && rec.Route[2] == testkit.Community {
			t.Errorf("seals on the documents: %v; %s decides", bear, rec.Route[2])
		}
		recorded(t, w, bear)
	})
}

// recorded: every use stands in the register, with the sums of the file before and after.
func recorded(t *testing.T, w *testkit.World, bear map[string]int) {
	t.Helper()
	entries, err := w.SealRegister(t.Context())
	if err != nil || len(entries) != len(bear) {
		t.Fatalf("%d seals for %v, %v", len(entries), bear, err)
	}
	for _, e := range entries {
		uses, err := w.Store.SealUses(t.Context(), e.ID, w.Now()+1, 100)
		if err != nil || len(uses) != bear[e.Unit] {
			t.Errorf("%s: %d uses, want %d (%v)", e.Unit, len(uses), bear[e.Unit], err)
		}
		for _, u := range uses {
			if u.Before == "" || u.After == "" || u.DoneAt.IsZero() || u.Who == "" {
				t.Errorf("%+v", u)
			}
		}
	}
}

// TestCrashBetweenIntentAndSeal: what was begun and not recorded is sealed anew: no document is
// lost, and no use stands unfinished.
func TestCrashBetweenIntentAndSeal(t *testing.T) {
	w := sealing(t, testkit.SQLite(t))
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Granted)
	var log bytes.Buffer
	press := w.Press
	w.Press = nil // the documents are written and wait
	works(t, w, &log)
	w.Press = press
	waiting, err := w.Store.Unprinted(t.Context(), 100)
	if err != nil || len(waiting) == 0 {
		t.Fatalf("%d documents wait, %v", len(waiting), err)
	}
	for _, d := range slices.Concat(waiting...) {
		if made, _, err := w.Print(t.Context(), d); err != nil || made.File == "" {
			t.Fatalf("%v", err)
		} // and here the power goes: the plan is never written
	}
	works(t, w, &log)
	docs, err := w.Documents(t.Context(), rec)
	if err != nil {
		t.Fatal(err)
	}
	bear := map[string]int{}
	for _, d := range docs {
		if d.File == "" {
			t.Errorf("%s was lost", d.Name())
		}
		if d.Seal != "" && d.Lang == notice.Zh {
			bear[d.Seal]++
		}
	}
	recorded(t, w, bear)
}

// TestRegisterOfSeals: a second person makes what one asked for; a suspended seal is on no
// document, which waits and says why; a revoked one is refused when it is verified.
func TestRegisterOfSeals(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		w := sealing(t, url)
		w.Seals.Demo = false
		if _, err := seal.NewAuthority(w.Seals.Folder, "测试", []byte("password of it"), false, time.UnixMilli(int64(w.Now()))); err != nil {
			t.Fatal(err)
		}
		w.Seals.Password = []byte("password of it")
		asks, makes := testkit.Administrator, testkit.Administrator+"2"
		unit := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Granted).Route[2]
		asked := app.SealAsked{Unit: unit, From: w.Today(), To: w.Today().Add(365), Reason: "启用电子印章"}
		if _, err := w.AskSeal(t.Context(), asked, "nobody"); err != app.ErrNotAdministrator {
			t.Errorf("somebody asked: %v", err)
		}
		if _, err := w.AskSeal(t.Context(), app.SealAsked{Unit: "none", Items: []string{"none"}, From: w.Today(), To: w.Today()}, asks); err == nil || strings.Count(err.Error(), "\n") != 3 {
			t.Errorf("a wrong wish: %v", err)
		}
		id, err := w.AskSeal(t.Context(), asked, asks)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.DoSeal(t.Context(), id, seal.Make, "同意", asks); err != app.ErrSamePerson {
			t.Errorf("one person asked and made: %v", err)
		}
		if err := w.DoSeal(t.Context(), id, seal.Make, " ", makes); err == nil {
			t.Error("made without a word")
		}
		if err := w.DoSeal(t.Context(), id, seal.Suspend, "停用", makes); err != app.ErrSealOrder {
			t.Errorf("suspended before it was made: %v", err)
		}
		do := func(deed seal.Deed) {
			t.Helper()
			if err := w.DoSeal(t.Context(), id, deed, "按规定", makes); err != nil {
				t.Fatal(err)
			}
		}
		do(seal.Make)
		do(seal.Suspend)
		var log bytes.Buffer
		works(t, w, &log)
		if !strings.Contains(log.String(), "no seal in use") {
			t.Errorf("logged %s", log.String())
		}
		do(seal.Resume)
		works(t, w, &log)
		uses, err := w.Store.SealUses(t.Context(), id, w.Now()+1, 10)
		if err != nil || len(uses) == 0 || uses[0].After == "" {
			t.Fatalf("uses %+v, %v", uses, err)
		}
		file := read(t, w, uses[0].After)
		if trust, err := w.Trust(); err != nil || !trust.Verify(file).Valid() {
			t.Errorf("not sound: %v", err)
		}
		do(seal.Revoke)
		e, err := w.SealEntry(t.Context(), id)
		if err != nil || e.State() != seal.Revoking || len(e.Deeds(makes)) > 0 {
			t.Errorf("%+v, %v", e.State(), err)
		}
		if trust, err := w.Trust(); err != nil || len(trust.Revoked) != 1 {
			t.Errorf("the list of revoked seals: %v", err)
		}
		if err := w.Store.Write(t.Context(), store.Plan{{SQL: `UPDATE seal_act SET who = $1`, Args: []any{"x"}}}); err == nil {
			t.Error("the history of a seal was changed")
		}
	})
}
