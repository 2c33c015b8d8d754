package annex

import (
	"strconv"

	"yimen/core/catalog"
	"yimen/core/org"
)

// The printed words of the standard sheet, in the order of the notice.
const (
	sheetTitle = "龙湾区行政审批服务事项办理规范标准"
	postsTitle = "岗位说明"
	bodyLabel  = "实施主体："
	codeLabel  = "事项编码："
)

var postHeads = []string{"序号", "岗位名称", "岗位职能", "办理人员", "承诺期限"}

// posts are the four of the notice's table, under which every step of a procedure falls.
var posts = []struct {
	post org.Post
	name string
}{{org.Acceptance, "受理岗"}, {org.Review, "审核岗"}, {org.Approval, "审批岗"}, {org.Issuing, "制证岗"}}

// sheetPage is the standard sheet (办理规范标准) of one item with its posts; it = nil is blank.
func sheetPage(it *catalog.Item, s Source) Page {
	name, line := "规范标准", bodyLabel+"                                      "+codeLabel
	if it != nil {
		name, line = it.Code, bodyLabel+it.Sheet.Implementer.Name+"          "+codeLabel+it.Code
	}
	v := valuesOf(it)
	pair := func(a, b string) Row {
		return Row{Cells: []Cell{label(a), {Text: v[a], Span: 2}, label(b), {Text: v[b]}}}
	}
	whole := func(a string) Row { return Row{Cells: []Cell{label(a), {Text: v[a], Span: 4}}} }
	return Page{Name: name, Widths: []int{15, 15, 33, 15, 20}, Parts: []Part{
		text(Heading, sheetTitle), text(Line, line),
		{Kind: Table, Rows: []Row{pair("事项名称", "事项分类"), whole("行使依据"), whole("办理条件"), whole("申报资料"), whole("收费依据和标准"),
			pair("法定期限", "办理部门"), pair("承诺期限", "办理地点"), pair("联系电话", "监督电话"), whole("服务表格"), whole("常见问题解答"),
			pair("可否网上办理", "在线办理链接"), whole("备注")}},
		text(Caption, postsTitle), {Kind: Table, Rows: postRows(it, s)}}}
}

// valuesOf fills the standard sheet, by the printed words beside each value.
func valuesOf(it *catalog.Item) map[string]string {
	if it == nil {
		return nil
	}
	online := "否"
	if it.Sheet.Online {
		online = "可"
	}
	return map[string]string{
		"事项名称": it.Name, "事项分类": typeName(it.Type), "行使依据": basisWords(it), "办理条件": conditionWords(it),
		"申报资料": materialWords(it), "收费依据和标准": feeWords(it.Sheet.Fee),
		"法定期限": limitWords(it.Statutory.Period), "办理部门": it.Sheet.Department.ZH,
		"承诺期限": limitWords(it.Promised.Period), "办理地点": it.Sheet.Place.ZH,
		"联系电话": it.Sheet.Phone, "监督电话": it.Sheet.Supervision, "服务表格": it.Sheet.FormTitle.ZH, "常见问题解答": faqWords(it),
		"可否网上办理": online, "在线办理链接": it.Sheet.OnlineURL, "备注": it.Sheet.Remark,
	}
}

// postRows is the posts table: one row for each step, or the four posts to be filled in.
func postRows(it *catalog.Item, s Source) []Row {
	rows := []Row{columns(postHeads...)}
	if it == nil {
		for i, p := range posts {
			rows = append(rows, cells(strconv.Itoa(i+1), p.name, "", "", ""))
		}
		return rows
	}
	for i, step := range it.Procedure.Steps {
		rows = append(rows, cells(strconv.Itoa(i+1), postName(step.Post), step.Duty, s.unitName(it, step.Unit), limitWords(step.Limit)))
	}
	return rows
}

func postName(p org.Post) string {
	for _, known := range posts {
		if known.post == p {
			return known.name
		}
	}
	return string(p)
}
