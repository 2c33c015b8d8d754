package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
)

// builder makes the command of a line, once the case's item and the scene are known.
type builder func(scene) casework.Command

// scene is what a command may take from around its line.
type scene struct {
	item       *catalog.Item
	applicant  casework.Party
	acceptUnit string // code
}

// builders read the arguments of each act.
var builders = map[org.Act]func(*args) builder{
	org.Draft: func(a *args) builder {
		f := filing(a)
		return func(s scene) casework.Command { return casework.Draft{Filing: f(s)} }
	},
	org.Submit: func(a *args) builder {
		f := filing(a)
		return func(s scene) casework.Command { return casework.Submit{Filing: f(s)} }
	},
	org.Receive: func(a *args) builder {
		on, f := a.date("收到"), filing(a)
		return func(s scene) casework.Command { return casework.Receive{Filing: f(s), ReceivedOn: on} }
	},
	org.CorrectOnSpot: func(a *args) builder {
		return always(casework.CorrectOnSpot{Corrections: corrections(a), Signer: a.text("签名"), SignedOn: a.date("签名日"),
			Form: formOrNil(a.text("表单"))})
	},
	org.RequestSupplement: func(a *args) builder {
		return always(casework.RequestSupplement{Defects: defects(a), Limit: a.period("期限"), Because: a.text("新情况")})
	},
	org.AllowSupplement: func(a *args) builder { return always(casework.AllowSupplement{Reason: a.text("理由")}) },
	org.Supplement: func(a *args) builder {
		m, form, on, at := materials(a, "无", casework.Original), a.text("表单"), a.date("收到"), a.text("终端")
		return func(s scene) casework.Command {
			return casework.Supplement{Materials: m(s.item), Form: formOrNil(form), On: on, Terminal: at}
		}
	},
	org.NotePosted: func(a *args) builder {
		return always(casework.NotePosted{On: a.date("寄出日"), Slip: a.text("邮件号")})
	},
	org.Accept: func(a *args) builder {
		return always(casework.Accept{Opinion: a.text("意见"), OnSpot: choose(a, "当场", yesWords)})
	},
	org.AcceptPending: func(a *args) builder {
		return always(casework.AcceptPending{Opinion: a.text("意见"), Limit: a.period("期限"), Promise: a.text("承诺人")})
	},
	org.AcceptCommitted: func(a *args) builder {
		return always(casework.AcceptCommitted{Opinion: a.text("意见"), Signer: a.text("承诺人")})
	},
	org.InspectCommitment: inspection,
	org.RevokeCommitted: func(a *args) builder {
		return always(casework.RevokeCommitted{Heard: a.text("陈述申辩"), Reasons: a.text("事实理由"), Article: a.text("法条"), Credit: a.text("信用记录")})
	},
	org.BringPending: func(a *args) builder {
		m, on, at := materials(a, "无", casework.Original), a.date("收到"), a.text("终端")
		return func(s scene) casework.Command {
			return casework.BringPending{Materials: m(s.item), On: on, Terminal: at}
		}
	},
	org.RevokeAcceptance: func(a *args) builder {
		return always(casework.RevokeAcceptance{Ground: choose(a, "情形", revokeWords), Reason: a.text("理由")})
	},
	org.TellNoLicence: func(a *args) builder { return always(casework.TellNoLicence{Reason: a.text("理由")}) },
	org.RefuseAcceptance: func(a *args) builder {
		return always(casework.RefuseAcceptance{Ground: choose(a, "情形", groundWords), Reason: a.text("理由"), Competent: a.text("主管机关")})
	},
	org.ReceiveOriginals: func(a *args) builder {
		return always(casework.ReceiveOriginals{On: a.date("收到"), Differs: a.text("不一致")})
	},
	org.SiteCheck: siteCheck,
	org.Pass:      func(a *args) builder { return always(casework.Pass{Opinion: a.text("意见")}) },
	org.Veto:      func(a *args) builder { return always(casework.Veto{Opinion: a.text("意见")}) },
	org.JointOpinion: func(a *args) builder {
		return always(casework.JointOpinion{Agree: choose(a, "结论", standWords), Opinion: a.text("意见")})
	},
	org.Return: func(a *args) builder { return always(casework.Return{Opinion: a.text("意见")}) },
	org.Extend: func(a *args) builder { return always(casework.Extend{Reason: a.text("理由")}) },
	org.Suspend: func(a *args) builder {
		return always(casework.Suspend{Kind: choose(a, "种类", kindWords), Ground: a.text("根据"), Notice: a.text("文书"),
			From: a.date("起"), Told: a.date("止"), Testers: list(a.text("检验人员"))})
	},
	org.Resume: func(a *args) builder { return always(casework.Resume{EndedOn: a.date("结束")}) },
	org.Grant: func(a *args) builder {
		return always(casework.Grant{Opinion: a.text("意见"), Content: a.text("内容"), Conditions: a.text("条件"), Until: a.date("有效期至"),
			Minutes: choose(a, "笔录", minutesWords), Departs: a.text("不依笔录")})
	},
	org.Deny: func(a *args) builder {
		return always(casework.Deny{Ground: choose(a, "情形", denyWords), Opinion: a.text("意见"), Reasons: a.text("事实理由"), Article: a.text("法条"),
			Minutes: choose(a, "笔录", minutesWords), Departs: a.text("不依笔录")})
	},
	org.Issue: func(a *args) builder { return always(casework.Issue{No: a.text("证号")}) },
	org.Serve: func(a *args) builder {
		serve := service(a)
		serve.Of = choose(a, "决定", actWords)
		return always(serve)
	},
	org.Conclude: func(*args) builder { return always(casework.Conclude{}) },
	org.OrderFee: func(a *args) builder { return always(casework.OrderFee{Lines: feeLines(a)}) },
	org.PayFee: func(a *args) builder {
		return always(casework.PayFee{Fen: fen(a, a.text("金额")), Receipt: a.text("票据"), Payment: casework.Payment{Provider: a.text("平台"), Ref: a.text("流水")}})
	},
	org.FileAway: func(a *args) builder {
		return always(casework.FileAway{Papers: bound(a), Keep: choose(a, "保管", keepWords), Place: a.text("存放")})
	},
	org.ProposeAmendment: func(a *args) builder {
		return always(casework.ProposeAmendment{What: choose(a, "更正项", amendWords), After: a.text("改为"), Reason: a.text("理由")})
	},
	org.SettleAmendment: func(a *args) builder {
		return always(casework.SettleAmendment{Agreed: choose(a, "核定", agreeWords), Opinion: a.text("意见")})
	},
	org.Urge:     func(a *args) builder { return always(casework.Urge{Text: a.text("内容")}) },
	org.Withdraw: func(a *args) builder { return always(casework.Withdraw{Reason: a.text("理由")}) },
	org.Chase: func(a *args) builder {
		return always(casework.Chase{Advice: choose(a, "监察建议", yesWords), Ground: choose(a, "事由", chaseWords), Unit: a.unit("单位"), Text: a.text("内容"), Due: a.date("截止")})
	},
	org.AnswerChase: func(a *args) builder { return always(casework.AnswerChase{Text: a.text("内容")}) },
	org.Terminate: func(a *args) builder {
		return always(casework.Terminate{Ground: choose(a, "情形", terminateWords), Evidence: a.text("证据")})
	},
	org.ProposeRevocation: func(a *args) builder {
		return always(casework.ProposeRevocation{Cause: choose(a, "撤销事由", causeWords), Facts: a.text("事实"), Article: a.text("法条"), Limit: a.period("期限")})
	},
	org.HearHolder: func(a *args) builder {
		return always(casework.HearHolder{On: a.date("陈述日"), Speaker: a.text("陈述人"), Text: a.text("陈述"), Adopted: choose(a, "采纳", yesWords), Why: a.text("采纳理由")})
	},
	org.RevokeLicence: func(a *args) builder {
		return always(casework.RevokeLicence{Outcome: choose(a, "处理", outcomeWords), Reason: a.text("理由"), Compensation: a.text("补偿"), Safety: choose(a, "涉及安全", yesWords)})
	},
	org.SuspendLicence: func(a *args) builder {
		return always(casework.SuspendLicence{Paper: a.text("所依文书"), By: a.text("处罚机关"), From: a.date("起"), Until: a.date("截止"), Reason: a.text("理由")})
	},
	org.ReturnLicence: func(a *args) builder { return always(casework.ReturnLicence{Reason: a.text("理由")}) },
	org.CancelLicence: func(a *args) builder {
		return always(casework.CancelLicence{Ground: choose(a, "情形", cancelWords), Evidence: a.text("证据"), Paper: a.text("所依文书")})
	},
	org.Tick: func(*args) builder { return always(casework.Tick{}) },
}

func always(c casework.Command) builder { return func(scene) casework.Command { return c } }

// filing reads who applies, where, how, with what.
func filing(a *args) func(scene) casework.Filing {
	channel := catalog.AtCounter
	if word, ok := a.take("渠道"); ok {
		var err error
		channel, err = channelWords.read(word)
		a.fail(err)
	}
	how := casework.Original
	switch channel {
	case catalog.Online, catalog.AtKiosk, catalog.ByEmail:
		how = casework.Upload
	case catalog.ByFax:
		how = casework.Copy // no original comes by fax
	}
	m, form, unit, terminal := materials(a, "全部", how), a.text("表单"), a.text("受理单位"), a.text("终端")
	code, err := unitCode(unit)
	a.fail(err)
	who, agent := party(a, "申请人", "证件类型", "证件号", "电话"), party(a, "代理人", "代理人证件类型", "代理人证件号", "代理人电话")
	wish, why, licence := delivery(a), a.text("校验理由"), about(a)
	return func(s scene) casework.Filing {
		f := casework.Filing{Channel: channel, Applicant: who.over(s.applicant), AcceptUnit: s.acceptUnit,
			Materials: m(s.item), Form: formOrEmpty(form), Delivery: wish, About: licence}
		if code != "" {
			f.AcceptUnit = code
		}
		switch {
		case terminal == "" && channel == catalog.AtKiosk:
			f.Terminal = terminalAt(f.AcceptUnit)
		case terminal != "无":
			f.Terminal = terminal
		}
		f.Applicant.Why = why
		if agent.name != nil {
			p := agent.over(casework.Party{IDType: "111"})
			f.Agent = &p
		}
		return f
	}
}

// terminalAt is the number of the self-service point that stands in the centre of each unit of the test district.
func terminalAt(unit string) string { return unit + "-1" }

// unitAt is the unit in whose centre a terminal stands; empty of none.
func unitAt(terminal string) string { return strings.TrimSuffix(terminal, "-1") }

// about reads which licence is to be changed or renewed; nil when nothing is said.
func about(a *args) *casework.About {
	l := casework.About{Kind: choose(a, "申请类型", aboutWords), No: a.text("所涉证照")}
	if l == (casework.About{}) {
		return nil
	}
	return &l
}

// delivery reads how the applicant wants to be served; nil when nothing is said.
func delivery(a *args) *casework.Delivery {
	d := casework.Delivery{Mode: choose(a, "送达方式", modeWords), Address: a.text("送达地址"), Recipient: a.text("指定代收人"),
		Consent: choose(a, "同意电子送达", yesWords), Paper: choose(a, "另要纸质", yesWords)}
	if d == (casework.Delivery{}) {
		return nil
	}
	return &d
}

// formOrEmpty is the form as typed, or an empty one.
func formOrEmpty(text string) json.RawMessage {
	if text == "" {
		return json.RawMessage("{}")
	}
	return json.RawMessage(text)
}

func formOrNil(text string) json.RawMessage {
	if text == "" {
		return nil
	}
	return json.RawMessage(text)
}

// partial is a person of whom only some things are said.
type partial struct{ name, idType, id, phone *string }

func party(a *args, name, idType, id, phone string) partial {
	opt := func(key string) *string {
		if key == "" {
			return nil
		}
		if v, ok := a.take(key); ok {
			return &v
		}
		return nil
	}
	p := partial{name: opt(name), id: opt(id), phone: opt(phone)}
	if word, ok := a.take(idType); ok {
		code, err := idWords.read(word)
		a.fail(err)
		p.idType = &code
	}
	return p
}

// over lays what was said over a person.
func (p partial) over(who casework.Party) casework.Party {
	for _, f := range []struct {
		said *string
		to   *string
	}{{p.name, &who.Name}, {p.idType, &who.IDType}, {p.id, &who.ID}, {p.phone, &who.Phone}} {
		if f.said != nil {
			*f.to = *f.said
		}
	}
	return who
}

// materials reads what is handed in, and what takes the place of a material: 代替=m2:「村委会证明」.
func materials(a *args, otherwise string, how casework.How) func(*catalog.Item) []casework.Given {
	own, others := listed(a, otherwise, how), []casework.Given{}
	for _, text := range a.all("代替") {
		code, what, ok := strings.Cut(strings.Replace(text, "：", ":", 1), ":")
		if !ok {
			a.fail(faultf("「代替=%s」应写成 代替=m2:「什么证明，为什么」", text))
		}
		g := given(code, how)
		g.Instead = what
		others = append(others, g)
	}
	return func(item *catalog.Item) []casework.Given {
		return append(slices.DeleteFunc(own(item), func(g casework.Given) bool {
			return slices.ContainsFunc(others, func(o casework.Given) bool { return o.Code == g.Code })
		}), others...)
	}
}

// listed reads 全部, 无, 缺m2,m3 or m1,m2:复印件, of the item's list.
func listed(a *args, otherwise string, how casework.How) func(*catalog.Item) []casework.Given {
	text, ok := a.take("材料")
	if !ok {
		text = otherwise
	}
	lacking, some := strings.CutPrefix(text, "缺")
	if text == "全部" || some {
		return func(item *catalog.Item) (all []casework.Given) {
			for _, m := range item.Materials {
				if m.Necessity == catalog.Required && !slices.Contains(list(lacking), m.Code) {
					all = append(all, given(m.Code, how))
				}
			}
			return all
		}
	}
	var all []casework.Given
	for _, one := range list(text) {
		if one == "无" {
			continue
		}
		code, form, said := strings.Cut(one, ":")
		as := how
		if said {
			var err error
			as, err = howWords.read(form)
			a.fail(err)
		}
		all = append(all, given(code, as))
	}
	return func(*catalog.Item) []casework.Given { return slices.Clone(all) }
}

// given is one material; an electronic one brings its file.
func given(code string, how casework.How) casework.Given {
	g := casework.Given{Code: code, How: how}
	if how != casework.Upload {
		g.Count = 1
		return g
	}
	name := code + ".pdf"
	bytes := Content(name)
	sum := sha256.Sum256(bytes)
	g.Files = []casework.File{{ID: code, Name: name, Size: int64(len(bytes)), Sum: hex.EncodeToString(sum[:])}}
	return g
}

// defects reads every 缺陷=m2:「未签名」; 表单 stands for the form.
func defects(a *args) []casework.Defect {
	var all []casework.Defect
	for _, text := range a.all("缺陷") {
		code, what, ok := strings.Cut(strings.Replace(text, "：", ":", 1), ":")
		if !ok {
			a.fail(faultf("「缺陷=%s」应写成 缺陷=m2:「问题」", text))
		}
		if code == "表单" {
			code = "form"
		}
		all = append(all, casework.Defect{Material: code, What: what})
	}
	return all
}

// corrections reads every 更正=m1:「张珊改为张三」.
func corrections(a *args) []casework.Correction {
	var all []casework.Correction
	for _, text := range a.all("更正") {
		where, what, ok := strings.Cut(strings.Replace(text, "：", ":", 1), ":")
		before, after, both := strings.Cut(what, "改为")
		if !ok || !both {
			a.fail(faultf("「更正=%s」应写成 更正=m1:「张珊改为张三」", text))
		}
		all = append(all, casework.Correction{Where: where, Before: strings.TrimSpace(before), After: strings.TrimSpace(after)})
	}
	return all
}
