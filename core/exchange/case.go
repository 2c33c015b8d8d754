package exchange

import (
	"encoding/json"
	"slices"
	"strconv"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// File (办件) is what is read of one case.
type File struct {
	casework.Case                 // before its first fact: number and identity alone
	Facts         []casework.Fact // all, oldest first
	Item          *catalog.Item
	Cal           *period.Calendar
	AcceptDoc     string         // 受理文书编号; empty = none
	Rating        string         // 满意度; empty = none
	RatedAt       period.Instant // when
	Unit          func(code string) org.Unit
	Staff         func(no string) string
}

// Cases (办件变更) are the rows that differ between a case as it stood when the batch's day began
// and when it ended.
func (b Batch) Cases(f File) []Row {
	begins, ends := period.StartOf(b.Day), period.StartOf(b.Day.Add(1))
	return b.changes(b.standing(f, begins), b.standing(f, ends))
}

// told is a case with what its facts tell of moments.
type told struct {
	File
	acceptedAt, endedAt period.Instant
	acceptedBy          string
	steps               []Row
}

// standing writes a case as it stood just before a moment.
func (b Batch) standing(f File, until period.Instant) []Row {
	t := told{File: f}
	last := period.Instant(0)
	for _, fact := range f.Facts {
		if fact.At >= until {
			break
		}
		was := t.Case
		t.Case = casework.Replay(t.Case, fact)
		switch {
		case was.AcceptedOn.IsZero() && !t.AcceptedOn.IsZero():
			t.acceptedAt, t.acceptedBy = moment(t.AcceptedOn, fact.At), t.AcceptedBy
		case was.Ended == "" && t.Ended != "":
			t.endedAt = fact.At
		}
		if r, ok := b.step(t, was, fact, last); ok {
			t.steps = append(t.steps, r)
		}
		last = fact.At
	}
	if t.Version == 0 || t.No == "" || t.State() == casework.Drafting {
		return nil
	}
	if t.RatedAt >= until {
		t.Rating = ""
	}
	rows := t.steps
	if !t.acceptedAt.IsZero() {
		rows = append(rows, b.accept(t))
	}
	rows = append(rows, b.given(t)...)
	rows = append(rows, b.special(t)...)
	if t.Ended != "" {
		rows = append(rows, b.result(t))
	}
	if r, ok := b.licence(t, until); ok {
		rows = append(rows, r)
	}
	return rows
}

// moment is when something happened that counts for a day: the fact's, or the day's beginning
// where it counts for another.
func moment(on period.Date, at period.Instant) period.Instant {
	if at.Date() == on {
		return at
	}
	return period.StartOf(on)
}

func (b Batch) accept(t told) Row {
	r := b.row("up_pro_accept", t.No)
	unit := t.Unit(t.AcceptUnit)
	r.put("accept_date", t.acceptedAt.String())
	r.put("accept_doc_no", t.AcceptDoc)
	applied := t.SubmittedAt
	if applied.IsZero() {
		applied = moment(t.ReceivedOn, t.Facts[0].At)
	}
	r.put("apply_date", applied.String())
	r.code(b.Codes, "apply_type", string(t.Channel))
	r.put("applyer_name", t.Applicant.Name)
	r.put("applyer_page_code", t.Applicant.ID)
	r.code(b.Codes, "applyer_page_type", t.Applicant.IDType)
	r.code(b.Codes, "applyer_type", map[bool]string{true: "body", false: "person"}[t.Applicant.IDType == "uscc"])
	b.codes(&r, t.Item)
	if t.acceptedBy != "" {
		r.put("handle_user_name", t.Staff(t.acceptedBy))
	}
	r.put("org_code", unit.USCC)
	r.put("org_name", unit.Name)
	r.put("project_no", t.No)
	r.code(b.Codes, "project_type", map[bool]string{true: "quick", false: "promised"}[t.Item.Quick])
	r.day("promise_date", t.Cal.Due(t.Promised(t.Item)).On)
	r.put("task_name", t.Item.Name)
	r.number("task_version", t.ItemVersion)
	return r
}

// given are the materials in the file, each file of one a row of its own.
func (b Batch) given(t told) (rows []Row) {
	for n, g := range t.Materials {
		files := make([]string, max(1, len(g.Files)))
		for i, f := range g.Files {
			files[i] = f.Name
		}
		for i, name := range files {
			r := b.row("up_pro_material", t.No, g.Code, strconv.Itoa(n), strconv.Itoa(i))
			r.put("project_no", t.No)
			r.put("material_name", materialName(t.Item, g.Code))
			r.put("material_attach_name", name)
			r.code(b.Codes, "get_type", string(g.How))
			r.number("get_name", max(1, g.Count)) // 收取数量, in spite of its name
			rows = append(rows, r)
		}
	}
	return rows
}

func materialName(it *catalog.Item, code string) string {
	i := slices.IndexFunc(it.Materials, func(m catalog.Material) bool { return m.Code == code })
	if i < 0 {
		return code
	}
	return it.Materials[i].Name
}

// said names the words of an act that are its opinion, in its fact; other acts are told by name.
var said = map[org.Act]string{
	org.Accept: "t", org.AcceptPending: "t", org.AcceptCommitted: "t", org.AllowSupplement: "t", org.RefuseAcceptance: "t", org.TellNoLicence: "t",
	org.RevokeAcceptance: "t", org.Pass: "t", org.Veto: "t", org.JointOpinion: "t", org.Return: "t", org.Grant: "t", org.Deny: "t",
	org.Terminate: "t", org.Extend: "r", org.Suspend: "g",
}

// step is one act of the staff on the road of the case.
func (b Batch) step(t told, was casework.Case, f casework.Fact, last period.Instant) (Row, bool) {
	list, _ := b.Codes.Of("up_pro_process", "event_name")
	if _, road := list.theirs(string(f.Act)); !road || f.By.Kind != org.ByStaff {
		return Row{}, false
	}
	r := b.row("up_pro_process", t.No, strconv.Itoa(f.Seq))
	r.code(b.Codes, "event_name", string(f.Act))
	if last.IsZero() {
		last = f.At
	}
	r.put("event_start_time", last.String())
	r.put("event_end_time", f.At.String())
	r.put("handle_explain", opinion(f))
	if r.Value("handle_explain") == "" {
		r.put("handle_explain", list.name(string(f.Act)))
	}
	r.put("handle_user_name", t.Staff(f.By.No))
	if steps := t.Item.Procedure.Steps; was.At < len(steps) {
		r.put("process_name", steps[was.At].Name)
	}
	r.put("project_no", t.No)
	return r, true
}

func opinion(f casework.Fact) string {
	key, has := said[f.Act]
	text, err := json.Marshal(f.Body)
	var body map[string]any
	if !has || err != nil || json.Unmarshal(text, &body) != nil {
		return ""
	}
	words, _ := body[key].(string)
	return words
}

// special are the procedures of 许可法45 that are over, and the extension of 许可法42: the table
// asks for their end.
func (b Batch) special(t told) (rows []Row) {
	list, _ := b.Codes.Of("up_pro_special_procedure", "special_type")
	add := func(kind string, n int, from, to period.Date, reason, words string) {
		r := b.row("up_pro_special_procedure", t.No, kind, strconv.Itoa(n))
		r.put("project_no", t.No)
		r.code(b.Codes, "special_type", kind)
		r.put("special_name", list.name(kind))
		r.put("special_reason", reason)
		r.put("special_explain", words)
		r.day("special_time", from)
		r.put("end_time", to.String()+" 23:59:59") // the last day not counted
		rows = append(rows, r)
	}
	for n, s := range t.Stops {
		if !s.To.IsZero() && s.To >= s.From {
			add(string(s.Kind), n, s.From, s.To, s.Ground, s.Notice)
		}
	}
	for n, x := range t.Extensions {
		add("extension", n, x.On, x.On, x.Reason, catalog.LimitWords(x.By))
	}
	return rows
}

func (b Batch) result(t told) Row {
	r := b.row("up_pro_result", t.No)
	how := string(t.Ended)
	if t.Ended == casework.Concluded && t.Decision != nil {
		how = map[bool]string{true: "granted", false: "denied"}[t.Decision.Granted]
	}
	list, _ := b.Codes.Of("up_pro_result", "result_type")
	r.put("project_no", t.No)
	r.code(b.Codes, "result_type", how)
	r.put("result_explain", list.name(how))
	r.put("result_date", t.endedAt.String())
	r.code(b.Codes, "is_delivery_results", yesNo(t.Served != nil && t.Served.Mode == casework.PostMail))
	if t.Issued != nil {
		r.put("result_cetr_name", t.Item.Result.Name)
		r.put("result_cetr_no", t.Issued.No)
	}
	if t.Decision != nil {
		r.put("handle_user_name", t.Staff(t.Decision.Staff))
	}
	r.code(b.Codes, "satisfaction", t.Rating)
	return r
}

// licence is the licence that the case made out, as long as it stands or has merely run out.
func (b Batch) licence(t told, until period.Instant) (Row, bool) {
	switch t.LicenceOn(t.Item, (until - 1).Date()) {
	case casework.LicenceValid, casework.LicenceSuspended, casework.LicenceExpired:
	default:
		return Row{}, false
	}
	r := b.row("up_lic_data", t.No)
	unit := t.Unit(t.Decision.Unit)
	r.put("certificate_area_code", b.Area)
	r.put("certificate_holder", t.Applicant.Name)
	r.put("certificate_holder_code", t.Applicant.ID)
	r.code(b.Codes, "certificate_holder_type", t.Applicant.IDType)
	r.put("certificate_name", t.Item.Result.Name)
	r.put("certificate_number", t.Issued.No)
	r.put("certificate_source_id", t.Issued.ID)
	r.put("certificate_type", t.Item.Result.Name)
	r.put("certificate_type_code", t.Item.Result.Type)
	r.put("issue_date", t.Issued.On.String())
	r.put("issue_dept", unit.Name)
	r.put("issue_dept_code", unit.USCC)
	return r, true
}
