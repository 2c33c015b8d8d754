package notice

import (
	"fmt"
	"strings"

	"yimen/core/casework"
)

// special (特别程序告知书) tells the applicant in writing how long an Article 45 procedure
// takes: without it the limit would run on.
func special(w *writer) {
	a := act[casework.Suspend](w)
	d := w.new(Special)
	if a.Notice != "" { // told on paper before, under a number of its own
		d.Family, d.Year, d.Number = "", 0, a.Notice
	}
	d.text(w.applied() + "，依法需要进行" + specialName[a.Kind] + "，所需时间不计算在办理期限内，现书面告知如下：")
	d.facts(
		Pair{"特别程序", specialName[a.Kind]}, Pair{"法律依据", a.Ground},
		Pair{"开始日期", day(a.From)}, Pair{"结束日期（最迟）", day(a.Told)},
		Pair{"所需时间", fmt.Sprintf("%d日", int(a.Told-a.From)+1)},
		Pair{"指派的工作人员", strings.Join(a.Testers, "、")}, // 许可法55(2)
	)
	due, _ := w.clock(casework.StatutoryClock)
	d.text("办理期限自程序结束次日起继续计算，扣除上述时间后，法定办结期限届满日为" + dueText(due) + "；程序提前结束的，届满日相应提前。")
	d.text("依据：" + w.law("第四十五条", "") + "。")
}

// extension (延期告知书) tells the applicant the reason and the new day (许可法42).
func extension(w *writer) {
	a := act[casework.Extend](w)
	d := w.new(Extension)
	due, _ := w.clock(casework.StatutoryClock)
	head, clause := "本机关负责人", "第四十二条第一款"
	if w.Item.Procedure.Joint {
		head, clause = "本级人民政府负责人", "第四十二条第二款"
	}
	d.text(w.applied() + "，不能在法定期限内作出决定。经" + head + "批准，办理期限延长" + span(a.By) + "，延长后的届满日为" + dueText(due) + "。")
	d.facts(Pair{"延长期限的理由", a.Reason}, Pair{"批准人", w.staffName() + "（" + head + "）"}, Pair{"批准日期", day(w.on)})
	d.text("依据：" + w.law(clause, "") + "。办理期限只延长一次。")
}
