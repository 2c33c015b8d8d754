package ui

import (
	"context"
	"net/url"

	"yimen/core/casework"
)

// The confirmation of address and mode of service (送达地址确认书), as an applicant fills it in
// on the portal or tells it at a counter.

// yes is the value of a box that is ticked.
const yes = "yes"

// DeliveryFields ask how the applicant wants to be served; they may stay empty.
func DeliveryFields() []Field {
	mode := Field{Name: "delivery.mode", Kind: KindRadio, Label: Words("handout.d.mode"), Hint: Words("handout.d.mode.hint")}
	for _, m := range casework.Wished {
		mode.Options = append(mode.Options, Option{Value: string(m), Label: Words("handout.d.mode." + string(m))})
	}
	box := func(name string) Field {
		return Field{Name: "delivery." + name, Kind: KindCheckbox, Label: Words("handout.d." + name), Only: []string{string(casework.Electronic)}, Required: name == "consent",
			Options: []Option{{Value: yes, Label: Words("handout.d." + name + ".yes")}}}
	}
	return []Field{mode,
		{Name: "delivery.address", Kind: KindText, Label: Words("handout.d.address"), Hint: Words("handout.d.address.hint"), Max: 200, Required: true,
			Only: []string{string(casework.PostMail), string(casework.Electronic)}},
		box("consent"), box("paper"),
		{Name: "delivery.recipient", Kind: KindText, Label: Words("handout.d.recipient"), Hint: Words("handout.d.recipient.hint"), Max: 200,
			Only: []string{string(casework.InPerson), string(casework.PostMail)}}}
}

// Delivery reads the confirmation; nil when nothing was chosen.
func Delivery(f Form) *casework.Delivery {
	d := casework.Delivery{Mode: casework.Mode(f.Get("delivery.mode")), Address: f.Get("delivery.address"), Recipient: f.Get("delivery.recipient"),
		Consent: f.Get("delivery.consent") != "", Paper: f.Get("delivery.paper") != ""}
	if d == (casework.Delivery{}) {
		return nil
	}
	return &d
}

// DeliveryValues fills the fields with what was confirmed before.
func DeliveryValues(v url.Values, d *casework.Delivery) {
	if d == nil {
		return
	}
	v.Set("delivery.mode", string(d.Mode))
	v.Set("delivery.address", d.Address)
	v.Set("delivery.recipient", d.Recipient)
	for name, ticked := range map[string]bool{"delivery.consent": d.Consent, "delivery.paper": d.Paper} {
		if ticked {
			v.Set(name, yes)
		}
	}
}

// DeliveryPairs show what was confirmed; none when nothing was.
func DeliveryPairs(ctx context.Context, d *casework.Delivery) []Pair {
	if d == nil {
		return nil
	}
	text := Say(ctx, "handout.d.mode."+string(d.Mode))
	if d.Address != "" {
		text += " · " + d.Address
	}
	pairs := []Pair{{Term: Say(ctx, "handout.d.mode"), Text: text, Note: consentNote(ctx, *d)}}
	if d.Recipient != "" {
		pairs = append(pairs, Pair{Term: Say(ctx, "handout.d.recipient"), Text: d.Recipient})
	}
	return pairs
}

func consentNote(ctx context.Context, d casework.Delivery) string {
	switch {
	case d.Paper:
		return Say(ctx, "handout.d.consented.paper")
	case d.Consent:
		return Say(ctx, "handout.d.consented")
	}
	return ""
}
