package board

import (
	"slices"
	"strconv"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Call (填报通知) is a round in which the district office collects forms: which annex, from whom,
// by when, and where to ask.
type Call struct {
	Code  string      `json:"code"` // 2015, 2026-1
	Name  string      `json:"name"`
	From  period.Date `json:"from"` // the day on which it was given out
	Parts []Part      `json:"parts"`
	Phone string      `json:"phone"`
	Fax   string      `json:"fax,omitempty"`
	Mail  string      `json:"mail"`
	Ended period.Date `json:"ended,omitempty"` // nothing is asked for after this day
}

// Part (一张表) is one annex of a call.
type Part struct {
	Annex   int         `json:"annex"`
	Due     period.Date `json:"due"`
	Streets bool        `json:"streets,omitempty"` // every street office
	Units   []string    `json:"units,omitempty"`   // further bodies
}

// Collected are the annexes that bodies fill in; Annex 1 is given out, not collected.
var Collected = []int{2, 3, 4}

// NoticeCall is what the notice asks for: Annexes 2 and 3 by 10 July 2015, Annex 4 by 17 July.
// Annex 3 is filled in by streets. Annex 2's note says 附件3 where it means itself.
func NoticeCall() Call {
	first, second := period.NewDate(2015, 7, 10), period.NewDate(2015, 7, 17)
	return Call{Code: "2015", Name: "街道、社区两级政务服务事项报送", From: period.NewDate(2015, 7, 1),
		Phone: "86968283", Fax: "86968366", Mail: "lwsgb@126.com", Parts: []Part{
			{2, first, true, withStations}, {3, first, true, nil}, {4, second, true, withStations}}}
}

// UnitsOf lists who has to report a part: bodies that stood when the call was given out.
func (c Call) UnitsOf(p Part, dir *org.Directory) []org.Unit {
	return Task{Streets: p.Streets, Units: p.Units}.UnitsOf(dir, c.From)
}

// Part finds the part for an annex.
func (c Call) Part(annex int) (Part, bool) {
	i := slices.IndexFunc(c.Parts, func(p Part) bool { return p.Annex == annex })
	if i < 0 {
		return Part{}, false
	}
	return c.Parts[i], true
}

// CheckCall finds what is wrong with a call; the day of each annex is the field due2, due3, due4.
func CheckCall(c Call) []catalog.Finding {
	var x rules
	x.must(roundCode(c.Code), "code", "roundCode", "value", c.Code)
	x.must(strings.TrimSpace(c.Name) != "", "name", "required")
	x.must(!c.From.IsZero(), "from", "required")
	x.must(len(c.Parts) > 0, "due2", "callEmpty")
	x.must(strings.TrimSpace(c.Phone) != "", "phone", "required")
	x.must(strings.Contains(strings.Trim(c.Mail, "@"), "@"), "mail", "mail")
	for _, p := range c.Parts {
		field := "due" + strconv.Itoa(p.Annex)
		x.must(slices.Contains(Collected, p.Annex), field, "choose")
		x.must(p.Due >= c.From, field, "roundDue", "from", c.From.String())
		x.must(p.Streets || len(p.Units) > 0, "units", "required")
	}
	return x.found
}

// Submission (报送) is what one body sent in for one part: the form, signed and sealed.
type Submission struct {
	Call   string      `json:"call"`
	Annex  int         `json:"annex"`
	Unit   string      `json:"unit"`
	State  Sent        `json:"state"`
	File   Evidence    `json:"file"`
	Made   bool        `json:"made,omitempty"`   // by the system from the catalogue; else a scan of the signed form
	Sealed bool        `json:"sealed,omitempty"` // the file bears the body's electronic seal
	Leader string      `json:"leader"`           // 分管领导, who signed
	By     string      `json:"by"`               // 经办人, as the form names him
	Remark string      `json:"remark,omitempty"` // of the body, or why it was sent back
	First  period.Date `json:"first"`            // the day on which the body first sent it
	On     period.Date `json:"on"`               // the day of this step
}

// Sent (报送状态) is how far a submission has come.
type Sent string

// The states.
const (
	SentIn   Sent = "sent"     // 已报送
	TakenIn  Sent = "accepted" // 已采纳
	SentBack Sent = "returned" // 退回修改
)

// Code names the submissions of one body for one part; each is a further version.
func (s Submission) Code() string { return SubmissionCode(s.Call, s.Annex, s.Unit) }

// SubmissionCode is that code.
func SubmissionCode(call string, annex int, unit string) string {
	return call + "/" + strconv.Itoa(annex) + "/" + unit
}

// CheckSubmission finds what is wrong with one.
func CheckSubmission(s Submission) []catalog.Finding {
	var x rules
	x.must(s.File.Sum != "", "file", "required")
	x.must(strings.TrimSpace(s.Leader) != "", "leader", "required")
	x.must(strings.TrimSpace(s.By) != "", "by", "required")
	x.must(s.State != SentBack || strings.TrimSpace(s.Remark) != "", "remark", "required")
	x.must(len([]rune(s.Remark)) <= mostText, "remark", "progressText", "max", strconv.Itoa(mostText))
	return x.found
}

// Next tells whether a submission may go from its state to another; a body sends in what was
// never sent or was sent back, and the office judges what was sent.
func (s Submission) Next(to Sent) bool {
	switch to {
	case SentIn:
		return s.State != TakenIn
	case TakenIn, SentBack:
		return s.State == SentIn
	}
	return false
}

// Standing (报送情况) is how a body stands with a part on a day.
type Standing string

// The standings, the gravest first.
const (
	Lacking  Standing = "missing"  // 逾期未报
	Back     Standing = "returned" // 退回待改
	Near     Standing = "near"     // 即将到期
	Waiting  Standing = "open"     // 未到期
	InLate   Standing = "late"     // 迟报
	InTime   Standing = "sent"     // 已报送
	Accepted Standing = "accepted" // 已采纳
)

// Standings lists them, the gravest first.
var Standings = []Standing{Lacking, Back, Near, Waiting, InLate, InTime, Accepted}

// Owed tells that the body still has to send something.
func (s Standing) Owed() bool { return s == Lacking || s == Back || s == Near || s == Waiting }

// callNear is how many days before the last one a body is reminded.
const callNear = 5

// StandingOf tells how a body stands, for what it sent last, if anything.
func StandingOf(s Submission, due, on period.Date) Standing {
	switch s.State {
	case TakenIn:
		return Accepted
	case SentBack:
		return Back
	case SentIn:
		if s.First > due {
			return InLate
		}
		return InTime
	}
	switch {
	case on > due:
		return Lacking
	case on.Add(callNear) >= due:
		return Near
	}
	return Waiting
}
