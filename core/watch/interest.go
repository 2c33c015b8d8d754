package watch

import (
	"slices"

	"yimen/core/period"
)

// tellingModes are the ways by which somebody interested is told.
var tellingModes = []string{"direct", "post", "electronic"}

// interested is somebody whose major interest the matter touches; said, one statement.
type interested struct {
	told, until period.Date
	spoke       bool
}

type said struct{ waived, answered bool }

// findInterest notes somebody interested: nothing is decided before he was heard.
func (w *walk) findInterest() { w.interested = append(w.interested, interested{}) }

// party reads whom an act is about: 0 the applicant, n the nth of the interested.
func (w *walk) party() (n int) {
	w.read("who", &n)
	return n
}

func (w *walk) knows(party int) bool { return party >= 0 && party <= len(w.interested) }

// notifyInterested checks a notice: to somebody found before, once, with days to answer.
func (w *walk) notifyInterested() {
	n, until := w.party(), w.day("ul")
	w.need(slices.Contains(tellingModes, w.text("m")), "serviceMode", w.text("m"))
	w.need(until > w.now, "untilDay", until.String())
	if n < 1 || !w.knows(n) || !w.interested[n-1].told.IsZero() {
		w.find("interestUnknown", number(n))
		return
	}
	w.interested[n-1].told, w.interested[n-1].until = w.now, until
}

// makeStatement checks who spoke, when, and that he said something or waived it.
func (w *walk) makeStatement() {
	n, on := w.party(), w.day("on")
	waived := false
	w.read("x", &waived)
	own := w.fact.By.Kind == "applicant"
	w.need(w.knows(n) && (!own || n == 0), "interestUnknown", number(n))
	w.need(on >= w.acceptedOn && on <= w.now, "statementDay", on.String())
	w.need(waived || !blank(w.text("t")), "textMissing", w.fact.Act)
	w.spoken = append(w.spoken, said{waived: waived})
	if n >= 1 && w.knows(n) {
		w.interested[n-1].spoke = true
	}
}

// answerStatement checks that a statement is answered once, one way or the other.
func (w *walk) answerStatement() {
	var n int
	w.read("no", &n)
	verdict := w.text("v")
	w.need(verdict == "adopted" || verdict == "notAdopted", "statementUnknown", verdict)
	if n < 1 || n > len(w.spoken) || w.spoken[n-1].waived || w.spoken[n-1].answered {
		w.find("statementUnknown", number(n))
		return
	}
	w.spoken[n-1].answered = true
}

// allHeard checks that a decision came after everybody was heard: told, and spoke or let his
// days pass; and that every statement was answered.
func (w *walk) allHeard() {
	for i, p := range w.interested {
		silent := !p.told.IsZero() && w.now > p.until
		w.need(!p.told.IsZero() && (p.spoke || silent), "unheard", number(i+1))
	}
	for i, s := range w.spoken {
		w.need(s.waived || s.answered, "statementOpen", number(i+1))
	}
}
