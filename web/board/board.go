// Package board (任务看板) is the room of those who build the two levels of service up: the
// tasks of the notice's Annex 1 with their progress, who is stationed where and on what paper,
// what stands in the centres, and the services of daily life that they offer.
//
// Everybody on the staff may read it; who keeps a centre (目录管理岗 of its unit, of the street
// above it, or of the district's approval office) changes what is said of it.
package board

import (
	"context"
	"net/http"

	"yimen/app"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// Board (看板) serves the pages of one hall.
type Board struct {
	hall *app.Hall
	site *ui.Site
}

// Routes adds the room's pages to the route table.
func Routes(mux *http.ServeMux, site *ui.Site, hall *app.Hall) {
	b := &Board{hall: hall, site: site}
	b.taskRoutes(mux)
	b.centreRoutes(mux)
	b.serviceRoutes(mux)
}

// staffPage is a page for whoever is signed in.
type staffPage func(w http.ResponseWriter, r *http.Request, who org.Staff) error

// page sends people who are not signed in to the sign-in page, and from there back.
func (b *Board) page(p staffPage) http.Handler {
	return ui.SignedIn(b.site.Page(b.known(p)))
}

func (b *Board) known(p staffPage) ui.Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		who, _ := b.hall.Directory().StaffByNo(ui.From(r.Context()).User.ID) // SignedIn saw him
		return p(w, r, who)
	}
}

// office keeps a page to who sets tasks.
func (b *Board) office(p staffPage) staffPage {
	return ui.Only(func(who string, _ *http.Request) bool { return b.hall.SetsRounds(who) }, "board_notOffice", p)
}

// enters keeps a page to who keeps some centre.
func (b *Board) enters(p staffPage) staffPage {
	return ui.Only(func(who string, _ *http.Request) bool { return len(b.mine(who)) > 0 }, "board_notKeeper", p)
}

// keeps keeps a page to who keeps the centre of the thing that the address names. That there is no
// such thing learns who keeps them all.
func (b *Board) keeps(centreOf func(code string) string, p staffPage) staffPage {
	return ui.Only(func(who string, r *http.Request) bool {
		centre := centreOf(r.PathValue("code"))
		if _, known := b.hall.Directory().Centre(centre, b.hall.Today()); !known {
			return b.hall.SetsRounds(who)
		}
		return b.hall.KeepsCentre(who, centre)
	}, "board_notKeeper", p)
}

// rooms are the pages of the room's navigation.
var rooms = []struct{ key, href, icon string }{
	{"board.title", "/board", "target"},
	{"board.centres.title", "/board/centres", "map"},
	{"board.service.title", "/board/services", "people"},
}

// shell is the frame of every page of the room.
func (b *Board) shell(ctx context.Context, title, here string, crumbs ...ui.Link) ui.Shell {
	s := ui.Shell{
		Title: title, Out: "/desk/sign-out",
		Crumbs: append([]ui.Link{{Text: say(ctx, "title"), Href: rooms[0].href}}, crumbs...),
		Nav:    []ui.NavItem{{Text: say(ctx, "desk"), Href: "/desk", Icon: "back"}},
	}
	for _, n := range rooms {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, n.key), Href: n.href, Icon: n.icon, Here: n.href == here})
	}
	return s
}

// say is a sentence of this room.
func say(ctx context.Context, key string, args ...any) string {
	return ui.Say(ctx, "board."+key, args...)
}

// both is a data text in the page's language.
func both(ctx context.Context, zh, en string) string { return ui.Of(ctx, ui.Text{Zh: zh, En: en}) }

// unitName is the short name of a unit as it is called today.
func (b *Board) unitName(ctx context.Context, code string) string {
	return ui.UnitName(ctx, b.hall.Directory(), code, b.hall.Today())
}

// staffName is the name of a member of staff, or the 工号 of one who is gone.
func (b *Board) staffName(ctx context.Context, no string) string {
	return ui.StaffName(ctx, b.hall.Directory(), no)
}

// day reads a date that Check has found sound; zero for an empty field.
func day(f ui.Form, name string) period.Date {
	d, _ := period.ParseDate(f.Get(name)) // Check refused what is no date
	return d
}

// mine lists the centres of the day that somebody keeps.
func (b *Board) mine(who string) []org.Centre {
	var list []org.Centre
	dir, today := b.hall.Directory(), b.hall.Today()
	for _, c := range dir.Centres(today) {
		if dir.KeepsFor(who, c.Unit, today) {
			list = append(list, c)
		}
	}
	return list
}

func centreName(ctx context.Context, c org.Centre) string { return both(ctx, c.Name, c.NameEN) }

// streetOf is the code of the street that a centre lies in.
func (b *Board) streetOf(c org.Centre) string {
	s, _ := b.hall.Directory().StreetOf(c.Unit, b.hall.Today())
	return s.Code
}

// streetFilter is the choice of a street, for lists of centres.
func (b *Board) streetFilter() ui.Field {
	f := ui.Field{Name: "street", Kind: ui.KindSelect, Label: ui.Words("board.street")}
	for _, u := range b.hall.Directory().Units(b.hall.Today()) {
		if u.Kind == org.StreetOffice {
			f.Options = append(f.Options, ui.Option{Value: u.Code, Label: ui.Text{Zh: u.Name, En: u.NameEN}})
		}
	}
	return f
}
