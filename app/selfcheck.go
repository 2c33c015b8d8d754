package app

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
)

// Fault (配置问题) is one thing wrong with the configuration. Code finds the sentence that says
// what, and the one that mends it.
type Fault struct {
	Code  string
	Grave bool     // people are turned away, or the hall is not safe
	Units []string // codes of the units that it is so of
	Posts []org.Post
	Text  string // an item, a rule, a 工号, a file: what it is about
	N     int    // how many
}

// SelfCheck (自检) finds what is wrong with the configuration, the grave first.
func (h *Hall) SelfCheck(ctx context.Context, s Setup) ([]Fault, error) {
	all := slices.Concat(h.checkRoads(), h.checkPeople(), h.checkUnits(), h.checkStationings(), h.checkCalendar(), h.checkSetup(s), h.checkServices(ctx, s))
	for _, check := range []func(context.Context) ([]Fault, error){h.checkAccounts, h.checkSecrets, h.checkSeals, h.checkJobs, h.checkMessages, h.checkTerminals} {
		more, err := check(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	all = gathered(all)
	slices.SortStableFunc(all, func(a, b Fault) int { return cmp.Compare(order(a), order(b)) })
	return all, nil
}

// gathered makes one of the faults that differ in nothing but their units.
func gathered(all []Fault) (list []Fault) {
	for _, f := range all {
		i := slices.IndexFunc(list, func(o Fault) bool {
			return len(f.Units) > 0 && o.Code == f.Code && slices.Equal(o.Posts, f.Posts) && o.Text == f.Text && o.N == f.N
		})
		if i < 0 {
			list = append(list, f)
			continue
		}
		list[i].Units = append(list[i].Units, f.Units...)
	}
	return list
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
		return cmp.Or(cmp.Compare(a.Code, b.Code), -cmp.Compare(a.N, b.N), slices.Compare(a.Units, b.Units), slices.Compare(a.Posts, b.Posts), cmp.Compare(a.Text, b.Text))
	})
	return faults
}

// emptyPosts tells of posts that items need and nobody holds: those of a unit together.
func (h *Hall) emptyPosts(empty map[workplace]map[string]bool) (faults []Fault) {
	posts, stopped := map[string][]org.Post{}, map[string]map[string]bool{}
	for at, items := range empty {
		posts[at.unit] = append(posts[at.unit], at.post)
		for code := range items {
			note(stopped, at.unit, code)
		}
	}
	for unit, list := range posts {
		slices.Sort(list)
		f := Fault{Code: "postEmpty", Units: []string{unit}, Posts: list, N: len(stopped[unit]), Grave: true}
		if u, ok := h.Directory().Unit(unit, h.Today()); ok && u.Level == org.Community { // its street serves its people too
			f.Code, f.N, f.Grave = "communityEmpty", 0, false
		}
		faults = append(faults, f)
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
			faults = append(faults, Fault{Code: "noHead", Units: []string{unit}})
		}
	}
	slices.SortFunc(faults, func(a, b Fault) int { return cmp.Or(cmp.Compare(a.Code, b.Code), slices.Compare(a.Units, b.Units)) })
	return faults
}

// checkAccounts: staff who hold a post and can't sign in, and passwords of the demonstration.
func (h *Hall) checkAccounts(ctx context.Context) (faults []Fault, err error) {
	dir, today := h.Directory(), h.Today()
	without := 0
	var open, single []string
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
			open = append(open, s.No)
		}
		if has, err := h.HasSecondStep(ctx, s.No); err != nil {
			return nil, err
		} else if !has {
			single = append(single, s.No)
		}
	}
	if len(open) > 0 {
		faults = append(faults, Fault{Code: "demoPassword", Grave: true, Text: strings.Join(open, ", ")})
	}
	if len(single) > 0 {
		faults = append(faults, Fault{Code: "oneStep", Text: strings.Join(single, ", ")})
	}
	if without > 0 {
		faults = append(faults, Fault{Code: "noAccount", N: without})
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
