package job_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/message"
	"yimen/testkit"
)

// mailbox is a mail server that keeps what it takes.
type mailbox struct{ took chan string }

func (m mailbox) NewSession(*smtp.Conn) (smtp.Session, error) { return m, nil }
func (mailbox) Reset()                                        {}
func (mailbox) Logout() error                                 { return nil }
func (mailbox) Mail(string, *smtp.MailOptions) error          { return nil }
func (mailbox) Rcpt(string, *smtp.RcptOptions) error          { return nil }
func (m mailbox) Data(r io.Reader) error {
	body, err := io.ReadAll(r)
	m.took <- string(body)
	return err
}

// A case that is handed in leaves a short message and an e-mail, which a real gateway and a real
// mail server get, by the routine of the hall.
func TestTurnsOfACaseGoOut(t *testing.T) {
	box, texts := mailbox{make(chan string, 10)}, make(chan map[string]string, 10)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(box)
	go server.Serve(l)
	defer server.Close()
	gateway := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var said map[string]string
		json.NewDecoder(r.Body).Decode(&said)
		texts <- said
	}))
	defer gateway.Close()
	w := testkit.Open(t, testkit.SQLite(t))
	mail, err := message.NewSMTP("smtp://"+l.Addr().String()+"?tls=none", "", "hall@example.gov.cn")
	if err != nil {
		t.Fatal(err)
	}
	w.Couriers = app.Couriers{Mail: mail, SMS: message.Gateway{URL: gateway.URL, Key: []byte("0123456789abcdef")}}
	w.Hall.Paper.Site = "https://yimen.example.gov.cn"
	rec, err := w.Play(t.Context(), testkit.Felling, testkit.Community, casework.Drafting)
	if err != nil {
		t.Fatal(err)
	}
	f, err := w.Filing(t.Context(), rec, testkit.Community)
	if err != nil {
		t.Fatal(err)
	}
	f.Delivery = &casework.Delivery{Mode: casework.Electronic, Address: "chen@example.com", Consent: true}
	if rec, err = w.Submit(t.Context(), rec.Draft, f); err != nil {
		t.Fatal(err)
	}
	if rec, err = w.Step(t.Context(), rec, org.Accept); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	works(t, w, &log)
	if log.Len() > 0 || len(box.took) != 2 || len(texts) != 2 {
		t.Fatalf("%d e-mails, %d short messages\n%s", len(box.took), len(texts), log.String())
	}
	var said []string
	for range 2 {
		m, s := <-box.took, <-texts
		if !strings.Contains(m, "To: <chen@example.com>") || s["to"] != testkit.Resident.Phone || !strings.Contains(s["text"], rec.No) {
			t.Errorf("%s\n%v", m, s)
		}
		said = append(said, s["text"])
	}
	if !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, "已提交") }) || !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, "已受理") }) {
		t.Errorf("said %v", said)
	}
}
