package store

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// dictionary1 is what the documents of all scenarios have in common (scripts/dictionary.sh).
// Rows were packed with it: it may get successors, but never changes and never goes.
//
//go:embed packing/1.dict
var dictionary1 []byte

// packing packs and unpacks texts, each alone. A packed text names its dictionary, so that
// one unpacker reads the texts of all of them.
type packing struct {
	in  *zstd.Encoder
	out *zstd.Decoder
}

var packed = sync.OnceValue(func() packing {
	in, err := zstd.NewWriter(nil, zstd.WithEncoderDict(dictionary1), zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithSingleSegment(true), zstd.WithEncoderCRC(true))
	if err != nil {
		panic(err) // the options and the dictionary are constants
	}
	out, err := zstd.NewReader(nil, zstd.WithDecoderDicts(dictionary1), zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		panic(err)
	}
	return packing{in, out}
})

// maxUnpacked bounds an unpacked text, in bytes.
const maxUnpacked = 64 << 20

// pack makes a text shorter (RFC 8878, Zstandard).
func pack(text []byte) []byte { return packed().in.EncodeAll(text, nil) }

// unpack gives the text again. JSON that was never packed is given as it is.
func unpack(b []byte) ([]byte, error) {
	if len(b) > 0 && (b[0] == '[' || b[0] == '{') {
		return b, nil
	}
	text, err := packed().out.DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("store: packed text: %w", err)
	}
	return text, nil
}
