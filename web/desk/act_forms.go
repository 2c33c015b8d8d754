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

// standing is how many acts have their form on the case page: the likeliest, which are offered
// first. The others are links to a page of their own, for a case may have a dozen, and so are
// those whose form is too large to stand there.
const standing = 3

// weight is how heavy the button of an act stands: alone on a page it is what the page is for.
func (p casePage) weight(a action) ui.Look {
	if a.look == ui.Plain && !p.stands(a.act) {
		return ui.Main
	}
	return a.look
}

// acts are what the reader may do, in the order in which the page offers it.
func (p casePage) acts() []action {
	return slices.DeleteFunc(slices.Clone(actions), func(a action) bool { return !p.offers(a.act) })
}

// parted are the acts whose forms stand on the case page, and those that have pages of their own.
func (p casePage) parted() (here, apart []action) {
	for _, a := range p.acts() {
		if len(here) < standing && !a.large {
			here = append(here, a)
		} else {
			apart = append(apart, a)
		}
	}
	return here, apart
}

// stands tells whether an act has its form on the case page.
func (p casePage) stands(act org.Act) bool {
	here, _ := p.parted()
	return slices.ContainsFunc(here, func(a action) bool { return a.act == act })
}

// apart tells that the act tried or asked for is still to be done, on a page of its own.
func (p casePage) apart() bool { return p.offers(p.open) && !p.stands(p.open) }

// forms are the acts whose forms stand on the case page, one of them open: the one tried or
// asked for, else the first, unless the case waits for nobody here.
func (p casePage) forms() []actForm {
	var out []actForm
	here, _ := p.parted()
	for i, a := range here {
		f := p.form(a)
		f.open = a.act == p.open || i == 0 && !p.stands(p.open) && p.leading() == nil && (!p.waits() || a.look != ui.Plain) && (a.act != org.ScheduleHearing || !p.noticed())
		out = append(out, f)
	}
	return out
}

// others are the acts that have pages of their own.
func (p casePage) others() []action {
	_, apart := p.parted()
	if p.leading() != nil {
		return apart[1:]
	}
	return apart
}

// leading is the likeliest act, where its form is too large to stand on the case page.
func (p casePage) leading() *action {
	if acts := p.acts(); len(acts) > 0 && acts[0].large {
		return &acts[0]
	}
	return nil
}

// form is the form of one act.
func (p casePage) form(a action) actForm {
	s := p.subject()
	return actForm{action: a, list: p.withPhrases(a.act, a.form(s)), typed: p.formOf(a, s)}
}

// opened is the form of the act that was tried or asked for.
func (p casePage) opened() actForm {
	a, _ := actionOf(p.open)
	return p.form(a)
}

// formOf is what stands in the form of an act: what was typed, or what it begins with. The
// version is always the one on this page.
func (p casePage) formOf(a action, s subject) ui.Form {
	f := ui.Form{Values: url.Values{}}
	if a.act == p.open && p.typed.Values != nil {
		f = ui.Form{Values: maps.Clone(p.typed.Values), Errors: p.typed.Errors}
	} else {
		if a.start != nil {
			f.Values = a.start(s)
		}
		if a.act == org.RequestSupplement {
			p.bringUnfit(f)
		}
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
