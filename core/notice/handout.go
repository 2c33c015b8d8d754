package notice

import (
	"cmp"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

var modeName = map[casework.Mode]string{
	casework.InPerson:     "直接送达",
	casework.LeftThere:    "留置送达",
	casework.Electronic:   "电子送达",
	casework.Entrusted:    "委托送达",
	casework.PostMail:     "邮寄送达",
	casework.PublicNotice: "公告送达",
}

var relationName = map[casework.Relation]string{
	casework.Self:      "本人（法定代表人、主要负责人）",
	casework.Family:    "同住成年家属",
	casework.Reception: "负责收件的人",
	casework.ByAgent:   "代理人",
	casework.Named:     "指定代收人",
}

// service (送达回证) proves that the result reached its addressee (民诉法87–95).
func service(w *writer) {
	a := act[casework.Serve](w)
	w.proofOf(a, w.c.Applicant.Name, w.servedPapers())
}

// proofOf is the proof that somebody was served with papers.
func (w *writer) proofOf(a casework.Serve, whom, papers string) *Document {
	d := w.record(Service)
	signer := "收件人"
	switch a.Mode {
	case casework.LeftThere:
		signer = "拒收人"
	case casework.Electronic:
		signer = "送达地址（系统）"
	}
	d.facts(
		Pair{"受送达人", whom},
		Pair{"送达文书名称、文号", cmp.Or(a.Papers, papers)},
		Pair{"送达方式", modeName[a.Mode]}, Pair{"送达地点", a.Place}, Pair{"送达日期", day(a.On)},
		Pair{signer, a.Receiver}, Pair{"与受送达人关系", cmp.Or(relationName[a.Relation], string(a.Relation))},
		Pair{"回执、委托函或者录像编号", a.Proof}, Pair{"见证人", a.Witness}, Pair{"受委托送达的机关", a.Through},
		Pair{"拒收、委托或者公告的原因", a.Reason}, Pair{"同意电子送达", a.Consent}, Pair{"纸质文书", a.OnPaper},
		Pair{"公告日期", dayOrNone(a.From)}, Pair{"送达人", w.staffName()},
	)
	server := Pair{"送达人签名", ""}
	switch {
	case a.Mode == casework.InPerson, a.Mode == casework.Entrusted:
		d.sign(Pair{"受送达人（收件人）签名或者盖章", ""}, Pair{"日期", ""}, server)
	case a.Witness != "": // who refused doesn't sign
		d.sign(Pair{"见证人签名或者盖章", ""}, Pair{"日期", ""}, server)
	default: // nobody signs what came by post, electronically or by public notice: its proof stands above
		d.sign(server)
	}
	return d
}

func dayOrNone(d period.Date) string {
	if d.IsZero() {
		return ""
	}
	return day(d)
}

// exitKinds are the documents of decisions beside that on the application.
var exitKinds = map[org.Act]Kind{
	org.RefuseAcceptance: NotAccepted, org.RevokeAcceptance: AcceptanceRevoked, org.Terminate: Termination,
	org.RevokeCommitted: CommitmentRevoked, org.RevokeLicence: Revocation, org.CancelLicence: Cancellation,
}

// exitPaper is the document that the service at hand is of: of several proposals to revoke the
// licence, that of the one which was not served before.
func (w *writer) exitPaper(of org.Act) (Kind, string) {
	kind, nth := exitKinds[of], 0
	for _, s := range w.c.ExitsServed {
		if s.Act == of {
			nth++
		}
	}
	if l := w.c.Licence; of == org.RevokeLicence && l != nil {
		switch {
		case nth <= len(l.Kept):
			kind = Kept
		case l.Revoked != nil && l.Revoked.Ground == casework.PowerChanged:
			kind, nth = Recall, 1
		default:
			nth = 1
		}
	}
	for _, n := range w.Numbers {
		if n.Kind == kind && n.Seq <= w.fact.Seq {
			if nth--; nth == 0 {
				return kind, w.number(kind, n.Seq)
			}
		}
	}
	return kind, ""
}

// servedPapers names what was handed over, with the numbers.
func (w *writer) servedPapers() string {
	if of := act[casework.Serve](w).Of; of != "" {
		kind, number := w.exitPaper(of)
		return "《" + strings.ReplaceAll(kinds[kind].zh, "%s", matter(w.Item)) + "》" + number
	}
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
