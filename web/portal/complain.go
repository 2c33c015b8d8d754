package portal

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"yimen/app"
	"yimen/store"
	"yimen/web/ui"
)

// complainFields are what one complains of 投诉; name and phone need not be told.
func (p *portal) complainFields() []ui.Field {
	return append(ui.ComplaintFields(p.hall.Directory(), p.hall.Today(), app.ComplaintKinds),
		ui.Field{Name: "name", Kind: ui.KindText, Label: ui.Words("complaint.name"), Hint: ui.Words("complaint.name.hint"), Max: 100, Auto: "name"},
		ui.Field{Name: "phone", Kind: ui.KindPhone, Label: ui.Words("complaint.phone"), Hint: ui.Words("complaint.phone.hint")})
}

// complain asks what the complaint is about; the number of a case may come in the address.
func (p *portal) complain(w http.ResponseWriter, r *http.Request) error {
	f := ui.Form{Values: url.Values{"case": {plainNumber(r.URL.Query().Get("case"))}, "unit": {r.URL.Query().Get("unit")}}}
	return ui.Show(w, r, http.StatusOK, complainPage(complainShell(r.Context()), p.complainFields(), f, p.complaintWords(r.Context())))
}

func complainShell(ctx context.Context) ui.Shell {
	return shell(ctx, "track", ui.Say(ctx, "complaint.title"), ui.Link{Text: say(ctx, "nav.track"), Href: "/track"})
}

// complaintWords says within which time one is answered.
func (p *portal) complaintWords(ctx context.Context) string {
	return ui.Say(ctx, "complaint.below", "take", ui.Limit(ctx, p.hall.Rules.ComplaintTake), "reply", ui.Limit(ctx, p.hall.Rules.ComplaintReply))
}

// doComplain registers it and shows its number and code; refused it stays in the form.
func (p *portal) doComplain(w http.ResponseWriter, r *http.Request) error {
	ctx, form := r.Context(), ui.Posted(r)
	fields := p.complainFields()
	if form.Check(fields); form.OK() {
		c, err := p.hall.Complain(ctx, store.Complaint{Unit: form.Get("unit"), Kind: form.Get("kind"), Officer: form.Get("officer"), CaseNo: plainNumber(form.Get("case")),
			Text: form.Get("text"), Name: form.Get("name"), Phone: form.Get("phone")})
		if err == nil {
			p.grantAt(w, complaintPath(c.No), c.No, c.Code)
			return ui.See(w, r, complaintPath(c.No))
		}
		if !form.Refused(ctx, err) {
			return err
		}
	}
	return ui.Again(w, r, complainPage(complainShell(ctx), fields, form, p.complaintWords(ctx)))
}

func complaintPath(no string) string { return "/complaints/" + no }

var complaintNo = regexp.MustCompile(`^TS[0-9]{10}$`)

// typedComplaint is the number of a complaint as people type it; empty where it is none.
func typedComplaint(s string) string {
	no := strings.ToUpper(strings.Join(strings.Fields(s), ""))
	if !complaintNo.MatchString(no) {
		return ""
	}
	return no
}

// complaintView is a complaint as who complained sees it.
type complaintView struct {
	store.Complaint
	Pairs []ui.Pair
	Said  []ui.Event // newest first
}

// complaint shows how far it is, to who came with its code.
func (p *portal) complaint(w http.ResponseWriter, r *http.Request) error {
	ctx, no := r.Context(), r.PathValue("no")
	c, err := p.hall.Store.ComplaintByNo(ctx, no)
	if errors.Is(err, store.ErrNotFound) || err == nil && !p.granted(r, no, c.Code) {
		return ui.See(w, r, "/track?no="+url.QueryEscape(typedComplaint(no)))
	}
	if err != nil {
		return err
	}
	steps, err := p.hall.Store.ComplaintSteps(ctx, c.ID)
	if err != nil {
		return err
	}
	v := complaintView{Complaint: c, Pairs: p.complaintPairs(ctx, c), Said: p.complaintSaid(ctx, c, steps)}
	return ui.Show(w, r, http.StatusOK, complaintPage(shell(ctx, "track", c.No, ui.Link{Text: say(ctx, "nav.track"), Href: "/track"}), v))
}

func (p *portal) complaintPairs(ctx context.Context, c store.Complaint) []ui.Pair {
	state := ui.Say(ctx, "complaint.state."+string(c.State))
	pairs := []ui.Pair{{Term: ui.Say(ctx, "complaint.state"), Text: state}, {Term: ui.Say(ctx, "complaint.unit"), Text: p.unitByCode(ctx, c.Unit)},
		{Term: ui.Say(ctx, "complaint.kind"), Text: ui.Say(ctx, "complaint.kind."+c.Kind)}, {Term: ui.Say(ctx, "complaint.watch"), Text: p.unitByCode(ctx, c.Watch)}}
	for _, k := range p.hall.ComplaintClocks(c) {
		text := ui.Due(ctx, k.Due)
		if !k.Done.IsZero() {
			text = ui.Say(ctx, "rating.done", "day", ui.Day(ctx, k.Done))
		}
		pairs = append(pairs, ui.Pair{Term: ui.CodeName(ctx, "clock", string(k.Name)), Text: text})
	}
	if c.Outcome != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "complaint.outcome"), Text: ui.Say(ctx, "complaint.outcome."+string(c.Outcome))})
	}
	return pairs
}

// complaintSaid is what was done, newest first, in the name of the unit; why it was handed on is told
// among colleagues alone.
func (p *portal) complaintSaid(ctx context.Context, c store.Complaint, steps []store.ComplaintStep) []ui.Event {
	list := []ui.Event{{Title: ui.Say(ctx, "complaint.state.registered"), Text: c.Text, At: ui.When(ctx, c.At), AtISO: ui.ISO(c.At)}}
	for _, x := range steps {
		e := ui.Event{Title: ui.Say(ctx, "complaint.did."+string(x.Deed)), Text: x.Text, By: p.unitByCode(ctx, x.Unit), At: ui.When(ctx, x.At), AtISO: ui.ISO(x.At), Tone: ui.Good}
		if x.Deed == store.PassComplaint {
			e.Text, e.Tone = "", ui.Info
		}
		list = append(list, e)
	}
	slices.Reverse(list)
	return list
}

// openComplaint opens one for who types its number and code where cases are asked for.
func (p *portal) openComplaint(w http.ResponseWriter, r *http.Request, f *ui.Form, no string) (done bool, err error) {
	addr, now := ui.Address(r), p.hall.Now()
	if wait := p.hall.Tries.Wait(no, addr, now); wait > 0 {
		return true, ui.TooMany(int(wait.Seconds()) + 1)
	}
	if p.hall.Tries.Doubtful(no, addr, now) { // it has no second proof to ask for
		return true, ui.TooMany(60)
	}
	c, err := p.hall.OpenComplaint(r.Context(), no, strings.ReplaceAll(f.Get("code"), " ", ""))
	switch {
	case errors.Is(err, app.ErrWrongCode):
		p.hall.Tries.Wrong(no, addr, now)
		f.Refuse("code", "wrongCode")
		return false, nil
	case err != nil:
		return true, err
	}
	p.grantAt(w, complaintPath(c.No), c.No, c.Code)
	return true, ui.See(w, r, complaintPath(c.No))
}
