package job

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"yimen/app"
	"yimen/core/period"
	"yimen/core/watch"
	"yimen/store"
)

// ForHall sets a runner up with all the work of the hall.
func ForHall(hall *app.Hall, log *slog.Logger) *Runner {
	work := &hallWork{Hall: hall, log: log}
	return New(Config{
		Store: hall.Store, Now: hall.Now, Log: log,
		Gather: 20 * time.Millisecond,
		Kinds: map[string]Kind{
			app.JobMessage:  {Do: work.message, Light: true},
			app.JobDocument: {Do: work.document, Light: true},
			app.JobStaff:    {Do: work.staff, Light: true},
			app.JobRecount:  {Do: work.recount, Solo: true},
			app.JobRelight:  {Do: work.relight, Solo: true},
			app.JobTally:    {Do: walked(work.Tally), Solo: true},
			app.JobLeftWork: {Do: walked(work.LeaveWork), Solo: true},
			app.JobRenewal:  {Do: work.renewal},
		},
		Routines: []Routine{
			{Name: "clock", Next: Every(time.Minute), Do: work.clock},
			{Name: "visits", Next: Every(time.Minute), Do: work.EndVisits},
			{Name: "alarms", Next: Every(5 * time.Minute), Do: work.RaiseAlarms},
			{Name: "printing", Next: Every(time.Second), Wanted: work.toPrint, Do: work.print},
			{Name: "printing again", Next: DailyAt(3, 0), Do: work.Store.PrintAgain},
			{Name: "audit", Next: DailyAt(2, 30), Do: work.audit},
			{Name: "cleaning", Next: DailyAt(3, 30), Do: work.clean},
			{Name: "reminders", Next: DailyAt(8, 30), Do: work.RemindCalls, Again: 10 * time.Minute},
			{Name: "sending", Next: Every(time.Second), Wanted: work.toSend, Do: work.send, Apart: true},
			{Name: "undelivered", Next: DailyAt(8, 0), Do: work.digest, Apart: true, Again: 10 * time.Minute},
		},
	})
}

// hallWork is the routines of a hall.
type hallWork struct {
	*app.Hall
	log   *slog.Logger
	lacks atomic.Bool // it was said that this machine can't print
	owed  struct {    // who is still to be told of the failures of the last day; one turn at a time
		day period.Date
		to  []string
	}
}

// clock lets time act on every case for which a period is over (时间经过).
func (w *hallWork) clock(ctx context.Context) error { return w.TickAll(ctx) }

// recount reckons open cases anew with an arrangement of holidays that came in (期限重算).
func (w *hallWork) recount(ctx context.Context, j store.Job) (store.Plan, error) {
	var r app.Recounting
	if err := json.Unmarshal([]byte(j.Payload), &r); err != nil || r.Edition == 0 {
		return nil, fmt.Errorf("%w: payload %q", ErrHopeless, j.Payload)
	}
	return w.Recount(ctx, r)
}

// renewal writes on the file of a licence what became of an application about it.
func (w *hallWork) renewal(ctx context.Context, j store.Job) (store.Plan, error) {
	var n app.Notice
	if err := json.Unmarshal([]byte(j.Payload), &n); err != nil || n.Case == 0 {
		return nil, fmt.Errorf("%w: payload %q", ErrHopeless, j.Payload)
	}
	return nil, w.NoteRenewal(ctx, n.Case)
}

// relight reckons open work anew with other thresholds of the lights.
func (w *hallWork) relight(ctx context.Context, j store.Job) (store.Plan, error) {
	var r app.Relighting
	if err := json.Unmarshal([]byte(j.Payload), &r); err != nil || r.To == "" {
		return nil, fmt.Errorf("%w: payload %q", ErrHopeless, j.Payload)
	}
	return w.Relight(ctx, r)
}

// walked does a stretch of a job that goes through all cases.
func walked(do func(context.Context, app.Walking) (store.Plan, error)) Handler {
	return func(ctx context.Context, j store.Job) (store.Plan, error) {
		var w app.Walking
		if err := json.Unmarshal([]byte(j.Payload), &w); err != nil {
			return nil, fmt.Errorf("%w: payload %q", ErrHopeless, j.Payload)
		}
		return do(ctx, w)
	}
}

// audit checks every case against its facts, and the facts against the law (夜间审计). What
// is only late is counted, what is odd or worse becomes an alarm; yimen audit --findings lists all.
func (w *hallWork) audit(ctx context.Context) error {
	found := map[watch.Severity]int{}
	var raised error
	cases, err := w.AuditEach(ctx, func(f app.Found) {
		found[f.Severity]++
		raised = errors.Join(raised, w.RaiseFinding(ctx, f))
	})
	w.log.Info("audit", "cases", cases, "broken", found[watch.Broken], "late", found[watch.Late], "odd", found[watch.Odd])
	return errors.Join(err, raised)
}

// How long what is only needed for a while is kept, in days.
const (
	keysKept     = 7       // idempotency keys
	attemptsKept = 90      // attempts to sign in
	staffTold    = 90      // what staff were told
	formsTold    = 3 * 365 // of what forms they were told, which is the round's record
)

// clean removes what is past its time: drafts nobody thought of, files nobody needs, keys, sessions,
// attempts to sign in, codes.
func (w *hallWork) clean(ctx context.Context) error {
	drafts, err := w.DropOldDrafts(ctx)
	files, filesErr := w.RemoveFiles(ctx)
	w.log.Info("cleaning", "drafts", drafts, "files", files)
	daysAgo := func(n int) period.Instant { return period.StartOf(w.Now().Date().Add(-n)) }
	return errors.Join(err, filesErr,
		w.Store.ForgetKeys(ctx, w.Now().Date().Add(-keysKept)),
		w.Store.ForgetAttempts(ctx, daysAgo(attemptsKept)),
		w.Store.Sessions(w.Now).Expire(ctx),
		w.Store.ForgetSignedIn(ctx),
		w.Store.ForgetStaffMessages(ctx, daysAgo(staffTold), daysAgo(formsTold)),
		w.Store.ForgetCounters(ctx, daysAgo(app.CounterKept)),
		w.Store.ForgetPhoneCodes(ctx, w.Now().Date()),
	)
}
