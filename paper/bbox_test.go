package paper_test

import (
	"regexp"
	"strconv"
	"testing"
)

// placed is a word with its place on the page, in points from the top left.
type placed struct {
	xMin, yMin, xMax, yMax float64
	text                   string
}

var wordTag = regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</word>`)

// words lists all words of a file with their places, as poppler sees them.
func words(t *testing.T, pdf []byte) []placed {
	t.Helper()
	return wordsIn(t, judge(t, pdf, "pdftotext", "-bbox", "FILE", "-"))
}

// wordsOn lists the words of one page.
func wordsOn(t *testing.T, pdf []byte, page int) []placed {
	t.Helper()
	return wordsIn(t, judge(t, pdf, "pdftotext", "-bbox", "-f", itoa(page), "-l", itoa(page), "FILE", "-"))
}

func wordsIn(t *testing.T, boxes string) []placed {
	t.Helper()
	var all []placed
	for _, m := range wordTag.FindAllStringSubmatch(boxes, -1) {
		var n [4]float64
		for i := range n {
			f, err := strconv.ParseFloat(m[i+1], 64)
			if err != nil {
				t.Fatal(err)
			}
			n[i] = f
		}
		all = append(all, placed{n[0], n[1], n[2], n[3], m[5]})
	}
	if len(all) == 0 {
		t.Fatal("no words on the paper")
	}
	return all
}
