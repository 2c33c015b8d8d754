package notice

import (
	"cmp"
	"fmt"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
)

// word is a term in the two languages of a document.
type word struct{ zh, en string }

// in is the term in a language.
func (t word) in(l Lang) string {
	if l == En {
		return t.en
	}
	return t.zh
}

// idName names the documents of identity (GA/T 2000.156).
var idName = map[string]word{
	casework.ResidentID: {"居民身份证", "Resident identity card"},
	casework.Passport:   {"外国人护照", "Passport"},
	"511":               {"台湾居民来往大陆通行证", "Mainland travel permit for Taiwan residents"},
	"516":               {"港澳居民来往内地通行证", "Mainland travel permit for Hong Kong and Macao residents"},
	"553":               {"外国人永久居留身份证", "Permanent residence card for foreigners"},
	casework.CreditCode: {"统一社会信用代码", "Unified social credit code"},
}

var channelName = map[catalog.Channel]word{
	catalog.AtCounter: {"窗口申请", "at the counter"},
	catalog.Online:    {"网上申请", "online"},
	catalog.ByPost:    {"邮寄申请", "by post"},
	catalog.ByFax:     {"传真申请", "by fax"},
	catalog.ByEmail:   {"电子邮件申请", "by e-mail"},
	catalog.AtKiosk:   {"自助点申请", "at a self-service point"},
	catalog.ByAgent:   {"代办申请", "through an agent of the centre"},
}

// formMade is how the application form came about where nobody brought it.
var formMade = map[catalog.Channel]word{
	catalog.Online:  {"网上填写", "filled in online"},
	catalog.AtKiosk: {"自助填写", "filled in at the terminal"},
}

var howName = map[casework.How]word{
	casework.Original: {"原件", "original"},
	casework.Copy:     {"复印件", "copy"},
	casework.Upload:   {"电子文件", "electronic file"},

	casework.Registered: {"电子证照", "licence from the register"},
}

var specialName = map[catalog.SpecialKind]string{
	catalog.Hearing: "听证", catalog.Tender: "招标", catalog.Auction: "拍卖", catalog.Inspection: "检验",
	catalog.Testing: "检测", catalog.Quarantine: "检疫", catalog.Appraisal: "鉴定", catalog.ExpertReview: "专家评审",
}

// day writes a day as documents do: 2026年3月2日.
func day(d period.Date) string {
	if d.IsZero() {
		return ""
	}
	y, m, n := d.Civil()
	return fmt.Sprintf("%d年%d月%d日", y, m, n)
}

// moment is a day with hour and minute.
func moment(i period.Instant) string {
	h, m, _ := i.Clock()
	return fmt.Sprintf("%s %02d:%02d", day(i.Date()), h, m)
}

var months = strings.Fields("January February March April May June July August September October November December")

func dayEN(d period.Date) string {
	if d.IsZero() {
		return ""
	}
	y, m, n := d.Civil()
	return fmt.Sprintf("%d %s %d", n, months[m-1], y)
}

// dueText is a due day; one that may still move says so (暂定).
func dueText(d period.Due) string {
	if d.Provisional {
		return day(d.On) + "（暂定，以国务院公布的当年节假日安排为准）"
	}
	return day(d.On)
}

func dueTextEN(d period.Due) string {
	if d.Provisional {
		return dayEN(d.On) + " (provisional: the holidays of that year are not yet announced)"
	}
	return dayEN(d.On)
}

// span writes a period: 20个工作日, 30日, 2个月; 0 is the same day.
func span(p period.Period) string {
	switch {
	case p.IsZero():
		return ""
	case p.N == 0:
		return "当日"
	case p.Unit == period.WorkingDay:
		return fmt.Sprintf("%d个工作日", p.N)
	case p.Unit == period.Month:
		return fmt.Sprintf("%d个月", p.N)
	}
	return fmt.Sprintf("%d日", p.N)
}

// applied is how every letter begins: 你（单位）于…提出的…申请.
func (w *writer) applied() string {
	you := "你"
	if w.c.Applicant.IDType == casework.CreditCode {
		you = "你单位"
	}
	return fmt.Sprintf("%s于%s提出的“%s”申请（办件编号：%s）", you, day(w.c.ReceivedOn), w.Item.Name, w.c.No)
}

// Days on which the laws that documents cite came into force.
var zhejiang2018 = period.NewDate(2019, 1, 1) // 浙江省保障“最多跑一次”改革规定

const (
	licensingLaw = "《中华人民共和国行政许可法》"
	oneTripRule  = "《浙江省保障“最多跑一次”改革规定》"
)

// law cites what an act of the procedure rests on: the licensing law for a licence, the
// provincial rule once it was in force, and for all else the item's own basis.
func (w *writer) law(licensing, province string) string {
	var cited []string
	if licensing != "" && licence(w.Item) {
		cited = append(cited, licensingLaw+licensing)
	}
	if province != "" && w.on >= zhejiang2018 {
		cited = append(cited, oneTripRule+province)
	}
	if len(cited) == 0 {
		return w.basis()
	}
	return strings.Join(cited, "、")
}

// both cites the provision that an officer applies beside the general one, or the general one alone
// where it is the same.
func both(applied, general string) string {
	if strings.HasSuffix(general, applied) {
		return general
	}
	return applied + "和" + general
}

// basis cites the item's own ground.
func (w *writer) basis() string {
	var cited []string
	for _, b := range w.Item.Sheet.Basis {
		if !b.General && (b.From.IsZero() || b.From <= w.on) {
			cited = append(cited, b.Law+cmp.Or(b.Article, b.Paper))
		}
	}
	return cmp.Or(strings.Join(cited, "、"), "有关规定")
}

// material names a material of the item in a language; "form" is the form itself.
func (w *writer) material(code string, l Lang) string {
	if code == "form" {
		return word{cmp.Or(w.Item.Sheet.FormTitle.ZH, "申请表"), cmp.Or(w.Item.Sheet.FormTitle.EN, "Application form")}.in(l)
	}
	for _, m := range w.Item.Materials {
		if m.Code == code {
			return word{m.Name, cmp.Or(m.NameEN, m.Name)}.in(l)
		}
	}
	return code
}
