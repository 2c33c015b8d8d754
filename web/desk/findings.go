package desk

import (
	"context"
	"slices"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/watch"
	"yimen/store"
	"yimen/web/ui"
)

// supervises tells whether somebody holds a supervisor's post today.
func (d *Desk) supervises(no string) bool {
	return slices.ContainsFunc(d.hall.Directory().HoldingsOf(no, d.hall.Today()), func(h org.Holding) bool { return h.Post == org.Supervisor })
}

// watched lets the re-checker look at the case for a supervisor; others see nothing of it. Who is held
// to account for the case, and who watches, sees the findings about it.
func (d *Desk) watched(ctx context.Context, p *casePage, who org.Staff) (err error) {
	if d.supervises(who.No) {
		p.findings, err = d.hall.Findings(p.Record)
		p.overseen, p.blames = true, len(d.hall.ComplaintsOver(who.No)) > 0
	}
	if err == nil && p.No != "" {
		p.blamed, err = d.hall.AccountsOn(ctx, p.No, who.No)
	}
	return err
}

// held are the findings that hold somebody to account for the case.
func (p casePage) held(ctx context.Context) []ui.Pair {
	var pairs []ui.Pair
	for _, a := range p.blamed {
		who := p.desk.unitName(ctx, a.Unit)
		if a.Staff != "" {
			who = join(ctx, who, p.desk.staffName(ctx, a.Staff))
		}
		pairs = append(pairs, ui.Pair{Term: a.No, Text: join(ctx, ui.Say(ctx, "blame.state."+string(a.State)), who, ui.Say(ctx, "blame.measure."+a.Measure)), Href: accountsPath + "/" + a.No})
	}
	return pairs
}

// blameSource is what a finding about the case may rest on: what 许可法72(4) calls a breach, or a limit
// that was passed; empty where there is neither.
func (p casePage) blameSource() (source store.AccountSource) {
	for _, f := range p.findings {
		switch {
		case f.Code == "askedAgain" || f.Code == "deemedAccepted":
			return store.OfRisk
		case f.Severity == watch.Late:
			source = store.OfLate
		}
	}
	return source
}

// risks are what the re-checker found, each with its weight, the act it is about and the
// provision (许可法45 and others): broken rules first, then what is late, then what is odd.
func (p casePage) risks(ctx context.Context) []ui.Pair {
	var pairs []ui.Pair
	for _, weight := range []watch.Severity{watch.Broken, watch.Late, watch.Odd} {
		for _, f := range p.findings {
			if f.Severity != weight {
				continue
			}
			term := ui.Say(ctx, "desk.finding."+string(weight))
			if f.Seq >= 1 && f.Seq <= len(p.Facts) {
				term += ui.Say(ctx, "desk.finding.at", "act", ui.FactName(ctx, p.Facts[f.Seq-1]))
			}
			text := ui.Say(ctx, "watch."+f.Code, ui.Places(p.spoken(ctx, f.Args))...)
			pairs = append(pairs, ui.Pair{Term: term, Text: ui.Say(ctx, "desk.finding.rule", "text", text, "rule", f.Rule)})
		}
	}
	return pairs
}

// spoken puts names in the place of codes that people don't know: posts, states and staff.
func (p casePage) spoken(ctx context.Context, args []string) []string {
	var out []string
	for _, a := range args {
		switch s, isStaff := p.desk.hall.Directory().StaffByNo(a); {
		case isStaff:
			a = ui.Of(ctx, ui.Text{Zh: s.Name, En: s.NameEN})
		case ui.Has(ui.Zh, "codes.post."+a):
			a = ui.CodeName(ctx, "post", a)
		case ui.Has(ui.Zh, "codes.state."+a):
			a = ui.StateName(ctx, casework.State(a))
		case ui.Has(ui.Zh, "acts."+a):
			a = ui.ActName(ctx, org.Act(a))
		}
		out = append(out, a)
	}
	return out
}
