package store

import (
	"context"

	"yimen/core/period"
)

// Account (问责登记) is a finding against a unit, or against one of its people: what it rests on, which
// provision it breaks and what is done about it. A second person confirms it.
type Account struct {
	ID      int64
	No      string // WZ, the year and a number that runs through it
	At      period.Instant
	Settled period.Instant // 0 = neither confirmed nor dropped
	State   AccountState
	By      string // 工号 of who recorded it
	Unit    string // held to account
	Staff   string // 工号 of who is, empty: the unit as a whole
	Source  AccountSource
	Ref     string // number of the case, the complaint or the alarm
	Rule    string
	Measure string
	Facts   string
	Steps   int
}

// AccountState (问责状态) is how far it is.
type AccountState string

// The states.
const (
	AccountProposed  AccountState = "proposed"  // 待核定
	AccountConfirmed AccountState = "confirmed" // 已核定
	AccountDropped   AccountState = "dropped"   // 不予问责
)

// AccountStates are all of them.
var AccountStates = []AccountState{AccountProposed, AccountConfirmed, AccountDropped}

// AccountSource (问责来源) is what a finding rests on.
type AccountSource string

// The sources.
const (
	OfLate      AccountSource = "late"      // 超期办件
	OfAlarm     AccountSource = "alarm"     // 维持的预警
	OfRisk      AccountSource = "risk"      // 再次补正等许可法72风险
	OfComplaint AccountSource = "complaint" // 属实的投诉
)

// AccountSources are all of them.
var AccountSources = []AccountSource{OfLate, OfAlarm, OfRisk, OfComplaint}

// AccountStep (问责经过) is a statement of the one concerned, or the decision.
type AccountStep struct {
	N    int
	At   period.Instant
	Deed AccountDeed
	By   string
	Text string
}

// AccountDeed (问责处理) is one thing that is done about a finding.
type AccountDeed string

// The deeds.
const (
	StateAccount   AccountDeed = "state"   // 陈述申辩
	ConfirmAccount AccountDeed = "confirm" // 核定
	DropAccount    AccountDeed = "drop"    // 不予问责
)

// AddAccount keeps a finding under the next number of its year and tells the number. also is written
// with it.
func (s *Store) AddAccount(ctx context.Context, a Account, also ...Stmt) (Account, error) {
	year, _, _ := a.At.Date().Civil()
	plan := Plan{
		{SQL: `INSERT INTO account_last (year, last) VALUES ($1, 1) ON CONFLICT (year) DO UPDATE SET last = account_last.last + 1`, Args: []any{year}},
		{SQL: `INSERT INTO account (id, year, n, at, no, by_no, unit, staff, source, ref, rule, measure, facts)
SELECT CAST($1 AS bigint), year, last, CAST($2 AS bigint), 'WZ' || year || substr(CAST(1000000 + last AS text), 2), $3, $4, $5, $6, $7, $8, $9, $10
FROM account_last WHERE year = $11 RETURNING no`,
			Args: []any{a.ID, int64(a.At), a.By, a.Unit, a.Staff, string(a.Source), a.Ref, a.Rule, a.Measure, a.Facts, year},
			Into: func(r Row) error { return r.Scan(&a.No) }}}
	a.State = AccountProposed
	return a, s.db.write(ctx, append(plan, also...))
}

// StepAccount writes a statement or the decision over the finding as it was read: somebody who was
// first is a conflict.
func (s *Store) StepAccount(ctx context.Context, a Account, x AccountStep, also ...Stmt) error {
	return s.db.write(ctx, append(Plan{
		{SQL: `UPDATE account SET settled = $1, state = $2, steps = steps + 1 WHERE id = $3 AND steps = $4 AND settled = 0`,
			Args: []any{int64(a.Settled), string(a.State), a.ID, a.Steps}, Rows: 1},
		{SQL: `INSERT INTO account_step (account, at, n, deed, by_no, text) VALUES ($1, $2, $3, $4, $5, $6)`,
			Args: []any{a.ID, int64(x.At), a.Steps + 1, string(x.Deed), x.By, x.Text}}}, also...))
}

const selectAccount = `SELECT id, no, at, settled, state, by_no, unit, staff, source, ref, rule, measure, facts, steps FROM account `

// AccountByNo reads one finding, or ErrNotFound.
func (s *Store) AccountByNo(ctx context.Context, no string) (Account, error) {
	return s.account(ctx, `WHERE no = $1`, no)
}

// Account reads one finding by its identity, or ErrNotFound.
func (s *Store) Account(ctx context.Context, id int64) (Account, error) {
	return s.account(ctx, `WHERE id = $1`, id)
}

func (s *Store) account(ctx context.Context, where string, args ...any) (Account, error) {
	list, err := s.accounts(ctx, selectAccount+where, args...)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Account{}, err
	}
	return list[0], nil
}

// Accounts lists the findings against some units, or against one person of whatever unit, newest
// first, at most limit of them before one; 0 is the beginning. An empty state is any.
func (s *Store) Accounts(ctx context.Context, units []string, staff string, state AccountState, before int64, limit int) ([]Account, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	in, args := among(units, []any{before, limit, string(state), staff})
	return s.accounts(ctx, selectAccount+`WHERE (unit IN (`+in+`) OR staff = $4) AND id < $1 AND ($3 = '' OR state = $3) ORDER BY id DESC LIMIT $2`, args...)
}

// AccountsOn reads the findings that rest on a case, newest first.
func (s *Store) AccountsOn(ctx context.Context, caseNo string) ([]Account, error) {
	return s.accounts(ctx, selectAccount+`WHERE ref = $1 AND source IN ('late', 'risk') ORDER BY id DESC`, caseNo)
}

// EveryAccount reads all findings, after one.
func (s *Store) EveryAccount(ctx context.Context, after int64, limit int) ([]Account, error) {
	return s.accounts(ctx, selectAccount+`WHERE id > $1 ORDER BY id LIMIT $2`, after, limit)
}

// AccountSteps reads what was said and decided, in order.
func (s *Store) AccountSteps(ctx context.Context, id int64) ([]AccountStep, error) {
	var list []AccountStep
	err := s.db.query(ctx, `SELECT n, at, deed, by_no, text FROM account_step WHERE account = $1 ORDER BY n`, []any{id}, func(r Row) error {
		var x AccountStep
		var at int64
		var deed string
		err := r.Scan(&x.N, &at, &deed, &x.By, &x.Text)
		x.At, x.Deed = period.Instant(at), AccountDeed(deed)
		list = append(list, x)
		return err
	})
	return list, err
}

func (s *Store) accounts(ctx context.Context, sql string, args ...any) ([]Account, error) {
	var list []Account
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var a Account
		var at, settled int64
		var state, source string
		err := r.Scan(&a.ID, &a.No, &at, &settled, &state, &a.By, &a.Unit, &a.Staff, &source, &a.Ref, &a.Rule, &a.Measure, &a.Facts, &a.Steps)
		a.At, a.Settled, a.State, a.Source = period.Instant(at), period.Instant(settled), AccountState(state), AccountSource(source)
		list = append(list, a)
		return err
	})
	return list, err
}
