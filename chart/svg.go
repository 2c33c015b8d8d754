package chart

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// The colours, those of the pages; a page may overrule them by the classes.
const (
	ink, soft, paper         = "#15233a", "#48586e", "#fff"
	blue, amber, amberLine   = "#1256a8", "#f6b21b", "#7a4b00"
	passedFill, passedStroke = "#e3f4ea", "#1c7a45"
)

// SVG draws the chart, in English if asked to, as one svg element: its text is text in the
// font of what is around it, nothing in it comes from elsewhere, and it has no style
// attribute, which a page may forbid. The same chart gives the same bytes.
func (c Chart) SVG(en bool) string {
	d := c.layout(en)
	var s strings.Builder
	title := c.Title.ZH
	if en {
		title = c.Title.EN
	}
	fmt.Fprintf(&s, `<svg xmlns="http://www.w3.org/2000/svg" class="flowchart" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">`,
		d.w, d.h, d.w, d.h, escape(title+": "+c.Aloud(en)))
	d.drawWires(&s)
	fmt.Fprintf(&s, `<g fill="%s" stroke="%s" stroke-width="1.2">`, paper, blue)
	for _, b := range d.boxes {
		b.drawShape(&s)
	}
	fmt.Fprintf(&s, `</g><g fill="%s" font-size="%d" text-anchor="middle">`, ink, textSize)
	for _, b := range d.boxes {
		b.drawText(&s, en)
	}
	s.WriteString("</g></svg>")
	return s.String()
}

// Aloud is the road in words, for those who listen.
func (c Chart) Aloud(en bool) string {
	var parts []string
	for _, r := range c.Rows {
		for _, n := range r.Nodes {
			if n.Shape == Condition {
				continue
			}
			text := n.Text.ZH
			if en && n.Text.EN != "" {
				text = n.Text.EN
			}
			if n.Mark == Current {
				text += map[bool]string{true: " (now)", false: "（当前）"}[en]
			}
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " → ")
}

// drawWires draws all arrows as one line, all their heads as another, then their words.
func (d drawing) drawWires(s *strings.Builder) {
	var lines, heads strings.Builder
	for _, w := range d.wires {
		for i, p := range w.at {
			fmt.Fprintf(&lines, "%c%d %d", "ML"[min(i, 1)], p.x, p.y)
		}
		n := len(w.at)
		head(&heads, w.at[n-2], w.at[n-1])
		if w.both {
			head(&heads, w.at[1], w.at[0])
		}
	}
	fmt.Fprintf(s, `<path d="%s" fill="none" stroke="%s" stroke-width="1.2"/><path d="%s" fill="%s"/>`, &lines, soft, &heads, soft)
	for _, w := range d.wires {
		if w.label != "" {
			fmt.Fprintf(s, `<text x="%d" y="%d" font-size="%d" fill="%s">%s</text>`, w.labelAt.x, w.labelAt.y, noteSize, soft, escape(w.label))
		}
	}
}

// head is the point of an arrow that comes from a to b, along one axis.
func head(s *strings.Builder, a, b point) {
	const long, half = 7, 3
	dx, dy := sign(b.x-a.x), sign(b.y-a.y)
	fmt.Fprintf(s, "M%d %dL%d %dL%d %dZ", b.x, b.y, b.x-dx*long+dy*half, b.y-dy*long+dx*half, b.x-dx*long-dy*half, b.y-dy*long-dx*half)
}

func sign(n int) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}

func (b box) drawShape(s *strings.Builder) {
	look := ""
	switch b.Mark {
	case Passed:
		look = fmt.Sprintf(` class="passed" fill="%s" stroke="%s"`, passedFill, passedStroke)
	case Current:
		look = fmt.Sprintf(` class="current" fill="%s" stroke="%s"`, amber, amberLine)
	}
	switch b.Shape {
	case Terminal:
		fmt.Fprintf(s, `<ellipse cx="%d" cy="%d" rx="%d" ry="%d"%s/>`, b.cx(), b.cy(), b.w/2, b.h/2, look)
	case Condition:
		fmt.Fprintf(s, `<path d="M%d %dL%d %dL%d %dL%d %dZ"%s/>`, b.cx(), b.y, b.right(), b.cy(), b.cx(), b.bottom(), b.x, b.cy(), look)
	default:
		fmt.Fprintf(s, `<rect x="%d" y="%d" width="%d" height="%d"%s/>`, b.x, b.y, b.w, b.h, look)
	}
}

func (b box) drawText(s *strings.Builder, en bool) {
	text := b.text
	if text == nil { // the ellipse 结束 has one word
		text = []string{map[bool]string{true: b.Text.EN, false: b.Text.ZH}[en]}
	}
	if b.Mark == Passed && b.Shape == Step {
		text = append([]string{"✓ " + text[0]}, text[1:]...)
	}
	y := b.cy() - (len(text)*textLine+len(b.notes)*noteLine)/2
	y = lines(s, text, b.cx(), y, b.font, textLine)
	lines(s, b.notes, b.cx(), y, noteSize, noteLine)
}

// lines writes lines of text, centred, below y; it returns where the next would stand.
func lines(s *strings.Builder, text []string, x, y, size, high int) int {
	if len(text) == 0 {
		return y
	}
	s.WriteString("<text")
	if size != textSize {
		fmt.Fprintf(s, ` font-size="%d"`, size)
	}
	s.WriteString(">")
	for _, line := range text {
		fmt.Fprintf(s, `<tspan x="%d" y="%d">%s</tspan>`, x, y+high*3/4, escape(line))
		y += high
	}
	s.WriteString("</text>")
	return y
}

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder never fails
	return b.String()
}
