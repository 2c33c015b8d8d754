package portal

import (
	"context"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// heardText is factText for the acts by which people are heard. What an interested party said
// is not the applicant's to read here; that he spoke is.
func (p *portal) heardText(ctx context.Context, f app.File, fact casework.Fact) string {
	switch a := fact.Body.(type) {
	case *casework.FindInterest:
		return say(ctx, "fact.findInterest")
	case *casework.NotifyInterested:
		return say(ctx, "fact.notifyInterested", "day", ui.Day(ctx, a.Until))
	case *casework.NotePosted:
		return say(ctx, "fact.notePosted", "day", ui.Day(ctx, a.On), "slip", a.Slip)
	case *casework.Urge:
		return say(ctx, "fact.urge", "day", ui.Day(ctx, a.Due))
	case *casework.MakeStatement:
		return statementText(ctx, *a)
	case *casework.AnswerStatement:
		return say(ctx, "fact.answerStatement", "verdict", ui.CodeName(ctx, "verdict", string(a.Verdict)), "why", a.Why)
	case *casework.TellHearing:
		if a.Party > 0 {
			return say(ctx, "fact.tellHearingOther")
		}
		due, _ := p.untilOf(ctx, f, casework.AskHearingClock)
		return say(ctx, "fact.tellHearing", "day", due.On, "matter", a.Matter)
	case *casework.AnnounceHearing:
		return say(ctx, "fact.announceHearing", "matter", a.Matter, "register", a.Register)
	case *casework.RequestHearing:
		return say(ctx, "fact.requestHearing", "day", ui.Day(ctx, a.On), "wish", ui.CodeName(ctx, "wish", string(a.Wish)))
	case *casework.ScheduleHearing:
		return say(ctx, "fact.scheduleHearing", "day", ui.Day(ctx, a.On), "time", a.Begins, "place", a.Place, "who", p.staffName(ctx, a.Presider))
	case *casework.ServeHearing:
		if a.Party > 0 {
			return say(ctx, "fact.serveHearingOther")
		}
		return say(ctx, "fact.serveHearing", "day", ui.Day(ctx, a.On), "mode", ui.CodeName(ctx, "mode", string(a.Mode)))
	case *casework.RequestRecusal:
		return say(ctx, "fact.requestRecusal", "reason", a.Reason)
	case *casework.DecideRecusal:
		if a.Granted {
			return say(ctx, "fact.recused", "who", p.staffName(ctx, a.Instead), "why", a.Why)
		}
		return say(ctx, "fact.notRecused", "why", a.Why)
	case *casework.HoldHearing:
		return say(ctx, "fact.holdHearing", "day", ui.Day(ctx, a.On))
	}
	return ""
}

func statementText(ctx context.Context, a casework.MakeStatement) string {
	switch {
	case a.Waived:
		return say(ctx, "fact.waivedStatement")
	case a.Party == 0:
		return say(ctx, "fact.statedByYou", "text", a.Text)
	}
	return say(ctx, "fact.statedByOther")
}

// staffName names a member of staff: only the presider of a hearing is named to people.
func (p *portal) staffName(ctx context.Context, no string) string {
	s, _ := p.hall.Directory().StaffByNo(no)
	return both(ctx, s.Name, s.NameEN)
}

// toHear is what the applicant may do about a hearing: ask for one, or come to it.
func (p *portal) toHear(ctx context.Context, f app.File, n now) (now, bool) {
	h := f.Hearing
	if h == nil || !h.HeldOn.IsZero() {
		return n, false
	}
	if h.Due() && h.Plan != nil {
		n.Title = say(ctx, "now.hearingOn")
		n.Next = say(ctx, "next.hearingOn", "day", ui.Day(ctx, h.Plan.On), "time", h.Plan.Begins, "place", h.Plan.Place)
		return n, true
	}
	v := caseView{File: f}
	for _, t := range h.Told {
		if due, l := p.untilOf(ctx, f, casework.AskHearingClock); t.Party == 0 && t.Answer == "" && v.may(org.RequestHearing) && l != ui.Light(casework.Red) {
			n.Until, n.Light = due, l
			n.Title, n.Next = say(ctx, "now.mayAskHearing"), say(ctx, "next.mayAskHearing", "unit", p.unitByCode(ctx, f.Unit()))
			n.Tone, n.Yours = ui.Warn, true
			return n, true
		}
	}
	return n, false
}

// falsehoodText is what follows from false material, after what was decided.
func falsehoodText(ctx context.Context, f casework.Falsehood) string {
	switch {
	case !f.Warned:
		return ""
	case f.Until.IsZero():
		return say(ctx, "fact.warned")
	}
	return say(ctx, "fact.barred", "day", ui.Day(ctx, f.Until))
}
