package annex

import (
	"yimen/chart"
	"yimen/core/catalog"
	"yimen/paper"
)

// SheetPaper is the standard sheet (办理规范标准) of one item with its posts, as a paper of its own.
func SheetPaper(it *catalog.Item, s Source) Paper {
	return Paper{No: 2, Title: it.Name + "办理规范标准", Pages: []Page{SheetOf(it, s).page()}}
}

// Form is the annex as it is printed, by a body on a day of the source, with the two flow charts of
// each item that the source has.
func (p Paper) Form(by string, s Source, demo bool) paper.Form {
	f := paper.Form{Title: p.Title, By: by, On: s.On, Demo: demo}
	for _, page := range p.Pages {
		sheet, charts := paper.Sheet{Wide: page.Wide, Widths: page.Widths}, s.charts(page)
		for _, part := range page.Parts {
			if part.Kind != Figure {
				sheet.Parts = append(sheet.Parts, paper.Part{Kind: kindNames[part.Kind], Text: part.Text, Rows: printedRows(part.Rows, len(page.Widths))})
				continue
			}
			if len(charts) == 0 {
				continue
			}
			sheet.Parts = append(sheet.Parts, paper.Part{Kind: "caption", Text: part.Text}, paper.Part{Kind: "picture", Picture: charts[0].SVG(false), Says: charts[0].Aloud(false)})
			charts = charts[1:]
		}
		f.Sheets = append(f.Sheets, sheet)
	}
	return f
}

var kindNames = map[Kind]string{Mark: "mark", Heading: "heading", Line: "line", Caption: "caption", Note: "note", Table: "table"}

// printedRows fills short rows up to the width of the table: a form has no holes.
func printedRows(rows []Row, wide int) (all []paper.Row) {
	for _, r := range rows {
		out := paper.Row{Head: r.Head}
		left := wide
		for _, c := range r.Cells {
			span := max(c.Span, 1)
			left -= span
			out.Cells = append(out.Cells, paper.Cell{Text: c.Text, Span: span, Label: c.Label})
		}
		for ; left > 0; left-- {
			out.Cells = append(out.Cells, paper.Cell{Span: 1})
		}
		all = append(all, out)
	}
	return all
}

// item is the one with the code, by which the page of its sheet is named.
func (s Source) item(code string) *catalog.Item {
	for _, it := range s.Items {
		if it.Code == code {
			return it
		}
	}
	return nil
}

// charts are the two flow charts of the item whose standard sheet a page is, with the bodies of its
// steps by name; on a blank sheet those of the notice's example, which name no bodies.
func (s Source) charts(p Page) []chart.Chart {
	if p.Sample {
		it := chart.Example()
		power := chart.Power(it, func(int, int) catalog.Text { return catalog.Text{} })
		for _, row := range power.Rows {
			for i := range row.Nodes {
				row.Nodes[i].Note = catalog.Text{}
			}
		}
		return []chart.Chart{chart.External(it), power}
	}
	it := s.item(p.Name)
	if it == nil {
		return nil
	}
	return []chart.Chart{chart.External(it), chart.Power(it, func(step, body int) catalog.Text {
		return catalog.Text{ZH: s.unitName(it, it.Procedure.Steps[step].UnitOf(body))}
	})}
}
