package chart

import (
	"fmt"

	"yimen/core/catalog"
	"yimen/core/org"
)

// Power (权力运行流程图) is the way of a case through the posts: the notice's 图二, with the
// steps of this item. unit names the unit of a step.
func Power(it *catalog.Item, unit func(step int) catalog.Text) Chart {
	c := Chart{Title: words.power, Rows: []Row{{Nodes: []Node{{ID: "start", Shape: Terminal, Text: words.start, Step: NoStep}}}}}
	reviewed := ""
	for i, s := range it.Procedure.Steps {
		n := Node{ID: fmt.Sprintf("s%d", i), Shape: Step, Text: stage(s.Post), Note: whoAndWhen(s, unit(i)), Step: i}
		c.Rows = append(c.Rows, Row{Nodes: []Node{n}})
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
func whoAndWhen(s catalog.Step, unit catalog.Text) catalog.Text {
	limit := limitWords(s.Limit)
	name, body := s.NameEN, unit.EN
	if name == "" {
		name = s.Name
	}
	if body == "" {
		body = unit.ZH
	}
	return catalog.Text{ZH: s.Name + " · " + unit.ZH + " · " + limit.ZH, EN: name + " · " + body + " · " + limit.EN}
}
