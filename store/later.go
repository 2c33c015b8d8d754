package store

import (
	"yimen/core/casework"
	"yimen/core/period"
)

const (
	upsertLater = `INSERT INTO later (case_id, tick) VALUES ($1, $2)
ON CONFLICT (case_id) DO UPDATE SET tick = excluded.tick`
	deleteLater = `DELETE FROM later WHERE case_id = $1`
)

// appendLater notes when time acts on a case that is nobody's open work: a licence whose
// renewal is near, or that expires. What is open work has its moment in todo.
func (c Change) appendLater(plan Plan) Plan {
	switch {
	case c.Task == nil && c.Tick > 0:
		return append(plan, Stmt{SQL: upsertLater, Args: []any{c.Case.ID, int64(c.Tick)}})
	case c.From.Ended != "":
		return append(plan, Stmt{SQL: deleteLater, Args: []any{c.Case.ID}})
	}
	return plan
}

// Leave writes the open work of a served or closed case from before it was kept as it is now, with the
// moment when time acts on it. The case is held meanwhile: it must be as it was read.
func Leave(c casework.Case, work []casework.Task, tick period.Instant) Plan {
	plan := Plan{
		{SQL: `UPDATE cases SET version = version WHERE id = $1 AND version = $2`, Args: []any{c.ID, c.Version}, Rows: 1},
		{SQL: deleteLater, Args: []any{c.ID}},
	}
	for n, t := range work {
		plan = append(plan, todoRow(c, n, t, tick))
		tick = 0 // stands in the first row
	}
	return plan
}
