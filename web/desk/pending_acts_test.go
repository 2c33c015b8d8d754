package desk

import (
	"net/http"
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
)

// food is an item of which one material may come later.
const food = "LW-XK-003"

// short is a case of it that lacks only what may come later, received at the street.
func (w *world) short() (no, lacks string) {
	w.t.Helper()
	item, ok := w.hall.Catalogue().InForce(food, w.hall.Today())
	if !ok {
		w.t.Fatal("no " + food)
	}
	f := casework.Filing{Channel: catalog.AtCounter, AcceptUnit: "330303001", Form: []byte("{}"),
		Applicant: casework.Party{Name: "王建国", IDType: "111", ID: "33030319900101001X", Phone: "13800000001"}}
	for _, m := range item.Materials {
		switch m.Necessity {
		case catalog.Required:
			f.Materials = append(f.Materials, casework.Given{Code: m.Code, How: casework.Original, Count: 1})
		case catalog.Deferrable:
			lacks = m.Code
		}
	}
	rec, err := w.hall.Begin(w.t.Context(), "", food, casework.Receive{Filing: f}, staffActor(w, atStreet))
	must(w.t, err)
	return rec.No, lacks
}

// What may come later is told with its day and promised; nothing is granted before it came.
func TestAcceptPending(t *testing.T) {
	w := newWorld(t)
	no, lacks := w.short()
	name := w.materialName(no, lacks)
	w.as(atStreet).get("/desk/cases/"+no).is(http.StatusOK, `id="act-acceptPending"`, "承诺按期补交："+name)
	w.act(no, atStreet, "accept", "opinion", "齐全").is(http.StatusUnprocessableEntity, "请办理“容缺受理”")
	w.act(no, atStreet, "acceptPending", "opinion", "容缺", "limit", "5", "unit", "wd", "promise", "").is(http.StatusUnprocessableEntity, "请填写“承诺人签名”")
	w.act(no, atStreet, "acceptPending", "opinion", "容缺", "limit", "50", "unit", "wd", "promise", "王建国").is(http.StatusUnprocessableEntity, "不能晚于作出决定的期限")
	w.done(no, atStreet, "acceptPending", "phrase", "1", "limit", "5", "unit", "wd", "promise", "王建国")
	w.as(atStreet).get("/desk/cases/"+no).is(http.StatusOK, "容缺的材料还没有补交："+name+"，最迟 2026-03-09", "容缺补交时限", "待补交："+name)
	w.act(no, atStreet, "revokeAcceptance", "ground", "overdue", "reason", "逾期").is(http.StatusUnprocessableEntity, "还没有逾期").not("现在已经逾期")
	w.set(2026, 3, 10, 9, 0)
	w.as(atStreet).get("/desk/cases/"+no).is(http.StatusOK, "补交之前不能准予。现在已经逾期。")
	w.set(2026, 3, 2, 9, 0)
	w.act(no, atStreet, "bringPending").is(http.StatusUnprocessableEntity, "缺少材料："+name)
	w.done(no, atStreet, "bringPending", "material."+lacks, "copy", "count."+lacks, "1", "receivedOn", "2026-03-02")
	w.as(atStreet).get("/desk/cases/"+no).is(http.StatusOK, "容缺材料 1 份，到达日期 2026-03-02").not("还没有补交", `id="act-bringPending"`)
}

func TestRevokeAcceptance(t *testing.T) {
	w := newWorld(t)
	no, lacks := w.short()
	w.done(no, atStreet, "acceptPending", "opinion", "容缺", "limit", "5", "unit", "wd", "promise", "王建国")
	w.done(no, atStreet, "bringPending", "material."+lacks, "copy")
	w.act(no, reviewer, "revokeAcceptance", "ground", "unfit", "reason", "不符").is(http.StatusForbidden)
	w.act(no, atStreet, "revokeAcceptance", "ground", "unfit", "reason", "").is(http.StatusUnprocessableEntity, "请填写“理由”")
	w.done(no, atStreet, "revokeAcceptance", "ground", "unfit", "reason", "图纸不是本店的")
	w.as(atStreet).get("/desk/cases/"+no).is(http.StatusOK, "补交的材料不符合要求", "图纸不是本店的", "此件已经结束：撤销受理")
}

func (w *world) materialName(no, code string) string {
	rec := w.record(no)
	item, _ := w.hall.Catalogue().Version(rec.Item, rec.ItemVersion)
	return item.Materials[slices.IndexFunc(item.Materials, func(m catalog.Material) bool { return m.Code == code })].Name
}

// The notice's own item of 2015: the clock of a fax begins with the originals.
func TestReceiveOriginals(t *testing.T) {
	w := newWorld(t)
	w.as(acceptor).post("/desk/receive/"+house, filing("fax", "channel", "fax", "material.m2", "copy")...).
		is(http.StatusUnprocessableEntity, `id="material.m1-error"`, "传来的不是原件").not(`id="material.m2-error"`)
	w.set(2015, 9, 7, 9, 0)
	item, ok := w.hall.Catalogue().InForce("LW-XK-001", w.hall.Today())
	if !ok {
		t.Fatal("no item")
	}
	f := casework.Filing{Channel: catalog.ByFax, AcceptUnit: "330303001", Form: []byte("{}"),
		Applicant: casework.Party{Name: "王建国", IDType: "111", ID: "33030319900101001X", Phone: "13800000001"}}
	for _, m := range item.Materials {
		if m.Necessity == catalog.Required {
			f.Materials = append(f.Materials, casework.Given{Code: m.Code, How: casework.Copy, Count: 1})
		}
	}
	// What comes by fax is no original, and the screen doesn't offer it with that way of applying.
	counter := "/desk/receive/" + item.Code
	w.as(atStreet).get(counter).is(http.StatusOK, `data-unless="channel">原件`, "电子文件")

	rec, err := w.hall.Begin(t.Context(), "", item.Code, casework.Receive{Filing: f}, staffActor(w, atStreet))
	must(t, err)
	w.done(rec.No, atStreet, "accept", "opinion", "齐全")
	w.as(atStreet).get("/desk/cases/"+rec.No).is(http.StatusOK, "应当最迟于 2015-09-14 提交", "原件提交时限").not("法定期限")
	w.act(rec.No, atStreet, "receiveOriginals", "receivedOn", "2015-09-08").is(http.StatusUnprocessableEntity, "日期不能晚于今天")
	w.set(2015, 9, 9, 9, 0)
	w.done(rec.No, atStreet, "receiveOriginals", "receivedOn", "2015-09-09", "differs", "地址不同")
	w.as(atStreet).get("/desk/cases/"+rec.No).is(http.StatusOK, "2015-09-09 收到的原件不一致：地址不同")
	w.done(rec.No, atStreet, "receiveOriginals", "receivedOn", "2015-09-09")
	w.as(atStreet).get("/desk/cases/"+rec.No).is(http.StatusOK, "收到原件，核对一致", "法定期限", "2015年9月24日").not("应当最迟于", `id="act-receiveOriginals"`)
}
