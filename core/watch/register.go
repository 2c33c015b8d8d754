package watch

import (
	"fmt"
	"slices"
	"strings"

	"yimen/core/period"
)

// Deed (经过) is one step in a register beside the cases: an alarm explained, a complaint answered, a
// finding confirmed.
type Deed struct {
	N    int
	At   period.Instant
	What string
	By   string // 工号
	Unit string // of a complaint, whose it is from then on
	Text string
}

// Complained (投诉) is a complaint as it stands, with what was done about it.
type Complained struct {
	No                 string
	At, Taken, Settled period.Instant // zero = not yet
	State, Outcome     string
	Staff              string // 工号 of the one complained of; empty = not known
	Watch              string // the unit in whose hands it is
	Way, By            string // how it came, and who took it down
	Deeds              []Deed
}

// Blamed (问责登记) is a finding against a unit or one of its people, as it stands.
type Blamed struct {
	No          string
	At, Settled period.Instant
	State       string
	By, Staff   string // 工号 of who recorded it, of who is held to account; the second empty: the unit as a whole
	Deeds       []Deed
}

// Alarmed (预警) is an alarm that somebody said something to, as it stands.
type Alarmed struct {
	No     string
	Raised period.Instant
	State  string
	Deeds  []Deed
}

// run tells whether steps are numbered from 1, none before the one before, each by somebody.
func run(from period.Instant, deeds []Deed) bool {
	for i, d := range deeds {
		if d.N != i+1 || d.At < from || blank(d.By) {
			return false
		}
		from = d.At
	}
	return true
}

// registered tells whether a number is of a register and of the year in which it was given.
func registered(no, prefix string, at period.Instant) bool {
	year, _, _ := at.Date().Civil()
	n, ok := strings.CutPrefix(no, fmt.Sprintf("%s%d", prefix, year))
	return ok && len(n) == 6 && strings.Trim(n, "0123456789") == ""
}

// complained checks a complaint: it is taken up before it is answered, and once; nothing is done after;
// no deed is of the one complained of; who complains is told in time.
func (w *walk) complained(c Complained) {
	w.need(registered(c.No, "TS", c.At), "registerNo", c.No)
	w.need(run(c.At, c.Deeds), "registerSteps", c.No)
	w.need((c.Way == "online") == blank(c.By), "registerState", c.No)
	var taken, settled period.Instant
	state, watch := "registered", c.Watch
	for _, d := range c.Deeds {
		ok := settled == 0
		switch d.What {
		case "take":
			ok, taken, state = ok && taken == 0, d.At, "taken"
		case "decline":
			ok, settled, state = ok && taken == 0 && !blank(d.Text), d.At, "declined"
		case "answer":
			ok, settled, state = ok && taken != 0 && !blank(d.Text), d.At, "answered"
		case "pass":
			ok, watch = ok && !blank(d.Text), d.Unit
		default:
			ok = false
		}
		w.need(ok, "registerSteps", c.No)
		w.need(blank(c.Staff) || d.By != c.Staff, "complaintSelf", c.No, d.By)
	}
	found := slices.Contains([]string{"upheld", "partly", "unfounded"}, c.Outcome)
	w.need(c.State == state && c.Taken == taken && c.Settled == settled && c.Watch == watch && found == (state == "answered"), "registerState", c.No)
	told := taken
	if told == 0 {
		told = settled
	}
	w.inTime("complaintTakeLate", c.At, told, w.Rules.ComplaintTake, c.No)
	w.inTime("complaintReplyLate", c.At, settled, w.Rules.ComplaintReply, c.No)
}

// inTime notes what was told after its last day, or is not told and should be.
func (w *walk) inTime(code string, from, done period.Instant, within period.Period, about ...string) {
	if done == 0 {
		done = w.Now
	}
	due := w.cal.At(done).Due(period.Clock{From: from.Date(), Limit: within}).On
	w.need(done.Date() <= due, code, append([]string{due.String(), done.Date().String()}, about...)...)
}

// blamed checks a finding: decided once, by neither who recorded it nor who is held to account, after
// he spoke or had his days to.
func (w *walk) blamed(b Blamed) {
	w.need(registered(b.No, "WZ", b.At), "registerNo", b.No)
	w.need(run(b.At, b.Deeds), "registerSteps", b.No)
	w.need(b.By != b.Staff, "blamedSelf", b.No, b.By)
	var settled period.Instant
	state, heard := "proposed", false
	for _, d := range b.Deeds {
		w.need(settled == 0 && !blank(d.Text), "registerSteps", b.No)
		switch d.What {
		case "state":
			w.need(d.By != b.By && (blank(b.Staff) || d.By == b.Staff), "blamedSelf", b.No, d.By)
			heard = true
			continue
		case "confirm":
			state = "confirmed"
		case "drop":
			state = "dropped"
		default:
			w.find("registerSteps", b.No)
		}
		settled = d.At
		w.need(d.By != b.By && d.By != b.Staff, "blamedSelf", b.No, d.By)
		last := w.cal.At(d.At).Due(period.Clock{From: b.At.Date(), Limit: w.Rules.AccountState}).On
		w.need(heard || d.At.Date() > last, "blamedUnheard", b.No, last.String())
	}
	w.need(b.State == state && b.Settled == settled, "registerState", b.No)
}

// alarmed checks an alarm: explained or objected to once, then decided once, by somebody else; nothing
// is dismissed unheard.
func (w *walk) alarmed(a Alarmed) {
	w.need(run(a.Raised, a.Deeds), "registerSteps", a.No)
	state, speaker := "raised", ""
	for _, d := range a.Deeds {
		answer := d.What == "explained" || d.What == "objected"
		decision := d.What == "upheld" || d.What == "dismissed"
		open := state == "raised" || !answer && (state == "explained" || state == "objected")
		w.need((answer || decision) && open && !blank(d.Text), "registerSteps", a.No)
		w.need(!decision || d.By != speaker, "alarmSelf", a.No, d.By)
		w.need(d.What != "dismissed" || speaker != "", "alarmUnheard", a.No)
		if answer {
			speaker = d.By
		}
		state = d.What
	}
	w.need(a.State == state, "registerState", a.No)
}
