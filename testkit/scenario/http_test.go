package scenario_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yimen/pay"
	"yimen/testkit"
	"yimen/testkit/scenario"
	"yimen/web"
)

// TestScenariosHTTP plays every scenario of the project through the pages.
func TestScenariosHTTP(t *testing.T) {
	open, audit := openSite(t, testkit.SQLite(t))
	for _, name := range append(scenarios(t, "../scenarios/*.scn"), scenarios(t, "../scenarios/ledger/*.scn")...) {
		playFile(t, name, open)
	}
	audit()
}

// TestScenariosHTTPOnPostgres plays the main road and the self-service points through the pages on the other database.
func TestScenariosHTTPOnPostgres(t *testing.T) {
	open, audit := openSite(t, testkit.Postgres(t))
	playFile(t, "../scenarios/linked.scn", open)
	playFile(t, "../scenarios/supplement.scn", open)
	playFile(t, "../scenarios/kiosk.scn", open)
	audit()
}

const password = "a password of tests"

// openSite serves the pages over an empty database, on which all staff can sign in.
func openSite(t *testing.T, url string) (open func(scenario.World) (scenario.Hall, error), audit func()) {
	t.Helper()
	ctx := context.Background()
	w, err := testkit.Enter(ctx, url, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Store.Close() })
	for _, s := range scenario.District().Staff {
		w.SetPassword(t, s.No, password)
	}
	server := httptest.NewServer(web.New(web.Config{Hall: w.Hall, Key: []byte(strings.Repeat("k", 32)), Log: slog.New(slog.DiscardHandler)}))
	t.Cleanup(server.Close)
	w.Hall.Pay = pay.Trial{Key: []byte("a key of tests"), To: server.URL}
	return scenario.OpenHTTP(ctx, scenario.Site{Hall: w.Hall, URL: server.URL, Set: w.Clock.Set, Password: password}), func() {
		if n, err := w.Audit(ctx); err != nil || n == 0 {
			t.Errorf("audit of %d cases: %v", n, err)
		}
	}
}

func playFile(t *testing.T, name string, open func(scenario.World) (scenario.Hall, error)) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	all, err := scenario.Parse(name, string(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		t.Run(filepath.Base(name)+"/"+s.Name, func(t *testing.T) {
			open, audit := open, func() {}
			if s.Arranges() { // it needs a database of its own
				open, audit = openSite(t, testkit.SQLite(t))
			}
			if err := s.Play(open); err != nil {
				t.Error(err)
			}
			audit()
		})
	}
}
