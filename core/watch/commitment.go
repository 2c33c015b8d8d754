package watch

import (
	"slices"

	"yimen/core/period"
)

// commitment (告知承诺) is a signed word in place of materials, and the looks at whether it is
// kept (浙2018 A14).
type commitment struct {
	looks   []look
	revoked period.Date
}

// look is one inspection.
type look struct {
	on     period.Date
	result string
	limit  period.Period
}

// acceptCommitted: what is missing can be replaced by the applicant's word, and nothing else
// is; the file goes straight to the decider.
func (w *walk) acceptCommitted() {
	var replaced []string
	w.read("m", &replaced)
	lacking := w.lacking("required")
	w.need(len(replaced) > 0 && slices.Equal(replaced, lacking), "commitList")
	for _, code := range replaced {
		w.need(slices.ContainsFunc(w.Item.Materials, func(m Material) bool { return m.Code == code && m.Commit }), "commitMaterial", code)
		w.materials[code] = true // the word stands for it
	}
	for _, code := range w.lacking("deferrable") {
		w.find("deferrableMissing", code)
	}
	w.commitment = &commitment{}
	w.accepted()
	if at := slices.Index(w.posts, "approval"); at >= 0 {
		w.onSpot, w.place = true, at
	}
}

// inspectable tells whether the case was granted on a commitment that stands.
func (w *walk) inspectable() bool {
	return w.commitment != nil && w.granted && w.commitment.revoked.IsZero() && w.licence.revokedOn.IsZero() && !w.licence.cancelled
}

func (w *walk) lastLook() look {
	if w.commitment == nil || len(w.commitment.looks) == 0 {
		return look{}
	}
	return w.commitment.looks[len(w.commitment.looks)-1]
}

// inspect checks a look at whether the word is true: by two, in time, and what can be put
// right gets a limit once.
func (w *walk) inspect() {
	l := look{on: w.now, result: w.text("r"), limit: w.period("lim")}
	last := w.lastLook().result
	w.need(w.inspectable() && (last == "" || last == "rectify"), "inspectionUseless")
	w.need(slices.Contains([]string{"kept", "rectify", "broken"}, l.result) && (l.result == "rectify") == (l.limit.N > 0) && (l.result != "rectify" || last == ""),
		"inspectionResult", l.result)
	w.twoCheckers("k")
	if w.commitment == nil {
		return
	}
	if due := w.inspectionDue(); last == "" && w.now > due {
		w.find("inspectionLate", due.String(), w.now.String())
	}
	w.commitment.looks = append(w.commitment.looks, l)
}

// takeBack checks that a decision on a commitment was taken back for a reason: the word was
// found broken, or what was to be put right is overdue.
func (w *walk) takeBack() {
	last := w.lastLook()
	due := w.rectifyDue()
	w.need(w.inspectable() && (last.result == "broken" || last.result == "rectify" && w.now > due), "commitmentStands")
	licence := false
	w.read("lic", &licence)
	w.need(licence == w.licence.held && w.licence.proposal == nil, "commitmentStands")
	if licence {
		w.licence.revokedOn = w.now
	}
	if w.commitment != nil {
		w.commitment.revoked = w.now
	}
	w.leaves(false)
}

// inspectionDue is the last day to look, rectifyDue that to put right what was found.
func (w *walk) inspectionDue() period.Date {
	return w.due(w.decidedOn, w.Rules.InspectWithin, nil, nil)
}

func (w *walk) rectifyDue() period.Date {
	if w.commitment == nil {
		return 0
	}
	for _, l := range w.commitment.looks {
		if l.result == "rectify" {
			return w.due(l.on, l.limit, nil, nil)
		}
	}
	return 0
}

// uninspected notes a commitment at which nobody has looked in time.
func (w *walk) uninspected() {
	if due := w.inspectionDue(); w.inspectable() && len(w.commitment.looks) == 0 && w.now > due {
		w.find("inspectionLate", due.String(), w.now.String())
	}
}
