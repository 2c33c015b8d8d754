package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/testkit"
)

func faultsOf(t *testing.T, w *testkit.World, s app.Setup) []app.Fault {
	t.Helper()
	all, err := w.SelfCheck(ctx, s)
	must(t, err)
	return all
}

func find(all []app.Fault, code string) (app.Fault, bool) {
	i := slices.IndexFunc(all, func(f app.Fault) bool { return f.Code == code })
	if i < 0 {
		return app.Fault{}, false
	}
	return all[i], true
}

// sound is how a hall in earnest is set up.
func sound(t *testing.T, w *testkit.World) app.Setup {
	t.Helper()
	folder := t.TempDir()
	copied := filepath.Join(folder, "yimen.db")
	must(t, os.WriteFile(copied, []byte("x"), 0o600))
	at := time.UnixMilli(int64(w.Now()) - 3600_000)
	must(t, os.Chtimes(copied, at, at))
	secret := filepath.Join(t.TempDir(), "secret")
	must(t, os.WriteFile(secret, []byte("x"), 0o600))
	return app.Setup{Secure: true, Site: "https://example.org", Scan: "scan", Reconsider: "https://example.org/r", Secret: secret, Backups: folder,
		Mail: "smtp://hall@relay.example.org:587", SMS: "https://gateway.example.org"}
}

// Each thing that is put wrong is found, and none of it in a sound hall.
func TestSelfCheck(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	administered(t, w)
	w.Couriers.Digest = []string{"root@example.org"}
	base := sound(t, w)
	before := faultsOf(t, w, base)
	for _, code := range []string{"demo", "insecure", "noSite", "noScan", "noReconsider", "secretOpen", "backupUnknown", "backupUnreadable", "backupNone", "backupOld",
		"calendarMissing", "deadJobs", "demoPassword", "stationingEnds", "noMail", "noSMS", "mailOpen", "smsOpen", "smsToFile", "noDigest", "undelivered", "messagesWait"} {
		if f, there := find(before, code); there {
			t.Errorf("a sound hall has %+v", f)
		}
	}
	empty := t.TempDir()
	for code, change := range map[string]func(s *app.Setup){
		"demo":             func(s *app.Setup) { s.Demo = true },
		"insecure":         func(s *app.Setup) { s.Secure = false },
		"noSite":           func(s *app.Setup) { s.Site = "" },
		"noScan":           func(s *app.Setup) { s.Scan = "" },
		"noReconsider":     func(s *app.Setup) { s.Reconsider = "" },
		"noMail":           func(s *app.Setup) { s.Mail = "" },
		"noSMS":            func(s *app.Setup) { s.SMS = "" },
		"mailOpen":         func(s *app.Setup) { s.Mail = "smtp://hall@relay.example.org?tls=none" },
		"smsOpen":          func(s *app.Setup) { s.SMS = "http://gateway.example.org" },
		"smsToFile":        func(s *app.Setup) { s.SMS = "log:sms.ndjson" },
		"backupUnknown":    func(s *app.Setup) { s.Backups = "" },
		"backupUnreadable": func(s *app.Setup) { s.Backups += "/none" },
		"backupNone":       func(s *app.Setup) { s.Backups = empty },
		"secretOpen":       func(s *app.Setup) { must(t, os.Chmod(s.Secret, 0o644)) },
	} {
		s := base
		change(&s)
		if _, found := find(faultsOf(t, w, s), code); !found {
			t.Errorf("%s is not found", code)
		}
	}
	must(t, os.Chmod(base.Secret, 0o600))
	w.Clock.Set(w.Now() + 30*3600_000)
	if f, found := find(faultsOf(t, w, base), "backupOld"); !found || f.N != 31 {
		t.Errorf("a copy of 31 hours: %+v %v", f, found)
	}
	w.Clock.Set(period.NewDate(2026, 11, 2).At(9, 0))
	if f, found := find(faultsOf(t, w, base), "calendarMissing"); !found || f.Grave || f.N != 2027 {
		t.Errorf("in November: %+v %v", f, found)
	}
	w.Clock.Set(period.NewDate(2027, 1, 4).At(9, 0))
	if f, found := find(faultsOf(t, w, base), "calendarMissing"); !found || !f.Grave {
		t.Errorf("in January: %+v %v", f, found)
	}
}

// A post that its last holder leaves is empty for the items that need it; a demonstration's
// password of an administrator is found.
func TestSelfCheckOfPeople(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	root := administered(t, w)
	w.SetPassword(t, root, app.DemoPassword)
	base := sound(t, w)
	all := faultsOf(t, w, base)
	if f, found := find(all, "demoPassword"); !found || f.Text != root {
		t.Errorf("%+v %v", f, found)
	}
	if f, found := find(all, "oneAdministrator"); found {
		t.Errorf("%+v", f)
	}
	snap, version, err := w.Store.Directory(ctx)
	must(t, err)
	for i, h := range snap.Holdings {
		if h.Post == org.Approval || h.Post == org.Administrator && h.Staff != root {
			snap.Holdings[i].To = w.Today().Add(-1)
		}
	}
	isEmpty := func(f app.Fault) bool { return f.Code == "postEmpty" && f.Grave && f.N > 0 && f.Post == org.Approval }
	if slices.ContainsFunc(all, isEmpty) {
		t.Fatal("an approval post was empty before")
	}
	must(t, w.Store.SaveDirectory(ctx, snap, version))
	must(t, w.Reload(ctx))
	all = faultsOf(t, w, base)
	if !slices.ContainsFunc(all, isEmpty) {
		t.Error("nobody decides, and that is not found")
	}
	if f, found := find(all, "oneAdministrator"); !found || f.N != 1 || f.Grave {
		t.Errorf("%+v %v", f, found)
	}
}
