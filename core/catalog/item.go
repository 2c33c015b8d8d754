// Package catalog (事项目录) holds the items a district offers, each with its standard
// sheet (规范标准). A published version never changes; a running case keeps its version.
package catalog

import (
	"encoding/json"
	"strings"

	"yimen/core/org"
	"yimen/core/period"
)

// Item (事项) is one published version of one item. Casework uses the fields down to Form;
// the sheet (Annex 2 of the notice, GB/T 39046-2020) is what people read.
type Item struct {
	Code     string      `json:"code"`               // 事项编码, the local code used in addresses
	BaseCode string      `json:"baseCode,omitempty"` // 国家基本编码, 12 digits; never invented
	TaskCode string      `json:"taskCode,omitempty"` // 国家实施编码, 31 or 33 characters; never invented
	Version  int         `json:"version"`            // 1, 2, 3 …
	From     period.Date `json:"from"`               // 生效日期
	To       period.Date `json:"to,omitempty"`       // 失效日期, last day; zero = open
	Name     string      `json:"name"`
	NameEN   string      `json:"nameEn"`
	Type     Type        `json:"type"`             // 事项类型
	Quick    bool        `json:"quick,omitempty"`  // 即办件: promised the same day; else 承诺件
	Safety   bool        `json:"safety,omitempty"` // 直接关系公共安全、人身健康、生命财产安全（许可法78、79）

	// Registration (设立登记) confirms that a subject of the market exists (许可法12(5)); its
	// documents are 核准通知书 and 驳回通知书, as in the notice's chart.
	Registration bool `json:"registration,omitempty"`

	ReviewFirst bool `json:"reviewFirst,omitempty"` // 复议前置: a refusal goes to reconsideration before any suit (复议法23)

	Quota *Quota `json:"quota,omitempty"` // 数量限制; nil = none

	Statutory Limit           `json:"statutory"` // 法定期限
	Promised  Limit           `json:"promised"`  // 承诺期限
	Procedure Procedure       `json:"procedure"`
	AcceptAt  []org.Level     `json:"acceptAt"` // levels whose centres receive it
	Channels  []Channel       `json:"channels"` // 办理形式
	Materials []Material      `json:"materials"`
	Result    Result          `json:"result"`
	Form      json.RawMessage `json:"form"` // 服务表格: JSON Schema 2020-12 with x-* hints for display

	Sheet Sheet `json:"sheet"`
}

// Type (事项类型) by GB/T 39046-2020 table A.1. "00" is the legacy 非行政许可审批,
// abolished on 2015-05-14 by 国发〔2015〕27号 and refused for any later item.
type Type string

// Channel (申请渠道) is the way an application comes in (许可法29).
type Channel string

// The channels of the notice's chart and of the hall.
const (
	AtCounter Channel = "counter" // 窗口
	Online    Channel = "online"  // 网上
	ByPost    Channel = "post"    // 邮寄
	ByFax     Channel = "fax"     // 传真
	ByEmail   Channel = "email"   // 电子邮件
	AtKiosk   Channel = "kiosk"   // 自助点
	ByAgent   Channel = "agent"   // 代办
)

// Remote tells whether what comes through the channel is a likeness of the papers, which the
// originals must follow where the item asks for them: fax and e-mail (the notice, chart 1).
// A file uploaded online equals paper (浙2018 A6).
func (c Channel) Remote() bool { return c == ByFax || c == ByEmail }

// Material (申报材料) is one paper an applicant must or may bring.
type Material struct {
	Code       string    `json:"code"` // stable within the item: m1, m2 …
	Name       string    `json:"name"`
	NameEN     string    `json:"nameEn,omitempty"`
	Necessity  Necessity `json:"necessity"`
	When       string    `json:"when,omitempty"`     // condition in words, when Conditional
	WhenEN     string    `json:"whenEn,omitempty"`   //
	Original   int       `json:"original,omitempty"` // 原件份数
	Copies     int       `json:"copies,omitempty"`   // 复印件份数
	Source     string    `json:"source"`             // 来源渠道: 10申请人自备 20政府部门核发 99其他
	Issuer     string    `json:"issuer,omitempty"`   // 出具机构
	IssuerEN   string    `json:"issuerEn,omitempty"` //
	Form       string    `json:"form,omitempty"`     // 材料形式: paper, electronic, either
	Licence    string    `json:"licence,omitempty"`  // 可调用的电子证照: code of the item whose licence serves instead of paper
	Standard   string    `json:"standard,omitempty"` // 受理标准
	StandardEN string    `json:"standardEn,omitempty"`
	Commit     bool      `json:"commit,omitempty"` // 可由书面承诺代替（告知承诺, 浙2018 A14）
	Note       string    `json:"note,omitempty"`   // 填报须知
	NoteEN     string    `json:"noteEn,omitempty"` //
}

// MadeOfForm tells whether a material is the application form itself, which an online
// application makes by being filled in. The sheet's form title or the material's note says so.
func (i *Item) MadeOfForm(code string) bool {
	for _, m := range i.Materials {
		if m.Code == code {
			return m.Name == i.Sheet.FormTitle.ZH || strings.Contains(m.Note, "由系统生成")
		}
	}
	return false
}

// Necessity (必要性) by the national exchange code.
type Necessity string

// 1必要 2非必要 3容缺后补.
const (
	Required    Necessity = "required"
	Conditional Necessity = "conditional"
	Deferrable  Necessity = "deferrable"
)

// Result (办理结果) is what the applicant gets.
type Result struct {
	Kind     string        `json:"kind"` // licence 出证办结, document 出文办结, reply 审批办结, none 无
	Name     string        `json:"name,omitempty"`
	NameEN   string        `json:"nameEn,omitempty"`
	Sample   string        `json:"sample,omitempty"`
	SampleEN string        `json:"sampleEn,omitempty"`
	Validity period.Period `json:"validity,omitzero"` // zero = no end

	Type string `json:"type,omitempty"` // 证照类型代码, 21 characters; empty while 待核

	// RenewBefore is how long before the end a renewal must be applied for; zero = the thirty
	// days of 许可法50 for a licence, none for anything else.
	RenewBefore Limit `json:"renewBefore,omitzero"`
}
