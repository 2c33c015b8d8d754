package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// Where the session keeps what is needed to check a device's answer, and how its owner calls it.
const (
	askedKey   = "passkey"
	keyNameKey = "passkeyName"
)

var (
	keyFields = []ui.Field{
		{Name: "name", Kind: ui.KindText, Label: ui.Words("second.key.name"), Hint: ui.Words("second.key.name.hint"), Required: true, Half: true, Max: 30},
		{Name: "password", ID: "key-password", Kind: ui.KindPassword, Label: ui.Words("account.old"), Required: true, Half: true, Auto: "current-password"},
	}
	deviceFields = []ui.Field{{Name: "answer", Kind: ui.KindHidden, Required: true, Max: 20_000}} // what the script sends
)

// keyPage asks the device for a new passkey.
type keyPage struct {
	desk *Desk
	ask  string
}

// askKey shows the question to the device, after the password was given again.
func (d *Desk) askKey(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	status := http.StatusUnprocessableEntity
	if f.Check(keyFields); f.OK() {
		ask, keep, err := d.hall.BeginStaffPasskey(ctx, who, f.Get("password"), ui.Address(r))
		switch {
		case err == nil:
			d.sessions.Put(ctx, askedKey, keep)
			d.sessions.Put(ctx, keyNameKey, f.Get("name"))
			return ui.Show(w, r, http.StatusOK, keyTempl(keyPage{d, ask}))
		case errors.Is(err, app.ErrNoPasskeys):
			f.Refuse("", "noPasskeys")
		case errors.Is(err, app.ErrTooOften):
			f.Refuse("password", "tooOften")
			status = http.StatusTooManyRequests
		case !f.Refused(ctx, err):
			return err
		}
	}
	p, err := d.second(ctx, who)
	if err != nil {
		return err
	}
	p.keyForm = f
	return ui.Show(w, r, status, secondTempl(p))
}

// addKey keeps the passkey that the device made.
func (d *Desk) addKey(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	f.Check(deviceFields)
	keep, name := d.sessions.PopString(ctx, askedKey), d.sessions.PopString(ctx, keyNameKey)
	codes, err := d.hall.AddStaffPasskey(ctx, who, keep, f.Get("answer"), name)
	p, again := d.second(ctx, who)
	switch {
	case again != nil:
		return again
	case errors.Is(err, app.ErrPasskey), errors.Is(err, store.ErrConflict), !f.OK():
		p.keyForm.Refuse("", "passkeyFailed")
		return ui.Show(w, r, http.StatusUnprocessableEntity, secondTempl(p))
	case err != nil:
		return err
	}
	p.codes = codes
	if err := d.begun(ctx, &p, who); err != nil {
		return err
	}
	if len(codes) == 0 {
		return ui.See(w, r, secondPath)
	}
	return ui.Show(w, r, http.StatusOK, secondTempl(p)) // shown once, so not on another page
}

// dropFields say which passkey is to be removed.
func (p secondPage) dropFields() []ui.Field {
	which := ui.Field{Name: "key", Kind: ui.KindRadio, Label: ui.Words("second.key.which"), Required: true}
	for _, k := range p.steps.Keys {
		which.Options = append(which.Options, ui.Option{Value: k.ID, Label: ui.Text{Zh: k.Name, En: k.Name}})
	}
	return []ui.Field{which, {Name: "password", ID: "drop-password", Kind: ui.KindPassword, Label: ui.Words("account.old"), Required: true, Half: true, Auto: "current-password"}}
}

// dropKey removes one of one's passkeys.
func (d *Desk) dropKey(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx := r.Context()
	p, err := d.second(ctx, who)
	if err != nil {
		return err
	}
	p.dropOff = ui.Posted(r)
	f, status := &p.dropOff, http.StatusUnprocessableEntity
	if f.Check(p.dropFields()); f.OK() {
		err := d.hall.DropStaffPasskey(ctx, who.No, f.Get("key"), f.Get("password"), ui.Address(r))
		switch {
		case err == nil:
			if err := d.confine(ctx, who); err != nil {
				return err
			}
			return ui.See(w, r, secondPath)
		case errors.Is(err, app.ErrTooOften):
			f.Refuse("password", "tooOften")
			status = http.StatusTooManyRequests
		case !f.Refused(ctx, err):
			return err
		}
	}
	return ui.Show(w, r, status, secondTempl(p))
}

// takeKey lets in whose passkey answers, after the password.
func (d *Desk) takeKey(w http.ResponseWriter, r *http.Request) error {
	ctx, f := r.Context(), ui.Posted(r)
	who, ok := d.halfway(ctx)
	if !ok {
		return ui.See(w, r, "/desk/sign-in")
	}
	next := f.Get("next")
	f.Check(append(slices.Clone(deviceFields), ui.Field{Name: "next", Kind: ui.KindHidden}))
	again := stepPage{next: next, form: ui.Form{Values: url.Values{"next": {next}}}}
	err := d.hall.ProvePasskey(ctx, who, d.sessions.PopString(ctx, askedKey), f.Get("answer"), ui.Address(r))
	switch {
	case err == nil && f.OK():
		return d.whole(w, r, who, next)
	case errors.Is(err, app.ErrTooOften):
		again.often = true
		return d.stepAgain(w, r, who, http.StatusTooManyRequests, again)
	case err == nil, errors.Is(err, app.ErrPasskey), errors.Is(err, app.ErrNoPasskeys):
		again.failed = true
		return d.stepAgain(w, r, who, http.StatusUnprocessableEntity, again)
	}
	return err
}

// keyTable lists one's passkeys, oldest first.
func (p secondPage) keyTable(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "second.keys"), Cols: []ui.Col{{Text: ui.Say(ctx, "second.key.name")}, {Text: ui.Say(ctx, "second.key.at"), Tight: true},
		{Text: ui.Say(ctx, "second.key.used"), Tight: true}}}
	for _, k := range p.steps.Keys {
		used := "—"
		if k.UsedAt > 0 {
			used = ui.When(ctx, k.UsedAt)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(k.Name), ui.Str(ui.When(ctx, k.At)), ui.Str(used)}})
	}
	return t
}

// stepTitle heads the form of codes: who has passkeys alone types a recovery code there.
func stepTitle(ctx context.Context, p stepPage) string {
	if p.steps.Codes {
		return ui.Say(ctx, "second.code")
	}
	return ui.Say(ctx, "second.recovery")
}
