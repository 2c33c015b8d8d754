package desk

import (
	"context"
	"net/url"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// serveFields ask for the proof of service (送达回证) on the applicant, of whom it is known who may sign
// for him and what he said about electronic service.
func serveFields(s subject) []ui.Field {
	wish := casework.Delivery{}
	if s.Delivery != nil {
		wish = *s.Delivery
	}
	var fields []ui.Field
	for _, f := range proofFields(s.Signers()) {
		switch f.Name {
		case "consent":
			if wish.Consent {
				continue
			}
			f.Required, f.Hint = true, ui.Text{}
		case "onPaper":
			if !wish.Paper {
				continue
			}
			f.Required, f.Hint = true, ui.Text{}
		}
		fields = append(fields, f)
	}
	if waiting := s.Unserved(); len(waiting) > 1 {
		of := ui.Field{Name: "of", Kind: ui.KindRadio, Label: ui.Words("handout.f.of"), Required: true}
		for _, x := range waiting {
			of.Options = append(of.Options, ui.Option{Value: string(x.Act), Label: ui.Words("handout.paper." + string(x.Act))})
		}
		fields = append([]ui.Field{of}, fields...)
	}
	return fields
}

// proofFields ask for what each mode of service needs, and nothing of another one.
func proofFields(signers []casework.Relation) []ui.Field {
	word := func(key string) ui.Text { return ui.Words("handout.f." + key) }
	text := func(name string, only ...casework.Mode) ui.Field {
		return ui.Field{Name: name, Kind: ui.KindText, Label: word(name), Hint: hinted("handout.f." + name + ".hint"), Max: 200, Only: namesOfModes(only)}
	}
	mode := ui.Field{Name: "mode", Kind: ui.KindRadio, Label: ui.Words("desk.f.mode"), Required: true}
	for _, m := range casework.Modes {
		mode.Options = append(mode.Options, ui.Option{Value: string(m), Label: ui.Words("codes.mode." + string(m))})
	}
	relation := ui.Field{Name: "relation", Kind: ui.KindSelect, Label: ui.Words("desk.f.relation"), Hint: ui.Words("desk.f.relation.hint"), Said: true,
		Only: namesOfModes([]casework.Mode{casework.InPerson, casework.LeftThere, casework.Entrusted, casework.PostMail})}
	for _, r := range signers {
		relation.Options = append(relation.Options, ui.Option{Value: string(r), Label: ui.Words("codes.relation." + string(r))})
	}
	reason := text("reason", casework.LeftThere, casework.Entrusted, casework.PublicNotice)
	reason.Kind, reason.Max, reason.Rows, reason.Required = ui.KindTextarea, maxText, 2, true
	through := text("through", casework.Entrusted)
	through.Required = true
	proof := text("proof", casework.LeftThere, casework.Entrusted, casework.PostMail)
	proof.Said = true
	on := ui.Field{Name: "on", Kind: ui.KindDate, Label: ui.Words("desk.f.servedOn"), Hint: word("on.hint"),
		Only: namesOfModes([]casework.Mode{casework.InPerson, casework.LeftThere, casework.Electronic, casework.Entrusted, casework.PostMail})}
	from := ui.Field{Name: "from", Kind: ui.KindDate, Label: word("from"), Hint: word("from.hint"), Only: namesOfModes([]casework.Mode{casework.PublicNotice})}
	receiver := text("receiver")
	receiver.Label, receiver.Hint, receiver.Said = ui.Words("desk.f.receiver"), ui.Words("desk.f.receiver.hint"), true
	place := text("place")
	place.Said = true
	return []ui.Field{mode, text("papers"), receiver, relation, on, from, place,
		through, reason, proof, text("witness", casework.LeftThere),
		text("consent", casework.Electronic), text("onPaper", casework.Electronic)}
}

func namesOfModes(modes []casework.Mode) []string {
	var list []string
	for _, m := range modes {
		list = append(list, string(m))
	}
	return list
}

// hinted is a hint that not every field has.
func hinted(key string) ui.Text {
	if !ui.Has(ui.Zh, key) {
		return ui.Text{}
	}
	return ui.Words(key)
}

// serveStart begins with what the applicant wished, at the counter when he said nothing.
func serveStart(s subject) url.Values {
	v := url.Values{"mode": {string(casework.InPerson)}, "receiver": {s.Applicant.Name}, "on": {s.Today.String()}}
	if d := s.Delivery; d != nil {
		v.Set("mode", string(d.Mode))
		if d.Mode == casework.Electronic {
			v.Set("receiver", d.Address)
		} else if d.Recipient != "" {
			v.Set("receiver", d.Recipient)
			v.Set("relation", string(casework.Named))
		}
	}
	return v
}

func readServe(f ui.Form) casework.Serve {
	return casework.Serve{Of: org.Act(f.Get("of")), Mode: casework.Mode(f.Get("mode")), Receiver: f.Get("receiver"), Relation: casework.Relation(f.Get("relation")),
		On: day(f, "on"), From: day(f, "from"), Papers: f.Get("papers"), Place: f.Get("place"), Proof: f.Get("proof"), Witness: f.Get("witness"),
		Through: f.Get("through"), Reason: f.Get("reason"), Consent: f.Get("consent"), OnPaper: f.Get("onPaper")}
}

// unserved names the decisions that wait to be served, once the case is over; "" where none does.
func (p casePage) unserved(ctx context.Context) string {
	var papers []string
	for _, x := range p.Unserved() {
		if !x.Nobody {
			papers = append(papers, ui.Say(ctx, "handout.paper."+string(x.Act)))
		}
	}
	if len(papers) == 0 {
		return ""
	}
	return ui.Say(ctx, "handout.unserved", "papers", strings.Join(papers, ui.Say(ctx, "portal.listed")))
}

// serveText is the 送达回证 in one paragraph.
func serveText(ctx context.Context, a casework.Serve) string {
	if a.Of != "" && a.Papers == "" {
		a.Papers = ui.Say(ctx, "handout.paper."+string(a.Of))
	}
	text := []string{ui.Say(ctx, "handout.served", "mode", ui.CodeName(ctx, "mode", string(a.Mode)), "day", a.On)}
	for _, p := range []struct{ name, value string }{{"papers", a.Papers}, {"who", signerOf(ctx, &a)}, {"place", a.Place}, {"proof", a.Proof}, {"witness", a.Witness},
		{"through", a.Through}, {"why", a.Reason}, {"consent", a.Consent}, {"onPaper", a.OnPaper}, {"from", dayText(a.From)}} {
		if strings.TrimSpace(p.value) != "" {
			text = append(text, ui.Say(ctx, "handout.served."+p.name, "value", p.value))
		}
	}
	return join(ctx, text...)
}

// signerOf is who signed and what he is to the addressee; old files hold that in words.
func signerOf(ctx context.Context, a *casework.Serve) string {
	if a.Relation == "" {
		return a.Receiver
	}
	relation := string(a.Relation)
	if ui.Has(ui.Zh, "codes.relation."+relation) {
		relation = ui.CodeName(ctx, "relation", relation)
	}
	return ui.Say(ctx, "handout.served.signer", "who", a.Receiver, "relation", relation)
}
