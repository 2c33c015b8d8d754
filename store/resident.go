package store

import (
	"context"

	"yimen/core/period"
)

// Resident (居民账号) is somebody who signs in to the portal. The phone is proved by a code that
// was sent to it, and no two accounts have the same; the document's number is as it was typed.
type Resident struct {
	ID        int64
	Since     period.Instant
	ChangedAt period.Instant // of the password
	Phone     string         // empty: somebody else has proved it since
	IDType    string         // kind of document, as of an applicant
	IDNo      string
	Name      string
	Hash      string // of the password
}

const selectResident = `SELECT id, since, changed_at, COALESCE(phone, ''), id_type, id_no, name, hash FROM resident `

// AddResident opens an account; before is written first. It may have no phone yet. A phone that another account has is a
// conflict in "resident".
func (s *Store) AddResident(ctx context.Context, r Resident, before ...Stmt) error {
	return s.db.write(ctx, append(Plan(before), Stmt{
		SQL:  `INSERT INTO resident (id, since, changed_at, phone, id_type, id_no, name, hash) VALUES ($1, $2, $3, NULLIF($4, ''), $5, $6, $7, $8)`,
		Args: []any{r.ID, int64(r.Since), int64(r.ChangedAt), r.Phone, r.IDType, r.IDNo, r.Name, r.Hash},
	}))
}

// SetResidentPassword is the statement that writes a new password.
func SetResidentPassword(id int64, hash string, now period.Instant) Stmt {
	return Stmt{SQL: `UPDATE resident SET hash = $1, changed_at = $2 WHERE id = $3`, Args: []any{hash, int64(now), id}, Rows: 1}
}

// SetResidentPhone is the statement that gives an account another phone.
func SetResidentPhone(id int64, phone string) Stmt {
	return Stmt{SQL: `UPDATE resident SET phone = $1 WHERE id = $2`, Args: []any{phone, id}, Rows: 1}
}

// ReleasePhone is the statement that takes a phone from whoever has it: somebody else proved it.
func ReleasePhone(phone string) Stmt {
	return Stmt{SQL: `UPDATE resident SET phone = NULL WHERE phone = $1`, Args: []any{phone}}
}

// Resident reads an account, or ErrNotFound.
func (s *Store) Resident(ctx context.Context, id int64) (Resident, error) {
	return s.oneResident(ctx, `WHERE id = $1`, id)
}

// ResidentByPhone reads the account of a phone, or ErrNotFound.
func (s *Store) ResidentByPhone(ctx context.Context, phone string) (Resident, error) {
	return s.oneResident(ctx, `WHERE phone = $1`, phone)
}

func (s *Store) oneResident(ctx context.Context, where string, args ...any) (Resident, error) {
	list, err := s.residents(ctx, selectResident+where, args...)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Resident{}, err
	}
	return list[0], nil
}

// ResidentsByNumber reads the accounts that name a document, oldest first, at most limit.
func (s *Store) ResidentsByNumber(ctx context.Context, number string, limit int) ([]Resident, error) {
	return s.residents(ctx, selectResident+`WHERE id_no = $1 ORDER BY id LIMIT $2`, number, limit)
}

func (s *Store) residents(ctx context.Context, sql string, args ...any) ([]Resident, error) {
	var list []Resident
	err := s.db.query(ctx, sql, args, func(row Row) error {
		var r Resident
		var since, changed int64
		err := row.Scan(&r.ID, &since, &changed, &r.Phone, &r.IDType, &r.IDNo, &r.Name, &r.Hash)
		r.Since, r.ChangedAt = period.Instant(since), period.Instant(changed)
		list = append(list, r)
		return err
	})
	return list, err
}

// Keep is the statement that takes a case into an account.
func Keep(resident, caseID int64, now period.Instant) Stmt {
	return Stmt{SQL: `INSERT INTO resident_case (resident, case_id, at) VALUES ($1, $2, $3) ON CONFLICT (resident, case_id) DO NOTHING`,
		Args: []any{resident, caseID, int64(now)}}
}

// KeepCase takes a case into an account.
func (s *Store) KeepCase(ctx context.Context, resident, caseID int64, now period.Instant) error {
	return s.db.write(ctx, Plan{Keep(resident, caseID, now)})
}

// LeaveCase takes a case out of an account.
func (s *Store) LeaveCase(ctx context.Context, resident, caseID int64) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM resident_case WHERE resident = $1 AND case_id = $2`, Args: []any{resident, caseID}}})
}

// KeptCases reads the cases that were taken into an account, newest first, below one; 0 is the beginning.
func (s *Store) KeptCases(ctx context.Context, resident, before int64, limit int) ([]int64, error) {
	return s.casesBelow(ctx, `SELECT case_id FROM resident_case WHERE resident = $1 AND case_id < $2 ORDER BY case_id DESC LIMIT $3`, resident, before, limit)
}

// KeepsCase tells whether a case was taken into an account.
func (s *Store) KeepsCase(ctx context.Context, resident, caseID int64) (bool, error) {
	var n int
	err := s.one(ctx, `SELECT count(*) FROM resident_case WHERE resident = $1 AND case_id = $2`, []any{resident, caseID}, &n)
	return n > 0, err
}

// CloseResident is the plan that forgets an account: who it is, its keys and sessions, which cases it
// listed, the firms it had and its mandates. What was done stays with the cases.
func CloseResident(r Resident, owner string, now period.Instant) Plan {
	plan := Plan{
		{SQL: `DELETE FROM resident WHERE id = $1`, Args: []any{r.ID}, Rows: 1},
		{SQL: `DELETE FROM resident_case WHERE resident = $1`, Args: []any{r.ID}},
		DropPasskeys(owner),
		{SQL: `DELETE FROM identity WHERE resident = $1`, Args: []any{r.ID}},
		{SQL: `DELETE FROM phone_code WHERE phone = $1`, Args: []any{r.Phone}},
		{SQL: `UPDATE handler SET ended_by = 'self', ended_at = $1 WHERE resident = $2 AND ended_at = 0`, Args: []any{int64(now), r.ID}},
		{SQL: `UPDATE handler SET ended_by = 'firm', ended_at = $1 WHERE firm IN (SELECT id FROM firm WHERE resident = $2) AND ended_at = 0`, Args: []any{int64(now), r.ID}},
	}
	return append(plan, EndSessions(owner, "")...)
}
