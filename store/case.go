package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/core/period"
)

// Record (案卷) is a case with what the store keeps beside it.
type Record struct {
	casework.Case
	Draft     string          // draft code, empty once the case has a number
	CreatedAt period.Instant  // moment of the first fact
	Head      Hash            // hash of the newest fact, or Genesis before the first
	Facts     []casework.Fact // the history (办理过程), oldest first
}

// NewRecord begins a case that is not yet stored. The draft code is its address until it
// has a number; query is its 查询密码.
func NewRecord(id int64, draft, query string, now period.Instant) Record {
	return Record{Case: casework.Case{ID: id, Query: query}, Draft: draft, CreatedAt: now, Head: Genesis(id)}
}

// Change (变更) is one act done, with all that is written with it.
type Change struct {
	From   Record          // the case as read, or NewRecord
	Case   casework.Case   // the case after the act
	Fact   casework.Fact   // its Seq is From.Version + 1
	Form   []byte          // the form if the act brought one, else nil
	Task   *casework.Task  // whose turn it is now; nil: nobody's in the hall
	Beside []casework.Task // further open work of the same case (并联)
	Tick   period.Instant  // when time acts next; zero: never

	Prefix string // set: allot a case number that begins with these nine digits (区划6 + 部门3)
	Key    string // idempotency key of the submission, if it has one
	Jobs   []Job  // follow-up work
	Also   Plan   // further rows of the same transaction

	Numbers []notice.Number // documents that take a number: kind, unit, family and year
}

// Save writes the change as one transaction and returns the record as it stands then. If
// somebody acted on the case since From was read the error is a Conflict in facts; if the
// key was used before, in idem. Nothing is then changed.
func (s *Store) Save(ctx context.Context, c Change) (Record, error) {
	next, plan, err := c.plan()
	if err != nil {
		return Record{}, err
	}
	given, numbers := c.numbers()
	if err := s.db.write(ctx, append(plan, numbers...)); err != nil {
		return Record{}, err
	}
	s.remember(c.From, *next, given)
	return *next, nil
}

// plan puts first what refuses most, and last the case with its running number; the numbers of
// documents follow. Other acts of the same unit wait for them until this one is committed.
func (c Change) plan() (*Record, Plan, error) {
	if c.Case.ID != c.From.ID || c.Fact.Seq != c.From.Version+1 || c.Case.Version != c.Fact.Seq {
		return nil, nil, fmt.Errorf("store: fact %d does not follow version %d of case %d", c.Fact.Seq, c.From.Version, c.From.ID)
	}
	fact, err := c.Fact.MarshalJSON()
	if err != nil {
		return nil, nil, fmt.Errorf("store: fact: %w", err)
	}
	digest, err := digest(c.Case)
	if err != nil {
		return nil, nil, err
	}
	next := &Record{Case: c.Case, Draft: c.From.Draft, Head: c.From.Head.Link(fact)}
	next.No, next.Query = c.From.No, c.From.Query
	next.Facts = append(slices.Clip(c.From.Facts), c.Fact)
	next.CreatedAt = next.Facts[0].At

	plan := make(Plan, 0, 8+len(c.Jobs)+len(c.Also)+2*len(c.Numbers))
	if c.Key != "" {
		plan = append(plan, Stmt{SQL: insertIdem, Args: []any{shortKey(c.Key), c.Case.ID, int(c.Fact.At.Date())}})
	}
	row := StoredFact{c.Fact.Seq, c.Fact.At, string(c.Fact.Act), fact, next.Head.Short()}
	plan = append(plan, Stmt{SQL: insertFact, Args: row.Row(c.Case.ID)})
	if c.Form != nil {
		plan = append(plan, Stmt{SQL: upsertForm, Args: []any{c.Case.ID, pack(c.Form)}})
	}
	plan = c.appendLater(c.appendTodo(plan))
	for _, j := range c.Jobs {
		plan = append(plan, j.Insert())
	}
	plan = c.appendLine(append(plan, c.Also...))
	return next, c.appendCase(plan, next, digest), nil
}

// digest is the beginning of the SHA-256 of the case's JSON: what its facts must give again.
func digest(c casework.Case) (int64, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return 0, fmt.Errorf("store: case %d: %w", c.ID, err)
	}
	sum := sha256.Sum256(text)
	return int64(binary.BigEndian.Uint64(sum[:])), nil
}

const (
	insertIdem = `INSERT INTO idem (key, case_id, day) VALUES ($1, $2, $3)`
	upsertForm = `INSERT INTO forms (case_id, body) VALUES ($1, $2)
ON CONFLICT (case_id) DO UPDATE SET body = excluded.body`

	insertCase = `INSERT INTO cases (id, version, item, accept_unit, query_code, head, digest, draft)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
	updateCase = `UPDATE cases SET version = CAST($1 AS integer), head = $2, digest = $3 WHERE id = $4 AND version = $5`
	// A draft may still change its item and its accepting unit.
	updateDraft = `UPDATE cases SET version = $1, head = $2, digest = $3, item = $4, accept_unit = $5
WHERE id = $6 AND version = $7`
	// The next two take the number that nextNumber has just counted in the same plan.
	insertNumbered = `INSERT INTO cases (id, version, item, accept_unit, query_code, head, digest, no)
SELECT CAST($1 AS bigint), CAST($2 AS integer), $3, $4, $5, $6, CAST($7 AS bigint),
       $8 || substr(CAST(1000000 + last AS text), 2)
FROM number WHERE unit = $9 AND day = $10 RETURNING no`
	numberDraft = `UPDATE cases SET version = $1, head = $2, digest = $3, item = $4, accept_unit = $5,
       draft = NULL, no = $6 || substr(CAST(1000000 + last AS text), 2)
FROM number WHERE id = $7 AND version = $8 AND unit = $9 AND day = $10 RETURNING no`
	nextNumber = `INSERT INTO number (unit, day, last) VALUES ($1, $2, 1)
ON CONFLICT (unit, day) DO UPDATE SET last = number.last + 1`
)

// appendCase writes the case row; next receives the number.
func (c Change) appendCase(plan Plan, next *Record, digest int64) Plan {
	isNew := c.From.Version == 0
	insert := []any{next.ID, next.Version, next.Item, next.AcceptUnit, next.Query, next.Head[:], digest}
	update := []any{next.Version, next.Head[:], digest}
	filed := append(update[:3:3], next.Item, next.AcceptUnit)
	if c.Prefix == "" {
		switch {
		case isNew:
			return append(plan, Stmt{SQL: insertCase, Args: append(insert, next.Draft)})
		case next.Draft != "":
			return append(plan, Stmt{SQL: updateDraft, Args: append(filed, next.ID, c.From.Version), Rows: 1}) // it may have gone (DropDraft)
		}
		return append(plan, Stmt{SQL: updateCase, Args: append(update, next.ID, c.From.Version)})
	}
	day := c.Fact.At.Date()
	begin := c.Prefix + yymmdd(day)
	plan = append(plan, Stmt{SQL: nextNumber, Args: []any{c.Prefix, int(day)}})
	numbered := Stmt{SQL: numberDraft, Args: append(filed, begin, next.ID, c.From.Version, c.Prefix, int(day)), Rows: 1}
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

// selectCase leaves the order to readCase: PostgreSQL would plan a sort for rows that come
// in order anyway, which took a quarter of the query.
const selectCase = `SELECT c.id, COALESCE(c.no, ''), COALESCE(c.draft, ''), c.query_code, c.head, f.seq, f.at, f.act, f.body, f.hash
FROM cases c JOIN facts f ON f.case_id = c.id `

// Case reads a case and its history by its identity, or ErrNotFound. A history that was
// tampered with is a *Broken.
func (s *Store) Case(ctx context.Context, id int64) (Record, error) {
	return s.readCase(ctx, selectCase+`WHERE c.id = $1`, id)
}

// CaseByNo reads a case by its 21-digit number (办件编号).
func (s *Store) CaseByNo(ctx context.Context, no string) (Record, error) {
	r, err := s.readCase(ctx, selectCase+`WHERE c.no = $1`, no)
	if err == nil {
		s.looked(r)
	}
	return r, err
}

// CaseByDraft reads a draft by its code.
func (s *Store) CaseByDraft(ctx context.Context, code string) (Record, error) {
	return s.readCase(ctx, selectCase+`WHERE c.draft = $1`, code)
}

// CaseByKey reads the case that was made with an idempotency key.
func (s *Store) CaseByKey(ctx context.Context, key string) (Record, error) {
	return s.readCase(ctx, selectCase+`WHERE c.id = (SELECT case_id FROM idem WHERE key = $1 OR key = $2)`, shortKey(key), key)
}

func (s *Store) readCase(ctx context.Context, sql string, key ...any) (Record, error) {
	var r Record
	var head []byte
	rows := make([]StoredFact, 0, 8)
	err := s.db.query(ctx, sql, key, func(row Row) error {
		f, err := readFact(row, &r.ID, &r.No, &r.Draft, &r.Query, &head)
		rows = append(rows, f)
		return err
	})
	if err != nil {
		return Record{}, err
	}
	if len(rows) == 0 {
		return Record{}, ErrNotFound
	}
	slices.SortFunc(rows, func(a, b StoredFact) int { return cmp.Compare(a.Seq, b.Seq) })
	copy(r.Head[:], head)
	if r.Facts, err = verify(r.ID, rows, r.Head, s.known); err != nil {
		return Record{}, err
	}
	r.Case, r.CreatedAt = replay(r.Case, r.Facts), rows[0].At
	return r, nil
}

// replay folds the facts into the case.
func replay(c casework.Case, facts []casework.Fact) casework.Case {
	for _, f := range facts {
		c = casework.Replay(c, f)
	}
	return c
}

// Form reads the form of a case; a case without one gives ErrNotFound.
func (s *Store) Form(ctx context.Context, id int64) (json.RawMessage, error) {
	var body []byte
	if err := s.one(ctx, `SELECT body FROM forms WHERE case_id = $1`, []any{id}, &body); err != nil {
		return nil, err
	}
	return unpack(body)
}

// CaseID finds a case by its number or by its identity, without reading it: also one whose
// history is broken. ErrNotFound when there is none.
func (s *Store) CaseID(ctx context.Context, name string) (id int64, err error) {
	given, err := strconv.ParseInt(name, 10, 64)
	if err != nil {
		given = -1 // a number has 21 digits
	}
	return id, s.one(ctx, `SELECT id FROM cases WHERE no = $1 OR id = $2`, []any{name, given}, &id)
}

// shortKey is what stands for an idempotency key in the table: 66 bits of its hash.
func shortKey(key string) string {
	sum := sha256.Sum256([]byte(key))
	return base64.RawURLEncoding.EncodeToString(sum[:9])[:11]
}

// ForgetKeys removes the idempotency keys used before a day.
func (s *Store) ForgetKeys(ctx context.Context, before period.Date) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM idem WHERE day < $1`, Args: []any{int(before)}}})
}
