package ui

import (
	"encoding/json"
	"slices"
	"time"

	"yimen/core/period"
	"yimen/seal"
)

// Verified (验章) is what verifying a file found, in words.
type Verified struct {
	Valid    bool
	Sentence string
	Problems []string
	Seals    []Pair // whose, and when, with certificate and time stamp
	Demo     string // set where a seal is a demonstration's
	Case     string // the case the document is of, where the file says so and is valid
}

func whenIn(lang Lang, t time.Time) string {
	at := period.Instant(t.UnixMilli())
	return dayIn(lang, at.Date()) + " " + clockTime(at)
}

// VerifiedIn says a report in a language.
func VerifiedIn(lang Lang, r seal.Report) Verified {
	v := Verified{Valid: r.Valid(), Sentence: T(lang, "seal.invalid")}
	if v.Valid {
		v.Sentence = T(lang, "seal.valid")
	}
	for _, p := range r.Problems {
		if text := T(lang, "seal.problem."+p.Code, Places(p.Args)...); !slices.Contains(v.Problems, text) {
			v.Problems = append(v.Problems, text)
		}
	}
	for _, s := range r.Seals {
		if s.Name == "" {
			continue
		}
		text := T(lang, "seal.serial", "serial", s.Serial.Text(16))
		if !s.Stamped.IsZero() {
			text += " · " + T(lang, "seal.stamped", "day", whenIn(lang, s.Stamped))
		}
		v.Seals = append(v.Seals, Pair{Term: T(lang, "seal.by", "name", s.Name, "day", whenIn(lang, s.At)), Text: text})
		if s.Demo {
			v.Demo = T(lang, "seal.demo")
		}
	}
	var d struct{ Case, Title string }
	if v.Valid && json.Unmarshal(r.Data, &d) == nil && d.Case != "" {
		v.Case = T(lang, "seal.case", "no", d.Case, "title", d.Title)
	}
	return v
}
