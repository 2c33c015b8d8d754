package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
)

// Stale (案卷已变动) says that somebody acted on the case since the page was made. Record is
// the case as it stands, Last what was done to it.
type Stale struct {
	Record store.Record
	Last   casework.Fact
}

func (s *Stale) Error() string {
	return fmt.Sprintf("case %s: %s was done first by %s", s.Record.No, s.Last.Act, s.Last.By.No)
}

// ErrUnknownItem says that no version of the item is in force.
var ErrUnknownItem = errors.New("app: no such item in force")

// Do does one act on the case with the number. seen is the version that the doer looked
// at, zero if he looked at none: when the case has moved on the answer is *Stale. Other
// errors: casework.Refusal, casework.Invalid, store.ErrNotFound, for staff ErrNoRight. When it returns nil the
// case, its fact and the follow-up work are on disk.
func (h *Hall) Do(ctx context.Context, no string, seen int, cmd casework.Command, who org.Actor) (store.Record, error) {
	rec, err := h.Store.CaseSeen(ctx, no, seen)
	if err != nil {
		return store.Record{}, hidden(err, who)
	}
	return h.do(ctx, rec, seen, cmd, who, nil)
}

// attempts is how often an act is decided again because time acted first.
const attempts = 3

// do lets time act first where a lapse is due, so that no late job can change what the
// law says, and before it the calendar where an arrangement of holidays came in; then it
// does the act.
func (h *Hall) do(ctx context.Context, rec store.Record, seen int, cmd casework.Command, who org.Actor, key *string, also ...store.Stmt) (store.Record, error) {
	for range attempts {
		if seen != 0 && seen != rec.Version {
			return store.Record{}, h.stale(ctx, rec.ID)
		}
		moved, lapsed, err := h.overtaken(rec.Case)
		switch {
		case err != nil:
			return store.Record{}, err
		case moved:
			rec, err = h.recount(ctx, rec)
		case lapsed && cmd.Act() != org.Tick:
			rec, err = h.tick(ctx, rec)
		default:
			saved, err := h.once(ctx, rec, cmd, who, key, also)
			if !overtaken(err) && !errors.Is(err, errLineMoved) {
				return saved, err
			}
		}
		if err != nil {
			return store.Record{}, err
		}
	}
	return store.Record{}, h.stale(ctx, rec.ID)
}

// Yours is a casework.Refusal where an act could be done now on a case, and not by this actor.
func (h *Hall) Yours(c casework.Case, act org.Act, who org.Actor) error {
	env, err := h.env(c, who)
	if err != nil {
		return err
	}
	return casework.Yours(c, act, env)
}

// overtaken tells what must come before anybody acts on the case: days that an arrangement of
// holidays moved, or a lapse.
func (h *Hall) overtaken(c casework.Case) (moved, lapsed bool, err error) {
	env, err := h.env(c, system)
	if err != nil {
		return false, false, err
	}
	env.Cal = h.cal.Load().At(env.Now)
	at := casework.NextTick(c, env)
	return len(c.Moves(env)) > 0, !at.IsZero() && at <= env.Now, nil
}

// system is the actor of what time does.
var system = org.Actor{Kind: org.BySystem}

// Once decides one act on a record as it was read and saves it over that version, nothing
// else: the middle of every door. key is the idempotency key of a submission, nil for none.
func (h *Hall) Once(ctx context.Context, rec store.Record, cmd casework.Command, who org.Actor, key *string) (store.Record, error) {
	return h.once(ctx, rec, cmd, who, key, nil)
}

// once is Once with rows that belong to the act and are written with it.
func (h *Hall) once(ctx context.Context, rec store.Record, cmd casework.Command, who org.Actor, key *string, also store.Plan) (store.Record, error) {
	env, err := h.acting(ctx, rec.Case, who)
	if err != nil {
		return store.Record{}, err
	}
	if env.Bar, err = h.Barred(ctx, cmd, rec.Item); err != nil {
		return store.Record{}, err
	}
	if env.Owned, err = h.OwnedFor(ctx, rec.Case, rec.Item, cmd); err != nil {
		return store.Record{}, err
	}
	if env.Shown, err = h.shown(ctx, rec.Case, cmd); err != nil {
		return store.Record{}, err
	}
	next, fact, err := casework.Decide(rec.Case, cmd, env)
	if err != nil {
		return store.Record{}, err
	}
	if err := h.sound(cmd, env.Item); err != nil {
		return store.Record{}, err
	}
	change := h.change(rec, next, fact, env, key)
	change.Also = append(change.Also, also...)
	saved, err := h.Store.Save(ctx, change)
	if overrun(err, next) {
		return store.Record{}, errLineMoved
	}
	gone := rec.Draft != "" && store.ConflictIn(err, "") // a draft that somebody removed (DropDraft)
	if rec.Version > 0 && (gone || store.ConflictIn(err, "facts") || store.ConflictIn(err, "cases")) {
		return store.Record{}, h.stale(ctx, rec.ID)
	}
	if err == nil && h.Wake != nil {
		h.Wake()
	}
	return saved, err
}

// Barred reads what keeps the applicant of a new case from applying for an item today.
func (h *Hall) Barred(ctx context.Context, cmd casework.Command, item string) (casework.Bar, error) {
	id, applies := casework.Applying(cmd)
	if !applies {
		return casework.Bar{}, nil
	}
	return h.Store.Barred(ctx, catalog.NormalNumber(id), item, h.Today())
}

// overtaken tells that it happened between looking and deciding.
func overtaken(err error) bool {
	var r casework.Refusal
	return errors.As(err, &r) && (r.Code == "timeFirst" || r.Code == "recountFirst")
}

// tick lets time act on a case. Somebody else may have done the same: then the case is
// simply read again.
func (h *Hall) tick(ctx context.Context, rec store.Record) (store.Record, error) {
	return h.first(ctx, rec, casework.Tick{})
}

// first does what comes before everybody's acts.
func (h *Hall) first(ctx context.Context, rec store.Record, cmd casework.Command) (store.Record, error) {
	after, err := h.Once(ctx, rec, cmd, system, nil)
	var stale *Stale
	if errors.As(err, &stale) {
		return stale.Record, nil
	}
	return after, err
}

// stale reads who was first.
func (h *Hall) stale(ctx context.Context, id int64) error {
	rec, err := h.Store.Case(ctx, id)
	if err != nil {
		return err
	}
	return &Stale{Record: rec, Last: rec.Facts[len(rec.Facts)-1]}
}

// env is what the core may look at for an act on a case.
func (h *Hall) env(c casework.Case, who org.Actor) (casework.Env, error) {
	item, ok := h.Catalogue().Version(c.Item, c.ItemVersion)
	if !ok {
		return casework.Env{}, fmt.Errorf("case %d: item %s version %d: %w", c.ID, c.Item, c.ItemVersion, ErrUnknownItem)
	}
	now := h.Now()
	return casework.Env{Now: now, Cal: h.calendarAt(c, now), Editions: h.cal.Load().Editions, Dir: h.Directory(), Item: item, Actor: who, Rules: h.Rules}, nil
}

// lined is env with the line of a case that competes for a limited number (许可法57).
func (h *Hall) lined(ctx context.Context, c casework.Case, who org.Actor) (casework.Env, error) {
	env, err := h.env(c, who)
	if err == nil && c.Waits() {
		env.Line, err = h.Store.Standing(ctx, c.ID)
	}
	return env, err
}

// acting is lined for an act: it is held to the calendar in force (许可法82), on a closed case too, though the
// page of that shows its days by the calendar of its last act.
func (h *Hall) acting(ctx context.Context, c casework.Case, who org.Actor) (casework.Env, error) {
	env, err := h.lined(ctx, c, who)
	env.Cal = h.cal.Load().At(env.Now)
	return env, err
}

// errLineMoved says that somebody came before in the line between looking and deciding.
var errLineMoved = errors.New("app: the line has moved")

// overrun tells that the place was not the case's to take when it was written.
func overrun(err error, next casework.Case) bool {
	return next.Line != nil && next.Decision != nil && errors.Is(err, store.ErrConflict) &&
		!store.ConflictIn(err, "facts") && !store.ConflictIn(err, "cases")
}

// change gathers all that is written with an act.
func (h *Hall) change(rec store.Record, next casework.Case, fact casework.Fact, env casework.Env, key *string) store.Change {
	c := store.Change{From: rec, Case: next, Fact: fact, Form: formOf(fact.Body)}
	work := casework.Work(next, env)
	if len(work) > 0 {
		c.Task, c.Beside = &work[0], work[1:]
	}
	c.Jobs = followUp(next, fact, calls(rec.Case, next, fact, work, env), env)
	c.Tick = casework.NextTick(next, env)
	if rec.No == "" && next.State() != casework.Drafting {
		c.Prefix = numberPrefix(env.Dir, next.AcceptUnit, env)
	}
	if key != nil {
		c.Key = *key
	}
	c.Numbers = h.numbersFor(next, fact, env)
	c.Also = append(append(register(next, fact, env), h.stoodIn(next, fact)...), applied(next, fact)...)
	c.Also = append(c.Also, chased(next, fact)...)
	shown := env // work is counted by the days that the page showed to who did it
	shown.Cal = h.calendarAt(rec.Case, env.Now)
	if t, counts := casework.TallyOf(rec.Case, next, fact, shown); counts {
		c.Also = append(c.Also, store.PutTally(next.ID, t))
	}
	if bar, barred := casework.BarOf(next, fact); barred {
		c.Also = append(c.Also, store.InsertBar(bar, next.ID))
	}
	return c
}

// district is the six-digit code of Longwan that begins every case number (rules §3.1).
const district = "330303"

// numberPrefix is 区划6 + 部门3 of the accepting unit.
func numberPrefix(dir *org.Directory, unit string, env casework.Env) string {
	u, ok := dir.Unit(unit, env.Now.Date())
	if !ok || len(u.OrgNo) != 3 {
		return district + "000"
	}
	return district + u.OrgNo
}

// formOf is the form an act brings along, nil when it brings none.
func formOf(body casework.Command) []byte {
	var form json.RawMessage
	switch a := body.(type) {
	case casework.Draft:
		form = a.Form
	case casework.Submit:
		form = a.Form
	case casework.Receive:
		form = a.Form
	case casework.CorrectOnSpot:
		form = a.Form
	case casework.Supplement:
		form = a.Form
	}
	return form
}
