package app_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/org"
	"yimen/core/period"
	press "yimen/paper"
	"yimen/seal"
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
		Mail: "smtp://hall@relay.example.org:587", SMS: "https://gateway.example.org", Identity: "https://id.example.org/realm", TSA: "http://tsa.example.org",
		Data: folder, Reach: func(context.Context, string) error { return nil }}
}

// Each thing that is put wrong is found, and none of it in a sound hall.
func TestSelfCheck(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	administered(t, w)
	w.Couriers.Digest = []string{"root@example.org"}
	base := sound(t, w)
	before := faultsOf(t, w, base)
	for _, code := range []string{"demo", "insecure", "noSite", "noScan", "noReconsider", "secretOpen", "backupUnknown", "backupUnreadable", "backupNone", "backupOld",
		"calendarMissing", "deadJobs", "demoPassword", "stationingEnds", "noMail", "noSMS", "mailOpen", "smsOpen", "smsToFile", "noDigest", "undelivered", "messagesWait",
		"noIdentity", "mailUnreached", "smsUnreached", "tsaUnreached", "identityUnreached", "dataUnreadable",
		"stationingOver", "stationingIdle", "sealEnds"} {
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
		"noIdentity":       func(s *app.Setup) { s.Identity = "" },
		"dataUnreadable":   func(s *app.Setup) { s.Data += "/none" },
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
	isEmpty := func(f app.Fault) bool {
		return f.Code == "postEmpty" && f.Grave && f.N > 0 && slices.Contains(f.Posts, org.Approval)
	}
	if slices.ContainsFunc(all, isEmpty) {
		t.Fatal("an approval post was empty before")
	}
	must(t, w.Store.SaveDirectory(ctx, snap, version))
	must(t, w.Reload(ctx))
	all = faultsOf(t, w, base)
	if !slices.ContainsFunc(all, isEmpty) {
		t.Error("nobody decides, and that is not found")
	}
	units, lacks := map[string]bool{}, map[string]bool{}
	for _, f := range all {
		if f.Code != "postEmpty" && f.Code != "communityEmpty" {
			continue
		}
		same := fmt.Sprint(f.Code, f.Posts, f.N)
		if lacks[same] {
			t.Errorf("two rows say %s", same)
		}
		lacks[same] = true
		for _, unit := range f.Units {
			if units[unit] {
				t.Errorf("%s is in two rows of empty posts", unit)
			}
			units[unit] = true
		}
	}
	if f, found := find(all, "oneAdministrator"); !found || f.N != 1 || f.Grave {
		t.Errorf("%+v %v", f, found)
	}
}

// Each service that is set is tried where it listens, also where its address names no port; what is
// not set, and what is a file, is not.
func TestSelfCheckOfServices(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	base := sound(t, w)
	for code, at := range map[string]string{"mailUnreached": "relay.example.org:587", "smsUnreached": "gateway.example.org:443", "tsaUnreached": "tsa.example.org:80",
		"identityUnreached": "id.example.org:443"} {
		base.Reach = func(_ context.Context, address string) error {
			if address == at {
				return errors.New("nobody listens")
			}
			return nil
		}
		for _, other := range []string{"mailUnreached", "smsUnreached", "tsaUnreached", "identityUnreached"} {
			if f, found := find(faultsOf(t, w, base), other); found != (other == code) || found && !f.Grave {
				t.Errorf("nobody at %s: %s %v", at, other, found)
			}
		}
	}
	base.Mail, base.SMS, base.TSA, base.Identity = "", "log:sms.ndjson", "", ""
	base.Reach = func(_ context.Context, address string) error { return errors.New("tried " + address) }
	for _, f := range faultsOf(t, w, base) {
		if strings.HasSuffix(f.Code, "Unreached") {
			t.Errorf("%+v", f)
		}
	}
}

// A press without compiler or fonts is grave: documents wait.
func TestSelfCheckOfPress(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	base := sound(t, w)
	if _, found := find(faultsOf(t, w, base), "noPress"); !found {
		t.Error("no press, and that is not found")
	}
	w.Press = press.New(t.TempDir())
	all := faultsOf(t, w, base)
	if f, found := find(all, "pressLacks"); !found || !f.Grave || !strings.Contains(f.Text, "typst") {
		t.Errorf("%+v %v", f, found)
	}
	if f, found := find(all, "noPress"); found {
		t.Errorf("%+v", f)
	}
}

// A tenth of the disk is enough; below a GiB it is grave.
func TestSpaceFault(t *testing.T) {
	const gib = 1 << 30
	for name, c := range map[string]struct {
		free, all   uint64
		none, grave bool
	}{
		"a tenth":      {10 * gib, 100 * gib, true, false},
		"less":         {10*gib - 1, 100 * gib, false, false},
		"no GiB":       {gib - 1, 100 * gib, false, true},
		"small, empty": {gib / 2, gib, true, false},
		"full":         {0, 100 * gib, false, true},
	} {
		got := app.SpaceFault("data", c.free, c.all)
		if (len(got) == 0) != c.none || len(got) > 0 && (got[0].Grave != c.grave || got[0].N != int(c.free>>20)) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// amended writes a directory that is wrong in one way.
func amended(t *testing.T, w *testkit.World, change func(*org.Snapshot)) {
	t.Helper()
	snap, version, err := w.Store.Directory(ctx)
	must(t, err)
	change(&snap)
	must(t, w.Store.SaveDirectory(ctx, snap, version))
	must(t, w.Reload(ctx))
}

// A street or community whose people find no centre is named.
func TestSelfCheckOfCentres(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	var unit string
	without := func() []string {
		f, _ := find(faultsOf(t, w, sound(t, w)), "noCentre")
		return f.Units
	}
	before := without()
	amended(t, w, func(s *org.Snapshot) { unit, s.Centres[0].To = s.Centres[0].Unit, w.Today().Add(-1) })
	if after := without(); slices.Contains(before, unit) || !slices.Contains(after, unit) || len(after) != len(before)+1 {
		t.Errorf("%s lost its centre: %v, then %v", unit, before, after)
	}
}

// The end of an authorisation is told before and after, unless another follows; and one that
// nobody in the centre can use is told.
func TestSelfCheckOfStationings(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	base := sound(t, w)
	today := w.Today()
	ends := func(day period.Date, then ...org.Stationing) []app.Fault {
		amended(t, w, func(s *org.Snapshot) {
			s.Stationings[0].To = day
			s.Stationings = append(s.Stationings, then...)
		})
		return faultsOf(t, w, base)
	}
	for _, c := range []struct {
		day        period.Date
		soon, over bool
	}{{today, true, false}, {today.Add(29), true, false}, {today.Add(30), false, false}, {today.Add(-1), false, true}, {today.Add(-91), false, false}} {
		all := ends(c.day)
		_, soon := find(all, "stationingEnds")
		f, over := find(all, "stationingOver")
		if soon != c.soon || over != c.over || over && !f.Grave {
			t.Errorf("ends on %s: soon %v, over %v", c.day, soon, over)
		}
	}
	snap, _, err := w.Store.Directory(ctx)
	must(t, err)
	next := snap.Stationings[0]
	next.From, next.To, next.Paper = today, 0, next.Paper+"续"
	all := ends(today.Add(-1), next)
	for _, code := range []string{"stationingEnds", "stationingOver", "stationingIdle"} {
		if f, found := find(all, code); found {
			t.Errorf("renewed: %+v", f)
		}
	}
	amended(t, w, func(s *org.Snapshot) {
		for i := range s.Holdings {
			s.Holdings[i].To = today.Add(-1)
		}
	})
	if f, found := find(faultsOf(t, w, base), "stationingIdle"); !found || !slices.Contains(f.Units, next.Body) {
		t.Errorf("nobody can use them: %+v %v", f, found)
	}
}

// A unit that decides is told of while it has no seal in use, and of the end of its last one a month
// before.
func TestSelfCheckOfSeals(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	root := administered(t, w)
	amended(t, w, func(s *org.Snapshot) {
		h := s.Holdings[len(s.Holdings)-1]
		s.Staff = append(s.Staff, org.Staff{No: "root2", Name: "管理员二", Unit: h.Unit})
		h.Staff = "root2"
		s.Holdings = append(s.Holdings, h)
	})
	w.Seals = &app.SealRoom{Folder: t.TempDir(), Password: []byte("a password of seals")}
	_, err := seal.NewAuthority(w.Seals.Folder, "测试", w.Seals.Password, false, time.UnixMilli(int64(w.Now())))
	must(t, err)
	base := sound(t, w)
	lacks := func() []string {
		f, _ := find(faultsOf(t, w, base), "noSeal")
		return f.Units
	}
	before := lacks()
	if len(before) == 0 {
		t.Fatal("all have seals")
	}
	unit := before[0]
	made := func(days int) string {
		id, err := w.AskSeal(ctx, app.SealAsked{Unit: unit, From: w.Today(), To: w.Today().Add(days), Reason: "启用"}, root)
		must(t, err)
		must(t, w.DoSeal(ctx, id, seal.Make, "同意", "root2"))
		return id
	}
	made(29)
	if f, found := find(faultsOf(t, w, base), "sealEnds"); !found || !slices.Equal(f.Units, []string{unit}) || f.Text != w.Today().Add(29).String() {
		t.Errorf("%+v %v", f, found)
	}
	last := made(60)
	if f, found := find(faultsOf(t, w, base), "sealEnds"); found {
		t.Errorf("another goes on: %+v", f)
	}
	if got := lacks(); slices.Contains(got, unit) || len(got) != len(before)-1 {
		t.Errorf("%s lacks one: %v", unit, got)
	}
	must(t, w.DoSeal(ctx, last, seal.Suspend, "查", root))
	w.Clock.Set(w.Today().Add(30).At(9, 0))
	if !slices.Contains(lacks(), unit) {
		t.Error("one is over and one suspended, and that is not found")
	}
	base.TSA = ""
	if _, found := find(faultsOf(t, w, base), "noTSA"); !found {
		t.Error("no time stamps, and that is not found")
	}
}
