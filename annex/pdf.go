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

// Form is the annex as it is printed, by a body on a day of the source. The two flow charts
// follow the sheet of each item.
func (p Paper) Form(by string, s Source, demo bool) paper.Form {
	f := paper.Form{Title: p.Title, By: by, On: s.On, Demo: demo}
	for _, page := range p.Pages {
		sheet := paper.Sheet{Wide: page.Wide, Widths: page.Widths}
		for _, part := range page.Parts {
			sheet.Parts = append(sheet.Parts, paper.Part{Kind: kindNames[part.Kind], Text: part.Text, Rows: printedRows(part.Rows, len(page.Widths))})
		}
		f.Sheets = append(f.Sheets, sheet)
		if it := s.item(page.Name); it != nil {
			f.Sheets = append(f.Sheets, s.charts(it)...)
		}
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

// charts are 图一 外部流程图 and 图二 权力运行流程图 of an item, a page each.
func (s Source) charts(it *catalog.Item) (sheets []paper.Sheet) {
	for i, c := range s.drawings(it) {
		sheets = append(sheets, paper.Sheet{Parts: []paper.Part{
			{Kind: "caption", Text: figures[i] + it.Name + c.Title.ZH}, {Kind: "picture", Picture: c.SVG(false), Says: c.Aloud(false)}}})
	}
	return sheets
}

// figures number the two charts, as the notice does.
var figures = [...]string{"图一、", "图二、"}

// drawings are the two charts of an item, with the bodies of its steps by name.
func (s Source) drawings(it *catalog.Item) []chart.Chart {
	return []chart.Chart{chart.External(it), chart.Power(it, func(step, body int) catalog.Text {
		return catalog.Text{ZH: s.unitName(it, it.Procedure.Steps[step].UnitOf(body))}
	})}
}
