package app_test

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/job"
	"yimen/store"
	"yimen/testkit"
)

// spring is an arrangement of 2026 with four more days off in March.
func spring() app.Announcement {
	a, _ := period.Default().Arrangement(2026)
	for _, d := range []int{4, 5, 17, 18} {
		a.Off = append(a.Off, period.NewDate(2026, 3, d))
	}
	return announced(a)
}

// usual is the arrangement of 2026 that the program knows.
func usual() app.Announcement {
	a, _ := period.Default().Arrangement(2026)
	return announced(a)
}

func announced(a period.Arrangement) app.Announcement {
	return app.Announcement{Name: "2026.json", Body: period.File(map[int]period.Arrangement{2026: a}),
		Paper: "国办发明电〔2026〕1号", PaperOn: period.NewDate(2026, 3, 1), Reason: "国务院办公厅通知"}
}

const (
	admin  = testkit.Administrator
	second = testkit.Administrator + "2"
)

// confirmed brings an arrangement into force, and lets the moment come from which it counts.
func confirmed(t testing.TB, w *testkit.World, a app.Announcement) store.Proposal {
	t.Helper()
	p, err := w.Propose(ctx, a, admin)
	must(t, err)
	p, err = w.Confirm(ctx, p.ID, second, "")
	must(t, err)
	w.Clock.Set(p.From)
	return p
}

// work does all follow-up work.
func work(t testing.TB, w *testkit.World) {
	t.Helper()
	r := job.ForHall(w.Hall, slog.New(slog.DiscardHandler))
	for {
		n, err := r.Round(ctx)
		must(t, err)
		if n == 0 {
			return
		}
	}
}

func lastFact(t testing.TB, w *testkit.World, no string) casework.Fact {
	t.Helper()
	rec, err := w.Store.CaseByNo(ctx, no)
	must(t, err)
	return rec.Facts[len(rec.Facts)-1]
}

// TestAnArrangementMovesOpenCases: what the preview says is what happens, to open cases only,
// in the history of each, with its queue and a message; the audit is clean all the way.
func TestAnArrangementMovesOpenCases(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		open := map[casework.State]app.Record{}
		states := []casework.State{casework.Received, casework.Supplementing, casework.Reviewing, casework.Approving,
			casework.Suspended, casework.Granted, casework.Denied, casework.Issuing}
		for _, s := range states {
			open[s] = w.CaseIn(t, testkit.Felling, testkit.Community, s)
		}
		closed := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Closed)
		served := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Delivered)
		p, err := w.Propose(ctx, spring(), admin)
		must(t, err)
		foreseen := map[string]app.CaseShift{}
		looked, err := w.Foresee(ctx, p, func(s app.CaseShift) { foreseen[s.No] = s })
		must(t, err)
		if looked != len(states)+1 || len(foreseen) != len(states) {
			t.Errorf("looked at %d cases, %d move", looked, len(foreseen))
		}
		p, err = w.Confirm(ctx, p.ID, second, "已与通知核对")
		must(t, err)
		audited(t, w, 10)
		if w.Calendar().Working(period.NewDate(2026, 3, 4)) == false {
			t.Error("it counts before its moment")
		}
		w.Clock.Set(p.From)
		audited(t, w, 10)
		work(t, w)
		audited(t, w, 10)
		for s, rec := range open {
			f := lastFact(t, w, rec.No)
			body, ok := f.Body.(*casework.Recount)
			if !ok || f.Seq != rec.Version+1 || body.Edition != p.Seq || body.Paper != p.Paper || !slices.Equal(body.Moved, foreseen[rec.No].Moved) {
				t.Errorf("%s: fact %+v, foreseen %+v", s, f, foreseen[rec.No].Moved)
			}
			if len(foreseen[rec.No].Why) < 2 {
				t.Errorf("%s: moved by %+v", s, foreseen[rec.No].Why)
			}
			told, err := w.Store.Told(ctx, rec.ID)
			must(t, err)
			if told[len(told)-1].Act != org.Recount {
				t.Errorf("%s: the applicant was told %+v", s, told)
			}
		}
		for _, rec := range []app.Record{closed, served} {
			if f := lastFact(t, w, rec.No); f.Seq != rec.Version {
				t.Errorf("%s was moved by %+v", rec.State(), f)
			}
		}
		queue, err := w.Store.Queue(ctx, []store.Seat{{Unit: testkit.Community, Post: org.Acceptance}}, store.Place{}, 10)
		must(t, err)
		if len(queue) < 2 || queue[0].Due != period.NewDate(2026, 3, 11) {
			t.Errorf("the queue says %+v", queue)
		}
		after, err := w.Store.Proposal(ctx, p.ID)
		must(t, err)
		if after.Moved != len(states) || after.Finished.IsZero() || after.Remark == "" || after.EndedBy != second {
			t.Errorf("%+v", after)
		}
		work(t, w)
		audited(t, w, 10)
	})
}

// TestNobodyActsBeforeTheDaysAreWritten: whoever looked at the old days is told so; time lets
// the recount go first; two of them write it once.
func TestNobodyActsBeforeTheDaysAreWritten(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
		raced := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		confirmed(t, w, spring())
		_, err := w.Do(ctx, rec.No, rec.Version, w.Sample(rec, org.Accept), w.Doers(rec, org.Accept)[0])
		outrun(t, err, org.Recount, "")
		fresh, err := w.Store.CaseByNo(ctx, rec.No)
		must(t, err)
		_, err = w.Do(ctx, rec.No, fresh.Version, w.Sample(fresh, org.Accept), w.Doers(fresh, org.Accept)[0])
		must(t, err)
		errs := make(chan error, 2)
		for range 2 {
			go func() {
				_, err := w.Recount(ctx, app.Recounting{Edition: 1})
				errs <- err
			}()
		}
		must(t, errors.Join(<-errs, <-errs))
		if f := lastFact(t, w, raced.No); f.Seq != raced.Version+1 || f.Act != org.Recount {
			t.Errorf("counted twice gives %+v", f)
		}
		audited(t, w, 2)
	})
}

// TestAClosedCaseKeepsItsDays: years later its days are those it was closed under.
func TestAClosedCaseKeepsItsDays(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Closed)
	due := func() (days []period.Due) {
		f, err := w.Open(ctx, rec.No, w.Doers(rec, org.Read)[1])
		must(t, err)
		for _, k := range f.Clocks {
			days = append(days, k.Due)
		}
		return days
	}
	before := due()
	confirmed(t, w, spring())
	work(t, w)
	w.Clock.Set(period.NewDate(2026, 6, 1).At(9, 0))
	if after := due(); !slices.Equal(before, after) || len(before) == 0 {
		t.Errorf("%v became %v", before, after)
	}
	audited(t, w, 1)
}

// TestALapseBeforeTheArrangementStands: what was over by the calendar of its midnight is not
// given back by one that came in later, also when nobody had written it down yet.
func TestALapseBeforeTheArrangementStands(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received) // due 03-09
	p, err := w.Propose(ctx, spring(), admin)
	must(t, err)
	w.Clock.Set(period.NewDate(2026, 3, 10).At(8, 0))
	p, err = w.Confirm(ctx, p.ID, second, "")
	must(t, err)
	f := lastFact(t, w, rec.No)
	if tick, ok := f.Body.(*casework.Tick); !ok || tick.On != period.NewDate(2026, 3, 9) {
		t.Errorf("the lapse was not written down first: %+v", f)
	}
	w.Clock.Set(p.From)
	work(t, w)
	audited(t, w, 1)
}

// TestANewerProgramMovesNothing: a hall keeps the calendar that it was opened with.
func TestANewerProgramMovesNothing(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		old, err := period.LoadCalendar("old", period.Builtin())
		must(t, err)
		kept, err := w.Store.CalendarBase(ctx, []byte("of a newer program"))
		must(t, err)
		again, err := period.LoadCalendar("kept", kept)
		must(t, err)
		if days := old.Shifts(again, period.NewDate(2013, 1, 1), period.NewDate(2027, 12, 31)); len(days) > 0 {
			t.Errorf("%+v", days)
		}
		if files, err := w.Store.CalendarFiles(ctx); err != nil || len(files) > 0 {
			t.Errorf("the first calendar is no imported file: %+v, %v", files, err)
		}
	})
}

// TestManyCasesAreCountedInStretches: more than one job can hold, each once.
func TestManyCasesAreCountedInStretches(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	item, _ := w.Catalogue().InForce(testkit.Felling, w.Today())
	f, err := w.Paper(item, testkit.Community)
	must(t, err)
	const cases = 450
	for range cases {
		_, err := w.Begin(ctx, "", item.Code, casework.Receive{Filing: f}, clerk)
		must(t, err)
	}
	p := confirmed(t, w, spring())
	work(t, w)
	after, err := w.Store.Proposal(ctx, p.ID)
	must(t, err)
	if after.Moved != cases || after.Finished.IsZero() {
		t.Errorf("%d of %d cases were moved, finished %s", after.Moved, cases, after.Finished)
	}
	audited(t, w, cases)
}

// TestCalendarTakesTwo: one administrator brings it in, another confirms; nobody else, and
// nothing twice.
func TestCalendarTakesTwo(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		_, err := w.Propose(ctx, spring(), clerk.No)
		isError(t, err, app.ErrNotAdministrator)
		p, err := w.Propose(ctx, spring(), admin)
		must(t, err)
		_, err = w.Confirm(ctx, p.ID, admin, "")
		isError(t, err, app.ErrSamePerson)
		_, err = w.Confirm(ctx, p.ID, clerk.No, "")
		isError(t, err, app.ErrNotAdministrator)
		_, err = w.Confirm(ctx, p.ID+1, second, "")
		isError(t, err, store.ErrNotFound)
		_, err = w.Reject(ctx, p.ID, admin, " ")
		problems(t, err, "remark required")
		_, err = w.Confirm(ctx, p.ID, second, "")
		must(t, err)
		_, err = w.Confirm(ctx, p.ID, second, "")
		isError(t, err, app.ErrEnded)
		_, err = w.Reject(ctx, p.ID, second, "重复")
		isError(t, err, app.ErrEnded)
		p, err = w.Propose(ctx, usual(), admin)
		must(t, err)
		_, err = w.Reject(ctx, p.ID, admin, "日期抄错，收回")
		must(t, err)
		all, err := w.Proposals(ctx)
		must(t, err)
		if len(all) != 2 || all[0].Outcome != store.Rejected || all[1].Outcome != store.Confirmed {
			t.Errorf("%+v", all)
		}
	})
}

// TestBadAnnouncements: everything wrong is told at once, the file by line and field, and
// nothing is kept.
func TestBadAnnouncements(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	_, err := w.Propose(ctx, app.Announcement{Name: "x.json", Body: []byte("{}"), PaperOn: w.Today().Add(1)}, admin)
	problems(t, err, "paper required", "reason required", "paperOn dayInFuture", "years noYears")
	bad := spring()
	bad.Body = []byte("{\"years\": {\"2026\": {\"papers\": [\"https://a.cn\"],\n\"off\": [\"2026-13-01\"]}}}")
	_, err = w.Propose(ctx, bad, admin)
	problems(t, err, "2026.off date.noSuchDay")
	var list app.Problems
	if errors.As(err, &list); list[0].Line != 2 || list[0].Args[1] != "2026-13-01" {
		t.Errorf("%+v", list[0])
	}
	if all, err := w.Proposals(ctx); err != nil || len(all) > 0 {
		t.Errorf("kept %+v, %v", all, err)
	}
}

func isError(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

// problems asserts "field code" pairs, in order.
func problems(t testing.TB, err error, want ...string) {
	t.Helper()
	var list app.Problems
	errors.As(err, &list)
	var got []string
	for _, p := range list {
		got = append(got, p.Field+" "+p.Code)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v (%v), want %v", got, err, want)
	}
}
