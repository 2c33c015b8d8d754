package catalog

import (
	"strconv"

	"yimen/core/period"
)

// Quota (数量限制) says how many may be granted by one body in a span of time. Who is fit gets
// his place in the order of acceptance (许可法57).
type Quota struct {
	Places int    `json:"places"`        // 名额
	Per    Span   `json:"per,omitempty"` // 每年, 每月; empty = 总量, as long as the item is offered
	Basis  string `json:"basis"`         // the law or plan that sets the number
}

// Span (名额周期) is the time for which places are given out.
type Span string

// The spans.
const (
	InAll    Span = ""      // 总量
	EachYear Span = "year"  // 每年
	PerMonth Span = "month" // 每月
)

// Of names the span in which a day lies; of a total there is one without a name.
func (s Span) Of(day period.Date) string {
	y, m, _ := day.Civil()
	switch s {
	case EachYear:
		return strconv.Itoa(y)
	case PerMonth:
		return strconv.Itoa(y) + "-" + strconv.Itoa(100 + m)[1:]
	}
	return ""
}

// commitments: a material can be replaced by the applicant's word only where the sheet offers
// that (告知承诺), and where it is offered there is one.
func (l *linter) commitments() {
	some := false
	for i, m := range l.item.Materials {
		some = some || m.Commit
		if m.Commit && (!l.item.Sheet.CommitInstead || m.Necessity != Required) {
			l.fail(index("materials", i)+".commit", "commitMaterial")
		}
	}
	if l.item.Sheet.CommitInstead && !some {
		l.warn("sheet.commitInstead", "commitNothing")
	}
}

// quota checks a limited number: there is one, for a span that is known, by a provision that
// people can read.
func (l *linter) quota() {
	q := l.item.Quota
	if q == nil {
		return
	}
	if q.Places < 1 {
		l.fail("quota.places", "quotaPlaces", "places", strconv.Itoa(q.Places))
	}
	if q.Per != InAll {
		oneOf(l, "quota.per", q.Per, EachYear, PerMonth)
	}
	l.need("quota.basis", q.Basis)
	l.text("sheet.quota", l.item.Sheet.Quota)
}
