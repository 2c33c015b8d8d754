package ui

import (
	"context"
	"fmt"

	"yimen/core/period"
)

// Day is a date in words: 2026年3月2日. "" for no date.
func Day(ctx context.Context, d period.Date) string { return dayIn(From(ctx).Lang, d) }

// Due is a reckoned day in words, with its mark where the holidays of its year are not announced yet
// and it may still move (暂定).
func Due(ctx context.Context, d period.Due) string { return Sure(ctx, Day(ctx, d.On), d.Provisional) }

// Sure marks a day that is written some other way, if it may still move.
func Sure(ctx context.Context, day string, provisional bool) string {
	if !provisional || day == "" {
		return day
	}
	return Say(ctx, "ui.provisional", "day", day)
}

func dayIn(lang Lang, d period.Date) string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.Civil()
	return T(lang, "ui.date", "y", y, "month", T(lang, fmt.Sprintf("ui.month.%d", m)), "d", day)
}

// Weekday is the day of the week: 星期一.
func Weekday(ctx context.Context, d period.Date) string {
	return Say(ctx, fmt.Sprintf("ui.weekday.%d", d.Weekday()))
}

// When is an instant in words, to the minute: 2026年3月2日 10:05.
func When(ctx context.Context, i period.Instant) string {
	if i.IsZero() {
		return ""
	}
	return Day(ctx, i.Date()) + " " + clockTime(i)
}

// ShortWhen is an instant for dense lists: 2026-03-02 10:05.
func ShortWhen(i period.Instant) string {
	if i.IsZero() {
		return ""
	}
	return i.Date().String() + " " + clockTime(i)
}

// ISO is an instant for a datetime attribute.
func ISO(i period.Instant) string {
	if i.IsZero() {
		return ""
	}
	return i.Date().String() + "T" + clockTime(i) + "+08:00"
}

func clockTime(i period.Instant) string {
	h, m, _ := i.Clock()
	return fmt.Sprintf("%02d:%02d", h, m)
}

// Limit is a period in words: 5 个工作日. A limit of 0 working days is 即办.
func Limit(ctx context.Context, p period.Period) string { return limitIn(From(ctx).Lang, p) }

func limitIn(lang Lang, p period.Period) string {
	if p.IsZero() {
		return T(lang, "ui.period.unset")
	}
	return T(lang, "ui.period."+p.Unit.String(), "n", p.N)
}
