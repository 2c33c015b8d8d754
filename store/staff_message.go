package store

import (
	"context"
	"strings"

	"yimen/core/period"
)

// StaffMessage (内部消息) is what a member of staff is told of a case, or of a form that a body has to
// send in: by its turn, never in words.
type StaffMessage struct {
	ID     int64  // of the work or the alarm that told him, made when that came to be: nobody is told twice of one
	CaseID int64  // or the identity of a complaint or a finding; 0: of none
	About  string // the form (附件), where it is of no case
	No     string // of the case, the complaint or the finding
	Item   string
	Mark   int64 // the fact it tells of, or the day that was missed; read again only with a form
	At     period.Instant
	ReadAt period.Instant // 0 = not yet
	Staff  string
	Turn   string // begins with ofStaff
}

// ofStaff begins every turn, and so is not kept with each.
const ofStaff = "staff."

// Insert is the statement that keeps a message, once for each identity and member of staff; of a form,
// once for each mark, turn and member.
func (m StaffMessage) Insert() Stmt {
	turn := strings.TrimPrefix(m.Turn, ofStaff)
	if m.About != "" {
		return Stmt{SQL: `INSERT INTO staff_message (id, case_id, mark, staff, turn, about) VALUES ($1, 0, $2, $3, $4, $5)
ON CONFLICT DO NOTHING`, Args: []any{m.ID, m.Mark, m.Staff, turn, m.About}}
	}
	return Stmt{SQL: `INSERT INTO staff_message (id, case_id, staff, turn, about) VALUES ($1, $2, $3, $4, '')
ON CONFLICT (staff, id) DO NOTHING`, Each: `($1, $2, $3, $4, '')`, Args: []any{m.ID, m.CaseID, m.Staff, turn}}
}

// StaffMessages reads the newest of somebody's below an id (zero: all).
func (s *Store) StaffMessages(ctx context.Context, staff string, before int64, limit int) ([]StaffMessage, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	var list []StaffMessage
	err := s.db.query(ctx, `SELECT m.id, m.case_id, COALESCE(c.no, p.no, b.no, ''), COALESCE(c.item, p.item, ''), m.about, COALESCE(m.mark, 0), COALESCE(m.read_at, 0), m.turn FROM staff_message m LEFT JOIN cases c ON c.id = m.case_id
LEFT JOIN complaint p ON p.id = m.case_id LEFT JOIN account b ON b.id = m.case_id WHERE m.staff = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT $3`, []any{staff, before, limit}, func(r Row) error {
		m := StaffMessage{Staff: staff}
		var read int64
		err := r.Scan(&m.ID, &m.CaseID, &m.No, &m.Item, &m.About, &m.Mark, &read, &m.Turn)
		m.At, m.ReadAt, m.Turn = madeAt(m.ID), period.Instant(read), ofStaff+m.Turn
		list = append(list, m)
		return err
	})
	return list, err
}

// ReadStaffMessages notes that somebody has read his messages up to one.
func (s *Store) ReadStaffMessages(ctx context.Context, staff string, upTo int64, now period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE staff_message SET read_at = $1 WHERE staff = $2 AND id <= $3 AND read_at IS NULL`, Args: []any{int64(now), staff, upTo}}})
}

// ForgetStaffMessages removes those made before an instant; those of forms, before another.
func (s *Store) ForgetStaffMessages(ctx context.Context, before, ofForms period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM staff_message WHERE (about = '' AND id <= $1) OR (about <> '' AND id <= $2)`, Args: []any{firstID(before), firstID(ofForms)}}})
}

// StaffMessagesAbout reads whom a form was told of, newest first.
func (s *Store) StaffMessagesAbout(ctx context.Context, form string) ([]StaffMessage, error) {
	var list []StaffMessage
	err := s.db.query(ctx, `SELECT id, mark, COALESCE(read_at, 0), staff, turn FROM staff_message WHERE about <> '' AND about = $1 ORDER BY id DESC`, []any{form}, func(r Row) error {
		m := StaffMessage{About: form}
		var read int64
		err := r.Scan(&m.ID, &m.Mark, &read, &m.Staff, &m.Turn)
		m.At, m.ReadAt, m.Turn = madeAt(m.ID), period.Instant(read), ofStaff+m.Turn
		list = append(list, m)
		return err
	})
	return list, err
}

// Reminded (催报情况) is how often a form was told of, when last, and how many of its messages did not
// arrive or may not have.
type Reminded struct {
	Times, Undelivered int
	Last               period.Instant
}

// RemindedOf reads the reminders of all forms of a round of collecting, by form.
func (s *Store) RemindedOf(ctx context.Context, call string) (map[string]Reminded, error) {
	from, to := call+"/", call+"0" // the sign after the stroke
	all := map[string]Reminded{}
	err := s.db.query(ctx, `SELECT about, count(*), max(id) FROM staff_message WHERE about <> '' AND about >= $1 AND about < $2 GROUP BY about`, []any{from, to}, func(r Row) error {
		var form string
		var n int
		var last int64
		err := r.Scan(&form, &n, &last)
		all[form] = Reminded{Times: n, Last: madeAt(last)}
		return err
	})
	if err != nil {
		return nil, err
	}
	return all, s.db.query(ctx, `SELECT about, count(*) FROM delivery WHERE about <> '' AND about >= $1 AND about < $2 AND state IN ('bounced', 'failed', 'uncertain') GROUP BY about`, []any{from, to}, func(r Row) error {
		var form string
		var n int
		err := r.Scan(&form, &n)
		told := all[form]
		told.Undelivered = n
		all[form] = told
		return err
	})
}
