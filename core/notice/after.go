package notice

import (
	"strconv"

	"yimen/core/casework"
)

// feeNotice (缴费通知书) lists every charge with its standard and basis, and what was reduced on
// which ground (许可法58, 59).
func feeNotice(w *writer) {
	d := w.new(FeeNotice)
	d.text(w.applied() + "，已准予" + matter(w.Item) + "。依法应当缴纳下列费用：")
	var rows [][]string
	for i, l := range w.c.Fee.Lines {
		reduced := ""
		if l.Reduced > 0 {
			reduced = casework.Yuan(l.Reduced) + "（" + l.By + "）"
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), l.Name, l.Standard, l.Basis, casework.Yuan(l.Fen), reduced, casework.Yuan(l.Fen - l.Reduced)})
	}
	d.table("", []string{"序号", "收费项目", "收费标准", "收费依据", "金额（元）", "减免（元）", "应缴（元）"}, rows)
	d.text("应缴合计：" + casework.Yuan(w.c.Fee.Total()) + "元。缴费后由收款单位开具财政部门统一监制的票据。")
	d.text("依据：" + w.law("第五十八条、第五十九条", "") + "。")
}

var amendedName = map[casework.Amendable]string{
	casework.ApplicantName: "申请人姓名（名称）", casework.AgentName: "代理人姓名", casework.DecisionText: "决定内容",
	casework.ConditionsText: "所附条件", casework.ArticleText: "适用条款", casework.ResultNo: "证件（文书）编号",
}

// amended (更正通知书) tells the applicant what was written wrongly and what stands there now. A
// proposal that was thrown out leaves nothing to tell.
func amended(w *writer) {
	m := w.c.Amendments[len(w.c.Amendments)-1]
	if !m.Agreed {
		return
	}
	d := w.new(Amended)
	d.text(w.applied() + "，已经办结。经核对，有关文书存在笔误，现更正如下：")
	d.facts(Pair{"更正项", amendedName[m.What]}, Pair{"更正前", m.Before}, Pair{"更正后", m.After}, Pair{"更正原因", m.Reason})
	d.text("本次更正不改变决定的结果和日期，本通知书与原文书一并保存。")
}
