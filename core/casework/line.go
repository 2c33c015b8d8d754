package casework

import (
	"cmp"
	"strconv"

	"yimen/core/catalog"
	"yimen/core/period"
)

const quotaRule = "许可法57"

// InLine (轮候) is a case's place among those that compete for a limited number of licences.
// It is written at acceptance: the order of acceptance is the order of decision (许可法57).
type InLine struct {
	Key string         `json:"k"`  // item, deciding body and span: who share a key compete
	At  period.Instant `json:"at"` // 受理时刻
}

// Standing (名额情况) is how the line of a case stands, read with it.
type Standing struct {
	Given int    // places given
	Ahead int    // cases accepted before this one that are not decided yet
	First string // 办件编号 of the first of them
	Seen  int64  // version of the line
}

// joins is the place that an acceptance from a day gives; nil where the item has no quota, and
// for who has his place already: to change or to renew a licence takes none from anybody, so
// nobody waits for it, and silence renews it though all places are given (许可法49、50).
func (c Case) joins(on period.Date, env Env) *InLine {
	if env.Item.Quota == nil || c.About != nil {
		return nil
	}
	return &InLine{Key: LineKey(env.Item, c.decider(), on), At: c.acceptedAt(on, env)}
}

// LineKey names the line of an item with a quota, of a deciding body, for acceptances of a day.
func LineKey(item *catalog.Item, decider string, on period.Date) string {
	key := item.Code + " " + decider
	if span := item.Quota.Per.Of(on); span != "" {
		key += " " + span
	}
	return key
}

// acceptedAt is the moment of acceptance. Where it lies before the act (deemed acceptance,
// or a supplement that was complete before) and only its day is known, it comes after all
// whose moment on that day is known.
func (c Case) acceptedAt(on period.Date, env Env) period.Instant {
	switch {
	case on == env.today():
		return env.Now
	case c.SupplementedOn.IsZero() && on == c.SubmittedAt.Date():
		return c.SubmittedAt
	}
	return period.StartOf(on.Add(1)) - 1
}

// Waits tells whether the case stands in a line and is not decided.
func (c Case) Waits() bool { return c.Line != nil && c.Decision == nil && c.Ended == "" }

// inTurn tells why a case that competes may not be granted yet, or no more: who was accepted
// before it comes first, and what is given is given.
func (c Case) inTurn(env Env) error {
	if !c.Waits() || env.Item.Quota == nil {
		return nil
	}
	places := env.Item.Quota.Places
	switch s := c.standing(env); {
	case s.Given >= places:
		return Refusal{"noPlaceLeft", quotaRule, []string{strconv.Itoa(places)}}
	case s.Ahead > 0:
		return Refusal{"notFirst", quotaRule, []string{strconv.Itoa(s.Ahead), s.First}}
	}
	return nil
}

// standing is the line as it was read; unread, somebody may stand before the case.
func (c Case) standing(env Env) Standing {
	if env.Line == nil {
		return Standing{Ahead: 1}
	}
	return *env.Line
}

// exhausted tells whether all places are given.
func (c Case) exhausted(env Env) bool {
	return c.Line != nil && env.Item.Quota != nil && c.standing(env).Given >= env.Item.Quota.Places
}

// before tells whether a place in a line comes before another one; joined is the order in
// which they came into it.
func (l InLine) before(other InLine, joined, otherJoined int) bool {
	return cmp.Or(cmp.Compare(l.At, other.At), cmp.Compare(joined, otherJoined)) < 0
}

// Line (轮候名单) is every case of one line, in the order in which they joined it: the pure
// reckoning of what the store counts.
func Line(all []Case, of int) Standing {
	s, me := Standing{}, all[of]
	first := -1
	for i, c := range all {
		switch {
		case c.Line == nil || me.Line == nil || c.Line.Key != me.Line.Key:
		case c.Decision != nil && c.Decision.Granted:
			s.Given++
		case c.Waits() && i != of && c.Line.before(*me.Line, i, of):
			s.Ahead++
			if first < 0 || c.Line.before(*all[first].Line, i, first) {
				first, s.First = i, c.No
			}
		}
	}
	return s
}
