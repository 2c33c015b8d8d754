package web_test

import (
	"context"
	"errors"
	"regexp"
	"strconv"
	"testing"

	"yimen/idp"
	"yimen/store"
	"yimen/testkit"
	"yimen/web/ui/uitest"
)

// accountViews are the pages of residents' accounts, in the order of somebody who comes first.
var accountViews = []view{
	{name: "my-sign-in", open: at("/account/sign-in")},
	{name: "my-sign-in-wrong", open: wrongWord},
	{name: "my-phone", open: at("/account/phone?for=register")},
	{name: "my-code", open: asksCode},
	{name: "my-code-wrong", open: presses("#code-card .btn")},
	{name: "my-register", open: givesCode},
	{name: "my-register-wrong", open: presses("#register-card .btn")},
	{name: "my-empty", open: registers},
	{name: "my-confirm", open: comesAgain},
	{name: "my-reset", open: forgot},
	{name: "my-cases", open: signsIn},
	{name: "my-case", open: own("reviewing", "")},
	{name: "my-account", open: at("/account")},
	{name: "my-firms", open: at("/account/firms")},
	{name: "my-firms-wrong", open: presses("#firm-add .btn")},
	{name: "my-firm", open: firm},
	{name: "my-firm-wrong", open: presses("#invite .btn")},
	{name: "my-firms-invited", open: invitedBy},
	{name: "my-start-for", open: at("/items/LW-XK-003/questions")},
	{name: "my-close", open: at("/account/close")},
	{name: "my-password", open: at("/account/password")},
	{name: "my-large", open: at("/my?large=1")},
	{name: "my-out", open: signsOut},
}

const rememberedWord = "屋后有棵老樟树很高大"

func TestShotsAccount(t *testing.T) {
	t.Parallel()
	g := openGallery(t)
	g.world.Identity = idp.New(idp.Settings{Label: "浙里办"}, nil)
	g.walk(accountViews)
}

// phone is the telephone of who opens an account, another in each language.
func (g *gallery) phone() string {
	if g.lang == "zh" {
		return "13805779001"
	}
	return "13805779002"
}

func wrongWord(g *gallery, p *uitest.Page) {
	p.Go("/account/sign-in")
	p.Fill("#login", g.phone())
	p.Fill("#password", "falsch")
	p.Press("#password-way .btn")
}

var codeInText = regexp.MustCompile(` (\d{6})`)

// asksCode lets the hall send messages, and asks for one.
func asksCode(g *gallery, p *uitest.Page) { g.askFor(p, "register") }

func (g *gallery) askFor(p *uitest.Page, why string) {
	g.world.Clock.Set(g.world.Now() + 61_000)
	p.Go("/account/phone?for=" + why)
	p.Fill("#phone", g.phone())
	p.Press("#phone-card .btn")
}

func (g *gallery) giveCode(p *uitest.Page) {
	p.Fill("#code", codeInText.FindStringSubmatch(g.text)[1])
	p.Press("#code-card .btn")
}

func givesCode(g *gallery, p *uitest.Page) { g.giveCode(p) }

func presses(button string) func(*gallery, *uitest.Page) {
	return func(_ *gallery, p *uitest.Page) { p.Press(button) }
}

func registers(_ *gallery, p *uitest.Page) {
	p.Fill("#name", "林秀兰")
	p.Choose("#idType", "111")
	p.Fill("#id", "330302195203084127")
	p.Fill("#password", rememberedWord)
	p.Fill("#again", rememberedWord)
	p.Press("#register-card .btn")
}

func comesAgain(g *gallery, p *uitest.Page) {
	signsOut(g, p)
	g.askFor(p, "signin")
	g.giveCode(p)
}

func forgot(g *gallery, p *uitest.Page) {
	g.askFor(p, "reset")
	g.giveCode(p)
}

// signsIn is the applicant of the gallery's cases, with a draft of his own.
func signsIn(g *gallery, p *uitest.Page) {
	ctx, a := context.Background(), testkit.Resident
	who, err := g.world.Store.ResidentByPhone(ctx, a.Phone)
	if err != nil {
		who, err = g.world.Register(ctx, store.Resident{Phone: a.Phone, Name: a.Name, IDType: a.IDType, IDNo: a.ID}, rememberedWord, false)
	}
	if err == nil {
		err = g.world.Store.KeepCase(ctx, who.ID, g.cases["draft"].ID, g.world.Now())
	}
	if err != nil {
		g.t.Fatal(err)
	}
	p.Go("/account/sign-in")
	p.Fill("#login", a.ID)
	p.Fill("#password", rememberedWord)
	p.Press("#password-way .btn")
}

// firm is one that the applicant represents, with a handler of each sort; once.
func firm(g *gallery, p *uitest.Page) {
	ctx := context.Background()
	who, err := g.world.Store.ResidentByPhone(ctx, testkit.Resident.Phone)
	var list []store.Firm
	if err == nil {
		list, err = g.world.Store.FirmsOf(ctx, who.ID)
	}
	if err == nil && len(list) == 0 {
		var f store.Firm
		f, err = g.world.AddFirm(ctx, who.ID, "92330303MA2CB0BK77", "温州市龙湾永中小林餐饮店")
		list = append(list, f)
		today := g.world.Today()
		for i, x := range []store.Handler{{Name: "林秀兰", To: today.Add(90)}, {Name: "王建国", To: today.Add(365), Items: []string{"LW-XK-003", "LW-XK-004"}}} {
			x.Phone, x.From = "1380577901"+string(rune('0'+i)), today
			err = errors.Join(err, g.world.Invite(ctx, who, f, x, ""))
		}
	}
	if err != nil {
		g.t.Fatal(err)
	}
	p.Go("/account/firms/" + strconv.FormatInt(list[0].ID, 10))
}

// invitedBy is the list of who is invited by another firm; once.
func invitedBy(g *gallery, p *uitest.Page) {
	ctx, a := context.Background(), testkit.Resident
	list, err := g.world.Store.Invited(ctx, a.Phone)
	if err == nil && len(list) == 0 {
		var f store.Firm
		f, err = g.world.AddFirm(ctx, 1, "91330303MA2AT4E011", "温州市龙湾海滨制笔有限公司")
		err = errors.Join(err, g.world.Invite(ctx, store.Resident{ID: 1}, f, store.Handler{Name: a.Name, Phone: a.Phone, From: g.world.Today(), To: g.world.Today().Add(90)}, ""))
	}
	if err != nil {
		g.t.Fatal(err)
	}
	p.Go("/account/firms")
}

func signsOut(_ *gallery, p *uitest.Page) {
	p.Go("/account?large=0")
	p.Press(`form[action="/account/sign-out"] button`)
}
