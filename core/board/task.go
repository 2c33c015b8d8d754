package board

import (
	"slices"
	"strconv"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Round (任务轮次) is a breakdown of tasks with dates and responsible units, as Annex 1 of the
// notice is one.
type Round struct {
	Code  string      `json:"code"` // 2015, 2026-1
	Name  string      `json:"name"`
	From  period.Date `json:"from"` // the day on which it was set
	Tasks []Task      `json:"tasks"`
}

// Task (任务) is one row of the breakdown.
type Task struct {
	No      int         `json:"no"`
	What    string      `json:"what"`
	When    string      `json:"when"` // the date in the words of the paper
	Due     period.Date `json:"due"`  // the last day that these words are taken to mean
	Who     string      `json:"who"`  // the units in the words of the paper
	Streets bool        `json:"streets,omitempty"`
	Units   []string    `json:"units,omitempty"` // codes of the further units that can be named
}

// streets is 各街道办事处, and the departments with stations as the notice lists them.
var withStations = strings.Fields("330303-gaj 330303-cgzf 330303-hbj 330303-scjg 330303-ghj 330303-gtj 330303-fgj")

// Notice is Annex 1 as the notice prints it. Its words leave open whether “2015年8月前” takes
// the month in; the last day of the month is what no reading calls early (待核). What it says
// of 事权下放的职能部门 and 各相关职能部门 names no unit, and stands in the words alone.
func Notice() Round {
	aug, sep := period.NewDate(2015, 8, 31), period.NewDate(2015, 9, 30)
	const streets, offices = "各街道办事处", "区公安分局、区城管与执法局、区环保局、区市场监管局、区规划分局、区国土资源分局、区房管分局"
	return Round{Code: "2015", Name: "街道、社区两级政务服务任务分解表", From: period.NewDate(2015, 7, 1), Tasks: []Task{
		{1, "清理规范街道和基层站所行政审批服务事项", "2015年8月前完成", aug, streets + "、" + offices + "以及事权下放的职能部门", true, withStations},
		{2, "清理社区便民服务中心服务事项", "2015年8月前完成", aug, streets + "、区委组织部、区市场监管局、区人力社保局、区档案局、区供电分局、区邮政分局、团区委", true,
			strings.Fields("330303-zzb 330303-scjg 330303-rsj 330303-daj 330303-gdj 330303-yzj 330303-tqw")},
		{3, "整合街道内部政务服务职能", "2015年7月前完成", period.NewDate(2015, 7, 31), streets, true, nil},
		{4, "推进基层站所进驻街道行政服务中心", "2015年9月前完成", sep, streets + "、" + offices, true, withStations},
		{5, "推进社区便民服务中心规范化建设", "2015年9月前完成", sep, streets, true, nil},
		{6, "拓展跨层级联动审批", "2015年10月前全面完成", period.NewDate(2015, 10, 31), streets + "、各相关职能部门", true, nil},
		{7, "建立网上审批自助点", "2015年8月前完成", aug, "区府办、" + streets, true, []string{"330303-fb"}},
	}}
}

// UnitsOf lists the units that are responsible for a task: those that stood when the round was
// set, streets first.
func (t Task) UnitsOf(dir *org.Directory, set period.Date) []org.Unit {
	var list []org.Unit
	for _, u := range dir.Units(set) {
		if t.Streets && u.Kind == org.StreetOffice {
			list = append(list, u)
		}
	}
	for _, code := range t.Units {
		if u, ok := dir.Unit(code, set); ok {
			list = append(list, u)
		}
	}
	return list
}

// Task finds a task of the round.
func (r Round) Task(no int) (Task, bool) {
	i := slices.IndexFunc(r.Tasks, func(t Task) bool { return t.No == no })
	if i < 0 {
		return Task{}, false
	}
	return r.Tasks[i], true
}

// CheckRound finds what is wrong with a round.
func CheckRound(r Round) []catalog.Finding {
	var x rules
	x.must(roundCode(r.Code), "code", "roundCode", "value", r.Code)
	x.must(strings.TrimSpace(r.Name) != "", "name", "required")
	x.must(!r.From.IsZero(), "from", "required")
	for _, t := range r.Tasks {
		field := "due" + strconv.Itoa(t.No)
		x.must(!t.Due.IsZero(), field, "required")
		x.must(t.Due.IsZero() || t.Due >= r.From, field, "roundDue", "from", r.From.String())
	}
	return x.found
}

func roundCode(s string) bool {
	return s != "" && len(s) <= 12 && strings.Trim(s, "0123456789-") == "" && s[0] != '-'
}

// Progress (进展) is how far one unit is with one task, as it says itself, with its evidence.
type Progress struct {
	Round   string      `json:"round"`
	Task    int         `json:"task"`
	Unit    string      `json:"unit"`
	Percent int         `json:"percent"`
	Text    string      `json:"text"` // what was done, and how it can be seen
	File    *Evidence   `json:"file,omitempty"`
	On      period.Date `json:"on"`
}

// Evidence (佐证材料) is a file that shows it.
type Evidence struct {
	Name string `json:"name"`
	Sum  string `json:"sum"` // SHA-256 of the content
	Mime string `json:"mime"`
	Size int64  `json:"size"`
}

// Code names the progress of one unit with one task.
func (p Progress) Code() string { return ProgressCode(p.Round, p.Task, p.Unit) }

// ProgressCode is the code of a unit's progress with a task.
func ProgressCode(round string, task int, unit string) string {
	return round + "/" + strconv.Itoa(task) + "/" + unit
}

// mostText is the longest text of a progress, in characters.
const mostText = 1000

// CheckProgress finds what is wrong with what a unit says.
func CheckProgress(p Progress) []catalog.Finding {
	var x rules
	x.must(p.Percent >= 0 && p.Percent <= 100, "percent", "progressPercent")
	x.must(strings.TrimSpace(p.Text) != "", "text", "required")
	x.must(len([]rune(p.Text)) <= mostText, "text", "progressText", "max", strconv.Itoa(mostText))
	x.must(p.Percent < 100 || p.File != nil, "file", "progressProof")
	return x.found
}

// Light (进度灯) says how a task stands with a unit.
type Light string

// The lights. At risk: the last day is near, or less is done than time has passed.
const (
	Done   Light = "done"   // 已完成
	OnWay  Light = "onWay"  // 进行中
	AtRisk Light = "atRisk" // 有风险
	Late   Light = "late"   // 逾期
)

// near is how many days before the last one a task is at risk; behind how many points of the
// hundred it may be behind the time that has passed.
const near, behind = 15, 25

// LightOf is the light of a percentage on a day, for what was set on a day and is due on another.
func LightOf(percent int, set, due, on period.Date) Light {
	switch {
	case percent >= 100:
		return Done
	case on > due:
		return Late
	case on.Add(near) > due:
		return AtRisk
	}
	passed, whole := int(on-set), int(due-set)
	if whole > 0 && passed*100/whole > percent+behind {
		return AtRisk
	}
	return OnWay
}

// Worst is the gravest of some lights; Done of none.
func Worst(lights []Light) Light {
	order := []Light{Done, OnWay, AtRisk, Late}
	worst := 0
	for _, l := range lights {
		worst = max(worst, slices.Index(order, l))
	}
	return order[worst]
}
