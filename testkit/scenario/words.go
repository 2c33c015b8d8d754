package scenario

import (
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

var actWords = vocabulary[org.Act]{
	{"填写草稿", org.Draft}, {"提交", org.Submit}, {"收件", org.Receive},
	{"当场更正", org.CorrectOnSpot}, {"补正告知", org.RequestSupplement}, {"准许再次告知", org.AllowSupplement}, {"补正", org.Supplement}, {"告知寄出", org.NotePosted},
	{"受理", org.Accept}, {"容缺受理", org.AcceptPending}, {"承诺受理", org.AcceptCommitted}, {"承诺核查", org.InspectCommitment}, {"撤销承诺决定", org.RevokeCommitted}, {"补交", org.BringPending}, {"撤销受理", org.RevokeAcceptance}, {"不受理告知", org.TellNoLicence}, {"不予受理", org.RefuseAcceptance},
	{"收到原件", org.ReceiveOriginals}, {"核查", org.SiteCheck},
	{"认定利害关系", org.FindInterest}, {"告知利害关系人", org.NotifyInterested}, {"陈述申辩", org.MakeStatement}, {"答复陈述", org.AnswerStatement},
	{"听证告知", org.TellHearing}, {"听证公告", org.AnnounceHearing}, {"听证申请", org.RequestHearing}, {"听证通知", org.ScheduleHearing}, {"送达听证通知", org.ServeHearing},
	{"申请回避", org.RequestRecusal}, {"回避决定", org.DecideRecusal}, {"听证笔录", org.HoldHearing},
	{"审核同意", org.Pass}, {"审核否决", org.Veto}, {"并联意见", org.JointOpinion}, {"退回", org.Return},
	{"暂停", org.Suspend}, {"恢复", org.Resume}, {"延期", org.Extend},
	{"准予", org.Grant}, {"不予许可", org.Deny},
	{"制证", org.Issue}, {"送达", org.Serve}, {"办结", org.Conclude},
	{"缴费通知", org.OrderFee}, {"缴费", org.PayFee}, {"归档", org.FileAway}, {"提出更正", org.ProposeAmendment}, {"核定更正", org.SettleAmendment},
	{"拟撤销告知", org.ProposeRevocation}, {"听取陈述申辩", org.HearHolder}, {"撤销许可", org.RevokeLicence}, {"暂扣证照", org.SuspendLicence}, {"发还证照", org.ReturnLicence}, {"注销许可", org.CancelLicence},
	{"撤回", org.Withdraw}, {"催办", org.Urge}, {"督办", org.Chase}, {"督办反馈", org.AnswerChase}, {"终止", org.Terminate}, {"时间经过", org.Tick},
}

var stateWords = vocabulary[casework.State]{
	{"未开始", casework.None}, {"草稿", casework.Drafting}, {"待受理", casework.Received},
	{"补正中", casework.Supplementing}, {"审核中", casework.Reviewing}, {"审批中", casework.Approving},
	{"暂停", casework.Suspended}, {"已准予", casework.Granted}, {"不予许可", casework.Denied},
	{"已制证", casework.Issuing}, {"已送达", casework.Delivered}, {"已结束", casework.Closed},
}

var endingWords = vocabulary[casework.Ending]{
	{"无", ""}, {"不予受理", casework.NotAccepted}, {"不受理", casework.NotNeeded}, {"撤回", casework.Withdrawn},
	{"视为撤回", casework.DeemedWithdrawn}, {"撤销受理", casework.AcceptanceRevoked}, {"终止", casework.Terminated}, {"办结", casework.Concluded},
}

var lightWords = vocabulary[casework.Light]{
	{"绿", casework.Green}, {"黄", casework.Yellow}, {"红", casework.Red},
	{"紫", casework.Purple}, {"灰", casework.Grey}, {"无", ""},
}

var postWords = vocabulary[org.Post]{
	{"受理岗", org.Acceptance}, {"审核岗", org.Review}, {"审批岗", org.Approval}, {"制证岗", org.Issuing},
	{"监察岗", org.Supervisor},
}

var channelWords = vocabulary[catalog.Channel]{
	{"窗口", catalog.AtCounter}, {"网上", catalog.Online}, {"邮寄", catalog.ByPost}, {"传真", catalog.ByFax},
	{"电子邮件", catalog.ByEmail}, {"自助点", catalog.AtKiosk}, {"代办", catalog.ByAgent},
}

var howWords = vocabulary[casework.How]{
	{"原件", casework.Original}, {"复印件", casework.Copy}, {"电子", casework.Upload},
}

var groundWords = vocabulary[casework.Ground]{
	{"无权管辖", casework.NotOurPower}, {"补正后仍不符", casework.StillUnfit}, {"虚假材料", casework.FalseMaterial},
}

var revokeWords = vocabulary[casework.RevokeGround]{
	{"逾期未补交", casework.PendingOverdue}, {"补交不符", casework.PendingUnfit},
}

var denyWords = vocabulary[casework.DenyGround]{{"未交原件", casework.WithoutOriginals}, {"名额已满", casework.NoPlaceLeft}, {"虚假材料", casework.DenyFalse}}

var findingWords = vocabulary[casework.Finding]{{"属实", casework.CommitKept}, {"整改", casework.Rectify}, {"不实", casework.CommitBroken}}

var spanWords = vocabulary[catalog.Span]{{"总量", catalog.InAll}, {"每年", catalog.EachYear}, {"每月", catalog.PerMonth}}

var startWords = vocabulary[catalog.ClockStart]{{"受理", catalog.FromAcceptance}, {"原件", catalog.FromOriginals}}

var terminateWords = vocabulary[casework.TerminateGround]{
	{"主体消灭", casework.SubjectGone}, {"标的灭失", casework.MatterGone}, {"无法继续", casework.DutyUnmet},
}

var chaseWords = vocabulary[casework.ChaseGround]{
	{"超期", casework.ChaseLate}, {"异常", casework.ChaseAnomaly}, {"投诉", casework.ChaseComplaint}, {"其他", casework.ChaseOther},
}

var causeWords = vocabulary[casework.RevokeCause]{
	{"机关过错", casework.BodyAtFault}, {"欺骗贿赂", casework.FraudBribery}, {"情势变更", casework.PowerChanged},
}

var outcomeWords = vocabulary[casework.RevokeOutcome]{
	{"撤销", casework.DoRevoke}, {"公共利益保留", casework.KeepForHarm}, {"事由不成立", casework.KeepForWant},
}

var cancelWords = vocabulary[casework.CancelGround]{
	{"届满未延续", casework.NotRenewed}, {"公民死亡", casework.PersonGone}, {"组织终止", casework.BodyEnded},
	{"被撤销吊销", casework.TakenAway}, {"不可抗力", casework.Impossible}, {"其他规定", casework.OtherByStatute},
}

var licenceWords = vocabulary[casework.LicenceState]{
	{"无", casework.NoLicence}, {"有效", casework.LicenceValid}, {"暂扣中", casework.LicenceSuspended}, {"届满", casework.LicenceExpired}, {"已撤销", casework.LicenceRevoked},
	{"已撤回", casework.LicenceRecalled}, {"已注销", casework.LicenceCancelled}, {"已换证", casework.LicenceReplaced},
}

var aboutWords = vocabulary[casework.AboutKind]{{"变更", casework.Change}, {"延续", casework.Renew}}

var stageWords = vocabulary[casework.RenewalStage]{
	{"无", ""}, {"已申请", casework.RenewalApplied}, {"已准予", casework.RenewalGranted}, {"已换证", casework.RenewalIssued},
}

var modeWords = vocabulary[casework.Mode]{
	{"直接", casework.InPerson}, {"留置", casework.LeftThere}, {"电子", casework.Electronic},
	{"委托", casework.Entrusted}, {"邮寄", casework.PostMail}, {"公告", casework.PublicNotice},
}

var relationWords = vocabulary[casework.Relation]{
	{"本人", casework.Self}, {"同住成年家属", casework.Family}, {"单位收件人", casework.Reception},
	{"代理人", casework.ByAgent}, {"指定代收人", casework.Named},
}

var keepWords = vocabulary[casework.Retention]{{"永久", casework.Permanent}, {"30年", casework.ThirtyYears}, {"10年", casework.TenYears}}

var amendWords = vocabulary[casework.Amendable]{
	{"申请人姓名", casework.ApplicantName}, {"代理人姓名", casework.AgentName}, {"决定内容", casework.DecisionText},
	{"附加条件", casework.ConditionsText}, {"适用条款", casework.ArticleText}, {"证号", casework.ResultNo},
}

var agreeWords = vocabulary[bool]{{"同意", true}, {"不同意", false}}

// paperWords are the papers of a file; any other word is the code of a material.
var paperWords = vocabulary[string]{
	{"申请表", "form"}, {"收件凭证", "receipt"}, {"委托书", "mandate"}, {"送达地址确认书", "serviceAddress"}, {"更正记录", "corrections"}, {"补正告知书", "supplement"}, {"受理通知书", "acceptance"},
	{"容缺告知书", "pending"}, {"告知承诺书", "commitment"}, {"核查笔录", "siteCheck"}, {"利害关系人告知书", "interest"}, {"陈述申辩笔录", "statements"},
	{"听证告知书", "hearingRight"}, {"听证公告", "hearingPublic"}, {"听证通知书", "hearingNotice"}, {"回避决定书", "recusal"}, {"听证笔录", "hearingMinutes"},
	{"特别程序告知书", "special"}, {"延期告知书", "extension"}, {"审核意见", "opinions"}, {"决定书", "decision"},
	{"缴费通知书", "fee"}, {"证件", "licence"}, {"送达回证", "service"}, {"结束文书", "ending"},
	{"更正通知书", "amended"}, {"承诺核查记录", "inspection"}, {"证照后续决定", "afterwards"},
}

var kindWords = vocabulary[catalog.SpecialKind]{
	{"听证", catalog.Hearing}, {"招标", catalog.Tender}, {"拍卖", catalog.Auction}, {"检验", catalog.Inspection},
	{"检测", catalog.Testing}, {"检疫", catalog.Quarantine}, {"鉴定", catalog.Appraisal}, {"专家评审", catalog.ExpertReview},
}

var idWords = vocabulary[string]{
	{"身份证", "111"}, {"护照", "414"}, {"信用代码", "uscc"},
}

var levelWords = vocabulary[org.Level]{
	{"市", org.City}, {"区", org.District}, {"街道", org.Street}, {"社区", org.Community},
}

var typeWords = vocabulary[catalog.Type]{
	{"行政许可", "01"}, {"行政处罚", "02"}, {"行政强制", "03"}, {"行政征收", "04"}, {"行政给付", "05"}, {"行政检查", "06"},
	{"行政确认", "07"}, {"行政奖励", "08"}, {"行政裁决", "09"}, {"其他权力", "10"}, {"公共服务", "20"},
}

// ruleWords are the rules that find a step's unit; those with a colon name a function.
var ruleWords = vocabulary[string]{
	{"受理单位", "accepting"}, {"社区", "community"}, {"街道", "street"}, {"区政府", "government"},
	{"站所:", "station"}, {"区部门:", "department"}, {"市部门:", "city"},
}

var functionWords = vocabulary[string]{
	{"市场监管", "market"}, {"公安", "police"}, {"城管", "chengguan"}, {"农林", "agri"}, {"民政", "civil"},
	{"规划", "planning"}, {"土地", "land"}, {"住建", "housing"}, {"卫健", "health"}, {"人社", "hrss"},
	{"医保", "medins"}, {"残联", "disabled"}, {"交警", "traffic"}, {"档案", "archives"},
	{"组织", "orgdept"}, {"团委", "youth"}, {"府办", "info"}, {"供电", "power"}, {"邮政", "post"},
}

var necessityWords = vocabulary[catalog.Necessity]{
	{"必要", catalog.Required}, {"视情况", catalog.Conditional}, {"容缺后补", catalog.Deferrable},
}

var yesWords = vocabulary[bool]{{"是", true}, {"否", false}}

var unitWords = vocabulary[period.Unit]{
	{"个工作日", period.WorkingDay}, {"工作日", period.WorkingDay}, {"wd", period.WorkingDay},
	{"个月", period.Month}, {"m", period.Month},
	{"日", period.NaturalDay}, {"天", period.NaturalDay}, {"d", period.NaturalDay},
}

// standWords are what a body beside the step says.
var standWords = vocabulary[casework.Stand]{{"同意", casework.Agrees}, {"不同意", casework.Objects}}

// clockWords are the due days that can be expected.
var clockWords = vocabulary[casework.ClockName]{
	{"受理届满", casework.AcceptanceClock}, {"补正届满", casework.SupplementClock}, {"在途届满", casework.TransitClock}, {"岗位届满", casework.StepClock}, {"并联届满", casework.BesideClock},
	{"承诺届满", casework.PromisedClock}, {"法定届满", casework.StatutoryClock}, {"送达届满", casework.DeliveryClock}, {"其他送达届满", casework.ExitClock}, {"补交届满", casework.PendingClock}, {"核查届满", casework.InspectionClock}, {"整改届满", casework.RectifyClock},
	{"申请听证届满", casework.AskHearingClock}, {"听证届满", casework.HearingClock}, {"原件届满", casework.OriginalsClock},
	{"陈述届满", casework.StatementClock}, {"注销届满", casework.CancelledClock}, {"延续届满", casework.RenewalClock},
}

// codeWords are the reasons of refusal, of the whole act and of single values.
var codeWords = vocabulary[string]{
	// the whole act
	{"状态不符", "wrongState"}, {"无权办理", "notYours"}, {"尚未到期", "notDueYet"},
	{"不可延期", "notExtendable"}, {"已延期", "extendedBefore"}, {"期限已过", "limitOver"},
	{"不适用承诺", "nothingCommitted"}, {"无待核查承诺", "nothingToInspect"}, {"承诺未查否", "commitmentStands"}, {"名额已满", "noPlaceLeft"}, {"不在其位", "notFirst"},
	{"已发表意见", "spokenBefore"}, {"无并联部门", "nobodyBeside"},
	{"无需准许", "noSecondNotice"}, {"无需原件", "noOriginals"}, {"原件未到", "originalsMissing"}, {"未核查", "checkMissing"},
	{"无人待告知", "nobodyToTell"}, {"没有陈述", "nothingStated"}, {"未告知利害关系人", "interestUntold"}, {"仍可陈述", "interestOpen"}, {"陈述未答复", "statementOpen"},
	{"听证已举行", "hearingHeld"}, {"听证已公告", "hearingAnnounced"}, {"未告知听证", "noHearingTold"}, {"仍可申请听证", "hearingWindow"}, {"听证未告知齐", "hearingUntold"}, {"应当听证", "hearingPending"},
	{"无听证", "noHearing"}, {"另有程序", "otherStop"}, {"无回避申请", "noRecusal"}, {"非主持人", "notPresider"}, {"听证未到期", "hearingNotYet"}, {"听证通知未送达", "hearingUnserved"}, {"听证通知过迟", "hearingShort"}, {"听证期间", "hearingStops"}, {"回避未决定", "recusalOpen"}, {"主持人不审查", "presiderExamines"},
	{"尚未起算", "clockNotBegun"}, {"无容缺", "nothingPending"}, {"容缺未补", "pendingOpen"}, {"无前一环节", "nothingBefore"}, {"已补正告知", "askedBefore"}, {"无证可制", "nothingToIssue"},
	{"应先制证", "issueFirst"}, {"公告未满", "noticeRuns"}, {"无可送达", "nothingToServe"}, {"应先送达", "serveFirst"},
	{"不收费", "feeFree"}, {"已缴费", "feePaid"}, {"无需缴费", "nothingToPay"}, {"未缴费", "feeUnpaid"}, {"已归档", "filedBefore"},
	{"更正待核定", "amendmentOpen"}, {"无待核定更正", "noAmendment"}, {"自己核定", "selfSettled"}, {"环节无单位", "noUnitForStep"},
	{"证照无效", "licenceNotValid"}, {"已告知拟撤销", "proposedBefore"}, {"未告知拟撤销", "notProposed"}, {"未听取陈述", "holderNotHeard"},
	{"无人待督办", "nobodyToChase"}, {"督办待反馈", "chaseOpen"}, {"自己督办", "chasedSelf"}, {"尚未督办", "adviceTooSoon"},
	{"已告知寄出", "postedBefore"}, {"只收寄出的", "postedOnly"},
	{"未逾期", "notLate"}, {"已催办", "urgedBefore"},
	{"延续未办结", "renewalOpen"}, {"证照不符", "licenceUnknown"}, {"无有效期", "licenceEndless"}, {"非原发证机关", "otherBody"},
	{"有效期不足", "renewalShort"}, {"变更不改期限", "changeKeepsTerm"},
	{"无证照", "noLicence"}, {"不收证照", "licenceNotAsked"}, {"不能代替", "insteadNotHere"}, {"未写证号", "licenceNoMissing"}, {"证照不符", "licenceNotShown"}, {"不能暂扣", "notToHold"}, {"未暂扣", "notHeld"}, {"暂扣起日", "holdFrom"}, {"暂扣已过", "holdOver"}, {"拟撤销未处理", "proposalOpen"},
	// single values
	{"必填", "required"}, {"必选", "choose"}, {"过长", "tooLong"}, {"过大", "tooLarge"}, {"过多", "tooMany"},
	{"缺材料", "materialMissing"}, {"无此材料", "materialUnknown"}, {"材料重复", "materialTwice"}, {"缺文件", "fileMissing"}, {"传来非原件", "remoteOriginal"},
	{"未补齐", "supplementMissing"}, {"渠道未开通", "channelNotOffered"}, {"事项未生效", "itemNotInForce"},
	{"无此单位", "unitUnknown"}, {"单位不受理", "unitDoesNotAccept"}, {"电话有误", "phone"},
	{"证件不合格式", "idShape"}, {"证件地区有误", "idArea"}, {"证件日期有误", "idDate"}, {"证件校验不符", "idCheck"},
	{"信用代码不合格式", "creditShape"}, {"信用代码校验不符", "creditCheck"},
	{"证件号有误", "documentWrong"}, {"证件种类有误", "documentKind"},
	{"未列更正内容", "correctionsMissing"}, {"无此栏目", "placeUnknown"}, {"前后相同", "sameValue"},
	{"未指明主管机关", "competentMissing"}, {"尚未补正", "notAskedYet"}, {"未列补正内容", "defectsMissing"},
	{"缺容缺材料", "deferrableMissing"}, {"补交期过长", "pendingTooLong"},
	{"已责令整改", "rectifiedBefore"}, {"尚有名额", "placesLeft"}, {"未记终端", "terminalNamed"}, {"原件期未过", "originalsNotOver"}, {"无此情形", "originalsNoGround"},
	{"尚未逾期", "pendingNotOver"}, {"尚未补交", "pendingNotBrought"}, {"已经补交", "pendingBrought"},
	{"未定期限", "limitMissing"}, {"期限过长", "limitTooLong"},
	{"未写补偿", "compensationMissing"}, {"不予补偿", "compensationForFraud"}, {"尚未届满", "notExpired"}, {"未写吊销决定", "penaltyMissing"},
	{"未写依据规定", "provisionMissing"},
	{"种类不允许", "kindNotAllowed"}, {"无书面告知", "noticeMissing"}, {"早于告知", "stopBeforeNotice"},
	{"止早于起", "stopEndsFirst"}, {"除外过长", "stopTooLong"}, {"起于届满后", "stopAfterDue"}, {"起于承诺届满后", "stopAfterPromise"}, {"撤回无此处理", "harmNotHere"}, {"超过上限", "stopOverCap"},
	{"应有两人", "twoCheckers"}, {"应指派两人", "twoTesters"}, {"同一人", "samePerson"}, {"非本机关人员", "notOfBody"}, {"证号相同", "sameCert"},
	{"不是时刻", "timeOfDay"}, {"终了早于开始", "endsFirst"}, {"尚未结束", "notOverYet"}, {"无人签名", "signatureMissing"}, {"无见证人", "witnessMissing"},
	{"禁止申请", "barred"}, {"限许可事项", "onlyLicence"}, {"截止过早", "untilTooSoon"}, {"已告知过", "toldBefore"}, {"已送达此人", "servedBefore"}, {"未告知此人", "notTold"}, {"已答复过", "answeredBefore"}, {"听证申请逾期", "hearingRequestLate"},
	{"听证过早", "hearingTooSoon"}, {"审查过此件", "presiderExamined"}, {"应办听证", "byHearing"},
	{"早于起始", "endBeforeStart"}, {"晚于今日", "dayInFuture"},
	{"未列收费", "feeLines"}, {"收费未公布", "feeUnknown"}, {"金额有误", "feeAmount"}, {"减免过多", "feeReduction"}, {"减免无依据", "reductionBasis"},
	{"收费重复", "feeTwice"}, {"金额不符", "feeDiffers"}, {"缺页数", "pagesMissing"}, {"页数过多", "pagesMany"}, {"卷内无此件", "paperUnknown"},
	{"不可当场", "notOnSpot"}, {"方式不符", "notForMode"}, {"缺见证", "witnessOrPhoto"}, {"未同意", "consentMissing"}, {"要求纸质", "paperAsked"},
	{"单位无家属", "familyOfBody"}, {"个人无收件人", "receptionOfPerson"}, {"无代理人", "noAgent"}, {"未指定代收人", "nobodyNamed"},
	{"日期过早", "dayTooEarly"}, {"寄出过晚", "postedLate"}, {"早于今日", "dayInPast"}, {"日期过晚", "dayTooFar"}, {"早于决定", "beforeDecision"},
}

// fieldWords are the values of acts that a refusal can point at; those ending in a dot are
// followed by a code or number, as in 材料.m1.
var fieldWords = vocabulary[string]{
	{"意见", "opinion"}, {"理由", "reason"}, {"事实理由", "reasons"}, {"法条", "article"}, {"内容", "content"}, {"收费", "lines"}, {"收费.", "lines."}, {"金额", "fen"}, {"票据", "receipt"}, {"卷内.", "pages."}, {"卷内多余.", "papers."}, {"保管", "keep"}, {"更正项", "what"}, {"改为", "after"},
	{"校验理由", "applicant.why"}, {"条件", "conditions"}, {"当场", "onSpot"},
	{"有效期至", "until"}, {"渠道", "channel"}, {"事项", "item"}, {"受理单位", "acceptUnit"}, {"收到", "receivedOn"}, {"检验人员", "testers"}, {"监察建议", "advice"}, {"寄出日", "postedOn"}, {"邮件号", "slip"},
	{"表单", "form"}, {"材料", "materials"}, {"材料.", "material."},
	{"申请类型", "about.kind"}, {"所涉证照", "about.no"},
	{"申请人.姓名", "applicant.name"}, {"申请人.证件号", "applicant.id"}, {"申请人.证件类型", "applicant.idType"},
	{"申请人.电话", "applicant.phone"}, {"申请人.经办人", "applicant.holder"},
	{"代理人.姓名", "agent.name"}, {"代理人.证件号", "agent.id"}, {"代理人.证件类型", "agent.idType"}, {"代理人.电话", "agent.phone"},
	{"代理人.经办人", "agent.holder"},
	{"更正", "corrections"}, {"更正.", "corrections."}, {"签名", "signer"}, {"签名日", "signedOn"},
	{"缺陷", "defects"}, {"新情况", "because"}, {"缺陷.", "defects."}, {"期限", "limit"},
	{"撤销事由", "cause"}, {"陈述人", "speaker"}, {"陈述", "text"}, {"采纳理由", "why"}, {"陈述日", "on"},
	{"处理", "outcome"}, {"补偿", "compensation"}, {"所依文书", "paper"}, {"处罚机关", "by"},
	{"结论", "agree"}, {"证据", "evidence"}, {"承诺人", "promise"}, {"不一致", "differs"},
	{"陈述申辩", "heard"}, {"信用记录", "credit"}, {"核查结论", "finding"},
	{"情形", "ground"}, {"主管机关", "competent"},
	{"种类", "kind"}, {"根据", "ground"}, {"文书", "notice"}, {"起", "from"}, {"止", "told"}, {"结束", "endedOn"},
	{"姓名", "name"}, {"联系方式", "contact"}, {"利害关系", "interest"}, {"当事人", "party"}, {"事实", "facts"}, {"截止", "until"}, {"单位", "unit"},
	{"第几份", "statement"}, {"采纳", "verdict"}, {"事由", "matter"}, {"报名", "register"}, {"意愿", "wish"},
	{"听证日", "on"}, {"主持人", "presider"}, {"改由", "instead"}, {"参加人", "present"}, {"质证", "opinions"},
	{"笔录", "minutes"}, {"不依笔录", "departs"},
	{"核查人.", "checker."}, {"执法证号.", "cert."}, {"核查日", "on"}, {"开始", "begins"}, {"终了", "ends"}, {"地点", "place"},
	{"情况", "findings"}, {"当事人意见", "said"}, {"未签原因", "unsigned"}, {"见证人", "witness"},
	{"证号", "no"}, {"方式", "mode"}, {"签收人", "receiver"}, {"关系", "relation"}, {"决定", "of"}, {"送达日", "on"},
	{"送达文书", "papers"}, {"地点", "place"}, {"凭证", "proof"}, {"见证人", "witness"}, {"受托机关", "through"}, {"同意", "consent"}, {"纸质", "onPaper"},
	{"送达方式", "delivery.mode"}, {"送达地址", "delivery.address"}, {"指定代收人", "delivery.recipient"}, {"同意电子送达", "delivery.consent"}, {"另要纸质", "delivery.paper"},
}

// Words of the ledgers 台账 beside the cases.
var (
	ratingWords = vocabulary[string]{{"非常满意", "verySatisfied"}, {"满意", "satisfied"}, {"基本满意", "fair"}, {"不满意", "dissatisfied"}, {"非常不满意", "veryDissatisfied"}}

	alarmWords = vocabulary[store.AlarmKind]{{"黄灯", store.AlarmYellow}, {"红灯", store.AlarmRed}, {"紫灯", store.AlarmPurple}, {"督办逾期", store.AlarmEscalated},
		{"异常", store.AlarmOdd}, {"违规", store.AlarmBroken}}
	alarmStates = vocabulary[store.AlarmState]{{"待说明", store.AlarmRaised}, {"已说明", store.AlarmExplained}, {"已申诉", store.AlarmObjected}, {"维持", store.AlarmUpheld}, {"核销", store.AlarmDismissed}}

	complaintWords      = vocabulary[string]{{"拖延", "delay"}, {"推诿", "refusal"}, {"重复要材料", "again"}, {"违规收费", "fee"}, {"服务态度", "attitude"}, {"违纪", "conduct"}, {"其他", "other"}}
	wayWords            = vocabulary[store.ComplaintWay]{{"网上", store.ComplainedOnline}, {"当面", "counter"}, {"电话", "phone"}, {"来信", "letter"}}
	complaintStates     = vocabulary[store.ComplaintState]{{"已登记", store.ComplaintRegistered}, {"已受理", store.ComplaintTaken}, {"不予受理", store.ComplaintDeclined}, {"已答复", store.ComplaintAnswered}}
	outcomesOfComplaint = vocabulary[store.ComplaintOutcome]{{"属实", "upheld"}, {"部分属实", "partly"}, {"不属实", "unfounded"}}

	sourceWords   = vocabulary[store.AccountSource]{{"超期", store.OfLate}, {"预警", store.OfAlarm}, {"许可法72风险", store.OfRisk}, {"投诉", store.OfComplaint}}
	measureWords  = vocabulary[string]{{"责令改正", "correct"}, {"提醒谈话", "talk"}, {"通报批评", "criticise"}, {"建议处分", "sanction"}, {"移送", "refer"}}
	accountStates = vocabulary[store.AccountState]{{"待核定", store.AccountProposed}, {"已核定", store.AccountConfirmed}, {"不予问责", store.AccountDropped}}

	// ledgerCodes are the reasons for which a deed is refused.
	ledgerCodes = vocabulary[string]{{"必填", "required"}, {"必选", "choose"}, {"无权办理", "notYours"},
		{"预警已处理", "alarmClosed"}, {"未听取说明", "alarmUnanswered"},
		{"尚未结束", "ratingEarly"}, {"已评价", "ratedBefore"}, {"尚未评价", "ratingFirst"}, {"已追评", "ratedAgain"}, {"差评未答复", "ratingOpen"}, {"非此步骤", "ratingJudged"},
		{"投诉非此步骤", "complaintMoved"}, {"查无此人", "questionNobody"}, {"涉及本人", "complaintSelf"},
		{"没有依据", "accountSource"}, {"非其人员", "accountStaff"}, {"问责非此步骤", "accountMoved"}}

	ledgerFields = vocabulary[string]{{"内容", "text"}, {"意见", "text"}, {"理由", "text"}, {"满意度", "level"}, {"单位", "unit"}, {"类别", "kind"}, {"方式", "way"}, {"人员", "staff"},
		{"结果", "outcome"}, {"转给", "to"}, {"来源", "ref"}, {"规定", "rule"}, {"措施", "measure"}, {"事实", "facts"}}
)
