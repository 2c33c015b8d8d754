package catalog

import "yimen/core/period"

// Sheet (办理规范标准) is what people read of an item: the form of the notice's Annex 2 with
// the elements that GB/T 39046-2020 and the national exchange tables add to it.
//
// The fields of the Annex 2 form that drive a case stand on the Item and are not said twice:
// 事项编码 Code, 事项名称 Name, 事项分类 Type, 法定期限 Statutory, 承诺期限 Promised, 申报资料
// Materials; the posts table is the Procedure, and the lines of 服务表格 are the Form.
type Sheet struct {
	Implementer Implementer  `json:"implementer"`           // 实施主体
	Power       PowerSource  `json:"power"`                 // 权力来源
	Level       ExerciseTier `json:"level"`                 // 行使层级
	Joint       []string     `json:"joint,omitempty"`       // 共同实施（联办）部门
	JointEN     []string     `json:"jointEn,omitempty"`     // the same in English, each at the same place
	Basis       []Basis      `json:"basis"`                 // 行使依据
	Conditions  []Text       `json:"conditions"`            // 办理条件
	Refusals    []Text       `json:"refusals,omitempty"`    // 不予办理的情形
	Ask         []Question   `json:"ask,omitempty"`         // 申请前自查
	Fee         Fee          `json:"fee"`                   // 收费依据和标准
	Department  Text         `json:"department"`            // 办理部门
	Place       Text         `json:"place"`                 // 办理地点
	Hours       Text         `json:"hours"`                 // 办理时间
	Phone       string       `json:"phone"`                 // 联系（咨询）电话
	Supervision string       `json:"supervision"`           // 监督（投诉）电话
	FormTitle   Text         `json:"formTitle"`             // 服务表格 name
	FAQ         []QA         `json:"faq,omitempty"`         // 常见问题解答
	Online      bool         `json:"online,omitempty"`      // 可否网上办理
	OnlineURL   string       `json:"onlineUrl,omitempty"`   // 在线办理链接; empty = this portal's own page of the item
	OnlineDepth OnlineDepth  `json:"onlineDepth,omitempty"` // 网上办理深度
	Remark      string       `json:"remark,omitempty"`      // 备注
	RemarkEN    string       `json:"remarkEn,omitempty"`

	Audience      []Audience     `json:"audience"`                // 服务对象
	Visits        int            `json:"visits"`                  // 到办事现场次数
	VisitReason   Text           `json:"visitReason,omitzero"`    // 必须现场办理原因
	Scope         Scope          `json:"scope,omitempty"`         // 通办范围; empty = none
	Quota         Text           `json:"quota,omitzero"`          // 数量限制; zero = 无
	ThemesPerson  []string       `json:"themesPerson,omitempty"`  // 面向自然人的主题分类
	ThemesFirm    []string       `json:"themesFirm,omitempty"`    // 面向法人的主题分类
	LifeEvents    []string       `json:"lifeEvents,omitempty"`    // 人生（经营）事件: 开店, 生孩子
	Keywords      []string       `json:"keywords,omitempty"`      // everyday search words, Chinese and English
	Intermediary  []Intermediary `json:"intermediary,omitempty"`  // 中介服务
	SupplementDue Limit          `json:"supplementDue,omitzero"`  // 补正期限 given to the applicant
	Booking       bool           `json:"booking,omitempty"`       // 是否支持预约
	Courier       bool           `json:"courier,omitempty"`       // 是否支持物流快递
	SelfService   bool           `json:"selfService,omitempty"`   // 是否支持自助终端
	Stationed     bool           `json:"stationed,omitempty"`     // 是否进驻服务大厅
	CommitInstead bool           `json:"commitInstead,omitempty"` // 是否适用告知承诺
	ToVerify      []string       `json:"toVerify,omitempty"`      // 待核: paths of fields whose source is unsure, e.g. "sheet.phone"
}

// Text is one sentence in the two languages of the portal. English may be empty; then the
// Chinese is shown.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en,omitempty"`
}

// Implementer (实施主体) is the body whose power the item is.
type Implementer struct {
	Function   string   `json:"function"` // 职能 of its unit: market, police …; "street" for the street office itself
	Name       string   `json:"name"`     // 实施主体名称
	NameEN     string   `json:"nameEn,omitempty"`
	Code       string   `json:"code,omitempty"`     // 统一社会信用代码; empty while 待核
	Nature     BodyKind `json:"nature"`             // 实施主体性质
	Delegate   string   `json:"delegate,omitempty"` // 受委托机构, who acts in the body's name
	DelegateEN string   `json:"delegateEn,omitempty"`
}

// Basis (行使依据) is one article on which the item rests.
type Basis struct {
	Law     string      `json:"law"`               // 名称, with 《》
	Paper   string      `json:"paper,omitempty"`   // 文号 of a document without articles
	Article string      `json:"article"`           // 第三十五条; empty only when Paper is given
	Text    string      `json:"text,omitempty"`    // 条文内容, only where it was read
	From    period.Date `json:"from,omitempty"`    // 施行日期 of the text cited
	General bool        `json:"general,omitempty"` // true = a general rule (许可法), not the item's own ground
}

// Fee (收费) says whether the item costs anything. Only published items and standards may
// be collected (许可法58, 59).
type Fee struct {
	Charged   bool      `json:"charged,omitempty"`
	Items     []FeeItem `json:"items,omitempty"`
	PayFirst  bool      `json:"payFirst,omitempty"`  // paid before anything is made out
	OnlinePay bool      `json:"onlinePay,omitempty"` // 是否支持网上支付
	Note      Text      `json:"note,omitzero"`
}

// FeeItem (收费项目) is one charge.
type FeeItem struct {
	Name        string `json:"name"`
	NameEN      string `json:"nameEn,omitempty"`
	Standard    string `json:"standard"` // 收费标准
	StandardEN  string `json:"standardEn,omitempty"`
	Basis       string `json:"basis"` // 收费依据
	Reduction   string `json:"reduction,omitempty"`
	ReductionEN string `json:"reductionEn,omitempty"`
}

// QA (常见问题解答) is one question people ask, with its answer.
type QA struct {
	Q   string `json:"q"`
	A   string `json:"a"`
	QEN string `json:"qEn,omitempty"`
	AEN string `json:"aEn,omitempty"`
}

// Question (自查问题) is asked before somebody applies: to be answered yes or no, from the
// item's own conditions. The other answer keeps nobody from applying (许可法32), it says what
// is in the way and what to do instead.
type Question struct {
	Text      Text   `json:"text"`
	Want      bool   `json:"want"`           // the answer with which nothing is in the way
	Otherwise Text   `json:"otherwise"`      // what is in the way, and what to do
	Item      string `json:"item,omitempty"` // the item to apply for instead
}

// Intermediary (中介服务) is a service by a third party that the item asks for.
type Intermediary struct {
	Name  string `json:"name"`
	Basis string `json:"basis"`
}

// PowerSource (权力来源) by the national exchange code.
type PowerSource string

// 1法定本级行使 2上级下放 3上级授权 4同级授权 5上级委托 6同级委托.
const (
	StatutoryPower  PowerSource = "1"
	Devolved        PowerSource = "2"
	AuthorisedAbove PowerSource = "3"
	AuthorisedPeer  PowerSource = "4"
	EntrustedAbove  PowerSource = "5"
	EntrustedPeer   PowerSource = "6"
)

// ExerciseTier (行使层级) by GB/T 39046-2020 table A.2:
// 1国家 2省 3市 4县（区） 5镇街 6村社 7分级.
type ExerciseTier string

// BodyKind (实施主体性质): 1法定机关 2授权组织 3受委托组织 9其他.
type BodyKind string

// Audience (服务对象) is kept by name, because GB/T 39046 table A.4 and the national exchange
// number the last values differently.
type Audience string

// The values of table A.4.
const (
	Person         Audience = "person"         // 自然人
	Enterprise     Audience = "enterprise"     // 企业
	Institution    Audience = "institution"    // 事业单位
	SocialBody     Audience = "socialBody"     // 社会组织
	Administration Audience = "administration" // 行政机关
	OtherBody      Audience = "other"          // 其他
)

// OnlineDepth (网上办理深度) in Zhejiang's four grades; 4 = 全程网办.
type OnlineDepth int

// Scope (通办范围) by GB/T 39046: how far from home the item can be done.
type Scope string

// 全国、跨省、跨市、跨县通办; within the district: 全区通办.
const (
	Nationwide     Scope = "nation"
	AcrossProv     Scope = "province"
	AcrossCities   Scope = "city"
	AcrossCounty   Scope = "county"
	WithinDistrict Scope = "district"
)
