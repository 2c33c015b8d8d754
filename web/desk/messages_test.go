package desk

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/message"
	"yimen/store"
)

// bouncing is a gateway that refuses every number.
type bouncing struct{}

func (bouncing) Repeats() bool { return true }
func (bouncing) Send(context.Context, message.Letter) error {
	return message.Rejected{Why: "no such number"}
}

func TestMessagesPage(t *testing.T) {
	w := newWorld(t)
	w.as(acceptor).get("/desk/messages").is(http.StatusForbidden)
	w.as(acceptor).get("/desk").not("/desk/messages")
	w.as(admin).get("/desk").is(http.StatusOK, "/desk/messages")
	w.as(admin).get("/desk/messages").is(http.StatusOK, "没有记录", "消息模板", "已提交，办件编号{no}", "视为准予延续")
	w.as(admin).get("/desk/messages?lang=en").is(http.StatusOK, "No messages", "was handed in", "Failures of the last day").not("message.", "codes.")

	no := w.at(casework.Received)
	w.hall.Couriers = app.Couriers{SMS: bouncing{}}
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	must(t, err)
	must(t, w.hall.Store.Write(t.Context(), w.hall.Deliveries(rec.Case, rec.Facts[len(rec.Facts)-1])))
	must(t, w.hall.Deliver(t.Context(), 10))
	list, err := w.hall.Store.DeliveriesOf(t.Context(), rec.ID)
	must(t, err)
	if len(list) != 1 || list[0].State != store.Bounced {
		t.Fatalf("%+v", list)
	}
	must(t, w.hall.Store.Write(t.Context(), store.Plan{store.Tell(rec.ID, list[0].Seq, nil)}))
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "办件进度页；短信 "+list[0].Masked+"，被退回")
	w.as(admin).get("/desk/messages?state=bounced").is(http.StatusOK, no, "被退回", "no such number", list[0].Masked, "再发一次").not(rec.Applicant.Phone, rec.Applicant.Name)
	w.as(admin).get("/desk/messages?state=sent").is(http.StatusOK, "没有记录").not(no)
	w.as(overseer).get("/desk/messages").is(http.StatusOK, no)
	again := "/desk/messages/sent/" + strconv.FormatInt(list[0].ID, 10)
	w.as(acceptor).post(again).is(http.StatusForbidden)
	w.as(admin).post("/desk/messages/sent/x").is(http.StatusNotFound)
	w.as(admin).post(again).is(http.StatusSeeOther)
	w.as(admin).get("/desk/messages?state=waiting").is(http.StatusOK, no).not("再发一次")
}

func TestMessageTemplatePage(t *testing.T) {
	w := newWorld(t)
	path := "/desk/messages/" + url.PathEscape("tick.unanswered")
	w.as(acceptor).get(path).is(http.StatusForbidden)
	w.as(acceptor).post(path, "zh", "x", "en", "x").is(http.StatusForbidden)
	w.as(admin).get("/desk/messages/nothing").is(http.StatusNotFound)
	w.as(admin).get(path).is(http.StatusOK, "视为撤回申请", "按撤回申请处理", "系统原文")
	w.as(admin).post(path, "zh", "{name}未补正", "en", "kept {item}").is(http.StatusUnprocessableEntity, "{name}未补正", "kept {item}", "没有 name 这个占位").not("rules.", "message.rule")
	w.as(admin).post(path, "zh", "“{item}”（{no}）逾期未补正。", "en", "").is(http.StatusSeeOther)
	w.as(admin).get("/desk/messages").is(http.StatusOK, "逾期未补正。", "已修改", "it counts as withdrawn")
	w.as(admin).post(path, "zh", "", "en", "").is(http.StatusSeeOther)
	w.as(admin).get("/desk/messages").not("已修改")
}

// Who works a queue finds what he was told in his own list, and writes where else he is told for his
// password; a form that can't be taken keeps what was typed.
func TestInboxAndContact(t *testing.T) {
	w := newWorld(t)
	w.as(reviewer).get("/desk/inbox").is(http.StatusOK, "没有消息")
	no := w.at(casework.Reviewing)
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	must(t, err)
	must(t, w.hall.Store.Write(t.Context(), w.hall.TellStaff(store.NewID(w.hall.Now()), rec.Case, rec.Facts[len(rec.Facts)-1], []app.Call{{Turn: app.StaffUrged, Unit: rec.Unit(), Post: "review"}})))
	list, err := w.hall.Store.StaffMessages(t.Context(), reviewer, 0, 1)
	must(t, err)
	w.as(reviewer).get("/desk/inbox").is(http.StatusOK, "申请人催办", no, "未读").not(rec.Applicant.Name)
	w.as(reviewer).get("/desk/inbox?lang=en").is(http.StatusOK, "The applicant reminds you", "Mark all as read").not("inbox.")
	w.as(stranger).get("/desk/inbox").not(no)
	w.as(reviewer).post("/desk/inbox", "upTo", "x").is(http.StatusUnprocessableEntity)
	w.as(reviewer).post("/desk/inbox", "upTo", strconv.FormatInt(list[0].ID, 10)).is(http.StatusSeeOther)
	w.as(reviewer).get("/desk/inbox").is(http.StatusOK, no).not("未读")
	w.as(reviewer).get("/desk/account").is(http.StatusOK, "联系方式", "/desk/account/contact")
	w.as(reviewer).post("/desk/account/contact", "email", "li at example", "phone", "", "password", app.DemoPassword).is(http.StatusUnprocessableEntity, "li at example")
	w.as(reviewer).post("/desk/account/contact", "email", "li@example.gov.cn", "phone", "13800000001", "password", "falsch").is(http.StatusUnprocessableEntity, "现在的密码不正确", "li@example.gov.cn")
	w.as(reviewer).post("/desk/account/contact", "email", "li@example.gov.cn", "phone", "13800000001", "password", app.DemoPassword).is(http.StatusSeeOther)
	w.as(reviewer).get("/desk/account").is(http.StatusOK, "li@example.gov.cn")
}
