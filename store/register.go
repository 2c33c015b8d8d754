package store

import (
	"context"

	"yimen/core/period"
)

// Entry (登记) is one version of one record that people keep on the pages: a convenience
// service, a fixed post, a piece of equipment, progress of a task. Its content is the
// caller's; a change is a further version, and none is ever overwritten.
type Entry struct {
	Kind    string
	Code    string
	Version int // 1, 2, 3 …; two who change the same version conflict
	By      string
	At      period.Instant
	Body    []byte // JSON
}

const selectEntry = `SELECT r.kind, r.code, r.version, r.by_no, r.at, r.body FROM register r `

// Entries reads the newest version of every record, by kind and code.
func (s *Store) Entries(ctx context.Context) ([]Entry, error) {
	return s.entries(ctx, selectEntry+`WHERE NOT EXISTS
(SELECT 1 FROM register n WHERE n.kind = r.kind AND n.code = r.code AND n.version = r.version + 1) ORDER BY r.kind, r.code`, nil)
}

// EntriesOf reads all versions of one record, newest first.
func (s *Store) EntriesOf(ctx context.Context, kind, code string) ([]Entry, error) {
	return s.entries(ctx, selectEntry+`WHERE r.kind = $1 AND r.code = $2 ORDER BY r.version DESC`, []any{kind, code})
}

func (s *Store) entries(ctx context.Context, sql string, args []any) ([]Entry, error) {
	var list []Entry
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var e Entry
		var at int64
		var body string
		err := r.Scan(&e.Kind, &e.Code, &e.Version, &e.By, &at, &body)
		e.At, e.Body = period.Instant(at), []byte(body)
		list = append(list, e)
		return err
	})
	return list, err
}

// Enter keeps versions, all or none, and tells all processes to read the register again. A
// version that is there already is a conflict in "register".
func (s *Store) Enter(ctx context.Context, entries ...Entry) error {
	return s.db.write(ctx, EnterPlan(entries...))
}

// EnterPlan is what Enter does, for what is kept in one transaction with it.
func EnterPlan(entries ...Entry) Plan {
	if len(entries) == 0 {
		return nil
	}
	plan := Plan{bump(RegisterDefinitions)}
	for _, e := range entries {
		plan = append(plan, Stmt{
			SQL:  `INSERT INTO register (at, version, kind, code, by_no, body) VALUES ($1, $2, $3, $4, $5, $6)`,
			Args: []any{int64(e.At), e.Version, e.Kind, e.Code, e.By, string(e.Body)},
		})
	}
	return plan
}
