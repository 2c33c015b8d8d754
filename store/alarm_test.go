package store_test

import (
	"testing"

	"yimen/store"
)

// TestAlarmsAreKept: whoever holds the database can't make an alarm go away, nor change what was
// said to it, nor settle it anew.
func TestAlarmsAreKept(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		save(t, s, filed(t, 1))
		alarm := store.Alarm{ID: 7, CaseID: 1, Raised: now, Kind: store.AlarmRed, Code: "review", Day: today, Unit: "330303001", Item: "food"}
		must(t, s.RaiseAlarms(ctx, nil))
		must(t, s.RaiseAlarms(ctx, []store.Alarm{alarm}))
		twin := alarm
		twin.ID = 8
		must(t, s.RaiseAlarms(ctx, []store.Alarm{twin}))
		must(t, s.StepAlarm(ctx, alarm, store.AlarmStep{At: now, State: store.AlarmExplained, By: "a", Text: "病假"}))
		alarm.Steps = 1
		must(t, s.StepAlarm(ctx, alarm, store.AlarmStep{At: now, State: store.AlarmUpheld, By: "b", Text: "属实"}))
		for _, sql := range []string{
			`DELETE FROM alarm`, `UPDATE alarm SET state = 'dismissed'`, `DELETE FROM alarm_step`, `UPDATE alarm_step SET text = '无'`,
		} {
			if s.Write(ctx, store.Plan{{SQL: sql}}) == nil {
				t.Errorf("%s: done", sql)
			}
		}
		list, err := s.AlarmsOf(ctx, []string{"330303001", "330303002"}, store.AlarmRed, store.AlarmUpheld, 0, 10)
		must(t, err)
		if len(list) != 1 || list[0].ID != 7 || list[0].Steps != 2 {
			t.Errorf("%+v", list)
		}
		if none, err := s.AlarmsOf(ctx, nil, "", "", 0, 10); err != nil || len(none) > 0 {
			t.Errorf("%+v %v", none, err)
		}
	})
}
