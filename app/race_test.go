package app_test

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/testkit"
)

// rivals are two halls over one store whose clocks wait for each other. An act reads the
// case before it looks at the clock, so both have read the same version before either
// decides: every race is one, none is left to chance.
type rivals struct {
	halls [2]*app.Hall
	gate  chan struct{}
	alone atomic.Int64 // how often one waited for the other in vain
}

func newRivals(t testing.TB, w *testkit.World) *rivals {
	t.Helper()
	r := &rivals{gate: make(chan struct{})}
	for i := range r.halls {
		hall, err := app.NewHall(ctx, w.Store, w.Files, r.now)
		must(t, err)
		r.halls[i] = hall
	}
	return r
}

func (r *rivals) now() period.Instant {
	select {
	case r.gate <- struct{}{}:
	case <-r.gate:
	case <-time.After(20 * time.Second):
		r.alone.Add(1)
	}
	return testkit.Opening
}

// both lets the two do the same at once.
func (r *rivals) both(do func(i int, h *app.Hall) (app.Record, error)) (recs [2]app.Record, errs [2]error) {
	var all sync.WaitGroup
	for i, h := range r.halls {
		all.Go(func() { recs[i], errs[i] = do(i, h) })
	}
	all.Wait()
	return recs, errs
}

// act lets two press the same button on the same page; exactly one is told done, the other
// who did what. It returns the case as the winner left it.
func (r *rivals) act(w *testkit.World, page app.Record, act org.Act) (app.Record, error) {
	who := w.Doers(page, act)
	if len(who) == 0 {
		return page, testkit.ErrNobody
	}
	second := who[len(who)-1] // the applicant and time press twice themselves
	cmd := w.Sample(page, act)
	if revoke, ok := cmd.(casework.RevokeLicence); ok {
		revoke.Safety = false // a bar would end the other races, which have the same applicant
		cmd = revoke
	}
	recs, errs := r.both(func(i int, h *app.Hall) (app.Record, error) {
		return h.Do(ctx, page.No, page.Version, cmd, []org.Actor{who[0], second}[i])
	})
	won := 0
	if errs[0] != nil {
		won = 1
	}
	var stale *app.Stale
	switch winner := []org.Actor{who[0], second}[won]; {
	case errs[won] != nil:
		return page, fmt.Errorf("nobody was told done: %w; %w", errs[0], errs[1])
	case recs[won].Version != page.Version+1:
		return page, fmt.Errorf("version %d became %d", page.Version, recs[won].Version)
	case errs[1-won] == nil:
		return page, errors.New("both were told done")
	case !errors.As(errs[1-won], &stale):
		return page, fmt.Errorf("the loser was told %w", errs[1-won])
	case stale.Last.Act != act || stale.Last.By.No != winner.No || stale.Last.Seq != recs[won].Version:
		return page, fmt.Errorf("the loser was told of %s by %q, not %s by %q", stale.Last.Act, stale.Last.By.No, act, winner.No)
	}
	return recs[won], nil
}

// submit lets an applicant press twice: both get the same number.
func (r *rivals) submit(draft app.Record, f casework.Filing) (app.Record, error) {
	recs, errs := r.both(func(_ int, h *app.Hall) (app.Record, error) { return h.Submit(ctx, draft.Draft, f) })
	if err := errors.Join(errs[0], errs[1]); err != nil {
		return draft, err
	}
	if recs[0].No != recs[1].No || recs[0].Version != 2 || recs[1].Version != 2 {
		return draft, fmt.Errorf("submitted twice: %s and %s", recs[0].No, recs[1].No)
	}
	return recs[0], nil
}

// raced are roads that together meet every act; each step of each is a race.
var raced = [][]org.Act{
	{org.Submit, org.CorrectOnSpot, org.RequestSupplement, org.NotePosted, org.Supplement, org.AllowSupplement, org.Accept, org.Pass, org.Grant, org.Issue, org.Serve, org.Conclude,
		org.ProposeRevocation, org.HearHolder, org.SuspendLicence, org.ReturnLicence, org.RevokeLicence, org.CancelLicence},
	{org.Extend, org.Suspend, org.Resume, org.SiteCheck, org.Pass, org.Return, org.Veto, org.Deny},
	{org.AcceptPending, org.ReceiveOriginals, org.BringPending, org.RevokeAcceptance},
	{org.FindInterest, org.NotifyInterested, org.MakeStatement, org.AnswerStatement, org.AnnounceHearing},
	{org.TellHearing, org.RequestHearing, org.ScheduleHearing, org.ServeHearing, org.RequestRecusal, org.DecideRecusal},
	{org.HoldHearing},
	{org.JointOpinion},
	{org.AcceptPending, org.ReceiveOriginals, org.BringPending, org.Pass, org.Grant, org.OrderFee, org.PayFee, org.Issue, org.Serve, org.Conclude,
		org.FileAway, org.ProposeAmendment, org.SettleAmendment},
	{org.AcceptCommitted, org.Grant, org.Issue, org.Serve, org.Conclude, org.InspectCommitment, org.RevokeCommitted},
	{org.RefuseAcceptance},
	{org.TellNoLicence},
	{org.Withdraw},
	{org.Chase, org.AnswerChase, org.Terminate},
	{org.Tick},
}

// Whoever adds an act adds its race.
func TestEveryActIsRaced(t *testing.T) {
	text, err := os.ReadFile("../core/org/right.go")
	must(t, err)
	all := map[org.Act]bool{org.Draft: true, org.Receive: true, org.Read: true, // begun with a key, and no act: see begin_test
		org.Urge:        true, // only past the last day: see urge_test
		org.Recount:     true, // done to every case at once: see calendar_test
		org.NoteRenewal: true} // the hall does it to the file of a licence: see renewal_test
	for _, road := range raced {
		for _, act := range road {
			all[act] = true
		}
	}
	for _, found := range regexp.MustCompile(`Act = "(\w+)"`).FindAllStringSubmatch(string(text), -1) {
		if !all[org.Act(found[1])] {
			t.Errorf("%s is on no road", found[1])
		}
		delete(all, org.Act(found[1]))
	}
	if len(all) > 0 {
		t.Errorf("no acts: %v", all)
	}
}

// racers is how many races run at once.
const racers = 8

// Two press the same button at once, for every act: 2,000 times on each database.
func TestRaceExactlyOneIsDone(t *testing.T) {
	races := 2000
	if testing.Short() {
		races = 50
	}
	each(t, func(t *testing.T, w *testkit.World) {
		publishPromised(t, w)
		begun := time.Now()
		var next, done atomic.Int64
		var all sync.WaitGroup
		for range racers {
			all.Go(func() {
				r := newRivals(t, w)
				for n := next.Add(1); n <= int64(races) && !t.Failed(); n = next.Add(1) {
					for _, road := range raced {
						if err := r.run(w, road); err != nil {
							t.Errorf("race %d: %v", n, err)
							return
						}
						done.Add(int64(len(road)))
					}
				}
				if n := r.alone.Load(); n > 0 {
					t.Errorf("%d races had one runner", n)
				}
			})
		}
		all.Wait()
		raceTime := time.Since(begun)
		audited(t, w, len(raced)*races)
		t.Logf("%d races, %d for each act, in %.1f s", done.Load(), races, raceTime.Seconds())
	})
}

func (r *rivals) run(w *testkit.World, acts []org.Act) error {
	rec, err := r.start(w, acts[0])
	if err != nil {
		return err
	}
	if acts[0] == org.Submit {
		acts = acts[1:]
	}
	for _, act := range acts {
		if rec, err = r.act(w, rec, act); err != nil {
			return fmt.Errorf("%s on %s: %w", act, rec.No, err)
		}
	}
	return nil
}

// arranged is a case whose hearing was told seven working days ago for today.
func (r *rivals) arranged(w *testkit.World, f casework.Filing) (app.Record, error) {
	hall, err := app.NewHall(ctx, w.Store, w.Files, func() period.Instant { return testkit.Opening - 17*24*3600*1000 })
	if err != nil {
		return app.Record{}, err
	}
	before := *w
	before.Hall = hall
	rec, err := before.Begin(ctx, "", testkit.Felling, casework.Receive{Filing: f}, clerk)
	for _, act := range []org.Act{org.Accept, org.TellHearing, org.RequestHearing, org.ScheduleHearing, org.ServeHearing} {
		if err == nil {
			rec, err = before.Step(ctx, rec, act)
		}
	}
	return rec, err
}

// start brings a case to where its first race is run; a submission is itself raced.
func (r *rivals) start(w *testkit.World, first org.Act) (app.Record, error) {
	code := testkit.Felling
	if first == org.JointOpinion { // where two bodies examine side by side
		code = testkit.Occupy
	}
	if first == org.AcceptPending { // by fax, a material of it still to come
		code = testkit.Firm
	}
	if first == org.AcceptCommitted {
		code = promised
	}
	item, _ := w.Catalogue().InForce(code, w.Today())
	f, err := w.Paper(item, testkit.Community)
	if err != nil {
		return app.Record{}, err
	}
	if code == testkit.Firm {
		f = testkit.ByFax(f)
	}
	if code == promised {
		f = onItsWord(f)
	}
	if first == org.HoldHearing {
		return r.arranged(w, f)
	}
	if first == org.Submit {
		f.Channel = catalog.Online
		draft, err := w.NewDraft(ctx, item.Code, f)
		if err != nil {
			return draft, err
		}
		return r.submit(draft, f)
	}
	cmd := casework.Receive{Filing: f}
	if first == org.Tick { // a letter that lay too long
		cmd.ReceivedOn = w.Today().Add(-14)
	}
	rec, err := w.Begin(ctx, "", item.Code, cmd, clerk)
	if err == nil && slices.Contains([]org.Act{org.Extend, org.FindInterest, org.TellHearing, org.JointOpinion}, first) {
		rec, err = w.Step(ctx, rec, org.Accept)
	}
	return rec, err
}
