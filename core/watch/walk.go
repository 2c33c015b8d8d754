package watch

import (
	"encoding/json"
	"strings"

	"yimen/core/period"
)

// walk is one file being read: what the facts up to here make of the case.
type walk struct {
	File
	cal   Calendar
	found []Finding
	seq   int // place of the fact at hand, from 1; 0 when all are read
	fact  fact
	law   law
	now   period.Date
	last  period.Instant // moment of the newest fact read
	prior period.Instant // moment of the fact before the one at hand
	asOf  period.Instant // reckon by the calendar of this moment; zero = of the fact at hand

	stage      stage
	filing     filing
	petitioner string // identity of the applicant
	about      *about // the licence that the application is to change or renew
	acceptUnit string
	route      []string
	posts      []string
	parts      []part              // bodies beside the steps
	government string              // whose head extends what is handled jointly
	saidOn     period.Date         // day the step's own unit spoke, while others have not
	place      int                 // index of the step that holds the case
	stepOn     period.Date         // day from which the step's limit counts
	arrived    period.Instant      // moment at which the step could begin
	said       map[string][]string // posts in which a person acted
	reviewed   map[int]bool        // steps with an opinion
	checked    map[int]bool        // steps at which an on-site check was made
	interested []interested
	spoken     []said
	hearing    hearing
	examiners  map[string]bool // who gave an opinion or checked on site

	materials      map[string]bool
	receivedOn     period.Date
	notice         *notice
	leave          bool // a supervisor allowed one more notice
	supplementedOn period.Date
	acceptedOn     period.Date
	acceptedBy     string
	acceptedAs     string
	line           *line          // where the number is limited
	enteredAt      period.Instant // moment at which the application came in
	onSpot         bool           // accepted to be decided on the spot
	noticedOn      period.Date    // day on which the applicant learnt of the acceptance
	originalsOn    period.Date
	owed           *pending
	stops          []stop
	extensions     []period.Extension
	kept           map[string]kept // days that stand, by clock
	decidedOn      period.Date
	granted        bool
	commitment     *commitment
	urgedFor       period.Date // the missed day the applicant reminded of last
	chases         []chased    // demands that wait for a reply
	issuedOn       period.Date
	fee            *fee
	endedOn        period.Date
	filedOn        period.Date
	proposer       string      // of a correction that nobody has settled
	servedOn       period.Date // of a public notice the day on which it counts as served
	licence        licence
	exits          []exit // further decisions that are to be served
}

// notice is the supplement notice.
type notice struct {
	on     period.Date
	limit  period.Period
	wanted []string // materials, or form

	posted, last period.Date // the answer was posted on that day; the last day it could be
}

// stop is an Article 45 procedure; to is zero while it lasts.
type stop struct {
	from, told, to period.Date
	hearing        bool
	kind           string
}

// step reads one fact: chain, order, time, right, texts, content; then the case moves on.
func (w *walk) step(text []byte) {
	f, ok := readFact(text)
	if !ok {
		w.law = law{}
		w.find("unreadable", "fact")
		return
	}
	w.fact, w.now = f, f.At.Date()
	l, known := acts[f.Act]
	w.law = l
	w.need(f.Seq == w.seq, "seqGap", number(f.Seq))
	w.need(f.At >= w.last, "timeBackward", w.last.String(), f.At.String())
	w.prior, w.last = w.last, max(w.last, f.At)
	if !known {
		w.find("unknownAct", f.Act)
		return
	}
	w.order()
	if f.Act != "recount" {
		w.recounted()
	}
	if l.edit {
		w.file()
	}
	w.doer()
	for _, key := range strings.Fields(l.texts) {
		w.need(!blank(w.text(key)), "textMissing", f.Act)
	}
	w.examines()
	if l.do != nil {
		l.do(w)
	}
	w.move(l.to)
}

// order checks that the act has its turn.
func (w *walk) order() {
	if w.law.edit && !w.decidedOn.IsZero() {
		w.find("editAfterDecision", w.fact.Act, w.decidedOn.String())
	}
	switch {
	case w.stage == closed && !w.law.allows(closed):
		w.find("afterEnd", w.fact.Act)
	case !w.law.allows(w.stage):
		w.find("wrongOrder", w.fact.Act, string(w.stage))
	}
	if w.fact.Act == "tick" || w.fact.Act == "recount" && !w.over() {
		return
	}
	if what, on := w.pending(); what != "" && w.now > on {
		if what == unanswered { // by a setting that may have been another one then
			w.find("supplementLate", on.String())
		} else {
			w.find("lapseSkipped", what, on.String())
		}
	}
}

// file reads the application of an act that brings one.
func (w *walk) file() {
	if _, brings := w.fact.Body["accU"]; !brings {
		return
	}
	w.filing = filing{}
	if json.Unmarshal(w.fact.whole, &w.filing) != nil {
		w.find("unreadable", "filing")
	}
	w.acceptUnit = w.filing.AcceptUnit
	w.petitioner = strings.ToUpper(strings.Join(strings.Fields(w.filing.Who.ID), ""))
}

// move brings the case to a stage; the step's post decides which examination it is.
func (w *walk) move(to stage) {
	switch {
	case to == "", w.stage == closed && w.law.allows(closed): // nothing opens what is closed
		return
	case to == examining && w.post() == "approval":
		to = approving
	case to == examining:
		to = reviewing
	}
	if to == closed {
		w.endedOn = w.now
	}
	w.stage = to
}

// post is the post of the step that holds the case.
func (w *walk) post() string {
	if w.place < len(w.posts) {
		return w.posts[w.place]
	}
	return ""
}

// onward hands the case to the next step, whose limit counts from a day.
func (w *walk) onward(on period.Date) {
	w.place++
	w.begin(on)
}

// begin lets the limit of a step run, and those of the bodies beside it.
func (w *walk) begin(on period.Date) {
	w.stepOn, w.arrived, w.saidOn = on, w.fact.At, 0
	w.beginBeside(on)
}

// step definition of the place, zero where there is none.
func (w *walk) defined() Step {
	if w.place < len(w.Item.Steps) {
		return w.Item.Steps[w.place]
	}
	return Step{}
}

// hasIssuing tells whether the road ends in an issuing step.
func (w *walk) hasIssuing() bool {
	return len(w.posts) > 0 && w.posts[len(w.posts)-1] == "issuing"
}
