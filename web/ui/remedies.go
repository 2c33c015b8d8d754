package ui

import (
	"context"
	"strings"

	"yimen/core/casework"
	"yimen/core/period"
)

// Remedies say in the page's language how a decision can be contested: where, and until when
// if the day of service is known.
func Remedies(ctx context.Context, r casework.Remedies, cal *period.Calendar) []string {
	var names []string
	for _, b := range r.Bodies {
		names = append(names, Of(ctx, Text{Zh: b.Name, En: b.NameEN}))
	}
	body := strings.Join(names, Say(ctx, "handout.remedy.or"))
	until := func(limit period.Period) string {
		return Due(ctx, cal.Due(period.Clock{From: r.Served, Limit: limit}))
	}
	law := Say(ctx, "handout.remedy.law")
	if !r.New {
		law = Say(ctx, "handout.remedy.law.before")
	}
	var text []string
	if r.Served.IsZero() {
		text = append(text, Say(ctx, "handout.remedy.reconsider", "body", body, "law", law))
	} else {
		text = append(text, Say(ctx, "handout.remedy.reconsider.until", "body", body, "law", law, "day", until(r.Within)))
	}
	if r.Channel != "" {
		text = append(text, Say(ctx, "handout.remedy.online", "address", r.Channel))
	}
	switch {
	case r.First:
		return append(text, Say(ctx, "handout.remedy.first", "court", r.Court))
	case r.Served.IsZero():
		return append(text, Say(ctx, "handout.remedy.court", "n", r.Sue.N, "court", r.Court))
	}
	return append(text, Say(ctx, "handout.remedy.court.until", "n", r.Sue.N, "day", until(r.Sue), "court", r.Court))
}
