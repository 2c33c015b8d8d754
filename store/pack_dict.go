package store

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"sync"

	"github.com/klauspost/compress/huff0"
	"github.com/klauspost/compress/zstd"
)

// dictPacker packs short texts with one dictionary into frames of Zstandard (RFC 8878). The
// library does so too, but copies its tables anew for each text, for as long as all the rest of an
// act takes: here what the dictionary holds is indexed once and only read. What is packed the
// library unpacks, as does the command zstd.
type dictPacker struct {
	id      uint16
	content []byte
	index   index
	codes   [3]*fseTable // of lengths of literals, offsets, lengths of matches
	literal *huff0.Scratch
	rep     int
	scratch sync.Pool // *packScratch
}

// maxShort is the longest text, in bytes: one block.
const maxShort = 16 << 10

// packScratch is what one packing needs of its own.
type packScratch struct {
	text     []byte
	recent   [1 << recentBits]int32 // place of a text by its next bytes, from 1
	literals []byte
	found    []sequence
	huff     huff0.Scratch
}

// sequence is so many literals, then a match of a length at an offset back. again: the offset of
// the match before it.
type sequence struct {
	literals, length, offset int
	again                    bool
}

// newDictPacker reads a dictionary, which is known when the program is made.
func newDictPacker(dictionary []byte) (*dictPacker, error) {
	d, err := zstd.InspectDictionary(dictionary)
	if err != nil {
		return nil, err
	}
	p := &dictPacker{id: uint16(d.ID()), content: d.Content(), literal: d.LitEncoder(), rep: d.Offsets()[0]}
	if p.codes, err = dictionaryCodes(dictionary); err != nil {
		return nil, err
	}
	p.index = indexed(p.content)
	p.scratch.New = func() any { return &packScratch{} }
	return p, nil
}

// pack packs a text of at most maxShort.
func (p *dictPacker) pack(text []byte) []byte {
	s := p.scratch.Get().(*packScratch)
	defer func() {
		s.text = nil
		p.scratch.Put(s)
	}()
	s.text = text
	p.split(s)
	s.huff.TransferCTable(p.literal)
	return p.frame(s)
}

// index (词典索引) finds what in the dictionary begins with the same bytes.
type index struct {
	begin  [1<<indexBits + 1]int32   // where the places of a hash begin
	places []int32                   // of one hash side by side, in the order of what stands there
	any    [1 << anyBits / 64]uint64 // a bit for each hash of the first bytes that there is at all
	short  [1 << indexBits]int32     // the last place by one byte less, from 1: what is near pays even so short
}

const (
	indexBits  = 16
	anyBits    = 18
	recentBits = 12
	least      = 5  // bytes of a match in the dictionary
	enough     = 48 // bytes of a match that is taken at once
)

func indexed(content []byte) (x index) {
	n := max(0, len(content)-7)
	for i := range n {
		x.begin[hashOf(content[i:], least, indexBits)]++
		x.short[hashOf(content[i:], least-1, indexBits)] = int32(i + 1)
		h := hashOf(content[i:], least-1, anyBits)
		x.any[h/64] |= 1 << (h % 64)
	}
	for h, sum := 0, int32(0); h <= 1<<indexBits; h++ {
		sum += x.begin[h]
		x.begin[h] = sum
	}
	x.places = make([]int32, n)
	for i := range n {
		h := hashOf(content[i:], least, indexBits)
		x.begin[h]--
		x.places[x.begin[h]] = int32(i)
	}
	for h := range 1 << indexBits {
		slices.SortFunc(x.places[x.begin[h]:x.begin[h+1]], func(a, b int32) int { return bytes.Compare(content[a:], content[b:]) })
	}
	return x
}

// begins is false if nothing in the dictionary begins so: most places of a text end here.
func (x *index) begins(text []byte) bool {
	h := hashOf(text, least-1, anyBits)
	return x.any[h/64]&(1<<(h%64)) != 0
}

// longest is the place of a hash at which the dictionary goes on as the text does for the longest, and how long.
func (p *dictPacker) longest(h uint64, text []byte) (at, length int) {
	for lo, hi := int(p.index.begin[h]), int(p.index.begin[h+1]); lo < hi; {
		mid := int(uint(lo+hi) / 2)
		here := p.content[p.index.places[mid]:]
		n := common(here, text)
		if place := int(p.index.places[mid]); n > length || n == length && place > at { // what is nearer costs less
			at, length = place, n
		}
		if n == len(text) || n < len(here) && here[n] > text[n] {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return at, length
}

// hashOf is of the first n bytes; there are at least eight.
func hashOf(b []byte, n, size int) uint64 {
	return (binary.LittleEndian.Uint64(b) << (64 - 8*n)) * 0xcf1bbcdcb7a56463 >> (64 - size)
}

// split finds the matches in a text.
func (p *dictPacker) split(s *packScratch) {
	s.literals, s.found = s.literals[:0], s.found[:0]
	clear(s.recent[:])
	text, began, rep := s.text, 0, p.rep
	for at := 0; at+8 <= len(text); {
		m := p.best(s, at, began, rep)
		if m.length == 0 {
			at++
			continue
		}
		for m.length < enough && at+9 <= len(text) { // one step later it may be better
			next := p.best(s, at+1, began, rep)
			if next.worth() <= m.worth()+3 {
				break
			}
			m, at = next, at+1
		}
		at -= p.grow(&m, text, at, began)
		m.literals = at - began
		m.again = m.offset == rep && m.literals > 0
		s.literals = append(s.literals, text[began:at]...)
		s.found = append(s.found, m)
		rep, began = m.offset, at+m.length
		for at++; at < began && at+8 <= len(text); at++ {
			s.recent[hashOf(text[at:], 4, recentBits)] = int32(at + 1)
		}
		at = began
	}
	s.literals = append(s.literals, text[began:]...)
}

// worth is what a match saves, in bits.
func (m sequence) worth() int {
	switch {
	case m.length == 0:
		return 0
	case m.again:
		return 6*m.length - 8
	}
	return 6*m.length - 8 - bits.Len(uint(m.offset))
}

// best is the best match at a place, of length zero if there is none worth it.
func (p *dictPacker) best(s *packScratch, at, began, rep int) (m sequence) {
	text := s.text
	found := func(length, offset int) sequence {
		return sequence{length: length, offset: offset, again: offset == rep && at > began}
	}
	better := func(length, offset int) bool { return found(length, offset).worth() > m.worth() }
	take := func(length, offset int) {
		if better(length, offset) {
			m = found(length, offset)
		}
	}
	if at > began {
		if length := p.same(text, at, rep); length >= 3 {
			take(length, rep)
		}
	}
	recent := &s.recent[hashOf(text[at:], 4, recentBits)]
	if was := int(*recent) - 1; was >= 0 && was < at {
		if length := common(text[was:], text[at:]); length >= 4 {
			take(length, at-was)
		}
	}
	*recent = int32(at + 1)
	if m.length >= enough || !p.index.begins(text[at:]) {
		return m
	}
	if place, length := p.longest(hashOf(text[at:], least, indexBits), text[at:]); length >= least {
		take(length, at+len(p.content)-place)
	}
	if place := p.index.short[hashOf(text[at:], least-1, indexBits)]; m.length == 0 && place > 0 {
		if length := common(p.content[place-1:], text[at:]); length >= least-1 {
			take(length, at+len(p.content)-int(place-1))
		}
	}
	return m
}

// same is how many bytes at a place are those an offset back.
func (p *dictPacker) same(text []byte, at, offset int) int {
	switch from := at - offset; {
	case from >= 0:
		return common(text[from:], text[at:])
	case -from <= len(p.content):
		return common(p.content[len(p.content)+from:], text[at:])
	}
	return 0
}

// grow lengthens a match to bytes before it that are literals so far, and tells how many.
func (p *dictPacker) grow(m *sequence, text []byte, at, began int) (n int) {
	for at-n > began {
		from := at - n - 1 - m.offset
		switch {
		case from >= 0 && text[from] == text[at-n-1]:
		case from < 0 && -from <= len(p.content) && p.content[len(p.content)+from] == text[at-n-1]:
		default:
			return n
		}
		n++
		m.length++
	}
	return n
}

// common is how many bytes two texts begin with alike.
func common(a, b []byte) (n int) {
	most := min(len(a), len(b))
	for n+8 <= most {
		if x := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
		n += 8
	}
	for n < most && a[n] == b[n] {
		n++
	}
	return n
}
