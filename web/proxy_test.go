package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestBehindProxy: what a visitor writes into the header himself is not believed.
func TestBehindProxy(t *testing.T) {
	for header, want := range map[string]string{
		"203.0.113.9":                 "203.0.113.9:0",
		"10.0.0.1, 203.0.113.9":       "203.0.113.9:0",
		"203.0.113.9, 2001:db8::1":    "[2001:db8::1]:0",
		"203.0.113.9, not an address": "192.0.2.1:1234",
		"":                            "192.0.2.1:1234",
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("X-Forwarded-For", header)
		got := ""
		behindProxy(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr })).ServeHTTP(httptest.NewRecorder(), r)
		if got != want {
			t.Errorf("%q gives %s, want %s", header, got, want)
		}
	}
}
