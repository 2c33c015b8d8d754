package app_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/testkit"
)

const manyTimes = 100

// A double click, a lost connection, an impatient browser: one case, one number, and
// everybody is told the same.
func TestTheSameSubmissionManyTimesIsOneCase(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		draft := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
		f, err := w.Filing(ctx, draft, testkit.Community)
		must(t, err)
		oneCase(t, w, func(int) (app.Record, error) { return w.Submit(ctx, draft.Draft, f) })
		unchanged(t, w.Store, func() { // also much later
			w.Clock.Set(later(3))
			_, err = w.Submit(ctx, draft.Draft, f)
			must(t, err)
		})
	})
}

func TestTheSameReceiptManyTimesIsOneCase(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		cmd := paper(t, w)
		oneCase(t, w, func(int) (app.Record, error) { return w.Begin(ctx, "key", testkit.Felling, cmd, clerk) })
	})
}

// oneCase sends the same thing many times at once; then the next number is the second.
func oneCase(t *testing.T, w *testkit.World, send func(i int) (app.Record, error)) {
	t.Helper()
	got := make([]app.Record, manyTimes)
	errs := atOnce(manyTimes, func(i int) (err error) { got[i], err = send(i); return err })
	for i, err := range errs {
		must(t, err)
		if got[i].No != got[0].No || got[i].ID != got[0].ID || got[i].Query != got[0].Query || got[i].Head != got[0].Head {
			t.Fatalf("sent once more it gave %s version %d, before %s", got[i].No, got[i].Version, got[0].No)
		}
	}
	for _, table := range []string{"cases", "idem", "job"} {
		if n := one(t, w.Store, `SELECT count(*) FROM `+table); n != 1 {
			t.Errorf("%d rows in %s", n, table)
		}
	}
	if next := receive(t, w, "another key"); next.No != got[0].No[:20]+"2" {
		t.Errorf("after %s the next number is %s", got[0].No, next.No)
	}
	audited(t, w, 2)
}

// A key belongs to who sent it: nobody gets another's case, with its query code, by guessing
// a key.
func TestAKeyOpensNobodyElsesCase(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		draft := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
		f, err := w.Filing(ctx, draft, testkit.Community)
		must(t, err)
		first, err := w.Submit(ctx, draft.Draft, f)
		must(t, err)
		second := receive(t, w, "draft:"+draft.Draft)
		third, err := w.Begin(ctx, "draft:"+draft.Draft, testkit.Felling, paper(t, w), clerk2)
		must(t, err)
		if first.No == second.No || second.No == third.No {
			t.Errorf("one key gave %s, %s, %s", first.No, second.No, third.No)
		}
		if a, b := receive(t, w, ""), receive(t, w, ""); a.No == b.No {
			t.Errorf("no key at all gave %s twice", a.No)
		}
	})
}

// Two windows of one browser: whoever submits last is told, and the case has what was
// submitted first.
func TestTwoWindowsSubmitTheSameDraft(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		draft := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
		f, err := w.Filing(ctx, draft, testkit.Community)
		must(t, err)
		first, err := w.Submit(ctx, draft.Draft, f)
		must(t, err)
		f.Applicant.Name = "另一人"
		second, err := w.Submit(ctx, draft.Draft, f)
		must(t, err)
		if second.Applicant.Name != testkit.Resident.Name || second.No != first.No {
			t.Errorf("the second window changed the case: %+v", second.Applicant)
		}
		_, err = w.SaveDraft(ctx, draft.Draft, f)
		if !errors.Is(err, app.ErrNotFound) {
			t.Errorf("saving a submitted draft: %v", err)
		}
	})
}

// A thousand at once at one unit on one day: every number once, none left out.
func TestNumbersAreDistinctAndConsecutive(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		const n = 1000
		cmd := paper(t, w)
		numbers := make([]string, n)
		for _, err := range atOnce(n, func(i int) error {
			rec, err := w.Begin(ctx, fmt.Sprint("k", i), testkit.Felling, cmd, clerk)
			numbers[i] = rec.No
			return err
		}) {
			must(t, err)
		}
		slices.Sort(numbers)
		for i, no := range numbers {
			if want := fmt.Sprintf("330303006260302%06d", i+1); no != want {
				t.Fatalf("number %d is %s, want %s", i+1, no, want)
			}
		}
		w.Clock.Set(later(1))
		if next := receive(t, w, "next day"); next.No != "330303006260303000001" {
			t.Errorf("the next day begins with %s", next.No)
		}
		audited(t, w, n+1)
	})
}

// The number runs for each accepting unit; a draft and a refused submission take none.
func TestNumbersRunForEachUnit(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		item, _ := w.Catalogue().InForce(testkit.Felling, w.Today())
		for i, unit := range []struct{ code, clerk, want string }{
			{testkit.Community, "330303001012-sl", "330303006260302000001"},
			{"330303003002", "330303003002-sl", "330303007260302000001"},
			{testkit.Community, "330303001012-sl2", "330303006260302000002"},
		} {
			f, err := w.Paper(item, unit.code)
			must(t, err)
			_, err = w.Begin(ctx, fmt.Sprint("refused", i), item.Code, casework.Receive{Filing: f}, staff("330303-nyj-sp"))
			refused(t, err, "notYours")
			rec, err := w.Begin(ctx, fmt.Sprint("k", i), item.Code, casework.Receive{Filing: f}, staff(unit.clerk))
			must(t, err)
			if rec.No != unit.want {
				t.Errorf("%s gave %s, want %s", unit.code, rec.No, unit.want)
			}
		}
	})
}

// Two who save one draft at once: one is kept whole, the other is told.
func TestTwoSaveOneDraft(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		draft := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
		cmd := casework.Draft{Filing: casework.Filing{Applicant: testkit.Resident}}
		_, err := w.Once(ctx, draft, cmd, org.Actor{Kind: org.ByApplicant, No: draft.Draft}, nil)
		must(t, err)
		unchanged(t, w.Store, func() {
			_, err = w.Once(ctx, draft, cmd, org.Actor{Kind: org.ByApplicant, No: draft.Draft}, nil)
			outrun(t, err, org.Draft, draft.Draft)
		})
	})
}
