// Package app (用例) holds the use cases: load, let the core decide, save, in one
// transaction. Do and Begin are the only doors through which a case changes.
package app

import (
	"context"
	"sync"
	"sync/atomic"

	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/idp"
	"yimen/paper"
	"yimen/pay"
	"yimen/store"
)

// Hall (大厅) is the running system: its store, its files, its clock, and what it keeps in
// memory of calendar, directory and catalogue. It is safe for concurrent use.
type Hall struct {
	Store *store.Store
	Files store.Blobs
	Now   func() period.Instant
	Rules casework.Rules
	Wake  func() // tells the job runner that follow-up work was committed; may be nil
	Forms Forms
	Paper notice.Settings // what documents say of this deployment
	Press *paper.Press    // prints documents; nil where this process prints none
	Pay   pay.Provider    // takes payments online; nil: fees are paid at the counter
	Seals *SealRoom       // the seals of the deployment; nil: documents bear none
	Tries *Tries          // wrong codes, counted for all doors together

	Vault *Vault // locks secrets at rest; nil: this process neither makes nor reads any

	// TextPhone sends a short message to a mobile phone; nil: this hall sends none, and residents
	// open no accounts.
	TextPhone func(ctx context.Context, phone, text string) error

	Identity *idp.Provider // signs residents in; nil: there is none

	Setup Setup // how this process was started, for the self-check

	Exchange ExchangeSettings

	Couriers Couriers // ways in which applicants are told outside of the pages

	cal atomic.Pointer[knownDays]
	dir atomic.Pointer[org.Directory]
	cat atomic.Pointer[Catalogue]
	reg atomic.Pointer[Registers]

	lint     linted
	measured measured
	crews    crews

	reading sync.Mutex                                  // definitions are read by one at a time
	seen    atomic.Pointer[map[store.Definitions]int64] // versions of what was read last

	forms  printedForms
	months countedMonths
}

// NewHall opens the hall over a migrated store and reads the definitions.
func NewHall(ctx context.Context, st *store.Store, files store.Blobs, now func() period.Instant) (*Hall, error) {
	h := &Hall{Store: st, Files: files, Now: now, Rules: casework.DefaultRules(), Tries: NewTries()}
	h.cal.Store(&knownDays{Editions: period.Always(period.Default()), papers: []string{""}})
	return h, h.Reload(ctx)
}

// Calendar is the working-day calendar in force.
func (h *Hall) Calendar() *period.Calendar { return h.cal.Load().At(h.Now()) }

// CalendarOf is the calendar that the days of a case are reckoned with: that in force, or for
// a closed case the one it was closed under.
func (h *Hall) CalendarOf(c casework.Case) *period.Calendar { return h.calendarAt(c, h.Now()) }

func (h *Hall) calendarAt(c casework.Case, now period.Instant) *period.Calendar {
	if c.Ended != "" {
		now = c.ActedAt
	}
	return h.cal.Load().At(now)
}

// Directory is the present state of units, posts and staff.
func (h *Hall) Directory() *org.Directory { return h.dir.Load() }

// Catalogue is all published items.
func (h *Hall) Catalogue() *Catalogue { return h.cat.Load() }

// Today is the day it is in Shanghai.
func (h *Hall) Today() period.Date { return h.Now().Date() }
