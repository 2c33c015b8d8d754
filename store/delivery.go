package store

import (
	"context"
	"encoding/json"
	"slices"

	"yimen/core/casework"
	"yimen/core/period"
)

// Delivery (发送记录) is one message by one channel: which fact it tells of, never what it says.
type Delivery struct {
	ID        int64
	CaseID    int64 // or the identity of a complaint
	Seq       int
	Staff     string // 工号 of who is told; empty: the applicant
	Turn      string // of what staff are told, or who complained; empty: of the fact
	About     string // the form (附件) that it tells of, where it is of no case
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

// Insert is the statement that puts a message into the ledger, once for each fact, channel and who is told.
func (d Delivery) Insert() Stmt {
	return Stmt{SQL: `INSERT INTO delivery (id, case_id, next_at, made_at, changed_at, seq, attempt, channel, state, masked, fault, staff, turn, about)
VALUES ($1, $2, $3, $4, $5, $6, 0, $7, 'waiting', $8, '', $9, $10, $11) ON CONFLICT (case_id, seq, channel, staff, turn, about) DO NOTHING`,
		Args: []any{d.ID, d.CaseID, int64(d.MadeAt), int64(d.MadeAt), int64(d.MadeAt), d.Seq, d.Channel, d.Masked, d.Staff, d.Turn, d.About}}
}

// Move writes what became of a message, if it still stands as it was read: two processes never
// both move it. also is written with it.
func (s *Store) Move(ctx context.Context, d Delivery, to DeliveryState, attempt int, next, now period.Instant, fault string, also ...Stmt) error {
	return s.db.write(ctx, append(Plan{{SQL: `UPDATE delivery SET state = $1, attempt = $2, next_at = $3, changed_at = $4, fault = $5
WHERE id = $6 AND state = $7 AND attempt = $8 AND next_at = $9`,
		Args: []any{string(to), attempt, int64(next), int64(now), fault, d.ID, string(d.State), d.Attempt, int64(d.NextAt)}, Rows: 1}}, also...))
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

// DeliveriesAbout reads what went out about a form, oldest first.
func (s *Store) DeliveriesAbout(ctx context.Context, form string) ([]Delivery, error) {
	return s.deliveries(ctx, `WHERE about <> '' AND about = $1 ORDER BY id`, form)
}

// DeliveriesOf reads what went out for a case, oldest first.
func (s *Store) DeliveriesOf(ctx context.Context, caseID int64) ([]Delivery, error) {
	return s.deliveries(ctx, `WHERE case_id = $1 ORDER BY id`, caseID)
}

// Posting (发送记录) is a message with the number of its case and the fact that it tells of.
type Posting struct {
	Delivery
	No   string
	Fact casework.Fact
}

// Everywhere asks for the messages of all units.
var Everywhere = []string{"*"}

// Ledger reads the newest messages below an id (zero: all), of one state or of all, of the cases that
// some units took in.
func (s *Store) Ledger(ctx context.Context, units []string, state DeliveryState, before int64, limit int) ([]Posting, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	where, args := `WHERE d.id < $1 AND ($2 = '' OR d.state = $2) `, []any{before, string(state), limit}
	if !slices.Equal(units, Everywhere) {
		var in string
		in, args = among(units, args)
		where += `AND c.accept_unit IN (` + in + `) `
	}
	var list []Posting
	err := s.db.query(ctx, `SELECT `+deliveryColumns+`, COALESCE(c.no, p.no, b.no, ''), f.body FROM delivery d LEFT JOIN cases c ON c.id = d.case_id
LEFT JOIN complaint p ON p.id = d.case_id LEFT JOIN account b ON b.id = d.case_id LEFT JOIN facts f ON f.case_id = d.case_id AND f.seq = d.seq `+where+`ORDER BY d.id DESC LIMIT $3`, args, func(r Row) error {
		var p Posting
		var body []byte
		var err error
		if p.Delivery, err = readDelivery(r, &p.No, &body); err == nil && p.Turn == "" {
			if body, err = unpack(body); err == nil {
				err = json.Unmarshal(body, &p.Fact)
			}
		}
		list = append(list, p)
		return err
	})
	return list, err
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

const deliveryColumns = `d.id, d.case_id, d.seq, d.channel, d.state, d.attempt, d.masked, d.fault, d.next_at, d.made_at, d.changed_at, d.staff, d.turn, d.about`

func readDelivery(r Row, more ...any) (d Delivery, err error) {
	var state string
	var next, made, changed int64
	err = r.Scan(append([]any{&d.ID, &d.CaseID, &d.Seq, &d.Channel, &state, &d.Attempt, &d.Masked, &d.Fault, &next, &made, &changed, &d.Staff, &d.Turn, &d.About}, more...)...)
	d.State, d.NextAt, d.MadeAt, d.ChangedAt = DeliveryState(state), period.Instant(next), period.Instant(made), period.Instant(changed)
	return d, err
}

func (s *Store) deliveries(ctx context.Context, rest string, args ...any) ([]Delivery, error) {
	var list []Delivery
	err := s.db.query(ctx, `SELECT `+deliveryColumns+` FROM delivery d `+rest, args, func(r Row) error {
		d, err := readDelivery(r)
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
