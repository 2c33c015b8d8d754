package watch

import (
	"regexp"

	"yimen/core/period"
)

// checker is one of those who went to look at a place.
type checker struct{ No, Cert string }

var timeOfDay = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// siteCheck checks the record of a look at the place: two different people at least, each
// with a certificate, on a day since the acceptance, for some time, signed or witnessed.
func (w *walk) siteCheck() {
	for no := range w.twoCheckers("who") {
		w.examiners[no] = true
	}
	on := w.day("on")
	w.need(on >= w.acceptedOn && on <= w.now, "checkDay", on.String())
	begins, ends := w.text("f"), w.text("u")
	over, err := period.ParseInstant(on.String() + " " + ends)
	w.need(timeOfDay.MatchString(begins) && err == nil && begins < ends && over <= w.fact.At, "checkDay", on.String()+" "+begins+"–"+ends)
	w.signed()
	w.checked[w.place] = true
}

// twoCheckers: two different people at least, each with a certificate of his own.
func (w *walk) twoCheckers(key string) map[string]bool {
	var list []checker
	w.read(key, &list)
	people, certs := map[string]bool{}, map[string]bool{}
	for _, c := range list {
		people[c.No], certs[c.Cert] = true, true
	}
	apart := !people[""] && !certs[""] && len(people) == len(list) && len(certs) == len(list)
	w.need(len(list) >= 2 && apart, "checkers", number(len(people)))
	return people
}

// signed: somebody signed a record, or it says why nobody did and who saw it.
func (w *walk) signed() {
	unsigned := !blank(w.text("x")) && !blank(w.text("w"))
	w.need(!blank(w.text("s")) || unsigned, "signatureMissing")
}

// lookedAt: the step's own check was made before the case leaves it.
func (w *walk) lookedAt() {
	if w.commitment != nil && w.onSpot { // looked at afterwards
		return
	}
	w.need(!w.defined().Check || w.checked[w.place], "checkMissing", number(w.place+1))
}
