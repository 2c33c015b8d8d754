package app_test

import (
	"fmt"
	"slices"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/pay"
	"yimen/store"
	"yimen/testkit"
)

// entries are the entries of today's ledger over some tills, as "state case fen".
func entries(t *testing.T, w *testkit.World, tills ...string) []string {
	t.Helper()
	l, err := w.Ledger(ctx, tills, w.Today(), w.Today())
	must(t, err)
	var all []string
	for _, e := range l.Entries {
		all = append(all, fmt.Sprintf("%s %s %d", e.State, e.CaseNo, e.Fen))
	}
	for _, o := range l.Owed {
		all = append(all, fmt.Sprintf("owed %s %d %t", o.CaseNo, o.Fen, o.Over))
	}
	return all
}

func hold(t *testing.T, w *testkit.World, want ...string) {
	t.Helper()
	if got := entries(t, w, testkit.Community); !slices.Equal(got, want) {
		t.Errorf("the ledger holds %q, want %q", got, want)
	}
}

// TestLedger: every sum stands in the ledger of its till once, whether it was taken at the
// counter or online, given back, or still hangs between platform and hall; what is owed stands
// there until it is paid.
func TestLedger(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		bank := &till{Trial: pay.Trial{Key: []byte("k")}}
		w.Pay = bank
		online, _ := ordered(t, w)
		counter := step(t, w, w.CaseIn(t, "paid", testkit.Community, casework.Granted), org.OrderFee)
		hold(t, w, "owed "+online.No+" 500 false", "owed "+counter.No+" 500 false")
		must(t, w.Paid(ctx, paidOf(online)))
		twice := paidOf(online)
		twice.Ref = "twice"
		must(t, w.Paid(ctx, twice))
		hold(t, w, "online "+online.No+" 500", "refunded "+online.No+" 500", "owed "+counter.No+" 500 false")
		counter = step(t, w, counter, org.PayFee)
		taken := counter.Facts[len(counter.Facts)-1].Right.Body()
		if got := entries(t, w, taken); !slices.Contains(got, "counter "+counter.No+" 500") {
			t.Errorf("the till of %s holds %q", taken, got)
		}
		if got := entries(t, w, "330303003001"); len(got) > 0 {
			t.Errorf("somebody else's till holds %q", got)
		}

		bank.broken = true
		hanging := paidOf(counter)
		if w.Paid(ctx, hanging) == nil {
			t.Error("a sum that could not be given back was settled")
		}
		if got := entries(t, w, testkit.Community, taken); !slices.Contains(got, "open "+counter.No+" 500") {
			t.Errorf("a sum that hangs is not seen: %q", got)
		}
	})
}

// TestLedgerFindsWhatDiffers: a payment that only one side knows is not passed over.
func TestLedgerFindsWhatDiffers(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec, f := ordered(t, w)
		_, err := w.Do(ctx, rec.No, rec.Version, casework.PayFee{Fen: 500, Receipt: "票1", Payment: casework.Payment{Provider: "trial", Ref: "unknown"}}, app.Applicant(f.Record.Case))
		must(t, err)
		lost := store.Payment{Provider: "trial", Ref: "lost", Order: rec.OrderNo(), CaseNo: rec.No, Fen: 500, Receipt: "票2", At: w.Now()}
		lost, err = w.Store.TakePayment(ctx, lost)
		must(t, err)
		must(t, w.Store.SettlePayment(ctx, lost, store.Booked))
		hold(t, w, "unreported "+rec.No+" 500", "unbooked "+rec.No+" 500")
	})
}
