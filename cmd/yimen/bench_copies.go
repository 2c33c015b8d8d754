package main

import (
	"context"
	"fmt"
	"strings"

	"yimen/store"
)

// modelRows are the rows of a case, to be written again under other identities.
type modelRows struct {
	store.Record
	digest int64
	form   []byte // as it is stored
	facts  []store.StoredFact
	todo   []any // its row of open work, nil when it is closed: due, then what stays as it is
}

func (f *filler) model(ctx context.Context, rec store.Record) (m modelRows, err error) {
	m.Record = rec
	if m.facts, err = f.hall.Store.StoredFacts(ctx, rec.ID); err != nil {
		return m, err
	}
	err = f.hall.Store.Query(ctx, `SELECT c.digest, f.body FROM cases c JOIN forms f ON f.case_id = c.id WHERE c.id = $1`, []any{rec.ID},
		func(r store.Row) error { return r.Scan(&m.digest, &m.form) })
	if err != nil {
		return m, err
	}
	return m, f.hall.Store.Query(ctx, `SELECT due, unit, post, yellow, last, since, waiting, item, applicant FROM todo WHERE case_id = $1`,
		[]any{rec.ID}, func(r store.Row) error {
			var due, yellow, last, since, waiting int
			var unit, post, item, applicant string
			err := r.Scan(&due, &unit, &post, &yellow, &last, &since, &waiting, &item, &applicant)
			m.todo = []any{due, unit, post, yellow, last, since, waiting, 0, item, applicant}
			return err
		})
}

// plan writes the copies first to last, many rows with each statement.
func (m modelRows) plan(first, last int) store.Plan {
	facts := rows{into: "facts (case_id, seq, at, act, body, hash)"}
	cases := rows{into: "cases (id, digest, version, item, accept_unit, query_code, head, no)"}
	forms := rows{into: "forms (case_id, body)"}
	todo := rows{into: "todo (n, case_id, due, unit, post, yellow, last, since, waiting, tick, item, applicant)"}
	for n := first; n <= last; n++ {
		id := int64(n)*copyStride + m.ID%copyStride
		head := store.Genesis(id)
		for _, f := range m.facts {
			head = head.Link(f.Body)
			f.Hash = head.Short()
			facts.add(f.Row(id)...)
		}
		cases.add(id, m.digest, len(m.facts), m.Item, m.AcceptUnit, m.Query, append([]byte(nil), head[:]...), fmt.Sprintf("%s-%d", m.No, n))
		forms.add(id, m.form)
		if m.todo != nil {
			todo.add(append([]any{0, id, m.todo[0].(int) + n%40}, m.todo[1:]...)...)
		}
	}
	var plan store.Plan
	for _, r := range []rows{facts, cases, forms, todo} {
		plan = append(plan, r.insert()...)
	}
	return plan
}

// rows are rows of one table that are written many with one statement.
type rows struct {
	into string // table and columns
	wide int
	args []any
}

func (r *rows) add(row ...any) {
	r.wide = len(row)
	r.args = append(r.args, row...)
}

// mostArgs of a statement: SQLite's driver looks for each among all.
const mostArgs = 400

func (r rows) insert() (plan store.Plan) {
	for len(r.args) > 0 {
		n := min(len(r.args), mostArgs/r.wide*r.wide)
		plan = append(plan, store.Stmt{SQL: "INSERT INTO " + r.into + " VALUES " + placesOf(n, r.wide), Args: r.args[:n]})
		r.args = r.args[n:]
	}
	return plan
}

// placesOf are the parameters of n values in rows of so many: ($1, $2), ($3, $4).
func placesOf(n, wide int) string {
	var text strings.Builder
	for i := range n {
		switch {
		case i == 0:
			text.WriteString("(")
		case i%wide == 0:
			text.WriteString("), (")
		default:
			text.WriteString(", ")
		}
		fmt.Fprintf(&text, "$%d", i+1)
	}
	return text.String() + ")"
}
