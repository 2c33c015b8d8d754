package store

import (
	"bytes"
	"encoding/hex"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestEveryTextComesBack: every character there is, alone and among others, and what is no text.
func TestEveryTextComesBack(t *testing.T) {
	var all strings.Builder
	for r := range rune(unicode.MaxRune) {
		if utf8.ValidRune(r) {
			all.WriteRune(r)
			if r%997 == 0 {
				comesBack(t, "{"+string(r)+"}")
			}
		}
		if all.Len() > 1<<16 {
			comesBack(t, all.String())
			all.Reset()
		}
	}
	for _, text := range []string{"", "{}", "张三", "\xff", "王\xe5\xbc", "\uFFFD", "\uE000\uF8FF", strings.Repeat("材料齐全，", 10000)} {
		comesBack(t, text)
	}
}

func comesBack(t *testing.T, text string) {
	t.Helper()
	back, err := unpack(pack([]byte(text)))
	if err != nil || string(back) != text {
		t.Fatalf("%.60q came back as %.60q, %v", text, back, err)
	}
}

// TestPackedTextsStayReadable: rows packed with each dictionary that there ever was, by this
// program and without it. A packed row here is never renewed.
func TestPackedTextsStayReadable(t *testing.T) {
	const text = `[{"n":"acceptance","d":{"kind":"acceptance","title":"行政许可申请受理通知书","blocks":[{"k":"text","t":"张三：你提出的申请，本机关予以受理。"}]}}]`
	for _, c := range []struct{ dictionary, row, charset string }{
		{"1", "28b52ffd260180afcd01006864223aefbc9ae4bda05d7d7d5d0e0000871dd0c64950020651e452a4c5005ae40bc3040dd11f9033035c1972e02a09e06065aa1e68650608827a9f58", "UTF-8"},
		{"2", "28b52ffd2202809225010060d5c5c8fda3bac4e35d7d7d5d07004e63e0ec14410a5d90430307513bc688115c660a20", "GB18030"},
	} {
		row, err := hex.DecodeString(c.row)
		if err != nil {
			t.Fatal(err)
		}
		back, err := unpack(row)
		if err != nil || string(back) != text {
			t.Errorf("dictionary %s: %q, %v", c.dictionary, back, err)
		}
		file := filepath.Join(t.TempDir(), "row.zst")
		if err := os.WriteFile(file, row, 0o600); err != nil {
			t.Fatal(err)
		}
		shell := "zstd -q -d -c -D packing/" + c.dictionary + ".dict " + file + " | iconv -f " + c.charset + " -t UTF-8"
		said, err := exec.Command("bash", "-o", "pipefail", "-c", shell).CombinedOutput()
		if err != nil || !bytes.Equal(said, back) {
			t.Errorf("%s: %s, %v", shell, said, err)
		}
	}
}

// TestShortTexts: texts made of pieces of the dictionary, of themselves and of chance, of every
// length up to the longest, come back as they were from the library and from the command zstd.
func TestShortTexts(t *testing.T) {
	p, err := newDictPacker(dictionary2)
	if err != nil {
		t.Fatal(err)
	}
	luck := rand.New(rand.NewPCG(1, 2))
	var frames, texts []byte
	for n := range 600 {
		text := chanceText(luck, p.content, min(n*n/20, maxShort))
		frame := p.pack(text)
		back, err := packed().out.DecodeAll(frame, nil)
		if err != nil || !bytes.Equal(back, text) {
			t.Fatalf("text %d of %d bytes: %v", n, len(text), err)
		}
		if len(frame) > len(text)+12 { // what a frame takes of its own
			t.Errorf("text %d of %d bytes takes %d", n, len(text), len(frame))
		}
		frames, texts = append(frames, frame...), append(texts, text...)
	}
	file := filepath.Join(t.TempDir(), "frames.zst")
	if err := os.WriteFile(file, frames, 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command("zstd", "-q", "-d", "-c", "-D", "packing/2.dict", file).Output()
	if err != nil || !bytes.Equal(said, texts) {
		t.Errorf("the command zstd gave %d of %d bytes: %v", len(said), len(texts), err)
	}
}

// TestLongest: what the index finds in the dictionary for each place of a text is as long as what is found
// by looking at all of it.
func TestLongest(t *testing.T) {
	p, err := newDictPacker(dictionary2)
	if err != nil {
		t.Fatal(err)
	}
	p.content = p.content[:4000]
	p.index = indexed(p.content)
	text := chanceText(rand.New(rand.NewPCG(3, 4)), p.content, 3000)
	matched := 0
	for at := range len(text) - 8 {
		here, most := text[at:], 0
		for from := range len(p.content) - 7 {
			most = max(most, common(p.content[from:], here))
		}
		if most < least {
			continue
		}
		matched++
		place, length := p.longest(hashOf(here, least, indexBits), here)
		if length != most || !bytes.HasPrefix(p.content[place:], here[:length]) || !p.index.begins(here) {
			t.Fatalf("at %d: %d bytes at %d, but there are %d", at, length, place, most)
		}
	}
	if matched < 500 {
		t.Errorf("only %d places have a match", matched)
	}
}

func chanceText(luck *rand.Rand, dictionary []byte, n int) (text []byte) {
	for len(text) < n {
		long := 1 + luck.IntN(1+luck.IntN(300))
		switch from := luck.IntN(len(dictionary) - 300); {
		case luck.IntN(3) == 0:
			text = append(text, dictionary[from:from+long]...)
		case luck.IntN(2) == 0 && len(text) > 0:
			from = luck.IntN(len(text))
			text = append(text, text[from:min(from+long, len(text))]...)
		default:
			for range long {
				text = append(text, byte(luck.IntN(1+luck.IntN(256))))
			}
		}
	}
	return text[:n]
}

// FuzzPack: whatever a text says, it comes back.
func FuzzPack(f *testing.F) {
	f.Add(`{"n":2,"act":"accept","body":{"t":"材料齐全，符合法定条件。"}}`)
	f.Fuzz(comesBack)
}
