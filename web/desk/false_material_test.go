package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
)

// False material in a matter of public safety: refused with a warning, and at the counter no
// new application within the year; what was typed stays.
func TestFalseMaterial(t *testing.T) {
	w := newWorld(t)
	no, _ := w.short()
	w.act(no, atStreet, "refuseAcceptance", "ground", "falseMaterial", "reason", "").is(http.StatusUnprocessableEntity, "请填写“理由”")
	w.done(no, atStreet, "refuseAcceptance", "ground", "falseMaterial", "reason", "执照系伪造")
	w.as(atStreet).get("/desk/cases/"+no).is(http.StatusOK, "隐瞒有关情况或者提供虚假材料", "执照系伪造", "给予警告，在 2027-03-02 以前（含当日）不得再次申请")
	pairs := []string{"key", "again", "channel", "counter", "acceptUnit", "330303001", "receivedOn", "2026-03-02",
		"applicant.name", "王建国", "applicant.idType", "111", "applicant.id", "33030319900101001X", "applicant.phone", "13800000001"}
	item, _ := w.hall.Catalogue().InForce(food, w.hall.Today())
	for _, m := range item.Materials {
		if m.Necessity == catalog.Required {
			pairs = append(pairs, "material."+m.Code, string(casework.Original))
		}
	}
	w.as(atStreet).post("/desk/receive/"+food, pairs...).is(http.StatusUnprocessableEntity, "在 2027-03-02 以前（含当日）不得再次申请此许可", `value="33030319900101001X"`)
}
