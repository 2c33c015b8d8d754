package keeper

import (
	"context"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// itemPage is one item with all its versions: what each changed, and its end.
type itemPage struct {
	room      *Keeper
	who       org.Staff
	versions  []*catalog.Item
	owner     string
	impact    app.Impact
	withdrawn []store.Withdrawal
	changes   []change
	form      ui.Form
}

func (k *Keeper) itemOf(ctx context.Context, r *http.Request, who org.Staff) (itemPage, error) {
	p := itemPage{room: k, who: who, versions: k.hall.Catalogue().Versions(r.PathValue("code"))}
	if len(p.versions) == 0 {
		return p, ui.NotFound()
	}
	last := p.versions[len(p.versions)-1]
	var err error
	if p.owner, err = k.hall.OwnerOf(ctx, last); err != nil {
		return p, err
	}
	if p.impact, err = k.hall.ImpactOf(ctx, last.Code); err != nil {
		return p, err
	}
	all, err := k.hall.Store.Withdrawals(ctx)
	if err != nil {
		return p, err
	}
	for _, w := range all {
		if w.Code == last.Code {
			p.withdrawn = append(p.withdrawn, w)
		}
	}
	if n := len(p.versions); n > 1 {
		p.changes, err = differences(*p.versions[n-2], *last)
	}
	return p, err
}

func (k *Keeper) showItem(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := k.itemOf(r.Context(), r, who)
	if err != nil {
		return err
	}
	p.form.Values = url.Values{"last": {k.hall.Today().String()}}
	return ui.Show(w, r, http.StatusOK, itemTempl(p))
}

var withdrawFields = []ui.Field{
	{Name: "last", Kind: ui.KindDate, Label: ui.Words("keeper.withdraw.last"), Hint: ui.Words("keeper.withdraw.last.hint"), Required: true},
	{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words("keeper.withdraw.reason"), Hint: ui.Words("keeper.withdraw.reason.hint"), Required: true, Rows: 3, Max: 2000},
}

// withdraw (停用) ends the item.
func (k *Keeper) withdraw(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	p, err := k.itemOf(ctx, r, who)
	if err != nil {
		return err
	}
	f.Check(withdrawFields)
	if f.OK() {
		last, _ := period.ParseDate(f.Get("last"))
		err := k.hall.WithdrawItem(ctx, r.PathValue("code"), last, f.Get("reason"), who.No)
		if err == nil {
			return ui.See(w, r, "/keeper/items/"+url.PathEscape(r.PathValue("code")))
		}
		if err := refused(&f, err); err != nil {
			return err
		}
	}
	p.form = f
	return ui.Again(w, r, itemTempl(p))
}

func (p itemPage) last() *catalog.Item { return p.versions[len(p.versions)-1] }

func (p itemPage) inForce() bool { return p.impact.Before != nil }

// mayChange tells whether the reader keeps the unit that owns the item.
func (p itemPage) mayChange() bool { return p.room.hall.HandsOn(p.who.No, p.owner).Keeper }

func (p itemPage) mayWithdraw() bool {
	return p.inForce() && len(p.withdrawn) == 0 && p.room.hall.KeepsDistrict(p.who.No)
}

// table lists the versions, newest first.
func (p itemPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "keeper.versions")}
	for _, c := range []string{"version", "days", "stage"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "keeper.c."+c), Tight: true})
	}
	today := p.room.hall.Today()
	for i := len(p.versions) - 1; i >= 0; i-- {
		it := p.versions[i]
		state, tone := "now", ui.Good
		switch {
		case it.From > today:
			state, tone = "coming", ui.Warn
		case !it.InForce(today):
			state, tone = "over", ui.Mute
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(ui.Say(ctx, "keeper.version.no", "n", it.Version)),
			ui.Str(ui.Days(ctx, it.From, it.To)), ui.Tag(ui.Say(ctx, "keeper.force."+state), tone)}})
	}
	return t
}
