package message

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// relay is a mail server of the test: it keeps what it takes, and answers as it is told to.
type relay struct {
	mu     sync.Mutex
	took   []string
	rcpt   error // answer to RCPT
	data   error // answer to the end of DATA
	vanish bool  // the connection breaks at the end of DATA
}

func (r *relay) NewSession(c *smtp.Conn) (smtp.Session, error) { return &talk{r, c}, nil }

type talk struct {
	*relay
	c *smtp.Conn
}

func (*talk) Reset()                                     {}
func (*talk) Logout() error                              { return nil }
func (*talk) Mail(string, *smtp.MailOptions) error       { return nil }
func (t *talk) Rcpt(_ string, _ *smtp.RcptOptions) error { return t.rcpt }
func (*talk) AuthMechanisms() []string                   { return []string{sasl.Plain} }
func (*talk) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "hall" || password != "secret" {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (t *talk) Data(r io.Reader) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.data == nil {
		t.took = append(t.took, string(body))
	}
	if t.vanish {
		t.c.Conn().Close()
	}
	return t.data
}

// listen starts the relay and gives its address.
func (r *relay) listen(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := smtp.NewServer(r)
	s.Domain, s.AllowInsecureAuth = "relay.test", true
	done := make(chan struct{})
	go func() { defer close(done); s.Serve(l) }()
	t.Cleanup(func() { s.Close(); <-done })
	return l.Addr().String()
}

var letter = Letter{ID: "m7", To: "zhang@example.com", Subject: "一门 Yimen · 1", Text: "您的申请已受理。\n", At: time.Unix(1_790_000_000, 0).UTC()}

func mailer(t *testing.T, address string) *SMTP {
	t.Helper()
	s, err := NewSMTP(address, "secret", "hall@example.gov.cn")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSMTPSends(t *testing.T) {
	r := &relay{}
	if err := mailer(t, "smtp://hall@"+r.listen(t)+"?tls=none").Send(context.Background(), letter); err != nil {
		t.Fatal(err)
	}
	if len(r.took) != 1 {
		t.Fatalf("the relay took %d letters", len(r.took))
	}
	for _, want := range []string{"From: <hall@example.gov.cn>", "To: <zhang@example.com>", "Message-ID: <m7@yimen>", "Auto-Submitted: auto-generated", "Subject: =?UTF-8?"} {
		if !strings.Contains(r.took[0], want) {
			t.Errorf("the letter lacks %q:\n%s", want, r.took[0])
		}
	}
}

func TestSMTPTellsApartWhatWentWrong(t *testing.T) {
	away, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := away.Addr().String()
	away.Close()
	for name, c := range map[string]struct {
		relay *relay
		user  string
		want  string // rejected, uncertain, again
	}{
		"unknown mailbox":         {&relay{rcpt: &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}}, "hall", "rejected"},
		"mailbox busy":            {&relay{rcpt: &smtp.SMTPError{Code: 450, EnhancedCode: smtp.EnhancedCode{4, 2, 0}, Message: "greylisted"}}, "hall", "again"},
		"content refused":         {&relay{data: &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "spam"}}, "hall", "rejected"},
		"relay out of room":       {&relay{data: &smtp.SMTPError{Code: 452, EnhancedCode: smtp.EnhancedCode{4, 3, 1}, Message: "full"}}, "hall", "again"},
		"cut off before the word": {&relay{vanish: true}, "hall", "uncertain"},
		"password not accepted":   {&relay{}, "nobody", "again"},
		"relay not there":         {nil, "hall", "again"},
	} {
		t.Run(name, func(t *testing.T) {
			at := closed
			if c.relay != nil {
				at = c.relay.listen(t)
			}
			err := mailer(t, "smtp://"+c.user+"@"+at+"?tls=none").Send(context.Background(), letter)
			if got := kindOf(err); got != c.want {
				t.Errorf("got %s (%v), want %s", got, err, c.want)
			}
		})
	}
}

func kindOf(err error) string {
	var rejected Rejected
	switch {
	case err == nil:
		return "sent"
	case errors.As(err, &rejected):
		return "rejected"
	case errors.Is(err, ErrUncertain):
		return "uncertain"
	}
	return "again"
}

// A relay that offers no STARTTLS gets nothing, unless that was asked for in so many words.
func TestSMTPHoldsToTLS(t *testing.T) {
	r := &relay{}
	if err := mailer(t, "smtp://hall@"+r.listen(t)).Send(context.Background(), letter); kindOf(err) != "again" {
		t.Errorf("got %v", err)
	}
	if len(r.took) != 0 {
		t.Error("the letter went out in the clear")
	}
}

func TestSMTPRefusesAddressesThatAreNone(t *testing.T) {
	for _, c := range [][2]string{{"relay.example.com", "hall@example.gov.cn"}, {"http://relay", "hall@example.gov.cn"}, {"smtp://", "hall@example.gov.cn"}, {"smtp://relay", "hall"}} {
		if _, err := NewSMTP(c[0], "", c[1]); err == nil {
			t.Errorf("%v was taken", c)
		}
	}
	if err := mailer(t, "smtp://relay").Send(context.Background(), Letter{To: "nobody"}); kindOf(err) != "rejected" {
		t.Errorf("a letter to no address: %v", err)
	}
}
