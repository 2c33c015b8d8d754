package store

import (
	"encoding/binary"
	"errors"
	"math/bits"

	"github.com/klauspost/compress/huff0"
)

// frame writes what split found as a frame of one block (RFC 8878, 3.1).
func (p *dictPacker) frame(s *packScratch) []byte {
	out := append(make([]byte, 0, 32+len(s.text)/2), 0x28, 0xb5, 0x2f, 0xfd)
	const singleSegment, idOfTwoBytes = 1 << 5, 2
	size := len(s.text)
	if size < 256 {
		out = append(out, singleSegment|idOfTwoBytes, byte(p.id), byte(p.id>>8), byte(size))
	} else {
		out = append(out, 1<<6|singleSegment|idOfTwoBytes, byte(p.id), byte(p.id>>8))
		out = binary.LittleEndian.AppendUint16(out, uint16(size-256))
	}
	block := len(out)
	out = append(out, 0, 0, 0)
	out = p.sequences(s, literalSection(s, out))
	const last, raw, compressed = 1, 0 << 1, 2 << 1
	kind := compressed
	if len(out)-block-3 >= size {
		kind, out = raw, append(out[:block+3], s.text...)
	}
	header := last | kind | (len(out)-block-3)<<3
	out[block], out[block+1], out[block+2] = byte(header), byte(header>>8), byte(header>>16)
	return out
}

// literalSection writes the literals: as they are, or by the codes of the dictionary, or by codes of their own.
func literalSection(s *packScratch, out []byte) []byte {
	n := len(s.literals)
	const raw, own, ofDictionary = 0, 2, 3
	var coded []byte
	var reused bool
	err := error(huff0.ErrIncompressible)
	streams := 0
	if s.huff.Reuse = huff0.ReusePolicyAllow; n < 256 { // codes of their own would not pay
		s.huff.Reuse = huff0.ReusePolicyMust
	}
	switch {
	case n >= 1024:
		streams = 2 // as its size is written: four streams, sizes of 14 bits
		coded, reused, err = huff0.Compress4X(s.literals, &s.huff)
	case n >= 8:
		coded, reused, err = huff0.Compress1X(s.literals, &s.huff)
	}
	kind := own
	if reused {
		kind = ofDictionary
	}
	switch {
	case err != nil || len(coded) >= n || n >= 1<<14:
		return append(rawHeader(out, n, raw), s.literals...)
	case streams == 0:
		h := kind | n<<4 | len(coded)<<14
		return append(append(out, byte(h), byte(h>>8), byte(h>>16)), coded...)
	}
	return append(binary.LittleEndian.AppendUint32(out, uint32(kind|streams<<2|n<<4|len(coded)<<18)), coded...)
}

func rawHeader(out []byte, n, kind int) []byte {
	switch {
	case n < 32:
		return append(out, byte(kind|n<<3))
	case n < 1<<12:
		return append(out, byte(kind|1<<2|n<<4), byte(n>>4))
	}
	h := kind | 3<<2 | n<<4
	return append(out, byte(h), byte(h>>8), byte(h>>16))
}

// sequences writes the matches, by the codes of the dictionary, last first.
func (p *dictPacker) sequences(s *packScratch, out []byte) []byte {
	n := len(s.found)
	switch {
	case n == 0:
		return append(out, 0)
	case n < 128:
		out = append(out, byte(n))
	default:
		out = append(out, byte(n>>8)+128, byte(n))
	}
	const ofDictionary = 3
	out = append(out, ofDictionary<<6|ofDictionary<<4|ofDictionary<<2)
	w := bitWriter{out: out}
	var state [3]uint32
	for i := n - 1; i >= 0; i-- {
		codes := s.found[i].codes()
		for _, kind := range [3]int{offsetCode, matchCode, literalCode} {
			if i == n-1 {
				state[kind] = p.codes[kind].begin(codes[kind].symbol)
				continue
			}
			state[kind] = p.codes[kind].add(&w, state[kind], codes[kind].symbol)
		}
		for _, kind := range [3]int{literalCode, matchCode, offsetCode} {
			w.add(codes[kind].extra, codes[kind].bits)
		}
	}
	for _, kind := range [3]int{matchCode, offsetCode, literalCode} {
		w.add(state[kind], p.codes[kind].log)
	}
	return w.end()
}

// The kinds of codes, in the order of their tables.
const (
	literalCode = iota
	offsetCode
	matchCode
)

// code is a number as a symbol and more bits.
type code struct {
	symbol      uint8
	bits, extra uint32
}

func (m sequence) codes() [3]code {
	value := uint32(m.offset + 3)
	if m.again {
		value = 1
	}
	log := uint32(bits.Len32(value) - 1)
	return [3]code{literalCodes.of(uint32(m.literals)), {uint8(log), log, value - 1<<log}, matchCodes.of(uint32(m.length - 3))}
}

// lengths tell numbers from a bound on: so many bits more for each symbol after it.
type lengths struct {
	direct uint32 // numbers below are their own symbols
	bits   []uint8
}

// The lengths of literals and of matches, less three (RFC 8878, 3.1.1.3.2.1.1).
var (
	literalCodes = lengths{16, []uint8{1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}}
	matchCodes   = lengths{32, []uint8{1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}}
)

func (l lengths) of(n uint32) code {
	if n < l.direct {
		return code{symbol: uint8(n)}
	}
	base := l.direct
	for i, b := range l.bits {
		if n < base+1<<b {
			return code{uint8(l.direct) + uint8(i), uint32(b), n - base}
		}
		base += 1 << b
	}
	panic("store: a length beyond a block")
}

// bitWriter writes bits, the lowest first.
type bitWriter struct {
	out  []byte
	held uint64
	n    uint32
}

func (w *bitWriter) add(value, n uint32) {
	w.held |= uint64(value&(1<<n-1)) << w.n
	for w.n += n; w.n >= 8; w.n -= 8 {
		w.out = append(w.out, byte(w.held))
		w.held >>= 8
	}
}

// end adds the bit by which a reader finds the end, from which it reads.
func (w *bitWriter) end() []byte {
	w.add(1, 1)
	if w.n > 0 {
		w.out = append(w.out, byte(w.held))
	}
	return w.out
}

// fseTable writes symbols in finite state entropy (RFC 8878, 4.1), after the counts of a dictionary.
type fseTable struct {
	log    uint32
	states []uint16
	of     []fseSymbol
}

// fseSymbol tells how a symbol changes a state.
type fseSymbol struct {
	bits uint32 // 65536 times the most bits, less what needs one less
	find int32
}

func (t *fseTable) begin(symbol uint8) uint32 {
	f := t.of[symbol]
	n := (f.bits + 1<<15) >> 16
	return uint32(t.states[int32((n<<16-f.bits)>>n)+f.find])
}

func (t *fseTable) add(w *bitWriter, state uint32, symbol uint8) uint32 {
	f := t.of[symbol]
	n := (state + f.bits) >> 16
	w.add(state, n)
	return uint32(t.states[int32(state>>n)+f.find])
}

var errDictionary = errors.New("store: a dictionary without codes for every length")

// dictionaryCodes reads the codes of a dictionary (RFC 8878, 5).
func dictionaryCodes(dictionary []byte) (codes [3]*fseTable, err error) {
	_, rest, err := huff0.ReadTable(dictionary[8:], nil)
	if err != nil {
		return codes, err
	}
	for _, kind := range [3]int{offsetCode, matchCode, literalCode} {
		counts, log, n := readCounts(rest)
		want := map[int]int{offsetCode: 18, matchCode: 53, literalCode: 36}[kind]
		for symbol := range want {
			if symbol >= len(counts) || counts[symbol] == 0 {
				return codes, errDictionary
			}
		}
		codes[kind], rest = newFSETable(counts, log), rest[n:]
	}
	return codes, nil
}

// readCounts reads how often each symbol is met (RFC 8878, 4.1.1), and how many bytes tell it.
func readCounts(b []byte) (counts []int, log uint32, n int) {
	at := 0
	peek := func(n int) int {
		v := 0
		for i := range n {
			if k := at + i; k/8 < len(b) && b[k/8]>>(k%8)&1 == 1 {
				v |= 1 << i
			}
		}
		return v
	}
	log = uint32(peek(4)) + 5
	at = 4
	for left := 1<<log + 1; left > 1; {
		width := bits.Len(uint(left))
		low := 1<<width - 1 - left
		v := peek(width)
		if short := v & (1<<(width-1) - 1); short < low {
			v, at = short, at+width-1
		} else {
			at += width
			if v >= 1<<(width-1) {
				v -= low
			}
		}
		counts = append(counts, v-1)
		left -= max(v-1, 1-v)
		for more := 3; v == 1 && more == 3; at += 2 {
			more = peek(2)
			counts = append(counts, make([]int, more)...)
		}
	}
	return counts, log, (at + 7) / 8
}

func newFSETable(counts []int, log uint32) *fseTable {
	size := 1 << log
	t := &fseTable{log: log, states: make([]uint16, size), of: make([]fseSymbol, len(counts))}
	begins, total := make([]int, len(counts)), 0
	for s, c := range counts {
		begins[s] = total
		t.of[s] = symbolOf(c, log, total)
		total += max(c, -c)
	}
	for u, s := range spread(counts, size) {
		t.states[begins[s]] = uint16(size + u)
		begins[s]++
	}
	return t
}

func symbolOf(count int, log uint32, total int) fseSymbol {
	switch count {
	case 0:
		return fseSymbol{}
	case 1, -1:
		return fseSymbol{log<<16 - 1<<log, int32(total - 1)}
	}
	most := log - uint32(bits.Len(uint(count-1))-1)
	return fseSymbol{most<<16 - uint32(count)<<most, int32(total - count)}
}

// spread lays the symbols over the states: the rare ones at the end.
func spread(counts []int, size int) []int {
	laid, high := make([]int, size), size-1
	for s, c := range counts {
		if c == -1 {
			laid[high] = s
			high--
		}
	}
	at := 0
	for s, c := range counts {
		for range max(c, 0) {
			laid[at] = s
			for at = (at + size>>1 + size>>3 + 3) & (size - 1); at > high; at = (at + size>>1 + size>>3 + 3) & (size - 1) {
			}
		}
	}
	return laid
}
