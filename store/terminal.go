package store

import (
	"context"
	"errors"

	"yimen/core/period"
)

// Terminal (自助终端) is a device at a self-service point of a centre. It proves itself by a secret that it
// got when it was paired; only the secret's hash is kept.
type Terminal struct {
	ID        int64
	Code      string // 终端编号, unique for ever: cases name it
	Centre    string // code of the centre where it stands
	Name      string // where in it, "一楼大厅 1 号机"
	MadeAt    period.Instant
	PairUntil period.Instant // until when its pairing code can be used; zero: there is none
	PairedAt  period.Instant // zero: no device yet
	SeenAt    period.Instant // when its device asked for something last, to the minute; zero: never
	RevokedAt period.Instant // zero: in service
}

// Active tells whether a device of it is let in.
func (t Terminal) Active() bool { return t.PairedAt != 0 && t.RevokedAt == 0 }

const terminalColumns = `id, made_at, pair_until, paired_at, seen_at, revoked_at, code, centre, name`

// AddTerminal keeps a new terminal. Is its code taken, it is a conflict.
func (s *Store) AddTerminal(ctx context.Context, t Terminal, log RightChange) error {
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO terminal (id, made_at, pair_until, paired_at, seen_at, revoked_at, code, centre, name)
VALUES ($1, $2, 0, 0, 0, 0, $3, $4, $5)`, Args: []any{t.ID, int64(t.MadeAt), t.Code, t.Centre, t.Name}}, LogRight(log)})
}

// ChangeTerminal puts its name and where it stands otherwise.
func (s *Store) ChangeTerminal(ctx context.Context, t Terminal, log RightChange) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE terminal SET centre = $1, name = $2 WHERE id = $3`, Args: []any{t.Centre, t.Name, t.ID}, Rows: 1}, LogRight(log)})
}

// OfferPairing lets the device that knows a code be paired until a moment; a code given before ends.
// A terminal out of service is in service again once it is paired.
func (s *Store) OfferPairing(ctx context.Context, id int64, hash []byte, until period.Instant, log RightChange) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE terminal SET pair_hash = $1, pair_until = $2, revoked_at = 0,
hash = CASE WHEN revoked_at = 0 THEN hash END, paired_at = CASE WHEN revoked_at = 0 THEN paired_at ELSE 0 END WHERE id = $3`,
		Args: []any{hash, int64(until), id}, Rows: 1}, LogRight(log)})
}

// PairTerminal gives the terminal whose pairing code it is the secret of a device, in the stead of any
// that it had; ErrNotFound where no terminal waits for that code now.
func (s *Store) PairTerminal(ctx context.Context, pairing, hash []byte, at period.Instant) (Terminal, error) {
	err := s.db.write(ctx, Plan{{SQL: `UPDATE terminal SET hash = $1, paired_at = $2, seen_at = $2, pair_hash = NULL, pair_until = 0
WHERE pair_hash = $3 AND pair_until >= $2 AND revoked_at = 0`, Args: []any{hash, int64(at), pairing}, Rows: 1}})
	if errors.Is(err, ErrConflict) {
		return Terminal{}, ErrNotFound
	}
	if err != nil {
		return Terminal{}, err
	}
	return s.TerminalByHash(ctx, hash)
}

// RevokeTerminal takes a terminal out of service, its device and its pairing code. Was it before, it is
// a conflict.
func (s *Store) RevokeTerminal(ctx context.Context, id int64, at period.Instant, log RightChange) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE terminal SET revoked_at = $1, pair_hash = NULL, pair_until = 0 WHERE id = $2 AND revoked_at = 0`,
		Args: []any{int64(at), id}, Rows: 1}, LogRight(log)})
}

// TerminalSeen notes when its device asked for something.
func (s *Store) TerminalSeen(ctx context.Context, id int64, at period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE terminal SET seen_at = $1 WHERE id = $2 AND seen_at < $1`, Args: []any{int64(at), id}}})
}

// TerminalByHash finds the terminal with a device, in service or not; or ErrNotFound.
func (s *Store) TerminalByHash(ctx context.Context, hash []byte) (Terminal, error) {
	return s.terminal(ctx, `WHERE hash = $1`, hash)
}

// TerminalByCode finds one by its number, or ErrNotFound.
func (s *Store) TerminalByCode(ctx context.Context, code string) (Terminal, error) {
	return s.terminal(ctx, `WHERE code = $1`, code)
}

// Terminals lists all, by centre and number.
func (s *Store) Terminals(ctx context.Context) ([]Terminal, error) {
	return s.terminals(ctx, `ORDER BY centre, code`)
}

func (s *Store) terminal(ctx context.Context, rest string, args ...any) (Terminal, error) {
	list, err := s.terminals(ctx, rest, args...)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Terminal{}, err
	}
	return list[0], nil
}

func (s *Store) terminals(ctx context.Context, rest string, args ...any) ([]Terminal, error) {
	var list []Terminal
	err := s.db.query(ctx, `SELECT `+terminalColumns+` FROM terminal `+rest, args, func(r Row) error {
		var t Terminal
		var made, until, paired, seen, revoked int64
		err := r.Scan(&t.ID, &made, &until, &paired, &seen, &revoked, &t.Code, &t.Centre, &t.Name)
		t.MadeAt, t.PairUntil, t.PairedAt = period.Instant(made), period.Instant(until), period.Instant(paired)
		t.SeenAt, t.RevokedAt = period.Instant(seen), period.Instant(revoked)
		list = append(list, t)
		return err
	})
	return list, err
}
