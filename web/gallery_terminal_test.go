package web_test

import (
	"bytes"
	"context"
	"maps"
	"net/url"
	"os"
	"strings"
	"time"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/web/ui/uitest"
)

// furnishTerminal pairs a terminal and lets somebody use it: all that can be shown there is asked for, before he
// has begun anything and after.
func (s *sweep) furnishTerminal() {
	s.t.Helper()
	ctx := context.Background()
	s.Setup.KioskIdle = time.Hour // looking at a page takes longer than a person may do nothing
	device, terminal, err := s.PairTerminal(ctx, register(s.t, s.World))
	s.must(err)
	idle := &knocker{reader: reader{name: "自助终端"}, cookies: map[string]string{"yimen_terminal": device}}
	s.opens(idle, "/kiosk", "/kiosk")
	for _, q := range []string{"低保", "登月", "证"} {
		s.opens(idle, "/kiosk", "/kiosk?q="+url.QueryEscape(q))
	}
	s.opens(idle, "/kiosk/ended", "/kiosk/ended")
	s.opens(idle, "/kiosk/track", "/kiosk/track")
	for _, it := range s.AllAt(terminal, s.Catalogue().All(s.Today())) {
		s.opens(idle, "/kiosk/items/{code}/start", "/kiosk/items/"+it.Code+"/start")
		if len(it.Sheet.Ask) > 0 {
			s.opens(idle, "/kiosk/items/{code}/questions", "/kiosk/items/"+it.Code+"/questions")
		}
	}

	secret, visit, err := s.BeginVisit(ctx, terminal)
	s.must(err)
	user := &knocker{reader: reader{name: "自助终端·办理人"}, cookies: map[string]string{"yimen_terminal": device, "yimen_visit": secret}}
	s.opens(user, "/kiosk", "/kiosk")
	s.opens(user, "/kiosk/still", "/kiosk/still")
	for _, item := range []string{dibao, "LW-QR-001"} {
		empty, err := s.BeginAt(ctx, terminal, visit.ID, item, nil)
		s.must(err)
		full, err := s.BeginAt(ctx, terminal, visit.ID, item, nil)
		s.must(err)
		s.fillAt(full)
		for _, rec := range []app.Record{empty, full} {
			s.opensDraft(user, rec)
		}
	}
	for _, name := range []string{"supplementing", "pending", "received", "reviewing", "concluded", "owing", "told"} {
		s.opensCase(user, s.case1(name))
	}
}

// fillAt fills in all of an application at a terminal, with a picture among its papers.
func (s *sweep) fillAt(rec app.Record) {
	s.t.Helper()
	ctx := context.Background()
	f, err := s.Filing(ctx, rec, town)
	s.must(err)
	f.Channel, f.Terminal = catalog.AtKiosk, rec.Terminal
	picture, err := os.ReadFile((&journey{t: s.t, dir: s.t.TempDir()}).paper("拍照1.jpg"))
	s.must(err)
	file, err := s.AttachTo(ctx, rec, "", f.Materials[0].Code, "拍照1.jpg", bytes.NewReader(picture))
	s.must(err)
	f.Materials[0].Files = append(f.Materials[0].Files, file)
	_, err = s.SaveDraft(ctx, rec.Draft, f)
	s.must(err)
}

// opensDraft asks for every page of an application.
func (s *sweep) opensDraft(b *knocker, rec app.Record) {
	s.t.Helper()
	home := "/kiosk/apply/" + rec.Draft
	s.opens(b, "/kiosk/apply/{draft}", home)
	it, _ := s.Catalogue().Version(rec.Item, rec.ItemVersion)
	for _, page := range []string{"who", "about", "delivery", "check"} {
		s.opens(b, "/kiosk/apply/{draft}/"+page, home+"/"+page)
	}
	s.opens(b, "/kiosk/apply/{draft}/who", home+"/who?kind=person")
	for _, part := range []string{"1", "2", "3", "4"} {
		s.opens(b, "/kiosk/apply/{draft}/form/{part}", home+"/form/"+part)
	}
	for _, m := range it.Materials {
		s.opens(b, "/kiosk/apply/{draft}/materials/{material}", home+"/materials/"+m.Code)
	}
}

// opensCase asks for every page of a case, with its number and query code.
func (s *sweep) opensCase(b *knocker, c *filed) {
	s.t.Helper()
	own := &knocker{reader: reader{name: b.name + "·" + c.name}, cookies: maps.Clone(b.cookies)}
	s.enter(own, "/kiosk/track", url.Values{"no": {c.no}, "code": {c.code}})
	for _, page := range []string{"", "/receipt", "/supplement", "/bringPending"} {
		s.opens(own, "/kiosk/cases/{no}"+page, "/kiosk/cases/"+c.no+page)
	}
	if path := s.paper(c, "/kiosk/cases/"+c.no+"/documents/{seq}/{name}"); path != "" {
		s.opens(own, "/kiosk/cases/{no}/documents/{seq}/{name}", path)
	}
}

// atTerminal tells whether a page is shown at self-service points alone.
func atTerminal(pattern string) bool {
	return strings.HasPrefix(pattern, "GET /kiosk") && pattern != "GET /kiosk/pair"
}

// upright is a terminal's screen: it stands on its short side.
const uprightWide, uprightHigh = 1080, 1920

// touches holds a page at a terminal to what fingers need, and to leading nowhere else.
func touches(p *uitest.Page) {
	p.Size(uprightWide, uprightHigh, 100)
	p.Touchable()
	p.Within("/kiosk")
}
