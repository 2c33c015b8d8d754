package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"yimen/app"
	"yimen/message"
)

// messagePlace says how applicants are told outside of the pages (docs/runbook/messages.md).
type messagePlace struct {
	SMTP         string   `env:"YIMEN_SMTP" placeholder:"smtp://USER@HOST:587" help:"mail relay; smtps:// for TLS from the start, ?tls=none only on a network of your own"`
	SMTPPassword string   `name:"smtp-password-file" env:"YIMEN_SMTP_PASSWORD_FILE" placeholder:"FILE" help:"file with the password at the relay"`
	MailFrom     string   `env:"YIMEN_MAIL_FROM" placeholder:"ADDRESS" help:"sender's address of every e-mail"`
	SMS          string   `name:"sms" env:"YIMEN_SMS" placeholder:"https://GATEWAY" help:"gateway of short messages, or log:FILE to write them to a file"`
	SMSKey       string   `name:"sms-key-file" env:"YIMEN_SMS_KEY_FILE" placeholder:"FILE" help:"file with the key that signs requests to the gateway"`
	DigestTo     []string `env:"YIMEN_DIGEST_TO" placeholder:"ADDRESS" help:"who is told each morning of messages that did not arrive; may be repeated"`
}

// couriers opens the channels that are set up. The demonstration writes short messages to a file.
func (p messagePlace) couriers(data string, demo bool) (c app.Couriers, err error) {
	c.Digest = p.DigestTo
	if p.SMTP != "" {
		password, err := fileText(p.SMTPPassword)
		if err != nil {
			return c, err
		}
		if c.Mail, err = mailer(p.SMTP, string(password), p.MailFrom); err != nil {
			return c, err
		}
	}
	path, toFile := strings.CutPrefix(p.SMS, "log:")
	switch {
	case toFile:
		c.SMS = &message.Log{Path: path}
	case p.SMS != "":
		key, err := fileText(p.SMSKey)
		if err != nil {
			return c, err
		}
		if len(key) < 16 {
			return c, fmt.Errorf("a key of at least 16 bytes signs requests to %s: see YIMEN_SMS_KEY_FILE", p.SMS)
		}
		c.SMS = message.Gateway{URL: p.SMS, Key: key}
	case demo:
		c.SMS = &message.Log{Path: filepath.Join(data, "sms.ndjson")}
	}
	return c, nil
}

// mailShown is the relay as pages may show it: without a password that somebody put into it.
func (p messagePlace) mailShown() string {
	u, err := url.Parse(p.SMTP)
	if err != nil {
		return ""
	}
	return u.Redacted()
}

func mailer(address, password, from string) (message.Sender, error) {
	s, err := message.NewSMTP(address, password, from)
	if err != nil {
		return nil, fmt.Errorf("%w (see YIMEN_SMTP, YIMEN_MAIL_FROM)", err)
	}
	return s, nil
}

// fileText is what a file holds, without the line end; nothing for no file.
func fileText(path string) ([]byte, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	return []byte(strings.TrimRight(string(text), "\r\n")), err
}
