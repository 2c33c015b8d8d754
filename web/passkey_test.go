package web_test

import (
	"context"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/store"
	"yimen/testkit"
	"yimen/web"
	"yimen/web/ui/uitest"
)

// TestPasskey adds a passkey in a real browser with a device that answers by itself, signs in by it,
// and is refused when it was removed. Browsers bind passkeys to a name: the hall is at localhost.
func TestPasskey(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	_, err := w.Register(context.Background(), store.Resident{Phone: "13805779001", Name: "林秀兰", IDType: casework.ResidentID, IDNo: "330302195203084127"}, rememberedWord, false)
	if err != nil {
		t.Fatal(err)
	}
	p := uitest.Open(t, web.New(web.Config{Hall: w.Hall, Key: []byte(strings.Repeat("k", 32)), Log: slog.New(slog.NewTextHandler(io.Discard, nil))}))
	w.Hall.Paper = notice.Settings{Site: p.ByName()}
	at := func(path string) {
		t.Helper()
		if got := p.Path(); got != path {
			t.Fatalf("at %s, want %s: %s", got, path, p.Read("main"))
		}
	}
	p.Do(webauthn.Enable(), chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := webauthn.AddVirtualAuthenticator(&webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal, HasResidentKey: true,
			HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true}).Do(ctx)
		return err
	}))

	p.Go("/account/sign-in?lang=zh")
	p.Fill("#login", "13805779001")
	p.Fill("#password", rememberedWord)
	p.Press("#password-way .btn")
	p.Go("/account/passkeys")
	p.Axe()
	p.Fill("#name", "我的手机")
	p.Fill("#password", rememberedWord)
	p.Press("#passkey-add .btn")
	at("/account/passkeys/ask")
	p.Axe()
	p.Fits(390, 1440)
	p.Shot("my-passkey-ask")
	p.Do(chromedp.Click("form[data-passkey] .btn"), chromedp.WaitVisible("#passkeys"))
	at("/account/passkeys")
	p.Axe()
	p.Fits(390, 1440)
	p.Shot("my-passkeys")
	if text := p.Read("#passkeys"); !strings.Contains(text, "我的手机") || !strings.Contains(text, "—") {
		t.Errorf("the list says %q", text)
	}
	p.Press(`form[action="/account/sign-out"] button`)

	signIn := func(then string) {
		p.Go("/account/passkey")
		p.Do(chromedp.Click("form[data-passkey] .btn"), chromedp.WaitVisible(then))
	}
	signIn(`a[href="/account"]`)
	at("/my")
	p.Go("/account/passkeys")
	if text := p.Read("#passkeys"); strings.Contains(text, "—") {
		t.Errorf("the use is not noted: %q", text)
	}
	p.Press("#passkeys .btn")
	at("/account/passkeys")
	if p.Has("#passkeys") {
		t.Error("the removed passkey is listed")
	}
	p.Press(`form[action="/account/sign-out"] button`)
	signIn("#passkey-card .alert-bad")
	at("/account/passkey")
	p.Axe()

	p.Scripts(false)
	p.Go("/account/passkey")
	if text := p.Read("#passkey-none"); !strings.Contains(text, "允许运行脚本") {
		t.Errorf("without scripts it says %q", text)
	}
}
