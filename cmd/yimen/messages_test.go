package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yimen/message"
)

// What is not set up is nil; what is set up wrongly keeps the program from starting, and says which setting it is.
func TestCouriers(t *testing.T) {
	folder := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	long, short := file("long", "0123456789abcdef\n"), file("short", "0123")
	for name, c := range map[string]struct {
		place     messagePlace
		demo      bool
		mail, sms bool
		fault     string
	}{
		"nothing":       {},
		"demonstration": {demo: true, sms: true},
		"mail":          {place: messagePlace{SMTP: "smtp://hall@relay:587", SMTPPassword: long, MailFrom: "hall@example.gov.cn"}, mail: true},
		"no sender":     {place: messagePlace{SMTP: "smtp://hall@relay:587"}, fault: "YIMEN_MAIL_FROM"},
		"no address":    {place: messagePlace{SMTP: "relay:587", MailFrom: "hall@example.gov.cn"}, fault: "YIMEN_SMTP"},
		"no password":   {place: messagePlace{SMTP: "smtp://hall@relay", SMTPPassword: filepath.Join(folder, "none"), MailFrom: "hall@example.gov.cn"}, fault: "none"},
		"gateway":       {place: messagePlace{SMS: "https://gateway.example.com", SMSKey: long}, sms: true},
		"short key":     {place: messagePlace{SMS: "https://gateway.example.com", SMSKey: short}, fault: "YIMEN_SMS_KEY_FILE"},
		"to a file":     {place: messagePlace{SMS: "log:" + filepath.Join(folder, "sms")}, sms: true},
	} {
		got, err := c.place.couriers(folder, c.demo)
		if c.fault != "" {
			if err == nil || !strings.Contains(err.Error(), c.fault) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || (got.Mail != nil) != c.mail || (got.SMS != nil) != c.sms {
			t.Errorf("%s: %+v %v", name, got, err)
		}
		if g, ok := got.SMS.(message.Gateway); ok && string(g.Key) != "0123456789abcdef" {
			t.Errorf("%s: the key has its line end", name)
		}
	}
	if shown := (messagePlace{SMTP: "smtp://hall:secret@relay"}).mailShown(); strings.Contains(shown, "secret") {
		t.Errorf("the settings show %s", shown)
	}
}
