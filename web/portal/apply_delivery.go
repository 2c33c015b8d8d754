package portal

import (
	"net/http"
	"net/url"
	"slices"

	"yimen/core/casework"
	"yimen/web/ui"
)

// about asks whether the application is to change or to renew a licence (许可法49、50); for a new one
// it stays empty.
func (p *portal) about(w http.ResponseWriter, r *http.Request, d draft) error {
	fields := ui.AboutFields(d.File.Item)
	if len(fields) == 0 {
		return ui.NotFound()
	}
	f := ui.Form{Values: url.Values{}}
	ui.AboutValues(f.Values, d.About)
	return ui.Show(w, r, http.StatusOK, wishPage(d.shell(r.Context(), "about"), d, "about", fields, f))
}

func (p *portal) saveAbout(w http.ResponseWriter, r *http.Request, d draft) error {
	fields := ui.AboutFields(d.File.Item)
	if len(fields) == 0 {
		return ui.NotFound()
	}
	f := ui.Posted(r)
	f.Check(append(slices.Clone(fields), thenField))
	if !f.OK() {
		return ui.Again(w, r, wishPage(d.shell(r.Context(), "about"), d, "about", fields, f))
	}
	filing := d.filing()
	filing.About = ui.About(f)
	return p.save(w, r, d, filing, "about")
}

// delivery asks how the result is to be served 送达地址确认; it may stay empty.
func (p *portal) delivery(w http.ResponseWriter, r *http.Request, d draft) error {
	f := ui.Form{Values: url.Values{}}
	ui.DeliveryValues(f.Values, d.Delivery)
	return ui.Show(w, r, http.StatusOK, wishPage(d.shell(r.Context(), "delivery"), d, "delivery", ui.DeliveryFields(), f))
}

func (p *portal) saveDelivery(w http.ResponseWriter, r *http.Request, d draft) error {
	f := ui.Posted(r)
	f.Check(append(ui.DeliveryFields(), thenField))
	wish := ui.Delivery(f)
	if !later(r) {
		for _, e := range deliveryProblems(wish) {
			if _, known := f.Error(e.Field); !known {
				f.Errors = append(f.Errors, e)
			}
		}
	}
	if !f.OK() {
		return ui.Again(w, r, wishPage(d.shell(r.Context(), "delivery"), d, "delivery", ui.DeliveryFields(), f))
	}
	filing := d.filing()
	filing.Delivery = wish
	return p.save(w, r, d, filing, "delivery")
}

// deliveryProblems are the wrong values of how the result is to be served.
func deliveryProblems(d *casework.Delivery) []ui.FieldError {
	var list []ui.FieldError
	for _, e := range d.Check() {
		list = append(list, ui.FieldError{Field: e.Field, Code: e.Code, Args: ui.Places(e.Args)})
	}
	return list
}
