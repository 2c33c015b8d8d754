package annex

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"yimen/chart"
)

// DOCX writes a paper as a text document (Office Open XML, ECMA-376): every page of the form
// begins on a new sheet of A4, upright or on its side.
func (p Paper) DOCX() ([]byte, error) { return p.docx(Source{}) }

// DOCXWithCharts is DOCX with the two flow charts (流程图) of each item of the source, as shapes that
// can be mended.
func (p Paper) DOCXWithCharts(s Source) ([]byte, error) { return p.docx(s) }

func (p Paper) docx(s Source) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", docxTypes}, {"_rels/.rels", docxRels}, {"docProps/core.xml", fmt.Sprintf(docxCore, escaped(p.Title))},
		{"word/_rels/document.xml.rels", docxDocRels}, {"word/styles.xml", docxStyles}, {"word/document.xml", p.document(s)},
	} {
		w, err := z.Create(part.name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(part.text)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const (
	docxTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
	docxRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
	docxDocRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
	docxCore = xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>%s</dc:title><dc:creator>一门</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>`
)

// docxStyles names a style for each kind of part, so that a heading is a heading to whoever
// has the document read to him.
const docxStyles = xmlHead + `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
	`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/><w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Mark"><w:name w:val="Mark"/><w:basedOn w:val="Normal"/><w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体"/><w:sz w:val="32"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="120" w:after="200"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr>` +
	`<w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体"/><w:b/><w:sz w:val="36"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="160" w:after="120"/><w:jc w:val="center"/><w:outlineLvl w:val="1"/></w:pPr>` +
	`<w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体"/><w:sz w:val="28"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Figure"><w:name w:val="Figure"/><w:basedOn w:val="Heading2"/><w:pPr><w:pageBreakBefore/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Line"><w:name w:val="Line"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="80" w:after="80"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Number"><w:name w:val="Number"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Label"><w:name w:val="Label"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体"/></w:rPr></w:style></w:styles>`

// styleOf is the style of a line.
func styleOf(k Kind) string {
	return map[Kind]string{Mark: "Mark", Heading: "Heading1", Caption: "Heading2", Figure: "Figure"}[k] + map[bool]string{true: "Line"}[k == Line || k == Note]
}

// document is word/document.xml.
func (p Paper) document(s Source) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` + chart.WordSpaces + `><w:body>`)
	drawn := 0
	for i, page := range p.Pages {
		charts := s.charts(page)
		for n := 0; n < len(page.Parts); n++ {
			part := page.Parts[n]
			switch {
			case part.Kind == Table:
				notes := notesAt(page.Parts[n+1:])
				docxTable(&b, page, part.Rows, notes)
				n += len(notes)
			case part.Kind != Figure:
				docxLines(&b, styleOf(part.Kind), part.Text, part.Kind == Note && n+1 < len(page.Parts) && page.Parts[n+1].Kind == Note)
			case len(charts) > 0:
				drawn++
				docxLines(&b, styleOf(Figure), part.Text, false)
				b.WriteString(`<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr>` + charts[0].Word(drawn) + `</w:p>`)
				charts = charts[1:]
			}
		}
		if last := i == len(p.Pages)-1; last {
			b.WriteString(docxEnd + section(page))
		} else {
			b.WriteString(strings.Replace(docxEnd, `</w:pPr>`, section(page)+`</w:pPr>`, 1))
		}
	}
	b.WriteString(`</w:body></w:document>`)
	return b.String()
}

// docxEnd is the paragraph that must follow a table at the end of a page, too low to begin a new one.
const docxEnd = `<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>`

// notesAt are the notes at the beginning of a list of parts.
func notesAt(parts []Part) (notes []Part) {
	for _, p := range parts {
		if p.Kind != Note {
			break
		}
		notes = append(notes, p)
	}
	return notes
}

// Sizes in twentieths of a point: A4 and its margin.
const (
	a4Short, a4Long = 11906, 16838
	margin          = 1134
)

// section ends the sheets of one page with their size.
func section(p Page) string {
	size := fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"/>`, a4Short, a4Long)
	if p.Wide {
		size = fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>`, a4Long, a4Short)
	}
	return fmt.Sprintf(`<w:sectPr><w:type w:val="nextPage"/>%s<w:pgMar w:top="%[2]d" w:right="%[2]d" w:bottom="%[2]d" w:left="%[2]d" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`, size, margin)
}

// docxWidths shares the breadth of the paper among the columns.
func docxWidths(p Page) []int {
	breadth := a4Short - 2*margin
	if p.Wide {
		breadth = a4Long - 2*margin
	}
	list := make([]int, len(p.Widths))
	for i, w := range p.Widths {
		list[i] = breadth * w / sum(p.Widths)
	}
	return list
}

// A list of shortRows at most is not parted; of a longer one lastRows stay with the notes below it: no
// note stands alone on a page.
const (
	lastRows  = 2
	shortRows = 8
)

// docxTable writes a table with the notes below it. They are a last row without lines, for programs
// keep rows of one table together and repeat its head above them, but part a table from what follows.
func docxTable(b *strings.Builder, p Page, rows []Row, notes []Part) {
	widths := docxWidths(p)
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="` + fmt.Sprint(sum(widths)) + `" w:type="dxa"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, w)
	}
	b.WriteString(`</w:tblGrid>`)
	noted, whole := len(notes) > 0, rows[0].Head && len(rows) <= shortRows
	for n, row := range rows {
		kept := (whole || noted && n >= len(rows)-lastRows) && (noted || n < len(rows)-1)
		b.WriteString(`<w:tr><w:trPr>`)
		if rows[0].Head { // of a list; a row of a standard sheet may be longer than a page
			b.WriteString(`<w:cantSplit/>`)
		}
		b.WriteString(`<w:trHeight w:val="480" w:hRule="atLeast"/>`)
		if row.Head {
			b.WriteString(`<w:tblHeader/>`)
		}
		b.WriteString(`</w:trPr>`)
		at := 0
		for _, c := range row.Cells {
			span := max(1, c.Span)
			fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, sum(widths[at:at+span]))
			if span > 1 {
				fmt.Fprintf(b, `<w:gridSpan w:val="%d"/>`, span)
			}
			b.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
			style := "Normal"
			switch {
			case c.Label:
				style = "Label"
			case c.Middle:
				style = "Number"
			}
			docxLines(b, style, c.Text, kept)
			b.WriteString(`</w:tc>`)
			at += span
		}
		b.WriteString(`</w:tr>`)
	}
	if noted {
		fmt.Fprintf(b, `<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/>`+
			`<w:tcBorders><w:left w:val="nil"/><w:bottom w:val="nil"/><w:right w:val="nil"/></w:tcBorders></w:tcPr>`, sum(widths), len(widths))
		for _, note := range notes {
			docxLines(b, styleOf(Note), note.Text, false)
		}
		b.WriteString(`</w:tc></w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}

// docxLines writes a paragraph for each line of a text; kept, it stays on the page of what follows.
func docxLines(b *strings.Builder, style, text string, kept bool) {
	keep := map[bool]string{true: "<w:keepNext/>"}[kept]
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + keep + `</w:pPr>`)
		if line != "" {
			b.WriteString(`<w:r><w:t xml:space="preserve">` + escaped(line) + `</w:t></w:r>`)
		}
		b.WriteString(`</w:p>`)
	}
}

// escaped makes a text fit for XML; what XML has no place for becomes U+FFFD.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}
