package store

import (
	"context"
	"fmt"
	"strings"

	"yimen/core/casework"
	"yimen/core/period"
)

// PutTally is the statement that writes what a fact counts for with its act. Written again it
// changes nothing.
func PutTally(caseID int64, t casework.Tally) Stmt {
	var used, promised, statutory any
	if t.Decides() {
		used, promised, statutory = t.Span.Used, t.Span.Promised, t.Span.Statutory
	}
	return Stmt{SQL: `INSERT INTO tally (case_id, seq, day, late, missed, used, promised, statutory, what, unit, staff)
VALUES ($1, CAST($2 AS integer), $3, CAST($4 AS smallint), CAST($5 AS smallint), $6, $7, $8, $9, $10, $11) ON CONFLICT (case_id, seq) DO NOTHING`,
		Args: []any{caseID, t.Seq, int(t.Day), t.Late, int(t.Missed), used, promised, statutory, string(t.What), t.Unit, t.Staff}}
}

// tallyColumns says a row in the words of TalliesText.
const tallyColumns = `g.seq || ' ' || g.day || ' ' || g.late || ' ' || g.missed || ' ' || COALESCE(g.used, 0) || ' ' || COALESCE(g.promised, 0) || ' ' || COALESCE(g.statutory, 0) || ' ' || g.what || ' ' || g.unit || ' ' || g.staff`

// TalliesText is what the facts of a case count for as the audit compares it.
func TalliesText(list []casework.Tally) string {
	var all []string
	for _, t := range list {
		all = append(all, fmt.Sprintf("%d %d %d %d %d %d %d %s %s %s", t.Seq, t.Day, t.Late, t.Missed, t.Span.Used, t.Span.Promised, t.Span.Statutory, t.What, t.Unit, t.Staff))
	}
	return strings.Join(all, ";")
}

// CasesAfter lists identities of cases in order, after one, at most limit.
func (s *Store) CasesAfter(ctx context.Context, after int64, limit int) ([]int64, error) {
	return s.ids(ctx, `SELECT id FROM cases WHERE id > $1 ORDER BY id LIMIT $2`, []any{after, limit})
}

// Received lists the items that some units received since a day, most often first, at most limit.
func (s *Store) Received(ctx context.Context, units []string, since period.Date, limit int) ([]string, error) {
	in, args := among(units, []any{int(since), string(casework.TallyReceived), limit})
	var list []string
	err := s.db.query(ctx, `SELECT c.item FROM tally t JOIN cases c ON c.id = t.case_id
WHERE t.day >= $1 AND t.unit IN (`+in+`) AND t.what = $2 GROUP BY c.item ORDER BY COUNT(*) DESC, c.item LIMIT $3`, args, func(r Row) error {
		var item string
		err := r.Scan(&item)
		list = append(list, item)
		return err
	})
	return list, err
}
