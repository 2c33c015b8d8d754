package org

import (
	"cmp"
	"slices"

	"yimen/core/period"
)

// StandIn (代岗) says that one member of staff works in the posts of another who is away, from
// a day to a day. The posts stay apart for both persons: see May.
type StandIn struct {
	ID       int64
	Absent   string // 缺岗人, 工号
	By       string // 代岗人, 工号
	From, To period.Date
	Head     bool // 代行负责人职权: what only the 负责人 may do, too
	Reason   string

	NamedBy string // 工号: the absent person or a head
	NamedAt period.Instant
	EndedBy string         // who handed back before the last day
	EndedAt period.Instant // zero = not handed back
}

// Over tells whether it has ended by a day: handed back, or its last day is past.
func (s StandIn) Over(today period.Date) bool { return s.EndedAt > 0 || s.To < today }

// meets tells whether two stand-ins that were not handed back have a day in common.
func (s StandIn) meets(o StandIn) bool {
	return s.EndedAt == 0 && o.EndedAt == 0 && meet(s.From, s.To, o.From, o.To)
}

// StandingIn is the directory with stand-ins. Those that were handed back lend nothing.
func (d *Directory) StandingIn(list []StandIn) *Directory {
	next := *d
	next.standIns = map[string][]StandIn{}
	for _, s := range list {
		if s.EndedAt == 0 {
			next.standIns[s.By] = append(next.standIns[s.By], s)
		}
	}
	return &next
}

// StandsIn lists whom a member of staff stands in for on a day.
func (d *Directory) StandsIn(staff string, on period.Date) []StandIn {
	return slices.DeleteFunc(slices.Clone(d.standIns[staff]), func(s StandIn) bool { return !on.Within(s.From, s.To) })
}

// lent are the posts that a stand-in lends on a day: those that move cases, in the units to
// which both belong; a head's power only where it was lent, too.
func (d *Directory) lent(s StandIn, on period.Date) []Holding {
	var all []Holding
	for _, h := range d.holdings[s.Absent] {
		if !h.Post.Works() || !on.Within(h.From, h.To) || !d.belongs(s.By, h.Unit, on) {
			continue
		}
		h.Head = h.Head && s.Head
		all = append(all, h)
	}
	return all
}

// belongs tells whether a member of staff works in a unit: his own, or one where he holds a post.
func (d *Directory) belongs(staff, unit string, on period.Date) bool {
	return d.staff[staff].Unit == unit ||
		slices.ContainsFunc(d.holdings[staff], func(h Holding) bool { return h.Unit == unit && on.Within(h.From, h.To) })
}

// Heads tells whether somebody is 负责人 of a unit in which another holds a post that moves
// cases, or of a unit above it.
func (d *Directory) Heads(head, staff string, on period.Date) bool {
	for _, own := range d.holdings[head] {
		if !own.Head || !on.Within(own.From, own.To) {
			continue
		}
		for _, h := range d.holdings[staff] {
			if h.Post.Works() && on.Within(h.From, h.To) && (h.Unit == own.Unit || d.above(own.Unit, h.Unit, on)) {
				return true
			}
		}
	}
	return false
}

// MayStandIn tells whether somebody may name a stand-in for another: for himself, or as head.
func (d *Directory) MayStandIn(who, absent string, on period.Date) bool {
	return who == absent || d.Heads(who, absent, on)
}

// Colleagues are the staff of the units in which somebody holds posts that move cases,
// himself left out.
func (d *Directory) Colleagues(staff string, on period.Date) []Staff {
	var all []Staff
	for no, s := range d.staff {
		shares := func(h Holding) bool { return h.Post.Works() && on.Within(h.From, h.To) && d.belongs(no, h.Unit, on) }
		if _, works := d.OnStaff(no, on); works && no != staff && slices.ContainsFunc(d.holdings[staff], shares) {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b Staff) int { return cmp.Compare(a.No, b.No) })
	return all
}

// StandInFault is one thing wrong with a stand-in: the field, the code of the sentence, and
// what fills its places.
type StandInFault struct {
	Field, Code string
	Args        []string
}

// mostAway is the longest time for which a stand-in is named at once, in days.
const mostAway = 366

// CheckStandIn finds what is wrong with a stand-in that is to be named beside others.
func (d *Directory) CheckStandIn(s StandIn, others []StandIn, today period.Date) (faults []StandInFault) {
	need := func(ok bool, field, code string, args ...string) {
		if !ok {
			faults = append(faults, StandInFault{field, code, args})
		}
	}
	works := slices.ContainsFunc(d.holdings[s.Absent], func(h Holding) bool { return h.Post.Works() && s.From.Within(h.From, h.To) })
	need(s.From >= today, "from", "dayInPast")
	need(s.To >= s.From, "to", "endBeforeStart")
	need(s.To < s.From.Add(mostAway), "to", "standInTooLong")
	need(s.From.IsZero() || works, "absent", "standInNoPost")
	need(s.By != s.Absent, "by", "standInSelf")
	if _, works := d.OnStaff(s.By, s.From); !works {
		need(false, "by", "choose")
	} else {
		need(!works || s.By == s.Absent || len(d.lent(s, s.From)) > 0, "by", "standInOtherUnit")
	}
	need(!s.Head || s.NamedBy == s.Absent, "head", "standInHead")
	for _, o := range others {
		if !s.meets(o) {
			continue
		}
		need(o.Absent != s.Absent, "from", "standInTwice", o.From.String(), o.To.String())
		need(o.Absent != s.By, "by", "standInAbsent", o.From.String(), o.To.String())
		need(o.By != s.Absent, "absent", "standInStands", o.From.String(), o.To.String())
	}
	return faults
}
