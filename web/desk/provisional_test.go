package desk

import (
	"net/http"
	"testing"

	"yimen/store"
)

// A day of a year whose holidays are not announced may still move, and says so wherever it stands (暂定).
func TestDaysThatMayMoveSaySo(t *testing.T) {
	w := newWorld(t)
	w.set(2026, 12, 29, 9, 30)
	no := w.received("receivedOn", "2026-12-29")
	c := w.as(acceptor)
	for _, page := range []string{"/desk", "/desk/cases/" + no, "/desk/receive/" + house} {
		c.get(page).is(http.StatusOK, "暂定")
	}
	made, err := w.hall.Complain(t.Context(), store.Complaint{Unit: community, Kind: "attitude", CaseNo: no, Text: "态度生硬"})
	must(t, err)
	for _, s := range w.hall.Directory().People() {
		if w.hall.HandlesComplaint(made, s.No) {
			for _, page := range []string{"/desk/complaints", "/desk/complaints/" + made.No} {
				w.as(s.No).get(page).is(http.StatusOK, "（暂定）")
			}
			return
		}
	}
	t.Error("nobody handles the complaint")
}
