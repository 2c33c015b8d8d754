package app_test

import (
	"errors"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// firmWorld is a firm with a handler and a case that he handed in.
type firmWorld struct {
	*testkit.World
	rep, hand store.Resident
	firm      store.Firm
	mandate   int64
	rec       app.Record
}

func inFirm(t *testing.T, w *testkit.World) *firmWorld {
	t.Helper()
	texts(w)
	f := &firmWorld{World: w, rep: registered(t, w, ownPhone, ownNumber), hand: registered(t, w, "13805779002", "330302194905067212")}
	var err error
	f.firm, err = w.AddFirm(ctx, f.rep.ID, firmCode, "永昌餐饮有限公司")
	must(t, err)
	f.mandate = f.mandated(t, testkit.Firm)
	f.rec, err = w.BeginFor(ctx, f.hand.ID, f.firm.ID, testkit.Firm, casework.Filing{Channel: catalog.Online})
	must(t, err)
	full, err := w.Filing(ctx, f.rec, testkit.Community)
	must(t, err)
	full.Applicant = f.rec.Applicant
	f.rec, err = w.SubmitAs(ctx, f.rec.Draft, full, f.hand.ID)
	must(t, err)
	return f
}

// mandated lets the handler take a mandate of thirty days.
func (f *firmWorld) mandated(t *testing.T, items ...string) int64 {
	t.Helper()
	x := store.Handler{Name: f.hand.Name, Phone: f.hand.Phone, From: f.Today(), To: f.Today().Add(30), Items: items}
	must(t, f.Invite(ctx, f.rep, f.firm, x, ""))
	list, err := f.Store.Invited(ctx, f.hand.Phone)
	must(t, err)
	must(t, f.TakeMandate(ctx, f.hand, list[0].ID))
	return list[0].ID
}

// opens tells whether a code opens the case.
func (f *firmWorld) opens(t *testing.T, code string) bool {
	t.Helper()
	_, err := f.Track(ctx, f.rec.No, code)
	if err != nil && !errors.Is(err, app.ErrWrongCode) {
		t.Fatal(err)
	}
	return err == nil
}

// What a handler noted or kept opens the firm's case no more once his mandate is over, however it
// ended; who represents the firm reads the new code.
func TestCodeEndsWithTheMandate(t *testing.T) {
	for name, end := range map[string]func(t *testing.T, f *firmWorld){
		"revoked":   func(t *testing.T, f *firmWorld) { must(t, f.Revoke(ctx, f.firm, f.mandate)) },
		"laid down": func(t *testing.T, f *firmWorld) { must(t, f.LayDown(ctx, f.hand, f.mandate)) },
		"closed":    func(t *testing.T, f *firmWorld) { must(t, f.CloseAccount(ctx, f.hand, ownPassword, "a")) },
		"over":      func(t *testing.T, f *firmWorld) { f.Clock.Set(f.Today().Add(31).At(0, 0)) },
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, w *testkit.World) {
				f := inFirm(t, w)
				code := f.rec.Query
				must(t, w.Store.KeepCase(ctx, f.hand.ID, f.rec.ID, w.Now()))
				if !f.opens(t, code) {
					t.Fatal("the code opens nothing while the mandate stands")
				}
				end(t, f)
				if f.opens(t, code) {
					t.Error("the code that the handler noted opens the case")
				}
				if owns, err := w.Owns(ctx, f.hand.ID, f.rec.Case); err != nil || owns {
					t.Errorf("the handler owns the case that he kept: %v", err)
				}
				if own, err := w.OwnCases(ctx, f.hand, 0); err != nil || len(own.Cases) > 0 {
					t.Errorf("the handler lists %d cases: %v", len(own.Cases), err)
				}
				file, err := w.OpenOwn(ctx, f.rec.No)
				must(t, err)
				if file.Query == code || !f.opens(t, file.Query) {
					t.Errorf("the new code %s (was %s) does not open the case", file.Query, code)
				}
			})
		})
	}
}

// The list of one's cases asks too: a case that was kept is not listed to who was revoked, though
// nobody looked at it since.
func TestKeptCaseLeavesTheList(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	f := inFirm(t, w)
	must(t, w.Store.KeepCase(ctx, f.hand.ID, f.rec.ID, w.Now()))
	must(t, w.Revoke(ctx, f.firm, f.mandate))
	own, err := w.OwnCases(ctx, f.hand, 0)
	must(t, err)
	if len(own.Cases) > 0 {
		t.Errorf("lists %d cases", len(own.Cases))
	}
}

// A code stays as it is while nobody lost his right to it, and is renewed once where somebody did.
func TestCodeStays(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	f := inFirm(t, w)
	w.Clock.Set(w.Now() + 1000)
	other := store.Handler{Name: "王建国", Phone: "13805779003", From: w.Today(), To: w.Today()}
	must(t, w.Invite(ctx, f.rep, f.firm, other, "")) // never taken, he saw nothing
	waiting, err := w.Store.Invited(ctx, other.Phone)
	must(t, err)
	must(t, w.Revoke(ctx, f.firm, waiting[0].ID))
	if !f.opens(t, f.rec.Query) {
		t.Error("an invitation that nobody took renewed the code")
	}
	must(t, w.Revoke(ctx, f.firm, f.mandate))
	f.mandate = f.mandated(t) // the same person again, before anybody looked
	if !f.opens(t, f.rec.Query) {
		t.Error("the code was renewed to somebody who may see it")
	}
	w.Clock.Set(w.Now() + 1000)
	must(t, w.Revoke(ctx, f.firm, f.mandate))
	file, err := w.OpenOwn(ctx, f.rec.No)
	must(t, err)
	for _, later := range []period.Instant{0, 1000, 40 * 24 * 3600 * 1000} {
		w.Clock.Set(w.Now() + later)
		if !f.opens(t, file.Query) {
			t.Errorf("renewed again after %d ms", later)
		}
	}
	open, err := w.Track(ctx, f.rec.No, file.Query)
	must(t, err)
	documents, err := w.WriteDocuments(ctx, f.rec.ID, f.rec.Version)
	must(t, err)
	if open.Query != file.Query || len(documents) == 0 {
		t.Errorf("code %s, then %s, %d documents", file.Query, open.Query, len(documents))
	}
	for _, d := range documents {
		if text := string(d.Body); !strings.Contains(text, file.Query) || strings.Contains(text, f.rec.Query) {
			t.Errorf("code %s (was %s) in %s", file.Query, f.rec.Query, text)
		}
	}
}

// A draft in the name of a firm is for those who may act for it, whoever knows its code.
func TestDraftOfAFirm(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	f := inFirm(t, w)
	rec, err := w.BeginFor(ctx, f.hand.ID, f.firm.ID, testkit.Firm, casework.Filing{Channel: catalog.Online})
	must(t, err)
	plain, err := w.NewDraft(ctx, testkit.Firm, casework.Filing{Channel: catalog.Online})
	must(t, err)
	open := func(who string, resident int64, c casework.Case, want bool) {
		t.Helper()
		if got, err := w.DraftFor(ctx, resident, c); err != nil || got != want {
			t.Errorf("open to %s: %v, %v", who, got, err)
		}
	}
	open("the handler", f.hand.ID, rec.Case, true)
	open("the representative", f.rep.ID, rec.Case, true)
	open("nobody", 0, rec.Case, false)
	open("nobody, of a plain draft", 0, plain.Case, true)
	must(t, w.Revoke(ctx, f.firm, f.mandate))
	open("the revoked", f.hand.ID, rec.Case, false)
	open("the representative after", f.rep.ID, rec.Case, true)
}
