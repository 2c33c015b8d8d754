package ui

import (
	"context"
	"strings"

	"yimen/core/casework"
	"yimen/core/period"
)

// Moved puts what an arrangement of holidays did to a case into words (期限重算): both days of
// each limit, and why one of them stands.
func Moved(ctx context.Context, r casework.Recount, cal *period.Calendar) string {
	var parts []string
	for _, m := range r.Moved {
		parts = append(parts, MovedOne(ctx, m, cal))
	}
	return Say(ctx, "codes.recount", "paper", r.Paper, "moves", strings.Join(parts, Say(ctx, "codes.recount.and")))
}

// MovedOne is one limit of it.
func MovedOne(ctx context.Context, m casework.Moved, cal *period.Calendar) string {
	key := "codes.recount.move"
	switch {
	case m.Fixed:
		key = "codes.recount.fixed"
	case m.Kept && m.Old == m.New:
		key = "codes.recount.kept"
	case m.Kept:
		key = "codes.recount.today"
	}
	return Say(ctx, key, "clock", CodeName(ctx, "clock", string(m.Clock)), "old", m.Old, "new", Sure(ctx, m.New.String(), cal.Provisional(m.New)))
}
