package org

import "yimen/core/period"

// Post (岗位) is a duty that staff hold in a unit. The first four stand in the posts
// table of the notice's Annex 2.
type Post string

// The posts.
const (
	Acceptance    Post = "acceptance"    // 受理岗
	Review        Post = "review"        // 审核岗
	Approval      Post = "approval"      // 审批岗
	Issuing       Post = "issuing"       // 制证岗
	Agency        Post = "agency"        // 代办岗
	Keeper        Post = "keeper"        // 目录管理岗
	Supervisor    Post = "supervisor"    // 监察岗
	Administrator Post = "administrator" // 系统管理员
)

// Staff (工作人员) is a person who works in the hall or behind it.
type Staff struct {
	No     string `json:"no"`   // 工号, the sign-in name
	Name   string `json:"name"` // 姓名
	NameEN string `json:"nameEn,omitempty"`
	Unit   string `json:"unit"` // home unit
	Phone  string `json:"phone,omitempty"`
	Email  string `json:"email,omitempty"` // where messages of the hall are sent
	// To is the last day on the staff (离岗), zero = open. The person is never removed: old
	// cases name him. His posts end with him.
	To period.Date `json:"to,omitempty"`
}

// Holding (任职) says that a staff member holds a post in a unit for some or all items.
type Holding struct {
	Staff string      `json:"staff"`
	Unit  string      `json:"unit"`
	Post  Post        `json:"post"`
	Items []string    `json:"items,omitempty"` // item codes; empty = all items of the unit
	Head  bool        `json:"head,omitempty"`  // 负责人 of the unit, who alone extends (许可法42)
	From  period.Date `json:"from"`
	To    period.Date `json:"to,omitempty"`
}

// Stationing (进驻授权) says that a body has brought one item into a centre and authorised
// the centre's staff in writing to act on it there (the notice, 二(一)2).
type Stationing struct {
	Body    string      `json:"body"`    // the station or department whose power it is
	Centre  string      `json:"centre"`  // centre code
	Item    string      `json:"item"`    // item code, or AllItems
	Posts   []Post      `json:"posts"`   // what the centre's staff may do in the body's name
	Paper   string      `json:"paper"`   // number of the written authorisation
	PaperOn period.Date `json:"paperOn"` // its date
	From    period.Date `json:"from"`
	To      period.Date `json:"to,omitempty"`
}

// AllItems in a Stationing stands for every item of the body.
const AllItems = "*"

// ActorKind tells on whose behalf an act is done.
type ActorKind string

// The kinds of actor.
const (
	ByStaff     ActorKind = "staff"
	ByApplicant ActorKind = "applicant" // the applicant, known by number and query code or by sign-in
	BySystem    ActorKind = "system"    // the passing of time
)

// Actor (行为人) is who does an act.
type Actor struct {
	Kind ActorKind `json:"kind"`
	No   string    `json:"no,omitempty"` // 工号 of staff; applicant's identity number
	Name string    `json:"name,omitempty"`
	Via  string    `json:"via,omitempty"` // 经办人: who acted for a body, known by sign-in
}
