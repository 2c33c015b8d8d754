package app

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"yimen/core/exchange"
	"yimen/core/period"
)

// ErrNotEmpty says that the folder for an export holds something already: two days are never mixed.
var ErrNotEmpty = errors.New("app: the folder of the export is not empty")

// Names of what lies beside the tables' files.
const (
	manifestFile = "manifest.json"
	reportFile   = "report.jsonl"
	heldFolder   = "held"
)

// ExportFiles writes a day's changes into an empty folder: a file of JSON lines for each table,
// those rows that can't be sent under held/, what is wrong with each row in report.jsonl, and last,
// so that it stands for a whole export, manifest.json.
func (h *Hall) ExportFiles(ctx context.Context, day period.Date, by, dir string) (Sent, error) {
	if there, err := os.ReadDir(dir); err == nil && len(there) > 0 {
		return Sent{}, ErrNotEmpty
	}
	if err := h.mayExport(day, by); err != nil { // no folder is made for whoever may not
		return Sent{}, err
	}
	if err := os.MkdirAll(filepath.Join(dir, heldFolder), 0o700); err != nil {
		return Sent{}, err
	}
	w := exchangeFiles{dir: dir, open: map[string]*lineFile{}}
	sent, err := h.ExportDay(ctx, day, by, w.write)
	if closed := w.close(); err == nil {
		err = closed
	}
	if err != nil {
		return sent, err
	}
	for i, t := range sent.Tables {
		if f := w.open[t.Name+".jsonl"]; f != nil {
			sent.Tables[i].Sum = hex.EncodeToString(f.sum.Sum(nil))
		}
	}
	text, err := json.MarshalIndent(sent, "", "  ")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, manifestFile), append(text, '\n'), 0o600)
	}
	return sent, err
}

// exchangeFiles are the files of an export, opened as rows come.
type exchangeFiles struct {
	dir  string
	open map[string]*lineFile
}

// lineFile takes a JSON value a line.
type lineFile struct {
	file *os.File
	out  *bufio.Writer
	enc  *json.Encoder
	sum  hash.Hash
}

func (w *exchangeFiles) write(r exchange.Row) error {
	name := r.Table.Name + ".jsonl"
	if r.Held() {
		name = filepath.Join(heldFolder, name)
	}
	err := w.line(name, r)
	for _, f := range r.Faults() {
		if err == nil {
			err = w.line(reportFile, f)
		}
	}
	return err
}

func (w *exchangeFiles) line(name string, value any) error {
	f := w.open[name]
	if f == nil {
		file, err := os.OpenFile(filepath.Join(w.dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		f = &lineFile{file: file, sum: sha256.New()}
		f.out = bufio.NewWriter(io.MultiWriter(file, f.sum))
		f.enc = json.NewEncoder(f.out)
		f.enc.SetEscapeHTML(false)
		w.open[name] = f
	}
	return f.enc.Encode(value)
}

func (w *exchangeFiles) close() error {
	var all error
	for name, f := range w.open {
		if err := errors.Join(f.out.Flush(), f.file.Sync(), f.file.Close()); err != nil {
			all = errors.Join(all, fmt.Errorf("%s: %w", name, err))
		}
	}
	return all
}
