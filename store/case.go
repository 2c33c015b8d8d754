package store

import (
	"context"
	"encoding/json"
	"fmt"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

// Record (案卷) is a case with what the store keeps beside it.
type Record struct {
	casework.Case
	Draft     string         // draft code, empty once the case has a number
	CreatedAt period.Instant //
	Head      Hash           // hash of the newest fact, or Genesis before the first
}

// NewRecord begins a case that is not yet stored. The draft code is its address until it
// has a number; query is its 查询密码.
func NewRecord(id int64, draft, query string, now period.Instant) Record {
	return Record{Case: casework.Case{ID: id, Query: query}, Draft: draft, CreatedAt: now, Head: Genesis(id)}
}

// Change (变更) is one act done, with all that is written with it.
type Change struct {
	From Record         // the case as read, or NewRecord
	Case casework.Case  // the case after the act
	Fact casework.Fact  // its Seq is From.Version + 1
	Form []byte         // the form if the act brought one, else nil
	Task *casework.Task // whose turn it is now; nil: nobody's in the hall
	Tick period.Instant // when time acts next; zero: never

	Prefix string // set: allot a case number that begins with these nine digits (区划6 + 部门3)
	Key    string // idempotency key of the submission, if it has one
	Jobs   []Job  // follow-up work
	Also   Plan   // further rows of the same transaction
}

// Save writes the change as one transaction and returns the record as it stands then. If
// somebody acted on the case since From was read the error is a Conflict in facts; if the
// key was used before, in idem. Nothing is then changed.
func (s *Store) Save(ctx context.Context, c Change) (Record, error) {
	next, plan, err := c.plan()
	if err != nil {
		return Record{}, err
	}
	if err := s.db.write(ctx, plan); err != nil {
		return Record{}, err
	}
	return *next, nil
}

// plan puts first what refuses most, and last the running number and the case: other
// submissions to the same unit wait for the number until this one is committed.
func (c Change) plan() (*Record, Plan, error) {
	if c.Case.ID != c.From.ID || c.Fact.Seq != c.From.Version+1 || c.Case.Version != c.Fact.Seq {
		return nil, nil, fmt.Errorf("store: fact %d does not follow version %d of case %d", c.Fact.Seq, c.From.Version, c.From.ID)
	}
	fact, err := json.Marshal(c.Fact)
	if err != nil {
		return nil, nil, fmt.Errorf("store: fact: %w", err)
	}
	doc, err := json.Marshal(c.Case)
	if err != nil {
		return nil, nil, fmt.Errorf("store: case: %w", err)
	}
	next := &Record{Case: c.Case, Draft: c.From.Draft, CreatedAt: c.From.CreatedAt, Head: c.From.Head.Link(fact)}
	next.No, next.Query = c.From.No, c.From.Query

	plan := make(Plan, 0, 8+len(c.Jobs)+len(c.Also))
	if c.Key != "" {
		plan = append(plan, Stmt{SQL: insertIdem, Args: []any{c.Key, c.Case.ID, int64(c.Fact.At)}})
	}
	plan = append(plan, Stmt{SQL: insertFact, Args: []any{
		c.Case.ID, c.Fact.Seq, int64(c.Fact.At), string(c.Fact.Act), string(fact), next.Head[:]}})
	if c.Form != nil {
		plan = append(plan, Stmt{SQL: upsertForm, Args: []any{c.Case.ID, string(c.Form)}})
	}
	plan = c.appendTodo(plan)
	for _, j := range c.Jobs {
		plan = append(plan, j.Insert())
	}
	plan = append(plan, c.Also...)
	return next, c.appendCase(plan, next, string(doc)), nil
}

const (
	insertIdem = `INSERT INTO idem (key, case_id, at) VALUES ($1, $2, $3)`
	upsertForm = `INSERT INTO forms (case_id, body) VALUES ($1, $2)
ON CONFLICT (case_id) DO UPDATE SET body = excluded.body`

	insertCase = `INSERT INTO cases
(id, created_at, version, item, item_version, accept_unit, query_code, head, doc, draft)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
	updateCase = `UPDATE cases SET version = $1, head = $2, doc = $3 WHERE id = $4 AND version = $5`
	// A draft may still change its item and its accepting unit.
	updateDraft = `UPDATE cases SET version = $1, head = $2, doc = $3, item = $4, item_version = $5, accept_unit = $6
WHERE id = $7 AND version = $8`
	// The next two take the number that nextNumber has just counted in the same plan.
	insertNumbered = `INSERT INTO cases
(id, created_at, version, item, item_version, accept_unit, query_code, head, doc, no)
SELECT CAST($1 AS bigint), CAST($2 AS bigint), CAST($3 AS integer), $4, CAST($5 AS integer), $6, $7, $8, $9,
       $10 || substr(CAST(1000000 + last AS text), 2)
FROM number WHERE unit = $11 AND day = $12 RETURNING no`
	numberDraft = `UPDATE cases SET version = $1, head = $2, doc = $3, item = $4, item_version = $5, accept_unit = $6,
       draft = NULL, no = $7 || substr(CAST(1000000 + last AS text), 2)
FROM number WHERE id = $8 AND version = $9 AND unit = $10 AND day = $11 RETURNING no`
	nextNumber = `INSERT INTO number (unit, day, last) VALUES ($1, $2, 1)
ON CONFLICT (unit, day) DO UPDATE SET last = number.last + 1`
)

// appendCase writes the case row; next receives the number.
func (c Change) appendCase(plan Plan, next *Record, doc string) Plan {
	isNew := c.From.Version == 0
	insert := []any{next.ID, int64(next.CreatedAt), next.Version, next.Item, next.ItemVersion, next.AcceptUnit,
		next.Query, next.Head[:], doc}
	update := []any{next.Version, next.Head[:], doc}
	filed := append(update[:3:3], next.Item, next.ItemVersion, next.AcceptUnit)
	if c.Prefix == "" {
		switch {
		case isNew:
			return append(plan, Stmt{SQL: insertCase, Args: append(insert, next.Draft)})
		case next.Draft != "":
			return append(plan, Stmt{SQL: updateDraft, Args: append(filed, next.ID, c.From.Version)})
		}
		return append(plan, Stmt{SQL: updateCase, Args: append(update, next.ID, c.From.Version)})
	}
	day := c.Fact.At.Date()
	begin := c.Prefix + yymmdd(day)
	plan = append(plan, Stmt{SQL: nextNumber, Args: []any{c.Prefix, int(day)}})
	numbered := Stmt{SQL: numberDraft, Args: append(filed, begin, next.ID, c.From.Version, c.Prefix, int(day))}
	if isNew {
		numbered = Stmt{SQL: insertNumbered, Args: append(insert, begin, c.Prefix, int(day))}
	}
	next.Draft = ""
	numbered.Into = func(r Row) error { return r.Scan(&next.No) }
	return append(plan, numbered)
}

func yymmdd(day period.Date) string {
	y, m, d := day.Civil()
	return fmt.Sprintf("%02d%02d%02d", y%100, m, d)
}

const selectCase = `SELECT id, version, created_at, COALESCE(no, ''), COALESCE(draft, ''), query_code, head, doc FROM cases `

// Case reads the newest version of a case by its identity, or ErrNotFound.
func (s *Store) Case(ctx context.Context, id int64) (Record, error) {
	return s.readCase(ctx, selectCase+`WHERE id = $1`, id)
}

// CaseByNo reads a case by its 21-digit number (办件编号).
func (s *Store) CaseByNo(ctx context.Context, no string) (Record, error) {
	return s.readCase(ctx, selectCase+`WHERE no = $1`, no)
}

// CaseByDraft reads a draft by its code.
func (s *Store) CaseByDraft(ctx context.Context, code string) (Record, error) {
	return s.readCase(ctx, selectCase+`WHERE draft = $1`, code)
}

// CaseByKey reads the case that was made with an idempotency key.
func (s *Store) CaseByKey(ctx context.Context, key string) (Record, error) {
	return s.readCase(ctx, selectCase+`WHERE id = (SELECT case_id FROM idem WHERE key = $1)`, key)
}

func (s *Store) readCase(ctx context.Context, sql string, key any) (Record, error) {
	var r Record
	var created int64
	var head, doc []byte
	if err := s.one(ctx, sql, []any{key}, &r.ID, &r.Version, &created, &r.No, &r.Draft, &r.Query, &head, &doc); err != nil {
		return Record{}, err
	}
	r.CreatedAt = period.Instant(created)
	copy(r.Head[:], head)
	return r, readDoc(doc, &r.Case)
}

// readDoc fills the case from its JSON; identity, number and version stand in columns.
func readDoc(doc []byte, c *casework.Case) error {
	if err := json.Unmarshal(doc, c); err != nil {
		return fmt.Errorf("store: case %d: %w", c.ID, err)
	}
	return nil
}

// Form reads the form of a case; a case without one gives ErrNotFound.
func (s *Store) Form(ctx context.Context, id int64) (json.RawMessage, error) {
	var body []byte
	err := s.one(ctx, `SELECT body FROM forms WHERE case_id = $1`, []any{id}, &body)
	return body, err
}

// ForgetKeys removes the idempotency keys used before an instant.
func (s *Store) ForgetKeys(ctx context.Context, before period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM idem WHERE at < $1`, Args: []any{int64(before)}}})
}

// appendTodo moves the open work of the case to whose turn it is now. A draft never had any.
func (c Change) appendTodo(plan Plan) Plan {
	switch {
	case c.Task != nil:
		return append(plan, todoRow(c.Case, *c.Task, c.Tick))
	case c.Fact.Act == org.Draft:
		return plan
	}
	return append(plan, Stmt{SQL: deleteTodo, Args: []any{c.Case.ID}})
}
