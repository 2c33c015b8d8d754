package exchange_test

import (
	"reflect"
	"strings"
	"testing"

	"yimen/core/exchange"
)

// TestTables: the field lists are read whole, and what the source says wrongly stands beside what is
// right.
func TestTables(t *testing.T) {
	tables := exchange.Tables()
	fields := 0
	for _, table := range tables {
		fields += len(table.Fields)
		for _, f := range table.Fields {
			if f.Name == "" || f.Holds == "" {
				t.Errorf("%s.%s holds nothing", table.Name, f.Name)
			}
		}
		for _, name := range []string{"id", "cd_batch", "cd_operation", "cd_time", "data_source", "row_guid"} {
			if f, ok := table.Field(name); table.Name != "up_lic_data" && (!ok || !f.Must) {
				t.Errorf("%s has no %s", table.Name, name)
			}
		}
	}
	if len(tables) != 24 || fields != 544 {
		t.Errorf("%d tables with %d fields", len(tables), fields)
	}
	for _, c := range []struct{ table, field, holds, slip string }{
		{"up_task_general_extend", "corp_topic_type", "面向法人事项主题分类", "面向自然人事项主题分类"},
		{"up_task_public_extend", "corp_character_topic_type", "面向法人地方特色主题分类", "面向自然人地方特色主题分类"},
		{"up_pro_material", "get_name", "收取数量", ""},
	} {
		if f, ok := exchange.TableOf(c.table).Field(c.field); !ok || f.Holds != c.holds || f.Slip != c.slip {
			t.Errorf("%s.%s: %+v", c.table, c.field, f)
		}
	}
	if f, _ := exchange.TableOf("up_pro_accept").Field("task_code"); f.Most != 36 || !f.Must || f.Kind != exchange.Words {
		t.Errorf("task_code: %+v", f)
	}
	if f, _ := exchange.TableOf("up_pro_accept").Field("accept_date"); f.Kind != exchange.Moment {
		t.Errorf("accept_date: %+v", f)
	}
}

// TestCodeLists: every list is for fields that there are, and every column that by its name or its
// length holds a code has a list or is left empty.
func TestCodeLists(t *testing.T) {
	codes := exchange.Known()
	open := 0
	for _, l := range codes.Lists() {
		if l.Name == "" || l.Source == "" || len(l.Codes) == 0 {
			t.Errorf("%v: no name, source or codes", l.Fields)
		}
		open += l.Open()
	}
	if open == 0 {
		t.Error("codes that nobody gave seem to be known")
	}
	for _, table := range exchange.Tables() {
		for _, f := range table.Fields {
			_, listed := codes.Of(table.Name, f.Name)
			coded := f.Kind == exchange.Words && f.Most > 0 && f.Most <= 3 || strings.HasSuffix(f.Name, "_type") && f.Most <= 32
			if coded && !listed && f.Left == "" && f.Name != "certificate_type" {
				t.Errorf("%s.%s %s has no code list", table.Name, f.Name, f.Holds)
			}
		}
	}
}

// TestBlankCodes: the file to fill in has every code that is not known and no other; as it is it changes
// nothing, and filled in it leaves none open.
func TestBlankCodes(t *testing.T) {
	open := func(c exchange.Codes) (n int) {
		for _, l := range c.Lists() {
			n += l.Open()
		}
		return n
	}
	blank := exchange.Known().Blank()
	if n := strings.Count(blank, "\t?\t"); n != open(exchange.Known()) || n == 0 {
		t.Errorf("%d codes to fill in, %d are open", n, open(exchange.Known()))
	}
	same, err := exchange.Known().With(blank)
	if err != nil || !reflect.DeepEqual(same, exchange.Known()) {
		t.Errorf("the blank file changes the codes: %v", err)
	}
	whole, err := exchange.Known().With(strings.ReplaceAll(blank, "\t?\t", "\t9\t"))
	if err != nil || open(whole) != 0 || whole.Blank() != "" {
		t.Errorf("filled in it leaves %d open: %v", open(whole), err)
	}
}

// TestOwnCodes: the hall's own list fills in what was unknown, for words that there are alone; each
// wrong line is named with its column.
func TestOwnCodes(t *testing.T) {
	own, err := exchange.Known().With("# 省平台\n== apply_type\t申请类型\t省平台通知\ncounter\t2\t窗口\n\n== up_pro_result.result_type\t办结结果\t省平台通知\ngranted\t1\t准予\n")
	if err != nil {
		t.Fatal(err)
	}
	l, _ := own.Of("up_pro_accept", "apply_type")
	if l.Codes[0].Theirs != "2" || l.Source != "省平台通知" || l.Codes[1].Theirs != "?" {
		t.Errorf("%+v", l)
	}
	if l, _ := exchange.Known().Of("up_pro_accept", "apply_type"); l.Codes[0].Theirs != "?" {
		t.Error("the program's own list was changed")
	}
	for text, why := range map[string]string{
		"== nonsense\tx\ty\n":                                              "line 1, column 1: field: nonsense",
		"== apply_type\tx\n":                                               "line 1, column 0: head",
		"== apply_type\tx\ty\ncounter 2\n":                                 "line 2, column 0: columns: counter 2",
		"counter\t2\tx\n":                                                  "line 1, column 0: columns",
		"\n== apply_type\tx\ty\n# a note\nbalcony\t2\tx\n":                 "line 4, column 1: word: apply_type balcony",
		"== apply_type\tx\ty\ncounter\t200\tx\n":                           "line 2, column 2: length: 200",
		"== apply_type\tx\ty\ncounter\t\tx\n":                              "line 2, column 2: empty: counter",
		"== apply_type\tx\ty\ncounter\t1\tx\ncounter\t2\tx\n":              "line 3, column 1: twice: counter",
		"== special_type is_fee\tx\ty\nyes\t1\tx\n":                        "line 2, column 1: word: special_type yes",
		"== apply_type\tx\ty\nbalcony\t2\tx\ncounter\t200\tx\n== no\tx\ty": "line 2, column 1: word: apply_type balcony; line 3, column 2: length: 200; line 4, column 1: field: no",
	} {
		if got, err := exchange.Known().With(text); err == nil || !strings.HasPrefix(err.Error(), "code list: "+why) || !reflect.DeepEqual(got, exchange.Known()) {
			t.Errorf("%q: %v, want %s", text, err, why)
		}
	}
	typed, err := exchange.Known().With("\ufeff== apply_type\t申请类型\t省平台\r\ncounter \t 2 \t窗口\r\n") // as an editor of Windows leaves it
	if l, _ := typed.Of("up_pro_accept", "apply_type"); err != nil || l.Codes[0].Theirs != "2" {
		t.Errorf("%+v %v", l, err)
	}
}
