package desk

import (
	"net/http"

	"yimen/app"
	"yimen/core/org"
	"yimen/web/ui"
)

// showFile (查看附件) sends one file of a case to whoever may read the case.
func (d *Desk) showFile(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	content, file, err := d.hall.OpenFile(r.Context(), r.PathValue("no"), r.PathValue("id"), app.StaffActor(who))
	if err != nil {
		return err
	}
	defer content.Close()
	w.Header().Set("X-Frame-Options", "SAMEORIGIN") // it stands in the page on which a material is checked
	ui.ShowFile(w, r, file.Name, app.FileType(file.Name), content)
	return nil
}
