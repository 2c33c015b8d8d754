package app

import (
	"context"
	"net/url"
	"time"

	"yimen/core/period"
)

// openWay tells whether messages go to another machine in the clear.
func openWay(address, scheme, query string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != scheme || u.RawQuery != query {
		return false
	}
	return u.Hostname() != "localhost" && u.Hostname() != "127.0.0.1" && u.Hostname() != "::1"
}

// lateMessages is how long a message may be due before something is wrong with the sending.
const lateMessages = 15 * time.Minute

// checkMessages: messages of the last day that did not arrive, and due ones that nobody sends.
func (h *Hall) checkMessages(ctx context.Context) (faults []Fault, err error) {
	counts, err := h.LastDay(ctx)
	if err != nil {
		return nil, err
	}
	n := 0
	for _, some := range counts {
		n += some
	}
	if n > 0 {
		faults = append(faults, Fault{Code: "undelivered", N: n})
	}
	late, err := h.Store.DueDeliveries(ctx, h.Now()-period.Instant(lateMessages.Milliseconds()), 1000)
	if len(late) > 0 {
		faults = append(faults, Fault{Code: "messagesWait", Grave: true, N: len(late)})
	}
	return faults, err
}

func (h *Hall) dayAgo() period.Instant {
	return h.Now() - period.Instant((24 * time.Hour).Milliseconds())
}
