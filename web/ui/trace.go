package ui

import (
	"context"

	"yimen/core/period"
)

// TraceOf puts the account of a computed date into words 期限计算过程.
func TraceOf(ctx context.Context, lines []period.TraceLine) []TraceLine {
	lang := From(ctx).Lang
	out := make([]TraceLine, 0, len(lines))
	for _, l := range lines {
		out = append(out, TraceLine{
			On:     span(lang, l.From, l.To),
			Text:   traceText(lang, l),
			Basis:  l.Basis,
			Result: l.Code == period.TraceDue,
		})
	}
	return out
}

// Days are the days from which and to which something holds; with no end, from when.
func Days(ctx context.Context, from, to period.Date) string {
	if to.IsZero() {
		return Say(ctx, "ui.since", "day", from)
	}
	return from.String() + " – " + to.String()
}

func span(lang Lang, from, to period.Date) string {
	if to.IsZero() || to == from {
		return dayIn(lang, from)
	}
	return T(lang, "ui.span", "from", dayIn(lang, from), "to", dayIn(lang, to))
}

func traceText(lang Lang, l period.TraceLine) string {
	return T(lang, "trace."+l.Code, "n", l.N, "note", traceNote(lang, l.Note), "to", dayIn(lang, l.To))
}

// traceNote is a limit ("5wd"), or the code of the reason a clock stood.
func traceNote(lang Lang, note string) string {
	if p, err := period.Parse(note); err == nil {
		return limitIn(lang, p)
	}
	if key := "trace.why." + note; Has(lang, key) {
		return T(lang, key)
	}
	return note
}
