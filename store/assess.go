package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"yimen/core/period"
)

// Measure (考核指标) is one number of the assessment: rows of one table that meet one condition.
// What is counted and what is listed rest on the same words, so that a number is as long as its list.
type Measure struct {
	Code string
	of   *measured
	is   string
}

// measured is a table whose rows are counted by the day on which they came to be.
type measured struct {
	table, day, unit, staff string // staff empty: of bodies alone
	item, no, done          string // for lists: the item, the number of the case, the day of the reply
	late, said              string // for lists: days late; what it was
	key, seq                string // together unique within a day
	join                    string // for lists
	within                  string // which limit tells what was answered in time
}

const msOfDay = "86400000"

// dayOf is the day of a moment in Shanghai.
func dayOf(column string) string { return "(" + column + " + 28800000) / " + msOfDay }

// settledDay is the day on which a complaint was answered or declined; 0 = not yet.
var settledDay = "CASE WHEN t.settled = 0 THEN 0 ELSE " + dayOf("t.settled") + " END"

var (
	tallies = &measured{table: "tally t", day: "t.day", unit: "t.unit", staff: "t.staff", item: "c.item", no: "c.no", done: "0",
		late: "t.late", said: "t.what", key: "t.case_id", seq: "t.seq", join: "JOIN cases c ON c.id = t.case_id"}
	raised = &measured{table: "alarm t", day: dayOf("t.raised"), unit: "t.unit", item: "t.item", no: "COALESCE(c.no, '')", done: "0",
		late: "0", said: "t.kind", key: "t.id", seq: "0", join: "LEFT JOIN cases c ON c.id = t.case_id"}
	demanded = &measured{table: "chase t", day: "t.issued", unit: "t.unit", item: "c.item", no: "c.no", done: "t.answered",
		late: "0", said: "''", key: "t.case_id", seq: "t.seq", join: "JOIN cases c ON c.id = t.case_id"}
	judged = &measured{table: "rating t", day: dayOf("t.at"), unit: "t.unit", item: "t.item", no: "c.no", done: "CASE WHEN t.answered = 0 THEN 0 ELSE " + dayOf("t.answered") + " END",
		late: "0", said: "t.level", key: "t.case_id", seq: "0", join: "JOIN cases c ON c.id = t.case_id", within: "reply"}
	complained = &measured{table: "complaint t", day: dayOf("t.at"), unit: "t.unit", item: "t.item", no: "t.no", done: settledDay,
		late: "0", said: "t.outcome", key: "t.id", seq: "0"}
	handled = &measured{table: "complaint t", day: dayOf("t.at"), unit: "t.watch", item: "t.item", no: "t.no", done: settledDay,
		late: "0", said: "''", key: "t.id", seq: "0", within: "complaint"}
	held = &measured{table: "account t", day: settledDay, unit: "t.unit", staff: "t.staff", item: "''", no: "t.no", done: settledDay,
		late: "0", said: "t.measure", key: "t.id", seq: "0"}
	questioned = &measured{table: "question t", day: dayOf("t.at"), unit: "t.unit", staff: "t.first", item: "t.item", no: "COALESCE(c.no, '')", done: "CASE WHEN t.answered = 0 THEN 0 ELSE " + dayOf("t.answered") + " END",
		late: "0", said: "''", key: "t.id", seq: "0", join: "LEFT JOIN cases c ON c.id = t.case_id", within: "question"}
)

const decided = "t.what IN ('granted', 'denied', 'renewed')"

// Measures (考核指标) are all of them, in the order in which pages show them. Each is said in one
// sentence in the words "assess.is.…", which the pages show.
var Measures = []Measure{
	// 办件量
	{"received", tallies, "t.what = 'received'"},
	{"accepted", tallies, "t.what IN ('accepted', 'deemed')"},
	{"concluded", tallies, "t.what IN ('granted', 'denied', 'renewed', 'notAccepted', 'notNeeded', 'withdrawn', 'deemedWithdrawn', 'terminated', 'acceptanceRevoked')"},
	{"granted", tallies, "t.what IN ('granted', 'renewed')"},
	{"denied", tallies, "t.what = 'denied'"},
	{"refused", tallies, "t.what = 'notAccepted'"},
	{"otherwise", tallies, "t.what IN ('notNeeded', 'withdrawn', 'deemedWithdrawn', 'terminated', 'acceptanceRevoked')"},
	// 时限
	{"decided", tallies, decided},
	{"inPromise", tallies, decided + " AND t.missed = 0"},
	{"inStatute", tallies, decided + " AND t.missed < 2"},
	{"early", tallies, decided + " AND t.used < t.promised"},
	{"overdue", tallies, "t.late > 0"},
	{"deemed", tallies, "t.what = 'deemed'"},
	// 程序
	{"supplements", tallies, "t.what IN ('supplement', 'supplementAgain')"},
	{"supplementsAgain", tallies, "t.what = 'supplementAgain'"},
	{"suspended", tallies, "t.what = 'suspended'"},
	{"extended", tallies, "t.what = 'extended'"},
	{"returned", tallies, "t.what = 'returned'"},
	{"amended", tallies, "t.what = 'amended'"},
	// 监督
	{"alarms", raised, "t.id > 0"},
	{"upheld", raised, "t.state = 'upheld'"},
	{"dismissed", raised, "t.state = 'dismissed'"},
	{"demands", demanded, "t.seq > 0"},
	{"demandsLate", demanded, "(t.answered > t.due OR t.answered = 0 AND t.due < :today)"},
	{"heldToAccount", held, "t.state = 'confirmed'"},
	// 评价和首问
	{"ratings", judged, "t.aside = 0"},
	{"satisfied", judged, "t.level IN ('verySatisfied', 'satisfied', 'fair')"},
	{"poor", judged, "t.poor = 1 AND t.aside = 0"},
	{"poorAnswered", judged, "t.poor = 1 AND t.aside = 0 AND t.answered > 0 AND " + dayOf("t.answered") + " <= w.last"},
	{"complaints", complained, "t.at > 0"},
	{"complaintsUpheld", complained, "t.outcome IN ('upheld', 'partly')"},
	{"complaintsHandled", handled, "t.at > 0"},
	{"complaintsInTime", handled, "t.settled > 0 AND " + dayOf("t.settled") + " <= w.last"},
	{"questions", questioned, "t.at > 0"},
	{"questionsAnswered", questioned, "t.answered > 0 AND " + dayOf("t.answered") + " <= w.last"},
}

// MeasureOf finds a measure by its code.
func MeasureOf(code string) (Measure, bool) {
	for _, m := range Measures {
		if m.Code == code {
			return m, true
		}
	}
	return Measure{}, false
}

// OfStaff tells whether the measure tells who of the staff did it; others are of bodies alone.
func (m Measure) OfStaff() bool { return m.of.staff != "" }

// OfComplaints tells whether it counts complaints, which have numbers of their own.
func (m Measure) OfComplaints() bool { return m.of == complained || m.of == handled }

// OfFindings tells whether it counts findings that hold to account, which have numbers of their own.
func (m Measure) OfFindings() bool { return m.of == held }

// Confidential tells whether whom it is about does not see which one it was: ratings and complaints.
func (m Measure) Confidential() bool { return m.OfRatings() || m.OfComplaints() }

// OfRatings tells whether it counts what applicants thought: whom they rate does not see which case
// it was (domain: 被评价人看不到是谁评价的).
func (m Measure) OfRatings() bool { return m.of == judged }

// Assessed (考核范围) is what is assessed: from a day to a day, of some units, or of one person.
type Assessed struct {
	From, To, Today period.Date
	Units           []string // empty: wherever Staff works
	Staff           string   // 工号, empty = everybody of the units
	ByStaff         bool     // apart for each person instead of for each unit
	// Within gives the last day for what came on a day: the reply to a poor rating ("reply"), the
	// answer to a question ("question").
	Within func(limit string, on period.Date) period.Date
}

// AssessedRow is one unit or person with the numbers of all measures.
type AssessedRow struct {
	Unit, Staff               string
	N                         map[string]int // by code of the measure
	Used, Promised, Statutory int            // working days of all that was decided
}

// Covers tells whether a row is of whom the assessment is about.
func (a Assessed) Covers(r AssessedRow) bool {
	switch {
	case (len(a.Units) > 0 || a.Staff == "") && !slices.Contains(a.Units, r.Unit):
		return false
	case a.Staff != "":
		return r.Staff == a.Staff
	}
	return !a.ByStaff || r.Staff != ""
}

// Add adds the numbers of another row.
func (r *AssessedRow) Add(o AssessedRow) {
	for code, n := range o.N {
		r.N[code] += n
	}
	r.Used, r.Promised, r.Statutory = r.Used+o.Used, r.Promised+o.Promised, r.Statutory+o.Statutory
}

// Empty tells whether nothing is counted.
func (r AssessedRow) Empty() bool {
	for _, n := range r.N {
		if n > 0 {
			return false
		}
	}
	return true
}

// AssessFacts counts what facts count for from a day to a day, for each unit and each person of it.
// Facts never change, so neither do the numbers of days that are over.
func (s *Store) AssessFacts(ctx context.Context, from, to period.Date) ([]AssessedRow, error) {
	const sums = "COALESCE(sum(t.used), 0), COALESCE(sum(t.promised), 0), COALESCE(sum(t.statutory), 0)"
	return s.assess(ctx, tallies, "t.unit, t.staff, "+sums, " WHERE t.day >= $1 AND t.day <= $2", []any{int(from), int(to)}, Assessed{})
}

// AssessRest counts everything else: alarms, demands, ratings, complaints, findings that hold to account, and questions.
func (s *Store) AssessRest(ctx context.Context, a Assessed) ([]AssessedRow, error) {
	var rows []AssessedRow
	for _, of := range []*measured{raised, demanded, judged, complained, handled, held, questioned} {
		if of.staff == "" && (a.ByStaff || a.Staff != "") {
			continue
		}
		staff := "''"
		if a.ByStaff {
			staff = of.staff
		}
		where, args := a.where(of)
		some, err := s.assess(ctx, of, of.unit+", "+staff+", 0, 0, 0", a.limits(of)+" WHERE "+where, args, a)
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

// assess counts all measures of one table by what the first two columns are.
func (s *Store) assess(ctx context.Context, of *measured, columns, rest string, args []any, a Assessed) ([]AssessedRow, error) {
	var counts, codes []string
	for _, m := range Measures {
		if m.of == of {
			counts, codes = append(counts, "count(*) FILTER (WHERE "+a.said(m)+")"), append(codes, m.Code)
		}
	}
	sql := a.with(of) + "SELECT " + columns + ", " + strings.Join(counts, ", ") + " FROM " + of.table + rest + " GROUP BY 1, 2 ORDER BY 1, 2"
	var rows []AssessedRow
	err := s.db.query(ctx, sql, args, func(r Row) error {
		row := AssessedRow{N: map[string]int{}}
		var used, promised, statutory int64
		n := make([]int64, len(codes))
		into := []any{&row.Unit, &row.Staff, &used, &promised, &statutory}
		for i := range n {
			into = append(into, &n[i])
		}
		err := r.Scan(into...)
		row.Used, row.Promised, row.Statutory = int(used), int(promised), int(statutory)
		for i, code := range codes {
			row.N[code] = int(n[i])
		}
		rows = append(rows, row)
		return err
	})
	return rows, err
}

// said is a measure's condition with today's day in it.
func (a Assessed) said(m Measure) string {
	return strings.ReplaceAll(m.is, ":today", fmt.Sprint(int(a.Today)))
}

// where narrows a table to the span, and to the units or the person.
func (a Assessed) where(of *measured) (string, []any) {
	args := []any{int(a.From), int(a.To)}
	where := of.day + " >= $1 AND " + of.day + " <= $2"
	switch of.day { // moments are found by their index
	case dayOf("t.at"):
		where, args = "t.at >= $1 AND t.at < $2", []any{int64(period.StartOf(a.From)), int64(period.StartOf(a.To.Add(1)))}
	case dayOf("t.raised"):
		where, args = "t.raised >= $1 AND t.raised < $2", []any{int64(period.StartOf(a.From)), int64(period.StartOf(a.To.Add(1)))}
	}
	if len(a.Units) > 0 || a.Staff == "" {
		var in string
		in, args = among(a.Units, args)
		where += " AND " + of.unit + " IN (" + in + ")"
	}
	switch {
	case a.Staff != "":
		args = append(args, a.Staff)
		where += fmt.Sprintf(" AND %s = $%d", of.staff, len(args))
	case a.ByStaff:
		where += " AND " + of.staff + " <> ''"
	}
	return where, args
}

// with gives the last day for each day of the span, where something is to be answered in time: days
// are counted by the calendar, not by the database.
func (a Assessed) with(of *measured) string {
	if of.within == "" {
		return ""
	}
	var days []string
	for on := a.From; on <= a.To; on++ {
		days = append(days, fmt.Sprintf("(%d, %d)", int(on), int(a.Within(of.within, on))))
	}
	return "WITH w (day, last) AS (VALUES " + strings.Join(days, ", ") + ") "
}

func (a Assessed) limits(of *measured) string {
	if of.within == "" {
		return ""
	}
	return " JOIN w ON w.day = " + of.day
}

// Counted (考核明细) is one row behind a number.
type Counted struct {
	Day         period.Date
	Key, Seq    int64  // with Day its place in the list
	CaseNo      string // empty: of no case
	Item        string
	Unit, Staff string
	Said        string // what it was: what was tallied, the kind of the alarm, the level of the rating
	Late        int    // working days past the own limit
	Done        period.Date
	Used        int // of a decision
	Promised    int
	Missed      int
}

// CountedIn lists what a number counts, newest first, at most limit before a place; the zero place
// is the beginning.
func (s *Store) CountedIn(ctx context.Context, a Assessed, m Measure, before Counted, limit int) ([]Counted, error) {
	if before == (Counted{}) {
		before.Day = 1 << 30
	}
	of := m.of
	where, args := a.where(of)
	args = append(args, int(before.Day), before.Key, before.Seq, limit)
	spans := "0, 0, 0"
	if of == tallies {
		spans = "COALESCE(t.used, 0), COALESCE(t.promised, 0), t.missed"
	}
	staff := "''"
	if of.staff != "" {
		staff = of.staff
	}
	sql := a.with(of) + fmt.Sprintf(`SELECT %[1]s, %[2]s, %[3]s, %[4]s, %[5]s, %[6]s, %[7]s, %[8]s, %[9]s, %[10]s, %[11]s FROM %[12]s %[13]s%[14]s
WHERE %[15]s AND (%[16]s) AND (%[1]s, %[2]s, %[3]s) < ($%[17]d, $%[18]d, $%[19]d) ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT $%[20]d`,
		of.day, of.key, of.seq, of.no, of.item, of.unit, staff, of.said, of.late, of.done, spans, of.table, of.join, a.limits(of),
		where, a.said(m), len(args)-3, len(args)-2, len(args)-1, len(args))
	var list []Counted
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var c Counted
		var day, late, done, used, promised, missed int64
		err := r.Scan(&day, &c.Key, &c.Seq, &c.CaseNo, &c.Item, &c.Unit, &c.Staff, &c.Said, &late, &done, &used, &promised, &missed)
		c.Day, c.Done, c.Late, c.Used, c.Promised, c.Missed = period.Date(day), period.Date(done), int(late), int(used), int(promised), int(missed)
		list = append(list, c)
		return err
	})
	return list, err
}
