package desk

import (
	"bytes"
	"errors"
	"mime"
	"net/http"
	"time"

	"yimen/app"
	"yimen/core/org"
	"yimen/web/ui"
)

// sendDossier (案卷) binds a case as one file and sends it to whoever may read the case. It
// is made anew each time, as the case stands.
func (d *Desk) sendDossier(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, no := r.Context(), r.PathValue("no")
	file, err := d.hall.Open(ctx, no, app.StaffActor(who))
	if err != nil {
		return err
	}
	made, err := d.hall.Dossier(ctx, file, who.Name)
	if errors.Is(err, app.ErrNoPress) {
		return ui.Problem{Status: http.StatusServiceUnavailable, Code: "noPress", Cause: err}
	}
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": "案卷 " + no + ".pdf"}))
	h.Set("Content-Security-Policy", ui.FileCSP)
	h.Set("Cache-Control", "private, no-store")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(made.PDF))
	return nil
}
