package desk

import (
	"net/http"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/store"
	"yimen/web/ui"
)

func TestCasePageShowsTheFile(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Approving)
	w.as(approver).get("/desk/cases/"+no).is(http.StatusOK,
		no, "农村村民建房审批", "区、街道、社区三级联动", "审批中", "区资规分局 · 审批岗", "2026-03-16", "剩 10 个工作日", // head
		"王建国", "33030319900101001X", "13800000001", "窗口", "永上居委会", // application
		"建房户", "妻李秀兰，子王小明，女王小红", "原址翻建", "360", "是", // form, under its headings
		"农村宅基地使用承诺书", "必要材料 7 / 7", "未交", // materials
		"街道审核同意", "符合规划", "张海波", "项春雷", // opinions
		"承诺期限", "法定期限", "岗位时限", "为什么是这一天", "起算日，当天不计入期限", "第四十二条", // clocks with their account
		"收件凭证",
	)
	w.as(approver).get("/desk/cases/"+no+"?lang=en").is(http.StatusOK, "Approval of a village house", "Rebuilding in place", "10 working days left",
		"Grant", "Time limits", "Zhang Haibo", "Promised limit").not("desk.", "codes.", "acts.")
}

// A case is for those who work on it; every read of it is written down with its ground.
func TestWhoMayReadACase(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	for who, want := range map[string]int{acceptor: 200, reviewer: 200, planner: 200, approver: 200, streetZz: 200,
		stranger: 403, keeper: 403, "lw901": 403, "lw402": 403} {
		for _, path := range []string{"/desk/cases/" + no, "/desk/cases/" + no + "/receipt"} {
			a := w.as(who).get(path).is(want)
			if want == 403 {
				a.not("王建国", "33030319900101001X")
			}
		}
	}
	log, err := w.hall.Store.Readings(t.Context(), w.record(no).ID)
	must(t, err)
	grounds := map[string]string{}
	for _, r := range log {
		grounds[r.Staff] = r.What
	}
	if len(grounds) != 5 || grounds[acceptor] != "case:330303001004:acceptance" || grounds[approver] != "case:330303-zrzy:approval" {
		t.Errorf("log: %v", grounds)
	}
	w.as(acceptor).get("/desk/cases/330303200209990000099").is(http.StatusForbidden)
	w.as(acceptor).get("/desk/cases/" + no + "/nothing").is(http.StatusNotFound)
}

// What was done is said once.
func TestDoneIsSaidOnce(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	c := w.as(acceptor)
	c.post("/desk/cases/"+no+"/accept", "seen", "1", "opinion", "材料齐全").is(http.StatusSeeOther)
	c.get("/desk/cases/"+no).is(http.StatusOK, "办理成功：受理")
	c.get("/desk/cases/" + no).is(http.StatusOK).not("办理成功")
	c.cookies[doneCookie] = "nonsense"
	c.get("/desk/cases/"+no).is(http.StatusOK).not("办理成功", "nonsense")
}

// The likeliest acts stand on the case page, the others are a link away; each has an address, at
// which it is done again when something was wrong.
func TestAddressOfAnAct(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Approving)
	path, c := "/desk/cases/"+no, w.as(approver)
	c.get(path).is(http.StatusOK, `id="act-grant" open`, `id="act-deny"`, `id="act-extend" href="`+path+`/extend"`).not(`action="` + path + `/extend"`)
	c.get(path+"?act=deny").is(http.StatusOK, `id="act-deny" open`).not(`id="act-grant" open`)
	c.get(path+"?act=nonsense").is(http.StatusOK, `id="act-grant" open`)
	c.get(path+"/extend").is(http.StatusOK, `action="`+path+`/extend"`, "返回办件 "+no, "王建国").not("办理经过")
	w.act(no, approver, "extend", "reason", "").is(http.StatusUnprocessableEntity, `action="`+path+`/extend"`, `href="#extend-reason"`).not("办理经过")
	w.act(no, approver, "deny", "reasons", "已有宅基地").is(http.StatusUnprocessableEntity, `id="act-deny" open`, "已有宅基地</textarea>", "办理经过")
	c.get(path + "/abolish").is(http.StatusNotFound)
	w.as(stranger).get(path + "/extend").is(http.StatusForbidden)
	for from, to := range map[string]string{path + "?act=extend": path + "/extend", path + "/issue": path} {
		if a := c.get(from).is(http.StatusSeeOther); a.to() != to {
			t.Errorf("%s leads to %s", from, a.to())
		}
	}
}

// states are the marks of the progress bar, one letter each.
func (w *world) marks(no string) string {
	w.t.Helper()
	file, err := w.hall.Open(w.t.Context(), no, staffActor(w, acceptor))
	must(w.t, err)
	p := casePage{File: file, desk: w.desk()}
	letters := ""
	for _, s := range p.progress(w.t.Context()) {
		letters += map[ui.StepState]string{ui.Done: "✓", ui.Current: "●", ui.Todo: "·", ui.Stopped: "×"}[s.State]
	}
	return letters
}

func TestProgress(t *testing.T) {
	w := newWorld(t)
	for state, want := range map[casework.State]string{
		casework.Received: "✓●·····", casework.Reviewing: "✓✓●····", casework.Approving: "✓✓✓✓●··",
		casework.Granted: "✓✓✓✓✓●·", casework.Issuing: "✓✓✓✓✓✓●", casework.Delivered: "✓✓✓✓✓✓✓", casework.Closed: "✓✓✓✓✓✓✓",
	} {
		if got := w.marks(w.at(state)); got != want {
			t.Errorf("%s: %s, want %s", state, got, want)
		}
	}
	returned := w.at(casework.Approving)
	w.done(returned, approver, "return", "opinion", "请核实")
	w.as(planner).get("/desk/cases/"+returned).is(http.StatusOK, "退回：请核实</p>")
	w.as(acceptor).get("/desk/cases/" + returned).not("退回：请核实</p>") // whose turn it isn't reads it in the history
	if got := w.marks(returned); got != "✓✓✓●···" {
		t.Errorf("returned: %s", got)
	}
	w.set(2026, 3, 4, 9, 30)
	w.done(returned, planner, "pass", "opinion", "已核实")
	file, err := w.hall.Open(t.Context(), returned, staffActor(w, acceptor))
	must(t, err)
	days := casePage{File: file, desk: w.desk()}.stepDays()
	if days[2] != date("2026-03-02")+2 || len(days) != 3 { // the planning step was done again
		t.Errorf("days of the steps: %v", days)
	}
	w.set(2026, 3, 2, 9, 30)
	denied := w.at(casework.Approving)
	w.done(denied, approver, "deny", "opinion", "不同意", "reasons", "已有宅基地", "article", "第六十二条")
	if got := w.marks(denied); got != "✓✓✓✓×·●" {
		t.Errorf("denied: %s", got)
	}
	w.as(streetZz).get("/desk/cases/"+denied).is(http.StatusOK, "不需要", "不予批准 03-02").not(`id="act-issue"`)
	refused := w.received()
	w.done(refused, acceptor, "refuseAcceptance", "ground", "jurisdiction", "reason", "不在本区", "competent", "瓯海区资规分局")
	if got := w.marks(refused); got != "✓×·····" {
		t.Errorf("refused: %s", got)
	}
	w.as(acceptor).get("/desk/cases/"+refused).is(http.StatusOK, "不予受理 03-02", "此件已经结束：不予受理")
}

// The history names who did what in which post, on which paper, and what time did.
func TestHistory(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	w.set(2026, 3, 20, 9, 0)
	w.act(no, acceptor, "accept", "opinion", "迟到的受理").is(http.StatusConflict)
	w.act(no, reviewer, "pass", "opinion", "同意").is(http.StatusSeeOther)
	w.done(no, planner, "siteCheck", planCheck...)
	// The street's reviewer acts for the station that is stationed at the street's centre.
	w.done(no, planner, "siteCheck", with(planCheck, []string{"on", "2026-03-20"})...)
	w.act(no, reviewer, "veto", "opinion", "不符合规划").is(http.StatusSeeOther)
	a := w.as(reviewer).get("/desk/cases/"+no).is(http.StatusOK, "2026-03-02（视为受理）", "系统", "审核否决", "不符合规划",
		"张海波 · 永中街道 · 审核岗，代永中资规所办理，依据 温龙授〔2019〕3号")
	if strings.Index(a.text(), "不符合规划") > strings.Index(a.text(), "逾期未告知") {
		t.Error("the newest does not stand first")
	}
	w.done(no, approver, "extend", "reason", "需要补充核查")
	w.as(approver).get("/desk/cases/"+no).is(http.StatusOK, "温建平 · 区资规分局 · 审批岗（负责人）", "延长 10 个工作日；需要补充核查")
}

func TestWhatTheApplicantWasTold(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Reviewing)
	must(t, w.hall.Store.Write(t.Context(), store.Plan{store.Tell(w.record(no).ID, 2, nil)}))
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "已告知申请人", "2026-03-02 09:30", "办件进度页").not("短信")
}

// The bar of a limit leaves out the days that are not counted.
func TestUsedLeavesOutStops(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Approving)
	w.done(no, approver, "suspend", "kind", "expertReview", "ground", "许可法第四十五条", "notice", "1号", "from", "2026-03-02", "told", "2026-03-20")
	w.as(approver).get("/desk/cases/"+no).is(http.StatusOK, "10 个工作日，已用 0%", "停止计时", "专家评审，计时暂停")
	w.set(2026, 3, 23, 9, 0)
	w.act(no, approver, "extend", "reason", "需要核查").is(http.StatusConflict, "系统 已于") // time was first
	w.done(no, approver, "extend", "reason", "需要核查")
	w.as(approver).get("/desk/cases/"+no).is(http.StatusOK, "告知的除外时间已满", "10 个工作日，已用 10%", "30 个工作日，已用 3%") // the promise is not extended
}

// An incomplete form is received; what is missing is marked for those who decide.
func TestMissingAnswersAreMarked(t *testing.T) {
	w := newWorld(t)
	no := w.received("form.people", "", "form.oldArea", "")
	a := w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "未填写")
	if n := strings.Count(a.text(), "未填写"); n != 1 {
		t.Errorf("%d answers are marked", n)
	}
}

func TestClockSays(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Reviewing)
	for day, want := range map[string][]string{
		"2026-03-16": {"今天届满", "已用 100%", "剩 10 个工作日"},
		"2026-03-17": {"超期 1 个工作日", "light-red", "红灯"},
		"2026-03-31": {"超期 11 个工作日", "light-purple", "紫灯"},
	} {
		w.now.Store(int64(date(day).At(9, 0)))
		w.as(reviewer).get("/desk/cases/"+no).is(http.StatusOK, append(want, "03-02 完成")...)
	}
}
