package board_test

import (
	"strings"
	"testing"

	"yimen/core/board"
	"yimen/core/catalog"
	"yimen/core/period"
)

// TestNotice holds the round of the notice to the words of its Annex 1.
func TestNotice(t *testing.T) {
	r := board.Notice()
	if found := board.CheckRound(r); len(found) > 0 || len(r.Tasks) != 7 {
		t.Fatal(len(r.Tasks), found)
	}
	for i, month := range []int{8, 8, 7, 9, 9, 10, 8} {
		task := r.Tasks[i]
		y, m, _ := task.Due.Civil()
		_, next, _ := task.Due.Add(1).Civil()
		if task.No != i+1 || y != 2015 || m != month || next == m || !strings.HasPrefix(task.When, "2015年") {
			t.Errorf("task %d is due on %s for %q", task.No, task.Due, task.When)
		}
	}
	units := r.Tasks[0].UnitsOf(town(t), r.From)
	if len(units) != 1 || units[0].Code != "330303001" {
		t.Errorf("the town's units: %v", units)
	}
	if _, ok := r.Task(8); ok {
		t.Error("there is an eighth task")
	}
}

func TestLights(t *testing.T) {
	set, due := period.NewDate(2026, 1, 1), period.NewDate(2026, 12, 31)
	for _, c := range []struct {
		percent int
		on      period.Date
		want    board.Light
	}{
		{100, due.Add(9), board.Done}, {99, due.Add(1), board.Late}, {99, due, board.AtRisk}, {90, due.Add(-14), board.AtRisk},
		{90, due.Add(-15), board.OnWay}, {0, set.Add(90), board.OnWay}, {0, set.Add(100), board.AtRisk}, {10, set.Add(100), board.OnWay},
	} {
		if got := board.LightOf(c.percent, set, due, c.on); got != c.want {
			t.Errorf("%d %% on %s is %s, want %s", c.percent, c.on, got, c.want)
		}
	}
	if board.Worst([]board.Light{board.Done, board.Late, board.OnWay}) != board.Late || board.Worst(nil) != board.Done {
		t.Error("the worst light is told wrongly")
	}
}

func TestCheckProgress(t *testing.T) {
	sound := board.Progress{Round: "2015", Task: 1, Unit: "u", Percent: 40, Text: "已清理 12 项"}
	if found := board.CheckProgress(sound); len(found) > 0 || sound.Code() != "2015/1/u" {
		t.Fatal(sound.Code(), found)
	}
	for rule, spoil := range map[string]func(*board.Progress){
		"progressPercent": func(p *board.Progress) { p.Percent = -1 },
		"progressProof":   func(p *board.Progress) { p.Percent = 100 },
		"required":        func(p *board.Progress) { p.Text = " " },
		"progressText":    func(p *board.Progress) { p.Text = strings.Repeat("字", 1001) },
	} {
		p := sound
		spoil(&p)
		only(t, rule, board.CheckProgress(p))
	}
	r := board.Notice()
	r.Code = "二轮"
	only(t, "roundCode", board.CheckRound(r))
	r = board.Notice()
	r.Tasks[0].Due = r.From - 1
	only(t, "roundDue", board.CheckRound(r))
}

// TestMeasures reckons a small world whose shares are known.
func TestMeasures(t *testing.T) {
	dir := town(t)
	list := items()
	list[0].Sheet.ToVerify = []string{"sheet.phone"}
	list[3].AcceptAt, list[3].Sheet.Online, list[3].Channels = nil, true, []catalog.Channel{catalog.Online}
	thing := func(k board.FacilityKind) board.Facility {
		return board.Facility{Centre: "village-zx", Kind: k, From: since, Check: &board.Check{On: today, OK: true}}
	}
	var things []board.Facility
	for _, k := range board.CommunityList {
		things = append(things, thing(k))
	}
	w := board.World{Directory: dir, Items: list, On: today, Facilities: things,
		Findings: func(it *catalog.Item) []catalog.Finding {
			if it.Code == "shed" {
				return []catalog.Finding{{Rule: "english"}, {Rule: "english"}}
			}
			return nil
		},
		Posts:    []board.FixedPost{{Centre: "street-zx", Counter: "1", From: since}, {Centre: "street-zx", Counter: "2", From: since}},
		Services: []catalog.Convenience{{Centre: "village-zx", Kind: catalog.Finance, From: since}}}
	rows := w.Rows()
	for m, want := range map[board.Measure]board.Share{
		board.SheetsComplete: {Have: 3, Of: 4}, board.SheetsSure: {Have: 3, Of: 4}, board.OwnIn: {Have: 1, Of: 2}, board.StationsIn: {Have: 1, Of: 2},
		board.Authorised: {Have: 0, Of: 1}, board.SelfService: {Have: 1, Of: 2}, board.Communities: {Have: 1, Of: 1}, board.DailyLife: {Have: 0, Of: 1}, board.Seats: {Have: 1, Of: 2},
	} {
		if got := board.Of(rows[m]); got != want {
			t.Errorf("%s is %+v, want %+v", m, got, want)
		}
	}
	if why := rows[board.SheetsComplete][2].Why; len(why) != 1 {
		t.Errorf("why: %v", why)
	}
	if linked := board.Of(rows[board.LinkedOnline]); linked.Have != 1 || linked.Of < 1 {
		t.Errorf("linked online %+v", linked)
	}
	for _, m := range board.Measures {
		if len(rows[m]) == 0 {
			t.Errorf("%s counts nothing", m)
		}
	}
}
