package web_test

import (
	"regexp"
	"strings"
	"testing"

	"yimen/testkit"
	"yimen/web/ui/uitest"
)

// The clerks of the journeys, all of the demonstration: 镇中社区, 永中街道, 区民政局.
const (
	acceptor = "lw102" // 受理, 镇中社区
	reviewer = "lw202" // 审核, 永中街道
	approver = "lw402" // 审批, 区民政局, its head
	issuer   = "lw205" // 制证, 永中街道
)

// TestJourney is the main job from a resident's search to the paper in the hand: a linked
// case of three levels, each act by whoever's turn it is, tracked after each (通知二（四）1).
// Once as most people go it, once without scripts and on the other database.
func TestJourney(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { mainJourney(setOut(t, testkit.SQLite(t), true, true)) })
	t.Run("postgres without scripts", func(t *testing.T) { mainJourney(setOut(t, testkit.Postgres(t), false, false)) })
}

func mainJourney(j *journey) {
	j.applies()
	j.track("等待受理", "镇中社区 · 受理岗", "3月9日")

	j.on(3, 2, 14, 0)
	j.does(acceptor, "accept", "审核", "opinion", "申请材料齐全，符合法定形式，予以受理。")
	j.track("已经受理，正在审核", "永中街道 · 审核岗", "4月9日", "之后报")

	j.on(3, 12, 10, 0)
	j.does(reviewer, "pass", "审核", "opinion", "入户调查、邻里访问，情况属实，建议给予最低生活保障。")
	j.track("正在审核", "永中街道 · 审核岗", "4月9日", "区民政局")

	j.on(3, 19, 10, 0)
	j.does(reviewer, "pass", "审批", "opinion", "公示七日，没有异议。")
	j.track("正在审批", "区民政局 · 审批岗", "4月9日")

	j.on(3, 20, 9, 30)
	j.does(approver, "grant", "已准予", "opinion", "同意。", "content", "自2026年3月起按三人发给最低生活保障金。")
	j.track("已经准予", "永中街道 · 制证岗", "4月3日", "最低生活保障审批决定书")

	j.on(3, 23, 9, 30)
	j.does(issuer, "issue", "已制证", "no", "龙低保〔2026〕12号")
	j.track("已经做好", "永中街道 · 制证岗", "4月3日")
	j.does(issuer, "serve", "已送达", "mode", "direct", "receiver", "林秀兰")
	j.track("已经送达", "", "")
	j.does(issuer, "conclude", "办结")
	j.track("已经办结", "", "")
	j.says(j.resident, "#decision", "准予", "龙低保〔2026〕12号", "自2026年3月起按三人发给最低生活保障金。")
	j.says(j.resident, "#events", "送达", "准予", "受理")
	j.arrive(1)
}

// track opens the case and expects what it tells in plain words: where it is, who acts,
// until when; empty for a case that waits for nobody.
func (j *journey) track(where, who, until string, more ...string) {
	j.t.Helper()
	p := j.tracks()
	j.says(p, ".now-title", where)
	j.says(p, ".now", more...)
	if who != "" {
		j.says(p, ".now-who", who)
		j.says(p, ".now-day", until)
	} else if p.Has(".now-who") {
		j.t.Errorf("the case waits for %s, want nobody", p.Read(".now-who"))
	}
	j.look(p, "case-"+where)
}

// applies searches for 低保, reads the guide, fills in one page after the other with real
// files, checks the answers and hands in; it notes number and query code of the voucher.
func (j *journey) applies() {
	j.t.Helper()
	p := j.resident
	p.Go("/")
	j.look(p, "home")
	p.Fill(".hero [name=q]", "低保")
	p.Press(".hero .btn-search")
	j.look(p, "search")
	p.Press(`main a[href="/items/LW-JF-001"]`)
	j.says(p, "main", "最低生活保障审批", "27 个工作日", "不收费")
	j.look(p, "item")
	p.Press(`a[href="/items/LW-JF-001/start"]`)
	j.says(p, "main", "请准备好", "居民户口簿")
	j.look(p, "apply-start")
	p.Press(`main a[href="/items/LW-JF-001/questions"]`)
	p.Click(`[name="q1"][value="true"]`)
	p.Click(`[name="q2"][value="true"]`)
	j.look(p, "apply-questions")
	p.Press(`form[action="/items/LW-JF-001/questions"] .btn`)

	j.look(p, "apply-where-street")
	p.Press(`main a[href$="street=330303001"]`)
	p.Click(`[name=unit][value="330303001010"]`)
	j.next("apply-where")

	j.saysWho()

	j.next("apply-delivery")
	j.fillsForm()

	p.Give(`[name="material.m2"]`, j.paper("身份证正面.jpg"), j.paper("身份证反面.jpg"))
	p.Press(`[name=then][value=upload-m2]`)
	j.says(p, ".files", "身份证正面.jpg", "身份证反面.jpg")
	j.next("apply-material")
	for _, paper := range []string{"户口簿.pdf", "收入声明.png", "核查委托书.pdf"} {
		p.Give("[type=file]", j.paper(paper))
		j.next("apply-paper")
	}
	for strings.Contains(p.Path(), "/materials/") { // those that are not needed here
		j.next("apply-paper-optional")
	}

	j.says(p, "main", "林秀兰", "33030319900101001X", "镇中社区", "户口簿.pdf", "身份证反面.jpg", "1200", "疾病")
	p.Click("[name=truth]")
	j.look(p, "apply-check")
	p.Press(`form[action$="/check"] .btn`)
	j.receives()
}

// saysWho fills in who applies.
func (j *journey) saysWho() {
	j.t.Helper()
	p := j.resident
	p.Fill(`[name="applicant.name"]`, "林秀兰")
	p.Fill(`[name="applicant.id"]`, "33030319900101001X")
	p.Fill(`[name="applicant.phone"]`, "13800000000")
	j.next("apply-who")
}

// fillsForm goes through the pages of the form and fills in what each asks.
func (j *journey) fillsForm() {
	p := j.resident
	for strings.Contains(p.Path(), "/form/") {
		for name, text := range dibaoForm {
			if field := `[name="f_` + name + `"]`; p.Has(field) {
				p.Fill(field, text)
			}
		}
		for field, value := range map[string]string{"housing": "租住", "consent": "true", "promise": "true"} {
			if field = `[name=f_` + field + `][value="` + value + `"]`; p.Has(field) {
				p.Click(field)
			}
		}
		if p.Has("[name=f_cause]") {
			p.Choose("[name=f_cause]", "疾病")
		}
		j.next("apply-" + strings.ReplaceAll(p.Path()[strings.LastIndex(p.Path(), "form/"):], "/", "-"))
	}
}

// dibaoForm is what 林秀兰 types into her application.
var dibaoForm = map[string]string{
	"people": "3", "members": "丈夫陈志强，45岁，患病在家；女儿陈小雨，14岁，初中", "home": "永中街道镇中社区罗东大街12号",
	"situation": "丈夫患肾病，每周透析三次，家中只有我做零工。", "income": "1200", "incomeSource": "打零工",
	"savings": "3500", "vehicles": "无", "realEstate": "无", "bank": "龙湾农商银行", "bankAccount": "6228580000000000000",
}

// next looks at a page of the application and sends it.
func (j *journey) next(name string) {
	j.t.Helper()
	from := j.resident.Path()
	j.look(j.resident, name)
	j.resident.Press(next)
	if j.resident.Path() == from {
		j.t.Fatalf("%s was refused: %s", from, j.resident.Read("main"))
	}
}

var caseAddress = regexp.MustCompile(`^(?:/kiosk)?/cases/([0-9]{21})/receipt$`)

// receives reads the voucher.
func (j *journey) receives() {
	j.t.Helper()
	p := j.resident
	m := caseAddress.FindStringSubmatch(p.Path())
	if m == nil {
		j.t.Fatalf("no voucher but %s: %s", p.Path(), p.Read("main"))
	}
	if j.no, j.code = voucher(p); m[1] != j.no {
		j.t.Errorf("the voucher shows %s for case %s", j.no, m[1])
	}
	j.says(p, ".voucher", "3月9日")
	j.says(p, ".paper", "最低生活保障审批", "林秀兰", "镇中社区", "居民户口簿")
	j.look(p, "receipt")
}

// voucher reads number and query code from the page with the voucher.
func voucher(p *uitest.Page) (no, code string) {
	read := func(which string) string {
		return strings.ReplaceAll(p.Read(".voucher-codes div:"+which+"-child dd"), " ", "")
	}
	return read("first"), read("last")
}

// TestJourneyAgainst is a case that goes wrong for its applicant: papers are missing, the
// approver sends it back, the reviewer finds against it and the approver denies it. At each
// turn the resident is told what is asked of him, why, and what he can do against it
// (许可法32(4)、38).
func TestJourneyAgainst(t *testing.T) {
	t.Parallel()
	j := setOut(t, testkit.SQLite(t), true, false)
	j.applies() // the main journey has looked at these pages
	j.seen = map[string]bool{}

	j.on(3, 3, 9, 0)
	j.does(acceptor, "requestSupplement", "补正", "what.m3", "户口簿缺户主页", "what.form", "家庭人数与户口簿不一致", "limit", "10", "unit", "wd")
	j.track("请您补正材料", "", "", "居民户口簿", "户口簿缺户主页", "家庭人数与户口簿不一致")
	j.says(j.resident, ".now-day", "3月17日")
	j.on(3, 5, 20, 0)
	j.supplements()
	j.track("等待受理", "镇中社区 · 受理岗", "3月12日")

	j.on(3, 6, 9, 0)
	j.does(acceptor, "accept", "审核", "opinion", "补正齐全，予以受理。")
	j.track("正在审核", "永中街道 · 审核岗", "4月14日")
	j.on(3, 9, 9, 0)
	j.does(reviewer, "pass", "审核", "opinion", "情况属实，建议给予。")
	j.on(3, 17, 9, 0)
	j.does(reviewer, "pass", "审批", "opinion", "公示没有异议。")

	j.on(3, 18, 9, 0)
	j.does(approver, "return", "审核", "opinion", "请核对申请人名下的机动车。")
	j.track("正在审核", "永中街道 · 审核岗", "4月14日")
	j.on(3, 19, 9, 0)
	j.does(reviewer, "veto", "审批", "opinion", "名下有小型轿车一辆，超过规定的财产标准，建议不予批准。")
	j.track("正在审批", "区民政局 · 审批岗", "4月14日")

	j.on(3, 20, 9, 0)
	j.does(approver, "deny", "不予", "opinion", "不同意。", "reasons", "申请人名下有小型轿车一辆，家庭财产超过规定标准。",
		"article", "《浙江省社会救助条例》第九条")
	j.track("决定不予批准", "永中街道 · 制证岗", "4月3日")
	j.says(j.resident, "#decision", "不予", "家庭财产超过规定标准", "《浙江省社会救助条例》第九条", "龙湾区人民政府", "行政复议", "人民法院")
	j.on(3, 23, 9, 0)
	j.does(issuer, "serve", "已送达", "mode", "direct", "receiver", "林秀兰", "relation", "self")
	j.track("已经送达", "", "")
	j.says(j.resident, "#decision", "2026年5月22日", "2026年9月23日")
	j.does(issuer, "conclude", "办结")
	j.track("不予批准", "", "")
	j.arrive(1)
}

// supplements mends what the one notice asked for: a file and a number of the form.
func (j *journey) supplements() {
	j.t.Helper()
	p := j.tracks()
	p.Press(`main a[href$="/supplement"]`)
	j.says(p, "main", "户口簿缺户主页", "家庭人数与户口簿不一致", "3月17日")
	j.look(p, "supplement")
	p.Give(`[name="material.m3"]`, j.paper("户主页.jpg"))
	p.Fill(`[name=f_people]`, "4")
	p.Press(`form[action$="/supplement"] .buttons .btn`)
	j.at(p, "/cases/"+j.no)
}
