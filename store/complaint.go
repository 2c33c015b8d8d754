package store

import (
	"context"
	"fmt"

	"yimen/core/period"
)

// Complaint (投诉) is what somebody complained of: about which unit, what, and perhaps whom; who watches
// over it, and how far it is.
type Complaint struct {
	ID      int64
	No      string // TS, the year and a number that runs through it
	Code    string // query code
	At      period.Instant
	Taken   period.Instant // 0 = not taken up yet
	Settled period.Instant // 0 = open: neither declined nor answered
	State   ComplaintState
	Outcome ComplaintOutcome // of one that was answered
	Kind    string
	Unit    string // complained of
	Staff   string // 工号 of the one complained of, as the register found; empty = nobody, or not found
	Watch   string // the unit that watches, and in whose hands it is
	CaseID  int64  // 0 = about none
	CaseNo  string
	Item    string
	Officer string // the one complained of in the words of who complains
	Name    string // empty: not told
	Phone   string
	Text    string
	Steps   int
	Way     ComplaintWay
	By      string // 工号 of who took it down; empty = the one who complains wrote it himself
}

// Version counts what was done, the registration first.
func (c Complaint) Version() int { return c.Steps + 1 }

// ComplaintWay (投诉方式) is how it came in.
type ComplaintWay string

// ComplaintWays are those that staff take down: 当面, 电话, 来信. What comes through the portal is "online".
var ComplaintWays = []ComplaintWay{"counter", "phone", "letter"}

// ComplainedOnline is the way of who writes it himself.
const ComplainedOnline ComplaintWay = "online"

// ComplaintState (投诉状态) is how far it is.
type ComplaintState string

// The states.
const (
	ComplaintRegistered ComplaintState = "registered" // 已登记
	ComplaintTaken      ComplaintState = "taken"      // 已受理
	ComplaintDeclined   ComplaintState = "declined"   // 不予受理
	ComplaintAnswered   ComplaintState = "answered"   // 已答复
)

// ComplaintStates are all of them.
var ComplaintStates = []ComplaintState{ComplaintRegistered, ComplaintTaken, ComplaintAnswered, ComplaintDeclined}

// ComplaintOutcome (核查结果) is what was found.
type ComplaintOutcome string

// ComplaintOutcomes are all of them: 属实, 部分属实, 不属实.
var ComplaintOutcomes = []ComplaintOutcome{"upheld", "partly", "unfounded"}

// ComplaintStep (投诉经过) is what was done about it. Who complained reads all but why it was handed on.
type ComplaintStep struct {
	N    int
	At   period.Instant
	Deed ComplaintDeed
	By   string // 工号
	Unit string // that has it from then on
	Text string
}

// ComplaintDeed (投诉处理) is one thing that is done about a complaint.
type ComplaintDeed string

// The deeds.
const (
	TakeComplaint    ComplaintDeed = "take"    // 受理
	DeclineComplaint ComplaintDeed = "decline" // 不予受理
	PassComplaint    ComplaintDeed = "pass"    // 转办
	AnswerComplaint  ComplaintDeed = "answer"  // 答复
)

// AddComplaint keeps a complaint under the next number of its year and tells the number. also is
// written with it. A key that was used before is a conflict in idem; an empty one is none.
func (s *Store) AddComplaint(ctx context.Context, key string, c Complaint, also ...Stmt) (Complaint, error) {
	year, _, _ := c.At.Date().Civil()
	plan := Plan{
		{SQL: `INSERT INTO complaint_last (year, last) VALUES ($1, 1) ON CONFLICT (year) DO UPDATE SET last = complaint_last.last + 1`, Args: []any{year}},
		{SQL: `INSERT INTO complaint (id, year, n, at, case_id, no, code, kind, unit, staff, watch, item, officer, name, phone, text, way, by_no)
SELECT CAST($1 AS bigint), year, last, CAST($2 AS bigint), CAST($3 AS bigint), 'TS' || year || substr(CAST(1000000 + last AS text), 2), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
FROM complaint_last WHERE year = $16 RETURNING no`,
			Args: []any{c.ID, int64(c.At), c.CaseID, c.Code, c.Kind, c.Unit, c.Staff, c.Watch, c.Item, c.Officer, c.Name, c.Phone, c.Text, string(c.Way), c.By, year},
			Into: func(r Row) error { return r.Scan(&c.No) }}}
	if key != "" {
		plan = append(plan, Stmt{SQL: insertIdem, Args: []any{shortKey(key), c.ID, int(c.At.Date())}})
	}
	c.State = ComplaintRegistered
	return c, s.db.write(ctx, append(plan, also...))
}

// StepComplaint writes down what was done over the complaint as it was read, and how it stands by
// that: somebody who was first is a conflict. also is written with it.
func (s *Store) StepComplaint(ctx context.Context, c Complaint, x ComplaintStep, also ...Stmt) error {
	return s.db.write(ctx, append(Plan{
		{SQL: `UPDATE complaint SET taken = $1, settled = $2, state = $3, outcome = $4, staff = $5, watch = $6, steps = steps + 1 WHERE id = $7 AND steps = $8 AND settled = 0`,
			Args: []any{int64(c.Taken), int64(c.Settled), string(c.State), string(c.Outcome), c.Staff, c.Watch, c.ID, c.Steps}, Rows: 1},
		{SQL: `INSERT INTO complaint_step (complaint, at, n, deed, by_no, unit, text) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			Args: []any{c.ID, int64(x.At), c.Steps + 1, string(x.Deed), x.By, x.Unit, x.Text}}}, also...))
}

const selectComplaint = `SELECT p.id, p.no, p.code, p.at, p.taken, p.settled, p.state, p.outcome, p.kind, p.unit, p.staff, p.watch, p.case_id, COALESCE(c.no, ''), p.item,
p.officer, p.name, p.phone, p.text, p.steps, p.way, p.by_no FROM complaint p LEFT JOIN cases c ON c.id = p.case_id `

// ComplaintByNo reads one complaint, or ErrNotFound.
func (s *Store) ComplaintByNo(ctx context.Context, no string) (Complaint, error) {
	return s.complaint(ctx, selectComplaint+`WHERE p.no = $1`, no)
}

// Complaint reads one complaint by its identity, or ErrNotFound.
func (s *Store) Complaint(ctx context.Context, id int64) (Complaint, error) {
	return s.complaint(ctx, selectComplaint+`WHERE p.id = $1`, id)
}

// ComplaintByKey reads the complaint that was made with an idempotency key, or ErrNotFound.
func (s *Store) ComplaintByKey(ctx context.Context, key string) (Complaint, error) {
	return s.complaint(ctx, selectComplaint+`WHERE p.id = (SELECT case_id FROM idem WHERE key = $1)`, shortKey(key))
}

// SameComplaint finds one that says the same of the same unit since an instant, or ErrNotFound: it
// was sent twice.
func (s *Store) SameComplaint(ctx context.Context, c Complaint, since period.Instant) (Complaint, error) {
	return s.complaint(ctx, selectComplaint+`WHERE p.id >= $1 AND p.unit = $2 AND p.text = $3 AND p.name = $4 AND p.phone = $5 AND p.officer = $6 AND p.case_id = $7 ORDER BY p.id LIMIT 1`,
		firstID(since), c.Unit, c.Text, c.Name, c.Phone, c.Officer, c.CaseID)
}

// Complaints lists those about some units that do not concern somebody himself, newest first, at most
// limit of them before one; 0 is the beginning. An empty state is any; "open" is neither declined nor answered.
func (s *Store) Complaints(ctx context.Context, units []string, but, state string, before int64, limit int) ([]Complaint, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	in, args := among(units, []any{before, limit, state, but})
	return s.complaints(ctx, selectComplaint+`WHERE p.unit IN (`+in+`) AND p.id < $1 AND ($3 = '' OR p.state = $3 OR $3 = 'open' AND p.settled = 0) AND p.staff <> $4
ORDER BY p.id DESC LIMIT $2`, args...)
}

// OpenComplaints reads those that are neither declined nor answered, after one.
func (s *Store) OpenComplaints(ctx context.Context, after int64, limit int) ([]Complaint, error) {
	return s.complaints(ctx, selectComplaint+`WHERE p.settled = 0 AND p.id > $1 ORDER BY p.id LIMIT $2`, after, limit)
}

// EveryComplaint reads all complaints, after one.
func (s *Store) EveryComplaint(ctx context.Context, after int64, limit int) ([]Complaint, error) {
	return s.complaints(ctx, selectComplaint+`WHERE p.id > $1 ORDER BY p.id LIMIT $2`, after, limit)
}

// ComplaintSteps reads what was done about a complaint, in order.
func (s *Store) ComplaintSteps(ctx context.Context, id int64) ([]ComplaintStep, error) {
	var list []ComplaintStep
	err := s.db.query(ctx, `SELECT n, at, deed, by_no, unit, text FROM complaint_step WHERE complaint = $1 ORDER BY n`, []any{id}, func(r Row) error {
		var x ComplaintStep
		var at int64
		var deed string
		err := r.Scan(&x.N, &at, &deed, &x.By, &x.Unit, &x.Text)
		x.At, x.Deed = period.Instant(at), ComplaintDeed(deed)
		list = append(list, x)
		return err
	})
	return list, err
}

// RegisterGaps tells of the first year in which the numbers of complaints, or of findings that hold
// somebody to account, are not whole; empty when all are.
func (s *Store) RegisterGaps(ctx context.Context) (found string, err error) {
	for _, table := range []string{"complaint", "account"} {
		err = s.db.query(ctx, `SELECT l.year, l.last, count(p.n), COALESCE(max(p.n), 0) FROM `+table+`_last l LEFT JOIN `+table+` p ON p.year = l.year
GROUP BY l.year, l.last HAVING count(p.n) <> l.last OR COALESCE(max(p.n), 0) <> l.last ORDER BY l.year LIMIT 1`, nil, func(r Row) error {
			var year, last, count, most int
			err := r.Scan(&year, &last, &count, &most)
			found = fmt.Sprintf("%ss of %d: %d up to %d, counted to %d", table, year, count, most, last)
			return err
		})
		if err != nil || found != "" {
			break
		}
	}
	return found, err
}

func (s *Store) complaint(ctx context.Context, sql string, args ...any) (Complaint, error) {
	list, err := s.complaints(ctx, sql, args...)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Complaint{}, err
	}
	return list[0], nil
}

func (s *Store) complaints(ctx context.Context, sql string, args ...any) ([]Complaint, error) {
	var list []Complaint
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var c Complaint
		var at, taken, settled int64
		var state, outcome, way string
		err := r.Scan(&c.ID, &c.No, &c.Code, &at, &taken, &settled, &state, &outcome, &c.Kind, &c.Unit, &c.Staff, &c.Watch, &c.CaseID, &c.CaseNo, &c.Item,
			&c.Officer, &c.Name, &c.Phone, &c.Text, &c.Steps, &way, &c.By)
		c.At, c.Taken, c.Settled, c.State, c.Outcome = period.Instant(at), period.Instant(taken), period.Instant(settled), ComplaintState(state), ComplaintOutcome(outcome)
		c.Way = ComplaintWay(way)
		list = append(list, c)
		return err
	})
	return list, err
}
