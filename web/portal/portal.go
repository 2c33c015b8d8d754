// Package portal (门户) is the residents' side: find an item, read its guide, apply, get the
// voucher, track the case and answer. One page is a handler, a template and a test side by
// side. Everything works without JavaScript and without an account.
package portal

import (
	"context"
	"net/http"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/pay"
	"yimen/web/ui"
)

// portal is what the pages share.
type portal struct {
	site  *ui.Site
	hall  *app.Hall
	kiosk bool // its pages stand at self-service points 自助点, see kiosk.go
}

// Routes adds the portal's pages to the route table.
func Routes(mux *http.ServeMux, site *ui.Site, hall *app.Hall) {
	p := &portal{site: site, hall: hall}
	page := func(pattern string, h ui.Page) { mux.Handle(pattern, site.Page(h)) }
	upload := func(pattern string, h ui.Page) { mux.Handle(pattern, site.Upload(uploadLimit, h)) }

	page("GET /{$}", p.home)
	page("GET /search", p.search)
	page("GET /search/suggest", p.suggest)
	page("GET "+ui.UnitsPath+"{of}", p.units)
	page("GET /services", p.services)
	page("GET /centres", p.centres)
	page("GET /centres/{code}", p.centre)
	page("GET /centres/{code}/card.pdf", p.cardFile)
	page("GET /centres/{code}/board.pdf", p.boardFile)
	page("GET /open-data", p.openData)
	page("GET /open-data/{file}", p.openFile)
	page("GET /items/{code}", p.item)
	page("GET /items/{code}/v/{version}", p.itemVersion)
	page("GET /items/{code}/v/{version}/flow.bpmn", p.flowFile)
	page("GET /items/{code}/v/{version}/sheet.pdf", p.sheetFile)

	page("GET /items/{code}/v/{version}/bring", p.bring)
	page("GET /items/{code}/v/{version}/charts", p.charts)
	page("GET /items/{code}/v/{version}/form", p.blankForm)
	page("GET /items/{code}/v/{version}/sample", p.sampleForm)
	page("GET /items/{code}/v/{version}/files/{file}", p.formFile)

	page("GET /items/{code}/start", p.start)
	page("GET /items/{code}/questions", p.askStart)
	page("POST /items/{code}/questions", p.answerStart)
	page("POST /items/{code}/apply", p.begin)
	page("POST /apply", p.resume)
	page("GET /apply/{draft}", p.draft(p.overview))
	page("GET /apply/{draft}/where", p.draft(p.where))
	page("POST /apply/{draft}/where", p.draft(p.saveWhere))
	page("GET /apply/{draft}/who", p.draft(p.who))
	page("POST /apply/{draft}/who", p.draft(p.saveWho))
	page("GET /apply/{draft}/about", p.draft(p.about))
	page("POST /apply/{draft}/about", p.draft(p.saveAbout))
	page("GET /apply/{draft}/delivery", p.draft(p.delivery))
	page("POST /apply/{draft}/delivery", p.draft(p.saveDelivery))
	page("GET /apply/{draft}/form", p.draft(p.form))
	page("GET /apply/{draft}/form/{part}", p.draft(p.formSection))
	page("POST /apply/{draft}/form/{part}", p.draft(p.saveFormSection))
	page("GET /apply/{draft}/materials", p.draft(p.materials))
	page("GET /apply/{draft}/materials/{material}", p.draft(p.material))
	upload("POST /apply/{draft}/materials/{material}", p.draft(p.saveMaterial))
	page("GET /apply/{draft}/files/{id}", p.draft(p.draftFile))
	page("GET /apply/{draft}/check", p.draft(p.check))
	page("POST /apply/{draft}/check", p.submit)

	page("GET /apply/{draft}/drop", p.draft(p.drop))
	page("POST /apply/{draft}/drop", p.doDrop)
	page("GET /apply/gone", p.dropped)

	page("GET /privacy", p.privacy)
	page("GET /help", p.help)
	page("GET /verify", p.verify)
	upload("POST /verify", p.verifyFile)
	page("GET /verify/roots.pem", p.roots)
	page("GET /decisions", p.decisions)
	page("GET /hearings", p.hearings)
	page("GET /ratings", p.satisfaction)
	page("GET /licences", p.licences)
	page("POST /licences", p.findLicence)
	page("POST /verify/number", p.byNumber)
	page("GET /verify/{no}/{seq}/{kind}", p.genuine)
	page("POST /verify/{no}/{seq}/{kind}", p.genuineWhole)

	page("GET /my", p.my)
	page("GET /complain", p.complain)
	page("POST /complain", p.doComplain)
	page("GET /complaints/{no}", p.complaint)
	page("GET /track", p.track)
	page("POST /track", p.openCase)
	page("GET /cases/{no}", p.own(p.caseFile))
	page("GET /cases/{no}/receipt", p.own(p.receipt))
	page("GET /cases/{no}/documents/{seq}/{name}", p.own(p.document))
	page("GET /cases/{no}/documents/{seq}/{name}/pdf", p.own(p.documentFile))
	page("GET /cases/{no}/files/{id}", p.own(p.caseDownload))
	page("GET /cases/{no}/readings", p.own(p.readings))
	page("GET /cases/{no}/supplement", p.own(p.supplement))
	upload("POST /cases/{no}/supplement", p.own(p.saveSupplement))
	page("GET /cases/{no}/bringPending", p.own(p.supplement))
	upload("POST /cases/{no}/bringPending", p.own(p.saveSupplement))
	page("GET /cases/{no}/questions", p.own(p.questions))
	page("POST /cases/{no}/questions", p.own(p.ask))
	page("GET /cases/{no}/rate", p.own(p.rate))
	page("POST /cases/{no}/rate", p.own(p.doRate))
	page("GET /cases/{no}/withdraw", p.own(p.withdraw))
	page("POST /cases/{no}/withdraw", p.own(p.doWithdraw))
	page("GET /cases/{no}/pay", p.own(p.fee))
	page("GET /cases/{no}/pay/go", p.own(p.goPay))
	page("GET "+pay.TrialPage, p.trial(p.trialOrder))
	page("POST "+pay.TrialPage, p.trial(p.trialPay))
	mux.HandleFunc("POST /payments/{provider}", p.paid) // from server to server: no form of ours
	for _, s := range speeches {
		page("GET /cases/{no}/"+string(s.act), p.own(p.speak(s)))
		page("POST /cases/{no}/"+string(s.act), p.own(p.doSpeak(s)))
	}
	kioskRoutes(mux, site, hall)
	page("POST /cases/{no}/leave", p.leave)
	page("POST /cases/{no}/keep", p.own(p.keep))
	page("POST /cases/{no}/unkeep", p.own(p.unkeep))
}

// uploadLimit is the largest form with files, in bytes: three files of the largest size.
const uploadLimit = 64 << 20

// say is a sentence of this room.
func say(ctx context.Context, key string, args ...any) string {
	return ui.Say(ctx, "portal."+key, args...)
}

// sheetWord is the catalogue's word for one of its codes, "type.01".
func sheetWord(ctx context.Context, key string) string { return ui.Say(ctx, "catalog."+key) }

// both is a data text in the page's language.
func both(ctx context.Context, zh, en string) string { return ui.Of(ctx, ui.Text{Zh: zh, En: en}) }

func textOf(ctx context.Context, t catalog.Text) string { return both(ctx, t.ZH, t.EN) }

func itemName(ctx context.Context, it *catalog.Item) string { return both(ctx, it.Name, it.NameEN) }

// unitName is the short name of a unit on a page, its full one in English.
func unitName(ctx context.Context, u org.Unit) string {
	return ui.Of(ctx, ui.UnitText(u))
}

// unitByCode names a unit of a case, also one that has ended since.
func (p *portal) unitByCode(ctx context.Context, code string) string {
	if u, ok := p.hall.Directory().UnitOrLast(code, p.hall.Today()); ok {
		return unitName(ctx, u)
	}
	return ""
}

// shell is the frame of a page: title, its place in the navigation, the way to it.
func shell(ctx context.Context, here, title string, way ...ui.Link) ui.Shell {
	s := ui.Shell{
		Title:  title,
		Search: ui.Search{Action: "/search", Name: "q", Prompt: say(ctx, "search.prompt"), Suggest: "/search/suggest"},
	}
	for _, n := range []struct{ key, href string }{
		{"home", "/"}, {"services", "/services"}, {"centres", "/centres"}, {"public", "/decisions"}, {"track", "/track"},
	} {
		s.Nav = append(s.Nav, ui.NavItem{Text: say(ctx, "nav."+n.key), Href: n.href, Here: n.key == here})
	}
	if ui.From(ctx).Accounts() {
		s.Nav = append(s.Nav, ui.NavItem{Text: say(ctx, "nav.my"), Href: "/my", Here: here == "my"})
	}
	if title != "" {
		s.Crumbs = append([]ui.Link{{Text: say(ctx, "nav.home"), Href: "/"}}, way...)
		s.Crumbs = append(s.Crumbs, ui.Link{Text: title})
	}
	return s
}

// Shell is the frame of the portal's pages, lent to the residents' accounts.
func Shell(ctx context.Context, here, title string, way ...ui.Link) ui.Shell {
	return shell(ctx, here, title, way...)
}

// due is a reckoned day with what a page says of it.
type due struct {
	On    string // in words, with its mark when it may still move
	Trace []ui.TraceLine
}

func (p *portal) due(ctx context.Context, f app.File, k period.Clock) due {
	cal := p.hall.CalendarOf(f.Case)
	d := cal.Due(k)
	return due{On: ui.Due(ctx, d), Trace: ui.TraceOf(ctx, cal.Trace(k))}
}

func light(l casework.Light) ui.Light { return ui.Light(l) }
