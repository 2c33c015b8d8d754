package web

import (
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/account"
	"yimen/web/admin"
	"yimen/web/api"
	"yimen/web/board"
	"yimen/web/desk"
	"yimen/web/keeper"
	"yimen/web/portal"
	"yimen/web/ui"
)

// Config is what the pages need from outside.
type Config struct {
	Hall    *app.Hall
	Key     []byte // secret of form tokens and cookies, ≥ 32 bytes
	Log     *slog.Logger
	Secure  bool     // served over TLS
	Demo    bool     // demonstration accounts are shown on the sign-in page
	Proxied bool     // a proxy of ours stands before: the address is the last of X-Forwarded-For
	Trusted []string // other origins that may post
}

// sessionLife is how long somebody stays signed in: one working day.
const sessionLife = 10 * time.Hour

// New is the program's pages and its interface: the route table behind its edge.
func New(c Config) http.Handler {
	_, all := lay(c)
	return all
}

// lay makes the one route table, all rooms on one mux, and the edge before it.
func lay(c Config) (*http.ServeMux, http.Handler) {
	assets := NewAssets(c.Log)
	sessions, residents := sessionsOf(c, "yimen"), sessionsOf(c, "yimen_my")
	residents.Cookie.Persist = false // many sit at a shared computer
	citizens := account.New(c.Hall, residents, portal.Shell, c.Log, c.Demo)

	staff := desk.New(c.Hall, sessions, c.Demo)
	site := &ui.Site{
		Clock: c.Hall.Now, Key: c.Key, Log: c.Log, Asset: assets.Path, Who: staff.Who, Citizen: citizens.Who,
		Explain: explain, Trusted: c.Trusted, Secure: c.Secure, Demo: c.Demo,
	}
	mux := http.NewServeMux()
	assets.Routes(mux)
	site.Gallery(mux)
	portal.Routes(mux, site, c.Hall)
	citizens.Routes(mux, site)
	staff.Routes(mux, site)
	board.Routes(mux, site, c.Hall)
	keeper.Routes(mux, site, c.Hall)
	var heard []api.Speech
	portal.Heard(func(act org.Act, fields []ui.Field, read func(ui.Form) casework.Command) {
		heard = append(heard, api.Speech{Act: act, Fields: fields, Read: read})
	})
	api.Routes(mux, site, c.Hall, api.Acts{List: desk.Acts(), Fixed: desk.FixedFields, Of: staff.FieldsOf, Do: staff.DoAct}, heard)
	admin.Routes(mux, site, c.Hall, staff.Shell)
	all := sessions.LoadAndSave(residents.LoadAndSave(site.Edge(mux)))
	if c.Proxied {
		all = behindProxy(all)
	}
	return mux, all
}

// sessionsOf makes the sessions of one sort of people: residents' and staff's have a cookie each,
// and neither is read as the other.
func sessionsOf(c Config, cookie string) *scs.SessionManager {
	m := scs.New()
	m.Store = remember(c.Hall.Store.Sessions(c.Hall.Now), c.Hall.Now)
	m.Codec = &plainSession{}
	m.HashTokenInStore = true
	m.Lifetime = sessionLife
	m.Cookie.Name = cookie
	m.Cookie.HttpOnly = true
	m.Cookie.Secure = c.Secure
	m.Cookie.SameSite = http.SameSiteLaxMode
	return m
}

// behindProxy takes the address that our proxy saw. Only the last entry counts: those
// before it are what the visitor himself has sent.
func behindProxy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if last, err := netip.ParseAddr(strings.TrimSpace(hops[len(hops)-1])); err == nil {
			r.RemoteAddr = netip.AddrPortFrom(last, 0).String()
		}
		next.ServeHTTP(w, r)
	})
}
