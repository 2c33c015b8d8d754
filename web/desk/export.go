package desk

import (
	"context"
	"net/http"

	"github.com/xuri/excelize/v2"

	"yimen/app"
	"yimen/core/org"
	"yimen/web/ui"
)

// exportNames are the files that a list may be taken as.
var exportNames = []string{"list.xlsx", "list.csv"}

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// exportQueue (导出) sends the whole of a filtered list. Rows are read a batch at a time and
// written as they come, so that memory does not grow with the list: CSV straight to the
// reader, a workbook through the writer's file, which is sent when it is complete.
func (d *Desk) exportQueue(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	base := myQueue
	if r.URL.Query().Get("of") == "unit" {
		base = unitQueue
	}
	v := readQueueView(base, r.URL.Query())
	switch r.PathValue("name") {
	case "list.csv":
		return d.sendCSV(w, r, who, v.View)
	case "list.xlsx":
		return d.sendXLSX(w, r, who, v.View)
	}
	return ui.NotFound()
}

var exportColumns = []string{"light", "no", "item", "applicant", "channel", "turn", "unit", "since", "due", "left", "holder", "urged"}

func exportHead(ctx context.Context) []string {
	var head []string
	for _, c := range exportColumns {
		switch {
		case c == "channel":
			head = append(head, ui.Say(ctx, "desk.p.channel"))
		case c == "holder" || c == "urged":
			head = append(head, ui.Say(ctx, "queue."+c))
		default:
			head = append(head, ui.Say(ctx, "desk.queue."+c))
		}
	}
	return head
}

func (d *Desk) exportRow(ctx context.Context, row app.QueueRow) []string {
	urged := ""
	if row.Urged() {
		urged = row.UrgedFor.String()
	}
	return []string{ui.Say(ctx, "ui.light."+string(row.Light)), row.No, d.itemName(ctx, row.Item), row.Applicant,
		channelName(ctx, row.Channel), turnName(ctx, row.Task), d.unitName(ctx, row.Unit), row.Since.String(), row.Due.String(),
		leftText(ctx, row.Task, row.Left, d.hall.Today()), d.holderName(ctx, row.Work), urged}
}

func (d *Desk) sendCSV(w http.ResponseWriter, r *http.Request, who org.Staff, v app.View) error {
	ctx := r.Context()
	return ui.SendCSV(w, "queue-"+d.hall.Today().String()+".csv", func(write func([]string) error) error {
		if err := write(exportHead(ctx)); err != nil {
			return err
		}
		return d.hall.ExportQueue(ctx, who.No, v, func(row app.QueueRow) error { return write(d.exportRow(ctx, row)) })
	})
}

func (d *Desk) sendXLSX(w http.ResponseWriter, r *http.Request, who org.Staff, v app.View) error {
	ctx, book := r.Context(), excelize.NewFile()
	defer book.Close()
	sheet := book.GetSheetName(0)
	out, err := book.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	n := 0
	row := func(cells []string) error {
		values := make([]any, len(cells))
		for i, c := range cells {
			values[i] = c // text is no formula in a workbook, whatever it begins with
		}
		n++
		at, err := excelize.CoordinatesToCellName(1, n)
		if err != nil {
			return err
		}
		return out.SetRow(at, values)
	}
	for col, width := range map[int]float64{2: 24, 3: 36, 4: 20, 6: 16, 7: 22, 8: 12, 9: 12, 10: 18} {
		if err := out.SetColWidth(col, col, width); err != nil {
			return err
		}
	}
	if err := row(exportHead(ctx)); err != nil {
		return err
	}
	if err := d.hall.ExportQueue(ctx, who.No, v, func(q app.QueueRow) error { return row(d.exportRow(ctx, q)) }); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	ui.Attach(w, xlsxType, "queue-"+d.hall.Today().String()+".xlsx")
	return book.Write(w)
}

// exportAddress is the list on the page as a file.
func (p queuePage) exportAddress(name string) string {
	q := p.query()
	if p.Unit {
		q.Set("of", "unit")
	}
	return withQuery("/desk/export/"+name, q)
}
