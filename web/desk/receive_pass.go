package desk

import (
	"context"
	"errors"
	"net/http"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// What follows at once when an application is received (窗口一次办理): the button that was pressed
// says it. Without one the case is received and waits.
const (
	doField    = "do"
	findParty  = "find"       // nothing is received yet: who is it?
	keepIt     = "keep"       // nothing is received yet: what was typed is kept 暂存
	dropIt     = "drop"       // and forgotten again
	acceptNow  = "accept"     // 收件并受理
	tellDefect = "supplement" // 收件并告知补正
)

// acceptNowFields are what the pass asks beside the application: the opinion of the acceptance.
func acceptNowFields() []ui.Field {
	fields := []ui.Field{{Name: doField, Kind: ui.KindHidden, Max: 20}}
	for _, f := range opinionFields(org.Accept) {
		f.Required = false // asked by the act itself, when it is done
		fields = append(fields, f)
	}
	return fields
}

// find (查找申请人) fills in who applied under this number before, where the clerk may read it; what
// was typed stays.
func (c *counter) find(ctx context.Context) error {
	number := c.form.Get("applicant.id")
	if number == "" {
		c.form.Refuse("applicant.id", "required")
		return nil
	}
	rec, known, err := c.desk.hall.KnownParty(ctx, number, app.StaffActor(c.who))
	if err != nil || !known {
		c.sought = !known
		return err
	}
	c.from = rec.No
	was := rec.Applicant
	for name, value := range map[string]string{"name": was.Name, "phone": was.Phone, "holder": was.Holder} {
		if c.form.Get("applicant."+name) == "" {
			c.form.Values.Set("applicant."+name, value)
		}
	}
	c.form.Values.Set("applicant.idType", was.IDType)
	return nil
}

// onward does what follows the receipt and leads to the case, where the slips are.
func (c counter) onward(w http.ResponseWriter, r *http.Request, rec app.Record) error {
	d := c.desk
	r.SetPathValue("no", rec.No)
	switch c.form.Get(doField) {
	case acceptNow:
		if rec.State() == casework.Received { // sent twice it is accepted already
			return d.acceptReceived(w, r, c, rec)
		}
		return d.done(w, r, rec.No, org.Accept)
	case tellDefect:
		http.SetCookie(w, d.doneCookie(string(org.Receive), 60))
		return ui.See(w, r, actPath(rec.No, org.RequestSupplement))
	}
	return d.done(w, r, rec.No, org.Receive)
}

// acceptReceived accepts what was received a moment ago. Refused, the case page says why, with the
// opinion in its form: the receipt stands.
func (d *Desk) acceptReceived(w http.ResponseWriter, r *http.Request, c counter, rec app.Record) error {
	a, _ := actionOf(org.Accept)
	f := ui.Form{Values: map[string][]string{seenField: {plain(rec.Version)}}}
	for _, name := range []string{phraseField, "opinion"} {
		if text := c.form.Get(name); text != "" {
			f.Values.Set(name, text)
		}
	}
	if err := d.insertKept(r.Context(), &f, c.who.No); err != nil {
		return err
	}
	_, refused, err := d.perform(r.Context(), a, rec.No, &f, c.who)
	var stale *app.Stale
	switch {
	case errors.As(err, &stale):
		return d.again(w, r, c.who, http.StatusConflict, casePage{done: org.Receive, open: a.act, typed: f, stale: stale})
	case err != nil:
		return err
	case !f.OK():
		return d.again(w, r, c.who, refusalStatus(refused), casePage{done: org.Receive, open: a.act, typed: f})
	}
	return d.done(w, r, rec.No, org.Accept)
}
