package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
)

// The supervisor of a unit on the way sees who read the case and by which post, himself too;
// nobody else does, whether he may read the case or not.
func TestReadingsPage(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Reviewing)
	path := "/desk/cases/" + no + "/readings"
	w.set(2026, 3, 2, 10, 1)
	w.as(reviewer).get("/desk/cases/" + no).is(http.StatusOK).not("/readings")
	w.as(reviewer).get(path).is(http.StatusForbidden, "监察")
	w.as(stranger).get(path).is(http.StatusForbidden)
	w.as(admin).get(path).is(http.StatusForbidden)
	w.set(2026, 3, 2, 10, 2)
	const supervisor = "lw804" // 监察, 永中街道
	w.as(supervisor).get("/desk/cases/"+no).is(http.StatusOK, "/readings")
	w.as(supervisor).get(path).is(http.StatusOK, reviewer, "审核岗", supervisor, "监察岗", "2026-03-02 10:01").not(stranger)
	w.as(supervisor).get(path+"?lang=en").is(http.StatusOK, "Review").not("readings.")
}
