package web_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"yimen/testkit"
	"yimen/web"
)

// The document of the interface tells of every route under /api and of no other; each operation has a
// name of its own, a summary, and says what it answers.
func TestTheDocumentTellsOfEveryRoute(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	config := web.Config{Hall: w.Hall, Key: []byte(strings.Repeat("k", 32)), Log: slog.New(slog.DiscardHandler)}
	rec := httptest.NewRecorder()
	web.New(config).ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/api/openapi.json", nil))
	var doc struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			OperationID string `json:"operationId"`
			Summary     string
			Responses   map[string]any
		}
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &doc); err != nil || !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Fatalf("%q %v", doc.OpenAPI, err)
	}
	told, ids := map[string]bool{}, map[string]bool{}
	for path, item := range doc.Paths {
		for method, op := range item {
			route := strings.ToUpper(method) + " /api" + path
			told[route] = true
			if op.OperationID == "" || ids[op.OperationID] || op.Summary == "" || len(op.Responses) < 2 {
				t.Errorf("%s has the name %q, the summary %q and %d answers", route, op.OperationID, op.Summary, len(op.Responses))
			}
			ids[op.OperationID] = true
		}
	}
	routes := map[string]bool{}
	for _, p := range web.Patterns(config) {
		if strings.Contains(p, " /api/") && p != "GET /api/openapi.json" {
			routes[p] = true
			if !told[p] {
				t.Errorf("the document does not tell of %s", p)
			}
		}
	}
	for p := range told {
		if !routes[p] {
			t.Errorf("the document tells of %s, which is no route", p)
		}
	}
	if len(routes) < 60 {
		t.Errorf("only %d routes of the interface", len(routes))
	}
}
