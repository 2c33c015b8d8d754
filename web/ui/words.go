package ui

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"yimen/core/period"
)

// Lang is a language of the pages 界面语言.
type Lang string

// The languages every sentence exists in; Chinese is the default.
const (
	Zh Lang = "zh"
	En Lang = "en"
)

// Tag is the BCP 47 tag for the lang attribute of the page.
func (l Lang) Tag() string {
	if l == En {
		return "en"
	}
	return "zh-CN"
}

// Text is one text in both languages, for data that carries its own wording
// (catalogue fields, unit names). An empty English text falls back to Chinese.
type Text struct{ Zh, En string }

// In gives the text in a language.
func (t Text) In(l Lang) string {
	if l == En && t.En != "" {
		return t.En
	}
	return t.Zh
}

// Words is the Text of a word key: for labels of forms declared once and
// shown in either language.
func Words(key string, args ...any) Text {
	return Text{Zh: T(Zh, key, args...), En: T(En, key, args...)}
}

// T gives the sentence of a key in a language. args are name, value pairs that
// fill {name}; a value of type Text is taken in the same language. The pair
// named "n" also chooses between the forms none, one and other. An unknown key
// is given back as it is, so that a gap is seen and nothing breaks.
func T(lang Lang, key string, args ...any) string {
	s, ok := words[lang][key]
	if !ok {
		return key
	}
	return fill(lang, s.pick(args), args)
}

// Has says whether a key has a sentence.
func Has(lang Lang, key string) bool {
	_, ok := words[lang][key]
	return ok
}

// sentence is one entry of a word file: a plain string, or an object with the
// forms none (n = 0), one (n = 1) and other.
type sentence struct{ None, One, Other string }

func (s *sentence) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &s.Other)
	}
	type forms sentence
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	return dec.Decode((*forms)(s))
}

func (s sentence) pick(args []any) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != "n" {
			continue
		}
		switch n := fmt.Sprint(args[i+1]); {
		case n == "0" && s.None != "":
			return s.None
		case n == "1" && s.One != "":
			return s.One
		}
	}
	return s.Other
}

// fill puts the values in; a name in braces that no pair has stays as it is.
func fill(lang Lang, text string, args []any) string {
	if len(args) < 2 {
		return text
	}
	var out strings.Builder
	for {
		before, rest, more := strings.Cut(text, "{")
		out.WriteString(before)
		if !more {
			return out.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		value, known := valueOf(lang, name, args)
		if !closed || !known {
			out.WriteByte('{')
			text = rest
			continue
		}
		out.WriteString(value)
		text = after
	}
}

// valueOf is the value of the pair with a name.
func valueOf(lang Lang, name string, args []any) (string, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != name {
			continue
		}
		switch v := args[i+1].(type) {
		case string:
			if due, err := period.ParseDue(v); err == nil && due.Provisional { // 暂定
				return T(lang, "ui.provisional", "day", due.On.String()), true
			}
			return v, true
		case Text:
			return v.In(lang), true
		default:
			return fmt.Sprint(v), true
		}
	}
	return "", false
}

//go:embed words/*.json
var wordFiles embed.FS

var words = mustWords(wordFiles)

func mustWords(files fs.FS) map[Lang]map[string]sentence {
	w, err := loadWords(files)
	if err != nil {
		panic(err) // the files are part of the program
	}
	return w
}

// loadWords merges words/<room>.<lang>.json. Every key begins with the name of
// its room and stands once.
func loadWords(files fs.FS) (map[Lang]map[string]sentence, error) {
	all := map[Lang]map[string]sentence{Zh: {}, En: {}}
	names, err := fs.Glob(files, "words/*.json")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		room, lang, _ := strings.Cut(strings.TrimSuffix(path.Base(name), ".json"), ".")
		into, ok := all[Lang(lang)]
		if !ok {
			return nil, fmt.Errorf("%s: name is not <room>.<zh|en>.json", name)
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if err := loadRoom(data, room, into); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return all, nil
}

func loadRoom(data []byte, room string, into map[string]sentence) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	if _, err := dec.Token(); err != nil {
		return err
	}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return err
		}
		key := fmt.Sprint(token)
		var s sentence
		if err := dec.Decode(&s); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		if !strings.HasPrefix(key, room+".") {
			return fmt.Errorf("%s: key does not begin with %q", key, room+".")
		}
		if _, twice := into[key]; twice {
			return fmt.Errorf("%s: key stands twice", key)
		}
		into[key] = s
	}
	_, err := dec.Token()
	return err
}
