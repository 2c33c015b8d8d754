package annex

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
)

// Entry (一项) is one item as a form describes it.
type Entry struct {
	At   Place
	Code string        // 事项编码 as written; empty where the form has none
	Was  *catalog.Item // the item in force that it speaks of; nil: a new one
	Item catalog.Item  // with what the form says laid over it
}

// Entries turns what was read of Annex 2 or 3 into items. known finds the item in force by code
// or name; what the form says of it as it is already said stays untouched, so that what the form
// has no words for is not lost. blank is what a new item begins with.
func (r Reading) Entries(known func(code, name string) *catalog.Item, blank catalog.Item, s Source) []Entry {
	var list []Entry
	begin := func(at Place, code, name string) *Entry {
		for i := range list {
			if bare(list[i].Item.Name) == bare(name) {
				return &list[i]
			}
		}
		e := Entry{At: at, Code: code, Was: known(code, name), Item: cloned(blank)}
		if e.Was != nil {
			e.Item, e.Code = cloned(*e.Was), e.Was.Code
		}
		e.Item.Name = name
		list = append(list, e)
		return &list[len(list)-1]
	}
	for i, sheet := range r.Sheets {
		e := begin(r.SheetsAt[i], sheet.Code, sheet.Values["事项名称"])
		e.lay(sheet.Values)
		e.posts(sheet.Posts, s)
		if sheet.Body != "" {
			e.Item.Sheet.Implementer.Name = sheet.Body
		}
	}
	for i, row := range r.Rows {
		e := begin(r.RowsAt[i], "", row[0])
		switch r.No {
		case 2:
			e.lay(map[string]string{"事项分类": row[1], "行使依据": row[2], "法定期限": row[3], "承诺期限": row[4], "收费依据和标准": row[5]})
		case 3:
			e.community(row)
		}
	}
	return list
}

// cloned is an item whose lists may be changed.
func cloned(it catalog.Item) catalog.Item {
	it.Materials, it.Channels, it.Procedure.Steps = slices.Clone(it.Materials), slices.Clone(it.Channels), slices.Clone(it.Procedure.Steps)
	it.Version, it.From, it.To = 0, 0, 0
	return it
}

// lay writes what a form says over an item, where it says something else than is known.
func (e *Entry) lay(values map[string]string) {
	before := valuesOf(&e.Item)
	s := &e.Item.Sheet
	for label, said := range values {
		if bare(said) == bare(before[label]) {
			continue
		}
		switch label {
		case "事项分类":
			e.Item.Type = typeOf(said)
		case "行使依据":
			s.Basis = basisOf(said)
		case "办理条件":
			s.Conditions = textsOf(said)
		case "申报资料":
			e.Item.Materials = materialsOf(said)
		case "收费依据和标准":
			s.Fee = feeOf(said)
		case "法定期限":
			e.Item.Statutory.Period, _ = catalog.ReadLimit(said)
		case "承诺期限":
			e.Item.Promised.Period, _ = catalog.ReadLimit(said)
			e.Item.Quick = e.Item.Promised.Period.N == 0 && !e.Item.Promised.Period.IsZero()
		case "办理部门":
			s.Department = catalog.Text{ZH: said}
		case "办理地点":
			s.Place = catalog.Text{ZH: said}
		case "联系电话":
			s.Phone = said
		case "监督电话":
			s.Supervision = said
		case "服务表格":
			s.FormTitle = catalog.Text{ZH: said}
		case "常见问题解答":
			s.FAQ = faqOf(said)
		case "可否网上办理":
			e.online(slices.Contains([]string{"可", "是", "可以"}, bare(said)))
		case "在线办理链接":
			s.OnlineURL = said
		case "备注":
			s.Remark = said
		}
	}
}

func (e *Entry) online(yes bool) {
	if e.Item.Sheet.Online = yes; !yes {
		e.Item.Sheet.OnlineDepth = 0
		e.Item.Channels = slices.DeleteFunc(e.Item.Channels, func(c catalog.Channel) bool { return c == catalog.Online })
	} else if !slices.Contains(e.Item.Channels, catalog.Online) {
		e.Item.Channels = append(e.Item.Channels, catalog.Online)
	}
}

// posts lays 岗位说明 over the steps: duty and limit of each, or new steps where others are named.
func (e *Entry) posts(rows [][]string, s Source) {
	rows = slices.DeleteFunc(slices.Clone(rows), func(r []string) bool { return r[1] == "" && r[3] == "" })
	if len(rows) == 0 {
		return
	}
	same := len(rows) == len(e.Item.Procedure.Steps)
	for i := 0; same && i < len(rows); i++ {
		same = bare(rows[i][0]) == postName(e.Item.Procedure.Steps[i].Post)
	}
	if !same {
		e.Item.Procedure.Steps = stepsOf(rows)
	}
	for i, row := range rows {
		step := &e.Item.Procedure.Steps[i]
		if step.Duty = row[1]; bare(row[3]) != bare(limitWords(step.Limit)) {
			step.Limit, _ = catalog.ReadLimit(row[3])
		}
	}
}

// stepsOf makes steps of posts that the form names; who they are is filled in by hand.
func stepsOf(rows [][]string) []catalog.Step {
	var steps []catalog.Step
	for _, row := range rows {
		step := catalog.Step{Post: org.Review, Name: row[0], Unit: "street"}
		for _, p := range posts {
			if bare(row[0]) == p.name {
				step.Post, step.Name = p.post, strings.TrimSuffix(p.name, "岗")
			}
		}
		if step.Post == org.Acceptance || step.Post == org.Issuing {
			step.Unit = "accepting"
		}
		steps = append(steps, step)
	}
	return steps
}

var roadSaid = regexp.MustCompile(`^([\s\S]*?)[；;]?承诺期限[:：]([^；;]+)$`)

// community lays a row of Annex 3 over an item: 名称、服务内容及要求、办理程序和时限、指导单位、备注.
func (e *Entry) community(row []string) {
	e.Item.Type = "20"
	if e.Was != nil {
		e.Item.Type = e.Was.Type
	}
	e.lay(map[string]string{"办理条件": row[1], "备注": row[4]})
	e.Item.Sheet.Implementer.Name = row[3]
	if e.Was != nil && bare(row[2]) == bare(roadWords(&e.Item)) {
		return
	}
	road := row[2]
	if m := roadSaid.FindStringSubmatch(road); m != nil {
		e.lay(map[string]string{"承诺期限": m[2]})
		road = m[1]
	}
	if names := strings.Split(road, "→"); len(names) > 1 {
		e.Item.Procedure.Steps = roadOf(names)
	} else if road != "" {
		e.Item.Promised.Note = road
	}
}

// roadOf makes steps of names alone: acceptance first, then reviews, the approval, and the
// handing out last.
func roadOf(names []string) []catalog.Step {
	var steps []catalog.Step
	for i, name := range names {
		post := org.Review
		switch {
		case i == 0:
			post = org.Acceptance
		case i == len(names)-1 && len(names) > 2:
			post = org.Issuing
		case i == len(names)-1 || i == len(names)-2:
			post = org.Approval
		}
		steps = append(steps, catalog.Step{Post: post, Name: strings.TrimSpace(name), Unit: "accepting"})
	}
	return steps
}

// typeOf is the type that the notice's words mean; 其他 is 10.
func typeOf(said string) catalog.Type {
	for _, t := range []catalog.Type{"00", "01", "07", "20"} {
		if typeName(t) == bare(said) {
			return t
		}
	}
	return "10"
}

var (
	lawSaid    = regexp.MustCompile(`^(《[^》]+》)(?:（([^）]*)）)?([\s\S]*)$`)
	numberSaid = regexp.MustCompile(`^\d{1,2}[.、．]\s*`)
	countSaid  = regexp.MustCompile(`^(原件|复印件)(\d{1,3})份$`)
	feeSaid    = regexp.MustCompile(`^([^：:]+)[：:]([\s\S]*?)(?:（([^）]*)）)?$`)
	faqSaid    = regexp.MustCompile(`^问[：:]([\s\S]*?)答[：:]([\s\S]*)$`)
)

// basisOf reads 《法》（文号）第几条；….
func basisOf(said string) (list []catalog.Basis) {
	for _, part := range strings.FieldsFunc(said, func(r rune) bool { return r == '；' || r == ';' || r == '\n' }) {
		part = numberSaid.ReplaceAllString(strings.TrimSpace(part), "")
		if m := lawSaid.FindStringSubmatch(part); m != nil {
			list = append(list, catalog.Basis{Law: m[1], Paper: m[2], Article: strings.TrimSpace(m[3])})
		} else if part != "" {
			list = append(list, catalog.Basis{Law: part})
		}
	}
	return list
}

// listOf reads a list of numbered lines; a line without a number goes on from the one above
// where others have theirs.
func listOf(said string) (list []string) {
	counted := strings.Count("\n"+said, "\n1.")+strings.Count("\n"+said, "\n1、")+strings.Count("\n"+said, "\n1．") > 0
	for _, l := range strings.Split(said, "\n") {
		text := numberSaid.ReplaceAllString(strings.TrimSpace(l), "")
		switch {
		case text == "":
		case counted && len(list) > 0 && !numberSaid.MatchString(strings.TrimSpace(l)):
			list[len(list)-1] += "\n" + text
		default:
			list = append(list, text)
		}
	}
	return list
}

func textsOf(said string) (list []catalog.Text) {
	for _, s := range listOf(said) {
		list = append(list, catalog.Text{ZH: s})
	}
	return list
}

// materialsOf reads 1.名称（原件1份，复印件2份，……的）. Words in brackets that are no numbers say
// when the paper is needed.
func materialsOf(said string) (list []catalog.Material) {
	for i, s := range listOf(said) {
		m := catalog.Material{Code: "m" + strconv.Itoa(i+1), Name: s, Necessity: catalog.Required, Source: "10", Form: "either"}
		if at := strings.LastIndex(s, "（"); at > 0 && strings.HasSuffix(s, "）") {
			m.Name = s[:at]
			bracket(&m, strings.TrimSuffix(s[at+len("（"):], "）"))
		}
		list = append(list, m)
	}
	return list
}

func bracket(m *catalog.Material, words string) {
	var when []string
	for _, word := range strings.FieldsFunc(words, func(r rune) bool { return r == '，' || r == ',' }) {
		word = strings.TrimSpace(word)
		count := countSaid.FindStringSubmatch(word)
		switch {
		case count != nil && count[1] == "原件":
			m.Original, _ = strconv.Atoi(count[2])
		case count != nil:
			m.Copies, _ = strconv.Atoi(count[2])
		case word == "可容缺后补":
			m.Necessity = catalog.Deferrable
		default:
			when = append(when, word)
		}
	}
	if len(when) > 0 {
		m.Necessity, m.When = catalog.Conditional, strings.Join(when, "，")
	}
}

// feeOf reads 不收费, or 项目：标准（依据）；….
func feeOf(said string) catalog.Fee {
	if slices.Contains([]string{"", "无", "不收费", "免费", "不收取费用"}, bare(said)) {
		return catalog.Fee{}
	}
	fee := catalog.Fee{Charged: true}
	var charges []string
	for _, part := range strings.FieldsFunc(said, func(r rune) bool { return r == '；' || r == ';' || r == '\n' }) {
		if part = strings.TrimSpace(part); len(charges) > 0 && !strings.ContainsAny(part, "：:") {
			charges[len(charges)-1] += "；" + part // still the standard of the charge before
			continue
		}
		charges = append(charges, part)
	}
	for _, part := range charges {
		item := catalog.FeeItem{Name: part}
		if m := feeSaid.FindStringSubmatch(item.Name); m != nil {
			item = catalog.FeeItem{Name: m[1], Standard: strings.TrimSpace(m[2]), Basis: m[3]}
		}
		if item.Name != "" {
			fee.Items = append(fee.Items, item)
		}
	}
	return fee
}

// faqOf reads 问：…答：…, one on each line.
func faqOf(said string) (list []catalog.QA) {
	for _, l := range listOf(said) {
		if m := faqSaid.FindStringSubmatch(l); m != nil {
			list = append(list, catalog.QA{Q: strings.TrimSpace(m[1]), A: strings.TrimSpace(m[2])})
		} else {
			list = append(list, catalog.QA{Q: l})
		}
	}
	return list
}
