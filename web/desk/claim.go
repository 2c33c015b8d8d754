package desk

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// claimPage (认领与转交) is who works on a case at each seat that has it, what the reader may
// note there, and how it went from hand to hand.
type claimPage struct {
	casePage
	who   org.Staff
	notes []store.Claim
	form  ui.Form
	seat  store.Seat // of the form that was refused
}

func (d *Desk) queueRoutes(mux *http.ServeMux) {
	mux.Handle("GET /desk", d.page(d.showQueue))
	mux.Handle("GET /desk/unit", d.page(d.showQueue))
	mux.Handle("GET /desk/export/{name}", d.page(d.exportQueue))
	mux.Handle("POST /desk/views", d.page(d.saveView))
	mux.Handle("POST /desk/views/drop", d.page(d.dropView))
	mux.Handle("POST /desk/claims", d.page(d.claimChosen))
	mux.Handle("GET /desk/cases/{no}/claim", d.page(d.showClaim))
	mux.Handle("POST /desk/cases/{no}/claim", d.page(d.noteClaim))
}

// workValue names a case at a seat in one word of a form.
func workValue(no string, s store.Seat) string { return no + "." + seatValue(s) }

func readSeat(text string) store.Seat {
	unit, post, _ := strings.Cut(text, ".")
	return store.Seat{Unit: unit, Post: org.Post(post)}
}

// claimChosen (批量认领) claims the cases that were marked, each by itself: what colleagues took
// meanwhile stays theirs.
func (d *Desk) claimChosen(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	f := ui.Posted(r)
	mine, missed := 0, 0
	chosen := f.All("work")
	for _, value := range chosen[:min(len(chosen), pageRows)] {
		no, seat, _ := strings.Cut(value, ".")
		err := d.hall.Claim(r.Context(), no, readSeat(seat), who.No)
		var refused casework.Refusal
		switch {
		case err == nil:
			mine++
		case errors.As(err, &refused), errors.Is(err, app.ErrNotFound):
			missed++
		default:
			return err
		}
	}
	switch {
	case len(chosen) == 0:
		d.say(w, "none", 0, 0)
	case missed > 0:
		d.say(w, "missed", mine, missed)
	default:
		d.say(w, "claimed", mine, 0)
	}
	return ui.See(w, r, backTo(f.Get("back")))
}

// backTo is a queue's address, whatever a form says.
func backTo(address string) string {
	base, _, _ := strings.Cut(address, "?")
	if base == myQueue || base == unitQueue {
		return address
	}
	return myQueue
}

func (d *Desk) claimOf(ctx context.Context, no string, who org.Staff) (claimPage, error) {
	p := claimPage{who: who, casePage: casePage{desk: d}}
	var err error
	if p.File, err = d.hall.Open(ctx, no, app.StaffActor(who)); err != nil {
		return p, err
	}
	if p.works, err = d.hall.Store.WorkOf(ctx, no); err != nil {
		return p, err
	}
	p.notes, err = d.hall.Store.Claims(ctx, p.ID)
	return p, err
}

func (d *Desk) showClaim(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.claimOf(r.Context(), r.PathValue("no"), who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, claimTempl(p))
}

// noteClaim claims, gives back or hands over, by the button that was pressed.
func (d *Desk) noteClaim(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, no, f := r.Context(), r.PathValue("no"), ui.Posted(r)
	seat := readSeat(f.Get("seat"))
	if _, err := d.hall.Open(ctx, no, app.StaffActor(who)); err != nil { // before what was sent is looked at
		return err
	}
	var err error
	switch f.Get("do") {
	case "claim":
		err = d.hall.Claim(ctx, no, seat, who.No)
	case "back":
		err = d.hall.GiveBack(ctx, no, seat, who.No)
	case "over":
		err = d.hall.HandOver(ctx, no, seat, f.Get("to"), f.Get("why"), who.No)
	default:
		return ui.NotFound()
	}
	if err == nil {
		return ui.See(w, r, "/desk/cases/"+no+"/claim")
	}
	if !f.Refused(ctx, err) {
		return err
	}
	p, err := d.claimOf(ctx, no, who)
	if err != nil {
		return err
	}
	p.form, p.seat = f, seat
	return ui.Show(w, r, http.StatusUnprocessableEntity, claimTempl(p))
}

// mine are the seats of the case that the reader works.
func (p claimPage) mine() []store.Work {
	return slices.DeleteFunc(slices.Clone(p.works), func(w store.Work) bool { return !p.desk.hall.Works(p.who.No, w) })
}

// overFields are what a hand-over must say.
func (p claimPage) overFields(w store.Work) []ui.Field {
	to := ui.Field{Name: "to", ID: "to-" + string(w.Post), Kind: ui.KindSelect, Label: ui.Words("queue.over.to"), Required: true}
	for _, s := range p.desk.hall.Fellows(w) {
		if s.No != w.Holder {
			to.Options = append(to.Options, ui.Option{Value: s.No, Label: ui.Text{Zh: s.Name, En: s.NameEN}})
		}
	}
	return []ui.Field{to, {Name: "why", ID: "why-" + string(w.Post), Kind: ui.KindTextarea, Label: ui.Words("queue.over.why"),
		Hint: ui.Words("queue.over.why.hint"), Required: true, Max: 500, Rows: 2}}
}

// overAll are the fields of the form that was refused, for the summary of what is wrong.
func (p claimPage) overAll() []ui.Field {
	for _, w := range p.works {
		if w.Seat() == p.seat {
			return p.overFields(w)
		}
	}
	return nil
}

// typedFor is what was typed for a seat.
func (p claimPage) typedFor(w store.Work) ui.Form {
	if p.seat == w.Seat() {
		return p.form
	}
	return ui.Form{}
}

func (p claimPage) seatName(ctx context.Context, s store.Seat) string {
	return p.desk.unitName(ctx, s.Unit) + " · " + ui.CodeName(ctx, "post", string(s.Post))
}

// holderName says who works on a piece of open work.
func (d *Desk) holderName(ctx context.Context, w store.Work) string {
	if w.Holder == "" {
		return ui.Say(ctx, "queue.free")
	}
	return d.staffName(ctx, w.Holder)
}

// hands are the notes, newest first.
func (p claimPage) hands(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "queue.hands")}
	for _, c := range []string{"at", "seat", "what", "why"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "queue.hands."+c), Tight: c != "why" && c != "what"})
	}
	for _, n := range slices.Backward(p.notes) {
		t.Rows = append(t.Rows, ui.Row{Cells: cells(ui.ShortWhen(n.At), p.seatName(ctx, n.Seat), p.noteText(ctx, n), n.Why)})
	}
	return t
}

func (p claimPage) noteText(ctx context.Context, n store.Claim) string {
	by := p.desk.staffName(ctx, n.By)
	switch {
	case n.Staff == "":
		return ui.Say(ctx, "queue.note.back", "by", by)
	case n.Staff == n.By && n.Why != "":
		return ui.Say(ctx, "queue.note.took", "by", by)
	case n.Staff == n.By:
		return ui.Say(ctx, "queue.note.claim", "by", by)
	}
	return ui.Say(ctx, "queue.note.over", "by", by, "to", p.desk.staffName(ctx, n.Staff))
}
