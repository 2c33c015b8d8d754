package chart

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"yimen/core/catalog"
)

// Namespaces of BPMN 2.0 (ISO/IEC 19510) and of our own attributes.
const (
	nsModel   = "http://www.omg.org/spec/BPMN/20100524/MODEL"
	nsDiagram = "http://www.omg.org/spec/BPMN/20100524/DI"
	nsDC      = "http://www.omg.org/spec/DD/20100524/DC"
	nsDI      = "http://www.omg.org/spec/DD/20100524/DI"
	nsYimen   = "https://yimen.example/bpmn/1"
)

// The written form. encoding/xml knows no prefixes, so they are part of the names.
type (
	bpmnFile struct {
		XMLName   xml.Name    `xml:"bpmn:definitions"`
		Model     string      `xml:"xmlns:bpmn,attr"`
		Diagram   string      `xml:"xmlns:bpmndi,attr"`
		DC        string      `xml:"xmlns:dc,attr"`
		DI        string      `xml:"xmlns:di,attr"`
		Own       string      `xml:"xmlns:yimen,attr"`
		ID        string      `xml:"id,attr"`
		Target    string      `xml:"targetNamespace,attr"`
		Process   bpmnProcess `xml:"bpmn:process"`
		PlaneHold bpmnDiagram `xml:"bpmndi:BPMNDiagram"`
	}
	bpmnProcess struct {
		ID         string `xml:"id,attr"`
		Name       string `xml:"name,attr"`
		Executable bool   `xml:"isExecutable,attr"`
		Elements   []bpmnElement
		Flows      []bpmnFlow `xml:"bpmn:sequenceFlow"`
	}
	bpmnElement struct {
		XMLName  xml.Name
		ID       string    `xml:"id,attr"`
		Name     string    `xml:"name,attr"`
		Own      *bpmnStep `xml:"bpmn:extensionElements>yimen:step"`
		Incoming []string  `xml:"bpmn:incoming"`
		Outgoing []string  `xml:"bpmn:outgoing"`
	}
	// bpmnStep carries what a step of a procedure has and BPMN has no word for.
	bpmnStep struct {
		Post    string       `xml:"post,attr"`
		Unit    string       `xml:"unit,attr"`
		Limit   string       `xml:"limit,attr"`
		Name    string       `xml:"name,attr"`
		NameEN  string       `xml:"nameEn,attr,omitempty"`
		Duty    string       `xml:"duty,attr,omitempty"`
		DutyEN  string       `xml:"dutyEn,attr,omitempty"`
		Special string       `xml:"special,attr,omitempty"`
		OnSpot  bool         `xml:"onSpot,attr,omitempty"`
		Check   bool         `xml:"check,attr,omitempty"`
		Beside  []bpmnBeside `xml:"yimen:beside"`
	}
	// bpmnBeside is a body that examines beside the step's own.
	bpmnBeside struct {
		Unit   string `xml:"unit,attr"`
		Limit  string `xml:"limit,attr"`
		Name   string `xml:"name,attr"`
		NameEN string `xml:"nameEn,attr,omitempty"`
		Duty   string `xml:"duty,attr,omitempty"`
	}
	bpmnFlow struct {
		ID     string `xml:"id,attr"`
		Source string `xml:"sourceRef,attr"`
		Target string `xml:"targetRef,attr"`
		Name   string `xml:"name,attr,omitempty"`
	}
	bpmnDiagram struct {
		ID    string `xml:"id,attr"`
		Plane struct {
			ID      string      `xml:"id,attr"`
			Element string      `xml:"bpmnElement,attr"`
			Shapes  []bpmnShape `xml:"bpmndi:BPMNShape"`
			Edges   []bpmnEdge  `xml:"bpmndi:BPMNEdge"`
		} `xml:"bpmndi:BPMNPlane"`
	}
	bpmnShape struct {
		ID      string     `xml:"id,attr"`
		Element string     `xml:"bpmnElement,attr"`
		Marker  *bool      `xml:"isMarkerVisible,attr"` // of a gateway: false, for its name stands in its middle
		Bounds  bpmnBounds `xml:"dc:Bounds"`
		Label   *bpmnLabel `xml:"bpmndi:BPMNLabel"`
	}
	bpmnBounds struct {
		X int `xml:"x,attr"`
		Y int `xml:"y,attr"`
		W int `xml:"width,attr"`
		H int `xml:"height,attr"`
	}
	bpmnLabel struct {
		Bounds bpmnBounds `xml:"dc:Bounds"`
	}
	bpmnEdge struct {
		ID      string      `xml:"id,attr"`
		Element string      `xml:"bpmnElement,attr"`
		Points  []bpmnPoint `xml:"di:waypoint"`
		Label   *bpmnLabel  `xml:"bpmndi:BPMNLabel"`
	}
	bpmnPoint struct {
		X int `xml:"x,attr"`
		Y int `xml:"y,attr"`
	}
)

// BPMN writes the chart of an item's procedure as BPMN 2.0 with its layout. The steps carry
// post, unit rule, limit and special procedures as attributes of our own namespace, so that
// ReadBPMN gives the same procedure again.
func (c Chart) BPMN(it *catalog.Item) ([]byte, error) {
	f := bpmnFile{Model: nsModel, Diagram: nsDiagram, DC: nsDC, DI: nsDI, Own: nsYimen, ID: "definitions", Target: nsYimen}
	f.Process = bpmnProcess{ID: "process", Name: it.Name}
	f.PlaneHold.ID = "diagram"
	plane := &f.PlaneHold.Plane
	plane.ID, plane.Element = "plane", "process"

	d := c.layout(false)
	d.allGateways(c)
	place := map[string]int{}
	for _, b := range d.boxes {
		place[b.ID] = len(f.Process.Elements)
		f.Process.Elements = append(f.Process.Elements, bpmnElement{XMLName: xml.Name{Local: "bpmn:" + b.kind()}, ID: ncname(b.ID), Name: b.Text.ZH, Own: stepOf(it, b.Node)})
		plane.Shapes = append(plane.Shapes, b.shape())
	}
	for i, w := range d.both() {
		id := fmt.Sprintf("flow%d", i)
		f.Process.Flows = append(f.Process.Flows, bpmnFlow{id, ncname(w.from), ncname(w.to), w.label})
		from, to := &f.Process.Elements[place[w.from]], &f.Process.Elements[place[w.to]]
		from.Outgoing, to.Incoming = append(from.Outgoing, id), append(to.Incoming, id)
		plane.Edges = append(plane.Edges, bpmnEdge{id + ".di", id, d.waypoints(w), w.bpmnLabel()})
	}
	text, err := xml.MarshalIndent(f, "", "  ")
	return append([]byte(xml.Header), text...), err
}

// both lists the arrows one way each.
func (d drawing) both() []wire {
	var list []wire
	for _, w := range d.wires {
		list = append(list, w)
		if w.both {
			back := wire{from: w.to, to: w.from, at: slices.Clone(w.at)}
			slices.Reverse(back.at)
			list = append(list, back)
		}
	}
	return list
}

// ncname makes an XML id of ours: points are allowed, a digit at the beginning is not.
func ncname(id string) string { return "n_" + id }

// kind is the BPMN element of a symbol.
func (b box) kind() string {
	switch {
	case b.Shape == Terminal && b.ID == "start":
		return "startEvent"
	case b.Shape == Terminal:
		return "endEvent"
	case b.Shape == Condition:
		return "exclusiveGateway"
	case b.Shape == parallel:
		return "parallelGateway"
	case b.Step != NoStep:
		return "userTask"
	}
	return "task"
}

func stepOf(it *catalog.Item, n Node) *bpmnStep {
	if n.Shape != Step || n.Step == NoStep || n.Body > 0 {
		return nil // bodies beside a step stand with the step
	}
	s := it.Procedure.Steps[n.Step]
	special := make([]string, 0, len(s.Special))
	for _, k := range s.Special {
		special = append(special, string(k))
	}
	step := &bpmnStep{Post: string(s.Post), Unit: string(s.Unit), Limit: s.Limit.String(), Name: s.Name, NameEN: s.NameEN, Duty: s.Duty, DutyEN: s.DutyEN,
		Special: strings.Join(special, " "), OnSpot: s.OnSpot, Check: s.Check}
	for _, b := range s.Beside {
		step.Beside = append(step.Beside, bpmnBeside{string(b.Unit), b.Limit.String(), b.Name, b.NameEN, b.Duty})
	}
	return step
}

// shape is the place of a symbol; an event is a circle as high as our ellipse.
func (b box) shape() bpmnShape {
	s := bpmnShape{ID: ncname(b.ID) + ".di", Element: ncname(b.ID), Bounds: bpmnBounds{b.x, b.y, b.w, b.h}}
	width := labelWidth(b.Text.ZH)
	switch b.Shape {
	case Terminal:
		s.Bounds.X, s.Bounds.W = b.cx()-b.h/2, b.h
		s.Label = &bpmnLabel{bpmnBounds{b.cx() + b.h/2 + 6, b.y + (b.h-labelHeight)/2, width, labelHeight}}
	case Condition:
		s.Marker = new(bool)
		s.Label = &bpmnLabel{bpmnBounds{b.cx() - width/2, b.y + (b.h-labelHeight)/2, width, labelHeight}}
	}
	return s
}

// Names that stand beside their symbol are set by others in letters of this size, in lines of at
// most so much.
const (
	labelLetter = 12
	labelHeight = 14
	labelMost   = 90
)

func labelWidth(text string) int { return min(labelMost, labelLetter*utf8.RuneCountInString(text)) }

// bpmnLabel is the place of what stands at an arrow, nil where nothing does.
func (w wire) bpmnLabel() *bpmnLabel {
	if w.label == "" {
		return nil
	}
	return &bpmnLabel{bpmnBounds{w.labelAt.x, w.labelAt.y - labelLetter, labelWidth(w.label), labelHeight}}
}

// waypoints are the corners of an arrow; one that meets a circle's side ends there.
func (d drawing) waypoints(w wire) []bpmnPoint {
	var list []bpmnPoint
	for _, p := range w.at {
		list = append(list, bpmnPoint{p.x, p.y})
	}
	if goal := d.box(w.to); goal.Shape == Terminal && list[len(list)-1].X == goal.right() {
		list[len(list)-1].X = goal.cx() + goal.h/2
	}
	return list
}
