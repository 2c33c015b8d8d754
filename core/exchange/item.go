package exchange

import (
	"slices"
	"strconv"
	"strings"

	"yimen/core/catalog"
	"yimen/core/period"
)

// family is the group of tables for a type of item; "" = the directory alone.
func family(t catalog.Type) string {
	switch t {
	case "01", "05", "07", "08", "09", "10":
		return "general"
	case "20":
		return "public"
	case "03", "04":
		return "handle"
	case "06":
		return "check"
	case "02":
		return "punish"
	}
	return ""
}

// Portal (门户) says where items are found and how people sign in.
type Portal struct {
	Site     string // address; empty = not known
	SignedOn bool   // residents sign in at a provider of identities
}

// Items (事项变更) are the rows that differ between the versions of an item as they were and as
// they are, by the end of the batch's day.
func (b Batch) Items(before, after []*catalog.Item, p Portal) []Row {
	return b.changes(b.versions(before, b.Day.Add(-1), p), b.versions(after, b.Day, p))
}

func (b Batch) versions(list []*catalog.Item, on period.Date, p Portal) (rows []Row) {
	for _, it := range list {
		rows = append(rows, b.item(it, on, p)...)
	}
	return rows
}

// item writes one version: its line of the directory and, by its type, the sheet with all that
// belongs to it.
func (b Batch) item(it *catalog.Item, on period.Date, p Portal) []Row {
	directory := b.about("up_task_directory", it, on)
	kind := family(it.Type)
	if kind == "" {
		return []Row{directory}
	}
	basic := b.basic("up_task_"+kind+"_basic", it, on, p)
	rows := []Row{directory, basic}
	if kind == "general" || kind == "public" {
		rows = append(rows, b.extend("up_task_"+kind+"_extend", it, basic.GUID, p))
		for n, f := range it.Sheet.Fee.Items {
			r := b.part("up_task_"+kind+"_fee_project", it, basic.GUID, n)
			r.put("fee_name", f.Name)
			r.put("fee_stand", f.Standard)
			r.put("by_law", f.Basis)
			r.code(b.Codes, "is_desc", yesNo(f.Reduction != ""))
			r.put("desc_explain", f.Reduction)
			rows = append(rows, r)
		}
	}
	if kind != "check" && kind != "punish" {
		for n, m := range it.Materials {
			rows = append(rows, b.material("up_task_"+kind+"_material", it, basic.GUID, n, m))
		}
	}
	for n, qa := range it.Sheet.FAQ {
		r := b.part("up_task_"+kind+"_questions", it, basic.GUID, n)
		r.put("question", qa.Q)
		r.put("answer", qa.A)
		rows = append(rows, r)
	}
	return rows
}

// about is what the directory and the sheet say alike.
func (b Batch) about(table string, it *catalog.Item, on period.Date) Row {
	r := b.row(table, it.Code, strconv.Itoa(it.Version))
	r.put("by_law", basis(it))
	b.codes(&r, it)
	r.day("plan_effective_date", it.From)
	r.day("plan_effective_data", it.From) // so spelt in up_task_punish_basic
	if !it.To.IsZero() {
		r.day("plan_cancel_date", it.To.Add(1))
	}
	r.put("task_name", it.Name)
	state := "inForce"
	if !it.To.IsZero() && it.To < on {
		state = "cancelled"
	}
	r.code(b.Codes, "task_state", state)
	r.code(b.Codes, "task_type", string(it.Type))
	r.number("task_version", it.Version)
	r.code(b.Codes, "use_level", string(it.Sheet.Level))
	return r
}

// codes are the state's for the item and our own beside them. 基本编码 and 实施编码 come from the
// state; a 业务办理项编码 is an 实施编码 with two figures more.
func (b Batch) codes(r *Row, it *catalog.Item) {
	r.put("catalog_code", it.BaseCode)
	r.put("task_code", it.TaskCode[:min(len(it.TaskCode), 31)])
	if len(it.TaskCode) > 31 {
		r.put("task_handle_item", it.TaskCode)
	}
	r.put("local_catalog_code", it.Code)
	r.put("local_task_code", it.Code)
}

func basis(it *catalog.Item) string {
	var list []string
	for _, x := range it.Sheet.Basis {
		list = append(list, strings.TrimSpace(x.Law+x.Paper+x.Article))
	}
	return strings.Join(list, "；")
}

func (b Batch) basic(table string, it *catalog.Item, on period.Date, p Portal) Row {
	s := it.Sheet
	r := b.about(table, it, on)
	r.put("accept_condition", texts(s.Conditions))
	r.limit(b.Codes, "anticipate", it.Statutory)
	r.limit(b.Codes, "promise", it.Promised)
	if r.Value("promise_explain") == "" {
		r.put("promise_explain", catalog.LimitWords(it.Promised.Period))
	}
	r.code(b.Codes, "is_single_login", yesNo(p.SignedOn))
	r.code(b.Codes, "app_is_single_login", yesNo(p.SignedOn))
	r.put("dept_code", s.Implementer.Code)
	r.put("dept_name", s.Implementer.Name)
	r.code(b.Codes, "dept_type", string(s.Implementer.Nature))
	if s.Implementer.Delegate != "" {
		r.put("entrust_name", s.Implementer.Name)
	}
	var fees, flow, ways []string
	for _, f := range s.Fee.Items {
		fees = append(fees, f.Basis)
	}
	for _, step := range it.Procedure.Steps {
		flow = append(flow, step.Name)
	}
	for _, c := range it.Channels {
		ways = append(ways, string(c))
	}
	r.put("fee_basis", strings.Join(fees, "；"))
	r.put("handle_flow", strings.Join(flow, "→"))
	r.code(b.Codes, "handle_type", ways...)
	r.code(b.Codes, "is_fee", yesNo(s.Fee.Charged))
	r.number("limit_scene_num", s.Visits)
	r.put("link_addr", page(it, p))
	r.put("mobile_terminal_url", page(it, p))
	r.put("link_way", s.Phone)
	r.put("supervise_way", s.Supervision)
	r.code(b.Codes, "power_source", string(s.Power))
	r.code(b.Codes, "project_type", map[bool]string{true: "quick", false: "promised"}[it.Quick])
	var who []string
	for _, a := range s.Audience {
		who = append(who, string(a))
	}
	r.code(b.Codes, "server_type", who...)
	r.put("special_procedure", b.specials(it))
	r.put("transact_addr", s.Place.ZH)
	r.put("transact_time", s.Hours.ZH)
	return r
}

// limit gives a time limit: how many, of what, and its ground in words.
func (r *Row) limit(codes Codes, name string, l catalog.Limit) {
	if !l.Period.IsZero() {
		r.number(name+"_day", l.Period.N)
		r.code(codes, name+"_type", l.Period.Unit.String())
	}
	r.put(name+"_explain", strings.Join(slices.DeleteFunc([]string{l.Basis, l.Note}, func(s string) bool { return s == "" }), "；"))
}

func texts(list []catalog.Text) string {
	var lines []string
	for _, t := range list {
		lines = append(lines, t.ZH)
	}
	return strings.Join(lines, "\n")
}

// specials names the procedures of 许可法45 that any step may open.
func (b Batch) specials(it *catalog.Item) string {
	list, _ := b.Codes.Of("up_pro_special_procedure", "special_type")
	var names []string
	for _, step := range it.Procedure.Steps {
		for _, k := range step.Special {
			if name := list.name(string(k)); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if names == nil {
		return "无"
	}
	return strings.Join(names, "、")
}

// page is where the item is applied for: its own link, else its page of the portal.
func page(it *catalog.Item, p Portal) string {
	switch {
	case it.Sheet.OnlineURL != "":
		return it.Sheet.OnlineURL
	case p.Site != "" && it.Sheet.Online:
		return strings.TrimSuffix(p.Site, "/") + "/items/" + it.Code
	}
	return ""
}

// part is a row that belongs to a sheet, the n-th of its table.
func (b Batch) part(table string, it *catalog.Item, sheet string, n int) Row {
	r := b.row(table, it.Code, strconv.Itoa(it.Version), strconv.Itoa(n))
	b.codes(&r, it)
	r.put("task_guid", sheet)
	r.number("order_num", n+1)
	return r
}

func (b Batch) extend(table string, it *catalog.Item, sheet string, p Portal) Row {
	s := it.Sheet
	r := b.part(table, it, sheet, 0)
	r.put("corp_character_topic_type", strings.Join(s.ThemesFirm, ","))
	r.put("user_character_topic_type", strings.Join(s.ThemesPerson, ","))
	r.code(b.Codes, "handle_area", string(s.Scope))
	r.code(b.Codes, "is_entry_center", yesNo(s.Stationed))
	r.code(b.Codes, "is_express", yesNo(s.Courier))
	r.code(b.Codes, "is_online", yesNo(s.Online))
	r.code(b.Codes, "is_pay_online", yesNo(s.Fee.OnlinePay))
	r.code(b.Codes, "is_schedule", yesNo(s.Booking))
	r.code(b.Codes, "is_service_terminals", yesNo(s.SelfService))
	r.put("limit_explain", s.Quota.ZH)
	r.put("limit_scene_explain", s.VisitReason.ZH)
	if s.OnlineDepth > 0 {
		r.code(b.Codes, "online_handle_depth", strconv.Itoa(int(s.OnlineDepth)))
	}
	r.put("online_handle_url", page(it, p))
	r.put("other_dept", strings.Join(s.Joint, "、"))
	r.put("result_name", it.Result.Name)
	r.code(b.Codes, "result_type", it.Result.Kind)
	var third []string
	for _, x := range s.Intermediary {
		third = append(third, x.Name)
	}
	r.put("service_type", strings.Join(third, "、"))
	return r
}

func (b Batch) material(table string, it *catalog.Item, sheet string, n int, m catalog.Material) Row {
	r := b.part(table, it, sheet, n)
	r.put("accept_stand", m.Standard)
	r.put("fill_explain", m.Note)
	r.code(b.Codes, "is_need", string(m.Necessity))
	r.code(b.Codes, "material_format", m.Form)
	r.put("material_name", m.Name)
	switch {
	case m.Original > 0 && m.Copies > 0:
		r.code(b.Codes, "material_type", "either")
	case m.Original > 0:
		r.code(b.Codes, "material_type", "original")
	case m.Copies > 0:
		r.code(b.Codes, "material_type", "copy")
	}
	if sum := m.Original + m.Copies; sum > 0 {
		r.number("page_num", sum)
	}
	r.put("remark", m.When)
	r.put("source_explain", m.Issuer)
	r.code(b.Codes, "source_type", m.Source)
	return r
}
