package ui

import (
	"context"
	"fmt"

	"github.com/a-h/templ"
)

// Light is the colour of a case's clock 灯色, shown as dot and word.
type Light string

// The lights 绿 黄 红 紫 灰.
const (
	Green  Light = "green"  // in time
	Yellow Light = "yellow" // due soon
	Red    Light = "red"    // past the promised limit
	Purple Light = "purple" // past the statutory limit
	Grey   Light = "grey"   // clock not running
)

// Tone colours a tag or an alert.
type Tone string

// The tones; the word beside it always says the same.
const (
	Info Tone = "info"
	Good Tone = "good"
	Warn Tone = "warn"
	Bad  Tone = "bad"
	Mute Tone = "mute"
	Full Tone = "full" // white on blue: the one most important tag
)

// Link is a text with an address; without address it is plain text.
type Link struct{ Text, Href string }

// NavItem is an entry of the main navigation. Count and Alarm show a number
// beside it (desk): Alarm in red.
type NavItem struct {
	Text, Href, Icon string
	Count, Alarm     int
	Here             bool
}

// Shell is what a room gives the layout of a page.
type Shell struct {
	Title  string    // browser title, without the site's name
	Nav    []NavItem // main navigation of the room
	Crumbs []Link    // way to the page; the last one is the page itself
	Search Search    // no Action = no search box
	SignIn string    // address of the sign-in page; "" = no link
	Out    string    // address that a sign-out posts to; "" = no button
}

// Search is the search box of the layout: a plain GET form.
type Search struct {
	Action, Name, Value, Prompt string
	Suggest                     string // address of a piece that names what fits, while one types
}

// Pair is a term with its value; with Href the value is a link. Light or Tone
// colour it.
type Pair struct {
	Term, Text, Href, Note string
	Tone                   Tone
	Body                   templ.Component // instead of Text
}

// Tile is one number of an overview, linked to the list it counts.
type Tile struct {
	Label, Note, Value, Href string
	Light                    Light
}

// Col is a column of a table. Num aligns figures to the right; Tight does not
// wrap.
type Col struct {
	Text       string
	Num, Tight bool
	Lead       bool // what the row is about: heads its card, without a label
}

// Row is a row of a table; Light draws its coloured edge.
type Row struct {
	ID    string
	Light Light
	Cells []templ.Component
}

// Table is a list that turns into cards where there is no room.
type Table struct {
	Caption string // always there for screen readers
	Cols    []Col
	Rows    []Row
}

// StepState says how far a step is 环节状态.
type StepState string

// The states of a step.
const (
	Done    StepState = "done"
	Current StepState = "current"
	Todo    StepState = "todo"
	Stopped StepState = "stopped" // ended here: refused, denied, withdrawn
)

// Step is one step of a procedure 环节.
type Step struct {
	Name, Who, Note string // 审批 · 区资规局 · 3 个工作日
	State           StepState
}

// Event is one entry of a timeline 办理经过, newest first.
type Event struct {
	Title, Text, By string
	At, AtISO       string // as people read it, and for the datetime attribute
	Tone            Tone
	Body            templ.Component // below Text: an attachment, a document
}

// TraceLine is one line of a computed date's account 期限计算过程.
type TraceLine struct {
	On, Text, Basis string
	Result          bool // the last line: the day itself
}

// Pager leads to the neighbouring pages of a keyset list; "" = there is none.
type Pager struct{ Newer, Older, Note string }

// Button is a submit button or, with Href, a link that looks like one.
type Button struct {
	Text, Icon  string
	Href        string
	Name, Value string
	Look        Look
	Wide        bool
	Form        string // id of a form elsewhere on the page
}

// Look is the weight of a button.
type Look string

// One Main button a form; Plain for the rest; Grave where it cannot be undone.
const (
	Main  Look = "main"
	Plain Look = "plain"
	Grave Look = "grave"
)

func (b Button) look() string {
	if b.Look == "" {
		return "btn btn-" + string(Main)
	}
	return "btn btn-" + string(b.Look)
}

// Str is a text as a table cell.
func Str(s string) templ.Component { return Mixed(s) }

// Strs is a main text with a quieter line below it.
func Strs(main, below string) templ.Component { return twoLines(main, below) }

// Join puts components side by side.
func Join(parts ...templ.Component) templ.Component { return templ.Join(parts...) }

func (t Table) label(i int) string {
	if i < len(t.Cols) {
		return t.Cols[i].Text
	}
	return ""
}

func (t Table) class(i int) string {
	switch {
	case i >= len(t.Cols):
		return ""
	case t.Cols[i].Num:
		return "num"
	case t.Cols[i].Tight:
		return "tight"
	case t.Cols[i].Lead:
		return "lead"
	}
	return ""
}

func rowClass(l Light) string {
	if l == "" {
		return ""
	}
	return "edge-" + string(l)
}

func stepNumber(i int) string { return fmt.Sprint(i + 1) }

func fullTitle(ctx context.Context, title string) string {
	name := Say(ctx, "ui.site.name")
	if title == "" {
		return name
	}
	return title + Say(ctx, "ui.site.title_sep") + name
}

func htmlClass(q *Req, room string) string {
	if q.Large {
		room += " large"
	}
	if q.Contrast {
		room += " contrast"
	}
	return room
}

func otherLang(q *Req) Lang {
	if q.Lang == En {
		return Zh
	}
	return En
}

// other is the value that turns a way of showing pages round.
func other(on bool) string { return oneIf(!on) }

// kind: a table of many columns becomes cards earlier.
func (t Table) kind() string {
	if len(t.Cols) > 6 {
		return "table table-wide"
	}
	return "table"
}
