package job

import (
	"context"
	"encoding/json"
	"fmt"

	"yimen/app"
	"yimen/store"
)

// message tells the applicant of a fact (告知申请人), with the documents that say it.
func (w *hallWork) message(ctx context.Context, j store.Job) (store.Plan, error) {
	n, err := noticeOf(j)
	if err != nil {
		return nil, err
	}
	plan, err := w.written(ctx, n)
	if err != nil {
		return nil, err
	}
	rec, err := w.Store.CaseAfter(ctx, n.Case, n.Seq)
	if err != nil || n.Seq > len(rec.Facts) {
		return nil, err
	}
	f := rec.Facts[n.Seq-1]
	plan = append(plan, store.Tell(j.ID, n.Case, f).Insert())
	plan = append(plan, w.told(rec.Case, f)...)
	return append(plan, w.TellStaff(rec.Case, f, n.Calls)...), nil
}

// document keeps the documents of a fact.
func (w *hallWork) document(ctx context.Context, j store.Job) (store.Plan, error) {
	n, err := noticeOf(j)
	if err != nil {
		return nil, err
	}
	plan, err := w.written(ctx, n)
	if err != nil {
		return nil, err
	}
	more, err := w.called(ctx, n)
	return append(plan, more...), err
}

// staff tells staff of a fact of which nobody else is told.
func (w *hallWork) staff(ctx context.Context, j store.Job) (store.Plan, error) {
	n, err := noticeOf(j)
	if err != nil {
		return nil, err
	}
	return w.called(ctx, n)
}

// called is what staff are told of a fact.
func (w *hallWork) called(ctx context.Context, n app.Notice) (store.Plan, error) {
	if len(n.Calls) == 0 {
		return nil, nil
	}
	rec, err := w.Store.CaseAfter(ctx, n.Case, n.Seq)
	if err != nil || n.Seq > len(rec.Facts) {
		return nil, err
	}
	return w.TellStaff(rec.Case, rec.Facts[n.Seq-1], n.Calls), nil
}

func noticeOf(j store.Job) (n app.Notice, err error) {
	if err := json.Unmarshal([]byte(j.Payload), &n); err != nil || n.Case == 0 || n.Seq == 0 {
		return n, fmt.Errorf("%w: payload %q", ErrHopeless, j.Payload)
	}
	return n, nil
}

// written keeps the documents of a fact as they are on its day (成文).
func (w *hallWork) written(ctx context.Context, n app.Notice) (store.Plan, error) {
	docs, err := w.WriteDocuments(ctx, n.Case, n.Seq)
	if err != nil || len(docs) == 0 {
		return nil, err
	}
	return store.Plan{docs.Insert()}, nil
}
