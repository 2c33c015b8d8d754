package desk

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// pendingActs accept an application before all its materials are there (浙2018 A11(2)).
var pendingActs = []action{
	{act: org.AcceptPending, fields: pendingFields, start: pendingStart, read: readPending, asks: true},
	{act: org.BringPending, fields: owedFields, start: broughtToday, readOf: readOwed, asks: true},
	{act: org.ReceiveOriginals, fields: originalsFields, start: broughtToday, read: readOriginals},
	{act: org.RevokeAcceptance, look: ui.Grave, fields: revokeFields, read: readRevoke},
}

// pendingFields tell what is missing and ask until when it must come, and who promised it.
func pendingFields(s subject) []ui.Field {
	fields := opinionFields(org.AcceptPending)
	fields = append(fields, limitFields("desk.f.pendingLimit")...)
	return append(fields, ui.Field{Name: "promise", Kind: ui.KindText, Label: ui.Words("desk.f.promise"),
		Hint: ui.Words("desk.f.promise.hint", "names", namesOf(s.Lacking(s.Item, catalog.Deferrable))), Required: true, Max: 200})
}

// limitFields are a number and its unit.
func limitFields(label string) []ui.Field {
	return []ui.Field{
		{Name: "limit", Kind: ui.KindNumber, Label: ui.Words(label), Required: true, Half: true, Lowest: "1", Highest: "60"},
		{Name: "unit", Kind: ui.KindSelect, Label: ui.Words("desk.f.limitUnit"), Required: true, Half: true, Options: []ui.Option{
			{Value: "wd", Label: ui.Words("desk.unit.wd")}, {Value: "d", Label: ui.Words("desk.unit.d")}}},
	}
}

// namesOf lists materials in both languages.
func namesOf(list []catalog.Material) ui.Text {
	var zh, en []string
	for _, m := range list {
		zh, en = append(zh, m.Name), append(en, ui.Text{Zh: m.Name, En: m.NameEN}.In(ui.En))
	}
	return ui.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, ", ")}
}

func pendingStart(s subject) url.Values {
	return url.Values{"limit": {"5"}, "unit": {"wd"}, "promise": {s.Applicant.Name}}
}

func readPending(f ui.Form) casework.Command {
	limit, _ := period.Parse(f.Get("limit") + f.Get("unit")) // a broken number is no limit, which the core refuses
	return casework.AcceptPending{Opinion: f.Get("opinion"), Limit: limit, Promise: f.Get("promise")}
}

// owedFields are the papers that are still to come.
func owedFields(s subject) []ui.Field {
	var fields []ui.Field
	for _, code := range s.Owed() {
		if m := s.material(code); m != nil {
			fields = append(fields, paperFields(*m)...)
		}
	}
	return append(fields, broughtOn())
}

func broughtToday(s subject) url.Values { return url.Values{"receivedOn": {s.Today.String()}} }

func readOwed(_ *Desk, s subject, f *ui.Form) (casework.Command, error) {
	return casework.BringPending{Materials: papers(s, *f, s.Owed()), On: day(*f, "receivedOn")}, nil
}

func originalsFields(subject) []ui.Field {
	return []ui.Field{broughtOn(), {Name: "differs", Kind: ui.KindTextarea, Label: ui.Words("desk.f.differs"),
		Hint: ui.Words("desk.f.differs.hint"), Max: maxText, Rows: 2}}
}

func readOriginals(f ui.Form) casework.Command {
	return casework.ReceiveOriginals{On: day(f, "receivedOn"), Differs: f.Get("differs")}
}

func revokeFields(subject) []ui.Field {
	ground := ui.Field{Name: "ground", Kind: ui.KindRadio, Label: ui.Words("desk.f.revokeGround"), Required: true}
	for _, g := range []casework.RevokeGround{casework.PendingOverdue, casework.PendingUnfit} {
		ground.Options = append(ground.Options, ui.Option{Value: string(g), Label: ui.Words("codes.revoke." + string(g))})
	}
	return append([]ui.Field{ground}, reasonFields("desk.f.reason")...)
}

func readRevoke(f ui.Form) casework.Command {
	return casework.RevokeAcceptance{Ground: casework.RevokeGround(f.Get("ground")), Reason: f.Get("reason")}
}

// notices are what must be seen before anything is done on the case.
func (p casePage) notices(ctx context.Context) []string {
	var list []string
	for _, r := range p.Risks {
		list = append(list, ui.Say(ctx, "desk.fact.risk", "rule", r.Rule, "text", r.Text, "who", p.desk.staffName(ctx, r.Staff), "day", p.desk.shortDay(r.On)))
	}
	if s := p.State(); (s == casework.Reviewing || s == casework.Approving) && p.LacksCheck(p.Item) && !p.waits() {
		list = append(list, ui.Say(ctx, "desk.notice.check"))
	}
	if n := len(p.Opinions); n > 0 && p.Opinions[n-1].Act == org.Return && p.Ended == "" && !p.waits() {
		o := p.Opinions[n-1]
		list = append(list, ui.Say(ctx, "desk.notice.returned", "who", p.desk.staffName(ctx, o.Staff), "step", p.stepName(ctx, o.Step), "day", p.desk.shortDay(o.On), "why", o.Text))
	}
	list = append(list, p.chased(ctx)...)
	list = append(list, p.unheard(ctx)...)
	if units := p.silent(ctx); units != "" && p.Ended == "" {
		list = append(list, ui.Say(ctx, "desk.notice.beside", "units", units))
	}
	if !p.AcceptedOn.IsZero() && p.AwaitsOriginals(p.Item) && p.Ended == "" && p.Decision == nil {
		list = append(list, p.awaited(ctx, casework.OriginalsClock, "desk.notice.originals"))
	}
	list = append(list, p.afterNotices(ctx)...)
	if p.Served != nil && p.Served.On > p.today() {
		list = append(list, ui.Say(ctx, "handout.notice.runs", "day", p.Served.On))
	}
	if owed := p.Owed(); len(owed) > 0 && p.Ended == "" && p.Decision == nil {
		list = append(list, p.awaited(ctx, casework.PendingClock, "desk.notice.pending", "names", p.materialNames(ctx, owed)))
	}
	return list
}

// awaited says what the applicant still has to bring and until when, or since when it is overdue.
func (p casePage) awaited(ctx context.Context, clock casework.ClockName, key string, places ...any) string {
	due := p.dueOf(clock)
	text := ui.Say(ctx, key, append(places, "day", isoDue(ctx, due))...)
	if !due.On.IsZero() && p.today() > due.On {
		text += ui.Say(ctx, "desk.notice.overdue")
	}
	return text
}

// dueOf is the last day of one of the case's clocks.
func (p casePage) dueOf(name casework.ClockName) period.Due {
	i := slices.IndexFunc(p.Clocks, func(k app.Clock) bool { return k.Name == name })
	if i < 0 {
		return period.Due{}
	}
	return p.Clocks[i].Due
}

func (p casePage) materialNames(ctx context.Context, codes []string) string {
	var list []catalog.Material
	for _, code := range codes {
		if m := p.subject().material(code); m != nil {
			list = append(list, *m)
		}
	}
	return ui.Of(ctx, namesOf(list))
}
