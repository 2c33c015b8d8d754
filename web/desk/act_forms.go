package desk

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"

	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// actForm is one act that the reader may do now, as its form stands on the page.
type actForm struct {
	action
	list  []ui.Field
	typed ui.Form
	open  bool
}

// forms are the acts that the reader may do, one of them open: the one tried or asked for,
// else the first.
func (p casePage) forms() []actForm {
	var out []actForm
	s := p.subject()
	open := p.open
	for _, a := range actions {
		if !p.offers(a.act) {
			continue
		}
		if open == "" || !p.offers(open) {
			open = a.act
		}
		out = append(out, actForm{action: a, list: p.withPhrases(a.act, a.form(s)), typed: p.formOf(a, s), open: a.act == open})
	}
	return out
}

// formOf is what stands in the form of an act: what was typed, or what it begins with. The
// version is always the one on this page.
func (p casePage) formOf(a action, s subject) ui.Form {
	f := ui.Form{Values: url.Values{}}
	if a.act == p.open && p.typed.Values != nil {
		f = ui.Form{Values: maps.Clone(p.typed.Values), Errors: p.typed.Errors}
	} else if a.start != nil {
		f.Values = a.start(s)
	}
	if a.act == org.RequestSupplement && a.act != p.open {
		p.bringUnfit(f)
	}
	f.Values.Set(seenField, plain(p.Version))
	return f
}

// bringUnfit puts what clerks found unfit into the supplement's checklist.
func (p casePage) bringUnfit(f ui.Form) {
	for _, m := range p.Item.Materials {
		if c := p.checked(m.Code); c != nil && c.Verdict == store.Unfit {
			f.Values.Set(whatPrefix+m.Code, c.Note)
		}
	}
}

// openFields are the fields of the act that was tried, for the links of the summary.
func (p casePage) openFields() []ui.Field {
	a, ok := actionOf(p.open)
	if !ok {
		return nil
	}
	return a.form(p.subject())
}

// kept is what was typed for an act that can no longer be done.
func (p casePage) kept(ctx context.Context) []ui.Pair {
	if p.offers(p.open) {
		return nil
	}
	var pairs []ui.Pair
	for _, f := range p.openFields() {
		if text := p.typed.Get(f.Name); text != "" && f.Kind != ui.KindHidden {
			pairs = append(pairs, ui.Pair{Term: ui.Of(ctx, f.Label), Text: choiceName(ctx, f, text)})
		}
	}
	return pairs
}

func choiceName(ctx context.Context, f ui.Field, value string) string {
	for _, o := range f.Options {
		if o.Value == value {
			return ui.Of(ctx, o.Label)
		}
	}
	return value
}

// actNote says in one line what an act means; "" where the name says it all.
func actNote(ctx context.Context, act org.Act) string {
	for _, room := range []string{"desk.act.", "licence.act."} {
		if key := room + string(act); ui.Has(ui.Zh, key) {
			return ui.Say(ctx, key)
		}
	}
	return ""
}

// inner are the fields that people see: the version is written by the page itself.
func (f actForm) inner() []ui.Field { return f.list[1:] }

// checks tells whether the form is the supplement's checklist.
func (f actForm) checks() bool { return f.act == org.RequestSupplement }

// isWhat tells the lines of the supplement's checklist, which offer usual faults.
func isWhat(f ui.Field) bool { return strings.HasPrefix(f.Name, whatPrefix) }

func sortedNames(f ui.Form) []string { return slices.Sorted(maps.Keys(f.Values)) }

// faults are the usual ones of a paper, offered while typing.
func faults(ctx context.Context) []string {
	var list []string
	for n := 1; ui.Has(ui.Zh, "desk.fault."+plain(n)); n++ {
		list = append(list, ui.T(ui.Zh, "desk.fault."+plain(n)))
	}
	return list
}
