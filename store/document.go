package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
)

// Written (成文) is one document as it was written: its content stays though calendar and
// directory move on.
type Written struct {
	CaseID int64
	Seq    int    // the fact it follows
	Place  int    // among the documents of the fact, from 0
	Name   string // notice.Document.Name
	Body   []byte // the notice.Document as JSON
	File   string // SHA-256 of the printed file in the file store; empty until it is made
	Fault  string // why it could not be printed, in English for the log and the keeper; empty otherwise
}

// Writing is all documents of one fact in their order, at least one: they are kept in one
// row, packed together, because each says much of what the others say.
type Writing []Written

// paperText is one document in the row's content.
type paperText struct {
	Name string          `json:"n"`
	Body json.RawMessage `json:"d"`
}

// outcome (印制结果) is what came of printing one document, in the row's note, which is packed too.
type outcome struct {
	File  string `json:"f,omitempty"`
	Fault string `json:"e,omitempty"`
}

// States of printing of a row.
const (
	toPrint = 0 // some document is to be printed
	printed = 1
	refused = 2 // tried, and some could not be
)

// Insert is the statement that keeps the documents; what is there already stays.
func (w Writing) Insert() Stmt { return follow(w[0].CaseID, w[0].Seq, 0, w) }

// Tell is the statement that tells the applicant of a fact (告知), once however often it is run,
// and keeps the documents that say it, if there are any.
func Tell(caseID int64, seq int, docs Writing) Stmt { return follow(caseID, seq, 1, docs) }

// follow keeps what follows a fact. A row without documents has nothing to print.
func follow(caseID int64, seq, told int, docs Writing) Stmt {
	state, body := printed, []byte{}
	if len(docs) > 0 {
		state, body = toPrint, pack(docs.Text())
	}
	return Stmt{
		SQL: `INSERT INTO writing (case_id, seq, told, state, printed, body) VALUES ($1, CAST($2 AS integer), CAST($3 AS smallint), CAST($4 AS smallint), $5, $6)
ON CONFLICT (case_id, seq) DO NOTHING`,
		Each: `($1, CAST($2 AS integer), CAST($3 AS smallint), CAST($4 AS smallint), $5, $6)`,
		Args: []any{caseID, seq, told, state, []byte{}, body},
	}
}

// Text is the row's content: [{"n":name,"d":document}, …]. Names and bodies are JSON as they
// come from the core, so that nothing is to be read again.
func (w Writing) Text() []byte {
	text := []byte{'['}
	for i, d := range w {
		if i > 0 {
			text = append(text, ',')
		}
		text = fmt.Appendf(text, `{"n":%q,"d":%s}`, d.Name, d.Body)
	}
	return append(text, ']')
}

// Note is the statement that notes the printed files, or why there are none.
func (w Writing) Note() Stmt {
	state, list := printed, make([]outcome, len(w))
	for i, d := range w {
		list[i] = outcome{d.File, d.Fault}
		switch {
		case d.File == "" && d.Fault == "":
			state = toPrint
		case d.File == "" && state != toPrint:
			state = refused
		}
	}
	note, err := json.Marshal(list)
	if err != nil {
		panic(err) // strings always marshal
	}
	return Stmt{
		SQL:  `UPDATE writing SET state = $1, printed = $2 WHERE case_id = $3 AND seq = $4`,
		Args: []any{state, pack(note), w[0].CaseID, w[0].Seq},
	}
}

// Documents reads what was written of a case, in the order of its facts.
func (s *Store) Documents(ctx context.Context, caseID int64) ([]Written, error) {
	list, err := s.writings(ctx, ` WHERE case_id = $1 ORDER BY seq`, caseID)
	return slices.Concat(list...), err
}

// Unprinted reads documents that are still to be printed, of at most so many facts, with
// those of the same facts that are printed already.
func (s *Store) Unprinted(ctx context.Context, most int) ([]Writing, error) {
	return s.writings(ctx, ` WHERE state = 0 ORDER BY case_id, seq LIMIT $1`, most)
}

// ToPrint tells whether any document is still to be printed.
func (s *Store) ToPrint(ctx context.Context) (bool, error) {
	any := false
	err := s.db.query(ctx, `SELECT seq FROM writing WHERE state = 0 LIMIT 1`, nil, func(Row) error { any = true; return nil })
	return any, err
}

// PrintAgain lets documents that could not be printed be tried once more: a font may have
// come, or a new version.
func (s *Store) PrintAgain(ctx context.Context) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE writing SET state = 0 WHERE state = 2`}})
}

func (s *Store) writings(ctx context.Context, where string, args ...any) ([]Writing, error) {
	var list []Writing
	err := s.db.query(ctx, `SELECT case_id, seq, printed, body FROM writing`+where, args, func(r Row) error {
		w, err := readWriting(r)
		list = append(list, w)
		return err
	})
	return list, err
}

func readWriting(r Row) (Writing, error) {
	var caseID int64
	var seq int
	var note, body []byte
	if err := r.Scan(&caseID, &seq, &note, &body); err != nil || len(body) == 0 {
		return nil, err
	}
	var texts []paperText
	var came []outcome
	text, err := unpack(body)
	if err == nil {
		err = json.Unmarshal(text, &texts)
	}
	if err == nil && len(note) > 0 {
		if note, err = unpack(note); err == nil {
			err = json.Unmarshal(note, &came)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("store: documents of fact %d of case %d: %w", seq, caseID, err)
	}
	w := make(Writing, len(texts))
	for i, t := range texts {
		w[i] = Written{CaseID: caseID, Seq: seq, Place: i, Name: t.Name, Body: t.Body}
		if i < len(came) {
			w[i].File, w[i].Fault = came[i].File, came[i].Fault
		}
	}
	return w, nil
}
