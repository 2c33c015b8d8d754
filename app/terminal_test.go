package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/store"
	"yimen/testkit"
)

const longgang = "330303002-zx" // a centre of a street

// A terminal is registered by an administrator, paired once by a code within its quarter of an hour,
// known by its secret, and shut out at once.
func TestATerminalIsPairedAndRevoked(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		w := testkit.Demo(t, url)
		root := app.DemoAdministrator
		wanted := store.Terminal{Code: " PZ-01 ", Centre: longgang, Name: " 大厅 "}
		must(t, w.KeepTerminal(ctx, wanted, "添置", root))
		pairing, until, err := w.OfferPairing(ctx, "PZ-01", root)
		must(t, err)
		if until != w.Now()+15*60_000 || len(pairing) != 8 {
			t.Errorf("the code %q is good until %d", pairing, until)
		}
		w.Clock.Set(until + 1)
		if _, _, err := w.PairTerminal(ctx, pairing); !errors.Is(err, app.ErrTerminal) {
			t.Errorf("a code after its end: %v", err)
		}
		pairing, _, err = w.OfferPairing(ctx, "PZ-01", root)
		must(t, err)
		typed := strings.ToLower(pairing[:4]) + " - " + pairing[4:]
		secret, got, err := w.PairTerminal(ctx, typed)
		must(t, err)
		if got.Code != "PZ-01" || got.Name != "大厅" || !got.Active() {
			t.Errorf("paired as %+v", got)
		}
		if _, _, err := w.PairTerminal(ctx, pairing); !errors.Is(err, app.ErrTerminal) {
			t.Errorf("a code twice: %v", err)
		}
		must(t, w.Store.Query(ctx, `SELECT code, centre, name FROM terminal`, nil, func(r store.Row) error {
			var a, b, c string
			err := r.Scan(&a, &b, &c)
			if strings.Contains(a+b+c, secret) || strings.Contains(a+b+c, pairing) {
				t.Error("the table holds a secret")
			}
			return err
		}))
		if _, err := w.Terminal(ctx, secret+"x"); !errors.Is(err, app.ErrTerminal) {
			t.Errorf("a wrong secret: %v", err)
		}
		w.Clock.Set(w.Now() + 59_000)
		_, err = w.Terminal(ctx, secret)
		must(t, err)
		w.Clock.Set(w.Now() + 2_000)
		before, err := w.Terminal(ctx, secret)
		must(t, err)
		if after, err := w.Terminal(ctx, secret); err != nil || after.SeenAt != w.Now() || before.SeenAt != got.SeenAt {
			t.Errorf("seen at %d, then %d: %v", before.SeenAt, after.SeenAt, err)
		}
		must(t, w.RevokeTerminal(ctx, "PZ-01", "报修", root))
		if off, err := w.Terminal(ctx, secret); err != nil || off.Active() {
			t.Errorf("after the end of service: %+v, %v", off, err)
		}
		changes, err := w.Store.RightChanges(ctx, "PZ-01", 0, 10)
		must(t, err)
		var kinds []string
		for _, c := range changes {
			kinds = append(kinds, c.Kind+" "+c.By)
		}
		if want := []string{"terminalRevoked lw901", "terminalCode lw901", "terminalCode lw901", "terminal lw901"}; !slices.Equal(kinds, want) {
			t.Errorf("logged %v", kinds)
		}
	})
}

// Nobody but administrators keeps terminals, and nothing wrong is kept.
func TestWhatATerminalMayNotBe(t *testing.T) {
	w := testkit.Demo(t, testkit.SQLite(t))
	good := store.Terminal{Code: "PZ-01", Centre: longgang, Name: "大厅"}
	var refused casework.Refusal
	_, _, err := w.OfferPairing(ctx, "YZ-01", clerk.No)
	for _, err := range []error{err, w.KeepTerminal(ctx, good, "添置", clerk.No), w.RevokeTerminal(ctx, "YZ-01", "报修", clerk.No)} {
		if !errors.As(err, &refused) || refused.Code != "notAdministrator" {
			t.Errorf("a clerk gets %v", err)
		}
	}
	for want, change := range map[string]func(x *store.Terminal, reason *string){
		"code terminalCode":    func(x *store.Terminal, _ *string) { x.Code = "一号" },
		"code terminalTaken":   func(x *store.Terminal, _ *string) { x.Code = "YZ-01" },
		"centre not_an_option": func(x *store.Terminal, _ *string) { x.Centre = "nowhere" },
		"name required":        func(x *store.Terminal, _ *string) { x.Name = " " },
		"name tooLong":         func(x *store.Terminal, _ *string) { x.Name = strings.Repeat("长", 61) },
		"reason required":      func(_ *store.Terminal, reason *string) { *reason = " " },
	} {
		x, reason := good, "添置"
		change(&x, &reason)
		var v casework.Invalid
		if err := w.KeepTerminal(ctx, x, reason, app.DemoAdministrator); !errors.As(err, &v) || v[0].Field+" "+v[0].Code != want {
			t.Errorf("%s: %v", want, err)
		}
	}
	if err := w.RevokeTerminal(ctx, "none", "报修", app.DemoAdministrator); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("revoking none: %v", err)
	}
	if _, _, err := w.PairTerminal(ctx, ""); !errors.Is(err, app.ErrTerminal) {
		t.Errorf("no code at all: %v", err)
	}
}

// A centre with self-service equipment and no terminal in service is named until it has one.
func TestSelfCheckOfTerminals(t *testing.T) {
	w := testkit.Demo(t, testkit.SQLite(t))
	lacks := func() bool {
		f, _ := find(faultsOf(t, w, sound(t, w)), "noTerminal")
		return slices.Contains(f.Units, "330303001")
	}
	if !lacks() {
		t.Error("an unpaired terminal is taken for one in service")
	}
	_, code, err := w.DemoPairing(ctx)
	must(t, err)
	_, _, err = w.PairTerminal(ctx, code)
	must(t, err)
	if lacks() {
		t.Error("a terminal in service is not seen")
	}
	if _, code, err := w.DemoPairing(ctx); code != "" || err != nil {
		t.Errorf("a demonstration with a device offers %q: %v", code, err)
	}
	must(t, w.RevokeTerminal(ctx, "YZ-01", "报修", app.DemoAdministrator))
	if !lacks() {
		t.Error("one out of service is taken for one in service")
	}
}
