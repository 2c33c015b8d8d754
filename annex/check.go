package annex

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// longest is how many characters a cell may hold; more is a page pasted into it.
const longest = 4000

// needed are the columns of each list that may not stay empty.
var needed = map[int][]string{
	1: {"内容", "时间要求", "责任单位"},
	2: {"事项名称", "事项类型", "行使依据", "法定期限", "承诺期限", "收费依据与标准"},
	3: {"事项名称", "服务内容及要求", "办理程序和时限", "指导单位"},
	4: {"事项名称", "联动类型", "涉及单位"},
}

// check looks at what was read: each cell by its column, then the form as a whole.
func (r *reader) check() {
	if r.No == 0 && len(r.Sheets) > 0 {
		r.No = 2 // the sheets of some items without the list
	}
	if r.No == 0 {
		r.problem(Place{}, "", "noForm", "")
		return
	}
	if len(r.Rows) == 0 && len(r.Sheets) == 0 {
		r.problem(Place{}, "", "empty", "")
	}
	for i, row := range r.Rows {
		for n, value := range row {
			r.cell(r.RowsAt[i], lists[r.No][n+1], value)
		}
		if at := slices.IndexFunc(r.Rows[:i], func(b []string) bool { return bare(b[0]) == bare(row[0]) }); at >= 0 && row[0] != "" {
			r.Problems = append(r.Problems, Problem{r.RowsAt[i], lists[r.No][1], "twice", row[0], r.RowsAt[at].Row})
		}
	}
	for i, s := range r.Sheets {
		r.sheet(r.SheetsAt[i], s)
	}
	if r.counted != "" && r.counted != strconv.Itoa(len(r.Rows)) {
		r.problem(r.countAt, "", "count", r.counted)
	}
}

// cell checks one cell of a list.
func (r *reader) cell(at Place, field, value string) {
	switch {
	case value == "" && slices.Contains(needed[r.No], field):
		if !r.lacks(field) {
			r.problem(at, field, "empty", "")
		}
	case utf8.RuneCountInString(value) > longest:
		r.problem(at, field, "long", "")
	case sheetError.MatchString(value):
		r.problem(at, field, "formula", value)
	case r.No > 1 && field == "事项名称" && several(value):
		r.problem(at, field, "several", strings.ReplaceAll(value, "\n", " / "))
	default:
		r.kind(at, field, value)
	}
}

// sheetError is what a spreadsheet shows where a formula fails.
var sheetError = regexp.MustCompile(`^#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$`)

// several tells of a name of several lines that it may be more than one item; what goes on in brackets
// belongs to the name.
func several(name string) bool {
	_, more, _ := strings.Cut(name, "\n")
	return more != "" && !strings.HasPrefix(more, "（") && !strings.HasPrefix(more, "(")
}

// lacks tells whether the whole column is missing, which was said once.
func (r *reader) lacks(field string) bool {
	return slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Code == "noColumn" && p.Field == field })
}

// serialDay is a day as spreadsheets count them, 42216 for 31 July 2015, in a cell not set as a date.
var serialDay = regexp.MustCompile(`^[34]\d{4}(\.\d+)?$`)

var limitText = regexp.MustCompile(`^(无|即办|当场|当日|当场办结|\d{1,4}(个?工作日|个?自然日|日|天|个?月))$`)

// kind checks a value that must be of a kind.
func (r *reader) kind(at Place, field, value string) {
	if value == "" {
		return
	}
	switch field {
	case "事项类型", "事项分类":
		switch {
		case bare(value) == "非行政许可审批": // abolished by 国发〔2015〕27号
			r.problem(at, field, "closedType", value)
		case !slices.Contains([]string{"行政许可", "行政确认", "其他", "便民服务事项"}, bare(value)):
			r.problem(at, field, "type", value)
		}
	case "法定期限", "承诺期限":
		if !limitText.MatchString(bare(value)) {
			r.problem(at, field, "limit", value)
		}
	case "时间要求", "填报时间":
		if serialDay.MatchString(value) {
			r.problem(at, field, "date", value)
		}
	case "联动类型":
		if !isLinkage(bare(value)) {
			r.problem(at, field, "linkage", value)
		}
	case "可否网上办理":
		if !slices.Contains([]string{"可", "是", "可以", "否", "不可"}, bare(value)) {
			r.problem(at, field, "yesNo", value)
		}
	}
}

// isLinkage takes the words of the third note, also with 联动 behind them.
func isLinkage(s string) bool {
	for _, name := range linkages {
		if s == name || s == name+"联动" {
			return true
		}
	}
	return false
}

// sheet checks a standard sheet: its name and what must be of a kind, then its posts.
func (r *reader) sheet(at Place, s Sheet) {
	for _, field := range []string{"事项名称", "行使依据", "办理条件", "申报资料", "法定期限", "承诺期限", "办理部门", "办理地点", "联系电话", "监督电话"} {
		if s.Values[field] == "" {
			r.problem(at, field, "empty", "")
		}
	}
	for _, labels := range sheetRows {
		for _, field := range labels {
			r.kind(at, field, s.Values[field])
		}
	}
	if s.Body == "" {
		r.problem(at, "实施主体", "empty", "")
	}
	for _, p := range s.Posts {
		if p[3] != "" {
			r.kind(at, "承诺期限", p[3])
		}
	}
	if len(r.Rows) > 0 && !slices.ContainsFunc(r.Rows, func(row []string) bool { return bare(row[0]) == bare(s.Values["事项名称"]) }) {
		r.problem(at, "事项名称", "notListed", s.Values["事项名称"])
	}
}
