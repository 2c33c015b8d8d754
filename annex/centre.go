package annex

import (
	"strconv"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/paper"
)

// Centre (服务中心) is what a centre makes public on paper, from what holds on a day: 通知二(三)
// asks that service items, procedures and complaint channels be told by 便民服务卡 and 政务公开栏.
type Centre struct {
	org.Centre
	Body        org.Unit // who runs it
	Supervision string   // 监督电话
	Site        string   // address of the portal; empty: no codes to scan
	Items       []*catalog.Item
	Daily       []catalog.Convenience
	Agents      []string   // 代办员, by name
	Seats       [][]string // 岗位公示: counter, post, name
	Decisions   [][]string // 许可决定公开 (许可法40), masked: day, item, holder, content, last day
	On          period.Date
}

// hotline is the one number for all complaints of the district.
const hotline = "12345"

// Card (便民服务卡) is the card that people take home: where, when, whom to call, what is done
// there. A5, to be folded or cut.
func (c Centre) Card(demo bool) (paper.Form, error) {
	first := paper.Sheet{Size: "a5", Widths: []int{3, 11}, Parts: []paper.Part{
		{Kind: "heading", Text: c.Name + "便民服务卡"}, {Kind: "table", Flush: true, Rows: printedRows(c.facts(), 2)}}}
	if err := c.scan(&first, "/centres/"+c.Code, "扫码查看办事指南、预约和查询进度", 32); err != nil {
		return paper.Form{}, err
	}
	first.Parts = append(first.Parts, paper.Part{Kind: "note", Text: c.asOf()})
	rows := []Row{columns("序号", "事项名称", "承诺期限", "收费")}
	for i, it := range c.Items {
		rows = append(rows, cells(strconv.Itoa(i+1), it.Name, limitWords(it.Promised.Period), charged(it)))
	}
	back := paper.Sheet{Size: "a5", Widths: []int{2, 9, 4, 3}, Parts: []paper.Part{{Kind: "caption", Text: "可以办理的事项"}, {Kind: "table", Flush: true, Rows: printedRows(rows, 4)}}}
	if len(c.Daily) > 0 {
		back.Parts = append(back.Parts, paper.Part{Kind: "caption", Text: "便民服务"}, paper.Part{Kind: "table", Flush: true, Widths: []int{5, 5, 4, 3}, Rows: printedRows(c.daily(), 4)})
	}
	return paper.Form{Title: c.Name + "便民服务卡", By: c.Body.Name, On: c.On, Demo: demo, Sheets: []paper.Sheet{first, back}}, nil
}

// Board (政务公开栏) is what hangs on the wall: items with basis, papers, limits and fees (许可法30),
// the road of a case, who sits where, where to complain, and what was granted. A3, on its side.
func (c Centre) Board(demo bool) (paper.Form, error) {
	rows := []Row{columns("序号", "事项名称", "类型", "行使依据", "申报资料", "法定期限", "承诺期限", "收费依据与标准")}
	for i, it := range c.Items {
		rows = append(rows, cells(strconv.Itoa(i+1), it.Name, typeName(it.Type), basisWords(it), materialWords(it), limitWords(it.Statutory.Period), limitWords(it.Promised.Period), feeWords(it.Sheet.Fee)))
	}
	items := paper.Sheet{Size: "a3", Wide: true, Widths: []int{3, 12, 7, 20, 26, 7, 7, 14}, Parts: []paper.Part{
		{Kind: "heading", Text: c.Name + "政务公开栏"}, {Kind: "caption", Text: "服务项目"}, {Kind: "table", Flush: true, Rows: printedRows(rows, 8)}}}
	people := paper.Sheet{Size: "a3", Wide: true, Widths: []int{6, 30}, Parts: []paper.Part{
		{Kind: "caption", Text: "办事流程"}, {Kind: "table", Flush: true, Rows: printedRows(roads, 2)},
		{Kind: "caption", Text: "办公时间和投诉渠道"}, {Kind: "table", Flush: true, Rows: printedRows(append(c.facts(), c.complaints()), 2)}}}
	for _, list := range []struct {
		title string
		rows  []Row
		wide  []int
	}{
		{"岗位公示", table(c.Seats, "窗口", "岗位", "姓名"), []int{1, 1, 1}},
		{"便民服务", c.daily(), []int{2, 2, 2, 1}},
		{"行政许可决定公开", table(c.Decisions, "决定日期", "事项", "被许可人", "许可内容", "有效期至"), []int{5, 12, 8, 16, 5}},
	} {
		if len(list.rows) > 1 {
			people.Parts = append(people.Parts, paper.Part{Kind: "caption", Text: list.title}, paper.Part{Kind: "table", Flush: true, Widths: list.wide, Rows: printedRows(list.rows, len(list.wide))})
		}
	}
	if err := c.scan(&people, "/centres/"+c.Code, "扫码查看本中心的事项和办事指南", 40); err != nil {
		return paper.Form{}, err
	}
	people.Parts = append(people.Parts, paper.Part{Kind: "note", Text: c.asOf()})
	sheets := []paper.Sheet{items, people}
	return paper.Form{Title: c.Name + "政务公开栏", By: c.Body.Name, On: c.On, Demo: demo, Sheets: sheets}, nil
}

// asOf says of which day it is, and that it may have changed.
func (c Centre) asOf() string {
	text := "本页由系统按" + c.On.String() + "有效的目录生成"
	if c.ToVerify {
		text += "；地址、电话待核"
	}
	return text + "。"
}

// scan adds a code that leads to the portal, where its address is known.
func (c Centre) scan(s *paper.Sheet, path, says string, breadth int) error {
	if c.Site == "" {
		return nil
	}
	address := strings.TrimSuffix(c.Site, "/") + path
	svg, err := paper.QR(address)
	if err != nil {
		return err
	}
	s.Parts = append(s.Parts, paper.Part{Kind: "picture", Picture: svg, Says: says + "：" + address, Text: says, Breadth: breadth})
	return nil
}

func pair(name, value string) Row {
	if value == "" {
		value = "待核"
	}
	return Row{Cells: []Cell{label(name), {Text: value}}}
}

// facts are where, when and whom to call.
func (c Centre) facts() []Row {
	rows := []Row{pair("地址", c.Address), pair("办公时间", c.Hours), pair("咨询电话", c.Phone), pair("监督电话", c.Supervision), pair("热线", hotline)}
	if len(c.Agents) > 0 {
		rows = append(rows, pair("代办员", strings.Join(c.Agents, "、")+"（免费代办）"))
	}
	return rows
}

func (c Centre) complaints() Row {
	where := "向监督电话、" + hotline + "热线投诉，或者向本中心工作人员当面提出"
	if c.Site != "" {
		where += "；正在办理的件，也可以在" + strings.TrimSuffix(c.Site, "/") + "/track查到后投诉、催办"
	}
	return pair("投诉渠道", where+"。首问负责：最先接待的工作人员负责办理、引导或者转交。限时办结：每件事项都在承诺期限内办结。")
}

// roads is the road of a case in the words of the law.
var roads = []Row{
	pair("1 申请", "到窗口、网上、自助点或者委托代办员提出；材料一次告知，不收取目录以外的材料（行政许可法第三十条、第三十一条）"),
	pair("2 受理", "材料齐全的当场受理；可以当场更正的当场更正；不齐全的当场或者五日内一次告知（行政许可法第三十二条）"),
	pair("3 审核", "依法需要核查的由两名以上工作人员核查；涉及他人重大利益的告知其陈述、申辩和听证的权利（行政许可法第三十四条、第三十六条、第四十七条）"),
	pair("4 决定", "在法定期限内作出书面决定；不予许可的说明理由，并告知申请行政复议、提起行政诉讼的权利（行政许可法第三十八条、第四十二条）"),
	pair("5 送达", "自决定之日起十日内颁发、送达证件（行政许可法第四十四条）"),
}

func charged(it *catalog.Item) string {
	if it.Sheet.Fee.Charged {
		return "收费"
	}
	return "不收费"
}

func (c Centre) daily() []Row {
	rows := []Row{columns("服务", "时间", "收费", "电话")}
	for _, d := range c.Daily {
		phone := d.Phone
		if phone == "" {
			phone = "待核"
		}
		rows = append(rows, cells(d.Name, d.Hours.ZH, d.Price.ZH, phone))
	}
	return rows
}

// table is a head with its rows.
func table(rows [][]string, heads ...string) []Row {
	all := []Row{columns(heads...)}
	for _, r := range rows {
		all = append(all, cells(r...))
	}
	return all
}
