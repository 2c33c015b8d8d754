package scenario

import (
	"yimen/store"
)

// alarmDeeds are what is done about alarms (预警).
var alarmDeeds = []ledgerDeed{
	{"生成预警", func(*args) func(entry) error {
		return func(e entry) error { return e.RaiseAlarms(e.ctx()) }
	}},
	{"说明预警", stepAlarm(store.AlarmExplained)},
	{"申诉预警", stepAlarm(store.AlarmObjected)},
	{"维持预警", stepAlarm(store.AlarmUpheld)},
	{"核销预警", stepAlarm(store.AlarmDismissed)},
}

func stepAlarm(to store.AlarmState) func(*args) func(entry) error {
	return func(a *args) func(entry) error {
		kind, text := choose(a, "预警", alarmWords), a.text("内容")
		return func(e entry) error {
			alarm, err := e.alarm(kind)
			if err != nil {
				return err
			}
			return e.StepAlarm(e.ctx(), alarm.ID, to, text, e.who.No)
		}
	}
}

// alarm is the newest alarm about the case of a kind; of any kind when none is named.
func (e entry) alarm(kind store.AlarmKind) (found store.Alarm, err error) {
	all, err := e.alarms()
	for _, a := range all {
		if kind == "" || a.Kind == kind {
			found = a
		}
	}
	if err == nil && found.ID == 0 {
		err = faultf("本办件没有这样的预警")
	}
	return found, err
}

// alarms are those about the case, the oldest first.
func (e entry) alarms() (all []store.Alarm, err error) {
	for after := int64(0); ; {
		list, err := e.Store.AlarmsSince(e.ctx(), 0, after, 500)
		if err != nil || len(list) == 0 {
			return all, err
		}
		for _, a := range list {
			if a.CaseID == e.c.ID {
				all = append(all, a)
			}
		}
		after = list[len(list)-1].ID
	}
}

// alarmChecks look at the alarms about the case.
var alarmChecks = []ledgerCheck{
	{"预警", func(e entry) (string, error) {
		all, err := e.alarms()
		var said []string
		for _, a := range all {
			said = append(said, say(alarmWords, a.Kind)+":"+say(alarmStates, a.State))
		}
		return joined(said), err
	}},
}
