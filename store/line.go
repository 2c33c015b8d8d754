package store

import (
	"context"
	"errors"

	"yimen/core/casework"
	"yimen/core/period"
)

// A line (轮候) is kept beside the cases, as their numbers are: who stands in it follows from
// the facts, but who came before whom is known only here. Whatever happens in a line counts
// its version up, and so locks it until the act is committed.
const (
	countLine = `INSERT INTO line (key, ver, given) VALUES ($1, 1, 0)
ON CONFLICT (key) DO UPDATE SET ver = line.ver + 1`
	// joinLine takes the place that countLine has just counted in the same plan.
	joinLine = `INSERT INTO place (case_id, at, joined, gone, given, line)
SELECT CAST($1 AS bigint), CAST($2 AS bigint), ver, 0, 0, key FROM line WHERE key = $3`
	// givePlace gives the next place to who is first, and to nobody else.
	givePlace = `UPDATE line SET given = given + 1 WHERE key = $1 AND given = $2 AND NOT EXISTS (
	SELECT 1 FROM place p JOIN place m ON p.line = m.line
	WHERE m.case_id = $3 AND p.gone = 0 AND (p.at, p.joined) < (m.at, m.joined))`
	takePlace = `UPDATE place SET gone = (SELECT ver FROM line WHERE key = place.line), given = $1 WHERE case_id = $2`

	selectStanding = `SELECT l.given, (SELECT count(*) FROM place p WHERE p.line = m.line AND p.gone = 0 AND (p.at, p.joined) < (m.at, m.joined)),
COALESCE((SELECT c.no FROM place p JOIN cases c ON c.id = p.case_id WHERE p.line = m.line AND p.gone = 0
	ORDER BY p.at, p.joined LIMIT 1), '')
FROM place m JOIN line l ON l.key = m.line WHERE m.case_id = $1`
)

// appendLine lets the case join its line, take a place or leave.
func (c Change) appendLine(plan Plan) Plan {
	was, is := c.From.Waits(), c.Case.Waits()
	if was == is {
		return plan
	}
	key := c.Case.Line.Key
	plan = append(plan, Stmt{SQL: countLine, Args: []any{key}})
	if is {
		return append(plan, Stmt{SQL: joinLine, Args: []any{c.Case.ID, int64(c.Case.Line.At), key}})
	}
	place := 0
	if d := c.Case.Decision; d != nil && d.Granted {
		place = d.Place
		plan = append(plan, Stmt{SQL: givePlace, Args: []any{key, place - 1, c.Case.ID}, Rows: 1})
	}
	return append(plan, Stmt{SQL: takePlace, Args: []any{place, c.Case.ID}})
}

// Standing reads how the line of a case stands; nil where it never joined one.
func (s *Store) Standing(ctx context.Context, caseID int64) (*casework.Standing, error) {
	var st casework.Standing
	err := s.one(ctx, selectStanding, []any{caseID}, &st.Given, &st.Ahead, &st.First)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if st.Ahead == 0 {
		st.First = ""
	}
	return &st, err
}

// PlacesGiven is how many places of a line are given.
func (s *Store) PlacesGiven(ctx context.Context, key string) (given int, err error) {
	err = s.one(ctx, `SELECT given FROM line WHERE key = $1`, []any{key}, &given)
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return given, err
}

// Stood (名次) is one case in a line: when it was accepted, at which version of the line it
// joined and left, and which place it was given.
type Stood struct {
	CaseID       int64
	No           string
	Line         string
	At           period.Instant
	Joined, Gone int64
	Given        int
}

// Places reads all places of all lines, line by line in their order.
func (s *Store) Places(ctx context.Context) ([]Stood, error) {
	var all []Stood
	err := s.db.query(ctx, `SELECT p.case_id, COALESCE(c.no, ''), p.line, p.at, p.joined, p.gone, p.given
FROM place p LEFT JOIN cases c ON c.id = p.case_id ORDER BY p.line, p.at, p.joined`, nil, func(r Row) error {
		var p Stood
		var at int64
		err := r.Scan(&p.CaseID, &p.No, &p.Line, &at, &p.Joined, &p.Gone, &p.Given)
		p.At = period.Instant(at)
		all = append(all, p)
		return err
	})
	return all, err
}
