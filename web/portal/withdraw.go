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
	"yimen/web/ui"
)

var withdrawFields = []ui.Field{
	{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words("portal.withdraw.reason"), Max: 500},
	{Name: "seen", Kind: ui.KindHidden, Max: 10},
}

// withdraw asks once more before the application is taken back 撤回申请.
func (p *portal) withdraw(w http.ResponseWriter, r *http.Request, f app.File) error {
	if !slices.Contains(f.Offered, org.Withdraw) {
		return ui.See(w, r, casePath(f.No))
	}
	form := ui.Form{Values: url.Values{"seen": {strconv.Itoa(f.Version)}}}
	return ui.Show(w, r, http.StatusOK, withdrawPage(p.caseShell(r.Context(), f, "withdraw.title"), f, form))
}

func (p *portal) doWithdraw(w http.ResponseWriter, r *http.Request, f app.File) error {
	if f.Ended == casework.Withdrawn {
		return ui.See(w, r, casePath(f.No)) // sent twice
	}
	form := ui.Posted(r)
	form.Check(withdrawFields)
	if form.OK() {
		seen, _ := strconv.Atoi(form.Get("seen")) // anything else is no version and finds the case changed
		err := p.do(r, f, max(seen, 1), casework.Withdraw{Reason: form.Get("reason")})
		if err == nil {
			return ui.See(w, r, casePath(f.No))
		}
		var stale *app.Stale
		switch {
		case errors.As(err, &stale):
			form.Refuse("", "stale", p.staleArgs(r.Context(), stale)...)
			form.Values.Set("seen", strconv.Itoa(stale.Record.Version))
		case !form.Refused(r.Context(), err):
			return err
		}
	}
	return ui.Again(w, r, withdrawPage(p.caseShell(r.Context(), f, "withdraw.title"), f, form))
}

// staleArgs say who was first: unit and post, when, which act.
func (p *portal) staleArgs(ctx context.Context, s *app.Stale) []any {
	return []any{"0", p.byWhom(ctx, s.Last), "1", ui.When(ctx, s.Last.At), "2", ui.ActName(ctx, s.Last.Act)}
}

// caseShell is the frame of a page below a case.
func (p *portal) caseShell(ctx context.Context, f app.File, key string) ui.Shell {
	return shell(ctx, "track", say(ctx, key), ui.Link{Text: say(ctx, "nav.track"), Href: "/track"}, ui.Link{Text: f.No, Href: casePath(f.No)})
}

// caseDownload sends one of the applicant's own files.
func (p *portal) caseDownload(w http.ResponseWriter, r *http.Request, f app.File) error {
	return p.sendFile(w, r, f)
}
