// Package org (机构与岗位) holds the units of a district, the posts that staff hold
// in them, and May, the only place that grants a right.
package org

import "yimen/core/period"

// Level (层级) is the tier of government a unit belongs to. The order is the order of
// GB/T 39046-2020 table A.2, from the top down.
type Level string

// The four levels of the notice: 市、区、街道、社区.
const (
	City      Level = "city"      // 市
	District  Level = "district"  // 区（县级）
	Street    Level = "street"    // 街道（镇街级）
	Community Level = "community" // 社区（村居级）
)

// Kind (机构性质) tells what sort of body a unit is.
type Kind string

// The kinds of unit that the notice names.
const (
	Government     Kind = "government" // 人民政府
	Department     Kind = "department" // 政府工作部门
	Station        Kind = "station"    // 基层站所: acts in one street for its department
	StreetOffice   Kind = "street"     // 街道办事处
	CommunityBody  Kind = "community"  // 社区（村）居民委员会、便民服务中心
	Provider       Kind = "provider"   // 社会服务单位: post, power, bank
	AssessorOffice Kind = "oversight"  // 审管办、监察、考绩
)

// Unit (机构) is one body as it stood from From until To. Division codes are reused with
// new names, so a unit is known by its code and a day.
type Unit struct {
	Code             string      `json:"code"`                // 单位编码, used in addresses: 330303001002, 330303-scjg
	Name             string      `json:"name"`                // 单位全称
	NameEN           string      `json:"nameEn,omitempty"`    // English name
	Short            string      `json:"short,omitempty"`     // 简称
	Level            Level       `json:"level"`               // 层级
	Kind             Kind        `json:"kind"`                // 性质
	Function         string      `json:"function,omitempty"`  // 职能: "market" for 市场监管; several with a space between, for merged bodies
	Parent           string      `json:"parent,omitempty"`    // 上级单位编码; a station's is its department
	Division         string      `json:"division,omitempty"`  // 区划代码, 6, 9 or 12 digits; a station's is its street's
	OrgNo            string      `json:"orgNo"`               // 3 digits of the case number (rules §3.1), unique in the district
	Mark             string      `json:"mark,omitempty"`      // 发文机关代字: 龙农; begins the numbers of its documents (GB/T 9704), unique in the district
	USCC             string      `json:"uscc,omitempty"`      // 统一社会信用代码, empty while 待核
	ManagedBy        string      `json:"managedBy,omitempty"` // code of the body that runs it in place of its parent (代管)
	Phone            string      `json:"phone,omitempty"`
	SupervisionPhone string      `json:"supervisionPhone,omitempty"`
	Address          string      `json:"address,omitempty"`
	From             period.Date `json:"from"`         // first day the unit exists
	To               period.Date `json:"to,omitempty"` // last day, zero = open
}

// Centre (服务中心) is a place where people are received: a street administrative
// service centre (街道行政服务中心) or a community convenience centre (社区便民服务中心).
type Centre struct {
	Code        string      `json:"code"`
	Unit        string      `json:"unit"` // the street or community that runs it
	Name        string      `json:"name"`
	NameEN      string      `json:"nameEn,omitempty"`
	Address     string      `json:"address"`
	Hours       string      `json:"hours"` // 办公时间
	Phone       string      `json:"phone"`
	Counters    []Counter   `json:"counters"`
	SelfService []string    `json:"selfService,omitempty"` // 自助服务点设备: 计算机, 扫描仪, 高拍仪
	ToVerify    bool        `json:"toVerify,omitempty"`    // 待核: address or phone not confirmed by the unit
	From        period.Date `json:"from"`
	To          period.Date `json:"to,omitempty"`
}

// Counter (窗口) is one desk of a centre.
type Counter struct {
	No   string `json:"no"`
	Name string `json:"name"`
}
