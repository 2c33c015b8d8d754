package web_test

import "slices"

// doors gives each route its law. A route that stands in the mux and not here fails the test, and
// one that stands here and not in the mux, too.
var doors = map[string]law{
	"GET /_gallery": everybody, "POST /_gallery": everybody, "GET /_gallery/desk": everybody, // in a demonstration alone
	"GET /assets/{name...}": opened, "GET /favicon.ico": everybody,

	// 门户: what is published.
	"GET /{$}": everybody, "GET /search": everybody, "GET /search/suggest": everybody, "GET /units/{of}": everybody, "GET /services": everybody,
	"GET /centres/{code}/board.pdf": everybody, "GET /centres/{code}/card.pdf": everybody, "GET /open-data": everybody, "GET /open-data/{file}": opened,
	"GET /centres": everybody, "GET /centres/{code}": everybody,
	"GET /items/{code}": everybody, "GET /items/{code}/v/{version}": everybody, "GET /items/{code}/v/{version}/flow.bpmn": everybody,
	"GET /items/{code}/v/{version}/sheet.pdf": everybody, "GET /items/{code}/v/{version}/bring": everybody, "GET /items/{code}/v/{version}/charts": everybody, "GET /items/{code}/v/{version}/form": everybody,
	"GET /items/{code}/v/{version}/sample": opened, "GET /items/{code}/v/{version}/files/{file}": opened,
	"GET /items/{code}/start": everybody, "GET /items/{code}/questions": opened, "POST /items/{code}/questions": everybody, "POST /items/{code}/apply": everybody,
	"GET /decisions": everybody, "GET /hearings": everybody, "GET /ratings": everybody, "GET /licences": everybody, "POST /licences": everybody,
	"GET /verify": everybody, "POST /verify": everybody, "GET /verify/roots.pem": opened, "POST /verify/number": everybody,
	"GET /verify/{no}/{seq}/{kind}": opened, "POST /verify/{no}/{seq}/{kind}": opened,
	"GET /track": everybody, "POST /track": everybody, "GET /pay/trial": opened, "POST /pay/trial": opened, "POST /payments/{provider}": opened,

	// 草稿: whoever has the code of the draft, which is its address.
	"POST /apply": everybody, "GET /apply/{draft}": everybody, "GET /apply/{draft}/where": everybody, "POST /apply/{draft}/where": everybody,
	"GET /apply/{draft}/who": everybody, "POST /apply/{draft}/who": everybody, "GET /apply/{draft}/about": opened, "POST /apply/{draft}/about": opened,
	"GET /apply/{draft}/delivery": everybody, "POST /apply/{draft}/delivery": everybody,
	"GET /apply/{draft}/form": everybody, "GET /apply/{draft}/form/{part}": everybody, "POST /apply/{draft}/form/{part}": everybody,
	"GET /apply/{draft}/materials": everybody, "GET /apply/{draft}/materials/{material}": everybody, "POST /apply/{draft}/materials/{material}": everybody, "GET /apply/{draft}/files/{id}": opened,
	"GET /apply/{draft}/drop": everybody, "POST /apply/{draft}/drop": everybody, "GET /apply/gone": everybody, "GET /privacy": everybody, "GET /help": everybody,
	"GET /apply/{draft}/check": everybody, "POST /apply/{draft}/check": everybody,

	// 自助点: a paired device, and who began something there; the sweep's browsers are none.
	"GET /kiosk/pair": everybody, "POST /kiosk/pair": everybody,
	"GET /kiosk": terminals, "GET /kiosk/ended": terminals, "POST /kiosk/end": terminals, "POST /kiosk/stay": terminals, "GET /kiosk/still": terminals,
	"GET /kiosk/items/{code}/start": terminals, "GET /kiosk/items/{code}/questions": terminals, "POST /kiosk/items/{code}/questions": terminals, "POST /kiosk/items/{code}/apply": terminals,
	"GET /kiosk/apply/{draft}": terminals, "GET /kiosk/apply/{draft}/who": terminals, "POST /kiosk/apply/{draft}/who": terminals,
	"GET /kiosk/apply/{draft}/about": terminals, "POST /kiosk/apply/{draft}/about": terminals, "GET /kiosk/apply/{draft}/delivery": terminals, "POST /kiosk/apply/{draft}/delivery": terminals,
	"GET /kiosk/apply/{draft}/form": terminals, "GET /kiosk/apply/{draft}/form/{part}": terminals, "POST /kiosk/apply/{draft}/form/{part}": terminals,
	"GET /kiosk/apply/{draft}/materials": terminals, "GET /kiosk/apply/{draft}/materials/{material}": terminals, "POST /kiosk/apply/{draft}/materials/{material}": terminals,
	"GET /kiosk/apply/{draft}/files/{id}": terminals, "GET /kiosk/apply/{draft}/check": terminals, "POST /kiosk/apply/{draft}/check": terminals,
	"GET /kiosk/track": terminals, "POST /kiosk/track": terminals,
	"GET /kiosk/cases/{no}": terminals, "GET /kiosk/cases/{no}/receipt": terminals, "GET /kiosk/cases/{no}/documents/{seq}/{name}": terminals, "GET /kiosk/cases/{no}/files/{id}": terminals,
	"GET /kiosk/cases/{no}/supplement": terminals, "POST /kiosk/cases/{no}/supplement": terminals, "GET /kiosk/cases/{no}/bringPending": terminals, "POST /kiosk/cases/{no}/bringPending": terminals,

	// 自己的办件.
	"GET /cases/{no}": ownCase, "GET /cases/{no}/receipt": maybe(ownCase), "GET /cases/{no}/documents/{seq}/{name}": maybe(ownCase),
	"GET /cases/{no}/documents/{seq}/{name}/pdf": maybe(ownCase), "GET /cases/{no}/files/{id}": ownCase, "GET /cases/{no}/readings": ownCase,
	"GET /cases/{no}/supplement": ownCase, "POST /cases/{no}/supplement": ownCase, "GET /cases/{no}/bringPending": ownCase, "POST /cases/{no}/bringPending": ownCase,
	"GET /cases/{no}/questions": ownCase, "POST /cases/{no}/questions": ownCase, "GET /cases/{no}/withdraw": ownCase, "POST /cases/{no}/withdraw": ownCase,
	"GET /cases/{no}/pay": ownCase, "GET /cases/{no}/pay/go": maybe(ownCase), "POST /cases/{no}/keep": keepsOwn, "POST /cases/{no}/unkeep": ownCase,
	"GET /cases/{no}/makeStatement": ownCase, "POST /cases/{no}/makeStatement": ownCase, "GET /cases/{no}/requestHearing": ownCase, "POST /cases/{no}/requestHearing": ownCase,
	"GET /cases/{no}/requestRecusal": ownCase, "POST /cases/{no}/requestRecusal": ownCase, "GET /cases/{no}/notePosted": ownCase, "POST /cases/{no}/notePosted": ownCase, "GET /cases/{no}/urge": ownCase, "POST /cases/{no}/urge": ownCase,
	"GET /cases/{no}/rate": maybe(ownCase), "POST /cases/{no}/rate": maybe(ownCase),
	"POST /cases/{no}/leave": onTheWay, // leads to where codes are asked for

	"GET /complain": everybody, "POST /complain": everybody, "GET /complaints/{no}": onTheWay, // leads to where codes are asked for

	// 居民账号.
	"GET /my": onTheWay, "GET /account/sign-in": everybody, "POST /account/sign-in": everybody, "POST /account/sign-out": onTheWay,
	"GET /account/phone": everybody, "POST /account/phone": everybody, "GET /account/code": onTheWay, "POST /account/code": onTheWay, "POST /account/code/again": onTheWay,
	"GET /account/confirm": onTheWay, "POST /account/confirm": onTheWay, "GET /account/register": onTheWay, "POST /account/register": onTheWay,
	"GET /account/reset": onTheWay, "POST /account/reset": onTheWay, "GET /account/passkey": onTheWay, "POST /account/passkey": onTheWay,
	"GET /account/close": resident, "POST /account/close": resident, "GET /account/identity": onTheWay, "GET /account/identity/back": onTheWay,
	"GET /account": resident, "GET /account/password": resident, "POST /account/password": resident, "POST /account/sessions/end": resident,
	"GET /account/passkeys": resident, "POST /account/passkeys": resident, "POST /account/passkeys/ask": resident, "POST /account/passkeys/drop": resident,
	"GET /account/firms": resident, "POST /account/firms": resident, "GET /account/firms/{id}": resident, "POST /account/firms/{id}/handlers": resident,
	"POST /account/firms/{id}/revoke": resident, "POST /account/mandates/{what}": resident,

	// 工作台.
	"GET /desk/sign-in": everybody, "POST /desk/sign-in": everybody, "GET /desk/sign-in/second": onTheWay, "POST /desk/sign-in/second": onTheWay, "POST /desk/sign-out": onTheWay,
	"GET /desk": staffs, "GET /desk/unit": staffs, "GET /desk/export/{name}": staffs, "GET /desk/cases": staffs, "GET /desk/keys": staffs, "POST /desk/keys": staffs,
	"GET /desk/phrases": staffs, "POST /desk/phrases": staffs, "POST /desk/phrases/drop": maybe(staffs), "POST /desk/views": staffs, "POST /desk/views/drop": maybe(staffs),
	"POST /desk/claims": staffs, "GET /desk/colleagues": staffs, "GET /desk/questions": staffs, "POST /desk/questions": staffs,
	"GET /desk/account": staffs, "GET /desk/account/password": staffs, "POST /desk/account/password": staffs, "GET /desk/account/second": staffs,
	"POST /desk/account/second": staffs, "POST /desk/account/second/keys": staffs, "POST /desk/account/second/keys/ask": staffs, "POST /desk/account/second/keys/drop": staffs,
	"GET /desk/inbox": staffs, "POST /desk/inbox": staffs, "GET /desk/account/contact": staffs, "POST /desk/account/contact": staffs,
	"POST /desk/sign-in/second/key": onTheWay, "POST /desk/account/sessions/end": staffs,
	"GET /desk/stand-ins": staffs, "POST /desk/stand-ins": staffs, "GET /desk/stand-ins/{id}": standsIn, "POST /desk/stand-ins/{id}/hand-back": standsIn,
	"GET /desk/questions/{id}": concerns, "POST /desk/questions/{id}/answer": concerns, "POST /desk/questions/{id}/over": concerns,
	"GET /desk/cases/{no}": readsCase, "GET /desk/cases/{no}/chart": readsCase, "GET /desk/cases/{no}/contents": maybe(readsCase), "GET /desk/cases/{no}/receipt": maybe(readsCase), "GET /desk/cases/{no}/files/{id}": readsCase,
	"GET /desk/cases/{no}/readings": watchesCase, "GET /desk/cases/{no}/dossier": readsCase, "GET /desk/cases/{no}/documents/{seq}/{name}": readsCase,
	"GET /desk/cases/{no}/documents/{seq}/{name}/pdf": maybe(readsCase), "GET /desk/cases/{no}/materials/{code}": readsCase, "POST /desk/cases/{no}/materials/{code}/check": readsCase,
	"GET /desk/cases/{no}/claim": readsCase, "POST /desk/cases/{no}/claim": maybe(readsCase),
	"GET /desk/cases/{no}/{act}": readsCase, "POST /desk/cases/{no}/{act}": readsCase, "POST /desk/cases/{no}/{act}/preview": readsCase,
	"GET /desk/licences": anyPost("approval", "issuing", "supervisor"),
	"GET /desk/receive":  staffs, "GET /desk/receive/{item}": receives, "POST /desk/receive/{item}": receives,
	"GET /desk/payments": anyPost("acceptance", "issuing", "supervisor"), "GET /desk/payments.csv": anyPost("acceptance", "issuing", "supervisor"),
	"GET /desk/oversight": anyPost("supervisor"), "GET /desk/alarms": anyPost("acceptance", "review", "approval", "issuing", "supervisor"), "GET /desk/alarms/{id}": hearsAlarm, "POST /desk/alarms/{id}": hearsAlarm,
	"GET /desk/ratings": anyPost("supervisor"), "GET /desk/ratings/{no}": maybe(followsRating), "POST /desk/ratings/{no}": maybe(followsRating), "POST /desk/ratings/{no}/judge": maybe(followsRating),
	"GET /desk/complaints/new": staffs, "POST /desk/complaints": staffs, "GET /desk/complaints": watchesOthers, "GET /desk/complaints/files/{name}": watchesOthers, "GET /desk/complaints/{no}": complaintAbout, "POST /desk/complaints/{no}/{deed}": complaintAbout,
	"GET /desk/accountability": staffs, "GET /desk/accountability/files/{name}": staffs, "GET /desk/accountability/new": watchesOthers, "POST /desk/accountability": watchesOthers,
	"GET /desk/accountability/{no}": heldToAccount, "POST /desk/accountability/{no}/{deed}": heldToAccount,
	"GET /desk/assessment": staffs, "GET /desk/assessment/files/{name}": staffs, "GET /desk/assessment/{measure}": staffs, "GET /desk/assessment/{measure}/{name}": staffs, // everybody of his own work at least
	"GET /desk/annexes": anyPost("keeper"), "GET /desk/annexes/{no}/{file}": anyPost("keeper"),

	// 系统管理.
	"GET /desk/calendar": admins, "GET /desk/calendar/new": admins, "POST /desk/calendar": admins, "GET /desk/calendar/{id}": maybe(admins), "POST /desk/calendar/{id}/{end}": maybe(admins),
	"GET /desk/messages": anyPost("administrator", "supervisor"), "GET /desk/messages/{turn}": admins, "POST /desk/messages/{turn}": admins, "POST /desk/messages/sent/{id}": maybe(admins),
	"GET /desk/seals": admins, "POST /desk/seals": admins, "GET /desk/seals/{id}": maybe(admins), "GET /desk/seals/{id}/picture.svg": maybe(admins), "POST /desk/seals/{id}/{deed}": maybe(admins),
	"GET /desk/admin": admins, "GET /desk/admin/check": admins, "GET /desk/admin/history": admins, "GET /desk/admin/jobs": admins, "GET /desk/admin/settings": admins,
	"GET /desk/admin/centres": admins, "GET /desk/admin/centres/new": admins, "GET /desk/admin/centres/{key}": admins, "POST /desk/admin/centres": admins, "POST /desk/admin/centres/{key}": admins,
	"GET /desk/admin/posts": admins, "GET /desk/admin/posts/new": admins, "GET /desk/admin/posts/{key}": admins, "POST /desk/admin/posts": admins, "POST /desk/admin/posts/{key}": admins,
	"GET /desk/admin/staff": admins, "GET /desk/admin/staff/new": admins, "GET /desk/admin/staff/{key}": admins, "POST /desk/admin/staff": admins, "POST /desk/admin/staff/{key}": admins,
	"GET /desk/admin/stationings": admins, "GET /desk/admin/stationings/new": admins, "GET /desk/admin/stationings/{key}": admins, "POST /desk/admin/stationings": admins, "POST /desk/admin/stationings/{key}": admins,
	"GET /desk/admin/terminals": admins, "GET /desk/admin/terminals/new": admins, "GET /desk/admin/terminals/{key}": admins, "POST /desk/admin/terminals": admins, "POST /desk/admin/terminals/{key}": admins,
	"POST /desk/admin/terminals/{key}/pair": admins, "POST /desk/admin/terminals/{key}/revoke": admins,
	"GET /desk/admin/units": admins, "GET /desk/admin/units/new": admins, "GET /desk/admin/units/{key}": admins, "POST /desk/admin/units": admins, "POST /desk/admin/units/{key}": admins,
	"POST /desk/admin/staff/{key}/{what}": admins, "POST /desk/admin/jobs/{id}/revive": maybe(admins),

	// 目录管理: keepers write, leaders (审批岗) sign.
	"GET /keeper": keepers, "GET /keeper/new": writers, "POST /keeper/new": writers, "GET /keeper/import": writers, "POST /keeper/import": writers,
	"GET /keeper/drafts/{id}": keepsDraft, "POST /keeper/drafts/{id}": keepsDraft, "GET /keeper/drafts/{id}/{part}": keepsDraft, "POST /keeper/drafts/{id}/{part}": keepsDraft,
	"GET /keeper/items/{code}": keepers, "POST /keeper/items/{code}": office,
	"GET /keeper/calls": keepers, "GET /keeper/calls/new": office, "POST /keeper/calls/new": office, "POST /keeper/calls/{call}/end": office, "POST /keeper/calls/{call}/remind": office, "GET /keeper/calls/{call}/list.csv": keepers,
	"GET /keeper/calls/{call}/{annex}/{unit}": keepers, "POST /keeper/calls/{call}/{annex}/{unit}": reports, "POST /keeper/calls/{call}/{annex}/{unit}/judgment": office,
	"GET /keeper/calls/{call}/{annex}/{unit}/{version}": maybe(keepers),
	"GET /keeper/exchange":                              exchangers, "GET /keeper/exchange/codes.txt": exchangers, "POST /keeper/exchange": exchangers,

	// 任务看板: the whole staff reads; keepers of the unit enter.
	"GET /board": staffs, "GET /board/centres": staffs, "GET /board/centres/{code}": staffs, "GET /board/facilities/{code}": staffs, "GET /board/measures/{measure}": staffs,
	"GET /board/services": staffs, "GET /board/services/{code}": staffs, "GET /board/tasks/{round}/{no}": staffs, "GET /board/tasks/{round}/{no}/{unit}": staffs,
	"GET /board/tasks/{round}/{no}/{unit}/{version}": maybe(staffs), "GET /board/rounds/new": office, "POST /board/rounds/new": office,
	"GET /board/services/new": enters, "POST /board/services/new": enters, "POST /board/services/{code}": entersHere, "POST /board/services/{code}/end": entersHere,
	"POST /board/centres/{code}/posts": entersHere, "POST /board/posts/{code}/end": entersHere, "POST /board/centres/{code}/facilities": entersHere,
	"POST /board/facilities/{code}": entersHere, "POST /board/facilities/{code}/end": entersHere, "POST /board/tasks/{round}/{no}/{unit}": reports,

	// 接口.
	"GET /api/openapi.json": everybody, "GET /api/calendar/{year}": everybody, "GET /api/due": everybody, "GET /api/centres": everybody, "GET /api/centres/{code}": everybody,
	"GET /api/items": everybody, "GET /api/items/{code}": everybody, "GET /api/items/{code}/versions": everybody, "GET /api/items/{code}/versions/{version}": everybody,
	"GET /api/verifications/{no}/{seq}/{kind}": opened, "POST /api/verifications": opened,
	"GET /api/queue": withScope("queue"), "POST /api/drafts": shapeFirst(withScope("apply")), "POST /api/cases": shapeFirst(withScope("apply")),
	"PUT /api/drafts/{draft}/materials/{material}/{name}": withScope("apply"),
	"GET /api/cases/{no}": apiCase, "GET /api/cases/{no}/documents": apiCase, "GET /api/cases/{no}/documents/{seq}/{name}": maybe(apiCase), "GET /api/cases/{no}/files/{id}": apiCase,
	"POST /api/complaints": shapeFirst(withScope("apply")), "GET /api/complaints": apiWatchesOthers, "GET /api/complaints/{no}": apiComplaint,
	"POST /api/complaints/{no}/take": shapeFirst(apiComplaint), "POST /api/complaints/{no}/decline": shapeFirst(apiComplaint),
	"POST /api/complaints/{no}/pass": shapeFirst(apiComplaint), "POST /api/complaints/{no}/answer": shapeFirst(apiComplaint),
	"GET /api/cases/{no}/acts": apiActs, "PUT /api/cases/{no}/materials/{material}/{name}": apiOwn,
	"POST /api/cases/{no}/applicant/bringPending": apiOwn, "POST /api/cases/{no}/applicant/makeStatement": apiOwn, "POST /api/cases/{no}/applicant/requestHearing": apiOwn,
	"POST /api/cases/{no}/applicant/requestRecusal": apiOwn, "POST /api/cases/{no}/applicant/notePosted": apiOwn, "POST /api/cases/{no}/applicant/supplement": apiOwn, "POST /api/cases/{no}/applicant/urge": apiOwn,
	"POST /api/cases/{no}/applicant/withdraw": apiOwn,
	"POST /api/cases/{no}/acts/{act}":         apiActs, // one route for each act: see lawOf
}

var (
	admins  = anyPost("administrator")
	writers = anyPost("keeper")
)

// keepers: who keeps a catalogue, or signs for one; in person, for a signature is not lent.
var keepers law = func(r reader, _ knock) []answer {
	if !r.browses() {
		return just(signIn)
	}
	return when(r.keepsOrLeads(), forbidden)
}

// watchesOthers: complaints (投诉) are for who watches over others than his own unit: the district's two
// offices and the streets over their communities.
var watchesOthers law = func(r reader, _ knock) []answer {
	if !r.browses() {
		return just(signIn)
	}
	return when(slices.ContainsFunc(r.ownAndLent(), func(s seat) bool {
		return s.post == "supervisor" && (s.unit == sgb || s.unit == "330303-jcj" || len(s.unit) == 9)
	}), forbidden)
}

// heldToAccount: a finding (问责登记) is for the one concerned, here somebody of the street, for who watches
// over his unit from apart, and for who recorded it.
var heldToAccount law = func(r reader, _ knock) []answer {
	if !r.browses() {
		return just(signIn)
	}
	return when(r.staff == "lw202" || slices.ContainsFunc(r.ownAndLent(), func(s seat) bool { return s.post == "supervisor" && (s.unit == sgb || s.unit == "330303-jcj") }), forbidden)
}

// complaintAbout: here about a community; never for who works there.
var complaintAbout law = func(r reader, _ knock) []answer {
	if !r.browses() {
		return just(signIn)
	}
	return when(slices.ContainsFunc(r.ownAndLent(), func(s seat) bool { return s.post == "supervisor" && watches(s.unit, town) }), forbidden)
}

// apiWatchesOthers and apiComplaint: the same by a token with scope complaints, and one with the code of a
// case has none of the complaint.
var (
	apiWatchesOthers     = tokenAs("complaints", watchesOthers)
	apiComplaint     law = func(r reader, k knock) []answer {
		if r.token != nil && r.knows != "" && k.method == "GET" {
			return just(notFitting)
		}
		return tokenAs("complaints", complaintAbout)(r, k)
	}
)

// tokenAs: whom a law of the pages lets in, by a token of his with the scope.
func tokenAs(scope string, l law) law {
	return func(r reader, k knock) []answer {
		if len(r.token) == 0 {
			return just(signIn)
		}
		person := r
		person.token = nil
		return when(r.scoped(scope) && person.browses() && l(person, k)[0] == in, forbidden)
	}
}

// office: 区审管办的目录管理岗.
var office law = func(r reader, _ knock) []answer {
	if !r.browses() {
		return just(signIn)
	}
	return when(r.keeps(sgb), forbidden)
}

// exchangers: the district office and administrators.
var exchangers law = func(r reader, _ knock) []answer {
	if !r.browses() {
		return just(signIn)
	}
	return when(r.keeps(sgb) || r.holds("administrator"), forbidden)
}

// keeps tells whether somebody is keeper of a unit, or of one above it, or of the district office.
func (r reader) keeps(unit string) bool {
	for _, s := range r.posts {
		if s.post == "keeper" && watches(s.unit, unit) {
			return true
		}
	}
	return false
}
