// Package desk (工作台) is the room of the staff: sign-in, my queue, the case with the acts
// that may be done to it, and the counter where applications are taken in.
//
// One page is one handler, its form, its template and its test side by side; an act of the
// law is one entry of actions (see act.go) in the file of its group.
package desk

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/alexedwards/scs/v2"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// Desk (工作台) serves the staff's pages of one hall.
type Desk struct {
	hall     *app.Hall
	sessions *scs.SessionManager
	demo     bool // the sign-in page lists accounts to try
	site     *ui.Site
}

// New makes the room. Routes must be called before it serves. A session ends with the
// browser's window, at the latest after the manager's Lifetime by the hall's clock.
func New(hall *app.Hall, sessions *scs.SessionManager, demo bool) *Desk {
	sessions.Cookie.Persist = false
	return &Desk{hall: hall, sessions: sessions, demo: demo}
}

// staffKey is where the session keeps the 工号.
const staffKey = "staff"

// Routes adds the room's routes.
func (d *Desk) Routes(mux *http.ServeMux, site *ui.Site) {
	d.site = site
	mux.Handle("GET /desk/sign-in", site.Page(d.showSignIn))
	mux.Handle("POST /desk/sign-in", site.Page(d.signIn))
	mux.Handle("POST /desk/sign-out", site.Page(d.signOut))
	mux.Handle("GET /desk/cases", d.page(d.findCase))
	mux.Handle("GET /desk/cases/{no}", d.page(d.showCase))
	mux.Handle("GET /desk/cases/{no}/contents", d.page(d.showContents))
	mux.Handle("GET /desk/cases/{no}/chart", d.page(d.showChart))
	mux.Handle("GET /desk/cases/{no}/receipt", d.page(d.showReceipt))
	mux.Handle("GET /desk/cases/{no}/files/{id}", d.page(d.showFile))
	mux.Handle("GET /desk/cases/{no}/readings", d.page(d.showReadings))
	mux.Handle("GET /desk/cases/{no}/dossier", d.page(d.sendDossier))
	mux.Handle("GET /desk/cases/{no}/documents/{seq}/{name}", d.page(d.showDocument))
	mux.Handle("GET /desk/cases/{no}/documents/{seq}/{name}/pdf", d.page(d.sendDocument))
	mux.Handle("POST /desk/cases/{no}/{act}/preview", d.page(d.preview))
	mux.Handle("GET /desk/cases/{no}/{act}", d.page(d.showAct))
	mux.Handle("POST /desk/cases/{no}/{act}", d.page(d.doAct))
	mux.Handle("GET /desk/licences", d.page(d.showLicences))
	mux.Handle("GET /desk/receive", d.page(d.chooseItem))
	mux.Handle("GET /desk/receive/{item}", d.page(d.showReceive))
	mux.Handle("POST /desk/receive/{item}", d.upload(scanLimit, d.receive))
	d.queueRoutes(mux)
	d.caseNoteRoutes(mux)
	d.questionRoutes(mux)
	d.standInRoutes(mux)
	d.calendarRoutes(mux)
	d.sealRoutes(mux)
	d.annexRoutes(mux)
	d.messageRoutes(mux)
	d.ledgerRoutes(mux)
	d.oversightRoutes(mux)
	d.assessRoutes(mux)
	d.complaintRoutes(mux)
	d.accountabilityRoutes(mux)
	d.accountRoutes(mux)
}

// pick finds the items in force today that a text names.
func (d *Desk) pick(text string) []*catalog.Item {
	return d.hall.Catalogue().Pick(text, d.hall.Today())
}

// staffPage is a page for whoever is signed in.
type staffPage func(w http.ResponseWriter, r *http.Request, who org.Staff) error

// Shell is the frame for a page of another room of the staff.
func (d *Desk) Shell(ctx context.Context, title, here string, crumbs ...ui.Link) ui.Shell {
	return d.shell(ctx, title, here, crumbs...)
}

func (d *Desk) page(p staffPage) http.Handler { return ui.SignedIn(d.site.Page(d.known(p))) }

// upload is page for forms with files of so many bytes together.
func (d *Desk) upload(limit int64, p staffPage) http.Handler {
	return ui.SignedIn(d.site.Upload(limit, d.known(p)))
}

func (d *Desk) known(p staffPage) ui.Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		who, _ := d.staff(r.Context())
		return p(w, r, who)
	}
}

// staff is who is signed in and still on the staff.
func (d *Desk) staff(ctx context.Context) (org.Staff, bool) {
	no := d.sessions.GetString(ctx, staffKey)
	if no == "" {
		return org.Staff{}, false
	}
	return d.hall.Directory().OnStaff(no, d.hall.Today())
}

// Who tells the pages who is signed in; nil when nobody is. It asks memory only.
func (d *Desk) Who(r *http.Request) *ui.User {
	who, ok := d.staff(r.Context())
	if !ok {
		return nil
	}
	ctx := r.Context()
	return &ui.User{ID: who.No, Only: d.confined(ctx), Name: ui.Of(ctx, ui.Text{Zh: who.Name, En: who.NameEN}), Seat: func() (post, unit string) {
		return postNames(ctx, d.hall.Directory().PostsOf(who.No, d.hall.Today())), d.unitName(ctx, who.Unit)
	}}
}

// postNames says which posts somebody holds, at most three.
func postNames(ctx context.Context, held []org.Post) string {
	var names []string
	for _, p := range held[:min(3, len(held))] {
		names = append(names, ui.CodeName(ctx, "post", string(p)))
	}
	return strings.Join(names, ui.Say(ctx, "desk.and"))
}

// unitName is the short name of a unit as it is called today, or was called last.
func (d *Desk) unitName(ctx context.Context, code string) string {
	return ui.UnitName(ctx, d.hall.Directory(), code, d.hall.Today())
}

// staffName is the name of a member of staff in the reader's language, or the 工号 of one who is
// gone.
func (d *Desk) staffName(ctx context.Context, no string) string {
	return ui.StaffName(ctx, d.hall.Directory(), no)
}

// shell is the frame of every page of the room.
func (d *Desk) shell(ctx context.Context, title, here string, crumbs ...ui.Link) ui.Shell {
	s := ui.Shell{
		Title: title, Out: "/desk/sign-out",
		Search: ui.Search{Action: "/desk/cases", Name: "no", Prompt: ui.Say(ctx, "desk.search")},
		Crumbs: append([]ui.Link{{Text: ui.Say(ctx, "desk.queue.title"), Href: "/desk"}}, crumbs...),
		Nav:    []ui.NavItem{{Text: ui.Say(ctx, "desk.queue.title"), Href: "/desk", Icon: "inbox"}},
	}
	if u := ui.From(ctx).User; u != nil && d.works(u.ID) {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "queue.unit"), Href: unitQueue, Icon: "list"})
	}
	if u := ui.From(ctx).User; u != nil && d.receives(u.ID) {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "desk.receive.title"), Href: "/desk/receive", Icon: "pen"})
	}
	s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "inbox.title"), Href: inboxPath, Icon: "envelope"})
	s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "question.title"), Href: "/desk/questions", Icon: "info"},
		ui.NavItem{Text: ui.Say(ctx, "notes.phrases"), Href: "/desk/phrases", Icon: "phrase"})
	if u := ui.From(ctx).User; u != nil && d.supervises(u.ID) {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "supervise.over.title"), Href: "/desk/oversight", Icon: "track"})
	}
	if u := ui.From(ctx).User; u != nil && (d.supervises(u.ID) || len(d.hall.Seats(u.ID)) > 0) {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "supervise.alarm.title"), Href: "/desk/alarms", Icon: "alert"})
	}
	if u := ui.From(ctx).User; u != nil && d.supervises(u.ID) && len(d.hall.ComplaintsOver(u.ID)) > 0 {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "complaint.list"), Href: complaintsPath, Icon: "alert"},
			ui.NavItem{Text: ui.Say(ctx, "blame.list"), Href: accountsPath, Icon: "alert"})
	}
	s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "assess.title"), Href: assessPath, Icon: "list"})
	s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "roads.standIn.title"), Href: "/desk/stand-ins", Icon: "people"})
	s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "board.title"), Href: "/board", Icon: "target"})
	if u := ui.From(ctx).User; u != nil && d.keepsLicences(u.ID) {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "licence.list"), Href: "/desk/licences", Icon: "file"})
	}
	if u := ui.From(ctx).User; u != nil && d.takesMoney(u.ID) {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "supervise.ledger.title"), Href: "/desk/payments", Icon: "list"})
	}
	if u := ui.From(ctx).User; u != nil && d.keepsCatalogue(u.ID) {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "keeper.title"), Href: "/keeper", Icon: "book"})
	}
	if u := ui.From(ctx).User; u != nil && d.hall.Keeps(u.ID) {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "annex.title"), Href: "/desk/annexes", Icon: "file"})
	}
	s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "account.title"), Href: "/desk/account", Icon: "lock"})
	if u := ui.From(ctx).User; u != nil && d.hall.Administers(u.ID) {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "admin.title"), Href: "/desk/admin", Icon: "gear"})
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "calendar.title"), Href: "/desk/calendar", Icon: "clock"})
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "seal.title"), Href: "/desk/seals", Icon: "seal"})
	}
	if u := ui.From(ctx).User; u != nil && (d.hall.Administers(u.ID) || d.supervises(u.ID)) {
		s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "message.title"), Href: "/desk/messages", Icon: "envelope"})
	}
	s.Nav = append(s.Nav, ui.NavItem{Text: ui.Say(ctx, "notes.keys"), Href: "/desk/keys", Icon: "gear"})
	for i := range s.Nav {
		s.Nav[i].Here = s.Nav[i].Href == here
	}
	return s
}

// keepsCatalogue tells whether somebody writes items or signs them as 分管领导.
func (d *Desk) keepsCatalogue(no string) bool {
	return d.hall.Keeps(no) || len(d.hall.LedUnits(no)) > 0
}

// receives tells whether somebody holds an acceptance post today.
func (d *Desk) receives(no string) bool {
	return slices.ContainsFunc(d.hall.Seats(no), func(s store.Seat) bool { return s.Post == org.Acceptance })
}

// shortDay is a day for dense places: 03-09, with its year when it is not this year's.
func (d *Desk) shortDay(on period.Date) string {
	if on.IsZero() {
		return ""
	}
	year, _, _ := d.hall.Today().Civil()
	if y, _, _ := on.Civil(); y != year {
		return on.String()
	}
	return on.String()[len("2006-"):]
}

// sure is a due day in words, with its mark where the holidays of its year are not announced
// yet and it may still move (暂定).
func (d *Desk) sure(ctx context.Context, on period.Date, text string) string {
	return ui.Sure(ctx, text, !on.IsZero() && d.hall.Calendar().Provisional(on))
}

// isoDue is a reckoned day for a sentence among others that write their days in figures.
func isoDue(ctx context.Context, d period.Due) string {
	return ui.Sure(ctx, d.On.String(), d.Provisional)
}

func plain(n int) string { return strconv.Itoa(n) }
