package web_test

import (
	"context"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"yimen/app"
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
	t.Parallel()
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
	device(p, webauthn.VirtualAuthenticatorOptions{Transport: webauthn.AuthenticatorTransportInternal, HasResidentKey: true, HasUserVerification: true, IsUserVerified: true})

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

// device gives the browser a device that answers by itself.
func device(p *uitest.Page, o webauthn.VirtualAuthenticatorOptions) {
	o.Protocol, o.AutomaticPresenceSimulation = webauthn.AuthenticatorProtocolCtap2, true
	p.Do(webauthn.Enable(), chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := webauthn.AddVirtualAuthenticator(&o).Do(ctx)
		return err
	}))
}

// TestStaffPasskey: the settings ask administrators for a second step; one of them adds a security key
// that keeps neither names nor a lock, signs in by it after the password, by a recovery code without
// it, and is led back to the page that begins it once the last is removed.
func TestStaffPasskey(t *testing.T) {
	t.Parallel()
	w := testkit.Demo(t, testkit.SQLite(t))
	w.Hall.Setup.Second = app.SecondForAdministrators
	p := uitest.Open(t, web.New(web.Config{Hall: w.Hall, Key: []byte(strings.Repeat("k", 32)), Log: slog.New(slog.NewTextHandler(io.Discard, nil))}))
	w.Hall.Paper = notice.Settings{Site: p.ByName()}
	w.SetPassword(t, "lw901", app.DemoPassword)
	at := func(path string) {
		t.Helper()
		if got := p.Path(); got != path {
			t.Fatalf("at %s, want %s: %s", got, path, p.Read("main"))
		}
	}
	device(p, webauthn.VirtualAuthenticatorOptions{Transport: webauthn.AuthenticatorTransportUsb})
	password := func() {
		t.Helper()
		p.Go("/desk/sign-in")
		p.Fill("#login", "lw901")
		p.Fill("#password", app.DemoPassword)
		p.Press(`form[action="/desk/sign-in"] .btn`)
	}

	p.Go("/desk/sign-in?lang=zh")
	password()
	at("/desk/account/second")
	p.Axe()
	p.Fits(390, 1440)
	p.Shot("second-begin")
	p.Fill("#name", "蓝色安全密钥")
	p.Fill("#key-password", app.DemoPassword)
	p.Press("#key-add .btn")
	at("/desk/account/second/keys/ask")
	p.Axe()
	p.Fits(390, 1440)
	p.Shot("second-key-ask")
	p.Do(chromedp.Click("form[data-passkey] .btn"), chromedp.WaitVisible("#keys"))
	p.Axe()
	p.Fits(390, 1440)
	p.Shot("second-key-added")
	recovery := strings.Fields(p.Read(".codes"))
	if len(recovery) != 10 || !strings.Contains(p.Read("#keys"), "蓝色安全密钥") {
		t.Fatalf("recovery codes %v, keys %q", recovery, p.Read("#keys"))
	}
	p.Go("/desk/admin")
	at("/desk/admin")
	out := func() { t.Helper(); p.Press(`form[action="/desk/sign-out"] button`) }
	out()

	password()
	at("/desk/sign-in/second?next=%2Fdesk")
	p.Axe()
	p.Fits(390, 1440)
	p.Shot("second-key-step")
	p.Do(chromedp.Click("form[data-passkey] .btn"), chromedp.WaitVisible(`form[action="/desk/sign-out"]`))
	at("/desk")
	p.Go("/desk/account/second")
	if text := p.Read("#keys"); strings.Contains(text, "—") {
		t.Errorf("the use is not noted: %q", text)
	}
	out()

	p.Scripts(false)
	password()
	if text := p.Read("#passkey-none"); !strings.Contains(text, "允许运行脚本") {
		t.Errorf("without scripts it says %q", text)
	}
	p.Fill("#code", recovery[0])
	p.Press("#step-code .btn")
	at("/desk")
	p.Scripts(true)
	p.Go("/desk/account/second")
	p.Click("#key-drop summary")
	p.Click("#key-drop input[type=radio]")
	p.Fill("#drop-password", app.DemoPassword)
	p.Press("#key-drop .btn")
	at("/desk/account/second")
	if p.Has("#keys") {
		t.Error("the removed passkey is listed")
	}
	p.Go("/desk/admin")
	at("/desk/account/second")
}
