package web

import (
	"context"
	"errors"
	"net/http"

	"yimen/app"
	"yimen/core/casework"
	"yimen/store"
	"yimen/web/ui"
)

// explain is the one place where an error of the lower floors gets its status and code.
func explain(err error) (ui.Problem, bool) {
	var refusal casework.Refusal
	var upload *app.UploadError
	var stale *app.Stale
	switch {
	case errors.Is(err, store.ErrNotFound), errors.Is(err, app.ErrUnknownItem):
		return ui.Problem{Status: http.StatusNotFound}, true
	case errors.Is(err, app.ErrNotKeeper):
		return ui.Problem{Status: http.StatusForbidden, Code: "notKeeperOf"}, true
	case errors.Is(err, app.ErrNoRight):
		return ui.Problem{Status: http.StatusForbidden, Code: "noRight"}, true
	case errors.Is(err, app.ErrWrongCode):
		return ui.Problem{Status: http.StatusUnprocessableEntity, Code: "wrongCode"}, true
	case errors.Is(err, app.ErrSignIn):
		return ui.Problem{Status: http.StatusUnprocessableEntity, Code: "signIn"}, true
	case errors.Is(err, app.ErrTooOften):
		return ui.Problem{Status: http.StatusTooManyRequests, Code: "tooOften"}, true
	case errors.As(err, &stale), errors.Is(err, store.ErrConflict):
		return ui.Problem{Status: http.StatusConflict}, true
	case errors.As(err, &upload):
		return ui.Problem{Status: http.StatusUnprocessableEntity, Code: upload.Code, Args: ui.Places(upload.Args)}, true
	case errors.As(err, &refusal):
		return ui.Problem{Status: http.StatusUnprocessableEntity, Code: refusal.Code, Args: ui.RefusalPlaces(context.Background(), refusal)}, true
	}
	return ui.Problem{}, false
}
