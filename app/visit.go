package app

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"time"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// KioskIdle is how long a terminal waits for somebody who does nothing, when nothing else is set.
const KioskIdle = 2 * time.Minute

// Browsers that run no scripts can't warn of the end, nor see that somebody types: they get stillFor times
// as long (WCAG 2.2.1).
const stillFor = 5

// visitSlack is how much longer than its browser says the server keeps a visit: for the road.
const visitSlack = 30 * time.Second

// Idle is how long a terminal waits for somebody who does nothing.
func (h *Hall) Idle() time.Duration {
	if h.Setup.KioskIdle > 0 {
		return h.Setup.KioskIdle
	}
	return KioskIdle
}

// IdleUnwatched is the same for a browser that runs no scripts.
func (h *Hall) IdleUnwatched() time.Duration { return stillFor * h.Idle() }

func (h *Hall) after(d time.Duration) period.Instant {
	return h.Now() + period.Instant(d.Milliseconds())
}

// BeginVisit begins somebody's use of a terminal and gives the secret by which his browser is known.
func (h *Hall) BeginVisit(ctx context.Context, t store.Terminal) (string, store.Visit, error) {
	secret := strings.ToLower(rand.Text())
	v := store.Visit{ID: store.NewID(h.Now()), Terminal: t.ID, Until: h.after(h.IdleUnwatched() + visitSlack)}
	return secret, v, h.Store.BeginVisit(ctx, v, hashOf(secret))
}

// Visit finds the visit of a browser at a terminal, and gives it its time anew unless life is zero:
// Idle where the browser watches over it, else IdleUnwatched. ErrNotFound where it has none, or its time
// is over: then what was left of it goes.
func (h *Hall) Visit(ctx context.Context, t store.Terminal, secret string, life time.Duration) (store.Visit, error) {
	v, err := h.Store.VisitByHash(ctx, hashOf(secret))
	switch {
	case err != nil:
		return v, err
	case v.Terminal != t.ID:
		return v, ErrNotFound
	case v.Until < h.Now():
		return v, errors.Join(ErrNotFound, h.EndVisit(ctx, v))
	}
	until := h.after(life + visitSlack)
	if d := until - v.Until; life == 0 || d > -2_000 && d < 2_000 { // a write is spared for a moment
		return v, nil
	}
	v.Until = until
	return v, h.Store.ProlongVisit(ctx, v.ID, until, h.Now())
}

// EndVisit (结束并清除) ends somebody's use of a terminal: the applications that he began and did not hand in
// go, with their files. Ended twice it is ended.
func (h *Hall) EndVisit(ctx context.Context, v store.Visit) error {
	ids, err := h.Store.VisitDrafts(ctx, v.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := h.dropVisited(ctx, id); err != nil {
			return err
		}
	}
	return h.Store.EndVisit(ctx, v.ID)
}

// dropVisited removes an application that was not handed in; changed or handed in meanwhile, it is looked at anew.
func (h *Hall) dropVisited(ctx context.Context, id int64) error {
	for {
		rec, err := h.Store.Case(ctx, id)
		if errors.Is(err, store.ErrNotFound) || err == nil && rec.No != "" {
			return nil
		}
		if err == nil {
			err = h.DropDraft(ctx, rec)
		}
		var stale *Stale
		if !errors.As(err, &stale) {
			return err
		}
	}
}

// mostVisits are ended at a time.
const mostVisits = 100

// EndVisits ends the visits whose time is over and to whose browser nobody came back.
func (h *Hall) EndVisits(ctx context.Context) error {
	list, err := h.Store.VisitsOver(ctx, h.Now(), mostVisits)
	for _, v := range list {
		err = errors.Join(err, h.EndVisit(ctx, v))
	}
	return err
}

// BeginAt begins an application at a terminal, within a visit: it is received at the terminal's centre.
func (h *Hall) BeginAt(ctx context.Context, t store.Terminal, visit int64, item string, about *casework.About) (Record, error) {
	it, ok := h.Catalogue().InForce(item, h.Today())
	if !ok {
		return Record{}, ErrUnknownItem
	}
	if err := h.OfferedAt(t, it); err != nil {
		return Record{}, err
	}
	c, _ := h.CentreOf(t)
	f := casework.Filing{Channel: catalog.AtKiosk, Terminal: t.Code, AcceptUnit: c.Unit, About: about}
	return h.newDraft(ctx, item, f, func(id int64) store.Stmt { return store.VisitDraft(id, visit) })
}

// OfVisit tells whether an application was begun in a visit.
func (h *Hall) OfVisit(ctx context.Context, visit int64, caseID int64) (bool, error) {
	ids, err := h.Store.VisitDrafts(ctx, visit)
	return slices.Contains(ids, caseID), err
}

// OfferedAt is why an item can't be applied for at a terminal; nil where it can.
func (h *Hall) OfferedAt(t store.Terminal, it *catalog.Item) error {
	c, open := h.CentreOf(t)
	u, known := h.Directory().Unit(c.Unit, h.Today())
	switch {
	case !slices.Contains(it.Channels, catalog.AtKiosk):
		return casework.Refusal{Code: "channelNotOffered", Rule: "许可法29"}
	case !open || !known || !h.Takes(it, u):
		return casework.Refusal{Code: "unitDoesNotAccept", Rule: "许可法30", Args: []string{c.Name}}
	}
	return nil
}

// AllAt are those of a list of items that can be applied for at a terminal.
func (h *Hall) AllAt(t store.Terminal, items []*catalog.Item) []*catalog.Item {
	return slices.DeleteFunc(slices.Clone(items), func(it *catalog.Item) bool { return h.OfferedAt(t, it) != nil })
}

// Takes tells whether an item can be handed in at a unit today: it is of a level that receives it, and
// every step finds its unit from there.
func (h *Hall) Takes(it *catalog.Item, u org.Unit) bool {
	if !slices.Contains(it.AcceptAt, u.Level) {
		return false
	}
	for _, s := range it.Procedure.Steps {
		rules := []catalog.UnitRule{s.Unit}
		for _, b := range s.Beside {
			rules = append(rules, b.Unit)
		}
		for _, rule := range rules {
			if _, err := h.Directory().Resolve(string(rule), u.Code, h.Today()); err != nil {
				return false
			}
		}
	}
	return true
}
