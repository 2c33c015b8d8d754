package desk

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// mostViews is how many views one member of staff keeps.
const mostViews = 20

// A saved view (常用视图) is a filter of the queue under a name of one's own.
var viewFields = []ui.Field{
	{Name: "name", Kind: ui.KindText, Label: ui.Words("queue.view.name"), Required: true, Max: 20},
	{Name: "query", Kind: ui.KindHidden, Max: 600},
	{Name: "base", Kind: ui.KindHidden, Max: 20},
}

// saveView keeps the filter that the reader looks at.
func (d *Desk) saveView(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	f.Check(viewFields)
	v := d.viewOf(f)
	views, err := d.hall.Store.SavedViews(ctx, who.No)
	if err != nil {
		return err
	}
	if len(views) >= mostViews {
		f.Refuse("name", "tooManyViews", "max", mostViews)
	}
	if !f.OK() {
		p, err := d.queueOf(ctx, v.base, v.query(), who)
		if err != nil {
			return err
		}
		p.save = f
		return ui.Show(w, r, http.StatusUnprocessableEntity, queueTempl(p))
	}
	address := withQuery(v.base, v.query())
	if err := d.hall.Store.SaveView(ctx, who.No, store.SavedView{Name: f.Get("name"), Query: address}, d.hall.Now()); err != nil {
		return err
	}
	d.say(w, "saved", 0, 0)
	return ui.See(w, r, address)
}

// viewOf reads the filter that a form carries: only what a queue knows.
func (d *Desk) viewOf(f ui.Form) queueView {
	q, _ := url.ParseQuery(f.Get("query")) // what can't be read is no filter
	base := myQueue
	if f.Get("base") == unitQueue {
		base = unitQueue
	}
	return d.readView(base, q)
}

// dropView forgets a view.
func (d *Desk) dropView(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	if err := d.hall.Store.DropView(r.Context(), who.No, ui.Posted(r).Get("name")); err != nil {
		return err
	}
	d.say(w, "dropped", 0, 0)
	return ui.See(w, r, myQueue)
}

// shown tells whether a saved view is the one on the page.
func (p queuePage) shown(v store.SavedView) bool { return v.Query == withQuery(p.base, p.query()) }

func hereIf(here bool) templ.Attributes {
	if here {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}
