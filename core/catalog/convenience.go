package catalog

import (
	"regexp"
	"slices"
	"strings"

	"yimen/core/org"
	"yimen/core/period"
)

// Convenience (便民服务) is a service of daily life that a centre offers beside the items of
// government: post, bills, banking, newspapers, sport (the notice, 二(三)). Nothing is decided
// in it, so it has no procedure and no case; people want to know who, where, when and how dear.
type Convenience struct {
	Code     string          `json:"code"`   // 330303001010-b01
	Centre   string          `json:"centre"` // code of the centre that offers it
	Kind     ConvenienceKind `json:"kind"`
	Name     string          `json:"name"`
	NameEN   string          `json:"nameEn,omitempty"`
	Provider Text            `json:"provider"`        // 提供单位
	What     Text            `json:"what"`            // 服务内容
	Place    Text            `json:"place"`           // 地点, within the centre or beside it
	Hours    Text            `json:"hours"`           // 服务时间
	Price    Text            `json:"price"`           // 收费: what it costs, or that it is free
	Phone    string          `json:"phone,omitempty"` // 联系电话
	Link     string          `json:"link,omitempty"`  // 网址
	ToVerify bool            `json:"toVerify,omitempty"`
	From     period.Date     `json:"from"`
	To       period.Date     `json:"to,omitempty"`
}

// ConvenienceKind (便民服务类别) is one of the kinds that the notice names.
type ConvenienceKind string

// 邮政电信、水电缴费、金融服务、书刊零售、文体娱乐.
const (
	PostTelecom ConvenienceKind = "post"
	Utilities   ConvenienceKind = "utility"
	Finance     ConvenienceKind = "finance"
	Reading     ConvenienceKind = "reading"
	Leisure     ConvenienceKind = "leisure"
	OtherDaily  ConvenienceKind = "other"
)

// ConvenienceKinds lists them in the order of the notice.
var ConvenienceKinds = []ConvenienceKind{PostTelecom, Utilities, Finance, Reading, Leisure, OtherDaily}

// InForce tells whether the service is offered on a day.
func (c Convenience) InForce(on period.Date) bool {
	return on.Within(c.From, c.To)
}

var (
	convenienceCode = regexp.MustCompile(`^[0-9A-Za-z]+(-[0-9A-Za-z]+)*$`)
	webAddress      = regexp.MustCompile(`^https?://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(:\d+)?(/[^\s<>"]*)?$`)
	dailyPhone      = regexp.MustCompile(`^(0\d{2,3}-\d{7,8}(-\d{1,5})?|1[3-9]\d{9}|1\d{4}|9[56]\d{3,4}|[48]00-?\d{3}-?\d{4})$`)
)

// CheckConvenience finds what is wrong with one service, in field order; others are those
// that stand beside it.
func CheckConvenience(c Convenience, dir *org.Directory, others []Convenience) []Finding {
	l := &linter{}
	if len(c.Code) > maxCode || !convenienceCode.MatchString(c.Code) {
		l.fail("code", "code", "code", c.Code)
	}
	if c.Centre == "" {
		l.fail("centre", "required")
	} else if _, ok := dir.Centre(c.Centre, c.From); !ok {
		l.fail("centre", "convenienceCentre", "value", c.Centre)
	}
	oneOf(l, "kind", c.Kind, ConvenienceKinds...)
	l.need("name", c.Name)
	l.english("nameEn", c.NameEN)
	for _, f := range []struct {
		name string
		text Text
	}{{"provider", c.Provider}, {"what", c.What}, {"place", c.Place}, {"hours", c.Hours}, {"price", c.Price}} {
		l.need(f.name, f.text.ZH)
		l.english(f.name+"En", f.text.EN)
	}
	l.contact(c)
	l.offered(c, others)
	return l.found
}

// contact: somebody can be asked, unless the numbers are still to be checked.
func (l *linter) contact(c Convenience) {
	switch {
	case c.Phone == "" && !c.ToVerify:
		l.fail("phone", "conveniencePhone")
	case c.Phone != "" && !dailyPhone.MatchString(c.Phone):
		l.fail("phone", "phone", "value", c.Phone)
	}
	if c.Link != "" && !webAddress.MatchString(c.Link) {
		l.fail("link", "convenienceLink", "value", c.Link)
	}
}

// offered checks the days, and that no centre offers the same thing twice.
func (l *linter) offered(c Convenience, others []Convenience) {
	if c.From.IsZero() {
		l.fail("from", "required")
	}
	if !c.To.IsZero() && c.To < c.From {
		l.fail("to", "dates", "from", c.From.String(), "to", c.To.String())
	}
	same := func(o Convenience) bool {
		return o.Code != c.Code && o.Centre == c.Centre && strings.TrimSpace(o.Name) == strings.TrimSpace(c.Name) &&
			period.Meet(c.From, c.To, o.From, o.To)
	}
	if i := slices.IndexFunc(others, same); i >= 0 {
		l.fail("name", "convenienceTwice", "name", c.Name, "other", others[i].Code)
	}
}
