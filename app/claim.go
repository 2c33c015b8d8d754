package app

import (
	"context"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// claimRule: who was asked first, or took a case up, answers for it until it is handed over
// (首问负责); the road of the case stays that of the notice's second figure.
const claimRule = "通知图二"

// Claim (认领) notes that a member of staff works on a case at one of his seats. Had a colleague
// claimed it, it is refused.
func (h *Hall) Claim(ctx context.Context, no string, seat store.Seat, staff string) error {
	return h.noteClaim(ctx, no, seat, store.Claim{Staff: staff, By: staff}, func(w store.Work) error {
		if w.Holder != "" && w.Holder != staff {
			return casework.Refusal{Code: "claimTaken", Rule: claimRule, Args: []string{h.nameOf(w.Holder)}}
		}
		return nil
	})
}

// GiveBack (放回) ends one's own claim: the case is anybody's at the seat again.
func (h *Hall) GiveBack(ctx context.Context, no string, seat store.Seat, staff string) error {
	return h.noteClaim(ctx, no, seat, store.Claim{By: staff}, func(w store.Work) error {
		if w.Holder != staff {
			return casework.Refusal{Code: "claimNotHeld", Rule: claimRule}
		}
		return nil
	})
}

// HandOver (转交) gives a case to a colleague of the same seat, or takes it over from one, with
// a reason.
func (h *Hall) HandOver(ctx context.Context, no string, seat store.Seat, to, why, by string) error {
	why = strings.TrimSpace(why)
	return h.noteClaim(ctx, no, seat, store.Claim{Staff: to, By: by, Why: why}, func(w store.Work) error {
		var v casework.Invalid
		switch {
		case to == "":
			v = append(v, casework.FieldError{Field: "to", Code: "required"})
		case to == w.Holder:
			v = append(v, casework.FieldError{Field: "to", Code: "claimSame"})
		case !slices.ContainsFunc(h.Fellows(w), func(s org.Staff) bool { return s.No == to }):
			v = append(v, casework.FieldError{Field: "to", Code: "claimNoFellow"})
		}
		if v = append(v, lengthFault("why", why, mostReason, true)...); len(v) > 0 {
			return v
		}
		return nil
	})
}

// noteClaim writes the next note of a seat, once check has seen the work as it stands.
func (h *Hall) noteClaim(ctx context.Context, no string, seat store.Seat, c store.Claim, check func(store.Work) error) error {
	works, err := h.Store.WorkOf(ctx, no)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(works, func(w store.Work) bool { return w.Seat() == seat })
	if i < 0 {
		return casework.Refusal{Code: "claimGone", Rule: claimRule}
	}
	w := works[i]
	if !h.Works(c.By, w) {
		return casework.Refusal{Code: "claimNotYours", Rule: claimRule}
	}
	if err := check(w); err != nil {
		return err
	}
	c.N, c.At, c.Seat = w.Claims+1, h.Now(), seat
	err = h.Store.AddClaim(ctx, w.CaseID, c)
	if store.ConflictIn(err, "claim") {
		return casework.Refusal{Code: "claimRaced", Rule: claimRule}
	}
	return err
}

// Works tells whether a piece of open work is at a seat that somebody works today.
func (h *Hall) Works(staff string, w store.Work) bool {
	return covers(h.Directory().Desks(staff, h.Today()), w)
}

// Fellows are the staff who work the seat of a piece of open work today, by 工号.
func (h *Hall) Fellows(w store.Work) []org.Staff {
	return slices.DeleteFunc(h.Directory().People(), func(s org.Staff) bool { return !h.Works(s.No, w) })
}

func (h *Hall) nameOf(staff string) string {
	if s, ok := h.Directory().StaffByNo(staff); ok {
		return s.Name
	}
	return staff
}
