package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"yimen/core/board"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/store"
)

// FixedPosts (定岗定位) lists who is fixed to which counter of a centre on a day, by counter; of
// all centres for "".
func (r *Registers) FixedPosts(centre string, on period.Date) []board.FixedPost {
	list := slices.DeleteFunc(slices.Clone(r.posts), func(p board.FixedPost) bool {
		return centre != "" && p.Centre != centre || !p.InForce(on)
	})
	slices.SortStableFunc(list, func(a, b board.FixedPost) int {
		return cmp.Or(cmp.Compare(a.Centre, b.Centre), cmp.Compare(len(a.Counter), len(b.Counter)), cmp.Compare(a.Counter, b.Counter))
	})
	return list
}

// Facilities (设备设施) lists what stands in a centre on a day, in the order of the kinds; in all
// centres for "".
func (r *Registers) Facilities(centre string, on period.Date) []board.Facility {
	list := slices.DeleteFunc(slices.Clone(r.facilities), func(f board.Facility) bool {
		return centre != "" && f.Centre != centre || !f.InForce(on)
	})
	slices.SortStableFunc(list, func(a, b board.Facility) int {
		return cmp.Or(cmp.Compare(a.Centre, b.Centre), cmp.Compare(slices.Index(board.FacilityKinds, a.Kind), slices.Index(board.FacilityKinds, b.Kind)))
	})
	return list
}

// FixedPost finds one, and how often it was entered.
func (r *Registers) FixedPost(code string) (board.FixedPost, int, bool) {
	i := slices.IndexFunc(r.posts, func(p board.FixedPost) bool { return p.Code == code })
	if i < 0 {
		return board.FixedPost{}, 0, false
	}
	return r.posts[i], r.version(postKind, code), true
}

// Facility finds one, and how often it was entered.
func (r *Registers) Facility(code string) (board.Facility, int, bool) {
	i := slices.IndexFunc(r.facilities, func(f board.Facility) bool { return f.Code == code })
	if i < 0 {
		return board.Facility{}, 0, false
	}
	return r.facilities[i], r.version(facilityKind, code), true
}

// SaveFixedPost enters who sits at a counter, new where it has no code, over the version that
// was read. Errors: ErrNoRight, Faults, store.ErrConflict.
func (h *Hall) SaveFixedPost(ctx context.Context, p board.FixedPost, version int, by string) error {
	if !h.KeepsCentre(by, p.Centre) {
		return ErrNoRight
	}
	r := h.Registers()
	if p.Code == "" {
		p.Code = r.freeCode(postKind, p.Centre)
	}
	if err := faults(board.CheckPost(p, h.Directory(), r.posts)); err != nil {
		return err
	}
	return h.enter(ctx, postKind, p.Code, version, by, p)
}

// SaveFacility enters a facility, or its newest check, over the version that was read. Errors:
// ErrNoRight, Faults, store.ErrConflict.
func (h *Hall) SaveFacility(ctx context.Context, f board.Facility, version int, by string) error {
	if !h.KeepsCentre(by, f.Centre) {
		return ErrNoRight
	}
	if f.Code == "" {
		f.Code = h.Registers().freeCode(facilityKind, f.Centre)
	}
	if err := faults(board.CheckFacility(f, h.Directory(), h.Today())); err != nil {
		return err
	}
	return h.enter(ctx, facilityKind, f.Code, version, by, f)
}

// FacilityHistory reads every version of a facility, newest first: what was found at each check.
func (h *Hall) FacilityHistory(ctx context.Context, code string) ([]board.Facility, []store.Entry, error) {
	return historyOf[board.Facility](ctx, h, facilityKind, code)
}

// Duties (应进驻事项) lists what the street centres should have today.
func (h *Hall) Duties() []board.Duty {
	return board.Duties(h.Directory(), h.Catalogue().All(h.Today()), h.Today())
}

// marks stand in the codes of what is kept of a centre.
var marks = map[string]string{convenienceKind: "b", postKind: "d", facilityKind: "e"}

// freeCode is the next code of a centre: that of its unit, the mark of the kind and a running
// number.
func (r *Registers) freeCode(kind, centre string) string {
	stem, _, _ := strings.Cut(centre, "-")
	for n := 1; ; n++ {
		if code := fmt.Sprintf("%s-%s%02d", stem, marks[kind], n); r.version(kind, code) == 0 {
			return code
		}
	}
}

// found says of each row of a file what a check has found.
func (t *table) found(i int, findings []catalog.Finding) {
	for _, f := range findings {
		if f.Severity == catalog.Error {
			t.problems = append(t.problems, Problem{File: t.file, Line: t.lines[i], Field: f.Field, Code: f.Rule, Args: f.Args})
		}
	}
}
