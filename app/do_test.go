package app_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// From the draft to the closed file: every act one fact and one version, the applicant told
// of each, the case readable by its number and code.
func TestTheWholeRoad(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		draft, err := w.NewDraft(ctx, testkit.Felling, casework.Filing{Applicant: testkit.Resident})
		must(t, err)
		f, err := w.Filing(ctx, draft, testkit.Community)
		must(t, err)
		_, err = w.SaveDraft(ctx, draft.Draft, f)
		must(t, err)
		rec, err := w.Submit(ctx, draft.Draft, f)
		must(t, err)
		if rec.No != "330303006260302000001" || rec.Draft != "" || rec.Query != draft.Query {
			t.Fatalf("submitted as %q, draft %q, code %q (was %q)", rec.No, rec.Draft, rec.Query, draft.Query)
		}
		acts := []org.Act{org.RequestSupplement, org.Supplement, org.Accept, org.Pass, org.Grant, org.Issue, org.Serve, org.Conclude}
		for i, act := range acts {
			w.Clock.Set(later(i))
			rec = step(t, w, rec, act)
		}
		file, err := w.Track(ctx, rec.No, rec.Query)
		must(t, err)
		var done []org.Act
		for i, f := range file.Facts {
			if f.Seq != i+1 || f.At == 0 || f.By.No == "" {
				t.Errorf("fact %d: %+v", i+1, f)
			}
			done = append(done, f.Act)
		}
		if want := append([]org.Act{org.Draft, org.Draft, org.Submit}, acts...); !slices.Equal(done, want) {
			t.Errorf("done: %v, want %v", done, want)
		}
		if file.State() != casework.Closed || file.Ended != casework.Concluded || file.Task != nil || len(file.Offered) != 0 {
			t.Errorf("closed as %s, %s, turn %v, offered %v", file.State(), file.Ended, file.Task, file.Offered)
		}
		var form map[string]any
		must(t, json.Unmarshal(file.Form, &form))
		if form["place"] != "永中街道永昌社区1号" {
			t.Errorf("the corrected form is %v", form)
		}
		if n := one(t, w.Store, `SELECT count(*) FROM job`); n != 9 { // all but the drafts; of the review staff alone are told
			t.Errorf("%d follow-up jobs", n)
		}
		audited(t, w, 1)
	})
}

// What a clerk takes in at the counter has a number at once.
func TestReceiveAtTheCounter(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := receive(t, w, "k1")
		if rec.State() != casework.Received || len(rec.No) != 21 || rec.Channel != catalog.AtCounter || len(rec.Query) != 6 {
			t.Errorf("%+v", rec)
		}
		again, err := w.Store.CaseByNo(ctx, rec.No)
		must(t, err)
		if again.Version != 1 || again.Head != rec.Head {
			t.Errorf("read back %+v", again)
		}
	})
}

var clerk, clerk2 = staff("330303001012-sl"), staff("330303001012-sl2")

func staff(no string) org.Actor { return org.Actor{Kind: org.ByStaff, No: no} }

// receive takes a paper application in.
func receive(t testing.TB, w *testkit.World, key string) app.Record {
	t.Helper()
	rec, err := w.Begin(ctx, key, testkit.Felling, paper(t, w), clerk)
	must(t, err)
	return rec
}

func paper(t testing.TB, w *testkit.World) casework.Receive {
	t.Helper()
	item, ok := w.Catalogue().InForce(testkit.Felling, w.Today())
	if !ok {
		t.Fatal("no item")
	}
	f, err := w.Paper(item, testkit.Community)
	must(t, err)
	return casework.Receive{Filing: f}
}

// Whoever acts on a page that is no longer true is told who did what, and nothing happens.
func TestStalePage(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		page := receive(t, w, "k1")
		_, err := w.Do(ctx, page.No, page.Version, casework.Accept{Opinion: "齐全"}, clerk)
		must(t, err)
		unchanged(t, w.Store, func() {
			for _, cmd := range []casework.Command{casework.Accept{Opinion: "齐全"}, w.Sample(page, org.RefuseAcceptance), w.Sample(page, org.Withdraw)} {
				_, err = w.Do(ctx, page.No, page.Version, cmd, clerk2)
				outrun(t, err, org.Accept, clerk.No)
			}
		})
	})
}

// The deterministic race: both read version 1 before either saves.
func TestSaveTwiceOverOneVersion(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		page := receive(t, w, "k1")
		_, err := w.Once(ctx, page, casework.Accept{Opinion: "齐全"}, clerk, nil)
		must(t, err)
		unchanged(t, w.Store, func() {
			_, err = w.Once(ctx, page, w.Sample(page, org.RequestSupplement), clerk2, nil)
			outrun(t, err, org.Accept, clerk.No)
		})
		audited(t, w, 1)
	})
}

// A new case never shows somebody else's, should two processes give one identity.
func TestTakenIdentityShowsNobodysCase(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		first := receive(t, w, "k1")
		item, _ := w.Catalogue().InForce(testkit.Felling, w.Today())
		twin := w.Blank(item, "")
		twin.ID = first.ID
		twin.Head = store.Genesis(first.ID)
		_, err := w.Once(ctx, twin, paper(t, w), clerk2, nil)
		var stale *app.Stale
		if errors.As(err, &stale) || !errors.Is(err, store.ErrConflict) {
			t.Errorf("got %v, want a plain conflict", err)
		}
	})
}

// A lapse that is due happens before anything else, however late the job that ticks.
func TestTimeActsFirst(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		page := receive(t, w, "k1")
		w.Clock.Set(period.NewDate(2026, 3, 10).At(0, 0)) // five working days are over
		_, err := w.Do(ctx, page.No, page.Version, casework.Accept{Opinion: "齐全"}, clerk)
		outrun(t, err, org.Tick, "")
		now, err := w.Store.CaseByNo(ctx, page.No)
		must(t, err)
		if !now.Deemed || now.AcceptedOn != page.ReceivedOn || now.AcceptedBy != "" || now.Version != 2 {
			t.Errorf("after the lapse: %+v", now.Case)
		}
		_, err = w.Do(ctx, page.No, 0, casework.Accept{Opinion: "齐全"}, clerk)
		refused(t, err, "wrongState")

		w.Clock.Set(testkit.Opening)
		deemed := receive(t, w, "k3") // the next post need not wait for the job either
		w.Clock.Set(later(10))
		if deemed, err = w.Do(ctx, deemed.No, 0, w.Sample(deemed, org.Pass), staff("330303001-sh")); err != nil || deemed.Version != 3 {
			t.Errorf("passed after the lapse: version %d, %v", deemed.Version, err)
		}

		unasked := receive(t, w, "k2")
		w.Clock.Set(later(40))
		_, err = w.Do(ctx, unasked.No, 0, w.Sample(unasked, org.RequestSupplement), clerk)
		refused(t, err, "wrongState")

		w.Clock.Set(testkit.Opening)
		asked := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Supplementing)
		w.Clock.Set(later(60))
		_, err = w.Do(ctx, asked.No, 0, w.Sample(asked, org.Supplement), app.Applicant(asked.Case))
		refused(t, err, "wrongState")
		if now, err = w.Store.CaseByNo(ctx, asked.No); err != nil || now.Ended != casework.DeemedWithdrawn {
			t.Errorf("an unanswered notice left %s, %v", now.Ended, err)
		}

		w.Clock.Set(testkit.Opening)
		stopped := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Suspended)
		w.Clock.Set(period.StartOf(stopped.Stops[0].Told.Add(1)))
		passed, err := w.Do(ctx, stopped.No, 0, w.Sample(stopped, org.Pass), w.Doers(stopped, org.Pass)[0])
		must(t, err)
		if passed.Version != stopped.Version+2 || passed.Stops[0].To != passed.Stops[0].Told {
			t.Errorf("after the time told: version %d, stops %+v", passed.Version, passed.Stops)
		}
		audited(t, w, 5)
	})
}

// The last moment of the last day is still in time.
func TestTimeDoesNotActEarly(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		page := receive(t, w, "k1")
		w.Clock.Set(period.NewDate(2026, 3, 10).At(0, 0) - 1)
		_, err := w.Do(ctx, page.No, page.Version, casework.Accept{Opinion: "齐全"}, clerk)
		must(t, err)
	})
}

// A refused act writes nothing, whoever refused it.
func TestRefusedActsWriteNothing(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
		asked := step(t, w, w.CaseIn(t, testkit.Felling, testkit.Community, casework.Supplementing), org.Supplement)
		draft := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
		head := w.Doers(step(t, w, receive(t, w, "k1"), org.Accept), org.Extend)[0]
		applicant := app.Applicant(rec.Case)
		do := func(cmd casework.Command, who org.Actor) error {
			_, err := w.Do(ctx, rec.No, rec.Version, cmd, who)
			return err
		}
		begin := func(item string, change func(*casework.Receive)) error {
			cmd := paper(t, w)
			change(&cmd)
			_, err := w.Begin(ctx, "k9", item, cmd, clerk)
			return err
		}
		for name, refuse := range map[string]func() error{
			"wrong state": func() error { return do(casework.Grant{Opinion: "同意"}, head) },
			"not his":     func() error { return do(casework.Accept{Opinion: "齐全"}, head) },
			"not yet due": func() error { return do(casework.Tick{}, org.Actor{Kind: org.BySystem}) },
			"no opinion":  func() error { return do(casework.Accept{}, clerk) },
			"a stranger": func() error {
				return do(casework.Withdraw{}, org.Actor{Kind: org.ByApplicant, No: "110101199003070011"})
			},
			"nobody":          func() error { return do(casework.Withdraw{}, org.Actor{}) },
			"a text too long": func() error { return do(casework.Withdraw{Reason: strings.Repeat("长", 5000)}, applicant) },
			"a second notice": func() error {
				_, err := w.Do(ctx, asked.No, 0, w.Sample(asked, org.RequestSupplement), clerk)
				return err
			},
			"no such case": func() error {
				_, err := w.Do(ctx, "330303006260302999999", 0, casework.Withdraw{}, applicant)
				return err
			},
			"an old page":    func() error { _, err := w.Do(ctx, asked.No, 1, casework.Accept{Opinion: "齐全"}, clerk); return err },
			"a page to come": func() error { _, err := w.Do(ctx, asked.No, 99, casework.Accept{Opinion: "齐全"}, clerk); return err },
			"no such item":   func() error { return begin("none", func(*casework.Receive) {}) },
			"no applicant": func() error {
				return begin(testkit.Felling, func(r *casework.Receive) { r.Applicant = casework.Party{} })
			},
			"no such unit": func() error {
				return begin(testkit.Felling, func(r *casework.Receive) { r.AcceptUnit = "330303999999" })
			},
			"a form too large": func() error {
				return begin(testkit.Felling, func(r *casework.Receive) { r.Form = make([]byte, 300<<10) })
			},
			"a day to come": func() error {
				return begin(testkit.Felling, func(r *casework.Receive) { r.ReceivedOn = w.Today().Add(1) })
			},
			"papers missing": func() error {
				_, err := w.Submit(ctx, draft.Draft, casework.Filing{Channel: catalog.Online, Applicant: testkit.Resident, AcceptUnit: testkit.Community})
				return err
			},
			"no such draft": func() error { _, err := w.Submit(ctx, "nonesuch", casework.Filing{}); return err },
			"a draft too large": func() error {
				_, err := w.SaveDraft(ctx, draft.Draft, casework.Filing{Form: make([]byte, 300<<10)})
				return err
			},
			"a draft of no item": func() error { _, err := w.NewDraft(ctx, "none", casework.Filing{}); return err },
		} {
			unchanged(t, w.Store, func() {
				if refuse() == nil {
					t.Errorf("%s: done", name)
				}
			})
		}
	})
}
