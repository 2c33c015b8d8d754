package web_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/jpeg"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/store"
	"yimen/testkit"
)

// register registers a terminal 自助终端 in the centre of the town and gives its pairing code.
func register(t testing.TB, w *testkit.World) string {
	t.Helper()
	ctx := context.Background()
	err := w.KeepTerminal(ctx, store.Terminal{Code: "ZZ-01", Centre: town + "-zx", Name: "一楼大厅 2 号机"}, "添置", app.DemoAdministrator)
	if err != nil {
		t.Fatal(err)
	}
	code, _, err := w.OfferPairing(ctx, "ZZ-01", app.DemoAdministrator)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// setUpTerminal makes the resident's browser a terminal, by the code that is typed there.
func setUpTerminal(t testing.TB, url string, scripts bool, idle time.Duration) *journey {
	t.Helper()
	j := setOut(t, url, scripts, false)
	j.world.Setup.KioskIdle = idle
	p := j.resident
	p.Go("/kiosk/track")
	j.says(p, "main", "还没有登记为自助终端")
	if scripts {
		p.Size(uprightWide, uprightHigh, 100)
		p.Axe()
	}
	p.Go("/kiosk/pair")
	p.Fill("[name=code]", register(t, j.world))
	p.Press("main form .btn")
	j.at(p, "/kiosk")
	return j
}

// begins opens the application for 低保 from the first page.
func (j *journey) begins() (draft string) {
	j.t.Helper()
	p := j.resident
	p.Go("/kiosk")
	p.Press(`main a[href="/kiosk/items/` + dibao + `/start"]`)
	p.Press(`main a[href$="/questions"]`)
	p.Click(`[name="q1"][value="true"]`)
	p.Click(`[name="q2"][value="true"]`)
	p.Press("main form .btn")
	return strings.TrimSuffix(strings.TrimPrefix(p.Path(), "/kiosk/apply/"), "/who")
}

// handsIn goes from who applies to the voucher; shoot gives the first paper.
func (j *journey) handsIn(shoot func()) {
	j.t.Helper()
	p := j.resident
	j.saysWho()
	j.next("delivery")
	j.fillsForm()
	shoot()
	for _, paper := range []string{"户口簿.pdf", "收入声明.png", "核查委托书.pdf"} {
		p.Give("[type=file]", j.paper(paper))
		j.next("paper")
	}
	for strings.Contains(p.Path(), "/materials/") {
		j.next("paper not needed")
	}
	p.Click("[name=truth]")
	p.Press("main form .btn")
	j.receivesAtTerminal()
}

// receivesAtTerminal reads the voucher, which names the terminal.
func (j *journey) receivesAtTerminal() {
	j.t.Helper()
	j.receives()
	j.says(j.resident, ".paper", "自助终端", "永中街道镇中社区便民服务中心 ZZ-01", "自助点申请")
	f, err := j.world.OpenOwn(context.Background(), j.no)
	if err != nil {
		j.t.Fatal(err)
	}
	if f.Channel != catalog.AtKiosk || f.Terminal != "ZZ-01" || f.AcceptUnit != town {
		j.t.Errorf("%s came by %s, at %q, to %s", j.no, f.Channel, f.Terminal, f.AcceptUnit)
	}
}

// TestTerminalCamera: somebody photographs his paper at a terminal, takes it again, and hands in; the picture stands
// in the case.
func TestTerminalCamera(t *testing.T) {
	t.Parallel()
	j := setUpTerminal(t, testkit.SQLite(t), true, time.Hour)
	j.begins()
	p := j.resident
	j.handsIn(func() {
		visible := func(selector string) { p.Do(chromedp.WaitVisible(selector, chromedp.ByQuery)) }
		p.Click("[data-open]")
		visible("[data-take]")
		p.Shot("kiosk-camera-live")
		p.Click("[data-take]")
		visible("[data-again]")
		p.Click("[data-again]")
		visible("[data-take]")
		p.Click("[data-take]")
		visible("[data-use]")
		p.Axe()
		p.Touchable()
		p.Shot("kiosk-camera-taken")
		p.Click("[data-use]")
		visible("[data-open]")
		j.says(p, "[data-say]", "已经加入")
		p.Press("[name=then][value=upload-m2]")
		j.says(p, ".files", "拍照1.jpg")
		p.Axe()
		p.Touchable()
		p.Shot("kiosk-camera-uploaded")
		j.next("paper")
	})
	ctx := context.Background()
	rec, err := j.world.Store.CaseByNo(ctx, j.no)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range rec.Materials {
		if g.Code == "m2" {
			j.isPicture(rec, g)
			j.arrive(1)
			return
		}
	}
	t.Errorf("the case has no picture: %+v", rec.Materials)
}

// isPicture: what was given is one picture, as large as the camera takes it.
func (j *journey) isPicture(rec store.Record, g casework.Given) {
	j.t.Helper()
	if len(g.Files) != 1 || g.Files[0].Name != "拍照1.jpg" {
		j.t.Fatalf("given were %+v", g.Files)
	}
	file, _, err := j.world.ReadFile(context.Background(), rec, g.Files[0].ID)
	if err != nil {
		j.t.Fatal(err)
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil {
		j.t.Fatal(err)
	}
	if size, err := jpeg.DecodeConfig(bytes.NewReader(data)); err != nil || size.Width < 600 || size.Height < 400 {
		j.t.Errorf("the picture is %d × %d: %v", size.Width, size.Height, err)
	}
}

// TestTerminalWithoutScripts: the same without scripts; who does nothing for long is asked whether he is there, and
// goes on where he was.
func TestTerminalWithoutScripts(t *testing.T) {
	t.Parallel()
	j := setUpTerminal(t, testkit.Postgres(t), false, time.Hour)
	j.begins()
	p := j.resident
	j.handsIn(func() {
		p.Give(`[name="material.m2"]`, j.paper("身份证正面.jpg"), j.paper("身份证反面.jpg"))
		j.next("paper")
	})
	j.world.Setup.KioskIdle = 7 * time.Second // the page asks after five
	receipt := p.Path()
	p.Go(receipt)
	p.Do(chromedp.WaitVisible(`main a[href="`+receipt+`"]`, chromedp.ByQuery))
	j.at(p, "/kiosk/still")
	j.says(p, "main", "您还在办理吗")
	p.Press(`main a[href="` + receipt + `"]`)
	j.at(p, receipt)
	p.Press("[data-end] .btn")
	j.at(p, "/kiosk/ended")
	j.leavesNothing()
	j.arrive(1)
}

// TestTerminalKeyboardAlone: from the search to the voucher and the end without a mouse or a finger.
func TestTerminalKeyboardAlone(t *testing.T) {
	t.Parallel()
	j := setUpTerminal(t, testkit.SQLite(t), true, time.Hour)
	h := hands{t, j.resident}
	h.types("main [name=q]", "低保")
	h.leave(kb.Enter)
	h.enter(`main a[href="/kiosk/items/` + dibao + `/start"]`)
	h.enter(`main a[href$="/questions"]`)
	h.ticks(`[name="q1"]`)
	h.ticks(`[name="q2"]`)
	h.enter("main form .btn")
	h.fillsIn(j)
	h.enter("main form .btn")
	j.receivesAtTerminal()
	h.enter(`main .btn[href="/kiosk/cases/` + j.no + `"]`)
	j.says(h.p, ".now-title", "等待受理")
	h.enter("[data-end] .btn")
	j.at(h.p, "/kiosk/ended")
	j.leavesNothing()
	h.enter(`main a[href="/kiosk"]`)
	j.at(h.p, "/kiosk")
	j.arrive(1)
}

// TestTerminalEndsByItself: who does nothing is warned and may go on, whoever scrolls is not warned, and who has left
// leaves nothing: neither his application nor, by the back button, what he wrote.
func TestTerminalEndsByItself(t *testing.T) {
	t.Parallel()
	const idle = 24 * time.Second // the warning comes after the half
	j := setUpTerminal(t, testkit.SQLite(t), true, idle)
	p := j.resident
	warned := chromedp.WaitVisible("dialog.idle[open]", chromedp.ByQuery)
	draft := j.begins()
	j.saysWho()
	p.Go("/kiosk/apply/" + draft + "/who")
	p.Size(uprightWide, 500, 100)

	p.Do(warned)
	p.Axe()
	p.Touchable()
	p.Shot("kiosk-idle")
	j.says(p, "dialog.idle", "您还在办理吗", "没有提交的内容会被清除")
	p.Click("dialog.idle [data-prolong]")
	j.at(p, "/kiosk/apply/"+draft+"/who")
	if p.Has("dialog.idle[open]") {
		t.Error("the warning stays")
	}

	var scrolled struct {
		Moved, Warned bool
	}
	p.Await(fmt.Sprintf(scrolls, 2*(idle/time.Second)+8), &scrolled)
	if !scrolled.Moved || scrolled.Warned {
		t.Errorf("somebody who scrolls is warned: %+v", scrolled)
	}

	p.Do(warned)
	p.Do(chromedp.WaitVisible(".kiosk-ended", chromedp.ByQuery))
	j.at(p, "/kiosk/ended")
	j.isGone(draft)
	j.leavesNothing()

	p.Go("/kiosk?lang=en")
	draft = j.begins()
	j.saysWho()
	p.Press("[data-end] .btn")
	j.at(p, "/kiosk/ended")
	j.says(p, "h1", "已经结束") // in Chinese again
	j.isGone(draft)
	j.leavesNothing()
	j.arrive(0)
}

// isGone: an application that was not handed in did not outlive who began it.
func (j *journey) isGone(draft string) {
	j.t.Helper()
	if _, err := j.world.OpenDraft(context.Background(), draft); !errors.Is(err, app.ErrNotFound) {
		j.t.Errorf("the application is still there: %v", err)
	}
}

// scrolls scrolls up and down for so many half seconds, and tells whether it moved and whether the terminal warned.
const scrolls = `new Promise(done => {
	let n = 0, warned = false, moved = false;
	const on = setInterval(() => {
		scrollTo(0, n %% 2 ? 0 : 60);
		moved ||= scrollY > 0;
		warned ||= document.querySelector('dialog.idle').open;
		if (++n === %d) { clearInterval(on); done({Moved: moved, Warned: warned}); }
	}, 500);
})`

// leavesNothing: nothing of what the browser keeps is that of who was there, and the back button shows nothing of him.
func (j *journey) leavesNothing() {
	j.t.Helper()
	p := j.resident
	for _, name := range p.Cookies("/kiosk/cases/" + j.no) {
		if slices.Contains([]string{"yimen_visit", "yimen_lang", "yimen_large", "yimen_contrast"}, name) {
			j.t.Errorf("the browser keeps %s", name)
		}
	}
	for steps := 0; steps < 12 && p.Back(); steps++ {
		var text string
		p.Do(chromedp.Evaluate(`document.body.innerText + [...document.querySelectorAll('input, textarea')].map(e => e.value).join(' ')`, &text))
		for _, own := range []string{"林秀兰", "33030319900101001X", "13800000000", j.code} {
			if own != "" && strings.Contains(text, own) {
				j.t.Errorf("the back button shows %s at %s", own, p.Path())
			}
		}
	}
	p.Go("/kiosk/ended")
}
