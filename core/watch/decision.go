package watch

// grant checks a decision in favour: its validity is as the item says, or as decided.
func (w *walk) grant() {
	if w.owes() {
		w.find("grantedPending", w.pendingDue().String())
	}
	w.need(!w.awaits(), "originalsMissing")
	w.placed()
	w.granted = true
	until := w.day("til")
	w.validity(until)
	w.licence.until = until
	w.decide()
}

// decide checks a decision either way, and hands the case to issuing.
func (w *walk) decide() {
	if w.text("g") == "" { // what the papers prove needs no look at the place
		w.lookedAt()
	}
	for i, s := range w.Item.Steps {
		if s.Post == "approval" {
			break
		}
		w.need(s.Post != "review" || w.reviewed[i] || w.onSpot, "decisionBeforeReview", number(i+1))
	}
	w.allHeard()
	w.hearingOver()
	w.haste()
	w.stepDone(w.now)
	w.examined(w.now)
	w.decidedOn = w.now
	if w.hasIssuing() {
		w.onward(w.now)
	}
}

// issue checks that there is something to make out, and the step's time.
func (w *walk) issue() {
	w.need(w.hasIssuing(), "nothingToIssue")
	w.feeDone()
	w.identifier(w.text("id"))
	w.stepDone(w.now)
	w.issuedOn = w.now
}
