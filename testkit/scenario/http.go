package scenario

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// Site (网站) is where a scenario is played over HTTP: pages as they are served, over a hall
// whose clock can be set. One scenario after the other.
type Site struct {
	Hall     *app.Hall            // behind the pages: cases are read from it, and time acts in it
	URL      string               // of the pages, without a slash at its end
	Set      func(period.Instant) // sets the clock of Hall
	Password string               // of every member of the test district's staff
}

// Web (网页) is the hall that is reached through its pages alone: staff sign in and send the
// forms of the desk, applicants go through the pages of an application or open their case
// with its query code. A form that no page offers is sent all the same, to its address.
type Web struct {
	site     Site
	cases    map[string]*filed
	keys     map[string]string   // of the counter's form, by case: what is sent twice makes one case
	visitors map[string]*visitor // by whom: staff number, identity of an applicant, or unit of a self-service point
}

// filed is a case of the scenario.
type filed struct {
	id    int64
	draft string          // code, while it is one
	extra int             // versions that saving page after page made, beyond one for each act
	sent  map[string]bool // materials of a refused supplement: pages keep what was uploaded
}

// OpenHTTP gives an opener of halls over one site. Like OpenStored it publishes the items of
// each scenario; beyond them it opens a centre with a counter in every street and community, for pages
// offer counters only, with an administrator to register terminals there, and gives the items a form to type into.
func OpenHTTP(ctx context.Context, site Site) func(World) (Hall, error) {
	return func(w World) (Hall, error) {
		site.Set(period.NewDate(2015, 1, 1).At(8, 0))
		if err := prepare(ctx, site.Hall.Store, furnished(w)); err != nil {
			return nil, err
		}
		site.Hall.Rules = w.Rules
		return &Web{site, map[string]*filed{}, map[string]string{}, map[string]*visitor{}}, site.Hall.Reload(ctx)
	}
}

func furnished(w World) World {
	w.District.Centres = nil
	for _, u := range w.District.Units {
		if u.Kind == org.StreetOffice || u.Kind == org.CommunityBody {
			w.District.Centres = append(w.District.Centres, org.Centre{Code: centreOf(u.Code), Unit: u.Code,
				Name: u.Short + "便民服务中心", Hours: "8:30—17:00", ToVerify: true, Counters: []org.Counter{{No: "1", Name: "综合窗口"}}, From: u.From})
		}
	}
	w.District = Administered(w.District) // for whoever registers terminals
	return w
}

// centreOf is the code of the centre of a unit.
func centreOf(unit string) string { return unit + "-zx" }

// Do is Hall.Do. What people are told in the page decides: an act is done when the case has
// changed, and refused when the page says the code that the core gives for it.
func (h *Web) Do(m Move) error {
	h.site.Set(m.At)
	before, err := h.record(m.Case)
	if err != nil {
		return err
	}
	switch {
	case m.Do.Act() == org.Recount:
		_, err = h.site.Hall.Once(context.Background(), before, m.Do, m.Actor, nil)
		return err
	case m.Actor.Kind == org.BySystem && m.Do.Act() == org.Tick:
		return h.tick(m, before)
	}
	want := h.judge(m, before)
	if h.unsendable(m, want) {
		return want
	}
	got, err := h.try(m, before)
	if err != nil {
		return err
	}
	after, err := h.record(m.Case)
	switch {
	case err != nil:
		return err
	case after.ID != 0 && after.Version != before.Version:
		h.cases[m.Case].count(m, before.Version, after.Version)
		if err := h.site.Hall.NoteRenewal(context.Background(), after.ID); err != nil {
			return err
		}
		return got.done()
	}
	return h.refused(m, want, got)
}

// Announce is Announcer.
func (h *Web) Announce(a Announcement) error {
	h.site.Set(a.At)
	return announce(context.Background(), h.site.Hall, a)
}

// judge is what the core says to the act.
func (h *Web) judge(m Move, rec store.Record) error {
	hall := h.site.Hall
	line, err := hall.Store.Standing(context.Background(), rec.ID)
	if err != nil {
		return err
	}
	bar, err := hall.Barred(context.Background(), m.Do, m.Item.Code)
	if err != nil {
		return err
	}
	held, err := hall.OwnedFor(context.Background(), rec.Case, m.Item.Code, m.Do)
	if err != nil {
		return err
	}
	_, _, err = casework.Decide(rec.Case, m.Do, casework.Env{Now: m.At, Cal: hall.Calendar(), Dir: hall.Directory(),
		Item: m.Item, Actor: m.Actor, Rules: hall.Rules, Line: line, Bar: bar, Owned: held})
	return err
}

// unsendable tells whether no browser could make this mistake: the form of a supplement is
// always sent with its page, a file that was uploaded once is there, and a terminal is known by its device.
func (h *Web) unsendable(m Move, err error) bool {
	var invalid casework.Invalid
	return errors.As(err, &invalid) && len(h.sendable(m, invalid)) == 0
}

// sendable are the mistakes that a browser can make.
func (h *Web) sendable(m Move, invalid casework.Invalid) casework.Invalid {
	f := h.cases[m.Case]
	return slices.DeleteFunc(slices.Clone(invalid), func(e casework.FieldError) bool {
		return e.Code == "terminalNamed" || e.Code == "supplementMissing" && (e.Field == "material.form" || f != nil && f.sent[e.Field])
	})
}

// count notes how many versions it took to bring an application in, page by page.
func (f *filed) count(m Move, before, after int) {
	switch m.Do.Act() {
	case org.Draft, org.Submit, org.Receive: // scans at the counter are kept in a draft
		f.extra += after - before - 1
	}
}

func (h *Web) tick(m Move, rec store.Record) error {
	if rec.ID == 0 {
		rec = h.site.Hall.Blank(m.Item, store.NewCode())
	}
	after, err := h.site.Hall.Once(context.Background(), rec, m.Do, m.Actor, nil)
	if err != nil {
		return err
	}
	return h.site.Hall.NoteRenewal(context.Background(), after.ID)
}

// try sends the act from the browser of whoever acts.
func (h *Web) try(m Move, rec store.Record) (answer, error) {
	v := h.visitor(m.Actor)
	if unit := atKiosk(m.Do); unit != "" && m.Actor.Kind != org.ByStaff {
		var err error
		if v, err = h.terminal(unit); err != nil {
			return answer{}, err
		}
	}
	switch do := m.Do.(type) {
	case casework.Draft:
		return h.fillIn(v, m, do.Filing, false)
	case casework.Submit:
		return h.fillIn(v, m, do.Filing, true)
	case casework.Receive:
		return h.receive(v, m, do)
	case casework.Withdraw, casework.Urge, casework.Tick:
		return v.answerOwn(rec, m.Do, m.Actor.No == rec.Applicant.ID)
	case casework.PayFee:
		if m.Actor.Kind != org.ByStaff {
			return v.payOnline(rec)
		}
	case casework.Supplement, casework.NotePosted, casework.BringPending, casework.MakeStatement, casework.RequestHearing, casework.RequestRecusal:
		if m.Actor.Kind != org.ByStaff {
			return v.answerOwn(rec, m.Do, m.Actor.No == rec.Applicant.ID)
		}
	}
	a, err := v.act(caseNo(rec), rec.Version, m.Do)
	a.absent = rec.No == ""
	return a, err
}

// caseNo is what stands in addresses: of a case that is none, a number nobody has.
func caseNo(rec store.Record) string {
	if rec.No == "" {
		return "330303000000000000000"
	}
	return rec.No
}

// refused finds the refusal that the answer tells. The article is the core's, whose word a
// page must repeat; where a page has no place for a reason (there is no such case, the case
// is shown instead, somebody must sign in first) the refusal must be one for which that is
// an answer.
func (h *Web) refused(m Move, want error, got answer) error {
	if f, a := h.cases[m.Case], m.Do; f != nil && got.status == http.StatusUnprocessableEntity {
		if s, ok := a.(casework.Supplement); ok {
			f.keepSent(s)
		}
	}
	var invalid casework.Invalid
	must := want
	if errors.As(want, &invalid) {
		must = h.sendable(m, invalid)
	}
	switch {
	case want == nil:
		return fmt.Errorf("the pages refuse what the law allows: %s", got)
	case !got.says(must):
		return fmt.Errorf("the pages say %s, the core %w", got, unsaid{want})
	}
	return want
}

// keepSent notes the files of a supplement that was refused.
func (f *filed) keepSent(s casework.Supplement) {
	for _, g := range s.Materials {
		if f.sent == nil {
			f.sent = map[string]bool{}
		}
		f.sent["material."+g.Code] = true
	}
}

// unsaid hides what the core says from those who ask what the pages said.
type unsaid struct{ err error }

func (u unsaid) Error() string { return u.err.Error() }

// record reads the case, the zero value before its first act.
func (h *Web) record(name string) (store.Record, error) {
	f := h.cases[name]
	if f == nil {
		return store.Record{}, nil
	}
	return h.site.Hall.Store.Case(context.Background(), f.id)
}

// Case is Hall.Case, with one version for each act.
func (h *Web) Case(name string) (casework.Case, error) {
	rec, err := h.record(name)
	if f := h.cases[name]; f != nil {
		rec.Version -= f.extra
	}
	return rec.Case, err
}

// keep notes the case that an act made: by the code of its draft, else by its number.
func (h *Web) keep(name, draft, no string) error {
	ctx, st := context.Background(), h.site.Hall.Store
	rec, err := st.CaseByNo(ctx, no)
	if no == "" {
		rec, err = st.CaseByDraft(ctx, draft)
	}
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("the pages show a case that is not there: %s%s", no, draft)
	}
	if err != nil {
		return err
	}
	switch f := h.cases[name]; {
	case f == nil:
		h.cases[name] = &filed{id: rec.ID, draft: draft}
	case f.id != rec.ID:
		return fmt.Errorf("the pages made a second case of one: %s", rec.No)
	}
	return nil
}

// visitor is the browser of whoever acts, kept for the scenario.
func (h *Web) visitor(who org.Actor) *visitor {
	v := h.visitors[who.No]
	if v == nil {
		v = newVisitor(h.site, who, "")
		h.visitors[who.No] = v
	}
	return v
}

// terminal is the browser of the self-service point of a unit, kept for the scenario.
func (h *Web) terminal(unit string) (v *visitor, err error) {
	if v = h.visitors[terminalAt(unit)]; v == nil {
		v, err = atTerminal(h.site, unit)
		h.visitors[terminalAt(unit)] = v
		return v, err
	}
	_, err = v.get(v.room) // of a visit whose time is over it tells so once
	return v, err
}

// atKiosk is the unit in whose centre an applicant stands before a terminal: where he applies at one, and
// where he brings what was missing to one. Empty elsewhere.
func atKiosk(do casework.Command) string {
	var at casework.Filing
	switch do := do.(type) {
	case casework.Draft:
		at = do.Filing
	case casework.Submit:
		at = do.Filing
	case casework.Supplement:
		return unitAt(do.Terminal)
	case casework.BringPending:
		return unitAt(do.Terminal)
	}
	if at.Channel == catalog.AtKiosk {
		return at.AcceptUnit
	}
	return ""
}
