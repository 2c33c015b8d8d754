package store

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"yimen/core/casework"
	"yimen/core/period"
)

// Hash is one link of the chain that binds the facts of a case.
type Hash [sha256.Size]byte

// Genesis is the hash before the first fact. It depends on the case, so that no fact can
// be moved to another one.
func Genesis(id int64) Hash {
	return sha256.Sum256(binary.BigEndian.AppendUint64([]byte("yimen case "), uint64(id)))
}

// Link is the hash of the fact that follows: SHA-256 over the previous hash and the fact's
// stored text, each preceded by its length in eight bytes.
func (h Hash) Link(fact []byte) Hash {
	text := make([]byte, 0, 16+len(h)+len(fact))
	text = binary.BigEndian.AppendUint64(text, uint64(len(h)))
	text = append(text, h[:]...)
	text = binary.BigEndian.AppendUint64(text, uint64(len(fact)))
	text = append(text, fact...)
	return sha256.Sum256(text)
}

// Short is the beginning of a hash, as each fact keeps it: it tells which fact was changed. That
// none was is proved by the whole hash at the end of the chain, on the case.
type Short [8]byte

// Short is the beginning of the hash.
func (h Hash) Short() Short { return Short(h[:8]) }

const (
	insertFact  = `INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES ($1, CAST($2 AS integer), $3, $4, $5, $6)`
	selectFacts = `SELECT seq, at, act, body, hash FROM facts WHERE case_id = $1 ORDER BY seq`
)

// StoredFact is a row of facts as it lies in the table.
type StoredFact struct {
	Seq  int
	At   period.Instant
	Act  string
	Body []byte // the fact's JSON, which is what the hash covers; the table has it packed
	Hash Short
}

// Facts reads the history of a case alone; a Record brings it along.
func (s *Store) Facts(ctx context.Context, id int64) ([]casework.Fact, error) {
	r, err := s.Case(ctx, id)
	return r.Facts, err
}

// StoredFacts reads the rows of the history as they are, for proof rather than display.
func (s *Store) StoredFacts(ctx context.Context, id int64) ([]StoredFact, error) {
	var rows []StoredFact
	err := s.db.query(ctx, selectFacts, []any{id}, func(r Row) error {
		f, err := readFact(r)
		rows = append(rows, f)
		return err
	})
	return rows, err
}

// readFact unpacks the text. One that can't be unpacked stays as it is: the chain shows it.
func readFact(r Row, before ...any) (StoredFact, error) {
	var f StoredFact
	var at int64
	var hash []byte
	err := r.Scan(append(before, &f.Seq, &at, &f.Act, &f.Body, &hash)...)
	f.At = period.Instant(at)
	copy(f.Hash[:], hash)
	if text, bad := unpack(f.Body); bad == nil {
		f.Body = text
	}
	return f, err
}

// Row is the row that keeps the fact of a case, as insertFact takes it.
func (f StoredFact) Row(caseID int64) []any {
	return []any{caseID, f.Seq, int64(f.At), f.Act, pack(f.Body), f.Hash[:]}
}

// known reads the fact of a row whose hash holds. A page is read, then acted upon, then read
// again: the text is hashed each time, but its JSON is taken apart once. Facts are shared:
// nobody may change one.
func (s *Store) known(link Hash, row StoredFact) (casework.Fact, error) {
	if f, ok := s.facts.get(link); ok {
		return f, nil
	}
	var f casework.Fact
	err := f.UnmarshalJSON(row.Body)
	if err == nil {
		s.facts.put(link, f)
	}
	return f, err
}

// Broken is the first place where a chain of facts does not hold.
type Broken struct {
	Case int64
	Seq  int    // the fact, or one past the last if the end is missing
	What string // seq, text, columns, hash, head, version, digest, address or form
}

func (b *Broken) Error() string {
	return fmt.Sprintf("store: case %d, fact %d: %s does not fit", b.Case, b.Seq, b.What)
}

// Verify checks that the facts are complete, in order and unchanged, and that the last is
// the head kept on the case; it returns them read. The error is a *Broken.
func Verify(id int64, rows []StoredFact, head Hash) ([]casework.Fact, error) {
	return verify(id, rows, head, func(_ Hash, row StoredFact) (f casework.Fact, err error) {
		err = f.UnmarshalJSON(row.Body)
		return f, err
	})
}

// verify is Verify with a way to read a fact whose hash holds.
func verify(id int64, rows []StoredFact, head Hash, read func(Hash, StoredFact) (casework.Fact, error)) ([]casework.Fact, error) {
	facts := make([]casework.Fact, len(rows))
	link := Genesis(id)
	for i, row := range rows {
		link = link.Link(row.Body)
		switch {
		case row.Seq != i+1:
			return nil, &Broken{id, i + 1, "seq"}
		case link.Short() != row.Hash:
			return nil, &Broken{id, row.Seq, "hash"}
		}
		f, err := read(link, row)
		if err != nil {
			return nil, &Broken{id, row.Seq, "text"}
		}
		if f.Seq != row.Seq || f.At != row.At || string(f.Act) != row.Act {
			return nil, &Broken{id, row.Seq, "columns"}
		}
		facts[i] = f
	}
	if link != head {
		return nil, &Broken{id, len(rows) + 1, "head"}
	}
	return facts, nil
}
