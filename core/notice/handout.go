package notice

import (
	"strings"

	"yimen/core/casework"
)

var modeName = map[casework.Mode]string{
	casework.InPerson:   "直接送达",
	casework.PostMail:   "邮寄送达",
	casework.Electronic: "电子送达",
}

// service (送达回证) proves that the result reached its addressee (民诉法87–95).
func service(w *writer) {
	a := act[casework.Serve](w)
	d := w.record(Service)
	signer := Pair{"收件人", a.Receiver}
	switch a.Mode {
	case casework.PostMail:
		signer.Term = "回执"
	case casework.Electronic:
		signer.Term = "送达地址（系统）"
	}
	d.facts(
		Pair{"受送达人", w.c.Applicant.Name},
		Pair{"送达文书名称、文号", w.servedPapers()},
		Pair{"送达方式", modeName[a.Mode]}, Pair{"送达日期", day(a.On)},
		signer, Pair{"与受送达人关系", a.Relation}, Pair{"送达人", w.staffName()},
	)
	d.sign(Pair{"受送达人（收件人）签名或者盖章", ""}, Pair{"日期", ""}, Pair{"送达人签名", ""})
}

// servedPapers names what was handed over, with the numbers.
func (w *writer) servedPapers() string {
	k := Denial
	if w.c.Decision != nil && w.c.Decision.Granted {
		k = Grant
	}
	papers := []string{"《" + strings.ReplaceAll(kinds[k].zh, "%s", matter(w.Item)) + "》" + w.last(k)}
	if w.c.Issued != nil {
		name := w.Item.Result.Name
		if name == "" {
			name = "证件"
		}
		papers = append(papers, "《"+name+"》"+w.c.Issued.No)
	}
	return strings.Join(papers, "；")
}
