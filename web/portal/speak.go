package portal

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// speech (申辩) is one act by which the applicant is heard before the decision: what its form
// asks and the act it makes.
type speech struct {
	act    org.Act
	fields []ui.Field
	read   func(ui.Form) casework.Command
}

var seenFieldOwn = ui.Field{Name: "seen", Kind: ui.KindHidden, Max: 10}

// speeches are a statement, an answer about a hearing, a request that its presider step
// aside (许可法36、47、48), word of a supplement that is on the road (民诉法85(4)), and a reminder of a case past its last day (催办).
var speeches = []speech{
	{
		act: org.MakeStatement,
		fields: []ui.Field{{Name: "content", Kind: ui.KindTextarea, Label: ui.Words("portal.speak.content"), Required: true, Max: 4000, Rows: 6},
			seenFieldOwn},
		read: func(f ui.Form) casework.Command { return casework.MakeStatement{Text: f.Get("content")} },
	},
	{
		act: org.RequestHearing,
		fields: []ui.Field{
			{Name: "wish", Kind: ui.KindRadio, Label: ui.Words("portal.speak.wish"), Required: true, Options: []ui.Option{
				{Value: string(casework.HearingAsked), Label: ui.Words("codes.wish.asked")},
				{Value: string(casework.HearingWaived), Label: ui.Words("codes.wish.waived")}}},
			{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words("portal.speak.wish.reason"), Max: 4000, Rows: 4},
			seenFieldOwn},
		read: func(f ui.Form) casework.Command {
			return casework.RequestHearing{Wish: casework.HearingWish(f.Get("wish")), Reason: f.Get("reason")}
		},
	},
	{
		act: org.RequestRecusal,
		fields: []ui.Field{{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words("portal.speak.recusal.reason"), Required: true, Max: 4000, Rows: 4},
			seenFieldOwn},
		read: func(f ui.Form) casework.Command { return casework.RequestRecusal{Reason: f.Get("reason")} },
	},
	{
		act: org.NotePosted,
		fields: []ui.Field{{Name: "postedOn", Kind: ui.KindDate, Label: ui.Words("portal.speak.postedOn"), Required: true, Half: true},
			{Name: "slip", Kind: ui.KindText, Label: ui.Words("portal.speak.slip"), Hint: ui.Words("portal.speak.slip.hint"), Required: true, Max: 200, Half: true},
			seenFieldOwn},
		read: func(f ui.Form) casework.Command {
			on, _ := period.ParseDate(f.Get("postedOn")) // checked before
			return casework.NotePosted{On: on, Slip: f.Get("slip")}
		},
	},
	{
		act: org.Urge,
		fields: []ui.Field{{Name: "content", Kind: ui.KindTextarea, Label: ui.Words("portal.speak.urge.content"), Max: 2000, Rows: 3},
			seenFieldOwn},
		read: func(f ui.Form) casework.Command { return casework.Urge{Text: f.Get("content")} },
	},
}

// speeches are those open to the applicant now.
func (v caseView) speeches() []speech {
	return slices.DeleteFunc(slices.Clone(speeches), func(s speech) bool { return !v.may(s.act) })
}

// word is one of the sentences of its page.
func (s speech) word(ctx context.Context, end string) string {
	return ui.Say(ctx, "portal.speak."+string(s.act)+end)
}

func (s speech) key() string { return "speak." + string(s.act) }

// speak shows the form of a speech, to whom it is open now.
func (p *portal) speak(s speech) ownPage {
	return func(w http.ResponseWriter, r *http.Request, f app.File) error {
		if !slices.Contains(f.Offered, s.act) {
			return ui.See(w, r, casePath(f.No))
		}
		form := ui.Form{Values: url.Values{"seen": {strconv.Itoa(f.Version)}}}
		return ui.Show(w, r, http.StatusOK, speakPage(p.caseShell(r.Context(), f, s.key()), f, s, form))
	}
}

func (p *portal) doSpeak(s speech) ownPage {
	return func(w http.ResponseWriter, r *http.Request, f app.File) error {
		ctx, form := r.Context(), ui.Posted(r)
		form.Check(s.fields)
		if form.OK() {
			seen, _ := strconv.Atoi(form.Get("seen")) // anything else is no version and finds the case changed
			err := p.do(r, f, max(seen, 1), s.read(form))
			if err == nil {
				return ui.See(w, r, casePath(f.No))
			}
			var stale *app.Stale
			switch {
			case errors.As(err, &stale) && stale.Last.Act == s.act && stale.Last.By.Kind == org.ByApplicant && stale.Last.Seq == seen+1:
				return ui.See(w, r, casePath(f.No)) // sent twice
			case errors.As(err, &stale):
				form.Refuse("", "stale", p.staleArgs(ctx, stale)...)
				form.Values.Set("seen", strconv.Itoa(stale.Record.Version))
			case !form.Refused(ctx, err):
				return err
			}
		}
		return ui.Again(w, r, speakPage(p.caseShell(ctx, f, s.key()), f, s, form))
	}
}
