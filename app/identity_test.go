package app_test

import (
	"errors"
	"testing"

	"yimen/app"
	"yimen/idp"
	"yimen/testkit"
)

func TestSignInIdentified(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		said := idp.Person{Issuer: "https://idp", Subject: "a", Name: "林秀兰", Number: ownNumber, Phone: "+86 138 0577 9001"}
		own := registered(t, w, ownPhone, ownNumber)
		for range 2 { // the first time it is found by document and phone, then by subject
			got, err := w.SignInIdentified(ctx, said)
			must(t, err)
			if got.ID != own.ID {
				t.Fatalf("opens %+v", got)
			}
		}
		moved := said
		moved.Name, moved.Phone = "改名", "13805779005"
		got, err := w.SignInIdentified(ctx, moved)
		must(t, err)
		if got.ID != own.ID || got.Phone != ownPhone {
			t.Errorf("known already, opens %+v", got)
		}

		// the document alone opens nobody's account, and the phone of another is the new person's
		stranger := idp.Person{Issuer: "https://idp", Subject: "b", Name: "林秀兰", Number: ownNumber, Phone: "13805779006"}
		got, err = w.SignInIdentified(ctx, stranger)
		must(t, err)
		if got.ID == own.ID || got.Phone != stranger.Phone {
			t.Errorf("opens %+v", got)
		}
		owner := idp.Person{Issuer: "https://idp", Subject: "c", Name: "王建国", Number: "330302194905067212", Phone: ownPhone}
		got, err = w.SignInIdentified(ctx, owner)
		must(t, err)
		if got.ID == own.ID || got.Phone != ownPhone {
			t.Errorf("opens %+v", got)
		}
		old, err := w.Store.Resident(ctx, own.ID)
		must(t, err)
		if old.Phone != "" {
			t.Errorf("the old owner has %s", old.Phone)
		}
		for _, subject := range []string{"d", "e"} { // without a phone, and without a password
			none := idp.Person{Issuer: "https://idp", Subject: subject, Name: "李四", Number: ownNumber, Phone: "0577-86968110"}
			got, err = w.SignInIdentified(ctx, none)
			must(t, err)
			if got.Phone != "" || got.Hash != "" {
				t.Errorf("opens %+v", got)
			}
		}
		if _, err := w.SignInResident(ctx, ownPhone, "", "a"); !errors.Is(err, app.ErrSignIn) {
			t.Errorf("no password opens: %v", err)
		}
		for _, bad := range []idp.Person{{Issuer: "i", Subject: "f", Name: "李四", Number: "330302195203084128"}, {Issuer: "i", Subject: "f", Number: ownNumber}} {
			if _, err := w.SignInIdentified(ctx, bad); !errors.Is(err, app.ErrIdentity) {
				t.Errorf("%+v: %v", bad, err)
			}
		}
	})
}
