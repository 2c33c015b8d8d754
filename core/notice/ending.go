package notice

import "yimen/core/casework"

// withdrawal (撤回申请告知书) confirms that the application was withdrawn.
func withdrawal(w *writer) {
	a := act[casework.Withdraw](w)
	d := w.new(Withdrawal)
	d.text(w.applied() + "，申请人于" + day(w.on) + "撤回申请，办理程序自该日起终止。")
	if a.Reason != "" {
		d.text("撤回理由：" + a.Reason)
	}
	d.text("已提交的材料原件可以凭本告知书取回。撤回申请不影响重新申请。")
}

var terminateGround = map[casework.TerminateGround]string{
	casework.SubjectGone: "申请人死亡、丧失行为能力，或者法人、其他组织终止",
	casework.MatterGone:  "申请事项的标的灭失或者不复存在",
	casework.DutyUnmet:   "申请人不履行法定义务，致使程序无法继续",
}

// termination (终止办理决定书) ends what can't go on.
func termination(w *writer) {
	a := act[casework.Terminate](w)
	d := w.new(Termination)
	d.text(w.applied() + "，在办理过程中出现下列情形：" + terminateGround[a.Ground] + "。事实和证据如下：")
	d.text(a.Evidence)
	d.text("上述情形使办理程序无法继续，本机关决定终止办理。终止办理不是不予" + matter(w.Item) + "的决定，情形消除后可以重新申请。")
	d.Remedies = w.remedies()
}

// lapse writes what the passing of time did.
func lapse(w *writer) {
	switch act[casework.Tick](w).What {
	case casework.DeemedAccepted:
		deemed(w)
	case casework.DeemedRenewed:
		deemedRenewal(w)
	case casework.Unanswered:
		d := w.new(DeemedWithdrawn)
		d.text(w.applied() + "，本机关已于" + day(w.c.Ask.On) + "一次性告知补正" + numbered(w.last(SupplementNotice)) + "。至" + day(act[casework.Tick](w).On) + "补正期限届满，未收到补正材料，视为撤回申请。")
		d.text("依据：" + w.law("", "第十一条第三款") + "。视为撤回不是不予受理的决定，材料齐备后可以重新申请。")
	}
}
