package web_test

import (
	"context"
	"strconv"
	"testing"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/testkit"
	"yimen/web/ui/uitest"
)

// The people of the catalogue.
const (
	marketKeeper = "lw813" // 目录管理, 区市场监管局
	marketLeader = "lw408" // 审批, 区市场监管局
	officeKeeper = "lw801" // 目录管理, 区审管办
)

func TestShotsKeeper(t *testing.T) {
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
}

// drafted begins a change of an item with something to mend, once, and opens a page of it.
func drafted(part string) func(*gallery, *uitest.Page) {
	return func(g *gallery, p *uitest.Page) {
		ctx := context.Background()
		list, err := g.world.ItemsOf(ctx, marketKeeper)
		if err == nil && len(list) == 0 {
			var d catalog.Draft
			d, err = g.world.BeginItem(ctx, app.NewItem{Unit: "330303-scjg", Code: "LW-XK-003", Copy: "LW-XK-003"}, marketKeeper)
			if err == nil {
				it := d.Item
				it.Promised.Period, it.Sheet.Phone = period.Period{N: 30, Unit: period.WorkingDay}, it.Sheet.Supervision
				_, err = g.world.SaveItem(ctx, d.ID, d.Rev, it, marketKeeper)
			}
			list, _ = g.world.ItemsOf(ctx, marketKeeper)
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
