package chart

import (
	"fmt"
	"strings"

	"yimen/core/catalog"
	"yimen/core/period"
)

// words are the texts of the notice's two charts, with their English.
var words = struct {
	external, power, over, apply, accept, acceptFull, supplement, onSpot, decide catalog.Text

	heard, hearing, hearingRight                                                 catalog.Text
	start, receive, outcome, wait, refused, onward, review, approve, back, final catalog.Text
	approved, eitherWay, issue                                                   catalog.Text
}{
	external: catalog.Text{ZH: "外部流程图", EN: "External flow chart"},
	power:    catalog.Text{ZH: "权力运行流程图", EN: "Flow chart of the powers"},
	over:     catalog.Text{ZH: "结束", EN: "End"},
	apply:    catalog.Text{ZH: "申请人申请", EN: "Application"},
	accept:   catalog.Text{ZH: "受理", EN: "Acceptance"},
	acceptFull: catalog.Text{ZH: "申请材料齐全、符合法定形式，或者申请人按照本行政机关的要求提交全部补正申请材料的，出具《受理通知书》。",
		EN: "Materials complete and in due form, or all that was asked for has been brought: notice of acceptance."},
	supplement: catalog.Text{ZH: "材料不齐全或者不符合法定形式的，当场或5个工作日内退回材料，发放一次性《补正告知》",
		EN: "Incomplete or not in due form: one notice of all that is missing, on the spot or within 5 working days"},
	onSpot: catalog.Text{ZH: "申请人提交的申请材料齐全、符合法定形式，行政机关能够当场作出决定的，应当当场作出书面的行政许可决定。",
		EN: "Complete, in due form, and can be decided on the spot: the written decision is made at once."},
	decide: catalog.Text{ZH: "决定", EN: "Decision"},
	heard: catalog.Text{ZH: "行政机关发现行政许可事项直接关系他人重大利益的，应告知利害关系人，申请人和利害关系人有权进行陈述和申辩，行政机关应当听取申请人和利害关系人的意见。",
		EN: "Where major interests of others are directly concerned they are told; they and the applicant may state their case and must be heard."},
	hearing: catalog.Text{ZH: "依法应当听证的事项或行政机关认为需要听证的其他涉及公共利益的重大行政许可事项，行政机关应当向社会公告，并举行听证。",
		EN: "Where the law or the public interest asks for a hearing: public notice, then the hearing."},
	hearingRight: catalog.Text{ZH: "行政许可直接涉及申请人与他人之间重大利益关系的，行政机关应告知申请人、利害关系人享有要求听证的权利；依法要求听证的，行政机关应当组织听证。",
		EN: "Where it bears on major interests between the applicant and others: they are told of their right to a hearing, and it is held if asked for."},
	start:     catalog.Text{ZH: "申请人提出申请", EN: "Application"},
	receive:   catalog.Text{ZH: "办件受理", EN: "Acceptance"},
	outcome:   catalog.Text{ZH: "办理结果", EN: "Outcome"},
	wait:      catalog.Text{ZH: "暂停或补正或正在处理或中止", EN: "Suspended, to be supplemented, under way or ended"},
	refused:   catalog.Text{ZH: "不予受理", EN: "Not accepted"},
	onward:    catalog.Text{ZH: "同意通过或否决通过", EN: "For or against: passed on"},
	review:    catalog.Text{ZH: "办理审查", EN: "Examination"},
	approve:   catalog.Text{ZH: "领导批准", EN: "Approval"},
	back:      catalog.Text{ZH: "不批准，退回", EN: "Not approved: returned"},
	approved:  catalog.Text{ZH: "批准", EN: "Approved"},
	eitherWay: catalog.Text{ZH: "批准或不批准", EN: "Approved or not"},
	issue:     catalog.Text{ZH: "制证送达", EN: "Issuing and service"},
	final:     catalog.Text{ZH: "办理结束", EN: "End"},
}

// registering chooses between the words of a registration (设立登记, 许可法12(5)), as in the
// notice's example, and of any other licence, and of what is no licence.
func byKind(it *catalog.Item, registration, licence, other catalog.Text) catalog.Text {
	switch {
	case it.Registration:
		return registration
	case it.Type == licenceType:
		return licence
	}
	return other
}

const licenceType = catalog.Type("01")

// receiving: 许可法32: on the spot or within five working days.
func receiving(it *catalog.Item) catalog.Text {
	what := byKind(it, catalog.Text{ZH: "注册登记"}, catalog.Text{}, catalog.Text{})
	return catalog.Text{ZH: "收到" + what.ZH + "申请材料当场或5个工作日内完成申请材料的受理工作。材料可当场更正的允许当场更正。",
		EN: "On the spot or within 5 working days. What can be corrected on the spot may be corrected."}
}

func refusing(it *catalog.Item) catalog.Text {
	scope := byKind(it, catalog.Text{ZH: "许可范畴", EN: "No licence needed"}, catalog.Text{ZH: "许可范畴", EN: "No licence needed"},
		catalog.Text{ZH: "本事项范围", EN: "Not of this kind"})
	return catalog.Text{ZH: "不属于" + scope.ZH + "或不属于本机关职权范围的，不予受理，出具《不予受理通知书》。告知申请人向有关部门申请。",
		EN: scope.EN + ", or not within this body's powers: not accepted, in writing, and told whom to apply to."}
}

// deciding says within what time the decision is made, and from when that counts.
func deciding(it *catalog.Item) catalog.Text {
	what := byKind(it, catalog.Text{ZH: "许可或不予许可"}, catalog.Text{ZH: "许可或不予许可"}, catalog.Text{ZH: "准予或不予"}).ZH
	var when catalog.Text
	spot := it.Quick
	for _, s := range it.Procedure.Steps {
		spot = spot || s.OnSpot
	}
	if spot {
		when = catalog.Text{ZH: "当场或", EN: "On the spot or "}
	}
	limit := limitWords(it.Statutory.Period)
	if it.Statutory.Period.IsZero() {
		limit = limitWords(it.Promised.Period)
	}
	t := catalog.Text{ZH: "依法" + when.ZH + "在受理后" + limit.ZH + "内作出" + what + "的决定。", EN: when.EN + "within " + limit.EN + " of acceptance."}
	if it.Procedure.ClockStart == catalog.FromOriginals {
		t.ZH += "（以传真、电子邮件申请受理的，自收到原件起计算）"
		t.EN += " (By fax or e-mail: from the day the originals came in.)"
	}
	return t
}

func denying(it *catalog.Item) catalog.Text {
	paper := byKind(it, catalog.Text{ZH: "作出不予行政许可的决定，发《驳回通知书》"}, catalog.Text{ZH: "作出不予行政许可的决定，发《不予行政许可决定书》"},
		catalog.Text{ZH: "作出不予办理的决定，发《不予办理决定书》"}).ZH
	return catalog.Text{ZH: paper + "，说明理由，并告知依法申请复议、提起行政诉讼的权利。",
		EN: "Denied in writing, with the reasons and the right to reconsideration and to sue."}
}

func granting(it *catalog.Item) catalog.Text {
	return byKind(it, catalog.Text{ZH: "作出准予登记的书面决定，发《核准通知书》。", EN: "Granted in writing."},
		catalog.Text{ZH: "作出准予行政许可的书面决定，发《准予行政许可决定书》。", EN: "Granted in writing."},
		catalog.Text{ZH: "作出准予办理的决定。", EN: "Granted."})
}

// handing is the end: a fee only if there is one (许可法58), then the result.
func handing(it *catalog.Item) catalog.Text {
	var t catalog.Text
	if it.Sheet.Fee.Charged {
		t = catalog.Text{ZH: "收费、", EN: "Fee, then "}
	}
	name := catalog.Text{ZH: it.Result.Name, EN: it.Result.NameEN}
	if name.EN == "" {
		name.EN = "result"
	}
	switch {
	case name.ZH == "":
		t.ZH, t.EN = t.ZH+"告知结果", t.EN+"the result is told"
	case it.Result.Kind == "licence":
		t.ZH, t.EN = t.ZH+"颁发"+name.ZH, t.EN+name.EN+" handed out"
	default:
		t.ZH, t.EN = t.ZH+"发给"+name.ZH, t.EN+name.EN+" handed out"
	}
	return catalog.Text{ZH: t.ZH + "。", EN: upperFirst(t.EN) + "."}
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// limitWords is a period as the charts say it: 5个工作日, 15日, 6个月.
func limitWords(p period.Period) catalog.Text {
	plural := "s"
	if p.N == 1 {
		plural = ""
	}
	switch {
	case p.IsZero() || p.N == 0:
		return catalog.Text{ZH: "当日", EN: "the day"}
	case p.Unit == period.NaturalDay:
		return catalog.Text{ZH: fmt.Sprintf("%d日", p.N), EN: fmt.Sprintf("%d day%s", p.N, plural)}
	case p.Unit == period.Month:
		return catalog.Text{ZH: fmt.Sprintf("%d个月", p.N), EN: fmt.Sprintf("%d month%s", p.N, plural)}
	}
	return catalog.Text{ZH: fmt.Sprintf("%d个工作日", p.N), EN: fmt.Sprintf("%d working day%s", p.N, plural)}
}
