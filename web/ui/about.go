package ui

import (
	"context"
	"net/url"

	"yimen/core/casework"
	"yimen/core/catalog"
)

// The licence that an application is to change or to renew (许可法49、50), as an applicant names
// it on the portal or at a counter.

// AboutFields ask for it where the item grants licences; they stay empty for a new one.
func AboutFields(it *catalog.Item) []Field {
	if it.Result.Kind != "licence" {
		return nil
	}
	kind := Field{Name: "about.kind", Kind: KindSelect, Label: Words("licence.about.kind"), Hint: Words("licence.about.kind.hint"), Half: true}
	for _, k := range casework.AboutKinds {
		kind.Options = append(kind.Options, Option{Value: string(k), Label: Words("codes.about." + string(k))})
	}
	return []Field{kind, {Name: "about.no", Kind: KindText, Label: Words("licence.about.no"), Hint: Words("licence.about.no.hint"), Max: 100, Half: true}}
}

// About reads it; nil when nothing was said.
func About(f Form) *casework.About {
	a := casework.About{Kind: casework.AboutKind(f.Get("about.kind")), No: f.Get("about.no")}
	if a == (casework.About{}) {
		return nil
	}
	return &a
}

// AboutValues fills the fields with what was said before.
func AboutValues(v url.Values, a *casework.About) {
	if a != nil {
		v.Set("about.kind", string(a.Kind))
		v.Set("about.no", a.No)
	}
}

// AboutPairs show it; none for an application for a new licence.
func AboutPairs(ctx context.Context, a *casework.About) []Pair {
	if a == nil {
		return nil
	}
	no := Pair{Term: Say(ctx, "licence.about.no"), Text: a.No}
	if !a.Until.IsZero() {
		no.Note = Say(ctx, "licence.about.until", "day", a.Until)
	}
	return []Pair{{Term: Say(ctx, "licence.about.kind"), Text: CodeName(ctx, "about", string(a.Kind))}, no}
}

// SilenceText says what the law makes of silence about a renewal that is not decided: it
// renews, or, applied for or complete too late, it does not (许可法50).
func SilenceText(ctx context.Context, c casework.Case) string {
	a := c.About
	switch {
	case a == nil || a.Kind != casework.Renew || c.Decision != nil || c.Ended != "":
		return ""
	case c.Protected() && c.SupplementedOn > a.Until:
		return Say(ctx, "licence.about.after", "until", a.Until)
	case c.Protected() && c.State() == casework.Supplementing:
		return Say(ctx, "licence.about.asked", "day", a.Until)
	case c.Protected():
		return Say(ctx, "licence.about.silence", "day", a.Until)
	}
	return Say(ctx, "licence.about.late", "day", a.By, "until", a.Until)
}

// NextText says what the file of a licence notes of an application about it.
func NextText(ctx context.Context, a *casework.NoteRenewal) string {
	return Say(ctx, "licence.fact.next", "kind", CodeName(ctx, "about", string(a.Kind)), "stage", CodeName(ctx, "renewalStage", string(a.Stage)), "case", a.Case)
}
