package scenario

import "yimen/core/casework"

// siteCheck reads 核查: people by name, with their certificates in the same order.
func siteCheck(a *args) builder {
	do := casework.SiteCheck{On: a.date("核查日"), Begins: a.text("开始"), Ends: a.text("终了"), Place: a.text("地点"), Findings: a.text("情况"),
		Said: a.text("当事人意见"), Signer: a.text("签名"), Unsigned: a.text("未签原因"), Witness: a.text("见证人")}
	names, certs := list(a.text("核查人")), list(a.text("执法证号"))
	for i, name := range names {
		p := casework.Checker{No: staffNo(name)}
		if i < len(certs) {
			p.Cert = certs[i]
		}
		do.Checkers = append(do.Checkers, p)
	}
	return always(do)
}

// staffNo is the number of somebody named; of a name that nobody has, the name.
func staffNo(name string) string {
	if s, ok := staffByName(name); ok {
		return s.No
	}
	return name
}
