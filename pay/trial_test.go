package pay_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"yimen/pay"
)

var trial = pay.Trial{Key: []byte("a key of tests")}

// TestTrialReports: what is confirmed is reported with a signature, the same payment each time.
func TestTrialReports(t *testing.T) {
	var got []pay.Message
	hall := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		m, err := trial.Read(r.Header, body)
		if err != nil || r.URL.Path != "/here" {
			t.Errorf("%s: %v", r.URL.Path, err)
		}
		got = append(got, m)
	}))
	defer hall.Close()
	o := pay.Order{No: "1-1", Fen: 12050, Notify: hall.URL + "/here"}
	for range 2 {
		if err := trial.Confirm(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	if len(got) != 2 || got[0] != got[1] || got[0].Fen != 12050 || got[0].Order != "1-1" || got[0].Ref == "" || got[0].Receipt == "" {
		t.Errorf("%+v", got)
	}
	o.Notify = "http://nowhere.invalid/here"
	if err := (pay.Trial{Key: trial.Key, To: hall.URL}).Confirm(t.Context(), o); err != nil {
		t.Error(err)
	}
	o.No = "2-1"
	if trial.Paid(o).Ref == got[0].Ref {
		t.Error("two orders have one payment")
	}
	hall.Close()
	if trial.Confirm(t.Context(), pay.Order{No: "1-1", Notify: hall.URL + "/here"}) == nil {
		t.Error("a hall that is closed has booked a payment")
	}
}

// TestForged: nobody else signs, and a signed text can't be changed or used for another purpose.
func TestForged(t *testing.T) {
	at, err := trial.Start(t.Context(), pay.Order{No: "1-1", Fen: 100})
	if err != nil {
		t.Fatal(err)
	}
	page, err := url.Parse(at)
	if err != nil || page.Path != pay.TrialPage {
		t.Fatal(at, err)
	}
	q := page.Query()
	if o, err := trial.Order(q.Get("order"), q.Get("sign")); err != nil || o.Fen != 100 {
		t.Errorf("%+v %v", o, err)
	}
	other := pay.Trial{Key: []byte("another key")}
	if _, err := other.Order(q.Get("order"), q.Get("sign")); !errors.Is(err, pay.ErrForged) {
		t.Errorf("an order of another platform: %v", err)
	}
	header, body, err := trial.Report(pay.Message{Order: "1-1", Fen: 100})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := trial.Read(header, append(body, ' ')); !errors.Is(err, pay.ErrForged) {
		t.Errorf("a changed report: %v", err)
	}
	if _, err := trial.Read(http.Header{}, body); !errors.Is(err, pay.ErrForged) {
		t.Errorf("a report without signature: %v", err)
	}
	header.Set("X-Trial-Sign", q.Get("sign"))
	if _, err := trial.Read(header, body); !errors.Is(err, pay.ErrForged) {
		t.Errorf("a report with the signature of an order: %v", err)
	}
}
