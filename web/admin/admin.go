// Package admin (管理) is the room of the administrators (系统管理员): staff and their posts,
// units and centres, stationings with their written authorisations, what was changed by whom,
// the follow-up work, the settings, and what is wrong with the configuration.
//
// The lists of the directory are shown and changed by one set of handlers; a register says what
// is particular to a list (see register.go).
package admin

import (
	"context"
	"net/http"
	"strings"

	"yimen/app"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// Page is a page for a member of staff.
type Page = func(w http.ResponseWriter, r *http.Request, who org.Staff) error

// Frame is the frame of a page, lent by the staff's room.
type Frame func(ctx context.Context, title, here string, crumbs ...ui.Link) ui.Shell

// Admin (管理) serves the administrators' pages of one hall.
type Admin struct {
	hall  *app.Hall
	frame Frame
}

const home = "/desk/admin"

// Routes adds the room's routes.
func Routes(mux *http.ServeMux, site *ui.Site, hall *app.Hall, frame Frame) {
	a := &Admin{hall: hall, frame: frame}
	handle := func(pattern string, p Page) { mux.Handle(pattern, ui.SignedIn(site.Page(a.only(p)))) }
	handle("GET "+home, a.showHome)
	for _, g := range registers {
		path := home + "/" + g.path
		handle("GET "+path, a.showList(g))
		handle("GET "+path+"/new", a.showNew(g))
		handle("POST "+path, a.save(g))
		handle("GET "+path+"/{key}", a.showRow(g))
		handle("POST "+path+"/{key}", a.save(g))
	}
	handle("POST "+home+"/staff/{key}/{what}", a.doAccount)
	handle("GET "+terminalsPath, a.showTerminals)
	handle("GET "+terminalsPath+"/new", a.newTerminal)
	handle("POST "+terminalsPath, a.addTerminal)
	handle("GET "+terminalsPath+"/{key}", a.showTerminal)
	handle("POST "+terminalsPath+"/{key}", a.changeTerminal)
	handle("POST "+terminalsPath+"/{key}/pair", a.pairTerminal)
	handle("POST "+terminalsPath+"/{key}/revoke", a.revokeTerminal)
	handle("GET "+home+"/history", a.showHistory)
	handle("GET "+home+"/check", a.showCheck)
	handle("GET "+home+"/settings", a.showSettings)
	handle("GET "+home+"/jobs", a.showJobs)
	handle("POST "+home+"/jobs/{id}/revive", a.reviveJob)
}

// only keeps a page to 系统管理员.
func (a *Admin) only(p Page) ui.Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		who, _ := a.hall.Directory().StaffByNo(ui.From(r.Context()).User.ID) // SignedIn saw him
		if !a.hall.Administers(who.No) {
			return ui.Forbidden("notAdministrator")
		}
		return p(w, r, who)
	}
}

// shell is the frame of every page of the room.
func (a *Admin) shell(ctx context.Context, title string, crumbs ...ui.Link) ui.Shell {
	if len(crumbs) > 0 || title != say(ctx, "title") {
		crumbs = append([]ui.Link{{Text: say(ctx, "title"), Href: home}}, crumbs...)
	}
	return a.frame(ctx, title, home, append(crumbs, ui.Link{Text: title})...)
}

func say(ctx context.Context, key string, args ...any) string {
	return ui.Say(ctx, "admin."+key, args...)
}

// unitName is the short name of a unit as it is called today, or was called last.
func (a *Admin) unitName(ctx context.Context, code string) string {
	return ui.UnitName(ctx, a.hall.Directory(), code, a.hall.Today())
}

// staffName is a member of staff with the 工号.
func (a *Admin) staffName(ctx context.Context, no string) string {
	s, ok := a.hall.Directory().StaffByNo(no)
	if !ok {
		return no
	}
	return ui.Of(ctx, ui.Text{Zh: s.Name, En: s.NameEN}) + " " + no
}

// day reads a date that the form's check has passed.
func day(f ui.Form, name string) period.Date {
	d, _ := period.ParseDate(f.Get(name)) // "" is no day
	return d
}

// lines splits what stands on lines of its own.
func lines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

// words splits codes that stand beside or below each other.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n,;，；、", r) })
}
