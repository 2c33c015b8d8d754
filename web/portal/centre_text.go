package portal

import (
	"context"
	"net/url"
	"strings"

	"yimen/core/org"
	"yimen/web/ui"
)

// streetName is a street as a place to live in; its office is what the register names.
func streetName(ctx context.Context, street org.Unit) string {
	return strings.TrimSuffix(unitName(ctx, street), " Office")
}

func streetTitle(ctx context.Context, g streetGroup) string {
	if g.Street.Code == "" {
		return say(ctx, "centres.above")
	}
	return streetName(ctx, g.Street)
}

// placeNote is address and phone, or that they are still to be confirmed.
func placeNote(ctx context.Context, at place) string {
	address, phone := at.Centre.Address, at.Centre.Phone
	if at.Centre.Code == "" {
		address, phone = at.Unit.Address, at.Unit.Phone
	}
	if address == "" {
		address = say(ctx, "centres.address.unknown")
	}
	if phone == "" {
		return address
	}
	return say(ctx, "centres.line", "address", address, "phone", phone)
}

func (v centreView) runBy(ctx context.Context) string {
	if v.Unit.Level == org.Street {
		return both(ctx, v.Unit.Name, v.Unit.NameEN)
	}
	return say(ctx, "centre.in", "unit", both(ctx, v.Unit.Name, v.Unit.NameEN), "street", streetName(ctx, v.Street))
}

// pairs is address, hours and phones.
func (v centreView) pairs(ctx context.Context) []ui.Pair {
	supervision := v.Unit.SupervisionPhone
	if supervision == "" {
		supervision = v.Street.SupervisionPhone
	}
	return []ui.Pair{
		orUnknown(ctx, "centre.address", v.Centre.Address),
		orUnknown(ctx, "centre.hours", hours(ctx, v.Centre.Hours)),
		orUnknown(ctx, "centre.phone", v.Centre.Phone),
		orUnknown(ctx, "centre.supervision", supervision),
	}
}

// orUnknown says honestly that a value is not confirmed yet.
func orUnknown(ctx context.Context, key, value string) ui.Pair {
	p := ui.Pair{Term: say(ctx, key), Text: value}
	if value == "" {
		p.Text = say(ctx, "unconfirmed")
	}
	return p
}

// hours puts the catalogue's usual opening hours into English.
func hours(ctx context.Context, zh string) string { return topicName(ctx, zh) }

// withValue is a query with one value set.
func withValue(q url.Values, name, value string) string {
	out := url.Values{}
	for k, v := range q {
		out[k] = v
	}
	out.Set(name, value)
	return out.Encode()
}
