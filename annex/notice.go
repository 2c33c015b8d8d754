package annex

import "strings"

// line is signed under or over each list: 分管领导 signs, 单位 puts its seal.
func (f Foot) line() string {
	room := func(said string, wide int) string { return said + strings.Repeat(" ", max(2, wide-len([]rune(said)))) }
	return "分管领导（签名）：" + room(f.Leader, 18) + "经办人：" + room(f.By, 18) + "填报时间：" + room(f.On, 18) + "单位（盖章）：" + f.Unit
}

// office is where the forms go, as every note of the notice says.
const office = "报区审管办，联系电话：86968283，传真：86968366，电子邮箱：lwsgb＠126.com。"

var taskHeads = []string{"序号", "内容", "时间要求", "责任单位"}

// tasks are the rows of Annex 1: what, until when, who.
var tasks = [][3]string{
	{"清理规范街道和基层站所行政审批服务事项", "2015年8月前完成",
		"各街道办事处、区公安分局、区城管与执法局、区环保局、区市场监管局、区规划分局、区国土资源分局、区房管分局以及事权下放的职能部门"},
	{"清理社区便民服务中心服务事项", "2015年8月前完成",
		"各街道办事处、区委组织部、区市场监管局、区人力社保局、区档案局、区供电分局、区邮政分局、团区委"},
	{"整合街道内部政务服务职能", "2015年7月前完成", "各街道办事处"},
	{"推进基层站所进驻街道行政服务中心", "2015年9月前完成",
		"各街道办事处、区公安分局、区城管与执法局、区环保局、区市场监管局、区规划分局、区国土资源分局、区房管分局"},
	{"推进社区便民服务中心规范化建设", "2015年9月前完成", "各街道办事处"},
	{"拓展跨层级联动审批", "2015年10月前全面完成", "各街道办事处、各相关职能部门"},
	{"建立网上审批自助点", "2015年8月前完成", "区府办、各街道办事处"},
}

// tasksPage is Annex 1, which the notice prints in full.
func tasksPage() Page {
	rows := []Row{columns(taskHeads...)}
	for i, t := range tasks {
		rows = append(rows, counted(i, t[0], t[1], t[2]))
	}
	return Page{Name: "附件1", Widths: []int{7, 30, 20, 38}, Parts: []Part{
		text(Mark, "附件1"), text(Heading, Title(1)), {Kind: Table, Rows: rows}}}
}
