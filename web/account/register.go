package account

import (
	"net/http"
	"net/url"

	"yimen/core/casework"
	"yimen/store"
	"yimen/web/ui"
)

// registerPage (注册) asks who somebody is, after his phone was proved.
type registerPage struct {
	Phone string // masked
	form  ui.Form
}

var passwordPair = []ui.Field{
	{Name: "password", Kind: ui.KindPassword, Label: ui.Words("my.password.new"), Hint: ui.Words("my.password.hint"), Required: true, Auto: "new-password"},
	{Name: "again", Kind: ui.KindPassword, Label: ui.Words("my.password.again"), Required: true, Auto: "new-password"},
}

var registerFields = append([]ui.Field{
	{Name: "name", Kind: ui.KindText, Label: ui.Words("my.name"), Hint: ui.Words("my.name.hint"), Required: true, Max: 50, Auto: "name"},
	{Name: "idType", Kind: ui.KindSelect, Label: ui.Words("my.idtype"), Required: true, Options: ui.DocumentOptions()},
	{Name: "id", Kind: ui.KindText, Label: ui.Words("my.id"), Hint: ui.Words("my.id.hint"), Required: true, Max: 30},
}, passwordPair...)

func (a *Account) showRegister(w http.ResponseWriter, r *http.Request) error {
	return a.registerAgain(w, r, http.StatusOK, ui.Form{Values: url.Values{"idType": {casework.ResidentID}}})
}

func (a *Account) registerAgain(w http.ResponseWriter, r *http.Request, status int, f ui.Form) error {
	ctx := r.Context()
	phone := a.provedPhone(ctx)
	if phone == "" {
		return ui.See(w, r, "/account/phone?for=register")
	}
	p := registerPage{Phone: ui.MaskPhone(phone), form: f}
	return ui.Show(w, r, status, registerTempl(a.shell(ctx, say(ctx, "phone.register")), p))
}

func (a *Account) register(w http.ResponseWriter, r *http.Request) error {
	ctx, f := r.Context(), ui.Posted(r)
	phone := a.provedPhone(ctx)
	if phone == "" {
		return ui.See(w, r, "/account/phone?for=register")
	}
	f.Check(registerFields)
	differ(&f)
	if f.OK() {
		who, err := a.hall.Register(ctx, store.Resident{Phone: phone, Name: f.Get("name"), IDType: f.Get("idType"), IDNo: f.Get("id")},
			f.Get("password"), a.sessions.GetString(ctx, foreignKey) != "")
		if err == nil {
			return a.admit(w, r, who)
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	return a.registerAgain(w, r, http.StatusUnprocessableEntity, f)
}

// differ refuses a password that was not typed twice.
func differ(f *ui.Form) {
	if f.OK() && f.Get("password") != f.Get("again") {
		f.Refuse("again", "passwordsDiffer")
	}
}
