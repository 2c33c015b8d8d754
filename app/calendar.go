package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// Announcement (放假安排) is what somebody brings in: a calendar file, and the notice it is
// taken from.
type Announcement struct {
	Name    string      // of the file
	Body    []byte      // as core/period/README.md has it
	Paper   string      // 文号: 国办发明电〔2025〕7号
	PaperOn period.Date // its date
	Reason  string      // why it is brought in
}

// Errors of the calendar's administration.
var (
	ErrNotAdministrator = errors.New("app: only an administrator may")
	ErrSamePerson       = errors.New("app: who brought the arrangement in can't confirm it")
	ErrEnded            = errors.New("app: the proposal was confirmed or rejected before")
)

// mostText is the longest 文号, reason or remark, in characters.
const mostText = 500

// Administers tells whether somebody is 系统管理员 today.
func (h *Hall) Administers(staff string) bool {
	return slices.ContainsFunc(h.Directory().HoldingsOf(staff, h.Today()), func(o org.Holding) bool { return o.Post == org.Administrator })
}

// Keeps tells whether somebody keeps the catalogue today (目录管理岗).
func (h *Hall) Keeps(staff string) bool {
	return slices.ContainsFunc(h.Directory().HoldingsOf(staff, h.Today()), func(o org.Holding) bool { return o.Post == org.Keeper })
}

// Propose (报审) keeps an arrangement until a second person has looked at it. What is wrong
// with it comes as Problems: the file by line, year and field, the rest by its name.
func (h *Hall) Propose(ctx context.Context, a Announcement, staff string) (store.Proposal, error) {
	if !h.Administers(staff) {
		return store.Proposal{}, ErrNotAdministrator
	}
	if err := h.checkAnnouncement(a); err != nil {
		return store.Proposal{}, err
	}
	now := h.Now()
	p := store.Proposal{ID: store.NewID(now), At: now, By: staff, Paper: strings.TrimSpace(a.Paper), PaperOn: a.PaperOn,
		Reason: strings.TrimSpace(a.Reason), Name: a.Name, Body: a.Body}
	return p, h.Store.AddProposal(ctx, p)
}

func (h *Hall) checkAnnouncement(a Announcement) error {
	var all Problems
	need := func(ok bool, field, code string, args ...string) {
		if !ok {
			all = append(all, Problem{File: a.Name, Field: field, Code: code, Args: args})
		}
	}
	for _, text := range []struct{ field, value string }{{"paper", a.Paper}, {"reason", a.Reason}} {
		need(strings.TrimSpace(text.value) != "", text.field, "required")
		need(len([]rune(text.value)) <= mostText, text.field, "tooLong", "max", fmt.Sprint(mostText))
	}
	need(!a.PaperOn.IsZero(), "paperOn", "required")
	need(a.PaperOn <= h.Today(), "paperOn", "dayInFuture")
	_, err := h.newest().With(a.Name, a.Body)
	var fault *period.FileError
	if errors.As(err, &fault) {
		all = append(all, Problem{File: fault.File, Line: fault.Line, Field: calendarField(fault), Code: fault.Rule, Args: []string{"value", fault.Value}})
	} else if err != nil {
		return err
	}
	if len(all) > 0 {
		return all
	}
	return nil
}

// calendarField is where a file is wrong: 2027.off.
func calendarField(f *period.FileError) string {
	return strings.Trim(f.Year+"."+f.Field, ".")
}

// newest is the last edition, also one that counts only in a moment.
func (h *Hall) newest() *period.Calendar {
	all := h.cal.Load().Editions
	return all[len(all)-1].Calendar
}

// DaysMoved lists the days that an arrangement puts otherwise than they are known now, in the
// years it speaks of and the weeks around them.
func (h *Hall) DaysMoved(p store.Proposal) ([]period.Shift, error) {
	next, err := h.newest().With(p.Name, p.Body)
	if err != nil {
		return nil, err
	}
	years, err := period.YearsOf(p.Name, p.Body)
	if err != nil {
		return nil, err
	}
	first, last := years[0], years[len(years)-1]
	return h.newest().Shifts(next, period.NewDate(first-1, 12, 1), period.NewDate(last+1, 1, 31)), nil
}

// CaseShift (办件届满日变动) is an open case with the days that an arrangement would move, and
// the days of the arrangement that make it so.
type CaseShift struct {
	store.Record
	Moved []casework.Moved
	Why   []period.Shift
	Next  *period.Calendar // with the arrangement
}

// Running are the limits that still run; the others keep their days.
func (s CaseShift) Running() (all []casework.Moved) {
	for _, m := range s.Moved {
		if !m.Fixed {
			all = append(all, m)
		}
	}
	return all
}

// Foresee (预演) lists what an arrangement would do to the open cases today, in the order of
// their identity, and how many were looked at. each is called for every case that moves.
func (h *Hall) Foresee(ctx context.Context, p store.Proposal, each func(CaseShift)) (looked int, err error) {
	next, err := h.newest().With(p.Name, p.Body)
	if err != nil {
		return 0, err
	}
	for after := int64(0); ; {
		ids, err := h.Store.OpenCases(ctx, after, stretch)
		if err != nil || len(ids) == 0 {
			return looked, err
		}
		for _, id := range ids {
			rec, err := h.Store.Case(ctx, id)
			if err != nil {
				return looked, err
			}
			shift, err := h.shift(rec, next)
			if err != nil {
				return looked, err
			}
			if len(shift.Moved) > 0 {
				each(shift)
			}
		}
		looked, after = looked+len(ids), ids[len(ids)-1]
	}
}

// shift is what a calendar would do to a case that is reckoned with today's.
func (h *Hall) shift(rec store.Record, next *period.Calendar) (CaseShift, error) {
	env, err := h.env(rec.Case, system)
	if err != nil {
		return CaseShift{}, err
	}
	now := h.newest()
	env.Cal, env.Editions = next, period.Always(now)
	s := CaseShift{Record: rec, Moved: rec.Moves(env), Next: next}
	if len(s.Moved) == 0 {
		return s, nil
	}
	first, last := s.Moved[0].From, s.Moved[0].New
	for _, m := range s.Moved {
		first, last = min(first, m.From), max(last, m.Old, m.New)
	}
	s.Why = now.Shifts(next, first, last)
	return s, nil
}

// grace is how long after its confirmation an arrangement begins to count, in milliseconds:
// by then every process of the hall has read it, so that no two of them reckon differently.
const grace = 10_000

// Confirm (审定) puts an arrangement into force: by a second person, who is answerable for the
// days. Lapses that are due are written down first, as the calendar was until now.
func (h *Hall) Confirm(ctx context.Context, id int64, staff, remark string) (store.Proposal, error) {
	p, err := h.ending(ctx, id, staff, remark)
	if err != nil {
		return p, err
	}
	if p.By == staff {
		return p, ErrSamePerson
	}
	if err := h.TickAll(ctx); err != nil {
		return p, err
	}
	if err := h.Reload(ctx); err != nil {
		return p, err
	}
	if err := h.checkAnnouncement(Announcement{p.Name, p.Body, p.Paper, p.PaperOn, p.Reason}); err != nil {
		return p, err // another one came meanwhile, and they don't fit
	}
	now, known := h.Now(), h.cal.Load().Editions
	p.Outcome, p.Seq, p.From = store.Confirmed, len(known), min(now+grace, period.StartOf(now.Date()+1))
	p.From = max(p.From, known[len(known)-1].From) // a clock put back makes no edition older than the one before
	err = h.Store.EndProposal(ctx, p, recountJob(Recounting{Edition: p.Seq}, h, true, p))
	if err = ended(err); err != nil {
		return p, err
	}
	return p, h.Reload(ctx)
}

// Reject (不予采用) ends a proposal without effect; who brought it in may take it back so.
func (h *Hall) Reject(ctx context.Context, id int64, staff, remark string) (store.Proposal, error) {
	p, err := h.ending(ctx, id, staff, remark)
	if err != nil {
		return p, err
	}
	if p.Remark == "" {
		return p, Problems{{Field: "remark", Code: "required"}}
	}
	p.Outcome = store.Rejected
	return p, ended(h.Store.EndProposal(ctx, p))
}

// ending reads a proposal that somebody wants to end, and whether he may.
func (h *Hall) ending(ctx context.Context, id int64, staff, remark string) (store.Proposal, error) {
	if !h.Administers(staff) {
		return store.Proposal{}, ErrNotAdministrator
	}
	p, err := h.Store.Proposal(ctx, id)
	switch {
	case err != nil:
		return p, err
	case p.Outcome != store.Waiting:
		return p, ErrEnded
	case len([]rune(remark)) > mostText:
		return p, Problems{{Field: "remark", Code: "tooLong", Args: []string{"max", fmt.Sprint(mostText)}}}
	}
	p.EndedAt, p.EndedBy, p.Remark = h.Now(), staff, strings.TrimSpace(remark)
	return p, nil
}

func ended(err error) error {
	if errors.Is(err, store.ErrConflict) {
		return ErrEnded
	}
	return err
}

// TickAll lets time act on every case for which a period is over. One case that can't be
// ticked does not hold up the others.
func (h *Hall) TickAll(ctx context.Context) error {
	var errs []error
	for after := int64(0); ; {
		page, err := h.Store.Ticking(ctx, h.Now(), after, stretch)
		if err != nil {
			return errors.Join(append(errs, err)...)
		}
		for _, due := range page {
			if err := h.tickCase(ctx, due.No); err != nil {
				errs = append(errs, fmt.Errorf("case %s: %w", due.No, err))
			}
			after = due.CaseID
		}
		if len(page) < stretch || ctx.Err() != nil {
			return errors.Join(append(errs, ctx.Err())...)
		}
	}
}

// tickCase lets time act on one case, unless somebody has acted on it meanwhile.
func (h *Hall) tickCase(ctx context.Context, no string) error {
	_, err := h.Do(ctx, no, 0, casework.Tick{}, system)
	var refusal casework.Refusal
	var stale *Stale
	if errors.As(err, &refusal) || errors.As(err, &stale) {
		return nil
	}
	return err
}

// Years lists the years that are known, newest first.
func (h *Hall) Years() []int {
	cal := h.newest()
	var all []int
	for y := cal.LastYear(); y >= cal.FirstYear(); y-- {
		all = append(all, y)
	}
	return all
}

// NewestCalendar is the calendar with everything that was confirmed, also what counts only
// in a moment: what a new arrangement is laid over.
func (h *Hall) NewestCalendar() *period.Calendar { return h.newest() }

// earliest orders proposals: those that wait first, then the newest.
func earliest(a, b store.Proposal) int {
	waits := func(p store.Proposal) int {
		if p.Outcome == store.Waiting {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(waits(a), waits(b)), cmp.Compare(b.ID, a.ID))
}

// Proposals lists every arrangement that was brought in: those that wait first.
func (h *Hall) Proposals(ctx context.Context) ([]store.Proposal, error) {
	all, err := h.Store.Proposals(ctx)
	slices.SortFunc(all, earliest)
	return all, err
}
