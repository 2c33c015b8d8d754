// Package district (测试区) is a small district to try cases in: a city, a district, two
// streets with four communities, departments, stations, and fictional staff for every post.
package district

import (
	"fmt"
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

// Founded is the first day of everything in the district.
var Founded = period.NewDate(2010, 1, 1)

// body is one unit of the test district, with the stem of its code and its names.
type body struct {
	code, name, short string
	level             org.Level
	kind              org.Kind
	function, parent  string
	division          string
}

// bodies are the units: a city, a district, two streets, four communities, departments of
// district and city for every function of the starter catalogue, stations in the streets.
var bodies = []body{
	{"330300", "温州市人民政府", "市政府", org.City, org.Government, "", "", "330300"},
	{"330303", "温州市龙湾区人民政府", "区政府", org.District, org.Government, "", "330300", "330303"},
	{"330303001", "永中街道办事处", "永中街道", org.Street, org.StreetOffice, "", "330303", "330303001"},
	{"330303003", "海滨街道办事处", "海滨街道", org.Street, org.StreetOffice, "", "330303", "330303003"},
	{"330303001010", "镇中社区居民委员会", "镇中社区", org.Community, org.CommunityBody, "", "330303001", "330303001010"},
	{"330303001012", "永昌社区居民委员会", "永昌社区", org.Community, org.CommunityBody, "", "330303001", "330303001012"},
	{"330303003002", "锦海社区居民委员会", "锦海社区", org.Community, org.CommunityBody, "", "330303003", "330303003002"},
	{"330303003003", "宁城社区居民委员会", "宁城社区", org.Community, org.CommunityBody, "", "330303003", "330303003003"},
	station("330303001", "永中", "scjg", "市场监管所", "market"),
	station("330303001", "永中", "nyj", "林业站", "agri"),
	station("330303001", "永中", "gaj", "派出所", "police"),
	station("330303001", "永中", "cgzf", "执法中队", "chengguan"),
	station("330303001", "永中", "zrzy", "资规所", "planning land"),
	station("330303001", "永中", "zjj", "房管所", "housing"),
	station("330303003", "海滨", "scjg", "市场监管所", "market"),
	station("330303003", "海滨", "gaj", "派出所", "police"),
	department("scjg", "市场监督管理局", "市场监管局", "market"),
	department("gaj", "公安分局", "公安分局", "police"),
	department("cgzf", "综合行政执法局", "执法局", "chengguan"),
	department("nyj", "农林水利局", "农林局", "agri"),
	department("mzj", "民政局", "民政局", "civil"),
	department("zrzy", "自然资源和规划局", "资规局", "planning land"),
	department("zjj", "住房和城乡建设局", "住建局", "housing"),
	department("wjj", "卫生健康局", "卫健局", "health"),
	department("rsj", "人力资源和社会保障局", "人社局", "hrss"),
	department("ybj", "医疗保障局", "医保局", "medins"),
	department("cl", "残疾人联合会", "残联", "disabled"),
	department("daj", "档案局", "档案局", "archives"),
	department("zzb", "委组织部", "委组织部", "orgdept"),
	department("tqw", "团区委", "团委", "youth"),
	department("jjdd", "交警大队", "交警大队", "traffic"),
	department("fb", "政府办公室", "府办", "info"),
	department("gdj", "供电分局", "供电分局", "power"),
	department("yzj", "邮政分局", "邮政分局", "post"),
	{"330300-zrzy", "温州市自然资源和规划局", "市资规局", org.City, org.Department, "planning land", "330300", "330300"},
	{"330300-cgzf", "温州市综合行政执法局", "市执法局", org.City, org.Department, "chengguan", "330300", "330300"},
}

func department(code, name, short, function string) body {
	return body{"330303-" + code, "龙湾区" + name, "区" + short, org.District, org.Department, function, "330303", "330303"}
}

func station(street, place, code, name, function string) body {
	return body{street + "-" + code, place + name, place + name, org.Street, org.Station, function, "330303-" + code, street}
}

// Snapshot gives the district as input for org.NewDirectory. Staff are named after their
// unit and post (永昌社区受理员); no test leans on data that may change. Beside them stand:
//
//	双岗员      accepts at 永昌社区 and decides, as its head, at 区农林局
//	调出员      accepted at 永昌社区 up to 2015-12-31
//	他项员      decides at 区农林局, but only on another item
//	区政府监察员  supervises the whole district, 区政府复核员 with him
//	永中街道监察员 supervises the street and its communities (the notice, 三(三))
//	进驻授权    永中市场监管所 and 永中林业站 lend review and issuing to the staff of the
//	            street's centre from 2015-09-01 on
func Snapshot() org.Snapshot {
	var s org.Snapshot
	for i, b := range bodies {
		s.Units = append(s.Units, org.Unit{Code: b.code, Name: b.name, Short: b.short, Level: b.level, Kind: b.kind,
			Function: b.function, Parent: b.parent, Division: b.division, OrgNo: fmt.Sprintf("%03d", i+1), From: Founded})
		for _, d := range duties {
			engage(&s, b.short+d.name, b.code+d.suffix, org.Holding{Unit: b.code, Post: d.post, Head: d.head})
		}
	}
	const community, agri = "330303001012", "330303-nyj"
	engage(&s, "双岗员", "t-both", org.Holding{Unit: community, Post: org.Acceptance}, org.Holding{Unit: agri, Post: org.Approval, Head: true})
	engage(&s, "调出员", "t-left", org.Holding{Unit: community, Post: org.Acceptance, To: period.NewDate(2015, 12, 31)})
	engage(&s, "他项员", "t-other", org.Holding{Unit: agri, Post: org.Approval, Items: []string{"another-item"}})
	engage(&s, "区政府监察员", "330303-jc", org.Holding{Unit: "330303", Post: org.Supervisor})
	engage(&s, "区政府复核员", "330303-fh", org.Holding{Unit: "330303", Post: org.Supervisor})
	engage(&s, "永中街道监察员", "330303001-jc", org.Holding{Unit: "330303001", Post: org.Supervisor})
	s.Centres = []org.Centre{{Code: "330303001-zx", Unit: "330303001", Name: "永中街道行政服务中心", Address: "永中街道",
		Hours: "8:30—17:00", Phone: "0577-86968283", Counters: []org.Counter{{No: "1", Name: "综合窗口"}}, From: Founded}}
	for _, station := range []string{"330303001-scjg", "330303001-nyj"} {
		s.Stationings = append(s.Stationings, org.Stationing{Body: station, Centre: "330303001-zx", Item: org.AllItems,
			Posts: []org.Post{org.Review, org.Issuing}, Paper: "温龙授〔2015〕12号",
			PaperOn: period.NewDate(2015, 8, 20), From: period.NewDate(2015, 9, 1)})
	}
	return s
}

// duties are the posts that every unit has staff for.
var duties = []struct {
	name, suffix string
	post         org.Post
	head         bool
}{
	{"受理员", "-sl", org.Acceptance, false},
	{"审核员", "-sh", org.Review, false},
	{"审批员", "-sp", org.Approval, false},
	{"负责人", "-fz", org.Approval, true},
	{"制证员", "-zz", org.Issuing, false},
}

// engage adds a person with the posts held.
func engage(s *org.Snapshot, name, no string, posts ...org.Holding) {
	s.Staff = append(s.Staff, org.Staff{No: no, Name: name, Unit: posts[0].Unit})
	for _, h := range posts {
		h.Staff, h.From = no, Founded
		s.Holdings = append(s.Holdings, h)
	}
}

// Acts is every act that staff in one post or another, or an applicant, or time may do by the table of
// rights: what pages must have a form for, and tests must play.
func Acts(kind org.ActorKind) []org.Act {
	const who, unit = "t-all", "330303-nyj"
	s := Snapshot()
	posts := []org.Post{org.Acceptance, org.Review, org.Approval, org.Issuing}
	held := []org.Holding{{Unit: unit, Post: org.Supervisor}}
	for _, p := range posts {
		held = append(held, org.Holding{Unit: unit, Post: p, Head: p == org.Approval})
	}
	engage(&s, "全能员", who, held...)
	dir, problems := org.NewDirectory(s)
	if dir == nil {
		panic(problems)
	}
	var all []org.Act
	for _, p := range posts { // each has its turn
		t := org.Target{AcceptUnit: unit, Unit: unit, Beside: []string{unit}, Chased: []string{unit}, Post: p, Applicant: who, On: Founded}
		for _, act := range dir.Acts(org.Actor{Kind: kind, No: who}, t) {
			if act != org.Read && !slices.Contains(all, act) {
				all = append(all, act)
			}
		}
	}
	return all
}
