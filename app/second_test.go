package app_test

import (
	"errors"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/period"
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
