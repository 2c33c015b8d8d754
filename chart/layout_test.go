package chart

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	_ "yimen/testkit/luck"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Whatever an item says, its charts stay within their width, no two symbols touch, no text is
// wider than its symbol, and every arrow begins and ends at the edge of a symbol.
func TestLayout(t *testing.T) {
	text := rapid.StringMatching(`([受理审核批准，。（）]|[a-z]{1,6} ){1,80}`)
	rapid.Check(t, func(t *rapid.T) {
		it := &catalog.Item{
			Type: rapid.SampledFrom([]catalog.Type{"01", "05", "20"}).Draw(t, "type"), Registration: rapid.Bool().Draw(t, "registration"),
			Channels: rapid.SliceOfNDistinct(rapid.SampledFrom([]catalog.Channel{catalog.AtCounter, catalog.Online, catalog.ByPost, catalog.ByFax, catalog.ByEmail,
				catalog.AtKiosk, catalog.ByAgent}), 1, 7, rapid.ID[catalog.Channel]).Draw(t, "channels"),
			Result: catalog.Result{Kind: "licence", Name: text.Draw(t, "result")},
		}
		it.Procedure.Steps = []catalog.Step{{Post: org.Acceptance, Name: "受理", Limit: period.Period{N: 1, Unit: period.WorkingDay}}}
		for i := range rapid.IntRange(0, 4).Draw(t, "reviews") {
			s := catalog.Step{Post: org.Review, Name: fmt.Sprint(text.Draw(t, "name"), i)}
			for range max(0, rapid.IntRange(-3, 4).Draw(t, "beside")) {
				s.Beside = append(s.Beside, catalog.Body{Name: text.Draw(t, "body")})
			}
			it.Procedure.Steps = append(it.Procedure.Steps, s)
		}
		it.Procedure.Steps = append(it.Procedure.Steps, catalog.Step{Post: org.Approval, Name: "审批"}, catalog.Step{Post: org.Issuing, Name: "制证"})
		unit := func(int, int) catalog.Text { return catalog.Text{ZH: text.Draw(t, "unit")} }
		for _, c := range []Chart{External(it), Power(it, unit)} {
			fits(t, c.layout(false))
			fits(t, c.layout(true))
			d := c.layout(false)
			d.allGateways(c)
			fits(t, d)
		}
	})
}

func fits(t *rapid.T, d drawing) {
	for i, b := range d.boxes {
		if b.x < 0 || b.y < 0 || b.right() > d.w || b.bottom() > d.h {
			t.Fatalf("%s leaves the chart: %d,%d %dx%d of %dx%d", b.ID, b.x, b.y, b.w, b.h, d.w, d.h)
		}
		for _, line := range b.text {
			if textWidth(line, b.font) > b.w {
				t.Fatalf("%s is narrower than %q", b.ID, line)
			}
		}
		for _, o := range d.boxes[:i] {
			if b.x < o.right() && o.x < b.right() && b.y < o.bottom() && o.y < b.bottom() {
				t.Fatalf("%s lies on %s", b.ID, o.ID)
			}
		}
	}
	for _, w := range d.wires {
		if from, to := d.box(w.from), d.box(w.to); !from.touches(w.at[0]) || !to.touches(w.at[len(w.at)-1]) {
			t.Fatalf("the arrow %s → %s hangs in the air: %v", w.from, w.to, w.at)
		}
		for _, p := range w.at {
			if p.x < 0 || p.x > d.w || p.y < 0 || p.y > d.h {
				t.Fatalf("the arrow %s → %s leaves the chart: %v", w.from, w.to, w.at)
			}
		}
	}
}

// touches tells whether a point is the middle of one of the box's sides.
func (b box) touches(p point) bool {
	return p.x == b.cx() && (p.y == b.y || p.y == b.bottom()) || p.y == b.cy() && (p.x == b.x || p.x == b.right())
}
