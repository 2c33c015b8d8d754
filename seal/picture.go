package seal

import (
	"encoding/xml"
	"fmt"
	"math"
	"strings"
)

// diameter is that of a department's round seal, in millimetres (国发〔1999〕25号).
const diameter = 42

const red = "#d7191f"

// draw draws the seal as SVG in millimetres: a round line, the five-pointed star, the
// unit's name from left to right around it, the kind below, the number at the foot. Only
// lines and text: nothing in it comes from elsewhere.
func (s *Seal) draw() string {
	const mid = diameter / 2.0
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%dmm" height="%dmm" viewBox="0 0 %d %d">`, diameter, diameter, diameter, diameter)
	fmt.Fprintf(&b, `<circle cx="%g" cy="%g" r="20.2" fill="none" stroke="%s" stroke-width="1.2"/>`, mid, mid, red)
	fmt.Fprintf(&b, `<path d="%s" fill="%s"/>`, star(mid, mid-.5, 6.6), red)
	name := []rune(s.Name)
	size := math.Min(5, 58/float64(max(len(name), 1)))
	around(&b, name, mid, 18.6-size, size, -span(len(name), size, 16.5)/2, span(len(name), size, 16.5))
	if words := s.Kind.Words(); words != "" {
		flat(&b, words, mid, mid+10.6, math.Min(3.4, 26/float64(len([]rune(words)))))
	}
	if s.Demo {
		flat(&b, "演示", mid, mid+14.2, 2.6)
	}
	if s.Number != "" {
		foot(&b, s.Number, mid)
	}
	b.WriteString("</svg>")
	return b.String()
}

// star is a five-pointed star around x, y.
func star(x, y, r float64) string {
	var b strings.Builder
	for i := range 10 {
		at, far := float64(i)*math.Pi/5, r
		if i%2 == 1 {
			far = r * math.Sin(math.Pi/10) / math.Sin(7*math.Pi/10)
		}
		fmt.Fprintf(&b, "%c%.3f %.3f", "ML"[min(i, 1)], x+far*math.Sin(at), y-far*math.Cos(at))
	}
	return b.String() + "Z"
}

// span is the arc that n characters take, in degrees: at least half a turn of short names is
// left open, long ones go up to 212 degrees.
func span(n int, size, r float64) float64 {
	return math.Min(212, float64(max(n-1, 0))*size*1.3/r*180/math.Pi)
}

// around writes characters on an arc, each upright on its radius, from an angle on (0 is up).
func around(b *strings.Builder, text []rune, mid, r, size, from, arc float64) {
	for i, c := range text {
		at := from
		if len(text) > 1 {
			at += arc * float64(i) / float64(len(text)-1)
		}
		rad := at * math.Pi / 180
		letter(b, string(c), mid+r*math.Sin(rad), mid-r*math.Cos(rad), at, size)
	}
}

func letter(b *strings.Builder, text string, x, y, turn, size float64) {
	fmt.Fprintf(b, `<text transform="translate(%.3f %.3f) rotate(%.2f)" text-anchor="middle" font-family="Noto Serif CJK SC" font-weight="bold" font-size="%.2f" fill="%s">%s</text>`,
		x, y, turn, size, red, escaped(text))
}

// flat writes a line across the seal.
func flat(b *strings.Builder, text string, x, y, size float64) { letter(b, text, x, y, 0, size) }

// foot writes the number along the lower edge, left to right.
func foot(b *strings.Builder, number string, mid float64) {
	const r, size, each = 18.9, 1.7, 4.6
	from := each * float64(len(number)-1) / 2
	for i, c := range number {
		rad := (from - each*float64(i)) * math.Pi / 180
		letter(b, string(c), mid-r*math.Sin(rad), mid+r*math.Cos(rad), from-each*float64(i), size)
	}
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder never fails
	return b.String()
}
