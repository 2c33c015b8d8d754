package desk

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// unfinished (未完成的受理) is a counter screen that was not sent: its tab was closed, or the machine went off.
type unfinished struct {
	store.CounterDraft
	typed url.Values
}

func (d *Desk) unfinished(ctx context.Context, who org.Staff) ([]unfinished, error) {
	list, err := d.hall.Unfinished(ctx, who.No)
	if err != nil {
		return nil, err
	}
	all := make([]unfinished, len(list))
	for i, x := range list {
		all[i].CounterDraft = x
		if err := json.Unmarshal([]byte(x.Body), &all[i].typed); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// keep keeps what stands on the screen for the clerk, until it is received.
func (c counter) keep(ctx context.Context) error {
	if key := c.form.Get("key"); key == "" || len(key) > 64 || len(c.desk.counters(c.who, c.item)) == 0 {
		return nil // no screen of ours
	}
	body, err := json.Marshal(c.form.Values)
	if err != nil {
		return err
	}
	return c.desk.hall.KeepCounter(ctx, store.CounterDraft{Staff: c.who.No, Key: c.form.Get("key"), Item: c.item.Code, Body: string(body)})
}

// showKept is the screen as it was left, with the scans that were stored.
func (d *Desk) showKept(w http.ResponseWriter, r *http.Request, c counter, key string) error {
	list, err := d.unfinished(r.Context(), c.who)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(u unfinished) bool { return u.Key == key && u.Item == c.item.Code })
	if i < 0 {
		return ui.NotFound()
	}
	c.form.Values, c.kept = list[i].typed, list[i].At
	c.form.Values.Del(doField)
	if err := c.scan(r.Context()); err != nil {
		return err
	}
	return c.show(w, r, http.StatusOK)
}

// dropUnfinished forgets a screen that will not be sent.
func (d *Desk) dropUnfinished(w http.ResponseWriter, r *http.Request, c counter) error {
	if err := d.hall.Store.Write(r.Context(), store.Plan{store.DropCounter(c.who.No, c.form.Get("key"))}); err != nil {
		return err
	}
	return ui.See(w, r, "/desk/receive")
}

// openTable lists the screens that were not sent.
func (p chooser) openTable(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "desk.unfinished.title")}
	for _, c := range []string{"item", "applicant", "at"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "desk.unfinished."+c), Tight: c == "at"})
	}
	t.Cols = append(t.Cols, ui.Col{Tight: true})
	for _, u := range p.open {
		applicant := u.typed.Get("applicant.name")
		if applicant == "" {
			applicant = ui.Say(ctx, "desk.unfinished.nobody")
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Anchor(ui.Link{Text: p.desk.itemName(ctx, u.Item), Href: "/desk/receive/" + u.Item + "?" + url.Values{"kept": {u.Key}}.Encode()}),
			ui.Str(applicant), ui.Str(ui.ShortWhen(u.At)), dropUnfinishedTempl(u)}})
	}
	return t
}

// keptText says since when what stands on the screen is kept.
func (c counter) keptText(ctx context.Context) string {
	if c.kept == 0 {
		return ui.Say(ctx, "desk.unfinished.will", "days", app.CounterKept)
	}
	return ui.Say(ctx, "desk.unfinished.kept", "at", ui.ShortWhen(c.kept), "days", app.CounterKept)
}
