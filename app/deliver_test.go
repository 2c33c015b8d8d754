package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/message"
	"yimen/store"
	"yimen/testkit"
)

// courier is a way out that answers as it is told to and keeps what it was given.
type courier struct {
	repeats bool
	answer  error
	took    []message.Letter
	crash   bool // the process dies after the other side took the letter
}

var errCrash = errors.New("the process died")

func (c *courier) Repeats() bool { return c.repeats }

func (c *courier) Send(_ context.Context, l message.Letter) error {
	c.took = append(c.took, l)
	if c.crash {
		panic(errCrash)
	}
	return c.answer
}

// tellable is a case whose applicant is told of its submission by both channels.
func tellable(t *testing.T, w *testkit.World) (app.Record, store.Plan) {
	t.Helper()
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
	rec.Applicant.Phone = "13800000000"
	return rec, w.Deliveries(rec.Case, rec.Facts[rec.Version-1])
}

func deliver(t *testing.T, w *testkit.World) {
	t.Helper()
	must(t, w.Deliver(ctx, 10))
}

func only(t *testing.T, w *testkit.World, id int64) store.Delivery {
	t.Helper()
	list, err := w.Store.DeliveriesOf(ctx, id)
	must(t, err)
	if len(list) != 1 {
		t.Fatalf("the ledger has %+v", list)
	}
	return list[0]
}

func waitFor(w *testkit.World, d time.Duration) {
	w.Clock.Set(w.Now() + period.Instant(d.Milliseconds()))
}

// Every act of which the applicant is told has its template in both languages; of every other
// it is said here why he isn't.
func TestEveryActThatIsToldHasItsTemplate(t *testing.T) {
	untold := map[org.Act]string{
		org.Draft: "nothing was handed in", org.AllowSupplement: "leave within the house", org.FindInterest: "within the house",
		org.NotifyInterested: "told to others than the applicant, on paper", org.RequestRecusal: "a party's own paper, answered by decideRecusal",
		org.Pass: "an opinion within the house", org.Veto: "an opinion within the house", org.JointOpinion: "an opinion within the house", org.Return: "an opinion within the house",
		org.FileAway: "the file is put away", org.ProposeAmendment: "within the house until it is settled", org.Urge: "his own reminder", org.NotePosted: "his own word that it is on the road",
		org.ServeHearing: "the notice itself is in his hands", org.Chase: "told to the body, in its queue", org.AnswerChase: "told to the supervisor", org.NoteRenewal: "a note on the old file: the application about it tells him itself",
	}
	turns := message.Turns()
	for _, act := range casework.Acts() {
		why, silent := untold[act]
		switch {
		case app.Told(act) == silent:
			t.Errorf("%s: told %v, and a reason not to tell: %q", act, app.Told(act), why)
		case app.Told(act) && !slices.Contains(turns, string(act)):
			t.Errorf("%s has no template", act)
		}
	}
	for _, lapse := range []casework.Lapse{casework.DeemedAccepted, casework.Unanswered, casework.ToldTimeOver, casework.RenewalNear, casework.LicenceOver, casework.DeemedRenewed} {
		fresh := casework.Fact{Act: org.Tick, Body: casework.Tick{What: lapse}}
		text, err := json.Marshal(fresh)
		must(t, err)
		var read casework.Fact
		must(t, json.Unmarshal(text, &read)) // as messages are written: from the store
		for _, f := range []casework.Fact{fresh, read} {
			if turn := app.MessageTurn(f); turn != "tick."+string(lapse) || !slices.Contains(turns, turn) {
				t.Errorf("%s (%s) has no template", lapse, turn)
			}
		}
	}
	for _, turn := range turns {
		act, _, _ := strings.Cut(turn, ".")
		if turn != message.Other && !app.Told(org.Act(act)) && !slices.Contains(app.StaffTurns, turn) && app.ComplaintTurns[store.ComplaintDeed(strings.TrimPrefix(turn, "complaint."))] != turn {
			t.Errorf("the template %s tells of nothing", turn)
		}
	}
}

// What is promised before submitting is what is done: by which ways, to where.
func TestWays(t *testing.T) {
	mail := &casework.Delivery{Mode: casework.Electronic, Address: "zhang@example.com", Consent: true}
	both := app.Couriers{Mail: &courier{}, SMS: &courier{}}
	for _, c := range []struct {
		phone string
		d     *casework.Delivery
		have  app.Couriers
		want  string
	}{
		{"13800000001", nil, both, "sms 138****0001"},
		{"+86 138 0000 0001", mail, both, "sms 138****0001, email z***@example.com"},
		{"0577-86000000", mail, both, "email z***@example.com"},
		{"", &casework.Delivery{Mode: casework.PostMail, Address: "龙湾区永中街道 a@b"}, both, ""},
		{"", &casework.Delivery{Mode: casework.Electronic, Address: "微信 zhang"}, both, ""},
		{"13800000001", mail, app.Couriers{}, ""},
	} {
		h := &app.Hall{Couriers: c.have}
		var got []string
		for _, way := range h.Ways(casework.Party{Phone: c.phone}, c.d) {
			got = append(got, way.Channel+" "+way.Masked)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s %+v: got %v, want %s", c.phone, c.d, got, c.want)
		}
	}
}

// A message goes out once and says no more than it must: not who, not his number.
func TestDeliver(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		sms := &courier{}
		w.Couriers = app.Couriers{SMS: sms}
		rec, plan := tellable(t, w)
		must(t, w.Store.Write(ctx, slices.Concat(plan, plan))) // the job ran twice
		deliver(t, w)
		deliver(t, w)
		if len(sms.took) != 1 {
			t.Fatalf("%d messages went out", len(sms.took))
		}
		l := sms.took[0]
		if l.To != "13800000000" || !strings.Contains(l.Text, rec.No) || !strings.Contains(l.Text, "已提交") {
			t.Errorf("%+v", l)
		}
		for _, secret := range []string{testkit.Resident.Name, testkit.Resident.ID, testkit.Resident.Phone, rec.Query} {
			if strings.Contains(l.Text, secret) {
				t.Errorf("the message says %q: %s", secret, l.Text)
			}
		}
		if d := only(t, w, rec.ID); d.State != store.Sent || d.Attempt != 1 || d.Masked != "138****0000" {
			t.Errorf("%+v", d)
		}
	})
}

// What sets the applicant a day names it, as it was after that turn (补正期限、申请延续的最后日期), and who
// is not the one told of a hearing is not told that he may ask for it.
func TestDeliverNamesTheDay(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		sms := &courier{}
		w.Couriers = app.Couriers{SMS: sms}
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Supplementing)
		item, _ := w.Catalogue().Version(rec.Item, rec.ItemVersion)
		var due period.Date
		for _, r := range rec.Case.Clocks(item, w.Rules) {
			if r.Name == casework.SupplementClock {
				due = w.Calendar().Due(r.Clock).On
			}
		}
		must(t, w.Store.Write(ctx, w.Deliveries(rec.Case, rec.Facts[rec.Version-1])))
		deliver(t, w)
		year, month, day := due.Civil()
		if want := fmt.Sprintf("最迟在%d年%d月%d日补齐", year, month, day); len(sms.took) != 1 || !strings.Contains(sms.took[0].Text, want) {
			t.Errorf("%s is not in %+v", want, sms.took)
		}
	})
	for body, want := range map[casework.Command]string{casework.TellHearing{}: "tellHearing", casework.TellHearing{Party: 1}: message.Other} {
		if turn := app.MessageTurn(casework.Fact{Act: org.TellHearing, Body: body}); turn != want {
			t.Errorf("%+v: %s", body, turn)
		}
	}
}

// What the other side answers decides: later again, never, or nobody knows.
func TestDeliverRetriesAndBounces(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	sms := &courier{answer: errors.New("gateway 13800000000 <zhang@example.com> is away")}
	w.Couriers = app.Couriers{SMS: sms}
	rec, plan := tellable(t, w)
	must(t, w.Store.Write(ctx, plan))
	for n, wait := range []time.Duration{0, time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 10 * time.Hour} {
		if wait > 0 {
			waitFor(w, wait-time.Second)
			deliver(t, w) // too early
			waitFor(w, time.Second)
		}
		deliver(t, w)
		d := only(t, w, rec.ID)
		want := store.ToSend
		if n == 5 {
			want = store.Failed
		}
		if len(sms.took) != n+1 || d.Attempt != n+1 || d.State != want || d.Fault != "gateway 138****0000 <138****0000> is away" {
			t.Fatalf("after %d: %d sent, %+v", n+1, len(sms.took), d)
		}
	}
	root := administered(t, w)
	if err := w.SendAgain(ctx, only(t, w, rec.ID).ID, "lw101"); !errors.Is(err, app.ErrNoRight) {
		t.Errorf("anybody sends again: %v", err)
	}
	for _, c := range []struct {
		answer error
		want   store.DeliveryState
	}{{message.Rejected{Why: "no such number"}, store.Bounced}, {fmt.Errorf("%w: EOF", message.ErrUncertain), store.Uncertain}, {nil, store.Sent}} {
		sms.answer = c.answer
		must(t, w.SendAgain(ctx, only(t, w, rec.ID).ID, root))
		deliver(t, w)
		if d := only(t, w, rec.ID); d.State != c.want || d.Attempt != 1 {
			t.Errorf("%v: %+v", c.answer, d)
		}
	}
	if err := w.SendAgain(ctx, only(t, w, rec.ID).ID, root); !errors.Is(err, store.ErrConflict) {
		t.Errorf("what arrived is sent again: %v", err)
	}
	log, err := w.Store.RightChanges(ctx, fmt.Sprint(only(t, w, rec.ID).ID), 0, 10)
	if err != nil || len(log) != 3 || log[0].Kind != app.MessageAgain || log[0].By != root {
		t.Errorf("the log says %+v %v", log, err)
	}
}

// The process dies between sending and writing that it was sent. Where the other side drops a
// second copy it is sent again under the same name; where it doesn't, nobody knows, and it says so.
func TestDeliverAfterACrash(t *testing.T) {
	for _, repeats := range []bool{true, false} {
		t.Run(fmt.Sprint(repeats), func(t *testing.T) {
			w := testkit.Open(t, testkit.SQLite(t))
			sms := &courier{repeats: repeats, crash: true}
			w.Couriers = app.Couriers{SMS: sms}
			rec, plan := tellable(t, w)
			must(t, w.Store.Write(ctx, plan))
			func() {
				defer func() {
					if recover() != errCrash {
						t.Error("it has not died")
					}
				}()
				deliver(t, w)
			}()
			sms.crash = false
			deliver(t, w) // the lease holds: another process may be at it
			if d := only(t, w, rec.ID); d.State != store.Sending || len(sms.took) != 1 {
				t.Fatalf("%+v, %d sent", d, len(sms.took))
			}
			waitFor(w, 5*time.Minute)
			deliver(t, w)
			d, n, state := only(t, w, rec.ID), 1, store.Uncertain
			if repeats {
				n, state = 2, store.Sent
			}
			if d.State != state || len(sms.took) != n || sms.took[0].ID != sms.took[n-1].ID {
				t.Errorf("%+v, %d sent", d, len(sms.took))
			}
		})
	}
}

// Of two processes that saw the same message, one sends it.
func TestDeliverTwoProcesses(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		w.Couriers = app.Couriers{SMS: &courier{}}
		rec, plan := tellable(t, w)
		must(t, w.Store.Write(ctx, plan))
		d, now := only(t, w, rec.ID), w.Now()
		must(t, w.Store.Move(ctx, d, store.Sending, 1, now+1, now, ""))
		if err := w.Store.Move(ctx, d, store.Sending, 1, now+1, now, ""); !errors.Is(err, store.ErrConflict) {
			t.Errorf("both have it: %v", err)
		}
	})
}

func TestDigest(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	mail, sms := &courier{}, &courier{answer: message.Rejected{Why: "no such number"}}
	w.Couriers = app.Couriers{Mail: mail, SMS: sms, Digest: []string{"root@example.gov.cn"}}
	if _, _, err := w.Digest(ctx, w.Couriers.Digest); err != nil || len(mail.took) != 0 {
		t.Errorf("told of nothing: %v %+v", err, mail.took)
	}
	_, plan := tellable(t, w)
	must(t, w.Store.Write(ctx, plan))
	waitFor(w, 16*time.Minute)
	if f, found := find(faultsOf(t, w, sound(t, w)), "messagesWait"); !found || f.N != 1 {
		t.Errorf("nobody sends, and the self-check says %+v", f)
	}
	deliver(t, w)
	for _, c := range []struct {
		answer error
		left   int
	}{{errors.New("connection refused"), 1}, {message.Rejected{Why: "no such mailbox"}, 0}, {message.ErrUncertain, 0}} {
		mail.answer = c.answer
		if _, left, err := w.Digest(ctx, w.Couriers.Digest); err == nil || len(left) != c.left {
			t.Errorf("%v: %v are to be told again, %v", c.answer, left, err)
		}
	}
	mail.answer, mail.took = nil, nil
	counts, left, err := w.Digest(ctx, w.Couriers.Digest)
	if err != nil || len(left) != 0 || counts[store.Bounced] != 1 || len(mail.took) != 1 || mail.took[0].To != "root@example.gov.cn" || !strings.Contains(mail.took[0].Text, "被退回 bounced: 1") {
		t.Errorf("%v %v %+v", counts, err, mail.took)
	}
	if f, found := find(faultsOf(t, w, sound(t, w)), "undelivered"); !found || f.N != 1 {
		t.Errorf("the self-check says %+v", f)
	}
	waitFor(w, 25*time.Hour)
	if counts, _, err := w.Digest(ctx, w.Couriers.Digest); err != nil || len(counts) != 0 || len(mail.took) != 1 {
		t.Errorf("told twice: %v %v", counts, err)
	}
}

func TestMessageTexts(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		root := administered(t, w)
		own := message.Template{Zh: "{item}（{no}）已提交！", En: "{item} {no} is in."}
		if err := w.SetMessageTexts(ctx, "submit", own, "lw101"); !errors.Is(err, app.ErrNoRight) {
			t.Errorf("anybody writes: %v", err)
		}
		if err := w.SetMessageTexts(ctx, "nothing", own, root); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("a turn that is none: %v", err)
		}
		var v casework.Invalid
		if err := w.SetMessageTexts(ctx, "submit", message.Template{Zh: "{name}", En: "{no"}, root); !errors.As(err, &v) || len(v) != 2 || v[0].Field != "zh" || v[0].Code != "messagePlace" || v[1].Code != "messageBraces" {
			t.Errorf("bad texts: %v", err)
		}
		must(t, w.SetMessageTexts(ctx, "submit", own, root))
		must(t, w.SetMessageTexts(ctx, "submit", own, root)) // a second time changes nothing
		sms := &courier{}
		w.Couriers = app.Couriers{SMS: sms}
		rec, plan := tellable(t, w)
		must(t, w.Store.Write(ctx, plan))
		deliver(t, w)
		if len(sms.took) != 1 || !strings.HasSuffix(sms.took[0].Text, "（"+rec.No+"）已提交！") {
			t.Errorf("%+v", sms.took)
		}
		must(t, w.SetMessageTexts(ctx, "submit", message.Template{En: message.Default("submit").En}, root))
		if texts, err := w.MessageTexts(ctx); err != nil || texts["submit"].Zh != message.Default("submit").Zh {
			t.Errorf("%s %v", texts["submit"].Zh, err)
		}
	})
}

// The ledger is read by unit in the database, so that a page of one unit is as long as it can be,
// however many messages of others are newer.
func TestLedgerOfUnits(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		w.Couriers = app.Couriers{SMS: &courier{}}
		units := w.Hall.Directory().Units(w.Today())
		otherCommunity := units[slices.IndexFunc(units, func(u org.Unit) bool { return u.Kind == org.CommunityBody && u.Code != testkit.Community })].Code
		var here []int64
		for _, unit := range []string{testkit.Community, testkit.Community, otherCommunity, otherCommunity, otherCommunity} {
			rec, err := w.Play(ctx, testkit.Felling, unit, casework.Received)
			must(t, err)
			rec.Applicant.Phone = "13800000000"
			must(t, w.Store.Write(ctx, w.Deliveries(rec.Case, rec.Facts[rec.Version-1])))
			if unit == testkit.Community {
				here = append(here, rec.ID)
			}
		}
		page, err := w.Store.Ledger(ctx, []string{testkit.Community}, "", 0, 2)
		must(t, err)
		if len(page) != 2 || page[0].CaseID != here[1] || page[1].CaseID != here[0] || page[0].No == "" || app.MessageTurn(page[0].Fact) != "submit" {
			t.Errorf("%+v", page)
		}
		for _, c := range []struct {
			units  []string
			state  store.DeliveryState
			before int64
			want   int
		}{{store.Everywhere, "", 0, 5}, {store.Everywhere, store.Sent, 0, 0}, {store.Everywhere, store.ToSend, page[0].ID, 1}, {nil, "", 0, 0}, {[]string{otherCommunity, testkit.Community}, "", 0, 5}} {
			if list, err := w.Store.Ledger(ctx, c.units, c.state, c.before, 10); err != nil || len(list) != c.want {
				t.Errorf("%+v: %d %v", c, len(list), err)
			}
		}
	})
}
