package account_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"yimen/idp"
	"yimen/testkit/trialidp"
	"yimen/web/account"
)

// identified is a world with a provider of identities.
func identified(t *testing.T) (*world, *trialidp.Provider) {
	w := newWorld(t, false)
	now := func() time.Time { return time.UnixMilli(int64(w.Now())) }
	trial := trialidp.Open(t, now)
	trial.Claims = map[string]any{"name": "林秀兰", "id_number": number, "phone_number": phone}
	w.Identity = idp.New(idp.Settings{Issuer: trial.URL, Client: trialidp.Client, Secret: trialidp.Secret, Label: "浙里办",
		Redirect: w.url + account.IdentityBack, Claims: idp.Claims{Name: "name", Number: "id_number", Phone: "phone_number"}}, now)
	return w, trial
}

// TestIdentity goes through the provider and back, to a new account and to one that there is.
func TestIdentity(t *testing.T) {
	w, trial := identified(t)
	b := w.browser()
	b.get("/account/sign-in?next=/account").at("/account/sign-in?next=/account", http.StatusOK, "用浙里办账号登录", "/account/identity?next=%2Faccount")
	b.get("/account/identity?next=/account").at("/account", http.StatusOK, "林秀兰", "138****9001", "还没有密码")
	w.browser().get("/account/identity").at("/my", http.StatusOK, "林秀兰")
	r, err := w.Store.ResidentByPhone(t.Context(), phone)
	w.must(err)
	known, err := w.Store.IsIdentified(t.Context(), r.ID)
	w.must(err)
	if !known {
		t.Error("the account is not known to be the provider's")
	}

	// what the provider says no more of
	trial.Subject, trial.Claims = "zj-2", map[string]any{"name": "王建国"}
	lacks := w.browser().get("/account/identity")
	if lacks.status != http.StatusUnprocessableEntity || !strings.Contains(lacks.body, "没有提供实名信息") {
		t.Errorf("without a number: %d", lacks.status)
	}
	trial.Deny = true
	denied := w.browser().get("/account/identity")
	if denied.status != http.StatusUnprocessableEntity || !strings.Contains(denied.body, "没有完成登录") {
		t.Errorf("who says no gets %d", denied.status)
	}
}

// The answer of a way that this browser did not begin, or began long ago, opens nothing.
func TestIdentityOfAnotherWay(t *testing.T) {
	w, _ := identified(t)
	victim := w.browser()
	victim.http.CheckRedirect = func(r *http.Request, _ []*http.Request) error { return http.ErrUseLastResponse }
	res, err := victim.http.Get(w.url + "/account/identity")
	w.must(err)
	res.Body.Close()
	res, err = victim.http.Get(res.Header.Get("Location")) // at the provider
	w.must(err)
	res.Body.Close()
	back := strings.TrimPrefix(res.Header.Get("Location"), w.url)
	if !strings.HasPrefix(back, account.IdentityBack+"?") {
		t.Fatalf("the provider sends to %s", back)
	}
	w.browser().get(back).at(back, http.StatusUnprocessableEntity, "没有通过核对")
	w.Clock.Set(w.Now() + 15*60_000 + 1)
	victim.get(back).at(back, http.StatusUnprocessableEntity, "没有通过核对")
	w.browser().get("/my").at("/account/sign-in?next=%2Fmy", http.StatusOK)
}

func TestNoProvider(t *testing.T) {
	w := newWorld(t, false)
	b := w.browser()
	for _, path := range []string{"/account/identity", account.IdentityBack} {
		b.get(path).at(path, http.StatusNotFound)
	}
	w.Identity = idp.New(idp.Settings{Issuer: w.url + "/no", Label: "浙里办"}, time.Now)
	b.get("/account/identity").at("/account/identity", http.StatusUnprocessableEntity, "暂时连不上")
}
