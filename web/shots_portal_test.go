package web_test

import (
	"context"
	"strings"

	"yimen/web/ui/uitest"
)

// portalViews are the residents' pages: finding, applying, tracking, answering, and what is
// shown when something is wrong.
var portalViews = []view{
	{name: "portal-home", open: at("/")},
	{name: "portal-search", open: at("/search?q=低保")},
	{name: "portal-search-none", open: at("/search?q=登月")},
	{name: "portal-services", open: at("/services")},
	{name: "portal-centres", open: at("/centres")},
	{name: "portal-centres-street", open: at("/centres?street=330303001")},
	{name: "portal-centres-item", open: at("/centres?item=" + dibao)},
	{name: "portal-centre", open: at("/centres/330303001-zx")},
	{name: "portal-open-data", open: at("/open-data")},
	{name: "portal-item", open: at("/items/" + dibao)},
	{name: "portal-item-charged", open: at("/items/LW-XK-004")},
	{name: "portal-item-version", open: at("/items/LW-XK-003/v/1")},

	{name: "portal-item-bring", open: at("/items/LW-XK-003/v/2/bring")},
	{name: "portal-item-charts", open: at("/items/LW-XK-003/v/2/charts")},
	{name: "portal-item-form", open: at("/items/LW-XK-001/v/2/form")},
	{name: "portal-item-sample", open: at("/items/LW-XK-001/v/2/sample")},
	{name: "portal-services-street", open: at("/services?at=330303001")},
	{name: "portal-start", open: at("/items/LW-XK-003/start")},
	{name: "portal-start-questions", open: at("/items/LW-XK-003/questions")},
	{name: "portal-start-against", open: against},
	{name: "portal-home-large", open: at("/?large=1")},
	{name: "portal-home-contrast", open: at("/?large=0&contrast=1")},
	{name: "portal-item-contrast", open: at("/items/LW-XK-001")},
	{name: "portal-home-again", open: at("/?contrast=0")},

	{name: "portal-apply-street", open: drafting("where?street=other")},
	{name: "portal-apply-where", open: drafting("where")},
	{name: "portal-apply-who", open: drafting("who")},
	{name: "portal-apply-who-wrong", open: wrongly("who", "applicant.id", "330303199001010018")},
	{name: "portal-apply-form", open: drafting("form/1")},
	{name: "portal-apply-form-wrong", open: wrongly("form/1", "f_people", "两个")},
	{name: "portal-apply-delivery", open: drafting("delivery")},
	{name: "portal-apply-material", open: drafting("materials/m2")},
	{name: "portal-apply-material-wrong", open: lacking},
	{name: "portal-apply-check", open: drafting("check")},
	{name: "portal-apply-check-wrong", open: untrue},
	{name: "portal-apply-overview", open: drafting("")},
	{name: "portal-apply-handed-in", open: handedIn},

	{name: "portal-track", open: at("/track")},
	{name: "portal-track-wrong", open: wrongCode},
	{name: "portal-hearings", open: at("/hearings")},
	{name: "portal-verify", open: at("/verify")},
	{name: "portal-verify-document", open: genuine},
	{name: "portal-receipt", open: own("received", "/receipt")},
	{name: "portal-questions", open: own("received", "/questions")},
	{name: "portal-questions-wrong", open: asksNothing},
	{name: "portal-case-received", open: own("received", "")},
	{name: "portal-case-supplementing", open: own("supplementing", "")},
	{name: "portal-case-reviewing", open: own("reviewing", "")},
	{name: "portal-case-approving", open: own("approving", "")},
	{name: "portal-case-suspended", open: own("suspended", "")},
	{name: "portal-case-late", open: own("purple", "")},
	{name: "portal-case-granted", open: own("granted", "")},
	{name: "portal-case-owing", open: own("owing", "")},
	{name: "portal-pay", open: own("owing", "/pay")},
	{name: "portal-pay-trial", open: own("owing", "/pay/go")},
	{name: "portal-case-issued", open: own("issued", "")},
	{name: "portal-case-denied", open: own("denied", "")},
	{name: "portal-case-denied-served", open: own("deniedServed", "")},
	{name: "portal-case-concluded", open: own("concluded", "")},
	{name: "portal-case-withdrawn", open: own("withdrawn", "")},
	{name: "portal-case-refused", open: own("refused", "")},
	{name: "portal-case-traces", open: unfolded},
	{name: "portal-document-acceptance", open: document("", "reviewing", "acceptance")},
	{name: "portal-document-english", open: document("", "concluded", "grant.en")},
	{name: "portal-document-denial", open: document("", "denied", "denial")},
	{name: "portal-document-supplement", open: document("", "supplementing", "supplement")},
	{name: "portal-supplement", open: own("supplementing", "/supplement")},
	{name: "portal-supplement-wrong", open: supplementsNothing},
	{name: "portal-withdraw", open: own("reviewing", "/withdraw")},

	{name: "error-404", open: at("/items/no-such-item")},
	{name: "error-405", open: at("/apply")},
	{name: "error-403", open: staleForm},
}

// drafting opens a page of the complete draft.
func drafting(page string) func(*gallery, *uitest.Page) {
	return func(g *gallery, p *uitest.Page) {
		p.Go(strings.TrimSuffix("/apply/"+g.cases["draft"].Draft+"/"+page, "/"))
	}
}

// wrongly sends a page of the draft with one wrong value.
func wrongly(page, field, value string) func(*gallery, *uitest.Page) {
	return func(g *gallery, p *uitest.Page) {
		drafting(page)(g, p)
		p.Fill(`[name="`+field+`"]`, value)
		p.Press("main form .buttons .btn")
	}
}

// questions are one that was answered and one that waits.
func (g *gallery) questions(name string) {
	ctx, rec := context.Background(), g.cases[name]
	f, err := g.world.Track(ctx, rec.No, rec.Query)
	for _, text := range []string{"收入证明要哪几个月的？", "现在到哪一步了？"} {
		if err == nil {
			err = g.world.AskAbout(ctx, f, text)
		}
	}
	if err == nil {
		g.asked, err = g.world.Store.QuestionsOf(ctx, rec.ID)
	}
	if err == nil {
		err = g.world.Answer(ctx, g.asked[0].ID, "申请前十二个月的。", acceptor)
	}
	if err != nil {
		g.t.Fatal(err)
	}
}

func asksNothing(g *gallery, p *uitest.Page) {
	own("received", "/questions")(g, p)
	p.Press(`form[action$="/questions"] .btn`)
}

// against answers the questions of an item so that something is in the way.
func against(_ *gallery, p *uitest.Page) {
	p.Go("/items/LW-XK-003/questions")
	p.Click(`[name="q1"][value="false"]`)
	p.Click(`[name="q2"][value="true"]`)
	p.Press(`form[action$="/questions"] .btn`)
}

// fresh begins an application that nothing was filled in of.
func fresh(p *uitest.Page) {
	p.Go("/items/" + dibao + "/questions")
	p.Click(`[name="q1"][value="false"]`)
	p.Click(`[name="q2"][value="true"]`)
	p.Press(`form[action$="/questions"] .btn`)
	p.Press(`form[action$="/apply"] .btn`)
}

// stage goes from one page of an application to another.
func stage(p *uitest.Page, to string) {
	from := p.Path()
	p.Go(from[:len("/apply/")+16] + "/" + to)
}

func lacking(_ *gallery, p *uitest.Page) {
	fresh(p)
	stage(p, "materials/m2")
	p.Press("main form .buttons .btn")
}

func untrue(_ *gallery, p *uitest.Page) {
	fresh(p)
	stage(p, "check")
	p.Press("main form .buttons .btn")
}

// handedIn is the address of a draft that became a case, for somebody else who knows it.
func handedIn(g *gallery, p *uitest.Page) {
	g.draft("handed in", dibao, town)
	rec := g.cases["handed in"]
	filing, err := g.world.Filing(context.Background(), rec, town)
	if err == nil {
		_, err = g.world.Submit(context.Background(), rec.Draft, filing)
	}
	if err != nil {
		g.t.Fatal(err)
	}
	p.Go("/apply/" + rec.Draft)
}

func wrongCode(g *gallery, p *uitest.Page) {
	p.Go("/track")
	p.Fill("#no", g.cases["received"].No)
	p.Fill("#code", "000000")
	p.Press(`form[action="/track"] .btn`)
}

// own opens a page of one's case by number and query code.
func own(name, page string) func(*gallery, *uitest.Page) {
	return func(g *gallery, p *uitest.Page) {
		rec := g.cases[name]
		if p.Go("/cases/" + rec.No); p.Has("#code") {
			p.Fill("#code", rec.Query)
			p.Press(`form[action="/track"] .btn`)
		}
		if page != "" {
			p.Go("/cases/" + rec.No + page)
		}
	}
}

// unfolded shows why each day is that day, and all that is folded away.
func unfolded(g *gallery, p *uitest.Page) {
	own("suspended", "")(g, p)
	p.Unfold()
}

func supplementsNothing(g *gallery, p *uitest.Page) {
	own("supplementing", "/supplement")(g, p)
	p.Press(`form[action$="/supplement"] .buttons .btn`)
}

// staleForm sends a form whose token belongs to another browser.
func staleForm(g *gallery, p *uitest.Page) {
	p.Go("/track")
	p.Tamper("[name=_token]")
	p.Fill("#no", g.cases["received"].No)
	p.Fill("#code", "000000")
	p.Press(`form[action="/track"] .btn`)
}
