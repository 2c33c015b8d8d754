package store

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"sync"

	"yimen/core/period"
)

// idEpoch is 2010-01-01 in Shanghai: identities count from there and last until 2079.
var idEpoch = period.StartOf(period.NewDate(2010, 1, 1))

// ids remembers the last identity given, so that no process gives one twice.
var ids struct {
	sync.Mutex
	last int64
}

// NewID makes an identity for a case, job or message: milliseconds, so that neighbours in
// time are neighbours on disk, then 22 bits that begin by chance. Within a process each is
// greater than the last, also when the clock is set back. Should two processes give the same
// one, the key refuses the second.
func NewID(now period.Instant) int64 {
	var chance [4]byte
	rand.Read(chance[:])
	id := max(0, int64(now-idEpoch))<<22 | int64(binary.BigEndian.Uint32(chance[:])>>11)
	ids.Lock()
	defer ids.Unlock()
	id = max(id, ids.last+1)
	ids.last = id
	return id
}

// NewCode makes a code that can't be guessed, for drafts and files: 16 letters and digits
// of 80 bits of chance.
func NewCode() string {
	var chance [10]byte
	rand.Read(chance[:])
	return codeLetters.EncodeToString(chance[:])
}

// codeLetters leaves out what is easily misread: 0 and o, 1 and l.
var codeLetters = base32.NewEncoding("abcdefghijkmnpqrstuvwxyz23456789")

// madeAt is the moment in an identity.
func madeAt(id int64) period.Instant { return idEpoch + period.Instant(id>>22) }

// firstID is below every identity that was made since an instant.
func firstID(since period.Instant) int64 { return max(0, int64(since-idEpoch))<<22 - 1 }
