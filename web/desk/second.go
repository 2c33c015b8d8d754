package desk

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"image/png"
	"net/http"
	"net/url"
	"strconv"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"

	"yimen/app"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// Where the session keeps who has given the password and not yet the code, until when he may,
// and the secret that is to be begun with.
const (
	halfKey   = "half"
	untilKey  = "halfUntil"
	secretKey = "newSecret"
)

// halfTime is how long the second step may take.
const halfTime = period.Instant(5 * 60 * 1000)

// stepPage (第二步验证) asks for a passkey, a one-time code or a recovery code, by what its owner has.
type stepPage struct {
	steps  app.Steps
	ask    string // the question for his passkeys; empty: none are asked for
	failed bool   // the last answer of a device did not hold
	often  bool   // too many did not
	next   string
	form   ui.Form
}

var (
	stepFields     = stepOf(ui.Words("second.code"), ui.Words("second.code.hint"))
	recoveryFields = stepOf(ui.Words("second.recovery"), ui.Words("second.recovery.hint")) // of who has passkeys alone
)

func stepOf(label, hint ui.Text) []ui.Field {
	return []ui.Field{{Name: "code", Kind: ui.KindText, Label: label, Hint: hint, Required: true, Max: 20, Auto: "one-time-code"}, {Name: "next", Kind: ui.KindHidden}}
}

func (p stepPage) fields() []ui.Field {
	if p.steps.Codes {
		return stepFields
	}
	return recoveryFields
}

// half keeps who has given the password, under a new token.
func (d *Desk) half(w http.ResponseWriter, r *http.Request, who org.Staff, next string) error {
	ctx := r.Context()
	if err := d.sessions.RenewToken(ctx); err != nil {
		return err
	}
	d.sessions.Remove(ctx, staffKey)
	d.sessions.Put(ctx, halfKey, who.No)
	d.sessions.Put(ctx, untilKey, strconv.FormatInt(int64(d.hall.Now()+halfTime), 10))
	return ui.See(w, r, "/desk/sign-in/second?"+url.Values{"next": {ownPage(next)}}.Encode())
}

// halfway is who has given the password, as long as he may still give the code.
func (d *Desk) halfway(ctx context.Context) (org.Staff, bool) {
	until, err := strconv.ParseInt(d.sessions.GetString(ctx, untilKey), 10, 64)
	if err != nil || int64(d.hall.Now()) > until {
		return org.Staff{}, false
	}
	return d.hall.Directory().OnStaff(d.sessions.GetString(ctx, halfKey), d.hall.Today())
}

func (d *Desk) showStep(w http.ResponseWriter, r *http.Request) error {
	who, ok := d.halfway(r.Context())
	if !ok {
		return ui.See(w, r, "/desk/sign-in")
	}
	next := r.URL.Query().Get("next")
	return d.stepAgain(w, r, who, http.StatusOK, stepPage{next: next, form: ui.Form{Values: url.Values{"next": {next}}}})
}

// stepAgain shows the page with a new question for the passkeys of who has any.
func (d *Desk) stepAgain(w http.ResponseWriter, r *http.Request, who org.Staff, status int, p stepPage) (err error) {
	ctx := r.Context()
	if p.steps, err = d.hall.StepsOf(ctx, who.No); err != nil {
		return err
	}
	if len(p.steps.Keys) > 0 {
		var keep string
		p.ask, keep, err = d.hall.AskPasskey(ctx, who)
		if err != nil && !errors.Is(err, app.ErrNoPasskeys) { // the portal lost its name: other ways stay
			return err
		}
		d.sessions.Put(ctx, askedKey, keep)
	}
	return ui.Show(w, r, status, stepTempl(p))
}

func (d *Desk) takeStep(w http.ResponseWriter, r *http.Request) error {
	ctx, f := r.Context(), ui.Posted(r)
	who, ok := d.halfway(ctx)
	if !ok {
		return ui.See(w, r, "/desk/sign-in")
	}
	f.Check(stepFields)
	status := http.StatusUnprocessableEntity
	if f.OK() {
		err := d.hall.ProveSecondStep(ctx, who.No, f.Get("code"), ui.Address(r))
		switch {
		case err == nil:
			return d.whole(w, r, who, f.Get("next"))
		case errors.Is(err, app.ErrWrongStep):
			f.Refuse("code", "wrongStep")
		case errors.Is(err, app.ErrTooOften):
			f.Refuse("code", "tooOften")
			status = http.StatusTooManyRequests
		default:
			return err
		}
	}
	return d.stepAgain(w, r, who, status, stepPage{next: f.Get("next"), form: f})
}

// whole lets in who has given both steps.
func (d *Desk) whole(w http.ResponseWriter, r *http.Request, who org.Staff, next string) error {
	d.sessions.Remove(r.Context(), halfKey)
	d.sessions.Remove(r.Context(), untilKey)
	if err := d.admit(r, who); err != nil {
		return err
	}
	return ui.See(w, r, ownPage(next))
}

// secondPage (第二步验证) is one's own second step: one-time codes, passkeys, or both.
type secondPage struct {
	desk    *Desk
	steps   app.Steps
	must    bool     // nothing else may be done before
	offers  bool     // the portal's address has a name, which passkeys are bound to
	codes   []string // just made, shown once
	secret  string
	image   string // the QR code, as a data address
	form    ui.Form
	keyForm ui.Form // of a new passkey
	dropOff ui.Form // of one to be removed
}

var (
	passwordField = ui.Field{Name: "password", Kind: ui.KindPassword, Label: ui.Words("account.old"), Required: true, Half: true, Auto: "current-password"}
	beginFields   = []ui.Field{passwordField, {Name: "code", Kind: ui.KindText, Label: ui.Words("second.code"), Hint: ui.Words("second.first"), Required: true, Half: true, Max: 10, Auto: "one-time-code"}}
	endFields     = []ui.Field{passwordField}
)

func (d *Desk) second(ctx context.Context, who org.Staff) (p secondPage, err error) {
	p.desk, p.must, p.offers = d, d.confined(ctx) == secondPath, d.hall.OffersPasskeys()
	if p.steps, err = d.hall.StepsOf(ctx, who.No); err != nil || p.steps.Codes {
		return p, err
	}
	if p.secret = d.sessions.GetString(ctx, secretKey); p.secret == "" {
		p.secret = app.SecondSecret()
		d.sessions.Put(ctx, secretKey, p.secret)
	}
	p.image, err = qrImage(app.SecondAddress(p.secret, who.No))
	return p, err
}

// qrImage draws a QR code with its quiet zone as a picture in an address.
func qrImage(text string) (string, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return "", err
	}
	if code, err = barcode.Scale(code, 240, 240); err != nil {
		return "", err
	}
	var file bytes.Buffer
	if err := png.Encode(&file, code); err != nil {
		return "", err
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(file.Bytes()), nil
}

func (d *Desk) showSecond(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.second(r.Context(), who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, secondTempl(p))
}

// changeSecond begins the second step, or ends it.
func (d *Desk) changeSecond(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx := r.Context()
	p, err := d.second(ctx, who)
	if err != nil {
		return err
	}
	p.form = ui.Posted(r)
	fields := beginFields
	if p.steps.Codes {
		fields = endFields
	}
	status := http.StatusUnprocessableEntity
	if p.form.Check(fields); p.form.OK() {
		err := d.switchSecond(ctx, &p, who, ui.Address(r))
		switch {
		case err == nil && p.codes != nil:
			return ui.Show(w, r, http.StatusOK, secondTempl(p)) // shown once, so not on another page
		case err == nil:
			return ui.See(w, r, secondPath)
		case errors.Is(err, app.ErrTooOften):
			p.form.Refuse("password", "tooOften")
			status = http.StatusTooManyRequests
		case !p.form.Refused(ctx, err):
			return err
		}
	}
	return ui.Show(w, r, status, secondTempl(p))
}

func (d *Desk) switchSecond(ctx context.Context, p *secondPage, who org.Staff, addr string) (err error) {
	if p.steps.Codes {
		if err := d.hall.EndSecondStep(ctx, who.No, p.form.Get("password"), addr); err != nil {
			return err
		}
		return d.confine(ctx, who)
	}
	if p.codes, err = d.hall.BeginSecondStep(ctx, who.No, p.form.Get("password"), p.secret, p.form.Get("code"), addr); err != nil {
		return err
	}
	d.sessions.Remove(ctx, secretKey)
	return d.begun(ctx, p, who)
}

// begun reads the second step again, once something of it was begun.
func (d *Desk) begun(ctx context.Context, p *secondPage, who org.Staff) (err error) {
	if err := d.confine(ctx, who); err != nil {
		return err
	}
	codes := p.codes
	*p, err = d.second(ctx, who)
	p.codes = codes
	return err
}
