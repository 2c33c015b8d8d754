package portal

import (
	"net/http"

	"yimen/chart"
	"yimen/web/ui"
)

// charts are the two flow charts 流程图 of one version: they weigh more than the rest of the guide,
// and who wants to know what to bring need not wait for them.
func (p *portal) charts(w http.ResponseWriter, r *http.Request) error {
	it, err := p.versionOf(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	g := guide{Item: it, External: chart.External(it), Power: p.powerChart(ctx, it)}
	return ui.Show(w, r, http.StatusOK, chartsPage(versionShell(ctx, it, say(ctx, "item.charts")), g))
}
