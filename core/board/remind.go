package board

import "yimen/core/period"

// Prompt (催报) is a reminder of a form that is still owed: the day for which it stands, on which
// it is told once, and of what it tells.
type Prompt struct {
	Mark period.Date
	Of   PromptKind
}

// PromptKind is of what a body is reminded.
type PromptKind string

// The kinds.
const (
	PromptNear  PromptKind = "near"  // 即将到期
	PromptToday PromptKind = "today" // 今天到期
	PromptLate  PromptKind = "late"  // 逾期未报
	PromptBack  PromptKind = "back"  // 退回待改
)

// Nudge (立即催报) is a reminder that the district office gave one body by hand, of all the forms that
// it owed then: one on a day.
type Nudge struct {
	Call    string      `json:"call"`
	Unit    string      `json:"unit"`
	On      period.Date `json:"on"`
	Annexes []int       `json:"annexes"`
	Staff   []string    `json:"staff"` // 工号 of who was told
}

// Code names it among all.
func (n Nudge) Code() string { return n.Call + "/" + n.Unit + "/" + n.On.String() }

// Reminders stand on these days, counted from the last day of a form, or from the day on which it
// was sent back; one that could not be told within a week is not told any more.
var (
	dueMarks  = []int{-callNear, -1, 0, 1, 3, 7, 14, 21, 28}
	backMarks = []int{0, 3, 7, 14, 21, 28}
)

const promptStale = 7

// PromptOf finds the reminder that is in turn on a day, if the form is owed and one is.
func PromptOf(s Submission, due, on period.Date) (Prompt, bool) {
	from, marks, kind := due, dueMarks, PromptLate
	switch standing := StandingOf(s, due, on); {
	case standing == Back:
		from, marks, kind = s.On, backMarks, PromptBack
	case !standing.Owed():
		return Prompt{}, false
	case on == due:
		kind = PromptToday
	case on < due:
		kind = PromptNear
	}
	var mark period.Date
	for _, n := range marks {
		if day := from.Add(n); day <= on {
			mark = day
		}
	}
	return Prompt{mark, kind}, !mark.IsZero() && mark.Add(promptStale) > on
}
