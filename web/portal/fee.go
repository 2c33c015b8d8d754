package portal

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/casework"
	"yimen/pay"
	"yimen/store"
	"yimen/web/ui"
)

// feeView is what a case costs, and where it is paid.
type feeView struct {
	app.File
	Online   bool            // it can be paid online now
	Refunded []store.Payment // given back: nothing was due for them
	Unit     string          // whose counter takes it
	Phone    string
}

// fee is the order, the receipt or the ways to pay 缴费.
func (p *portal) fee(w http.ResponseWriter, r *http.Request, f app.File) error {
	ctx := r.Context()
	v := feeView{File: f, Online: p.hall.PaysOnline(f), Unit: p.unitByCode(ctx, f.AcceptUnit)}
	_, v.Phone = p.phones(f)
	all, err := p.hall.Store.Payments(ctx, f.No)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.Outcome == store.Refunded {
			v.Refunded = append(v.Refunded, one)
		}
	}
	s := shell(ctx, "track", ui.Say(ctx, "handout.pay.title"), ui.Link{Text: say(ctx, "nav.track"), Href: "/track"}, ui.Link{Text: f.No, Href: casePath(f.No)})
	return ui.Show(w, r, http.StatusOK, feePage(s, v))
}

// payNext is what comes next of a case that owes: the payment, and with it or after it what the
// body does.
func payNext(ctx context.Context, f app.File, next string) string {
	if f.Item.Sheet.Fee.PayFirst {
		return ui.Say(ctx, "handout.pay.next.first", "yuan", casework.Yuan(f.Fee.Total()), "result", itemResult(ctx, f.Item))
	}
	return ui.Say(ctx, "handout.pay.next", "yuan", casework.Yuan(f.Fee.Total())) + next
}

// lines are the charges with what was waived and why.
func (v feeView) lines(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "handout.pay.title"), Cols: []ui.Col{{Text: ui.Say(ctx, "handout.pay.name")}, {Text: ui.Say(ctx, "handout.pay.basis")},
		{Text: ui.Say(ctx, "handout.pay.due"), Num: true}, {Text: ui.Say(ctx, "handout.pay.waived"), Num: true}}}
	for _, l := range v.Fee.Lines {
		waived := casework.Yuan(l.Reduced)
		if l.By != "" {
			waived += " · " + l.By
		}
		name, standard := l.Name, l.Standard
		for _, f := range v.Item.Sheet.Fee.Items {
			if f.Name == l.Name {
				name, standard = both(ctx, f.Name, f.NameEN), both(ctx, l.Standard, f.StandardEN)
			}
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(name), ui.Str(standard + " · " + l.Basis), ui.Str(casework.Yuan(l.Fen)), ui.Str(waived)}})
	}
	return t
}

// state says where the payment stands; empty while it is to be paid.
func (v feeView) state(ctx context.Context) (ui.Tone, string) {
	switch {
	case !v.Fee.PaidOn.IsZero():
		return ui.Good, ui.Say(ctx, "handout.pay.paid", "day", ui.Day(ctx, v.Fee.PaidOn), "receipt", v.Fee.Receipt)
	case v.Fee.Total() == 0:
		return ui.Good, ui.Say(ctx, "handout.pay.waivedAll")
	case !v.Payable():
		return ui.Info, ui.Say(ctx, "handout.pay.over")
	}
	return "", ""
}

// goPay leads to the platform. It is a link and no form: where a form leads is kept within
// this site, and an order that is registered again stays the same.
func (p *portal) goPay(w http.ResponseWriter, r *http.Request, f app.File) error {
	if !p.hall.PaysOnline(f) {
		return ui.See(w, r, casePath(f.No)+"/pay")
	}
	to, err := p.hall.StartPayment(r.Context(), f, p.hall.Paper.Site)
	if err != nil {
		return err
	}
	return ui.See(w, r, to)
}

// reportLimit is the largest report of a platform, in bytes.
const reportLimit = 64 << 10

// paid takes the report of a platform. Whoever else sends something gets no answer to learn
// from; 200 says that it was booked, or given back, and need not be reported again.
func (p *portal) paid(w http.ResponseWriter, r *http.Request) {
	if p.hall.Pay == nil || r.PathValue("provider") != p.hall.Pay.Name() {
		p.site.Fail(w, r, ui.NotFound())
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, reportLimit))
	if err != nil {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	m, err := p.hall.Pay.Read(r.Header, body)
	if err != nil {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	if err := p.hall.Paid(r.Context(), m); err != nil {
		p.site.Log.Error("a payment was not booked", "order", m.Order, "ref", m.Ref, "err", err)
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/plain")
	io.WriteString(w, "success") // to a platform that went away it is reported again
}

// trialPageOf is a page of the trial platform.
type trialPageOf func(w http.ResponseWriter, r *http.Request, t pay.Trial, o pay.Order) error

// trial makes a page of it where the trial platform is in use, for orders that it has signed.
func (p *portal) trial(page trialPageOf) ui.Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		t, in := p.hall.Pay.(pay.Trial)
		if !in {
			return ui.NotFound()
		}
		q := r.URL.Query()
		o, err := t.Order(q.Get("order"), q.Get("sign"))
		if errors.Is(err, pay.ErrForged) {
			return ui.NotFound()
		}
		if err != nil {
			return err
		}
		return page(w, r, t, o)
	}
}

func (p *portal) trialOrder(w http.ResponseWriter, r *http.Request, _ pay.Trial, o pay.Order) error {
	return ui.Show(w, r, http.StatusOK, trialPage(trialShell(r.Context()), r.URL.RequestURI(), o, ""))
}

// trialPay confirms: the hall is told first, then the payer goes back.
func (p *portal) trialPay(w http.ResponseWriter, r *http.Request, t pay.Trial, o pay.Order) error {
	if err := t.Confirm(r.Context(), o); err != nil {
		p.site.Log.Error("the hall did not take a report", "order", o.No, "err", err)
		return ui.Show(w, r, http.StatusBadGateway, trialPage(trialShell(r.Context()), r.URL.RequestURI(), o, ui.Say(r.Context(), "handout.trial.failed")))
	}
	return ui.See(w, r, backOf(o))
}

// backOf is where the payer is led; the trial platform lives on the hall's own site.
func backOf(o pay.Order) string {
	no, _, _ := strings.Cut(o.No, "-")
	return casePath(no) + "/pay"
}

func trialShell(ctx context.Context) ui.Shell {
	return shell(ctx, "", ui.Say(ctx, "handout.trial.title"))
}
