package chart

import (
	"cmp"
	"slices"

	"yimen/core/catalog"
)

// The measures of a chart, in pixels of a phone: it is as wide as a phone's screen, so that
// it is read there without scaling, and two of them stand side by side on A4.
const (
	width  = 350
	margin = 4
	spineW = 166 // the road, at the left
	exitX  = 190 // the side exits, at its right
	exitW  = 144
	gapX   = 10 // between nodes side by side
	gapY   = 26 // room of an arrow
	laneW  = 5  // between the lanes of arrows that go back, at the far right
	lanesW = 14 // what the lanes take beside a row that is as wide as the chart

	textSize, exitSize, noteSize = 13, 12, 11
	textLine, noteLine           = 18, 15
	padX, padY                   = 8, 7
	endW, endH                   = 56, 26
)

// box is a node with its place.
type box struct {
	Node
	x, y, w, h  int
	font        int      // size of the text
	text, notes []string // broken into lines
}

func (b box) cx() int     { return b.x + b.w/2 }
func (b box) cy() int     { return b.y + b.h/2 }
func (b box) right() int  { return b.x + b.w }
func (b box) bottom() int { return b.y + b.h }

type point struct{ x, y int }

// wire is an arrow with its corners; its head is at the last one, and at the first too if
// the flow comes back the same way.
type wire struct {
	from, to string
	at       []point
	both     bool
	label    string
	labelAt  point
}

// drawing is a chart laid out in one language.
type drawing struct {
	w, h  int
	boxes []box
	wires []wire
}

// layer is a row laid out: the nodes of the road, the exits at its right.
type layer struct {
	nodes, exits []box
	top, bottom  int
	down         string
}

// layout places the nodes from the top down: the road at the left, the exits of a row at its
// right, arrows that go back in lanes at the edge.
func (c Chart) layout(en bool) drawing {
	say := func(t catalog.Text) string {
		if en && t.EN != "" {
			return t.EN
		}
		return t.ZH
	}
	d := drawing{w: width}
	y := margin
	var rows []layer
	for _, r := range c.Rows {
		l := r.place(y, say)
		rows = append(rows, l)
		y = l.bottom + gapY
		if l.down != "" {
			y += noteLine
		}
	}
	d.h = y - gapY + margin
	for i, l := range rows {
		d.keep(l.nodes)
		d.keep(l.exits)
		if i+1 < len(rows) {
			d.descend(l, rows[i+1])
		}
		d.leave(l)
	}
	d.comeBack(c)
	return d
}

// place lays one row out below y.
func (r Row) place(y int, say func(catalog.Text) string) layer {
	l := layer{top: y, down: say(r.Down)}
	tall, x := 0, margin
	for i, n := range r.Nodes {
		b := n.size(r.wide(i), textSize, say)
		b.x = x
		x = b.right() + gapX
		l.nodes = append(l.nodes, b)
		tall = max(tall, b.h)
	}
	for _, x := range r.Exits {
		b := x.size(exitW, exitSize, say)
		b.x = exitX
		l.exits = append(l.exits, b)
	}
	middle := y + tall/2
	if len(l.exits) > 0 {
		middle = max(middle, y+l.exits[0].h/2)
	}
	l.bottom = middle + tall/2
	for i := range l.nodes {
		b := &l.nodes[i]
		b.y = middle - b.h/2
		l.bottom = max(l.bottom, b.bottom()+b.room())
	}
	at := y
	for i := range l.exits {
		b := &l.exits[i]
		if i == 0 {
			at = middle - b.h/2
		}
		b.y = at
		at = b.bottom() + b.room() + gapX
		l.bottom = max(l.bottom, b.bottom()+b.room())
	}
	return l
}

// wide is the width of a row's nth node. Arrows that go back have room beside bodies that
// examine at the same time; where they are two, the first stays on the road.
func (r Row) wide(nth int) int {
	n := len(r.Nodes)
	room := width - 2*margin - (n-1)*gapX
	switch {
	case n == 1, n == 2 && nth == 0 && r.parallel():
		return spineW
	case n == 2 && r.parallel():
		return room - lanesW - spineW
	case r.parallel():
		return (room - lanesW) / n
	}
	return room / n
}

// parallel tells that the row is one step at which several bodies examine (并联).
func (r Row) parallel() bool { return len(r.Nodes) > 1 && r.Nodes[1].Body > 0 }

// room is what the ellipse 结束 below a node takes.
func (b box) room() int {
	if b.Ends {
		return gapY*2/3 + endH
	}
	return 0
}

// size breaks a node's texts into lines and makes it as high as they need.
func (n Node) size(w, font int, say func(catalog.Text) string) box {
	inner := w - 2*padX
	extra := 0
	switch n.Shape { // a text stands in the middle of these
	case Terminal:
		inner, extra = w*8/10, 8
	case Condition:
		inner, extra = w/2, 22
	}
	b := box{Node: n, w: w, font: font, text: wrap(say(n.Text), inner, font)}
	if note := say(n.Note); note != "" {
		b.notes = wrap(note, inner, noteSize)
	}
	b.h = len(b.text)*textLine + len(b.notes)*noteLine + 2*padY + extra
	return b
}

// keep adds boxes, with the ellipse of those that end the flow.
func (d *drawing) keep(list []box) {
	for _, b := range list {
		d.boxes = append(d.boxes, b)
		if !b.Ends {
			continue
		}
		e := box{Node: Node{ID: b.end(), Shape: Terminal, Text: words.over, Step: NoStep}, font: exitSize, x: b.cx() - endW/2, y: b.bottom() + gapY*2/3, w: endW, h: endH}
		d.boxes = append(d.boxes, e)
		d.wires = append(d.wires, wire{from: b.ID, to: e.ID, at: []point{{b.cx(), b.bottom()}, {b.cx(), e.y}}})
	}
}

// descend draws the arrows from one row to the next, over a common bar where they spread.
func (d *drawing) descend(from, to layer) {
	bar := to.top - gapY/2
	for _, a := range from.nodes {
		if a.Ends {
			continue
		}
		for i, b := range to.nodes {
			w := wire{from: a.ID, to: b.ID, at: []point{{a.cx(), a.bottom()}, {a.cx(), bar}, {b.cx(), bar}, {b.cx(), b.y}}}
			if a.cx() == b.cx() {
				w.at = []point{{a.cx(), a.bottom()}, {b.cx(), b.y}}
			}
			if from.down != "" && i == 0 { // said once where the arrows part
				w.label, w.labelAt = from.down, point{a.cx() + 7, from.bottom + noteLine - 1}
			}
			d.wires = append(d.wires, w)
		}
	}
}

// leave draws the arrows from a row to its exits.
func (d *drawing) leave(l layer) {
	if len(l.exits) == 0 {
		return
	}
	from := l.nodes[0]
	fork := (from.right() + exitX) / 2
	for _, x := range l.exits {
		w := wire{from: from.ID, to: x.ID, at: []point{{from.right(), from.cy()}, {fork, from.cy()}, {fork, x.cy()}, {x.x, x.cy()}}}
		if x.cy() == from.cy() {
			w.at = []point{{from.right(), from.cy()}, {x.x, x.cy()}}
		}
		d.wires = append(d.wires, w)
	}
}

// comeBack draws the arrows from exits back to the road: to the row they left by the same
// arrow, higher up in a lane at the edge, one lane for each goal.
func (d *drawing) comeBack(c Chart) {
	lanes := map[string]int{}
	for _, r := range c.Rows {
		for _, x := range r.Exits {
			switch {
			case x.Back == "":
			case x.Back == r.Nodes[0].ID:
				i := slices.IndexFunc(d.wires, func(w wire) bool { return w.from == x.Back && w.to == x.ID })
				d.wires[i].both = true
			default:
				if _, known := lanes[x.Back]; !known {
					lanes[x.Back] = len(lanes)
				}
				d.wires = append(d.wires, d.lane(x, lanes[x.Back], c.row(x.Back)))
			}
		}
	}
}

// row is the one that begins with a node.
func (c Chart) row(id string) Row {
	for _, r := range c.Rows {
		if r.Nodes[0].ID == id {
			return r
		}
	}
	return Row{}
}

// lane goes back at the edge to the row of its goal; where several bodies work there, to the
// arrows that lead to all of them.
func (d *drawing) lane(x Exit, nth int, row Row) wire {
	from, goal := d.box(x.ID), d.box(x.Back)
	edge := width - margin - cmp.Or(nth%3*laneW, 0)
	if row.parallel() {
		top := goal.y
		for _, n := range row.Nodes {
			top = min(top, d.box(n.ID).y)
		}
		last, bar := d.box(row.Nodes[len(row.Nodes)-1].ID), top-gapY/2
		return wire{from: x.ID, to: last.ID, at: []point{{from.right(), from.cy()}, {edge, from.cy()}, {edge, bar}, {last.cx(), bar}, {last.cx(), last.y}}}
	}
	return wire{from: x.ID, to: x.Back, at: []point{{from.right(), from.cy()}, {edge, from.cy()}, {edge, goal.cy()}, {goal.right(), goal.cy()}}}
}

func (d *drawing) box(id string) box {
	i := slices.IndexFunc(d.boxes, func(b box) bool { return b.ID == id })
	return d.boxes[i] // a chart leads to its own nodes only
}
