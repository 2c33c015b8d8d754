package store

import (
	"context"
	"fmt"

	"yimen/core/casework"
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
		Each: `($1, $2, $3, $4, $5)`,
		Args: []any{m.CaseID, m.ID, int64(m.At), m.Kind, m.Body},
	}
}

// Tell is the message of a fact: its kind is the act, its body the place of the fact,
// {"n":seq}. id is that of the job.
func Tell(id, caseID int64, f casework.Fact) Message {
	return Message{ID: id, CaseID: caseID, At: f.At, Kind: string(f.Act), Body: fmt.Sprintf(`{"n":%d}`, f.Seq)}
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
