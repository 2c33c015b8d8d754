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
	return "/verify/" + d.CaseNo + "/" + strconv.Itoa(d.Seq) + "/" + string(d.Kind)
}

// address gives the documents of a fact the address behind their QR code. A sealed one leads
// to its verification; what bears no seal is a voucher or a record, and its holder asks how
// the case goes. A courtesy copy leads where the document does that it follows.
func (w *writer) address() {
	if w.Site == "" || w.c.No == "" {
		return
	}
	for i := range w.made {
		d := &w.made[i]
		switch {
		case d.Lang != Zh && i > 0:
			d.Query = w.made[i-1].Query
		case d.Seal != "":
			d.Query = w.Site + VerifyPath(*d)
		default:
			d.Query = w.Site + "/cases/" + w.c.No
		}
	}
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
