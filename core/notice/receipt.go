package notice

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
)

// receipt (收件凭证) is the voucher of what was handed in, with the list of materials
// (许可法32, 浙2018 A11(1)).
func receipt(w *writer) {
	d := w.record(Receipt)
	d.text(w.applied() + "材料已收到。")
	d.facts(
		Pair{"申请人", w.c.Applicant.Name}, Pair{"证件", d.To.IDType + " " + d.To.ID},
		Pair{"代办人", agentName(w.c)}, Pair{"申请方式", channelName[w.c.Channel].zh}, Pair{"自助终端", w.terminal(Zh)},
		Pair{"收到日期", day(w.c.ReceivedOn)}, Pair{"登记时间", moment(w.fact.At)},
		Pair{"查询密码", w.c.Query},
	)
	w.given(d, w.c.Materials)
	if due, ok := w.clock(casework.AcceptanceClock); ok {
		d.text("本机关将最迟于" + dueText(due) + "作出受理、一次性告知补正或者不予受理的处理；逾期不告知的，自收到申请材料之日起即为受理。")
	}
	d.text("收件不等于受理。凭办件编号和查询密码可以查询办理进度。")
	w.signedBy(d)
	receiptEN(w, d)
	mandate(w)
	serviceAddress(w)
}

// terminal (自助终端) is where the application came in at a self-service point: the centre, and its device there.
func (w *writer) terminal(l Lang) string {
	if w.c.Terminal == "" {
		return ""
	}
	at, _ := w.Dir.CentreOf(w.c.AcceptUnit, w.on) // open then: it took the application in
	return strings.TrimSpace(word{at.Name, cmp.Or(at.NameEN, at.Name)}.in(l) + " " + w.c.Terminal)
}

func agentName(c casework.Case) string {
	if c.Agent == nil {
		return ""
	}
	return c.Agent.Name
}

// given lists materials with their form and number of copies.
func (w *writer) given(d *Document, list []casework.Given) {
	head := []string{"序号", "材料名称", "形式", "份数", "扫描件"}
	if d.Lang == En {
		head = []string{"No.", "Material", "Form", "Copies", "Files"}
	}
	if len(list) == 0 {
		d.text(word{"未收到申请材料。", "No materials were handed in."}.in(d.Lang))
	}
	var rows [][]string
	for i, g := range list {
		how := howName[g.How]
		if made, is := formMade[w.c.Channel]; is && w.Item.MadeOfForm(g.Code) {
			how = made
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), w.material(g.Code, d.Lang) + otherProof(g, d.Lang), how.in(d.Lang), copies(g), scans(g, d.Lang)})
	}
	d.table("", head, rows)
}

// otherProof says what lies there in place of a material (浙2018 A9).
func otherProof(g casework.Given, l Lang) string {
	if g.Instead == "" {
		return ""
	}
	return fmt.Sprintf(word{"（以其他证明代替：%s）", " (other proof in its place: %s)"}.in(l), g.Instead)
}

// copies is the number of papers.
func copies(g casework.Given) string {
	if g.How == casework.Upload || g.How == casework.Registered {
		return ""
	}
	return strconv.Itoa(max(1, g.Count))
}

// scans is the number of files, of what was uploaded or scanned at the counter.
func scans(g casework.Given, l Lang) string {
	switch n := len(g.Files); {
	case g.Licence != nil:
		return g.Licence.No
	case n == 0:
		return ""
	case l == En:
		return strconv.Itoa(n)
	default:
		return strconv.Itoa(n) + "个文件"
	}
}

// signedBy leaves room for who took the papers in and who handed them in. What came online
// or by machine is signed by nobody: the record of the system stands for it.
func (w *writer) signedBy(d *Document) {
	if w.fact.By.Kind != org.ByStaff {
		d.text("本凭证由系统在收到申请时自动生成。")
		return
	}
	d.sign(Pair{"接收人", w.staffName()}, Pair{"申请人（代办人）签名", ""}, Pair{"日期", ""})
}

// supplementReceipt is the voucher of a supplement.
func supplementReceipt(w *writer) {
	a := act[casework.Supplement](w)
	d := w.record(Receipt)
	d.Title = "补正材料接收凭证"
	d.text(w.applied() + "，按照补正告知提交的下列材料已于" + day(w.c.SupplementedOn) + "收齐：")
	w.given(d, a.Materials)
	if a.FormSum != "" {
		d.text("申请表已按告知更正并重新提交。")
	}
	if due, ok := w.clock(casework.AcceptanceClock); ok {
		d.text("本机关将最迟于" + dueText(due) + "作出是否受理的决定；受理的，受理日期为材料收齐之日。")
	}
	w.signedBy(d)
}

// pendingReceipt is the voucher of what an acceptance had left open.
func pendingReceipt(w *writer) {
	a := act[casework.BringPending](w)
	d := w.record(Receipt)
	d.Title = "容缺材料接收凭证"
	d.text(w.applied() + "，容缺受理时承诺补交的下列材料已于" + day(w.c.Pending.BroughtOn) + "收到：")
	w.given(d, a.Materials)
	w.signedBy(d)
}

// originalsReceipt is the voucher of the originals that follow a fax or an e-mail.
func originalsReceipt(w *writer) {
	a := act[casework.ReceiveOriginals](w)
	d := w.record(Receipt)
	d.Title = "申请材料原件接收凭证"
	d.text(w.applied() + "，与" + channelName[w.c.Channel].zh + "材料对应的原件已于" + day(a.On) + "收到。")
	if a.Differs != "" {
		d.text("经核对，原件与原提交的材料不一致：" + a.Differs)
		d.text("不一致的原件不作为已提交原件，请及时提交与申请一致的原件。")
	} else {
		d.text("经核对，原件与原提交的材料一致。")
		if due, ok := w.clock(casework.StatutoryClock); ok {
			d.text("作出决定的法定期限届满日为" + dueText(due) + "。")
		}
	}
	w.signedBy(d)
}

// correction (当场更正记录) shows what stood there and what stands there now (许可法32(3)).
func correction(w *writer) {
	a := act[casework.CorrectOnSpot](w)
	d := w.record(Correction)
	d.text("申请材料存在可以当场更正的错误，申请人已当场更正如下：")
	var rows [][]string
	for i, one := range a.Corrections {
		rows = append(rows, []string{strconv.Itoa(i + 1), w.place(one.Where), one.Before, one.After})
	}
	d.table("", []string{"序号", "更正处", "更正前", "更正后"}, rows)
	d.text("依据：" + w.law("第三十二条第一款第三项", "") + "。当场更正不影响受理期限的计算。")
	d.sign(Pair{"更正人", a.Signer}, Pair{"签名日期", day(a.SignedOn)}, Pair{"窗口工作人员", w.staffName()})
}

// place names a line of the form by its title, or a material.
func (w *writer) place(where string) string {
	fields, _ := catalog.Fields(w.Item.Form) // a form that can't be read has no lines
	for _, f := range fields {
		if f.Name == where {
			return f.Title
		}
	}
	return w.material(where, Zh)
}
