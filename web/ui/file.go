package ui

import (
	"io"
	"mime"
	"net/http"
	"time"
)

// FileCSP lets a file do nothing: no script, no form, no other address.
const FileCSP = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

// ShowFile (查看附件) sends a file that somebody handed in, shown by the browser but able to do
// nothing there; one of no known kind ("") is only to be kept.
func ShowFile(w http.ResponseWriter, r *http.Request, name, kind string, content io.ReadSeeker) {
	disposition := "inline"
	if kind == "" {
		kind, disposition = "application/octet-stream", "attachment"
	}
	csp := FileCSP
	if kind != "application/pdf" { // browsers show no PDF inside a sandbox
		csp += "; sandbox"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", csp)
	h.Set("Cache-Control", "private, no-store")
	http.ServeContent(w, r, "", time.Time{}, content)
}
