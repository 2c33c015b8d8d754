package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/message"
	"yimen/store"
	"yimen/testkit"
)

// turnsOf are what somebody was told, oldest first.
func turnsOf(t *testing.T, w *testkit.World, staff string) (turns []string) {
	t.Helper()
	list, err := w.Store.StaffMessages(ctx, staff, 0, 100)
	must(t, err)
	for _, m := range slices.Backward(list) {
		turns = append(turns, m.Turn)
	}
	return turns
}

// Who works the queue in which a case arrives is told once, in his own list and by e-mail, and who did
// the act himself is not; nobody else is. The letter says no more than item and number.
func TestStaffAreTold(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		mail := &courier{}
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		task := org.Desk{Unit: rec.Unit(), Post: org.Review}
		var workers []string
		for _, s := range w.Hall.Directory().People() {
			if slices.ContainsFunc(w.Hall.Directory().Desks(s.No, w.Today()), func(d org.Desk) bool { return d.Unit == task.Unit && d.Post == task.Post }) {
				workers = append(workers, s.No)
			}
		}
		if len(workers) < 2 {
			t.Fatalf("workers %v", workers)
		}
		w.SetPassword(t, workers[0], password)
		atField(t, w.SetContact(ctx, workers[0], "li at example", "", password, "a"), "email", "row.malformed")
		atField(t, w.SetContact(ctx, workers[0], "li@example.gov.cn", "", "falsch", "a"), "password", "wrongPassword")
		must(t, w.SetContact(ctx, workers[0], "li@example.gov.cn", "13800000001", password, "a"))
		w.Couriers = app.Couriers{Mail: mail}
		work(t, w)
		if got := turnsOf(t, w, workers[0]); !slices.Equal(got, []string{app.StaffArrived}) {
			t.Errorf("%s was told %v", workers[0], got)
		}
		work(t, w) // nothing is told twice
		deliver(t, w)
		letters := slices.DeleteFunc(mail.took, func(l message.Letter) bool { return l.To != "li@example.gov.cn" })
		if len(letters) != 1 || !strings.Contains(letters[0].Text, rec.No) || strings.Contains(letters[0].Text, rec.Applicant.Name) || strings.Contains(letters[0].Text, rec.Applicant.ID) {
			t.Errorf("%+v", letters)
		}
		list, err := w.Store.StaffMessages(ctx, workers[0], 0, 10)
		must(t, err)
		must(t, w.Store.ReadStaffMessages(ctx, workers[0], list[0].ID, w.Now()))
		if list, err = w.Store.StaffMessages(ctx, workers[0], 0, 10); err != nil || list[0].ReadAt == 0 || list[0].No != rec.No {
			t.Errorf("%+v %v", list, err)
		}
		must(t, w.Store.ForgetStaffMessages(ctx, w.Now().Date().Add(10000).At(0, 0), 0))
		if got := turnsOf(t, w, workers[0]); len(got) > 0 {
			t.Errorf("after their time: %v", got)
		}
	})
}

// When days are missed the workers are told, and who supervises of what is past its day; once each,
// also where the process died in between.
func TestStaffAreToldOfLights(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		work(t, w)
		waitFor(w, 60*24*time.Hour)
		for range 2 {
			must(t, w.RaiseAlarms(ctx))
		}
		told := map[string]int{}
		for _, s := range w.Hall.Directory().People() {
			for _, turn := range turnsOf(t, w, s.No) {
				if turn == app.StaffRed || turn == app.StaffPurple {
					told[s.No]++
				}
			}
		}
		task := org.Desk{Unit: rec.Unit(), Post: org.Review}
		for _, s := range w.Hall.Directory().People() {
			works := slices.ContainsFunc(w.Hall.Directory().Desks(s.No, w.Today()), func(d org.Desk) bool { return d.Unit == task.Unit && d.Post == task.Post })
			watches := w.Hall.Directory().ReadsAs(s.No, task.Unit, w.Today(), org.Supervisor)
			if (works || watches) && told[s.No] != 1 {
				t.Errorf("%s was told %d times", s.No, told[s.No])
			}
		}
		if len(told) == 0 {
			t.Error("nobody was told")
		}
	})
}

// To whom a question is handed is told at once, in his own list and by e-mail, which says nothing of
// what was asked or by whom; who handed it on is not, nor anybody of a hand-over that was refused.
func TestQuestionHandedOverIsTold(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		mail := &courier{}
		people := w.Hall.Directory().People()
		first, next := people[0], people[1]
		w.SetPassword(t, next.No, password)
		must(t, w.SetContact(ctx, next.No, "li@example.gov.cn", "", password, "a"))
		w.Couriers = app.Couriers{Mail: mail}
		q, err := w.Ask(ctx, store.Question{Asker: "王建国", Phone: "13800000009", Text: "要不要邻居签字？"}, "", first)
		must(t, err)
		if err := w.PassOn(ctx, q.ID, next.No, "", first.No); err == nil {
			t.Error("handed over without a word")
		}
		must(t, w.PassOn(ctx, q.ID, next.No, "您主管", first.No))
		if got := turnsOf(t, w, next.No); !slices.Equal(got, []string{app.StaffQuestion}) {
			t.Errorf("told %v", got)
		}
		if got := turnsOf(t, w, first.No); len(got) > 0 {
			t.Errorf("who handed it on was told %v", got)
		}
		deliver(t, w)
		if len(mail.took) != 1 || mail.took[0].To != "li@example.gov.cn" || !strings.Contains(mail.took[0].Text, "首问") || strings.Contains(mail.took[0].Text, "王建国") {
			t.Errorf("%+v", mail.took)
		}
	})
}
