// Package message (消息) carries what applicants are told out of the house: e-mail over SMTP, short
// messages through a gateway. It knows nothing of cases; who is told what is decided in app.
package message

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Letter (信件) is one message to one address.
type Letter struct {
	ID      string // names it for ever: sent again it bears the same
	To      string // e-mail address or mobile number
	Subject string // of e-mail
	Text    string
	At      time.Time
}

// Sender (发送渠道) is one way out. nil says that the other side took the letter; Rejected that it
// never will; ErrUncertain that nobody can tell; any other error that it surely was not sent.
type Sender interface {
	Send(ctx context.Context, l Letter) error
	// Repeats tells whether a letter sent twice under one ID arrives once.
	Repeats() bool
}

// ErrUncertain says that the connection broke after the letter was given and before it was taken.
var ErrUncertain = errors.New("message: sent, but it is not known whether it was taken")

// Rejected (退回) says that the other side refuses the letter for good.
type Rejected struct{ Why string }

func (r Rejected) Error() string { return "message: rejected: " + r.Why }

// most cuts what another system said to a length that a ledger holds.
func most(err error) string {
	text := fmt.Sprint(err)
	if runes := []rune(text); len(runes) > 200 {
		return string(runes[:200])
	}
	return text
}
