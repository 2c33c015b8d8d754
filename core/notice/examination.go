package notice

import (
	"fmt"
	"strings"

	"yimen/core/casework"
)

// siteCheck (核查（勘验）笔录) is the record of a look at the place: it stays in the file, signed
// by the two who went and by the person concerned (许可法34(3)).
func siteCheck(w *writer) {
	a := act[casework.SiteCheck](w)
	d := w.new(SiteCheckRecord)
	u := w.unit(w.fact.Right.Unit)
	if w.fact.Right.For != "" {
		u = w.unit(w.fact.Right.For)
	}
	d.Agency, d.Body, d.Seal = u.Name, u.Code, ""
	var who []string
	signs := []Pair{}
	for _, p := range a.Checkers {
		who = append(who, fmt.Sprintf("%s（执法证号：%s）", w.nameOf(p.No), p.Cert))
		signs = append(signs, Pair{"核查人员", ""})
	}
	d.text("对" + w.applied() + "进行现场核查，记录如下：")
	d.facts(Pair{"核查时间", fmt.Sprintf("%s %s至%s", day(a.On), a.Begins, a.Ends)}, Pair{"核查地点", a.Place},
		Pair{"核查人员", strings.Join(who, "、")}, Pair{"核查情况", a.Findings}, Pair{"被核查人意见", a.Said}, Pair{"未签名的原因", a.Unsigned})
	d.text("依据：" + w.law("第三十四条第三款", "") + "。")
	d.sign(append(signs, signature(a.Signer, a.Witness, "被核查人")...)...)
}

// signature is who signed a record, or who witnessed that nobody did.
func signature(signer, witness, role string) []Pair {
	if signer == "" {
		return []Pair{{"见证人", witness}}
	}
	return []Pair{{role, signer}}
}

// nameOf is a member of staff by name.
func (w *writer) nameOf(no string) string {
	if s, ok := w.Dir.StaffByNo(no); ok {
		return s.Name
	}
	return no
}
