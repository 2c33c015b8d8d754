package app_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/exchange"
	"yimen/core/period"
	"yimen/testkit"
)

// TestExchangeOfADay: what was done on a day goes out that day and no other, to who may have it
// alone; what the state has to give is missing and said so, and with it the rows are whole. Each
// case tells its applicant that it went out.
func TestExchangeOfADay(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		day := w.Today()
		closed := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Closed)
		w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
		last := w.Today()
		if _, err := w.PreviewDay(ctx, last, testkit.Administrator); !errors.Is(err, app.ErrDayRuns) {
			t.Errorf("a day that runs: %v", err)
		}
		w.Clock.Set(period.StartOf(last+2) + 9*3600_000)
		dir := filepath.Join(t.TempDir(), "out")
		if _, err := w.ExportFiles(ctx, day, "nobody", dir); !errors.Is(err, app.ErrNoRight) {
			t.Errorf("nobody exports: %v", err)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Error("a folder was made for whoever may not")
		}
		sent, err := w.ExportFiles(ctx, day, testkit.Administrator, dir)
		must(t, err)
		if sent.Batch != "330303-"+strings.ReplaceAll(day.String(), "-", "") || sent.Cases == 0 || sent.Items == 0 || sent.Ready() != 0 || sent.Held() == 0 {
			t.Errorf("%+v", sent)
		}
		if !slices.ContainsFunc(sent.Lacks, func(l exchange.Lack) bool {
			return l.Table == "up_pro_accept" && l.Field == "catalog_code" && l.What == "missing" && l.Held
		}) {
			t.Errorf("nothing is said of the code that the state gives: %+v", sent.Lacks)
		}
		rows := linesOf(t, filepath.Join(dir, "held", "up_pro_accept.jsonl"))
		if len(rows) == 0 || rows[0]["local_catalog_code"] == nil || rows[0]["catalog_code"] != nil || rows[0]["applyer_name"] == nil || rows[0]["contact_mobile"] != nil {
			t.Errorf("%v", rows)
		}
		if len(linesOf(t, filepath.Join(dir, "report.jsonl"))) < sent.Held() {
			t.Error("the report does not name every row")
		}
		if _, err := w.ExportFiles(ctx, day, testkit.Administrator, dir); !errors.Is(err, app.ErrNotEmpty) {
			t.Errorf("two exports in one folder: %v", err)
		}
		reads, err := w.ReadingsOf(ctx, closed)
		must(t, err)
		if len(reads) == 0 || !reads[0].Sent || reads[0].Staff != testkit.Administrator {
			t.Errorf("the log of readings: %+v", reads)
		}
		if again, err := w.PreviewDay(ctx, last+1, testkit.Administrator); err != nil || again.Cases != 0 || again.Items != 0 {
			t.Errorf("on a day on which nothing was done: %+v %v", again, err)
		}
	})
}

// TestExchangeAcrossDays: with the codes of the state, all days together give each record once as
// new; a rating is a change of its result.
func TestExchangeAcrossDays(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		first := w.Today()
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Closed)
		ended := w.Today()
		w.Clock.Set(period.StartOf(ended+1) + 9*3600_000)
		must(t, w.Rate(ctx, app.File{Record: rec}, "satisfied", ""))
		w.Clock.Set(period.StartOf(ended+2) + 9*3600_000)
		codes, err := exchange.Known().With("== cd_operation\t同步类型\ttest\ninsert\tI\t新增\nupdate\tU\t修改\ndelete\tD\t删除\n")
		must(t, err)
		w.Exchange.Codes = codes
		seen := map[string][]string{}
		for day := first; day <= ended+1; day++ {
			_, err := w.ExportDay(ctx, day, testkit.Administrator, func(r exchange.Row) error {
				if r.Of == rec.No {
					seen[r.Table.Name+" "+r.GUID] = append(seen[r.Table.Name+" "+r.GUID], r.Value("cd_operation")+r.Value("satisfaction"))
				}
				return nil
			})
			must(t, err)
		}
		results := 0
		for key, list := range seen {
			if list[0][:1] != "I" || slices.ContainsFunc(list[1:], func(s string) bool { return s[:1] == "I" }) {
				t.Errorf("%s: %v", key, list)
			}
			if strings.HasPrefix(key, "up_pro_result") {
				results++
				if fmt.Sprint(list) != "[I U2]" {
					t.Errorf("the result and its rating: %v", list)
				}
			}
		}
		if results != 1 || len(seen) < 8 {
			t.Errorf("%d results of %d records", results, len(seen))
		}
	})
}

// TestExchangeWithTheStatesCodes: with the list to fill in filled in, and the numbers that the state gives
// written into the item, its rows and those of its case go out, each field as the field lists ask. One code
// that stays open is all that is told as missing, and holds back what needs it.
func TestExchangeWithTheStatesCodes(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		filled := strings.ReplaceAll(exchange.Known().Blank(), "\t?\t", "\t7\t")
		codes, err := exchange.Known().With(filled)
		must(t, err)
		was, ok := w.Catalogue().InForce(testkit.Felling, w.Today())
		if !ok {
			t.Fatal("no such item")
		}
		it := *was
		it.Version, it.From = it.Version+1, w.Today()
		it.Sheet.Implementer.Code, it.BaseCode = "11330303MA2ABC125K", "000164001000"
		it.TaskCode = it.Sheet.Implementer.Code + "4" + it.BaseCode
		must(t, w.Store.Publish(ctx, []catalog.Item{it}, testkit.Administrator, w.Now()))
		must(t, w.Reload(ctx))
		day := w.Today()
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Closed)
		w.Clock.Set(period.StartOf(w.Today()+1) + 9*3600_000)

		open, err := codes.With("== apply_type\t申请类型\t未取得\ncounter\t?\t窗口\nonline\t?\t网上\n")
		must(t, err)
		for name, codes := range map[string]exchange.Codes{"whole": codes, "one open": open} {
			w.Exchange.Codes = codes
			dir := filepath.Join(t.TempDir(), "out")
			sent, err := w.ExportFiles(ctx, day, testkit.Administrator, dir)
			must(t, err)
			for _, l := range sent.Lacks {
				if (l.Of == it.Code || l.Of == rec.No) && l.What == "noCode" && (name == "whole" || l.Field != "apply_type") {
					t.Errorf("%s: %+v", name, l)
				}
			}
			ready := 0
			for _, table := range exchange.Tables() {
				path := filepath.Join(dir, table.Name+".jsonl")
				if _, err := os.Stat(path); err != nil {
					continue
				}
				for _, row := range linesOf(t, path) {
					ready++
					fits(t, table, row)
				}
			}
			held := slices.ContainsFunc(sent.Lacks, func(l exchange.Lack) bool { return l.Table == "up_pro_accept" && l.Field == "apply_type" && l.Held })
			if ready == 0 || ready != sent.Ready() || held != (name == "one open") {
				t.Errorf("%s: %d rows are ready, %d told, the open code holds its rows back: %t; %+v", name, ready, sent.Ready(), held, sent.Lacks)
			}
		}
	})
}

// fits holds a row that goes out against the field list: all columns, what must be given, and no more
// characters than there is room for.
func fits(t *testing.T, table *exchange.Table, row map[string]any) {
	t.Helper()
	if len(row) != len(table.Fields) {
		t.Errorf("%s has %d columns", table.Name, len(row))
	}
	for _, f := range table.Fields {
		said, is := row[f.Name].(string)
		if f.Must && row[f.Name] == nil || is && f.Most > 0 && f.Kind == exchange.Words && utf8.RuneCountInString(said) > f.Most {
			t.Errorf("%s.%s goes out as %v", table.Name, f.Name, row[f.Name])
		}
	}
}

func linesOf(t *testing.T, path string) (rows []map[string]any) {
	t.Helper()
	f, err := os.Open(path)
	must(t, err)
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		var row map[string]any
		must(t, json.Unmarshal(in.Bytes(), &row))
		rows = append(rows, row)
	}
	return rows
}
