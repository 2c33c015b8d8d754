package store

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yimen/core/period"
)

// Firm (法人) is a legal person in the account of who represents it by law (法定代表人).
type Firm struct {
	ID       int64
	Since    period.Instant
	Resident int64  // the representative
	Code     string // 统一社会信用代码
	Name     string
}

const selectFirm = `SELECT id, since, resident, code, name FROM firm `

// AddFirm keeps it. Has the account one of that code, it is a conflict in "firm".
func (s *Store) AddFirm(ctx context.Context, f Firm) error {
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO firm (id, since, resident, code, name) VALUES ($1, $2, $3, $4, $5)`,
		Args: []any{f.ID, int64(f.Since), f.Resident, f.Code, f.Name}}})
}

// Firm reads one, or ErrNotFound.
func (s *Store) Firm(ctx context.Context, id int64) (Firm, error) {
	list, err := s.firms(ctx, selectFirm+`WHERE id = $1`, id)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Firm{}, err
	}
	return list[0], nil
}

// FirmsOf reads those that somebody represents, oldest first.
func (s *Store) FirmsOf(ctx context.Context, resident int64) ([]Firm, error) {
	return s.firms(ctx, selectFirm+`WHERE resident = $1 ORDER BY id`, resident)
}

func (s *Store) firms(ctx context.Context, sql string, args ...any) ([]Firm, error) {
	var list []Firm
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var f Firm
		var since int64
		err := r.Scan(&f.ID, &since, &f.Resident, &f.Code, &f.Name)
		f.Since = period.Instant(since)
		list = append(list, f)
		return err
	})
	return list, err
}

// Handler (经办人) is who may apply in the name of a firm: invited by phone, for some items or all,
// from a day to a day, until revoked.
type Handler struct {
	ID, Firm   int64
	Resident   int64 // the account that took it; 0 = none yet
	From, To   period.Date
	InvitedAt  period.Instant
	AcceptedAt period.Instant // 0 = not yet
	EndedAt    period.Instant // 0 = it stands
	Phone      string
	Name       string
	Items      []string // codes; none = all
	EndedBy    string   // "firm": revoked; "self": declined or laid down
}

// Stands tells whether somebody may act by it for an item on a day.
func (h Handler) Stands(item string, on period.Date) bool {
	return h.AcceptedAt > 0 && h.EndedAt == 0 && h.From <= on && on <= h.To && (len(h.Items) == 0 || slices.Contains(h.Items, item))
}

// Over is when a mandate that was taken came to its end; 0: it was not taken, or has not ended.
func (h Handler) Over(today period.Date) period.Instant {
	last := h.To.Add(1).At(0, 0)
	switch {
	case h.AcceptedAt == 0:
		return 0
	case h.EndedAt != 0:
		return min(h.EndedAt, last)
	case h.To < today:
		return last
	}
	return 0
}

const selectHandler = `SELECT id, firm, resident, from_day, to_day, invited_at, accepted_at, ended_at, phone, name, items, ended_by FROM handler `

// AddHandler keeps an invitation.
func (s *Store) AddHandler(ctx context.Context, h Handler) error {
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO handler (id, firm, resident, from_day, to_day, invited_at, accepted_at, ended_at, phone, name, items, ended_by)
VALUES ($1, $2, 0, $3, $4, $5, 0, 0, $6, $7, $8, '')`,
		Args: []any{h.ID, h.Firm, int(h.From), int(h.To), int64(h.InvitedAt), h.Phone, h.Name, strings.Join(h.Items, " ")}}})
}

// TakeHandler lets an account take the invitation of its phone. Was it taken or ended before, it is
// a conflict.
func (s *Store) TakeHandler(ctx context.Context, id, resident int64, phone string, at period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE handler SET resident = $1, accepted_at = $2 WHERE id = $3 AND phone = $4 AND accepted_at = 0 AND ended_at = 0`,
		Args: []any{resident, int64(at), id, phone}, Rows: 1}})
}

// EndHandler ends it. Was it ended before, it is a conflict.
func (s *Store) EndHandler(ctx context.Context, id int64, by string, at period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE handler SET ended_by = $1, ended_at = $2 WHERE id = $3 AND ended_at = 0`,
		Args: []any{by, int64(at), id}, Rows: 1}})
}

// Handler reads one, or ErrNotFound.
func (s *Store) Handler(ctx context.Context, id int64) (Handler, error) {
	list, err := s.handlers(ctx, selectHandler+`WHERE id = $1`, id)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Handler{}, err
	}
	return list[0], nil
}

// HandlersOf reads those of a firm, newest first.
func (s *Store) HandlersOf(ctx context.Context, firm int64) ([]Handler, error) {
	return s.handlers(ctx, selectHandler+`WHERE firm = $1 ORDER BY id DESC`, firm)
}

// HandlersFor reads what an account took, newest first.
func (s *Store) HandlersFor(ctx context.Context, resident int64) ([]Handler, error) {
	return s.handlers(ctx, selectHandler+`WHERE resident = $1 ORDER BY id DESC`, resident)
}

// Invited reads the invitations of a phone that wait, newest first.
func (s *Store) Invited(ctx context.Context, phone string) ([]Handler, error) {
	return s.handlers(ctx, selectHandler+`WHERE phone = $1 AND accepted_at = 0 AND ended_at = 0 ORDER BY id DESC`, phone)
}

func (s *Store) handlers(ctx context.Context, sql string, args ...any) ([]Handler, error) {
	var list []Handler
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var h Handler
		var from, to, invited, accepted, ended int64
		var items string
		err := r.Scan(&h.ID, &h.Firm, &h.Resident, &from, &to, &invited, &accepted, &ended, &h.Phone, &h.Name, &items, &h.EndedBy)
		h.From, h.To = period.Date(from), period.Date(to)
		h.InvitedAt, h.AcceptedAt, h.EndedAt = period.Instant(invited), period.Instant(accepted), period.Instant(ended)
		h.Items = strings.Fields(items)
		list = append(list, h)
		return err
	})
	return list, err
}

// FirmCase is the statement that says that a case was begun in the name of a firm, and by whom.
func FirmCase(caseID, firm, resident int64, at period.Instant) Stmt {
	return Stmt{SQL: `INSERT INTO firm_case (case_id, firm, resident, at, code_at) VALUES ($1, $2, $3, $4, $4)`, Args: []any{caseID, firm, resident, int64(at)}}
}

// FirmOf is the firm in whose name a case was begun; 0: in nobody's.
func (s *Store) FirmOf(ctx context.Context, caseID int64) (firm int64, err error) {
	err = s.one(ctx, `SELECT firm FROM firm_case WHERE case_id = $1`, []any{caseID}, &firm)
	if errors.Is(err, ErrNotFound) {
		return 0, nil
	}
	return firm, err
}

// FirmHand (交件) is by whom a firm's case was handed in: the account, and its mandate; 0: who represents the firm
// by law.
type FirmHand struct{ Firm, Resident, Mandate int64 }

// HandIn is the statement that keeps it, written with the act.
func HandIn(caseID int64, by FirmHand) Stmt {
	return Stmt{SQL: `UPDATE firm_case SET handed_by = $1, mandate = $2 WHERE case_id = $3 AND firm = $4`,
		Args: []any{by.Resident, by.Mandate, caseID, by.Firm}, Rows: 1}
}

// HandedIn reads it; ErrNotFound where the case was handed in for no firm, or not yet.
func (s *Store) HandedIn(ctx context.Context, caseID int64) (by FirmHand, err error) {
	err = s.one(ctx, `SELECT firm, handed_by, mandate FROM firm_case WHERE case_id = $1 AND handed_by <> 0`, []any{caseID}, &by.Firm, &by.Resident, &by.Mandate)
	return by, err
}

// FirmCode is the query code of a case that was begun in the name of a firm.
type FirmCode struct {
	CaseID, Firm int64
	Query        string
	Since        period.Instant // since when it has it
}

// FirmCode reads it as it is now, whatever was read of the case before; of another case it is
// ErrNotFound.
func (s *Store) FirmCode(ctx context.Context, caseID int64) (FirmCode, error) {
	c := FirmCode{CaseID: caseID}
	var since int64
	err := s.one(ctx, `SELECT f.firm, c.query_code, f.code_at FROM firm_case f JOIN cases c ON c.id = f.case_id WHERE f.case_id = $1`,
		[]any{caseID}, &c.Firm, &c.Query, &since)
	c.Since = period.Instant(since)
	return c, err
}

// RenewCode (更换查询密码) gives the case another query code, and takes it out of the accounts that
// showed the last one. Was it renewed meanwhile, it is a conflict.
func (s *Store) RenewCode(ctx context.Context, c FirmCode, query string, since period.Instant) error {
	return s.db.write(ctx, Plan{
		{SQL: `UPDATE firm_case SET code_at = $1 WHERE case_id = $2 AND code_at = $3`, Args: []any{int64(since), c.CaseID, int64(c.Since)}, Rows: 1},
		{SQL: `UPDATE cases SET query_code = $1 WHERE id = $2`, Args: []any{query, c.CaseID}},
		{SQL: `DELETE FROM resident_case WHERE case_id = $1`, Args: []any{c.CaseID}},
	})
}

// FirmCases reads the cases that were begun in the name of a firm, newest first, below one; 0 is
// the beginning.
func (s *Store) FirmCases(ctx context.Context, firm, before int64, limit int) ([]int64, error) {
	return s.casesBelow(ctx, `SELECT case_id FROM firm_case WHERE firm = $1 AND case_id < $2 ORDER BY case_id DESC LIMIT $3`, firm, before, limit)
}
