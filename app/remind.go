package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"yimen/core/board"
	"yimen/core/org"
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

func (h *Hall) remind(o Owed) (plan store.Plan) {
	p, ok := board.PromptOf(o.Sent, o.Due, h.Today())
	if !ok {
		return nil
	}
	for _, no := range h.Senders(o.Unit.Code) {
		plan = append(plan, h.tell(store.StaffMessage{ID: store.NewID(h.Now()), About: o.Code(), Mark: int64(p.Mark), Staff: no, Turn: formTurns[p.Of]})...)
	}
	return plan
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
