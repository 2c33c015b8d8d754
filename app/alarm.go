package app

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/core/watch"
	"yimen/store"
)

// alarmRule: the notice's supervision; alarms are explained, objected to, upheld or dismissed.
const alarmRule = "通知三(三)"

// alarmBatch is how many rows one look takes.
const alarmBatch = 500

// RaiseAlarms (预警) raises what the clock shows today: lights, demands without a
// reply, and poor ratings and complaints that nobody answered.
// What was raised before stays as it is, whatever became of it.
func (h *Hall) RaiseAlarms(ctx context.Context) error {
	if err := errors.Join(h.raiseLights(ctx), h.raiseRatings(ctx), h.raiseComplaints(ctx)); err != nil {
		return err
	}
	if err := h.TellAlarms(ctx); err != nil {
		return err
	}
	today, after := h.Today(), store.Demand{}
	for {
		late, err := h.Store.Unanswered(ctx, today, after, alarmBatch)
		if err != nil || len(late) == 0 {
			return err
		}
		var list []store.Alarm
		for _, d := range late {
			list = append(list, store.Alarm{CaseID: d.CaseID, Kind: store.AlarmEscalated, Seq: d.Seq, Day: d.Due, Rule: alarmRule, Unit: d.Unit, Item: d.Item})
		}
		if err := h.raise(ctx, list); err != nil {
			return err
		}
		after = late[len(late)-1]
	}
}

func (h *Hall) raiseLights(ctx context.Context) error {
	var after store.Place
	today := h.Today()
	for {
		lit, err := h.Store.Lit(ctx, today, after, alarmBatch)
		if err != nil || len(lit) == 0 {
			return err
		}
		var list []store.Alarm
		for _, w := range lit {
			a := store.Alarm{CaseID: w.CaseID, Code: string(w.Post), Unit: w.Unit, Item: w.Item, Rule: alarmRule}
			switch w.Light(today) {
			case casework.Purple:
				a.Kind, a.Day = store.AlarmPurple, w.Last
			case casework.Red:
				a.Kind, a.Day = store.AlarmRed, w.Due
			default:
				a.Kind, a.Day = store.AlarmYellow, w.YellowOn
			}
			list = append(list, a)
		}
		if err := h.raise(ctx, list); err != nil {
			return err
		}
		after = lit[len(lit)-1].Place()
	}
}

// RaiseFinding (监察异常) makes alarms of findings of the re-checker: what is odd or breaks a
// rule. What is merely late has its light.
func (h *Hall) RaiseFinding(ctx context.Context, f Found) error {
	kind := map[watch.Severity]store.AlarmKind{watch.Odd: store.AlarmOdd, watch.Broken: store.AlarmBroken}[f.Severity]
	if kind == "" || f.Case == 0 { // of a register: its keepers are told by the audit that it was tampered with
		return nil
	}
	return h.raise(ctx, []store.Alarm{{CaseID: f.Case, Kind: kind, Code: f.Code, Seq: f.Seq, Args: f.Args, Rule: f.Rule, Unit: f.Unit, Item: f.Item}})
}

func (h *Hall) raise(ctx context.Context, list []store.Alarm) error {
	now := h.Now()
	for i := range list {
		list[i].ID, list[i].Raised = store.NewID(now), now
	}
	return h.Store.RaiseAlarms(ctx, list)
}

// unitOf is the unit in whose name the fact of a finding was done, or that holds the case.
func unitOf(w store.Whole, seq int) string {
	var f struct {
		Right org.Right `json:"right"`
	}
	if seq >= 1 && seq <= len(w.Facts) && json.Unmarshal(w.Facts[seq-1].Body, &f) == nil && f.Right.Body() != "" {
		return f.Right.Body()
	}
	return w.Unit()
}

// Overseen are the units over which somebody watches today.
func (h *Hall) Overseen(staff string) []string {
	dir, today := h.Directory(), h.Today()
	var units []string
	for _, u := range dir.Units(today) {
		r, ok := dir.May(org.Actor{Kind: org.ByStaff, No: staff}, org.Chase, org.Target{Unit: u.Code, On: today})
		if ok && r.Post == org.Supervisor {
			units = append(units, u.Code)
		}
	}
	return units
}

// WorksAt are the units for which somebody works today, in whatever post.
func (h *Hall) WorksAt(staff string) []string {
	var units []string
	for _, s := range h.Seats(staff) {
		if !slices.Contains(units, s.Unit) {
			units = append(units, s.Unit)
		}
	}
	return units
}

// AlarmRole is what somebody may do to an alarm.
type AlarmRole struct {
	Answers bool // explain it, or object
	Decides bool // uphold or dismiss it
}

// AlarmRole tells what somebody may do to an alarm as it stands: who works for the unit answers
// once; who watches over the unit, doesn't work there and did not answer decides. ErrNoRight to
// whom it is none of his business.
func (h *Hall) AlarmRole(ctx context.Context, a store.Alarm, staff string) (AlarmRole, error) {
	works, over := slices.Contains(h.WorksAt(staff), a.Unit), slices.Contains(h.Overseen(staff), a.Unit)
	within := a.OfWatch() && h.watchesIn(staff, a.Unit)
	if !works && !over && !within {
		return AlarmRole{}, ErrNoRight
	}
	steps, err := h.Store.AlarmSteps(ctx, a.ID)
	if err != nil {
		return AlarmRole{}, err
	}
	answered := slices.ContainsFunc(steps, func(s store.AlarmStep) bool { return s.By == staff })
	open := a.State != store.AlarmUpheld && a.State != store.AlarmDismissed
	if a.OfWatch() {
		second := within && !answered && a.State != store.AlarmRaised && !h.watchedApart(a.Unit)
		return AlarmRole{Answers: within && a.State == store.AlarmRaised, Decides: open && (over && !within || second)}, nil
	}
	return AlarmRole{Answers: works && a.State == store.AlarmRaised, Decides: over && !works && !answered && open}, nil
}

// watchesIn tells whether somebody does the watching (监察) of a unit, or leads it: what is late there
// is his to explain. Another office that watches over it decides; where there is none, the second
// of the same office does, who did not explain it.
func (h *Hall) watchesIn(staff, unit string) bool {
	dir, today := h.Directory(), h.Today()
	held := dir.HoldingsOf(staff, today)
	for _, s := range dir.StandsIn(staff, today) {
		held = append(held, dir.HoldingsOf(s.Absent, today)...)
	}
	return slices.ContainsFunc(held, func(o org.Holding) bool { return o.Unit == unit && (o.Head || o.Post == org.Supervisor) })
}

// watchedApart tells whether anybody outside of a unit watches over it.
func (h *Hall) watchedApart(unit string) bool { return h.watcher(unit) != unit }

// StepAlarm explains, objects to, upholds or dismisses an alarm. Nothing is dismissed that the
// unit said nothing to.
func (h *Hall) StepAlarm(ctx context.Context, id int64, state store.AlarmState, text, staff string) error {
	a, err := h.Store.Alarm(ctx, id)
	if err != nil {
		return err
	}
	role, err := h.AlarmRole(ctx, a, staff)
	if err != nil {
		return err
	}
	answer := state == store.AlarmExplained || state == store.AlarmObjected
	decision := state == store.AlarmUpheld || state == store.AlarmDismissed
	switch {
	case !answer && !decision:
		return casework.Invalid{{Field: "state", Code: "choose"}}
	case answer && !role.Answers || decision && !role.Decides:
		return casework.Refusal{Code: "alarmClosed", Rule: alarmRule}
	case state == store.AlarmDismissed && a.State == store.AlarmRaised:
		return casework.Refusal{Code: "alarmUnanswered", Rule: alarmRule}
	}
	if text == "" {
		return casework.Invalid{{Field: "text", Code: "required", Rule: alarmRule}}
	}
	err = h.Store.StepAlarm(ctx, a, store.AlarmStep{At: h.Now(), State: state, By: staff, Text: text})
	if errors.Is(err, store.ErrConflict) {
		return casework.Refusal{Code: "alarmClosed", Rule: alarmRule}
	}
	return err
}

// chased is what lists keep of a demand or a reply (督办).
func chased(next casework.Case, f casework.Fact) []store.Stmt {
	on := f.At.Date()
	switch a := f.Body.(type) {
	case casework.Chase:
		return []store.Stmt{store.PutChase(store.Demand{CaseID: next.ID, Seq: f.Seq, Unit: a.Unit, Issued: on, Due: a.Due})}
	case casework.AnswerChase:
		return []store.Stmt{store.AnswerChase(next.ID, f.Right.Body(), on)}
	}
	return nil
}

// Escalated tells whether a demand's day is over without a reply.
func Escalated(d store.Demand, today period.Date) bool { return d.Answered == 0 && today > d.Due }
