// Package keeper (目录管理) is the room of those who write the catalogue: keepers in streets and
// departments, the leaders who sign, and the district office that accepts and publishes.
//
// One page is one handler, its form, its template and its test side by side.
package keeper

import (
	"context"
	"net/http"
	"strconv"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/web/ui"
)

// Keeper (目录管理) serves the pages of one hall.
type Keeper struct {
	hall *app.Hall
	site *ui.Site
}

// Routes adds the room's pages to the route table; people sign in on the desk.
func Routes(mux *http.ServeMux, site *ui.Site, hall *app.Hall) {
	k := &Keeper{hall: hall, site: site}
	mux.Handle("GET /keeper", k.page(k.showList))
	mux.Handle("GET /keeper/new", k.page(k.writes(k.showNew)))
	mux.Handle("POST /keeper/new", k.page(k.writes(k.begin)))
	mux.Handle("GET /keeper/import", k.page(k.writes(k.showImport)))
	mux.Handle("POST /keeper/import", k.upload(k.writes(k.importForm)))
	mux.Handle("GET /keeper/drafts/{id}", k.page(k.showDraft))
	mux.Handle("POST /keeper/drafts/{id}", k.page(k.move))
	mux.Handle("GET /keeper/drafts/{id}/{part}", k.page(k.showPart))
	mux.Handle("POST /keeper/drafts/{id}/{part}", k.page(k.save))
	mux.Handle("GET /keeper/items/{code}", k.page(k.showItem))
	mux.Handle("POST /keeper/items/{code}", k.page(k.office("withdrawNotOffice", k.withdraw)))
	k.callRoutes(mux)
	k.exchangeRoutes(mux)
}

// staffPage is a page for whoever keeps or signs for some unit.
type staffPage func(w http.ResponseWriter, r *http.Request, who org.Staff) error

// page sends people who are not signed in to the desk's sign-in page, and turns away who has
// nothing to do with any catalogue.
func (k *Keeper) page(p staffPage) http.Handler {
	return ui.SignedIn(k.site.Page(k.known(p)))
}

// uploadLimit is how many bytes a form with a file may have.
const uploadLimit = 12 << 20

// upload is page for forms with a file.
func (k *Keeper) upload(p staffPage) http.Handler {
	return ui.SignedIn(k.site.Upload(uploadLimit, k.known(p)))
}

func (k *Keeper) known(p staffPage) ui.Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		who, _ := k.hall.Directory().StaffByNo(ui.From(r.Context()).User.ID) // SignedIn saw him
		if len(k.hall.KeptUnits(who.No)) == 0 && len(k.hall.LedUnits(who.No)) == 0 {
			return ui.Forbidden("notKeeperNorLeader")
		}
		return p(w, r, who)
	}
}

// writes keeps a page to who keeps some unit's catalogue.
func (k *Keeper) writes(p staffPage) staffPage {
	return ui.Only(func(who string, _ *http.Request) bool { return len(k.hall.KeptUnits(who)) > 0 }, "notKeeper", p)
}

// office keeps a page to the keeper of the district office.
func (k *Keeper) office(code string, p staffPage) staffPage {
	return ui.Only(func(who string, _ *http.Request) bool { return k.hall.KeepsDistrict(who) }, code, p)
}

// reports keeps a page to who sends in for the unit that the address names.
func (k *Keeper) reports(p staffPage) staffPage {
	return ui.Only(func(who string, r *http.Request) bool {
		return k.hall.Reports(who, r.PathValue("unit")) || k.hall.KeepsDistrict(who)
	}, "notKeeperOf", p)
}

// shell is the frame of every page of the room.
func (k *Keeper) shell(ctx context.Context, title, here string, crumbs ...ui.Link) ui.Shell {
	s := ui.Shell{
		Title: title, Out: "/desk/sign-out",
		Crumbs: append([]ui.Link{{Text: ui.Say(ctx, "desk.queue.title"), Href: "/desk"}, {Text: ui.Say(ctx, "keeper.title"), Href: "/keeper"}}, crumbs...),
		Nav: []ui.NavItem{{Text: ui.Say(ctx, "desk.queue.title"), Href: "/desk", Icon: "inbox"},
			{Text: ui.Say(ctx, "keeper.title"), Href: "/keeper", Icon: "book"}, {Text: ui.Say(ctx, "report.title"), Href: "/keeper/calls", Icon: "list"}},
	}
	if u := ui.From(ctx).User; u != nil && len(k.hall.KeptUnits(u.ID)) > 0 {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "keeper.new.title"), Href: "/keeper/new", Icon: "pen"},
			ui.NavItem{Text: ui.Say(ctx, "keeper.import.title"), Href: "/keeper/import", Icon: "box"},
			ui.NavItem{Text: ui.Say(ctx, "annex.title"), Href: "/desk/annexes", Icon: "file"})
	}
	if u := ui.From(ctx).User; u != nil && k.hall.Exchanges(u.ID) {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "exchange.nav"), Href: exchangePath, Icon: "box"})
	}
	if len(crumbs) == 0 {
		s.Crumbs[1].Href = ""
	}
	for i := range s.Nav {
		s.Nav[i].Here = s.Nav[i].Href == here
	}
	return s
}

func (k *Keeper) unitName(ctx context.Context, code string) string {
	return ui.UnitName(ctx, k.hall.Directory(), code, k.hall.Today())
}

func (k *Keeper) staffName(ctx context.Context, no string) string {
	return ui.StaffName(ctx, k.hall.Directory(), no)
}

func itemName(ctx context.Context, it *catalog.Item) string {
	return ui.Of(ctx, ui.Text{Zh: it.Name, En: it.NameEN})
}

func draftPath(id int64) string { return "/keeper/drafts/" + strconv.FormatInt(id, 10) }

// idOf is the draft that an address names.
func idOf(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return 0, ui.NotFound()
	}
	return id, nil
}

// stageTag is a stage in its colour.
func stageTone(s catalog.Stage) ui.Tone {
	switch s {
	case catalog.Published, catalog.Accepted:
		return ui.Good
	case catalog.Returned:
		return ui.Bad
	case catalog.Dropped:
		return ui.Mute
	case catalog.InDraft:
		return ui.Info
	}
	return ui.Warn
}
