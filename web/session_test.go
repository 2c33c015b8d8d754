package web

import (
	"testing"
	"time"

	"yimen/core/period"
	"yimen/store"
)

// TestRememberedSession: a session is asked for once in a moment, and never outlives its end.
func TestRememberedSession(t *testing.T) {
	st, err := store.Open(t.Context(), "sqlite:"+t.TempDir()+"/s.db")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if err := st.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	at := period.NewDate(2026, 3, 2).At(9, 0)
	now := func() period.Instant { return at }
	behind := st.Sessions(now)
	r := remember(behind, now)
	expiry := time.UnixMilli(int64(at) + 3_600_000)
	if err := r.CommitCtx(t.Context(), "tok", []byte("a"), expiry); err != nil {
		t.Fatal(err)
	}
	find := func(want bool) {
		t.Helper()
		if _, found, err := r.FindCtx(t.Context(), "tok"); err != nil || found != want {
			t.Fatalf("found %v, %v; want %v", found, err, want)
		}
	}
	find(true)
	if err := behind.DeleteCtx(t.Context(), "tok"); err != nil { // another process ends it
		t.Fatal(err)
	}
	find(true) // still remembered
	at += recall
	find(false)
	if err := r.CommitCtx(t.Context(), "tok", []byte("b"), expiry); err != nil {
		t.Fatal(err)
	}
	find(true)
	if err := r.DeleteCtx(t.Context(), "tok"); err != nil {
		t.Fatal(err)
	}
	find(false)
}

// TestASessionReadTwice: what one request changes of its session no other one sees.
func TestASessionReadTwice(t *testing.T) {
	var codec plainSession
	end := time.UnixMilli(1_790_000_000_000).UTC()
	data, err := codec.Encode(end, map[string]any{"staff": "lw001"})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		deadline, values, err := codec.Decode(data)
		if err != nil || !deadline.Equal(end) || len(values) != 1 || values["staff"] != "lw001" {
			t.Fatalf("read %v, %v, %v", deadline, values, err)
		}
		values["staff"], values["more"] = "lw002", true
	}
	if _, _, err := codec.Decode([]byte("no session")); err == nil {
		t.Error("no session was read as one")
	}
}
