package desk

import (
	"net/http"
	"regexp"
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// numbers are the cases that a page lists, in its order.
func (a reply) numbers() []string {
	var list []string
	for _, m := range regexp.MustCompile(`href="/desk/cases/([0-9]{21})"`).FindAllStringSubmatch(a.Body.String(), -1) {
		list = append(list, m[1])
	}
	return list
}

func (w *world) onDay(m, d int, name string) string {
	w.t.Helper()
	w.set(2026, m, d, 9, 30)
	return w.received("applicant.name", name, "receivedOn", w.hall.Today().String())
}

// Each number on a tile opens a list with as many cases, and no others.
func TestTilesCountTheirLists(t *testing.T) {
	w := newWorld(t)
	w.busy()
	for _, who := range []string{acceptor, reviewer} {
		tiles := tileShape.FindAllStringSubmatch(w.as(who).get("/desk").is(http.StatusOK).text(), -1)
		if len(tiles) != 6 {
			t.Fatalf("%d tiles", len(tiles))
		}
		for _, m := range tiles {
			list := w.as(who).get(m[1]).is(http.StatusOK).numbers()
			if plain(len(list)) != m[2] {
				t.Errorf("%s: %s says %s, its list has %d", who, m[1], m[2], len(list))
			}
		}
	}
}

var tileShape = regexp.MustCompile(`<a href="([^"]+)">[^<]+</a></span> <span class="tile-note">[^<]+</span></div><strong class="tile-value">(\d+)</strong>`)

func TestQueueIsInOrderOfTheDueDay(t *testing.T) {
	w := newWorld(t)
	late, early, middle := w.onDay(2, 27, "晚"), w.onDay(2, 24, "早"), w.onDay(2, 26, "中")
	w.set(2026, 3, 2, 9, 30)
	a := w.as(acceptor).get("/desk").is(http.StatusOK, "今天届满", "剩 2 个工作日", "剩 3 个工作日", "待受理", "永上居委会", "edge-yellow")
	if want := []string{early, middle, late}; !slices.Equal(a.numbers(), want) {
		t.Errorf("%v, want %v", a.numbers(), want)
	}
	w.as(stranger).get("/desk").is(http.StatusOK, "没有待办").not(late)
	w.as(keeper).get("/desk").is(http.StatusOK, "所以没有待办")
}

func TestQueueFilters(t *testing.T) {
	w := newWorld(t)
	one, two := w.onDay(2, 24, "王建国"), w.onDay(2, 27, "陈秀英")
	w.set(2026, 3, 2, 9, 30)
	both := []string{one, two}
	for address, want := range map[string][]string{
		"":                                   both,
		"?light=yellow":                      {one},
		"?light=red":                         nil,
		"?light=nonsense":                    both,
		"?q=秀英":                              {two},
		"?q=" + one[12:]:                     {one},
		"?item=" + house:                     both,
		"?item=LW-XK-001":                    nil,
		"?seat=" + community + ".acceptance": both,
		"?seat=330303001.review":             nil, // not one of mine
		"?seat=nonsense":                     both,
		"?after=nonsense":                    both,
		"?after=99999.1":                     nil,
		"?q=王建国&light=yellow&item=" + house + "&": {one},
	} {
		if got := w.as(acceptor).get("/desk" + address).is(http.StatusOK).numbers(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
	w.as(acceptor).get("/desk?q=nobody").is(http.StatusOK, "没有符合条件的办件", "清除条件", `value="nobody"`)
}

// Going through the pages shows every case once; the filter stays.
func TestQueuePagesByKey(t *testing.T) {
	w := newWorld(t)
	for range pageRows + 7 {
		w.received()
	}
	first := w.as(acceptor).get("/desk?q=王").is(http.StatusOK, "下一页").not("回到第一页")
	next := regexp.MustCompile(`rel="next" href="([^"]+)"`).FindStringSubmatch(first.text())[1]
	w.received() // somebody else's case comes in between: nothing shifts
	second := w.as(acceptor).get(next).is(http.StatusOK, "回到第一页").not(`rel="next"`)
	seen := append(first.numbers(), second.numbers()...)
	if len(first.numbers()) != pageRows || len(seen) != pageRows+8 {
		t.Errorf("%d and %d rows", len(first.numbers()), len(second.numbers()))
	}
	slices.Sort(seen)
	if len(slices.Compact(seen)) != pageRows+8 {
		t.Error("a case is shown twice")
	}
}

func TestLeftText(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	task := casework.Task{Due: date("2026-03-06")}
	for today, want := range map[string]string{"2026-03-02": "剩 4 个工作日", "2026-03-06": "今天届满", "2026-03-07": "超期 1 个工作日", "2026-03-10": "超期 2 个工作日"} {
		left := w.hall.Calendar().Count(date(today), task.Due)
		if got := leftText(ctx, task, left, date(today)); got != want {
			t.Errorf("%s: %s, want %s", today, got, want)
		}
	}
	if got := leftText(ctx, casework.Task{}, 0, date("2026-03-02")); got != "未设期限" {
		t.Error(got)
	}
	waiting := casework.Task{Waiting: true, Post: org.Acceptance}
	if leftText(ctx, waiting, 3, 1) != "停止计时" || turnName(ctx, waiting) != "等待补正" {
		t.Error("waiting for the applicant")
	}
	waiting.Post = org.Review
	if turnName(ctx, waiting) != "特别程序中" {
		t.Error("waiting for a procedure")
	}
	if toneOf(ui.Green) != "" || toneOf(ui.Yellow) != ui.Warn || toneOf(ui.Purple) != ui.Bad {
		t.Error("tones")
	}
}

func TestFindCase(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	for typed, want := range map[string]string{
		no: "/desk/cases/" + no, " " + no[:6] + "%20" + no[6:] + " ": "/desk/cases/" + no,
		"": "/desk", "王建国": "/desk?q=%E7%8E%8B%E5%BB%BA%E5%9B%BD",
	} {
		c := w.as(acceptor)
		if a := c.get("/desk/cases?no=" + escape(typed)); a.Code != http.StatusSeeOther || a.to() != want {
			t.Errorf("%q leads to %s, want %s", typed, a.to(), want)
		}
	}
}
