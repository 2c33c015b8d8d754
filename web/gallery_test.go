package web_test

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/pay"
	"yimen/store"
	"yimen/web"
	"yimen/web/ui/uitest"
)

// noPage are the routes that show no page, and what they give instead. What is under /api is none
// either.
var noPage = map[string]string{
	"GET /assets/{name...}": "files of the pages", "GET /favicon.ico": "files of the pages",
	"GET /centres/{code}/board.pdf": "a file", "GET /centres/{code}/card.pdf": "a file", "GET /open-data/{file}": "a file",
	"GET /items/{code}/v/{version}/files/{file}": "a file", "GET /items/{code}/v/{version}/flow.bpmn": "a file", "GET /items/{code}/v/{version}/sheet.pdf": "a file",
	"GET /search/suggest": "a part of a page, for the script", "GET /units/{of}": "a part of a page, for the script", "GET /verify/roots.pem": "a file",
	"GET /apply/{draft}/form": "leads to the first part", "GET /apply/{draft}/materials": "leads to the first material", "GET /apply/{draft}/files/{id}": "a file",
	"GET /kiosk/apply/{draft}/form": "leads to the first part", "GET /kiosk/apply/{draft}/materials": "leads to the first material",
	"GET /kiosk/apply/{draft}/files/{id}": "a file", "GET /kiosk/cases/{no}/files/{id}": "a file",
	"GET /cases/{no}/files/{id}": "a file", "GET /cases/{no}/documents/{seq}/{name}/pdf": "a file", "GET /cases/{no}/pay/go": "leads to the platform",
	"GET /account/identity": "leads to the provider", "GET /account/identity/back": "leads on, by what the provider said",
	"GET /desk/cases": "leads to what was looked for", "GET /desk/colleagues": "a part of a page, for the script", "GET /desk/export/{name}": "a file", "GET /desk/payments.csv": "a file",
	"GET /desk/cases/{no}/files/{id}": "a file", "GET /desk/cases/{no}/documents/{seq}/{name}/pdf": "a file", "GET /desk/cases/{no}/dossier": "a file",
	"GET /desk/accountability/files/{name}": "a file", "GET /desk/annexes/{no}/{file}": "a file", "GET /desk/complaints/files/{name}": "a file",
	"GET /desk/assessment/files/{name}": "a file", "GET /desk/assessment/{measure}/{name}": "a file", "GET /desk/seals/{id}/picture.svg": "a picture",
	"GET /board/tasks/{round}/{no}/{unit}/{version}": "a file", "GET /keeper/calls/{call}/list.csv": "a file", "GET /keeper/exchange/codes.txt": "a file", "GET /keeper/calls/{call}/{annex}/{unit}/{version}": "a file",
}

// TestShotsOfEveryPage opens every page that the mux knows in a browser, as somebody who may and, of
// those, to whom it shows most: at 1440 and at 390 px, in Chinese and in English, all that is folded
// away unfolded. None may break a rule of accessibility, reach beyond its width with letters of either
// size, make the console or the content policy complain, or ask another host for anything. A route
// that is neither a page nor named in noPage fails the test, so nobody who adds one can forget it.
//
// Whatever else anybody is shown is looked at as well, where its shape differs: of every route each
// order of elements that one of the readers sees, once, every second in English.
//
// Of the other widths the narrowest is tried too, which is where things stick out; all are tried on
// what everybody sees (TestPortalAtEveryWidth).
func TestShotsOfEveryPage(t *testing.T) {
	t.Parallel()
	s := openRights(t)
	s.shapes = map[string]map[uint64]weight{}
	s.gets()
	s.asApplicants(s.all)
	s.furnishPages()
	rooms := map[string][]string{}
	for _, pattern := range web.Patterns(s.config) {
		if !strings.HasPrefix(pattern, "GET ") || strings.HasPrefix(pattern, "GET /api/") {
			continue
		}
		_, page := s.heaviest[pattern]
		switch why := noPage[pattern]; {
		case page && why != "":
			t.Errorf("%s is a page, and noPage says %q", pattern, why)
		case page:
			rooms[roomOf(pattern)] = append(rooms[roomOf(pattern)], pattern)
		case why == "":
			t.Errorf("%s: nobody sees a page there; furnish it (web/gallery_test.go), or say in noPage what it gives", pattern)
		}
	}
	for pattern := range noPage {
		if !slices.Contains(web.Patterns(s.config), pattern) {
			t.Errorf("%s: an exception for a route that is not there", pattern)
		}
	}
	for room, patterns := range rooms {
		t.Run(room, func(t *testing.T) {
			t.Parallel()
			p := uitest.Open(t, s.pages)
			for _, lang := range []string{"zh", "en"} {
				for _, pattern := range patterns {
					s.regard(p, pattern, lang)
				}
			}
			s.glance(p, patterns)
		})
	}
}

// roomOf shares the pages out among browsers: which pages one has to itself.
func roomOf(pattern string) string {
	for _, room := range []string{"/desk/admin", "/desk/cases", "/desk", "/board", "/keeper", "/account", "/items", "/cases", "/kiosk"} {
		if strings.HasPrefix(pattern, "GET "+room) {
			return strings.ReplaceAll(room[1:], "/", "-")
		}
	}
	return "portal"
}

// regard looks at a page at both widths.
func (s *sweep) regard(p *uitest.Page, pattern, lang string) {
	s.turnTo(p, s.heaviest[pattern], lang)
	name := "page-" + nameOfRoute(pattern) + "-" + lang
	p.Size(1440, 900, 100)
	p.Shot(name + "-1440")
	if atTerminal(pattern) {
		p.Size(uprightWide, uprightHigh, 100)
		p.Shot(name + "-upright")
	}
	p.Size(390, 844, 100)
	p.Shot(name + "-390")
	p.Unfold()
	p.Axe()
	s.inEnglish(p, pattern)
	p.Fits(320, 390, uprightWide, 1440) // ends at 1440 px
	p.Axe()
	if atTerminal(pattern) {
		touches(p)
		p.Axe()
		p.Shot(name + "-upright-unfolded")
	}
}

// glance looks at what others see on these routes, where it has another shape than what was regarded.
func (s *sweep) glance(p *uitest.Page, patterns []string) {
	p.Size(1440, 900, 100)
	n := 0
	for _, pattern := range patterns {
		delete(s.shapes[pattern], s.heaviest[pattern].shape)
		for _, shape := range slices.Sorted(maps.Keys(s.shapes[pattern])) {
			at := s.shapes[pattern][shape]
			s.turnTo(p, at, []string{"zh", "en"}[n%2])
			p.Unfold()
			p.Axe()
			p.Fits(320, 390, 1440)
			if atTerminal(pattern) {
				touches(p)
			}
			s.inEnglish(p, pattern)
			n++
		}
	}
	s.t.Logf("%d more pages for %s and others", n, patterns[0])
}

// inEnglish holds what residents and keepers read to marking what is Chinese in it; the desk quotes what
// staff wrote, in more places.
func (s *sweep) inEnglish(p *uitest.Page, pattern string) {
	if room := roomOf(pattern); room != "desk" && room != "desk-cases" {
		p.SaysWhatIsChinese()
	}
}

// turnTo opens a page as who was shown it.
func (s *sweep) turnTo(p *uitest.Page, at weight, lang string) {
	cookies := maps.Clone(s.browsers[at.who].cookies)
	cookies["yimen_lang"] = lang
	p.Be(cookies)
	p.Go(at.path)
	if p.Path() != at.path {
		s.t.Errorf("%s leads to %s", at.path, p.Path())
	}
}

// asApplicants asks for every page of a case as its applicant, by number and query code.
func (s *sweep) asApplicants(cases []*filed) {
	s.t.Helper()
	for _, c := range cases {
		r := reader{name: "查询密码·" + c.name, knows: c.name}
		for _, pattern := range web.Patterns(s.config) {
			if strings.HasPrefix(pattern, "GET /cases/{no}") {
				s.asks(r, s.addressOf(pattern, c))
			}
		}
	}
}

// asks asks for a page, and keeps it where nobody was shown more of its route.
func (s *sweep) asks(r reader, k knock) {
	s.t.Helper()
	s.weigh(r, k, s.send(s.browser(r), k.method, k.path, nil))
}

// opens is asks for what lies at an address that is known.
func (s *sweep) opens(b *knocker, pattern, path string) {
	s.t.Helper()
	s.browsers[b.name] = b
	s.asks(b.reader, knock{method: http.MethodGet, pattern: "GET " + pattern, path: path})
}

// furnishPages does what must have been done before some pages open.
func (s *sweep) furnishPages() {
	s.t.Helper()
	ctx := context.Background()
	anybody := s.browser(reader{name: "访客"})
	s.Pay = pay.Trial{Key: []byte("a key of tests")}
	s.Hall.Seals = &app.SealRoom{Folder: filepath.Join(s.t.TempDir(), "seals"), Demo: true}
	s.Hall.Paper = notice.Settings{Site: "http://localhost:8080"} // passkeys are bound to a name

	s.moves("supplementing", dibao, town, org.RequestSupplement)
	s.moves("pending", "LW-XK-003", street, org.AcceptPending)
	s.moves("told", house, village, org.Accept, org.Pass, org.SiteCheck, org.Pass, org.TellHearing)
	s.moves("scheduled", house, village, org.Accept, org.Pass, org.SiteCheck, org.Pass, org.TellHearing, org.RequestHearing, org.ScheduleHearing)
	s.moves("filed", dibao, town, org.Accept, org.Pass, org.Pass, org.Grant, org.Issue, org.Serve, org.Conclude, org.FileAway)
	concluded, filed := s.case1("concluded"), s.case1("filed")
	f, err := s.Track(ctx, filed.no, filed.code)
	s.must(err)
	s.must(s.Rate(ctx, f, "dissatisfied", "材料来回补了三次"))
	id, err := s.AskSeal(ctx, app.SealAsked{Unit: "330303-scjg", From: s.Today(), To: s.Today().Add(1000), Reason: "启用电子印章"}, administrator)
	s.must(err)
	days, _ := period.Default().Arrangement(2026)
	days.Off = append(days.Off, s.Today().Add(3))
	arranged, err := s.Propose(ctx, app.Announcement{Name: "2026.json", Body: period.File(map[int]period.Arrangement{2026: days}), Paper: "国办发明电〔2026〕9号", PaperOn: s.Today(), Reason: "调整放假安排"}, administrator)
	s.must(err)
	made, err := s.Complain(ctx, store.Complaint{Unit: town, Kind: "delay", Text: "拖延"})
	s.must(err)
	complainer := s.enters("投诉人", "/track", url.Values{"no": {made.No}, "code": {made.Code}})
	licence, err := s.NewDraft(ctx, "LW-XK-001", casework.Filing{Channel: catalog.Online, Form: json.RawMessage(`{}`)})
	s.must(err)
	owner, err := s.Store.ResidentByPhone(ctx, concluded.applicant.Phone)
	s.must(err)
	firm, err := s.AddFirm(ctx, owner.ID, "92330303MA2CB0BK77", "温州市龙湾永中小林餐饮店")
	s.must(err)

	watcher := s.browser(reader{name: "监察·审管办", staff: "lw802"})
	s.opens(watcher, "/desk/ratings/{no}", "/desk/ratings/"+filed.no)
	s.opens(watcher, "/desk/cases/{no}/contents", "/desk/cases/"+filed.no+"/contents")
	keeper := s.browser(reader{name: "系统管理", staff: administrator})
	s.opens(keeper, "/desk/seals/{id}", "/desk/seals/"+id)
	s.opens(keeper, "/desk/calendar/{id}", "/desk/calendar/"+strconv.FormatInt(arranged.ID, 10))
	s.opens(complainer, "/complaints/{no}", "/complaints/"+made.No)
	s.opens(anybody, "/apply/{draft}/about", "/apply/"+licence.Draft+"/about")
	s.opens(anybody, "/items/{code}/v/{version}/sample", "/items/LW-XK-001/v/2/sample")
	s.opens(anybody, "/account/passkey", "/account/passkey")
	s.opens(s.browser(reader{name: "居民账号·concluded", owns: "concluded"}), "/account/firms/{id}", "/account/firms/"+strconv.FormatInt(firm.ID, 10))
	owing := s.browser(reader{name: "查询密码·owing", knows: "owing"})
	s.opens(owing, "/pay/trial", s.send(owing, http.MethodGet, "/cases/"+s.case1("owing").no+"/pay/go", nil).Header().Get("Location"))
	rec, err := s.Store.CaseByNo(ctx, concluded.no)
	s.must(err)
	docs, err := s.Documents(ctx, rec)
	s.must(err)
	for _, d := range docs {
		s.opens(anybody, "/verify/{no}/{seq}/{kind}", notice.VerifyPath(d.Document))
	}
	s.provePhones()
	s.furnishTerminal()
}

// moves brings a case beside those of the oracle to where it is, and asks for its pages as its applicant.
func (s *sweep) moves(name, item, unit string, acts ...org.Act) {
	s.t.Helper()
	rec := s.CaseIn(s.t, item, unit, casework.Received)
	for _, act := range acts {
		var err error
		if rec, err = s.Step(context.Background(), rec, act); err != nil {
			s.t.Fatalf("%s: %s: %v", name, act, err)
		}
	}
	c := &filed{name: name, no: rec.No, code: rec.Query}
	s.all = append(s.all, c)
	s.asApplicants([]*filed{c})
}

// enters is somebody who has sent a form, and is on the way that it leads to.
func (s *sweep) enters(name, path string, forms ...url.Values) *knocker {
	s.t.Helper()
	b := &knocker{reader: reader{name: name}, cookies: map[string]string{}}
	s.enter(b, path, forms[0])
	return b
}

// provePhones brings four people on the ways that begin with a code to the phone, and one member of the
// staff before his second step.
func (s *sweep) provePhones() {
	s.t.Helper()
	text := ""
	s.TextPhone = func(_ context.Context, _, sent string) error {
		text = sent
		return nil
	}
	known := s.case1("concluded").applicant.Phone
	for _, way := range []struct{ why, phone, to string }{{"register", "13805779001", ""}, {"register", "13805779002", "register"}, {"signin", known, "confirm"}, {"reset", s.case1("reviewing").applicant.Phone, "reset"}} {
		b := s.enters("手机 "+way.phone, "/account/phone?for="+way.why, url.Values{"phone": {way.phone}})
		if way.to == "" {
			s.opens(b, "/account/code", "/account/code")
			continue
		}
		s.enter(b, "/account/code", url.Values{"code": {codeInText.FindStringSubmatch(text)[1]}})
		s.opens(b, "/account/"+way.to, "/account/"+way.to)
	}
	secret := app.SecondSecret()
	code, err := totp.GenerateCode(secret, time.UnixMilli(int64(s.Now())))
	s.must(err)
	s.SetPassword(s.t, "rt04", app.DemoPassword)
	_, err = s.BeginSecondStep(context.Background(), "rt04", app.DemoPassword, secret, code, "")
	s.must(err)
	s.opens(s.enters("第二步", "/desk/sign-in", url.Values{"login": {"rt04"}, "password": {app.DemoPassword}}), "/desk/sign-in/second", "/desk/sign-in/second")
}
