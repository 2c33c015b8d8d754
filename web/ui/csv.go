package ui

import (
	"encoding/csv"
	"mime"
	"net/http"
	"strings"
)

// Attach says that what follows is a file to be kept, of this reader alone.
func Attach(w http.ResponseWriter, kind, name string) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Cache-Control", "private, no-store")
}

// SendCSV sends a table for a spreadsheet: UTF-8 with its mark, and no cell that a program would
// take for a formula. rows writes it row by row, so that memory does not grow with the table.
func SendCSV(w http.ResponseWriter, name string, rows func(write func(cells []string) error) error) error {
	Attach(w, "text/csv; charset=utf-8", name)
	if _, err := w.Write([]byte("\ufeff")); err != nil { // the mark by which spreadsheets know UTF-8
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	err := rows(func(cells []string) error { return out.Write(harmless(cells)) })
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	return err
}

// harmless keeps what people typed from being run as a formula by a spreadsheet that opens the
// file: a cell that begins like one, or does behind blanks, gets an apostrophe before it.
func harmless(cells []string) []string {
	for i, c := range cells {
		if formula(c) || formula(strings.TrimSpace(c)) {
			cells[i] = "'" + c
		}
	}
	return cells
}

func formula(cell string) bool {
	return cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(cell)[0])
}
