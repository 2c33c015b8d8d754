package desk

import (
	"context"
	"net/url"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// licenceActs are what the deciding body does to a licence after its case was closed
// (许可法8、69、70).
var licenceActs = []action{
	{act: org.ProposeRevocation, look: ui.Grave, fields: proposeFields, start: proposeStart, read: readPropose},
	{act: org.HearHolder, look: ui.Plain, fields: hearFields, start: hearStart, read: readHear},
	{act: org.RevokeLicence, look: ui.Grave, fields: revokeLicenceFields, read: readRevokeLicence, asks: true},
	{act: org.SuspendLicence, look: ui.Plain, fields: holdFields, read: readHold},
	{act: org.ReturnLicence, look: ui.Plain, fields: giveBackFields, read: readGiveBack},
	{act: org.CancelLicence, look: ui.Grave, fields: cancelFields, start: cancelStart, read: readCancel},
}

func longText(name, label string, required bool) ui.Field {
	return ui.Field{Name: name, Kind: ui.KindTextarea, Label: ui.Words(label), Required: required, Max: maxText, Rows: 3}
}

// choices is a field of codes that have words.
func choices[T ~string](name, label, kind string, all ...T) ui.Field {
	f := ui.Field{Name: name, Kind: ui.KindRadio, Label: ui.Words(label), Required: true}
	for _, one := range all {
		f.Options = append(f.Options, ui.Option{Value: string(one), Label: ui.Words("codes." + kind + "." + string(one))})
	}
	return f
}

func proposeFields(subject) []ui.Field {
	article := longText("article", "licence.f.article", true)
	article.Hint, article.Rows = ui.Words("licence.f.article.hint"), 2
	return append([]ui.Field{
		choices("cause", "licence.f.cause", "cause", casework.BodyAtFault, casework.FraudBribery, casework.PowerChanged),
		longText("facts", "licence.f.facts", true), article}, limitFields("licence.f.limit")...)
}

func proposeStart(subject) url.Values { return url.Values{"limit": {"5"}, "unit": {"wd"}} }

func readPropose(f ui.Form) casework.Command {
	limit, _ := period.Parse(f.Get("limit") + f.Get("unit")) // a broken number is no limit, which the core refuses
	return casework.ProposeRevocation{Cause: casework.RevokeCause(f.Get("cause")), Facts: f.Get("facts"), Article: f.Get("article"), Limit: limit}
}

func hearFields(subject) []ui.Field {
	adopted := ui.Field{Name: "adopted", Kind: ui.KindRadio, Label: ui.Words("licence.f.adopted"), Required: true, Options: []ui.Option{
		{Value: "yes", Label: ui.Words("licence.f.adopted.yes")}, {Value: "no", Label: ui.Words("licence.f.adopted.no")}}}
	return []ui.Field{
		{Name: "speaker", Kind: ui.KindText, Label: ui.Words("licence.f.speaker"), Required: true, Max: 200, Half: true},
		{Name: "on", Kind: ui.KindDate, Label: ui.Words("licence.f.heardOn"), Hint: ui.Words("licence.f.heardOn.hint"), Half: true},
		longText("text", "licence.f.text", true), adopted, longText("why", "licence.f.why", true)}
}

func hearStart(s subject) url.Values { return url.Values{"speaker": {s.Applicant.Name}} }

func readHear(f ui.Form) casework.Command {
	return casework.HearHolder{On: day(f, "on"), Speaker: f.Get("speaker"), Text: f.Get("text"), Adopted: f.Get("adopted") == "yes", Why: f.Get("why")}
}

// revokeLicenceFields: what was got by fraud has no field for compensation, and asks for the
// bar of 许可法79 instead.
func revokeLicenceFields(s subject) []ui.Field {
	outcomes := []casework.RevokeOutcome{casework.DoRevoke, casework.KeepForHarm, casework.KeepForWant}
	if s.Licence != nil && s.Licence.Proposal != nil && s.Licence.Proposal.Cause == casework.PowerChanged { // 许可法69(3) speaks of revocation alone
		outcomes = []casework.RevokeOutcome{casework.DoRevoke, casework.KeepForWant}
	}
	fields := []ui.Field{choices("outcome", "licence.f.outcome", "outcome", outcomes...), longText("reason", "desk.f.reason", true)}
	if s.Licence != nil && s.Licence.Proposal != nil && s.Licence.Proposal.Cause == casework.FraudBribery {
		return append(fields, ui.Field{Name: "safety", Kind: ui.KindCheckbox, Label: ui.Words("licence.f.safety"),
			Options: []ui.Option{{Value: "yes", Label: ui.Words("licence.f.safety.yes")}}})
	}
	compensation := longText("compensation", "licence.f.compensation", false)
	compensation.Hint = ui.Words("licence.f.compensation.hint")
	return append(fields, compensation)
}

func readRevokeLicence(f ui.Form) casework.Command {
	return casework.RevokeLicence{Outcome: casework.RevokeOutcome(f.Get("outcome")), Reason: f.Get("reason"),
		Compensation: f.Get("compensation"), Safety: f.Get("safety") == "yes"}
}

func holdFields(subject) []ui.Field {
	return []ui.Field{
		{Name: "paper", Kind: ui.KindText, Label: ui.Words("licence.f.penalty"), Required: true, Max: 200, Half: true},
		{Name: "by", Kind: ui.KindText, Label: ui.Words("licence.f.penaltyBy"), Required: true, Max: 200, Half: true},
		{Name: "from", Kind: ui.KindDate, Label: ui.Words("licence.f.heldFrom"), Hint: ui.Words("licence.f.heldFrom.hint"), Half: true},
		{Name: "until", Kind: ui.KindDate, Label: ui.Words("licence.f.heldUntil"), Required: true, Half: true},
		longText("reason", "desk.f.reason", true)}
}

func readHold(f ui.Form) casework.Command {
	return casework.SuspendLicence{Paper: f.Get("paper"), By: f.Get("by"), From: day(f, "from"), Until: day(f, "until"), Reason: f.Get("reason")}
}

func giveBackFields(subject) []ui.Field { return []ui.Field{longText("reason", "desk.f.reason", true)} }

func readGiveBack(f ui.Form) casework.Command {
	return casework.ReturnLicence{Reason: f.Get("reason")}
}

func cancelFields(subject) []ui.Field {
	return []ui.Field{
		choices("ground", "licence.f.ground", "cancel", casework.NotRenewed, casework.PersonGone, casework.BodyEnded,
			casework.TakenAway, casework.Impossible, casework.OtherByStatute),
		{Name: "paper", Kind: ui.KindText, Label: ui.Words("licence.f.paper"), Hint: ui.Words("licence.f.paper.hint"), Max: 200},
		longText("evidence", "licence.f.evidence", true)}
}

// cancelStart proposes the ground that the file already shows.
func cancelStart(s subject) url.Values {
	switch {
	case s.Licence == nil:
	case s.Licence.Revoked != nil:
		return url.Values{"ground": {string(casework.TakenAway)}}
	case !s.Licence.ExpiredOn.IsZero():
		return url.Values{"ground": {string(casework.NotRenewed)}}
	}
	return url.Values{}
}

func readCancel(f ui.Form) casework.Command {
	return casework.CancelLicence{Ground: casework.CancelGround(f.Get("ground")), Evidence: f.Get("evidence"), Paper: f.Get("paper")}
}

// licenceText is factText for what happens to a licence.
func (p casePage) licenceText(ctx context.Context, f casework.Fact) string {
	switch a := f.Body.(type) {
	case *casework.ProposeRevocation:
		return join(ctx, ui.CodeName(ctx, "cause", string(a.Cause)), a.Facts, optional(ctx, "licence.fact.article", a.Article),
			ui.Say(ctx, "licence.fact.limit", "limit", ui.Limit(ctx, a.Limit)))
	case *casework.HearHolder:
		adopted := "licence.fact.notAdopted"
		if a.Adopted {
			adopted = "licence.fact.adopted"
		}
		return join(ctx, ui.Say(ctx, "licence.fact.heard", "who", a.Speaker, "day", a.On), a.Text, ui.Say(ctx, adopted), a.Why)
	case *casework.RevokeLicence:
		return join(ctx, ui.CodeName(ctx, "outcome", string(a.Outcome)), a.Reason, optional(ctx, "licence.fact.compensation", a.Compensation),
			optional(ctx, "licence.fact.bar", dayText(a.BarUntil)))
	case *casework.SuspendLicence:
		return join(ctx, ui.Say(ctx, "licence.fact.held", "from", a.From, "until", a.Until), ui.Say(ctx, "licence.fact.penalty", "by", a.By, "paper", a.Paper), a.Reason)
	case *casework.ReturnLicence:
		return a.Reason
	case *casework.CancelLicence:
		return join(ctx, ui.CodeName(ctx, "cancel", string(a.Ground)), a.Evidence, optional(ctx, "licence.fact.paper", a.Paper))
	}
	return ""
}
