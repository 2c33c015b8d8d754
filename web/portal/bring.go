package portal

import (
	"context"
	"net/http"
	"strconv"

	"yimen/core/catalog"
	"yimen/web/ui"
)

// versionOf is the version of an item that the address names.
func (p *portal) versionOf(r *http.Request) (*catalog.Item, error) {
	n, err := strconv.Atoi(r.PathValue("version"))
	it, ok := p.hall.Catalogue().Version(r.PathValue("code"), n)
	if err != nil || !ok {
		return nil, ui.NotFound()
	}
	return it, nil
}

// bring is the list of what to bring, to be printed and ticked off 材料清单.
func (p *portal) bring(w http.ResponseWriter, r *http.Request) error {
	it, err := p.versionOf(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	g := guide{Item: it, Now: it.InForce(p.hall.Today()), Where: len(p.placesFor(it))}
	g.Ready, g.From = p.readyOn(ctx, it)
	return ui.Show(w, r, http.StatusOK, bringPage(versionShell(ctx, it, tell(ctx, "bring.title")), g))
}

// versionShell is the frame of a page below the guide of one version.
func versionShell(ctx context.Context, it *catalog.Item, title string) ui.Shell {
	return shell(ctx, "services", title, ui.Link{Text: say(ctx, "nav.services"), Href: "/services"},
		ui.Link{Text: itemName(ctx, it), Href: versionPath(it.Code, it.Version)})
}

// bringPairs is where, when, how long and what it costs.
func (g guide) bringPairs(ctx context.Context) []ui.Pair {
	pairs := []ui.Pair{
		{Term: say(ctx, "item.code"), Text: tell(ctx, "bring.code", "code", g.Code, "n", g.Version)},
		g.marked("sheet.place", ui.Pair{Term: tell(ctx, "bring.place"), Text: textOf(ctx, g.Sheet.Place)}),
		g.marked("sheet.hours", ui.Pair{Term: tell(ctx, "bring.hours"), Text: textOf(ctx, g.Sheet.Hours)}),
		g.marked("sheet.phone", ui.Pair{Term: tell(ctx, "bring.phone"), Text: g.Sheet.Phone}),
		g.marked("sheet.supervision", ui.Pair{Term: tell(ctx, "bring.supervision"), Text: g.Sheet.Supervision}),
		g.marked("promised", ui.Pair{Term: say(ctx, "item.promised"), Text: limitText(ctx, g.Promised.Period)}),
		g.marked("sheet.fee", ui.Pair{Term: say(ctx, "item.fee"), Text: feeText(ctx, g.Item)}),
	}
	if g.Now && g.Ready.On != "" {
		pairs = append(pairs, ui.Pair{Term: tell(ctx, "ready", "from", g.From), Text: g.Ready.On})
	}
	return pairs
}
