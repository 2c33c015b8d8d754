package app_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/board"
	"yimen/store"
	"yimen/testkit"
)

const signedForm = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"

// TestCollect: a form is asked for, reminded of, sent in with its file, sent back with a reason,
// mended, taken in by another, on both databases; the register keeps every step.
func TestCollect(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		ctx := context.Background()
		w := testkit.Demo(t, url)
		const writer, office, office2, street = "lw811", "lw801", "lw814", "330303001"
		today := w.Today()
		call := board.NoticeCall()
		call.Code, call.From = "2026", today
		for i := range call.Parts {
			call.Parts[i].Due, call.Parts[i].Units = today.Add(3), []string{"330303-scjg"}
		}
		if err := w.SaveCall(ctx, call, 0, writer); !errors.Is(err, app.ErrNoRight) {
			t.Errorf("a street's keeper calls: %v", err)
		}
		must(t, w.SaveCall(ctx, call, 0, office))
		if list := w.Reminders(writer); len(list) != 3 || list[0].Standing != board.Near || list[0].Unit.Code != street {
			t.Errorf("the street is reminded of %+v", list)
		}
		sent := board.Submission{Call: "2026", Annex: 3, Unit: street, Leader: "陈某", By: "潘静"}
		rule := func(err error, want string) {
			t.Helper()
			var f app.Faults
			if !errors.As(err, &f) || f[0].Rule != want {
				t.Errorf("%v, want %s", err, want)
			}
		}
		rule(w.SendForm(ctx, board.Submission{Call: "2026", Annex: 3, Unit: street, By: "潘静"}, 0, writer, "a.pdf", strings.NewReader(signedForm)), "required")
		if err := w.SendForm(ctx, sent, 0, "lw812", "a.pdf", strings.NewReader(signedForm)); !errors.Is(err, app.ErrNoRight) {
			t.Errorf("another street's keeper sends: %v", err)
		}
		if err := w.SendForm(ctx, board.Submission{Call: "2026", Annex: 1, Unit: street}, 0, writer, "a.pdf", nil); !errors.Is(err, app.ErrNotFound) {
			t.Error(err)
		}
		rule(w.JudgeForm(ctx, "2026", 3, street, 0, board.TakenIn, "", office), "reportState")
		must(t, w.SendForm(ctx, sent, 0, writer, "附件3.pdf", strings.NewReader(signedForm)))
		if err := w.SendForm(ctx, sent, 0, writer, "附件3.pdf", strings.NewReader(signedForm)); !errors.Is(err, store.ErrConflict) {
			t.Errorf("sent twice over the same: %v", err)
		}
		if list := w.Reminders(office); !slices.ContainsFunc(list, func(o app.Owed) bool { return o.Annex == 3 && o.Standing == board.InTime }) {
			t.Errorf("the office is reminded of %+v", list)
		}
		rule(w.JudgeForm(ctx, "2026", 3, street, 1, board.SentBack, " ", office), "required")
		must(t, w.JudgeForm(ctx, "2026", 3, street, 1, board.SentBack, "缺盖章", office))
		must(t, w.SendForm(ctx, sent, 2, office, "附件3.pdf", strings.NewReader(signedForm))) // brought on paper
		rule(w.JudgeForm(ctx, "2026", 3, street, 3, board.TakenIn, "", office), "reportSamePerson")
		must(t, w.JudgeForm(ctx, "2026", 3, street, 3, board.TakenIn, "", office2))
		rule(w.SendForm(ctx, sent, 4, writer, "附件3.pdf", strings.NewReader(signedForm)), "reportState")
		past, entries, err := w.Submissions(ctx, "2026", 3, street)
		must(t, err)
		if len(past) != 4 || past[0].State != board.TakenIn || past[2].Remark != "缺盖章" || past[3].First != today || entries[3].By != writer || len(past[3].File.Sum) != 64 {
			t.Errorf("%+v", past)
		}
		must(t, w.EndCall(ctx, "2026", office))
		rule(w.EndCall(ctx, "2026", office), "callEnded")
		sent.Annex = 2
		rule(w.SendForm(ctx, sent, 0, writer, "附件2.pdf", strings.NewReader(signedForm)), "callEnded")
		if list := w.Reminders(writer); len(list) != 0 {
			t.Errorf("of an ended call it reminds: %+v", list)
		}
	})
}
