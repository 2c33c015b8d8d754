package casework

import (
	"cmp"
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

// Light (灯色) tells at a glance how a limit stands (rules §4).
type Light string

// The lights.
const (
	Green  Light = "green"  // 绿: time enough
	Yellow Light = "yellow" // 黄: near the promised end
	Red    Light = "red"    // 红: past the promise
	Purple Light = "purple" // 紫: past the statutory limit
	Grey   Light = "grey"   // 灰: the clock stands
)

// Task (待办) is the open work a case makes: whose turn, and the days on which its light
// changes. A case with nobody's turn in the hall makes none.
type Task struct {
	Unit     string
	Post     org.Post
	YellowOn period.Date // first day it is yellow
	Due      period.Date // last day before red
	Last     period.Date // last day before purple; zero = no purple
	Since    period.Date
	Waiting  bool // grey: waits for the applicant (supplement, originals) or an Article 45 procedure

	For org.Act // what a case waits for once its result is served; empty before, where the post says it
}

// Light is the task's light on a day.
func (t Task) Light(today period.Date) Light {
	switch {
	case t.Waiting:
		return Grey
	case !t.Last.IsZero() && today > t.Last:
		return Purple
	case today > t.Due:
		return Red
	case today >= t.YellowOn:
		return Yellow
	}
	return Green
}

// Open derives the open work of a case that comes first; ok is false when nobody in the hall
// has a turn.
func Open(c Case, env Env) (t Task, ok bool) {
	all := Work(c, env)
	if len(all) == 0 {
		return Task{}, false
	}
	return all[0], true
}

// Work derives all open work of a case: whose turn it is, then the bodies beside; of a closed one
// what it leaves.
func Work(c Case, env Env) []Task {
	if c.State() == Closed {
		return c.afterTasks(env)
	}
	t, ok := c.turnTask(env)
	if !ok {
		return nil
	}
	var all []Task
	if c.SaidOn.IsZero() {
		all = append(all, t)
	}
	for _, p := range c.Parts {
		if c.waitsFor(p) {
			all = append(all, t.beside(p, c, env))
		}
	}
	return all
}

// beside is the work of a body beside the step, within the limits of the whole case.
func (t Task) beside(p Part, c Case, env Env) Task {
	t.Unit, t.Post, t.Since = p.Unit, org.Review, p.Since
	if !t.Waiting {
		t.limit(c.Promised(env.Item), env)
		t.before(c.renewalClock(), env)
		t.late(c.part(p, env.Item), env)
	}
	return t
}

// late turns the light yellow once the limit of a step is over though the case is in time.
func (t *Task) late(step period.Clock, env Env) {
	if over := env.Cal.Due(step).On + 1; over > 1 {
		t.YellowOn = min(t.YellowOn, over)
	}
}

// turnTask is the work of whose turn it is.
func (c Case) turnTask(env Env) (t Task, ok bool) {
	t = Task{Unit: c.Unit(), Post: c.turn(), Since: c.StepOn}
	switch c.State() {
	case Received:
		t.limit(c.acceptance(env.Rules), env)
		t.Last = t.Due
	case Supplementing:
		t.Waiting = true
		t.limit(c.answerBy(env.Rules), env)
	case Reviewing, Approving, Suspended:
		t.examination(c, env)
	case Granted, Denied, Issuing, Delivered:
		if !c.hasIssuing() { // nothing is made out: the result is handed over where it began
			t.Unit, t.Post = c.AcceptUnit, org.Acceptance
		}
		if c.State() == Delivered {
			t.For = org.Conclude
			t.limit(c.conclusion(), env)
		} else if t.limit(c.delivery(env.Rules), env); c.Decision.Granted {
			t.Last = t.Due // of a denial the law names no limit
		}
		if env.Item.Quick || c.OnSpot { // 即办: not only decided but closed the same day
			t.limit(c.Promised(env.Item), env)
		}
	default:
		return Task{}, false
	}
	return t, true
}

// afterTasks is the work that a closed case leaves, what is due first before the rest; of one day the
// service, for what is decided takes effect by it.
func (c Case) afterTasks(env Env) (all []Task) {
	for _, left := range []func(Env) (Task, bool){c.exitTask, c.inspectionTask, c.cancelTask} {
		if t, ok := left(env); ok {
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b Task) int { return cmp.Compare(a.Due, b.Due) })
	return all
}

// examination sets the days of work between acceptance and decision.
func (t *Task) examination(c Case, env Env) {
	t.Waiting = c.State() == Suspended
	if c.waitsForOriginals(env.Item) {
		t.Waiting = true
		t.limit(c.originalsClock(env.Item), env)
		t.before(c.renewalClock(), env)
		return
	}
	t.limit(c.Promised(env.Item), env)
	t.Last = env.Cal.Due(c.Statutory(env.Item)).On
	t.before(c.renewalClock(), env)
	if !t.Waiting {
		t.late(c.step(env.Item), env)
	}
}

// before holds the work to the end of the licence that is to be renewed, where that comes first:
// the decision has to come before it (许可法50(2)), whatever was promised, and though another
// procedure holds the other limits.
func (t *Task) before(end period.Clock, env Env) {
	last := env.Cal.Due(end).On
	if last.IsZero() {
		return
	}
	if t.Last.IsZero() || last < t.Last {
		t.Last = last
	}
	if t.Due.IsZero() || last <= t.Due {
		t.Waiting = false
		t.limit(end, env)
		return
	}
	var ending Task
	ending.limit(end, env)
	t.YellowOn = min(t.YellowOn, ending.YellowOn)
}

// limit sets due and yellow: yellow from the day on which no more than one working day or
// a tenth of the limit is left, or what the place has set (rules §4).
func (t *Task) limit(k period.Clock, env Env) {
	t.Due = env.Cal.Due(k).On
	left := max(env.Rules.YellowDays, k.Limit.N*env.Rules.YellowPercent/100)
	if k.Limit.Unit == period.WorkingDay || !k.Ends.IsZero() { // before a day that is set, people work on working days only
		t.YellowOn = env.Cal.AddWorking(t.Due, -left)
	} else {
		t.YellowOn = t.Due.Add(-left)
	}
}

// ClockLight is the light of one clock today: for a clock that was stopped in time or
// late, of the day it was stopped. Past the promise is red, past the law purple.
func (c Case) ClockLight(r Running, env Env) Light {
	on := r.Done
	if on.IsZero() {
		on = env.today()
		if c.openStop() != nil && c.stands(r.Name) {
			return Grey
		}
	}
	var t Task
	t.limit(r.Clock, env)
	if c.byLaw(r.Name) {
		t.Last = t.Due
	}
	light := t.Light(on)
	switch {
	case !r.Done.IsZero() && on <= t.Due:
		return Green
	case light == Red && (r.Name == StepClock || r.Name == BesideClock) && on <= env.Cal.Due(c.Promised(env.Item)).On:
		return Yellow // the post is over its time, the case is not
	}
	return light
}

// byLaw tells whether a law itself sets the limit of a clock, so that past it is purple, as in the queue:
// what was granted is to be handed over by 许可法44; of a denial the law names no limit.
func (c Case) byLaw(name ClockName) bool {
	if name == DeliveryClock {
		return c.Decision.Granted
	}
	return slices.Contains([]ClockName{AcceptanceClock, StatutoryClock, RenewalClock, InspectionClock}, name)
}

// Light is the light of a clock beside any case, as of its day: red past its limit.
func (r Running) Light(cal *period.Calendar, rules Rules, today period.Date) Light {
	on := cmp.Or(r.Done, today)
	var t Task
	t.limit(r.Clock, Env{Cal: cal, Rules: rules})
	if !r.Done.IsZero() && on <= t.Due {
		return Green
	}
	return t.Light(on)
}

// stands tells whether a clock stands during a procedure of Article 45.
func (c Case) stands(name ClockName) bool {
	return slices.Contains([]ClockName{PromisedClock, StatutoryClock, StepClock, BesideClock}, name)
}
