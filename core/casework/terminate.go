package casework

import (
	"slices"

	"yimen/core/org"
)

// TerminateGround (终止理由) is why a case can't go on though nobody withdrew it.
type TerminateGround string

// The grounds, after those on which a licence itself is cancelled (许可法70).
const (
	SubjectGone TerminateGround = "subjectGone" // 申请人死亡、丧失行为能力，或者法人、组织终止
	MatterGone  TerminateGround = "matterGone"  // 申请事项的标的灭失或者不复存在
	DutyUnmet   TerminateGround = "dutyUnmet"   // 申请人不履行法定义务，致使程序无法继续
)

var terminateGrounds = []TerminateGround{SubjectGone, MatterGone, DutyUnmet}

// Terminate (终止) ends a case before its decision because there is nobody left to decide
// for, nothing left to decide on, or the applicant makes it impossible. What proves it is
// written down; it is no denial.
type Terminate struct {
	Ground   TerminateGround `json:"g"`
	Evidence string          `json:"t"` // 事实和证据: facts, and the papers that prove them
}

// Act names the act.
func (Terminate) Act() org.Act { return org.Terminate }

func (a Terminate) decide(Case, Env) (Command, error) {
	var v Invalid
	v.need(slices.Contains(terminateGrounds, a.Ground), "ground", "choose", "通知图二")
	v.text(a.Evidence, "evidence", "案卷评查标准")
	return a, v.err()
}

func (a Terminate) apply(c *Case, f Fact) {
	c.Ended, c.EndedOn, c.Gone = Terminated, f.At.Date(), a.Ground == SubjectGone
}
