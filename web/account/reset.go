package account

import (
	"net/http"

	"yimen/web/ui"
)

var resetFields = append([]ui.Field{
	{Name: "id", Kind: ui.KindText, Label: ui.Words("my.id"), Hint: ui.Words("my.id.reset"), Required: true, Max: 30},
}, passwordPair...)

// showReset asks for a new password, after the phone was proved 找回密码.
func (a *Account) showReset(w http.ResponseWriter, r *http.Request) error {
	return a.resetAgain(w, r, http.StatusOK, ui.Form{})
}

func (a *Account) resetAgain(w http.ResponseWriter, r *http.Request, status int, f ui.Form) error {
	ctx := r.Context()
	phone := a.provedPhone(ctx)
	if phone == "" {
		return ui.See(w, r, "/account/phone?for=reset")
	}
	return ui.Show(w, r, status, resetTempl(a.shell(ctx, say(ctx, "phone.reset")), registerPage{ui.MaskPhone(phone), f}))
}

func (a *Account) reset(w http.ResponseWriter, r *http.Request) error {
	ctx, f := r.Context(), ui.Posted(r)
	phone := a.provedPhone(ctx)
	if phone == "" {
		return ui.See(w, r, "/account/phone?for=reset")
	}
	f.Check(resetFields)
	differ(&f)
	status := http.StatusUnprocessableEntity
	if f.OK() {
		who, err := a.hall.ResetResident(ctx, phone, f.Get("id"), f.Get("password"), ui.Address(r))
		if err == nil {
			return a.admit(w, r, who)
		}
		if status, err = refused(ctx, &f, "id", err); err != nil {
			return err
		}
	}
	return a.resetAgain(w, r, status, f)
}
