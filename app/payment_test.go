package app_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/pay"
	"yimen/store"
	"yimen/testkit"
)

// till is a platform that notes what it was to give back, and fails when told to.
type till struct {
	pay.Trial
	mu       sync.Mutex
	refunded []string
	broken   bool
}

func (t *till) Refund(_ context.Context, m pay.Message, _ string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.broken {
		return errors.New("the platform does not answer")
	}
	t.refunded = append(t.refunded, m.Ref)
	return nil
}

// ordered is a granted case for which five yuan are to be paid, and its file.
func ordered(t *testing.T, w *testkit.World) (app.Record, app.File) {
	t.Helper()
	return orderedFor(t, w, true)
}

// orderedFor is ordered of an item that is paid for first, or not.
func orderedFor(t *testing.T, w *testkit.World, first bool) (app.Record, app.File) {
	t.Helper()
	item := testkit.Items()[0]
	item.Code = "paid"
	item.Sheet.Fee = catalog.Fee{Charged: true, PayFirst: first, OnlinePay: true, Items: []catalog.FeeItem{{Name: "工本费", Standard: "每证5元", Basis: "浙价费〔2010〕1号"}}}
	must(t, w.Store.Publish(ctx, []catalog.Item{item}, "test", w.Now()))
	must(t, w.Reload(ctx))
	rec := step(t, w, w.CaseIn(t, item.Code, testkit.Community, casework.Granted), org.OrderFee)
	f, err := w.OpenOwn(ctx, rec.No)
	must(t, err)
	return rec, f
}

func paidOf(rec app.Record) pay.Message {
	return pay.Message{Order: rec.OrderNo(), Ref: "T-" + rec.No, Receipt: "票1", Fen: rec.Fee.Total()}
}

// TestPaidOnce: however often and at once a platform reports a payment, it is booked once, by
// the applicant, with the platform's number; the licence can be made out after it.
func TestPaidOnce(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec, f := ordered(t, w)
		if w.PaysOnline(f) {
			t.Error("it can be paid online without a platform")
		}
		bank := &till{Trial: pay.Trial{Key: []byte("k")}}
		w.Pay = bank
		if at, err := w.StartPayment(ctx, f, "https://hall.example"); err != nil || at == "" {
			t.Error(at, err)
		}
		for _, err := range atOnce(20, func(int) error { return w.Paid(ctx, paidOf(rec)) }) {
			must(t, err)
		}
		after, err := w.Store.CaseByNo(ctx, rec.No)
		must(t, err)
		if after.Version != rec.Version+1 || after.Fee.Paid != (casework.Payment{Provider: "trial", Ref: "T-" + rec.No}) || after.Fee.Receipt != "票1" || len(bank.refunded) > 0 {
			t.Errorf("version %d after %d, %+v, given back: %v", after.Version, rec.Version, after.Fee, bank.refunded)
		}
		if last := after.Facts[len(after.Facts)-1]; last.By.Kind != org.ByApplicant {
			t.Errorf("paid by %+v", last.By)
		}
		step(t, w, after, org.Issue)
		kept, err := w.Store.Payments(ctx, rec.No)
		must(t, err)
		if len(kept) != 1 || kept[0].Outcome != store.Booked || kept[0].Fen != 500 {
			t.Errorf("%+v", kept)
		}
	})
}

// TestWhatIsNotDueIsGivenBack: of what was paid twice, in another sum, on an order that was
// replaced or for no case at all, nothing stays with the hall. It is given back once, as soon
// as the platform answers.
func TestWhatIsNotDueIsGivenBack(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		bank := &till{broken: true}
		w.Pay = bank
		rec, _ := ordered(t, w)
		wrong := paidOf(rec)
		wrong.Ref, wrong.Fen = "wrong", 400
		if w.Paid(ctx, wrong) == nil {
			t.Error("a sum that could not be given back was answered as settled")
		}
		bank.broken = false
		must(t, w.Paid(ctx, wrong))
		must(t, w.Paid(ctx, wrong))

		first := paidOf(rec)
		rec = step(t, w, rec, org.OrderFee)
		must(t, w.Paid(ctx, first)) // the order is another now
		must(t, w.Paid(ctx, pay.Message{Order: "330303000000000000000-1", Ref: "nobody", Fen: 500}))
		rec = step(t, w, rec, org.PayFee) // at the counter
		second := paidOf(rec)
		second.Ref = "second"
		must(t, w.Paid(ctx, second))
		after, err := w.Store.CaseByNo(ctx, rec.No)
		must(t, err)
		if after.Version != rec.Version || after.Fee.Paid != (casework.Payment{}) {
			t.Errorf("%+v", after.Fee)
		}
		if want := []string{"wrong", first.Ref, "nobody", "second"}; !slices.Equal(bank.refunded, want) {
			t.Errorf("given back: %v, want %v", bank.refunded, want)
		}
	})
}

// TestPaidAfterTheEnd: a fee that need not come first doesn't hold up the case; it stays owed and
// is paid online when the case is over.
func TestPaidAfterTheEnd(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		bank := &till{Trial: pay.Trial{Key: []byte("k")}}
		w.Pay = bank
		rec, _ := orderedFor(t, w, false)
		for _, act := range []org.Act{org.Issue, org.Serve, org.Conclude} {
			rec = step(t, w, rec, act)
		}
		f, err := w.OpenOwn(ctx, rec.No)
		must(t, err)
		if !w.PaysOnline(f) || rec.State() != casework.Closed {
			t.Errorf("%s: it can be paid online: %t", rec.State(), w.PaysOnline(f))
		}
		must(t, w.Paid(ctx, paidOf(rec)))
		after, err := w.Store.CaseByNo(ctx, rec.No)
		must(t, err)
		if after.OwesFee() || after.Ended != casework.Concluded || len(bank.refunded) > 0 {
			t.Errorf("owes %t, %s, given back: %v", after.OwesFee(), after.Ended, bank.refunded)
		}
		if _, err := w.Audit(ctx); err != nil {
			t.Error(err)
		}
	})
}
