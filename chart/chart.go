// Package chart (流程图) draws the two flow charts of the notice's Annex 2 from the procedure
// of an item version: 图一 外部流程图 and 图二 权力运行流程图. Nothing is drawn by hand: External
// and Power say what stands in the chart, the layout where, SVG and BPMN how it is written.
//
// The symbols are those of the notice: an ellipse begins and ends, a box is a step, a diamond
// is a condition, an arrow shows where the flow goes.
package chart

import "yimen/core/catalog"

// Shape (符号) is one of the notice's symbols.
type Shape uint8

// The symbols (the notice, Annex 2, note 2).
const (
	Terminal  Shape = iota + 1 // 椭圆形: start and end
	Step                       // 方框: a step of the work
	Condition                  // 菱形框: a logical condition
)

// Mark (进度) says how far a running case has come with a symbol.
type Mark uint8

// The marks. A chart of no case has none but Todo.
const (
	Todo    Mark = iota
	Passed       // 已办
	Current      // 在办
)

// NoStep is the Step of a node that is no step of the procedure.
const NoStep = -1

// Node (图形) is one symbol with its words.
type Node struct {
	ID    string // stable within the chart: start, s0, d0, x0.refuse, end
	Shape Shape
	Text  catalog.Text
	Note  catalog.Text // second text, smaller: unit and limit of a step, or what happens there
	Step  int          // index of the procedure's step that it shows, or NoStep
	Body  int          // 0 for the step's own unit, else which of the bodies beside it (并联部门), from 1
	Mark  Mark
	Ends  bool // the flow ends here: an ellipse 结束 follows
}

// Exit (分支) is what leaves the road sideways: it ends, goes back, or is a consultation that
// comes back to where it left.
type Exit struct {
	Node
	Back string // ID of the node it returns to; empty when Ends
}

// Row (一层) is a level of the road: one node, or several side by side.
type Row struct {
	Nodes []Node
	Exits []Exit       // of the first node
	Down  catalog.Text // words at the arrow to the next row
}

// Chart (流程图) is a whole chart, from the start in the first row to the end in the last.
type Chart struct {
	Title catalog.Text
	Rows  []Row
}

// Progress marks the steps that a running case has passed, and the one that holds it. What
// lies before a marked step was passed too.
func (c *Chart) Progress(of func(step, body int) Mark) {
	reached := 0
	for i, row := range c.Rows {
		for j := range row.Nodes {
			n := &row.Nodes[j]
			if n.Step == NoStep || n.Shape != Step {
				continue
			}
			if n.Mark = of(n.Step, n.Body); n.Mark != Todo {
				reached = i
			}
		}
	}
	for _, row := range c.Rows[:reached] {
		for j := range row.Nodes {
			if n := &row.Nodes[j]; n.Mark == Todo && (n.Shape != Step || n.Step == NoStep) {
				n.Mark = Passed
			}
		}
	}
}

// Edge (箭头) is one arrow, from node to node.
type Edge struct {
	From, To string
	Label    catalog.Text
}

// end is the ID of the ellipse that follows a node which ends the flow.
func (n Node) end() string { return n.ID + ".end" }

// Edges lists every arrow: down the road, out to the exits, back from them.
func (c Chart) Edges() []Edge {
	var list []Edge
	for i, row := range c.Rows {
		for _, n := range row.Nodes {
			if n.Ends {
				list = append(list, Edge{From: n.ID, To: n.end()})
				continue
			}
			if i+1 < len(c.Rows) {
				for _, next := range c.Rows[i+1].Nodes {
					list = append(list, Edge{n.ID, next.ID, row.Down})
				}
			}
		}
		for _, x := range row.Exits {
			list = append(list, Edge{From: row.Nodes[0].ID, To: x.ID})
			if x.Ends {
				list = append(list, Edge{From: x.ID, To: x.end()})
			} else {
				list = append(list, Edge{From: x.ID, To: x.Back})
			}
		}
	}
	return list
}

// Nodes lists every symbol in reading order, with the ellipses that end side exits.
func (c Chart) Nodes() []Node {
	var list []Node
	add := func(n Node) {
		list = append(list, n)
		if n.Ends {
			list = append(list, Node{ID: n.end(), Shape: Terminal, Text: words.over, Step: NoStep})
		}
	}
	for _, row := range c.Rows {
		for _, n := range row.Nodes {
			add(n)
		}
		for _, x := range row.Exits {
			add(x.Node)
		}
	}
	return list
}
