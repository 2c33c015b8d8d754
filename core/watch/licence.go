package watch

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"yimen/core/period"
)

// licence is what the facts make of the licence after the case was closed.
type licence struct {
	held       bool        // made out, and the case concluded
	until      period.Date // last day of validity; zero = no end
	proposal   *proposal
	held0      period.Date // first and last day on which a penalty held it back last; zero = never
	held1      period.Date
	revokedOn  period.Date
	cancelled  bool
	expiredOn  period.Date
	reminders  int
	next       *next // who applied to change or renew it
	replacedOn period.Date
}

// proposal is a revocation proposed and not yet decided.
type proposal struct {
	cause string
	on    period.Date
	limit period.Period
	heard bool
}

// stands tells whether the licence is valid today.
func (w *walk) stands() bool {
	l := w.licence
	until := l.standsUntil()
	return l.held && !l.cancelled && l.revokedOn.IsZero() && l.replacedOn.IsZero() && (until.IsZero() || w.now <= until)
}

// heldBack tells whether a penalty holds the licence back today.
func (w *walk) heldBack() bool {
	l := w.licence
	return !l.held0.IsZero() && l.held0 <= w.now && w.now <= l.held1
}

// suspendLicence checks a holding back that the register notes: of a valid licence, from a day
// since the decision to one that is not over.
func (w *walk) suspendLicence() {
	from, until := w.day("f"), w.day("u")
	w.need(w.stands() && !w.heldBack(), "noLicence")
	w.need(from >= w.decidedOn && from <= w.now && until >= w.now, "holdDays", from.String(), until.String())
	w.licence.held0, w.licence.held1 = from, until
}

// returnLicence checks that what is given back was held.
func (w *walk) returnLicence() {
	w.need(w.stands() && w.heldBack(), "notHeld")
	w.licence.held1 = w.now.Add(-1)
}

// proposeRevocation checks what the holder is told: a valid licence, a cause of the law, a
// time to speak.
func (w *walk) proposeRevocation() {
	p := &proposal{cause: w.text("g"), on: w.now, limit: w.period("lim")}
	w.need(w.stands(), "noLicence")
	w.need(w.licence.proposal == nil, "proposalOpen")
	w.need(slices.Contains([]string{"body", "fraud", "power"}, p.cause), "revokeCause", p.cause)
	w.licence.proposal = p
	most := w.due(w.now, w.Rules.MaxSupplement, nil, nil)
	w.need(p.limit.N > 0 && (most.IsZero() || w.statementDue() <= most), "statementLimit", p.limit.String())
}

// statementDue is the last day of the holder's time to speak; zero without a proposal.
func (w *walk) statementDue() period.Date {
	if w.licence.proposal == nil {
		return 0
	}
	return w.due(w.licence.proposal.on, w.licence.proposal.limit, nil, nil)
}

// hearHolder checks the day of the statement.
func (w *walk) hearHolder() {
	p, on := w.licence.proposal, w.day("on")
	if p == nil {
		w.find("notProposed")
		return
	}
	w.need(on >= p.on && on <= w.now, "holderDay", on.String())
	p.heard = true
}

// barred is how long whoever got a licence by fraud may not apply again (许可法79).
var barred = period.Period{N: 36, Unit: period.Month}

// revokeLicence checks the decision on a proposal: the holder was heard or let his time pass,
// and compensation is owed for every cause but fraud.
func (w *walk) revokeLicence() {
	p := w.licence.proposal
	if p == nil {
		w.find("notProposed")
		return
	}
	due := w.statementDue()
	w.need(p.heard || w.now > due, "holderNotHeard", due.String())
	outcome, until, safety := w.text("o"), w.day("bar"), false
	w.read("s", &safety)
	w.need(slices.Contains([]string{"revoke", "harm", "dropped"}, outcome), "revokeCause", outcome)
	w.need(outcome != "harm" || p.cause != "power", "revokeCause", outcome)
	if outcome == "revoke" {
		w.need(w.licence.next == nil, "renewalTwice", outcome)
		w.need(blank(w.text("c")) == (p.cause == "fraud"), "compensation", p.cause)
		w.licence.revokedOn = w.now
	}
	want := period.Date(0)
	if outcome == "revoke" && p.cause == "fraud" && safety {
		want = barred.After(w.now)
	}
	w.need(until == want, "barDay", until.String(), want.String())
	w.licence.proposal = nil
	w.leaves(false)
}

// cancelLicence checks why a licence is struck from the register.
func (w *walk) cancelLicence() {
	l, ground, paper := w.licence, w.text("g"), w.text("p")
	w.need(l.held && !l.cancelled && l.replacedOn.IsZero(), "noLicence")
	w.need(l.next == nil, "renewalTwice", ground)
	w.need(l.proposal == nil, "proposalOpen")
	w.need(slices.Contains([]string{"expired", "person", "body", "taken", "force", "other"}, ground), "cancelGround", ground)
	w.need(ground != "expired" || !l.until.IsZero() && w.now > l.until, "cancelGround", ground)
	w.need(ground != "taken" || !l.revokedOn.IsZero() || !blank(paper), "cancelProof", ground)
	w.need(ground != "other" || !blank(paper), "cancelProof", ground)
	w.cancelWaited()
	w.licence.cancelled = true
	w.leaves(ground == "person" || ground == "body")
}

// cancelWithin is the hall's own measure for cancelling what is valid no more.
var cancelWithin = period.Period{N: 10, Unit: period.WorkingDay}

// cancelDue is the last day of that measure; zero when nothing waits to be cancelled.
func (w *walk) cancelDue() period.Date {
	l := w.licence
	from := cmp.Or(l.revokedOn, l.expiredOn)
	if l.cancelled || from.IsZero() || !l.replacedOn.IsZero() || l.next.renewing() {
		return 0
	}
	return w.due(from, cancelWithin, nil, nil)
}

// cancelWaited notes a licence that stayed in the register too long after its end.
func (w *walk) cancelWaited() {
	if due := w.cancelDue(); !due.IsZero() && w.now > due {
		w.find("cancelLate", due.String(), w.now.String())
	}
}

// renewBy is the last day for applying for renewal: thirty days before the end (许可法50),
// or as the item says.
func (w *walk) renewBy() period.Date {
	return w.renewFrom(w.licence.until)
}

// edition is the calendar in force for the act at hand, or at File.Now.
func (w *walk) edition() *period.Calendar {
	if w.seq == 0 {
		return w.cal.At(w.Now)
	}
	return w.cal.At(w.fact.At)
}

// reminderDays are the days of the two reminders, without those that lie before the decision.
func (w *walk) reminderDays() []period.Date {
	by := w.renewBy()
	if by.IsZero() {
		return nil
	}
	days := []period.Date{min(by.Add(-1), w.edition().AddWorking(w.licence.until, -30)), by.Add(-1)}
	return slices.DeleteFunc(slices.Compact(days), func(d period.Date) bool { return d <= w.decidedOn })
}

// licenceNext is what time will do to the licence, and the last day before it does.
func (w *walk) licenceNext() (what string, on period.Date) {
	l := w.licence
	if !l.held || l.until.IsZero() || l.cancelled || !l.revokedOn.IsZero() || !l.expiredOn.IsZero() || !l.replacedOn.IsZero() || l.next.renewing() {
		return "", 0
	}
	if days := w.reminderDays(); l.reminders < len(days) {
		return renewalNear, days[l.reminders].Add(-1)
	}
	return licenceOver, l.until
}

// licenceNow is what time does to the licence today: what was overtaken is left out.
func (w *walk) licenceNow() (what string, on period.Date) {
	what, on = w.licenceNext()
	if what != "" && w.now > w.licence.until {
		return licenceOver, w.licence.until
	}
	days := w.reminderDays()
	for n := len(days) - 1; what == renewalNear && n > w.licence.reminders; n-- {
		if w.now >= days[n] {
			return renewalNear, days[n].Add(-1)
		}
	}
	return what, on
}

// reminded notes a reminder of the renewal: its number is that of its day.
func (w *walk) reminded() {
	nth := 0
	w.read("k", &nth)
	want := slices.Index(w.reminderDays(), w.day("on").Add(1)) + 1
	w.need(nth == want && nth > w.licence.reminders, "reminderNumber", number(nth))
	w.licence.reminders = nth
}

// identifier checks that an electronic licence bears this case's number and that its check
// character fits (GB/T 36904, ISO 7064 MOD 37,36).
func (w *walk) identifier(id string) {
	if id == "" {
		return
	}
	part := strings.Split(id, ".")
	ok := len(part) == 10 && checks(strings.Join(part[5:9], "")+part[9])
	if ok && len(w.No) > 6 {
		ok = part[7] == w.No[6:]
	}
	w.need(ok, "identifier", id)
}

// checks reckons the whole text, check character included: what is left must be one.
func checks(text string) bool {
	left := 36
	for i, r := range text {
		v, err := strconv.ParseInt(string(r), 36, 8)
		if err != nil {
			return false
		}
		if left = (left + int(v)) % 36; i == len(text)-1 {
			return left == 1
		}
		if left == 0 {
			left = 36
		}
		left = left * 2 % 37
	}
	return false
}
