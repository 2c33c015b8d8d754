package notice

import (
	"cmp"
	"fmt"

	"yimen/core/casework"
)

// The courtesy copies: receipt, acceptance and decision. What officers wrote stays in the
// language in which it was written.

func receiptEN(w *writer, zh *Document) {
	d := w.english(zh)
	d.text(fmt.Sprintf("The materials of your application for \"%s\" have been received.", d.Item.Name))
	d.facts(
		Pair{"Applicant", w.c.Applicant.Name}, Pair{"Identity document", d.To.IDType + " " + d.To.ID},
		Pair{"Agent", agentName(w.c)}, Pair{"Way of applying", channelName[w.c.Channel].en}, Pair{"Terminal", w.terminal(En)},
		Pair{"Received on", dayEN(w.c.ReceivedOn)}, Pair{"Query code", w.c.Query},
	)
	w.given(d, w.c.Materials)
	if due, ok := w.clock(casework.AcceptanceClock); ok {
		d.text("By " + dueTextEN(due) + " (that day included) you will be told whether the application is accepted, what is to be supplemented, or that it is not accepted; otherwise it counts as accepted from the day it was received.")
	}
	d.text("Receipt is not yet acceptance. Case number and query code show the progress.")
}

func acceptanceEN(w *writer, zh *Document) {
	d := w.english(zh)
	d.text(fmt.Sprintf("Your application for \"%s\" (case %s) is accepted from %s.", d.Item.Name, w.c.No, dayEN(w.c.AcceptedOn)))
	if due, ok := w.clock(casework.OriginalsClock); ok && w.c.AwaitsOriginals(w.Item) {
		d.text("Please hand in the originals of what you sent by " + dueTextEN(due) + " (that day included).")
	}
	pairs := []Pair{{"Accepted on", dayEN(w.c.AcceptedOn)}}
	for _, l := range []struct {
		term string
		name casework.ClockName
	}{{"Statutory limit", casework.StatutoryClock}, {"Promised limit", casework.PromisedClock}} {
		if due, ok := w.clock(l.name); ok {
			pairs = append(pairs, Pair{l.term, dueTextEN(due)})
		}
	}
	fee := "none"
	if w.Item.Sheet.Fee.Charged {
		fee = feeText(w.Item)
	}
	d.facts(append(pairs, Pair{"Fee", fee}, Pair{"Result", cmp.Or(w.Item.Result.NameEN, w.Item.Result.Name)}, Pair{"Query code", w.c.Query})...)
	d.text("Case number and query code show the progress.")
}

func decisionEN(w *writer, zh *Document, granted bool) {
	d := w.english(zh)
	what := "refused"
	if granted {
		what = "granted"
	}
	d.text(fmt.Sprintf("Your application for \"%s\" (case %s), accepted on %s, is %s.", d.Item.Name, w.c.No, dayEN(w.c.AcceptedOn), what))
	dec := w.c.Decision
	term := "Facts and reasons (in the original language)"
	if granted {
		term = "Scope and conditions (in the original language)"
	}
	d.facts(
		Pair{"Decided on", dayEN(dec.On)}, Pair{"Deciding body", d.Agency},
		Pair{term, dec.Content}, Pair{"Provisions applied", dec.Article},
		Pair{"Valid until", dayEN(dec.Until)},
	)
	if granted {
		d.text("What was granted is made out and handed over as the Chinese document says.")
	} else {
		d.text("You may apply for administrative reconsideration or bring an action before the court; bodies and limits are named in the Chinese document.")
	}
}
