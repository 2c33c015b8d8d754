package catalog

import (
	"slices"
	"strconv"
	"strings"
)

// Marked are the paths that may carry 待核: those that people see.
var Marked = []string{
	"statutory", "promised", "procedure", "materials", "result", "form",
	"sheet.implementer", "sheet.basis", "sheet.conditions", "sheet.fee", "sheet.department",
	"sheet.place", "sheet.hours", "sheet.phone", "sheet.supervision", "sheet.supplementDue",
}

// sheet checks what people read: the form of Annex 2 and the guide rules of Wenzhou.
func (l *linter) sheet() {
	s := l.item.Sheet
	l.need("sheet.implementer.function", s.Implementer.Function)
	l.need("sheet.implementer.name", s.Implementer.Name)
	oneOf(l, "sheet.implementer.nature", s.Implementer.Nature, "1", "2", "3", "9")
	oneOf(l, "sheet.power", s.Power, "1", "2", "3", "4", "5", "6")
	oneOf(l, "sheet.level", s.Level, "1", "2", "3", "4", "5", "6", "7")
	if code := s.Implementer.Code; code != "" && CheckCreditCode(code) != "" {
		l.fail("sheet.implementer.code", CheckCreditCode(code), "value", code)
	}
	if len(s.JointEN) != len(s.Joint) {
		l.warn("sheet.jointEn", "jointEnglish")
	}
	l.basis()
	if len(s.Conditions) == 0 {
		l.fail("sheet.conditions", "required")
	}
	for n, condition := range s.Conditions {
		l.text(index("sheet.conditions", n), condition)
	}
	l.questions()
	l.fee()
	l.text("sheet.department", s.Department)
	l.text("sheet.place", s.Place)
	l.text("sheet.hours", s.Hours)
	l.text("sheet.formTitle", s.FormTitle)
	l.phones()
	l.faq()
	l.visits()
	l.audience()
	for n, path := range s.ToVerify {
		if !slices.Contains(Marked, path) {
			l.fail(index("sheet.toVerify", n), "toVerify", "value", path)
		}
	}
}

// basis checks the legal grounds: each with its article, one at least the item's own.
func (l *linter) basis() {
	own := false
	for n, b := range l.item.Sheet.Basis {
		at := index("sheet.basis", n)
		l.need(at+".law", b.Law)
		if b.Article == "" && b.Paper == "" {
			l.fail(at+".article", "basisArticle", "law", b.Law)
		}
		own = own || !b.General
	}
	if !own {
		l.fail("sheet.basis", "basisNone")
	}
}

// fee checks that what is charged has its item, standard and basis (许可法58, 59).
func (l *linter) fee() {
	fee := l.item.Sheet.Fee
	switch {
	case fee.Charged && len(fee.Items) == 0:
		l.fail("sheet.fee.items", "feeItems")
	case !fee.Charged && (fee.OnlinePay || len(fee.Items) > 0):
		l.fail("sheet.fee.charged", "feeFree")
	}
	for n, item := range fee.Items {
		at := index("sheet.fee.items", n)
		l.need(at+".name", item.Name)
		l.need(at+".standard", item.Standard)
		l.need(at+".basis", item.Basis)
	}
}

// areaCode is Wenzhou's; the guide rules ask for it on every number.
const areaCode = "0577-"

// phones checks that both numbers are there, with area code, and differ.
func (l *linter) phones() {
	s := l.item.Sheet
	for _, p := range []struct{ field, number string }{{"sheet.phone", s.Phone}, {"sheet.supervision", s.Supervision}} {
		l.need(p.field, p.number)
		if p.number != "" && (!strings.HasPrefix(p.number, areaCode) || CheckPhone(p.number) != "") {
			l.fail(p.field, "phone", "value", p.number)
		}
	}
	if s.Phone != "" && s.Phone == s.Supervision {
		l.fail("sheet.supervision", "phoneSame", "value", s.Phone)
	}
}

// faq: a licence has at least one question with its answer.
func (l *linter) faq() {
	if l.item.Type == "01" && len(l.item.Sheet.FAQ) == 0 {
		l.fail("sheet.faq", "faqNone")
	}
	for n, qa := range l.item.Sheet.FAQ {
		at := index("sheet.faq", n)
		l.need(at+".q", qa.Q)
		l.need(at+".a", qa.A)
		l.english(at+".qEn", qa.QEN)
		l.english(at+".aEn", qa.AEN)
	}
}

// questions checks 申请前自查: each says in both languages what the other answer means.
func (l *linter) questions() {
	for n, q := range l.item.Sheet.Ask {
		at := index("sheet.ask", n)
		l.text(at+".text", q.Text)
		l.text(at+".otherwise", q.Otherwise)
		if q.Item == l.item.Code && q.Item != "" {
			l.fail(at+".item", "askItem", "code", q.Item)
		}
	}
}

// visits checks 到办事现场次数 against the reason, the channels and the online depth.
func (l *linter) visits() {
	s := l.item.Sheet
	if s.Visits < 0 {
		l.fail("sheet.visits", "unknownValue", "value", count(s.Visits))
	}
	if (s.Visits > 0) == (s.VisitReason.ZH == "") {
		l.fail("sheet.visitReason", "visitReason", "visits", count(s.Visits))
	}
	if s.Visits == 0 && !s.Online && !slices.Contains(l.item.Channels, ByPost) {
		l.fail("channels", "visitPost")
	}
	if s.OnlineDepth < 0 || s.OnlineDepth > 4 || (s.OnlineDepth > 0) != s.Online {
		l.fail("sheet.onlineDepth", "onlineDepth", "value", count(int(s.OnlineDepth)))
	}
	if s.OnlineDepth == 4 && s.Visits != 0 {
		l.fail("sheet.visits", "visitDepth", "visits", count(s.Visits))
	}
	if s.Online != slices.Contains(l.item.Channels, Online) {
		l.fail("channels", "onlineChannel")
	}
}

// audience checks that each kind of applicant finds the item under a theme.
func (l *linter) audience() {
	s := l.item.Sheet
	if len(s.Audience) == 0 {
		l.fail("sheet.audience", "required")
		return
	}
	for n, a := range s.Audience {
		oneOf(l, index("sheet.audience", n), a, Person, Enterprise, Institution, SocialBody, Administration, OtherBody)
	}
	persons := slices.Contains(s.Audience, Person)
	firms := len(s.Audience) > 1 || !persons
	if persons != (len(s.ThemesPerson) > 0) {
		l.fail("sheet.themesPerson", "themes")
	}
	if firms != (len(s.ThemesFirm) > 0) {
		l.fail("sheet.themesFirm", "themes")
	}
}

func count(n int) string { return strconv.Itoa(n) }
