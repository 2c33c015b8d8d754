package web_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"yimen/app"
	"yimen/core/period"
	"yimen/testkit"
	"yimen/testkit/scenario"
	"yimen/web"
	"yimen/web/ui/uitest"
)

// journey is a resident and the clerks on their way through the hall, each in a browser of
// their own, over the demonstration that yimen serve loads.
type journey struct {
	t        testing.TB
	world    *testkit.World
	resident *uitest.Page
	desks    map[string]*uitest.Page
	scripts  bool            // the browsers run scripts
	seen     map[string]bool // pages that were looked at already; nil: none are
	dir      string          // of the files that are handed in
	no, code string          // of the case: number and query code
	errors   *errorLog
}

// set out opens the hall over a new database on the morning of 2 March 2026, a Monday.
func setOut(t testing.TB, url string, scripts, look bool) *journey {
	t.Helper()
	j := &journey{t: t, world: testkit.Demo(t, url), desks: map[string]*uitest.Page{}, scripts: scripts, dir: t.TempDir(), errors: &errorLog{}}
	j.resident = uitest.Open(t, web.New(web.Config{Hall: j.world.Hall, Key: []byte(strings.Repeat("k", 32)),
		Log: slog.New(slog.NewTextHandler(j.errors, &slog.HandlerOptions{Level: slog.LevelError})), Demo: true}))
	if look {
		j.seen = map[string]bool{}
	}
	j.sitDown(j.resident)
	return j
}

// sitDown makes a new browser ready: a wide window, Chinese pages, scripts or none.
func (j *journey) sitDown(p *uitest.Page) {
	p.Size(1440, 900, 100)
	p.Scripts(j.scripts)
	p.Go("/?lang=zh")
}

// errorLog keeps what the program logs as an error: nothing, on a journey.
type errorLog struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *errorLog) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(line)
}

// arrive ends a journey: no errors were logged, and the facts give every case as it is kept.
func (j *journey) arrive(cases int) {
	j.t.Helper()
	j.errors.mu.Lock()
	defer j.errors.mu.Unlock()
	if j.errors.text.Len() > 0 {
		j.t.Errorf("the log has errors:\n%s", j.errors.text.String())
	}
	if n, err := j.world.Audit(context.Background()); err != nil || n != cases {
		j.t.Errorf("audit of %d cases, want %d: %v", n, cases, err)
	}
}

// on moves the clock to a time of a day of 2026.
func (j *journey) on(month, day, hour, minute int) {
	j.world.Clock.Set(period.NewDate(2026, month, day).At(hour, minute))
}

// look holds the page now shown to the rules of accessibility and to its width, once, and
// takes its picture, once for the desk's width and once for the hand's.
func (j *journey) look(p *uitest.Page, name string) {
	j.t.Helper()
	if j.seen == nil || j.seen[name] {
		return
	}
	j.seen[name] = true
	p.Axe()
	p.Fits(390, 1440)
	for _, w := range []struct {
		width, height int64
		name          string
	}{{390, 844, "-390"}, {1440, 900, "-1440"}} {
		p.Size(w.width, w.height, 100)
		p.Shot("journey-" + name + "-zh" + w.name)
	}
}

// says fails the test where the page's element lacks one of the texts.
func (j *journey) says(p *uitest.Page, selector string, texts ...string) {
	j.t.Helper()
	said := p.Read(selector)
	for _, text := range texts {
		if !strings.Contains(said, text) {
			j.t.Errorf("%s: %s does not say %q but %q", p.Path(), selector, text, said)
		}
	}
}

// at fails the test unless the browser shows the page of that path.
func (j *journey) at(p *uitest.Page, path string) {
	j.t.Helper()
	if got := p.Path(); got != path {
		j.t.Fatalf("on %s, want %s: %s", got, path, p.Read("main"))
	}
}

// desk is the browser of a clerk, signed in with name and password as they type them.
func (j *journey) desk(clerk string) *uitest.Page {
	j.t.Helper()
	p := j.desks[clerk]
	if p == nil {
		p = j.resident.Beside()
		j.sitDown(p)
		j.desks[clerk] = p
	}
	p.Go("/desk")
	if strings.HasPrefix(p.Path(), "/desk/sign-in") { // new, or signed out after ten hours
		j.look(p, "desk-sign-in")
		p.Fill("#login", clerk)
		p.Fill("#password", app.DemoPassword)
		p.Press(`form[action="/desk/sign-in"] .btn`)
	}
	j.at(p, "/desk")
	return p
}

// open is the case on a clerk's desk, reached from the queue.
func (j *journey) open(clerk string) *uitest.Page {
	j.t.Helper()
	p := j.desk(clerk)
	j.look(p, "desk-queue")
	p.Press(`main a[href="/desk/cases/` + j.no + `"]`)
	return p
}

// does opens the case from the clerk's queue, fills in the form of an act and sends it.
// Fields are the names of the form's fields and what is typed, by turns; the state is what
// the desk then calls it.
func (j *journey) does(clerk, act, state string, fields ...string) {
	j.t.Helper()
	p := j.open(clerk)
	form := "#act-" + act
	switch {
	case p.Has("a" + form):
		p.Press("a" + form)
	case !p.Has(form + "[open]"):
		p.Click(form + " summary")
	}
	for i := 0; i < len(fields); i += 2 {
		j.fill(p, form, act, fields[i], fields[i+1])
	}
	j.look(p, "desk-before-"+act)
	p.Press(form + " .btn")
	j.at(p, "/desk/cases/"+j.no)
	j.says(p, "[role=status]", "办理成功")
	j.says(p, ".figures", state)
	j.look(p, "desk-after-"+act)
}

// fill types into a field of an act, or chooses where it is a list, a day or a choice.
func (j *journey) fill(p *uitest.Page, form, act, name, value string) {
	j.t.Helper()
	control := form + ` [name="` + name + `"]`
	switch {
	case p.Has(control + "[type=radio]"):
		p.Click(control + `[value="` + value + `"]`)
	case p.Has("select"+strings.TrimPrefix(control, form+" ")) || p.Has(control+"[type=date]"):
		p.Choose(control, value)
	default:
		p.Fill(control, value)
	}
}

// tracks opens the case by number and query code, as the resident does at home.
func (j *journey) tracks() *uitest.Page {
	j.t.Helper()
	p := j.resident
	p.Go("/track")
	if !strings.HasPrefix(p.Path(), "/cases/") {
		j.look(p, "track")
		p.Fill("#no", j.no)
		p.Fill("#code", j.code)
		p.Press(`form[action="/track"] .btn`)
	}
	j.at(p, "/cases/"+j.no)
	return p
}

// papers are small real files to hand in.
func (j *journey) paper(name string) string {
	j.t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 60, 40))
	for i := range picture.Pix {
		picture.Pix[i] = uint8(i)
	}
	picture.Set(3, 3, color.White)
	content := scenario.Content(name)
	var b bytes.Buffer
	var err error
	switch filepath.Ext(name) {
	case ".jpg":
		err = jpeg.Encode(&b, picture, nil)
		content = b.Bytes()
	case ".png":
		err = png.Encode(&b, picture)
		content = b.Bytes()
	}
	file := filepath.Join(j.dir, name)
	if err == nil {
		err = os.WriteFile(file, content, 0o600)
	}
	if err != nil {
		j.t.Fatal(err)
	}
	return file
}
