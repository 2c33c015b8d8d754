package store

import (
	"context"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
)

// Licence (证照登记) is one licence as the register finds it. What happened to it stands in
// the facts of the case that granted it.
type Licence struct {
	CaseID   int64
	CaseNo   string // of the case; empty in rows to be written
	No       string // 证号
	Ident    string // 电子证照标识; empty where none was made
	Item     string
	Unit     string // code of the body that decided
	Holder   string
	Masked   string // the holder as the public may see him
	Tail     string // last four characters of the holder's document
	On       period.Date
	Until    period.Date           // last day of validity; zero = no end
	Renewing bool                  // it stands beyond that day: a renewal applied for in time is not decided
	Gone     casework.LicenceState // how it ended; empty as long as it stands
	Held     [2]period.Date        // first and last day on which a penalty held it back last (暂扣); zero = never
}

// StateOn is the state of the licence on a day, as the case derives it.
func (l Licence) StateOn(on period.Date) casework.LicenceState {
	switch {
	case l.Gone != "":
		return l.Gone
	case !l.Until.IsZero() && on > l.Until && !l.Renewing:
		return casework.LicenceExpired
	case !l.Held[0].IsZero() && l.Held[0] <= on && on <= l.Held[1]:
		return casework.LicenceSuspended
	}
	return casework.LicenceValid
}

func (l Licence) renewing() int {
	if l.Renewing {
		return 1
	}
	return 0
}

// Put is the statement that writes the licence's row with the act.
func (l Licence) Put() Stmt {
	return Stmt{
		SQL: `INSERT INTO licence (case_id, no, ident, item, unit, holder, masked, tail, granted, until, gone, held_from, held_until, renewing)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (case_id) DO UPDATE SET no = excluded.no, holder = excluded.holder, masked = excluded.masked, until = excluded.until, gone = excluded.gone,
held_from = excluded.held_from, held_until = excluded.held_until, renewing = excluded.renewing`,
		Args: []any{l.CaseID, l.No, l.Ident, l.Item, l.Unit, l.Holder, l.Masked, l.Tail, int(l.On), int(l.Until), string(l.Gone), int(l.Held[0]), int(l.Held[1]), l.renewing()},
	}
}

const selectLicence = `SELECT l.case_id, c.no, l.no, l.ident, l.item, l.unit, l.holder, l.masked, l.tail, l.granted, l.until, l.gone, l.held_from, l.held_until, l.renewing
FROM licence l JOIN cases c ON c.id = l.case_id `

// LicencesByNo reads every licence with a number or an identifier, newest first: a number may
// come again with a renewal, or from another body. Its brackets may be written otherwise.
func (s *Store) LicencesByNo(ctx context.Context, no string) ([]Licence, error) {
	in, args := among(catalog.Spellings(no), []any{no})
	return s.licences(ctx, selectLicence+`WHERE l.no IN (`+in+`) OR l.ident = $1 ORDER BY l.granted DESC, l.case_id DESC LIMIT 50`, args...)
}

// LicenceOf reads the licence of a case, or ErrNotFound.
func (s *Store) LicenceOf(ctx context.Context, caseID int64) (Licence, error) {
	list, err := s.licences(ctx, selectLicence+`WHERE l.case_id = $1`, caseID)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Licence{}, err
	}
	return list[0], nil
}

// LicencesOf lists the licences of a body, newest first, at most limit of them before a
// place; the zero Place is the beginning.
func (s *Store) LicencesOf(ctx context.Context, unit string, before Place, limit int) ([]Licence, error) {
	if before == (Place{}) {
		before = Place{Due: 1<<31 - 1, CaseID: 1<<63 - 1}
	}
	return s.licences(ctx, selectLicence+`WHERE l.unit = $1 AND (l.granted, l.case_id) < ($2, $3)
ORDER BY l.granted DESC, l.case_id DESC LIMIT $4`, unit, int(before.Due), before.CaseID, limit)
}

func (s *Store) licences(ctx context.Context, sql string, args ...any) ([]Licence, error) {
	var all []Licence
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var l Licence
		var on, until, from, to, renewing int64
		var gone string
		err := r.Scan(&l.CaseID, &l.CaseNo, &l.No, &l.Ident, &l.Item, &l.Unit, &l.Holder, &l.Masked, &l.Tail, &on, &until, &gone, &from, &to, &renewing)
		l.On, l.Until, l.Gone = period.Date(on), period.Date(until), casework.LicenceState(gone)
		l.Held, l.Renewing = [2]period.Date{period.Date(from), period.Date(to)}, renewing == 1
		all = append(all, l)
		return err
	})
	return all, err
}
