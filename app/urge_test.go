package app_test

import (
	"errors"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/testkit"
)

// The applicant presses twice: once is on file, the second is told that the case moved on.
// Who holds the case sees it as long as the work is not done.
func TestUrgeIsOnFileOnce(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		who := app.Applicant(rec.Case)
		_, err := w.Do(ctx, rec.No, rec.Version, casework.Urge{}, who)
		var r casework.Refusal
		if !errors.As(err, &r) || r.Code != "notLate" {
			t.Fatalf("in time: %v", err)
		}
		w.Clock.Set(rec.AcceptedOn.Add(90).At(9, 0))
		urged, err := w.Do(ctx, rec.No, rec.Version, w.Sample(rec, org.Urge), who)
		must(t, err)
		if len(urged.Urged) != 1 || urged.State() != casework.Reviewing {
			t.Errorf("urged: %+v in %s", urged.Urged, urged.State())
		}
		var stale *app.Stale
		if _, err = w.Do(ctx, rec.No, rec.Version, casework.Urge{}, who); !errors.As(err, &stale) {
			t.Errorf("pressed twice: %v", err)
		}
		if _, err = w.Do(ctx, rec.No, urged.Version, casework.Urge{}, who); !errors.As(err, &r) || r.Code != "urgedBefore" {
			t.Errorf("again: %v", err)
		}
	})
}
