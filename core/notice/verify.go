package notice

import (
	"regexp"
	"strconv"
	"strings"

	"yimen/core/org"
)

// VerifyPath (核验地址) is the page of the portal on which anybody compares a sealed document
// with what was written. A courtesy copy leads to its Chinese document.
func VerifyPath(d Document) string {
	return "/verify/" + d.CaseNo + "/" + strconv.Itoa(d.Seq) + "/" + d.place()
}

// code is the code of a sealed document (核验码). It follows from where the document stands, so
// that the same document always bears the same, and opens it alone: whoever holds it can show
// it to a bank without the query code, which opens the whole case.
func (w *writer) code(d Document) string {
	if w.Code == nil {
		return ""
	}
	return w.Code(VerifyPath(d))
}

// ShownCode (核验码) is the code as people read and type it: two groups of five.
func (d Document) ShownCode() string {
	if len(d.Code) != 10 {
		return d.Code
	}
	return d.Code[:5] + " " + d.Code[5:]
}

// address gives the documents of a fact what they are looked up by: the address behind their
// QR code and, where they are sealed, their code. A sealed one leads to its verification; what
// bears no seal is a voucher or a record, and its holder asks how the case goes. A courtesy
// copy leads where the document does that it follows.
func (w *writer) address() {
	if w.c.No == "" {
		return
	}
	for i := range w.made {
		d := &w.made[i]
		switch {
		case d.Lang != Zh && i > 0:
			d.Query, d.Code = w.made[i-1].Query, w.made[i-1].Code
		case d.Seal != "":
			d.Query, d.Code = w.at(VerifyPath(*d)), w.code(*d)
		default:
			d.Query = w.at("/cases/" + w.c.No)
		}
	}
}

// at is an address of the portal; empty while nobody said where the portal is.
func (w *writer) at(path string) string {
	if w.Site == "" {
		return ""
	}
	return w.Site + path
}

// A number as people type it from paper: any brackets round the year, 第 before the figure,
// leading zeros and blanks do no harm.
var citedNumber = regexp.MustCompile(`^(.+?)[〔\[［(（【]([0-9]{4})[〕\]］)）】]第?0*([1-9][0-9]{0,8})号?$`)

// Cited (引用的文号) reads a document number as it was typed: what it may be, for the units
// whose 机关代字 it begins with. Several units may share a beginning, one number fits at most
// one of them and its family.
func Cited(text string, units []org.Unit) []Number {
	parts := citedNumber.FindStringSubmatch(strings.Join(strings.Fields(text), ""))
	if parts == nil {
		return nil
	}
	year, _ := strconv.Atoi(parts[2])
	n, _ := strconv.Atoi(parts[3])
	var list []Number
	for _, u := range units {
		if family, ok := strings.CutPrefix(parts[1], mark(u)); ok && family != "" {
			list = append(list, Number{Unit: u.Code, Family: family, Year: year, N: n})
		}
	}
	return list
}
