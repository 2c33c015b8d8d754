package store

import (
	"context"

	"yimen/core/period"
)

// StaffMessage (内部消息) is what a member of staff is told of a case: by its turn, never in words.
type StaffMessage struct {
	ID     int64 // of the work or the alarm that told him, made when that came to be: nobody is told twice of one
	CaseID int64
	No     string // of the case
	Item   string
	Mark   int64 // the fact it tells of, or the day that was missed
	At     period.Instant
	ReadAt period.Instant // 0 = not yet
	Staff  string
	Turn   string
}

// Insert is the statement that keeps a message, once for each identity and member of staff.
func (m StaffMessage) Insert() Stmt {
	return Stmt{SQL: `INSERT INTO staff_message (id, case_id, mark, read_at, staff, turn) VALUES ($1, $2, $3, 0, $4, $5)
ON CONFLICT (staff, id) DO NOTHING`, Each: `($1, $2, $3, 0, $4, $5)`, Args: []any{m.ID, m.CaseID, m.Mark, m.Staff, m.Turn}}
}

// StaffMessages reads the newest of somebody's below an id (zero: all).
func (s *Store) StaffMessages(ctx context.Context, staff string, before int64, limit int) ([]StaffMessage, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	var list []StaffMessage
	err := s.db.query(ctx, `SELECT m.id, m.case_id, COALESCE(c.no, ''), c.item, m.mark, m.read_at, m.turn FROM staff_message m JOIN cases c ON c.id = m.case_id
WHERE m.staff = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT $3`, []any{staff, before, limit}, func(r Row) error {
		m := StaffMessage{Staff: staff}
		var read int64
		err := r.Scan(&m.ID, &m.CaseID, &m.No, &m.Item, &m.Mark, &read, &m.Turn)
		m.At, m.ReadAt = madeAt(m.ID), period.Instant(read)
		list = append(list, m)
		return err
	})
	return list, err
}

// ReadStaffMessages notes that somebody has read his messages up to one.
func (s *Store) ReadStaffMessages(ctx context.Context, staff string, upTo int64, now period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE staff_message SET read_at = $1 WHERE staff = $2 AND id <= $3 AND read_at = 0`, Args: []any{int64(now), staff, upTo}}})
}

// ForgetStaffMessages removes those made before an instant.
func (s *Store) ForgetStaffMessages(ctx context.Context, before period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM staff_message WHERE id <= $1`, Args: []any{firstID(before)}}})
}
