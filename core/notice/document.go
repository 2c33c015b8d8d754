package notice

import (
	"strconv"

	"yimen/core/org"
	"yimen/core/period"
)

// Document (文书) is one document as data. Equal documents marshal to equal JSON.
type Document struct {
	Kind Kind `json:"kind"`
	Lang Lang `json:"lang"`           // En: a courtesy copy, never sealed
	Form Form `json:"form"`           // how it is laid out
	Seq  int  `json:"seq"`            // the fact it follows
	Copy int  `json:"copy,omitempty"` // 同文号的另一份: the same document for another addressee, the nth of the interested
	Demo bool `json:"demo,omitempty"`

	Agency string      `json:"agency"`           // 发文机关名称
	Body   string      `json:"body"`             // code of the unit that issues it
	Seal   string      `json:"seal,omitempty"`   // code of the unit whose seal it bears; empty: none
	Title  string      `json:"title"`            // 文书名称
	Family string      `json:"family,omitempty"` // 文号类别, 许准; empty: it takes no number
	Year   int         `json:"year,omitempty"`   // of the number
	Number string      `json:"number,omitempty"` // 文号, 龙农许准〔2026〕15号; empty until allotted
	CaseNo string      `json:"case"`             // 办件编号
	Query  string      `json:"query,omitempty"`  // address behind the QR code
	Code   string      `json:"code,omitempty"`   // 核验码, which opens this document alone; empty: none
	To     Addressee   `json:"to,omitzero"`      // 受文人; zero: it stays in the file
	Item   ItemRef     `json:"item"`
	On     period.Date `json:"on"` // 成文日期

	Blocks   []Block  `json:"blocks"`
	Remedies []string `json:"remedies,omitempty"` // 救济途径, one paragraph each
	Note     string   `json:"note,omitempty"`     // small print under the text
	Contact  Contact  `json:"contact,omitzero"`
}

// Name tells the documents of one fact apart: the kind, with a figure where it is for another
// addressee, and with .en for a courtesy copy. It stands in addresses.
func (d Document) Name() string {
	if d.Lang == En {
		return d.place() + ".en"
	}
	return d.place()
}

// place is the name of the Chinese document.
func (d Document) place() string {
	if d.Copy > 0 {
		return string(d.Kind) + "." + strconv.Itoa(d.Copy)
	}
	return string(d.Kind)
}

// Numbered tells whether a number is allotted for the document. The copies for further addressees bear
// that of the first, and so does a courtesy copy.
func (d Document) Numbered() bool { return d.Family != "" && d.Lang == Zh && d.Copy == 0 }

// Lang (文种) is the language of a document.
type Lang string

// The languages. Chinese has legal effect; English is a courtesy.
const (
	Zh Lang = "zh"
	En Lang = "en"
)

// Form (版式) is how a kind is laid out, after GB/T 9704.
type Form string

// The layouts.
const (
	Decision Form = "decision" // 红头: agency in red, number, red line
	Letter   Form = "letter"   // 信函式: notices
	Sheet    Form = "sheet"    // 表格式: vouchers, records, proofs
)

// Addressee (受文人) is who gets the document.
type Addressee struct {
	Role   Role   `json:"role"`
	Name   string `json:"name"`
	IDType string `json:"idType"` // in words of the document's language
	ID     string `json:"id"`     // whole on decisions, masked elsewhere
}

// Role (受文身份) is in which capacity.
type Role string

// The roles.
const (
	Applicant  Role = "applicant"  // 申请人
	Interested Role = "interested" // 利害关系人
	Pressed    Role = "unit"       // 被督办机构: within the house, not for the parties
)

// ItemRef (事项) names the item.
type ItemRef struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Version int    `json:"version"`
}

// Contact (联系方式) is whom to ask and to whom to complain.
type Contact struct {
	Phone       string `json:"phone,omitempty"`
	Supervision string `json:"supervision,omitempty"` // 监督电话
	Address     string `json:"address,omitempty"`
}

// BlockKind (段落种类) tells what a block is.
type BlockKind string

// The kinds of block, with the fields they use.
const (
	Text    BlockKind = "text"    // Text: a paragraph
	Heading BlockKind = "heading" // Text: 一、…
	List    BlockKind = "list"    // Items, numbered from 1
	Facts   BlockKind = "facts"   // Pairs, as a table of name and value
	Table   BlockKind = "table"   // Head and Rows; Text is its caption
	Sign    BlockKind = "sign"    // Pairs: lines to sign; an empty Text is left open
)

// Block (段落) is one part of the text, in order.
type Block struct {
	Kind  BlockKind  `json:"k"`
	Text  string     `json:"t,omitempty"`
	Items []string   `json:"items,omitempty"`
	Pairs []Pair     `json:"pairs,omitempty"`
	Head  []string   `json:"head,omitempty"`
	Rows  [][]string `json:"rows,omitempty"`
}

// Pair (栏目) is a name with its value.
type Pair struct {
	Term string `json:"n"`
	Text string `json:"v"`
}

// Number (文号) is a number that the store has allotted: it runs by year in a family of
// documents of an issuing body.
type Number struct {
	Seq    int // the fact
	Kind   Kind
	Unit   string // code of the issuing body
	Family string
	Year   int
	N      int // from 1
}

// Text is the number as it stands on the document of a body.
func (n Number) Text(body org.Unit) string { return numberText(mark(body), n.Family, n.Year, n.N) }

// numberText writes a number behind the 机关代字 of its body: six-cornered brackets, neither 第
// nor leading zeros (GB/T 9704). n 0 leaves the place open, for a preview.
func numberText(mark, family string, year, n int) string {
	place := "　"
	if n > 0 {
		place = strconv.Itoa(n)
	}
	return mark + family + "〔" + strconv.Itoa(year) + "〕" + place + "号"
}
