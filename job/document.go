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
	docs, err := w.WriteDocuments(ctx, n.Case, n.Seq)
	if err != nil {
		return nil, err
	}
	rec, err := w.Store.CaseAfter(ctx, n.Case, n.Seq)
	if err != nil || n.Seq > len(rec.Facts) {
		return nil, err
	}
	f := rec.Facts[n.Seq-1]
	plan := append(store.Plan{store.Tell(n.Case, n.Seq, docs)}, w.told(rec.Case, f)...)
	return append(plan, w.TellStaff(j.ID, rec.Case, f, n.Calls)...), nil
}

// document keeps the documents of a fact.
func (w *hallWork) document(ctx context.Context, j store.Job) (store.Plan, error) {
	n, err := noticeOf(j)
	if err != nil {
		return nil, err
	}
	docs, err := w.WriteDocuments(ctx, n.Case, n.Seq)
	if err != nil {
		return nil, err
	}
	plan, err := w.called(ctx, j, n)
	if len(docs) > 0 {
		plan = append(store.Plan{docs.Insert()}, plan...)
	}
	return plan, err
}

// staff tells staff of a fact of which nobody else is told.
func (w *hallWork) staff(ctx context.Context, j store.Job) (store.Plan, error) {
	n, err := noticeOf(j)
	if err != nil {
		return nil, err
	}
	return w.called(ctx, j, n)
}

// called is what staff are told of a fact.
func (w *hallWork) called(ctx context.Context, j store.Job, n app.Notice) (store.Plan, error) {
	if len(n.Calls) == 0 {
		return nil, nil
	}
	rec, err := w.Store.CaseAfter(ctx, n.Case, n.Seq)
	if err != nil || n.Seq > len(rec.Facts) {
		return nil, err
	}
	return w.TellStaff(j.ID, rec.Case, rec.Facts[n.Seq-1], n.Calls), nil
}

func noticeOf(j store.Job) (n app.Notice, err error) {
	if err := json.Unmarshal([]byte(j.Payload), &n); err != nil || n.Case == 0 || n.Seq == 0 {
		return n, fmt.Errorf("%w: payload %q", ErrHopeless, j.Payload)
	}
	return n, nil
}
