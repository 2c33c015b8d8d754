package desk

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"yimen/core/casework"
	"yimen/store"
	"yimen/web/ui"
)

// How many of them the case page shows before all are asked for, and how many of who looks at it.
const (
	relatedShown = 5
	lookersShown = 5
)

// more tells whether not all are shown.
func (p casePage) more() bool { return !p.all && len(p.related) > relatedShown }

// relatedTable lists the other cases of the same applicant, those of the same item marked.
func (p casePage) relatedTable(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "notes.related")}
	for _, c := range []string{"no", "item", "turn"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "desk.queue."+c)})
	}
	shown := p.related
	if p.more() {
		shown = shown[:relatedShown]
	}
	for _, r := range shown {
		item := templ.Component(ui.Str(p.desk.itemName(ctx, r.Item)))
		if r.Item == p.Case.Item {
			item = ui.Join(item, ui.Str(" "), ui.Tag(ui.Say(ctx, "notes.related.same"), ui.Warn))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Anchor(ui.Link{Text: r.No, Href: "/desk/cases/" + r.No}), item, ui.Str(recordState(ctx, r))}})
	}
	return t
}

// recordState says where a case stands; of a closed one how it ended.
func recordState(ctx context.Context, r store.Record) string {
	if r.Ended != "" {
		return ui.CodeName(ctx, "ended", string(r.Ended))
	}
	return ui.StateName(ctx, r.State())
}

// lookers says who else opened the case a short while ago.
func (p casePage) lookers(ctx context.Context) string {
	var names []string
	for _, l := range p.looking[:min(len(p.looking), lookersShown)] {
		minutes := int((p.desk.hall.Now() - l.At) / (60 * 1000))
		names = append(names, ui.Say(ctx, "notes.looking.one", "name", p.desk.staffName(ctx, l.Staff), "n", minutes))
	}
	if len(names) == 0 {
		return ""
	}
	who := strings.Join(names, ui.Say(ctx, "desk.and"))
	if more := len(p.looking) - len(names); more > 0 {
		return ui.Say(ctx, "notes.looking.more", "who", who, "n", more)
	}
	return ui.Say(ctx, "notes.looking", "who", who)
}

// other is what the one who was first did, for the reader to hold his own against.
func (p casePage) other(ctx context.Context) []ui.Pair {
	last := p.stale.Last
	pairs := []ui.Pair{{Term: ui.FactName(ctx, last), Text: p.factText(ctx, last), Note: p.by(ctx, last)}}
	switch a := last.Body.(type) {
	case *casework.RequestSupplement:
		for _, d := range a.Defects {
			pairs = append(pairs, ui.Pair{Term: p.materialName(ctx, d.Material), Text: d.What})
		}
	case *casework.CorrectOnSpot:
		for _, c := range a.Corrections {
			pairs = append(pairs, ui.Pair{Term: p.placeName(ctx, c.Where), Text: ui.Say(ctx, "desk.fact.becomes", "before", c.Before, "after", c.After)})
		}
	}
	return pairs
}
