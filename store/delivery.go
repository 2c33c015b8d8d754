package store

import (
	"context"

	"yimen/core/period"
)

// Delivery (发送记录) is one message by one channel: which fact it tells of, never what it says.
type Delivery struct {
	ID        int64
	CaseID    int64
	Seq       int
	Channel   string // email, sms
	State     DeliveryState
	Attempt   int
	Masked    string // the address, masked
	Fault     string // what the other side said, empty when nothing
	NextAt    period.Instant
	MadeAt    period.Instant
	ChangedAt period.Instant
}

// DeliveryState (发送状态) is what became of a message.
type DeliveryState string

// The states of a message. A message is Sending from before it is given to the other side until what
// came of it is written: one that stays so was cut off by a crash.
const (
	ToSend    DeliveryState = "waiting"   // 待发送
	Sending   DeliveryState = "sending"   // 发送中
	Sent      DeliveryState = "sent"      // 已送出
	Bounced   DeliveryState = "bounced"   // 被退回
	Failed    DeliveryState = "failed"    // 多次未能送出
	Uncertain DeliveryState = "uncertain" // 不能确定
)

// DeliveryStates are all of them, in the order in which they are shown.
var DeliveryStates = []DeliveryState{ToSend, Sending, Sent, Bounced, Failed, Uncertain}

// Open tells whether a message did not arrive, or may not have.
func (d Delivery) Open() bool { return d.State == Bounced || d.State == Failed || d.State == Uncertain }

// Insert is the statement that puts a message into the ledger, once for each fact and channel.
func (d Delivery) Insert() Stmt {
	return Stmt{SQL: `INSERT INTO delivery (id, case_id, next_at, made_at, changed_at, seq, attempt, channel, state, masked, fault)
VALUES ($1, $2, $3, $4, $5, $6, 0, $7, 'waiting', $8, '') ON CONFLICT (case_id, seq, channel) DO NOTHING`,
		Args: []any{d.ID, d.CaseID, int64(d.MadeAt), int64(d.MadeAt), int64(d.MadeAt), d.Seq, d.Channel, d.Masked}}
}

// Move writes what became of a message, if it still stands as it was read: two processes never
// both move it.
func (s *Store) Move(ctx context.Context, d Delivery, to DeliveryState, attempt int, next, now period.Instant, fault string) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE delivery SET state = $1, attempt = $2, next_at = $3, changed_at = $4, fault = $5
WHERE id = $6 AND state = $7 AND attempt = $8 AND next_at = $9`,
		Args: []any{string(to), attempt, int64(next), int64(now), fault, d.ID, string(d.State), d.Attempt, int64(d.NextAt)}, Rows: 1}})
}

// DueDeliveries reads messages that are to go out now, or that were being sent too long ago.
func (s *Store) DueDeliveries(ctx context.Context, now period.Instant, limit int) ([]Delivery, error) {
	return s.deliveries(ctx, `WHERE state IN ('waiting', 'sending') AND next_at <= $1 ORDER BY next_at, id LIMIT $2`, int64(now), limit)
}

// Delivery reads one message.
func (s *Store) Delivery(ctx context.Context, id int64) (Delivery, error) {
	list, err := s.deliveries(ctx, `WHERE id = $1`, id)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Delivery{}, err
	}
	return list[0], nil
}

// DeliveriesOf reads what went out for a case, oldest first.
func (s *Store) DeliveriesOf(ctx context.Context, caseID int64) ([]Delivery, error) {
	return s.deliveries(ctx, `WHERE case_id = $1 ORDER BY id`, caseID)
}

// Ledger reads the newest messages below an id (zero: all), of one state or of all.
func (s *Store) Ledger(ctx context.Context, state DeliveryState, before int64, limit int) ([]Delivery, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	if state == "" {
		return s.deliveries(ctx, `WHERE id < $1 ORDER BY id DESC LIMIT $2`, before, limit)
	}
	return s.deliveries(ctx, `WHERE id < $1 AND state = $2 ORDER BY id DESC LIMIT $3`, before, string(state), limit)
}

// Undelivered counts the messages that did not arrive, or may not have, by state, changed since.
func (s *Store) Undelivered(ctx context.Context, since period.Instant) (map[DeliveryState]int, error) {
	counts := map[DeliveryState]int{}
	err := s.db.query(ctx, `SELECT state, count(*) FROM delivery WHERE state IN ('bounced', 'failed', 'uncertain') AND changed_at >= $1 GROUP BY state`,
		[]any{int64(since)}, func(r Row) error {
			var state string
			var n int
			err := r.Scan(&state, &n)
			counts[DeliveryState(state)] = n
			return err
		})
	return counts, err
}

func (s *Store) deliveries(ctx context.Context, rest string, args ...any) ([]Delivery, error) {
	var list []Delivery
	err := s.db.query(ctx, `SELECT id, case_id, seq, channel, state, attempt, masked, fault, next_at, made_at, changed_at FROM delivery `+rest, args, func(r Row) error {
		var d Delivery
		var state string
		var next, made, changed int64
		err := r.Scan(&d.ID, &d.CaseID, &d.Seq, &d.Channel, &state, &d.Attempt, &d.Masked, &d.Fault, &next, &made, &changed)
		d.State, d.NextAt, d.MadeAt, d.ChangedAt = DeliveryState(state), period.Instant(next), period.Instant(made), period.Instant(changed)
		list = append(list, d)
		return err
	})
	return list, err
}

// MessageTexts reads the texts that administrators wrote, by turn and language.
func (s *Store) MessageTexts(ctx context.Context) (map[[2]string]string, error) {
	texts := map[[2]string]string{}
	err := s.db.query(ctx, `SELECT turn, lang, text FROM message_template`, nil, func(r Row) error {
		var turn, lang, text string
		err := r.Scan(&turn, &lang, &text)
		texts[[2]string{turn, lang}] = text
		return err
	})
	return texts, err
}

// SetMessageText keeps a text instead of the program's; an empty one brings the program's back.
func SetMessageText(turn, lang, text, by string, at period.Instant) Stmt {
	if text == "" {
		return Stmt{SQL: `DELETE FROM message_template WHERE turn = $1 AND lang = $2`, Args: []any{turn, lang}}
	}
	return Stmt{SQL: `INSERT INTO message_template (turn, lang, text, by_no, set_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (turn, lang) DO UPDATE SET text = excluded.text, by_no = excluded.by_no, set_at = excluded.set_at`,
		Args: []any{turn, lang, text, by, int64(at)}}
}
