package org

import (
	"cmp"

	"yimen/core/period"
)

// Act (行为) names an act on a case, in the words of the law.
type Act string

// The acts of the main road.
const (
	Draft             Act = "draft"             // 填写草稿
	Submit            Act = "submit"            // 提交申请
	Receive           Act = "receive"           // 收件（窗口、邮寄、传真、电子邮件）
	CorrectOnSpot     Act = "correctOnSpot"     // 当场更正（许可法32(3)）
	RequestSupplement Act = "requestSupplement" // 补正告知
	AllowSupplement   Act = "allowSupplement"   // 准许再次告知补正（许可法72(4)）
	Supplement        Act = "supplement"        // 补正
	NotePosted        Act = "notePosted"        // 告知补正材料已寄出
	Accept            Act = "accept"            // 受理
	AcceptPending     Act = "acceptPending"     // 容缺受理（浙2018 A11(2)）
	AcceptCommitted   Act = "acceptCommitted"   // 告知承诺受理（浙2018 A14）
	InspectCommitment Act = "inspectCommitment" // 承诺核查
	RevokeCommitted   Act = "revokeCommitted"   // 撤销告知承诺决定
	BringPending      Act = "bringPending"      // 容缺补交
	RevokeAcceptance  Act = "revokeAcceptance"  // 撤销受理
	TellNoLicence     Act = "tellNoLicence"     // 不受理告知（许可法32(1)）
	RefuseAcceptance  Act = "refuseAcceptance"  // 不予受理
	ReceiveOriginals  Act = "receiveOriginals"  // 收到原件（传真、电子邮件申请）
	SiteCheck         Act = "siteCheck"         // 核查、勘验（许可法34(3)）
	FindInterest      Act = "findInterest"      // 认定重大利害关系（许可法36）
	NotifyInterested  Act = "notifyInterested"  // 告知利害关系人（许可法36）
	MakeStatement     Act = "makeStatement"     // 陈述申辩（许可法7、36）
	AnswerStatement   Act = "answerStatement"   // 答复陈述申辩
	TellHearing       Act = "tellHearing"       // 听证告知（许可法47）
	AnnounceHearing   Act = "announceHearing"   // 听证公告（许可法46）
	RequestHearing    Act = "requestHearing"    // 要求或放弃听证
	ScheduleHearing   Act = "scheduleHearing"   // 听证通知（许可法48）
	ServeHearing      Act = "serveHearing"      // 送达听证通知书（许可法48）
	RequestRecusal    Act = "requestRecusal"    // 申请回避
	DecideRecusal     Act = "decideRecusal"     // 回避决定
	HoldHearing       Act = "holdHearing"       // 听证笔录（许可法48）
	Pass              Act = "pass"              // 审核同意
	Veto              Act = "veto"              // 审核否决
	JointOpinion      Act = "jointOpinion"      // 并联意见（许可法26）
	Return            Act = "return"            // 退回
	Suspend           Act = "suspend"           // 暂停（许可法45）
	Resume            Act = "resume"            // 恢复
	Extend            Act = "extend"            // 延期（许可法42）
	Grant             Act = "grant"             // 准予
	Deny              Act = "deny"              // 不予许可
	Issue             Act = "issue"             // 制证
	Serve             Act = "serve"             // 送达
	Conclude          Act = "conclude"          // 办结
	OrderFee          Act = "orderFee"          // 缴费通知（许可法58、59）
	PayFee            Act = "payFee"            // 缴费
	FileAway          Act = "fileAway"          // 归档（一案一卷）
	ProposeAmendment  Act = "proposeAmendment"  // 提出更正
	SettleAmendment   Act = "settleAmendment"   // 核定更正
	Withdraw          Act = "withdraw"          // 撤回
	Urge              Act = "urge"              // 催办
	Chase             Act = "chase"             // 督办
	AnswerChase       Act = "answerChase"       // 督办反馈
	NoteRenewal       Act = "noteRenewal"       // 延续变更登记
	Terminate         Act = "terminate"         // 终止
	ProposeRevocation Act = "proposeRevocation" // 拟撤销、拟撤回告知
	HearHolder        Act = "hearHolder"        // 听取陈述申辩
	RevokeLicence     Act = "revokeLicence"     // 撤销、撤回许可（许可法69、8）
	SuspendLicence    Act = "suspendLicence"    // 暂扣证照登记（行政处罚法9(3)）
	ReturnLicence     Act = "returnLicence"     // 发还证照
	CancelLicence     Act = "cancelLicence"     // 注销许可（许可法70）
	Tick              Act = "tick"              // 时间经过
	Recount           Act = "recount"           // 期限重算（放假安排变动）
	Read              Act = "read"              // 查阅
)

// Target is what May must know of a case. It is filled by casework, so that org
// need not know cases.
type Target struct {
	Item       string      // item code
	AcceptUnit string      // the unit that receives and accepts
	Unit       string      // the unit that holds the case now
	Decider    string      // the unit of the approval step, whose 负责人 extends; empty = Unit
	Extender   string      // the government whose 负责人 extends what is handled jointly; empty = Decider
	Beside     []string    // units that examine beside Unit and have not spoken yet (并联部门)
	Chased     []string    // units that owe a supervisor a reply (被督办机构)
	Post       Post        // the post the current step asks for; empty when nobody's turn
	Route      []string    // every unit the case passes; empty for a draft, which staff don't read
	AcceptedBy string      // 工号 of who accepted, empty before
	AcceptedAs string      // 工号 of whose post that was, where he stood in for another
	Applicant  string      // identity of the applicant
	On         period.Date // the day of the act
}

// Right is the ground on which an act is allowed: who in which post of which unit, and
// by which stationing paper if not by the post alone. It is written into the fact.
type Right struct {
	Unit  string `json:"unit,omitempty"` // where the post is held
	Post  Post   `json:"post,omitempty"`
	Head  bool   `json:"head,omitempty"`
	For   string `json:"for,omitempty"`   // the stationed body in whose name the act is done
	Paper string `json:"paper,omitempty"` // written authorisation used (进驻授权), with For
	As    string `json:"as,omitempty"`    // 工号 of whose post it is, where the doer stands in for another (代岗)
}

// Body is the unit in whose name the act is done.
func (r Right) Body() string { return cmp.Or(r.For, r.Unit) }
