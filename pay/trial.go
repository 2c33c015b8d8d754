package pay

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Trial (测试支付平台) is a platform on which no money moves, for demonstrations and tests. All
// else is as with a real one: a page of its own on which the payer confirms, a signed report
// to the hall from server to server, and only then the way back. It keeps nothing: an order
// travels signed in the address of its page, and the number of the payment follows from that
// of the order, so that who confirms twice has paid once.
type Trial struct {
	Key []byte // secret of its signatures
	// To is where reports are sent, in place of what orders say: a demonstration need not be
	// reached under the address that people type. Empty: where the order says.
	To string
}

// TrialPage is the path of the page on which orders are paid.
const TrialPage = "/pay/trial"

// trialSign is the header with the signature of a report.
const trialSign = "X-Trial-Sign"

// Name is Provider.
func (Trial) Name() string { return "trial" }

// Start is Provider.
func (t Trial) Start(_ context.Context, o Order) (string, error) {
	text, err := json.Marshal(o)
	if err != nil {
		return "", err
	}
	return TrialPage + "?" + url.Values{"order": {base64.RawURLEncoding.EncodeToString(text)}, "sign": {t.sum("order", text)}}.Encode(), nil
}

// Order reads what stands in the address of its page.
func (t Trial) Order(order, sign string) (o Order, err error) {
	text, err := base64.RawURLEncoding.DecodeString(order)
	if err != nil || !hmac.Equal([]byte(sign), []byte(t.sum("order", text))) {
		return o, ErrForged
	}
	return o, json.Unmarshal(text, &o)
}

// Paid is the payment of an order.
func (t Trial) Paid(o Order) Message {
	ref := strings.ToUpper(t.sum("ref", []byte(o.No)))
	return Message{Order: o.No, Ref: "T" + ref[:16], Receipt: "TEST-" + ref[:10], Fen: o.Fen}
}

// Confirm pays an order: it reports to the hall and returns when the hall has booked it.
func (t Trial) Confirm(ctx context.Context, o Order) error {
	header, body, err := t.Report(t.Paid(o))
	if err != nil {
		return err
	}
	to := o.Notify
	if at, err := url.Parse(o.Notify); err == nil && t.To != "" {
		to = t.To + at.Path
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header = header
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("pay: the hall answered the report of %s with %s", o.No, res.Status)
	}
	return nil
}

// Report is a message as it is sent.
func (t Trial) Report(m Message) (http.Header, []byte, error) {
	body, err := json.Marshal(m)
	return http.Header{"Content-Type": {"application/json"}, trialSign: {t.sum("report", body)}}, body, err
}

// Read is Provider.
func (t Trial) Read(header http.Header, body []byte) (m Message, err error) {
	if !hmac.Equal([]byte(header.Get(trialSign)), []byte(t.sum("report", body))) {
		return m, ErrForged
	}
	return m, json.Unmarshal(body, &m)
}

// Refund is Provider: there is no money to give back.
func (Trial) Refund(context.Context, Message, string) error { return nil }

// sum signs a text for one purpose.
func (t Trial) sum(purpose string, text []byte) string {
	mac := hmac.New(sha256.New, t.Key)
	mac.Write([]byte("trial " + purpose + "\n"))
	mac.Write(text)
	return hex.EncodeToString(mac.Sum(nil))
}
