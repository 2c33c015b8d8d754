package app

import (
	"cmp"
	"context"
	"net/mail"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"yimen/core/casework"
	"yimen/core/period"
	"yimen/message"
	"yimen/store"
)

// Couriers (消息渠道) are the ways out of the house. nil: the channel is not set up, and nobody is
// told that it would be used.
type Couriers struct {
	Mail   message.Sender
	SMS    message.Sender
	Digest []string // addresses of those who keep the system
}

// TextPhone sends what is no turn of a case, as the codes of sign-in: at once or not at all, and
// outside of the ledger. nil where there is no gateway.
func (c Couriers) TextPhone(now func() period.Instant) func(ctx context.Context, phone, text string) error {
	if c.SMS == nil {
		return nil
	}
	return func(ctx context.Context, phone, text string) error {
		return c.SMS.Send(ctx, message.Letter{ID: "t" + strconv.FormatInt(store.NewID(now()), 10), To: phone, Text: text, At: instant(now())})
	}
}

func instant(at period.Instant) time.Time { return time.UnixMilli(int64(at)).UTC() }

// The channels.
const (
	ByMail = "email"
	BySMS  = "sms"
)

// Way (告知方式) is one way in which an applicant will be told, with where to.
type Way struct{ Channel, To, Masked string }

var mobile = regexp.MustCompile(`^(?:\+?86)?(1[3-9][0-9]{9})$`)

// Ways are the ways in which an applicant is told of every turn of his case, beside the page of the
// case itself: a short message to his mobile number, e-mail where he chose electronic service to an
// address of mail (民诉法90). The page before submitting shows the same.
func (h *Hall) Ways(p casework.Party, d *casework.Delivery) []Way {
	var ways []Way
	if m := mobile.FindStringSubmatch(strings.ReplaceAll(p.Phone, " ", "")); m != nil && h.Couriers.SMS != nil {
		ways = append(ways, Way{BySMS, m[1], m[1][:3] + "****" + m[1][7:]})
	}
	if d != nil && d.Mode == casework.Electronic && h.Couriers.Mail != nil {
		if a, err := mail.ParseAddress(strings.TrimSpace(d.Address)); err == nil && a.Name == "" {
			ways = append(ways, Way{ByMail, a.Address, maskedMail(a.Address)})
		}
	}
	return ways
}

// maskedMail keeps the first character and the host of an address.
func maskedMail(address string) string {
	at := strings.LastIndex(address, "@")
	first := []rune(address[:at])[:1]
	return string(first) + "***" + address[at:]
}

// Deliveries are the messages that follow a fact, as they enter the ledger.
func (h *Hall) Deliveries(c casework.Case, f casework.Fact) store.Plan {
	var plan store.Plan
	for _, w := range h.Ways(c.Applicant, c.Delivery) {
		d := store.Delivery{ID: store.NewID(h.Now()), CaseID: c.ID, Seq: f.Seq, Channel: w.Channel, Masked: w.Masked, MadeAt: h.Now()}
		plan = append(plan, d.Insert())
	}
	return plan
}

// MessageTexts gives what is said of every turn: what an administrator wrote, else the program's
// own text.
func (h *Hall) MessageTexts(ctx context.Context) (map[string]message.Template, error) {
	own, err := h.Store.MessageTexts(ctx)
	texts := map[string]message.Template{}
	for _, turn := range message.Turns() {
		t := message.Default(turn)
		texts[turn] = message.Template{Zh: cmp.Or(own[[2]string{turn, "zh"}], t.Zh), En: cmp.Or(own[[2]string{turn, "en"}], t.En)}
	}
	return texts, err
}

// SetMessageTexts (修改消息模板) writes the texts of a turn; one equal to the program's own, or empty, is
// the program's. Only administrators may; wrong texts come as casework.Invalid.
func (h *Hall) SetMessageTexts(ctx context.Context, turn string, texts message.Template, by string) error {
	if !h.Administers(by) {
		return ErrNoRight
	}
	if !slices.Contains(message.Turns(), turn) {
		return ErrNotFound
	}
	own := message.Default(turn)
	var v casework.Invalid
	var plan store.Plan
	for _, t := range []struct{ lang, text, own string }{{"zh", texts.Zh, own.Zh}, {"en", texts.En, own.En}} {
		text := strings.TrimSpace(t.text)
		if text == t.own {
			text = ""
		}
		if code, arg := message.Lint(turn, text); code != "" && text != "" {
			v = append(v, casework.FieldError{Field: t.lang, Code: code, Args: []string{arg, strings.Join(message.Places(turn), ", ")}})
		}
		plan = append(plan, store.SetMessageText(turn, t.lang, text, by, h.Now()))
	}
	if len(v) > 0 {
		return v
	}
	return h.Store.Write(ctx, plan)
}

// MessageTurn is the template of a fact; what time did has one for each lapse, and what is served
// once the case is over another one than its result. That others were told of a hearing is news to the
// applicant and no more.
func MessageTurn(f casework.Fact) string {
	if f.ToOthers() {
		return message.Other
	}
	if lapse := f.Lapse(); lapse != "" {
		return string(f.Act) + "." + string(lapse)
	}
	if f.OfExit() != "" {
		return string(f.Act) + ".exit"
	}
	return string(f.Act)
}
