package app_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

func codeAt(t *testing.T, secret string, at period.Instant) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, time.UnixMilli(int64(at)))
	must(t, err)
	return code
}

// A code opens once, from the step before to the step after; a recovery code opens once; wrong
// ones are counted for the login and shut it for a while.
func TestSecondStep(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		w.SetPassword(t, login, password)
		secret := app.SecondSecret()
		var v casework.Invalid
		if _, err := w.BeginSecondStep(ctx, login, "wrong", secret, codeAt(t, secret, w.Now()), "a"); !errors.As(err, &v) || v[0].Field != "password" {
			t.Errorf("with a wrong password: %v", err)
		}
		if _, err := w.BeginSecondStep(ctx, login, password, secret, "000000", "a"); !errors.As(err, &v) || v[0].Field != "code" {
			t.Errorf("with a wrong code: %v", err)
		}
		codes, err := w.BeginSecondStep(ctx, login, password, secret, codeAt(t, secret, w.Now()), "a")
		must(t, err)
		if has, err := w.HasSecondStep(ctx, login); err != nil || !has || len(codes) != 10 {
			t.Fatalf("%v %v, codes %v", has, err, codes)
		}
		prove := func(code string) error { return w.ProveSecondStep(ctx, login, code, "a") }
		if err := prove(codeAt(t, secret, w.Now())); !errors.Is(err, app.ErrWrongStep) {
			t.Errorf("the code that began it opens again: %v", err)
		}
		w.Clock.Set(w.Now() + 60_000)
		must(t, prove(codeAt(t, secret, w.Now()-30_000)))
		must(t, prove(codeAt(t, secret, w.Now()+30_000)))
		if err := prove(codeAt(t, secret, w.Now())); !errors.Is(err, app.ErrWrongStep) {
			t.Errorf("a code before the last: %v", err)
		}
		w.Clock.Set(w.Now() + 1000)
		must(t, prove(" "+codes[3]))
		if err := prove(codes[3]); !errors.Is(err, app.ErrWrongStep) {
			t.Errorf("a recovery code twice: %v", err)
		}
		for range 8 {
			w.Clock.Set(w.Now() + 1000)
			if err := prove("123"); err == nil {
				t.Error("a wrong code opens")
			}
		}
		if err := prove(codes[4]); !errors.Is(err, app.ErrTooOften) {
			t.Errorf("after many wrong ones: %v", err)
		}
		must(t, w.EndSecondStep(ctx, login, password, "a"))
		if has, err := w.HasSecondStep(ctx, login); err != nil || has {
			t.Errorf("%v %v after its end", has, err)
		}
		w.Clock.Set(w.Now() + 16*60_000)
		if err := prove(codes[5]); !errors.Is(err, app.ErrWrongStep) {
			t.Errorf("a recovery code after the end: %v", err)
		}
	})
}

// The secret stands locked in the database; one that an older program kept as it was opens and is
// locked then. Under another secret of the deployment only recovery codes open, and the self-check
// says so.
func TestSecondStepSecretIsLocked(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		w.SetPassword(t, login, password)
		secret := app.SecondSecret()
		_, err := w.BeginSecondStep(ctx, login, password, secret, codeAt(t, secret, w.Now()), "a")
		must(t, err)
		kept := func() string {
			x, err := w.Store.SecondStep(ctx, login)
			must(t, err)
			return x.Secret
		}
		if k := kept(); !app.Locked(k) || strings.Contains(k, secret) {
			t.Errorf("kept as %q", k)
		}
		must(t, w.Store.Write(ctx, store.Plan{store.SetSecondStep(login, store.SecondStep{Secret: secret, At: w.Now()})})) // as an older program kept it
		if f, found := find(faultsOf(t, w, app.Setup{}), "secondPlain"); !found || f.N != 1 {
			t.Errorf("an open secret: %+v", f)
		}
		must(t, w.ProveSecondStep(ctx, login, codeAt(t, secret, w.Now()), "a"))
		if !app.Locked(kept()) {
			t.Error("the secret stands in the clear after it was used")
		}
		w.Clock.Set(w.Now() + 60_000)
		must(t, w.ProveSecondStep(ctx, login, codeAt(t, secret, w.Now()), "a"))

		codes, err := w.BeginSecondStep(ctx, login, password, secret, codeAt(t, secret, w.Now()), "a")
		must(t, err)
		w.Vault, err = app.NewVault([]byte("another secret"))
		must(t, err)
		w.Clock.Set(w.Now() + 60_000)
		if err := w.ProveSecondStep(ctx, login, codeAt(t, secret, w.Now()), "a"); !errors.Is(err, app.ErrWrongStep) {
			t.Errorf("under another secret: %v", err)
		}
		if f, found := find(faultsOf(t, w, app.Setup{}), "secondLost"); !found || f.Text != login || !f.Grave {
			t.Errorf("a lost secret: %+v", f)
		}
		must(t, w.ProveSecondStep(ctx, login, codes[0], "a"))
		w.Vault = nil
		if _, err := w.BeginSecondStep(ctx, login, password, secret, codeAt(t, secret, w.Now()), "a"); !errors.Is(err, app.ErrNoVault) {
			t.Errorf("without a secret of the deployment: %v", err)
		}
	})
}

// What was locked for one place opens at no other, and not after a byte was changed.
func TestVault(t *testing.T) {
	v, err := app.NewVault([]byte("secret"))
	must(t, err)
	kept, err := v.Lock("a", "text")
	must(t, err)
	again, err := v.Lock("a", "text")
	must(t, err)
	if kept == again {
		t.Error("the same text is locked the same way twice")
	}
	for place, want := range map[string]error{"a": nil, "b": app.ErrLocked} {
		if text, err := v.Open(place, kept); !errors.Is(err, want) || err == nil && text != "text" {
			t.Errorf("at %s: %q %v", place, text, err)
		}
	}
	for _, bad := range []string{"v1:", "v1:*", kept[:len(kept)-4]} {
		if _, err := v.Open("a", bad); !errors.Is(err, app.ErrLocked) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if text, err := (*app.Vault)(nil).Open("a", "OPEN"); err != nil || text != "OPEN" {
		t.Errorf("from before: %q %v", text, err)
	}
}
