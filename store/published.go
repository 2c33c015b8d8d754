package store

import (
	"context"
	"strings"

	"yimen/core/casework"
	"yimen/core/period"
)

// Published (许可决定公开) is one decision in favour as everybody may read it (许可法40). It is
// masked before it comes here: the table holds no personal data.
type Published struct {
	CaseID  int64
	Item    string
	Unit    string // the body that decided
	Holder  string // masked where it is a person
	Content string // scope and conditions, masked
	On      period.Date
	Until   period.Date
	Licence *Licence // what was made out, nil before
}

// Put is the statement that publishes the decision with its act.
func (p Published) Put() Stmt {
	return Stmt{
		SQL: `INSERT INTO published (case_id, item, unit, holder, content, granted, until) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (granted, case_id) DO UPDATE SET holder = excluded.holder, content = excluded.content`,
		Args: []any{p.CaseID, p.Item, p.Unit, p.Holder, p.Content, int(p.On), int(p.Until)},
	}
}

// Decisions are the filter of the public list; the zero value shows all.
type Decisions struct {
	Item, Unit string
	Text       string // part of the masked holder, the content or the licence's number
}

const selectPublished = `SELECT p.case_id, p.item, p.unit, p.holder, p.content, p.granted, p.until,
COALESCE(l.no, ''), COALESCE(l.ident, ''), COALESCE(l.until, 0), COALESCE(l.gone, ''), COALESCE(l.held_from, 0), COALESCE(l.held_until, 0), COALESCE(l.renewing, 0)
FROM published p LEFT JOIN licence l ON l.case_id = p.case_id
WHERE (p.granted, p.case_id) < ($1, $2) AND ($3 = '' OR p.item = $3) AND ($4 = '' OR p.unit = $4)
AND ($5 = '' OR p.holder LIKE $6 ESCAPE '!' OR p.content LIKE $6 ESCAPE '!' OR l.no LIKE $6 ESCAPE '!')
ORDER BY p.granted DESC, p.case_id DESC LIMIT $7`

// Published lists what was granted, newest first, at most limit before a place.
func (s *Store) Published(ctx context.Context, d Decisions, before Place, limit int) ([]Published, error) {
	if before == (Place{}) {
		before = Place{Due: 1<<31 - 1, CaseID: 1<<63 - 1}
	}
	var all []Published
	args := []any{int(before.Due), before.CaseID, d.Item, d.Unit, d.Text, "%" + escapeLike(d.Text) + "%", limit}
	err := s.db.query(ctx, selectPublished, args, func(r Row) error {
		var p Published
		var l Licence
		var on, until, lUntil, from, to, renewing int64
		var gone string
		err := r.Scan(&p.CaseID, &p.Item, &p.Unit, &p.Holder, &p.Content, &on, &until, &l.No, &l.Ident, &lUntil, &gone, &from, &to, &renewing)
		p.On, p.Until = period.Date(on), period.Date(until)
		if l.No != "" {
			l.Until, l.Gone = period.Date(lUntil), casework.LicenceState(gone)
			l.Held, l.Renewing = [2]period.Date{period.Date(from), period.Date(to)}, renewing == 1
			p.Licence = &l
		}
		all = append(all, p)
		return err
	})
	return all, err
}

// likeSigns are the characters that mean something in a pattern.
var likeSigns = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

func escapeLike(text string) string { return likeSigns.Replace(text) }
