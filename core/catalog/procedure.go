package catalog

import (
	"yimen/core/org"
	"yimen/core/period"
)

// Step (环节) is one post's part in a procedure: who, for how long, with what powers.
type Step struct {
	Post    org.Post      `json:"post"`             // 岗位
	Name    string        `json:"name"`             // 环节名称, e.g. 街道审核
	NameEN  string        `json:"nameEn,omitempty"` //
	Unit    UnitRule      `json:"unit"`             // the rule that finds the unit
	Limit   period.Period `json:"limit"`            // 岗位承诺期限 of this step; 0wd = the same day
	Duty    string        `json:"duty,omitempty"`   // 岗位职能
	DutyEN  string        `json:"dutyEn,omitempty"`
	Special []SpecialKind `json:"special,omitempty"` // Article 45 procedures allowed here
	OnSpot  bool          `json:"onSpot,omitempty"`  // may be decided on the spot (许可法34)
	Check   bool          `json:"check,omitempty"`   // an on-site check by two staff comes first (核查, 许可法34(3))
	Beside  []Body        `json:"beside,omitempty"`  // 并联部门: further bodies that examine at the same time
}

// Body (并联部门) is a further body that examines a case at a review step, at the same time as
// the step's own unit. What is accepted is accepted by all of them at the same moment (浙2018 A5).
type Body struct {
	Name   string        `json:"name"` // what it examines, e.g. 交警会审
	NameEN string        `json:"nameEn,omitempty"`
	Unit   UnitRule      `json:"unit"`
	Limit  period.Period `json:"limit"`
	Duty   string        `json:"duty,omitempty"`
}

// UnitOf is the rule that finds the step's own unit, or that of a body beside it, from 1.
func (s Step) UnitOf(body int) UnitRule {
	if body > 0 {
		return s.Beside[body-1].Unit
	}
	return s.Unit
}

// UnitRule finds a step's unit from the accepting unit:
//
//	accepting            the accepting unit itself
//	community            the accepting unit, which must be a community
//	street               the accepting unit's street office
//	station:FUNCTION     its street's station with that function
//	department:FUNCTION  the district department with that function
//	city:FUNCTION        the city department with that function
//	government           the district people's government
type UnitRule string

// SpecialKind (特别程序) is a procedure of Article 45 whose time is not counted:
// 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审.
type SpecialKind string

// The kinds of Article 45; no other stops the clock.
const (
	Hearing      SpecialKind = "hearing"      // 听证
	Tender       SpecialKind = "tender"       // 招标
	Auction      SpecialKind = "auction"      // 拍卖
	Inspection   SpecialKind = "inspection"   // 检验
	Testing      SpecialKind = "testing"      // 检测
	Quarantine   SpecialKind = "quarantine"   // 检疫
	Appraisal    SpecialKind = "appraisal"    // 鉴定
	ExpertReview SpecialKind = "expertReview" // 专家评审
)

// SpecialKinds lists the kinds of Article 45, in its order.
var SpecialKinds = []SpecialKind{Hearing, Tender, Auction, Inspection, Testing, Quarantine, Appraisal, ExpertReview}

// Limit (期限) is a period with its legal basis.
type Limit struct {
	Period period.Period `json:"period"`
	Basis  string        `json:"basis"` // 法律依据, with article
	Note   string        `json:"note,omitempty"`
	NoteEN string        `json:"noteEn,omitempty"`
}

// ClockStart says which day starts the decision clock.
type ClockStart string

// The variants of rules §1.4.
const (
	FromAcceptance ClockStart = "acceptance" // 自受理之日起（许可法42）
	FromOriginals  ClockStart = "originals"  // 自收到原件之日起（the notice's chart）
)

// Procedure (办理程序) is the ordered road of a case. The first step is always an
// acceptance, one step is an approval, and issuing follows it.
type Procedure struct {
	Steps      []Step     `json:"steps"`
	ClockStart ClockStart `json:"clockStart,omitempty"` // empty = FromAcceptance

	// Joint (统一办理、联合办理、集中办理, 许可法26) puts the case under the limits of 许可法42(2):
	// forty-five working days, fifteen more by the head of the government of that level.
	Joint bool `json:"joint,omitempty"`

	// StopMost is the longest that procedures of a kind may keep the clock of one case standing,
	// all together, in natural days; a kind without an entry may take a year.
	StopMost map[SpecialKind]int `json:"stopMost,omitempty"` // 特别程序最长天数

	// What came by fax or e-mail must be followed by the originals: within OriginalsDue of the
	// notice of acceptance; after OriginalsLapse a denial may rest on their absence (rules
	// §1.4). Zero = none are asked for, or their absence is no ground.
	OriginalsDue   Limit `json:"originalsDue,omitzero"`   // 原件提交期限
	OriginalsLapse Limit `json:"originalsLapse,omitzero"` // 不提交原件的最后期限
}
