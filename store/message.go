package store

import (
	"context"

	"yimen/core/period"
)

// Message (消息) is what an applicant was told about a case.
type Message struct {
	ID     int64 // the identity of the job or fact that made it: it is written once
	CaseID int64
	At     period.Instant
	Kind   string
	Body   string // JSON: the values of the sentence
}

// Insert is the statement that writes the message, once however often it is run.
func (m Message) Insert() Stmt {
	return Stmt{
		SQL: `INSERT INTO message (case_id, id, at, kind, body) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (case_id, id) DO NOTHING`,
		Args: []any{m.CaseID, m.ID, int64(m.At), m.Kind, m.Body},
	}
}

// Messages reads the messages of a case, oldest first.
func (s *Store) Messages(ctx context.Context, caseID int64) ([]Message, error) {
	var list []Message
	err := s.db.query(ctx, `SELECT id, at, kind, body FROM message WHERE case_id = $1 ORDER BY id`, []any{caseID},
		func(r Row) error {
			m := Message{CaseID: caseID}
			var at int64
			err := r.Scan(&m.ID, &at, &m.Kind, &m.Body)
			m.At = period.Instant(at)
			list = append(list, m)
			return err
		})
	return list, err
}
