package catalog

import (
	"yimen/core/org"
	"yimen/core/period"
)

// jointLimit is the longest limit of joint handling (许可法42(2)).
const jointLimit = 45

// joint checks the bodies beside the steps and the limits of joint handling (许可法26, 42(2)).
func (l *linter) joint() {
	p := l.item.Procedure
	rules := map[UnitRule]bool{}
	for n, s := range p.Steps {
		at := index("procedure.steps", n)
		if len(s.Beside) > 0 && s.Post != org.Review {
			l.fail(at+".beside", "besidePost")
		}
		if s.Post == org.Review || s.Post == org.Approval {
			rules[s.Unit] = true
		}
		seen := map[UnitRule]bool{s.Unit: true}
		for k, b := range s.Beside {
			l.beside(index(at+".beside", k), b, seen[b.Unit])
			seen[b.Unit], rules[b.Unit] = true, true
		}
	}
	if !p.Joint {
		return
	}
	if len(rules) < 2 {
		l.fail("procedure.joint", "jointAlone")
	}
	if limit := l.item.Statutory.Period; l.item.Type == "01" && (limit.Unit != period.WorkingDay || limit.N > jointLimit) {
		l.fail("statutory.period", "jointLimit", "limit", limit.String())
	}
}

// beside checks one further body: it must be found, be another one, and have its time.
func (l *linter) beside(at string, b Body, twice bool) {
	l.need(at+".name", b.Name)
	l.english(at+".nameEn", b.NameEN)
	if _, _, ok := b.Unit.Parse(); !ok {
		l.fail(at+".unit", "unitRule", "rule", string(b.Unit))
	} else if !b.Unit.reachable(l.item.AcceptAt) {
		l.fail(at+".unit", "unitUnreachable", "rule", string(b.Unit))
	}
	if twice {
		l.fail(at+".unit", "besideTwice", "rule", string(b.Unit))
	}
	if b.Limit.IsZero() {
		l.fail(at+".limit", "required")
		return
	}
	if promise := l.item.Promised.Period; !promise.IsZero() {
		l.within(at+".limit", fits([]period.Period{b.Limit}, promise), "besideLimit", []string{"limit", b.Limit.String(), "promise", promise.String()})
	}
}
