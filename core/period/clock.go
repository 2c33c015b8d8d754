package period

import "slices"

// Stop 中止 is a span of days that are not counted, such as a special procedure
// of 行政许可法45. Both ends are inside. A zero To means that it has not ended: the
// clock then has no due day until it does. A stop without From or that ends
// before it begins counts for nothing. Why is the caller's code, Basis the article.
type Stop struct {
	From  Date   `json:"from,omitempty"`
	To    Date   `json:"to,omitempty"`
	Why   string `json:"why,omitempty"`
	Basis string `json:"basis,omitempty"`
}

// Extension 延长 makes a limit longer, e.g. by ten working days (行政许可法42).
type Extension struct {
	By      Period `json:"by,omitzero"`
	Basis   string `json:"basis,omitempty"`
	Granted Date   `json:"on,omitempty"`
}

// Clock 期限 is a period that runs: the day it begins (not counted itself), its
// limit with the article it rests on, and what stopped or lengthened it. A day Kept was
// told to somebody before an arrangement of holidays moved it forward: it stands.
type Clock struct {
	From       Date        `json:"from,omitempty"`
	Limit      Period      `json:"limit,omitzero"`
	Basis      string      `json:"basis,omitempty"`
	Stops      []Stop      `json:"stops,omitempty"`
	Extensions []Extension `json:"ext,omitempty"`
	Kept       Date        `json:"kept,omitempty"`  // 已告知的届满日: never earlier than this
	Fixed      bool        `json:"fixed,omitempty"` // never later either: the clock ended under another calendar
	Ends       Date        `json:"ends,omitempty"`  // a last day set by something else than counting, such as the end of a licence
}

// held is the last day when the calendar gives on.
func (k Clock) held(on Date) Date {
	if k.Fixed || on < k.Kept {
		return k.Kept
	}
	return on
}

// never stands for a day that can't be told because a stop has not ended.
const never = Date(1 << 30)

// end is the stop's last day, or never.
func (s Stop) end() Date {
	if s.To.IsZero() {
		return never
	}
	return s.To
}

func (s Stop) valid() bool { return !s.From.IsZero() && s.From <= s.end() }

// inOrder returns the valid stops by their first day.
func inOrder(stops []Stop) []Stop {
	kept := make([]Stop, 0, len(stops))
	for _, s := range stops {
		if s.valid() {
			kept = append(kept, s)
		}
	}
	slices.SortStableFunc(kept, func(a, b Stop) int { return int(a.From) - int(b.From) })
	return kept
}

// merged returns stops that follow each other without overlap, so that a day
// stopped twice counts once. Stops that do already are returned as they are.
func merged(stops []Stop) []Stop {
	if apart(stops) {
		return stops
	}
	var all []Stop
	for _, s := range inOrder(stops) {
		if n := len(all); n > 0 && s.From <= all[n-1].end() {
			if s.end() > all[n-1].end() {
				all[n-1].To = s.To
			}
			continue
		}
		all = append(all, s)
	}
	return all
}

func apart(stops []Stop) bool {
	for i, s := range stops {
		if !s.valid() || i > 0 && s.From <= stops[i-1].end() {
			return false
		}
	}
	return true
}

// leg gives the i-th stretch of the clock that is counted in one unit, 0 being
// the limit and i > 0 extension i-1, together with the extensions in the same
// unit that follow it; next is where the following stretch begins.
func (k Clock) leg(i int) (p Period, next int) {
	p = k.part(i)
	for next = i + 1; next < k.parts() && k.part(next).Unit == p.Unit; next++ {
		p.N += k.part(next).N
	}
	return p, next
}

func (k Clock) parts() int { return 1 + len(k.Extensions) }

// part is the limit or an extension, with N held to what Parse takes.
func (k Clock) part(i int) Period {
	p := k.Limit
	if i > 0 {
		p = k.Extensions[i-1].By
	}
	p.N = min(max(p.N, 0), maxN)
	return p
}
