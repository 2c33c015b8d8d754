package desk

import (
	"archive/zip"
	"context"
	"io"
	"net/http"
	"regexp"
	"strconv"

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
	v := d.readView(base, r.URL.Query())
	ctx := r.Context()
	return sendTable(w, r.PathValue("name"), "queue-"+d.hall.Today().String(), queueWidths, func(write func([]string) error) error {
		if err := write(exportHead(ctx)); err != nil {
			return err
		}
		return d.hall.ExportQueue(ctx, who.No, v.View, func(row app.QueueRow) error { return write(d.exportRow(ctx, row)) })
	})
}

// queueWidths are how wide the columns of the workbook are.
var queueWidths = map[int]float64{2: 24, 3: 36, 4: 20, 6: 16, 7: 22, 8: 12, 9: 20, 10: 18}

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
		channelName(ctx, row.Channel), turnName(ctx, row.Task), d.unitName(ctx, row.Unit), row.Since.String(), d.sure(ctx, row.Due, row.Due.String()),
		leftText(ctx, row.Task, row.Left, d.hall.Today()), d.holderName(ctx, row.Work), urged}
}

// sendTable sends a table as the file that its name asks for: CSV straight to the reader, a
// workbook when it is complete. rows writes it row by row, the head first.
func sendTable(w http.ResponseWriter, file, name string, widths map[int]float64, rows func(write func(cells []string) error) error) error {
	switch file {
	case "list.csv":
		return ui.SendCSV(w, name+".csv", rows)
	case "list.xlsx":
		return sendXLSX(w, name+".xlsx", widths, rows)
	}
	return ui.NotFound()
}

func sendXLSX(w http.ResponseWriter, name string, widths map[int]float64, rows func(write func(cells []string) error) error) error {
	book := excelize.NewFile()
	defer book.Close()
	out, err := book.NewStreamWriter(book.GetSheetName(0))
	if err != nil {
		return err
	}
	for col, width := range widths {
		if err := out.SetColWidth(col, col, width); err != nil {
			return err
		}
	}
	n := 0
	err = rows(func(cells []string) error {
		values := make([]any, len(cells))
		for i, c := range cells {
			values[i] = c // text is no formula in a workbook, whatever it begins with
			if plainNumber.MatchString(c) {
				values[i], _ = strconv.ParseFloat(c, 64) // matched: it is one
			}
		}
		n++
		at, err := excelize.CoordinatesToCellName(1, n)
		if err != nil {
			return err
		}
		return out.SetRow(at, values)
	})
	if err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	ui.Attach(w, xlsxType, name)
	book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) }) // not into memory first, as the library would
	return book.Write(w)
}

// plainNumber is what a workbook can add up; longer numbers are names of something.
var plainNumber = regexp.MustCompile(`^(0|[1-9][0-9]{0,8})(\.[0-9])?$`)

// exportAddress is the list on the page as a file.
func (p queuePage) exportAddress(name string) string {
	q := p.query()
	if p.Unit {
		q.Set("of", "unit")
	}
	return withQuery("/desk/export/"+name, q)
}
