package store

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"

	"yimen/core/period"
)

// idEpoch is 2010-01-01 in Shanghai: identities count from there and last until 2079.
var idEpoch = period.StartOf(period.NewDate(2010, 1, 1))

// NewID makes an identity for a case, job or message: 41 bits of milliseconds, so that
// neighbours in time are neighbours on disk, then 22 bits of chance. Two may be equal by
// a chance of one in four million within a millisecond: the key then refuses the second.
func NewID(now period.Instant) int64 {
	var chance [4]byte
	rand.Read(chance[:])
	return max(0, int64(now-idEpoch))<<22 | int64(binary.BigEndian.Uint32(chance[:])>>10)
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
