package desk

import (
	"context"
	"strings"

	"yimen/app"
	"yimen/web/ui"
)

// authority (授权) is by what somebody handed the case in for a legal person, for who accepts it to
// hold against the papers; nothing where nobody who signed in did.
func (p casePage) authority(ctx context.Context) []ui.Pair {
	a := p.acted
	if a == nil {
		return nil
	}
	pair := ui.Pair{Term: ui.Say(ctx, "desk.p.authority"), Text: ui.Say(ctx, "desk.p.authority.self", "name", a.Name), Note: ui.Say(ctx, "desk.p.authority.check")}
	if m := a.Mandate; m != nil {
		pair.Text = ui.Say(ctx, "desk.p.authority.by", "name", a.Name, "firm", a.Firm, "from", m.From.String(), "to", m.To.String(),
			"scope", p.scope(ctx, a), "day", m.AcceptedAt.Date().String())
		if over := m.Over(p.desk.hall.Today()); over != 0 {
			pair.Note = ui.Say(ctx, "desk.p.authority.over", "day", over.Date().String()) + " " + pair.Note
		}
	}
	return []ui.Pair{pair}
}

// scope names the items of a mandate.
func (p casePage) scope(ctx context.Context, a *app.Authority) string {
	if len(a.Mandate.Items) == 0 {
		return ui.Say(ctx, "my.handler.all")
	}
	var names []string
	for _, code := range a.Mandate.Items {
		names = append(names, p.desk.itemName(ctx, code))
	}
	return strings.Join(names, ui.Say(ctx, "portal.listed"))
}
