package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// rightsWorld is the demonstration with the cases, the invented staff, and one of everything that
// has an address.
type rightsWorld struct {
	*testkit.World
	t     testing.TB
	all   []*filed
	fill  map[string]string // what stands in an address for its beginning and its wildcard
	waste string            // a draft to be deleted: of what others need nobody may
	read  map[string]bool   // "case 工号": was let in to read
	addr  int
}

const residentPassword = "竹外桃花三两枝春江水暖"

func (w *rightsWorld) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func newRightsWorld(t testing.TB) *rightsWorld {
	t.Helper()
	w := &rightsWorld{World: testkit.Demo(t, testkit.SQLite(t)), t: t, all: cases(), read: map[string]bool{}}
	ctx := context.Background()
	snap, version, err := w.Store.Directory(ctx)
	w.must(err)
	w.Clock.Set(period.NewDate(2026, 3, 2).At(9, 30))
	w.holdReaders(snap)
	invented(&snap, w.Today())
	w.must(w.Store.SaveDirectory(ctx, snap, version))
	for i, s := range []org.StandIn{{By: "rt03", From: w.Today(), To: w.Today().Add(9)}, {By: "rt04", From: w.Today().Add(-9), To: w.Today().Add(-2)}} {
		s.ID, s.Absent, s.NamedBy, s.Reason = int64(i+1), "lw202", "lw202", "外出学习"
		_, version, err := w.Store.Directory(ctx)
		w.must(err)
		w.must(w.Store.AddStandIn(ctx, s, version))
	}
	w.must(w.Reload(ctx))
	for _, c := range w.all {
		w.file(c)
	}
	w.furnish()
	return w
}

// holdReaders holds the posts that the oracle knows to those of the starter data.
func (w *rightsWorld) holdReaders(snap org.Snapshot) {
	w.t.Helper()
	for _, r := range readers() {
		if !strings.HasPrefix(r.staff, "lw") {
			continue
		}
		var real []seat
		for _, h := range snap.Holdings {
			if h.Staff == r.staff && w.Today().Within(h.From, h.To) {
				real = append(real, seat{string(h.Post), h.Unit})
			}
		}
		known := slices.Clone(r.posts)
		for _, list := range [][]seat{real, known} {
			slices.SortFunc(list, func(a, b seat) int { return strings.Compare(a.unit+a.post, b.unit+b.post) })
		}
		if !slices.Equal(real, known) {
			w.t.Errorf("%s holds %v in the starter data, and %v in the oracle", r.staff, real, known)
		}
	}
}

// file hands a case in for its own applicant, who has an account, and holds its way to the oracle.
func (w *rightsWorld) file(c *filed) {
	w.t.Helper()
	rec := w.bring(c)
	way := slices.Clone(rec.Target(w.Today()).Route)
	slices.Sort(way)
	known := slices.Sorted(slices.Values(c.way))
	if way = slices.Compact(way); !slices.Equal(way, known) {
		w.t.Errorf("%s goes through %v, and the oracle says %v", c.name, way, known)
	}
	_, err := w.Register(context.Background(), store.Resident{Phone: c.applicant.Phone, Name: c.applicant.Name, IDType: c.applicant.IDType, IDNo: c.applicant.ID}, residentPassword, false)
	w.must(err)
}

// bring hands a case in and brings it to where it is.
func (w *rightsWorld) bring(c *filed) store.Record {
	w.t.Helper()
	ctx := context.Background()
	if c.name == "planning" { // late since, so that alarms are raised
		w.Clock.Set(period.NewDate(2026, 1, 5).At(9, 30))
		defer w.Clock.Set(period.NewDate(2026, 3, 2).At(9, 30))
	}
	rec, err := w.NewDraft(ctx, c.item, casework.Filing{Channel: catalog.Online, Applicant: c.applicant, AcceptUnit: c.accepting, Form: json.RawMessage(`{}`)})
	w.must(err)
	c.draft = rec.Draft
	f, err := w.Filing(ctx, rec, c.accepting)
	w.must(err)
	f.Applicant, f.Agent = c.applicant, c.agent
	f.Form = bytes.ReplaceAll(f.Form, []byte(testkit.Resident.ID), []byte(c.applicant.ID))
	f.Form = bytes.ReplaceAll(f.Form, []byte(testkit.Resident.Phone), []byte(c.applicant.Phone))
	rec, err = w.Submit(ctx, rec.Draft, f)
	w.must(err)
	for _, act := range c.acts {
		if rec, err = w.Step(ctx, rec, act); err != nil {
			w.t.Fatalf("%s: %s: %v", c.name, act, err)
		}
	}
	c.no, c.code, c.id, c.version = rec.No, rec.Query, rec.ID, rec.Version
	c.holder, c.decider = rec.Unit(), rec.Target(w.Today()).Decider
	return rec
}

func (w *rightsWorld) case1(name string) *filed {
	return w.all[slices.IndexFunc(w.all, func(c *filed) bool { return c.name == name })]
}

// furnish makes one of everything else that has an address.
func (w *rightsWorld) furnish() {
	w.t.Helper()
	ctx := context.Background()
	acceptor, _ := w.Hall.Directory().StaffByNo("lw201")
	q, err := w.Ask(ctx, store.Question{Asker: "即墨韡晔", Phone: "17739046208", Text: "在哪里办？"}, "", acceptor)
	w.must(err)
	w.must(w.RaiseAlarms(ctx))
	alarms, err := w.Store.AlarmsOf(ctx, []string{"330303001-zrzy"}, "", "", 0, 1)
	if err != nil || len(alarms) == 0 {
		w.t.Fatal("no alarm", err)
	}
	made, err := w.Complain(ctx, store.Complaint{Unit: town, Kind: "delay", Text: "拖延", Name: "宓韫珩", Phone: "17739046219"})
	w.must(err)
	second, err := w.Complain(ctx, store.Complaint{Unit: street, Kind: "conduct", Text: "收受财物"})
	w.must(err)
	for _, a := range []app.ComplaintAct{{Deed: store.TakeComplaint}, {Deed: store.AnswerComplaint, Outcome: "upheld", Text: "属实"}} {
		w.must(w.FollowComplaint(ctx, second.No, a, "lw803"))
	}
	blamed, err := w.RecordAccount(ctx, store.Account{Unit: street, Staff: "lw202", Source: store.OfComplaint, Ref: second.No, Rule: "notice", Measure: "talk", Facts: "拖延"}, "lw803")
	w.must(err)
	draft, err := w.BeginItem(ctx, app.NewItem{Unit: "330303-scjg", Code: "LW-XK-003", Copy: "LW-XK-003"}, marketKeeper)
	w.must(err)
	centre := street + "-zx"
	facilities, services, seated := w.Registers().Facilities(centre, w.Today()), w.Registers().Offered(centre, w.Today()), w.Registers().FixedPosts(centre, w.Today())
	open, err := w.NewDraft(ctx, dibao, casework.Filing{Channel: catalog.Online, AcceptUnit: town, Form: json.RawMessage(`{}`)})
	w.must(err)
	waste, err := w.NewDraft(ctx, dibao, casework.Filing{Channel: catalog.Online, Form: json.RawMessage(`{}`)})
	w.must(err)
	w.waste = waste.Draft
	rounds := w.Registers().Rounds()
	if len(facilities) == 0 || len(services) == 0 || len(seated) == 0 || len(rounds) == 0 {
		w.t.Fatal("the starter data has no facility, service, fixed post or round")
	}
	id := func(n int64) string { return strconv.FormatInt(n, 10) }
	w.fill = map[string]string{
		"/assets/{name...}": "app.css", "/units/{of}": "local", "/open-data/{file}": "items.json", "/centres/{code}": centre, "/items/{code}": dibao, "/v/{version}": "1", "/files/{file}": "form.pdf",
		"/form/{part}": "1", "/apply/" + open.Draft + "/materials/{material}": "m2", "/account/firms/{id}": "1", "/account/mandates/{what}": "accept", "/apply/{draft}": open.Draft, "/payments/{provider}": "trial",
		"/desk/export/{name}": "list.xlsx", "/assessment/files/{name}": "list.csv", "/assessment/{measure}": "received", "/received/{name}": "list.csv", "/desk/stand-ins/{id}": "1", "/desk/questions/{id}": id(q.ID), "/desk/alarms/{id}": id(alarms[0].ID),
		"/accountability/{no}": blamed.No, "/accountability/files/{name}": "list.csv", "/" + blamed.No + "/{deed}": "state", "/complaints/{no}": made.No, "/complaints/files/{name}": "list.csv", "/" + made.No + "/{deed}": "take",
		"/desk/receive/{item}": dibao, "/desk/annexes/{no}": "2", "/{file}": "filled.xlsx", "/desk/calendar/{id}": "1", "/desk/messages/{turn}": "accept", "/desk/messages/sent/{id}": "1", "/desk/calendar/1/{end}": "reject",
		"/desk/seals/{id}": "1", "/desk/seals/1/{deed}": "make", "/desk/admin/centres/{key}": centre, "/desk/admin/posts/{key}": "0", "/desk/admin/terminals/{key}": "YZ-01", "/desk/admin/staff/{key}": "lw202",
		"/lw202/{what}": "password", "/desk/admin/stationings/{key}": "0", "/desk/admin/units/{key}": street, "/desk/admin/jobs/{id}": "1",
		"/keeper/drafts/{id}": id(draft.ID), "/{part}": "basic", "/keeper/items/{code}": "LW-XK-003", "/keeper/calls/{call}": "2026", "/2026/{annex}": "3", "/3/{unit}": street,
		"/board/centres/{code}": centre, "/board/facilities/{code}": facilities[0].Code, "/board/services/{code}": services[0].Code, "/board/posts/{code}": seated[0].Code,
		"/board/measures/{measure}": "dailyLife", "/board/tasks/{round}": rounds[0].Code, "/" + rounds[0].Code + "/{no}": "2", "/2/{unit}": street, "/" + street + "/{version}": "1",
		"/api/calendar/{year}": "2026", "/versions/{version}": "1", "/api/centres/{code}": centre, "/drafts/{draft}": open.Draft,
		"/materials/{material}": "m1", "/m1/{name}": "a.pdf", "/1/files/{id}": "1", "/{id}": "1", "/{$}": "",
	}
	w.must(w.SaveCall(ctx, theCall(w.Today()), 0, officeKeeper))
}

var wildcard = regexp.MustCompile(`/\{[^}]*\}`)

// addresses are what a pattern stands for: of a case, the same for every case.
func (w *rightsWorld) addresses(pattern string) []knock {
	w.t.Helper()
	method, path, _ := strings.Cut(pattern, " ")
	if path == "/apply/{draft}/drop" {
		path = "/apply/" + w.waste + "/drop"
	}
	if !strings.Contains(path, "/{no}") || !strings.Contains(path, "cases/") && !strings.Contains(path, "ratings/") && !strings.Contains(path, "verif") {
		return []knock{{method: method, pattern: pattern, path: w.filled(path)}}
	}
	var list []knock
	for _, c := range w.all {
		if k := w.addressOf(pattern, c); k.path != "" {
			list = append(list, k)
		}
	}
	return list
}

// addressOf is what a pattern stands for of one case; without a path where the case has nothing there.
func (w *rightsWorld) addressOf(pattern string, c *filed) knock {
	w.t.Helper()
	method, path, _ := strings.Cut(pattern, " ")
	k := knock{method: method, pattern: pattern, c: c, path: strings.Replace(path, "{no}", c.no, 1)}
	if strings.Contains(path, "{seq}") {
		if k.path = w.paper(c, k.path); k.path == "" {
			return k
		}
	}
	rec, err := w.Store.CaseByNo(context.Background(), c.no)
	w.must(err)
	if strings.Contains(path, "/files/{id}") {
		k.path = strings.Replace(k.path, "{id}", rec.Materials[0].Files[0].ID, 1)
	}
	k.path = w.filled(strings.Replace(strings.Replace(k.path, "{code}", rec.Materials[0].Code, 1), "{act}", "accept", 1))
	return k
}

// paper names a document of a case that is addressed to the applicant.
func (w *rightsWorld) paper(c *filed, path string) string {
	w.t.Helper()
	ctx := context.Background()
	rec, err := w.Store.CaseByNo(ctx, c.no)
	w.must(err)
	docs, err := w.Documents(ctx, rec)
	w.must(err)
	for _, d := range docs {
		if d.To.Role == notice.Applicant {
			return strings.NewReplacer("{seq}", strconv.Itoa(d.Seq), "{name}", url.PathEscape(d.Name()), "{kind}", string(d.Kind)).Replace(path)
		}
	}
	return ""
}

// filled puts real values in an address, from its left to its right.
func (w *rightsWorld) filled(path string) string {
	w.t.Helper()
	for {
		at := wildcard.FindStringIndex(path)
		if at == nil {
			return path
		}
		value, known, best := "", false, -1
		for key, v := range w.fill {
			if strings.HasSuffix(path[:at[1]], key) && len(key) > best {
				value, known, best = v, true, len(key)
			}
		}
		if !known {
			w.t.Errorf("%s: no value for %s (web/rights_world_test.go)", path, path[at[0]:at[1]])
			value = "1"
		}
		path = path[:at[0]] + "/" + value + path[at[1]:]
	}
}

func (w *rightsWorld) tokenFor(r reader) string {
	w.t.Helper()
	t := store.Token{Name: r.name, Scopes: r.token, Staff: r.staff, PerMinute: 6000}
	secret, _, err := w.NewToken(context.Background(), t)
	w.must(err)
	return secret
}

var formToken = regexp.MustCompile(`name="_token" value="([^"]+)"`)

func tokenIn(page string) string {
	if m := formToken.FindStringSubmatch(page); m != nil {
		return m[1]
	}
	return ""
}

// addressNo is the n-th address of the internet: no knock is held up for another's.
func addressNo(n int) string { return fmt.Sprintf("10.%d.%d.%d:1", n>>16&255, n>>8&255, n&255) }
