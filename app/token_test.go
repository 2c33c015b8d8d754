package app_test

import (
	"errors"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/store"
	"yimen/testkit"
)

func TestATokenOpensUntilItEnds(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		secret, made, err := w.NewToken(ctx, store.Token{Name: " 省网 ", Staff: clerk.No, Scopes: []string{app.MayRead, app.MayAct}, Until: w.Today().Add(1), MadeBy: "root"})
		must(t, err)
		got, staff, err := w.Token(ctx, secret)
		must(t, err)
		if got.ID != made.ID || got.Name != "省网" || staff.No != clerk.No || strings.Join(got.Scopes, " ") != "read act" || got.PerMinute != 120 {
			t.Errorf("the token is %+v of %s", got, staff.No)
		}
		for table, rows := range holding(t, w, secret) {
			t.Errorf("%s holds the token itself: %q", table, rows)
		}
		for _, wrong := range []string{"", "yimen_", secret + "x", secret[:len(secret)-1], "x" + secret} {
			if _, _, err := w.Token(ctx, wrong); !errors.Is(err, app.ErrToken) {
				t.Errorf("%q opens: %v", wrong, err)
			}
		}
		if list, err := w.Store.Tokens(ctx); err != nil || len(list) != 1 || list[0].UsedOn != w.Today() || list[0].MadeBy != "root" {
			t.Errorf("listed as %+v: %v", list, err)
		}
		w.Clock.Set(later(2))
		if _, _, err := w.Token(ctx, secret); !errors.Is(err, app.ErrToken) {
			t.Errorf("it opens after its last day: %v", err)
		}
		w.Clock.Set(later(0))
		must(t, w.RevokeToken(ctx, made.ID))
		if err := w.RevokeToken(ctx, made.ID); !errors.Is(err, store.ErrConflict) {
			t.Errorf("revoked twice: %v", err)
		}
		if _, _, err := w.Token(ctx, secret); !errors.Is(err, app.ErrToken) {
			t.Errorf("it opens once revoked: %v", err)
		}
	})
}

// holding finds the rows of the token table that hold a text.
func holding(t testing.TB, w *testkit.World, text string) map[string][]string {
	found := map[string][]string{}
	must(t, w.Store.Query(ctx, `SELECT name, staff, scopes, made_by FROM client_token`, nil, func(r store.Row) error {
		var a, b, c, d string
		err := r.Scan(&a, &b, &c, &d)
		if row := a + b + c + d; strings.Contains(row, text) {
			found["client_token"] = append(found["client_token"], row)
		}
		return err
	}))
	return found
}

func TestAWrongTokenIsNotMade(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	for want, wish := range map[string]store.Token{
		"name required":        {Scopes: []string{app.MayApply}},
		"scopes required":      {Name: "x"},
		"scopes not_an_option": {Name: "x", Scopes: []string{"everything"}},
		"staff required":       {Name: "x", Scopes: []string{app.MayRead}},
		"staff not_an_option":  {Name: "x", Scopes: []string{app.MayRead}, Staff: "nobody"},
		"perMinute tooMany":    {Name: "x", Scopes: []string{app.MayApply}, PerMinute: 1_000_000},
		"until dayTooEarly":    {Name: "x", Scopes: []string{app.MayApply}, Until: w.Today().Add(-1)},
	} {
		_, _, err := w.NewToken(ctx, wish)
		var v casework.Invalid
		if !errors.As(err, &v) || v[0].Field+" "+v[0].Code != want {
			t.Errorf("%+v gives %v, want %s", wish, err, want)
		}
	}
}

func TestAFormIsCheckedAtEveryDoor(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	draft, err := w.NewDraft(ctx, testkit.Felling, casework.Filing{Channel: "online"})
	must(t, err)
	f, err := w.Filing(ctx, draft, testkit.Community)
	must(t, err)
	good := f.Form
	for form, want := range map[string]string{`{"area":1}`: "place required", `{"place":"x","area":-1}`: "area too_small", `{"place":"x","colour":"red"}`: "colour unknown_field", `[]`: " invalid"} {
		f.Form = []byte(form)
		_, err := w.Submit(ctx, draft.Draft, f)
		var v app.FormInvalid
		if !errors.As(err, &v) || v[0].Field+" "+v[0].Code != want {
			t.Errorf("%s is refused with %v, want %s", form, err, want)
		}
	}
	f.Form = good
	_, err = w.Submit(ctx, draft.Draft, f)
	must(t, err)
	paper, err := w.Paper(itemOf(w), testkit.Community)
	must(t, err)
	paper.Form = []byte(`{"area":-1}`)
	var v app.FormInvalid
	if _, err := w.Begin(ctx, "", testkit.Felling, casework.Receive{Filing: paper}, clerk); !errors.As(err, &v) || len(v) != 1 || v[0].Field != "area" {
		t.Errorf("at the counter what is there must be right, and only that: %v", err)
	}
	paper.Form = []byte(`{}`)
	_, err = w.Begin(ctx, "", testkit.Felling, casework.Receive{Filing: paper}, clerk)
	must(t, err)
}

func itemOf(w *testkit.World) *catalog.Item {
	it, _ := w.Catalogue().InForce(testkit.Felling, w.Today())
	return it
}
