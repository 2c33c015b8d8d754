// Package watch (监察) is the independent re-checker: from the stored facts of a case and
// the published definitions alone it reckons every day anew, tests every rule of order,
// right and content, and looks for what an honest hall seldom does. It shares core/period
// with casework and nothing else: what it holds to be law is written down here a second
// time (docs/law/rules.md), so that a slip in one of the two is seen.
//
// What it can't see: whether a person held the post named in a fact (the directory keeps no
// history of its own), whether a text is true, and what was never written down.
package watch

import (
	"strconv"

	"yimen/core/period"
)

// Severity (程度) says how much a finding weighs.
type Severity string

// The severities.
const (
	Broken Severity = "broken" // 违反规定: this can't have come about in the hall; the audit fails
	Late   Severity = "late"   // 超期: a limit was passed
	Odd    Severity = "odd"    // 异常: allowed, but worth a look
)

// Finding (发现) is one thing that is not as it should be. Code finds the sentence, Rule
// cites the provision, Seq names the fact (0: the case as it stands at File.Now), Args fill
// the sentence's places {0}, {1} … with codes, days and numbers.
type Finding struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Rule     string   `json:"rule"`
	Seq      int      `json:"seq"`
	Args     []string `json:"args,omitempty"`
}

// File (案卷) is what is looked at: the facts as stored, and what the definitions say.
type File struct {
	No    string   // the case's number; empty = not looked at
	Facts [][]byte // each fact's JSON, in order
	Item  Item     // the version that the case runs under
	Rules Rules
	Now   period.Instant // open limits are held against this moment; zero = not looked at
	Shown *Shown         // what the hall says of the case at Now; nil = not looked at
	Rated *Rated         // what its applicant said of it when it was over; nil = nothing, or not looked at

	// Of the registers beside the cases one entry, with no facts; nil = not looked at.
	Complained *Complained
	Blamed     *Blamed
	Alarmed    *Alarmed
}

// Shown (示出) is what the hall tells people of a case: its state and the days it reckons.
// Days without a value are left out.
type Shown struct {
	State string                 // as in docs/state-machine.md
	Days  map[string]period.Date // receivedOn, acceptedOn, and the last day of each clock: stepDue, promisedDue …
}

// Item (事项) is what a published version says that facts can be held against.
type Item struct {
	Code      string
	Version   int
	From, To  period.Date // in force from, to; zero To = open
	Quick     bool        // 即办件: to be closed on the day of acceptance
	Safety    bool        // 直接关系公共安全、人身健康、生命财产安全（许可法78）
	Licence   bool        // 行政许可 (type 01): the only kind that 许可法42 can extend
	Statutory period.Period
	Promised  period.Period
	Validity  period.Period // of the licence; zero = no end
	Held      bool          // the result is a licence that somebody holds
	Renew     period.Period // how long before its end a renewal must be applied for; zero = as the law says
	Steps     []Step
	Channels  []string

	Joint    bool     // 统一、联合、集中办理: under the limits of 许可法42(2)
	Fees     []string // what may be charged for; none = it is free
	PayFirst bool     // paid before anything is made out

	FromOriginals  bool           // by fax or e-mail the decision is counted from the originals
	OriginalsDue   period.Period  // time to send them; zero = none are asked for
	OriginalsLapse period.Period  // after it their absence is a ground of denial; zero = never
	StopMost       map[string]int // longest days of the stops of a kind; none = a year

	Quota     Quota // 数量限制 (许可法57); zero = none
	Materials []Material
}

// Step (环节) is one post's part in the procedure.
type Step struct {
	Post    string
	Unit    string // the rule that finds the unit, see catalog.UnitRule
	Limit   period.Period
	OnSpot  bool     // the approval may decide on the spot (许可法34(2))
	Special []string // kinds of Article 45 procedures allowed here
	Check   bool     // an on-site check by two staff comes first
	Beside  []Beside // further bodies that examine at the same time
}

// Beside (并联部门) is a further body at a step: the rule that finds it, and its time.
type Beside struct {
	Unit  string
	Limit period.Period
}

// Material (材料) is one entry of the item's list. Necessity is required, conditional or
// deferrable.
type Material struct {
	Code, Necessity string
	Commit          bool // can be replaced by the applicant's word (告知承诺)
}

// Rules (设定) are the deployment's choices, as in casework.Rules.
type Rules struct {
	AcceptWithin  period.Period // 许可法32(4)
	DeliverWithin period.Period // 许可法44
	ExtendBy      period.Period // 许可法42(1)
	JointExtendBy period.Period // 许可法42(2)
	MaxSupplement period.Period // 浙2018 A11
	InspectWithin period.Period // 浙2018 A14
	Transit       period.Period // 民诉法85(4)
	FileWithin    period.Period // 归档
	LapseEnds     bool          // 浙2018 A11(3)

	HearingRequest, HearingWithin period.Period // 许可法47
	HearingNotice                 period.Period // 许可法48
	RatingCall, RatingReply       period.Period // 国办发〔2019〕51号
	ComplaintTake, ComplaintReply period.Period // 投诉
	AccountState                  period.Period // 问责登记: time to state one's case

	Hasty int // seconds: a review or decision given sooner is odd; 0 = none is
}

// Calendar (工作日历沿革) is all editions of the calendar in order of time. What was reckoned
// is held against the edition of its own day.
type Calendar = period.Editions

// Always is a calendar that never changed.
func Always(cal *period.Calendar) Calendar { return period.Always(cal) }

// Check looks at one case and tells what it finds, in the order of the facts; what is late
// as the case stands comes last.
func Check(f File, cal Calendar) []Finding {
	w := &walk{File: f, cal: cal, stage: none, said: map[string][]string{}, checked: map[int]bool{}, examiners: map[string]bool{}}
	for i, text := range f.Facts {
		w.seq = i + 1
		w.step(text)
	}
	w.seq, w.law = 0, law{}
	if f.Now > 0 {
		w.standing()
	}
	if f.Shown != nil {
		w.compare(*f.Shown)
	}
	if f.Rated != nil {
		w.rated(*f.Rated)
	}
	if f.Complained != nil {
		w.complained(*f.Complained)
	}
	if f.Blamed != nil {
		w.blamed(*f.Blamed)
	}
	if f.Alarmed != nil {
		w.alarmed(*f.Alarmed)
	}
	return w.found
}

// find notes a finding about the fact at hand; an empty rule in the table of kinds stands
// for the article of the act.
func (w *walk) find(code string, args ...string) {
	k := kinds[code]
	if k.rule == "" {
		k.rule = w.law.rule
	}
	if k.rule == "" {
		k.rule = fileStandard
	}
	if i, is := lastDays[code]; is && i < len(args) {
		args[i] = w.mayMove(args[i])
	}
	w.found = append(w.found, Finding{code, k.severity, k.rule, w.seq, args})
}

// lastDays are the findings that tell the last day of a limit, and which of their values it is.
var lastDays = map[string]int{
	"deemedAccepted": 0, "supplementLate": 0, "lapseSkipped": 1, "tickMissing": 1, "pendingLate": 0, "originalsLate": 0, "testersLate": 0, "hearingLate": 0,
	"stepLate": 2, "besideLate": 1, "promiseLate": 0, "statuteLate": 0, "quickLate": 0, "deliveryLate": 0, "inspectionLate": 0, "filedLate": 0, "cancelLate": 0,
	"stopAfterDue": 1, "stopAfterPromise": 1, "stopOnLastDay": 0, "extendedAfterDue": 0,
}

// mayMove marks a last day in a year whose arrangement was not known (暂定).
func (w *walk) mayMove(day string) string {
	on, err := period.ParseDate(day)
	if err != nil {
		return day
	}
	return period.Due{On: on, Provisional: w.cal.At(w.moment()).Provisional(on)}.Text()
}

// need finds the code unless ok.
func (w *walk) need(ok bool, code string, args ...string) {
	if !ok {
		w.find(code, args...)
	}
}

func number(n int) string { return strconv.Itoa(n) }
