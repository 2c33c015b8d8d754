package annex

import (
	"slices"
	"strings"

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

// sheetRows are the rows of the form; a pair shares its row.
var sheetRows = [][]string{{"事项名称", "事项分类"}, {"行使依据"}, {"办理条件"}, {"申报资料"}, {"收费依据和标准"}, {"法定期限", "办理部门"},
	{"承诺期限", "办理地点"}, {"联系电话", "监督电话"}, {"服务表格"}, {"常见问题解答"}, {"可否网上办理", "在线办理链接"}, {"备注"}}

// page lays out the sheet with its posts.
func (s Sheet) page() Page {
	var rows []Row
	for _, labels := range sheetRows {
		if len(labels) == 1 {
			rows = append(rows, Row{Cells: []Cell{label(printed(labels[0])), {Text: s.Values[labels[0]], Span: 4}}})
			continue
		}
		rows = append(rows, Row{Cells: []Cell{label(labels[0]), {Text: s.Values[labels[0]], Span: 2}, label(labels[1]), {Text: s.Values[labels[1]]}}})
	}
	name, gap := "规范标准", strings.Repeat(" ", max(4, 38-2*len([]rune(s.Body))))
	if s.Code != "" {
		name = s.Code
	}
	item, mark := s.Values["事项名称"], ""
	if s.Values == nil {
		item, mark = "XX事项", "（示例）"
	}
	return Page{Name: name, Widths: []int{17, 14, 32, 15, 20}, Sample: s.Values == nil, Parts: []Part{
		text(Heading, sheetTitle), text(Line, bodyLabel+s.Body+gap+codeLabel+s.Code), {Kind: Table, Rows: rows},
		text(Figure, "图一、"+item+"外部流程图"+mark), text(Figure, "图二、"+item+"权力运行流程图"+mark),
		text(Note, "注：（1）流程图采用简单规范的符号，要求有开始和结束的标示。"),
		text(Note, "（2）流程图符号说明：椭圆形表示开始结束；方框表示一个处理步骤；菱形框表示一个逻辑条件；箭头表示控制流向。"),
		text(Caption, postsTitle), list(postHeads, s.Posts, 4)}}
}

// printed is a label as the form prints it.
func printed(label string) string {
	if label == "备注" {
		return "备  注"
	}
	return label
}

// blankSheet has the four posts of the notice, to be filled in.
func blankSheet() Sheet {
	var s Sheet
	for _, p := range posts {
		s.Posts = append(s.Posts, []string{p.name, "", "", ""})
	}
	return s
}

// SheetLabels are the printed words of the standard sheet, in the order of the form.
func SheetLabels() []string { return slices.Concat(sheetRows...) }

// SheetOf is the standard sheet of an item, with a post for each step of its procedure.
func SheetOf(it *catalog.Item, s Source) Sheet {
	sheet := Sheet{Body: it.Sheet.Implementer.Name, Code: it.Code, Values: valuesOf(it)}
	for _, step := range it.Procedure.Steps {
		sheet.Posts = append(sheet.Posts, []string{postName(step.Post), step.Duty, s.unitName(it, step.Unit), limitWords(step.Limit)})
	}
	return sheet
}

// valuesOf fills the standard sheet, by the printed words beside each value.
func valuesOf(it *catalog.Item) map[string]string {
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

func postName(p org.Post) string {
	for _, known := range posts {
		if known.post == p {
			return known.name
		}
	}
	return string(p)
}
