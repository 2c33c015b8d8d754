package exchange_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/exchange"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/starter"
	"yimen/testkit/scenario"
)

// allCodes are code lists in which every code is known, as a province would give them.
func allCodes(t *testing.T) exchange.Codes {
	t.Helper()
	var b strings.Builder
	for _, l := range exchange.Known().Lists() {
		fmt.Fprintf(&b, "== %s\t%s\ttest\n", strings.Join(l.Fields, " "), l.Name)
		for i, c := range l.Codes {
			code := c.Theirs
			if code == "?" {
				code = strconv.Itoa(i + 30)
			}
			fmt.Fprintf(&b, "%s\t%s\t%s\n", c.Ours, code, c.Name)
		}
	}
	codes, err := exchange.Known().With(b.String())
	if err != nil {
		t.Fatal(err)
	}
	return codes
}

// book keeps the rows that were sent, as the state's database does, and what was ever given.
type book struct {
	t     *testing.T
	rows  map[string]string
	given map[string]bool // table.field
	ops   map[exchange.Change]int
	names map[string]bool // tables
}

func (b *book) take(rows []exchange.Row) {
	b.t.Helper()
	for _, r := range rows {
		text, err := json.Marshal(r)
		var back map[string]any
		if err != nil || json.Unmarshal(text, &back) != nil || len(back) != len(r.Table.Fields) {
			b.t.Fatalf("%s: %s, %v", r.Table.Name, text, err)
		}
		b.names[r.Table.Name] = true
		for _, f := range r.Table.Fields {
			if back[f.Name] != nil {
				b.given[r.Table.Name+"."+f.Name] = true
			}
			if f.Left != "" && back[f.Name] != nil {
				b.t.Errorf("%s.%s is to be left empty and says %v", r.Table.Name, f.Name, back[f.Name])
			}
		}
		for _, fault := range r.Faults() {
			if fault.What != "missing" && fault.Field != "handle_type" { // which has room for three ways
				b.t.Errorf("%s %s: %s %v", r.Table.Name, fault.Field, fault.What, fault.Args)
			}
		}
		key, known := r.Table.Name+r.GUID, false
		_, known = b.rows[key]
		for _, c := range []exchange.Change{exchange.Insert, exchange.Update, exchange.Delete} {
			list, _ := exchange.Known().Of("", "cd_operation")
			i := slices.IndexFunc(list.Codes, func(k exchange.Code) bool { return k.Ours == string(c) })
			if r.Value("cd_operation") != strconv.Itoa(i+30) {
				continue
			}
			b.ops[c]++
			if (c == exchange.Insert) == known {
				b.t.Errorf("%s %s: %s, but known %v", r.Table.Name, r.Of, c, known)
			}
			if b.rows[key] = bare(back); c == exchange.Delete {
				delete(b.rows, key)
			}
		}
	}
}

// bare is a row without what tells of the export.
func bare(row map[string]any) string {
	for _, name := range []string{"id", "cd_batch", "cd_time", "cd_operation"} {
		delete(row, name)
	}
	text, _ := json.Marshal(row)
	return string(text)
}

// TestEveryDayOfEveryScenario sends each day of each scenario as its changes: in the end the state
// has what it would have if all were sent at once, no row comes twice as new, and every field that
// is not left empty on purpose was given by some case.
func TestEveryDayOfEveryScenario(t *testing.T) {
	files, err := filepath.Glob("../../testkit/scenarios/*.scn")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	codes := allCodes(t)
	all := &book{t: t, given: map[string]bool{}, ops: map[exchange.Change]int{}, names: map[string]bool{}}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		stories, err := scenario.Parse(name, string(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range stories {
			h := &sender{ends: map[string]*catalog.Item{}}
			if err := one.Play(h.open); err != nil {
				t.Fatal(err)
			}
			h.send(t, codes, all)
		}
	}
	for _, table := range []string{"up_pro_accept", "up_pro_material", "up_pro_process", "up_pro_result", "up_pro_special_procedure", "up_lic_data"} {
		all.complete(table)
	}
	if all.ops[exchange.Update] == 0 || all.ops[exchange.Delete] == 0 {
		t.Errorf("no scenario changes or removes anything: %v", all.ops)
	}
}

// complete tells which fields nobody ever gave.
func (b *book) complete(table string) {
	for _, f := range exchange.TableOf(table).Fields {
		if f.Left == "" && f.Name != "certificate_source_id" && !b.given[table+"."+f.Name] {
			b.t.Errorf("%s.%s %s was never given", table, f.Name, f.Holds)
		}
	}
}

// sender plays a story and keeps what of it is sent.
type sender struct {
	scenario.Hall
	world scenario.World
	ends  map[string]*catalog.Item // cases, with their item
}

func (h *sender) open(w scenario.World) (_ scenario.Hall, err error) {
	h.world = w
	h.Hall, err = scenario.OpenCore(w)
	return h, err
}

func (h *sender) Do(m scenario.Move) error {
	err := h.Hall.Do(m)
	if err == nil {
		it := *m.Item
		it.BaseCode, it.TaskCode = "000115015005", "11450000007565194H200011501500504"
		it.Result.Type = "11100000000013338W009"
		h.ends[m.Case] = &it
	}
	return err
}

// Drop is scenario.Hall: of what was never handed in nothing is sent.
func (h *sender) Drop(name string, at period.Instant, who org.Actor) error {
	err := h.Hall.Drop(name, at, who)
	return errors.Join(err, h.forgotten())
}

// Forget is scenario.Hall.
func (h *sender) Forget(at period.Instant) error {
	return errors.Join(h.Hall.Forget(at), h.forgotten())
}

// forgotten leaves out the cases that are gone.
func (h *sender) forgotten() error {
	for name := range h.ends {
		c, err := h.Case(name)
		if err != nil {
			return err
		}
		if c.Version == 0 {
			delete(h.ends, name)
		}
	}
	return nil
}

// Facts is scenario.History.
func (h *sender) Facts(name string) ([]casework.Fact, error) {
	return h.Hall.(scenario.History).Facts(name)
}

// Announce is scenario.Announcer.
func (h *sender) Announce(a scenario.Announcement) error {
	h.world.Calendar = append(slices.Clone(h.world.Calendar), period.Edition{From: a.At, Calendar: a.Calendar})
	return h.Hall.(scenario.Announcer).Announce(a)
}

func (h *sender) send(t *testing.T, codes exchange.Codes, all *book) {
	t.Helper()
	for name, it := range h.ends {
		facts, err := h.Facts(name)
		if err != nil || len(facts) == 0 {
			t.Fatal(name, err)
		}
		last := facts[len(facts)-1].At
		f := exchange.File{Case: casework.Case{ID: 1, No: "330303010260302000001", Query: "123456"}, Facts: facts, Item: it, Cal: h.world.Calendar.At(last),
			AcceptDoc: "龙市监受〔2026〕1号", Rating: "satisfied", RatedAt: last + 1,
			Unit:  func(code string) org.Unit { return org.Unit{Code: code, Name: "某单位", USCC: "11330303MA2ABC125K"} },
			Staff: func(no string) string { return "经办人" + no }}
		daily := &book{t: t, rows: map[string]string{}, given: all.given, ops: all.ops, names: all.names}
		for day := facts[0].At.Date(); day <= last.Date(); day++ {
			daily.take(exchange.Batch{Day: day, At: last, Area: "330303", Codes: codes}.Cases(f))
		}
		whole := &book{t: t, rows: map[string]string{}, given: map[string]bool{}, ops: map[exchange.Change]int{}, names: map[string]bool{}}
		whole.take(exchange.Batch{Day: last.Date(), At: last, Area: "330303", Codes: codes}.Whole(f))
		for key := range whole.rows {
			if _, ok := daily.rows[key]; !ok {
				t.Errorf("day by day there is no %s", key)
			}
		}
		for key, row := range daily.rows {
			if _, ok := whole.rows[key]; !ok {
				t.Errorf("at once there is no %s %s", key, row)
			}
		}
		if len(whole.rows) != len(daily.rows) {
			t.Errorf("%d rows day by day, %d at once", len(daily.rows), len(whole.rows))
		}
	}
}

// TestEveryItem sends every item of the starter catalogue, in every type: with the codes that the
// state gives nothing is too long or unlisted; without them the row is held and says why.
func TestEveryItem(t *testing.T) {
	items, err := app.ReadItems(starter.Data, "items")
	if err != nil {
		t.Fatal(err)
	}
	codes := allCodes(t)
	day := period.NewDate(2026, 3, 2)
	all := &book{t: t, rows: map[string]string{}, given: map[string]bool{}, ops: map[exchange.Change]int{}, names: map[string]bool{}}
	send := func(it catalog.Item) {
		portal := exchange.Portal{Site: "https://hall.test", SignedOn: true}
		all.take(exchange.Batch{Day: day, At: period.StartOf(day + 1), Area: "330303", Codes: codes}.Items(nil, []*catalog.Item{&it}, portal))
	}
	for _, it := range items {
		send(it)
	}
	rich := items[0]
	rich.BaseCode, rich.TaskCode, rich.To = "000115015005", "11450000007565194H200011501500504", period.NewDate(2027, 1, 1)
	rich.Sheet.Implementer.Code, rich.Sheet.Implementer.Delegate = "11330303MA2ABC125K", "某所"
	rich.Sheet.Fee = catalog.Fee{Charged: true, OnlinePay: true, Items: []catalog.FeeItem{{Name: "工本费", Standard: "10元", Basis: "《甲法》第一条", Reduction: "低保户免收"}}}
	rich.Sheet.Joint, rich.Sheet.Intermediary = []string{"区公安分局"}, []catalog.Intermediary{{Name: "检测", Basis: "《乙法》第二条"}}
	rich.Sheet.Online, rich.Sheet.OnlineDepth, rich.Sheet.Scope = true, 4, catalog.AcrossCities
	rich.Sheet.Quota, rich.Sheet.VisitReason = catalog.Text{ZH: "每年20个"}, catalog.Text{ZH: "须当场核对"}
	rich.Sheet.ThemesFirm, rich.Sheet.ThemesPerson = []string{"准营准办"}, []string{"其他"}
	rich.Statutory.Note = "不含公示"
	rich.Materials = []catalog.Material{{Code: "m1", Name: "申请书", Necessity: catalog.Conditional, When: "委托时", Original: 1, Copies: 1, Source: "10", Issuer: "本人", Form: "paper", Standard: "签字", Note: "用钢笔"}}
	for n, kind := range []catalog.Type{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"} {
		it := rich
		it.Type, it.Code = kind, "X-"+strconv.Itoa(n)
		send(it)
	}
	for _, table := range exchange.Tables() {
		if strings.HasPrefix(table.Name, "up_task_") {
			all.complete(table.Name)
		}
	}
	it := items[slices.IndexFunc(items, func(i catalog.Item) bool { return i.Type == "01" })]
	rows := exchange.Batch{Day: day, At: period.StartOf(day + 1), Area: "330303", Codes: exchange.Known()}.Items(nil, []*catalog.Item{&it}, exchange.Portal{})
	faults := map[string]string{}
	for _, r := range rows {
		if !r.Held() {
			t.Errorf("%s goes out without what the state gives", r.Table.Name)
		}
		for _, f := range r.Faults() {
			faults[r.Table.Name+"."+f.Field] = f.What
		}
	}
	for field, what := range map[string]string{"up_task_directory.catalog_code": "missing", "up_task_general_basic.task_code": "missing", "up_task_directory.cd_operation": "noCode", "up_task_general_basic.anticipate_type": "noCode"} {
		if faults[field] != what {
			t.Errorf("%s: %q, want %s", field, faults[field], what)
		}
	}
}

// TestALaterVersion: the version before is changed to say when it ends, the new one is new, and
// nothing else goes out.
func TestALaterVersion(t *testing.T) {
	items, err := app.ReadItems(starter.Data, "items")
	if err != nil {
		t.Fatal(err)
	}
	day := period.NewDate(2026, 3, 2)
	old, next := items[0], items[0]
	next.Version, next.From = old.Version+1, day+7
	ended := old
	ended.To = day + 6
	rows := exchange.Batch{Day: day, At: period.StartOf(day + 1), Area: "330303", Codes: allCodes(t)}.Items([]*catalog.Item{&old}, []*catalog.Item{&ended, &next}, exchange.Portal{})
	var said []string
	for _, r := range rows {
		if r.Table.Name == "up_task_directory" {
			said = append(said, r.Value("task_version")+" "+r.Value("plan_cancel_date")+" "+r.Value("task_state"))
		}
	}
	if len(said) != 2 || said[0] != strconv.Itoa(old.Version)+" 2026-03-09 00:00:00 30" {
		t.Errorf("%q", said)
	}
	again := exchange.Batch{Day: day + 1, At: period.StartOf(day + 2), Area: "330303", Codes: allCodes(t)}.Items([]*catalog.Item{&ended, &next}, []*catalog.Item{&ended, &next}, exchange.Portal{})
	if len(again) != 0 {
		t.Errorf("%d rows though nothing changed", len(again))
	}
	gone := exchange.Batch{Day: day + 7, At: period.StartOf(day + 8), Area: "330303", Codes: allCodes(t)}.Items([]*catalog.Item{&ended, &next}, []*catalog.Item{&ended, &next}, exchange.Portal{})
	if len(gone) != 2 || gone[0].Value("task_state") != "31" {
		t.Errorf("on the day after its last: %d rows", len(gone))
	}
}
