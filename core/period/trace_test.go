package period

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// lines writes a trace, one line each: code, days, number, note, basis. Of an
// address only the last part is kept.
func lines(trace []TraceLine) string {
	var b strings.Builder
	for _, l := range trace {
		b.WriteString(l.Code)
		if !l.From.IsZero() {
			b.WriteString(" " + l.From.String())
		}
		if l.To != l.From {
			b.WriteString(".." + l.To.String())
		}
		if l.N != 0 {
			fmt.Fprintf(&b, " ×%d", l.N)
		}
		if l.Note != "" {
			b.WriteString(" " + l.Note)
		}
		if l.Basis != "" {
			b.WriteString(" (" + l.Basis[strings.LastIndex(l.Basis, "/")+1:] + ")")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestTrace(t *testing.T) {
	review := clock(t, "2026-03-02 20wd")
	review.Basis = "行政许可法42"
	review.Stops = []Stop{
		{From: NewDate(2026, 3, 18), To: NewDate(2026, 3, 23), Why: "inspection"},
		{From: NewDate(2026, 3, 10), To: NewDate(2026, 3, 20), Why: "expertReview", Basis: "行政许可法45"},
		{From: NewDate(2026, 3, 12), To: NewDate(2026, 3, 13), Why: "inside"},
		{From: NewDate(2026, 5, 20), To: NewDate(2026, 5, 21), Why: "late"},
	}
	review.Extensions = []Extension{{By: Period{10, WorkingDay}, Basis: "行政许可法42", Granted: NewDate(2026, 4, 10)}}
	for _, row := range []struct {
		name  string
		clock Clock
		want  string
	}{
		{"T01 a holiday and worked weekend days", clock(t, "2022-09-30 5wd"), `
start 2022-09-30 (民法典201)
limit ×5 5wd
holiday 2022-10-01..2022-10-07 ×7 (content_5644835.htm)
makeup 2022-10-08..2022-10-09 ×2 (content_5644835.htm)
due 2022-10-12 ×5
`},
		{"T09 provisional", clock(t, "2026-12-24 6wd"), `
start 2026-12-24 (民法典201)
limit ×6 6wd
weekend 2026-12-26..2026-12-27 ×2
fixedHoliday 2027-01-01 ×1
weekend 2027-01-02..2027-01-03 ×2
due 2027-01-04 ×6
provisional 2027-01-01..2027-01-04
`},
		{"T19, T22 stops and an extension", review, `
start 2026-03-02 (民法典201)
limit ×20 20wd (行政许可法42)
extension 2026-04-10 ×10 10wd (行政许可法42)
weekend 2026-03-07..2026-03-08 ×2
stop 2026-03-10..2026-03-20 ×9 expertReview (行政许可法45)
stop 2026-03-21..2026-03-23 ×1 inspection
weekend 2026-03-28..2026-03-29 ×2
holiday 2026-04-04..2026-04-06 ×3 (content_7047091.htm)
weekend 2026-04-11..2026-04-12 ×2
weekend 2026-04-18..2026-04-19 ×2
weekend 2026-04-25..2026-04-26 ×2
idleStop 2026-03-12..2026-03-13 inside
idleStop 2026-05-20..2026-05-21 late
due 2026-04-28 ×30
`},
		{"run-on over a holiday", clock(t, "2026-09-03 1m"), `
start 2026-09-03 (民法典201)
limit ×1 1m
holiday 2026-10-03..2026-10-07 ×5 (content_7047091.htm)
rollover 2026-10-03..2026-10-08 ×5 (民法典203)
due 2026-10-08 ×35
`},
		{"month without the day, then another unit", clock(t, "2026-08-31 1m extend 1wd"), `
start 2026-08-31 (民法典201)
limit ×1 1m
monthEnd 2026-09-30 (民法典202)
reached 2026-09-30
extension ×1 1wd
holiday 2026-10-01..2026-10-07 ×7 (content_7047091.htm)
due 2026-10-08 ×38
`},
		{"same day on a day off", clock(t, "2026-03-07 0wd"), `
start 2026-03-07
limit 0wd
weekend 2026-03-07..2026-03-08 ×2
rollover 2026-03-07..2026-03-09 ×2 (民法典203)
due 2026-03-09 ×1
`},
		{"stop on the last day", clock(t, "2026-03-02 2wd stop 2026-03-04..2026-03-04"), `
start 2026-03-02 (民法典201)
limit ×2 2wd
stop 2026-03-04 ×1
due 2026-03-05 ×2
`},
		{"stop that has not ended", clock(t, "2026-03-02 20wd stop 2026-03-10.."), `
start 2026-03-02 (民法典201)
limit ×20 20wd
weekend 2026-03-07..2026-03-08 ×2
openStop 2026-03-10..
`},
		{"years before the first", clock(t, "2012-12-28 1wd"), `
start 2012-12-28 (民法典201)
limit ×1 1wd
weekend 2012-12-29..2012-12-30 ×2
due 2012-12-31 ×1
provisional 2012-12-28..2012-12-31
`},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := lines(Default().Trace(row.clock)); got != row.want[1:] {
				t.Errorf("got\n%swant%s", got, row.want)
			}
		})
	}
}

func TestTraceJSON(t *testing.T) {
	text, err := json.Marshal(Default().Trace(clock(t, "2026-03-02 1wd")))
	want := `[{"code":"start","from":"2026-03-02","to":"2026-03-02","basis":"民法典201"},` +
		`{"code":"limit","n":1,"note":"1wd"},{"code":"due","from":"2026-03-03","to":"2026-03-03","n":1}]`
	if err != nil || string(text) != want {
		t.Errorf("%s, %v", text, err)
	}
}
