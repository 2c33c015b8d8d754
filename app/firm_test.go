package app_test

import (
	"errors"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/store"
	"yimen/testkit"
)

const firmCode = "92330303MA2CB0BK77"

// A firm's handler applies in its name while his mandate stands, and each act says who acted.
func TestHandlerActsForAFirm(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		sent := texts(w)
		rep, hand := registered(t, w, ownPhone, ownNumber), registered(t, w, "13805779002", "330302194905067212")
		_, err := w.AddFirm(ctx, rep.ID, "92330303MA2CB0BK78", "")
		atField(t, err, "name", "required")
		firm, err := w.AddFirm(ctx, rep.ID, " 92330303ma2cb0bk77", "永昌餐饮有限公司")
		must(t, err)
		_, err = w.AddFirm(ctx, rep.ID, firmCode, "永昌餐饮有限公司")
		atField(t, err, "code", "firmTwice")
		if _, err := w.OwnFirm(ctx, hand.ID, firm.ID); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("the firm of another opens: %v", err)
		}

		today := w.Today()
		x := store.Handler{Name: hand.Name, Phone: hand.Phone, From: today, To: today.Add(30), Items: []string{testkit.Firm}}
		invite := func(change func(x *store.Handler)) error {
			y := x
			change(&y)
			return w.Invite(ctx, rep, firm, y, "请登录查看")
		}
		atField(t, invite(func(x *store.Handler) { x.Phone = rep.Phone }), "phone", "handlerSelf")
		atField(t, invite(func(x *store.Handler) { x.Phone = "0577-1" }), "phone", "mobile")
		atField(t, invite(func(x *store.Handler) { x.Name = " " }), "name", "required")
		atField(t, invite(func(x *store.Handler) { x.To = today.Add(-1) }), "to", "dayTooEarly")
		atField(t, invite(func(x *store.Handler) { x.To = today.Add(2000) }), "to", "mandateLong")
		atField(t, invite(func(x *store.Handler) { x.Items = []string{"none"} }), "items", "not_an_option")
		must(t, invite(func(*store.Handler) {}))
		atField(t, invite(func(*store.Handler) {}), "phone", "handlerTwice")
		if len(*sent) != 1 || (*sent)[0] != hand.Phone+" 请登录查看" {
			t.Errorf("sent %v", *sent)
		}
		waiting, err := w.Store.Invited(ctx, hand.Phone)
		must(t, err)
		id := waiting[0].ID

		filing := casework.Filing{Channel: catalog.Online}
		_, err = w.BeginFor(ctx, hand.ID, firm.ID, testkit.Firm, filing)
		refused(t, err, "mandateEnded") // not taken yet
		if err := w.TakeMandate(ctx, rep, id); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("another takes it: %v", err)
		}
		other := hand
		other.Name = "王建国"
		refused(t, w.TakeMandate(ctx, other, id), "handlerName")
		must(t, w.TakeMandate(ctx, hand, id))
		_, err = w.BeginFor(ctx, hand.ID, firm.ID, testkit.Shop, filing)
		refused(t, err, "mandateEnded") // not for that item

		rec, err := w.BeginFor(ctx, hand.ID, firm.ID, testkit.Firm, filing)
		must(t, err)
		if a := rec.Applicant; a.ID != firmCode || a.Holder != hand.Name || a.Phone != hand.Phone || a.Name != firm.Name {
			t.Errorf("the draft names %+v", a)
		}
		full, err := w.Filing(ctx, rec, testkit.Community)
		must(t, err)
		_, err = w.SubmitAs(ctx, rec.Draft, full, hand.ID)
		atField(t, err, "applicant.id", "firmDiffers")
		full.Applicant = rec.Applicant
		_, err = w.SubmitAs(ctx, rec.Draft, full, 0)
		refused(t, err, "mandateEnded") // whoever else knows the draft's code
		draft := rec.Draft
		rec, err = w.SubmitAs(ctx, draft, full, hand.ID)
		must(t, err)
		if by := rec.Facts[len(rec.Facts)-1].By; by.Via != hand.Name || by.No != firmCode {
			t.Errorf("handed in by %+v", by)
		}
		again, err := w.SubmitAs(ctx, draft, full, hand.ID)
		must(t, err)
		if again.No != rec.No {
			t.Errorf("handed in twice: %s and %s", rec.No, again.No)
		}

		owns := func(r store.Resident, want bool, cases int) {
			t.Helper()
			got, err := w.Owns(ctx, r.ID, rec.Case)
			must(t, err)
			list, err := w.OwnCases(ctx, r, 0)
			must(t, err)
			if got != want || len(list.Cases) != cases {
				t.Errorf("%s owns %v and lists %d", r.Phone, got, len(list.Cases))
			}
		}
		owns(rep, true, 1)
		owns(hand, true, 1)
		owns(registered(t, w, "13805779009", "330302195203084127"), false, 0)
		via, err := w.Via(ctx, hand.ID, rec.Case)
		must(t, err)
		if via != hand.Name {
			t.Errorf("acts %q", via)
		}
		w.Clock.Set(today.Add(31).At(9, 0)) // the last day has gone
		owns(hand, false, 0)
		w.Clock.Set(today.Add(5).At(9, 0))
		owns(hand, true, 1)
		must(t, w.Revoke(ctx, firm, id))
		owns(hand, false, 0)
		owns(rep, true, 1)
		if err := w.LayDown(ctx, hand, id); !errors.Is(err, store.ErrConflict) {
			t.Errorf("ended twice: %v", err)
		}
		via, err = w.Via(ctx, hand.ID, rec.Case)
		must(t, err)
		if via != "" {
			t.Errorf("acts %q with a revoked mandate", via)
		}
	})
}

// Whoever is invited may decline, and nobody else may for him.
func TestDeclined(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	rep, hand := registered(t, w, ownPhone, ownNumber), registered(t, w, "13805779002", "330302194905067212")
	firm, err := w.AddFirm(ctx, rep.ID, firmCode, "永昌餐饮有限公司")
	must(t, err)
	must(t, w.Invite(ctx, rep, firm, store.Handler{Name: hand.Name, Phone: hand.Phone, From: w.Today(), To: w.Today()}, ""))
	list, err := w.Store.Invited(ctx, hand.Phone)
	must(t, err)
	if err := w.LayDown(ctx, rep, list[0].ID); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("another declines: %v", err)
	}
	must(t, w.LayDown(ctx, hand, list[0].ID))
	if err := w.TakeMandate(ctx, hand, list[0].ID); !errors.Is(err, store.ErrConflict) {
		t.Errorf("taken after it was declined: %v", err)
	}
	foreign := store.Firm{ID: firm.ID + 1}
	if err := w.Revoke(ctx, foreign, list[0].ID); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("another firm revokes: %v", err)
	}
}
