package watch

import (
	"maps"
	"slices"
)

// fileStandard is the standard for a complete case file: every act with who, when and why.
const fileStandard = "案卷评查标准"

// complaintRule: 投诉渠道; whoever reports a breach is answered in good time (许可法65).
const complaintRule = "通知二(三)、许可法65"

// ratingRule is the guideline for ratings (好差评).
const ratingRule = "国办发〔2019〕51号"

// kind is one kind of finding. An empty rule is the article of the act it is found at.
type kind struct {
	severity Severity
	rule     string
}

// kinds is everything that can be found (发现种类). The words are watch.<code>.
var kinds = map[string]kind{
	// The chain of acts.
	"unreadable":   {Broken, fileStandard},     // the text is no fact, or a value is no date, period …
	"unknownAct":   {Broken, fileStandard},     // an act that no law here knows
	"seqGap":       {Broken, fileStandard},     // acts are numbered 1, 2, 3 …
	"timeBackward": {Broken, fileStandard},     // an act earlier than the one before
	"wrongOrder":   {Broken, ""},               // not possible where the case stands
	"afterEnd":     {Broken, ""},               // an act on a closed case
	"lapseSkipped": {Broken, "许可法32(4)、45、50"}, // a period was over: the case was deemed accepted, or time had resumed it

	// What the hall shows.
	"stateDiffers": {Broken, fileStandard},
	"dayDiffers":   {Broken, "许可法82"}, // a day reckoned here and in the hall comes out otherwise

	// Who acted.
	"wrongActor":      {Broken, ""}, // staff for the applicant, or the other way round
	"wrongPost":       {Broken, ""},
	"wrongUnit":       {Broken, ""},
	"notHead":         {Broken, ""},         // only the head of the deciding body may
	"paperMissing":    {Broken, "浙2018 A5"}, // in another body's name without its paper
	"acceptorDecides": {Broken, "通知图二"},     // the posts of acceptance and decision are apart
	"standInSelf":     {Broken, "通知图二"},     // in one's own stead
	"textMissing":     {Broken, ""},         // opinion, reasons, number …

	// What came in.
	"itemDiffers":         {Broken, "许可法30"}, // another item or version than the case runs under
	"itemNotInForce":      {Broken, "许可法30"},
	"channelNotOffered":   {Broken, "许可法29"},
	"terminalNamed":       {Broken, "通知二(四)2"}, // from a self-service point without its device, or with one from elsewhere
	"applicantMissing":    {Broken, "许可法29"},
	"numberOverridden":    {Odd, "GB 32100"}, // taken though its check fails, with a reason
	"procedureDiffers":    {Broken, "许可法30"}, // posts or units are not those of the published procedure
	"receiptDay":          {Broken, "许可法32(4)"},
	"materialUnknown":     {Broken, "许可法31"},
	"materialTwice":       {Broken, "许可法31"},
	"materialEmpty":       {Broken, "许可法29"}, // neither paper nor file
	"materialMissing":     {Broken, "许可法32(5)"},
	"otherProof":          {Broken, "浙2018 A9"}, // in place of a material, and not said which or why
	"remoteOriginal":      {Odd, "许可法29"},       // broken, but for what was noted before the rule was asked for
	"registeredLate":      {Late, "许可法32(4)"},   // the limit for acceptance was over when a letter was entered
	"versionNotOfArrival": {Odd, "许可法30"},       // in force when entered, not when it arrived

	// Supplement and acceptance.
	"secondNotice":         {Broken, "许可法32(4)、72(4)"},
	"askedAgain":           {Odd, "许可法72(4)"},    // a second notice, with leave or reason
	"leaveUseless":         {Broken, "许可法72(4)"}, // nothing was told yet, or leave was given already
	"defectsMissing":       {Broken, "许可法32(4)"},
	"supplementLimit":      {Broken, "浙2018 A11"}, // none, or longer than allowed
	"arrivalDay":           {Broken, "许可法32(4)"},  // of later materials
	"supplementIncomplete": {Broken, "许可法32(4)"},
	"postedDay":            {Broken, "民诉法85(4)"}, // after the last day of the notice, or of another day
	"postedTwice":          {Broken, "民诉法85(4)"},
	"postedOnly":           {Broken, "民诉法85(4)"}, // sent in after the last day, though it was to come by post
	"supplementLate":       {Late, "浙2018 A11(3)"},
	"correctionMissing":    {Broken, "许可法32(3)"}, // nothing is said to be mended
	"correctionDay":        {Broken, "许可法32(3)"}, // signed before the case came in, or later than today
	"acceptDay":            {Broken, "许可法32(5)"},
	"deferrableMissing":    {Broken, "浙2018 A11(2)"}, // accepted without, and not said to be pending
	"pendingList":          {Broken, "浙2018 A11(2)"}, // not exactly the deferrable materials that are missing
	"pendingLimit":         {Broken, "浙2018 A11(2)"},
	"pendingLate":          {Late, "浙2018 A11(2)"},
	"nothingPending":       {Broken, "浙2018 A11(2)"},
	"revokedEarly":         {Broken, "浙2018 A11(2)"},
	"grantedPending":       {Broken, "浙2018 A11(2)"},
	"warningMissing":       {Broken, "许可法78"}, // false material without a warning, or the other way round
	"falseBarDay":          {Broken, "许可法78"},
	"refusalGround":        {Broken, "许可法32"},
	"competentMissing":     {Broken, "许可法32(2)"},
	"notAskedYet":          {Broken, "许可法32(4)"},
	"lapseKind":            {Broken, "许可法32(4)、45"}, // time did what it can't do here
	"lapseDay":             {Broken, "许可法32(4)、45"}, // the last day is another one
	"lapseEarly":           {Broken, "许可法32(4)、45"}, // before the last day was over
	"lapseOff":             {Odd, "浙2018 A11(3)"},   // deemed withdrawn where the setting says no
	"deemedAccepted":       {Late, "许可法32(4)"},
	"tickMissing":          {Odd, "许可法32(4)、45"}, // time should have acted days ago: is the clock running?

	// An arrangement of holidays that came in.
	"recountWrong":   {Broken, "许可法82"}, // not the days that moved, or not the days they moved to
	"recountSkipped": {Broken, "许可法82"}, // an act on a case whose days had moved and were not written down
	"recountMissing": {Odd, "许可法82"},    // days moved a day ago and more: is the work after commit running?

	// Originals of what came by fax or e-mail.
	"noOriginals":      {Broken, "公司登记条例53、令56号"}, // none were waited for
	"originalsLate":    {Late, "公司登记条例53、令56号"},
	"originalsMissing": {Broken, "公司登记条例53、令56号"}, // granted without
	"originalsEarly":   {Broken, "公司登记条例54"},      // denied for their absence before the last day was over, or where they had come
	"denyGround":       {Broken, "许可法38"},
	"clockNotBegun":    {Broken, "许可法42"}, // a limit extended that does not run yet

	// Examination.
	"checkers":          {Broken, "许可法34(3)"}, // fewer than two, one twice, or without a certificate
	"checkDay":          {Broken, "许可法34(3)"}, // before the acceptance, not over yet, or no times
	"signatureMissing":  {Broken, "许可法34(3)"},
	"checkMissing":      {Broken, "许可法34(3)"}, // the step asks for one
	"interestUnknown":   {Broken, "许可法36"},    // nobody of that place was found, or he was told before
	"untilDay":          {Broken, "许可法36"},    // no day left to state and defend
	"statementDay":      {Broken, "许可法36"},
	"statementUnknown":  {Broken, "许可法36"}, // none of that place, or answered before
	"unheard":           {Broken, "许可法36"}, // decided before he was told, and spoke or let his days pass
	"statementOpen":     {Broken, "许可法36"}, // decided without an answer to it
	"hearingTold":       {Broken, "许可法47"}, // told twice, to nobody known, or after the hearing
	"hearingWish":       {Broken, "许可法47"}, // neither asked nor waived, a second time, or on no possible day
	"hearingAskedLate":  {Broken, "许可法47"},
	"hearingMissing":    {Broken, "许可法48"}, // arranged, recused or held without being due
	"hearingNotice":     {Broken, "许可法48"}, // fewer than seven days before
	"hearingServed":     {Broken, "许可法48"}, // the notice served on nobody who got one, or a second time
	"hearingUnserved":   {Broken, "许可法48"}, // held though somebody had no notice
	"presiderExamines":  {Broken, "许可法48"},
	"notPresider":       {Broken, "许可法48"}, // minutes by somebody else
	"hearingDay":        {Broken, "许可法48"},
	"recusalOpen":       {Broken, "许可法48"},
	"decidedUnheard":    {Broken, "许可法47"}, // while a hearing could be asked for, or was to be held
	"minutesUse":        {Broken, "许可法48"}, // neither by the minutes nor with a reason why not
	"hearingLate":       {Late, "许可法47"},
	"hearingResumed":    {Odd, "许可法45"}, // its time ends with the hearing; earlier versions let it be resumed
	"hearingBySuspend":  {Odd, "许可法48"}, // a hearing stops the clock by its own notice
	"returnTooFar":      {Broken, "通知图二"},
	"urgedEarly":        {Broken, "许可法42、44"}, // a reminder of a day that was not over
	"urgedTwice":        {Broken, "许可法42、44"},
	"chaseUnit":         {Broken, chaseRule}, // a demand on a unit without work on the case
	"chaseGround":       {Broken, chaseRule},
	"chaseDay":          {Broken, chaseRule}, // no day for the reply, or a year
	"chaseAgain":        {Broken, chaseRule}, // while the unit still had time to answer
	"adviceTooSoon":     {Broken, chaseRule}, // to a unit that let no demand pass
	"chasedSelf":        {Broken, chaseRule}, // answered by who pressed
	"chaseLate":         {Late, chaseRule},
	"endGround":         {Broken, "通知图二"},  // of a termination
	"spokenTwice":       {Broken, "许可法26"}, // by the step's own unit, while others beside it are silent
	"besideUnknown":     {Broken, "许可法26"}, // no body that examines here and has not spoken
	"besideStand":       {Broken, "许可法26"}, // neither agreed nor objected
	"besideLate":        {Late, "岗位承诺期限"},
	"kindNotAllowed":    {Broken, "许可法45"},
	"twoTesters":        {Odd, "许可法55(2)"}, // broken, but for what was noted before the rule was asked for
	"testersLate":       {Late, "许可法55(2)"},
	"noticeMissing":     {Broken, "许可法45"},
	"stopBeforeNotice":  {Broken, "许可法45"},
	"stopDays":          {Broken, "许可法45"}, // ends before it begins, or lasts over a year
	"stopOverCap":       {Broken, "许可法45"}, // more days than the item gives the kind
	"stopAfterDue":      {Broken, "许可法45"},
	"stopAfterPromise":  {Odd, "许可法45"}, // told while the promise ran, to begin after it: broken, but for what was noted before the rule was asked for
	"resumeDay":         {Broken, "许可法45"},
	"stopsInRow":        {Odd, "许可法45"}, // no counted day between two stops
	"stopOnLastDay":     {Odd, "许可法45"},
	"stopsMany":         {Odd, "许可法45"},
	"notExtendable":     {Broken, "许可法42"},
	"extendedTwice":     {Broken, "许可法42"},
	"extendedAfterDue":  {Broken, "许可法42"},
	"extensionLength":   {Broken, "许可法42"},
	"hasty":             {Odd, fileStandard},
	"onePersonTwoPosts": {Odd, "通知图二"},
	"stepLate":          {Late, "岗位承诺期限"},

	// Decision and hand-out.
	"decisionBeforeReview": {Odd, "许可法34、35"},
	"promiseLate":          {Late, "浙2018 A12"},
	"statuteLate":          {Late, "许可法42"},
	"quickLate":            {Late, "浙2018 A12"},   // 即办: not closed on the day
	"commitList":           {Broken, "浙2018 A14"}, // not exactly the materials that are missing
	"commitMaterial":       {Broken, "浙2018 A14"}, // one that no word can replace
	"inspectionUseless":    {Broken, "浙2018 A14"}, // nothing was granted on a commitment, or it was looked at
	"inspectionResult":     {Broken, "浙2018 A14"},
	"inspectionLate":       {Late, "浙2018 A14"},
	"commitmentStands":     {Broken, "浙2018 A14"}, // taken back though the word was not found broken
	"lineMissing":          {Broken, "许可法57"},     // accepted into no line where the number is limited, or into one where it is not
	"lineWrong":            {Broken, "许可法57"},
	"lineMoment":           {Broken, "许可法57"},    // not the moment of the acceptance
	"placeWrong":           {Broken, "许可法57"},    // beyond the number, or where there is none
	"placeless":            {Broken, "许可法57"},    // denied for want of a place where the number is not limited
	"notOnSpot":            {Broken, "许可法34(2)"}, // passed the reviews by where it may not
	"validityMissing":      {Broken, "许可法38"},
	"validityDay":          {Broken, "许可法38"},
	"validityLonger":       {Odd, "许可法38"}, // than the item publishes
	"nothingToIssue":       {Broken, "许可法39"},
	"issueFirst":           {Broken, "许可法39"},
	"serviceMode":          {Broken, "民诉法87–95"},
	"serviceDay":           {Broken, "许可法44"},
	"serviceOf":            {Broken, "民诉法87–95"}, // of a decision that was not taken, or was served before
	"exitUnserved":         {Odd, "民诉法87–95"},    // a decision beside that on the application
	"serviceProof":         {Broken, "民诉法87–95"}, // what proves this mode is not there
	"serviceSigner":        {Broken, "民诉法88"},    // signed by somebody who can't be there
	"consentMissing":       {Broken, "民诉法90"},
	"paperAsked":           {Broken, "民诉法90"},
	"noticeRuns":           {Broken, "民诉法95"}, // closed before the public notice was over
	"servedBeforeIssue":    {Odd, "许可法39"},
	"deliveryLate":         {Late, "许可法44"},
	"feeOrder":             {Broken, "许可法58、59"}, // empty, negative, or after it was paid
	"feeUnknown":           {Broken, "许可法58、59"}, // not published
	"reductionBasis":       {Broken, "许可法58、59"},
	"feeAmount":            {Broken, "许可法58、59"},
	"payUnproved":          {Broken, "许可法58、59"}, // paid online without the platform's proof
	"feeUnpaid":            {Broken, "许可法58、59"}, // handed out before
	"pagesGap":             {Broken, fileStandard},
	"filedTwice":           {Broken, fileStandard},
	"filedLate":            {Late, fileStandard},
	"amendment":            {Broken, fileStandard}, // of what can't be, or without a proposal
	"selfSettled":          {Broken, fileStandard}, // proposed and settled it
	"editAfterDecision":    {Odd, fileStandard},

	// The licence afterwards.
	"identifier":       {Broken, "GB/T 36904"}, // of another case, or its check character doesn't fit
	"noLicence":        {Broken, "许可法69、70"},   // nothing was made out, or it stands no more
	"proposalOpen":     {Broken, "许可法36"},      // proposed twice, or struck from the register before the proposal was decided
	"notProposed":      {Broken, "许可法36"},
	"holderNotHeard":   {Broken, "许可法36"}, // neither heard nor his time over
	"holdDays":         {Broken, "行政处罚法9(3)"},
	"notHeld":          {Broken, "行政处罚法9(3)"},
	"revokeCause":      {Broken, "许可法69、8"},
	"statementLimit":   {Broken, "许可法36"},
	"holderDay":        {Broken, "许可法36"},
	"compensation":     {Broken, "许可法69、8"}, // none where it is owed, or some for fraud
	"barDay":           {Broken, "许可法79"},
	"cancelGround":     {Broken, "许可法70"},
	"cancelProof":      {Broken, "许可法70"}, // neither a decision nor a provision that it rests on
	"reminderNumber":   {Broken, "许可法50"},
	"aboutKind":        {Broken, "许可法49、50"},
	"aboutLicence":     {Broken, "许可法49、50"}, // no number, not yet granted, or without an end to be renewed
	"renewDay":         {Broken, "许可法50"},    // the last day for applying comes out otherwise here
	"renewLate":        {Odd, "许可法50"},       // applied for after that day: silence renews nothing
	"renewTerm":        {Broken, "许可法49、50"}, // a change moves no term, a renewal goes on where the old one ended
	"renewedAfterEnd":  {Broken, "许可法50"},    // nothing was left to renew
	"renewedBySilence": {Late, "许可法50(2)"},
	"renewalNote":      {Broken, "许可法49、50"},
	"renewalTwice":     {Broken, "许可法49、50"}, // another act or application while one is under way
	"cancelLate":       {Late, "许可法70"},      // of a licence that is valid no more; the measure is the hall's own

	// What its applicant said of it.
	"ratingLevel": {Broken, ratingRule}, // none of the five, or poor without being one of the last two
	"ratingOrder": {Broken, ratingRule}, // answered before it was called back, or before it was given; added to before it was answered
	"callLate":    {Late, ratingRule},
	"replyLate":   {Late, ratingRule},
	"ratingAside": {Broken, ratingRule}, // set aside by who proposed it, without a proposal, or though it is not poor

	// The registers beside the cases.
	"registerNo":         {Broken, fileStandard},  // a number of another year or register
	"registerSteps":      {Broken, fileStandard},  // a step that can't follow the one before
	"registerState":      {Broken, fileStandard},  // it stands otherwise than its steps leave it
	"complaintSelf":      {Broken, complaintRule}, // a deed of the one complained of
	"complaintTakeLate":  {Late, complaintRule},
	"complaintReplyLate": {Late, complaintRule},
	"blamedSelf":         {Broken, chaseRule}, // recorded, stated or decided by somebody who may not
	"blamedUnheard":      {Broken, chaseRule}, // decided before who is held to account spoke, or had his days to
	"alarmSelf":          {Broken, chaseRule}, // decided by who explained it
	"alarmUnheard":       {Broken, chaseRule}, // dismissed though nobody said anything to it
}

// Codes lists every kind of finding, in order of the alphabet.
func Codes() []string { return slices.Sorted(maps.Keys(kinds)) }

// SeverityOf is the weight of a kind of finding; empty for an unknown code.
func SeverityOf(code string) Severity { return kinds[code].severity }
