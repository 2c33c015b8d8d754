package store

import (
	"context"

	"yimen/core/period"
)

// ofDraft are the tables with rows of an application that was not handed in, apart from its own row.
var ofDraft = []string{"facts", "forms", "attachment", "resident_case", "firm_case", "later", "todo", "visit_draft"}

// DropDraft removes an application that was never handed in, as it was read, with all that is kept of
// it; its files go in the night (DoomedFiles). A *Conflict when it was changed, handed in or removed
// meanwhile.
func (s *Store) DropDraft(ctx context.Context, r Record, now period.Instant) error {
	plan := Plan{
		// First its own row: the facts of a case that is there are protected.
		{SQL: `DELETE FROM cases WHERE id = $1 AND version = $2 AND no IS NULL`, Args: []any{r.ID, r.Version}, Rows: 1},
		{SQL: `INSERT INTO doomed_file (at, sha256)
SELECT DISTINCT CAST($1 AS bigint), sha256 FROM attachment WHERE case_id = $2 AND fresh = 1
ON CONFLICT (sha256) DO UPDATE SET at = excluded.at`, Args: []any{int64(now), r.ID}},
	}
	for _, table := range ofDraft {
		plan = append(plan, Stmt{SQL: `DELETE FROM ` + table + ` WHERE case_id = $1`, Args: []any{r.ID}})
	}
	return s.db.write(ctx, plan)
}

// Doom is the statement that nobody needs a content since an instant; of what was New in Blobs.
func Doom(sum string, now period.Instant) Stmt {
	return Stmt{SQL: `INSERT INTO doomed_file (at, sha256) VALUES ($1, $2) ON CONFLICT (sha256) DO UPDATE SET at = excluded.at`,
		Args: []any{int64(now), sum}}
}

// OldDrafts reads at most so many applications above an identity that were neither begun, saved nor
// given a file since an instant. They were not handed in.
func (s *Store) OldDrafts(ctx context.Context, before period.Instant, above int64, most int) ([]int64, error) {
	return s.ids(ctx, `SELECT c.id FROM cases c WHERE c.draft IS NOT NULL AND c.id > $1
AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.case_id = c.id AND f.at >= $2)
AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.case_id = c.id AND a.at >= $2) ORDER BY c.id LIMIT $3`,
		[]any{above, int64(before), most})
}

// DoomedFiles reads the sums of contents that nobody needs since before an instant, nor has asked
// for again: neither a case nor what staff keep (register) names them.
func (s *Store) DoomedFiles(ctx context.Context, before period.Instant) ([]string, error) {
	var list []string
	err := s.db.query(ctx, `SELECT d.sha256 FROM doomed_file d WHERE d.at < $1
AND d.sha256 NOT IN (SELECT sha256 FROM attachment WHERE state = 'kept' AND sha256 IN (SELECT sha256 FROM doomed_file))
AND NOT EXISTS (SELECT 1 FROM register r WHERE r.body LIKE '%' || d.sha256 || '%') ORDER BY d.sha256`,
		[]any{int64(before)}, func(r Row) error {
			var sum string
			err := r.Scan(&sum)
			list = append(list, sum)
			return err
		})
	return list, err
}

// FileGone notes that a doomed content was removed.
func (s *Store) FileGone(ctx context.Context, sum string) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM doomed_file WHERE sha256 = $1`, Args: []any{sum}}})
}
