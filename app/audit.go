package app

import (
	"cmp"
	"context"
	"fmt"

	"yimen/core/casework"
	"yimen/core/period"
	"yimen/core/watch"
	"yimen/store"
)

// Audit (审计) derives every case anew from its facts and compares it with what is stored:
// chain of hashes, case, form, number, open work, next tick; and lets the re-checker hold
// every fact to the law (core/watch). It returns how many cases were looked at. The error
// names the first difference, or, when all agree, the first broken rule: a *Found.
func (h *Hall) Audit(ctx context.Context) (cases int, err error) {
	return h.AuditEach(ctx, func(Found) {})
}

// AuditEach is Audit, with every finding of the re-checker handed out, also those that
// break nothing.
func (h *Hall) AuditEach(ctx context.Context, each func(Found)) (cases int, err error) {
	var broken, miscounted error // told when nothing differs, the law first
	relit, err := h.relit(ctx)
	if err != nil {
		return 0, err
	}
	counted, err := h.Tallied(ctx)
	if err != nil {
		return 0, err
	}
	left, err := h.workLeft(ctx)
	if err != nil {
		return 0, err
	}
	take := func(f Found) {
		each(f)
		if f.Severity == watch.Broken && broken == nil {
			broken = &f
		}
	}
	err = h.Store.EachWhole(ctx, func(w store.Whole) error {
		cases++
		if err := h.auditCase(w, relit, left); err != nil {
			return err
		}
		if miscounted == nil {
			miscounted = h.auditTallies(w, counted)
		}
		return h.watchCase(w, h.cal.Load().Editions, take)
	})
	if err != nil {
		return cases, err
	}
	strays, err := h.Store.Strays(ctx)
	if err == nil && strays > 0 {
		err = fmt.Errorf("audit: %d rows belong to no case", strays)
	}
	if err == nil {
		err = h.auditNumbers(ctx)
	}
	if err == nil {
		err = h.auditLines(ctx)
	}
	if err == nil {
		err = h.auditRatings(ctx, take)
	}
	if err == nil {
		err = h.auditRegisters(ctx, take)
	}
	return cases, cmp.Or(err, broken, miscounted)
}

// auditNumbers: every series of document numbers, of complaints and of findings runs from 1 to its last, and every number
// belongs to a fact.
func (h *Hall) auditNumbers(ctx context.Context) error {
	gap, err := h.Store.NumberGaps(ctx)
	if err == nil && gap == "" {
		gap, err = h.Store.RegisterGaps(ctx)
	}
	if err == nil && gap != "" {
		err = fmt.Errorf("audit: numbers: %s", gap)
	}
	return err
}

// auditCase compares what stands beside the case; case and form the store has compared already.
func (h *Hall) auditCase(w store.Whole, relit, left bool) error {
	env, err := h.env(w.Case, system)
	if err != nil {
		return err
	}
	differ := func(what string, stored, derived any) error {
		return fmt.Errorf("audit: case %s: %s is %v, its facts give %v", cmp.Or(w.No, w.Draft), what, stored, derived)
	}
	env.Cal = env.Editions.At(w.ActedAt) // what stands beside a case was reckoned at its last act
	tick := casework.NextTick(w.Case, env)
	work := casework.Work(w.Case, env)
	if !relit && w.Task != nil && len(work) > 0 {
		w.Task.YellowOn = work[0].YellowOn
		w.Beside = store.BesideText(work[1:])
	}
	if !left && leavesWork(w.Case) && len(work) > 0 {
		w.Task, w.Beside, w.Tick, w.Later, w.Marks = &work[0], store.BesideText(work[1:]), tick, 0, store.MarksText(w.Case, len(work)) // the job has not come to it yet
	}
	open := len(work) > 0
	switch {
	case !numberFits(w):
		return differ("number", w.No, w.SubmittedAt)
	case open != (w.Task != nil):
		return differ("open work", w.Task != nil, open)
	case open && *w.Task != work[0]:
		return differ("open work", *w.Task, work[0])
	case open && w.Beside != store.BesideText(work[1:]), !open && w.Beside != "":
		return differ("open work beside", w.Beside, work)
	case w.Marks != store.MarksText(w.Case, len(work)):
		return differ("channel and reminder of its open work", w.Marks, store.MarksText(w.Case, len(work)))
	case len(w.Unfound) > 0:
		return differ("applicant", "unknown", len(w.Unfound))
	case w.Chases != store.ChasesText(w.Case):
		return differ("demands", w.Chases, store.ChasesText(w.Case))
	case !stoodFits(w):
		return differ("place in line", w.Stood, w.Line)
	case open && w.Tick != tick:
		return differ("next tick", w.Tick, tick)
	case !open && w.Later != tick || open && w.Later != 0:
		return differ("later tick", w.Later, tick)
	case !sameLicence(w.Licence, licenceRow(w.Case, env.Item)):
		return differ("licence", w.Licence, licenceRow(w.Case, env.Item))
	}
	return nil
}

// numberFits tells whether the case has a number of the day on which it came in, or none as
// long as it is a draft.
func numberFits(w store.Whole) bool {
	if w.State() == casework.Drafting {
		return w.No == ""
	}
	return len(w.No) == 21 && w.No[9:15] == sixDigits(w.SubmittedAt.Date())
}

func sixDigits(day period.Date) string {
	y, m, d := day.Civil()
	return fmt.Sprintf("%02d%02d%02d", y%100, m, d)
}
