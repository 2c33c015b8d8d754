package store_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// hundredThousand are the rows that 100,000 cases of one year leave for the assessment: forty units,
// four hundred people, every tenth case with something besides, every third rated.
var hundredThousand = []string{
	`INSERT INTO cases (id, digest, version, no, query_code, item, accept_unit, head)
SELECT n, 0, 3, 'no' || n, '000000', 'felling', 'u' || (n % 40), HEAD FROM n`,
	`INSERT INTO tally (case_id, seq, day, late, missed, what, unit, staff) SELECT n, 1, $1 + n % 365, 0, 0, 'received', 'u' || (n % 40), 's' || (n % 400) FROM n`,
	`INSERT INTO tally (case_id, seq, day, late, missed, what, unit, staff) SELECT n, 2, $1 + n % 365, 0, 0, 'accepted', 'u' || (n % 40), 's' || (n % 400) FROM n`,
	`INSERT INTO tally (case_id, seq, day, late, missed, used, promised, statutory, what, unit, staff) SELECT n, 3, $1 + n % 365, n % 20 / 19, n % 50 / 49, n % 9, 8, 20, 'granted', 'u' || (n % 40), 's' || (n % 400) FROM n`,
	`INSERT INTO tally (case_id, seq, day, late, missed, what, unit, staff) SELECT n, 4, $1 + n % 365, 0, 0, 'supplement', 'u' || (n % 40), 's' || (n % 400) FROM n WHERE n % 10 = 0`,
	`INSERT INTO alarm (id, case_id, raised, seq, day, steps, kind, code, args, rule, unit, item, state) SELECT n, n, CAST($1 + n % 365 AS bigint) * 86400000, 0, 0, 0, 'red', 'review', '[]', '', 'u' || (n % 40), 'felling', 'upheld' FROM n WHERE n % 20 = 0`,
	`INSERT INTO chase (case_id, seq, issued, due, answered, unit) SELECT n, 5, $1 + n % 365, $1 + n % 365 + 5, $1 + n % 365 + n % 7, 'u' || (n % 40) FROM n WHERE n % 100 = 0`,
	`INSERT INTO rating (case_id, at, poor, level, item, unit, text) SELECT n, CAST($1 + n % 365 AS bigint) * 86400000, n % 100 / 99, 'satisfied', 'felling', 'u' || (n % 40), '' FROM n WHERE n % 3 = 0`,
	`INSERT INTO question (id, at, answered, steps, first, holder, unit, item, asker, phone, text) SELECT n, CAST($1 + n % 365 AS bigint) * 86400000, CAST($1 + n % 365 + 3 AS bigint) * 86400000, 1, 's' || (n % 400), 's', 'u' || (n % 40), '', 'a', '', 't' FROM n WHERE n % 50 = 0`,
}

// BenchmarkAssess counts a whole year of 100,000 cases: all units, all people, one person, one list.
func BenchmarkAssess(b *testing.B) {
	from := period.NewDate(2025, 1, 1)
	for name, address := range map[string]string{"sqlite": "sqlite:" + filepath.Join(b.TempDir(), "y.db"), "postgres": testkit.Postgres(b)} {
		s := open(b, address)
		numbers, head := `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000) `, "zeroblob(32)"
		if s.Dialect() == "postgres" {
			head = `decode(repeat('00', 32), 'hex')`
		}
		for i, sql := range hundredThousand {
			stmt := store.Stmt{SQL: numbers + sql, Args: []any{int(from)}}
			if i == 0 {
				stmt = store.Stmt{SQL: numbers + strings.Replace(sql, "HEAD", head, 1)}
			}
			must(b, s.Write(ctx, store.Plan{stmt}))
		}
		var units []string
		for i := range 40 {
			units = append(units, fmt.Sprint("u", i))
		}
		year := store.Assessed{From: from, To: from.Add(364), Today: from.Add(364), Units: units, Within: func(_ string, on period.Date) period.Date { return on.Add(5) }}
		overdue, _ := store.MeasureOf("overdue")
		for what, to := range map[string]period.Date{"month": from.Add(30), "year": year.To} {
			b.Run(name+"/"+what, func(b *testing.B) {
				for b.Loop() {
					rows, err := s.AssessFacts(ctx, from, to)
					if must(b, err); len(rows) != 400 {
						b.Fatalf("%d people counted", len(rows))
					}
				}
			})
		}
		b.Run(name+"/rest", func(b *testing.B) {
			for b.Loop() {
				rows, err := s.AssessRest(ctx, year)
				if must(b, err); len(rows) == 0 {
					b.Fatal("nothing counted")
				}
			}
		})
		b.Run(name+"/list", func(b *testing.B) {
			for b.Loop() {
				rows, err := s.CountedIn(ctx, year, overdue, store.Counted{}, 21)
				if must(b, err); len(rows) != 21 {
					b.Fatalf("%d listed", len(rows))
				}
			}
		})
	}
}
