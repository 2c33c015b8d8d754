package desk

import (
	"net/http"

	"yimen/app"
	"yimen/core/org"
	"yimen/web/ui"
)

// showChart (流程图) is the way of a case in the flow chart of its item, a page of its own: the case
// page stays light without it.
func (d *Desk) showChart(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	file, err := d.hall.Open(r.Context(), r.PathValue("no"), app.StaffActor(who))
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, chartTempl(casePage{File: file, desk: d}))
}
