package app_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// twins are two halls, one on each database, to which the same happens at the same moment.
type twins struct {
	t     *testing.T
	r     *rand.Rand
	halls [2]*testkit.World
	recs  [2]app.Record
	steps int
}

// TestRoadsInLockstep lets random acts of random people happen on both stores, on random days
// of twenty years, while arrangements of holidays come in: both say the same to each, and keep
// the same case. YIMEN_STEPS asks for more steps than a test should take.
func TestRoadsInLockstep(t *testing.T) {
	want, err := strconv.Atoi(cmp.Or(os.Getenv("YIMEN_STEPS"), "400"))
	must(t, err)
	w := &twins{t: t, r: rand.New(rand.NewPCG(20, 13)),
		halls: [2]*testkit.World{testkit.Open(t, testkit.SQLite(t)), testkit.Open(t, testkit.Postgres(t))}}
	now := period.NewDate(2013, 1, 4).At(9, 0)
	years := float64(20 * 365)
	cases := 0
	begun := time.Now()
	for w.steps < want && !t.Failed() {
		w.set(now)
		w.begin()
		cases++
		for range 1 + w.r.IntN(20) {
			w.pass(years / float64(want))
			w.act()
		}
		now = w.halls[0].Clock.Now() + 1000
	}
	t.Logf("%d steps on both stores, %.0f a second, to %s", w.steps, float64(w.steps)/time.Since(begun).Seconds(), now.Date())
	for _, h := range w.halls {
		must(t, h.TickAll(ctx))
		work(t, h)
		audited(t, h, cases)
	}
}

func (w *twins) set(at period.Instant) {
	for _, h := range w.halls {
		h.Clock.Set(at)
	}
}

// both does one thing in both halls and compares what comes of it.
func (w *twins) both(what string, do func(i int, h *testkit.World) (app.Record, error)) {
	w.t.Helper()
	w.steps++
	var said [2]string
	for i, h := range w.halls {
		rec, err := do(i, h)
		if said[i] = fmt.Sprint(err); err == nil {
			w.recs[i] = rec
			said[i] = told(w.t, rec)
		}
	}
	if said[0] != said[1] {
		w.t.Fatalf("%s on %s:\nSQLite     %s\nPostgreSQL %s", what, w.halls[0].Clock.Now(), said[0], said[1])
	}
}

// told is a case in full, but for what is drawn by lot.
func told(t *testing.T, rec app.Record) string {
	t.Helper()
	c, err := json.Marshal(rec.Case)
	must(t, err)
	f, err := rec.Facts[len(rec.Facts)-1].MarshalJSON()
	must(t, err)
	return fmt.Sprint(rec.No, rec.Version, rec.State(), string(c), string(f))
}

func (w *twins) begin() {
	item, _ := w.halls[0].Catalogue().InForce([]string{testkit.Felling, testkit.Firm, testkit.Allowance}[w.r.IntN(3)], w.halls[0].Today())
	filing, err := w.halls[0].Paper(item, testkit.Community)
	must(w.t, err)
	if slices.Contains(item.Channels, catalog.ByFax) && w.r.IntN(2) == 0 {
		filing = testkit.ByFax(filing)
	}
	w.both("receive", func(_ int, h *testkit.World) (app.Record, error) {
		return h.Begin(ctx, "", item.Code, casework.Receive{Filing: filing}, clerk)
	})
}

// pass lets some days go by, and now and then an arrangement of holidays come in.
func (w *twins) pass(days float64) {
	if w.r.IntN(3) == 0 {
		w.set(w.halls[0].Clock.Now() + period.Instant(w.r.Float64()*6*days*86_400_000))
	}
	w.set(w.halls[0].Clock.Now() + period.Instant(1+w.r.IntN(600_000)))
	if w.r.IntN(30) > 0 {
		return
	}
	body := w.arrangement()
	for _, h := range w.halls {
		files, err := h.Store.CalendarFiles(ctx)
		must(w.t, err)
		must(w.t, h.Store.AddCalendar(ctx, store.CalendarFile{Seq: len(files) + 1, At: h.Now(), By: admin, Name: "通知", Body: body}))
		must(w.t, h.Reload(ctx))
	}
	w.set(w.halls[0].Clock.Now() + 1)
}

// arrangement puts some days of this year otherwise.
func (w *twins) arrangement() []byte {
	year, _, _ := w.halls[0].Today().Civil()
	cal := w.halls[0].NewestCalendar()
	year = min(year, cal.LastYear())
	a, _ := cal.Arrangement(year)
	for range 1 + w.r.IntN(4) {
		d := w.halls[0].Today().Add(w.r.IntN(40))
		if y, _, _ := d.Civil(); y == year && cal.Day(d).Why == period.Weekday && !slices.Contains(a.Off, d) {
			a.Off = append(a.Off, d)
		}
	}
	return period.File(map[int]period.Arrangement{year: a})
}

// act lets somebody do something: mostly what he may, sometimes anything.
func (w *twins) act() {
	rec, h := w.recs[0], w.halls[0]
	var acts []org.Act
	for _, who := range []org.Actor{clerk, staff("330303001-sh"), staff("330303-nyj-sp"), staff("330303-nyj-fz"), staff("330303001-zz"), app.Applicant(rec.Case)} {
		acts = append(acts, h.Directory().Acts(who, rec.Target(h.Today()))...)
	}
	acts = slices.DeleteFunc(acts, func(a org.Act) bool {
		return slices.Contains([]org.Act{org.Draft, org.Submit, org.Receive, org.Read}, a) ||
			w.r.IntN(4) > 0 && slices.Contains([]org.Act{org.Withdraw, org.Terminate, org.RefuseAcceptance, org.TellNoLicence, org.RevokeAcceptance}, a)
	})
	if len(acts) == 0 {
		acts = []org.Act{org.Tick}
	}
	act := acts[w.r.IntN(len(acts))]
	who := org.Actor{Kind: org.BySystem}
	if may := h.Doers(rec, act); len(may) > 0 {
		who = may[w.r.IntN(len(may))]
	}
	cmd := h.Sample(rec, act)
	w.both(string(act), func(i int, h *testkit.World) (app.Record, error) {
		rec, err := h.Do(ctx, w.recs[i].No, 0, cmd, who)
		if err != nil { // time or calendar may have acted before
			if now, err := h.Store.CaseByNo(ctx, w.recs[i].No); err == nil {
				w.recs[i] = now
			}
		}
		return rec, err
	})
}
