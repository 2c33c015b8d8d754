package portal

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"yimen/core/casework"
	"yimen/core/period"
)

// What the applicant has posted he says on a form of his own; the case page then tells that it
// is on the way, until when, and after the last day takes nothing more online (民诉法85(4)).
func TestPosted(t *testing.T) {
	w := newWorld(t)
	it := w.linked()
	no, _ := w.submitted(it)
	path := "/cases/" + no + "/notePosted"
	w.get("/cases/" + no).ok(http.StatusOK).not(path)
	staffDo(t, w.hall, no, casework.RequestSupplement{Limit: period.Period{N: 10, Unit: period.NaturalDay}, Defects: []casework.Defect{
		{Material: required(it)[0].field[len(filePrefix):], What: "请补第二页"}}})
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	w.must(err)
	w.get("/cases/"+no).ok(http.StatusOK, path, "补正材料已经寄出")
	w.get(path).ok(http.StatusOK, "在期限届满前交邮就不算逾期")
	typed := url.Values{"seen": {strconv.Itoa(rec.Version)}, "postedOn": {w.hall.Today().Add(1).String()}, "slip": {"EMS 1023456789012"}}
	w.post(path, path, typed).ok(http.StatusUnprocessableEntity, "日期不能晚于今天", "EMS 1023456789012")
	typed.Set("postedOn", w.hall.Today().String())
	w.post(path, path, typed).ok(http.StatusOK, "补正材料在路上", "EMS 1023456789012", "现在补正").not(`href="` + path + `"`)
	w.now.Store(int64(w.hall.Today().Add(12).At(9, 0)))
	w.grantAgain(no)
	w.get("/cases/"+no).ok(http.StatusOK, "补正材料在路上").not("现在补正")
	w.get("/cases/"+no+"/supplement").ok(http.StatusOK, "补正材料在路上") // back on the case page
}
