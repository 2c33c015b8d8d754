package store

import (
	"context"

	"yimen/core/org"
	"yimen/core/period"
)

const selectStandIns = `SELECT id, from_day, to_day, head, named_at, ended_at, absent, by_no, reason, named_by, ended_by
FROM stand_in ORDER BY id DESC`

// StandIns reads every stand-in (代岗), newest first.
func (s *Store) StandIns(ctx context.Context) ([]org.StandIn, error) {
	var list []org.StandIn
	err := s.db.query(ctx, selectStandIns, nil, func(r Row) error {
		var x org.StandIn
		var from, to, head, named, ended int64
		err := r.Scan(&x.ID, &from, &to, &head, &named, &ended, &x.Absent, &x.By, &x.Reason, &x.NamedBy, &x.EndedBy)
		x.From, x.To, x.Head = period.Date(from), period.Date(to), head == 1
		x.NamedAt, x.EndedAt = period.Instant(named), period.Instant(ended)
		list = append(list, x)
		return err
	})
	return list, err
}

// AddStandIn keeps a stand-in; all processes read the directory again. Was another one named
// since the directory had the version, it is a conflict.
func (s *Store) AddStandIn(ctx context.Context, x org.StandIn, version int64) error {
	head := 0
	if x.Head {
		head = 1
	}
	return s.db.write(ctx, Plan{
		{SQL: `UPDATE definition SET version = version + 1 WHERE kind = 'directory' AND version = $1`, Args: []any{version}, Rows: 1},
		{SQL: `INSERT INTO stand_in (id, from_day, to_day, head, named_at, ended_at, absent, by_no, reason, named_by, ended_by)
VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, '')`,
			Args: []any{x.ID, int(x.From), int(x.To), head, int64(x.NamedAt), x.Absent, x.By, x.Reason, x.NamedBy}},
	})
}

// EndStandIn hands the posts back. Were they handed back before, it is a conflict.
func (s *Store) EndStandIn(ctx context.Context, id int64, by string, at period.Instant) error {
	return s.db.write(ctx, Plan{
		{SQL: `UPDATE stand_in SET ended_by = $1, ended_at = $2 WHERE id = $3 AND ended_at = 0`, Args: []any{by, int64(at), id}, Rows: 1},
		bump(DirectoryDefinitions),
	})
}

// StoodIn notes that a fact was done by a stand-in.
func StoodIn(standIn, caseID int64, seq int) Stmt {
	return Stmt{SQL: `INSERT INTO stood_in (case_id, seq, stand_in) VALUES ($1, $2, $3)`, Args: []any{caseID, seq, standIn}}
}

// StoodFact (代岗办理记录) is one act that was done by a stand-in.
type StoodFact struct {
	No   string // 办件编号
	Item string
	Act  org.Act
	At   period.Instant
}

// StoodFacts reads what was done under a stand-in, in the order of the cases.
func (s *Store) StoodFacts(ctx context.Context, standIn int64, limit int) ([]StoodFact, error) {
	var list []StoodFact
	err := s.db.query(ctx, `SELECT COALESCE(c.no, ''), c.item, f.act, f.at FROM stood_in x
JOIN cases c ON c.id = x.case_id JOIN facts f ON f.case_id = x.case_id AND f.seq = x.seq
WHERE x.stand_in = $1 ORDER BY x.case_id, x.seq LIMIT $2`, []any{standIn, limit}, func(r Row) error {
		var x StoodFact
		var act string
		var at int64
		err := r.Scan(&x.No, &x.Item, &act, &at)
		x.Act, x.At = org.Act(act), period.Instant(at)
		list = append(list, x)
		return err
	})
	return list, err
}
