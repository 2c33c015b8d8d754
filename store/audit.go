package store

import (
	"context"
	"strconv"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
)

// Whole is all that is stored of a case, read as it stood at one moment.
type Whole struct {
	Record
	Facts   []StoredFact   // the history as it lies in the table
	FormSum string         // SHA-256 of the stored form, hex; empty without a form
	Task    *casework.Task // its first row of open work, nil when there is none
	Beside  string         // its further rows, see BesideText
	Unfound []string       // who applied by its facts and is not in the table of applicants
	Marks   string         // what all its rows say of how it came and of reminders, see MarksText
	Chases  string         // the demands on its units, see ChasesText
	Tallies string         // what its facts count for, see TalliesText
	Tick    period.Instant
	Stood   *Stood         // its place in a line, nil when it has none
	Later   period.Instant // when time acts on it though it is nobody's work; zero: never
	Licence *Licence       // its row of the register, nil when there is none

	version          int
	digest           int64
	item, acceptUnit string
}

// derive checks the chain, derives the case anew from its facts and compares the result
// with what the acts left in the other columns. The error is a *Broken.
func (w *Whole) derive() error {
	facts, err := Verify(w.ID, w.Facts, w.Head)
	if err != nil {
		return err
	}
	w.Record.Facts, w.Case = facts, replay(w.Case, facts)
	digest, err := digest(w.Case)
	broken := ""
	switch {
	case err != nil:
		return err
	case w.version != w.Version:
		broken = "version"
	case w.digest != digest:
		broken = "digest"
	case w.item != w.Item || w.acceptUnit != w.AcceptUnit || (w.No == "") == (w.Draft == ""):
		broken = "address"
	case !w.formFits():
		broken = "form"
	default:
		w.CreatedAt = w.Facts[0].At
		return nil
	}
	return &Broken{w.ID, w.version, broken}
}

// formFits: the stored form is the one the facts hold on to. Where no form was given there
// is none.
func (w *Whole) formFits() bool {
	if w.FormSum == "" {
		return w.Case.FormSum == "" || w.Case.FormSum == casework.FormSum(nil)
	}
	return w.FormSum == w.Case.FormSum
}

// The form comes with the last fact only, so that it is not sent with each.
const selectWhole = `SELECT c.id, c.version, COALESCE(c.no, ''), COALESCE(c.draft, ''), c.query_code, c.item, c.accept_unit,
c.head, c.digest, c.marks, c.chases, c.tallies, CASE WHEN f.seq = c.version THEN m.body END,
COALESCE(t.unit, ''), COALESCE(t.post, ''), COALESCE(t.due, 0), COALESCE(t.yellow, 0), COALESCE(t.last, 0),
COALESCE(t.since, 0), COALESCE(t.waiting, 0), COALESCE(t.act, ''), COALESCE(t.tick, 0), c.beside,
COALESCE(p.line, ''), COALESCE(p.at, 0), COALESCE(p.joined, 0), COALESCE(p.gone, 0), COALESCE(p.given, 0), COALESCE(n.tick, 0),
COALESCE(l.case_id, 0), COALESCE(l.no, ''), COALESCE(l.ident, ''), COALESCE(l.unit, ''), COALESCE(l.holder, ''), COALESCE(l.until, 0), COALESCE(l.gone, ''), COALESCE(l.renewing, 0),
COALESCE(f.seq, 0), COALESCE(f.at, 0), COALESCE(f.act, ''), f.body, COALESCE(f.hash, c.head)
FROM (SELECT s.*, COALESCE((SELECT string_agg(b.unit || ' ' || b.post || ' ' || b.since || ' ' || b.yellow || ' ' || b.due || ' ' || b.last || ' ' || b.waiting || ' ' || b.act, ';' ORDER BY b.n)
	FROM todo b WHERE b.case_id = s.id AND b.n > 0), '') AS beside,
	COALESCE((SELECT string_agg(b.channel || ' ' || b.urged, ';' ORDER BY b.n) FROM todo b WHERE b.case_id = s.id), '') AS marks,
	COALESCE((SELECT string_agg(h.seq || ' ' || h.unit || ' ' || h.issued || ' ' || h.due || ' ' || h.answered, ';' ORDER BY h.seq)
	FROM chase h WHERE h.case_id = s.id), '') AS chases,
	COALESCE((SELECT string_agg(` + tallyColumns + `, ';' ORDER BY g.seq) FROM tally g WHERE g.case_id = s.id), '') AS tallies FROM cases s WHERE id > $1 ORDER BY id LIMIT $2) c
LEFT JOIN facts f ON f.case_id = c.id
LEFT JOIN forms m ON m.case_id = c.id
LEFT JOIN todo t ON t.case_id = c.id AND t.n = 0
LEFT JOIN place p ON p.case_id = c.id
LEFT JOIN later n ON n.case_id = c.id
LEFT JOIN licence l ON l.case_id = c.id
ORDER BY c.id, f.seq`

// wholePage is how many cases are read by one statement.
const wholePage = 500

// EachWhole reads every case with its facts in order of identity, and derives each anew
// from its facts: one that comes out otherwise than it was left is a *Broken. Cases may
// change meanwhile: each is read as it stood at one moment.
func (s *Store) EachWhole(ctx context.Context, each func(Whole) error) error {
	for after := int64(0); ; {
		page, err := s.wholes(ctx, after)
		if err != nil || len(page) == 0 {
			return err
		}
		for i := range page {
			if err := page[i].derive(); err != nil {
				return err
			}
		}
		if err := s.appliedAll(ctx, page); err != nil {
			return err
		}
		for _, w := range page {
			if err := each(w); err != nil {
				return err
			}
		}
		after = page[len(page)-1].ID
	}
}

// appliedAll notes of the cases of a page who applied and is not in the table of applicants.
// Rows are never taken away, so that later ones do no harm.
func (s *Store) appliedAll(ctx context.Context, page []Whole) error {
	type applied struct {
		id    int64
		party string
	}
	var want []applied
	at := map[int64]int{}
	var parties []any
	for i, w := range page {
		at[w.ID] = i
		for _, f := range w.Record.Facts {
			if id, applies := casework.Applying(f.Body); applies && id != "" {
				want = append(want, applied{w.ID, catalog.NormalNumber(id)})
				parties = append(parties, catalog.NormalNumber(id))
			}
		}
	}
	if len(want) == 0 {
		return nil
	}
	places := make([]string, len(parties))
	for i := range parties {
		places[i] = "$" + strconv.Itoa(i+3)
	}
	there := map[applied]bool{}
	err := s.db.query(ctx, `SELECT case_id, party FROM applied WHERE case_id >= $1 AND case_id <= $2 AND party IN (`+strings.Join(places, ", ")+`)`,
		append([]any{page[0].ID, page[len(page)-1].ID}, parties...), func(r Row) error {
			var a applied
			err := r.Scan(&a.id, &a.party)
			there[a] = true
			return err
		})
	for _, a := range want {
		if w := &page[at[a.id]]; !there[a] {
			w.Unfound = append(w.Unfound, a.party)
		}
	}
	return err
}

func (s *Store) wholes(ctx context.Context, after int64) ([]Whole, error) {
	var page []Whole
	err := s.db.query(ctx, selectWhole, []any{after, wholePage}, func(r Row) error {
		row, err := readWhole(r)
		if n := len(page); err == nil && n > 0 && page[n-1].ID == row.ID {
			row.Facts = append(page[n-1].Facts, row.Facts...)
			page[n-1] = row
			return nil
		}
		page = append(page, row)
		return err
	})
	return page, err
}

// readWhole reads one row: the case and one of its facts.
func readWhole(r Row) (w Whole, err error) {
	var due, yellow, last, since, waiting, tick, later, licensed, until, renewing int64
	var l Licence
	var gone string
	var head, form []byte
	var unit, post, act string
	var stood Stood
	var stoodAt int64
	fact, err := readFact(r, &w.ID, &w.version, &w.No, &w.Draft, &w.Query, &w.item, &w.acceptUnit, &head, &w.digest, &w.Marks, &w.Chases, &w.Tallies, &form,
		&unit, &post, &due, &yellow, &last, &since, &waiting, &act, &tick, &w.Beside,
		&stood.Line, &stoodAt, &stood.Joined, &stood.Gone, &stood.Given, &later,
		&licensed, &l.No, &l.Ident, &l.Unit, &l.Holder, &until, &gone, &renewing)
	copy(w.Head[:], head)
	w.Tick, w.Later = period.Instant(tick), period.Instant(later)
	if licensed != 0 {
		l.Until, l.Gone, l.Renewing = period.Date(until), casework.LicenceState(gone), renewing == 1
		w.Licence = &l
	}
	if stood.Line != "" {
		stood.CaseID, stood.No, stood.At = w.ID, w.No, period.Instant(stoodAt)
		w.Stood = &stood
	}
	if fact.Seq > 0 {
		w.Facts = []StoredFact{fact}
	}
	if unit != "" {
		t := task(unit, post, act, due, yellow, last, since, waiting)
		w.Task = &t
	}
	if len(form) > 0 {
		w.FormSum = "unreadable"
		if text, err := unpack(form); err == nil {
			w.FormSum = casework.FormSum(text)
		}
	}
	return w, err
}

// Strays counts facts, forms and open work that belong to no case, and document numbers and
// documents that belong to no fact: there should be none.
func (s *Store) Strays(ctx context.Context) (int, error) {
	var n int
	err := s.one(ctx, `SELECT
(SELECT count(*) FROM facts f WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = f.case_id)) +
(SELECT count(*) FROM forms f WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = f.case_id)) +
(SELECT count(*) FROM later t WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = t.case_id)) +
(SELECT count(*) FROM licence t WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = t.case_id)) +
(SELECT count(*) FROM published t WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = t.case_id)) +
(SELECT count(*) FROM hearing_notice t WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = t.case_id)) +
(SELECT count(*) FROM question q WHERE q.case_id > 0 AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = q.case_id)) +
(SELECT count(*) FROM rating t WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = t.case_id)) +
(SELECT count(*) FROM todo t WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = t.case_id)) +
(SELECT count(*) FROM applied a WHERE NOT EXISTS (SELECT 1 FROM facts f WHERE f.case_id = a.case_id AND f.act IN ('receive', 'submit'))) +
(SELECT count(*) FROM chase h WHERE NOT EXISTS (SELECT 1 FROM facts f WHERE f.case_id = h.case_id AND f.seq = h.seq AND f.act = 'chase')) +
(SELECT count(*) FROM tally g WHERE NOT EXISTS (SELECT 1 FROM facts f WHERE f.case_id = g.case_id AND f.seq = g.seq)) +
(SELECT count(*) FROM stood_in x WHERE NOT EXISTS (SELECT 1 FROM facts f WHERE f.case_id = x.case_id AND f.seq = x.seq)) +
(SELECT count(*) FROM place p WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = p.case_id)) +
(SELECT count(*) FROM doc_number d WHERE NOT EXISTS (SELECT 1 FROM facts f WHERE f.case_id = d.case_id AND f.seq = d.seq)) +
(SELECT count(*) FROM writing d WHERE NOT EXISTS (SELECT 1 FROM facts f WHERE f.case_id = d.case_id AND f.seq = d.seq))`, nil, &n)
	return n, err
}
