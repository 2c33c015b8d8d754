package job

import (
	"context"

	"yimen/core/casework"
	"yimen/store"
)

// sendAtOnce is how many messages go out in one turn.
const sendAtOnce = 50

// told is what enters the ledger when the applicant is told of a fact.
func (w *hallWork) told(c casework.Case, f casework.Fact) store.Plan { return w.Deliveries(c, f) }

// toSend tells whether a channel is set up and any message is due.
func (w *hallWork) toSend(ctx context.Context) (bool, error) {
	if w.Couriers.Mail == nil && w.Couriers.SMS == nil {
		return false, nil
	}
	return w.ToDeliver(ctx)
}

// send sends what is due (发送消息).
func (w *hallWork) send(ctx context.Context) error { return w.Deliver(ctx, sendAtOnce) }

// digest tells each morning what did not arrive (失败日报); the log says it too. Whom the relay does not
// take it for at that hour is told later that day.
func (w *hallWork) digest(ctx context.Context) error {
	if today := w.Today(); w.owed.day != today {
		w.owed.day, w.owed.to = today, w.Couriers.Digest
	} else if len(w.owed.to) == 0 {
		return nil // all were told before
	}
	counts, left, err := w.Digest(ctx, w.owed.to)
	w.owed.to = left
	if len(counts) > 0 {
		w.log.Warn("messages that did not arrive", "bounced", counts[store.Bounced], "failed", counts[store.Failed], "uncertain", counts[store.Uncertain])
	}
	if len(left) == 0 && err != nil { // nobody is left to be told again: it is said once
		w.log.Error("digest refused", "error", err)
		return nil
	}
	return err
}
