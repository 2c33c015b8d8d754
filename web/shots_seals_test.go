package web_test

import (
	"context"
	"path/filepath"
	"strings"

	"yimen/app"
	"yimen/seal"
	"yimen/web/ui/uitest"
)

// sealViews are the pages of the register of seals.
var sealViews = []view{
	{name: "desk-seals", who: administrator, open: registered("")},
	{name: "desk-seals-422", who: administrator, open: emptySeal},
	{name: "desk-seal-own", who: administrator, open: registered("330303-scjg")},
	{name: "desk-seal-make", who: "lw902", open: registered("330303-scjg")},
	{name: "desk-seal-use", who: administrator, open: registered("330303-zrzy")},
}

// registered has two seals asked for and one of them made, once, and opens the register or
// the seal of a unit.
func registered(unit string) func(*gallery, *uitest.Page) {
	return func(g *gallery, p *uitest.Page) {
		if g.seals == nil {
			g.fillRegister()
		}
		p.Go(strings.TrimSuffix("/desk/seals/"+g.seals[unit], "/"))
	}
}

func (g *gallery) fillRegister() {
	g.t.Helper()
	ctx := context.Background()
	g.world.Hall.Seals = &app.SealRoom{Folder: filepath.Join(g.t.TempDir(), "seals"), Demo: true}
	g.seals = map[string]string{}
	for _, unit := range []string{"330303-scjg", "330303-zrzy"} {
		id, err := g.world.AskSeal(ctx, app.SealAsked{Unit: unit, From: g.world.Today(), To: g.world.Today().Add(3 * 365), Reason: "启用电子印章"}, administrator)
		if err != nil {
			g.t.Fatal(err)
		}
		g.seals[unit] = id
	}
	if err := g.world.DoSeal(ctx, g.seals["330303-zrzy"], seal.Make, "同意刻制", "lw902"); err != nil {
		g.t.Fatal(err)
	}
}

func emptySeal(g *gallery, p *uitest.Page) {
	registered("")(g, p)
	p.Press("main form .buttons .btn")
}
