package admin_test

import (
	"net/http"
	"strings"
	"testing"

	"yimen/core/org"
)

func TestAdministratorsOnly(t *testing.T) {
	w := newWorld(t)
	b := w.as(acceptor)
	b.get("/desk").is(http.StatusOK).not("/desk/admin")
	for _, path := range []string{"", "/staff", "/staff/new", "/staff/lw101", "/posts", "/units", "/centres", "/stationings", "/history"} {
		b.get("/desk/admin"+path).is(http.StatusForbidden, "只有系统管理员")
	}
	b.post("/desk/admin/staff", "no", "x1", "name", "某人", "unit", street, "reason", "试").is(http.StatusForbidden)
	b.post("/desk/admin/staff/lw202/password", "reason", "试").is(http.StatusForbidden)
	nobody := &browser{world: w, cookies: map[string]string{}}
	nobody.get("/desk/admin").is(http.StatusSeeOther)
}

func TestHomeAndLists(t *testing.T) {
	w := newWorld(t)
	b := w.as(admin)
	b.get("/desk/admin").is(http.StatusOK, "人员", "进驻授权", "/desk/stand-ins", "/desk/calendar", "/desk/admin/history")
	b.get("/desk/admin/staff?q=lw101").is(http.StatusOK, "陈晓燕", "受理岗").not("lw202")
	b.get("/desk/admin/staff?lang=en&q=陈晓燕").is(http.StatusOK, "Chen Xiaoyan").not("lw202")
	b.get("/desk/admin/staff?lang=zh&q=chen+xiaoyan").is(http.StatusOK, "陈晓燕").not("lw202")
	b.get("/desk/admin/staff?q=无此人").is(http.StatusOK, "没有符合条件的记录")
	first := b.get("/desk/admin/posts").is(http.StatusOK, "起")
	if !strings.Contains(first.text(), "from=30") {
		t.Error("no second page of posts")
	}
	b.get("/desk/admin/posts?from=30").is(http.StatusOK, "from=0")
	b.get("/desk/admin/units/330303-nowhere").is(http.StatusNotFound)
	b.get("/desk/admin/posts/9999").is(http.StatusNotFound)
	for _, path := range []string{"", "/staff", "/staff/lw101", "/staff/new", "/posts/0", "/posts/new", "/units/" + street, "/units/new", "/centres/330303001-zx", "/centres/new", "/stationings/0", "/stationings/new", "/history"} {
		b.get("/desk/admin"+path+"?lang=en").is(http.StatusOK).not("admin.", ">f.", "list.")
		b.get("/desk/admin"+path+"?lang=zh").is(http.StatusOK).not("admin.", ">f.", "list.")
	}
}

// A form sent as it was shown changes nothing of the row, of whatever list.
func TestFormsKeepTheirRows(t *testing.T) {
	w := newWorld(t)
	b := w.as(admin)
	before, _, err := w.Store.Directory(ctx)
	must(t, err)
	for _, path := range []string{"/staff/lw101", "/posts/0", "/posts/42", "/units/" + street, "/centres/330303001-zx", "/stationings/0"} {
		b.change("/desk/admin"+path, "reason", "核对无误").is(http.StatusSeeOther)
	}
	after, _, err := w.Store.Directory(ctx)
	must(t, err)
	for _, list := range []org.List{org.StaffList, org.HoldingList, org.UnitList, org.CentreList, org.StationingList} {
		for place := range before.Len(list) {
			a, _ := before.Row(list, place)
			b, _ := after.Row(list, place)
			if text(a) != text(b) {
				t.Errorf("%s %d: %s became %s", list, place, text(a), text(b))
			}
		}
	}
}

// A new member of staff: created, given a post and a password, which he must change before he
// sees his queue; another process knows him after its refresh.
func TestNewStaff(t *testing.T) {
	w := newWorld(t)
	b := w.as(admin)
	b.change("/desk/admin/staff/new", "no", "LW 999", "name", "新人", "unit", street, "reason", "").is(http.StatusUnprocessableEntity, "请填写“变更理由”", `value="LW 999"`)
	b.change("/desk/admin/staff/new", "no", "LW 999", "name", "新人", "unit", street, "reason", "招录").is(http.StatusUnprocessableEntity, "格式不对：LW 999", `data-field="no"`)
	b.change("/desk/admin/staff/new", "no", "lw101", "name", "新人", "unit", street, "reason", "招录").is(http.StatusUnprocessableEntity, "已被 lw101 使用")
	b.change("/desk/admin/staff/new", "no", "lw998", "name", "新人", "unit", "永中", "reason", "招录").is(http.StatusUnprocessableEntity, "永中街道", `value="`+street+`"`, `value="永中"`)
	b.change("/desk/admin/staff/new", "no", "lw998", "name", "新人", "unit", "没有的单位", "reason", "招录").is(http.StatusUnprocessableEntity, "没有的单位", `data-field="unit"`)
	to := b.change("/desk/admin/staff/new", "no", "lw999", "name", "新人", "unit", street, "reason", "招录").is(http.StatusSeeOther).to()
	b.get(to).is(http.StatusOK, "没有任何岗位", "没有账户，不能登录", "新增人员 新人", "招录").not("停用登录")
	b.change("/desk/admin/posts/new?staff=lw999", "post", "review", "unit", street, "items", "LW-NONE", "from", "2026-03-02", "reason", "任命").
		is(http.StatusUnprocessableEntity, "不存在：LW-NONE")
	b.change("/desk/admin/posts/new?staff=lw999", "post", "review", "unit", street, "head", "yes", "from", "2026-03-02", "reason", "任命").
		is(http.StatusUnprocessableEntity, "只有审批岗才能是负责人")
	b.change("/desk/admin/posts/new?staff=lw999", "post", "review", "unit", street, "from", "2026-03-02", "to", "2026-03-01", "reason", "任命").
		is(http.StatusUnprocessableEntity, "日期的先后不对")
	b.change("/desk/admin/posts/new?staff=lw999", "post", "review", "unit", street, "from", "2026-03-02", "reason", "任命").is(http.StatusSeeOther)
	b.post("/desk/admin/staff/lw999/password", "reason", "").is(http.StatusUnprocessableEntity, "请填写“变更理由”")
	page := b.post("/desk/admin/staff/lw999/password", "reason", "新人报到").is(http.StatusOK, "首次登录须改")
	_, rest, _ := strings.Cut(page.text(), `class="secret">`)
	given, _, _ := strings.Cut(rest, "<")
	if len(given) != 14 {
		t.Fatalf("password %q", given)
	}
	b.get("/desk/admin/staff/lw999").not(given)
	b.get("/desk/admin/history?code=lw999").is(http.StatusOK, "发放新密码", "新人报到", "任命").not(given)

	n := w.with("lw999", given)
	if to := n.get("/desk").is(http.StatusSeeOther).to(); to != "/desk/account/password" {
		t.Errorf("leads to %s", to)
	}
	n.get("/desk/account/password").is(http.StatusOK, "管理员发放的初始密码")
	for next, says := range map[string]string{"short": "不少于 10 个字符", "my lw999 password": "太容易被猜到", "aaaaaaaaaaab": "太容易被猜到", given: "与原来的一样"} {
		n.post("/desk/account/password", "old", given, "password", next, "again", next).is(http.StatusUnprocessableEntity, says)
	}
	n.post("/desk/account/password", "old", given, "password", "一门办成一件事", "again", "另一个密码另一个密码").is(http.StatusUnprocessableEntity, "不一样")
	n.post("/desk/account/password", "old", "wrong", "password", "一门办成一件事就是好", "again", "一门办成一件事就是好").is(http.StatusUnprocessableEntity, "现在的密码不正确")
	n.post("/desk/account/password", "old", given, "password", "一门办成一件事就是好", "again", "一门办成一件事就是好").is(http.StatusSeeOther)
	n.get("/desk").is(http.StatusOK, "我的待办")
	w.with("lw999", "一门办成一件事就是好").get("/desk").is(http.StatusOK)
}

// Who leaves can neither sign in nor act after the last day, and the old cases still name him.
func TestStaffLeave(t *testing.T) {
	w := newWorld(t)
	b, r := w.as(admin), w.as(reviewer)
	r.get("/desk").is(http.StatusOK)
	b.change("/desk/admin/staff/"+reviewer, "to", "2026-03-01", "reason", "调离").is(http.StatusSeeOther)
	r.get("/desk").is(http.StatusSeeOther)
	if held := w.Directory().HoldingsOf(reviewer, w.Today()); len(held) > 0 {
		t.Errorf("still holds %v", held)
	}
	if _, known := w.Directory().StaffByNo(reviewer); !known {
		t.Error("the name is lost")
	}
	x := &browser{world: w, cookies: map[string]string{}}
	x.get("/desk/sign-in")
	x.post("/desk/sign-in", "login", reviewer, "password", "yimen2026").is(http.StatusUnprocessableEntity, "工号或者密码不正确")
	b.post("/desk/admin/staff/"+reviewer+"/password", "reason", "试").is(http.StatusUnprocessableEntity, "已离岗")
	b.get("/desk/admin/staff/"+reviewer).is(http.StatusOK, "离岗日期", "2026-03-01", "调离")
}

// Nobody changes his own rights, and the hall keeps an administrator.
func TestOwnRights(t *testing.T) {
	w := newWorld(t)
	b := w.as(admin)
	b.change("/desk/admin/posts/new?staff="+admin, "post", "approval", "unit", street, "from", "2026-03-02", "reason", "自任").
		is(http.StatusUnprocessableEntity, "不能变更自己的岗位")
	b.change("/desk/admin/staff/"+admin, "to", "2026-03-02", "reason", "离开").is(http.StatusUnprocessableEntity, "不能变更自己的岗位")
	b.post("/desk/admin/staff/"+admin+"/password", "reason", "忘了").is(http.StatusUnprocessableEntity, "不能管理自己的账户")
	b.get("/desk/admin/staff/" + admin).is(http.StatusOK).not("发放新密码")
}

// Two who change one row: the second sees that he was late, and keeps what he typed.
func TestRowChangedMeanwhile(t *testing.T) {
	w := newWorld(t)
	a, b := w.as(admin), w.as(second)
	path := "/desk/admin/centres/330303001-zx"
	stale := b.form(path)
	a.change(path, "phone", "0577-86000001", "reason", "核实电话").is(http.StatusSeeOther)
	stale.Set("phone", "0577-86000002")
	stale.Set("reason", "核实电话")
	var pairs []string
	for name, list := range stale {
		pairs = append(pairs, name, list[0])
	}
	b.post(path, pairs...).is(http.StatusConflict, "刚被他人修改过", "0577-86000002")
	b.get(path).is(http.StatusOK, "0577-86000001", "（空） → 0577-86000001")
	a.get("/centres").is(http.StatusOK, "0577-86000001")
}

// What one change would break elsewhere is refused and named.
func TestElsewhere(t *testing.T) {
	w := newWorld(t)
	b := w.as(admin)
	b.change("/desk/admin/units/"+street, "to", "2026-12-31", "reason", "撤并").is(http.StatusUnprocessableEntity, "服务中心 330303001-zx", "的任职不再成立")
	b.change("/desk/admin/stationings/0", "item", "LW-NONE", "reason", "试").is(http.StatusUnprocessableEntity, "不存在：LW-NONE")
	b.change("/desk/admin/stationings/0", "paperOn", "2026-01-01", "reason", "试").is(http.StatusUnprocessableEntity, "日期的先后不对")
}

// Stopping an account and ending its sessions, from the page; giving a password opens it again.
func TestAccounts(t *testing.T) {
	w := newWorld(t)
	b, r := w.as(admin), w.as(reviewer)
	r.get("/desk/account").is(http.StatusOK, "本设备")
	b.get("/desk/admin/staff/"+reviewer).is(http.StatusOK, "1 处", "正常，密码设于")
	b.post("/desk/admin/staff/"+reviewer+"/sessions", "reason", "设备遗失").is(http.StatusSeeOther)
	w.Clock.Set(w.Clock.Now() + 3000)
	r.get("/desk").is(http.StatusSeeOther)
	b.post("/desk/admin/staff/"+reviewer+"/stop", "reason", "长期病假").is(http.StatusSeeOther)
	b.get("/desk/admin/staff/"+reviewer).is(http.StatusOK, "没有账户，不能登录", "长期病假", "设备遗失")
	x := &browser{world: w, cookies: map[string]string{}}
	x.get("/desk/sign-in")
	x.post("/desk/sign-in", "login", reviewer, "password", "yimen2026").is(http.StatusUnprocessableEntity)
	b.post("/desk/admin/staff/"+reviewer+"/nothing", "reason", "试").is(http.StatusNotFound)
}

// A given password that nobody used is void after a week.
func TestGivenPasswordEnds(t *testing.T) {
	w := newWorld(t)
	given, err := w.GivePassword(ctx, reviewer, "遗忘", admin)
	must(t, err)
	w.Clock.Set(w.Clock.Now() + 8*24*3600*1000)
	x := &browser{world: w, cookies: map[string]string{}}
	x.get("/desk/sign-in")
	x.post("/desk/sign-in", "login", reviewer, "password", given).is(http.StatusUnprocessableEntity, "初始密码已过期")
}

// One's own sessions: seen, ended one by one, or all others at once.
func TestOwnSessions(t *testing.T) {
	w := newWorld(t)
	here := w.as(reviewer)
	w.Clock.Set(w.Clock.Now() + 1000)
	other := w.as(reviewer)
	page := here.get("/desk/account").is(http.StatusOK, "本设备", "退出其他所有设备")
	_, rest, _ := strings.Cut(page.text(), `name="session" value="`)
	id, _, _ := strings.Cut(rest, `"`)
	here.post("/desk/account/sessions/end", "session", "0000").is(http.StatusSeeOther)
	other.get("/desk").is(http.StatusOK)
	here.post("/desk/account/sessions/end", "session", id).is(http.StatusSeeOther)
	w.Clock.Set(w.Clock.Now() + 3000)
	other.get("/desk").is(http.StatusSeeOther)
	third := w.as(reviewer)
	here.post("/desk/account/sessions/end", "session", "others").is(http.StatusSeeOther)
	w.Clock.Set(w.Clock.Now() + 3000)
	third.get("/desk").is(http.StatusSeeOther)
	here.get("/desk/account?lang=en").is(http.StatusOK, "This device").not("Sign out everywhere", "account.")
}
