package web_test

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"yimen/app"
	"yimen/core/board"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/testkit"
	"yimen/web/ui/uitest"
)

// The people of the catalogue.
const (
	marketKeeper = "lw813" // 目录管理, 区市场监管局
	officeKeeper = "lw801" // 目录管理, 区审管办
	streetKeeper = "lw811" // 目录管理, 永中街道
)

func TestShotsKeeper(t *testing.T) {
	t.Parallel()
	g := &gallery{journey: setOut(t, testkit.SQLite(t), true, false), cases: map[string]app.Record{}}
	g.walk(keeperViews)
}

// keeperViews are the pages of the catalogue: lists, each part of a draft, its way, an item.
var keeperViews = []view{
	{name: "keeper-list", who: marketKeeper, open: drafted("")},
	{name: "keeper-new-422", who: marketKeeper, open: emptyItem},
	{name: "keeper-draft", who: marketKeeper, open: drafted("/")},
	{name: "keeper-basic", who: marketKeeper, open: drafted("/basic")},
	{name: "keeper-sheet", who: marketKeeper, open: drafted("/sheet")},
	{name: "keeper-procedure", who: marketKeeper, open: drafted("/procedure")},
	{name: "keeper-form", who: marketKeeper, open: drafted("/form")},
	{name: "keeper-item", who: officeKeeper, open: at("/keeper/items/LW-XK-003")},
	{name: "keeper-call-new", who: officeKeeper, open: at("/keeper/calls/new")},
	{name: "keeper-calls", who: officeKeeper, open: called("/keeper/calls")},
	{name: "keeper-call-send", who: streetKeeper, open: called("/keeper/calls/2026/2/330303001")},
	{name: "keeper-call-remind", who: streetKeeper, open: called("/desk")},
	{name: "keeper-call-nudge-422", who: officeKeeper, open: nobodyChosen},
	{name: "keeper-call-judge", who: officeKeeper, open: called("/keeper/calls/2026/3/330303001")},
	{name: "keeper-exchange", who: officeKeeper, open: exchanged},
	{name: "keeper-import", who: streetKeeper, open: brought("A3", "1", "B3", "免费复印", "C3", "每人每天10页", "D3", "受理→办结→送达；承诺期限：即办", "E3", "区审管办",
		"B5", "代收快递", "C5", "凭取件码", "D5", "当场", "E5", "区邮政分局")},
	{name: "keeper-import-422", who: streetKeeper, open: brought("B3", "免费复印", "C3", "每人每天10页", "E3", "区审管办", "B4", "免费复印", "D4", "当场", "E4", "区审管办")},
}

// nobodyChosen reminds without a body.
func nobodyChosen(g *gallery, p *uitest.Page) {
	called("/keeper/calls")(g, p)
	p.Do(chromedp.Evaluate(`document.querySelectorAll('#remind input[type=checkbox]').forEach(b => { b.checked = false })`, nil))
	p.Press("#remind .btn")
}

// drafted begins a change of an item with something to mend, once, and opens a page of it.
func drafted(part string) func(*gallery, *uitest.Page) {
	return func(g *gallery, p *uitest.Page) {
		ctx := context.Background()
		list, err := g.world.ItemsOf(ctx, marketKeeper, app.DraftView{Mine: true}, 0, 1)
		if err == nil && len(list) == 0 {
			var d catalog.Draft
			d, err = g.world.BeginItem(ctx, app.NewItem{Unit: "330303-scjg", Code: "LW-XK-003", Copy: "LW-XK-003"}, marketKeeper)
			if err == nil {
				it := d.Item
				it.Promised.Period, it.Sheet.Phone = period.Period{N: 30, Unit: period.WorkingDay}, it.Sheet.Supervision
				_, err = g.world.SaveItem(ctx, d.ID, d.Rev, it, marketKeeper)
			}
			list, _ = g.world.ItemsOf(ctx, marketKeeper, app.DraftView{Mine: true}, 0, 1)
		}
		if err != nil {
			g.t.Fatal(err)
		}
		switch part {
		case "":
			p.Go("/keeper")
		case "/":
			p.Go("/keeper/drafts/" + strconv.FormatInt(list[0].ID, 10))
		default:
			p.Go("/keeper/drafts/" + strconv.FormatInt(list[0].ID, 10) + part)
		}
	}
}

func emptyItem(_ *gallery, p *uitest.Page) {
	p.Go("/keeper/new")
	p.Press("main form .btn")
}

// brought sends a filled Annex 3 to the import page.
func brought(cells ...string) func(*gallery, *uitest.Page) {
	return func(g *gallery, p *uitest.Page) {
		f := excelize.NewFile()
		head := []string{"A1", "附件3", "A2", "序号", "B2", "事项名称", "C2", "服务内容及要求", "D2", "办理程序和时限", "E2", "指导单位", "F2", "备注"}
		for i, all := 0, append(head, cells...); i < len(all); i += 2 {
			if err := f.SetCellStr("Sheet1", all[i], all[i+1]); err != nil {
				g.t.Fatal(err)
			}
		}
		path := filepath.Join(g.t.TempDir(), "annex3.xlsx")
		if err := errors.Join(f.SaveAs(path), f.Close()); err != nil {
			g.t.Fatal(err)
		}
		p.Go("/keeper/import")
		p.Give("input[name=file]", path)
		p.Press("main form .btn")
	}
}

// exchanged looks at what the day would send on which the first items were published.
func exchanged(g *gallery, p *uitest.Page) {
	list, err := g.world.Store.PublishedVersions(context.Background())
	if err != nil || len(list) == 0 {
		g.t.Fatal(err)
	}
	now := g.world.Now()
	g.world.Clock.Set(period.StartOf(list[0].At.Date() + 1)) // the day is over
	g.desk(officeKeeper)                                     // the sign-in of the day before is over
	p.Go("/keeper/exchange?day=" + list[0].At.Date().String())
	g.world.Clock.Set(now)
}

// called asks for forms, once, of which one was sent in and one is late, and opens a page.
func called(path string) func(*gallery, *uitest.Page) {
	return func(g *gallery, p *uitest.Page) {
		ctx := context.Background()
		if len(g.world.Registers().Calls()) == 0 {
			call := board.NoticeCall()
			call.Code, call.From = "2026", g.world.Today().Add(-9)
			for i := range call.Parts {
				call.Parts[i].Due = g.world.Today().Add(3*i - 1)
				call.Parts[i].Units = nil
			}
			call.Parts[0].Units = []string{"330303-scjg", "330303-gaj"}
			sent := board.Submission{Call: "2026", Annex: 3, Unit: "330303001", Leader: "陈永强", By: "潘静", Remark: "共12项"}
			err := errors.Join(g.world.SaveCall(ctx, call, 0, officeKeeper),
				g.world.SendForm(ctx, sent, 0, streetKeeper, "附件3 永中街道.pdf", strings.NewReader("%PDF-1.4\n")),
				g.world.RemindNow(ctx, "2026", []string{"330303001", "330303-gaj"}, officeKeeper))
			if err != nil {
				g.t.Fatal(err)
			}
		}
		p.Go(path)
	}
}
