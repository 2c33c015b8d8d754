package app_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

const (
	ownPhone    = "13805779001"
	ownNumber   = "330302195203084127"
	ownPassword = "屋后有棵老樟树很高大"
)

// texts lets the hall send messages, and keeps them.
func texts(w *testkit.World) *[]string {
	var sent []string
	w.TextPhone = func(_ context.Context, phone, text string) error {
		sent = append(sent, phone+" "+text)
		return nil
	}
	return &sent
}

func send(w *testkit.World, phone, addr string) (string, error) {
	return w.SendCode(ctx, phone, addr, func(code string) string { return code })
}

// atField asserts what is refused at a field.
func atField(t testing.TB, err error, field, code string) {
	t.Helper()
	var v casework.Invalid
	if !errors.As(err, &v) || v[0].Field != field || v[0].Code != code {
		t.Errorf("got %v, want %s at %q", err, code, field)
	}
}

func registered(t testing.TB, w *testkit.World, phone, number string) store.Resident {
	t.Helper()
	return w.Resident(t, store.Resident{Phone: phone, Name: "林秀兰", IDType: casework.ResidentID, IDNo: number}, ownPassword)
}

func otherCode(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

// A code proves a phone once, within five minutes and five tries; not too many are sent.
func TestPhoneIsProved(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		if _, err := send(w, ownPhone, "a"); !errors.Is(err, app.ErrNoTexts) {
			t.Errorf("without a gateway: %v", err)
		}
		sent := texts(w)
		start := w.Now()
		later := func(d period.Instant) { w.Clock.Set(start + d) }
		_, err := send(w, "0577-86968110", "a")
		atField(t, err, "phone", "mobile")
		code, err := send(w, ownPhone, "a")
		must(t, err)
		if len(*sent) != 1 || (*sent)[0] != ownPhone+" "+code || len(code) != 6 {
			t.Fatalf("sent %v", *sent)
		}
		_, err = send(w, ownPhone, "b")
		atField(t, err, "phone", "codeSoon")
		atField(t, w.ProvePhone(ctx, "13805779002", code), "code", "codeOver")
		for range app.CodeTries - 1 {
			atField(t, w.ProvePhone(ctx, ownPhone, otherCode(code)), "code", "codeWrong")
		}
		must(t, w.ProvePhone(ctx, ownPhone, " "+code[:3]+" "+code[3:])) // the last try
		atField(t, w.ProvePhone(ctx, ownPhone, code), "code", "codeOver")

		later(60_000)
		code, err = send(w, ownPhone, "a")
		must(t, err)
		for range app.CodeTries {
			atField(t, w.ProvePhone(ctx, ownPhone, otherCode(code)), "code", "codeWrong")
		}
		atField(t, w.ProvePhone(ctx, ownPhone, code), "code", "codeOver") // the right one comes too late

		later(120_000)
		code, err = send(w, ownPhone, "a")
		must(t, err)
		later(120_000 + period.Instant(app.CodeLife.Milliseconds()) + 1)
		atField(t, w.ProvePhone(ctx, ownPhone, code), "code", "codeOver")
		for i := range 7 {
			later(600_000 + period.Instant(i)*60_000)
			_, err = send(w, ownPhone, "a")
			must(t, err)
		}
		later(2_000_000)
		_, err = send(w, ownPhone, "a")
		atField(t, err, "phone", "codeDaily")
		w.TextPhone = func(context.Context, string, string) error { return errors.New("down") }
		_, err = send(w, "13805779003", "a")
		atField(t, err, "phone", "codeUnsent")
	})
}

// A machine that asks for codes to many phones is slowed down; a hall behind another address is not.
func TestCodesOfOneAddress(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	texts(w)
	phone := func(i int) string {
		return "138057" + string(rune('0'+i/100)) + string(rune('0'+i/10%10)) + string(rune('0'+i%10)) + "00"
	}
	for i := range 60 {
		_, err := send(w, phone(i), "10.0.0.1")
		must(t, err)
	}
	_, err := send(w, phone(60), "10.0.0.1")
	atField(t, err, "phone", "codeNet")
	_, err = send(w, phone(60), "10.0.0.2")
	must(t, err)
}

func TestRegisterResident(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		try := func(change func(r *store.Resident), password string) error {
			r := store.Resident{Phone: ownPhone, Name: "林秀兰", IDType: casework.ResidentID, IDNo: ownNumber}
			change(&r)
			_, err := w.Register(ctx, r, password, false)
			return err
		}
		same := func(*store.Resident) {}
		atField(t, try(func(r *store.Resident) { r.Name = " " }, ownPassword), "name", "required")
		atField(t, try(func(r *store.Resident) { r.IDNo = "330302195203084128" }, ownPassword), "id", "idCheck")
		atField(t, try(func(r *store.Resident) { r.IDType = "999" }, ownPassword), "id", "documentKind")
		atField(t, try(func(r *store.Resident) { r.IDType, r.IDNo = casework.CreditCode, "92330303MA2CB0BK77" }, ownPassword), "id", "documentKind")
		atField(t, try(same, "kurz"), "password", "passwordShort")
		atField(t, try(same, "abc"+ownPhone), "password", "passwordWeak")
		atField(t, try(same, "mima"+ownNumber), "password", "passwordWeak")
		r, err := w.Register(ctx, store.Resident{Phone: ownPhone, Name: " 林秀兰 ", IDType: casework.ResidentID, IDNo: ownNumber}, ownPassword, false)
		must(t, err)
		if r.Name != "林秀兰" || r.ID == 0 || strings.Contains(r.Hash, ownPassword) {
			t.Errorf("registered %+v", r)
		}
		atField(t, try(same, ownPassword), "", "phoneTaken")

		// a phone that got a new owner
		taken, err := w.Register(ctx, store.Resident{Phone: ownPhone, Name: "王建国", IDType: casework.Passport, IDNo: "E12345678"}, ownPassword, true)
		must(t, err)
		if _, err = w.ConfirmResident(ctx, ownPhone, "4127", "a"); err == nil {
			t.Error("the old owner is still known by the phone")
		}
		got, err := w.ConfirmResident(ctx, ownPhone, "5678", "a")
		must(t, err)
		if got.ID != taken.ID {
			t.Errorf("the phone opens %+v", got)
		}
		old, err := w.SignInResident(ctx, ownNumber, ownPassword, "a")
		must(t, err)
		if old.ID != r.ID || old.Phone != "" {
			t.Errorf("the old owner is %+v", old)
		}
	})
}

// Wrong passwords stop who guesses, then the password; never the person, who gets a code.
func TestSignInResident(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		r := registered(t, w, ownPhone, ownNumber)
		in := func(login, password, addr string, want error) {
			t.Helper()
			got, err := w.SignInResident(ctx, login, password, addr)
			if !errors.Is(err, want) || err == nil && got.ID != r.ID {
				t.Errorf("%s from %s: %v, want %v", login, addr, err, want)
			}
		}
		in(ownPhone, ownPassword, "a", nil)
		in("3303021952 03084127", ownPassword, "a", nil)
		in(ownPhone, "nicht dies", "a", app.ErrSignIn)
		in("13805779999", ownPassword, "a", app.ErrSignIn)
		in("x\x00y", ownPassword, "a", app.ErrSignIn)
		in(strings.Repeat("9", 65), ownPassword, "a", app.ErrSignIn)
		for range app.PairBurst - 1 {
			in(ownPhone, "nicht dies", "a", app.ErrSignIn)
		}
		in(ownPhone, ownPassword, "a", app.ErrTooOften)
		in(ownPhone, ownPassword, "b", nil) // nobody else is stopped
		for i := range app.NumberBurst {
			if _, err := w.SignInResident(ctx, ownPhone, "nicht dies", "c"+string(rune('a'+i))); err == nil {
				t.Fatal("a wrong password is taken")
			}
		}
		in(ownPhone, ownPassword, "d", app.ErrUseCode)
		got, err := w.ConfirmResident(ctx, ownPhone, "4127", "d") // with the phone proved by a code
		must(t, err)
		if got.ID != r.ID {
			t.Errorf("the code opens %+v", got)
		}
	})
}

// Who has a phone that was another's can't find the end of its document by trying from everywhere.
func TestConfirmIsNotGuessed(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	registered(t, w, ownPhone, ownNumber)
	for i := range app.NumberBurst {
		_, err := w.ConfirmResident(ctx, ownPhone, "0000", "a"+string(rune('a'+i)))
		atField(t, err, "last", "lastWrong")
	}
	if _, err := w.ConfirmResident(ctx, ownPhone, "4127", "b"); !errors.Is(err, app.ErrTooOften) {
		t.Errorf("after %d guesses: %v", app.NumberBurst, err)
	}
	if _, err := w.SignInResident(ctx, ownPhone, ownPassword, "b"); err != nil {
		t.Errorf("the owner's password: %v", err)
	}
}

// Two accounts may name one document: each has its own password.
func TestOneNumberTwoAccounts(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	registered(t, w, "13805779005", ownNumber)
	r, err := w.Register(ctx, store.Resident{Phone: ownPhone, Name: "林秀兰", IDType: casework.ResidentID, IDNo: ownNumber}, "另外一句很长的密码话", false)
	must(t, err)
	got, err := w.SignInResident(ctx, ownNumber, "另外一句很长的密码话", "a")
	must(t, err)
	if got.ID != r.ID {
		t.Errorf("signed in to %+v", got)
	}
}

func TestForgottenPassword(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		r := registered(t, w, ownPhone, ownNumber)
		owner := app.ResidentOwner(r.ID)
		for _, token := range []string{"one", "two"} {
			must(t, w.Store.Sessions(w.Now).Commit(token, []byte("{}"), time.UnixMilli(int64(w.Now())+60_000)))
			must(t, w.Store.AddSignedIn(ctx, store.SignedIn{Owner: owner, Token: token, At: w.Now()}))
		}
		count := func(want int) {
			t.Helper()
			list, err := w.Store.SignedIns(ctx, owner, w.Now())
			must(t, err)
			if len(list) != want {
				t.Errorf("%d sessions, want %d", len(list), want)
			}
		}
		const next = "井边的石头很凉快呀呀"
		err := w.ChooseResidentPassword(ctx, r, "falsch", next, "a", "one")
		atField(t, err, "old", "wrongPassword")
		err = w.ChooseResidentPassword(ctx, r, ownPassword, ownPassword, "a", "one")
		atField(t, err, "password", "passwordSame")
		must(t, w.ChooseResidentPassword(ctx, r, ownPassword, next, "a", "one"))
		count(1)
		_, err = w.ResetResident(ctx, ownPhone, "330302195203084128", ownPassword, "a")
		atField(t, err, "id", "idNotThis")
		_, err = w.ResetResident(ctx, "13805779999", ownNumber, ownPassword, "a")
		atField(t, err, "id", "idNotThis")
		_, err = w.ResetResident(ctx, ownPhone, ownNumber, "kurz", "a")
		atField(t, err, "password", "passwordShort")
		_, err = w.ResetResident(ctx, ownPhone, ownNumber, ownPassword, "a")
		must(t, err)
		count(0)
		_, err = w.SignInResident(ctx, ownPhone, ownPassword, "a")
		must(t, err)
		must(t, w.ChangeResidentPhone(ctx, r.ID, "13805779008", ""))
		_, err = w.SignInResident(ctx, "13805779008", ownPassword, "a")
		must(t, err)
	})
}

// A closed account is forgotten, and nobody acts for its firms any more; its cases stay.
func TestCloseAccount(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rep, hand := registered(t, w, ownPhone, ownNumber), registered(t, w, "13805779002", ownNumber)
		firm, err := w.AddFirm(ctx, rep.ID, firmCode, "永昌餐饮有限公司")
		must(t, err)
		must(t, w.Invite(ctx, rep, firm, store.Handler{Name: hand.Name, Phone: hand.Phone, From: w.Today(), To: w.Today()}, ""))
		list, err := w.Store.Invited(ctx, hand.Phone)
		must(t, err)
		must(t, w.TakeMandate(ctx, hand, list[0].ID))
		rec, err := w.BeginFor(ctx, hand.ID, firm.ID, testkit.Firm, casework.Filing{Channel: "online"})
		must(t, err)
		must(t, w.Store.Write(ctx, store.Plan{store.AddPasskey(store.Passkey{ID: "k", Owner: app.ResidentOwner(rep.ID), Name: "手机", Body: "{}"})}))
		must(t, w.Store.Write(ctx, store.Plan{store.Identified("i", "s", rep.ID, w.Now())}))
		must(t, w.Store.KeepCase(ctx, rep.ID, rec.ID, w.Now()))

		atField(t, w.CloseAccount(ctx, rep, "falsch", "a"), "password", "wrongPassword")
		must(t, w.CloseAccount(ctx, rep, ownPassword, "a"))
		if _, err := w.Store.Resident(ctx, rep.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("the account is there: %v", err)
		}
		if _, err := w.Store.ResidentOf(ctx, "i", "s"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("the provider still knows it: %v", err)
		}
		keys, err := w.Store.Passkeys(ctx, app.ResidentOwner(rep.ID))
		must(t, err)
		kept, err := w.Store.KeptCases(ctx, rep.ID, 0, 9)
		must(t, err)
		if len(keys)+len(kept) > 0 {
			t.Errorf("it left %v and %v", keys, kept)
		}
		if owns, err := w.Owns(ctx, hand.ID, rec.Case); err != nil || owns {
			t.Errorf("its handler still owns the case: %v", err)
		}
		if _, err := w.Store.Case(ctx, rec.ID); err != nil {
			t.Errorf("the case is gone: %v", err)
		}
		if err := w.CloseAccount(ctx, rep, ownPassword, "a"); !errors.Is(err, store.ErrConflict) {
			t.Errorf("closed twice: %v", err)
		}
		again := registered(t, w, ownPhone, ownNumber)
		if again.ID == rep.ID {
			t.Error("the new account is the old one")
		}
	})
}

// A case is somebody's own by document AND proved phone, or when it was taken in.
func TestOwnCases(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, testkit.Allowance, testkit.Community, casework.Received)
		a := rec.Applicant
		own := registered(t, w, a.Phone, a.ID)
		thief := registered(t, w, "13805779007", a.ID) // knows the number alone
		newOwner, err := w.Register(ctx, store.Resident{Phone: "13805779006", Name: "王建国", IDType: casework.Passport, IDNo: "E12345678"}, ownPassword, false)
		must(t, err)
		sees := func(r store.Resident, cases, drafts int, owns bool) {
			t.Helper()
			list, err := w.OwnCases(ctx, r, 0)
			must(t, err)
			got, err := w.Owns(ctx, r.ID, rec.Case)
			must(t, err)
			if len(list.Cases) != cases || len(list.Drafts) != drafts || got != owns {
				t.Errorf("%s: %d cases, %d drafts, owns %v", r.Phone, len(list.Cases), len(list.Drafts), got)
			}
		}
		sees(own, 1, 0, true)
		sees(thief, 0, 0, false)
		sees(newOwner, 0, 0, false)
		must(t, w.Store.KeepCase(ctx, newOwner.ID, rec.ID, w.Now()))
		sees(newOwner, 1, 0, true)
		must(t, w.ChangeResidentPhone(ctx, newOwner.ID, a.Phone, "")) // the phone is his now
		gone, err := w.Store.Resident(ctx, own.ID)
		must(t, err)
		sees(gone, 0, 0, false)

		draft, err := w.BeginOwn(ctx, newOwner.ID, testkit.Allowance, casework.Filing{Channel: "online"})
		must(t, err)
		if draft.Applicant.ID != "E12345678" || draft.Applicant.Phone != a.Phone || draft.Applicant.Name != "王建国" {
			t.Errorf("the draft names %+v", draft.Applicant)
		}
		newOwner.Phone = a.Phone
		sees(newOwner, 1, 1, true)
		if owns, err := w.Owns(ctx, 999, rec.Case); err != nil || owns {
			t.Errorf("an account that is none: %v %v", owns, err)
		}
	})
}

// However many there are, each of a resident's cases is on one page of his list.
func TestOwnCasesByPages(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		r := registered(t, w, "13805779011", "330302195203084127")
		const all = 45
		for range all {
			must(t, w.Store.KeepCase(ctx, r.ID, w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received).ID, w.Now()))
		}
		seen, pages, before := map[int64]bool{}, 0, int64(0)
		for next := int64(1); next > 0; before = next {
			list, err := w.OwnCases(ctx, r, before)
			must(t, err)
			for _, f := range list.Cases {
				if seen[f.ID] || before > 0 && f.ID >= before {
					t.Fatalf("%d is listed again", f.ID)
				}
				seen[f.ID] = true
			}
			next, pages = list.Next, pages+1
		}
		if len(seen) != all || pages != 3 {
			t.Errorf("%d cases on %d pages", len(seen), pages)
		}
	})
}
