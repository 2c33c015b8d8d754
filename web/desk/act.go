package desk

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// action (办理动作) is one legal act as a form: what it asks, what it begins with, and the
// command that the core decides. Each group of acts has a file.
type action struct {
	act    org.Act
	look   ui.Look                        // weight of its button
	fields func(subject) []ui.Field       // in the order shown; called without a case unless asks
	start  func(subject) url.Values       // what the form begins with; nil = empty
	read   func(ui.Form) casework.Command // of a form whose fields have been checked
	readOf reader                         // the same, for a form that is read with its case
	place  func(ui.Form, string) string   // the form's field for one of the core; nil = the same name
	asks   bool                           // the fields depend on the case, so a post must read it first
	large  bool                           // too many fields for the side of the case page
}

// subject is what a form may depend on.
type subject struct {
	casework.Case
	Item  *catalog.Item
	Today period.Date
	Form  json.RawMessage    // what was filled in; nil when nothing
	Staff []org.Staff        // of the unit that holds the case
	Body  []org.Staff        // of the body that decides, and of that unit
	Me    string             // 工号 of who fills the form in; empty while a post is checked
	Names map[string]ui.Text // of the units that work on it side by side
}

// actions is every act that staff do, in the order in which a page offers them:
// the likeliest first.
var actions = slices.Concat(acceptanceActs, pendingActs, commitmentActs, turningAwayActs, counterActs, decisionActs, reviewActs, jointActs, examinationActs, resumeActs, hearingActs, specialActs, handoutActs, afterActs, licenceActs, chaseActs, oversightActs)

func actionOf(act org.Act) (action, bool) {
	i := slices.IndexFunc(actions, func(a action) bool { return a.act == act })
	if i < 0 {
		return action{}, false
	}
	return actions[i], true
}

// seenField carries the version of the case that the clerk looked at.
const seenField = "seen"

// form gives the fields with ids of their own, for several forms share a page.
func (a action) form(s subject) []ui.Field {
	fields := []ui.Field{{Name: seenField, Kind: ui.KindHidden, Required: true}}
	if a.fields == nil {
		return fields
	}
	for _, f := range a.fields(s) {
		f.ID = string(a.act) + "-" + f.Name
		fields = append(fields, f)
	}
	return fields
}

// fixedForms are the forms that are the same for every case: made once, for every post
// is held against one.
var fixedForms = sync.OnceValue(func() map[org.Act][]ui.Field {
	forms := map[org.Act][]ui.Field{}
	for _, a := range actions {
		if !a.asks {
			forms[a.act] = a.form(subject{})
		}
	}
	return forms
})

// doAct does one act: POST /desk/cases/{no}/{act}. Done it leads to the case; refused or
// too late it shows the case as it is, with all that was typed.
func (d *Desk) doAct(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	a, known := actionOf(org.Act(r.PathValue("act")))
	if !known {
		return ui.NotFound()
	}
	ctx, no, f := r.Context(), r.PathValue("no"), ui.Posted(r)
	if err := d.insertKept(ctx, &f, who.No); err != nil {
		return err
	}
	_, refused, err := d.perform(ctx, a, no, &f, who)
	var stale *app.Stale
	switch {
	case errors.As(err, &stale):
		return d.again(w, r, who, http.StatusConflict, casePage{open: a.act, typed: f, stale: stale})
	case err != nil:
		return err
	case !f.OK():
		return d.again(w, r, who, refusalStatus(refused), casePage{open: a.act, typed: f})
	}
	return d.done(w, r, no, a.act)
}

// perform does one act as the form says it, on the version that the form names: the way of every
// door. What is refused stands in the form, and if the core refused it is told too; the error is
// a stale version or a failure. The same act sent twice is answered like the first.
func (d *Desk) perform(ctx context.Context, a action, no string, f *ui.Form, who org.Staff) (rec app.Record, refused, err error) {
	seen, err := d.check(ctx, a, no, f)
	if err != nil {
		return rec, nil, err
	}
	cmd, err := d.command(ctx, a, no, f)
	if err != nil || !f.OK() {
		return rec, nil, err
	}
	rec, err = d.hall.Do(ctx, no, seen, cmd, app.StaffActor(who))
	var stale *app.Stale
	switch {
	case err == nil:
		return rec, nil, nil
	case errors.As(err, &stale) && repeated(stale.Last, cmd, who, seen):
		return stale.Record, nil, nil
	case stale == nil && a.refused(ctx, f, err):
		return rec, err, nil
	}
	return rec, nil, err
}

// check holds what was typed against the form's fields and reads the version seen.
func (d *Desk) check(ctx context.Context, a action, no string, f *ui.Form) (seen int, err error) {
	fields := fixedForms()[a.act]
	if a.asks {
		s, err := d.unfilled(ctx, no, seenOf(f))
		if err != nil {
			return 0, err
		}
		fields = a.form(s)
	}
	insertPhrase(a.act, f)
	if seen = seenOf(f); seen < 1 {
		f.Refuse("", "stale_form")
		return 0, nil
	}
	f.Check(fields)
	return seen, nil
}

// seenOf is the version of the case that the page showed, 0 if the form doesn't tell.
func seenOf(f *ui.Form) int {
	seen, err := strconv.Atoi(f.Get(seenField))
	if err != nil {
		return 0
	}
	return seen
}

// subject is what the forms of a case depend on.
func (d *Desk) subject(ctx context.Context, no string, seen int) (subject, error) {
	s, err := d.unfilled(ctx, no, seen)
	if err != nil {
		return subject{}, err
	}
	if s.Form, err = d.hall.Store.Form(ctx, s.ID); errors.Is(err, store.ErrNotFound) {
		err = nil
	}
	return s, err
}

// unfilled is a subject without what was filled in, on which no field depends.
func (d *Desk) unfilled(ctx context.Context, no string, seen int) (subject, error) {
	rec, err := d.hall.Seen(ctx, no, seen)
	if err != nil {
		return subject{}, err
	}
	item, ok := d.hall.Catalogue().Version(rec.Item, rec.ItemVersion)
	if !ok {
		return subject{}, app.ErrUnknownItem
	}
	staff, body := d.staffOf(rec.Case)
	return subject{rec.Case, item, d.hall.Today(), nil, staff, body, "", d.namesOf(rec.Case)}, nil
}

// staffOf are the people of the unit that holds a case, and with them those of the body that
// decides it.
func (d *Desk) staffOf(c casework.Case) (holder, body []org.Staff) {
	dir, today := d.hall.Directory(), d.hall.Today()
	holder = dir.Workers(c.Unit(), today)
	body = holder
	if decider := c.Target(today).Decider; decider != "" && decider != c.Unit() {
		body = slices.Concat(dir.Workers(decider, today), holder)
	}
	return holder, body
}

// again shows the case as it is now, or the act on its own page, with the outcome of a post.
func (d *Desk) again(w http.ResponseWriter, r *http.Request, who org.Staff, status int, outcome casePage) error {
	p, err := d.openCase(r.Context(), r.PathValue("no"), who)
	if err != nil {
		return err
	}
	p.done, p.open, p.typed, p.stale = outcome.done, outcome.open, outcome.typed, outcome.stale
	if err := d.hall.Yours(p.Case, p.open, app.StaffActor(who)); err != nil && p.stale == nil { // whatever else is wrong with the form
		status, p.typed.Errors = refusalStatus(err), nil
		if !p.typed.Refused(r.Context(), err) {
			return err
		}
	}
	if p.apart() {
		return ui.Show(w, r, status, actTempl(p))
	}
	return ui.Show(w, r, status, caseTempl(p))
}

// refused writes what the core refused at the fields of the form.
func (a action) refused(ctx context.Context, f *ui.Form, err error) bool {
	if !f.Refused(ctx, err) {
		return false
	}
	for i := range f.Errors {
		if a.place != nil {
			f.Errors[i].Field = a.place(*f, f.Errors[i].Field)
		}
	}
	return true
}

// refusalStatus: not one's own to do is 403, everything else can be mended.
func refusalStatus(err error) int {
	var r casework.Refusal
	if errors.As(err, &r) && r.Code == "notYours" {
		return http.StatusForbidden
	}
	return http.StatusUnprocessableEntity
}

// repeated tells that the act which came first is this very one, sent twice: by the same
// person, on the same version, saying the same. The second is answered like the first.
func repeated(first casework.Fact, cmd casework.Command, who org.Staff, seen int) bool {
	if first.Seq != seen+1 || first.By.Kind != org.ByStaff || first.By.No != who.No || first.Act != cmd.Act() {
		return false
	}
	said, now := values(first.Body), values(cmd)
	for name, v := range now {
		if v != "" && !reflect.DeepEqual(v, said[name]) {
			return false
		}
	}
	return true
}

func values(cmd casework.Command) map[string]any {
	var m map[string]any
	text, err := json.Marshal(cmd)
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil {
		panic(err) // acts are stored as JSON objects
	}
	return m
}

// showAct is the page of one act, with what one must know of the case beside it. An act that
// can't be done now leads to the case, which says why.
func (d *Desk) showAct(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	act := org.Act(r.PathValue("act"))
	if _, known := actionOf(act); !known {
		return ui.NotFound()
	}
	p, err := d.openCase(r.Context(), r.PathValue("no"), who)
	if err != nil {
		return err
	}
	if !p.offers(act) {
		return ui.See(w, r, casePath(p.No))
	}
	p.open, p.done = act, d.takeDone(w, r)
	return ui.Show(w, r, http.StatusOK, actTempl(p))
}

func casePath(no string) string { return "/desk/cases/" + no }

func actPath(no string, act org.Act) string { return casePath(no) + "/" + string(act) }

func actID(act org.Act) string { return "act-" + string(act) }

// doneCookie says on the next page what was done. It is no session value: that would cost
// each act a second durable write.
const doneCookie = "yimen_done"

func (d *Desk) done(w http.ResponseWriter, r *http.Request, no string, act org.Act) error {
	http.SetCookie(w, d.doneCookie(string(act), 60))
	return ui.See(w, r, "/desk/cases/"+no)
}

func (d *Desk) takeDone(w http.ResponseWriter, r *http.Request) org.Act {
	c, err := r.Cookie(doneCookie)
	if err != nil {
		return ""
	}
	http.SetCookie(w, d.doneCookie("", -1))
	if !ui.Has(ui.Zh, "acts."+c.Value) {
		return ""
	}
	return org.Act(c.Value)
}

func (d *Desk) doneCookie(value string, seconds int) *http.Cookie {
	return &http.Cookie{Name: doneCookie, Value: value, Path: "/desk/cases", MaxAge: seconds,
		HttpOnly: true, Secure: d.site.Secure, SameSite: http.SameSiteLaxMode}
}

// The opinion (意见) that every case file must show, with standard phrases (常用语): one may
// be chosen, added to, or left aside.
func opinionFields(act org.Act) []ui.Field {
	fields := []ui.Field{{Name: "opinion", Kind: ui.KindTextarea, Label: ui.Words("desk.f.opinion"),
		Hint: ui.Words("desk.f.opinion.hint"), Required: true, Max: maxText, Rows: 3}}
	phrases := ui.Field{Name: phraseField, Kind: ui.KindSelect, Label: ui.Words("desk.f.phrase")}
	for n := 1; ui.Has(ui.Zh, phraseKey(act, strconv.Itoa(n))); n++ {
		phrases.Options = append(phrases.Options, ui.Option{Value: strconv.Itoa(n), Label: ui.Words(phraseKey(act, strconv.Itoa(n)))})
	}
	return append([]ui.Field{phrases}, fields...)
}

const (
	phraseField = "phrase"
	maxText     = 4000 // characters of an opinion or reason, as casework takes them
)

func phraseKey(act org.Act, n string) string { return "desk.phrase." + string(act) + "." + n }

// insertPhrase puts the phrase chosen before the opinion typed. The file is kept in Chinese,
// whatever language the page was read in.
func insertPhrase(act org.Act, f *ui.Form) {
	key := phraseKey(act, f.Get(phraseField))
	if !ui.Has(ui.Zh, key) || len(f.All(phraseField)) != 1 {
		return
	}
	f.Values.Del(phraseField)
	f.Values.Set("opinion", strings.TrimSpace(ui.T(ui.Zh, key)+f.Get("opinion")))
}

func day(f ui.Form, name string) period.Date {
	d, _ := period.ParseDate(f.Get(name)) // checked before; empty is no day
	return d
}
