package ui

import (
	"encoding/csv"
	"mime"
	"net/http"
	"strings"
)

// SendCSV sends a table for a spreadsheet: UTF-8 with its mark, and no cell that a program
// would take for a formula.
func SendCSV(w http.ResponseWriter, name string, rows [][]string) error {
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Cache-Control", "no-store")
	if _, err := w.Write([]byte("\uFEFF")); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	for _, row := range rows {
		plain := make([]string, len(row))
		for i, cell := range row {
			if cell = strings.TrimSpace(cell); cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				cell = "'" + cell
			}
			plain[i] = cell
		}
		if err := out.Write(plain); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
