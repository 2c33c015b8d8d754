package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"yimen/starter"
)

const file2027 = `{"years": {"2027": {"papers": ["https://www.gov.cn/2027"],
 "off": ["2027-01-01", "2027-05-01", "2027-10-01", "2027-10-02", "2027-10-03"]}}}`

// TestCalendarByTwo: one administrator brings a file in, another confirms it; everything that
// goes wrong says what to mend.
func TestCalendarByTwo(t *testing.T) {
	dir := t.TempDir()
	at := place{DB: "sqlite:" + dir + "/hall.db", Data: dir}
	hall, err := at.open(t.Context())
	if err == nil {
		_, err = hall.Demo(t.Context(), starter.Data)
		err = errors.Join(err, hall.Store.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "2027.json")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	in := calendarImport{place: at, File: path, Paper: "国办发明电〔2026〕9号", PaperOn: "2024-10-30", Reason: "公布次年安排", By: "lw901"}
	write(strings.Replace(file2027, "2027-05-01", "2027-05-32", 1))
	says(t, in.Run(t.Context(), &out), "2027.json:2: 2027.off: 没有“2027-05-32”这一天 (date.noSuchDay)")
	write(file2027)
	stranger := in
	stranger.By = "lw101"
	says(t, stranger.Run(t.Context(), &out), "no administrator")
	out.Reset()
	says(t, in.Run(t.Context(), &out), "")
	id, err := strconv.ParseInt(regexp.MustCompile(`^\d+`).FindString(out.String()), 10, 64)
	if err != nil {
		t.Fatal(out.String())
	}
	out.Reset()
	says(t, (&calendarPreview{at, id}).Run(t.Context(), &out), "")
	if !strings.Contains(out.String(), "0 open cases, 0 would move.") {
		t.Error(out.String())
	}
	says(t, (&calendarConfirm{place: at, ID: id, By: "lw901"}).Run(t.Context(), &out), "another administrator must")
	says(t, (&calendarConfirm{place: at, ID: id + 1, By: "lw902"}).Run(t.Context(), &out), "no such arrangement")
	says(t, (&calendarConfirm{place: at, ID: id, By: "lw902"}).Run(t.Context(), &out), "")
	says(t, (&calendarReject{place: at, ID: id, By: "lw902", Remark: "x"}).Run(t.Context(), &out), "before")
	out.Reset()
	says(t, (&calendarList{at}).Run(t.Context(), &out), "")
	for _, want := range []string{"confirmed", "国办发明电〔2026〕9号", "known 2013–2027", "from 2028 on are provisional"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in %s", want, out.String())
		}
	}
}

// TestDueWithAFile: a year's file makes a provisional day certain; a faulty one says where.
func TestDueWithAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "2027.json")
	if err := os.WriteFile(path, []byte(file2027), 0o600); err != nil {
		t.Fatal(err)
	}
	var without, with bytes.Buffer
	says(t, (&dueCmd{From: "2026-12-10", Limit: "20wd"}).Run(&without), "")
	says(t, (&dueCmd{From: "2026-12-10", Limit: "20wd", Years: []string{path}}).Run(&with), "")
	if !strings.Contains(without.String(), "暂定") || strings.Contains(with.String(), "暂定") {
		t.Errorf("without: %s\nwith: %s", without.String(), with.String())
	}
	if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, (&dueCmd{From: "2026-12-10", Limit: "20wd", Years: []string{path}}).Run(&with), "noYears")
}

func says(t *testing.T, err error, want string) {
	t.Helper()
	if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
		t.Errorf("got %v, want %q", err, want)
	}
}
