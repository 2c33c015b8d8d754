package crash_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/job"
	"yimen/store"
	"yimen/testkit"
)

// How a test tells a copy of itself to be the program that is killed.
const (
	asChild = "YIMEN_CRASH_URL"   // its database
	folder  = "YIMEN_CRASH_FILES" // its files
	begun   = "YIMEN_CRASH_BEGUN" // when the whole test began, unix milliseconds
	finish  = "YIMEN_CRASH_END"   // set: do what is left, then end
)

// speed is how much faster than the world the hall's clock runs: a day in two seconds, so
// that periods end, turns come round and nights are audited while programs are killed.
const speed = 43_200

func TestMain(m *testing.M) {
	if os.Getenv(asChild) == "" {
		os.Exit(m.Run())
	}
	if err := child(context.Background()); err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
}

// program is a hall under way. It says on its standard output what was acknowledged to it,
// one line each:
//
//	ready                  it has opened the hall
//	try KEY                it is about to file a case with the key
//	made KEY NO VERSION    it was told that the case has the number
//	done NO VERSION ACT    it was told that the act was done
type program struct {
	*testkit.World
	said sync.Mutex
}

func child(ctx context.Context) error {
	w, err := testkit.Enter(ctx, os.Getenv(asChild), os.Getenv(folder))
	if err != nil {
		return err
	}
	start, err := strconv.ParseInt(os.Getenv(begun), 10, 64)
	if err != nil {
		return err
	}
	w.Now = func() period.Instant {
		return testkit.Opening + period.Instant((time.Now().UnixMilli()-start)*speed)
	}
	p := &program{World: w}
	runner := job.ForHall(w.Hall, slog.New(slog.NewTextHandler(sayErrors{p}, &slog.HandlerOptions{Level: slog.LevelError})))
	runner.Lease = speed * []time.Duration{time.Millisecond, time.Second / 2}[rand.IntN(2)] // too short: two nodes do the same
	w.Wake = runner.Wake
	p.say("ready")
	if err := p.again(ctx, os.Stdin); err != nil {
		return err
	}
	if os.Getenv(finish) != "" {
		return p.finish(ctx, runner)
	}
	go runner.Run(ctx)
	for range 5 {
		go p.work(ctx)
	}
	return p.work(ctx)
}

// sayErrors passes on what the follow-up work logs.
type sayErrors struct{ *program }

func (s sayErrors) Write(line []byte) (int, error) {
	s.say("error %s", strings.TrimSpace(string(line)))
	return len(line), nil
}

func (p *program) say(format string, args ...any) {
	p.said.Lock()
	defer p.said.Unlock()
	os.Stdout.WriteString(fmt.Sprintf(format, args...) + "\n")
}

// again sends the submissions that were never answered once more, as a browser would.
func (p *program) again(ctx context.Context, keys io.Reader) error {
	lines := bufio.NewScanner(keys)
	for lines.Scan() {
		if err := p.file(ctx, lines.Text()); err != nil {
			return err
		}
	}
	return lines.Err()
}

// work does one thing after the other until it is killed.
func (p *program) work(ctx context.Context) error {
	for {
		err := p.act(ctx)
		if rand.IntN(3) == 0 {
			err = p.file(ctx, fmt.Sprintf("%016x", rand.Uint64()))
		}
		if err != nil {
			p.say("error %v", err)
		}
	}
}

var clerk = org.Actor{Kind: org.ByStaff, No: "330303001012-sl"}

// file brings a case in: at the counter, by fax, or as a draft that is then submitted. The key
// says which, so that it is filed the same way again.
func (p *program) file(ctx context.Context, key string) error {
	code := testkit.Felling
	if key[0] < '4' {
		code = testkit.Firm
	}
	item, _ := p.Catalogue().InForce(code, p.Today())
	f, err := p.Paper(item, testkit.Community)
	if err != nil {
		return err
	}
	if code == testkit.Firm {
		f = testkit.ByFax(f)
	}
	draft, online := strings.CutPrefix(key, "draft:")
	if !online && key[0] > '9' {
		rec, err := p.NewDraft(ctx, code, f)
		if err != nil {
			return err
		}
		draft, online, key = rec.Draft, true, "draft:"+rec.Draft
	}
	p.say("try %s", key)
	var rec app.Record
	if online {
		f.Channel = catalog.Online
		rec, err = p.Submit(ctx, draft, f)
	} else {
		rec, err = p.Begin(ctx, key, code, casework.Receive{Filing: f}, clerk)
	}
	if err == nil {
		p.say("made %s %s %d", key, rec.No, rec.Version)
	}
	return err
}

// seats are the queues in which cases wait.
var seats = []store.Seat{
	{Unit: testkit.Community, Post: org.Acceptance}, {Unit: "330303001", Post: org.Review},
	{Unit: "330303-nyj", Post: org.Approval}, {Unit: "330303001", Post: org.Issuing},
	{Unit: "330303001-scjg", Post: org.Review}, {Unit: "330303-scjg", Post: org.Approval}, {Unit: "330303001-scjg", Post: org.Issuing},
}

// acts are what may be done on a case in the hall.
var acts = []org.Act{
	org.CorrectOnSpot, org.RequestSupplement, org.AllowSupplement, org.NotePosted, org.Supplement, org.Accept, org.Accept, org.RefuseAcceptance, org.Pass, org.Pass, org.Veto, org.Return, org.Suspend,
	org.SiteCheck, org.FindInterest, org.NotifyInterested, org.MakeStatement, org.AnswerStatement, org.TellHearing, org.RequestHearing, org.ScheduleHearing, org.ServeHearing, org.AcceptPending, org.BringPending, org.RevokeAcceptance, org.ReceiveOriginals, org.Resume, org.Extend, org.Grant, org.Grant, org.Deny, org.OrderFee, org.PayFee, org.Issue, org.Serve, org.Conclude, org.Withdraw, org.Chase, org.AnswerChase,
}

// act does something that can be done on one of the open cases; often somebody is first.
func (p *program) act(ctx context.Context) error {
	seat := seats[rand.IntN(len(seats)):][:1]
	queue, err := p.Store.Queue(ctx, seat, store.Place{Due: p.Today().Add(rand.IntN(30) - 15)}, 20)
	if err != nil || len(queue) == 0 {
		return err
	}
	rec, err := p.Store.CaseByNo(ctx, queue[rand.IntN(len(queue))].No)
	if err != nil {
		return err
	}
	for _, i := range rand.Perm(len(acts)) {
		who := p.doers(rec, acts[i])
		if len(who) == 0 {
			continue
		}
		saved, err := p.Do(ctx, rec.No, rec.Version, p.Sample(rec, acts[i]), who[rand.IntN(len(who))])
		switch {
		case err == nil:
			p.say("done %s %d %s", saved.No, saved.Version, acts[i])
			return nil
		case !refusal(err):
			return err
		}
	}
	return nil
}

// staff are the people of the test district on the road of its cases.
var staff = []string{"330303001012-sl", "330303001012-sl2", "330303001-sh", "330303001-sh2", "330303-nyj-sp", "330303-nyj-sp2",
	"330303-nyj-fz", "330303-nyj-fz2", "330303001-zz", "330303001-zz2", "330303-jc",
	"330303001-scjg-sh", "330303-scjg-sp", "330303-scjg-fz", "330303001-scjg-zz"}

// doers are those of them, or the applicant, who may do the act.
func (p *program) doers(rec app.Record, act org.Act) (may []org.Actor) {
	target := rec.Target(p.Today())
	all := []org.Actor{app.Applicant(rec.Case)}
	for _, no := range staff {
		all = append(all, org.Actor{Kind: org.ByStaff, No: no})
	}
	for _, who := range all {
		if _, ok := p.Directory().May(who, act, target); ok {
			may = append(may, who)
		}
	}
	return may
}

// refusal tells whether the hall said no, which is no fault.
func refusal(err error) bool {
	var r casework.Refusal
	var v casework.Invalid
	var s *app.Stale
	return errors.As(err, &r) || errors.As(err, &v) || errors.As(err, &s)
}

// finish does the follow-up work that is left, also what a killed program had claimed.
func (p *program) finish(ctx context.Context, runner *job.Runner) error {
	runner.Lease = speed * time.Minute
	now := p.Now() + period.Instant(runner.Lease.Milliseconds())
	p.Now, runner.Now = func() period.Instant { return now }, func() period.Instant { return now }
	for {
		if n, err := runner.Round(ctx); err != nil || n == 0 {
			return err
		}
	}
}
