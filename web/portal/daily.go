package portal

import (
	"context"
	"slices"

	"yimen/core/catalog"
	"yimen/web/ui"
)

// daily is a convenience service 便民服务 as a list shows it.
type daily struct {
	catalog.Convenience
	at []ui.Link // the centres that offer it, where the list is not of one centre
}

// dailyFound are the services of a search; what one provider offers under one name at several
// centres is one of them.
func (p *portal) dailyFound(ctx context.Context, query string) []daily {
	var list []daily
	today := p.hall.Today()
	for _, c := range p.hall.Registers().SearchConveniences(query, today) {
		at, ok := p.hall.Directory().Centre(c.Centre, today)
		if !ok {
			continue
		}
		i := slices.IndexFunc(list, func(d daily) bool { return d.Name == c.Name && d.Provider == c.Provider && d.Hours == c.Hours })
		if i < 0 {
			list, i = append(list, daily{Convenience: c}), len(list)
		}
		list[i].at = append(list[i].at, ui.Link{Text: both(ctx, at.Name, at.NameEN), Href: "/centres/" + at.Code})
	}
	return list
}

// dailyOf are the services of one centre.
func (p *portal) dailyOf(centre string) []daily {
	var list []daily
	for _, c := range p.hall.Registers().Offered(centre, p.hall.Today()) {
		list = append(list, daily{Convenience: c})
	}
	return list
}

// facts are who, where, when, how dear, and whom to ask.
func (d daily) facts(ctx context.Context) []ui.Pair {
	pairs := []ui.Pair{
		{Term: say(ctx, "daily.provider"), Text: textOf(ctx, d.Provider)},
		{Term: say(ctx, "daily.place"), Text: textOf(ctx, d.Place)},
		{Term: say(ctx, "daily.hours"), Text: textOf(ctx, d.Hours)},
		{Term: say(ctx, "daily.price"), Text: textOf(ctx, d.Price)},
		orUnknown(ctx, "daily.phone", d.Phone),
	}
	if d.Link != "" {
		pairs = append(pairs, ui.Pair{Term: say(ctx, "daily.link"), Text: d.Link, Href: d.Link})
	}
	return pairs
}

func (d daily) title(ctx context.Context) string { return both(ctx, d.Name, d.NameEN) }

func dailyKind(ctx context.Context, k catalog.ConvenienceKind) string {
	return say(ctx, "daily.kind."+string(k))
}
