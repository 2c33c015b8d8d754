package web_test

import (
	"slices"
	"strings"

	"yimen/core/board"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

// reader is somebody before a door, as the oracle knows him: written down by hand, so that nothing
// of core/org is asked. A test holds the posts to the starter data.
type reader struct {
	name  string
	staff string   // 工号; empty = not of the staff
	posts []seat   // posts in force today
	home  string   // 所属机构, where no post tells
	bound []string // items to which the posts are limited
	acts  string   // 工号 in whose posts he works today (代岗)
	knows string   // the case whose query code he has shown
	owns  string   // the case whose applicant's account he is signed in to
	token []string // scopes of his token; nil = a browser
}

// seat is a post in a unit.
type seat struct{ post, unit string }

func at1(post string, units ...string) []seat {
	var list []seat
	for _, u := range units {
		list = append(list, seat{post, u})
	}
	return list
}

func posts(unit string, names string) []seat {
	var list []seat
	for _, p := range strings.Fields(names) {
		list = append(list, seat{p, unit})
	}
	return list
}

const (
	sgb    = "330303-sgb" // 区审管办
	street = "330303001"  // 永中街道
	yaoxi  = "330303007"  // 瑶溪街道
)

// readers are everybody who knocks: a visitor, residents, and of the staff every post in every
// relation of units to the cases.
func readers() []reader {
	list := []reader{
		{name: "访客"},
		{name: "受理·两个社区", staff: "lw101", posts: at1("acceptance", village, town)},
		{name: "制证、代办·两个社区", staff: "lw103", posts: slices.Concat(posts(village, "issuing agency"), posts(town, "issuing agency"))},
		{name: "审核、审批·两个社区", staff: "lw104", posts: slices.Concat(posts(village, "review approval"), posts(town, "review approval"))},
		{name: "受理·街道", staff: "lw201", posts: at1("acceptance", street)},
		{name: "审核·街道", staff: "lw202", posts: at1("review", street)},
		{name: "审批·街道", staff: "lw204", posts: at1("approval", street)},
		{name: "制证·街道", staff: "lw205", posts: at1("issuing", street)},
		{name: "代办·街道", staff: "lw206", posts: at1("agency", street)},
		{name: "执法中队", staff: "lw305", posts: posts("330303001-cgzf", "acceptance review issuing")},
		{name: "规划所", staff: "lw307", posts: posts("330303001-zrzy", "acceptance review issuing")},
		{name: "规划所负责人", staff: "lw308", posts: at1("approval", "330303001-zrzy")},
		{name: "派出所·别的站所", staff: "lw303", posts: posts("330303001-gaj", "acceptance review issuing")},
		{name: "民政局", staff: "lw401", posts: posts("330303-mzj", "acceptance review issuing")},
		{name: "审批·民政局", staff: "lw402", posts: at1("approval", "330303-mzj")},
		{name: "审批·人社局，别的部门", staff: "lw404", posts: at1("approval", "330303-rsj")},
		{name: "审批·执法局", staff: "lw412", posts: at1("approval", "330303-cgzf")},
		{name: "资规分局", staff: "lw413", posts: posts("330303-zrzy", "acceptance review issuing")},
		{name: "审批·资规分局", staff: "lw414", posts: at1("approval", "330303-zrzy")},
		{name: "交警大队·并联", staff: "lw426", posts: posts("330303-jjdd", "review approval issuing")},
		{name: "审批·市执法局，上级", staff: "lw502", posts: at1("approval", "330300-cgzf")},
		{name: "受理·瑶溪社区", staff: "lw601", posts: at1("acceptance", "330303007207", "330303007003")},
		{name: "受理·瑶溪街道", staff: "lw602", posts: at1("acceptance", yaoxi)},
		{name: "审核、制证·瑶溪街道", staff: "lw603", posts: posts(yaoxi, "review issuing")},
		{name: "审批·瑶溪街道", staff: "lw604", posts: at1("approval", yaoxi)},
		{name: "目录管理·审管办", staff: "lw801", posts: at1("keeper", sgb)},
		{name: "目录管理·永中街道", staff: "lw811", posts: at1("keeper", street)},
		{name: "目录管理·市监局", staff: "lw813", posts: at1("keeper", "330303-scjg")},
		{name: "目录管理·镇中社区", staff: "lw842", posts: at1("keeper", town)},
		{name: "审批·审管办", staff: "lw815", posts: at1("approval", sgb)},
		{name: "监察·审管办", staff: "lw802", posts: at1("supervisor", sgb)},
		{name: "监察·监察委", staff: "lw803", posts: at1("supervisor", "330303-jcj")},
		{name: "监察·永中街道", staff: "lw804", posts: at1("supervisor", street)},
		{name: "系统管理", staff: "lw901", posts: at1("administrator", sgb)},
		{name: "岗位已满", staff: "rt01"},
		{name: "无岗位", staff: "rt02"},
		{name: "代岗", staff: "rt03", home: street, acts: "lw202"},
		{name: "代岗已满", staff: "rt04", home: street},
		{name: "监察·民政局", staff: "rt05", posts: at1("supervisor", "330303-mzj")},
		{name: "审核·街道，限一事项", staff: "rt06", home: street, posts: at1("review", street), bound: []string{house}},
		{name: "岗位未到", staff: "rt07", home: street},
		{name: "审核·人社局，无关", staff: "lw403", posts: posts("330303-rsj", "acceptance review issuing")},
		{name: "令牌·仅申请", token: []string{"apply"}},
		{name: "令牌·审核·街道·查阅", staff: "lw202", posts: at1("review", street), token: []string{"read"}},
		{name: "令牌·审核·街道·待办", staff: "lw202", posts: at1("review", street), token: []string{"queue"}},
		{name: "令牌·审核·街道·办理", staff: "lw202", posts: at1("review", street), token: []string{"act"}},
		{name: "令牌·人社局·全部", staff: "lw404", posts: at1("approval", "330303-rsj"), token: []string{"apply", "read", "queue", "act", "complaints"}},
		{name: "令牌·监察·民政局·全部", staff: "rt05", posts: at1("supervisor", "330303-mzj"), token: []string{"apply", "read", "queue", "act"}},
		{name: "令牌·无岗位·全部", staff: "rt02", token: []string{"apply", "read", "queue", "act", "complaints"}},
		{name: "令牌·监察·审管办·投诉", staff: "lw802", posts: at1("supervisor", sgb), token: []string{"complaints"}},
		{name: "令牌·监察·审管办·查阅", staff: "lw802", posts: at1("supervisor", sgb), token: []string{"read", "act"}},
		{name: "令牌·监察·永中街道·投诉", staff: "lw804", posts: at1("supervisor", street), token: []string{"complaints"}},
	}
	for _, c := range []string{"reviewing", "approving", "concluded"} {
		list = append(list, reader{name: "查询密码·" + c, knows: c}, reader{name: "居民账号·" + c, owns: c},
			reader{name: "接口查询密码·" + c, knows: c, token: []string{}})
	}
	return list
}

// invented are the staff that the starter data lacks: whose post ended, has not begun or is
// limited, and who stands in for another.
func invented(snap *org.Snapshot, today period.Date) {
	for _, s := range []org.Staff{{No: "rt01", Name: "时效一"}, {No: "rt02", Name: "时效二"}, {No: "rt03", Name: "时效三", Unit: street}, {No: "rt04", Name: "时效四", Unit: street},
		{No: "rt05", Name: "时效五", Unit: "330303-mzj"}, {No: "rt06", Name: "时效六", Unit: street}, {No: "rt07", Name: "时效七", Unit: street}} {
		if s.Unit == "" {
			s.Unit = "330303-fb"
		}
		snap.Staff = append(snap.Staff, s)
	}
	long := today.Add(-400)
	snap.Holdings = append(snap.Holdings,
		org.Holding{Staff: "rt01", Unit: street, Post: org.Review, From: long, To: today.Add(-1)},
		org.Holding{Staff: "rt05", Unit: "330303-mzj", Post: org.Supervisor, From: long},
		org.Holding{Staff: "rt06", Unit: street, Post: org.Review, Items: []string{house}, From: long},
		org.Holding{Staff: "rt07", Unit: street, Post: org.Review, From: today.Add(1)})
}

// filed is a case as the oracle knows it: the units of its way are written down by hand.
type filed struct {
	name, item string
	way        []string // every body that it passes
	accepting  string
	stands     string    // its state, as docs/state-machine.md calls it
	turn       string    // the post whose turn it is
	acts       []org.Act // that bring it to where it is
	applicant  casework.Party
	agent      *casework.Party

	no, code, draft string
	id              int64
	version         int
	holder, decider string // as the record says today
}

// secrets are what nobody may read of a case who may not read the case.
func (c *filed) secrets() []string {
	all := []string{c.applicant.Name, c.applicant.ID, c.applicant.Phone}
	if c.agent != nil {
		all = append(all, c.agent.Name, c.agent.ID, c.agent.Phone)
	}
	return all
}

// cases are in several states and of several units.
func cases() []*filed {
	poor := []string{town, street, "330303-mzj"}
	build := []string{village, street, "330303001-zrzy", "330303-zrzy"}
	dig := []string{street, "330303001-cgzf", "330303-cgzf", "330303-jjdd"}
	toPlanner := []org.Act{org.Accept, org.Pass, org.SiteCheck}
	list := []*filed{
		{name: "received", stands: "received", turn: "acceptance", item: dibao, way: poor},
		{name: "reviewing", stands: "reviewing", turn: "review", item: dibao, way: poor, acts: []org.Act{org.Accept}},
		{name: "yaoxi", stands: "reviewing", turn: "review", item: dibao, way: []string{"330303007207", yaoxi, "330303-mzj"}, acts: []org.Act{org.Accept}},
		{name: "planning", stands: "reviewing", turn: "review", item: house, way: build, acts: toPlanner},
		{name: "approving", stands: "approving", turn: "approval", item: house, way: build, acts: append(toPlanner, org.Pass)},
		{name: "granted", stands: "granted", turn: "issuing", item: house, way: build, acts: append(toPlanner, org.Pass, org.Grant)},
		{name: "owing", stands: "granted", turn: "issuing", item: road, way: dig, acts: []org.Act{org.Accept, org.Pass, org.JointOpinion, org.Grant, org.OrderFee}},
		{name: "denied", stands: "denied", turn: "issuing", item: dibao, way: poor, acts: []org.Act{org.Accept, org.Pass, org.Veto, org.Deny}},
		{name: "concluded", stands: "closed", item: dibao, way: poor, acts: []org.Act{org.Accept, org.Pass, org.Pass, org.Grant, org.Issue, org.Serve, org.Conclude}},
	}
	names := strings.Fields("闾丘骉淼 亓官燚垚 呼延翀昱 慕容珩翾 宇文龘靐 濮阳琭骧 澹台曌旻 端木巘岿 太叔翯弢 谷梁麤驫")
	for i, c := range list {
		c.accepting = c.way[0]
		c.applicant = casework.Party{Name: names[i], IDType: casework.ResidentID, ID: residentID(i), Phone: "177390461" + string(rune('0'+i)) + "7"}
	}
	list[1].agent = &casework.Party{Name: names[len(list)], IDType: casework.ResidentID, ID: residentID(len(list)), Phone: "17739046197"}
	return list
}

// residentID is an invented number that fits GB 11643.
func residentID(i int) string {
	body := "33032719780" + string(rune('1'+i%9)) + "17" + "46" + string(rune('0'+i))
	sum := 0
	for k, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(body[k]-'0') * w
	}
	return body + "10X98765432"[sum%11:sum%11+1]
}

// theCall is a round of collecting in which 永中街道 owes Annex 3.
func theCall(today period.Date) board.Call {
	call := board.NoticeCall()
	call.Code, call.From = "2026", today.Add(-9)
	for i := range call.Parts {
		call.Parts[i].Due, call.Parts[i].Units = today.Add(3*i-1), nil
	}
	return call
}
