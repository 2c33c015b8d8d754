package scenario

import (
	"cmp"
	"slices"
	"strconv"

	"yimen/core/casework"
	"yimen/core/period"
)

// view is a case as a check sees it.
type view struct {
	casework.Case
	env   casework.Env
	facts []casework.Fact
}

// check is one thing that can be expected after 应: how to read what is expected, and how
// to say what is there. Both give the same words.
type check struct {
	word string
	read func(string) (string, error)
	find func(view) string
}

// checks are all that can be expected, in the order of the manual.
var checks = []check{
	{"状态", oneOf(stateWords), func(v view) string { return say(stateWords, v.State()) }},
	{"结果", oneOf(endingWords), func(v view) string { return say(endingWords, v.Ended) }},
	{"收到日", day, func(v view) string { return date(v.ReceivedOn) }},
	{"补正日", day, func(v view) string { return date(v.SupplementedOn) }},
	{"更正", anyOrder, func(v view) string {
		var all []string
		for _, at := range v.Corrections {
			for _, one := range at.What {
				all = append(all, one.Where)
			}
		}
		slices.Sort(all)
		return joined(all)
	}},
	{"受理日", day, func(v view) string { return date(v.AcceptedOn) }},
	{"视为受理", oneOf(yesWords), func(v view) string { return say(yesWords, v.Deemed) }},
	{"受理人", anything, func(v view) string { return person(v.AcceptedBy) }},
	{"代岗受理", anything, func(v view) string { return person(v.AcceptedAs) }},
	dueOf(casework.AcceptanceClock),
	dueOf(casework.SupplementClock),
	dueOf(casework.TransitClock),
	dueOf(casework.StepClock),
	dueOf(casework.BesideClock),
	dueOf(casework.PromisedClock),
	dueOf(casework.StatutoryClock),
	dueOf(casework.DeliveryClock),
	dueOf(casework.PendingClock),
	dueOf(casework.InspectionClock),
	dueOf(casework.RectifyClock),
	dueOf(casework.AskHearingClock),
	dueOf(casework.HearingClock),
	dueOf(casework.OriginalsClock),
	dueOf(casework.StatementClock),
	dueOf(casework.ExitClock),
	dueOf(casework.CancelledClock),
	dueOf(casework.RenewalClock),
	{"原件日", day, func(v view) string { return date(v.OriginalsOn) }},
	{"待补交", anyOrder, func(v view) string {
		if v.Pending == nil || !v.Pending.BroughtOn.IsZero() {
			return none
		}
		return joined(slices.Sorted(slices.Values(v.Pending.Missing)))
	}},
	{"代替", anyOrder, func(v view) string {
		var codes []string
		for _, g := range v.Materials {
			if g.Instead != "" {
				codes = append(codes, g.Code)
			}
		}
		slices.Sort(codes)
		return joined(codes)
	}},
	{"时间到期", day, func(v view) string {
		at := casework.NextTick(v.Case, v.env)
		if at.IsZero() {
			return none
		}
		return at.Date().String()
	}},
	{"灯", oneOf(lightWords), func(v view) string {
		var light casework.Light
		if t, ok := casework.Open(v.Case, v.env); ok {
			light = t.Light(v.env.Now.Date())
		}
		return say(lightWords, light)
	}},
	{"待办", anything, func(v view) string {
		t, ok := casework.Open(v.Case, v.env)
		if !ok {
			return none
		}
		return unitName(t.Unit) + say(postWords, t.Post)
	}},
	{"并联待办", anyOrder, func(v view) string {
		var all []string
		for n, t := range casework.Work(v.Case, v.env) {
			if beside := t.Unit != v.Unit(); t.For == "" && beside || t.For != "" && n > 0 {
				all = append(all, unitName(t.Unit))
			}
		}
		slices.Sort(all)
		return joined(all)
	}},
	{"环节单位", anything, func(v view) string { return unitName(v.Unit()) }},
	{"路线", names, func(v view) string {
		var all []string
		for _, u := range v.Route {
			all = append(all, unitName(u))
		}
		return joined(all)
	}},
	{"材料", anyOrder, func(v view) string {
		var all []string
		for _, g := range v.Materials {
			all = append(all, g.Code)
		}
		slices.Sort(all)
		return joined(all)
	}},
	{"承诺撤销日", day, func(v view) string {
		if v.Commitment == nil || v.Commitment.Revoked == nil {
			return none
		}
		return date(v.Commitment.Revoked.On)
	}},
	{"轮候在先", number, func(v view) string {
		if v.env.Line == nil {
			return "0"
		}
		return strconv.Itoa(v.env.Line.Ahead)
	}},
	{"名额", anything, onDecision(func(d casework.Decision) string { return placeText(d.Place) })},
	{"禁止申请至", day, func(v view) string {
		switch {
		case v.Falsehood != nil:
			return date(v.Falsehood.Until)
		case v.Licence != nil && v.Licence.Revoked != nil:
			return date(v.Licence.Revoked.BarUntil)
		}
		return none
	}},
	{"核查", number, func(v view) string { return strconv.Itoa(len(v.Checks)) }},
	{"利害关系人", names, func(v view) string {
		var all []string
		for _, p := range v.Interested {
			all = append(all, p.Name)
		}
		return joined(all)
	}},
	{"督办待反馈", anyOrder, func(v view) string { return chasedUnits(v, func(casework.Chased) bool { return true }) }},
	{"督办升级", anyOrder, func(v view) string {
		return chasedUnits(v, func(c casework.Chased) bool { return c.Late(v.env.Now.Date()) })
	}},
	{"陈述", number, func(v view) string { return strconv.Itoa(len(v.Statements)) }},
	{"主持人", anything, func(v view) string {
		if v.Hearing == nil || v.Hearing.Plan == nil {
			return none
		}
		return person(v.Hearing.Plan.Presider)
	}},
	{"听证举行日", day, func(v view) string {
		if v.Hearing == nil {
			return none
		}
		return date(v.Hearing.HeldOn)
	}},
	{"风险", anything, func(v view) string {
		var all []string
		for _, r := range v.Risks {
			all = append(all, r.Rule)
		}
		return joined(all)
	}},
	{"决定", oneOf(decisionWords), func(v view) string {
		if v.Decision == nil {
			return none
		}
		return say(decisionWords, map[bool]string{true: "granted", false: "denied"}[v.Decision.Granted])
	}},
	{"决定日", day, onDecision(func(d casework.Decision) string { return date(d.On) })},
	{"决定机关", anything, onDecision(func(d casework.Decision) string { return unitName(d.Unit) })},
	{"内容", anything, onDecision(func(d casework.Decision) string { return cmp.Or(d.Content, none) })},
	{"条件", anything, onDecision(func(d casework.Decision) string { return cmp.Or(d.Conditions, none) })},
	{"有效期至", day, onDecision(func(d casework.Decision) string { return date(d.Until) })},
	{"复议机关", anyOrder, onRemedies(func(r casework.Remedies) string {
		var all []string
		for _, b := range r.Bodies {
			if name := unitName(b.Code); name != b.Code {
				all = append(all, name)
			} else {
				all = append(all, b.Name)
			}
		}
		slices.Sort(all)
		return joined(all)
	})},
	{"复议届满", due, func(v view) string { return lastDay(v, func(r casework.Remedies) period.Period { return r.Within }) }},
	{"起诉届满", due, func(v view) string { return lastDay(v, func(r casework.Remedies) period.Period { return r.Sue }) }},
	{"起诉期限", anything, onRemedies(func(r casework.Remedies) string { return strconv.Itoa(r.Sue.N) + "个月" })},
	{"起诉法院", anything, onRemedies(func(r casework.Remedies) string { return r.Court })},
	{"复议前置", oneOf(yesWords), onRemedies(func(r casework.Remedies) string { return say(yesWords, r.First) })},
	{"网上复议", anything, onRemedies(func(r casework.Remedies) string { return cmp.Or(r.Channel, none) })},
	{"证号", anything, func(v view) string {
		if v.Issued == nil {
			return none
		}
		return v.Issued.No
	}},
	{"证照状态", oneOf(licenceWords), func(v view) string { return say(licenceWords, v.LicenceOn(v.env.Item, v.env.Now.Date())) }},
	{"视为延续", oneOf(yesWords), func(v view) string { return say(yesWords, v.Decision != nil && v.Decision.Silent) }},
	{"延续进度", oneOf(stageWords), func(v view) string {
		if v.Licence == nil || v.Licence.Next == nil {
			return none
		}
		return say(stageWords, v.Licence.Next.Stage)
	}},
	{"延续截止", due, func(v view) string { return dueDay(v.RenewBy(v.env.Item, v.env.Cal)) }},
	{"提醒次数", number, func(v view) string {
		if v.Licence == nil {
			return "0"
		}
		return strconv.Itoa(v.Licence.Reminded)
	}},
	{"送达日", day, func(v view) string {
		switch n := len(v.ExitsServed); {
		case n > 0:
			return date(v.ExitsServed[n-1].On)
		case v.Served == nil:
			return none
		}
		return date(v.Served.On)
	}},
	{"待送达", anything, func(v view) string {
		var acts []string
		for _, x := range v.Unserved() {
			acts = append(acts, say(actWords, x.Act))
		}
		return joined(acts)
	}},
	{"应缴", anything, func(v view) string {
		if v.Fee == nil {
			return none
		}
		return casework.Yuan(v.Fee.Total())
	}},
	{"缴费日", day, func(v view) string {
		if v.Fee == nil {
			return none
		}
		return date(v.Fee.PaidOn)
	}},
	{"缴费平台", anything, func(v view) string {
		if v.Fee == nil || v.Fee.Paid.Provider == "" {
			return none
		}
		return v.Fee.Paid.Provider
	}},
	{"归档日", day, func(v view) string {
		if v.Archived == nil {
			return none
		}
		return date(v.Archived.On)
	}},
	{"卷内页数", number, func(v view) string {
		pages := 0
		if v.Archived != nil {
			for _, p := range v.Archived.Papers {
				pages += p.Pages
			}
		}
		return strconv.Itoa(pages)
	}},
	{"申请人姓名", anything, func(v view) string { return v.Applicant.Name }},
	{"结束日", day, func(v view) string { return date(v.EndedOn) }},
	{"事实", number, func(v view) string { return strconv.Itoa(v.Version) }},
	{"监察", anyOrder, watched},
	{"事项版本", number, func(v view) string { return strconv.Itoa(v.ItemVersion) }},
}

// dueOf is the check of the last day of one of the clocks that have begun.
func dueOf(name casework.ClockName) check {
	return check{say(clockWords, name), due, func(v view) string {
		for _, k := range v.Clocks(v.env.Item, v.env.Rules) {
			if k.Name != name {
				continue
			}
			return dueDay(v.env.Cal.Due(k.Clock))
		}
		return none
	}}
}

// onRemedies looks at the remedies told with the case's decision; 无 where none are told.
func onRemedies(find func(casework.Remedies) string) func(view) string {
	return func(v view) string {
		if !v.Contestable() {
			return none
		}
		return find(v.Case.Remedies(v.env))
	}
}

func onDecision(find func(casework.Decision) string) func(view) string {
	return func(v view) string {
		if v.Decision == nil {
			return none
		}
		return find(*v.Decision)
	}
}

func placeText(n int) string {
	if n == 0 {
		return none
	}
	return strconv.Itoa(n)
}

// chasedUnits are the units that owe a supervisor a reply, as far as they are meant.
func chasedUnits(v view, meant func(casework.Chased) bool) string {
	var all []string
	for _, c := range v.Chased {
		if c.Answer == 0 && meant(c) {
			all = append(all, unitName(c.Unit))
		}
	}
	slices.Sort(all)
	return joined(slices.Compact(all))
}

// lastDay is the last day of a remedy, 无 as long as no service is on file.
func lastDay(v view, limit func(casework.Remedies) period.Period) string {
	return onRemedies(func(r casework.Remedies) string {
		if r.Served.IsZero() {
			return none
		}
		return dueDay(v.env.Cal.Due(period.Clock{From: r.Served, Limit: limit(r)}))
	})(v)
}
