package watch_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/core/watch"
	"yimen/testkit"
	"yimen/web/ui"
)

// a damage turns a sound file into one with a finding. To is the edit of the facts' JSON:
// "old → new" on the fact of that act, or what the function does.
type damaged struct {
	code, road string
	act        string // the fact that is edited; empty = the last
	edit       string // old → new
	file       func(*watch.File)
}

var damages = []damaged{
	{"unreadable", "accepted", "", `"on":"2026-03-02" → "on":"2026-13-02"`, nil},
	{"unreadable", "accepted", "", `{"n" → {"n`, nil},
	{"unreadable", "received", "", `"accU":"330303001012" → "accU":5`, nil},
	{"unknownAct", "accepted", "", `"act":"accept" → "act":"approve"`, nil},
	{"seqGap", "accepted", "", `"n":2,"act" → "n":3,"act"`, nil},
	{"timeBackward", "accepted", "", `"at":17724 → "at":17723`, nil},
	{"wrongOrder", "granted", "", "", drop("pass")},
	{"wrongOrder", "accepted", "", "", drop("receive")},
	{"afterEnd", "withdrawn", "", "", again("withdraw")},
	{"lapseSkipped", "accepted", "", `"at":1772 → "at":1773`, nil},
	{"lapseSkipped", "resumed", "", `"at":1772 → "at":1774`, nil},

	{"stateDiffers", "accepted", "", "", show(func(s *watch.Shown) { s.State = "approving" })},
	{"dayDiffers", "accepted", "", "", show(func(s *watch.Shown) { s.Days["statutoryDue"]++ })},
	{"dayDiffers", "accepted", "", "", show(func(s *watch.Shown) { delete(s.Days, "promisedDue") })},
	{"dayDiffers", "accepted", "", "", show(func(s *watch.Shown) { s.Days["deliveryDue"] = 1 })},
	{"dayDiffers", "accepted", "", "", show(func(s *watch.Shown) { s.Days["acceptedOn"]-- })},

	{"wrongActor", "accepted", "", `"kind":"staff" → "kind":"system"`, nil},
	{"wrongActor", "accepted", "", `"no":"330303001012-sl" → "no":" "`, nil},
	{"wrongActor", "withdrawn", "", `01001X → 01002X`, nil},
	{"wrongActor", "withdrawn", "", `"kind":"applicant" → "kind":"staff"`, nil},
	{"wrongActor", "submitted", "draft", `"kind":"applicant" → "kind":"staff"`, nil},
	{"wrongPost", "granted", "", `"post":"approval" → "post":"review"`, nil},
	{"wrongPost", "returned", "", `"post":"approval" → "post":"review"`, nil}, // of both posts, the one of the step
	{"wrongUnit", "granted", "", `"right":{"unit":"330303-nyj" → "right":{"unit":"330303001"`, nil},
	{"wrongUnit", "extended", "", `"right":{"unit":"330303-nyj" → "right":{"unit":"330303001"`, nil},
	{"wrongUnit", "issued", "", `"right":{"unit":"330303001" → "right":{"unit":"330303-nyj"`, nil},
	{"wrongUnit", "allowed", "", `"right":{"unit":"330303" → "right":{"unit":""`, nil},
	{"notHead", "extended", "", `,"head":true → `, nil},
	{"paperMissing", "granted", "", `"post":"approval" → "post":"approval","for":"330303-nyj"`, nil},
	{"acceptorDecides", "granted", "accept", "330303001012-sl → 330303-nyj-sp", nil},
	{"acceptorDecides", "granted", "accept", `"right":{ → "right":{"as":"330303-nyj-sp",`, nil},
	{"acceptorDecides", "granted", "", `"right":{ → "right":{"as":"330303001012-sl",`, nil},
	{"onePersonTwoPosts", "granted", "", `"right":{ → "right":{"as":"330303001-sh",`, nil},
	{"presiderExamines", "heldGranted", "", `"right":{ → "right":{"as":"330303-nyj-zz",`, nil},
	{"standInSelf", "accepted", "", `"right":{ → "right":{"as":"330303001012-sl",`, nil},
	{"acceptorDecides", "extended", "accept", "330303001012-sl → 330303-nyj-fz", nil},
	{"onePersonTwoPosts", "granted", "grant", "330303-nyj-sp → 330303001-sh", nil},
	{"textMissing", "accepted", "", `"t":"材料齐全，符合法定形式，予以受理。" → "t":" "`, nil},
	{"textMissing", "denied", "", `"a":"《森林法》第五十四条" → "a":""`, nil},
	{"textMissing", "denied", "", `"c":"申请采伐的林木超过年度采伐限额。", → `, nil},
	{"textMissing", "extended", "", `"r":"案情复杂，需要现场核查。" → "r":""`, nil},
	{"textMissing", "stopped", "", `"g":"森林采伐管理办法第十条" → "g":""`, nil},
	{"textMissing", "issued", "", `"no":"龙证 → "no":"","x":"龙证`, nil},
	{"textMissing", "noLicence", "", `"t":"采伐 → "t":"","x":"采伐`, nil},
	{"textMissing", "refused", "", `"t":"不属于本机关职权范围。" → "t":""`, nil},

	{"ratingLevel", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "dissatisfied"})},
	{"ratingLevel", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "fair", Poor: true})},
	{"ratingOrder", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "fair", Called: date("2026-04-01").At(10, 0)})},
	{"ratingOrder", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "dissatisfied", Poor: true, Called: date("2026-03-31").At(10, 0)})},
	{"ratingOrder", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "dissatisfied", Poor: true, Answered: date("2026-04-01").At(10, 0)})},
	{"ratingLevel", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "fair", Again: date("2026-04-02").At(9, 0), AgainLevel: "better"})},
	{"ratingOrder", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "fair", Again: date("2026-03-31").At(9, 0), AgainLevel: "fair"})},
	{"ratingOrder", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "dissatisfied", Poor: true, Again: date("2026-04-01").At(10, 0), AgainLevel: "fair"})},
	{"ratingAside", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "fair", Doubted: date("2026-04-02").At(9, 0), DoubtedBy: "jc"})},
	{"ratingAside", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "dissatisfied", Poor: true, Aside: true})},
	{"ratingAside", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "dissatisfied", Poor: true, Doubted: date("2026-04-01").At(10, 0), DoubtedBy: "jc",
		Judged: date("2026-04-01").At(11, 0), JudgedBy: "jc", Aside: true})},
	{"callLate", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "dissatisfied", Poor: true, Called: date("2026-04-03").At(9, 0)})},
	{"callLate", "granted", "", "", rated(watch.Rated{At: date("2026-03-25").At(9, 0), Level: "dissatisfied", Poor: true})},
	{"replyLate", "granted", "", "", rated(watch.Rated{At: date("2026-04-01").At(9, 0), Level: "veryDissatisfied", Poor: true, Called: date("2026-04-02").At(9, 0), Answered: date("2026-04-24").At(9, 0)})},
	{"identifier", "issued", "", `"no":"龙证 → "id":"1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.1","no":"龙证`, nil},
	{"identifier", "issued", "", `"no":"龙证 → "id":"1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0","no":"龙证`, func(f *watch.File) { f.No = "330303001260302000001" }},
	{"noLicence", "toRevoke", "", "", drop("issue")},
	{"noLicence", "cancelled", "", "", func(f *watch.File) { f.Item.Held = false }},
	{"proposalOpen", "toRevoke", "", "", again("proposeRevocation")},
	{"notProposed", "holderHeard", "", "", drop("proposeRevocation")},
	{"notProposed", "revoked", "", "", drop("proposeRevocation")},
	{"holderNotHeard", "revoked", "", "", drop("hearHolder")},
	{"holdDays", "heldBack", "", `"f":"2026 → "f":"2025`, nil},
	{"notHeld", "givenBack", "", "", drop("suspendLicence")},
	{"noLicence", "heldBack", "", "", drop("issue")},
	{"revokeCause", "toRevoke", "", `"g":"fraud" → "g":"mood"`, nil},
	{"revokeCause", "revoked", "", `"o":"revoke" → "o":"perhaps"`, nil},
	{"statementLimit", "toRevoke", "", `"lim":"5wd" → "lim":"90d"`, nil},
	{"holderDay", "holderHeard", "", `"on":"2026-03-02" → "on":"2026-03-01"`, nil},
	{"compensation", "revoked", "", `"t":"以欺骗 → "c":"赔偿","t":"以欺骗`, nil},
	{"compensation", "revoked", "proposeRevocation", `"g":"fraud" → "g":"body"`, nil},
	{"barDay", "revoked", "", `"bar":"2029-03-02" → "bar":"2029-03-01"`, nil},
	{"cancelGround", "cancelled", "", `"g":"force" → "g":"expired"`, nil},
	{"cancelGround", "cancelled", "", `"g":"force" → "g":"mood"`, nil},
	{"cancelProof", "cancelled", "", `"g":"force" → "g":"taken"`, nil},
	{"cancelProof", "cancelled", "", `"g":"force" → "g":"other"`, nil},
	{"reminderNumber", "reminded", "", `"k":2 → "k":1`, nil},
	{"lapseKind", "over", "", `"w":"licenceOver" → "w":"renewalNear"`, nil},
	{"lapseDay", "reminded", "", `"on":"2027-01-28" → "on":"2027-01-27"`, nil},
	{"aboutKind", "renewAsked", "", `"k":"renew" → "k":"revive"`, nil},
	{"aboutLicence", "renewAsked", "", `"no":"龙证〔2025〕1号" → "no":" "`, nil},
	{"aboutLicence", "renewAsked", "", `"on":"2025-04-11" → "on":"2026-04-11"`, nil},
	{"aboutLicence", "renewAsked", "", `"til":"2026-04-10","by":"2026-03-11" → "x":1`, nil},
	{"renewDay", "renewAsked", "", `"by":"2026-03-11" → "by":"2026-03-12"`, nil},
	{"renewLate", "renewTooLate", "receive", "", nil},
	{"renewTerm", "renewGranted", "", `"til":"2027-04-10" → "til":"2026-04-10"`, nil},
	{"renewTerm", "changed", "", `"til":"2026-04-10" → "til":"2026-04-11"`, nil},
	{"renewTerm", "renewSilent", "", `"til":"2027-04-10" → "til":"2027-04-11"`, nil},
	{"renewedAfterEnd", "renewGranted", "", "", func(f *watch.File) { shift(f, 60) }},
	{"renewedBySilence", "renewSilent", "", "", nil},
	{"lapseKind", "renewSilent", "receive", `"by":"2026-03-11" → "by":"2026-03-01"`, nil},
	{"lapseEarly", "renewSilent", "", "", func(f *watch.File) { shift(f, -1) }},
	{"lapseSkipped", "renewGranted", "", "", func(f *watch.File) { shift(f, 60) }},
	{"tickMissing", "renewAsked", "", "", func(f *watch.File) {
		*f = about(casework.Renew, "2026-04-10", org.Receive, org.Accept)(stern{}).standing(stern{})
		f.Now = date("2026-04-13").At(9, 0)
	}},
	{"renewalNote", "noted", "", `"s":"applied" → "s":"perhaps"`, nil},
	{"renewalNote", "noted", "", `"s":"applied" → "s":"ended"`, nil},
	{"renewalTwice", "notedGranted", "", `"c":"330303012270101000001" → "c":"330303012270101000002"`, nil},
	{"renewalTwice", "notedCancel", "", "", func(f *watch.File) { replace(f, "noteRenewal", `"s":"ended"`, `"s":"granted"`) }},
	{"noLicence", "notedIssued", "", "", again("noteRenewal")},
	{"cancelLate", "overCancel", "", "", nil},
	{"notHead", "revoked", "", `,"head":true → `, nil},
	{"textMissing", "toRevoke", "", `"a":"《森林法》第五十九条" → "a":""`, nil},

	{"itemDiffers", "received", "", `"itemV":1 → "itemV":2`, nil},
	{"itemDiffers", "received", "", `"item":"felling" → "item":"shop"`, nil},
	{"itemNotInForce", "received", "", "", func(f *watch.File) { f.Item.To = date("2026-02-28") }},
	{"itemNotInForce", "submitted", "", "", func(f *watch.File) { f.Item.From = date("2026-03-03") }},
	{"versionNotOfArrival", "letter", "", "", func(f *watch.File) { f.Item.From = date("2026-02-11") }},
	{"channelNotOffered", "received", "", `"ch":"counter" → "ch":"pigeon"`, nil},
	{"terminalNamed", "received", "", `"ch":"counter" → "term":"YZ-01","ch":"counter"`, nil},
	{"terminalNamed", "submitted", "", `"ch":"online" → "term":"YZ-01","ch":"online"`, nil},
	{"terminalNamed", "submitted", "", `"ch":"online" → "ch":"kiosk"`, atKiosks},
	{"terminalNamed", "submitted", "", `"ch":"online" → "term":" ","ch":"kiosk"`, atKiosks},
	{"applicantMissing", "received", "", `"name":"陈喆玥" → "name":""`, nil},
	{"numberOverridden", "received", "", `"idT":"111" → "idT":"uscc","why":"早期代码"`, nil},
	{"procedureDiffers", "received", "", `"posts":["acceptance","review", → "posts":["acceptance",`, nil},
	{"procedureDiffers", "received", "", `"posts":["acceptance","review" → "posts":["acceptance","approval"`, nil},
	{"procedureDiffers", "received", "", `"route":["330303001012" → "route":["330303001010"`, nil},
	{"procedureDiffers", "received", "", `"330303-nyj","330303001"] → "330303-nyj","330303003"]`, nil},
	{"receiptDay", "received", "", `"recOn":"2026-03-02" → "recOn":"2026-03-01"`, nil},
	{"receiptDay", "received", "", `"on":"2026-03-02" → "on":"2026-03-03"`, nil},
	{"receiptDay", "received", "", `"on":"2026-03-02" → "on":"2025-12-31"`, nil},
	{"receiptDay", "submitted", "", `"recOn":"2026-03-02" → "recOn":"2026-03-03"`, nil},
	{"materialUnknown", "received", "", `"c":"m1" → "c":"m9"`, nil},
	{"materialTwice", "received", "", `"c":"m1" → "c":"m2"`, nil},
	{"materialEmpty", "received", "", `"h":"original" → "h":"upload"`, nil},
	{"materialMissing", "accepted", "receive", `{"c":"m1","h":"original","n":1}, → `, nil},
	{"materialMissing", "submitted", "", `"c":"m1" → "c":"m3"`, nil},
	{"otherProof", "received", "", `"c":"m1","h":"original" → "c":"m1","ins":" ","h":"original"`, nil},
	{"otherProof", "received", "", `"c":"m1","h":"original" → "c":"m1","ins":"村委会证明","h":"licence"`, nil},
	{"remoteOriginal", "received", "", `"ch":"counter" → "ch":"fax"`, nil},
	{"registeredLate", "letter", "", "", nil},

	{"secondNotice", "answered", "", "", again("requestSupplement")},
	{"askedAgain", "allowed", "", "", again("requestSupplement")},
	{"leaveUseless", "allowed", "", "", again("allowSupplement")},
	{"defectsMissing", "asked", "", `"d":[{"m":"form","w":"地点未写明门牌号"}] → "d":[]`, nil},
	{"defectsMissing", "asked", "", `"w":"地点未写明门牌号" → "w":""`, nil},
	{"defectsMissing", "asked", "", `"m":"form" → "m":"m9"`, nil},
	{"supplementLimit", "asked", "", `"lim":"15d" → "lim":"0d"`, nil},
	{"supplementLimit", "asked", "", `"lim":"15d" → "lim":"3m"`, nil},
	{"arrivalDay", "answered", "", `"on":"2026-03-02" → "on":"2026-03-01"`, nil},
	{"arrivalDay", "answered", "", `"on":"2026-03-02" → "on":"2026-03-03"`, nil},
	{"supplementIncomplete", "answered", "requestSupplement", `"d":[ → "d":[{"m":"m2","w":"缺公章"},`, nil},
	{"supplementIncomplete", "answered", "", `"form": → "x":`, nil},
	{"postedDay", "posted", "", `"last":"2026-03-1 → "last":"2026-03-2`, nil},
	{"postedDay", "posted", "", `"on":"2026-0 → "on":"2025-0`, nil},
	{"postedTwice", "posted", "", "", again("notePosted")},
	{"postedOnly", "postedCame", "", `"by":{"kind":"staff","no":"330303001012-sl"} → "by":{"kind":"applicant","no":"33030319900101001X"}`, nil},
	{"terminalNamed", "answered", "", `"form": → "term":"YZ-01","form":`, byClerk("supplement")},
	{"terminalNamed", "brought", "", `"mat":[ → "term":"YZ-01","mat":[`, byClerk("bringPending")},
	{"supplementLate", "lateAnswer", "", "", func(f *watch.File) { f.Rules.LapseEnds = true }},
	{"correctionMissing", "corrected", "", `"c":[ → "x":[`, nil},
	{"correctionDay", "corrected", "", `"on":"2026-03-02" → "on":"2026-03-01"`, nil},
	{"correctionDay", "corrected", "", `"on":"2026-03-02" → "on":"2026-03-03"`, nil},
	{"acceptDay", "accepted", "", `"on":"2026-03-02" → "on":"2026-03-01"`, nil},
	{"acceptDay", "mended", "supplement", `"at":1772 → "at":1771`, nil},
	{"deferrableMissing", "accepted", "receive", `,{"c":"m4","h":"original","n":1} → `, nil},
	{"pendingList", "pending", "", `"m":["m4"] → "m":[]`, nil},
	{"pendingList", "pending", "receive", `{"c":"m2" → {"c":"m4"`, nil},
	{"pendingLimit", "pending", "", `"lim":"5wd" → "lim":"0wd"`, nil},
	{"pendingLimit", "pending", "", `"lim":"5wd" → "lim":"21wd"`, nil},
	{"pendingLimit", "pending", "", `"lim":"5wd" → "lim":"90d"`, func(f *watch.File) { f.Item.Statutory = period.Period{} }},
	{"textMissing", "pending", "", `"p":"陈喆玥" → "p":""`, nil},
	{"arrivalDay", "brought", "", `"on":"2026-03-02" → "on":"2026-03-01"`, nil},
	{"supplementIncomplete", "brought", "", `"mat":[ → "x":[`, nil},
	{"nothingPending", "brought", "", "", again("bringPending")},
	{"nothingPending", "unfit", "acceptPending", `"act":"acceptPending" → "act":"accept"`, nil},
	{"pendingLate", "broughtLate", "", "", nil},
	{"pendingLate", "pending", "", "", at("2026-03-10")},
	{"revokedEarly", "unfit", "", `"g":"unfit" → "g":"overdue"`, nil},
	{"revokedEarly", "overdue", "", `"g":"overdue" → "g":"unfit"`, nil},
	{"revokedEarly", "overdue", "", "", func(f *watch.File) { shift(f, -1) }},
	{"refusalGround", "unfit", "", `"g":"unfit" → "g":"mood"`, nil},
	{"grantedPending", "owing", "", "", addGrant},
	{"refusalGround", "refused", "", `"g":"jurisdiction" → "g":"busy"`, nil},
	{"warningMissing", "false", "", `"warn":true → "warn":false`, nil},
	{"warningMissing", "refused", "", `"body":{ → "body":{"warn":true,`, nil},
	{"warningMissing", "deniedFalse", "", `"warn":true → "warn":false`, nil},
	{"falseBarDay", "false", "", `"bar":"2027-03-02" → "bar":"2027-03-01"`, nil},
	{"falseBarDay", "deniedFalse", "", "", func(f *watch.File) { f.Item.Safety = false }},
	{"competentMissing", "refused", "", `"c":"温州市自然资源和规划局" → "c":" "`, nil},
	{"notAskedYet", "refused", "", `"g":"jurisdiction" → "g":"stillUnfit"`, nil},
	{"lapseKind", "deemed", "", `"w":"deemedAccepted" → "w":"unanswered"`, nil},
	{"lapseDay", "deemed", "", `"on":"2026-03-09" → "on":"2026-03-08"`, nil},
	{"lapseDay", "lapsed", "", `"on":"2026-03-17" → "on":"2026-03-16"`, nil},
	{"lapseDay", "toldOver", "", `"on":"2026-03-12" → "on":"2026-03-11"`, nil},
	{"lapseEarly", "deemed", "", `"on":"2026-03-09" → "on":"2026-03-10"`, nil},
	{"lapseOff", "lapsed", "", "", func(f *watch.File) { f.Rules.LapseEnds = false }},
	{"deemedAccepted", "deemed", "", "", nil},
	{"tickMissing", "received", "", "", at("2026-03-11")},

	{"noOriginals", "faxed", "receive", `"ch":"fax" → "ch":"counter"`, nil},
	{"noOriginals", "faxed", "", "", again("receiveOriginals")},
	{"arrivalDay", "faxed", "", `"on":"2026-03-02" → "on":"2026-03-03"`, nil},
	{"originalsLate", "faxLate", "", "", nil},
	{"originalsLate", "fax", "", "", at("2026-03-18")},
	{"originalsMissing", "faxGranted", "", "", drop("receiveOriginals")},
	{"originalsMissing", "faxGranted", "receiveOriginals", `"on":"2026-03-02" → "on":"2026-03-02","t":"签名不同"`, nil},
	{"originalsEarly", "faxDenied", "", "", func(f *watch.File) { shift(f, -1) }},
	{"originalsEarly", "denied", "", `"body":{ → "body":{"g":"originals",`, nil},
	{"commitList", "word", "", `"m":["m5"] → "m":[]`, nil},
	{"commitMaterial", "word", "", "", func(f *watch.File) { f.Item.Materials[len(f.Item.Materials)-1].Commit = false }},
	{"textMissing", "word", "", `"p":"陈喆玥" → "p":""`, nil},
	{"checkers", "wordKept", "", `"cert":"浙C2" → "cert":"浙C1"`, nil},
	{"inspectionUseless", "wordKept", "", "", again("inspectCommitment")},
	{"inspectionResult", "wordKept", "", `"r":"kept" → "r":"fine"`, nil},
	{"inspectionResult", "wordMend", "", `"lim":"10wd" → "lim":"0wd"`, nil},
	{"inspectionLate", "wordLate", "", "", nil},
	{"inspectionLate", "wordClosed", "", "", at("2026-09-01")},
	{"commitmentStands", "wordBack", "inspectCommitment", `"r":"broken" → "r":"kept"`, nil},
	{"commitmentStands", "wordBack", "", "", drop("inspectCommitment")},
	{"lineMissing", "inLine", "", `"ln": → "x":`, nil},
	{"lineMissing", "accepted", "", `"body":{ → "body":{"ln":{"k":"x","at":1},`, nil},
	{"lineWrong", "inLine", "", ` 2026" → 2027"`, nil},
	{"lineMoment", "inLine", "", `"ln":{"k":"felling 330303-nyj 2026","at":17 → "ln":{"k":"felling 330303-nyj 2026","at":16`, nil},
	{"lineMoment", "inLineDeemed", "", `"ln":{"k":"felling 330303-nyj 2026","at":17 → "ln":{"k":"felling 330303-nyj 2026","at":16`, nil},
	{"placeWrong", "placed", "", `"pl":1 → "pl":3`, nil},
	{"placeWrong", "granted", "", `"body":{ → "body":{"pl":1,`, nil},
	{"placeless", "denied", "", `"body":{ → "body":{"g":"quota",`, nil},
	{"denyGround", "denied", "", `"body":{ → "body":{"g":"mood",`, nil},
	{"clockNotBegun", "faxExtended", "", "", drop("receiveOriginals")},

	{"checkers", "checked", "", `,{"no":"330303001-zz","cert":"浙C330102"}] → ]`, nil},
	{"checkers", "checked", "", `"no":"330303001-zz" → "no":"330303001-sh"`, nil},
	{"checkers", "checked", "", `"cert":"浙C330102" → "cert":"浙C330101"`, nil},
	{"checkDay", "checked", "", `"on":"2026-03-02" → "on":"2026-03-01"`, nil},
	{"checkDay", "checked", "", `"u":"08:40" → "u":"07:40"`, nil},
	{"checkDay", "checked", "", `"u":"08:40" → "u":"23:40"`, nil},
	{"signatureMissing", "checked", "", `"s":"陈喆玥" → "x":"拒绝签名"`, nil},
	{"textMissing", "checked", "", `"p":"永昌社区后山" → "p":""`, nil},
	{"checkMissing", "approving", "", "", func(f *watch.File) { checkAt(f, 1) }},
	{"checkMissing", "granted", "", "", func(f *watch.File) { checkAt(f, 2) }},
	{"checkMissing", "reviewed", "", "", func(f *watch.File) { checkAt(f, 1); drop("siteCheck")(f) }},
	{"interestUnknown", "notified", "", `"who":1 → "who":2`, nil},
	{"interestUnknown", "notified", "", "", again("notifyInterested")},
	{"interestUnknown", "stated", "", `"on": → "who":1,"on":`, nil},
	{"interestUnknown", "recused", "", `"body":{ → "body":{"who":1,`, nil},
	{"serviceMode", "notified", "", `"m":"direct" → "m":"shout"`, nil},
	{"untilDay", "notified", "", `"ul":"2026-03-07" → "ul":"2026-03-02"`, nil},
	{"textMissing", "interest", "", `"i":"其承包林地与采伐地相邻。" → "i":""`, nil},
	{"textMissing", "stated", "", `"t":"采伐不影响他人。" → "t":""`, nil},
	{"statementDay", "stated", "", `"on":"2026-03-02" → "on":"2026-03-03"`, nil},
	{"statementUnknown", "statedTwice", "", `"no":1 → "no":2`, nil},
	{"statementUnknown", "statedTwice", "", `"v":"adopted" → "v":"read"`, nil},
	{"statementUnknown", "statedTwice", "", "", again("answerStatement")},
	{"unheard", "unasked", "", "", drop("notifyInterested")},
	{"unheard", "unasked", "", "", func(f *watch.File) { shift(f, -3) }},
	{"statementOpen", "heard", "", "", drop("answerStatement")},
	{"hearingTold", "told", "", "", again("tellHearing")},
	{"hearingTold", "told", "", `"body":{ → "body":{"who":1,`, nil},
	{"hearingTold", "announced", "", "", again("announceHearing")},
	{"hearingTold", "asked47", "", "", drop("tellHearing")},
	{"hearingWish", "asked47", "", "", again("requestHearing")},
	{"hearingWish", "asked47", "", `"a":"asked" → "a":"perhaps"`, nil},
	{"hearingWish", "asked47", "", `"on":"2026-03-02" → "on":"2026-03-03"`, nil},
	{"hearingAskedLate", "asked47", "", `"on":"2026-03-02" → "on":"2026-03-10"`, nil},
	{"hearingMissing", "arranged", "", "", drop("requestHearing")},
	{"hearingMissing", "recused", "", "", drop("scheduleHearing")},
	{"hearingMissing", "recusal", "", "", drop("requestRecusal")},
	{"hearingMissing", "held", "", "", drop("scheduleHearing")},
	{"hearingNotice", "arranged", "", `"on":"2026-03-11" → "on":"2026-03-10"`, nil},
	{"hearingNotice", "arranged", "", `"f":"09:30" → "f":"上午"`, nil},
	{"hearingNotice", "held", "serveHearing", `"on":"2026-03-02" → "on":"2026-03-03"`, nil},
	{"hearingServed", "toldHearing", "", "", again("serveHearing")},
	{"hearingServed", "toldHearing", "serveHearing", `"body":{ → "body":{"who":1,`, nil},
	{"hearingMissing", "toldHearing", "", "", drop("scheduleHearing")},
	{"hearingUnserved", "held", "", "", drop("serveHearing")},
	{"serviceDay", "toldHearing", "serveHearing", `"on":"2026-03-02" → "on":"2026-03-03"`, nil},
	{"serviceMode", "toldHearing", "serveHearing", `"m":"direct" → "m":"told"`, nil},
	{"serviceProof", "toldHearing", "serveHearing", `"m":"direct" → "m":"public"`, nil},
	{"consentMissing", "toldHearing", "serveHearing", `"m":"direct" → "m":"electronic"`, nil},
	{"serviceSigner", "toldHearing", "serveHearing", `"l":"self" → "l":"reception"`, nil},
	{"wrongPost", "toldHearing", "serveHearing", `"post":"acceptance" → "post":"issuing"`, nil},
	{"presiderExamines", "arranged", "", `"pre":"330303-nyj-zz" → "pre":"330303001-sh"`, nil},
	{"presiderExamines", "recusal", "", `"t": → "ok":true,"pre":"330303-nyj-zz","t":`, nil},
	{"presiderExamines", "heldGranted", "", `"by":{"kind":"staff","no":"330303-nyj-sp" → "by":{"kind":"staff","no":"330303-nyj-zz"`, nil},
	{"notPresider", "held", "", `"no":"330303-nyj-zz" → "no":"330303-nyj-sl"`, nil},
	{"hearingDay", "held", "", `"on":"2026-03-11" → "on":"2026-03-10"`, nil},
	{"signatureMissing", "held", "", `"s":"各参加人" → "s":""`, nil},
	{"recusalOpen", "held", "", "", recuse},
	{"decidedUnheard", "unasked", "", "", func(f *watch.File) { shift(f, -1) }},
	{"decidedUnheard", "heldGranted", "", "", drop("holdHearing")},
	{"decidedUnheard", "unasked", "tellHearing", `"t":"许可涉及 → "who":1,"t":"许可涉及`, nil},
	{"minutesUse", "heldGranted", "", `"min":"followed" → "min":"read"`, nil},
	{"minutesUse", "heldGranted", "", `"min":"followed" → "min":"departed"`, nil},
	{"hearingLate", "heldLate", "", "", nil},
	{"hearingLate", "announced", "", "", at("2026-03-31")},
	{"hearingBySuspend", "stopped", "", `"k":"expertReview" → "k":"hearing"`, nil},
	{"returnTooFar", "returned", "pass", `"act":"pass" → "act":"return"`, nil},
	{"urgedEarly", "urged", "", `"due":"2026-0 → "due":"2025-0`, nil},
	{"urgedTwice", "urged", "", "", again("urge")},
	{"chaseUnit", "chased", "", `"u":"330303-nyj" → "u":"330303-mzj"`, nil},
	{"chaseGround", "chased", "", `"g":"late" → "g":"mood"`, nil},
	{"chaseDay", "chased", "", `"due":"2026-0 → "due":"2025-0`, nil},
	{"chaseDay", "chased", "", `"due":"2026-0 → "due":"2027-0`, nil},
	{"chaseAgain", "chased", "", "", again("chase")},
	{"adviceTooSoon", "chased", "", `"g":"late" → "adv":true,"g":"late"`, nil},
	{"chasedSelf", "replied", "chase", `"no":"330303-jc" → "no":"330303-nyj-sl"`, nil},
	{"wrongUnit", "replied", "", `"right":{"unit":"330303-nyj" → "right":{"unit":"330303001"`, nil},
	{"wrongActor", "chased", "", `"kind":"staff" → "kind":"applicant"`, nil},
	{"chaseLate", "chased", "", "", at("2026-03-20")},
	{"chaseLate", "repliedLate", "", "", nil},
	{"endGround", "terminated", "", `"g":" → "g":"x`, nil},
	{"wrongPost", "terminated", "", `"post":"review" → "post":"approval"`, nil},
	{"wrongUnit", "overseen", "", `"unit":"330303" → "unit":""`, nil},
	{"kindNotAllowed", "stopped", "", `"k":"expertReview" → "k":"siteVisit"`, nil},
	{"twoTesters", "stopped", "", `"k":"expertReview" → "k":"testing"`, nil},
	{"testersLate", "tested", "", "", nil},
	{"noticeMissing", "stopped", "", `"n":"龙农林告〔2026〕1号" → "n":""`, nil},
	{"stopBeforeNotice", "stopped", "", `"f":"2026-03-02" → "f":"2026-03-01"`, nil},
	{"stopDays", "stopped", "", `"t":"2026-03-12" → "t":"2026-03-01"`, nil},
	{"stopDays", "stopped", "", `"t":"2026-03-12" → "t":"2027-03-12"`, nil},
	{"stopOverCap", "stopped", "", "", func(f *watch.File) { f.Item.StopMost = map[string]int{"expertReview": 10} }},
	{"stopOverCap", "arranged", "", "", func(f *watch.File) { f.Item.StopMost = map[string]int{"hearing": 9} }},
	{"stopAfterDue", "stopped", "", `"f":"2026-03-02","t":"2026-03-12" → "f":"2026-03-31","t":"2026-04-12"`, nil},
	{"stopAfterPromise", "stopped", "", `"f":"2026-03-02","t":"2026-03-12" → "f":"2026-03-31","t":"2026-04-12"`, nil},
	{"resumeDay", "resumed", "", `"on":"2026-03-02" → "on":"2026-03-03"`, nil},
	{"hearingResumed", "resumed", "suspend", `"k":"expertReview" → "k":"hearing"`, nil},
	{"resumeDay", "resumed", "", `"on":"2026-03-02" → "on":"2026-03-01"`, nil},
	{"stopsInRow", "stopsInRow", "", "", nil},
	{"stopsMany", "stopsInRow", "", "", nil},
	{"stopOnLastDay", "stoppedLast", "", "", nil},
	{"stopOnLastDay", "stopped", "", `"f":"2026-03-02","t":"2026-03-12" → "f":"2026-03-16","t":"2026-03-20"`, nil},
	{"notExtendable", "extended", "", "", func(f *watch.File) { f.Item.Licence = false }},
	{"notExtendable", "extended", "", "", func(f *watch.File) { f.Item.Statutory = wd(20, period.NaturalDay) }},
	{"extendedTwice", "extended", "", "", again("extend")},
	{"extendedAfterDue", "extended", "", "", func(f *watch.File) { f.Item.Statutory = wd(0, period.WorkingDay); shift(f, 1) }},
	{"extensionLength", "extended", "", `"by":"10wd" → "by":"15wd"`, nil},
	{"extensionLength", "jointLonger", "", `"by":"15wd" → "by":"10wd"`, nil},
	{"wrongUnit", "jointLonger", "", `"right":{"unit":"330303" → "right":{"unit":"330303-cgzf"`, nil},
	{"procedureDiffers", "beside", "receive", `"parts":[ → "x":[`, nil},
	{"procedureDiffers", "beside", "receive", `"u":"330303-jjdd" → "u":""`, nil},
	{"procedureDiffers", "beside", "receive", `"gov":"330303" → "gov":""`, nil},
	{"procedureDiffers", "received", "", `"posts": → "gov":"330303","posts":`, nil},
	{"spokenTwice", "waiting", "", "", again("pass")},
	{"besideUnknown", "besideFirst", "", `"right":{"unit":"330303-jjdd" → "right":{"unit":"330303-gaj"`, nil},
	{"besideStand", "besideFirst", "", `"ok":"agree" → "ok":"perhaps"`, nil},
	{"besideLate", "waiting", "", "", at("2026-03-04")},
	{"wrongOrder", "together", "", "", again("jointOpinion")},
	{"hasty", "granted", "", "", hurry},
	{"stepLate", "acceptedLate", "", "", nil},
	{"stepLate", "approving", "", "", at("2026-03-10")},
	{"stepLate", "granted", "", "", at("2026-03-04")},
	{"stepLate", "received", "", "", at("2026-03-04")},

	{"decisionBeforeReview", "granted", "", "", drop("pass")},
	{"promiseLate", "decidedLate", "", "", nil},
	{"promiseLate", "approving", "", "", at("2026-03-17")},
	{"statuteLate", "decidedOver", "", "", nil},
	{"statuteLate", "withdrawn", "", "", func(f *watch.File) { shift(f, 29) }},
	{"validityMissing", "granted", "", `"til":"2027-03-01" → "til":""`, nil},
	{"validityDay", "granted", "", `"til":"2027-03-01" → "til":"2026-03-01"`, nil},
	{"validityLonger", "granted", "", `"til":"2027-03-01" → "til":"2027-03-02"`, nil},
	{"nothingToIssue", "issued", "receive", `,"issuing"] → ,"review"]`, nil},
	{"issueFirst", "served", "", "", drop("issue")},
	{"serviceMode", "served", "", `"m":"direct" → "m":"shout"`, nil},
	{"serviceDay", "served", "", `"on":"2026-03-02" → "on":"2026-03-01"`, nil},
	{"serviceDay", "served", "", `"on":"2026-03-02" → "on":"2026-03-03"`, nil},
	{"decidedUnheard", "unasked", "", "", drop("tellHearing")},
	{"serviceDay", "refusedServed", "", `"on":"2026-03-02" → "on":"2026-03-01"`, nil},
	{"serviceOf", "refusedServed", "", `"of":"refuseAcceptance" → "of":"terminate"`, nil},
	{"serviceOf", "served", "", `"m":"direct" → "of":"terminate","m":"direct"`, nil},
	{"serviceOf", "refusedServed", "", "", again("serve")},
	{"exitUnserved", "refused", "", "", at("2026-03-17")},
	{"exitUnserved", "cancelled", "", "", at("2026-03-17")},
	{"exitUnserved", "refusedFiled", "", "", drop("serve")},
	{"serviceDay", "published", "serve", `"on":"2026-04-01" → "on":"2026-03-31"`, nil},
	{"serviceProof", "served", "", `"r":"陈喆玥" → "r":""`, nil},
	{"serviceProof", "served", "", `"m":"direct" → "m":"left"`, nil},
	{"serviceProof", "served", "", `"m":"direct","r" → "m":"post","x"`, nil},
	{"serviceProof", "published", "serve", `"y":"下落不明" → "y":" "`, nil},
	{"serviceSigner", "served", "", `"l":"self" → "l":"reception"`, nil},
	{"serviceSigner", "served", "", `"l":"self" → "l":"agent"`, nil},
	{"serviceSigner", "served", "receive", `"idT":"111" → "idT":"uscc"`, func(f *watch.File) { replace(f, "serve", `"l":"self"`, `"l":"family"`) }},
	{"consentMissing", "emailed", "receive", `"ok":true → "ok":false`, nil},
	{"paperAsked", "emailed", "", `"pp":"窗口交付" → "pp":""`, nil},
	{"noticeRuns", "published", "", "", func(f *watch.File) { shift(f, -1) }},
	{"quickLate", "issued", "", "", func(f *watch.File) { f.Item.Quick, f.Now = true, date("2026-03-17").At(9, 0) }},
	{"quickLate", "closedLate", "", "", func(f *watch.File) { f.Item.Quick = true }},
	{"notOnSpot", "accepted", "", `"body":{ → "body":{"s":true,`, func(f *watch.File) { f.Item.Steps[2].OnSpot = false }},
	{"notOnSpot", "spot", "accept", "", func(f *watch.File) { f.Item.Steps[1].Check = true }},
	{"feeOrder", "ordered", "", `"f":500 → "f":-1`, nil},
	{"feeOrder", "paid", "", "", again("orderFee")},
	{"feeUnknown", "ordered", "", `"n":"工本费" → "n":"听证费"`, nil},
	{"reductionBasis", "ordered", "", `"f":500 → "f":500,"r":100`, nil},
	{"feeAmount", "paid", "", `"f":500 → "f":400`, nil},
	{"feeAmount", "paid", "", "", again("payFee")},
	{"payUnproved", "paid", "", `"no":"浙财票0001号" → "no":"浙财票0001号","pv":"x","ref":"1"`, nil},
	{"feeUnpaid", "paidIssued", "", "", drop("payFee")},
	{"textMissing", "paid", "", `"no":"浙财票0001号" → "no":""`, nil},
	{"pagesGap", "filed", "", `"f":3 → "f":4`, nil},
	{"filedTwice", "filed", "", "", again("fileAway")},
	{"filedLate", "concluded", "", "", at("2026-04-02")},
	{"filedLate", "filed", "", "", func(f *watch.File) { shift(f, 31) }},
	{"amendment", "proposed", "", `"w":"applicantName" → "w":"granted"`, nil},
	{"amendment", "amended", "", "", again("settleAmendment")},
	{"selfSettled", "amended", "", "", sameProposer},
	{"servedBeforeIssue", "served", "", "", servedBefore},
	{"deliveryLate", "servedLate", "", "", nil},
	{"deliveryLate", "issued", "", "", at("2026-03-17")},
	{"deliveryLate", "denied", "", "", at("2026-03-17")},
	{"editAfterDecision", "granted", "", "", again("receive")},

	{"recountWrong", "recounted", "", `"o":"2026-03-30","n":"2026-04-03" → "o":"2026-03-30","n":"2026-04-04"`, nil},
	{"recountWrong", "recounted", "", `"o":"2026-03-30" → "o":"2026-03-31"`, nil},
	{"recountWrong", "recounted", "", `{"c":"acceptance","f":"2026-03-02","o":"2026-03-09","n":"2026-03-09","x":true}, → `, nil},
	{"recountWrong", "recounted", "", `"c":"step" → "c":"delivery"`, nil},
	{"recountWrong", "recounted", "", `,"x":true → `, nil},
	{"recountWrong", "kept", "", `,"k":true → `, nil},
	{"recountSkipped", "recountedEnd", "", "", drop("recount")},
	{"recountMissing", "uncounted", "", "", at("2026-03-05")},
	{"textMissing", "recounted", "", `"p":"国办发明电〔2026〕1号" → "p":" "`, nil},
	{"wrongActor", "recounted", "", `"kind":"system" → "kind":"staff"`, nil},
}

// recuse puts a request that the presider step aside before the last fact.
func recuse(f *watch.File) {
	h := roads["recused"](stern{})
	last := len(f.Facts) - 1
	f.Facts = slices.Insert(f.Facts, last, h.file(stern{}).Facts[last-1]) // it was asked before the notice was served
	number(f)
}

// atKiosks lets the item be applied for at self-service points.
func atKiosks(f *watch.File) {
	f.Item.Channels = append(slices.Clone(f.Item.Channels), string(catalog.AtKiosk))
}

// TestAtKiosk: an application from a self-service point that names its device is sound.
func TestAtKiosk(t *testing.T) {
	h := roads["submitted"](t)
	f := h.file(t)
	atKiosks(&f)
	replace(&f, "submit", `"ch":"online"`, `"term":"YZ-01","ch":"kiosk"`)
	if !strings.Contains(string(f.Facts[len(f.Facts)-1]), `"ch":"kiosk"`) {
		t.Fatal("the application does not come from a self-service point")
	}
	if all := watch.Check(f, h.editions()); len(all) > 0 {
		t.Errorf("found\n%s", told(f, all))
	}
}

// checkAt lets a step ask for an on-site check.
func checkAt(f *watch.File, step int) {
	f.Item.Steps = slices.Clone(f.Item.Steps)
	f.Item.Steps[step].Check = true
}
func wd(n int, u period.Unit) period.Period { return period.Period{N: n, Unit: u} }

// at looks at the file on a later day.
func at(day string) func(*watch.File) {
	return func(f *watch.File) { f.Now = date(day).At(9, 0) }
}

// show lets the hall say something else than it does of a case that was just accepted.
func show(change func(*watch.Shown)) func(*watch.File) {
	return func(f *watch.File) {
		*f = felling(org.Receive, org.Accept)(stern{}).standing(stern{})
		change(f.Shown)
	}
}

// drop takes the facts of an act away and numbers the rest anew.
func drop(act string) func(*watch.File) {
	return func(f *watch.File) {
		f.Facts = slices.DeleteFunc(f.Facts, func(text []byte) bool { return strings.Contains(string(text), `"act":"`+act+`"`) })
		number(f)
	}
}

// again repeats the fact of an act at the end.
func again(act string) func(*watch.File) {
	return func(f *watch.File) {
		i := slices.IndexFunc(f.Facts, func(text []byte) bool { return strings.Contains(string(text), `"act":"`+act+`"`) })
		f.Facts = append(f.Facts, edited(f.Facts[i], func(fact map[string]any) { fact["at"] = moment(f, -1) + 60_000 }))
		number(f)
	}
}

// stern is a test that can't go on.
type stern struct{}

func (stern) Helper()                      {}
func (stern) Fatalf(text string, a ...any) { panic(fmt.Sprintf(text, a...)) }

// addGrant adds a decision in favour that another case took.
func addGrant(f *watch.File) {
	h := felling(org.Receive, org.Accept, org.Pass, org.Grant)(stern{})
	f.Facts = append(f.Facts, h.file(stern{}).Facts[3])
}

// shift moves the last fact some days on.
func shift(f *watch.File, days int) {
	last := len(f.Facts) - 1
	f.Facts[last] = edited(f.Facts[last], func(fact map[string]any) {
		fact["at"] = int64(period.StartOf(period.Instant(moment(f, -1)).Date().Add(days)))
	})
}

// replace changes a text in the fact of an act.
func replace(f *watch.File, act, from, to string) {
	for i, text := range f.Facts {
		if strings.Contains(string(text), `"act":"`+act+`"`) {
			f.Facts[i] = []byte(strings.Replace(string(text), from, to, 1))
		}
	}
}

// byClerk says that what the applicant handed in was taken in at the counter.
func byClerk(act string) func(*watch.File) {
	return func(f *watch.File) {
		replace(f, act, `{"kind":"applicant","no":"33030319900101001X"},`, `{"kind":"staff","no":"330303001012-sl"},"right":{"unit":"330303001012","post":"acceptance"},`)
	}
}

// sameProposer lets who settled a correction have proposed it.
func sameProposer(f *watch.File) {
	n := len(f.Facts)
	var last map[string]any
	if err := json.Unmarshal(f.Facts[n-1], &last); err != nil {
		panic(err)
	}
	f.Facts[n-2] = edited(f.Facts[n-2], func(fact map[string]any) { fact["by"] = last["by"] })
}

// hurry puts the last fact one second after the one before.
func hurry(f *watch.File) {
	last := len(f.Facts) - 1
	f.Facts[last] = edited(f.Facts[last], func(fact map[string]any) { fact["at"] = moment(f, -2) + 1000 })
}

// servedBefore dates the service back to the day before the licence was made out.
func servedBefore(f *watch.File) {
	for i := range f.Facts[len(f.Facts)-2:] {
		at := len(f.Facts) - 2 + i
		f.Facts[at] = edited(f.Facts[at], func(fact map[string]any) {
			fact["at"] = int64(period.StartOf(date("2026-03-03"))) + int64(i)
		})
	}
}

// number gives the facts their places.
func number(f *watch.File) {
	for i := range f.Facts {
		f.Facts[i] = edited(f.Facts[i], func(fact map[string]any) { fact["n"] = i + 1 })
	}
}

// rated puts a rating beside the case, looked at in the spring of 2026.
func rated(r watch.Rated) func(*watch.File) {
	return func(f *watch.File) {
		f.Rules.RatingCall, f.Rules.RatingReply = period.Period{N: 1, Unit: period.WorkingDay}, period.Period{N: 15, Unit: period.WorkingDay}
		f.Now, f.Rated = date("2026-05-01").At(9, 0), &r
	}
}

// moment is when a fact was done; -1 is the last.
func moment(f *watch.File, place int) int64 {
	var fact struct{ At int64 }
	if err := json.Unmarshal(f.Facts[len(f.Facts)+place], &fact); err != nil {
		panic(err)
	}
	return fact.At
}

func edited(text []byte, edit func(map[string]any)) []byte {
	fact := map[string]any{}
	if err := json.Unmarshal(text, &fact); err != nil {
		panic(err)
	}
	fact["at"] = int64(fact["at"].(float64))
	edit(fact)
	text, err := json.Marshal(fact)
	if err != nil {
		panic(err)
	}
	return text
}

// TestEveryDamageIsFound: each damage gives its finding, with severity and article, at a
// fact of the file.
func TestEveryDamageIsFound(t *testing.T) {
	for _, d := range append(damages, registers...) {
		t.Run(d.code+"/"+d.road+" "+d.edit, func(t *testing.T) {
			h := roads[d.road](t)
			f := h.file(t)
			if d.edit != "" || d.file != nil {
				if has(watch.Check(f, h.editions()), d.code) {
					t.Fatalf("found before any damage")
				}
			}
			if d.edit != "" {
				d.change(t, &f)
			}
			if d.file != nil {
				d.file(&f)
			}
			all := watch.Check(f, h.editions())
			if !has(all, d.code) {
				t.Errorf("not found in\n%s", told(f, all))
			}
			for _, one := range all {
				said(t, one)
				if one.Severity != watch.SeverityOf(one.Code) || one.Rule == "" || one.Seq < 0 || one.Seq > len(f.Facts) {
					t.Errorf("%+v", one)
				}
			}
		})
	}
}

// said: every finding has a sentence in both languages, with no place left empty.
func said(t *testing.T, f watch.Finding) {
	t.Helper()
	for _, lang := range []ui.Lang{ui.Zh, ui.En} {
		text := ui.T(lang, "watch."+f.Code, ui.Places(f.Args)...)
		if !ui.Has(lang, "watch."+f.Code) || strings.ContainsAny(text, "{}") {
			t.Errorf("%s: %q says %v", lang, text, f)
		}
	}
}

// change edits the text of a fact; the words to change must stand there.
func (d damaged) change(t *testing.T, f *watch.File) {
	t.Helper()
	i := len(f.Facts) - 1
	if d.act != "" {
		i = slices.IndexFunc(f.Facts, func(text []byte) bool { return strings.Contains(string(text), `"act":"`+d.act+`"`) })
	}
	from, to, _ := strings.Cut(d.edit, " → ")
	text := string(f.Facts[i])
	if strings.Count(text, from) == 0 {
		t.Fatalf("%q does not stand in %s", from, text)
	}
	f.Facts[i] = []byte(strings.Replace(text, from, to, 1))
}

// TestEveryKindHasADamage: no finding is promised that nothing brings about.
func TestEveryKindHasADamage(t *testing.T) {
	for _, code := range watch.Codes() {
		if !slices.ContainsFunc(append(damages, registers...), func(d damaged) bool { return d.code == code }) {
			t.Errorf("no damage gives %s", code)
		}
	}
}

// TestRatingInTime: called back and answered on the last day of each limit, nothing is found; nor
// where nothing is to be done.
func TestRatingInTime(t *testing.T) {
	for _, r := range []watch.Rated{
		{At: date("2026-04-01").At(9, 0), Level: "dissatisfied", Poor: true, Called: date("2026-04-02").At(23, 59), Answered: date("2026-04-23").At(23, 59)},
		{At: date("2026-04-30").At(9, 0), Level: "veryDissatisfied", Poor: true},
		{At: date("2026-04-01").At(9, 0), Level: "fair"},
		{At: date("2026-04-01").At(9, 0), Level: "fair", Again: date("2026-04-20").At(9, 0), AgainLevel: "satisfied"},
		{At: date("2026-04-01").At(9, 0), Level: "dissatisfied", Poor: true, Doubted: date("2026-04-01").At(10, 0), DoubtedBy: "jc", Judged: date("2026-04-02").At(9, 0), JudgedBy: "sg",
			Aside: true, Again: date("2026-04-03").At(9, 0), AgainLevel: "dissatisfied"},
	} {
		var f watch.File
		rated(r)(&f)
		if all := watch.Check(f, calendar); len(all) > 0 {
			t.Errorf("%+v: %v", r, all)
		}
	}
}

// TestFindingsStandInOrder: by the facts they are about.
func TestFindingsStandInOrder(t *testing.T) {
	f := roads["granted"](t).file(t)
	f.Facts[1] = []byte("{}")
	f.Now = date("2026-05-01").At(9, 0)
	all := watch.Check(f, calendar)
	place := func(f watch.Finding) int { return (f.Seq + 99) % 100 } // 0 comes last
	if len(all) < 3 || all[len(all)-1].Seq != 0 || !slices.IsSortedFunc(all, func(a, b watch.Finding) int { return place(a) - place(b) }) {
		t.Errorf("%v", all)
	}
}

// TestFindingTellsProvisionalDay: the last day of a limit in a year that is not arranged yet says so
// in a finding too (暂定), and in a year that is, nothing.
func TestFindingTellsProvisionalDay(t *testing.T) {
	for on, want := range map[string]string{"2026-03-02": "2026-03-16", "2026-12-28": "2027-01-12~"} {
		h := newHall(t, testkit.Felling)
		h.on(on)
		h.next(t, org.Receive, org.Accept, org.Pass, org.Grant, org.Issue)
		f := h.standing(t)
		f.Now = date(on).Add(40).At(9, 0)
		f.Shown = nil
		var found []string
		for _, one := range watch.Check(f, calendar) {
			if one.Code == "deliveryLate" {
				found = append(found, one.Args[0])
			}
		}
		if !slices.Equal(found, []string{want}) {
			t.Errorf("decided on %s: late since %v, want %s", on, found, want)
		}
	}
}
