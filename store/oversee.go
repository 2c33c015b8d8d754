package store

import (
	"context"
	"fmt"
	"strings"

	"yimen/core/casework"
	"yimen/core/period"
)

// Lit reads open work whose light is yellow or worse today, at most limit rows after one, in
// order of the cases.
func (s *Store) Lit(ctx context.Context, today period.Date, after Place, limit int) ([]Work, error) {
	return s.works(ctx, selectTodo+`WHERE t.waiting = 0 AND t.yellow <= $1 AND (t.case_id, t.n) > ($2, $3) ORDER BY t.case_id, t.n LIMIT $4`,
		int(today), after.CaseID, after.N, limit)
}

// Overseen reads the open work of some units in order of due day, of one light or of all, at
// most limit rows after a place.
func (s *Store) Overseen(ctx context.Context, units []string, light casework.Light, today period.Date, after Place, limit int) ([]Work, error) {
	in, args := among(units, []any{int(today), int(after.Due), after.CaseID, after.N, limit})
	return s.works(ctx, selectTodo+`WHERE t.unit IN (`+in+`) AND `+lightIs[light]+` AND $1 > 0 AND (t.due, t.case_id, t.n) > ($2, $3, $4)
ORDER BY t.due, t.case_id, t.n LIMIT $5`, args...)
}

// lightIs picks the rows of a light on the day $1; none is all.
var lightIs = map[casework.Light]string{
	"":              "1 = 1",
	casework.Grey:   "t.waiting = 1",
	casework.Purple: "t.waiting = 0 AND t.last > 0 AND t.last < $1",
	casework.Red:    "t.waiting = 0 AND t.due < $1 AND (t.last = 0 OR t.last >= $1)",
	casework.Yellow: "t.waiting = 0 AND t.due >= $1 AND t.yellow <= $1 AND (t.last = 0 OR t.last >= $1)",
	casework.Green:  "t.waiting = 0 AND t.due >= $1 AND t.yellow > $1",
}

// CountLights counts the open work of some units by its light.
func (s *Store) CountLights(ctx context.Context, units []string, today period.Date) (map[casework.Light]int, error) {
	sum := map[casework.Light]int{}
	in, args := among(units, []any{int(today)})
	return sum, s.addLights(ctx, sum, `unit IN (`+in+`)`, args...)
}

// Demand (督办) is a supervisor's demand as lists find it; what was said stands in the case.
type Demand struct {
	CaseID   int64
	CaseNo   string
	Item     string
	Seq      int
	Unit     string
	Issued   period.Date
	Due      period.Date
	Answered period.Date // 0 = not yet
}

// PutChase is the statement that writes a demand with its act.
func PutChase(d Demand) Stmt {
	return Stmt{SQL: `INSERT INTO chase (case_id, seq, issued, due, answered, unit) VALUES ($1, $2, $3, $4, 0, $5)`,
		Args: []any{d.CaseID, d.Seq, int(d.Issued), int(d.Due), d.Unit}}
}

// AnswerChase is the statement that writes the reply of a unit with its act.
func AnswerChase(caseID int64, unit string, on period.Date) Stmt {
	return Stmt{SQL: `UPDATE chase SET answered = $1 WHERE case_id = $2 AND unit = $3 AND answered = 0`, Args: []any{int(on), caseID, unit}}
}

// ChasesText is the demands of a case as the audit compares them.
func ChasesText(c casework.Case) string {
	var all []string
	for _, d := range c.Chased {
		all = append(all, fmt.Sprintf("%d %s %d %d %d", d.Seq, d.Unit, d.On, d.Due, d.AnsOn))
	}
	return strings.Join(all, ";")
}

const selectChase = `SELECT h.case_id, c.no, c.item, h.seq, h.unit, h.issued, h.due, h.answered FROM chase h JOIN cases c ON c.id = h.case_id `

// Demands lists the demands on some units, those that wait first, then the newest.
func (s *Store) Demands(ctx context.Context, units []string, limit int) ([]Demand, error) {
	in, args := among(units, []any{limit})
	return s.demands(ctx, selectChase+`WHERE h.unit IN (`+in+`) ORDER BY CASE WHEN h.answered = 0 THEN 0 ELSE 1 END, h.issued DESC, h.case_id DESC, h.seq DESC LIMIT $1`, args...)
}

// Unanswered lists the demands whose day is over without a reply, after one of them.
func (s *Store) Unanswered(ctx context.Context, today period.Date, after Demand, limit int) ([]Demand, error) {
	return s.demands(ctx, selectChase+`WHERE h.answered = 0 AND h.due < $1 AND (h.case_id, h.seq) > ($2, $3) ORDER BY h.case_id, h.seq LIMIT $4`,
		int(today), after.CaseID, after.Seq, limit)
}

func (s *Store) demands(ctx context.Context, sql string, args ...any) ([]Demand, error) {
	var list []Demand
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var d Demand
		var seq, issued, due, answered int64
		err := r.Scan(&d.CaseID, &d.CaseNo, &d.Item, &seq, &d.Unit, &issued, &due, &answered)
		d.Seq, d.Issued, d.Due, d.Answered = int(seq), period.Date(issued), period.Date(due), period.Date(answered)
		list = append(list, d)
		return err
	})
	return list, err
}
