package app

import (
	"context"
	"errors"
	"slices"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/store"
)

// JobRenewal is the work that an application to change or renew a licence leaves behind with
// each of its acts: the file of the licence has to know of it.
const JobRenewal = "renewal"

func renewalJob(c casework.Case, f casework.Fact, env casework.Env) store.Job {
	return store.Job{ID: store.NewID(env.Now), Kind: JobRenewal, Payload: noticeText(Notice{Case: c.ID, Seq: f.Seq}), RunAt: env.Now}
}

// OwnedFor (所持证照) reads the licence that an act on a case is about, nil where it is about
// none, or there is none.
func (h *Hall) OwnedFor(ctx context.Context, c casework.Case, item string, cmd casework.Command) (*casework.Owned, error) {
	a := casework.AboutOf(c, cmd)
	if a == nil || a.No == "" {
		return nil, nil
	}
	who := c.Applicant.ID
	if id, applies := casework.Applying(cmd); applies {
		who = catalog.NormalNumber(id)
	}
	list, err := h.licencesEnding(ctx, a.No, tail(who))
	list = slices.DeleteFunc(list, func(l store.Licence) bool {
		return l.Item != item || !catalog.SameNumber(l.No, a.No) || a.Case != "" && l.CaseNo != a.Case
	})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	rec, err := h.Store.CaseByNo(ctx, list[0].CaseNo) // the newest with this number
	if err != nil {
		return nil, err
	}
	it, ok := h.Catalogue().Version(rec.Item, rec.ItemVersion)
	if !ok {
		return nil, ErrUnknownItem
	}
	return rec.Owned(it, h.Calendar(), h.Today()), nil
}

// NoteRenewal (延续变更登记) writes on the file of a licence how far an application about it
// has come. Done twice it does nothing twice; what is told of the application is what it is
// now, so that late news never overtakes newer news.
func (h *Hall) NoteRenewal(ctx context.Context, of int64) error {
	app, err := h.Store.Case(ctx, of)
	if err != nil {
		return err
	}
	note, is := app.RenewalNote()
	if !is {
		return nil
	}
	rec, err := h.Store.CaseByNo(ctx, app.About.Case)
	if err != nil || rec.Noted(note) {
		return err
	}
	_, err = h.do(ctx, rec, 0, note, system, nil)
	var refused casework.Refusal
	if errors.As(err, &refused) { // the licence has gone, or another application came first
		return nil
	}
	return err
}
