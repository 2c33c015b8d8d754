package app_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

const login, password = "330303001012-sl", "correct horse 马"

func signIn(w *testkit.World, login, password string) error {
	_, err := w.SignIn(ctx, login, password, "10.0.0.1")
	return err
}

// What HashPassword makes is what SignIn reads.
func TestPasswordHash(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	a, b := app.HashPassword(password), app.HashPassword(password)
	if a == b || !strings.HasPrefix(a, "$argon2id$v=19$m=65536,t=3,p=4$") {
		t.Errorf("hashes %s, %s", a, b)
	}
	must(t, w.Store.SetCredential(ctx, login, a, testkit.Opening))
	must(t, signIn(w, login, password))
	for _, damaged := range []string{"", "x", a[:len(a)-10], strings.Replace(a, "t=3", "t=0", 1), strings.Replace(a, "argon2id", "argon2i", 1),
		a[:strings.LastIndex(a, "$")+1]} {
		must(t, w.Store.SetCredential(ctx, login, damaged, testkit.Opening))
		if err := signIn(w, login, password); !errors.Is(err, app.ErrSignIn) {
			t.Errorf("hash %q: %v", damaged, err)
		}
		must(t, w.Store.ForgetAttempts(ctx, later(1)))
	}
}

func TestSignIn(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		w.SetPassword(t, login, password)
		who, err := w.SignIn(ctx, login, password, "10.0.0.1")
		if err != nil || who.No != login || who.Name != "永昌社区受理员" {
			t.Errorf("signed in as %+v, %v", who, err)
		}
		w.SetPassword(t, "left", password) // no longer in the directory
		for _, c := range [][2]string{
			{login, ""}, {login, "wrong"}, {login, password + " "}, {"nobody", ""}, {"nobody", password}, {"330303001012-sl2", password}, {"left", password}, {"", ""},
			{login + "\x00", password}, {"\xff", password}, {strings.Repeat("x", 1000), password},
		} {
			if err := signIn(w, c[0], c[1]); !errors.Is(err, app.ErrSignIn) {
				t.Errorf("%q with %q: %v", c[0], c[1], err)
			}
		}
	})
}

// A guessed login is shut, not the hall behind the same address; time opens it again.
func TestLockoutIsOfTheLogin(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		w.SetPassword(t, login, password)
		for i := range 8 {
			if err := signIn(w, login, fmt.Sprint("guess", i)); !errors.Is(err, app.ErrSignIn) {
				t.Fatalf("guess %d: %v", i, err)
			}
		}
		if err := signIn(w, login, password); !errors.Is(err, app.ErrTooOften) {
			t.Errorf("after eight guesses: %v", err)
		}
		w.SetPassword(t, "330303001-sh", "x")
		must(t, signIn(w, "330303001-sh", "x")) // a colleague at the same address
		w.Clock.Set(testkit.Opening + period.Instant((15 * time.Minute).Milliseconds()))
		if err := signIn(w, login, password); !errors.Is(err, app.ErrTooOften) {
			t.Errorf("at the last moment of fifteen minutes: %v", err)
		}
		w.Clock.Set(w.Clock.Now() + 1)
		must(t, signIn(w, login, password))
	})
}

// One success forgives what was mistyped before it.
func TestSuccessForgives(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		w.SetPassword(t, login, password)
		for i := range 20 {
			w.Clock.Set(w.Clock.Now() + 1000)
			if i%5 == 4 {
				must(t, signIn(w, login, password))
			} else if err := signIn(w, login, "typo"); !errors.Is(err, app.ErrSignIn) {
				t.Fatalf("attempt %d: %v", i, err)
			}
		}
	})
}

// Guessing in parallel guesses no more often.
func TestGuessesAtOnceAreCounted(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		w.SetPassword(t, login, password)
		guessed := 0
		for _, err := range atOnce(40, func(i int) error { return signIn(w, login, fmt.Sprint("guess", i)) }) {
			if errors.Is(err, app.ErrSignIn) {
				guessed++
			} else if !errors.Is(err, app.ErrTooOften) {
				t.Error(err)
			}
		}
		if guessed < 8 || guessed > 9 { // two are checked at a time
			t.Errorf("%d of 40 guesses at once were tried, want 8", guessed)
		}
	})
}

// A reading is written down with its ground; who may not read sees nothing.
func TestReadingIsLogged(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, "received")
		for i, no := range []string{"330303001012-sl", "330303001-sh"} {
			w.Clock.Set(later(i))
			if _, err := w.Open(ctx, rec.No, staff(no)); err != nil {
				t.Errorf("%s may read: %v", no, err)
			}
		}
		for _, who := range []string{"330303003002-sl", "330303-mzj-sp", "nobody"} { // other places, other bodies
			if _, err := w.Open(ctx, rec.No, staff(who)); !errors.Is(err, app.ErrNoRight) {
				t.Errorf("%s reads: %v", who, err)
			}
		}
		if _, err := w.Open(ctx, rec.No, app.Applicant(rec.Case)); err != nil {
			t.Errorf("the applicant may read: %v", err)
		}
		file := rec.Materials[0].Files[0]
		w.Clock.Set(later(2))
		content, _, err := w.OpenFile(ctx, rec.No, file.ID, staff("330303001-sh"))
		must(t, err)
		must(t, content.Close())
		if _, _, err := w.OpenFile(ctx, rec.No, file.ID, staff("nobody")); !errors.Is(err, app.ErrNoRight) {
			t.Errorf("nobody reads a file: %v", err)
		}
		log, err := w.Store.Readings(ctx, rec.ID)
		must(t, err)
		want := []store.Reading{
			{CaseID: rec.ID, Staff: "330303001012-sl", At: later(0), What: "case:330303001012:acceptance"},
			{CaseID: rec.ID, Staff: "330303001-sh", At: later(1), What: "case:330303001:review"},
			{CaseID: rec.ID, Staff: "330303001-sh", At: later(2), What: file.ID + ":330303001:review"},
		}
		if fmt.Sprint(log) != fmt.Sprint(want) {
			t.Errorf("read log\n %v, want\n %v", log, want)
		}
	})
}

// The number alone opens nothing, and a wrong code does not tell whether the number exists.
func TestTrackNeedsTheCode(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := receive(t, w, "k1")
		if _, err := w.Track(ctx, rec.No, rec.Query); err != nil {
			t.Error(err)
		}
		for _, c := range [][2]string{{rec.No, ""}, {rec.No, "1234567"}, {rec.No, rec.Query + " "}, {"330303006260302999999", rec.Query}, {"", ""}, {"' OR 1=1", rec.Query}} {
			if _, err := w.Track(ctx, c[0], c[1]); !errors.Is(err, app.ErrWrongCode) {
				t.Errorf("%q with %q: %v", c[0], c[1], err)
			}
		}
	})
}
