package paper

import (
	"context"
	"encoding/json"
	"fmt"

	"yimen/core/period"
)

// Form (表格) is a form of one or more sheets, laid out by whoever fills it.
type Form struct {
	Title  string      `json:"title"` // of the file
	By     string      `json:"by"`    // the body it is of
	On     period.Date `json:"on"`    // 填报时间
	Demo   bool        `json:"demo"`
	Sheets []Sheet     `json:"sheets"`
}

// Sheet (页) begins on a new page.
type Sheet struct {
	Wide   bool   `json:"wide"`           // landscape
	Size   string `json:"size,omitempty"` // a3, a5; empty = a4
	Widths []int  `json:"widths"`         // of the columns that all its tables share, to each other
	Parts  []Part `json:"parts"`
}

// Part is a line of text across the page, a table, or a picture with its Text below.
type Part struct {
	Kind    string `json:"kind"` // mark, heading, line, caption, note, table or picture
	Text    string `json:"text,omitempty"`
	Rows    []Row  `json:"rows,omitempty"`
	Widths  []int  `json:"widths,omitempty"`  // of a table with columns of its own
	Flush   bool   `json:"flush,omitempty"`   // a table whose cells all stand left, short ones too
	Picture string `json:"picture,omitempty"` // SVG
	Says    string `json:"says,omitempty"`    // what is to be seen, for those who listen
	Breadth int    `json:"breadth,omitempty"` // of the picture, in millimetres; 0 = as it is drawn
	Stamp   string `json:"stamp,omitempty"`   // SVG of the seal that stands over the end of the line
}

// Row is one row of a table; a head is repeated on every page.
type Row struct {
	Head  bool   `json:"head,omitempty"`
	Cells []Cell `json:"cells"`
}

// Cell is one cell, as wide as Span columns; a label holds printed words of the form.
type Cell struct {
	Text  string `json:"text"`
	Span  int    `json:"span"`
	Label bool   `json:"label,omitempty"`
}

// Form sets a form as PDF.
func (p *Press) Form(ctx context.Context, f Form) (Paper, error) {
	text, err := json.Marshal(f)
	if err != nil {
		return Paper{}, fmt.Errorf("paper: form: %w", err)
	}
	return p.set(ctx, request{Main: "form.typ", Inputs: map[string]string{"form": string(text)}, At: seconds(f.On)})
}
