package account

import (
	"errors"
	"net/http"

	"yimen/store"
	"yimen/web/ui"
)

var confirmFields = []ui.Field{
	{Name: "last", Kind: ui.KindText, Label: ui.Words("my.last"), Hint: ui.Words("my.last.hint"), Required: true, Max: 4, Auto: "off"},
}

// showConfirm asks whose account the phone's is: a phone may have a new owner.
func (a *Account) showConfirm(w http.ResponseWriter, r *http.Request) error {
	return a.confirmAgain(w, r, http.StatusOK, ui.Form{})
}

func (a *Account) confirmAgain(w http.ResponseWriter, r *http.Request, status int, f ui.Form) error {
	ctx := r.Context()
	phone := a.provedPhone(ctx)
	if phone == "" {
		return ui.See(w, r, "/account/phone")
	}
	return ui.Show(w, r, status, confirmTempl(a.shell(ctx, say(ctx, "confirm.title")), ui.MaskPhone(phone), f))
}

func (a *Account) confirm(w http.ResponseWriter, r *http.Request) error {
	ctx, f := r.Context(), ui.Posted(r)
	phone := a.provedPhone(ctx)
	if phone == "" {
		return ui.See(w, r, "/account/phone")
	}
	if f.Get("foreign") == "yes" {
		a.sessions.Put(ctx, foreignKey, "yes")
		return ui.See(w, r, "/account/register")
	}
	f.Check(confirmFields)
	status := http.StatusUnprocessableEntity
	if f.OK() {
		who, err := a.hall.ConfirmResident(ctx, phone, f.Get("last"), ui.Address(r))
		switch {
		case err == nil:
			return a.admit(w, r, who)
		case errors.Is(err, store.ErrNotFound): // the account has got another phone meanwhile
			return ui.See(w, r, "/account/register")
		default:
			if status, err = refused(ctx, &f, "last", err); err != nil {
				return err
			}
		}
	}
	return a.confirmAgain(w, r, status, f)
}
