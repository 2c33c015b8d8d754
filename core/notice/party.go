package notice

import (
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
)

// mandate (代办委托书) is the applicant's word that somebody acts for him, to be signed by both
// (许可法29; 民法典165: agent, matter, power and term are named). What an agent of the centre
// does is free of charge.
func mandate(w *writer) {
	agent := w.c.Agent
	if agent == nil {
		return
	}
	d := w.record(Mandate)
	who := w.c.Applicant
	d.facts(
		Pair{"委托人", who.Name}, Pair{"委托人证件", document(who)}, Pair{"委托人电话", who.Phone},
		Pair{"受托人", agent.Name}, Pair{"受托人证件", document(*agent)}, Pair{"受托人电话", agent.Phone},
	)
	d.text("委托人因办理“" + w.Item.Name + "”，委托上列受托人为代理人，权限和期限如下：")
	d.list([]string{
		"代为提出申请、提交和补正材料，代为陈述、申辩；",
		"代为签收本事项的文书和证件；",
		"撤回申请须由委托人另行书面授权。",
	})
	d.text("委托期限自" + day(w.c.ReceivedOn) + "起，到本事项办结为止。委托人可以随时书面解除委托，并告知受理窗口。")
	if w.c.Channel == catalog.ByAgent {
		d.text("代办员代办政务服务事项不收取任何费用。法律、法规规定由申请人缴纳的费用，由申请人直接缴纳。")
	}
	d.sign(Pair{"委托人签名（盖章）", ""}, Pair{"日期", ""}, Pair{"受托人签名", ""}, Pair{"日期", ""})
}

// document names a party's document with its whole number.
func document(p casework.Party) string { return idName[p.IDType].zh + " " + p.ID }

// serviceAddress (送达地址及方式确认书) is what the applicant confirmed of how he is to be served,
// and what follows when it is wrong (民诉法90).
func serviceAddress(w *writer) {
	wish := w.c.Delivery
	if wish == nil {
		return
	}
	d := w.record(ServiceAddress)
	address, consent := "送达地址", ""
	if wish.Mode == casework.Electronic {
		address = "电子送达地址"
		consent = "同意以能够确认收悉的电子方式送达文书"
		if wish.Paper {
			consent += "，并要求另行提供纸质文书"
		}
	}
	d.facts(
		Pair{"受送达人", w.c.Applicant.Name}, Pair{"证件", d.To.IDType + " " + d.To.ID}, Pair{"联系电话", w.c.Applicant.Phone},
		Pair{"送达方式", modeName[wish.Mode]}, Pair{address, wish.Address}, Pair{"电子送达", consent}, Pair{"指定代收人", wish.Recipient},
	)
	d.list([]string{
		"上述地址和方式适用于本事项从受理到办结的全部文书；有变更的，请及时书面告知受理窗口。",
		"提供的地址不准确，或者变更后未告知，致使文书不能送达的，后果由受送达人承担。",
		"电子送达以文书到达上述系统的日期为送达日期；需要纸质文书的，可以向本机关提出。",
	})
	d.text("参照《中华人民共和国民事诉讼法》第九十条。")
	if w.fact.By.Kind != org.ByStaff {
		d.text("以上内容由受送达人在网上申请时填写并确认。")
		return
	}
	d.sign(Pair{"受送达人（代理人）签名", ""}, Pair{"日期", ""}, Pair{"窗口工作人员", w.staffName()})
}
