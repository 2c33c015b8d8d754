package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"yimen/app"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// calendarPage is the administration of the calendar (工作日历): what is known, what waits for
// its second person, what was brought in before.
type calendarPage struct {
	desk      *Desk
	who       org.Staff
	proposals []store.Proposal
}

// calendarRoutes adds the pages of the calendar.
func (d *Desk) calendarRoutes(mux *http.ServeMux) {
	mux.Handle("GET /desk/calendar", d.page(d.administrator(d.showCalendar)))
	mux.Handle("GET /desk/calendar/new", d.page(d.administrator(d.newArrangement)))
	mux.Handle("POST /desk/calendar", d.upload(calendarLimit, d.administrator(d.propose)))
	mux.Handle("GET /desk/calendar/{id}", d.page(d.administrator(d.showProposal)))
	mux.Handle("POST /desk/calendar/{id}/{end}", d.page(d.administrator(d.endProposal)))
}

// calendarLimit is the largest upload, in bytes: a calendar file and the form around it.
const calendarLimit = 2 << 20

// administrator keeps a page to 系统管理员.
func (d *Desk) administrator(p staffPage) staffPage {
	return func(w http.ResponseWriter, r *http.Request, who org.Staff) error {
		if !d.hall.Administers(who.No) {
			return ui.Forbidden("notAdministrator")
		}
		return p(w, r, who)
	}
}

func (d *Desk) showCalendar(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	all, err := d.hall.Proposals(r.Context())
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, calendarTempl(calendarPage{d, who, all}))
}

// arrangementPage is the form that brings an arrangement in.
type arrangementPage struct {
	desk *Desk
	year int
	form ui.Form
}

// newArrangement begins the form with what is known of the year.
func (d *Desk) newArrangement(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	cal := d.hall.NewestCalendar()
	year, err := strconv.Atoi(r.URL.Query().Get("year"))
	if err != nil || year < cal.FirstYear() || year > cal.LastYear()+1 {
		year = cal.LastYear() + 1
	}
	v := url.Values{"year": {strconv.Itoa(year)}}
	a, known := cal.Arrangement(year)
	if !known { // a newer program may know it
		a, known = period.Default().Arrangement(year)
	}
	if known {
		v.Set("off", daysText(a.Off))
		v.Set("work", daysText(a.Work))
		v.Set("url", lines(a.Papers))
	}
	return ui.Show(w, r, http.StatusOK, arrangementTempl(arrangementPage{d, year, ui.Form{Values: v}}))
}

// propose keeps an arrangement until a second person confirms it.
func (d *Desk) propose(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	a, err := d.announcement(ctx, &f)
	if err != nil {
		return err
	}
	if f.OK() {
		p, err := d.hall.Propose(ctx, a, who.No)
		var problems app.Problems
		switch {
		case err == nil:
			return ui.See(w, r, proposalPath(p))
		case !errors.As(err, &problems):
			return err
		}
		refuse(ctx, &f, problems)
	}
	year, _ := strconv.Atoi(f.Get("year"))
	return ui.Show(w, r, http.StatusUnprocessableEntity, arrangementTempl(arrangementPage{d, year, f}))
}

func proposalPath(p store.Proposal) string { return "/desk/calendar/" + strconv.FormatInt(p.ID, 10) }

// proposalPage is one arrangement: its days, the open cases that it moves, and the word of
// the second person.
type proposalPage struct {
	desk   *Desk
	who    org.Staff
	p      store.Proposal
	form   ui.Form
	shifts []period.Shift  // days that stand otherwise than now
	cases  []app.CaseShift // the first of those that move
	moved  int             // how many do
	looked int             // how many are open
}

// mostShown is how many cases the page lists; the count says how many there are.
const mostShown = 200

func (d *Desk) showProposal(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	v, err := d.proposal(r.Context(), r.PathValue("id"), who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, proposalTempl(v))
}

func (d *Desk) proposal(ctx context.Context, id string, who org.Staff) (proposalPage, error) {
	v := proposalPage{desk: d, who: who}
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return v, ui.NotFound()
	}
	if v.p, err = d.hall.Store.Proposal(ctx, n); errors.Is(err, store.ErrNotFound) {
		return v, ui.NotFound()
	}
	if err != nil || v.p.Outcome != store.Waiting {
		return v, err
	}
	if v.shifts, err = d.hall.DaysMoved(v.p); err != nil {
		return v, err
	}
	v.looked, err = d.hall.Foresee(ctx, v.p, func(s app.CaseShift) {
		if len(s.Running()) == 0 {
			return
		}
		if v.moved++; len(v.cases) < mostShown {
			v.cases = append(v.cases, s)
		}
	})
	return v, err
}

// endProposal is the word of the second person: confirm or reject.
func (d *Desk) endProposal(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f, id := r.Context(), ui.Posted(r), r.PathValue("id")
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return ui.NotFound()
	}
	f.Check(remarkFields)
	if f.OK() {
		switch r.PathValue("end") {
		case "confirm":
			_, err = d.hall.Confirm(ctx, n, who.No, f.Get("remark"))
		case "reject":
			_, err = d.hall.Reject(ctx, n, who.No, f.Get("remark"))
		default:
			return ui.NotFound()
		}
		if err == nil {
			return ui.See(w, r, "/desk/calendar")
		}
		if err := refusedEnd(ctx, &f, err); err != nil {
			return err
		}
	}
	v, err := d.proposal(ctx, id, who)
	if err != nil {
		return err
	}
	v.form = f
	return ui.Show(w, r, http.StatusUnprocessableEntity, proposalTempl(v))
}

// refusedEnd writes why the word does not count; an error that is no refusal comes back.
func refusedEnd(ctx context.Context, f *ui.Form, err error) error {
	var problems app.Problems
	switch {
	case errors.Is(err, store.ErrNotFound):
		return ui.NotFound()
	case errors.Is(err, app.ErrSamePerson):
		f.Refuse("", "calendarSamePerson")
	case errors.Is(err, app.ErrEnded):
		f.Refuse("", "calendarEnded")
	case errors.As(err, &problems):
		refuse(ctx, f, problems)
	default:
		return err
	}
	return nil
}
