package annex

import (
	"strings"

	"yimen/core/board"
)

// line is signed under or over each list: 分管领导 signs, 单位 puts its seal.
func (f Foot) line() string {
	room := func(said string, wide int) string { return said + strings.Repeat(" ", max(2, wide-len([]rune(said)))) }
	return "分管领导（签名）：" + room(f.Leader, 18) + "经办人：" + room(f.By, 18) + "填报时间：" + room(f.On, 18) + "单位（盖章）：" + f.Unit
}

// office is where the forms go, as every note of the notice says.
const office = "报区审管办，联系电话：86968283，传真：86968366，电子邮箱：lwsgb＠126.com。"

var taskHeads = []string{"序号", "内容", "时间要求", "责任单位"}

// taskRows are the rows of Annex 1: what, until when, who.
func taskRows(r board.Round) (rows [][]string) {
	for _, t := range r.Tasks {
		rows = append(rows, []string{t.What, t.When, t.Who})
	}
	return rows
}

// tasksPage is Annex 1. Blank it has the tasks as the notice prints them.
func (c Content) tasksPage() Page {
	rows := c.Rows
	if rows == nil {
		rows = taskRows(board.Notice())
	}
	return Page{Name: "附件1", Widths: []int{7, 30, 20, 38}, Parts: []Part{
		text(Mark, "附件1"), text(Heading, Title(1)), list(taskHeads, rows, 0)}}
}
