package app_test

import (
	"errors"
	"strings"
	"testing"

	"yimen/app"
	"yimen/store"
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

// The same of the staff, for whom a passkey is the second step alone: any device will do, wrong answers
// are counted, and what a copied device or another's says opens nothing. A browser test shows the rest.
func TestStaffPasskeysRefused(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		w.SetPassword(t, login, password)
		who, _ := w.Hall.Directory().StaffByNo(login)
		if _, _, err := w.BeginStaffPasskey(ctx, who, password, "a"); !errors.Is(err, app.ErrNoPasskeys) {
			t.Errorf("without an address: %v", err)
		}
		w.Hall.Paper.Site = "https://zwfw.example.cn"
		_, _, err := w.BeginStaffPasskey(ctx, who, "falsch", "a")
		atField(t, err, "password", "wrongPassword")
		ask, keep, err := w.BeginStaffPasskey(ctx, who, password, "a")
		must(t, err)
		for _, want := range []string{`"residentKey":"discouraged"`, `"userVerification":"preferred"`} {
			if !strings.Contains(ask, want) {
				t.Errorf("the question lacks %s: %s", want, ask)
			}
		}
		if _, err := w.AddStaffPasskey(ctx, who, keep, "{}", "钥匙"); !errors.Is(err, app.ErrPasskey) {
			t.Errorf("an answer that is none: %v", err)
		}
		if s, err := w.StepsOf(ctx, login); err != nil || s.Any() || s.Recovery > 0 {
			t.Errorf("%+v %v after a refused answer", s, err)
		}
		for range 8 {
			w.Clock.Set(w.Now() + 1000)
			if err := w.ProvePasskey(ctx, who, keep, "{}", "a"); !errors.Is(err, app.ErrPasskey) {
				t.Errorf("an answer that is none opens: %v", err)
			}
		}
		for _, err := range []error{w.ProvePasskey(ctx, who, keep, "{}", "a"), w.ProveSecondStep(ctx, login, "123", "a")} {
			if !errors.Is(err, app.ErrTooOften) {
				t.Errorf("after many wrong ones: %v", err)
			}
		}
		w.Clock.Set(w.Now() + 16*60_000)
		must(t, w.Store.Write(ctx, append(store.Plan{store.AddPasskey(store.Passkey{ID: "k", Owner: login, At: w.Now(), Name: "钥匙", Body: "{}"})}, store.SetRecoveryCodes(login, []string{"h"})...)))
		if has, err := w.HasSecondStep(ctx, login); err != nil || !has {
			t.Errorf("with a passkey: %v %v", has, err)
		}
		atField(t, w.DropStaffPasskey(ctx, login, "k", "falsch", "a"), "password", "wrongPassword")
		must(t, w.DropStaffPasskey(ctx, login, "k", password, "a"))
		if s, err := w.StepsOf(ctx, login); err != nil || s.Any() || s.Recovery > 0 {
			t.Errorf("%+v %v after the last was removed", s, err)
		}
	})
}
