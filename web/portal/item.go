package portal

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"yimen/app"
	"yimen/chart"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// guide is what the page of an item shows 办事指南.
type guide struct {
	*catalog.Item
	Now      bool // this version is in force today
	Versions []*catalog.Item
	Ready    due // if handed in today
	From     string
	Steps    []ui.Step
	Duties   []ui.Row
	Where    int    // how many places take it
	Left     string // of a limited number, what is given and left

	External, Power chart.Chart
}

// item is the guide of the version in force; ?version= leads to the address of another one.
func (p *portal) item(w http.ResponseWriter, r *http.Request) error {
	code := r.PathValue("code")
	if v := r.URL.Query().Get("version"); v != "" {
		n, err := strconv.Atoi(v)
		if _, ok := p.hall.Catalogue().Version(code, n); err != nil || !ok {
			return ui.NotFound()
		}
		return ui.See(w, r, versionPath(code, n))
	}
	it, ok := p.hall.Catalogue().InForce(code, p.hall.Today())
	if !ok {
		if old := p.hall.Catalogue().Versions(code); len(old) > 0 {
			it = old[len(old)-1]
		} else {
			return ui.NotFound()
		}
	}
	return p.showGuide(w, r, it)
}

// itemVersion is the guide of one version for ever: its permanent address.
func (p *portal) itemVersion(w http.ResponseWriter, r *http.Request) error {
	n, err := strconv.Atoi(r.PathValue("version"))
	it, ok := p.hall.Catalogue().Version(r.PathValue("code"), n)
	if err != nil || !ok {
		return ui.NotFound()
	}
	return p.showGuide(w, r, it)
}

func (p *portal) showGuide(w http.ResponseWriter, r *http.Request, it *catalog.Item) error {
	ctx := r.Context()
	g := guide{
		Item: it, Now: it.InForce(p.hall.Today()), Versions: p.hall.Catalogue().Versions(it.Code),
		Steps: p.guideSteps(ctx, it), Where: len(p.placesFor(it)),
	}
	g.Ready, g.From = p.readyOn(ctx, it)
	var err error
	if g.Left, err = p.placesLeft(ctx, it); err != nil {
		return err
	}
	for i, s := range it.Procedure.Steps {
		g.Duties = append(g.Duties, p.dutyRow(ctx, i, s))
	}
	s := shell(ctx, "services", itemName(ctx, it), ui.Link{Text: say(ctx, "nav.services"), Href: "/services"})
	return ui.Show(w, r, http.StatusOK, itemPage(s, g))
}

// readyOn is the day an item would be ready if it were handed in today, or on the next
// working day, and that day in words.
func (p *portal) readyOn(ctx context.Context, it *catalog.Item) (due, string) {
	from := p.hall.Calendar().NextWorking(p.hall.Today())
	k := period.Clock{From: from, Limit: it.Promised.Period, Basis: say(ctx, "item.promised.basis")}
	return p.due(ctx, app.File{}, k), ui.Sure(ctx, ui.Day(ctx, from), p.hall.Calendar().Provisional(from))
}

func versionPath(code string, n int) string { return "/items/" + code + "/v/" + strconv.Itoa(n) }

// flowFile is the procedure of one version as BPMN 2.0, for other tools.
func (p *portal) flowFile(w http.ResponseWriter, r *http.Request) error {
	n, err := strconv.Atoi(r.PathValue("version"))
	it, ok := p.hall.Catalogue().Version(r.PathValue("code"), n)
	if err != nil || !ok {
		return ui.NotFound()
	}
	text, err := p.powerChart(r.Context(), it).BPMN(it)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-v%d.bpmn"`, it.Code, n))
	_, err = w.Write(text)
	return err
}

// powerChart is 图二 with the units that the rules of the steps find, in the page's language.
func (p *portal) powerChart(ctx context.Context, it *catalog.Item) chart.Chart {
	return chart.Power(it, func(step, body int) catalog.Text {
		name := p.ruleName(ctx, it.Procedure.Steps[step].UnitOf(body))
		return catalog.Text{ZH: name, EN: name}
	})
}

func inEnglish(ctx context.Context) bool { return ui.From(ctx).Lang == ui.En }

// canApply: it may be applied for here, today.
func (g guide) canApply() bool {
	return g.Now && g.Where > 0 && slices.Contains(g.Channels, catalog.Online)
}

// unsure says that the source of a field is still to be confirmed (待核).
func (g guide) unsure(paths ...string) bool {
	return slices.ContainsFunc(paths, func(path string) bool { return slices.Contains(g.Sheet.ToVerify, path) })
}

// note marks the title of a card whose content is to be confirmed.
func (g guide) note(ctx context.Context, text string, paths ...string) string {
	if !g.unsure(paths...) {
		return text
	}
	return strings.TrimSpace(text + " " + sheetWord(ctx, "toVerify"))
}

func (p *portal) guideSteps(ctx context.Context, it *catalog.Item) []ui.Step {
	steps := []ui.Step{{Name: say(ctx, "step.apply"), Who: say(ctx, "step.apply.who")}}
	for _, s := range it.Procedure.Steps {
		steps = append(steps, ui.Step{Name: both(ctx, s.Name, s.NameEN), Who: p.ruleNames(ctx, s), Note: ui.Limit(ctx, s.Limit)})
	}
	return steps
}

// ruleNames are the unit of a step and the bodies that examine at the same time.
func (p *portal) ruleNames(ctx context.Context, s catalog.Step) string {
	unit := p.ruleName(ctx, s.Unit)
	var others []string
	for _, b := range s.Beside {
		others = append(others, p.ruleName(ctx, b.Unit))
	}
	if len(others) == 0 {
		return unit
	}
	return say(ctx, "rule.beside", "unit", unit, "others", strings.Join(others, ui.Say(ctx, "portal.listed")))
}

// ruleName says in words which unit a step's rule finds.
func (p *portal) ruleName(ctx context.Context, rule catalog.UnitRule) string {
	dir, today := p.hall.Directory(), p.hall.Today()
	kind, function, _ := rule.Parse()
	var u org.Unit
	switch kind {
	case "department":
		u, _ = dir.Department(function, today)
	case "city":
		u, _ = dir.CityDepartment(function, today)
	case "government":
		u, _ = dir.Government(org.District, today)
	case "station":
		dept, _ := dir.Department(function, today)
		return say(ctx, "rule.station", "dept", unitName(ctx, dept))
	}
	if u.Code != "" {
		return unitName(ctx, u)
	}
	return say(ctx, "rule."+kind)
}
