package app

import (
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// View (筛选) narrows a queue. The zero View shows everything of my seats.
type View struct {
	Unit     bool // all posts of my units, not my seats alone
	Seat     store.Seat
	Light    casework.Light
	Item     string
	Turn     Turn
	Channel  catalog.Channel
	From, To period.Date // days on which it came to the seat
	Claimed  Claimed
	Urged    bool
	Text     string // words, each of which number, applicant or item has
}

// Turn (状态) is what a piece of open work waits for: the act of a post, or others.
type Turn string

// The turns: one for each post that moves cases, two for what waits, and the acts that cases
// wait for once their result is served.
const (
	WaitsForSupplement Turn = "supplement" // 等待补正
	WaitsForProcedure  Turn = "special"    // 特别程序中
)

// Turns are all of them, in the order of the road.
var Turns = []Turn{Turn(org.Acceptance), WaitsForSupplement, Turn(org.Review), Turn(org.Approval), WaitsForProcedure, Turn(org.Issuing),
	Turn(org.Conclude), Turn(org.Serve), Turn(org.InspectCommitment), Turn(org.CancelLicence)}

// TurnOf tells what a task waits for.
func TurnOf(t casework.Task) Turn {
	switch {
	case t.For != "":
		return Turn(t.For)
	case t.Waiting && t.Post == org.Acceptance:
		return WaitsForSupplement
	case t.Waiting:
		return WaitsForProcedure
	}
	return Turn(t.Post)
}

// Claimed (认领情况) says whose work is shown.
type Claimed string

// Whose work a view may show; empty = everybody's.
const (
	ByMe     Claimed = "mine"
	ByNobody Claimed = "free"
	ByOthers Claimed = "others"
)

// narrow tells that a view leaves out what the store can't leave out of its counts.
func (v View) narrow() bool {
	return v != View{Unit: v.Unit, Seat: v.Seat, Light: v.Light}
}

// filter is a view made ready to be held against many rows.
type filter struct {
	view  View
	staff string
	words []word
}

// word is one that was typed, with the items that it names.
type word struct {
	text  string
	items map[string]bool
}

func (h *Hall) filter(staff string, v View) filter {
	return filter{view: v, staff: staff, words: h.wordsOf(v.Text)}
}

// wordsOf are the words that were typed.
func (h *Hall) wordsOf(text string) []word {
	var list []word
	for _, w := range queryWords(text) {
		list = append(list, word{w, h.Catalogue().named(w)})
	}
	return list
}

func (f filter) shows(row QueueRow) bool {
	v := f.view
	return (v.Light == "" || v.Light == row.Light) && (v.Item == "" || v.Item == row.Item) &&
		(v.Turn == "" || v.Turn == TurnOf(row.Task)) && (v.Channel == "" || v.Channel == row.Channel) &&
		(v.From.IsZero() || row.Since >= v.From) && (v.To.IsZero() || row.Since <= v.To) &&
		(!v.Urged || row.Urged()) && f.claimed(row.Holder) && says(f.words, row.No, row.Applicant, row.Item)
}

func (f filter) claimed(holder string) bool {
	switch f.view.Claimed {
	case ByMe:
		return holder == f.staff
	case ByNobody:
		return holder == ""
	case ByOthers:
		return holder != "" && holder != f.staff
	}
	return true
}

// says tells whether every word is found in a number or a name, is the name's pinyin, or names the
// item.
func says(words []word, no, name, item string) bool {
	no, name = strings.ToLower(no), strings.ToLower(name)
	return !slices.ContainsFunc(words, func(w word) bool {
		return !w.items[item] && !strings.Contains(no, w.text) && !strings.Contains(name, w.text) && !sounds(name, w.text)
	})
}

// sounds tells whether letters are a name's pinyin or its initials, or a part of them.
func sounds(name, letters string) bool {
	if len(letters) < 2 || strings.ContainsFunc(letters, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return false
	}
	full, initials := readings(name)
	has := func(s string) bool { return strings.Contains(s, letters) }
	return slices.ContainsFunc(initials, has) || len(letters) >= 3 && slices.ContainsFunc(full, has)
}
