package admin

import (
	"context"
	"net/url"
	"strings"

	"yimen/core/org"
	"yimen/web/ui"
)

// posts in the order of the notice's Annex 2, then the others.
var posts = []org.Post{org.Acceptance, org.Review, org.Approval, org.Issuing, org.Agency, org.Keeper, org.Supervisor, org.Administrator}

func postOptions(all []org.Post) (options []ui.Option) {
	for _, p := range all {
		options = append(options, ui.Option{Value: string(p), Label: ui.Words("codes.post." + string(p))})
	}
	return options
}

var postRegister = &register{
	list: org.HoldingList, path: "posts",
	fields: func(a *Admin, fresh bool) []ui.Field {
		fields := []ui.Field{
			a.unitField("unit", "unit", true),
			{Name: "post", Kind: ui.KindSelect, Label: ui.Words("admin.f.post"), Required: true, Half: true, Options: postOptions(posts)},
			{Name: "items", Kind: ui.KindTextarea, Label: ui.Words("admin.f.items"), Hint: ui.Words("admin.f.items.hint"), Rows: 2},
			{Name: "head", Kind: ui.KindCheckbox, Label: ui.Words("admin.f.head"), Hint: ui.Words("admin.f.head.hint"), Options: yes("admin.f.head.yes")},
			{Name: "from", Kind: ui.KindDate, Label: ui.Words("admin.f.from"), Required: true, Half: true},
			{Name: "to", Kind: ui.KindDate, Label: ui.Words("admin.f.to"), Hint: ui.Words("admin.f.to.hint"), Half: true},
		}
		if fresh {
			return append([]ui.Field{a.staffField()}, fields...)
		}
		return fields
	},
	read: func(f ui.Form, old any) any {
		h := org.Holding{Staff: f.Get("staff"), Unit: f.Get("unit"), Post: org.Post(f.Get("post")), Items: words(f.Get("items")),
			Head: f.Get("head") == "yes", From: day(f, "from"), To: day(f, "to")}
		if o, ok := old.(org.Holding); ok {
			h.Staff = o.Staff
		}
		return h
	},
	write: func(row any) url.Values {
		h := row.(org.Holding)
		return url.Values{"unit": {h.Unit}, "post": {string(h.Post)}, "items": {strings.Join(h.Items, " ")}, "head": {ticked(h.Head)},
			"from": {h.From.String()}, "to": {h.To.String()}}
	},
	cols: []string{"staff", "unit", "post", "items", "span"},
	cells: func(a *Admin, ctx context.Context, row any) []string {
		h := row.(org.Holding)
		post := ui.CodeName(ctx, "post", string(h.Post))
		if h.Head {
			post = say(ctx, "f.post.head", "post", post)
		}
		items := say(ctx, "f.items.all")
		if len(h.Items) > 0 {
			items = strings.Join(h.Items, " ")
		}
		return []string{a.staffName(ctx, h.Staff), a.unitName(ctx, h.Unit), post, items, ui.Days(ctx, h.From, h.To)}
	},
}

func yes(key string) []ui.Option { return []ui.Option{{Value: "yes", Label: ui.Words(key)}} }

func ticked(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// unitField asks for a unit.
func (a *Admin) unitField(name, label string, required bool) ui.Field {
	f := ui.UnitField(name, ui.Words("admin.f."+label), "all", a.hall.Directory(), a.hall.Today())
	f.Required, f.Half = required, true
	return f
}

// staffField asks for a member of staff who works here.
func (a *Admin) staffField() ui.Field {
	f := ui.StaffField("staff", ui.Words("admin.f.staff"), a.hall.Directory(), a.hall.Today())
	f.Required = true
	return f
}
