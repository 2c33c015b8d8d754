package app

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// File (案卷) is everything a page shows of one case.
type File struct {
	store.Record
	Item    *catalog.Item
	Form    json.RawMessage // what was filled in; nil when nothing
	Clocks  []Clock
	Task    *casework.Task  // whose turn it is; nil: nobody's in the hall
	Beside  []casework.Task // who else has work on it at the same time (并联)
	Offered []org.Act       // what the reader may do now

	HearingFirst period.Date            // the earliest day of a hearing of which all get the notice today; zero = none is to be held
	HearingShort *casework.HearingShort // who had the notice of a hearing too late for its day; nil = nobody

	Line *casework.Standing // of a case that waits for one of a limited number; nil = it does not
}

// Clock (时限) is one clock with what it says today.
type Clock struct {
	casework.Running
	Due   period.Due
	Left  int // see period.Calendar.Left
	Light casework.Light
}

// ErrNoRight says that the reader may not see what he asked for. Staff are told the same of a case that is
// not there: from who may not read a case nobody shall learn whether a number is one.
var ErrNoRight = errors.New("app: no right to read it")

// readable finds a case for who may read it, with the ground on which he may.
func (h *Hall) readable(ctx context.Context, no string, who org.Actor) (store.Record, org.Right, error) {
	rec, err := h.Store.CaseByNo(ctx, no)
	if err != nil {
		return store.Record{}, org.Right{}, hidden(err, who)
	}
	right, ok := h.Directory().May(who, org.Read, rec.Target(h.Today()))
	if !ok {
		return store.Record{}, org.Right{}, ErrNoRight
	}
	return rec, right, nil
}

// hidden is what somebody is told of a case that was not found.
func hidden(err error, who org.Actor) error {
	if who.Kind == org.ByStaff && errors.Is(err, store.ErrNotFound) {
		return ErrNoRight
	}
	return err
}

// Seen reads a case as staff looked at it, for the form of an act; seen is the version, zero: as it is now.
func (h *Hall) Seen(ctx context.Context, no string, seen int) (store.Record, error) {
	rec, err := h.Store.CaseSeen(ctx, no, seen)
	return rec, hidden(err, org.Actor{Kind: org.ByStaff})
}

// Open reads the whole file of a case for a reader: staff by their posts (org.May, act
// Read), the applicant by his identity. Every read by staff is logged with its ground.
func (h *Hall) Open(ctx context.Context, no string, who org.Actor) (File, error) {
	rec, right, err := h.readable(ctx, no, who)
	if err != nil {
		return File{}, err
	}
	if who.Kind == org.ByStaff {
		if err := h.logRead(ctx, rec.ID, who, right); err != nil {
			return File{}, err
		}
	}
	if rec, err = h.current(ctx, rec); err != nil {
		return File{}, err
	}
	return h.file(ctx, rec, who)
}

// OpenDraft reads a draft by its code.
func (h *Hall) OpenDraft(ctx context.Context, code string) (File, error) {
	rec, err := h.Store.CaseByDraft(ctx, code)
	if err != nil {
		return File{}, err
	}
	return h.file(ctx, rec, drafter(code))
}

// ErrWrongCode says that number and query code don't belong together. It does not say
// whether the number exists.
var ErrWrongCode = errors.New("app: number and query code do not fit")

// Track reads a case for its applicant, known by number and query code. Wrong codes are
// counted for each number by the caller's limiter.
func (h *Hall) Track(ctx context.Context, no, query string) (File, error) {
	rec, err := h.Store.CaseByNo(ctx, no)
	if err == nil {
		rec, err = h.current(ctx, rec)
	}
	if errors.Is(err, store.ErrNotFound) || err == nil && subtle.ConstantTimeCompare([]byte(rec.Query), []byte(query)) != 1 {
		return File{}, ErrWrongCode
	}
	if err != nil {
		return File{}, err
	}
	return h.file(ctx, rec, Applicant(rec.Case))
}

// Applicant is the actor in whose name the applicant of a case acts.
func Applicant(c casework.Case) org.Actor {
	return org.Actor{Kind: org.ByApplicant, No: c.Applicant.ID, Name: c.Applicant.Name}
}

func (h *Hall) file(ctx context.Context, rec store.Record, who org.Actor) (File, error) {
	env, err := h.lined(ctx, rec.Case, who)
	if err != nil {
		return File{}, err
	}
	f := File{Record: rec, Item: env.Item, Line: env.Line}
	if f.Form, err = h.Store.Form(ctx, rec.ID); err != nil && !errors.Is(err, store.ErrNotFound) {
		return File{}, err
	}
	if work := casework.Work(rec.Case, env); len(work) > 0 {
		f.Task, f.Beside = &work[0], work[1:]
	}
	f.Offered = casework.Offered(rec.Case, env)
	f.Clocks = clocks(rec.Case, env)
	f.HearingShort = rec.HearingTooLate(env)
	if rec.Hearing.Due() {
		f.HearingFirst = env.FirstHearing(env.Now.Date())
	}
	return f, nil
}

func clocks(c casework.Case, env casework.Env) []Clock {
	var out []Clock
	today := env.Now.Date()
	for _, r := range c.Clocks(env.Item, env.Rules) {
		out = append(out, clock(r, env.Cal, today, c.ClockLight(r, env)))
	}
	return out
}

func clock(r casework.Running, cal *period.Calendar, today period.Date, light casework.Light) Clock {
	return Clock{Running: r, Due: cal.Due(r.Clock), Left: cal.Left(r.Clock, today), Light: light}
}
