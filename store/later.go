package store

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
