package message

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"
)

// SMTP sends e-mail through a relay (RFC 5321). It is safe for concurrent use.
type SMTP struct {
	host string
	from string
	opts []mail.Option
}

// patience is how long a relay may take for one letter.
const patience = 15 * time.Second

// NewSMTP reads the address of a relay: smtp://user@host:587 (STARTTLS is a must, unless
// ?tls=none), smtps://user@host:465.
func NewSMTP(address, password, from string) (*SMTP, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, fmt.Errorf("message: %q is no address of a mail relay, such as smtp://user@host:587", address)
	}
	m := mail.NewMsg()
	if err := m.From(from); err != nil {
		return nil, fmt.Errorf("message: %q is no sender's address: %w", from, err)
	}
	s := &SMTP{host: u.Hostname(), from: from, opts: []mail.Option{mail.WithTimeout(patience)}}
	port, policy := 587, mail.TLSMandatory
	switch {
	case u.Scheme == "smtps":
		port = 465
		s.opts = append(s.opts, mail.WithSSL())
	case u.Query().Get("tls") == "none":
		policy = mail.NoTLS
	}
	if u.Port() != "" {
		if port, err = strconv.Atoi(u.Port()); err != nil {
			return nil, err
		}
	}
	s.opts = append(s.opts, mail.WithPort(port), mail.WithTLSPolicy(policy))
	if name := u.User.Username(); name != "" {
		s.opts = append(s.opts, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(name), mail.WithPassword(password))
		if policy == mail.NoTLS && u.Scheme == "smtp" {
			s.opts = append(s.opts, mail.WithSMTPAuth(mail.SMTPAuthPlainNoEnc))
		}
	}
	return s, nil
}

// Repeats is false: SMTP knows no identity by which a relay would drop the second copy.
func (s *SMTP) Repeats() bool { return false }

// Send gives one letter to the relay.
func (s *SMTP) Send(ctx context.Context, l Letter) error {
	m := mail.NewMsg()
	if err := errors.Join(m.From(s.from), m.To(l.To)); err != nil {
		return Rejected{most(err)}
	}
	m.Subject(l.Subject)
	m.SetMessageIDWithValue(l.ID + "@yimen")
	m.SetDateWithValue(l.At)
	m.SetGenHeader(mail.Header("Auto-Submitted"), "auto-generated")
	m.SetBodyString(mail.TypeTextPlain, l.Text)
	c, err := mail.NewClient(s.host, s.opts...)
	if err != nil {
		return err
	}
	err = c.DialAndSendWithContext(ctx, m)
	if err == nil || m.IsDelivered() { // the relay took it; a broken farewell changes nothing
		return nil
	}
	var refused *mail.SendError
	if !errors.As(err, &refused) {
		return err // the relay was not reached
	}
	switch {
	case refused.ErrorCode() >= 500:
		return Rejected{most(err)}
	case refused.ErrorCode() >= 400:
		return err
	case refused.Reason == mail.ErrSMTPDataClose:
		return fmt.Errorf("%w: %s", ErrUncertain, most(err))
	}
	return err
}
