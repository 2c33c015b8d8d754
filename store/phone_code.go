package store

import (
	"context"

	"yimen/core/period"
)

// PhoneCode (短信验证码) is the newest code that was sent to a phone.
type PhoneCode struct {
	Phone string
	Hash  string // empty once it was used
	At    period.Instant
	Tries int         // how often one was typed
	Day   period.Date // on which Sent were sent
	Sent  int
}

// PhoneCode reads the newest code of a phone; the zero PhoneCode: none was sent.
func (s *Store) PhoneCode(ctx context.Context, phone string) (c PhoneCode, err error) {
	err = s.db.query(ctx, `SELECT hash, at, tries, day, sent FROM phone_code WHERE phone = $1`, []any{phone}, func(r Row) error {
		var at, day int64
		err := r.Scan(&c.Hash, &at, &c.Tries, &day, &c.Sent)
		c.Phone, c.At, c.Day = phone, period.Instant(at), period.Date(day)
		return err
	})
	return c, err
}

// PutPhoneCode keeps a new code in the stead of the one that was read. Was another sent
// meanwhile, it is a conflict.
func (s *Store) PutPhoneCode(ctx context.Context, c PhoneCode, before period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO phone_code (at, day, sent, tries, phone, hash) VALUES ($1, $2, $3, 0, $4, $5)
ON CONFLICT (phone) DO UPDATE SET at = excluded.at, day = excluded.day, sent = excluded.sent, tries = 0, hash = excluded.hash
WHERE phone_code.at = $6`, Args: []any{int64(c.At), int(c.Day), c.Sent, c.Phone, c.Hash, int64(before)}, Rows: 1}})
}

// TryPhoneCode counts a code that is typed, before it is looked at. Were there so many already, or
// is the code older than since, it is a conflict.
func (s *Store) TryPhoneCode(ctx context.Context, phone string, most int, since period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE phone_code SET tries = tries + 1 WHERE phone = $1 AND tries < $2 AND at >= $3 AND hash <> ''`,
		Args: []any{phone, most, int64(since)}, Rows: 1}})
}

// UsePhoneCode takes a code, once; one that is gone or another is a conflict.
func (s *Store) UsePhoneCode(ctx context.Context, phone, hash string) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE phone_code SET hash = '' WHERE phone = $1 AND hash = $2 AND hash <> ''`, Args: []any{phone, hash}, Rows: 1}})
}

// ForgetPhoneCodes removes the codes sent before a day.
func (s *Store) ForgetPhoneCodes(ctx context.Context, before period.Date) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM phone_code WHERE day < $1`, Args: []any{int(before)}}})
}
