package web

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"yimen/app"
	"yimen/web/desk"
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
	Trusted []string // other origins that may post
}

// sessionLife is how long a staff member stays signed in: one working day.
const sessionLife = 10 * time.Hour

// New is the one route table: all rooms on one mux, behind one edge.
func New(c Config) http.Handler {
	assets := NewAssets(c.Log)
	sessions := scs.New()
	sessions.Store = remember(c.Hall.Store.Sessions(c.Hall.Now), c.Hall.Now)
	sessions.HashTokenInStore = true
	sessions.Lifetime = sessionLife
	sessions.Cookie.Name = "yimen"
	sessions.Cookie.HttpOnly = true
	sessions.Cookie.Secure = c.Secure
	sessions.Cookie.SameSite = http.SameSiteLaxMode

	staff := desk.New(c.Hall, sessions, c.Demo)
	site := &ui.Site{
		Clock: c.Hall.Now, Key: c.Key, Log: c.Log, Asset: assets.Path, Who: staff.Who,
		Explain: explain, Trusted: c.Trusted, Secure: c.Secure, Demo: c.Demo,
	}
	mux := http.NewServeMux()
	assets.Routes(mux)
	site.Gallery(mux)
	portal.Routes(mux, site, c.Hall)
	staff.Routes(mux, site)
	return sessions.LoadAndSave(site.Edge(mux))
}
