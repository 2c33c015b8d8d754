package desk

import (
	"context"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// examinationText is factText for what lies between acceptance and decision.
func (p casePage) examinationText(ctx context.Context, f casework.Fact) string {
	say := func(key string, args ...any) string { return ui.Say(ctx, "desk.fact."+key, args...) }
	switch a := f.Body.(type) {
	case *casework.SiteCheck:
		return join(ctx, say("siteCheck", "who", p.checkers(ctx, a.Checkers), "day", a.On, "from", a.Begins, "to", a.Ends, "place", a.Place),
			a.Findings, optional(ctx, "desk.fact.said", a.Said), p.signature(ctx, a.Signer, a.Unsigned, a.Witness))
	}
	return p.hearingText(ctx, f)
}

// hearingText is factText for the acts by which people are heard.
func (p casePage) hearingText(ctx context.Context, f casework.Fact) string {
	say := func(key string, args ...any) string { return ui.Say(ctx, "desk.fact."+key, args...) }
	switch a := f.Body.(type) {
	case *casework.FindInterest:
		return join(ctx, say("findInterest", "name", a.Name), a.Interest)
	case *casework.NotifyInterested:
		return join(ctx, say("notifyInterested", "who", p.partyName(ctx, a.Party), "mode", ui.CodeName(ctx, "mode", string(a.How)), "day", a.Until), a.Facts)
	case *casework.MakeStatement:
		if a.Waived {
			return join(ctx, say("statementWaived", "who", p.partyName(ctx, a.Party)), a.Text)
		}
		return join(ctx, say("makeStatement", "who", p.partyName(ctx, a.Party), "day", a.On), a.Text)
	case *casework.AnswerStatement:
		return join(ctx, say("answerStatement", "n", a.No, "verdict", ui.CodeName(ctx, "verdict", string(a.Verdict))), a.Why)
	case *casework.TellHearing:
		return join(ctx, say("tellHearing", "who", p.partyName(ctx, a.Party)), a.Matter)
	case *casework.AnnounceHearing:
		return join(ctx, a.Ground, a.Matter, a.Register)
	case *casework.RequestHearing:
		return join(ctx, say("requestHearing", "who", p.partyName(ctx, a.Party), "wish", ui.CodeName(ctx, "wish", string(a.Wish)), "day", a.On), a.Reason)
	case *casework.ScheduleHearing:
		return say("scheduleHearing", "day", a.On, "time", a.Begins, "place", a.Place, "who", p.desk.staffName(ctx, a.Presider))
	case *casework.ServeHearing:
		return join(ctx, p.partyName(ctx, a.Party), serveText(ctx, a.Serve))
	case *casework.RequestRecusal:
		return join(ctx, p.partyName(ctx, a.Party), a.Reason)
	case *casework.DecideRecusal:
		if a.Granted {
			return join(ctx, say("recused", "who", p.desk.staffName(ctx, a.Instead)), a.Why)
		}
		return join(ctx, say("notRecused"), a.Why)
	case *casework.HoldHearing:
		return join(ctx, say("holdHearing", "day", a.On), say("present", "who", a.Present), a.Evidence, a.Opinions, p.signature(ctx, a.Signer, a.Unsigned, a.Witness))
	}
	if text := p.afterText(ctx, f); text != "" {
		return text
	}
	return p.licenceText(ctx, f)
}

// partyName is the applicant, or one of the interested by name.
func (p casePage) partyName(ctx context.Context, n int) string {
	if n == 0 || n > len(p.Interested) {
		return p.Applicant.Name
	}
	return p.Interested[n-1].Name
}

// checkers names those who went, with their certificates.
func (p casePage) checkers(ctx context.Context, list []casework.Checker) string {
	var names []string
	for _, c := range list {
		names = append(names, ui.Say(ctx, "desk.fact.checker", "name", p.desk.staffName(ctx, c.No), "cert", c.Cert))
	}
	return strings.Join(names, ui.Say(ctx, "desk.and"))
}

// signature is who signed a record, or why nobody did.
func (p casePage) signature(ctx context.Context, signer, unsigned, witness string) string {
	if signer != "" {
		return ui.Say(ctx, "desk.fact.signed", "who", signer)
	}
	return ui.Say(ctx, "desk.fact.unsigned", "why", unsigned, "witness", witness)
}

// heard says on the page of an act of hearing what stands so far: until when, or where and by whom it is held.
func (p casePage) heard(ctx context.Context) []string {
	if !slices.ContainsFunc(hearingActs, func(a action) bool { return a.act == p.open }) {
		return nil
	}
	list := p.unheard(ctx)
	if p.open == org.ScheduleHearing && p.Hearing.Plan != nil {
		list = append(list, p.hearingFirst(ctx))
	}
	return list
}

// hearingFirst says how early a hearing can be of which all get the notice today.
func (p casePage) hearingFirst(ctx context.Context) string {
	return ui.Say(ctx, "desk.notice.hearingFirst", "day", p.desk.sure(ctx, p.HearingFirst, p.HearingFirst.String()), "within", ui.Limit(ctx, p.desk.hall.Rules.HearingNotice))
}

// toServeHearing tells on whom the notice of the hearing must still be served, and of whom had it, or
// would have it today, too late for its day.
func (p casePage) toServeHearing(ctx context.Context) []string {
	var list, names []string
	for _, n := range p.HearingUnserved() {
		names = append(names, p.partyName(ctx, n))
	}
	if len(names) > 0 {
		list = append(list, ui.Say(ctx, "desk.notice.hearingUnserved", "names", strings.Join(names, ui.Say(ctx, "portal.listed"))))
	}
	if short := p.HearingShort; short != nil {
		list = append(list, ui.Say(ctx, "desk.notice.hearingShort", "name", p.partyName(ctx, short.Party), "day", short.First))
	}
	return list
}

// unheard are the people who must still be heard before a decision.
func (p casePage) unheard(ctx context.Context) []string {
	if p.AcceptedOn.IsZero() || p.Decision != nil || p.Ended != "" {
		return nil
	}
	var list []string
	for i, one := range p.Interested {
		switch {
		case one.ToldOn.IsZero():
			list = append(list, ui.Say(ctx, "desk.notice.untold", "name", one.Name))
		case p.today() <= one.Until && !p.Spoke(i+1):
			list = append(list, ui.Say(ctx, "desk.notice.maySpeak", "name", one.Name, "day", one.Until))
		}
	}
	if n := len(p.OpenStatements()); n > 0 {
		list = append(list, ui.Say(ctx, "desk.notice.statements", "n", n))
	}
	if owed := p.HearingOwed(p.Item); len(owed) > 0 {
		var names []string
		for _, n := range owed {
			names = append(names, p.partyName(ctx, n))
		}
		list = append(list, ui.Say(ctx, "desk.notice.hearingOwed", "names", strings.Join(names, ui.Say(ctx, "portal.listed"))))
	}
	switch h := p.Hearing; {
	case h == nil || !h.HeldOn.IsZero():
	case h.Due() && h.Plan != nil:
		list = append(list, ui.Say(ctx, "desk.notice.hearingOn", "day", h.Plan.On, "time", h.Plan.Begins, "place", h.Plan.Place, "who", p.desk.staffName(ctx, h.Plan.Presider)))
		list = append(list, p.toServeHearing(ctx)...)
	case h.Due():
		list = append(list, ui.Say(ctx, "desk.notice.hearing", "day", isoDue(ctx, p.dueOf(casework.HearingClock))), p.hearingFirst(ctx))
	case h.Unanswered():
		if due := p.dueOf(casework.AskHearingClock); p.today() <= due.On {
			list = append(list, ui.Say(ctx, "desk.notice.mayAsk", "day", isoDue(ctx, due)))
		}
	}
	return list
}
