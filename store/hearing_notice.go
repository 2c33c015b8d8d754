package store

import (
	"context"

	"yimen/core/period"
)

// HearingNotice (听证公告) is a hearing as everybody may read of it (许可法46、48). It is masked
// before it comes here: the table holds no personal data.
type HearingNotice struct {
	CaseID   int64
	Item     string
	Unit     string // the body whose hearing it is (决定机关)
	Matter   string
	Register string // how and until when to put one's name down
	On       period.Date
	HeldOn   period.Date // zero until time and place are fixed
	Begins   string
	Place    string
}

// Put is the statement that announces the hearing with its act.
func (n HearingNotice) Put() Stmt {
	return Stmt{
		SQL: `INSERT INTO hearing_notice (case_id, item, unit, matter, register, announced, held_on, begins, place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (case_id) DO UPDATE SET matter = excluded.matter, register = excluded.register, announced = excluded.announced`,
		Args: []any{n.CaseID, n.Item, n.Unit, n.Matter, n.Register, int(n.On), int(n.HeldOn), n.Begins, n.Place},
	}
}

// Fix is the statement that adds time and place to a hearing that was announced, with its act.
func (n HearingNotice) Fix() Stmt {
	return Stmt{
		SQL:  `UPDATE hearing_notice SET held_on = $1, begins = $2, place = $3 WHERE case_id = $4`,
		Args: []any{int(n.HeldOn), n.Begins, n.Place, n.CaseID},
	}
}

// HearingNotices lists the hearings announced, newest first, at most limit before a place.
func (s *Store) HearingNotices(ctx context.Context, before Place, limit int) ([]HearingNotice, error) {
	if before == (Place{}) {
		before = Place{Due: 1<<31 - 1, CaseID: 1<<63 - 1}
	}
	var list []HearingNotice
	err := s.db.query(ctx, `SELECT case_id, item, unit, matter, register, announced, held_on, begins, place FROM hearing_notice
WHERE (announced, case_id) < ($1, $2) ORDER BY announced DESC, case_id DESC LIMIT $3`, []any{int(before.Due), before.CaseID, limit}, func(r Row) error {
		var n HearingNotice
		var on, held int64
		err := r.Scan(&n.CaseID, &n.Item, &n.Unit, &n.Matter, &n.Register, &on, &held, &n.Begins, &n.Place)
		n.On, n.HeldOn = period.Date(on), period.Date(held)
		list = append(list, n)
		return err
	})
	return list, err
}
