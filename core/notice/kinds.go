package notice

import (
	"maps"
	"slices"

	"yimen/core/catalog"
)

// Kind (文书种类) names a kind of document.
type Kind string

// The kinds, in the order of the road.
const (
	Receipt           Kind = "receipt"           // 收件凭证（材料接收清单）
	Mandate           Kind = "mandate"           // 代办（授权）委托书
	ServiceAddress    Kind = "serviceAddress"    // 送达地址及方式确认书
	Correction        Kind = "correction"        // 当场更正记录
	SupplementNotice  Kind = "supplement"        // 补正告知书
	Acceptance        Kind = "acceptance"        // 受理通知书
	PendingNotice     Kind = "pending"           // 容缺受理告知书
	Commitment        Kind = "commitment"        // 告知承诺书
	Inspection        Kind = "inspection"        // 承诺核查记录
	Rectification     Kind = "rectification"     // 限期整改通知书
	CommitmentRevoked Kind = "commitmentRevoked" // 撤销决定书（告知承诺）
	AcceptanceRevoked Kind = "acceptanceRevoked" // 撤销受理决定书
	NoLicence         Kind = "noLicence"         // 不受理告知书
	NotAccepted       Kind = "notAccepted"       // 不予受理决定书
	SiteCheckRecord   Kind = "siteCheck"         // 核查（勘验）笔录
	InterestNotice    Kind = "interest"          // 利害关系人陈述申辩告知书
	StatementRecord   Kind = "statement"         // 陈述申辩笔录
	StatementAnswer   Kind = "statementAnswer"   // 陈述申辩意见答复
	HearingRight      Kind = "hearingRight"      // 听证告知书
	HearingPublic     Kind = "hearingPublic"     // 听证公告
	HearingNotice     Kind = "hearingNotice"     // 听证通知书
	RecusalDecision   Kind = "recusal"           // 回避决定书
	HearingMinutes    Kind = "hearingMinutes"    // 听证笔录
	Special           Kind = "special"           // 特别程序（除外时间）告知书
	Extension         Kind = "extension"         // 延期告知书
	Grant             Kind = "grant"             // 准予决定书
	Denial            Kind = "denial"            // 不予许可决定书
	DeemedRenewal     Kind = "deemedRenewal"     // 视为准予延续告知书
	FeeNotice         Kind = "fee"               // 缴费通知书
	Amended           Kind = "amended"           // 更正通知书
	Service           Kind = "service"           // 送达回证
	Withdrawal        Kind = "withdrawal"        // 撤回申请告知书
	DeemedWithdrawn   Kind = "deemedWithdrawn"   // 视为撤回申请告知书
	Termination       Kind = "termination"       // 终止办理决定书
	Chase             Kind = "chase"             // 督办通知书
	Advice            Kind = "advice"            // 监察建议书
	Proposal          Kind = "proposal"          // 拟撤销（撤回）许可告知书
	Revocation        Kind = "revocation"        // 撤销许可决定书
	Recall            Kind = "recall"            // 撤回许可决定书
	Kept              Kind = "kept"              // 不予撤销许可决定书
	Cancellation      Kind = "cancellation"      // 注销许可决定书
)

// kindRow says how a kind is called, laid out and numbered.
type kindRow struct {
	zh, en string // %s: the word for what the item is, 行政许可
	form   Form
	family string // 文号类别 after the body's 机关代字; empty: no number
	whole  bool   // the addressee's number is written out
}

// kinds is the table of kinds. Records and vouchers take no number: they hang on the case's.
var kinds = map[Kind]kindRow{
	Receipt:           {zh: "收件凭证", en: "Receipt for Application Materials", form: Sheet},
	Mandate:           {zh: "代办委托书", form: Sheet, whole: true},
	ServiceAddress:    {zh: "送达地址及方式确认书", form: Sheet},
	Correction:        {zh: "当场更正记录", form: Sheet},
	SupplementNotice:  {zh: "申请材料补正告知书", form: Letter, family: "补"},
	Acceptance:        {zh: "%s申请受理通知书", en: "Notice of Acceptance", form: Letter, family: "受"},
	PendingNotice:     {zh: "容缺受理告知书", form: Letter, family: "容"},
	Commitment:        {zh: "告知承诺书", form: Letter, family: "诺"},
	Inspection:        {zh: "告知承诺核查记录", form: Sheet},
	Rectification:     {zh: "限期整改通知书", form: Letter, family: "改"},
	CommitmentRevoked: {zh: "撤销%s决定书", form: Decision, family: "撤", whole: true},
	AcceptanceRevoked: {zh: "撤销受理决定书", form: Decision, family: "撤受", whole: true},
	NoLicence:         {zh: "不受理告知书", form: Letter, family: "告"},
	NotAccepted:       {zh: "%s申请不予受理决定书", form: Decision, family: "不受", whole: true},
	SiteCheckRecord:   {zh: "核查（勘验）笔录", form: Sheet},
	InterestNotice:    {zh: "利害关系人陈述申辩告知书", form: Letter, family: "利告"},
	StatementRecord:   {zh: "陈述申辩笔录", form: Sheet},
	StatementAnswer:   {zh: "陈述申辩意见答复书", form: Letter, family: "申复"},
	HearingRight:      {zh: "%s听证告知书", form: Letter, family: "听告"},
	HearingPublic:     {zh: "%s听证公告", form: Letter, family: "听公"},
	HearingNotice:     {zh: "%s听证通知书", form: Letter, family: "听通"},
	RecusalDecision:   {zh: "听证主持人回避决定书", form: Letter, family: "回避"},
	HearingMinutes:    {zh: "听证笔录", form: Sheet},
	Special:           {zh: "特别程序（除外时间）告知书", form: Letter, family: "特"},
	Extension:         {zh: "延长办理期限告知书", form: Letter, family: "延"},
	Grant:             {zh: "准予%s决定书", en: "Decision Granting the Application", form: Decision, family: "准", whole: true},
	Denial:            {zh: "不予%s决定书", en: "Decision Refusing the Application", form: Decision, family: "不准", whole: true},
	DeemedRenewal:     {zh: "视为准予延续%s告知书", form: Letter, family: "视延"},
	FeeNotice:         {zh: "缴费通知书", form: Letter, family: "费"},
	Amended:           {zh: "更正通知书", form: Letter, family: "更"},
	Service:           {zh: "送达回证", form: Sheet, whole: true},
	Withdrawal:        {zh: "撤回申请告知书", form: Letter, family: "回"},
	DeemedWithdrawn:   {zh: "视为撤回申请告知书", form: Letter, family: "视回"},
	Termination:       {zh: "终止办理决定书", form: Decision, family: "终", whole: true},
	Chase:             {zh: "督办通知书", form: Letter, family: "督"},
	Advice:            {zh: "监察建议书", form: Letter, family: "监建"},
	Proposal:          {zh: "拟撤销（撤回）%s告知书", form: Letter, family: "拟撤"},
	Revocation:        {zh: "撤销%s决定书", form: Decision, family: "撤", whole: true},
	Recall:            {zh: "撤回%s决定书", form: Decision, family: "撤回", whole: true},
	Kept:              {zh: "不予撤销%s决定书", form: Decision, family: "不撤", whole: true},
	Cancellation:      {zh: "注销%s决定书", form: Decision, family: "注", whole: true},
}

// Kinds lists every kind.
func Kinds() []Kind { return slices.Sorted(maps.Keys(kinds)) }

// licence tells whether the item is an 行政许可, which the licensing law rules.
func licence(item *catalog.Item) bool { return item.Type == "01" }

// matter is what titles call the application, by the item's type (GB/T 39046 A.1).
func matter(item *catalog.Item) string {
	switch item.Type {
	case "01":
		return "行政许可"
	case "05":
		return "行政给付"
	case "07":
		return "行政确认"
	case "08":
		return "行政奖励"
	case "09":
		return "行政裁决"
	}
	return "办理"
}

// family is the 文号类别 of a kind for an item: licences stand apart, 许准.
func family(k Kind, item *catalog.Item) string {
	row := kinds[k]
	if row.family != "" && licence(item) {
		return "许" + row.family
	}
	return row.family
}
