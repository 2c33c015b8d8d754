package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/message"
	"yimen/store"
)

const (
	sendLease  = 5 * time.Minute // how long one sending may take before it counts as cut off
	sendTries  = 6
	letterTime = 20 * time.Second // how long the other side may take for one message
	sendTurn   = 10 * time.Second // how long one turn may take, and what one letter takes beside
)

// sendAgain is how long to wait after the nth failure.
var sendAgain = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 10 * time.Hour}

// ToDeliver tells whether any message is due.
func (h *Hall) ToDeliver(ctx context.Context) (bool, error) {
	list, err := h.Store.DueDeliveries(ctx, h.Now(), 1)
	return len(list) > 0, err
}

// Deliver (发送消息) sends the messages that are due, at most so many. Each is noted as being sent before
// it is given to the other side: one that a crash cut off is sent again only where the other side
// drops a second copy, and is uncertain otherwise.
func (h *Hall) Deliver(ctx context.Context, most int) error {
	due, err := h.Store.DueDeliveries(ctx, h.Now(), most)
	if err != nil {
		return err
	}
	until := h.Now() + period.Instant(sendTurn.Milliseconds())
	for _, d := range due {
		if ctx.Err() != nil || h.Now() > until {
			return nil
		}
		if err := h.deliver(ctx, d); err != nil && !errors.Is(err, store.ErrConflict) {
			return err // a conflict: another process has it
		}
	}
	return nil
}

func (h *Hall) deliver(ctx context.Context, d store.Delivery) error {
	now := h.Now()
	sender := h.Couriers.Mail
	if d.Channel == BySMS {
		sender = h.Couriers.SMS
	}
	switch {
	case sender == nil: // the channel was taken away meanwhile
		return h.Store.Move(ctx, d, store.Failed, d.Attempt, d.NextAt, now, "channel not set up")
	case d.State == store.Sending && !sender.Repeats():
		return h.Store.Move(ctx, d, store.Uncertain, d.Attempt, d.NextAt, now, "cut off while sending")
	}
	letter, err := h.letter(ctx, d)
	if err != nil {
		return err
	}
	if letter.To == "" { // the address is no longer the case's
		return h.Store.Move(ctx, d, store.Failed, d.Attempt, d.NextAt, now, "no address")
	}
	until := now + period.Instant(sendLease.Milliseconds())
	if err := h.Store.Move(ctx, d, store.Sending, d.Attempt+1, until, now, ""); err != nil {
		return err
	}
	d.State, d.Attempt, d.NextAt = store.Sending, d.Attempt+1, until
	within, cancel := context.WithTimeout(ctx, letterTime)
	defer cancel()
	sent := sender.Send(within, letter)
	return h.settle(context.WithoutCancel(ctx), d, sent)
}

// MessageAgain (再发一次) is how the log of rights names that a message was sent once more.
const MessageAgain = "again"

// SendAgain (重新发送) lets a message that did not arrive, or may not have, go out once more. Only
// administrators may.
func (h *Hall) SendAgain(ctx context.Context, id int64, by string) error {
	if !h.Administers(by) {
		return ErrNoRight
	}
	d, err := h.Store.Delivery(ctx, id)
	if err != nil {
		return err
	}
	if !d.Open() {
		return store.ErrConflict
	}
	now := h.Now()
	return h.Store.Move(ctx, d, store.ToSend, 0, now, now, "",
		store.LogRight(store.RightChange{ID: store.NewID(now), At: now, Kind: MessageAgain, Code: strconv.FormatInt(id, 10), By: by}))
}

// settle writes what came of a sending.
func (h *Hall) settle(ctx context.Context, d store.Delivery, sent error) error {
	var rejected message.Rejected
	now := h.Now()
	switch {
	case sent == nil:
		return h.Store.Move(ctx, d, store.Sent, d.Attempt, d.NextAt, now, "")
	case errors.As(sent, &rejected):
		return h.Store.Move(ctx, d, store.Bounced, d.Attempt, d.NextAt, now, sendFault(sent, d))
	case errors.Is(sent, message.ErrUncertain):
		return h.Store.Move(ctx, d, store.Uncertain, d.Attempt, d.NextAt, now, sendFault(sent, d))
	case d.Attempt >= sendTries:
		return h.Store.Move(ctx, d, store.Failed, d.Attempt, d.NextAt, now, sendFault(sent, d))
	}
	next := now + period.Instant(sendAgain[d.Attempt-1].Milliseconds())
	return h.Store.Move(ctx, d, store.ToSend, d.Attempt, next, now, sendFault(sent, d))
}

// sendFault is what went wrong, short, and without the address, which servers like to repeat.
func sendFault(err error, d store.Delivery) string {
	text := err.Error()
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" <>,;:\"'()", r) }) {
		if strings.Contains(word, "@") || mobile.MatchString(word) {
			text = strings.ReplaceAll(text, word, d.Masked)
		}
	}
	if runes := []rune(text); len(runes) > 200 {
		return string(runes[:200])
	}
	return text
}

// letter writes a message from its template. The address is taken from the case as it was then.
func (h *Hall) letter(ctx context.Context, d store.Delivery) (message.Letter, error) {
	if d.About != "" {
		return h.formLetter(ctx, d)
	}
	about, err := h.toldOf(ctx, d)
	if err != nil {
		return message.Letter{}, err
	}
	texts, err := h.MessageTexts(ctx)
	if err != nil {
		return message.Letter{}, err
	}
	text, ok := texts[about.turn]
	if !ok {
		text = texts[message.Other]
	}
	values := map[string]string{"item": about.item, "no": about.no, "site": h.Paper.Site}
	dayZh, dayEN := toldDay(about.day)
	values["day"] = dayZh
	zh := message.Fill(text.Zh, values)
	l := message.Letter{ID: "m" + strconv.FormatInt(d.ID, 10), At: instant(h.Now()), Text: zh}
	for _, w := range about.ways {
		if w.Channel == d.Channel {
			l.To = w.To
		}
	}
	if d.Channel == ByMail {
		values["item"], values["day"] = cmp.Or(about.itemEN, about.item), dayEN
		l.Subject = "一门 Yimen · " + about.no
		l.Text = zh + "\n\n" + message.Fill(text.En, values) + "\n"
		if h.Paper.Site != "" {
			l.Text += "\n" + h.Paper.Site + door(d) + about.page + about.no + "\n"
		}
	}
	return l, nil
}

// occasion is what a message is about: the turn, what it names, and the ways to whom it is for.
type occasion struct {
	turn, item, itemEN, no, page string
	day                          period.Date // see message.Dated
	ways                         []Way
}

func (h *Hall) toldOf(ctx context.Context, d store.Delivery) (occasion, error) {
	if d.Turn == StaffAccount {
		a, err := h.Store.Account(ctx, d.CaseID)
		return occasion{turn: d.Turn, no: a.No, page: "/accountability/", ways: h.waysToStaff(d)}, err
	}
	if d.Turn == StaffQuestion {
		return occasion{turn: d.Turn, no: strconv.FormatInt(d.CaseID, 10), page: "/questions/", ways: h.waysToStaff(d)}, nil
	}
	if OfComplaint(d.Turn) {
		c, err := h.Store.Complaint(ctx, d.CaseID)
		t := occasion{turn: d.Turn, no: c.No, page: "/complaints/", ways: h.Ways(casework.Party{Phone: c.Phone}, nil)}
		if d.Staff != "" {
			t.ways = h.waysToStaff(d)
		}
		return t, err
	}
	seq := d.Seq
	if d.Staff != "" {
		seq = 0 // it may be of a day
	}
	rec, err := h.Store.CaseAfter(ctx, d.CaseID, seq)
	if err != nil {
		return occasion{}, err
	}
	item, ok := h.Catalogue().Version(rec.Item, rec.ItemVersion)
	if !ok {
		return occasion{}, ErrUnknownItem
	}
	t := occasion{item: item.Name, itemEN: item.NameEN, no: rec.No, page: "/cases/"}
	t.turn, t.ways, err = h.toldBy(rec, d)
	t.day = h.dayOf(rec.Case, item, t.turn)
	return t, err
}

// datedBy are the clocks that give turns their day (see message.Dated).
var datedBy = map[string]casework.ClockName{
	"requestSupplement": casework.SupplementClock, "acceptPending": casework.PendingClock, "proposeRevocation": casework.StatementClock,
}

// dayOf is the day that a turn set the applicant, as the case stood after it; zero where it set none.
func (h *Hall) dayOf(c casework.Case, item *catalog.Item, turn string) period.Date {
	switch {
	case turn == "tick."+string(casework.RenewalNear):
		return c.RenewBy(item, h.CalendarOf(c)).On
	case turn == string(org.ScheduleHearing) && c.Hearing != nil && c.Hearing.Plan != nil:
		return c.Hearing.Plan.On
	}
	for _, r := range c.Clocks(item, h.Rules) {
		if r.Name == datedBy[turn] {
			return h.CalendarOf(c).Due(r.Clock).On
		}
	}
	return 0
}

// toldDay names a day in both languages: that of the notice where a message does not know it.
func toldDay(d period.Date) (zh, en string) {
	if d.IsZero() {
		return "告知书写明的日期", "the day in the notice"
	}
	year, month, day := d.Civil()
	return fmt.Sprintf("%d年%d月%d日", year, month, day), fmt.Sprintf("%d %s %d", day, time.Month(month), year)
}

// waysToStaff are those in which the member of staff whom a message is for is told; who has left has none.
func (h *Hall) waysToStaff(d store.Delivery) []Way {
	who, _ := h.Directory().OnStaff(d.Staff, h.Today())
	return h.StaffWays(who, d.Turn)
}

// toldBy is the turn that a message tells of, and the ways to whom it is for.
func (h *Hall) toldBy(rec store.Record, d store.Delivery) (turn string, ways []Way, err error) {
	if d.Staff != "" {
		return d.Turn, h.waysToStaff(d), nil
	}
	if d.Seq > len(rec.Facts) {
		return "", nil, fmt.Errorf("app: delivery %d tells of fact %d, which is not there", d.ID, d.Seq)
	}
	return MessageTurn(rec.Facts[d.Seq-1]), h.Ways(rec.Applicant, rec.Case.Delivery), nil
}

// door is the room in which the reader of a message finds the case.
func door(d store.Delivery) string {
	if d.Staff != "" {
		return "/desk"
	}
	return ""
}

// stateWords are the states of what did not arrive, as the digest says them.
var stateWords = map[store.DeliveryState]string{store.Bounced: "被退回", store.Failed: "未能送出", store.Uncertain: "不能确定"}

// LastDay counts the messages of the last day that did not arrive, or may not have.
func (h *Hall) LastDay(ctx context.Context) (map[store.DeliveryState]int, error) {
	return h.Store.Undelivered(ctx, h.dayAgo())
}

// Digest (失败日报) tells those who keep the system, by e-mail, of the messages of the last day that did
// not arrive or may not have. Nothing to tell, nothing sent. left are those who must be told again
// later, since the relay was not there or did not take it; one that it refuses for good is none.
func (h *Hall) Digest(ctx context.Context, to []string) (counts map[store.DeliveryState]int, left []string, err error) {
	if counts, err = h.LastDay(ctx); err != nil {
		return nil, to, err
	}
	if len(counts) == 0 || h.Couriers.Mail == nil {
		return counts, nil, nil
	}
	text, now := h.digestText(counts), h.Now()
	for _, address := range to {
		sent := h.Couriers.Mail.Send(ctx, message.Letter{ID: "digest-" + now.Date().String() + "-" + strconv.Itoa(slices.Index(h.Couriers.Digest, address)), To: address,
			Subject: "一门消息失败日报 Yimen: undelivered messages " + now.Date().String(), Text: text, At: instant(now)})
		var refused message.Rejected
		if sent != nil && !errors.As(sent, &refused) && !errors.Is(sent, message.ErrUncertain) {
			left = append(left, address)
		}
		err = errors.Join(err, sent)
	}
	return counts, left, err
}

func (h *Hall) digestText(counts map[store.DeliveryState]int) string {
	var text strings.Builder
	fmt.Fprintf(&text, "过去一天未送达的消息 Messages of the last day that did not arrive:\n\n")
	for _, s := range store.DeliveryStates {
		if counts[s] > 0 {
			fmt.Fprintf(&text, "  %s %s: %d\n", stateWords[s], s, counts[s])
		}
	}
	fmt.Fprintf(&text, "\n%s/desk/messages\n", h.Paper.Site)
	return text.String()
}
