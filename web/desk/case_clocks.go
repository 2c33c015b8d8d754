package desk

import (
	"context"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/period"
	"yimen/web/ui"
)

// clockLeft says how a clock stands: done on a day, so much left, or so much over.
func (p casePage) clockLeft(ctx context.Context, k app.Clock) string {
	unit := k.Limit.Unit.String()
	if unit != "wd" {
		unit = "d"
	}
	switch {
	case !k.Done.IsZero():
		return ui.Say(ctx, "desk.left.done", "day", p.desk.shortDay(k.Done))
	case k.Light == casework.Grey:
		return ui.Say(ctx, "desk.left.waiting")
	case k.Due.On.IsZero():
		return ui.Say(ctx, "desk.left.none")
	case k.Left == 0:
		return ui.Say(ctx, "desk.left.today")
	case k.Left < 0:
		return ui.Say(ctx, "desk.left.over."+unit, "n", -k.Left)
	}
	return ui.Say(ctx, "desk.left."+unit, "n", k.Left)
}

// used is the whole of a running limit with its extensions, and how much of it is used up,
// per hundred; -1 when that says nothing.
func (p casePage) used(k app.Clock) (whole period.Period, percent int) {
	whole = k.Limit
	for _, e := range k.Extensions {
		whole.N += e.By.N
	}
	if !k.Done.IsZero() || k.Due.On.IsZero() || whole.Unit != period.WorkingDay || whole.N == 0 {
		return whole, -1
	}
	return whole, min(100, max(0, 100*(whole.N-k.Left)/whole.N))
}

// traceOf is the account of the due day.
func (p casePage) traceOf(ctx context.Context, k app.Clock) []ui.TraceLine {
	return ui.TraceOf(ctx, p.desk.hall.CalendarOf(p.Case).Trace(k.Clock))
}
