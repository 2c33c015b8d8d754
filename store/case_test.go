package store_test

import (
	"fmt"
	"strings"
	"testing"

	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

func TestACaseIsReadAsItWasSaved(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		saved := save(t, s, filed(t, 7))
		if want := prefix + "260302000001"; saved.No != want {
			t.Fatalf("number is %s, want %s", saved.No, want)
		}
		for name, read := range map[string]func() (store.Record, error){
			"id": func() (store.Record, error) { return s.Case(ctx, 7) },
			"no": func() (store.Record, error) { return s.CaseByNo(ctx, saved.No) },
		} {
			got, err := read()
			must(t, err)
			equal(t, "case by "+name, got, saved)
			if got.ID != 7 || got.No != saved.No || got.Query != "123456" || got.Version != 1 || got.Head != saved.Head {
				t.Fatalf("by %s: columns differ: %+v", name, got)
			}
		}
		form, err := s.Form(ctx, 7)
		must(t, err)
		equal(t, "form", string(form), `{"name":"喆玥小吃店"}`)
	})
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		_, err := s.Case(ctx, 1)
		mustFail(t, err, store.ErrNotFound)
		_, err = s.CaseByNo(ctx, "330303012260302000001")
		mustFail(t, err, store.ErrNotFound)
		_, err = s.CaseByDraft(ctx, "")
		mustFail(t, err, store.ErrNotFound)
		_, err = s.CaseByKey(ctx, "k")
		mustFail(t, err, store.ErrNotFound)
		_, err = s.Form(ctx, 1)
		mustFail(t, err, store.ErrNotFound)
		_, err = s.Item(ctx, "food", 1)
		mustFail(t, err, store.ErrNotFound)
		_, err = s.Attachment(ctx, "x")
		mustFail(t, err, store.ErrNotFound)
		_, _, err = s.Credential(ctx, "LW001")
		mustFail(t, err, store.ErrNotFound)
	})
}

func TestADraftKeepsItsCodeUntilItHasANumber(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		r := save(t, s, next(t, store.NewRecord(1, "abc", "123456", now), org.Draft, draftBody))
		if r.No != "" || r.Draft != "abc" {
			t.Fatalf("a draft has number %q and code %q", r.No, r.Draft)
		}
		r = save(t, s, next(t, r, org.Draft, strings.Replace(draftBody, `"food"`, `"dog"`, 1)))
		read, err := s.CaseByDraft(ctx, "abc")
		must(t, err)
		if read.Item != "dog" || read.Version != 2 {
			t.Fatalf("the second draft was not kept: %+v", read)
		}
		c := next(t, read, org.Submit, submitBody)
		c.Prefix = prefix
		r = save(t, s, c)
		if r.No == "" || r.Draft != "" {
			t.Fatalf("submitted with number %q and code %q", r.No, r.Draft)
		}
		_, err = s.CaseByDraft(ctx, "abc")
		mustFail(t, err, store.ErrNotFound)
		read, err = s.CaseByNo(ctx, r.No)
		must(t, err)
		equal(t, "case", read, r)
	})
}

// The deterministic form of two officers pressing the same button.
func TestSavingTwiceOverOneVersion(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		r := save(t, s, filed(t, 1))
		first, second := next(t, r, org.Accept, acceptBody), next(t, r, org.Withdraw, withdrawing)
		second.Task, second.Form = filed(t, 1).Task, []byte(`{"lost":1}`)
		second.Jobs = []store.Job{{ID: 5, Kind: "k", Payload: "{}", RunAt: now}}
		won := save(t, s, first)
		_, err := s.Save(ctx, second)
		mustFail(t, err, store.ErrConflict)
		if !store.ConflictIn(err, "facts") {
			t.Fatalf("the conflict is not in facts: %v", err)
		}
		read, err := s.Case(ctx, 1)
		must(t, err)
		equal(t, "case after the lost act", read, won)
		form, err := s.Form(ctx, 1)
		must(t, err)
		equal(t, "form after the lost act", string(form), `{"name":"喆玥小吃店"}`)
		facts, err := s.Facts(ctx, 1)
		must(t, err)
		if len(facts) != 2 || facts[1].Act != org.Accept {
			t.Fatalf("facts after the lost act: %+v", facts)
		}
		due, err := s.Due(ctx, now, 10)
		must(t, err)
		equal(t, "jobs of the lost act", due, nil)
		queue, err := s.Queue(ctx, []store.Seat{{Unit: "330303001012", Post: org.Acceptance}}, store.Place{}, 10)
		must(t, err)
		if len(queue) != 0 {
			t.Fatalf("the lost act left open work: %+v", queue)
		}
	})
}

func TestOfManyRivalsOneWins(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		r := save(t, s, filed(t, 1))
		for version := 1; version <= 20; version++ {
			errs := atOnce(16, func(int) error {
				_, err := s.Save(ctx, next(t, r, org.Pass, passBody))
				return err
			})
			won := 0
			for _, err := range errs {
				if err == nil {
					won++
				} else if !store.ConflictIn(err, "facts") {
					t.Fatalf("a rival got %v", err)
				}
			}
			if won != 1 {
				t.Fatalf("%d rivals won", won)
			}
			var err error
			r, err = s.Case(ctx, 1)
			must(t, err)
			if r.Version != version+1 {
				t.Fatalf("version is %d after %d acts", r.Version, version+1)
			}
		}
	})
}

func TestOneKeyMakesOneCase(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		made := make([]string, 100)
		errs := atOnce(100, func(i int) error {
			c := filed(t, int64(i+1))
			c.Key = "the same click"
			r, err := s.Save(ctx, c)
			if store.ConflictIn(err, "idem") {
				r, err = s.CaseByKey(ctx, c.Key)
			}
			made[i] = r.No
			return err
		})
		for i, err := range errs {
			must(t, err)
			if made[i] != prefix+"260302000001" {
				t.Fatalf("submission %d was told %q", i, made[i])
			}
		}
		must(t, s.ForgetKeys(ctx, today))
		_, err := s.CaseByKey(ctx, "the same click")
		must(t, err)
		must(t, s.ForgetKeys(ctx, today.Add(1)))
		_, err = s.CaseByKey(ctx, "the same click")
		mustFail(t, err, store.ErrNotFound)
	})
}

// TestNumbersAreDistinctAndWithoutGaps (T50): a thousand cases at once.
func TestNumbersAreDistinctAndWithoutGaps(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		numbers := make([]string, 1000)
		errs := atOnce(len(numbers), func(i int) error {
			c := filed(t, int64(i+1))
			if i%10 == 0 { // some fail after their number was counted
				c.Also = store.Plan{{SQL: `INSERT INTO forms (case_id, body) VALUES ($1, $2)`, Args: []any{c.Case.ID, []byte("{}")}}}
			}
			r, err := s.Save(ctx, c)
			numbers[i] = r.No
			return err
		})
		seen := map[string]bool{}
		for i, err := range errs {
			if i%10 == 0 {
				mustFail(t, err, store.ErrConflict)
				continue
			}
			must(t, err)
			seen[numbers[i]] = true
		}
		for n := 1; n <= 900; n++ {
			if no := fmt.Sprintf("%s260302%06d", prefix, n); !seen[no] {
				t.Fatalf("number %s was not given", no)
			}
		}
	})
}

func TestEachUnitAndDayCountsForItself(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		numberOf := func(id int64, prefix string, at period.Instant) string {
			c := filed(t, id)
			c.Prefix, c.Fact.At = prefix, at
			return save(t, s, c).No
		}
		got := []string{
			numberOf(1, "330303012", now), numberOf(2, "330303012", now),
			numberOf(3, "330303034", now), numberOf(4, "330303012", today.Add(1).At(0, 0)),
			numberOf(5, "330303012", today.At(23, 59)),
		}
		equal(t, "numbers", got, []string{"330303012260302000001", "330303012260302000002",
			"330303034260302000001", "330303012260303000001", "330303012260302000003"})
	})
}

func TestAChangeThatDoesNotFollowIsRefused(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		r := save(t, s, filed(t, 1))
		c := next(t, r, org.Accept, acceptBody)
		c.Fact.Seq++
		if _, err := s.Save(ctx, c); err == nil {
			t.Fatal("a fact two steps ahead was saved")
		}
		c = next(t, r, org.Accept, acceptBody)
		c.Case.ID = 2
		if _, err := s.Save(ctx, c); err == nil {
			t.Fatal("a fact was saved for another case")
		}
	})
}
