package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/org"
	"yimen/testkit/scenario"
	"yimen/web"
	"yimen/web/desk"
)

// duty is a line of the notice's split of posts (附件2): who does these acts, and where.
type duty struct {
	acts, posts string
	at          func(c *filed) []string
	turn        bool // the post must also be the one whose turn it is
	over        bool // its supervisor does them too
}

func atCounter(c *filed) []string  { return []string{c.accepting} }
func atHolder(c *filed) []string   { return []string{c.holder} }
func atDecider(c *filed) []string  { return []string{c.decider} }
func atHearing(c *filed) []string  { return []string{c.holder, c.decider} }
func atEither(c *filed) []string   { return []string{c.accepting, c.holder} }
func atAnywhere(c *filed) []string { return []string{c.accepting, c.holder, c.decider} }

// duties are who does what. An act that stands in none is nobody's of the staff in these cases.
var duties = []duty{
	{acts: "receive correctOnSpot requestSupplement supplement notePosted accept acceptPending acceptCommitted bringPending revokeAcceptance tellNoLicence refuseAcceptance receiveOriginals",
		posts: "acceptance", at: atCounter}, // 受理: 许可法29、32
	{acts: "siteCheck findInterest notifyInterested answerStatement tellHearing announceHearing scheduleHearing return suspend resume",
		posts: "review approval", at: atHolder, turn: true}, // 审查: 许可法34、36、45、47
	{acts: "pass veto", posts: "review", at: atHolder, turn: true},
	{acts: "grant deny", posts: "approval", at: atHolder},                                                                             // 决定: 许可法38
	{acts: "extend decideRecusal revokeCommitted settleAmendment", posts: "approval", at: atDecider},                                  // 许可法42: 本行政机关负责人
	{acts: "proposeRevocation hearHolder revokeLicence suspendLicence returnLicence cancelLicence", posts: "approval", at: atDecider}, // 许可法69、70
	{acts: "inspectCommitment", posts: "review approval", at: atDecider},
	{acts: "holdHearing", posts: "acceptance review approval issuing", at: atHearing}, // by the presider, whom the case names
	{acts: "makeStatement requestHearing serveHearing requestRecusal", posts: "acceptance review approval", at: atEither},
	{acts: "issue", posts: "issuing", at: atHolder},
	{acts: "serve orderFee payFee conclude fileAway", posts: "issuing acceptance", at: atEither},
	{acts: "proposeAmendment", posts: "acceptance approval issuing", at: atAnywhere},
	{acts: "terminate", posts: "acceptance review approval", at: atHolder, turn: true, over: true},
	{acts: "chase allowSupplement", at: atHolder, over: true}, // 通知三(三): 督办
}

// does tells whether an act is somebody's to do on a case, whatever its state says to it.
func (r reader) does(c *filed, act string) bool {
	if len(r.bound) > 0 && !slices.Contains(r.bound, c.item) {
		return false
	}
	for _, d := range duties {
		if !slices.Contains(strings.Fields(d.acts), act) {
			continue
		}
		for _, s := range r.ownAndLent() {
			for _, unit := range d.at(c) {
				post := slices.Contains(strings.Fields(d.posts), s.post) && (!d.turn || s.post == c.turn)
				if post && (s.unit == unit || lends(unit, s)) || d.over && s.post == "supervisor" && watches(s.unit, unit) {
					return true
				}
			}
		}
	}
	return false
}

// actSeed makes the same choice of acts each time; actShare is one in how many is tried.
const actSeed, actShare = 20150901, 3

// acts sends acts of the desk as everybody of the staff. Who may not do one sends its whole form,
// over the version as it is: it must be refused, and the case stay. Who may sends a form without
// the version that he saw, which is refused for that alone.
func (s *sweep) acts() {
	s.t.Helper()
	choose, notYours, possible := rand.New(rand.NewPCG(actSeed, 1)), 0, possibleActs(s.t)
	pattern := "POST /desk/cases/{no}/{act}"
	for _, c := range s.all {
		rec, err := s.Store.CaseByNo(context.Background(), c.no)
		s.must(err)
		for _, act := range desk.Acts() {
			for _, r := range readers() {
				if !r.browses() || choose.IntN(actShare) > 0 {
					continue
				}
				k := knock{method: http.MethodPost, pattern: pattern, path: "/desk/cases/" + c.no + "/" + string(act), c: c}
				form, may := url.Values{}, r.reads(c) && r.does(c, string(act))
				if !may {
					form = scenario.ActFields(s.Sample(rec, act))
					form.Set("seen", strconv.Itoa(c.version))
				}
				res := s.send(s.browser(r), k.method, k.path, form)
				s.knocks++
				s.search(r, k, res)
				switch code := res.Code; {
				case may && code != http.StatusUnprocessableEntity:
					s.t.Errorf("%s of %s by %s, who may: %d", act, c.name, r.name, code)
				case !r.reads(c) && code != http.StatusForbidden:
					s.t.Errorf("%s of %s by %s, who may not read it: %d", act, c.name, r.name, code)
				case !may && r.reads(c) && code != refusal(possible[string(act)+" "+c.stands]):
					s.t.Errorf("%s of %s by %s, whose it is not: %d", act, c.name, r.name, code)
				case !may && r.reads(c) && code == http.StatusForbidden:
					notYours++
				}
				if r.reads(c) {
					s.read[c.name+" "+r.staff] = true
				}
				s.stays(c, r.name+" "+string(act))
			}
		}
	}
	if notYours < 100 {
		s.t.Errorf("only %d acts were refused for not being the reader's", notYours)
	}
}

// apiActs sends every act over the interface, in its whole body, with every token that may act: where it
// is the token's to do it is done, on a case of its own; else it is refused as on the desk.
func (s *sweep) apiActs() {
	s.t.Helper()
	done, possible := map[org.Act]bool{}, possibleActs(s.t)
	for _, c := range s.all {
		for _, act := range desk.Acts() {
			for _, r := range readers() {
				if !r.scoped("act") {
					continue
				}
				on, may := c, r.reads(c) && r.does(c, string(act)) && possible[string(act)+" "+c.stands]
				if may {
					twin := *c
					on = &twin
					s.bring(on)
				}
				res := s.acting(r, on, act)
				s.knocks++
				switch code := res.Code; {
				case may && code == http.StatusOK:
					done[act] = true
				case may && (code != http.StatusUnprocessableEntity || s.takes(r, on, act)):
					s.t.Errorf("%s of %s by %s, whose it is: %d %s", act, c.name, r.name, code, res.Body)
				case may: // the case is not ripe for it
				case !r.reads(c) && code != http.StatusForbidden, r.reads(c) && code != refusal(possible[string(act)+" "+c.stands]):
					s.t.Errorf("%s of %s by %s, whose it is not: %d %s", act, c.name, r.name, code, res.Body)
				}
				if !may {
					s.search(r, knock{method: http.MethodPost, path: string(act)}, res)
					s.stays(c, r.name+" "+string(act))
				}
				if r.reads(c) {
					s.read[c.name+" "+r.staff] = true
				}
			}
		}
	}
	if len(done) < 9 {
		s.t.Errorf("only %v were done", done)
	}
}

// takes tells whether the house itself takes an act that the interface refused.
func (s *sweep) takes(r reader, c *filed, act org.Act) bool {
	s.t.Helper()
	rec, err := s.Store.CaseByNo(context.Background(), c.no)
	s.must(err)
	who, _ := s.Hall.Directory().StaffByNo(r.staff)
	_, err = s.Do(context.Background(), c.no, rec.Version, s.Sample(rec, act), app.StaffActor(who))
	return err == nil
}

// acting sends an act with a full and right body over the version as it is.
func (s *sweep) acting(r reader, c *filed, act org.Act) *httptest.ResponseRecorder {
	s.t.Helper()
	rec, err := s.Store.CaseByNo(context.Background(), c.no)
	s.must(err)
	body, err := json.Marshal(bodyOf(scenario.ActFields(s.Sample(rec, act))))
	s.must(err)
	req := httptest.NewRequest(http.MethodPost, "/api/cases/"+c.no+"/acts/"+string(act), bytes.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("If-Match", strconv.Quote(strconv.Itoa(rec.Version)))
	req.Header.Set("Authorization", "Bearer "+s.browser(r).bearer)
	res := httptest.NewRecorder()
	s.pages.ServeHTTP(res, req)
	return res
}

// numbers are the fields that a body says as a number.
var numbers = regexp.MustCompile(`^(limit|(count|pages)\\..*)$`)

// bodyOf is a form of the desk as the body of the interface; what stays open is left out.
func bodyOf(form url.Values) map[string]any {
	body := map[string]any{}
	for name, values := range form {
		n, err := strconv.ParseFloat(values[0], 64)
		switch {
		case values[0] == "":
		case err == nil && numbers.MatchString(name):
			body[name] = n
		default:
			body[name] = values[0]
		}
	}
	return body
}

// refusal is how an act is refused to who may read the case and not do the act: forbidden where the
// state of the case allows it to somebody; else it is the state that forbids it, to everybody.
func refusal(possible bool) int {
	if possible {
		return http.StatusForbidden
	}
	return http.StatusUnprocessableEntity
}

// possibleActs are the marks in docs/state-machine.md: "act state".
func possibleActs(t testing.TB) map[string]bool {
	t.Helper()
	text, err := os.ReadFile("../docs/state-machine.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "\n| act | none ")
	table, _, _ = strings.Cut("| act | none "+table, "\n\n")
	var states []string
	possible := map[string]bool{}
	for line := range strings.Lines(table) {
		row := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if states == nil {
			states = row
		}
		for i, mark := range row[1:] {
			if strings.TrimSpace(mark) == "●" {
				possible[strings.TrimSpace(row[0])+" "+strings.TrimSpace(states[i+1])] = true
			}
		}
	}
	if len(possible) < 100 {
		t.Fatalf("the page marks only %d acts in states", len(possible))
	}
	return possible
}

// stays holds a case to the version that it had.
func (s *sweep) stays(c *filed, after string) {
	s.t.Helper()
	rec, err := s.Store.CaseByNo(context.Background(), c.no)
	s.must(err)
	if rec.Version != c.version {
		s.t.Errorf("%s: %s changed the case", c.name, after)
		c.version = rec.Version
	}
}

var offeredForm = regexp.MustCompile(`(?:action|href)="/desk/cases/[0-9]{21}/([A-Za-z]+)"`)

// offers holds the forms and links to forms that a case page offers to what is the reader's to do.
func (s *sweep) offers(r reader, k knock, page string) {
	s.t.Helper()
	if k.pattern != "GET /desk/cases/{no}" {
		return
	}
	for _, m := range offeredForm.FindAllStringSubmatch(page, -1) {
		if slices.Contains(desk.Acts(), org.Act(m[1])) && !r.does(k.c, m[1]) {
			s.t.Errorf("%s is offered %s of %s, which is not his", r.name, m[1], k.c.name)
		}
	}
}

// changing are the posts that would do something to who is let in even with an empty form: they
// are sent by all others only.
var changing = []string{"POST /desk/sign-out", "POST /account/sign-out", "POST /desk/account/sessions/end", "POST /account/sessions/end",
	"POST /desk/stand-ins/{id}/hand-back", "POST /desk/cases/{no}/{act}"}

// posts sends every other form, empty, as everybody.
func (s *sweep) posts() {
	s.t.Helper()
	for _, pattern := range web.Patterns(s.config) {
		if strings.HasPrefix(pattern, "GET ") || lawOf(pattern) == nil {
			continue
		}
		for _, k := range s.addresses(pattern) {
			for _, r := range readers() {
				lets := lawOf(pattern)(r, k)[0] == in
				if slices.Contains(changing, pattern) && lets || pattern == "POST /desk/cases/{no}/{act}" {
					continue
				}
				s.knock(r, k, url.Values{})
			}
			if k.c != nil {
				s.stays(k.c, pattern)
			}
		}
	}
}
