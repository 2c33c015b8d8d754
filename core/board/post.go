package board

import (
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// FixedPost (定岗定位) says who sits in which post at which counter of a centre. Who is sent to
// a centre has no other work (the notice, 二(一)3).
type FixedPost struct {
	Code    string      `json:"code"` // 330303001-d01
	Centre  string      `json:"centre"`
	Counter string      `json:"counter"` // its number
	Post    org.Post    `json:"post"`
	Staff   string      `json:"staff"` // 工号
	From    period.Date `json:"from"`
	To      period.Date `json:"to,omitempty"`
}

// InForce tells whether it holds on a day.
func (p FixedPost) InForce(on period.Date) bool {
	return on.Within(p.From, p.To)
}

// Seated are the posts that may be fixed to a counter: those that move cases, and agency.
var Seated = []org.Post{org.Acceptance, org.Review, org.Approval, org.Issuing, org.Agency}

// CheckPost finds what is wrong with a fixed post; others are those that stand beside it.
func CheckPost(p FixedPost, dir *org.Directory, others []FixedPost) []catalog.Finding {
	var r rules
	r.centre(dir, p.Centre, p.From)
	c, _ := dir.Centre(p.Centre, p.From)
	r.must(slices.ContainsFunc(c.Counters, func(n org.Counter) bool { return n.No == p.Counter }), "counter", "postCounter", "value", p.Counter)
	r.must(slices.Contains(Seated, p.Post), "post", "unknownValue", "value", string(p.Post))
	_, known := dir.StaffByNo(p.Staff)
	r.must(known, "staff", "unknownValue", "value", p.Staff)
	r.must(!known || holds(dir, p, c.Unit), "staff", "postNotHeld", "staff", p.Staff)
	r.days(p.From, p.To)
	for _, o := range others {
		if o.Code != p.Code && o.Staff == p.Staff && (o.Centre != p.Centre || o.Counter != p.Counter) && period.Meet(p.From, p.To, o.From, o.To) {
			r.must(false, "staff", "postTwice", "other", o.Code, "centre", o.Centre, "counter", o.Counter)
			break
		}
	}
	return r.found
}

// holds tells whether somebody holds the post on the first day: at the unit that runs the
// centre, or at a body stationed there.
func holds(dir *org.Directory, p FixedPost, unit string) bool {
	return slices.ContainsFunc(dir.HoldingsOf(p.Staff, p.From), func(h org.Holding) bool {
		return h.Post == p.Post && (h.Unit == unit || len(dir.StationedFor(h.Unit, p.Centre, "", p.From)) > 0)
	})
}

// Empty lists the counters of a centre at which nobody sits on a day.
func Empty(c org.Centre, list []FixedPost, on period.Date) []org.Counter {
	return slices.DeleteFunc(slices.Clone(c.Counters), func(n org.Counter) bool {
		return slices.ContainsFunc(list, func(p FixedPost) bool { return p.Centre == c.Code && p.Counter == n.No && p.InForce(on) })
	})
}
