package store

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"yimen/core/casework"
	"yimen/core/period"
)

// Alarm (预警) is something that supervisors have to look at: a light, a reply that did not
// come, or a finding of the re-checker. What it says never changes; State does, with each Step.
type Alarm struct {
	ID          int64
	CaseID      int64
	CaseNo      string
	Complaint   int64 // it is about one and about no case; 0 = none
	ComplaintNo string
	Raised      period.Instant
	Kind        AlarmKind
	Code        string      // of a light the post, of a rating or complaint the clock, of a finding its code
	Seq         int         // the fact it is about; 0 = none
	Day         period.Date // the day that was missed; 0 = none
	Args        []string    // of a finding
	Rule        string
	Unit        string // whose work it is
	Item        string
	State       AlarmState
	Steps       int
}

// AlarmKind (预警种类) is what raised it.
type AlarmKind string

// The kinds.
const (
	AlarmYellow    AlarmKind = "yellow"    // 黄灯
	AlarmRed       AlarmKind = "red"       // 红灯
	AlarmPurple    AlarmKind = "purple"    // 紫灯
	AlarmEscalated AlarmKind = "escalated" // 督办逾期未反馈
	AlarmOdd       AlarmKind = "odd"       // 异常
	AlarmBroken    AlarmKind = "broken"    // 违反规定
)

// AlarmKinds are all of them, the gravest first.
var AlarmKinds = []AlarmKind{AlarmBroken, AlarmPurple, AlarmRed, AlarmEscalated, AlarmOdd, AlarmYellow}

// AlarmState (预警状态) is how far it is settled.
type AlarmState string

// The states: the unit explains or objects, then somebody else decides.
const (
	AlarmRaised    AlarmState = "raised"    // 待说明
	AlarmExplained AlarmState = "explained" // 已说明
	AlarmObjected  AlarmState = "objected"  // 已申诉
	AlarmUpheld    AlarmState = "upheld"    // 维持
	AlarmDismissed AlarmState = "dismissed" // 核销
)

// AlarmStates are all of them.
var AlarmStates = []AlarmState{AlarmRaised, AlarmObjected, AlarmExplained, AlarmUpheld, AlarmDismissed}

// AlarmStep (预警处理) is what somebody said to an alarm, and what it became by that.
type AlarmStep struct {
	N     int
	At    period.Instant
	State AlarmState
	By    string // 工号
	Text  string
}

// OfRating tells whether it is about the call back or the reply of a poor rating (差评).
func (a Alarm) OfRating() bool {
	return a.Code == string(casework.CallClock) || a.Code == string(casework.ReplyClock)
}

// OfWatch tells whether it is about what supervisors themselves have to do in time: it is not about
// the work of the unit on the case.
func (a Alarm) OfWatch() bool { return a.OfRating() || a.Complaint != 0 }

// RaiseAlarms keeps alarms; one that was raised before is left as it is.
func (s *Store) RaiseAlarms(ctx context.Context, alarms []Alarm) error {
	var plan Plan
	for _, a := range alarms {
		args, err := json.Marshal(a.Args)
		if err != nil {
			return err
		}
		plan = append(plan, Stmt{SQL: `INSERT INTO alarm (id, case_id, raised, seq, day, steps, kind, code, args, rule, unit, item, complaint, state)
VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10, $11, $12, 'raised') ON CONFLICT (case_id, complaint, seq, day, kind, code, unit) DO NOTHING`,
			Args: []any{a.ID, a.CaseID, int64(a.Raised), a.Seq, int(a.Day), string(a.Kind), a.Code, string(args), a.Rule, a.Unit, a.Item, a.Complaint}})
	}
	if len(plan) == 0 {
		return nil
	}
	return s.db.write(ctx, plan)
}

// StepAlarm writes down a step over the alarm as it was read: somebody who was first is a conflict.
func (s *Store) StepAlarm(ctx context.Context, a Alarm, step AlarmStep) error {
	return s.db.write(ctx, Plan{
		{SQL: `UPDATE alarm SET state = $1, steps = steps + 1 WHERE id = $2 AND steps = $3 AND state NOT IN ('upheld', 'dismissed')`,
			Args: []any{string(step.State), a.ID, a.Steps}, Rows: 1},
		{SQL: `INSERT INTO alarm_step (alarm, at, n, state, by_no, text) VALUES ($1, $2, $3, $4, $5, $6)`,
			Args: []any{a.ID, int64(step.At), a.Steps + 1, string(step.State), step.By, step.Text}},
	})
}

// AlarmSteps reads what was said to an alarm, in order.
func (s *Store) AlarmSteps(ctx context.Context, alarm int64) ([]AlarmStep, error) {
	var list []AlarmStep
	err := s.db.query(ctx, `SELECT n, at, state, by_no, text FROM alarm_step WHERE alarm = $1 ORDER BY n`, []any{alarm}, func(r Row) error {
		var x AlarmStep
		var at int64
		var state string
		err := r.Scan(&x.N, &at, &state, &x.By, &x.Text)
		x.At, x.State = period.Instant(at), AlarmState(state)
		list = append(list, x)
		return err
	})
	return list, err
}

const selectAlarm = `SELECT a.id, a.case_id, COALESCE(c.no, ''), a.raised, a.kind, a.code, a.seq, a.day, a.args, a.rule, a.unit, a.item, a.state, a.steps, a.complaint, COALESCE(p.no, '')
FROM alarm a LEFT JOIN cases c ON c.id = a.case_id LEFT JOIN complaint p ON p.id = a.complaint `

// Alarm reads one alarm, or ErrNotFound.
func (s *Store) Alarm(ctx context.Context, id int64) (Alarm, error) {
	list, err := s.alarms(ctx, selectAlarm+`WHERE a.id = $1`, id)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Alarm{}, err
	}
	return list[0], nil
}

// AlarmsOf lists alarms of some units, newest first, at most limit of them before one; 0 is the
// beginning. An empty kind or state is any.
func (s *Store) AlarmsOf(ctx context.Context, units []string, kind AlarmKind, state AlarmState, before int64, limit int) ([]Alarm, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	in, args := among(units, []any{before, limit, string(kind), string(state)})
	return s.alarms(ctx, selectAlarm+`WHERE a.unit IN (`+in+`) AND a.id < $1 AND ($3 = '' OR a.kind = $3) AND ($4 = '' OR a.state = $4)
ORDER BY a.id DESC LIMIT $2`, args...)
}

// AlarmsSince reads those raised since an instant, oldest first, at most limit above an id.
func (s *Store) AlarmsSince(ctx context.Context, since period.Instant, after int64, limit int) ([]Alarm, error) {
	return s.alarms(ctx, selectAlarm+`WHERE a.id > $1 AND a.raised >= $2 ORDER BY a.id LIMIT $3`, max(after, firstID(since)), int64(since), limit)
}

// SteppedAlarms reads those that somebody said something to, or that stand as if he had, after one.
func (s *Store) SteppedAlarms(ctx context.Context, after int64, limit int) ([]Alarm, error) {
	return s.alarms(ctx, selectAlarm+`WHERE a.id > $1 AND (a.steps > 0 OR a.state <> 'raised') ORDER BY a.id LIMIT $2`, after, limit)
}

// AlarmCount is how many alarms of a kind are in a state.
type AlarmCount struct {
	Kind  AlarmKind
	State AlarmState
	N     int
}

// CountAlarms counts the alarms of some units by kind and state.
func (s *Store) CountAlarms(ctx context.Context, units []string) ([]AlarmCount, error) {
	in, args := among(units, nil)
	var list []AlarmCount
	err := s.db.query(ctx, `SELECT kind, state, COUNT(*) FROM alarm WHERE unit IN (`+in+`) GROUP BY kind, state`, args, func(r Row) error {
		var kind, state string
		var n int64
		err := r.Scan(&kind, &state, &n)
		list = append(list, AlarmCount{AlarmKind(kind), AlarmState(state), int(n)})
		return err
	})
	return list, err
}

// among makes the places of a list in a statement, after those of args; of an empty one there is
// none.
func among[S ~string](list []S, args []any) (string, []any) {
	var places []string
	for _, s := range list {
		args = append(args, string(s))
		places = append(places, "$"+strconv.Itoa(len(args)))
	}
	if len(places) == 0 {
		return "''", args
	}
	return strings.Join(places, ", "), args
}

func (s *Store) alarms(ctx context.Context, sql string, args ...any) ([]Alarm, error) {
	var list []Alarm
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var a Alarm
		var raised, seq, day, steps int64
		var kind, said, state string
		if err := r.Scan(&a.ID, &a.CaseID, &a.CaseNo, &raised, &kind, &a.Code, &seq, &day, &said, &a.Rule, &a.Unit, &a.Item, &state, &steps, &a.Complaint, &a.ComplaintNo); err != nil {
			return err
		}
		a.Raised, a.Seq, a.Day, a.Steps, a.Kind, a.State = period.Instant(raised), int(seq), period.Date(day), int(steps), AlarmKind(kind), AlarmState(state)
		list = append(list, a)
		return json.Unmarshal([]byte(said), &list[len(list)-1].Args)
	})
	return list, err
}
