package app_test

import (
	"errors"
	"strings"
	"testing"

	"yimen/app"
	"yimen/testkit"
)

// What the browser test of the pages can't show: addresses that have no passkeys, answers that come
// too late or are none, and the password that is asked for.
func TestPasskeysRefused(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		r := registered(t, w, ownPhone, ownNumber)
		for _, site := range []string{"", "http://127.0.0.1:8080", "https://[::1]", ":", "zwfw"} {
			w.Hall.Paper.Site = site
			if _, _, err := w.BeginPasskeySignIn(); !errors.Is(err, app.ErrNoPasskeys) || w.OffersPasskeys() {
				t.Errorf("%q has passkeys: %v", site, err)
			}
		}
		w.Hall.Paper.Site = "https://zwfw.example.cn"
		_, _, err := w.BeginPasskey(ctx, r, "falsch", "a")
		atField(t, err, "password", "wrongPassword")
		ask, keep, err := w.BeginPasskey(ctx, r, ownPassword, "a")
		must(t, err)
		for _, want := range []string{`"id":"zwfw.example.cn"`, `"residentKey":"required"`, `"userVerification":"required"`} {
			if !strings.Contains(ask, want) {
				t.Errorf("the question lacks %s: %s", want, ask)
			}
		}
		for _, answer := range []string{"", "{}", `{"id":"x","rawId":"eA","type":"public-key","response":{}}`} {
			if err := w.AddPasskey(ctx, r, keep, answer, "手机"); !errors.Is(err, app.ErrPasskey) {
				t.Errorf("the answer %q: %v", answer, err)
			}
			if _, err := w.SignInByPasskey(ctx, keep, answer); !errors.Is(err, app.ErrPasskey) {
				t.Errorf("the answer %q signs in: %v", answer, err)
			}
		}
		w.Clock.Set(w.Now() + 5*60_000 + 1)
		for _, keep := range []string{keep, "", "{}", "x"} {
			if err := w.AddPasskey(ctx, r, keep, "{}", "手机"); !errors.Is(err, app.ErrPasskey) {
				t.Errorf("with %q kept: %v", keep, err)
			}
		}
	})
}
