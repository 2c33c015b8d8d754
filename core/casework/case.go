// Package casework (办件) is the law of the case: one file per legal act, each a pure
// step from one value of the case to the next. Decide is the only way a case changes.
package casework

import (
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Case (办件) is one application on its road through the posts. It is the fold of its
// facts: Replay of all facts gives the same value again. Identity and version stand
// beside it in the store.
type Case struct {
	ID      int64  `json:"-"` // internal identity
	No      string `json:"-"` // 办件编号, 21 digits (rules §3.1), empty while a draft
	Query   string `json:"-"` // 查询密码, six digits
	Version int    `json:"-"` // number of facts, one per act

	ActedAt period.Instant `json:"-"` // moment of the last fact

	Item        string          `json:"item"`
	ItemVersion int             `json:"itemV"`
	Channel     catalog.Channel `json:"ch"`
	Terminal    string          `json:"term,omitempty"` // 终端编号, where it came in at a self-service point
	Applicant   Party           `json:"who"`
	Agent       *Party          `json:"agent,omitempty"`
	Delivery    *Delivery       `json:"del,omitempty"`
	FormSum     string          `json:"form"` // SHA-256 of the form, hex; the form has its own table
	Materials   []Given         `json:"mat,omitempty"`
	About       *About          `json:"abt,omitempty"` // the licence it is to change or renew

	AcceptUnit string      `json:"accU"`
	Route      []string    `json:"route,omitempty"` // the unit of each step, fixed when received
	Posts      []org.Post  `json:"posts,omitempty"` // the post of each step
	Parts      []Part      `json:"parts,omitempty"` // 并联部门, in the order of their steps
	Government string      `json:"gov,omitempty"`   // whose head extends what is handled jointly
	At         int         `json:"at,omitempty"`    // index of the step that holds the case
	StepOn     period.Date `json:"stepOn,omitempty"`
	SaidOn     period.Date `json:"saidOn,omitempty"` // day the step's own unit spoke, while it waits for others

	SubmittedAt    period.Instant `json:"subAt,omitempty"`
	ReceivedOn     period.Date    `json:"recOn,omitempty"`
	Corrections    []Corrected    `json:"cor,omitempty"`
	Ask            *Ask           `json:"ask,omitempty"`    // the supplement notice; of several the last
	MayAsk         bool           `json:"mayAsk,omitempty"` // a supervisor allowed one more notice
	SupplementedOn period.Date    `json:"supOn,omitempty"`
	AcceptedOn     period.Date    `json:"accOn,omitempty"`
	AcceptedBy     string         `json:"accBy,omitempty"` // 工号; empty when deemed accepted
	AcceptedAs     string         `json:"accAs,omitempty"` // 工号 of whose post that was (代岗)
	OnSpot         bool           `json:"spot,omitempty"`  // accepted to be decided on the spot
	NoticedOn      period.Date    `json:"notOn,omitempty"` // day of the 受理通知书, where it is not AcceptedOn
	OriginalsOn    period.Date    `json:"oriOn,omitempty"` // day the originals of a fax or e-mail came
	Deemed         bool           `json:"deemed,omitempty"`
	Line           *InLine        `json:"line,omitempty"` // where the number is limited
	Pending        *Pending       `json:"pend,omitempty"` // of a 容缺受理
	Commitment     *Commitment    `json:"cmt,omitempty"`  // of a 告知承诺

	Stops       []Stop       `json:"stops,omitempty"`
	Extensions  []Extension  `json:"ext,omitempty"`
	Checks      []Checked    `json:"chk,omitempty"`
	Interested  []Interested `json:"intd,omitempty"`
	Statements  []Said       `json:"said,omitempty"`
	Hearing     *Hearing     `json:"hear,omitempty"`
	Opinions    []Opinion    `json:"ops,omitempty"`
	Decision    *Decision    `json:"dec,omitempty"`
	Fee         *Fee         `json:"fee,omitempty"`
	Issued      *Issued      `json:"iss,omitempty"`
	Served      *Served      `json:"srv,omitempty"`
	Risks       []Risk       `json:"risk,omitempty"`
	Falsehood   *Falsehood   `json:"false,omitempty"`
	Kept        []Kept       `json:"kept,omitempty"` // days that were told before an arrangement of holidays moved them
	Ended       Ending       `json:"end,omitempty"`
	EndedOn     period.Date  `json:"endOn,omitempty"`
	Gone        bool         `json:"gone,omitempty"` // ended because there is no applicant left
	Archived    *Archived    `json:"arch,omitempty"`
	Amendments  []Amendment  `json:"amd,omitempty"`
	Urged       []Urged      `json:"urg,omitempty"`  // reminders of the applicant
	Chased      []Chased     `json:"chs,omitempty"`  // demands of supervisors (督办)
	Licence     *Licence     `json:"lic,omitempty"`  // what happened to the licence afterwards
	ExitsServed []ExitServed `json:"xsrv,omitempty"` // services of decisions beside that on the application
}

// Party (当事人) is an applicant or an agent.
type Party struct {
	Name   string `json:"name"`             // 姓名或名称
	IDType string `json:"idT"`              // 111 resident ID, 414 passport …, "uscc" for bodies
	ID     string `json:"id"`               // number of the document
	Phone  string `json:"tel,omitempty"`    // mobile
	Holder string `json:"holder,omitempty"` // 经办人, for a body
	Why    string `json:"why,omitempty"`    // 校验不符仍予采用的理由, see overridden
}

// Given (已交材料) is one material as it lies in the file.
type Given struct {
	Code  string `json:"c"`           // material code of the item
	How   How    `json:"h"`           // paper original, paper copy, file
	Count int    `json:"n,omitempty"` // copies, for paper
	Files []File `json:"f,omitempty"`

	Licence *Shown `json:"lic,omitempty"` // of Registered

	Instead string `json:"ins,omitempty"` // 其他证明: what lies here in place of the material, and why (浙2018 A9)
}

// How (材料形式) is the form in which a material came.
type How string

// The forms of a material.
const (
	Original How = "original" // 原件
	Copy     How = "copy"     // 复印件
	Upload   How = "upload"   // 电子文件

	Registered How = "licence" // 电子证照, from the register
)

// File (附件) names one stored file by its identity and content.
type File struct {
	ID   string `json:"id"`
	Name string `json:"n"`
	Size int64  `json:"s"`
	Sum  string `json:"h"` // SHA-256, hex
}

// Ask (补正告知) is the one-time supplement notice with the complete list, or a second one.
type Ask struct {
	On      period.Date   `json:"on"`
	Defects []Defect      `json:"d"`
	Limit   period.Period `json:"lim"`
	Open    bool          `json:"open,omitempty"` // waiting for the applicant
	Nth     int           `json:"nth,omitempty"`  // notices before this one
	Because string        `json:"b,omitempty"`    // why a second one was needed
	Posted  *Posted       `json:"post,omitempty"` // the answer is on the road
}

// Defect (缺陷) is one thing to mend: which material or field, what is wrong, what is right.
type Defect struct {
	Material string `json:"m"` // material code; "form" for the form
	What     string `json:"w"`
}

// Stop (除外时间) is an Article 45 procedure during which the limit does not run.
type Stop struct {
	Kind   catalog.SpecialKind `json:"k"`
	Ground string              `json:"g"` // the provision that requires it
	Notice string              `json:"n"` // number of the written notice to the applicant
	From   period.Date         `json:"f"`
	Told   period.Date         `json:"t"`           // last day the applicant was told
	To     period.Date         `json:"e,omitempty"` // last day not counted; zero while open
}

// Extension (延期) prolongs the limit once (许可法42).
type Extension struct {
	By     period.Period `json:"by"`
	On     period.Date   `json:"on"`
	Reason string        `json:"r"`
}

// Opinion (审核意见) is what one step said before the decision.
type Opinion struct {
	Step  int         `json:"s"`
	Act   org.Act     `json:"a"` // pass, veto or return
	Staff string      `json:"w"`
	On    period.Date `json:"on"`
	Text  string      `json:"t"`
	Unit  string      `json:"u,omitempty"`  // a body beside the step's own unit
	Agree bool        `json:"ok,omitempty"` // of such a body
	As    string      `json:"as,omitempty"` // 工号 of whose post it was (代岗)
}

// Decision (决定) is the end of the examination.
type Decision struct {
	Granted    bool        `json:"ok"`
	On         period.Date `json:"on"`
	Staff      string      `json:"w"`
	As         string      `json:"as,omitempty"` // 工号 of whose post it was (代岗)
	Unit       string      `json:"u"`            // the body that decides
	Content    string      `json:"c,omitempty"`  // scope, or facts and reasons
	Conditions string      `json:"k,omitempty"`  // 条件, of a grant
	Article    string      `json:"a,omitempty"`  // provisions applied, for a denial
	Until      period.Date `json:"til,omitempty"`
	Place      int         `json:"pl,omitempty"`  // of a limited number, which one this is
	Silent     bool        `json:"sil,omitempty"` // 视为准予延续: nobody decided in time (许可法50)
}

// Issued (制证) is the result made out.
type Issued struct {
	On period.Date `json:"on"`
	No string      `json:"no"`           // number of the licence or document
	ID string      `json:"id,omitempty"` // 电子证照标识 (GB/T 36904)
}

// Ending (结果) is how a case left the hall.
type Ending string

// The endings.
const (
	NotAccepted       Ending = "notAccepted"       // 不予受理
	NotNeeded         Ending = "notNeeded"         // 不受理告知: no licence is needed
	Withdrawn         Ending = "withdrawn"         // 申请人撤回
	DeemedWithdrawn   Ending = "deemedWithdrawn"   // 视为撤回
	Terminated        Ending = "terminated"        // 终止
	AcceptanceRevoked Ending = "acceptanceRevoked" // 撤销受理
	Concluded         Ending = "concluded"         // 办结
)

// clone copies the case so that an act never touches the value it started from.
func (c Case) clone() Case {
	c.Materials = slices.Clone(c.Materials)
	c.Corrections = slices.Clone(c.Corrections)
	c.Parts = slices.Clone(c.Parts)
	c.Stops = slices.Clone(c.Stops)
	c.Extensions = slices.Clone(c.Extensions)
	c.Checks = slices.Clone(c.Checks)
	c.Interested = slices.Clone(c.Interested)
	c.Statements = slices.Clone(c.Statements)
	c.Hearing = c.Hearing.clone()
	c.Opinions = slices.Clone(c.Opinions)
	c.Risks = slices.Clone(c.Risks)
	c.Kept = slices.Clone(c.Kept)
	c.Urged = slices.Clone(c.Urged)
	c.Chased = slices.Clone(c.Chased)
	c.Amendments = slices.Clone(c.Amendments)
	c.ExitsServed = slices.Clone(c.ExitsServed)
	copied(&c.About)
	copied(&c.Agent)
	copied(&c.Decision)
	copied(&c.Fee)
	copied(&c.Issued)
	c.Licence = c.Licence.cloned()
	if c.Ask != nil {
		ask := *c.Ask
		c.Ask = &ask
	}
	if c.Commitment != nil {
		commitment := *c.Commitment
		commitment.Inspections = slices.Clone(commitment.Inspections)
		c.Commitment = &commitment
	}
	if c.Pending != nil {
		pending := *c.Pending
		c.Pending = &pending
	}
	return c
}

// copied gives a pointer a value of its own.
func copied[T any](at **T) {
	if *at != nil {
		own := **at
		*at = &own
	}
}

// Unit is the unit that holds the case now.
func (c Case) Unit() string {
	if c.At < len(c.Route) {
		return c.Route[c.At]
	}
	return c.AcceptUnit
}

// lastStop returns the open Article 45 stop, nil when none.
func (c *Case) openStop() *Stop {
	if n := len(c.Stops); n > 0 && c.Stops[n-1].To.IsZero() {
		return &c.Stops[n-1]
	}
	return nil
}
