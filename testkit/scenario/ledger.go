package scenario

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// Ledger (台账) is a hall that keeps, beside the cases, what people say and are held to: alarms,
// ratings, complaints, findings. They are no acts on a case and change none, so the pure core knows
// nothing of them; over HTTP they go through the same use cases as the pages.
type Ledger interface {
	// Beside sets the clock of the hall behind, and gives it.
	Beside(period.Instant) *app.Hall
}

// Beside is Ledger.
func (s *Stored) Beside(at period.Instant) *app.Hall {
	s.at = at
	return s.hall
}

// Beside is Ledger.
func (h *Web) Beside(at period.Instant) *app.Hall {
	h.site.Set(at)
	return h.site.Hall
}

// errNoLedger: alarms, ratings and the like are kept in a database.
var errNoLedger = errors.New("预警、评价、投诉和问责记在数据库里，此处不能演练：请用 yimen scenario --db")

// entry is where a deed on a ledger is done: by whom, in which hall, about which case.
type entry struct {
	*app.Hall
	who  org.Actor
	c    casework.Case
	play *play
}

func (entry) ctx() context.Context { return context.Background() }

// file is the case as its applicant opens it.
func (e entry) file() (app.File, error) { return e.Track(e.ctx(), e.c.No, e.c.Query) }

// ledgerDeed is a word for a deed on a ledger (台账上的行为), with what it asks for.
type ledgerDeed struct {
	word  string
	build func(*args) func(entry) error
}

// ledgerCheck is what the line 台账 can look at, and how it is found.
type ledgerCheck struct {
	word string
	find func(entry) (string, error)
}

// Of each register its deeds and checks, in the order of the manual.
var (
	deedWords    = slices.Concat(alarmDeeds, ratingDeeds, complaintDeeds, accountDeeds)
	ledgerChecks = slices.Concat(alarmChecks, ratingChecks, complaintChecks, accountChecks)
)

// absent: what is not there is 无, and no failure.
func absent(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

func clockDay(list []app.Clock, name casework.ClockName) string {
	for _, k := range list {
		if k.Name == name {
			return k.Due.On.String()
		}
	}
	return none
}

// readLedger reads 台账 [day] key=value …: how what stands beside the case stands.
func readLedger(words []word, latest period.Instant) (func(*play) error, error) {
	at, words, err := when(words, latest)
	if err != nil {
		return nil, err
	}
	for _, w := range words {
		if !slices.Contains(ledgerCheckWords(), w.key) {
			return nil, unknown(w.String(), withSign(ledgerCheckWords()))
		}
	}
	if len(words) == 0 {
		return nil, unknown("", withSign(ledgerCheckWords()))
	}
	return func(p *play) error {
		e, err := p.entry(at)
		if err != nil {
			return err
		}
		for _, w := range words {
			i := slices.Index(ledgerCheckWords(), w.key)
			found, err := ledgerChecks[i].find(e)
			if err != nil {
				return err
			}
			if want := strings.Join(list(w.text), ","); found != want {
				return &Broken{Expected: w.key + "=" + want, Found: w.key + "=" + found}
			}
		}
		return nil
	}, nil
}

func ledgerCheckWords() (words []string) {
	for _, c := range ledgerChecks {
		words = append(words, c.word)
	}
	return words
}
