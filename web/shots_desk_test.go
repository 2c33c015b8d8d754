package web_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"yimen/app"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui/uitest"
)

// deskViews are the staff's pages: the queue, the case with each form open, the counter, and
// what is shown when something is wrong.
var deskViews = []view{
	{name: "desk-sign-in", open: at("/desk/sign-in")},
	{name: "desk-sign-in-wrong", open: wrongPassword},
	{name: "desk-queue", who: planner, open: at("/desk")},
	{name: "desk-queue-none", who: planner, open: at("/desk?q=无此人")},
	{name: "desk-queue-empty", who: "lw404", open: at("/desk")},
	{name: "desk-queue-no-seat", who: "lw801", open: at("/desk")},

	{name: "desk-case-accept", who: acceptor, open: file("received", "")},
	{name: "desk-case-chart", who: planner, open: file("green", "/chart")},
	{name: "desk-case-question", who: acceptor, open: firstAsked},
	{name: "desk-case-supplement", who: acceptor, open: file("received", "requestSupplement")},
	{name: "desk-case-refuse", who: acceptor, open: file("received", "refuseAcceptance")},
	{name: "desk-case-supplementing", who: acceptor, open: file("supplementing", "")},
	{name: "desk-case-pass", who: planner, open: file("green", "")},
	{name: "desk-case-suspend", who: planner, open: file("green", "suspend")},
	{name: "desk-case-return", who: planner, open: file("green", "return")},
	{name: "desk-case-late", who: planner, open: file("purple", "veto")},
	{name: "desk-case-suspended", who: planner, open: file("suspended", "")},
	{name: "desk-case-hearing", who: planner, open: file("heard", "scheduleHearing")},
	{name: "desk-case-hearing-called", who: planner, open: file("called", "")},
	{name: "desk-case-grant", who: lander, open: file("approving", "grant")},
	{name: "desk-case-deny", who: lander, open: file("approving", "deny")},
	{name: "desk-case-extend", who: lander, open: file("approving", "extend")},
	{name: "desk-case-issue", who: issuer, open: file("granted", "")},
	{name: "desk-case-serve", who: issuer, open: file("issued", "")},
	{name: "desk-case-denied", who: issuer, open: file("denied", "")},
	{name: "desk-case-concluded", who: issuer, open: file("concluded", "")},
	{name: "desk-case-traces", who: planner, open: openedUp},
	{name: "desk-case-422", who: lander, open: emptyDenial},
	{name: "desk-case-409", who: planner, open: tooLate},

	{name: "desk-pick", who: acceptor, open: suggested},
	{name: "desk-pick-chosen", who: acceptor, open: chosen},
	{name: "desk-pick-several", who: acceptor, open: several},

	{name: "desk-receive", who: acceptor, open: at("/desk/receive")},
	{name: "desk-receive-found", who: acceptor, open: at("/desk/receive?q=食品")},
	{name: "desk-counter", who: acceptor, open: at("/desk/receive/" + dibao)},
	{name: "desk-counter-422", who: acceptor, open: emptyCounter},
	{name: "desk-kept", who: acceptor, open: signedOutMeanwhile},
	{name: "desk-preview", who: lander, open: previewed},
	{name: "desk-document-grant", who: issuer, open: document("/desk", "concluded", "grant")},
	{name: "desk-document-service", who: issuer, open: document("/desk", "concluded", "service")},
	{name: "desk-receipt", who: acceptor, open: file("received", "/receipt")},

	{name: "desk-calendar", who: administrator, open: proposed("")},
	{name: "desk-calendar-new", who: administrator, open: at("/desk/calendar/new?year=2026")},
	{name: "desk-calendar-422", who: administrator, open: emptyArrangement},
	{name: "desk-calendar-own", who: administrator, open: proposed("own")},
	{name: "desk-calendar-confirm", who: "lw902", open: proposed("own")},

	{name: "desk-403", who: "lw404", open: file("received", "")},
	{name: "desk-404", who: planner, open: at("/desk/cases/330303000000000000000")},
}

// administrator looks after the calendar; lw902 is the other one.
const administrator = "lw901"

// proposed brings in an arrangement with two more days off, once, and opens the list or it.
func proposed(which string) func(*gallery, *uitest.Page) {
	return func(g *gallery, p *uitest.Page) {
		ctx := context.Background()
		all, err := g.world.Proposals(ctx)
		if err == nil && len(all) == 0 {
			a, _ := g.world.NewestCalendar().Arrangement(2026)
			a.Off = append(a.Off, period.NewDate(2026, 3, 5), period.NewDate(2026, 3, 6))
			_, err = g.world.Propose(ctx, app.Announcement{Name: "2026.json", Body: period.File(map[int]period.Arrangement{2026: a}),
				Paper: "国办发明电〔2026〕1号", PaperOn: period.NewDate(2026, 3, 1), Reason: "延长假期"}, administrator)
		}
		if err == nil {
			all, err = g.world.Proposals(ctx)
		}
		if err != nil {
			g.t.Fatal(err)
		}
		if which == "" {
			p.Go("/desk/calendar")
			return
		}
		p.Go("/desk/calendar/" + strconv.FormatInt(all[0].ID, 10))
	}
}

func emptyArrangement(_ *gallery, p *uitest.Page) {
	p.Go("/desk/calendar/new")
	p.Fill("[name=off]", "2027-01-01 2027-02-30")
	p.Press("main form .buttons .btn")
}

func wrongPassword(_ *gallery, p *uitest.Page) {
	p.Go("/desk/sign-in")
	p.Fill("#login", acceptor)
	p.Fill("#password", "wrong")
	p.Press(`form[action="/desk/sign-in"] .btn`)
}

// file opens a case on the desk, with the form of an act or a page below it.
func file(name, more string) func(*gallery, *uitest.Page) {
	if more != "" && more[0] != '/' {
		more = "?act=" + more
	}
	return func(g *gallery, p *uitest.Page) { p.Go("/desk/cases/" + g.cases[name].No + more) }
}

// firstAsked opens the question of an applicant that waits.
func firstAsked(g *gallery, p *uitest.Page) {
	p.Go("/desk/questions/" + strconv.FormatInt(g.asked[1].ID, 10))
}

// document opens a document of a case, on the desk or, with an empty room, as its applicant.
func document(room, name, doc string) func(*gallery, *uitest.Page) {
	return func(g *gallery, p *uitest.Page) {
		rec := g.cases[name]
		docs, err := g.world.Documents(context.Background(), rec)
		if err != nil {
			g.t.Fatal(err)
		}
		for _, d := range docs {
			if d.Name() == doc {
				if room == "" {
					own(name, "")(g, p)
				}
				p.Go(fmt.Sprintf("%s/cases/%s/documents/%d/%s", room, rec.No, d.Seq, doc))
				return
			}
		}
		g.t.Fatalf("case %s has no document %s", name, doc)
	}
}

// genuine is where the QR code of a sealed decision leads.
func genuine(g *gallery, p *uitest.Page) {
	docs, err := g.world.Documents(context.Background(), g.cases["concluded"])
	if err != nil {
		g.t.Fatal(err)
	}
	for _, d := range docs {
		if d.Kind == notice.Grant && d.Lang == notice.Zh {
			p.Go(notice.VerifyPath(d.Document))
			return
		}
	}
	g.t.Fatal("the case has no decision")
}

// previewed looks at a grant before it is done.
func previewed(g *gallery, p *uitest.Page) {
	file("approving", "grant")(g, p)
	p.Fill("#act-grant [name=opinion]", "同意。")
	p.Fill("#act-grant [name=content]", "准予在原址翻建住房，建筑占地面积一百二十平方米，层数三层。")
	p.Do(chromedp.SetAttributeValue("#act-grant [formaction]", "formtarget", "_self", chromedp.ByQuery)) // a window of its own has no picture
	p.Press("#act-grant [formaction]")
}

func openedUp(g *gallery, p *uitest.Page) {
	file("suspended", "")(g, p)
	p.Unfold()
}

// emptyDenial sends a denial without its reasons.
func emptyDenial(g *gallery, p *uitest.Page) {
	file("approving", "deny")(g, p)
	p.Press("#act-deny .btn")
}

// tooLate passes a case that somebody else has passed meanwhile.
func tooLate(g *gallery, p *uitest.Page) {
	g.bring("late", house, village, org.Accept, org.Pass, org.SiteCheck)
	file("late", "pass")(g, p)
	if _, err := g.world.Step(context.Background(), g.cases["late"], org.Pass); err != nil {
		g.t.Fatal(err)
	}
	p.Fill("#act-pass [name=opinion]", "符合村庄规划，建议准予。")
	p.Press("#act-pass .btn")
}

// suggested names an item in pinyin, and waits for what fits.
func suggested(_ *gallery, p *uitest.Page) {
	p.Go("/desk/keys") // which has no such box: what is typed waits for the page that has
	p.Go("/desk/phrases")
	p.Do(chromedp.SendKeys("#item", "jianfang", chromedp.ByQuery), chromedp.WaitVisible(".picker .suggested a", chromedp.ByQuery))
}

// chosen takes the first of them by keys alone, which sends nothing.
func chosen(g *gallery, p *uitest.Page) {
	suggested(g, p)
	var typed string
	var sent bool
	p.Do(chromedp.Evaluate(`addEventListener("submit", (e) => { e.preventDefault(); window.sent = true; })`, nil),
		chromedp.SendKeys("#item", kb.ArrowDown, chromedp.ByQuery),
		chromedp.Poll(`document.activeElement.closest(".suggested") !== null`, nil), uitest.Keys(kb.Enter),
		chromedp.Evaluate(`document.querySelector("#item").value`, &typed), chromedp.Evaluate(`"sent" in window`, &sent))
	if sent || !strings.HasSuffix(typed, " "+house) {
		g.t.Errorf("chosen is %q; sent: %v", typed, sent)
	}
}

// several sends a text that fits several items.
func several(_ *gallery, p *uitest.Page) {
	p.Go("/desk/phrases")
	p.Fill("#item", "登记")
	p.Fill("#text", "材料齐全，符合法定形式。")
	p.Press("main .form .btn")
}

func emptyCounter(_ *gallery, p *uitest.Page) {
	p.Go("/desk/receive/" + dibao)
	p.Fill(`[name="applicant.id"]`, "330303199001010018")
	p.Press("main form .buttons .btn")
}

// signedOutMeanwhile sends an opinion after the session has ended: it is kept, signing in again in another
// window lets it be sent.
func signedOutMeanwhile(g *gallery, p *uitest.Page) {
	file("received", "accept")(g, p)
	p.Fill("#act-accept [name=opinion]", "申请材料齐全，予以受理。")
	p.Forget("yimen")
	p.Press("#act-accept .btn")
	if !p.Has(`input[name=opinion][value^="申请材料齐全"]`) {
		g.t.Errorf("what was typed is lost: %s", p.Read("main"))
	}
}
