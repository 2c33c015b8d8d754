package admin

import (
	"context"
	"net/url"
	"strings"

	"yimen/core/org"
	"yimen/web/ui"
)

var (
	levels = []org.Level{org.City, org.District, org.Street, org.Community}
	kinds  = []org.Kind{org.Government, org.Department, org.Station, org.StreetOffice, org.CommunityBody, org.Provider, org.AssessorOffice}
)

func levelOptions() (options []ui.Option) {
	for _, l := range levels {
		options = append(options, ui.Option{Value: string(l), Label: ui.Words("codes.level." + string(l))})
	}
	return options
}

func kindOptions() (options []ui.Option) {
	for _, k := range kinds {
		options = append(options, ui.Option{Value: string(k), Label: ui.Words("admin.kind." + string(k))})
	}
	return options
}

// text is a plain field of half a line.
func text(name string, required bool, max int) ui.Field {
	return ui.Field{Name: name, Kind: ui.KindText, Label: ui.Words("admin.f." + name), Required: required, Half: true, Max: max}
}

func hinted(f ui.Field) ui.Field {
	f.Hint = ui.Words("admin.f." + f.Name + ".hint")
	return f
}

var unitRegister = &register{
	list: org.UnitList, path: "units", byCode: true,
	fields: func(a *Admin, fresh bool) []ui.Field {
		fields := []ui.Field{
			text("name", true, 100), text("nameEn", false, 150), text("short", false, 40),
			{Name: "level", Kind: ui.KindSelect, Label: ui.Words("admin.f.level"), Required: true, Half: true, Options: levelOptions()},
			{Name: "kind", Kind: ui.KindSelect, Label: ui.Words("admin.f.kind"), Required: true, Half: true, Options: kindOptions()},
			hinted(text("function", false, 100)),
			a.unitField("parent", "parent", false), hinted(text("division", false, 12)),
			hinted(text("orgNo", true, 3)), hinted(text("mark", false, 20)), text("uscc", false, 18), a.unitField("managedBy", "managedBy", false),
			text("phone", false, 40), text("supervisionPhone", false, 40), text("address", false, 100),
			{Name: "from", Kind: ui.KindDate, Label: ui.Words("admin.f.from"), Required: true, Half: true},
			{Name: "to", Kind: ui.KindDate, Label: ui.Words("admin.f.to"), Hint: ui.Words("admin.f.to.hint"), Half: true},
		}
		if fresh {
			return append([]ui.Field{hinted(text("code", true, 32))}, fields...)
		}
		return fields
	},
	read: func(f ui.Form, old any) any {
		u := org.Unit{Code: f.Get("code"), Name: f.Get("name"), NameEN: f.Get("nameEn"), Short: f.Get("short"), Level: org.Level(f.Get("level")),
			Kind: org.Kind(f.Get("kind")), Function: f.Get("function"), Parent: f.Get("parent"), Division: f.Get("division"), OrgNo: f.Get("orgNo"),
			Mark: f.Get("mark"), USCC: f.Get("uscc"), ManagedBy: f.Get("managedBy"), Phone: f.Get("phone"), SupervisionPhone: f.Get("supervisionPhone"),
			Address: f.Get("address"), From: day(f, "from"), To: day(f, "to")}
		if o, ok := old.(org.Unit); ok {
			u.Code = o.Code
		}
		return u
	},
	write: func(row any) url.Values {
		u := row.(org.Unit)
		return url.Values{"name": {u.Name}, "nameEn": {u.NameEN}, "short": {u.Short}, "level": {string(u.Level)}, "kind": {string(u.Kind)},
			"function": {u.Function}, "parent": {u.Parent}, "division": {u.Division}, "orgNo": {u.OrgNo}, "mark": {u.Mark}, "uscc": {u.USCC},
			"managedBy": {u.ManagedBy}, "phone": {u.Phone}, "supervisionPhone": {u.SupervisionPhone}, "address": {u.Address},
			"from": {u.From.String()}, "to": {u.To.String()}}
	},
	cols: []string{"code", "name", "kind", "parent", "phone", "span"},
	cells: func(a *Admin, ctx context.Context, row any) []string {
		u := row.(org.Unit)
		parent := ""
		if u.Parent != "" {
			parent = a.unitName(ctx, u.Parent)
		}
		return []string{u.Code, ui.Of(ctx, ui.Text{Zh: u.Name, En: u.NameEN}), ui.CodeName(ctx, "level", string(u.Level)) + " · " + say(ctx, "kind."+string(u.Kind)),
			parent, u.Phone, ui.Days(ctx, u.From, u.To)}
	},
}

var centreRegister = &register{
	list: org.CentreList, path: "centres", byCode: true,
	fields: func(a *Admin, fresh bool) []ui.Field {
		fields := []ui.Field{
			a.unitField("unit", "runBy", true), text("name", true, 100), text("nameEn", false, 150), text("address", false, 100),
			text("hours", true, 100), text("phone", false, 40),
			{Name: "counters", Kind: ui.KindTextarea, Label: ui.Words("admin.f.counters"), Hint: ui.Words("admin.f.counters.hint"), Required: true, Rows: 5},
			{Name: "selfService", Kind: ui.KindTextarea, Label: ui.Words("admin.f.selfService"), Hint: ui.Words("admin.f.selfService.hint"), Rows: 3},
			{Name: "toVerify", Kind: ui.KindCheckbox, Label: ui.Words("admin.f.toVerify"), Options: yes("admin.f.toVerify.yes")},
			{Name: "from", Kind: ui.KindDate, Label: ui.Words("admin.f.from"), Required: true, Half: true},
			{Name: "to", Kind: ui.KindDate, Label: ui.Words("admin.f.to"), Hint: ui.Words("admin.f.to.hint"), Half: true},
		}
		if fresh {
			return append([]ui.Field{hinted(text("code", true, 32))}, fields...)
		}
		return fields
	},
	read: func(f ui.Form, old any) any {
		c := org.Centre{Code: f.Get("code"), Unit: f.Get("unit"), Name: f.Get("name"), NameEN: f.Get("nameEn"), Address: f.Get("address"),
			Hours: f.Get("hours"), Phone: f.Get("phone"), SelfService: lines(f.Get("selfService")), ToVerify: f.Get("toVerify") == "yes",
			From: day(f, "from"), To: day(f, "to")}
		for _, line := range lines(f.Get("counters")) { // "1 综合受理"
			no, name, _ := strings.Cut(strings.TrimSpace(line), " ")
			c.Counters = append(c.Counters, org.Counter{No: no, Name: strings.TrimSpace(name)})
		}
		if o, ok := old.(org.Centre); ok {
			c.Code = o.Code
		}
		return c
	},
	write: func(row any) url.Values {
		c := row.(org.Centre)
		var counters []string
		for _, n := range c.Counters {
			counters = append(counters, n.No+" "+n.Name)
		}
		return url.Values{"unit": {c.Unit}, "name": {c.Name}, "nameEn": {c.NameEN}, "address": {c.Address}, "hours": {c.Hours}, "phone": {c.Phone},
			"counters": {strings.Join(counters, "\n")}, "selfService": {strings.Join(c.SelfService, "\n")}, "toVerify": {ticked(c.ToVerify)},
			"from": {c.From.String()}, "to": {c.To.String()}}
	},
	cols: []string{"code", "name", "runBy", "hours", "phone", "counters"},
	cells: func(a *Admin, ctx context.Context, row any) []string {
		c := row.(org.Centre)
		phone := c.Phone
		if c.ToVerify {
			phone = strings.TrimSpace(phone + " " + say(ctx, "f.toVerify"))
		}
		return []string{c.Code, ui.Of(ctx, ui.Text{Zh: c.Name, En: c.NameEN}), a.unitName(ctx, c.Unit), c.Hours, phone, say(ctx, "f.counters.n", "n", len(c.Counters))}
	},
}

var stationingRegister = &register{
	list: org.StationingList, path: "stationings",
	fields: func(a *Admin, fresh bool) []ui.Field {
		centre := ui.Field{Name: "centre", Kind: ui.KindSelect, Label: ui.Words("admin.f.centre"), Required: true, Half: true}
		for _, c := range a.hall.Directory().Centres(a.hall.Today()) {
			centre.Options = append(centre.Options, ui.Option{Value: c.Code, Label: ui.Text{Zh: c.Name, En: c.NameEN}})
		}
		var working []org.Post
		for _, p := range posts {
			if p.Works() {
				working = append(working, p)
			}
		}
		return []ui.Field{
			a.unitField("body", "body", true), centre, hinted(text("item", true, 32)),
			{Name: "posts", Kind: ui.KindCheckbox, Label: ui.Words("admin.f.lent"), Required: true, Options: postOptions(working)},
			hinted(text("paper", true, 60)),
			{Name: "paperOn", Kind: ui.KindDate, Label: ui.Words("admin.f.paperOn"), Required: true, Half: true},
			{Name: "from", Kind: ui.KindDate, Label: ui.Words("admin.f.from"), Required: true, Half: true},
			{Name: "to", Kind: ui.KindDate, Label: ui.Words("admin.f.to"), Hint: ui.Words("admin.f.to.hint"), Half: true},
		}
	},
	read: func(f ui.Form, _ any) any {
		s := org.Stationing{Body: f.Get("body"), Centre: f.Get("centre"), Item: f.Get("item"), Paper: f.Get("paper"), PaperOn: day(f, "paperOn"),
			From: day(f, "from"), To: day(f, "to")}
		for _, p := range f.All("posts") {
			s.Posts = append(s.Posts, org.Post(p))
		}
		return s
	},
	write: func(row any) url.Values {
		s := row.(org.Stationing)
		v := url.Values{"body": {s.Body}, "centre": {s.Centre}, "item": {s.Item}, "paper": {s.Paper}, "paperOn": {s.PaperOn.String()},
			"from": {s.From.String()}, "to": {s.To.String()}}
		for _, p := range s.Posts {
			v.Add("posts", string(p))
		}
		return v
	},
	cols: []string{"body", "centre", "item", "lent", "paper", "span"},
	cells: func(a *Admin, ctx context.Context, row any) []string {
		s := row.(org.Stationing)
		var lent []string
		for _, p := range s.Posts {
			lent = append(lent, ui.CodeName(ctx, "post", string(p)))
		}
		item, centre := s.Item, s.Centre
		if item == org.AllItems {
			item = say(ctx, "f.items.all")
		}
		if c, ok := a.hall.Directory().Centre(centre, a.hall.Today()); ok {
			centre = ui.Of(ctx, ui.Text{Zh: c.Name, En: c.NameEN})
		}
		return []string{a.unitName(ctx, s.Body), centre, item, strings.Join(lent, say(ctx, "and")), s.Paper + " " + s.PaperOn.String(), ui.Days(ctx, s.From, s.To)}
	},
}
