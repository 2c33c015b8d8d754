package store

import (
	"context"

	"yimen/core/period"
)

// Visit (一次自助办理) is somebody's use of a terminal, from the first thing that he does there until he ends
// it or its time is over. Of the secret by which his browser is known only the hash is kept.
type Visit struct {
	ID       int64
	Terminal int64          // its identity
	Until    period.Instant // its end, unless something is done before
}

// BeginVisit keeps a new visit.
func (s *Store) BeginVisit(ctx context.Context, v Visit, hash []byte) error {
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO visit (id, terminal, until, hash) VALUES ($1, $2, $3, $4)`,
		Args: []any{v.ID, v.Terminal, int64(v.Until), hash}}})
}

// ProlongVisit moves the end of a visit that is not over.
func (s *Store) ProlongVisit(ctx context.Context, id int64, until, now period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE visit SET until = $1 WHERE id = $2 AND until >= $3`, Args: []any{int64(until), id, int64(now)}}})
}

// EndVisit forgets a visit and which applications were begun in it.
func (s *Store) EndVisit(ctx context.Context, id int64) error {
	return s.db.write(ctx, Plan{
		{SQL: `DELETE FROM visit_draft WHERE visit = $1`, Args: []any{id}},
		{SQL: `DELETE FROM visit WHERE id = $1`, Args: []any{id}},
	})
}

// VisitByHash finds the visit of a browser, over or not; or ErrNotFound.
func (s *Store) VisitByHash(ctx context.Context, hash []byte) (Visit, error) {
	list, err := s.visits(ctx, `WHERE hash = $1`, hash)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Visit{}, err
	}
	return list[0], nil
}

// VisitsOver lists at most so many visits whose time was over before an instant.
func (s *Store) VisitsOver(ctx context.Context, before period.Instant, most int) ([]Visit, error) {
	return s.visits(ctx, `WHERE until < $1 ORDER BY id LIMIT $2`, int64(before), most)
}

func (s *Store) visits(ctx context.Context, rest string, args ...any) ([]Visit, error) {
	var list []Visit
	err := s.db.query(ctx, `SELECT id, terminal, until FROM visit `+rest, args, func(r Row) error {
		var v Visit
		var until int64
		err := r.Scan(&v.ID, &v.Terminal, &until)
		v.Until = period.Instant(until)
		list = append(list, v)
		return err
	})
	return list, err
}

// VisitDraft is the statement that an application was begun in a visit.
func VisitDraft(caseID, visit int64) Stmt {
	return Stmt{SQL: `INSERT INTO visit_draft (case_id, visit) VALUES ($1, $2)`, Args: []any{caseID, visit}}
}

// VisitDrafts lists the applications begun in a visit, handed in or not.
func (s *Store) VisitDrafts(ctx context.Context, visit int64) ([]int64, error) {
	return s.ids(ctx, `SELECT case_id FROM visit_draft WHERE visit = $1 ORDER BY case_id`, []any{visit})
}
