package portal

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"yimen/app"
	"yimen/web/ui"
)

// trackView is the page with the two ways back to one's affairs.
type trackView struct {
	Form   ui.Form // number and query code
	Doubt  bool    // the last four characters of the document are asked for too
	Resume ui.Form // draft code
}

// track asks for number and query code 办件查询. The number may come in the address, the
// code never does.
func (p *portal) track(w http.ResponseWriter, r *http.Request) error {
	no := cmp.Or(typedComplaint(r.URL.Query().Get("no")), plainNumber(r.URL.Query().Get("no")))
	v := trackView{Form: ui.Form{Values: url.Values{"no": {no}}}}
	v.Doubt = p.hall.Tries.Doubtful(no, ui.Address(r), p.hall.Now())
	return ui.Show(w, r, http.StatusOK, trackPage(p.trackShell(r.Context()), v))
}

func (p *portal) trackShell(ctx context.Context) ui.Shell {
	return shell(ctx, "track", say(ctx, "nav.track"))
}

// openCase checks the code and opens the case for two hours.
func (p *portal) openCase(w http.ResponseWriter, r *http.Request) error {
	f := ui.Posted(r)
	no, addr, now := plainNumber(f.Get("no")), ui.Address(r), p.hall.Now()
	v := trackView{Doubt: p.hall.Tries.Doubtful(no, addr, now)}
	if typed := typedComplaint(f.Get("no")); typed != "" && !p.kiosk {
		done, err := p.openComplaint(w, r, &f, typed)
		if done || err != nil {
			return err
		}
		f.Values.Del("code")
		v.Form = f
		return ui.Again(w, r, trackPage(p.trackShell(r.Context()), v))
	}
	if wait := p.hall.Tries.Wait(no, addr, now); wait > 0 {
		return ui.TooMany(int(wait.Seconds()) + 1)
	}
	f.Check(trackFields(v.Doubt))
	if f.OK() && len(no) != 21 {
		f.Refuse("no", "wrongCode")
	}
	if f.OK() {
		file, err := p.hall.Track(r.Context(), no, strings.ReplaceAll(f.Get("code"), " ", ""))
		if err == nil && v.Doubt && !app.LastFour(file.Applicant.ID, f.Get("last")) {
			err = app.ErrWrongCode
		}
		switch {
		case err == nil:
			if err := p.letIn(w, r); err != nil {
				return err
			}
			p.grant(w, r, file.No, file.Query)
			return see(w, r, casePath(file.No))
		case !errors.Is(err, app.ErrWrongCode):
			return err
		}
		p.hall.Tries.Wrong(no, addr, now)
		v.Doubt = p.hall.Tries.Doubtful(no, addr, now)
		f.Refuse("code", "wrongCode")
	}
	f.Values.Del("code") // the one thing that is not sent back
	v.Form = f
	return ui.Again(w, r, trackPage(p.trackShell(r.Context()), v))
}

// fields are those of the page; at a terminal no complaint is opened.
func (v trackView) fields(ctx context.Context) []ui.Field {
	fields := trackFields(v.Doubt)
	if ui.AtTerminal(ctx) {
		fields[0].Hint = ui.Words("kiosk.track.no.hint")
	}
	return fields
}

func trackFields(doubt bool) []ui.Field {
	fields := []ui.Field{
		{Name: "no", Kind: ui.KindText, Label: ui.Words("portal.track.no"), Hint: ui.Words("portal.track.no.hint"), Required: true, Max: 30},
		{Name: "code", Kind: ui.KindText, Label: ui.Words("portal.track.code"), Hint: ui.Words("portal.track.code.hint"), Required: true, Max: 10, Auto: "off"},
	}
	if doubt {
		fields = append(fields, ui.Field{Name: "last", Kind: ui.KindText, Label: ui.Words("portal.track.last"), Hint: ui.Words("portal.track.last.hint"), Required: true, Max: 4, Auto: "off"})
	}
	return fields
}
