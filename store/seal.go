package store

import (
	"context"

	"yimen/core/period"
)

// SealRow (印章登记) is a seal as it was asked for.
type SealRow struct {
	ID, Number, Unit, Kind, Name string
	Items                        string // codes, separated by blanks; empty = all
	From, To                     period.Instant
}

// SealAct (登记事项) is one entry of a seal's history.
type SealAct struct {
	Seal                     string
	Seq                      int // from 1
	At                       period.Instant
	Act, Who, Reason, Serial string
}

// Insert is the statement that registers a seal.
func (s SealRow) Insert() Stmt {
	return Stmt{SQL: `INSERT INTO seal (id, number, unit, kind, name, items, from_at, to_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		Args: []any{s.ID, s.Number, s.Unit, s.Kind, s.Name, s.Items, int64(s.From), int64(s.To)}}
}

// Insert is the statement that appends to a seal's history; a lost race is a Conflict in seal_act.
func (a SealAct) Insert() Stmt {
	return Stmt{SQL: `INSERT INTO seal_act (seal, seq, at, act, who, reason, serial) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		Args: []any{a.Seal, a.Seq, int64(a.At), a.Act, a.Who, a.Reason, a.Serial}}
}

// Seals reads the register, by unit and id.
func (s *Store) Seals(ctx context.Context) ([]SealRow, error) {
	var list []SealRow
	err := s.db.query(ctx, `SELECT id, number, unit, kind, name, items, from_at, to_at FROM seal ORDER BY unit, id`, nil, func(r Row) error {
		var x SealRow
		var from, to int64
		err := r.Scan(&x.ID, &x.Number, &x.Unit, &x.Kind, &x.Name, &x.Items, &from, &to)
		x.From, x.To = period.Instant(from), period.Instant(to)
		list = append(list, x)
		return err
	})
	return list, err
}

// SealActs reads the history of all seals, oldest first.
func (s *Store) SealActs(ctx context.Context) ([]SealAct, error) {
	var list []SealAct
	err := s.db.query(ctx, `SELECT seal, seq, at, act, who, reason, serial FROM seal_act ORDER BY seal, seq`, nil, func(r Row) error {
		var a SealAct
		var at int64
		err := r.Scan(&a.Seal, &a.Seq, &at, &a.Act, &a.Who, &a.Reason, &a.Serial)
		a.At = period.Instant(at)
		list = append(list, a)
		return err
	})
	return list, err
}

// SealUse (用印记录) is one use of a seal: written before, completed after.
type SealUse struct {
	CaseID     int64
	Seq, Place int // the document
	Seal, Who  string
	At, DoneAt period.Instant // DoneAt zero until the file is sealed
	Before     string         // SHA-256 of the printed file
	After      string         // of the sealed file, empty until it is made
}

// Begin is the statement that writes the intent; one that is there stays.
func (u SealUse) Begin() Stmt {
	return Stmt{SQL: `INSERT INTO seal_use (case_id, seq, place, seal, who, at, done_at, before, after) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, '')
ON CONFLICT (case_id, seq, place, seal) DO NOTHING`,
		Args: []any{u.CaseID, u.Seq, u.Place, u.Seal, u.Who, int64(u.At), u.Before}}
}

// Done is the statement that completes it.
func (u SealUse) Done() Stmt {
	return Stmt{SQL: `UPDATE seal_use SET done_at = $1, before = $2, after = $3 WHERE case_id = $4 AND seq = $5 AND place = $6 AND seal = $7`,
		Args: []any{int64(u.DoneAt), u.Before, u.After, u.CaseID, u.Seq, u.Place, u.Seal}}
}

// SealUses reads the uses of a seal, newest first, older than a moment, at most so many.
func (s *Store) SealUses(ctx context.Context, seal string, before period.Instant, most int) ([]SealUse, error) {
	var list []SealUse
	err := s.db.query(ctx, `SELECT case_id, seq, place, seal, who, at, done_at, before, after FROM seal_use
WHERE seal = $1 AND at < $2 ORDER BY at DESC LIMIT $3`, []any{seal, int64(before), most}, func(r Row) error {
		var u SealUse
		var at, done int64
		err := r.Scan(&u.CaseID, &u.Seq, &u.Place, &u.Seal, &u.Who, &at, &done, &u.Before, &u.After)
		u.At, u.DoneAt = period.Instant(at), period.Instant(done)
		list = append(list, u)
		return err
	})
	return list, err
}
