package account

import (
	"encoding/json"
	"errors"
	"net/http"

	"yimen/app"
	"yimen/core/period"
	"yimen/idp"
	"yimen/web/ui"
)

// attemptKey is where the session keeps the way to the provider until its answer comes.
const attemptKey = "attempt"

// wayTime is how long somebody may be away at the provider.
const wayTime = period.Instant(15 * 60 * 1000)

// attempt is what is kept, with when it was begun.
type attempt struct {
	idp.Attempt
	At period.Instant
}

// goIdentify sends the browser to the provider of identities 统一身份认证. It is a link and not a form:
// the content policy lets forms lead to our own pages alone.
func (a *Account) goIdentify(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	if a.hall.Identity == nil {
		return ui.NotFound()
	}
	address, kept, err := a.hall.Identity.Begin(ctx)
	if err != nil {
		return a.notIdentified(w, r, "idpAway", err)
	}
	text, err := json.Marshal(attempt{kept, a.hall.Now()})
	if err != nil {
		return err
	}
	a.sessions.Put(ctx, attemptKey, string(text))
	a.sessions.Put(ctx, nextKey, r.URL.Query().Get("next"))
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, address, http.StatusSeeOther)
	return nil
}

// identified takes the answer with which the provider sends the browser back.
func (a *Account) identified(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	if a.hall.Identity == nil {
		return ui.NotFound()
	}
	var kept attempt
	text := a.sessions.PopString(ctx, attemptKey)
	if json.Unmarshal([]byte(text), &kept) != nil || a.hall.Now()-kept.At > wayTime {
		return a.notIdentified(w, r, "idpFailed", nil)
	}
	said, err := a.hall.Identity.Finish(ctx, kept.Attempt, r.URL.Query())
	if err != nil {
		return a.notIdentified(w, r, codeOf(err), err)
	}
	who, err := a.hall.SignInIdentified(ctx, said)
	if errors.Is(err, app.ErrIdentity) {
		return a.notIdentified(w, r, "idpLacks", err)
	}
	if err != nil {
		return err
	}
	return a.admit(w, r, who)
}

func codeOf(err error) string {
	switch {
	case errors.Is(err, idp.ErrDenied):
		return "idpDenied"
	case errors.Is(err, idp.ErrProof):
		return "idpFailed"
	case errors.Is(err, idp.ErrLacks):
		return "idpLacks"
	}
	return "idpAway"
}

// notIdentified shows the other ways in, and logs what went wrong.
func (a *Account) notIdentified(w http.ResponseWriter, r *http.Request, code string, err error) error {
	if err != nil && code != "idpDenied" {
		a.log.Warn("sign-in at the provider of identities failed", "id", ui.From(r.Context()).ID, "err", err)
	}
	f := ui.Form{}
	f.Refuse("", code, "0", a.hall.Identity.Label)
	return a.again(w, r, http.StatusUnprocessableEntity, f)
}
