package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/store"
)

// Document (文书) is one document of a case with its printed file.
type Document struct {
	notice.Document
	File  string // sum of the printed file in the file store; empty until it is made
	Fault string // why it could not be printed, for the keeper; empty otherwise
}

// office is what the documents of a case are written with.
func (h *Hall) office(env casework.Env, given []notice.Number) notice.Office {
	return notice.Office{Env: env, Settings: h.Paper, Numbers: given}
}

// numbersFor lists the documents of a fact that take a number.
func (h *Hall) numbersFor(next casework.Case, fact casework.Fact, env casework.Env) []notice.Number {
	var list []notice.Number
	for _, d := range notice.Of(fact, next, h.office(env, nil)) {
		if d.Numbered() {
			list = append(list, notice.Number{Seq: d.Seq, Kind: d.Kind, Unit: d.Body, Family: d.Family, Year: d.Year})
		}
	}
	return list
}

// Documents gives the documents of a case, oldest first. What was written is shown as it was
// written; what the job has not come to yet follows from the facts.
func (h *Hall) Documents(ctx context.Context, rec store.Record) ([]Document, error) {
	kept, err := h.Store.Documents(ctx, rec.ID)
	if err != nil {
		return nil, err
	}
	written := map[int][]Document{}
	for _, k := range kept {
		d := Document{File: k.File, Fault: k.Fault}
		if err := json.Unmarshal(k.Body, &d.Document); err != nil {
			return nil, fmt.Errorf("app: document %s of fact %d: %w", k.Name, k.Seq, err)
		}
		written[k.Seq] = append(written[k.Seq], d)
	}
	fresh, err := h.derive(ctx, rec, func(seq int) bool { return written[seq] == nil })
	var out []Document
	for _, f := range rec.Facts {
		out = append(out, written[f.Seq]...)
		for _, d := range fresh[f.Seq] {
			out = append(out, Document{Document: d})
		}
	}
	return out, err
}

// NewestFirst is documents in the order of a list of them: the newest fact's first, and each fact's
// as they were written, so that a courtesy copy follows what it is a copy of.
func NewestFirst(docs []Document) []Document {
	return slices.SortedStableFunc(slices.Values(docs), func(a, b Document) int { return b.Seq - a.Seq })
}

// derive writes the documents of the facts that are wanted, by fact.
func (h *Hall) derive(ctx context.Context, rec store.Record, wanted func(seq int) bool) (map[int][]notice.Document, error) {
	env, err := h.env(rec.Case, system)
	if err != nil {
		return nil, err
	}
	given, err := h.Store.NumbersAfter(ctx, rec.ID, rec.Version)
	if err != nil {
		return nil, err
	}
	out := map[int][]notice.Document{}
	c := casework.Case{ID: rec.ID, No: rec.No, Query: rec.Query}
	for _, f := range rec.Facts {
		c = casework.Replay(c, f)
		if wanted(f.Seq) {
			env.Cal = env.Editions.At(f.At) // what the calendar said on its day
			out[f.Seq] = notice.Of(f, c, h.office(env, given))
		}
	}
	return out, nil
}

// WriteDocuments gives what keeps the documents of one fact as they are written
// today. It is done right after the act; done again it changes nothing.
func (h *Hall) WriteDocuments(ctx context.Context, caseID int64, seq int) (store.Writing, error) {
	rec, err := h.Store.CaseAfter(ctx, caseID, seq)
	if err != nil || seq > len(rec.Facts) || notice.Silent(rec.Facts[seq-1].Act) != "" {
		return nil, err
	}
	if rec, err = h.current(ctx, rec); err != nil {
		return nil, err
	}
	docs, err := h.derive(ctx, rec, func(n int) bool { return n == seq })
	if err != nil {
		return nil, err
	}
	var rows store.Writing
	for place, d := range docs[seq] {
		body, err := json.Marshal(d)
		if err != nil {
			return nil, err
		}
		rows = append(rows, store.Written{CaseID: caseID, Seq: seq, Place: place, Name: d.Name(), Body: body})
	}
	return rows, nil
}

// Document finds one document of a case by the fact it follows and its name.
func (h *Hall) Document(ctx context.Context, rec store.Record, seq int, name string) (Document, error) {
	docs, err := h.Documents(ctx, rec)
	for _, d := range docs {
		if d.Seq == seq && d.Name() == name {
			return d, err
		}
	}
	if err == nil {
		err = ErrNotFound
	}
	return Document{}, err
}

// Preview (预览) gives the documents that an act would leave, without doing it: what the
// applicant will get. The places of their numbers are open. Refusals are those of Do.
func (h *Hall) Preview(ctx context.Context, rec store.Record, cmd casework.Command, who org.Actor) ([]notice.Document, error) {
	env, err := h.acting(ctx, rec.Case, who)
	if err != nil {
		return nil, err
	}
	next, fact, err := casework.Decide(rec.Case, cmd, env)
	if err != nil {
		return nil, err
	}
	given, err := h.Store.Numbers(ctx, rec.ID)
	if err != nil {
		return nil, err
	}
	return notice.Of(fact, next, h.office(env, given)), nil
}

// Printed (成品) opens the printed file of a document; ErrNotFound until it is made.
func (h *Hall) Printed(ctx context.Context, d Document) (io.ReadSeekCloser, error) {
	if d.File == "" {
		return nil, ErrNotFound
	}
	return h.Files.Open(ctx, d.File)
}

// Voucher (收件凭证) is the document of the act that brought the case into the hall, in a
// language.
func (h *Hall) Voucher(ctx context.Context, rec store.Record, l notice.Lang) (Document, error) {
	docs, err := h.Documents(ctx, rec)
	for _, d := range docs {
		if d.Kind == notice.Receipt && d.Lang == l {
			return d, err
		}
	}
	if err == nil {
		err = ErrNotFound
	}
	return Document{}, err
}
