package app

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/seal"
	"yimen/store"
)

// Setup (部署设置) is what the self-check must know of how a process was started.
type Setup struct {
	Demo       bool
	Secure     bool   // reached over TLS
	Site       string // address of the portal, for the QR codes
	Scan       string // program that looks for malware
	Reconsider string
	Secret     string // file of the secret key
	Backups    string // folder of the copies; empty = not known
	Mail       string // relay of e-mail; empty = none is sent
	SMS        string // gateway of short messages; empty = none are sent
	Second     string // of whom a second step is asked when signing in: nobody (or empty), administrators, all
}

// Fault (配置问题) is one thing wrong with the configuration. Code finds the sentence that says
// what, and the one that mends it.
type Fault struct {
	Code  string
	Grave bool     // people are turned away, or the hall is not safe
	Unit  string   // code of a unit
	Post  org.Post //
	Text  string   // an item, a rule, a 工号, a file: what it is about
	N     int      // how many
}

// SelfCheck (自检) finds what is wrong with the configuration, the grave first.
func (h *Hall) SelfCheck(ctx context.Context, s Setup) ([]Fault, error) {
	all := slices.Concat(h.checkRoads(), h.checkPeople(), h.checkUnits(), h.checkStationings(), h.checkCalendar(), h.checkSetup(s))
	for _, check := range []func(context.Context) ([]Fault, error){h.checkAccounts, h.checkSecrets, h.checkSeals, h.checkJobs, h.checkMessages} {
		more, err := check(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	slices.SortStableFunc(all, func(a, b Fault) int { return cmp.Compare(order(a), order(b)) })
	return all, nil
}

func order(f Fault) int {
	if f.Grave {
		return 0
	}
	return 1
}

// workplace is a post of a unit.
type workplace struct {
	unit string
	post org.Post
}

// manned is which items somebody works at a workplace today; nil for all.
type manned map[workplace]map[string]bool

func (m manned) covers(at workplace, item string) bool {
	items, some := m[at]
	return some && (items == nil || items[item])
}

// manned goes through the queues that people work, also by stationing and standing in.
func (h *Hall) manned() manned {
	m := manned{}
	for _, s := range h.Directory().People() {
		for _, d := range h.Directory().Desks(s.No, h.Today()) {
			at := workplace{d.Unit, d.Post}
			if items, some := m[at]; len(d.Items) == 0 || some && items == nil {
				m[at] = nil
				continue
			}
			if m[at] == nil {
				m[at] = map[string]bool{}
			}
			for _, code := range d.Items {
				m[at][code] = true
			}
		}
	}
	return m
}

// checkRoads walks every item in force from every place that receives it: a step that finds no
// unit, and a post of a step that nobody holds.
func (h *Hall) checkRoads() (faults []Fault) {
	m := h.manned()
	empty, lost := map[workplace]map[string]bool{}, map[string]map[string]bool{}
	for _, it := range h.Catalogue().All(h.Today()) {
		open := false
		for _, at := range h.receivers(it) {
			road, rule := h.road(it, at)
			if rule != "" {
				note(lost, rule, it.Code)
				continue
			}
			open = true
			for _, w := range road {
				if !m.covers(w, it.Code) {
					note(empty, w, it.Code)
				}
			}
		}
		if !open {
			faults = append(faults, Fault{Code: "itemNowhere", Grave: true, Text: it.Code + " " + it.Name})
		}
	}
	for rule, items := range lost {
		faults = append(faults, Fault{Code: "stepLost", Text: rule, N: len(items)})
	}
	faults = append(faults, h.emptyPosts(empty)...)
	slices.SortFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), -cmp.Compare(a.N, b.N), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Post, b.Post), cmp.Compare(a.Text, b.Text))
	})
	return faults
}

// emptyPosts tells of posts that items need and nobody holds: one by one, those of communities,
// of which there are many, together.
func (h *Hall) emptyPosts(empty map[workplace]map[string]bool) (faults []Fault) {
	communities := map[org.Post]int{}
	for at, items := range empty {
		if u, ok := h.Directory().Unit(at.unit, h.Today()); ok && u.Level == org.Community {
			communities[at.post]++
			continue
		}
		faults = append(faults, Fault{Code: "postEmpty", Unit: at.unit, Post: at.post, N: len(items), Grave: true})
	}
	for post, n := range communities {
		faults = append(faults, Fault{Code: "communityEmpty", Post: post, N: n})
	}
	return faults
}

func note[K comparable](into map[K]map[string]bool, key K, item string) {
	if into[key] == nil {
		into[key] = map[string]bool{}
	}
	into[key][item] = true
}

// receivers are the units with a centre of the levels that receive an item, and the body that
// implements it where that is of such a level.
func (h *Hall) receivers(it *catalog.Item) (units []string) {
	dir, today := h.Directory(), h.Today()
	for _, c := range dir.Centres(today) {
		if u, ok := dir.Unit(c.Unit, today); ok && slices.Contains(it.AcceptAt, u.Level) {
			units = append(units, u.Code)
		}
	}
	if u, ok := dir.Department(it.Sheet.Implementer.Function, today); ok && slices.Contains(it.AcceptAt, u.Level) && !slices.Contains(units, u.Code) {
		units = append(units, u.Code)
	}
	return units
}

// road is every workplace that a case of the item needs from a place, or the rule of the step
// that finds no unit from there.
func (h *Hall) road(it *catalog.Item, accepting string) (need []workplace, lost string) {
	need = []workplace{{accepting, org.Acceptance}}
	find := func(rule catalog.UnitRule, post org.Post) {
		u, err := h.Directory().Resolve(string(rule), accepting, h.Today())
		if err != nil {
			lost = string(rule)
		}
		need = append(need, workplace{u.Code, post})
	}
	for _, s := range it.Procedure.Steps {
		find(s.Unit, s.Post)
		for _, b := range s.Beside {
			find(b.Unit, org.Review)
		}
	}
	return need, lost
}

// checkPeople: two administrators, who look after each other's rights; a supervisor; and a head
// where decisions are taken, who alone extends (许可法42).
func (h *Hall) checkPeople() (faults []Fault) {
	dir, today := h.Directory(), h.Today()
	administrators, supervisors := 0, 0
	decides, headed := map[string]bool{}, map[string]bool{}
	for _, s := range dir.People() {
		held := dir.HoldingsOf(s.No, today)
		for _, o := range held {
			switch o.Post {
			case org.Administrator:
				administrators++
			case org.Supervisor:
				supervisors++
			case org.Approval:
				decides[o.Unit] = true
				headed[o.Unit] = headed[o.Unit] || o.Head
			}
		}
	}
	if administrators < 2 {
		faults = append(faults, Fault{Code: "oneAdministrator", Grave: administrators == 0, N: administrators})
	}
	if supervisors == 0 {
		faults = append(faults, Fault{Code: "noSupervisor"})
	}
	for unit := range decides {
		if !headed[unit] {
			faults = append(faults, Fault{Code: "noHead", Unit: unit})
		}
	}
	slices.SortFunc(faults, func(a, b Fault) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Unit, b.Unit)) })
	return faults
}

// checkUnits: whoever receives people tells where and by which phone.
func (h *Hall) checkUnits() (faults []Fault) {
	dir, today := h.Directory(), h.Today()
	unverified := 0
	for _, c := range dir.Centres(today) {
		switch {
		case c.ToVerify:
			unverified++
		case c.Phone == "":
			faults = append(faults, Fault{Code: "centrePhone", Unit: c.Unit})
		}
	}
	if unverified > 0 {
		faults = append(faults, Fault{Code: "centreUnverified", N: unverified})
	}
	silent := 0
	for _, u := range dir.Units(today) {
		if u.Kind == org.Department && u.Level == org.District && u.Phone == "" {
			silent++
		}
	}
	if silent > 0 {
		faults = append(faults, Fault{Code: "unitPhone", N: silent})
	}
	return faults
}

// soonDays is how early the end of an authorisation is announced.
const soonDays = 30

// checkStationings tells of authorisations that end soon: the day after, the centre's staff may
// no longer act for the body.
func (h *Hall) checkStationings() (faults []Fault) {
	snap := h.Directory().Stationings()
	today := h.Today()
	for _, s := range snap {
		if !s.To.IsZero() && s.To >= today && s.To < today.Add(soonDays) {
			faults = append(faults, Fault{Code: "stationingEnds", Unit: s.Body, Text: s.Paper + " " + s.To.String()})
		}
	}
	return faults
}

// announced is the month in which the State Council announces next year's holidays.
const announced = 11

// checkCalendar: due days of a year whose holidays are not known may still move.
func (h *Hall) checkCalendar() []Fault {
	year, month, _ := h.Today().Civil()
	last := h.Calendar().LastYear()
	switch {
	case last < year:
		return []Fault{{Code: "calendarMissing", Grave: true, N: year}}
	case last == year && month >= announced:
		return []Fault{{Code: "calendarMissing", N: year + 1}}
	}
	return nil
}

// checkSetup looks at how the process was started.
func (h *Hall) checkSetup(s Setup) (faults []Fault) {
	add := func(wrong bool, f Fault) {
		if wrong {
			faults = append(faults, f)
		}
	}
	add(s.Demo, Fault{Code: "demo", Grave: true})
	add(!s.Secure && !s.Demo, Fault{Code: "insecure", Grave: true})
	add(s.Site == "", Fault{Code: "noSite"})
	add(s.Scan == "", Fault{Code: "noScan"})
	add(s.Reconsider == "", Fault{Code: "noReconsider"})
	add(h.Press == nil, Fault{Code: "noPress"})
	add(s.Mail == "", Fault{Code: "noMail"})
	add(s.SMS == "", Fault{Code: "noSMS"})
	add(openWay(s.Mail, "smtp", "tls=none"), Fault{Code: "mailOpen", Grave: true, Text: s.Mail})
	add(openWay(s.SMS, "http", ""), Fault{Code: "smsOpen", Grave: true, Text: s.SMS})
	add(strings.HasPrefix(s.SMS, "log:") && !s.Demo, Fault{Code: "smsToFile", Grave: true, Text: s.SMS})
	add(s.Mail != "" && len(h.Couriers.Digest) == 0, Fault{Code: "noDigest"})
	if info, err := os.Stat(s.Secret); err == nil && info.Mode().Perm()&0o077 != 0 {
		add(true, Fault{Code: "secretOpen", Grave: true, Text: s.Secret})
	}
	return append(faults, h.checkBackups(s.Backups)...)
}

// stale is how old the newest copy may be.
const stale = period.Instant(26 * 60 * 60 * 1000) // nightly, and two hours for the copying

func (h *Hall) checkBackups(folder string) []Fault {
	if folder == "" {
		return []Fault{{Code: "backupUnknown"}}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return []Fault{{Code: "backupUnreadable", Grave: true, Text: folder}}
	}
	newest := period.Instant(0)
	for _, e := range entries {
		if info, err := os.Stat(filepath.Join(folder, e.Name())); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
			newest = max(newest, period.Instant(info.ModTime().UnixMilli()))
		}
	}
	switch age := h.Now() - newest; {
	case newest == 0:
		return []Fault{{Code: "backupNone", Grave: true, Text: folder}}
	case age > stale:
		return []Fault{{Code: "backupOld", Grave: true, Text: folder, N: int(age / (60 * 60 * 1000))}}
	}
	return nil
}

// checkAccounts: staff who hold a post and can't sign in, and passwords of the demonstration.
func (h *Hall) checkAccounts(ctx context.Context) (faults []Fault, err error) {
	dir, today := h.Directory(), h.Today()
	without := 0
	for _, s := range dir.People() {
		posts := dir.PostsOf(s.No, today)
		if len(posts) == 0 {
			continue
		}
		hash, _, err := h.Store.Credential(ctx, s.No)
		if errors.Is(err, store.ErrNotFound) {
			without++
			continue
		}
		if err != nil {
			return nil, err
		}
		if !slices.Contains(posts, org.Administrator) {
			continue
		}
		if passwordFits(hash, DemoPassword) {
			faults = append(faults, Fault{Code: "demoPassword", Grave: true, Text: s.No})
		}
		if has, err := h.HasSecondStep(ctx, s.No); err != nil {
			return nil, err
		} else if !has {
			faults = append(faults, Fault{Code: "oneStep", Text: s.No})
		}
	}
	if without > 0 {
		faults = append(faults, Fault{Code: "noAccount", N: without})
	}
	return faults, nil
}

// checkSeals: what decides must have a seal in use, or its documents go out without one.
func (h *Hall) checkSeals(ctx context.Context) (faults []Fault, err error) {
	if h.Seals == nil || h.Seals.Demo {
		return nil, nil
	}
	if h.Seals.Password == nil {
		faults = append(faults, Fault{Code: "noSealing"})
	}
	register, err := h.SealRegister(ctx)
	if err != nil {
		return nil, err
	}
	sealed := map[string]bool{}
	for _, e := range register {
		if e.State() == seal.Active {
			sealed[e.Unit] = true
		}
	}
	without := map[string]bool{}
	for at := range h.manned() {
		if at.post == org.Approval && !sealed[at.unit] {
			without[at.unit] = true
		}
	}
	if len(without) > 0 {
		faults = append(faults, Fault{Code: "noSeal", N: len(without)})
	}
	return faults, nil
}

// lateJobs is how much due work may wait before something is wrong.
const lateJobs = 1000

func (h *Hall) checkJobs(ctx context.Context) (faults []Fault, err error) {
	dead, err := h.Store.DeadJobs(ctx, 0, 1000)
	if err != nil {
		return nil, err
	}
	if len(dead) > 0 {
		faults = append(faults, Fault{Code: "deadJobs", Grave: true, N: len(dead)})
	}
	waiting, err := h.Store.JobsWaiting(ctx, h.Now())
	if waiting > lateJobs {
		faults = append(faults, Fault{Code: "jobsWait", N: waiting})
	}
	return faults, err
}
