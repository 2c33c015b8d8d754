package store

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// The dictionaries are what texts have in common (scripts/dictionary.sh). Rows were packed with
// each: there may be successors, but none ever changes or goes.
var (
	// dictionary1 is of documents, for texts in UTF-8.
	//go:embed packing/1.dict
	dictionary1 []byte
	// dictionary2 is of facts, documents, prose and the names of units, for texts in GB 18030:
	// two bytes for a Chinese character, where UTF-8 has three.
	//go:embed packing/2.dict
	dictionary2 []byte
)

// inGB is the number by which a packed text says that dictionary2, and so GB 18030, is its own.
const inGB = 32768 + 2

// packing packs and unpacks texts, each alone. A packed text names its dictionary, so that
// one unpacker reads the texts of all of them.
type packing struct {
	short       *dictPacker
	plain, long *zstd.Encoder // for what is no GB 18030, and for long texts
	out         *zstd.Decoder
}

var packed = sync.OnceValue(func() packing {
	short, err := newDictPacker(dictionary2)
	if err != nil {
		panic(err) // the options and the dictionaries are constants
	}
	out, err := zstd.NewReader(nil, zstd.WithDecoderDicts(dictionary1, dictionary2), zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		panic(err)
	}
	return packing{short, packer(dictionary1), packer(dictionary2), out}
})

func packer(dictionary []byte) *zstd.Encoder {
	in, err := zstd.NewWriter(nil, zstd.WithEncoderDict(dictionary), zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithSingleSegment(true), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err)
	}
	return in
}

// maxUnpacked bounds an unpacked text, in bytes.
const maxUnpacked = 64 << 20

// pack makes a text shorter (RFC 8878, Zstandard). What is kept is proved before it is written: what
// does not come back byte by byte is packed by the library alone, in UTF-8.
func pack(text []byte) []byte {
	if gb, ok := toGB(text); ok {
		b := packGB(gb)
		if back, err := packed().out.DecodeAll(b, nil); err == nil && bytes.Equal(back, gb) {
			return b
		}
	}
	return packed().plain.EncodeAll(text, nil)
}

func packGB(gb []byte) []byte {
	if len(gb) > maxShort {
		return packed().long.EncodeAll(gb, nil)
	}
	return packed().short.pack(gb)
}

// toGB gives a text in GB 18030 if it comes back from there as it was: what is no UTF-8 does not,
// nor do the private characters (U+E000 to U+F8FF), of which the tables of the standard differ. All others do.
func toGB(text []byte) ([]byte, bool) {
	if !utf8.Valid(text) {
		return nil, false
	}
	for i, c := range text {
		if c >= 0xEE && (c == 0xEE || c == 0xEF && (text[i+1] < 0xA4 || text[i+1] == 0xBF && text[i+2] == 0xBD)) {
			return nil, false // a private one, or U+FFFD
		}
	}
	gb := make([]byte, 2*len(text))
	n, _, err := simplifiedchinese.GB18030.NewEncoder().Transform(gb, text, true)
	return gb[:n], err == nil
}

// unpack gives the text again. JSON that was never packed is given as it is.
func unpack(b []byte) ([]byte, error) {
	if len(b) > 0 && (b[0] == '[' || b[0] == '{') {
		return b, nil
	}
	text, err := unpackFrame(b)
	if err != nil {
		return nil, fmt.Errorf("store: packed text: %w", err)
	}
	return text, nil
}

func unpackFrame(b []byte) ([]byte, error) {
	var frame zstd.Header
	if err := frame.Decode(b); err != nil {
		return nil, err
	}
	text, err := packed().out.DecodeAll(b, nil)
	if err == nil && frame.DictionaryID == inGB {
		return simplifiedchinese.GB18030.NewDecoder().Bytes(text)
	}
	return text, err
}
