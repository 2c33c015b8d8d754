package web_test

import (
	"context"
	"strconv"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui/uitest"
)

// overseer holds the supervisor's post of the district's supervisory commission.
const overseer = "lw803"

// oversightViews are the supervisors' pages.
var oversightViews = []view{
	{name: "oversight", who: overseer, open: at("/desk/oversight")},
	{name: "oversight-red", who: overseer, open: at("/desk/oversight?light=red")},
	{name: "alarms", who: overseer, open: at("/desk/alarms")},
	{name: "alarms-none", who: overseer, open: at("/desk/alarms?kind=broken")},
	{name: "alarm-decide", who: overseer, open: alarm(store.AlarmPurple, "")},
	{name: "alarm-unanswered", who: overseer, open: alarm(store.AlarmPurple, "dismissed")},
	{name: "alarm-answer", who: planner, open: alarm(store.AlarmRed, "")},
	{name: "alarm-422", who: planner, open: alarm(store.AlarmRed, "empty")},
	{name: "desk-queue-chased", who: planner, open: at("/desk")},

	{name: "portal-rate", open: own("withdrawn", "/rate")},
	{name: "portal-rate-422", open: ratesNothing},
	{name: "portal-case-rated", open: own("concluded", "")},
	{name: "ratings", who: overseer, open: at("/desk/ratings")},
	{name: "ratings-none", who: overseer, open: at("/desk/ratings?level=fair")},
	{name: "rating", who: overseer, open: rating("")},
	{name: "rating-422", who: overseer, open: rating("#follow .buttons .btn")},
	{name: "rating-judge-422", who: overseer, open: rating("#judge .buttons .btn")},
	{name: "portal-rate-again", open: own("refused", "/rate")},

	{name: "portal-ratings", open: at("/ratings")},

	{name: "portal-complain", open: at("/complain")},
	{name: "complaint-new", who: acceptor, open: at("/desk/complaints/new")},
	{name: "complaint-new-422", who: acceptor, open: takesDown(false)},
	{name: "complaint-taken", who: acceptor, open: takesDown(true)},
	{name: "complaints", who: overseer, open: at("/desk/complaints")},
	{name: "complaint", who: overseer, open: at("/desk/complaints/TS2026000001")},
	{name: "accountability", who: overseer, open: at("/desk/accountability")},
	{name: "accountability-new", who: overseer, open: at("/desk/accountability/new?source=complaint&ref=TS2026000001&unit=330303001")},
	{name: "finding", who: overseer, open: at("/desk/accountability/WZ2026000001")},
}

// takesDown sends a complaint that somebody makes by phone, whole or without what it is about.
func takesDown(whole bool) func(*gallery, *uitest.Page) {
	return func(_ *gallery, p *uitest.Page) {
		p.Go("/desk/complaints/new")
		p.Fill("[name=text]", "等了一个月，没有答复")
		if whole {
			p.Choose("[name=unit]", "330303001")
			p.Choose("[name=kind]", "delay")
		}
		p.Press("#complain .buttons .btn")
	}
}

// ratesNothing sends the form of a rating without saying how content one is.
func ratesNothing(g *gallery, p *uitest.Page) {
	own("withdrawn", "/rate")(g, p)
	p.Fill("[name=text]", "跑了三次才办好")
	p.Press("main form .buttons .btn")
}

// rating opens the poor rating, and presses what is named.
func rating(press string) func(*gallery, *uitest.Page) {
	return func(g *gallery, p *uitest.Page) {
		p.Go("/desk/ratings/" + g.cases["concluded"].No)
		if press != "" {
			p.Press(press)
		}
	}
}

func TestShotsOversight(t *testing.T) {
	t.Parallel()
	g, ctx := openGallery(t), context.Background()
	rec := g.cases["red"]
	_, err := g.world.Do(ctx, rec.No, rec.Version, casework.Chase{Ground: casework.ChaseLate, Text: "请说明原因并尽快办理", Due: g.world.Today().Add(2)}, org.Actor{Kind: org.ByStaff, No: overseer})
	if err == nil {
		err = g.world.RaiseAlarms(ctx)
	}
	if err == nil {
		err = g.rate("concluded", "dissatisfied", "材料来回补了三次")
	}
	if err == nil {
		err = g.rate("refused", "satisfied", "")
	}
	if err == nil {
		err = g.complain()
	}
	if err != nil {
		t.Fatal(err)
	}
	g.walk(oversightViews)
}

// complain lets somebody complain of the street, the overseer find it true, and hold the street to account.
func (g *gallery) complain() error {
	ctx := context.Background()
	c, err := g.world.Complain(ctx, store.Complaint{Unit: "330303001", Kind: "conduct", Text: "窗口人员暗示要请客才办", Name: "李四", Phone: "13800138000"})
	for _, a := range []app.ComplaintAct{{Deed: store.TakeComplaint}, {Deed: store.AnswerComplaint, Outcome: "partly", Text: "已约谈，退还所收物品"}} {
		if err == nil {
			err = g.world.FollowComplaint(ctx, c.No, a, overseer)
		}
	}
	if err == nil {
		_, err = g.world.RecordAccount(ctx, store.Account{Unit: c.Unit, Source: store.OfComplaint, Ref: c.No, Rule: "73", Measure: "criticise", Facts: "约谈笔录两份"}, overseer)
	}
	return err
}

// rate lets the applicant of a case say how content he is.
func (g *gallery) rate(name, level, text string) error {
	f, err := g.world.Track(context.Background(), g.cases[name].No, g.cases[name].Query)
	if err != nil {
		return err
	}
	return g.world.Rate(context.Background(), f, level, text)
}

// alarm opens the alarm of a kind, and sends its form as it is or with a choice.
func alarm(kind store.AlarmKind, choose string) func(*gallery, *uitest.Page) {
	return func(g *gallery, p *uitest.Page) {
		list, err := g.world.Store.AlarmsOf(context.Background(), g.world.Overseen(overseer), kind, "", 0, 1)
		if err != nil || len(list) == 0 {
			g.t.Fatal(kind, err)
		}
		p.Go("/desk/alarms/" + strconv.FormatInt(list[0].ID, 10))
		switch choose {
		case "":
			return
		case "empty":
		default:
			p.Click(`[name=state][value=` + choose + `]`)
			p.Fill("[name=text]", "系统故障所致")
		}
		p.Press(`#say .buttons .btn`)
	}
}
