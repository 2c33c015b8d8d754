package account

import (
	"net/http"

	"yimen/store"
	"yimen/web/ui"
)

var closeFields = []ui.Field{
	{Name: "password", Kind: ui.KindPassword, Label: ui.Words("my.password.old"), Required: true, Auto: "current-password"},
}

// showClose says what closing an account 注销账号 does, before it is done.
func (a *Account) showClose(w http.ResponseWriter, r *http.Request, _ store.Resident) error {
	return a.closeAgain(w, r, http.StatusOK, ui.Form{})
}

func (a *Account) closeAgain(w http.ResponseWriter, r *http.Request, status int, f ui.Form) error {
	return ui.Show(w, r, status, closeTempl(a.below(r.Context(), say(r.Context(), "close")), f))
}

func (a *Account) closeAccount(w http.ResponseWriter, r *http.Request, who store.Resident) error {
	f := ui.Posted(r)
	f.Check(closeFields)
	status := http.StatusUnprocessableEntity
	if f.OK() {
		err := a.hall.CloseAccount(r.Context(), who, f.Get("password"), ui.Address(r))
		if err == nil {
			return a.signOut(w, r)
		}
		if status, err = refused(r.Context(), &f, "password", err); err != nil {
			return err
		}
	}
	return a.closeAgain(w, r, status, f)
}
