package desk

import (
	"context"
	"net/url"
	"strconv"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// commitmentActs accept on the applicant's word, look whether it is kept, and take back what
// was granted on it (告知承诺, 浙2018 A14).
var commitmentActs = []action{
	{act: org.AcceptCommitted, fields: committedFields, start: committedStart, read: readCommitted, asks: true},
	{act: org.InspectCommitment, fields: inspectFields, start: inspectStart, read: readInspect, asks: true},
	{act: org.RevokeCommitted, look: ui.Grave, fields: takeBackFields, read: readTakeBack},
}

// committedFields tell which materials the word replaces and ask who signed it.
func committedFields(s subject) []ui.Field {
	promise := ui.Field{Name: "promise", Kind: ui.KindText, Label: ui.Words("desk.f.promise"), Required: true, Max: 200}
	if s.Item != nil {
		promise.Hint = ui.Words("roads.commit.signer.hint", "names", namesOf(s.Lacking(s.Item, catalog.Required)))
	}
	return append(opinionFields(org.AcceptCommitted), promise)
}

func committedStart(s subject) url.Values { return url.Values{"promise": {s.Applicant.Name}} }

func readCommitted(f ui.Form) casework.Command {
	return casework.AcceptCommitted{Opinion: f.Get("opinion"), Signer: f.Get("promise")}
}

// inspectFields are the record of two members of staff of the deciding body.
func inspectFields(s subject) []ui.Field {
	result := ui.Field{Name: "finding", Kind: ui.KindRadio, Label: ui.Words("roads.commit.finding"), Required: true}
	for _, r := range []casework.Finding{casework.CommitKept, casework.Rectify, casework.CommitBroken} {
		result.Options = append(result.Options, ui.Option{Value: string(r), Label: ui.Words("codes.finding." + string(r))})
	}
	fields := []ui.Field{result}
	for n := range 2 {
		at := strconv.Itoa(n + 1)
		fields = append(fields,
			ui.Field{Name: "checker." + at, Kind: ui.KindSelect, Label: ui.Words("desk.f.checker", "n", n+1), Options: options(s.Body), Required: true, Half: true},
			ui.Field{Name: "cert." + at, Kind: ui.KindText, Label: ui.Words("desk.f.cert", "n", n+1), Required: true, Max: 50, Half: true})
	}
	fields = append(fields, ui.Field{Name: "findings", Kind: ui.KindTextarea, Label: ui.Words("desk.f.findings"), Required: true, Max: maxText, Rows: 3})
	for _, f := range limitFields("roads.commit.limit") {
		f.Required, f.Only = false, []string{string(casework.Rectify)}
		fields = append(fields, f)
	}
	return fields
}

func inspectStart(s subject) url.Values {
	start := url.Values{"limit": {"10"}, "unit": {"wd"}}
	s.wentMyself(start, s.Body)
	return start
}

func readInspect(f ui.Form) casework.Command {
	a := casework.InspectCommitment{Result: casework.Finding(f.Get("finding")), Findings: f.Get("findings")}
	if a.Result == casework.Rectify {
		a.Limit, _ = period.Parse(f.Get("limit") + f.Get("unit")) // a broken number is no limit, which the core refuses
	}
	for n := range 2 {
		at := strconv.Itoa(n + 1)
		if p := (casework.Checker{No: f.Get("checker." + at), Cert: f.Get("cert." + at)}); p != (casework.Checker{}) {
			a.Checkers = append(a.Checkers, p)
		}
	}
	return a
}

func takeBackFields(subject) []ui.Field {
	return []ui.Field{
		{Name: "heard", Kind: ui.KindTextarea, Label: ui.Words("roads.commit.heard"), Hint: ui.Words("roads.commit.heard.hint"), Required: true, Max: maxText, Rows: 2},
		{Name: "reasons", Kind: ui.KindTextarea, Label: ui.Words("desk.f.reasons"), Required: true, Max: maxText, Rows: 4},
		{Name: "article", Kind: ui.KindText, Label: ui.Words("desk.f.article"), Required: true, Max: maxText},
		{Name: "credit", Kind: ui.KindTextarea, Label: ui.Words("roads.commit.credit"), Hint: ui.Words("roads.commit.credit.hint"), Required: true, Max: maxText, Rows: 2},
	}
}

func readTakeBack(f ui.Form) casework.Command {
	return casework.RevokeCommitted{Heard: f.Get("heard"), Reasons: f.Get("reasons"), Article: f.Get("article"), Credit: f.Get("credit")}
}

// commitmentText is what the acts of a commitment say in the case's history.
func (p casePage) commitmentText(ctx context.Context, f casework.Fact) string {
	switch a := f.Body.(type) {
	case *casework.AcceptCommitted:
		return join(ctx, a.Opinion, ui.Say(ctx, "roads.commit.fact", "signer", a.Signer, "names", p.materialNames(ctx, a.Replaced)))
	case *casework.InspectCommitment:
		text := join(ctx, ui.CodeName(ctx, "finding", string(a.Result)), a.Findings)
		if a.Result == casework.Rectify {
			text = join(ctx, text, ui.Say(ctx, "roads.commit.fact.limit", "limit", ui.Limit(ctx, a.Limit)))
		}
		return text
	case *casework.RevokeCommitted:
		return join(ctx, a.Reasons, optional(ctx, "desk.fact.article", a.Article), ui.Say(ctx, "roads.commit.fact.heard", "heard", a.Heard), ui.Say(ctx, "roads.commit.fact.credit", "credit", a.Credit))
	}
	return ""
}
