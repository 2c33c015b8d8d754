package catalog

import (
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

var stepPosts = []org.Post{org.Acceptance, org.Review, org.Approval, org.Issuing}

// procedure checks the road of a case: accepted first, approved once, issued after.
func (l *linter) procedure() {
	steps := l.item.Procedure.Steps
	if len(steps) == 0 {
		l.fail("procedure.steps", "required")
		return
	}
	for n, step := range steps {
		l.step(index("procedure.steps", n), step)
	}
	if steps[0].Post != org.Acceptance {
		l.fail("procedure.steps[0].post", "firstStep", "post", string(steps[0].Post))
	}
	l.order(steps)
	l.stepSum(steps)
	switch l.item.Procedure.ClockStart {
	case "", FromAcceptance, FromOriginals:
	default:
		l.fail("procedure.clockStart", "unknownValue", "value", string(l.item.Procedure.ClockStart))
	}
	l.originals()
	l.joint()
	for kind, days := range l.item.Procedure.StopMost {
		if !slices.Contains(SpecialKinds, kind) || days < 1 || days > 366 {
			l.fail("procedure.stopMost."+string(kind), "stopMost", "value", string(kind))
		}
	}
}

// originals checks the limits for originals: a clock that waits for them needs to say how
// long, and every limit its basis.
func (l *linter) originals() {
	p := l.item.Procedure
	if p.OriginalsDue.Period.IsZero() && (p.ClockStart == FromOriginals || !p.OriginalsLapse.Period.IsZero()) {
		l.fail("procedure.originalsDue.period", "required")
	}
	for at, limit := range map[string]Limit{"procedure.originalsDue.basis": p.OriginalsDue, "procedure.originalsLapse.basis": p.OriginalsLapse} {
		if !limit.Period.IsZero() {
			l.need(at, limit.Basis)
		}
	}
}

// order checks the sequence of posts of the notice's Annex 2: 受理、审核、审批、制证.
func (l *linter) order(steps []Step) {
	approvals, approval, issuing := 0, -1, -1
	for n, step := range steps {
		switch step.Post {
		case org.Acceptance:
			if n > 0 {
				l.fail(index("procedure.steps", n)+".post", "oneAcceptance")
			}
		case org.Review:
			if approvals > 0 {
				l.fail(index("procedure.steps", n)+".post", "reviewLate")
			}
		case org.Approval:
			approvals, approval = approvals+1, n
		case org.Issuing:
			issuing = n
		}
	}
	if approvals != 1 {
		l.fail("procedure.steps", "oneApproval", "count", count(approvals))
	}
	if l.item.Result.Kind != "none" && (issuing < 0 || issuing < approval) {
		l.fail("procedure.steps", "issuing")
	}
}

// step checks one step by itself.
func (l *linter) step(at string, s Step) {
	oneOf(l, at+".post", s.Post, stepPosts...)
	l.need(at+".name", s.Name)
	l.english(at+".nameEn", s.NameEN)
	if _, _, ok := s.Unit.Parse(); !ok {
		l.fail(at+".unit", "unitRule", "rule", string(s.Unit))
	} else if !s.Unit.reachable(l.item.AcceptAt) {
		l.fail(at+".unit", "unitUnreachable", "rule", string(s.Unit))
	}
	if s.Limit.IsZero() {
		l.fail(at+".limit", "required")
	}
	if s.Check && s.Post != org.Review && s.Post != org.Approval {
		l.fail(at+".check", "checkStep")
	}
	for n, kind := range s.Special {
		if !slices.Contains(SpecialKinds, kind) {
			l.fail(index(at+".special", n), "specialKind", "value", string(kind))
		}
	}
}

// stepSum checks Σ of the posts' limits against the promise (rules §2.5:
// 岗位承诺期限 add up to 承诺期限 at most).
func (l *linter) stepSum(steps []Step) {
	promise := l.item.Promised.Period
	parts := make([]period.Period, 0, len(steps))
	sum := ""
	for _, step := range steps {
		if step.Limit.IsZero() {
			return
		}
		parts = append(parts, step.Limit)
		if sum != "" {
			sum += "+"
		}
		sum += step.Limit.String()
	}
	if !promise.IsZero() {
		l.within("procedure.steps", fits(parts, promise), "steps", []string{"sum", sum, "promise", promise.String()})
	}
}
