package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Unmapped (未能对应) is one thing of a BPMN file that the draft procedure does not hold, or
// that must be filled in by hand. Code finds the sentence.
type Unmapped struct {
	Code    string // element, post, unit, limit, special, beside, order
	Element string // its kind in BPMN: userTask, parallelGateway …
	ID      string
	Name    string
}

func (u Unmapped) String() string {
	name := u.Name
	if name == "" {
		name = u.ID
	}
	return fmt.Sprintf("%s 「%s」: %s", u.Element, name, map[string]string{
		"element": "has no place in a procedure and was left out",
		"post":    "no post could be told from it; a review was assumed",
		"unit":    "says no rule that finds its unit; write one of accepting, community, street, station:…, department:…, city:…, government",
		"limit":   "says no limit; write one, as 3wd",
		"special": "names a special procedure that Article 45 does not know; it was left out",
		"beside":  "has a body beside it without unit or limit, which was left out",
		"order":   "is not reached from the start and was left out",
	}[u.Code])
}

// ErrNoBPMN says that a file is no BPMN 2.0 process.
var ErrNoBPMN = errors.New("chart: the file holds no BPMN 2.0 process")

// maxBPMN is the largest file that is read, in bytes.
const maxBPMN = 2 << 20

// readElement is an element as any tool may have written it, by its local name.
type readElement struct {
	XMLName xml.Name
	ID      string `xml:"id,attr"`
	Name    string `xml:"name,attr"`
	Source  string `xml:"sourceRef,attr"`
	Target  string `xml:"targetRef,attr"`
	Own     *struct {
		Post    string `xml:"post,attr"`
		Unit    string `xml:"unit,attr"`
		Limit   string `xml:"limit,attr"`
		Name    string `xml:"name,attr"`
		NameEN  string `xml:"nameEn,attr"`
		Duty    string `xml:"duty,attr"`
		DutyEN  string `xml:"dutyEn,attr"`
		Special string `xml:"special,attr"`
		OnSpot  bool   `xml:"onSpot,attr"`
		Check   bool   `xml:"check,attr"`
		Beside  []struct {
			Unit   string `xml:"unit,attr"`
			Limit  string `xml:"limit,attr"`
			Name   string `xml:"name,attr"`
			NameEN string `xml:"nameEn,attr"`
			Duty   string `xml:"duty,attr"`
		} `xml:"beside"`
	} `xml:"extensionElements>step"`
}

// ReadBPMN makes a draft procedure of a BPMN 2.0 file. The tasks that are reached from the
// start become steps in the order of the flow; what a file of another tool does not say, and
// what a procedure can't hold, is listed.
func ReadBPMN(r io.Reader) (catalog.Procedure, []Unmapped, error) {
	var file struct {
		XMLName xml.Name `xml:"http://www.omg.org/spec/BPMN/20100524/MODEL definitions"`
		Process []struct {
			Elements []readElement `xml:",any"`
		} `xml:"http://www.omg.org/spec/BPMN/20100524/MODEL process"`
	}
	if err := xml.NewDecoder(io.LimitReader(r, maxBPMN)).Decode(&file); err != nil || len(file.Process) == 0 {
		return catalog.Procedure{}, nil, errors.Join(ErrNoBPMN, err)
	}
	var p catalog.Procedure
	var missed []Unmapped
	elements := file.Process[0].Elements
	order := flowOrder(elements)
	beside, gates := parallelBodies(elements, order)
	for _, e := range elements {
		switch kind := e.XMLName.Local; {
		case slices.Contains(plain, kind), gates[e.ID]:
		case isTask(kind):
			if order[e.ID] == 0 {
				missed = append(missed, e.missed("order"))
			}
		default:
			missed = append(missed, e.missed("element"))
		}
	}
	tasks := slices.DeleteFunc(slices.Clone(elements), func(e readElement) bool { return !isTask(e.XMLName.Local) || order[e.ID] == 0 })
	slices.SortStableFunc(tasks, func(a, b readElement) int { return order[a.ID] - order[b.ID] })
	ours := slices.ContainsFunc(tasks, func(e readElement) bool { return e.Own != nil })
	for _, e := range tasks {
		if _, follows := beside[e.ID]; follows || ours && e.Own == nil { // a side exit of one of our own charts
			continue
		}
		step, lacks := e.step()
		if !ours {
			for _, b := range tasks {
				if beside[b.ID] == e.ID {
					step.Beside = append(step.Beside, catalog.Body{Name: b.Name})
					lacks = append(lacks, b.missed("unit"), b.missed("limit"))
				}
			}
		}
		p.Steps, missed = append(p.Steps, step), append(missed, lacks...)
	}
	return p, missed, nil
}

// plain are the elements that say nothing but the order of the flow.
var plain = []string{"startEvent", "endEvent", "exclusiveGateway", "sequenceFlow", "extensionElements", "documentation"}

func isTask(kind string) bool {
	return slices.Contains([]string{"task", "userTask", "manualTask"}, kind)
}

func (e readElement) missed(code string) Unmapped {
	return Unmapped{code, e.XMLName.Local, e.ID, e.Name}
}

// flowOrder numbers the elements in the order in which the flow first reaches them, from 1.
func flowOrder(elements []readElement) map[string]int {
	next := map[string][]string{}
	var queue []string
	for _, e := range elements {
		switch e.XMLName.Local {
		case "sequenceFlow":
			next[e.Source] = append(next[e.Source], e.Target)
		case "startEvent":
			queue = append(queue, e.ID)
		}
	}
	order := map[string]int{}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		if order[id] > 0 {
			continue
		}
		order[id] = len(order) + 1
		queue = append(queue, next[id]...)
	}
	return order
}

// parallelBodies finds tasks that lie alone between two parallel gateways: the first of them is a
// step, the others are bodies beside it (并联部门), and the gateways say nothing else.
func parallelBodies(elements []readElement, order map[string]int) (beside map[string]string, gates map[string]bool) {
	kind, next := map[string]string{}, map[string][]string{}
	for _, e := range elements {
		if kind[e.ID] = e.XMLName.Local; e.XMLName.Local == "sequenceFlow" {
			next[e.Source] = append(next[e.Source], e.Target)
		}
	}
	beside, gates = map[string]string{}, map[string]bool{}
	for fork := range next {
		tasks := slices.SortedFunc(slices.Values(next[fork]), func(a, b string) int { return order[a] - order[b] })
		if kind[fork] != "parallelGateway" || len(tasks) < 2 || order[fork] == 0 {
			continue
		}
		joins := map[string]bool{}
		for _, t := range tasks {
			if !isTask(kind[t]) || len(next[t]) != 1 || kind[next[t][0]] != "parallelGateway" {
				joins[""] = true
				continue
			}
			joins[next[t][0]] = true
		}
		if len(joins) != 1 || joins[""] {
			continue
		}
		gates[fork], gates[next[tasks[0]][0]] = true, true
		for _, t := range tasks[1:] {
			beside[t] = tasks[0]
		}
	}
	return beside, gates
}

// step makes a step of a task.
func (e readElement) step() (catalog.Step, []Unmapped) {
	var lacks []Unmapped
	s := catalog.Step{Name: e.Name, Post: postOf(e.Name)}
	if e.Own != nil {
		s = catalog.Step{Post: org.Post(e.Own.Post), Name: e.Own.Name, NameEN: e.Own.NameEN, Duty: e.Own.Duty, DutyEN: e.Own.DutyEN, Unit: catalog.UnitRule(e.Own.Unit), OnSpot: e.Own.OnSpot, Check: e.Own.Check}
		s.Limit, _ = period.Parse(e.Own.Limit)
		for _, own := range e.Own.Beside {
			b := catalog.Body{Name: own.Name, NameEN: own.NameEN, Duty: own.Duty, Unit: catalog.UnitRule(own.Unit)}
			b.Limit, _ = period.Parse(own.Limit)
			if _, _, ok := b.Unit.Parse(); !ok || b.Limit.IsZero() {
				lacks = append(lacks, e.missed("beside"))
				continue
			}
			s.Beside = append(s.Beside, b)
		}
		for _, k := range strings.Fields(e.Own.Special) {
			if kind := catalog.SpecialKind(k); slices.Contains(catalog.SpecialKinds, kind) {
				s.Special = append(s.Special, kind)
			} else {
				lacks = append(lacks, e.missed("special"))
			}
		}
	}
	if !slices.Contains([]org.Post{org.Acceptance, org.Review, org.Approval, org.Issuing}, s.Post) {
		s.Post = org.Review
		lacks = append(lacks, e.missed("post"))
	}
	if _, _, ok := s.Unit.Parse(); !ok {
		s.Unit = ""
		lacks = append(lacks, e.missed("unit"))
	}
	if s.Limit.IsZero() {
		lacks = append(lacks, e.missed("limit"))
	}
	return s, lacks
}

// postOf tells a post from the words of a task: 受理, 审核, 审批, 制证.
func postOf(name string) org.Post {
	for _, w := range []struct {
		post  org.Post
		words []string
	}{
		{org.Acceptance, []string{"受理", "收件", "ccept", "eceive"}},
		{org.Approval, []string{"审批", "批准", "决定", "pprov", "ecide", "ecision"}},
		{org.Issuing, []string{"制证", "发证", "发照", "送达", "ssue", "ssuing"}},
		{org.Review, []string{"审核", "审查", "核查", "初审", "eview", "xamin"}},
	} {
		if slices.ContainsFunc(w.words, func(s string) bool { return strings.Contains(name, s) }) {
			return w.post
		}
	}
	return ""
}
