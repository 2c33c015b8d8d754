package store

import (
	"context"
	"errors"

	"yimen/core/period"
)

// CalendarFile (放假安排) is an imported arrangement of holidays. Files lie one above the
// other in order of Seq: a later one replaces the years it names. None is ever removed.
type CalendarFile struct {
	Seq  int            // from 1
	At   period.Instant // from when it counts
	By   string         // 工号 of who confirmed it
	Name string
	Body []byte
}

// AddCalendar appends a file; its Seq must be one more than the last, else it is a
// conflict in calendar.
func (s *Store) AddCalendar(ctx context.Context, f CalendarFile) error {
	return s.db.write(ctx, f.plan())
}

func (f CalendarFile) plan() Plan {
	return Plan{
		{
			SQL:  `INSERT INTO calendar (seq, at, by_no, name, body) VALUES ($1, $2, $3, $4, $5)`,
			Args: []any{f.Seq, int64(f.At), f.By, f.Name, string(f.Body)},
		},
		bump(CalendarDefinitions),
	}
}

// CalendarBase is what the hall knew of the calendar when it was opened for the first time:
// all it ever reckoned began with it. given is kept as that if there is nothing yet.
func (s *Store) CalendarBase(ctx context.Context, given []byte) ([]byte, error) {
	const read = `SELECT body FROM calendar WHERE seq = 0`
	var base []byte
	err := s.one(ctx, read, nil, &base)
	if !errors.Is(err, ErrNotFound) {
		return base, err
	}
	err = s.db.write(ctx, Plan{{
		SQL:  `INSERT INTO calendar (seq, at, by_no, name, body) VALUES (0, 0, '', 'builtin', $1) ON CONFLICT (seq) DO NOTHING`,
		Args: []any{string(given)},
	}})
	if err != nil {
		return nil, err
	}
	err = s.one(ctx, read, nil, &base)
	return base, err
}

// CalendarFiles reads all imported files in order.
func (s *Store) CalendarFiles(ctx context.Context) ([]CalendarFile, error) {
	var files []CalendarFile
	err := s.db.query(ctx, `SELECT seq, at, by_no, name, body FROM calendar WHERE seq > 0 ORDER BY seq`, nil, func(r Row) error {
		var f CalendarFile
		var at int64
		err := r.Scan(&f.Seq, &at, &f.By, &f.Name, &f.Body)
		f.At = period.Instant(at)
		files = append(files, f)
		return err
	})
	return files, err
}

// Proposal (放假安排报审) is an arrangement that somebody brought in and a second person
// confirms or rejects. Outcome is empty as long as it waits.
type Proposal struct {
	ID      int64
	At      period.Instant
	By      string      // 工号
	Paper   string      // 文号 of the notice
	PaperOn period.Date // its date
	Reason  string
	Name    string // of the file
	Body    []byte

	Outcome  Outcome
	EndedAt  period.Instant
	EndedBy  string
	Remark   string
	Seq      int            // its place among the files in force, once confirmed
	From     period.Instant // from when it counts
	Finished period.Instant // when every open case was reckoned anew; zero before
	Moved    int            // how many cases were
}

// Outcome (审定结果) is what became of a proposal.
type Outcome string

// The outcomes.
const (
	Waiting   Outcome = ""
	Confirmed Outcome = "confirmed"
	Rejected  Outcome = "rejected"
)

// AddProposal keeps an arrangement that waits for its second person.
func (s *Store) AddProposal(ctx context.Context, p Proposal) error {
	return s.db.write(ctx, Plan{{
		SQL: `INSERT INTO calendar_proposal (id, at, by_no, paper, paper_on, reason, name, body, outcome, ended_at, ended_by, remark, seq, valid_from, finished_at, moved)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', 0, '', '', 0, 0, 0, 0)`,
		Args: []any{p.ID, int64(p.At), p.By, p.Paper, int(p.PaperOn), p.Reason, p.Name, string(p.Body)},
	}})
}

// EndProposal writes what a second person said of a waiting proposal: a confirmed one goes
// among the files in force, with the jobs that follow, in one transaction. Was it ended
// before, it is a conflict in calendar_proposal; did another file come first, in calendar.
func (s *Store) EndProposal(ctx context.Context, p Proposal, jobs ...Job) error {
	plan := Plan{{
		SQL: `UPDATE calendar_proposal SET outcome = $1, ended_at = $2, ended_by = $3, remark = $4, seq = $5, valid_from = $6
WHERE id = $7 AND outcome = ''`,
		Args: []any{string(p.Outcome), int64(p.EndedAt), p.EndedBy, p.Remark, p.Seq, int64(p.From), p.ID},
		Rows: 1,
	}}
	if p.Outcome == Confirmed {
		plan = append(plan, CalendarFile{Seq: p.Seq, At: p.From, By: p.EndedBy, Name: p.Name, Body: p.Body}.plan()...)
	}
	for _, j := range jobs {
		plan = append(plan, j.Insert())
	}
	return s.db.write(ctx, plan)
}

// CountMoved adds to the cases that a file in force has moved.
func CountMoved(seq, n int) Stmt {
	return Stmt{SQL: `UPDATE calendar_proposal SET moved = moved + $1 WHERE seq = $2 AND outcome = 'confirmed'`, Args: []any{n, seq}}
}

// FinishMoved notes that every open case was reckoned anew with a file in force.
func FinishMoved(seq int, at period.Instant) Stmt {
	return Stmt{SQL: `UPDATE calendar_proposal SET finished_at = $1 WHERE seq = $2 AND outcome = 'confirmed'`, Args: []any{int64(at), seq}}
}

const selectProposals = `SELECT id, at, by_no, paper, paper_on, reason, name, body, outcome, ended_at, ended_by, remark, seq, valid_from, finished_at, moved
FROM calendar_proposal `

// Proposals reads every proposal, newest first.
func (s *Store) Proposals(ctx context.Context) ([]Proposal, error) {
	return s.proposals(ctx, selectProposals+`ORDER BY id DESC`)
}

// Proposal reads one, or ErrNotFound.
func (s *Store) Proposal(ctx context.Context, id int64) (Proposal, error) {
	list, err := s.proposals(ctx, selectProposals+`WHERE id = $1`, id)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Proposal{}, err
	}
	return list[0], nil
}

func (s *Store) proposals(ctx context.Context, sql string, args ...any) ([]Proposal, error) {
	var list []Proposal
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var p Proposal
		var at, ended, from, finished, paperOn int64
		var outcome string
		err := r.Scan(&p.ID, &at, &p.By, &p.Paper, &paperOn, &p.Reason, &p.Name, &p.Body,
			&outcome, &ended, &p.EndedBy, &p.Remark, &p.Seq, &from, &finished, &p.Moved)
		p.At, p.EndedAt, p.From, p.Finished = period.Instant(at), period.Instant(ended), period.Instant(from), period.Instant(finished)
		p.PaperOn, p.Outcome = period.Date(paperOn), Outcome(outcome)
		list = append(list, p)
		return err
	})
	return list, err
}

// OpenCases reads the identities of cases with open work, in order, at most limit after one.
func (s *Store) OpenCases(ctx context.Context, after int64, limit int) ([]int64, error) {
	return s.ids(ctx, `SELECT case_id FROM todo WHERE case_id > $1 ORDER BY case_id LIMIT $2`, []any{after, limit})
}
