package scenario

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// Stored (存储) is the hall that keeps its cases in a database: the same use cases as the
// pages, on SQLite or PostgreSQL.
type Stored struct {
	hall  *app.Hall
	at    period.Instant
	cases map[string]store.Record
}

// OpenStored gives an opener of halls over one migrated database. Each scenario's items are
// published anew; their codes follow from their content, so scenarios can share a database.
func OpenStored(ctx context.Context, st *store.Store) func(World) (Hall, error) {
	return func(w World) (Hall, error) {
		s := &Stored{cases: map[string]store.Record{}, at: period.NewDate(2015, 1, 1).At(8, 0)}
		if err := prepare(ctx, st, w); err != nil {
			return nil, err
		}
		var err error
		if s.hall, err = app.NewHall(ctx, st, nil, func() period.Instant { return s.at }); err != nil {
			return nil, err
		}
		s.hall.Rules = w.Rules
		return s, nil
	}
}

// ErrInUse says that a database belongs to a hall that people work in: its units would be
// lost to those of the test district.
var ErrInUse = errors.New("数据库里已有别的机构；场景只能在空库或演练专用库中进行")

// prepare loads what is not in the database yet.
func prepare(ctx context.Context, st *store.Store, w World) error {
	had, version, err := st.Directory(ctx)
	if err != nil {
		return err
	}
	if len(had.Units) == 0 {
		if err := st.SaveDirectory(ctx, w.District, version); err != nil {
			return err
		}
	} else if !same(had, w.District) {
		return ErrInUse
	}
	if err := arrange(ctx, st, w); err != nil {
		return err
	}
	if err := stand(ctx, st, w.StandIns); err != nil {
		return err
	}
	for _, item := range w.Items {
		err := st.Publish(ctx, []catalog.Item{item}, "scenario", 0)
		if err != nil && !errors.Is(err, store.ErrConflict) {
			return err
		}
	}
	return nil
}

// arrange brings in what the scenario knows otherwise of the calendar. A database whose
// calendar was ever changed serves no other scenario.
func arrange(ctx context.Context, st *store.Store, w World) error {
	files, err := st.CalendarFiles(ctx)
	if err != nil {
		return err
	}
	used := len(files) > 0
	if w.Own && !used {
		err = st.EachWhole(ctx, func(store.Whole) error { used = true; return nil })
	}
	if err != nil {
		return err
	}
	if used {
		return ErrOwnCalendar
	}
	for i, body := range w.Bases {
		if err := st.AddCalendar(ctx, store.CalendarFile{Seq: i + 1, At: period.Instant(i + 1), By: "scenario", Name: "日历", Body: body}); err != nil {
			return err
		}
	}
	return nil
}

// announce puts an arrangement into a database.
func announce(ctx context.Context, hall *app.Hall, a Announcement) error {
	files, err := hall.Store.CalendarFiles(ctx)
	if err != nil {
		return err
	}
	f := store.CalendarFile{Seq: len(files) + 1, At: a.At, By: "scenario", Name: a.Paper, Body: a.File}
	if err := hall.Store.AddCalendar(ctx, f); err != nil {
		return err
	}
	return hall.Reload(ctx)
}

// Announce is Announcer.
func (s *Stored) Announce(a Announcement) error { return announce(context.Background(), s.hall, a) }

// same tells whether two directories have the same rows.
func same(a, b org.Snapshot) bool {
	one, errA := json.Marshal(a)
	other, errB := json.Marshal(b)
	return errA == nil && errB == nil && bytes.Equal(one, other)
}

// Do is Hall.Do.
func (s *Stored) Do(m Move) error {
	s.at = m.At
	rec, known := s.cases[m.Case]
	if !known {
		rec = s.hall.Blank(m.Item, store.NewCode())
	}
	saved, err := s.hall.Once(context.Background(), rec, m.Do, m.Actor, nil)
	if err != nil {
		return err
	}
	s.cases[m.Case] = saved
	return s.noted(saved)
}

// noted does the follow-up work of an application about a licence, and reads that case again.
func (s *Stored) noted(of store.Record) error {
	if err := s.hall.NoteRenewal(context.Background(), of.ID); err != nil || of.About == nil {
		return err
	}
	for name, rec := range s.cases {
		if rec.No == of.About.Case {
			now, err := s.hall.Store.Case(context.Background(), rec.ID)
			if err != nil {
				return err
			}
			s.cases[name] = now
		}
	}
	return nil
}

// Case is Hall.Case: the case is read back, never remembered.
func (s *Stored) Case(name string) (casework.Case, error) {
	rec, known := s.cases[name]
	if !known {
		return casework.Case{}, nil
	}
	now, err := s.hall.Store.Case(context.Background(), rec.ID)
	return now.Case, err
}

// Facts is History.Facts.
func (s *Stored) Facts(name string) ([]casework.Fact, error) {
	rec, known := s.cases[name]
	if !known {
		return nil, nil
	}
	return s.hall.Store.Facts(context.Background(), rec.ID)
}

// Audit derives every case anew from its facts, as yimen audit does.
func (s *Stored) Audit() error {
	_, err := s.hall.Audit(context.Background())
	return err
}
