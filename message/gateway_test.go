package message

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var key = []byte("0123456789abcdef")

func TestGatewaySendsOnceAndSigned(t *testing.T) {
	taken := map[string]string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Header.Get("Yimen-Signature") != Sign(key, r.Header.Get("Yimen-Time"), body) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if _, had := taken[r.Header.Get("Idempotency-Key")]; had {
			w.WriteHeader(http.StatusConflict)
			return
		}
		taken[r.Header.Get("Idempotency-Key")] = string(body)
	}))
	defer server.Close()
	g := Gateway{URL: server.URL, Key: key}
	for range 2 { // as after a crash
		if err := g.Send(context.Background(), Letter{ID: "m7", To: "13800000001", Text: "已受理"}); err != nil {
			t.Fatal(err)
		}
	}
	var said map[string]string
	if err := json.Unmarshal([]byte(taken["m7"]), &said); err != nil || len(taken) != 1 || said["to"] != "13800000001" || said["text"] != "已受理" {
		t.Errorf("the gateway took %v", taken)
	}
	g.Key = []byte("another key of 16")
	if err := g.Send(context.Background(), Letter{ID: "m8"}); kindOf(err) != "again" {
		t.Errorf("a wrong key is ours to mend, got %v", err)
	}
}

func TestGatewayTellsApartWhatWentWrong(t *testing.T) {
	for status, want := range map[int]string{200: "sent", 202: "sent", 409: "sent", 400: "rejected", 404: "rejected", 422: "rejected", 401: "again", 403: "again", 429: "again", 500: "again", 503: "again"} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			io.WriteString(w, strings.Repeat("坏", 500))
		}))
		err := Gateway{URL: server.URL, Key: key}.Send(context.Background(), Letter{ID: "m1"})
		server.Close()
		if got := kindOf(err); got != want {
			t.Errorf("%d: got %s (%v), want %s", status, got, err, want)
		}
	}
	if err := (Gateway{URL: "http://127.0.0.1:1", Key: key}).Send(context.Background(), Letter{ID: "m1"}); kindOf(err) != "again" {
		t.Errorf("no gateway: %v", err)
	}
}

func TestLogWritesOneLineEach(t *testing.T) {
	l := &Log{Path: filepath.Join(t.TempDir(), "sms.ndjson")}
	for _, id := range []string{"m1", "m2"} {
		if err := l.Send(context.Background(), Letter{ID: id, To: "13800000001", Text: "一\n二"}); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(l.Path)
	if err != nil || strings.Count(string(text), "\n") != 2 || !strings.Contains(string(text), `"m2"`) {
		t.Errorf("%q, %v", text, err)
	}
	if err := (&Log{Path: filepath.Join(t.TempDir(), "no", "folder")}).Send(context.Background(), Letter{}); err == nil {
		t.Error("a line that could not be written counts as sent")
	}
}
