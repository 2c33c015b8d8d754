package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/testkit/scenario/district"
)

// play is how one act is tried at the pages: in which state, by whom, with what; a value
// that is wrong, with the sentence that says so; and a text that must not be lost.
type play struct {
	act   org.Act
	state casework.State
	who   string
	good  []string
	bad   []string // over good
	says  string
	kept  string
	after casework.State
}

var plays = []play{
	{org.Accept, casework.Received, acceptor, []string{"opinion", "材料齐全"}, []string{"opinion", ""}, "请填写“意见”", "", casework.Reviewing},
	{org.RequestSupplement, casework.Received, acceptor, []string{"what.m1", "没有签名", "what.form", "人数没有填", "limit", "10", "unit", "wd"},
		[]string{"limit", "99"}, "“补正期限”不能大于 60", `value="没有签名"`, casework.Supplementing},
	{org.RefuseAcceptance, casework.Received, acceptor, []string{"ground", "jurisdiction", "reason", "不在本区", "competent", "瓯海区资规分局"},
		[]string{"competent", ""}, "应当告知申请人向哪个机关申请", "不在本区</textarea>", casework.Closed},
	{org.TellNoLicence, casework.Received, acceptor, []string{"reason", "村内零星修缮不需要许可"}, []string{"reason", ""}, "请填写“为什么不需要许可”", "", casework.Closed},
	{org.Terminate, casework.Reviewing, reviewer, []string{"ground", "matterGone", "evidence", "原址已被洪水冲毁，附照片"}, []string{"ground", ""},
		"请选择“终止的情形”", "原址已被洪水冲毁，附照片</textarea>", casework.Closed},
	{org.Pass, casework.Reviewing, reviewer, []string{"opinion", "符合条件"}, []string{"opinion", " "}, "请填写“意见”", "", casework.Reviewing},
	{org.Veto, casework.Reviewing, reviewer, []string{"opinion", "面积超过标准"}, []string{"opinion", ""}, "请填写“意见”", "", casework.Reviewing},
	{org.Return, casework.Approving, approver, []string{"opinion", "请补充现场照片"}, []string{"opinion", ""}, "请填写“意见”", "", casework.Reviewing},
	{org.Grant, casework.Approving, approver, []string{"opinion", "同意", "content", "三层，120平方米", "until", "2028-03-01"},
		[]string{"until", "2020-01-01"}, "日期不能早于今天", "三层，120平方米</textarea>", casework.Granted},
	{org.Deny, casework.Approving, approver, []string{"opinion", "不同意", "reasons", "已有宅基地", "article", "土地管理法第六十二条"},
		[]string{"article", ""}, "请填写“适用条款”", "已有宅基地</textarea>", casework.Denied},
	{org.Suspend, casework.Approving, approver, []string{"kind", "expertReview", "ground", "城乡规划法第二十六条", "notice", "温龙评〔2026〕1号", "from", "2026-03-03", "told", "2026-03-20"},
		[]string{"told", "2026-03-01"}, "结束日期不能早于开始日期", `value="温龙评〔2026〕1号"`, casework.Suspended},
	{org.Extend, casework.Approving, approver, []string{"reason", "案情复杂，需要实地核查"}, []string{"reason", ""}, "请填写“延长理由”", "", casework.Approving},
	{org.Issue, casework.Granted, streetZz, []string{"no", "乡字第1号"}, []string{"no", ""}, "请填写“证件或者文书编号”", "", casework.Issuing},
	{org.Serve, casework.Issuing, streetZz, []string{"mode", "direct", "receiver", "王小明", "relation", "family", "on", "2026-03-02"},
		[]string{"on", "2026-02-30"}, "请填写真实存在的日期", `value="family" selected`, casework.Delivered},
	{org.Conclude, casework.Delivered, streetZz, nil, []string{"note", "x"}, "表单中没有“note”这一项", "", casework.Closed},
}

// with lays changes over what is typed.
func with(good, change []string) []string { return append(append([]string{}, good...), change...) }

func TestEachAct(t *testing.T) {
	w := newWorld(t)
	for _, p := range plays {
		t.Run(string(p.act), func(t *testing.T) {
			no := w.at(p.state)
			path, before := "/desk/cases/"+no, w.record(no).Version
			seen := []string{"seen", plain(before)}

			w.as(p.who).get(path).is(http.StatusOK, `id="act-`+string(p.act)+`"`)
			w.as(p.who).get(path+"/"+string(p.act)).is(http.StatusOK, `action="`+path+"/"+string(p.act)+`"`)
			w.as(p.who).post(path+"/"+string(p.act), with(p.good, append(p.bad, seen...))...).
				is(http.StatusUnprocessableEntity, p.says, p.kept, `action="`+path+"/"+string(p.act)+`"`)
			w.as(p.who).post(path+"/"+string(p.act), with(p.good, append([]string{"sneaked", "in"}, seen...))...).
				is(http.StatusUnprocessableEntity, "表单中没有“sneaked”这一项")
			w.as(p.who).post(path+"/"+string(p.act), p.good...).is(http.StatusUnprocessableEntity, "这张表单已经过期")
			w.as(stranger).post(path+"/"+string(p.act), with(p.good, seen)...).is(http.StatusForbidden)
			if rec := w.record(no); rec.Version != before || rec.State() != p.state {
				t.Fatalf("a refused act moved the case to %s, version %d", rec.State(), rec.Version)
			}
			w.done(no, p.who, string(p.act), p.good...)
			if rec := w.record(no); rec.State() != p.after || rec.Version != before+1 {
				t.Errorf("the case is %s, version %d", rec.State(), rec.Version)
			}

		})
	}
}

func TestResume(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Approving)
	w.as(approver).get("/desk/cases/"+no+"/suspend").is(http.StatusOK, "告知书编号").not("指派的检验、检测、检疫人员") // nothing is tested at this step
	w.done(no, approver, "suspend", "kind", "expertReview", "ground", "城乡规划法第二十六条", "notice", "1号", "from", "2026-03-02", "told", "2026-03-20")
	w.as(approver).get("/desk/cases/"+no).is(http.StatusOK, "特别程序中", "停止计时", `name="act" id="act-resume" open>`, `name="act" id="act-makeStatement">`).not(`id="act-grant"`)
	w.set(2026, 3, 10, 9, 0)
	w.act(no, approver, "resume", "endedOn", "2026-03-25").is(http.StatusUnprocessableEntity, "日期不能晚于今天")
	w.done(no, approver, "resume", "endedOn", "2026-03-09")
	if rec := w.record(no); rec.State() != casework.Approving || rec.Stops[0].To != date("2026-03-09") {
		t.Errorf("%s, %v", rec.State(), rec.Stops)
	}
	w.as(approver).get("/desk/cases/"+no).is(http.StatusOK, "特别程序于 2026-03-09 结束")
}

// Every act that staff may do has a form, and the page's forms are all acts of the law.
func TestEveryActHasAForm(t *testing.T) {
	tried := map[org.Act]bool{org.Resume: true, org.Supplement: true, org.NotePosted: true, org.CorrectOnSpot: true, org.AllowSupplement: true,
		org.AcceptPending: true, org.BringPending: true, org.RevokeAcceptance: true,
		org.ReceiveOriginals: true, org.SiteCheck: true, org.FindInterest: true, org.NotifyInterested: true, org.MakeStatement: true, org.AnswerStatement: true,
		org.TellHearing: true, org.AnnounceHearing: true, org.RequestHearing: true, org.ScheduleHearing: true, org.ServeHearing: true,
		org.RequestRecusal: true, org.DecideRecusal: true, org.HoldHearing: true, org.JointOpinion: true,
		org.OrderFee: true, org.PayFee: true, org.FileAway: true, org.ProposeAmendment: true, org.SettleAmendment: true, org.AcceptCommitted: true, org.InspectCommitment: true, org.RevokeCommitted: true,
		org.ProposeRevocation: true, org.HearHolder: true, org.RevokeLicence: true, org.SuspendLicence: true, org.ReturnLicence: true, org.CancelLicence: true, org.Chase: true, org.AnswerChase: true} // these have tests of their own
	for _, p := range plays {
		tried[p.act] = true
	}
	for _, a := range actions {
		if !tried[a.act] {
			t.Errorf("%s is not tried", a.act)
		}
	}
	for _, act := range district.Acts(org.ByStaff) {
		if _, ok := actionOf(act); !ok && act != org.Receive { // which begins a case, and has pages of its own
			t.Errorf("%s has no form", act)
		}
	}
}

// Somebody was first: the later one sees who did what, the case as it is, and his words.
func TestStale(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Reviewing)
	seen := []string{"seen", plain(w.record(no).Version)}
	w.done(no, reviewer, "pass", "opinion", "街道同意")
	a := w.as("lw203").post("/desk/cases/"+no+"/veto", with([]string{"opinion", "我认为面积不符"}, seen)...)
	a.is(http.StatusConflict, "有人先办理了此件", "张海波 已于 2026年3月2日 09:30 办理“审核同意”", "我认为面积不符", "规划审核")
	if w.record(no).Version != 3 {
		t.Error("the late act was done")
	}
	// The act is still his to do: what he typed stands in the form, over the new version.
	no = w.at(casework.Approving)
	seen = []string{"seen", plain(w.record(no).Version)}
	w.done(no, approver, "extend", "reason", "需要核查")
	a = w.as(approver).post("/desk/cases/"+no+"/grant", with([]string{"opinion", "同意建房"}, seen)...)
	a.is(http.StatusConflict, "办理“延长期限”", "同意建房</textarea>", `name="seen" value="`+plain(w.record(no).Version)+`"`)
}

// Time acts too, and is named as nobody's act.
func TestStaleByTime(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	w.set(2026, 3, 20, 9, 0)
	w.as(acceptor).post("/desk/cases/"+no+"/accept", "seen", "1", "opinion", "材料齐全").
		is(http.StatusConflict, "系统 已于", "材料齐全", "逾期未告知，自收到材料之日起即为受理")
}

// The same form sent twice is done once, and told so both times.
func TestSentTwice(t *testing.T) {
	w := newWorld(t)
	for _, p := range plays {
		no := w.at(p.state)
		before := w.record(no).Version
		for range 2 {
			w.as(p.who).post("/desk/cases/"+no+"/"+string(p.act), with(p.good, []string{"seen", plain(before)})...).is(http.StatusSeeOther)
		}
		if w.record(no).Version != before+1 {
			t.Errorf("%s was done twice", p.act)
		}
	}
	no := w.received()
	w.done(no, acceptor, "accept", "opinion", "材料齐全")
	w.as(acceptor).post("/desk/cases/"+no+"/accept", "seen", "1", "opinion", "另外一种意见").is(http.StatusConflict, "另外一种意见")
	w.as("lw102").post("/desk/cases/"+no+"/accept", "seen", "1", "opinion", "材料齐全").is(http.StatusConflict, "陈晓燕 已于")
}

// Whoever may read a case but not act on it is told so, and keeps his words.
func TestNotMine(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Reviewing)
	w.act(no, planner, "pass", "opinion", "还没有轮到我").is(http.StatusForbidden, "您的岗位不能对此件办理“审核同意”", "还没有轮到我")
	w.act(no, acceptor, "accept", "opinion", "再受理一次").is(http.StatusUnprocessableEntity, "此件现在是“审核中”", "再受理一次")
	// He may still take in what people say, and the page does not deny it.
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "目前由 永中街道 · 审核岗 办理。", `name="act" id="act-makeStatement">`).not("您没有可以办理的操作")
	w.as(acceptor).post("/desk/cases/"+no+"/abolish", "seen", "2").is(http.StatusNotFound)
	w.as(acceptor).post("/desk/cases/330303200209990000099/accept", "seen", "1", "opinion", "x").is(http.StatusForbidden)
}

// A standard phrase alone is an opinion; what is typed follows it.
func TestPhrases(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	w.act(no, acceptor, "accept", "phrase", "77").is(http.StatusUnprocessableEntity, "请从给出的选项中选择“常用语”")
	w.done(no, acceptor, "accept", "phrase", "1", "opinion", "原件已核对。")
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "申请材料齐全，符合法定形式，予以受理。原件已核对")
	// The file is kept in Chinese, whatever language the page is read in.
	no = w.at(casework.Reviewing)
	c := w.as(reviewer)
	c.get("/desk?lang=en").is(http.StatusOK, "My queue")
	c.post("/desk/cases/"+no+"/pass", "seen", "2", "phrase", "1").is(http.StatusSeeOther)
	if got := w.record(no).Opinions[0].Text; got != "经审核，申请材料齐全，符合法定条件，建议准予。" {
		t.Errorf("the file says %q", got)
	}
	// A refused form shows the phrase where it can be mended.
	no = w.at(casework.Approving)
	w.act(no, approver, "deny", "phrase", "1", "reasons", "", "article", "x").
		is(http.StatusUnprocessableEntity, "经审查，不符合法定条件、标准，不予批准。</textarea>")
}

func TestSupplementNoticeIsCompleteAndOnce(t *testing.T) {
	w := newWorld(t)
	no := w.received("material.m4", "")
	w.act(no, acceptor, "accept", "opinion", "齐全").is(http.StatusUnprocessableEntity, "缺少材料：农村宅基地使用承诺书", `href="#material.m4"`)
	w.act(no, acceptor, "requestSupplement", "limit", "10", "unit", "wd").is(http.StatusUnprocessableEntity, "请列明全部需要补正的内容")
	w.act(no, acceptor, "requestSupplement", "what.m99", "x", "limit", "10", "unit", "wd").is(http.StatusUnprocessableEntity, "what.m99")
	w.act(no, acceptor, "requestSupplement", "what.m4", "没有交", "limit", "ten", "unit", "wd").is(http.StatusUnprocessableEntity, "请填写数字")
	w.act(no, acceptor, "requestSupplement", "what.m4", "没有交", "limit", "2.5", "unit", "wd").is(http.StatusUnprocessableEntity, "请写明补正期限")
	w.done(no, acceptor, "requestSupplement", "what.m4", "没有交", "what.form", "人数没有填", "limit", "10", "unit", "wd")
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "农村宅基地使用承诺书：没有交", "申请表：人数没有填", "补正期限 10 个工作日", "待补正", "正在等待申请人补正").
		not(`id="act-requestSupplement"`)
}

// The sheet's own supplement period is what the form begins with.
func TestWhatFormsBeginWith(t *testing.T) {
	w := newWorld(t)
	w.as(acceptor).get("/desk/cases/"+w.received()+"/requestSupplement").is(http.StatusOK, `id="requestSupplement-limit" inputmode="decimal" name="limit" required value="10"`)
	w.as(streetZz).get("/desk/cases/"+w.at(casework.Issuing)).is(http.StatusOK, `value="2026-03-02"`, `value="王建国"`)
}
