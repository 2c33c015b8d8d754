package chart

// parallel is the gateway of BPMN at which a flow parts and comes together again. The notice
// has no symbol for it: there the arrows do both.
const parallel Shape = Condition + 1

const gateway = 18 // its width and height

// allGateways puts gateways around each row at which several bodies examine.
func (d *drawing) allGateways(c Chart) {
	for i, r := range c.Rows {
		if r.parallel() {
			d.gateways(c.Rows[i-1], r, c.Rows[i+1])
		}
	}
}

// gateways puts a gateway before the bodies that examine at the same time and one after them,
// in the room of the arrows, and leads every arrow through them.
func (d *drawing) gateways(before, row, after Row) {
	first := d.box(row.Nodes[0].ID)
	top, bottom := first.y, first.bottom()
	for _, n := range row.Nodes {
		b := d.box(n.ID)
		top, bottom = min(top, b.y), max(bottom, b.bottom())
	}
	goal := d.box(after.Nodes[0].ID)
	fork := gatewayAt(first.ID+".fork", goal.cx(), top-gapY/2)
	join := gatewayAt(first.ID+".join", goal.cx(), min(bottom+gapY/2, goal.y-gateway/2-1))

	var wires []wire
	for _, w := range d.wires {
		switch {
		case row.holds(w.from) && row.holds(w.to), row.holds(w.from) && w.to == goal.ID, before.holds(w.from) && row.holds(w.to):
			continue // drawn anew below
		case row.holds(w.to): // from further down
			w.to = fork.ID
			w.at = append(w.at[:len(w.at)-2:len(w.at)-2], point{fork.right(), fork.cy()})
		}
		wires = append(wires, w)
	}
	for _, n := range before.Nodes {
		b := d.box(n.ID)
		wires = append(wires, wire{from: b.ID, to: fork.ID, at: []point{{b.cx(), b.bottom()}, {fork.cx(), fork.y}}, label: before.Down.ZH})
	}
	for _, n := range row.Nodes {
		b := d.box(n.ID)
		wires = append(wires, between(fork, b), between(b, join))
	}
	wires = append(wires, wire{from: join.ID, to: goal.ID, at: []point{{join.cx(), join.bottom()}, {goal.cx(), goal.y}}})
	d.boxes, d.wires = append(d.boxes, fork, join), wires
}

func gatewayAt(id string, x, y int) box {
	return box{Node: Node{ID: id, Shape: parallel, Step: NoStep}, x: x - gateway/2, y: y - gateway/2, w: gateway, h: gateway}
}

func (r Row) holds(id string) bool {
	for _, n := range r.Nodes {
		if n.ID == id {
			return true
		}
	}
	return false
}

// between is the arrow from a gateway down to a task, or from a task down to a gateway: straight,
// or over the gateway's side.
func between(a, b box) wire {
	w := wire{from: a.ID, to: b.ID, at: []point{{a.cx(), a.bottom()}, {b.cx(), b.y}}}
	switch {
	case a.cx() == b.cx():
	case a.Shape == parallel:
		w.at = []point{{a.side(b), a.cy()}, {b.cx(), a.cy()}, {b.cx(), b.y}}
	default:
		w.at = []point{{a.cx(), a.bottom()}, {a.cx(), b.cy()}, {b.side(a), b.cy()}}
	}
	return w
}

// side is the box's side that looks at another one.
func (b box) side(other box) int {
	if other.cx() < b.cx() {
		return b.x
	}
	return b.right()
}
