package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"yimen/core/board"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/message"
	"yimen/store"
)

// formTurns are the turns of which staff are told of a form.
var formTurns = map[board.PromptKind]string{board.PromptNear: StaffFormNear, board.PromptToday: StaffFormToday,
	board.PromptLate: StaffFormLate, board.PromptBack: StaffFormBack}

// RemindCalls (催报) tells of every form that is owed those who have to send it in, on working days:
// some days before its last day, on it and after it, and when it was sent back. Each reminder is told
// once, however often this runs.
func (h *Hall) RemindCalls(ctx context.Context) error {
	today := h.Today()
	if !h.Calendar().Working(today) {
		return nil
	}
	var plan store.Plan
	for _, c := range h.Registers().Calls() {
		if !c.Ended.IsZero() || c.From > today {
			continue
		}
		for _, o := range h.OwedOf(c) {
			plan = append(plan, h.remind(o)...)
		}
	}
	return h.Store.Write(ctx, plan)
}

func (h *Hall) remind(o Owed) store.Plan {
	p, ok := board.PromptOf(o.Sent, o.Due, h.Today())
	if !ok {
		return nil
	}
	return h.tellOfForm(o, h.Senders(o.Unit.Code), p.Mark, formTurns[p.Of])
}

// tellOfForm tells some people of a form, once for each day and turn.
func (h *Hall) tellOfForm(o Owed, people []string, mark period.Date, turn string) (plan store.Plan) {
	for _, no := range people {
		plan = append(plan, h.tell(store.StaffMessage{ID: store.NewID(h.Now()), About: o.Code(), Mark: int64(mark), Staff: no, Turn: turn})...)
	}
	return plan
}

// Nudged (立即催报记录) is a reminder that was given by hand, with who gave it and when.
type Nudged struct {
	board.Nudge
	By string
	At period.Instant
}

// Nudges lists the reminders that were given by hand in a round of collecting, newest first.
func (r *Registers) Nudges(call string) []Nudged {
	list := slices.DeleteFunc(slices.Clone(r.nudges), func(n Nudged) bool { return n.Call != call })
	slices.SortStableFunc(list, func(a, b Nudged) int { return cmp.Compare(b.At, a.At) })
	return list
}

// RemindNow (立即催报) tells the people of some bodies at once of all the forms that they owe: the
// district office, each body once on a day. What is wrong with one of the bodies lets none be told;
// the record and the messages come to be together. Errors: ErrNoRight, ErrNotFound, Faults,
// store.ErrConflict.
func (h *Hall) RemindNow(ctx context.Context, call string, units []string, by string) error {
	c, _, ok := h.Registers().Call(call)
	if !ok {
		return ErrNotFound
	}
	if !h.SetsRounds(by) {
		return ErrNoRight
	}
	if !c.Ended.IsZero() {
		return refusedFor("callEnded")
	}
	owed := h.OwedOf(c)
	var plan store.Plan
	var entries []store.Entry
	for _, unit := range slices.Compact(slices.Sorted(slices.Values(units))) {
		n, told, err := h.nudge(c, unit, owed)
		if err != nil {
			return err
		}
		e, err := h.entered(nudgeKind, n.Code(), 0, by, n)
		if err != nil {
			return err
		}
		entries, plan = append(entries, e), append(plan, told...)
	}
	if len(entries) == 0 {
		return Faults{{Field: "unit", Rule: "required", Severity: catalog.Error}}
	}
	if err := h.Store.Write(ctx, append(store.EnterPlan(entries...), plan...)); err != nil {
		return err
	}
	return h.Reload(ctx)
}

// nudge is the reminder of one body, with the messages that tell of it.
func (h *Hall) nudge(c board.Call, unit string, owed []Owed) (n board.Nudge, plan store.Plan, err error) {
	n = board.Nudge{Call: c.Code, Unit: unit, On: h.Today(), Staff: h.Senders(unit)}
	for _, o := range owed {
		if o.Unit.Code == unit && o.Owed() {
			n.Annexes = append(n.Annexes, o.Annex)
			plan = append(plan, h.tellOfForm(o, n.Staff, n.On, StaffFormNow)...)
		}
	}
	u, _ := h.Directory().UnitOrLast(unit, n.On)
	refuse := func(rule string) error {
		return Faults{{Field: "unit", Rule: rule, Args: []string{"unit", u.Name}, Severity: catalog.Error}}
	}
	switch {
	case len(n.Annexes) == 0:
		return n, nil, refuse("remindNothing")
	case len(n.Staff) == 0:
		return n, nil, refuse("remindNobody")
	case h.Registers().version(nudgeKind, n.Code()) > 0:
		return n, nil, refuse("remindToday")
	}
	return n, plan, nil
}

// Senders (报送责任人) are who has to see to it that a body reports: its keepers, and its leader who
// signs (分管领导).
func (h *Hall) Senders(unit string) []string {
	dir, today := h.Directory(), h.Today()
	var list []string
	for _, s := range dir.People() {
		if slices.ContainsFunc(dir.HoldingsOf(s.No, today), func(o org.Holding) bool { return o.Unit == unit && (o.Post == org.Keeper || o.Post == org.Approval) }) {
			list = append(list, s.No)
		}
	}
	return list
}

// Code names the form, as its submissions are.
func (o Owed) Code() string { return board.SubmissionCode(o.Call.Code, o.Annex, o.Unit.Code) }

// owedAs finds a form by its code.
func (h *Hall) owedAs(code string) (Owed, bool) {
	part := strings.SplitN(code, "/", 3)
	if len(part) < 3 {
		return Owed{}, false
	}
	no, err := strconv.Atoi(part[1])
	if err != nil {
		return Owed{}, false
	}
	return h.Owed(part[0], no, part[2])
}

// FormText writes what a message says of a form, in both languages; ok is false where nobody owes it
// any more.
func (h *Hall) FormText(form string, t message.Template) (said message.Template, ok bool) {
	o, ok := h.owedAs(form)
	if !ok {
		return said, false
	}
	no, unit := strconv.Itoa(o.Annex), o.Unit
	zh := map[string]string{"item": "附件" + no, "no": o.Call.Code, "unit": cmp.Or(unit.Short, unit.Name), "day": o.Due.String(), "site": h.Paper.Site}
	en := map[string]string{"item": "Annex " + no, "no": o.Call.Code, "unit": unit.NameEN, "day": o.Due.String(), "site": h.Paper.Site}
	return message.Template{Zh: message.Fill(t.Zh, zh), En: message.Fill(t.En, en)}, true
}

// formLetter writes a message about a form. Who has left has no address.
func (h *Hall) formLetter(ctx context.Context, d store.Delivery) (message.Letter, error) {
	texts, err := h.MessageTexts(ctx)
	if err != nil {
		return message.Letter{}, err
	}
	l := message.Letter{ID: "m" + strconv.FormatInt(d.ID, 10), At: instant(h.Now())}
	said, ok := h.FormText(d.About, texts[d.Turn])
	if !ok {
		return l, nil // nor has a form that nobody owes
	}
	who, _ := h.Directory().OnStaff(d.Staff, h.Today())
	for _, w := range h.StaffWays(who, d.Turn) {
		if w.Channel == d.Channel {
			l.To = w.To
		}
	}
	l.Text = said.Zh
	if d.Channel == ByMail {
		l.Subject = "一门 Yimen · " + d.About
		l.Text = said.Zh + "\n\n" + said.En + "\n"
		if h.Paper.Site != "" {
			l.Text += "\n" + h.Paper.Site + FormPath(d.About) + "\n"
		}
	}
	return l, nil
}

// FormPath is where a form stands among the pages.
func FormPath(form string) string { return "/keeper/calls/" + form }

// Path is where the form stands.
func (o Owed) Path() string { return FormPath(o.Code()) }

// FormReminder (催报记录) is whom a form was told of, when, and what became of the messages outside.
type FormReminder struct {
	store.StaffMessage
	Ways []store.Delivery
}

// FormReminders reads the reminders of a form, newest first.
func (h *Hall) FormReminders(ctx context.Context, form string) ([]FormReminder, error) {
	told, err := h.Store.StaffMessagesAbout(ctx, form)
	if err != nil {
		return nil, err
	}
	sent, err := h.Store.DeliveriesAbout(ctx, form)
	var list []FormReminder
	for _, m := range told {
		r := FormReminder{StaffMessage: m}
		for _, d := range sent {
			if d.Staff == m.Staff && d.Turn == m.Turn && int64(d.Seq) == m.Mark {
				r.Ways = append(r.Ways, d)
			}
		}
		list = append(list, r)
	}
	return list, err
}
