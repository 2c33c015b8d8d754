package watch

import (
	"encoding/json"
	"strings"

	"yimen/core/period"
)

// fact is one stored act. The body is read by key, so that acts may grow.
type fact struct {
	Seq   int                        `json:"n"`
	Act   string                     `json:"act"`
	At    period.Instant             `json:"at"`
	By    actor                      `json:"by"`
	Right right                      `json:"right"`
	Body  map[string]json.RawMessage `json:"body"`
	whole json.RawMessage            // the body as it lies there
}

// actor is who did it: staff, applicant or system.
type actor struct {
	Kind string `json:"kind"`
	No   string `json:"no"`
}

// right is the ground on which it was allowed.
type right struct {
	Unit  string `json:"unit"`
	Post  string `json:"post"`
	Head  bool   `json:"head"`
	For   string `json:"for"`
	Paper string `json:"paper"`
	As    string `json:"as"` // whose post it is, where the doer stands in for another
}

// body is the unit in whose name the act was done.
func (r right) body() string {
	if r.For != "" {
		return r.For
	}
	return r.Unit
}

// readFact takes a fact's JSON apart.
func readFact(text []byte) (f fact, ok bool) {
	var outer struct {
		Body json.RawMessage `json:"body"`
	}
	if json.Unmarshal(text, &f) != nil || json.Unmarshal(text, &outer) != nil {
		return f, false
	}
	f.whole = outer.Body
	return f, f.Act != "" && f.At > 0
}

// read fills v with one value of the body; a value of the wrong kind is a finding.
func (w *walk) read(key string, v any) {
	raw, ok := w.fact.Body[key]
	if ok && json.Unmarshal(raw, v) != nil {
		w.find("unreadable", key)
	}
}

func (w *walk) text(key string) (s string) {
	w.read(key, &s)
	return s
}

func (w *walk) day(key string) (d period.Date) {
	w.read(key, &d)
	return d
}

func (w *walk) period(key string) (p period.Period) {
	w.read(key, &p)
	return p
}

// given is one material as it was handed in.
type given struct {
	Code  string            `json:"c"`
	How   string            `json:"h"`
	Files []json.RawMessage `json:"f"`

	Licence struct {
		No    string      `json:"no"`
		Until period.Date `json:"til"`
		On    period.Date `json:"on"` // day on which the register called it valid
	} `json:"lic"` // 调用的电子证照

	Instead *string `json:"ins"` // 其他证明
}

// filing is what an application says, as far as rules ask for it.
type filing struct {
	Channel  string `json:"ch"`
	Terminal string `json:"term"` // 自助终端 at which it came in
	Who      struct {
		Name   string `json:"name"`
		ID     string `json:"id"`
		IDType string `json:"idT"`
		Why    string `json:"why"` // a number taken though its check fails
	} `json:"who"`
	Agent    *struct{} `json:"agent"`
	Delivery struct {
		Recipient string `json:"r"`
		Consent   bool   `json:"ok"`
		Paper     bool   `json:"pp"`
	} `json:"del"` // 送达地址确认书
	AcceptUnit string  `json:"accU"`
	Materials  []given `json:"mat"`
	About      *about  `json:"abt"`
	Item       string  `json:"item"`
	Version    int     `json:"itemV"`
	In         struct {
		Route      []string    `json:"route"`
		Posts      []string    `json:"posts"`
		Parts      []part      `json:"parts"`
		Government string      `json:"gov"`
		ReceivedOn period.Date `json:"recOn"`
	} `json:"in"`
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
