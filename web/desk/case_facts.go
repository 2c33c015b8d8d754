package desk

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// events is what happened, newest first (办理经过).
func (p casePage) events(ctx context.Context) []ui.Event {
	var out []ui.Event
	for _, f := range slices.Backward(p.Facts) {
		if f.Act == org.Draft { // what was typed before is nobody's business
			continue
		}
		out = append(out, ui.Event{
			Title: ui.FactName(ctx, f), Text: p.factText(ctx, f), By: p.by(ctx, f),
			At: ui.ShortWhen(f.At), AtISO: ui.ISO(f.At), Tone: factTone(f.Act), Body: p.factBody(f),
		})
	}
	return out
}

func factTone(act org.Act) ui.Tone {
	switch act {
	case org.Accept, org.AcceptPending, org.Pass, org.Grant, org.Issue, org.Serve, org.Conclude:
		return ui.Good
	case org.Chase, org.RequestSupplement, org.Return, org.Suspend, org.Extend, org.Tick, org.Recount, org.ProposeRevocation:
		return ui.Warn
	case org.RefuseAcceptance, org.RevokeAcceptance, org.RevokeCommitted, org.Terminate, org.RevokeLicence, org.CancelLicence, org.Veto, org.Deny, org.Withdraw:
		return ui.Bad
	}
	return ui.Info
}

// factText is what an act said, in one line.
func (p casePage) factText(ctx context.Context, f casework.Fact) string {
	say := func(key string, args ...any) string { return ui.Say(ctx, "desk.fact."+key, args...) }
	switch a := f.Body.(type) {
	case *casework.Receive:
		return say("receive", "channel", ui.CodeName(ctx, "channel", string(a.Channel)), "day", a.ReceivedOn, "n", len(a.Materials))
	case *casework.Submit:
		return say("submit", "n", len(a.Materials))
	case *casework.Supplement:
		return join(ctx, say("supplement", "n", len(a.Materials)), ui.TerminalName(ctx, a.Terminal))
	case *casework.NotePosted:
		return say("notePosted", "day", a.On, "slip", a.Slip)
	case *casework.Accept:
		text := join(ctx, a.Opinion, say("accept", "day", a.On))
		if a.OnSpot {
			text = join(ctx, text, ui.Say(ctx, "handout.fact.onSpot"))
		}
		return text
	case *casework.RequestSupplement:
		return join(ctx, say("ask", "limit", ui.Limit(ctx, a.Limit)), optional(ctx, "desk.fact.because", a.Because))
	case *casework.RefuseAcceptance:
		return join(ctx, ui.CodeName(ctx, "ground", string(a.Ground)), a.Reason, optional(ctx, "desk.fact.competent", a.Competent), falsehoodText(ctx, a.Falsehood))
	case *casework.Pass:
		return a.Opinion
	case *casework.Veto:
		return a.Opinion
	case *casework.JointOpinion:
		return join(ctx, standName(ctx, a.Agree == casework.Agrees), a.Opinion)
	case *casework.Return:
		return a.Opinion
	case *casework.Withdraw:
		return a.Reason
	case *casework.Chase, *casework.AnswerChase:
		return p.chaseText(ctx, f)
	case *casework.NoteRenewal:
		return ui.NextText(ctx, a)
	case *casework.Urge:
		return join(ctx, say("urge", "day", a.Due), a.Text)
	}
	return p.decisionText(ctx, f)
}

// decisionText is factText for what follows acceptance and review.
func (p casePage) decisionText(ctx context.Context, f casework.Fact) string {
	say := func(key string, args ...any) string { return ui.Say(ctx, "desk.fact."+key, args...) }
	switch a := f.Body.(type) {
	case *casework.Suspend:
		return join(ctx, say("suspend", "kind", ui.CodeName(ctx, "special", string(a.Kind)), "from", a.From, "told", a.Told, "notice", a.Notice, "ground", a.Ground),
			optional(ctx, "desk.fact.testers", strings.Join(a.Testers, ui.Say(ctx, "desk.and"))))
	case *casework.Resume:
		return say("resume", "day", a.EndedOn)
	case *casework.Extend:
		return join(ctx, say("extend", "by", ui.Limit(ctx, a.By)), a.Reason)
	case *casework.Grant:
		return join(ctx, a.Opinion, a.Content, placeText(ctx, a.Place), optional(ctx, "handout.fact.conditions", a.Conditions), optional(ctx, "desk.fact.until", dayText(a.Until)))
	case *casework.Deny:
		return join(ctx, denyGroundName(ctx, a.Ground), a.Opinion, a.Reasons, optional(ctx, "desk.fact.article", a.Article), falsehoodText(ctx, a.Falsehood))
	case *casework.Issue:
		return say("issue", "no", a.No)
	case *casework.Serve:
		return serveText(ctx, *a)
	}
	return p.counterText(ctx, f)
}

func dayText(d period.Date) string { return d.String() }

// join puts the parts that are not empty one after another, each a sentence.
func join(ctx context.Context, parts ...string) string {
	var said []string
	for _, s := range parts {
		if s = strings.TrimRight(s, stops); s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, ui.Say(ctx, "desk.then"))
}

// stops end a sentence in either language.
const stops = "。；.; "

// optional is a sentence around a value, nothing for no value.
func optional(ctx context.Context, key, value string) string {
	if value == "" {
		return ""
	}
	return ui.Say(ctx, key, "value", value)
}

// factBody is the list that a supplement notice gave.
func (p casePage) factBody(f casework.Fact) templ.Component {
	switch a := f.Body.(type) {
	case *casework.RequestSupplement:
		return defectList(p, a.Defects)
	case *casework.CorrectOnSpot:
		return correctionList(p, a.Corrections)
	}
	return nil
}

// materialName is a material of the item, or the form.
func (p casePage) materialName(ctx context.Context, code string) string {
	if code == formMaterial {
		return ui.Say(ctx, "desk.form")
	}
	for _, m := range p.Item.Materials {
		if m.Code == code {
			return ui.Of(ctx, ui.Text{Zh: m.Name, En: m.NameEN})
		}
	}
	return code
}

// formMaterial stands for the form among the defects of a supplement notice.
const formMaterial = "form"

// told is what the applicant was told, newest first, and by which ways (告知方式).
func (p casePage) told(ctx context.Context) []ui.Pair {
	var pairs []ui.Pair
	for _, m := range slices.Backward(p.toldOf) {
		pairs = append(pairs, ui.Pair{Term: ui.ShortWhen(m.At), Text: ui.ActName(ctx, m.Act), Note: p.ways(ctx, m.Seq)})
	}
	return pairs
}

// ways are those by which the applicant was told of a fact: the page of his case always, and each message
// with what became of it.
func (p casePage) ways(ctx context.Context, seq int) string {
	ways := []string{ui.Say(ctx, "desk.messages.page")}
	for _, d := range p.sent {
		if d.Seq == seq && d.Staff == "" {
			ways = append(ways, ui.Say(ctx, "desk.messages.way", "way", ui.Say(ctx, "message.channel."+d.Channel), "to", d.Masked, "state", stateName(ctx, d.State)))
		}
	}
	return strings.Join(ways, ui.Say(ctx, "desk.then"))
}

// urged is the applicant's reminder that waits for the work, nil when there is none.
func (p casePage) urged() *casework.Urged {
	hall := p.desk.hall
	return p.Case.Pressing(casework.Env{Now: hall.Now(), Cal: hall.Calendar(), Dir: hall.Directory(), Item: p.Item, Rules: hall.Rules})
}
