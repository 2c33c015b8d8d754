package scenario

import (
	"maps"
	"strconv"

	"yimen/core/casework"
	"yimen/core/org"
)

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

// inspection reads 承诺核查: the finding, two people with their certificates, time to put it right.
func inspection(a *args) builder {
	do := casework.InspectCommitment{Result: choose(a, "核查结论", findingWords), Findings: a.text("情况"), Limit: a.period("期限")}
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

// hearings read the acts by which people are heard.
var hearings = map[org.Act]func(*args) builder{
	org.FindInterest: func(a *args) builder {
		return always(casework.FindInterest{Name: a.text("姓名"), Contact: a.text("联系方式"), Interest: a.text("利害关系")})
	},
	org.NotifyInterested: func(a *args) builder {
		return always(casework.NotifyInterested{Party: partyNo(a), Facts: a.text("事实"), How: choose(a, "方式", modeWords), Until: a.date("截止")})
	},
	org.MakeStatement: func(a *args) builder {
		return always(casework.MakeStatement{Party: partyNo(a), Text: a.text("内容"), Waived: choose(a, "放弃", yesWords), On: a.date("收到")})
	},
	org.AnswerStatement: func(a *args) builder {
		return always(casework.AnswerStatement{No: place1(a, "第几份"), Verdict: choose(a, "采纳", verdictWords), Why: a.text("理由")})
	},
	org.TellHearing: func(a *args) builder {
		return always(casework.TellHearing{Party: partyNo(a), Matter: a.text("事由")})
	},
	org.AnnounceHearing: func(a *args) builder {
		return always(casework.AnnounceHearing{Ground: a.text("根据"), Matter: a.text("事由"), Register: a.text("报名")})
	},
	org.RequestHearing: func(a *args) builder {
		return always(casework.RequestHearing{Party: partyNo(a), Wish: choose(a, "意愿", wishWords), Reason: a.text("理由"), On: a.date("收到")})
	},
	org.ScheduleHearing: func(a *args) builder {
		return always(casework.ScheduleHearing{On: a.date("听证日"), Begins: a.text("开始"), Place: a.text("地点"), Presider: staffNo(a.text("主持人"))})
	},
	org.ServeHearing: func(a *args) builder {
		return always(casework.ServeHearing{Party: partyNo(a), Serve: service(a)})
	},
	org.RequestRecusal: func(a *args) builder {
		return always(casework.RequestRecusal{Party: partyNo(a), Reason: a.text("理由")})
	},
	org.DecideRecusal: func(a *args) builder {
		return always(casework.DecideRecusal{Granted: choose(a, "准许", yesWords), Why: a.text("理由"), Instead: staffNo(a.text("改由"))})
	},
	org.HoldHearing: func(a *args) builder {
		return always(casework.HoldHearing{Present: a.text("参加人"), Evidence: a.text("证据"), Opinions: a.text("质证"),
			Signer: a.text("签名"), Unsigned: a.text("未签原因"), Witness: a.text("见证人")})
	},
}

func init() { maps.Copy(builders, hearings) }

// service reads what proves that a paper was served.
func service(a *args) casework.Serve {
	return casework.Serve{Mode: choose(a, "方式", modeWords), Receiver: a.text("签收人"), Relation: choose(a, "关系", relationWords),
		On: a.date("送达日"), From: a.date("起"), Papers: a.text("送达文书"), Place: a.text("地点"), Proof: a.text("凭证"), Witness: a.text("见证人"),
		Through: a.text("受托机关"), Reason: a.text("理由"), Consent: a.text("同意"), OnPaper: a.text("纸质")}
}

// partyNo reads 当事人=申请人, or the place of one of the interested.
func partyNo(a *args) int {
	if text, ok := a.take("当事人"); ok && text != theApplicant {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			a.fail(faultf("「当事人=%s」应为 申请人 或者利害关系人的序号", text))
		}
		return n
	}
	return 0
}

// place1 reads a place counted from 1; 0 when it is not there.
func place1(a *args, key string) int {
	text, ok := a.take(key)
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		a.fail(faultf("「%s=%s」不是数", key, text))
	}
	return n
}

var verdictWords = vocabulary[casework.Verdict]{{"是", casework.Adopted}, {"否", casework.NotAdopted}}

var wishWords = vocabulary[casework.HearingWish]{{"要求", casework.HearingAsked}, {"放弃", casework.HearingWaived}}

var minutesWords = vocabulary[casework.MinutesUse]{{"根据笔录", casework.Followed}, {"与笔录不一致", casework.Departed}}
