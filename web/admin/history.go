package admin

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"yimen/app"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// fewChanges is how many changes the page of a row shows.
const fewChanges = 10

// pageRows is how many entries a page of a log shows.
const pageRows = 50

// historyPage (变更记录) is who changed what, when and why, newest first.
type historyPage struct {
	*Admin
	form    ui.Form
	changes []store.RightChange
	pager   ui.Pager
}

var historyFilter = []ui.Field{{Name: "code", Kind: ui.KindText, Label: ui.Words("admin.history.code"), Hint: ui.Words("admin.history.code.hint"), Max: 32}}

func (a *Admin) showHistory(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	q := r.URL.Query()
	p := historyPage{Admin: a, form: ui.Form{Values: q}}
	before, _ := strconv.ParseInt(q.Get("before"), 10, 64) // what is no number is the newest
	code := strings.TrimSpace(q.Get("code"))
	var err error
	if p.changes, err = a.hall.Store.RightChanges(r.Context(), code, before, pageRows+1); err != nil {
		return err
	}
	if len(p.changes) > pageRows {
		p.changes = p.changes[:pageRows]
		p.pager.Older = home + "/history?" + url.Values{"code": {code}, "before": {strconv.FormatInt(p.changes[pageRows-1].ID, 10)}}.Encode()
	}
	return ui.Show(w, r, http.StatusOK, historyTempl(p))
}

// events tells changes, newest first.
func (a *Admin) events(ctx context.Context, changes []store.RightChange) (events []ui.Event) {
	for _, c := range changes {
		e := ui.Event{Title: a.changeTitle(ctx, c), Text: c.Reason, At: ui.When(ctx, c.At), AtISO: ui.ISO(c.At), Tone: ui.Info,
			By: say(ctx, "history.by", "who", a.staffName(ctx, c.By))}
		if pairs := difference(ctx, c); len(pairs) > 0 {
			e.Body = ui.Details(pairs)
		}
		events = append(events, e)
	}
	return events
}

func (a *Admin) changeTitle(ctx context.Context, c store.RightChange) string {
	name := c.Code
	switch c.Kind {
	case string(org.UnitList), string(org.StationingList):
		name = a.unitName(ctx, c.Code)
	case string(org.CentreList):
		if at, ok := a.hall.Directory().Centre(c.Code, a.hall.Today()); ok {
			name = ui.Of(ctx, ui.Text{Zh: at.Name, En: at.NameEN})
		}
	case app.JobRevived, app.MessageAgain, app.TerminalKept, app.TerminalOffered, app.TerminalRevoked:
	default:
		name = a.staffName(ctx, c.Code)
	}
	what := "changed."
	if c.Before == "" {
		what = "added."
	}
	return say(ctx, "history."+what+c.Kind, "name", name)
}

// difference lists the fields that a change put otherwise, in the order of their names.
func difference(ctx context.Context, c store.RightChange) (pairs []ui.Pair) {
	before, after := fieldsOf(c.Before), fieldsOf(c.After)
	all := maps.Clone(after)
	maps.Copy(all, before)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		was, is := before[name], after[name]
		if was == is {
			continue
		}
		text := say(ctx, "history.to", "was", valueText(ctx, name, was), "is", valueText(ctx, name, is))
		if c.Before == "" {
			text = valueText(ctx, name, is)
		}
		pairs = append(pairs, ui.Pair{Term: say(ctx, "f."+name), Text: text})
	}
	return pairs
}

// fieldsOf flattens a row as it was logged.
func fieldsOf(body string) map[string]string {
	out := map[string]string{}
	var row map[string]any
	if json.Unmarshal([]byte(body), &row) != nil { // empty: nothing was there
		return out
	}
	for name, v := range row {
		out[name] = plainValue(v)
	}
	return out
}

func plainValue(v any) string {
	switch v := v.(type) {
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = plainValue(x)
		}
		return strings.Join(parts, "、")
	case map[string]any: // a counter
		return strings.TrimSpace(fmt.Sprint(v["no"], " ", v["name"]))
	case nil:
		return ""
	}
	return fmt.Sprint(v)
}

// valueText says the codes of a field in words.
func valueText(ctx context.Context, field, value string) string {
	switch {
	case value == "":
		return say(ctx, "history.empty")
	case value == "true":
		return say(ctx, "history.yes")
	case field == "post":
		return ui.CodeName(ctx, "post", value)
	case field == "level":
		return ui.CodeName(ctx, "level", value)
	case field == "kind":
		return say(ctx, "kind."+value)
	case field == "posts":
		var names []string
		for _, p := range strings.Split(value, "、") {
			names = append(names, ui.CodeName(ctx, "post", p))
		}
		return strings.Join(names, say(ctx, "and"))
	}
	return value
}
