package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/board"
	"yimen/core/period"
	"yimen/message"
	"yimen/store"
	"yimen/testkit"
)

// reminded are whom a form was told of, and as what, newest first.
func reminded(t *testing.T, w *testkit.World, form string) (list []string) {
	t.Helper()
	told, err := w.FormReminders(ctx, form)
	must(t, err)
	for _, r := range told {
		list = append(list, r.Staff+" "+strings.TrimPrefix(r.Turn, "staff.form"))
	}
	return list
}

// The district office reminds a body by hand: its people are told of every form that it owes, once on a
// day, by list and short message; the record says who was told and by whom. Of a body that owes nothing
// or has nobody none is told, nor anybody else who was chosen with it.
func TestRemindNow(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		w := testkit.Demo(t, url)
		const office, street, other, keeper, empty = "lw801", "330303001", "330303007", "lw811", "330303-fgj"
		sms := &courier{}
		w.Couriers = app.Couriers{SMS: sms}
		call := board.NoticeCall()
		call.Code, call.From = "2026", w.Today()
		call.Parts = []board.Part{{Annex: 2, Due: w.Today().Add(40), Streets: true}, {Annex: 3, Due: w.Today().Add(40), Streets: true}}
		must(t, w.SaveCall(ctx, call, 0, office))
		w.SetPassword(t, keeper, password)
		must(t, w.SetContact(ctx, keeper, "", "13800000001", password, "a"))
		refused := func(err error, rule string) {
			t.Helper()
			var f app.Faults
			if !errors.As(err, &f) || f[0].Rule != rule || f[0].Field != "unit" && rule != "callEnded" {
				t.Errorf("%v, want %s", err, rule)
			}
		}
		if err := w.RemindNow(ctx, "2026", []string{street}, keeper); !errors.Is(err, app.ErrNoRight) {
			t.Errorf("a street's keeper reminds: %v", err)
		}
		if err := w.RemindNow(ctx, "1999", []string{street}, office); !errors.Is(err, app.ErrNotFound) {
			t.Error(err)
		}
		refused(w.RemindNow(ctx, "2026", nil, office), "required")
		refused(w.RemindNow(ctx, "2026", []string{street, empty}, office), "remindNothing")
		if got := reminded(t, w, "2026/3/"+street); len(got) != 0 || len(w.Registers().Nudges("2026")) != 0 {
			t.Fatalf("with a body that owes nothing: %v", got)
		}
		must(t, w.RemindNow(ctx, "2026", []string{street, street}, office))
		for _, annex := range []string{"2", "3"} {
			if got := reminded(t, w, "2026/"+annex+"/"+street); len(got) != len(w.Senders(street)) || !slices.Contains(got, keeper+" Now") {
				t.Errorf("annex %s: %v of %v", annex, got, w.Senders(street))
			}
		}
		given := w.Registers().Nudges("2026")
		if len(given) != 1 || given[0].By != office || given[0].At != w.Now() || !slices.Equal(given[0].Annexes, []int{2, 3}) || !slices.Equal(given[0].Staff, w.Senders(street)) {
			t.Errorf("the record says %+v", given)
		}
		for range 3 {
			deliver(t, w)
		}
		if want := "催报：请永中街道尽快报送附件2（2026轮次），期限是" + call.Parts[0].Due.String() + "。"; len(sms.took) != 2 || !strings.HasPrefix(sms.took[0].Text, want) {
			t.Errorf("by short message %+v", sms.took)
		}
		refused(w.RemindNow(ctx, "2026", []string{street}, office), "remindToday")
		second, err := app.NewHall(ctx, w.Store, nil, w.Now) // another process that has not read what this one did
		must(t, err)
		must(t, w.RemindNow(ctx, "2026", []string{other}, office))
		if err := second.RemindNow(ctx, "2026", []string{other}, office); !store.ConflictIn(err, "register") {
			t.Errorf("twice at once: %v", err)
		}
		if got := reminded(t, w, "2026/3/"+other); len(got) != len(w.Senders(other)) {
			t.Errorf("twice at once told %v", got)
		}
		must(t, w.SendForm(ctx, board.Submission{Call: "2026", Annex: 2, Unit: street, Leader: "陈某", By: "潘静"}, 0, keeper, "附件2.pdf", strings.NewReader(signedForm)))
		w.Clock.Set(w.Now() + period.Instant((24 * time.Hour).Milliseconds()))
		must(t, w.RemindNow(ctx, "2026", []string{street}, office))
		if got := w.Registers().Nudges("2026"); len(got) != 3 || !slices.Equal(got[0].Annexes, []int{3}) {
			t.Errorf("the next day: %+v", got)
		}
		must(t, w.EndCall(ctx, "2026", office))
		refused(w.RemindNow(ctx, "2026", []string{other}, office), "callEnded")
	})
}

// The keepers and the leader of a street are reminded of a form before its last day, on it and after
// it, each once, by list, mail and short message; what bounced is seen; who sent it in is reminded no
// more, and when it is sent back once again.
func TestBodiesAreReminded(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		w := testkit.Demo(t, url)
		const office, street, keeper, leader = "lw801", "330303001", "lw811", "lw204"
		mail, sms := &courier{}, &courier{}
		w.Couriers = app.Couriers{Mail: mail, SMS: sms}
		w.Hall.Paper.Site = "https://yimen.example"
		due := w.NewestCalendar().NextWorking(w.Today().Add(20))
		call := board.NoticeCall()
		call.Code, call.From = "2026", w.Today()
		call.Parts = []board.Part{{Annex: 3, Due: due, Streets: true}}
		must(t, w.SaveCall(ctx, call, 0, office))
		w.SetPassword(t, keeper, password)
		must(t, w.SetContact(ctx, keeper, "pan@example.gov.cn", "13800000001", password, "a"))
		form := "2026/3/" + street
		run := func(day period.Date) {
			t.Helper()
			w.Clock.Set(period.StartOf(day) + period.Instant((9 * time.Hour).Milliseconds()))
			must(t, w.RemindCalls(ctx))
			must(t, w.RemindCalls(ctx))
			for range 3 {
				deliver(t, w)
			}
		}
		run(due.Add(-9))
		if got := reminded(t, w, form); len(got) != 0 {
			t.Fatalf("nine days before: %v", got)
		}
		near := w.NewestCalendar().NextWorking(due.Add(-5))
		run(near)
		if got := reminded(t, w, form); !slices.Contains(got, keeper+" Near") || !slices.Contains(got, leader+" Near") || len(got) != len(w.Senders(street)) {
			t.Errorf("days before: %v of %v", got, w.Senders(street))
		}
		want := "填报提醒：永中街道的附件3（2026轮次）应最迟于" + due.String() + "报送。"
		if len(sms.took) != 0 || len(mail.took) != 1 || mail.took[0].To != "pan@example.gov.cn" || !strings.HasPrefix(mail.took[0].Text, want) || !strings.Contains(mail.took[0].Text, w.Hall.Paper.Site+"/keeper/calls/"+form) {
			t.Errorf("by mail %+v, by short message %+v", mail.took, sms.took)
		}
		mail.answer = message.Rejected{Why: "550 no such user"}
		run(due)
		told, err := w.FormReminders(ctx, form)
		must(t, err)
		i := slices.IndexFunc(told, func(r app.FormReminder) bool { return r.Staff == keeper && r.Turn == app.StaffFormToday })
		if i < 0 || len(told[i].Ways) != 2 || len(sms.took) != 1 {
			t.Fatalf("on the day: %+v, short messages %+v", told, sms.took)
		}
		for _, d := range told[i].Ways {
			if want := map[string]store.DeliveryState{app.ByMail: store.Bounced, app.BySMS: store.Sent}[d.Channel]; d.State != want {
				t.Errorf("%s: %s", d.Channel, d.State)
			}
		}
		of, err := w.Store.RemindedOf(ctx, "2026")
		must(t, err)
		if r := of[form]; r.Times != len(told) || r.Undelivered != 1 || r.Last.Date() < due {
			t.Errorf("the round's screen says %+v of %d", r, len(told))
		}
		all, err := w.Store.Ledger(ctx, store.Everywhere, store.Bounced, 0, 10)
		must(t, err)
		if len(all) != 1 || all[0].About != form {
			t.Errorf("the ledger has %+v", all)
		}
		late := w.NewestCalendar().NextWorking(due.Add(1))
		run(late)
		if got := reminded(t, w, form); !slices.Contains(got, keeper+" Late") {
			t.Errorf("after it: %v", got)
		}
		must(t, w.SendForm(ctx, board.Submission{Call: "2026", Annex: 3, Unit: street, Leader: "陈某", By: "潘静"}, 0, keeper, "附件3.pdf", strings.NewReader(signedForm)))
		before := len(reminded(t, w, form))
		run(w.NewestCalendar().NextWorking(due.Add(8)))
		if got := reminded(t, w, form); len(got) != before {
			t.Errorf("of what was sent in: %v", got)
		}
		must(t, w.JudgeForm(ctx, "2026", 3, street, 1, board.SentBack, "缺盖章", office))
		run(w.Today())
		if got := reminded(t, w, form); !slices.Contains(got, keeper+" Back") {
			t.Errorf("sent back: %v", got)
		}
		before = len(reminded(t, w, form))
		must(t, w.EndCall(ctx, "2026", office))
		run(w.Today().Add(3))
		if got := reminded(t, w, form); len(got) != before {
			t.Errorf("of an ended round: %v", got)
		}
		must(t, w.Store.ForgetStaffMessages(ctx, w.Now()+1, 0)) // what is told of forms is kept longer
		if got := reminded(t, w, form); len(got) != before {
			t.Errorf("after the time of cases: %v", got)
		}
	})
}
