package web_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"yimen/core/casework"
	"yimen/testkit"
	"yimen/web/ui/uitest"
)

// The people of the year beside the keepers.
const (
	marketHead    = "lw408" // 审批, 区市场监管局, its head: 分管领导
	officeKeeper2 = "lw814" // 目录管理, 区审管办, the other one
)

// TestKeepersYear is a keeper's whole year in the browser: an item is copied and drafted, linted as
// it is typed, checked, signed, reported, sent back, mended, published; changed while a case runs;
// withdrawn. Every page is held to the rules of accessibility, and no browser has anything to
// complain of. Once with scripts, once without and on the other database.
func TestKeepersYear(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { keepersYear(setOut(t, testkit.SQLite(t), true, true)) })
	t.Run("postgres without scripts", func(t *testing.T) { keepersYear(setOut(t, testkit.Postgres(t), false, false)) })
}

// year is the journey of one item.
type year struct {
	*journey
	draft string // address of the draft under way
}

const (
	yearItem = "LW-XK-901"
	yearUnit = "330303001" // 永中街道
)

func keepersYear(j *journey) {
	ctx := context.Background()
	y := &year{journey: j}
	y.drafts()
	y.road("请写明办理地点的楼层和窗口")
	y.publishes("2026-03-10")
	j.on(3, 10, 9, 0)
	j.resident.Go("/items/" + yearItem)
	j.says(j.resident, "main", "食品摊点登记", "5")

	rec := j.world.CaseIn(j.t, yearItem, yearUnit, casework.Received)
	y.changes()
	y.road("")
	y.publishes("2026-06-01")
	j.on(6, 1, 9, 0)
	j.resident.Go("/items/" + yearItem)
	j.says(j.resident, "main", "食品摊点登记（含流动摊点）")
	if !y.found() {
		j.t.Error("the item is not found by its name")
	}
	if now, err := j.world.Store.Case(ctx, rec.ID); err != nil || now.ItemVersion != 1 {
		j.t.Errorf("the case that ran before has version %d: %v", now.ItemVersion, err)
	}
	y.withdraws()
	j.arrive(1)
}

// drafts copies an item of the house, writes what is its own, and is told what is still wrong.
func (y *year) drafts() {
	y.t.Helper()
	p := y.desk(marketKeeper)
	p.Go("/keeper")
	y.look(p, "keeper-list")
	p.Go("/keeper/new?copy=LW-XK-003")
	p.Fill("[name=code]", yearItem)
	p.Fill("[name=name]", "食品摊点登记")
	y.look(p, "keeper-new")
	p.Press("main form .btn")
	y.draft = strings.TrimSuffix(p.Path(), "/basic")
	y.look(p, "keeper-basic")

	p.Fill(named("promised.period"), "999个工作日")
	if y.scripts { // told while it is typed, without anything being pressed
		p.Do(chromedp.WaitVisible(`[id="lint-promised.period"] .lint-error`, chromedp.ByQuery))
	}
	y.saves(p)
	y.says(p, "#lint", "长于法定期限")
	p.Fill(named("promised.period"), "5个工作日")
	p.Fill(named("nameEn"), "Registration of food stalls")
	y.saves(p)

	p.Go(y.draft + "/sheet")
	y.says(p, "main", "本地填写", "申请前自查")
	for _, f := range [][2]string{{"sheet.implementer.name", "温州市龙湾区市场监督管理局"}, {"sheet.implementer.nameEn", "Longwan District Market Supervision Administration"},
		{"sheet.department.zh", "永中市场监管所"}, {"sheet.department.en", "Yongzhong market supervision office"}, {"sheet.place.zh", "永中街道行政服务中心3号窗口"},
		{"sheet.place.en", "Counter 3, Yongzhong service centre"}, {"sheet.hours.zh", "工作日8:30—17:00"}, {"sheet.hours.en", "Working days 8:30–17:00"},
		{"sheet.phone", "0577-86961234"}, {"sheet.supervision", "0577-12345678"}} {
		p.Fill(named(f[0]), f[1])
	}
	y.saves(p)
	y.look(p, "keeper-sheet")
	for _, part := range []string{"materials", "procedure", "form", "faq"} {
		p.Go(y.draft + "/" + part)
		y.look(p, "keeper-"+part)
	}
}

// saves presses 保存 and waits for the page.
func (y *year) saves(p *uitest.Page) {
	y.t.Helper()
	p.Press(`.save-bar [name=do][value=save]`)
	y.at(p, p.Path())
}

func named(name string) string { return `[name="` + name + `"]` }

// moves does one step of a draft by somebody.
func (y *year) moves(who, move string, fields ...string) *uitest.Page {
	y.t.Helper()
	p := y.desk(who)
	p.Go(y.draft)
	y.look(p, "keeper-before-"+move)
	card := "#move-" + move + " "
	for i := 0; i < len(fields); i += 2 {
		if fields[i] == "from" {
			p.Choose(card+named("from"), fields[i+1])
			continue
		}
		p.Fill(card+named(fields[i]), fields[i+1])
	}
	p.Press(card + ".btn")
	y.at(p, y.draft)
	return p
}

// road is the way of a draft to the district office, which sends it back once where it has a
// remark, and accepts it.
func (y *year) road(remark string) {
	y.t.Helper()
	y.moves(marketKeeper, "check")
	y.moves(marketHead, "sign")
	y.moves(marketKeeper, "report")
	if remark != "" {
		p := y.moves(officeKeeper, "return", "remark", remark)
		y.says(p, ".case-title", "退回修改")
		p = y.desk(marketKeeper)
		p.Go(y.draft + "/sheet")
		p.Fill(named("sheet.place.zh"), "永中街道行政服务中心一楼3号窗口")
		y.saves(p)
		y.moves(marketKeeper, "comment", "remark", "已补楼层")
		y.moves(marketKeeper, "check")
		y.moves(marketHead, "sign")
		y.moves(marketKeeper, "report")
	}
	p := y.moves(officeKeeper, "accept")
	y.says(p, "#history", "报送", "采纳")
}

// publishes lets the other keeper of the office publish from a day on.
func (y *year) publishes(from string) {
	y.t.Helper()
	p := y.moves(officeKeeper2, "publish", "from", from)
	y.says(p, ".case-title", "已发布")
}

// changes begins the next version while a case runs: the preview tells of it.
func (y *year) changes() {
	y.t.Helper()
	y.on(5, 20, 9, 0)
	p := y.desk(marketKeeper)
	p.Go("/keeper/items/" + yearItem)
	y.look(p, "keeper-item")
	p.Press(`form[action="/keeper/new"] .btn`)
	y.draft = strings.TrimSuffix(p.Path(), "/basic")
	p.Fill(named("name"), "食品摊点登记（含流动摊点）")
	y.saves(p)
	p.Go(y.draft)
	y.says(p, "#impact", "在办办件", "1")
	y.says(p, "#diff", "食品摊点登记（含流动摊点）")
}

// found tells whether a resident finds the item by its name.
func (y *year) found() bool {
	y.resident.Go("/search?q=" + url.QueryEscape("食品摊点登记"))
	return strings.Contains(y.resident.Read("main"), "流动摊点")
}

// withdraws ends the item at the end of the year; who reads of it is told why.
func (y *year) withdraws() {
	y.t.Helper()
	y.on(12, 1, 9, 0)
	p := y.desk(officeKeeper)
	p.Go("/keeper/items/" + yearItem)
	p.Choose("#withdraw "+named("last"), "2026-12-31")
	p.Fill("#withdraw "+named("reason"), "并入小餐饮登记")
	p.Press("#withdraw .btn")
	y.says(p, "main", "并入小餐饮登记", "2026-12-31")
	y.look(p, "keeper-withdrawn")
	y.world.Clock.Set(y.world.Now() + 32*24*3600_000)
	if y.found() {
		y.t.Error("what was withdrawn is still found")
	}
}
