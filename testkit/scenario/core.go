package scenario

import (
	"errors"
	"slices"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Core (纯核心) is the hall of the pure core: cases live in memory and Decide is called
// straight, without store, clock or page.
type Core struct {
	world World
	dir   *org.Directory
	cases map[string]*kept
	line  []string // names of the cases that compete for a limited number, in the order in which they joined
	bars  []casework.Bar
}

type kept struct {
	now   casework.Case
	facts []casework.Fact
}

// OpenCore opens a hall of the pure core.
func OpenCore(w World) (Hall, error) {
	dir, problems := org.NewDirectory(w.District)
	if dir == nil {
		return nil, errors.New("scenario: faulty district: " + problems[0].Rule + " " + problems[0].Code)
	}
	return &Core{world: w, dir: dir.StandingIn(w.StandIns), cases: map[string]*kept{}}, nil
}

func (h *Core) of(name string) *kept {
	if h.cases[name] == nil {
		h.cases[name] = &kept{}
	}
	return h.cases[name]
}

// Do is Hall.Do.
func (h *Core) Do(m Move) error {
	k := h.of(m.Case)
	next, fact, err := casework.Decide(k.now, m.Do, casework.Env{Now: m.At, Cal: h.world.Calendar.At(m.At), Editions: h.world.Calendar, Dir: h.dir,
		Item: m.Item, Actor: m.Actor, Rules: h.world.Rules, Line: h.standing(m.Case), Bar: h.barred(m), Owned: h.held(m, k.now)})
	if err != nil {
		return err
	}
	if next.Line != nil && k.now.Line == nil {
		h.line = append(h.line, m.Case)
	}
	if bar, barred := casework.BarOf(next, fact); barred {
		h.bars = append(h.bars, bar)
	}
	k.now, k.facts = next, append(k.facts, fact)
	return h.note(m, next)
}

// about is the case that granted the licence with a number, the newest first; nil when none did.
func (h *Core) about(no string, item *catalog.Item) (found *kept) {
	for _, k := range h.cases {
		if k.now.HoldsLicence(item) && k.now.Issued.No == no && k.now.Item == item.Code && (found == nil || k.now.Decision.On > found.now.Decision.On) {
			found = k
		}
	}
	return found
}

// held is the licence that a move is about.
func (h *Core) held(m Move, c casework.Case) *casework.Owned {
	a := casework.AboutOf(c, m.Do)
	if a == nil {
		return nil
	}
	k := h.about(a.No, m.Item)
	if k == nil {
		return nil
	}
	return k.now.Owned(m.Item, h.world.Calendar.At(m.At), m.At.Date())
}

// note writes on the file of a licence what became of an application about it.
func (h *Core) note(m Move, c casework.Case) error {
	note, is := c.RenewalNote()
	if !is {
		return nil
	}
	k := h.about(c.About.No, m.Item)
	if k == nil || k.now.Noted(note) {
		return nil
	}
	env := casework.Env{Now: m.At, Cal: h.world.Calendar.At(m.At), Editions: h.world.Calendar, Dir: h.dir,
		Item: m.Item, Actor: org.Actor{Kind: org.BySystem}, Rules: h.world.Rules}
	acts := []casework.Command{note}
	if at := casework.NextTick(k.now, env); at != 0 && at <= m.At { // as in every door time acts first: a reminder that is due keeps nobody from applying
		acts = []casework.Command{casework.Tick{}, note}
	}
	for _, act := range acts {
		next, fact, err := casework.Decide(k.now, act, env)
		if err != nil {
			return err
		}
		k.now, k.facts = next, append(k.facts, fact)
	}
	return nil
}

// Announce is Announcer.
func (h *Core) Announce(a Announcement) error {
	h.world.Calendar = append(slices.Clone(h.world.Calendar), period.Edition{From: a.At, Calendar: a.Calendar})
	return nil
}

// Case is Hall.Case.
func (h *Core) Case(name string) (casework.Case, error) { return h.of(name).now, nil }

// Facts is History.Facts.
func (h *Core) Facts(name string) ([]casework.Fact, error) { return h.of(name).facts, nil }

// standing reckons the line of a case from the cases themselves.
func (h *Core) standing(name string) *casework.Standing {
	of := slices.Index(h.line, name)
	if of < 0 {
		return nil
	}
	var all []casework.Case
	for _, n := range h.line {
		all = append(all, h.of(n).now)
	}
	s := casework.Line(all, of)
	return &s
}

// barred is what keeps the applicant of a move from applying.
func (h *Core) barred(m Move) (longest casework.Bar) {
	id, _ := casework.Applying(m.Do)
	for _, b := range h.bars {
		if b.Party == id && b.Item == m.Item.Code && b.Until > longest.Until {
			longest = b
		}
	}
	return longest
}
