package portal

import (
	"context"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/web/ui"
)

// owed is what the applicant is to hand in now: what a supplement notice asked for, or the
// materials that an acceptance left open 容缺待补.
func owed(f app.File) []casework.Defect {
	v := caseView{File: f}
	if f.State() == casework.Supplementing && v.may(org.Supplement) {
		return f.Ask.Defects
	}
	if !v.may(org.BringPending) {
		return nil
	}
	var list []casework.Defect
	for _, code := range f.Owed() {
		list = append(list, casework.Defect{Material: code})
	}
	return list
}

// pending tells whether the page is about materials that an acceptance left open.
func pending(f app.File) bool { return f.State() != casework.Supplementing }

func owedClock(f app.File) casework.ClockName {
	if pending(f) {
		return casework.PendingClock
	}
	return casework.SupplementClock
}

func owedTitle(f app.File) string {
	if pending(f) {
		return "supplement.pending"
	}
	return "supplement.title"
}

// owedPath is where the page is, and where it sends its form.
func owedPath(f app.File) string {
	if pending(f) {
		return casePath(f.No) + "/" + string(org.BringPending)
	}
	return casePath(f.No) + "/supplement"
}

// once says that everything is told in one go, or why there is a second notice.
func (v supplementView) once() string {
	switch {
	case pending(v.File):
		return "supplement.promised"
	case v.Ask.Nth > 0:
		return "supplement.again"
	}
	return "supplement.once"
}

// command hands in what is owed, at a terminal or elsewhere.
func (v supplementView) command(form []byte, terminal string) casework.Command {
	if pending(v.File) {
		return casework.BringPending{Materials: v.given(), Terminal: terminal}
	}
	return casework.Supplement{Materials: v.given(), Form: form, Terminal: terminal}
}

// atTerminal says at which terminal something was handed in; empty where at none.
func atTerminal(ctx context.Context, code string) string {
	if code == "" {
		return ""
	}
	return say(ctx, "fact.at", "terminal", ui.TerminalName(ctx, code))
}

// materialNames are the names of materials, as a list in a sentence.
func materialNames(ctx context.Context, f app.File, codes []string) string {
	var list []string
	for _, code := range codes {
		list = append(list, materialName(ctx, f, code))
	}
	return strings.Join(list, ui.Say(ctx, "portal.listed"))
}

// toDo is what the applicant must do while the body goes on: it stands before what the body
// does. ok is false when there is nothing.
func (p *portal) toDo(ctx context.Context, f app.File, n now) (now, bool) {
	if f.Ended != "" || f.Decision != nil {
		return n, false
	}
	if f.State() == casework.Supplementing && f.Ask.Posted != nil {
		n.Until, n.Light = p.untilOf(ctx, f, casework.TransitClock)
		n.Title = say(ctx, "now.posted")
		n.Next = say(ctx, "next.posted", "sent", ui.Day(ctx, f.Ask.Posted.On), "slip", f.Ask.Posted.Slip, "unit", p.unitByCode(ctx, f.AcceptUnit))
		n.Tone, n.Yours = ui.Info, false
		return n, true
	}
	if !f.AcceptedOn.IsZero() && f.AwaitsOriginals(f.Item) {
		n.Until, n.Light = p.untilOf(ctx, f, casework.OriginalsClock)
		key := "next.originals"
		if f.Item.Procedure.ClockStart == catalog.FromOriginals {
			key = "next.originals.clock"
		}
		n.Title, n.Next = say(ctx, "now.originals"), say(ctx, key, "unit", p.unitByCode(ctx, f.AcceptUnit))
		n.Tone, n.Yours = ui.Warn, true
		return n, true
	}
	if codes := f.Owed(); len(codes) > 0 {
		n.Until, n.Light = p.untilOf(ctx, f, casework.PendingClock)
		n.Title = say(ctx, "now.owed")
		n.Next = say(ctx, "next.owed", "names", materialNames(ctx, f, codes), "unit", p.unitByCode(ctx, f.AcceptUnit))
		n.Tone, n.Yours = ui.Warn, true
		return n, true
	}
	return p.toHear(ctx, f, n)
}

// moreText is factText for acts beside the main road.
func (p *portal) moreText(ctx context.Context, f app.File, fact casework.Fact) string {
	switch a := fact.Body.(type) {
	case *casework.AcceptPending:
		return say(ctx, "fact.acceptPending", "day", ui.Day(ctx, a.On), "names", materialNames(ctx, f, a.Missing), "limit", ui.Limit(ctx, a.Limit))
	case *casework.SiteCheck:
		return say(ctx, "fact.siteCheck", "n", len(a.Checkers), "day", ui.Day(ctx, a.On), "place", a.Place, "findings", a.Findings)
	case *casework.Deny:
		return say(ctx, "fact.deny") + falsehoodText(ctx, a.Falsehood)
	case *casework.BringPending:
		return say(ctx, "fact.bringPending", "n", len(a.Materials)) + atTerminal(ctx, a.Terminal)
	case *casework.Chase:
		return say(ctx, "fact.chase", "unit", p.unitByCode(ctx, a.Unit), "day", ui.Day(ctx, a.Due))
	case *casework.AnswerChase:
		return say(ctx, "fact.answerChase")
	case *casework.Terminate:
		return say(ctx, "fact.terminate", "ground", ui.CodeName(ctx, "terminate", string(a.Ground)), "evidence", a.Evidence)
	case *casework.TellNoLicence:
		return say(ctx, "fact.tellNoLicence", "reason", a.Reason)
	case *casework.ReceiveOriginals:
		key := "fact.originals"
		if a.Differs != "" {
			key = "fact.differs"
		}
		return say(ctx, key, "day", ui.Day(ctx, a.On), "what", a.Differs)
	case *casework.RevokeAcceptance:
		return say(ctx, "fact.revokeAcceptance", "ground", ui.CodeName(ctx, "revoke", string(a.Ground)), "reason", a.Reason)
	}
	if text := commitmentText(ctx, f, fact); text != "" {
		return text
	}
	if text := afterText(ctx, f.Case, fact); text != "" {
		return text
	}
	if text := p.heardText(ctx, f, fact); text != "" {
		return text
	}
	if key := "portal.fact." + string(fact.Act); ui.Has(ui.From(ctx).Lang, key) {
		return ui.Say(ctx, key)
	}
	return licenceFact(ctx, fact)
}
