package idp_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"yimen/idp"
	"yimen/testkit/trialidp"
)

var (
	moment = time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
	claims = idp.Claims{Name: "name", Number: "id_no", Phone: "mobile"}
	lin    = map[string]any{"name": "林秀兰", "id_no": "330302195203084127", "mobile": "13805779001"}
)

func at(m time.Time) func() time.Time { return func() time.Time { return m } }

func provider(trial *trialidp.Provider) *idp.Provider {
	return idp.New(idp.Settings{Issuer: trial.URL, Client: trialidp.Client, Secret: trialidp.Secret,
		Redirect: "https://zwfw.example.cn/back", Scopes: []string{"profile"}, Claims: claims}, at(moment))
}

// there goes to the provider as a browser would, and gives what it sends back.
func there(t *testing.T, address string) url.Values {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	back, err := res.Location()
	if err != nil || !strings.HasPrefix(back.String(), "https://zwfw.example.cn/back?") {
		t.Fatalf("the provider sends to %v: %v", back, err)
	}
	return back.Query()
}

func TestSignIn(t *testing.T) {
	trial := trialidp.Open(t, at(moment))
	trial.Claims = lin
	p, ctx := provider(trial), context.Background()
	address, a, err := p.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	q := must(url.Parse(address)).Query()
	if q.Get("code_challenge_method") != "S256" || q.Get("state") != a.State || q.Get("nonce") != a.Nonce || q.Get("scope") != "openid profile" ||
		strings.Contains(address, a.Verifier) {
		t.Errorf("the way is %s", address)
	}
	answer := there(t, address)
	who, err := p.Finish(ctx, a, answer)
	want := idp.Person{Issuer: trial.URL, Subject: "zj-1", Name: "林秀兰", Number: "330302195203084127", Phone: "13805779001"}
	if err != nil || who != want {
		t.Errorf("got %+v, %v", who, err)
	}
	if _, err := p.Finish(ctx, a, answer); !errors.Is(err, idp.ErrProof) {
		t.Errorf("a code taken twice: %v", err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// What the token lacks is asked for; an answer about somebody else is refused.
func TestMoreIsAskedFor(t *testing.T) {
	for _, c := range []struct {
		info map[string]any
		want error
	}{
		{lin, nil},
		{map[string]any{"name": "林秀兰"}, idp.ErrLacks},
		{map[string]any{"sub": "zj-2", "name": "林秀兰", "id_no": "330302195203084127"}, idp.ErrProof},
		{nil, idp.ErrLacks},
	} {
		trial := trialidp.Open(t, at(moment))
		trial.Info = c.info
		p := provider(trial)
		address, a, err := p.Begin(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Finish(context.Background(), a, there(t, address)); !errors.Is(err, c.want) {
			t.Errorf("%v gives %v, want %v", c.info, err, c.want)
		}
	}
}

// Every proof that is broken is found.
func TestForgeries(t *testing.T) {
	set := func(name string, value any) func(*trialidp.Provider, *idp.Attempt, url.Values) {
		return func(p *trialidp.Provider, _ *idp.Attempt, _ url.Values) {
			p.Change = func(token map[string]any) { token[name] = value }
		}
	}
	for name, c := range map[string]struct {
		spoil func(p *trialidp.Provider, a *idp.Attempt, answer url.Values)
		want  error
	}{
		"another state":    {func(_ *trialidp.Provider, _ *idp.Attempt, q url.Values) { q.Set("state", "x") }, idp.ErrProof},
		"no state kept":    {func(_ *trialidp.Provider, a *idp.Attempt, q url.Values) { *a = idp.Attempt{}; q.Del("state") }, idp.ErrProof},
		"another issuer":   {func(_ *trialidp.Provider, _ *idp.Attempt, q url.Values) { q.Set("iss", "https://evil.example") }, idp.ErrProof},
		"no code":          {func(_ *trialidp.Provider, _ *idp.Attempt, q url.Values) { q.Del("code") }, idp.ErrProof},
		"another verifier": {func(_ *trialidp.Provider, a *idp.Attempt, _ url.Values) { a.Verifier = strings.Repeat("x", 43) }, idp.ErrProof},
		"another nonce":    {func(_ *trialidp.Provider, a *idp.Attempt, _ url.Values) { a.Nonce = "x" }, idp.ErrProof},
		"said no": {func(_ *trialidp.Provider, _ *idp.Attempt, q url.Values) {
			q.Del("code")
			q.Set("error", "access_denied")
		}, idp.ErrDenied},
		"for another client": {set("aud", "another"), idp.ErrProof},
		"of another issuer":  {set("iss", "https://evil.example"), idp.ErrProof},
		"expired":            {set("exp", moment.Add(-time.Hour).Unix()), idp.ErrProof},
		"another key":        {func(p *trialidp.Provider, _ *idp.Attempt, _ url.Values) { p.Sign = trialidp.NewKey(t) }, idp.ErrProof},
	} {
		trial := trialidp.Open(t, at(moment))
		trial.Claims = lin
		p := provider(trial)
		address, a, err := p.Begin(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		answer := there(t, address)
		c.spoil(trial, &a, answer)
		if _, err := p.Finish(context.Background(), a, answer); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// A provider that can't be reached is asked again later.
func TestProviderAway(t *testing.T) {
	trial := trialidp.Open(t, at(moment))
	p := provider(trial)
	p.Issuer = trial.URL + "/nowhere"
	if _, _, err := p.Begin(context.Background()); err == nil || errors.Is(err, idp.ErrProof) {
		t.Errorf("nobody answers: %v", err)
	}
	p.Issuer = trial.URL
	if _, _, err := p.Begin(context.Background()); err != nil {
		t.Errorf("it is there again: %v", err)
	}
}
