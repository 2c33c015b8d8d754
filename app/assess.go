package app

import (
	"context"
	"errors"
	"slices"
	"sync"

	"yimen/core/period"
	"yimen/store"
)

// Assessable (考核范围: 建立严格科学的考评制度, the notice, 三(三)) is whose work somebody may see assessed: that of the units over which he
// watches, that of the units he heads, and his own.
type Assessable struct {
	Staff   string
	Watched []string // 监察岗: with the lists of ratings
	Headed  []string // 负责人
}

// AssessableBy is whose work somebody may see assessed today.
func (h *Hall) AssessableBy(staff string) Assessable {
	s := Assessable{Staff: staff, Watched: h.Overseen(staff)}
	for _, held := range h.Directory().HoldingsOf(staff, h.Today()) {
		if held.Head && !slices.Contains(s.Headed, held.Unit) {
			s.Headed = append(s.Headed, held.Unit)
		}
	}
	return s
}

// Units are those whose work he may see as a whole.
func (s Assessable) Units() []string {
	units := slices.Clone(s.Watched)
	for _, u := range s.Headed {
		if !slices.Contains(units, u) {
			units = append(units, u)
		}
	}
	return units
}

// Lists tells whether he may see what a measure counts, one by one, of all these units. Which case
// was rated, and who complained of what, only those see who watch over the unit.
func (s Assessable) Lists(m store.Measure, units []string) bool {
	return !m.Confidential() || !slices.ContainsFunc(units, func(u string) bool { return !slices.Contains(s.Watched, u) })
}

// assessDays is the longest span of one assessment.
const assessDays = 366

// AssessSpan (考核期) holds a span to what is assessed at once.
func AssessSpan(from, to period.Date) bool { return from <= to && to < from.Add(assessDays) }

// Assessment (考核) counts all measures over a span: one row for each unit or person, and their sum.
type Assessment struct {
	store.Assessed
	Rows []store.AssessedRow
	Sum  store.AssessedRow
}

// Assess (考核) counts the work of some units, or with none named that of one person.
func (h *Hall) Assess(ctx context.Context, a store.Assessed) (Assessment, error) {
	a = h.assessed(a)
	facts, err := h.countedFacts(ctx, a.From, a.To)
	if err != nil {
		return Assessment{}, err
	}
	rest, err := h.Store.AssessRest(ctx, a)
	if err != nil {
		return Assessment{}, err
	}
	whole := Assessment{Assessed: a, Sum: store.AssessedRow{N: map[string]int{}}}
	at := map[[2]string]int{}
	for _, r := range append(facts, rest...) {
		if !a.Covers(r) {
			continue
		}
		if !a.ByStaff {
			r.Staff = ""
		}
		key := [2]string{r.Unit, r.Staff}
		if _, known := at[key]; !known {
			at[key] = len(whole.Rows)
			whole.Rows = append(whole.Rows, store.AssessedRow{Unit: r.Unit, Staff: r.Staff, N: map[string]int{}})
		}
		whole.Rows[at[key]].Add(r)
		whole.Sum.Add(r)
	}
	whole.Rows = slices.DeleteFunc(whole.Rows, func(r store.AssessedRow) bool { return r.Empty() })
	return whole, nil
}

// countedFacts counts what facts count for, month by month: what was counted of a month that is
// over is kept, for it does not change.
func (h *Hall) countedFacts(ctx context.Context, from, to period.Date) ([]store.AssessedRow, error) {
	var all []store.AssessedRow
	for from <= to {
		y, m, _ := from.Civil()
		first, next := period.NewDate(y, m, 1), period.NewDate(y+m/12, m%12+1, 1)
		last := min(next.Add(-1), to)
		rows, err := h.countedMonth(ctx, from, last, from == first && last == next.Add(-1))
		if err != nil {
			return nil, err
		}
		all, from = append(all, rows...), next
	}
	return all, nil
}

// monthsKept is how many months are kept counted.
const monthsKept = 36

func (h *Hall) countedMonth(ctx context.Context, from, to period.Date, whole bool) ([]store.AssessedRow, error) {
	over := whole && to < h.Today().Add(-1) // who acted at midnight is written by now
	if counted, err := h.Tallied(ctx); err != nil || !counted || !over {
		rows, fault := h.Store.AssessFacts(ctx, from, to)
		return rows, errors.Join(err, fault)
	}
	h.months.Lock()
	rows, known := h.months.counted[from]
	h.months.Unlock()
	if known {
		return rows, nil
	}
	rows, err := h.Store.AssessFacts(ctx, from, to)
	if err == nil {
		h.months.Lock()
		defer h.months.Unlock()
		if len(h.months.counted) >= monthsKept || h.months.counted == nil {
			h.months.counted = map[period.Date][]store.AssessedRow{}
		}
		h.months.counted[from] = rows
	}
	return rows, err
}

// countedMonths are months that are over, by their first day; their rows are shared, nobody changes one.
type countedMonths struct {
	sync.Mutex
	counted map[period.Date][]store.AssessedRow
}

// AssessedIn lists what a number counts, newest first.
func (h *Hall) AssessedIn(ctx context.Context, a store.Assessed, m store.Measure, before store.Counted, limit int) ([]store.Counted, error) {
	return h.Store.CountedIn(ctx, h.assessed(a), m, before, limit)
}

// assessed says by which day what came on a day had to be answered.
func (h *Hall) assessed(a store.Assessed) store.Assessed {
	a.Today = h.Today()
	a.Within = func(limit string, on period.Date) period.Date {
		within := h.Rules.RatingReply
		switch limit {
		case "question":
			within = h.Rules.QuestionReply
		case "complaint":
			within = h.Rules.ComplaintReply
		}
		return h.Calendar().Due(period.Clock{From: on, Limit: within}).On
	}
	return a
}

// Alone tells whether somebody heads and watches nothing, and so sees his own work alone.
func (s Assessable) Alone() bool { return len(s.Watched)+len(s.Headed) == 0 }
