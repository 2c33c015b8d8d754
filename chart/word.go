package chart

import (
	"fmt"
	"strings"
)

// What a drawing of a text document is measured in, and how large one may be on upright A4.
const (
	emu         = 9525    // a pixel
	mostBreadth = 6120000 // 170 mm
	mostHeight  = 7560000 // 210 mm
)

// WordSpaces are the name spaces that a text document with charts declares.
const WordSpaces = ` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`

// Word draws the chart for a text document (Office Open XML), as a run: shapes with their text, which
// whoever receives it can move and mend in a word processor. id tells it from other drawings of the
// document. Programs that know no shapes say the road in words.
func (c Chart) Word(id int) string {
	d := c.layout(false)
	w := wordDrawing{k: min(1, mostBreadth/float64(d.w*emu), mostHeight/float64(d.h*emu)), id: id * 1000}
	for _, x := range d.wires {
		for i := 1; i < len(x.at); i++ {
			w.line(x.at[i-1], x.at[i], x.both && i == 1, i == len(x.at)-1)
		}
	}
	for _, b := range d.boxes {
		w.box(b)
	}
	for _, x := range d.wires {
		if x.label != "" {
			w.words(x.label, x.labelAt)
		}
	}
	wide, high := w.of(d.w), w.of(d.h)
	return fmt.Sprintf(`<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[2]d"/>`+
		`<wp:docPr id="%[3]d" name="%[4]s" descr="%[5]s"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">`+
		`<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/><a:chOff x="0" y="0"/><a:chExt cx="%[1]d" cy="%[2]d"/></a:xfrm></wpg:grpSpPr>%[6]s</wpg:wgp>`+
		`</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:t>%[5]s</w:t></mc:Fallback></mc:AlternateContent></w:r>`,
		wide, high, w.id, escape(c.Title.ZH), escape(c.Aloud(false)), w.out.String())
}

// wordDrawing is a drawing under way.
type wordDrawing struct {
	k   float64 // how much smaller than on the page
	id  int
	out strings.Builder
}

func (w *wordDrawing) of(pixels int) int { return int(float64(pixels*emu) * w.k) }

// shape writes one shape with its place; what is in it, and its text, follow.
func (w *wordDrawing) shape(kind, turned string, x, y, wide, high int, inside, text string) {
	w.id++
	fmt.Fprintf(&w.out, `<wps:wsp><wps:cNvPr id="%d" name="%d"/><wps:cNvSpPr/><wps:spPr><a:xfrm%s><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="%s"><a:avLst/></a:prstGeom>%s</wps:spPr>%s`+
		`<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr" wrap="square"/></wps:wsp>`, w.id, w.id, turned, w.of(x), w.of(y), w.of(wide), w.of(high), kind, inside, text)
}

func filled(colour string) string {
	return `<a:solidFill><a:srgbClr val="` + colour + `"/></a:solidFill>`
}

// hex is a colour without its mark, in six figures.
func hex(colour string) string {
	if colour = strings.ToUpper(strings.TrimPrefix(colour, "#")); len(colour) == 3 {
		return colour[:1] + colour[:1] + colour[1:2] + colour[1:2] + colour[2:] + colour[2:]
	}
	return colour
}

// line is one straight part of an arrow, with a head at either end or none.
func (w *wordDrawing) line(a, b point, head, tail bool) {
	turned, ends := "", ""
	if b.x < a.x {
		turned += ` flipH="1"`
	}
	if b.y < a.y {
		turned += ` flipV="1"`
	}
	if head {
		ends += `<a:headEnd type="triangle"/>`
	}
	if tail {
		ends += `<a:tailEnd type="triangle"/>`
	}
	w.shape("line", turned, min(a.x, b.x), min(a.y, b.y), max(a.x, b.x)-min(a.x, b.x), max(a.y, b.y)-min(a.y, b.y),
		`<a:noFill/><a:ln w="9525">`+filled(hex(soft))+ends+`</a:ln>`, "")
}

func (w *wordDrawing) box(b box) {
	kind := map[Shape]string{Terminal: "ellipse", Condition: "diamond"}[b.Shape]
	if kind == "" {
		kind = "rect"
	}
	text := b.text
	if text == nil {
		text = []string{b.Text.ZH}
	}
	var lines strings.Builder
	w.paragraphs(&lines, text, b.font)
	w.paragraphs(&lines, b.notes, noteSize)
	w.shape(kind, "", b.x, b.y, b.w, b.h, filled(hex(paper))+`<a:ln w="11430">`+filled(hex(blue))+`</a:ln>`, `<wps:txbx><w:txbxContent>`+lines.String()+`</w:txbxContent></wps:txbx>`)
}

// words are what stands at an arrow.
func (w *wordDrawing) words(text string, at point) {
	var lines strings.Builder
	w.paragraphs(&lines, []string{text}, noteSize)
	wide := noteSize * (len([]rune(text)) + 1)
	w.shape("rect", "", at.x, at.y-noteSize, wide, noteLine, `<a:noFill/><a:ln><a:noFill/></a:ln>`, `<wps:txbx><w:txbxContent>`+lines.String()+`</w:txbxContent></wps:txbx>`)
}

// paragraphs writes centred lines without room between them.
func (w *wordDrawing) paragraphs(out *strings.Builder, text []string, size int) {
	if size == 0 {
		size = textSize
	}
	half := max(8, int(float64(size)*1.5*w.k)) // half points
	for _, t := range text {
		fmt.Fprintf(out, `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:color w:val="%s"/><w:sz w:val="%d"/></w:rPr><w:t>%s</w:t></w:r></w:p>`,
			half*12, hex(ink), half, escape(t))
	}
}
