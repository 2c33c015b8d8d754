package annex

import (
	"fmt"
	"slices"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
)

// The columns of the lists.
var (
	catalogHeads   = []string{"序号", "事项名称", "事项类型", "行使依据", "法定期限", "承诺期限", "收费依据与标准"}
	communityHeads = []string{"序号", "事项名称", "服务内容及要求", "办理程序和时限", "指导单位", "备注"}
	linkedHeads    = []string{"序号", "事项名称", "联动类型", "涉及单位", "备注"}
)

// street is what Annex 2 lists: the items that a street or a station of it receives or handles.
func (s Source) street() []*catalog.Item { return s.at(org.Street) }

// community is what Annex 3 lists: the items a community centre receives.
func (s Source) community() []*catalog.Item {
	return s.chosen(func(it *catalog.Item) bool { return slices.Contains(it.AcceptAt, org.Community) })
}

func (s Source) at(level org.Level) []*catalog.Item {
	return s.chosen(func(it *catalog.Item) bool {
		return slices.Contains(it.AcceptAt, level) || slices.Contains(it.Levels(), level)
	})
}

func (s Source) chosen(keep func(*catalog.Item) bool) []*catalog.Item {
	var list []*catalog.Item
	for _, it := range s.Items {
		if keep(it) {
			list = append(list, it)
		}
	}
	return list
}

func catalogRow(it *catalog.Item) []string {
	return []string{it.Name, typeName(it.Type), basisWords(it), limitWords(it.Statutory.Period), limitWords(it.Promised.Period), feeWords(it.Sheet.Fee)}
}

func communityRow(it *catalog.Item) []string {
	return []string{it.Name, conditionWords(it), roadWords(it), it.Sheet.Implementer.Name, it.Sheet.Remark}
}

// linked is what Annex 4 lists: what runs through several levels.
func (s Source) linked() [][]string {
	var rows [][]string
	for _, it := range s.Items {
		if it.Linkage() != catalog.NotLinked {
			rows = append(rows, []string{it.Name, linkageName(it.Linkage()), s.unitsOf(it), it.Sheet.Remark})
		}
	}
	return rows
}

// catalogPage is the first page of Annex 2, with the counts of each type in its head.
func (c Content) catalogPage() Page {
	return Page{Name: "附件2 目录", Wide: true, Widths: []int{7, 30, 14, 42, 13, 13, 24}, Parts: []Part{
		text(Mark, "附件2"), text(Heading, "龙湾区街道（基层站所）行政审批服务事项目录"), text(Line, countWords(c.Rows)),
		list(catalogHeads, c.Rows, 6), text(Line, c.Foot.line())}}
}

// catalogNote stands at the end of Annex 2. It says 附件3 where it means itself; the words are the
// notice's.
const catalogNote = "注：附件3内容请于7月10日之前" + office

// countWords fills the line of counts. 便民服务事项 are the public services of GB/T 39046; what
// is of no type of its own on the form counts as 其他.
func countWords(rows [][]string) string {
	if rows == nil {
		return "审批服务事项共   项；其中行政许可  项；非行政许可审批  项；行政确认  项；其他  项；便民服务事项  项。"
	}
	n := map[string]int{}
	for _, r := range rows {
		n[r[1]]++
	}
	return fmt.Sprintf("审批服务事项共 %d 项；其中行政许可 %d 项；非行政许可审批 %d 项；行政确认 %d 项；其他 %d 项；便民服务事项 %d 项。",
		len(rows), n["行政许可"], n["非行政许可审批"], n["行政确认"], n["其他"], n["便民服务事项"])
}

func (c Content) communityPage() Page {
	return Page{Name: "附件3", Wide: true, Widths: []int{7, 28, 40, 32, 24, 19}, Parts: []Part{
		text(Mark, "附件3"), text(Heading, Title(3)), text(Line, c.Foot.line()), list(communityHeads, c.Rows, 6),
		text(Note, "注：此表由街道填报，于7月10日之前"+office)}}
}

// linkedPage is Annex 4. Its note refers to 附件3 where it means Annex 2; the words are the
// notice's.
func (c Content) linkedPage() Page {
	return Page{Name: "附件4", Widths: []int{7, 25, 22, 25, 17}, Parts: []Part{
		text(Mark, "附件4"), text(Heading, Title(4)), text(Line, c.Foot.line()), list(linkedHeads, c.Rows, 12),
		text(Note, "注：1.联动事项规范表和流程图参照附件3填写。"),
		text(Note, "2.此表请于7月17日之前"+office),
		text(Note, "3.联动类型是指市、区、街道三级，区、街道、社区三级，区、街道两级，街道、社区两级，区、社区两级等。"),
		text(Note, "4.涉及单位是指跨层级联动审批涉及的部门。")}}
}

// unitsOf names the bodies an item runs through, from the people upwards, each once.
func (s Source) unitsOf(it *catalog.Item) string {
	var names []string
	add := func(rule catalog.UnitRule) {
		if name := s.unitName(it, rule); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, step := range it.Procedure.Steps {
		add(step.Unit)
		for _, b := range step.Beside {
			add(b.Unit)
		}
	}
	return strings.Join(names, "、")
}

// unitName is the body of a rule: by name where the district has one of it, by kind where
// every street or community has its own.
func (s Source) unitName(it *catalog.Item, rule catalog.UnitRule) string {
	kind, function, _ := rule.Parse()
	switch kind {
	case "accepting":
		return acceptingName(it)
	case "community":
		return "社区便民服务中心"
	case "street":
		return "街道办事处"
	case "government":
		return "区人民政府"
	}
	find := s.Directory.Department
	if kind == "city" {
		find = s.Directory.CityDepartment
	}
	unit, _ := find(function, s.On)
	switch {
	case kind == "station" && unit.Name != "":
		return unit.Short + "派驻站所"
	case unit.Short != "":
		return unit.Short
	}
	return unit.Name
}

// acceptingName is who receives an item, at the level nearest to the people.
func acceptingName(it *catalog.Item) string {
	for _, at := range []struct {
		level org.Level
		name  string
	}{{org.Community, "社区便民服务中心"}, {org.Street, "街道行政服务中心"}, {org.District, "区行政服务中心"}, {org.City, "市行政服务中心"}} {
		if slices.Contains(it.AcceptAt, at.level) {
			return at.name
		}
	}
	return ""
}
