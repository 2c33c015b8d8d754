package desk

import (
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"yimen/app"
	"yimen/core/org"
)

// fileTypes are shown in the browser; nothing else was ever taken (see app.AttachTo).
var fileTypes = map[string]string{
	".pdf": "application/pdf", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png",
}

// fileCSP lets a file do nothing: no script, no form, no other address.
const fileCSP = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

// showFile (查看附件) sends one file of a case to whoever may read the case.
func (d *Desk) showFile(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	content, file, err := d.hall.OpenFile(r.Context(), r.PathValue("no"), r.PathValue("id"), app.StaffActor(who))
	if err != nil {
		return err
	}
	defer content.Close()
	kind, shown := fileTypes[strings.ToLower(path.Ext(file.Name))]
	disposition := "inline"
	if !shown {
		kind, disposition = "application/octet-stream", "attachment"
	}
	csp := fileCSP
	if kind != "application/pdf" { // browsers show no PDF inside a sandbox
		csp += "; sandbox"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": file.Name}))
	h.Set("Content-Security-Policy", csp)
	h.Set("X-Frame-Options", "SAMEORIGIN") // it stands in the page on which a material is checked
	h.Set("Cache-Control", "private, no-store")
	http.ServeContent(w, r, "", time.Time{}, content)
	return nil
}
