package store_test

import (
	"errors"
	"testing"

	"yimen/core/notice"
	"yimen/store"
)

const bureau = "330303-nyj"

func wants(kind notice.Kind, family string) notice.Number {
	return notice.Number{Kind: kind, Unit: bureau, Family: family, Year: 2026}
}

// TestDocumentNumbersAreDistinctAndWithoutGaps: 1,000 acts at once, a tenth of which fail
// after their number was counted.
func TestDocumentNumbersAreDistinctAndWithoutGaps(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		const acts = 1000
		taken := filed(t, acts+1)
		taken.Prefix, taken.From.Draft = "", "taken"
		save(t, s, taken)
		errs := atOnce(acts, func(i int) error {
			c := filed(t, int64(i+1))
			c.Numbers = []notice.Number{wants(notice.PendingNotice, "许容"), wants(notice.Acceptance, "许受")}
			if i%10 == 0 {
				c.Prefix, c.From.Draft = "", "taken" // the case's row, written last, is refused
			}
			_, err := s.Save(ctx, c)
			return err
		})
		seen := map[string]map[int]bool{"许容": {}, "许受": {}}
		for i, err := range errs {
			list, readErr := s.Numbers(ctx, int64(i+1))
			must(t, readErr)
			if i%10 == 0 {
				if err == nil || len(list) != 0 {
					t.Fatalf("act %d failed with %v and has the numbers %v", i, err, list)
				}
				continue
			}
			must(t, err)
			if len(list) != 2 || list[0].Seq != 1 {
				t.Fatalf("act %d has the numbers %v", i, list)
			}
			for _, n := range list {
				seen[n.Family][n.N] = true
			}
		}
		for family, given := range seen {
			for n := 1; n <= acts*9/10; n++ {
				if !given[n] {
					t.Fatalf("%s: %d was not given", family, n)
				}
			}
		}
		gaps, err := s.NumberGaps(ctx)
		must(t, err)
		equal(t, "gaps", gaps, "")
		register, err := s.Register(ctx, bureau, 2026)
		must(t, err)
		if len(register) != 2*acts*9/10 || register[0].N != 1 || register[0].CaseNo == "" {
			t.Fatalf("%d rows in the register, the first %+v", len(register), register[0])
		}
		found, err := s.NumberedAs(ctx, register[0].Number)
		must(t, err)
		equal(t, "what bears the number", found, register[0])
		if _, err := s.NumberedAs(ctx, notice.Number{Unit: bureau, Family: "许受", Year: 2026, N: acts}); !errors.Is(err, store.ErrNotFound) {
			t.Fatalf("a number never given: %v", err)
		}
	})
}

// TestEachBodyFamilyAndYearCountsForItself, and a number once given stays as it is.
func TestEachBodyFamilyAndYearCountsForItself(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		id := int64(0)
		take := func(unit, family string, year int) int {
			id++
			c := filed(t, id)
			c.Numbers = []notice.Number{{Kind: notice.Grant, Unit: unit, Family: family, Year: year}}
			save(t, s, c)
			list, err := s.Numbers(ctx, id)
			must(t, err)
			return list[0].N
		}
		got := []int{take(bureau, "准", 2026), take(bureau, "准", 2026), take(bureau, "不准", 2026),
			take("330303-scjg", "准", 2026), take(bureau, "准", 2027), take(bureau, "准", 2026)}
		equal(t, "numbers", got, []int{1, 2, 1, 1, 1, 3})
		for _, sql := range []string{`UPDATE doc_number SET n = 9 WHERE n = 3`, `DELETE FROM doc_number WHERE n = 3`} {
			if s.Write(ctx, store.Plan{{SQL: sql}}) == nil {
				t.Errorf("%s was done", sql)
			}
		}
		must(t, s.Write(ctx, store.Plan{{SQL: `UPDATE doc_last SET last = 7 WHERE year = 2027`}}))
		gaps, err := s.NumberGaps(ctx)
		must(t, err)
		equal(t, "gaps", gaps, bureau+" 准〔2027〕: 1 numbers up to 1, counted to 7")
	})
}

// TestADocumentIsWrittenOnce: what stands written stays, only its printed file is added.
func TestADocumentIsWrittenOnce(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		d := store.Written{CaseID: 1, Seq: 2, Name: "acceptance", Body: []byte(`{"title":"受理通知书"}`)}
		must(t, s.Write(ctx, store.Plan{store.Writing{d}.Insert()}))
		changed := d
		changed.Body = []byte(`{}`)
		must(t, s.Write(ctx, store.Plan{store.Writing{changed}.Insert()}))
		list, err := s.Unprinted(ctx, 10)
		must(t, err)
		equal(t, "unprinted", list, []store.Writing{{d}})
		d.File = "abc"
		must(t, s.Write(ctx, store.Plan{store.Writing{d}.Note()}))
		written, err := s.Documents(ctx, 1)
		must(t, err)
		equal(t, "written", written, []store.Written{d})
		list, err = s.Unprinted(ctx, 10)
		must(t, err)
		equal(t, "unprinted", len(list), 0)
	})
}
