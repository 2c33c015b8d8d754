package app_test

import (
	"errors"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/testkit"
)

// administered adds an administrator to the test district: nobody gives himself a right, so the
// store does.
func administered(t *testing.T, w *testkit.World) string {
	t.Helper()
	snap, version, err := w.Store.Directory(ctx)
	must(t, err)
	h := snap.Holdings[0]
	snap.Staff = append(snap.Staff, org.Staff{No: "root", Name: "管理员", Unit: h.Unit})
	snap.Holdings = append(snap.Holdings, org.Holding{Staff: "root", Unit: h.Unit, Post: org.Administrator, From: h.From})
	must(t, w.Store.SaveDirectory(ctx, snap, version))
	must(t, w.Reload(ctx))
	return "root"
}

// A change of rights is in force here at once and elsewhere after the next refresh, and its log
// says who, what before, what after and why.
func TestAmend(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		root := administered(t, w)
		elsewhere, err := app.NewHall(ctx, w.Store, nil, w.Now)
		must(t, err)
		snap, _, err := w.Store.Directory(ctx)
		must(t, err)
		h := snap.Holdings[0]
		end := h
		end.To = w.Today().Add(-1)
		change := app.Amendment{Place: 0, Row: end, Seen: app.Imprint(h), Reason: " 调离 "}
		var r casework.Refusal
		if err := w.Amend(ctx, change, h.Staff); !errors.As(err, &r) || r.Code != "notAdministrator" {
			t.Errorf("who is no administrator: %v", err)
		}
		must(t, w.Amend(ctx, change, root))
		if err := w.Amend(ctx, change, root); err == nil {
			t.Error("the same change over a row that is another by now")
		}
		has := func(hall *app.Hall) bool {
			for _, x := range hall.Directory().HoldingsOf(h.Staff, w.Today()) {
				if x.Unit == h.Unit && x.Post == h.Post {
					return true
				}
			}
			return false
		}
		if has(w.Hall) {
			t.Error("the post is still held here")
		}
		if !has(elsewhere) {
			t.Error("another process knew before it refreshed")
		}
		must(t, elsewhere.Refresh(ctx))
		if has(elsewhere) {
			t.Error("the post is still held in another process")
		}
		log, err := w.Store.RightChanges(ctx, h.Staff, 0, 10)
		must(t, err)
		if len(log) != 1 || log[0].By != root || log[0].Reason != "调离" || log[0].Kind != "holding" || log[0].Before == log[0].After || log[0].Before == "" {
			t.Errorf("log %+v", log)
		}
	})
}

// What is wrong with a row is said at its field, and nothing is changed or logged.
func TestAmendRefuses(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	root := administered(t, w)
	snap, _, err := w.Store.Directory(ctx)
	must(t, err)
	h := snap.Holdings[0]
	bad := func(change func(*org.Holding)) org.Holding {
		x := h
		change(&x)
		return x
	}
	n := len(snap.Holdings)
	for name, c := range map[string]struct {
		row           org.Holding
		reason, field string
	}{
		"no reason":    {h, "", "reason"},
		"no unit":      {bad(func(x *org.Holding) { x.Unit = "none" }), "x", "unit"},
		"no post":      {bad(func(x *org.Holding) { x.Post = "none" }), "x", "post"},
		"no item":      {bad(func(x *org.Holding) { x.Items = []string{"none"} }), "x", "items"},
		"turned round": {bad(func(x *org.Holding) { x.To = x.From.Add(-1) }), "x", "to"},
	} {
		var v casework.Invalid
		if err := w.Amend(ctx, app.Amendment{Place: n, Row: c.row, Reason: c.reason}, root); !errors.As(err, &v) || v[0].Field != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
	var r casework.Refusal
	own := bad(func(x *org.Holding) { x.Staff = root })
	if err := w.Amend(ctx, app.Amendment{Place: n, Row: own, Reason: "x"}, root); !errors.As(err, &r) || r.Code != "ownRights" {
		t.Errorf("own right: %v", err)
	}
	log, err := w.Store.RightChanges(ctx, "", 0, 10)
	must(t, err)
	if len(log) > 0 {
		t.Errorf("log of what was refused: %+v", log)
	}
}
