package desk

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"yimen/core/casework"
)

const (
	admin  = "lw901"
	second = "lw902"
)

// year2027 is the form of a whole year.
func year2027(more ...string) []string {
	return with([]string{"paper", "国办发明电〔2026〕9号", "paperOn", "2026-03-01", "reason", "公布次年安排", "year", "2027",
		"url", "https://www.gov.cn/2027", "off", "2027-01-01\n2027-05-01..2027-05-03、2027-10-01..2027-10-07", "work", "2027-10-09"}, more)
}

func TestCalendarIsTheAdministrators(t *testing.T) {
	w := newWorld(t)
	w.as(acceptor).get("/desk/calendar").is(http.StatusForbidden, "只有系统管理员")
	w.as(acceptor).post("/desk/calendar", year2027()...).is(http.StatusForbidden)
	w.as(acceptor).get("/desk").not("/desk/calendar")
	w.as(admin).get("/desk").is(http.StatusOK, "/desk/calendar")
	w.as(admin).get("/desk/calendar").is(http.StatusOK, "2013–2026", "2027 年起", "还没有录入过放假安排", "248")
	w.as(admin).get("/desk/calendar?lang=en").is(http.StatusOK, "Working days", "from 2027 on").not("calendar.")
	w.as(admin).get("/desk/calendar/new?year=2026").is(http.StatusOK, "2026-02-15..2026-02-23", `value="2026"`)
	w.as(admin).get("/desk/calendar/new").is(http.StatusOK, `value="2027"`)
	w.as(admin).get("/desk/calendar/7").is(http.StatusNotFound)
	w.as(admin).get("/desk/calendar/x").is(http.StatusNotFound)
}

// One brings it in and sees what would move; only another can confirm; then it counts, and
// the case shows both days to staff.
func TestCalendarByTwo(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Received) // Monday, 2026-03-02: due 03-09
	a, known := w.hall.NewestCalendar().Arrangement(2026)
	if !known {
		t.Fatal("2026 is not known")
	}
	form := year2027("year", "2026", "work", daysText(a.Work), "off", daysText(a.Off)+"\n2026-03-05")
	to := w.as(admin).post("/desk/calendar", form...).is(http.StatusSeeOther).to()
	w.as(admin).get(to).is(http.StatusOK, no, "2026-03-09", "2026-03-10", "03-05 改为放假", "等待另一人审定", "在办 1 件").not("/confirm\"")
	w.as(admin).post(to+"/confirm").is(http.StatusUnprocessableEntity, "录入的人不能审定")
	w.as(second).get(to+"?lang=en").is(http.StatusOK, "Confirm", "off now", "Due then").not("calendar.")
	w.as(second).post(to+"/reject").is(http.StatusUnprocessableEntity, "请填写")
	w.as(second).post(to + "/nothing").is(http.StatusNotFound)
	w.as(second).post(to+"/confirm", "remark", "已逐日核对").is(http.StatusSeeOther)
	w.as(second).post(to+"/confirm").is(http.StatusUnprocessableEntity, "已经审定过")
	w.set(2026, 3, 2, 10, 0)
	// Who looked at the old day is told; then the case shows both.
	w.act(no, acceptor, "accept", "opinion", "齐全").is(http.StatusConflict, "期限重算")
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "按国办发明电〔2026〕9号重算", "受理时限届满日由 2026-03-09 改为 2026-03-10")
	w.done(no, acceptor, "accept", "opinion", "齐全")
	w.as(admin).get("/desk/calendar").is(http.StatusOK, "已审定", "程序 lw902")
}

// Everything wrong stands at its field, and nothing typed is lost.
func TestBadArrangements(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		name, value string
		says        []string
	}{
		{"paper", "", []string{"请填写“文号”"}},
		{"paperOn", "2026-03-03", []string{"通知日期晚于今天"}},
		{"off", "2027-01-01 明天", []string{"“明天”不是日期", "2027-01-01 明天"}},
		{"off", "2027-01-05..2027-01-01", []string{"不是日期"}},
		{"off", "2027-01-01..2027-12-31", []string{"不是日期"}},
		{"off", "2027-01-01 2027-05-01", []string{"缺“2027-10-01”", "每年都放假"}},
		{"work", "2027-10-08", []string{"“2027-10-08”不是周末"}},
		{"work", "2027-10-02", []string{"既写了放假又写了上班"}},
		{"url", "gov.cn", []string{"“gov.cn”不是网址"}},
		{"url", "", []string{"没有写通知网址"}},
		{"year", "千年", []string{"年份"}},
	} {
		a := w.as(admin).post("/desk/calendar", year2027(c.name, c.value)...)
		a.is(http.StatusUnprocessableEntity, append(c.says, `data-field="`+c.name, "公布次年安排")...)
	}
	if all, err := w.hall.Proposals(t.Context()); err != nil || len(all) > 0 {
		t.Errorf("kept %+v, %v", all, err)
	}
}

var proposalAddress = regexp.MustCompile(`^/desk/calendar/\d+$`)

// A file takes the place of the days; what is wrong with it is told with its line.
func TestCalendarFile(t *testing.T) {
	w := newWorld(t)
	file := "{\"years\": {\"2027\": {\"papers\": [\"https://www.gov.cn/2027\"],\n \"off\": [\"2027-01-01\", \"2027-05-01\", \"2027-10-01\", \"2027-10-02\", \"2027-10-03\"]}}}"
	if to := w.sendFile(admin, file).is(http.StatusSeeOther).to(); !proposalAddress.MatchString(to) {
		t.Errorf("led to %s", to)
	}
	w.sendFile(admin, strings.Replace(file, "2027-05-01", "2027-05-32", 1)).
		is(http.StatusUnprocessableEntity, "2027.json 第 2 行 2027.off：没有“2027-05-32”这一天", `data-field="file"`)
}

// sendFile posts the form with a calendar file.
func (w *world) sendFile(who, text string) reply {
	w.t.Helper()
	c := w.as(who)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	c.get("/desk")
	pairs := []string{"_token", c.token, "paper", "国办发明电〔2026〕9号", "paperOn", "2026-03-01", "reason", "公布次年安排", "year", "2027"}
	for i := 0; i < len(pairs); i += 2 {
		must(w.t, form.WriteField(pairs[i], pairs[i+1]))
	}
	part, err := form.CreateFormFile("file", "2027.json")
	must(w.t, err)
	_, err = part.Write([]byte(text))
	must(w.t, err)
	must(w.t, form.Close())
	r := httptest.NewRequest(http.MethodPost, "/desk/calendar", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return c.send(r)
}
