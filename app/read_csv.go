package app

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"yimen/core/period"
)

// table reads one CSV file of a data folder strictly: UTF-8, a header with exactly the
// columns asked for in any order, # for comments. Its problems name file, line and field.
type table struct {
	file     string
	lines    []int // line of each row, from 1
	problems Problems
}

// record is one row of a table. A cell that can't be read is noted as a problem of the
// table and comes back empty.
type record struct {
	t     *table
	line  int
	cells map[string]string
}

// readTable calls row for each row of dir/file.
func readTable(fsys fs.FS, dir, file string, columns []string, row func(record)) *table {
	t := &table{file: path.Join(dir, file)}
	data, err := fs.ReadFile(fsys, t.file)
	if err != nil {
		t.add(0, "", "unreadable")
		return t
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF")))) // Excel's mark
	r.Comment = '#'
	header, err := r.Read()
	if err != nil {
		t.fault(err)
		return t
	}
	line, _ := r.FieldPos(0)
	if !t.header(line, header, columns) {
		return t
	}
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return t
		}
		if err != nil {
			t.fault(err)
			return t
		}
		rec := record{t: t, cells: map[string]string{}}
		rec.line, _ = r.FieldPos(0)
		for i, name := range header {
			rec.cells[name] = strings.TrimSpace(cells[i])
		}
		t.lines = append(t.lines, rec.line)
		row(rec)
	}
}

// header tells whether the columns are those asked for.
func (t *table) header(line int, got, want []string) bool {
	for _, c := range got {
		if !slices.Contains(want, c) {
			t.add(line, c, "unknownField")
		}
	}
	for _, c := range want {
		if n := len(slices.DeleteFunc(slices.Clone(got), func(g string) bool { return g != c })); n != 1 {
			t.add(line, c, map[bool]string{true: "missingField", false: "doubleField"}[n == 0])
		}
	}
	return len(t.problems) == 0
}

// fault notes what encoding/csv could not read: a quote out of place, a cell too many.
func (t *table) fault(err error) {
	var e *csv.ParseError
	if errors.As(err, &e) {
		t.add(e.StartLine, "", "csvFormat")
		return
	}
	t.add(0, "", "unreadable")
}

func (t *table) add(line int, field, code string, args ...string) {
	t.problems = append(t.problems, Problem{File: t.file, Line: line, Field: field, Code: code, Args: args})
}

func (r record) text(field string) string { return r.cells[field] }

// list reads values with semicolons between.
func (r record) list(field string) []string {
	text := r.cells[field]
	if text == "" {
		return nil
	}
	parts := strings.Split(text, ";")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// date reads an ISO day; an empty cell is no date.
func (r record) date(field string) period.Date {
	var d period.Date
	if err := d.UnmarshalText([]byte(r.cells[field])); err != nil {
		code := "date.format"
		var f *period.Fault
		if errors.As(err, &f) {
			code = f.Code
		}
		r.t.add(r.line, field, code, "value", r.cells[field])
	}
	return d
}

// yes reads "yes" or nothing.
func (r record) yes(field string) bool {
	text := r.cells[field]
	if text != "" && text != "yes" {
		r.t.add(r.line, field, "yesOrEmpty", "value", text)
	}
	return text == "yes"
}
