package annex

import (
	"regexp"
	"slices"
	"strings"
)

// Reading (核对) is what an uploaded form says, with where each row stands, and what is wrong
// with it. Nothing of it is loaded anywhere.
type Reading struct {
	Content
	RowsAt   []Place // beside Rows
	SheetsAt []Place // beside Sheets
	Problems []Problem
}

// Match (核对结果) is how a row of Annex 1 or 4 stands to what the system says by itself.
type Match struct {
	Known bool   // it has the task, the linked item
	Field string // the first column that says otherwise; empty: none does
	Value string // what the system says there
}

// Against compares the rows of Annex 1 or 4 with those of the system: of a task all columns, of a linked
// item the kind of linkage, for bodies are called by many names.
func (r Reading) Against(known Content) (list []Match) {
	most := map[int]int{1: 2, 4: 1}[r.No]
	for _, row := range r.Rows {
		m := Match{}
		for _, own := range known.Rows {
			if bare(own[0]) != bare(row[0]) {
				continue
			}
			m.Known = true
			for n := 1; n <= most && m.Field == ""; n++ {
				if said := strings.TrimSuffix(bare(row[n]), "联动"); said != bare(own[n]) {
					m.Field, m.Value = lists[r.No][n+1], own[n]
				}
			}
		}
		list = append(list, m)
	}
	return list
}

// Problem is one cell or row that can't be taken. Code finds the sentence.
type Problem struct {
	At    Place
	Field string // the column or the printed words beside the cell; empty for the row or the file
	Code  string
	Value string
	Other int // the row that says the same; 0 where nothing does
}

// Read takes a filled form as a body sends it: .xlsx or .docx, with merged cells, rows left
// empty, full-width digits, several items one after the other. The error is ErrFile.
func Read(data []byte) (Reading, error) {
	all, err := lines(data)
	if err != nil {
		return Reading{}, err
	}
	r := reader{}
	r.through(slices.DeleteFunc(slices.Clone(all), func(l line) bool { return l.hidden }))
	r.check()
	r.unseen(all)
	return r.Reading, nil
}

// through takes lines from top to bottom.
func (r *reader) through(all []line) {
	for i, l := range all {
		if i > 0 && all[i-1].at.Sheet != l.at.Sheet && len(l.boxes) > 1 {
			r.heads = nil // a list does not go on in another sheet or table
		}
		r.take(l)
	}
}

// unseen names each hidden line that would be taken if it were to be seen: whether it is meant can't
// be told.
func (r *reader) unseen(all []line) {
	if !slices.ContainsFunc(all, func(l line) bool { return l.hidden }) {
		return
	}
	whole := reader{}
	whole.through(all)
	for _, at := range slices.Concat(whole.RowsAt, whole.SheetsAt) {
		if slices.ContainsFunc(all, func(l line) bool { return l.hidden && l.at == at }) {
			r.problem(at, "", "hidden", "")
		}
	}
}

// reader goes through a form from top to bottom.
type reader struct {
	Reading
	heads   []string // columns of the list under way
	columns []int    // in which box each of them stands, -1 where there is none
	headAt  Place    // of its head row
	posts   bool     // the list under way is 岗位说明
	counted string   // how many items the head of Annex 2 says there are
	countAt Place
}

var (
	countLine = regexp.MustCompile(`审批服务事项共\s*(\d*)\s*项`)
	bodyLine  = regexp.MustCompile(`实施主体[:：]\s*([\s\S]*?)\s*事项编码[:：]\s*([\s\S]*)$`)
	footLine  = regexp.MustCompile(`分管领导[（(]签名[）)][:：]?\s*([\s\S]*?)\s*经办人[:：]?\s*([\s\S]*?)\s*填报时间[:：]?\s*([\s\S]*?)\s*单位[（(]盖章[）)][:：]?\s*([\s\S]*)$`)
)

func (r *reader) take(l line) {
	said := spokenIn(l)
	switch {
	case bare(said) == "":
	case footLine.MatchString(said):
		m := footLine.FindStringSubmatch(said)
		r.Foot, r.heads = Foot{m[1], m[2], m[3], m[4]}, nil
		r.kind(l.at, "填报时间", m[3])
	case bodyLine.MatchString(said):
		m := bodyLine.FindStringSubmatch(said)
		r.heads = nil
		r.Sheets = append(r.Sheets, Sheet{Body: m[1], Code: bare(m[2]), Values: map[string]string{}})
		r.SheetsAt = append(r.SheetsAt, l.at)
	case countLine.MatchString(said):
		r.counted, r.countAt = countLine.FindStringSubmatch(said)[1], l.at
	case r.head(l):
	case r.headBelow(l):
	case r.pairs(l):
	case r.heads != nil && !across(l):
		r.row(l)
	case strings.HasPrefix(bare(said), "注"):
		r.heads = nil
	}
}

// across tells that a line is one text, not a row of a list.
func across(l line) bool {
	return !slices.ContainsFunc(l.boxes[1:], func(b box) bool { return !b.more && b.text != "" }) &&
		(len(l.boxes) == 1 || l.boxes[1].more)
}

// spokenIn is all that a line says, merged cells once.
func spokenIn(l line) string {
	var list []string
	for _, b := range l.boxes {
		if !b.more && b.text != "" {
			list = append(list, b.text)
		}
	}
	return strings.Join(list, " ")
}

// lists are the columns of the lists a form may hold, by annex; 0 is 岗位说明.
var lists = map[int][]string{0: postHeads, 1: taskHeads, 2: catalogHeads, 3: communityHeads, 4: linkedHeads}

// head recognises the head row of a list: all its columns but two at most, one at most of the
// five columns of 岗位说明 and 附件4, and more than of any other list.
func (r *reader) head(l line) bool {
	best, most := -1, 0
	for no, heads := range lists {
		found := 0
		for _, h := range heads {
			if slices.ContainsFunc(l.boxes, func(b box) bool { return bare(b.text) == h }) {
				found++
			}
		}
		if found > most && found >= len(heads)-max(1, len(heads)-4) {
			best, most = no, found
		}
	}
	if best < 0 || best == 0 && len(r.Sheets) == 0 {
		return false
	}
	if best > 0 && r.No != 0 && r.No != best {
		r.problem(l.at, "", "twoForms", "")
		r.heads = nil
		return true
	}
	if l.at == r.headAt.below() { // the same head, over two rows with merged cells
		r.Problems = slices.DeleteFunc(r.Problems, func(p Problem) bool { return p.At == r.headAt && p.Code == "noColumn" })
	}
	r.heads, r.posts, r.columns, r.headAt = lists[best], best == 0, nil, l.at
	for _, h := range r.heads {
		at := slices.IndexFunc(l.boxes, func(b box) bool { return bare(b.text) == h })
		if r.columns = append(r.columns, at); at < 0 && h != "序号" {
			r.problem(l.at, h, "noColumn", "")
		}
	}
	if best > 0 {
		r.No = best
	}
	return true
}

// headBelow takes the second row of a head whose columns stand in two: 办理期限 above, 法定期限 and
// 承诺期限 below it.
func (r *reader) headBelow(l line) bool {
	if r.heads == nil || l.at != r.headAt.below() {
		return false
	}
	found := false
	for i, h := range r.heads {
		at := slices.IndexFunc(l.boxes, func(b box) bool { return bare(b.text) == h })
		if at < 0 || r.columns[i] >= 0 {
			continue
		}
		r.columns[i], found = at, true
		r.Problems = slices.DeleteFunc(r.Problems, func(p Problem) bool { return p.At == r.headAt && p.Field == h && p.Code == "noColumn" })
	}
	return found
}

// pairs takes a row of a standard sheet: printed words with the value at their right.
func (r *reader) pairs(l line) bool {
	if len(r.Sheets) == 0 {
		return false
	}
	values, found := r.Sheets[len(r.Sheets)-1].Values, false
	for i, b := range l.boxes {
		name := bare(b.text)
		if b.more || !isLabel(name) || r.heads != nil {
			continue
		}
		for j := i + 1; j < len(l.boxes); j++ {
			if !l.boxes[j].more {
				if before := values[name]; before != "" && before != l.boxes[j].text { // a value broken over two rows
					values[name] = before + "\n" + l.boxes[j].text
				} else {
					values[name] = l.boxes[j].text
				}
				break
			}
		}
		found = true
	}
	return found
}

func isLabel(s string) bool {
	return slices.ContainsFunc(sheetRows, func(labels []string) bool { return slices.Contains(labels, s) })
}

// row takes one row of the list under way; one with nothing but its number is empty, one of
// totals is none.
func (r *reader) row(l line) {
	all := make([]string, len(r.heads)) // 序号 first
	for i, at := range r.columns {
		if at >= 0 && at < len(l.boxes) {
			all[i] = l.boxes[at].text
		}
	}
	list := all[1:]
	if strings.Join(list, "") == "" || isTotal(all[0]) || isTotal(all[1]) {
		return
	}
	if r.posts {
		s := &r.Sheets[len(r.Sheets)-1]
		s.Posts = append(s.Posts, list)
		return
	}
	r.Rows, r.RowsAt = append(r.Rows, list), append(r.RowsAt, l.at)
}

func isTotal(s string) bool { return slices.Contains([]string{"合计", "总计", "小计"}, bare(s)) }

func (r *reader) problem(at Place, field, code, value string) {
	r.Problems = append(r.Problems, Problem{At: at, Field: field, Code: code, Value: value})
}
