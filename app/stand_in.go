package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// Acting (代岗) lists the stand-ins that a member of staff is concerned with, newest first: his
// own, those of whom he heads, all for an administrator.
func (h *Hall) Acting(ctx context.Context, staff string) ([]org.StandIn, error) {
	all, err := h.Store.StandIns(ctx)
	if h.Administers(staff) {
		return all, err
	}
	return slices.DeleteFunc(all, func(s org.StandIn) bool {
		return staff != s.Absent && staff != s.By && staff != s.NamedBy && !h.Directory().Heads(staff, s.Absent, h.Today())
	}), err
}

// mostReason is the longest reason of a stand-in, in runes.
const mostReason = 500

// NameStandIn names who works in the posts of another. What is wrong comes as
// casework.Invalid; who may not name one is refused.
func (h *Hall) NameStandIn(ctx context.Context, s org.StandIn, by string) (org.StandIn, error) {
	for range attempts {
		_, version, err := h.Store.Directory(ctx)
		if err != nil {
			return s, err
		}
		others, err := h.Store.StandIns(ctx)
		if err != nil {
			return s, err
		}
		now := h.Now()
		s.ID, s.NamedBy, s.NamedAt, s.Reason = store.NewID(now), by, now, strings.TrimSpace(s.Reason)
		if err := h.checkStandIn(s, others); err != nil {
			return s, err
		}
		err = h.Store.AddStandIn(ctx, s, version)
		if errors.Is(err, store.ErrConflict) {
			continue // another was named meanwhile: look again
		}
		if err != nil {
			return s, err
		}
		return s, h.Reload(ctx)
	}
	return s, store.ErrConflict
}

func (h *Hall) checkStandIn(s org.StandIn, others []org.StandIn) error {
	if !h.Directory().MayStandIn(s.NamedBy, s.Absent, h.Today()) {
		return casework.Refusal{Code: "standInNotYours", Rule: "通知图二"}
	}
	var v casework.Invalid
	for _, f := range h.Directory().CheckStandIn(s, others, h.Today()) {
		v = append(v, casework.FieldError{Field: f.Field, Code: f.Code, Args: f.Args})
	}
	if s.Reason == "" {
		v = append(v, casework.FieldError{Field: "reason", Code: "required"})
	}
	if len([]rune(s.Reason)) > mostReason {
		v = append(v, casework.FieldError{Field: "reason", Code: "tooLong", Args: []string{"500"}})
	}
	if len(v) > 0 {
		return v
	}
	return nil
}

// HandBack (交还) ends a stand-in before its last day: by the absent person, the stand-in, who
// named him, or a head.
func (h *Hall) HandBack(ctx context.Context, id int64, by string) error {
	s, err := h.StandIn(ctx, id, by)
	switch {
	case err != nil:
		return err
	case !h.MayHandBack(s, by):
		return casework.Refusal{Code: "standInNotYours", Rule: "通知图二"}
	case s.Over(h.Today()):
		return casework.Refusal{Code: "standInOver", Rule: "通知图二"}
	}
	err = h.Store.EndStandIn(ctx, id, by, h.Now())
	if errors.Is(err, store.ErrConflict) {
		return casework.Refusal{Code: "standInOver", Rule: "通知图二"}
	}
	if err != nil {
		return err
	}
	return h.Reload(ctx)
}

// MayHandBack tells whether somebody may end a stand-in.
func (h *Hall) MayHandBack(s org.StandIn, who string) bool {
	return who == s.By || who == s.NamedBy || h.Directory().MayStandIn(who, s.Absent, h.Today())
}

// StandIn reads one that a member of staff is concerned with, or ErrNotFound.
func (h *Hall) StandIn(ctx context.Context, id int64, staff string) (org.StandIn, error) {
	all, err := h.Acting(ctx, staff)
	if err != nil {
		return org.StandIn{}, err
	}
	i := slices.IndexFunc(all, func(s org.StandIn) bool { return s.ID == id })
	if i < 0 {
		return org.StandIn{}, ErrNotFound
	}
	return all[i], nil
}

// stoodIn is the note that a fact was done by a stand-in; empty when it was not.
func (h *Hall) stoodIn(c casework.Case, f casework.Fact) store.Plan {
	if f.Right.As == "" {
		return nil
	}
	for _, s := range h.Directory().StandsIn(f.By.No, f.At.Date()) {
		if s.Absent == f.Right.As {
			return store.Plan{store.StoodIn(s.ID, c.ID, f.Seq)}
		}
	}
	return nil
}
