package portal

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/store"
	"yimen/web/ui"
)

// satisfaction (好差评公开) tells how content people were with each body: sums alone, of whom and by whom
// nobody reads (国办发〔2019〕51号).
func (p *portal) satisfaction(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	sums, err := p.hall.Store.SumRatings(ctx)
	if err != nil {
		return err
	}
	s := shell(ctx, "public", ui.Say(ctx, "rating.public"), ui.Link{Text: say(ctx, "nav.public"), Href: "/decisions"})
	return ui.Show(w, r, http.StatusOK, satisfactionPage(s, p.satisfied(ctx, sums)))
}

// satisfied is a row for each body: the share of those who are at least fairly satisfied, and each level.
func (p *portal) satisfied(ctx context.Context, sums []store.RatingSum) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "rating.public"), Cols: []ui.Col{{Text: ui.Say(ctx, "rating.c.unit")},
		{Text: ui.Say(ctx, "rating.public.all"), Tight: true}, {Text: ui.Say(ctx, "rating.public.share"), Tight: true}}}
	for _, l := range app.RatingLevels {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "rating.level."+l), Tight: true})
	}
	for i := 0; i < len(sums); {
		unit, all, content, n := sums[i].Unit, 0, 0, map[string]int{}
		for ; i < len(sums) && sums[i].Unit == unit; i++ {
			n[sums[i].Level] = sums[i].N
			all += sums[i].N
			if slices.Index(app.RatingLevels, sums[i].Level) < 3 {
				content += sums[i].N
			}
		}
		row := ui.Row{Cells: []templ.Component{ui.Str(p.unitByCode(ctx, unit)), ui.Str(strconv.Itoa(all)), ui.Str(strconv.Itoa(content*100/all) + "%")}}
		for _, l := range app.RatingLevels {
			row.Cells = append(row.Cells, ui.Str(strconv.Itoa(n[l])))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
