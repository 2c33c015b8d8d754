package chart

import (
	"fmt"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// mostBeside is how many bodies have room beside the step's own unit on a phone; more of them
// stand in its box, one after the other.
const mostBeside = 2

// Units names the unit of a step, or of a body beside it (Node.Body).
type Units func(step, body int) catalog.Text

// Power (权力运行流程图) is the way of a case through the posts: the notice's 图二, with the
// steps of this item. Bodies that examine at the same time stand side by side
// as far as there is room.
func Power(it *catalog.Item, unit Units) Chart {
	c := Chart{Title: words.power, Rows: []Row{{Nodes: []Node{{ID: "start", Shape: Terminal, Text: words.start, Step: NoStep}}}}}
	reviewed := ""
	for i, s := range it.Procedure.Steps {
		n := Node{ID: fmt.Sprintf("s%d", i), Shape: Step, Text: stage(s.Post), Note: whoAndWhen(s.Name, s.NameEN, s.Limit, unit(i, 0)), Step: i}
		row := Row{Nodes: []Node{n}}
		for k, b := range s.Beside {
			note := whoAndWhen(b.Name, b.NameEN, b.Limit, unit(i, k+1))
			if own := &row.Nodes[0].Note; len(s.Beside) > mostBeside {
				own.ZH, own.EN = own.ZH+"；"+note.ZH, own.EN+"; "+note.EN
				continue
			}
			row.Nodes = append(row.Nodes, Node{ID: fmt.Sprintf("s%d.b%d", i, k+1), Shape: Step, Text: n.Text, Note: note, Step: i, Body: k + 1})
		}
		c.Rows = append(c.Rows, row)
		if s.Post == org.Issuing {
			continue
		}
		result := Row{Nodes: []Node{{ID: fmt.Sprintf("d%d", i), Shape: Condition, Text: words.outcome, Step: i}}, Down: words.onward}
		exit := func(kind string, text catalog.Text, back string) {
			x := Exit{Node{ID: fmt.Sprintf("x%d.%s", i, kind), Shape: Step, Text: text, Step: NoStep, Ends: back == ""}, back}
			result.Exits = append(result.Exits, x)
		}
		switch s.Post {
		case org.Acceptance:
			exit("refuse", words.refused, "")
			exit("wait", words.wait, n.ID)
		case org.Approval:
			result.Down = words.eitherWay
			if reviewed != "" {
				result.Down = words.approved
				exit("back", words.back, reviewed)
			}
		default:
			exit("wait", words.wait, n.ID)
			reviewed = n.ID
		}
		c.Rows = append(c.Rows, result)
	}
	c.Rows = append(c.Rows, Row{Nodes: []Node{{ID: "end", Shape: Terminal, Text: words.final, Step: NoStep}}})
	return c
}

// stage is the notice's word for what a post does.
func stage(p org.Post) catalog.Text {
	switch p {
	case org.Acceptance:
		return words.receive
	case org.Approval:
		return words.approve
	case org.Issuing:
		return words.issue
	}
	return words.review
}

// whoAndWhen is the second line of a step: its name, unit and limit.
func whoAndWhen(name, nameEN string, limit period.Period, unit catalog.Text) catalog.Text {
	words := limitWords(limit)
	english, body := nameEN, unit.EN
	if english == "" {
		english = name
	}
	if body == "" {
		body = unit.ZH
	}
	return catalog.Text{ZH: name + " · " + unit.ZH + " · " + words.ZH, EN: english + " · " + body + " · " + words.EN}
}
