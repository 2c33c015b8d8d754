package scenario

import (
	"fmt"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/core/period"
)

// Written plays scenarios in the pure core and gives the documents that their acts leave, in
// their order and with numbers, as a real hall would write them: material for what prints,
// shows and measures documents.
func Written(all []*Scenario) ([]notice.Document, error) {
	acts, err := Acts(all)
	var docs []notice.Document
	for _, a := range acts {
		docs = append(docs, a.Documents...)
	}
	return docs, err
}

// Acted is an act of a scenario with the documents that it leaves.
type Acted struct {
	casework.Fact
	Documents []notice.Document
}

// Acts plays scenarios as Written does and gives every act.
func Acts(all []*Scenario) ([]Acted, error) {
	desk := &typist{count: map[string]int{}}
	for _, s := range all {
		if err := s.Play(desk.open); err != nil {
			return nil, err
		}
	}
	return desk.made, nil
}

// typist (文书员) writes the documents of every act of a hall.
type typist struct {
	Hall
	world World
	dir   *org.Directory
	cases []string // as they came
	given map[string][]notice.Number
	count map[string]int // by body, family and year
	seen  int            // cases of earlier scenarios
	made  []Acted
}

func (h *typist) open(w World) (Hall, error) {
	hall, err := OpenCore(w)
	if err != nil {
		return nil, err
	}
	h.seen += len(h.cases)
	h.Hall, h.world, h.dir = hall, w, hall.(*Core).dir
	h.cases, h.given = nil, map[string][]notice.Number{}
	return h, nil
}

// Facts is History.Facts.
func (h *typist) Facts(name string) ([]casework.Fact, error) { return h.Hall.(History).Facts(name) }

// Announce is Announcer.
func (h *typist) Announce(a Announcement) error {
	h.world.Calendar = append(slices.Clone(h.world.Calendar), period.Edition{From: a.At, Calendar: a.Calendar})
	return h.Hall.(Announcer).Announce(a)
}

// Do is Hall.Do; what it leaves on paper is written down.
func (h *typist) Do(m Move) error {
	if err := h.Hall.Do(m); err != nil {
		return err
	}
	c, err := h.Case(m.Case)
	if err != nil {
		return err
	}
	facts, err := h.Facts(m.Case)
	if err != nil {
		return err
	}
	c.No, c.Query = h.number(m), "735210"
	last := facts[len(facts)-1]
	office := notice.Office{
		Env:      casework.Env{Cal: h.world.Calendar.At(m.At), Editions: h.world.Calendar, Dir: h.dir, Item: m.Item, Rules: h.world.Rules},
		Settings: notice.Settings{Site: "https://yimen.example", Demo: true, Code: func(string) string { return "4827193055" }},
		Numbers:  h.given[m.Case],
	}
	for _, d := range notice.Of(last, c, office) {
		if d.Numbered() {
			h.allot(m.Case, d)
		}
	}
	office.Numbers = h.given[m.Case]
	h.made = append(h.made, Acted{last, notice.Of(last, c, office)})
	return nil
}

// allot gives a document the next number of its body, family and year.
func (h *typist) allot(name string, d notice.Document) {
	key := fmt.Sprint(d.Body, d.Family, d.Year)
	h.count[key]++
	h.given[name] = append(h.given[name], notice.Number{Seq: d.Seq, Kind: d.Kind, Unit: d.Body, Family: d.Family, Year: d.Year, N: h.count[key]})
}

// number is a case number (办件编号) of the right shape.
func (h *typist) number(m Move) string {
	at := slices.Index(h.cases, m.Case)
	if at < 0 {
		at, h.cases = len(h.cases), append(h.cases, m.Case)
	}
	return "330303001" + strings.ReplaceAll(m.At.Date().String(), "-", "")[2:] + fmt.Sprintf("%06d", h.seen+at+1)
}
