package job_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/core/period"
	"yimen/job"
	"yimen/paper"
	"yimen/store"
	"yimen/testkit"
)

// How a test tells a copy of itself to be the program that seals and is killed.
const (
	sealURL   = "YIMEN_SEALING_URL"   // its database; empty = it is the test
	sealFiles = "YIMEN_SEALING_FILES" // its files
	sealRoom  = "YIMEN_SEALING_ROOM"  // its seals
	sealClock = "YIMEN_SEALING_CLOCK" // its moment, RFC 3339
	sealDies  = "YIMEN_SEALING_DIES"  // at which point it is killed; empty = at none
	diesAsked = "while sealing"       // the intent is written, the seal is being made
	diesMade  = "before it is kept"   // sealed, and no file yet
	diesKept  = "before it is noted"  // the file is there, the use is not recorded
	diesAny   = "at any time"         // by the test
)

func TestMain(m *testing.M) {
	if os.Getenv(sealURL) == "" {
		os.Exit(m.Run())
	}
	if err := sealAll(context.Background()); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// sealAll is the program: it prints and seals what waits, then ends.
func sealAll(ctx context.Context) error {
	w, err := testkit.Enter(ctx, os.Getenv(sealURL), os.Getenv(sealFiles))
	if err != nil {
		return err
	}
	now, err := time.Parse(time.RFC3339, os.Getenv(sealClock))
	if err != nil {
		return err
	}
	w.Clock.Set(period.Instant(now.UnixMilli()))
	w.Press = paper.New("..")
	defer w.Press.Close()
	w.Seals = &app.SealRoom{Folder: os.Getenv(sealRoom), Demo: true}
	switch os.Getenv(sealDies) {
	case diesAsked:
		w.Seals.TSA = httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { die() })).URL
	case diesMade:
		w.Files = mortal{w.Files, false}
	case diesKept:
		w.Files = mortal{w.Files, true}
	}
	r := job.ForHall(w.Hall, slog.New(slog.NewTextHandler(os.Stderr, nil)))
	for {
		if any, err := w.Store.ToPrint(ctx); err != nil || !any {
			return err
		}
		if err := r.Turns(ctx); err != nil {
			return err
		}
		w.Clock.Set(w.Now() + 2000)
	}
}

// die is what kill -9 does: nothing more is written, nothing tidied up.
func die() {
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}

// mortal keeps files for a program that dies at the first sealed one, before or after.
type mortal struct {
	store.Blobs
	after bool
}

func (m mortal) Put(ctx context.Context, content io.Reader, limit int64) (store.Blob, error) {
	text, err := io.ReadAll(content)
	sealed := bytes.Contains(text, []byte("/ByteRange"))
	if sealed && !m.after {
		die()
	}
	blob, errPut := m.Blobs.Put(ctx, bytes.NewReader(text), limit)
	if sealed && err == nil && errPut == nil {
		die()
	}
	return blob, errPut
}

// TestKilledWhileSealing: a program is killed between intent, sealing, keeping and noting, and at
// any time, again and again. In the end no document is lost, none bears a seal whose use is not on
// record, and no record is without its seal.
func TestKilledWhileSealing(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		w := testkit.Open(t, url)
		// The library that signs takes its moment from the machine: the hall's must not be after it.
		w.Clock.Set(period.Instant(time.Now().Add(-12 * time.Hour).UnixMilli()))
		var recs []app.Record
		for range 2 {
			recs = append(recs, w.CaseIn(t, testkit.Felling, testkit.Community, casework.Granted))
		}
		var log bytes.Buffer
		works(t, w, &log) // the documents are written and wait: this process prints none
		room := filepath.Join(t.TempDir(), "seals")
		at := time.UnixMilli(int64(w.Now()))
		run := func(dies string) {
			t.Helper()
			at = at.Add(time.Hour) // what a dead program had taken up is free again
			cmd := exec.Command(os.Args[0])
			var said bytes.Buffer
			cmd.Stdout, cmd.Stderr = &said, &said
			cmd.Env = append(os.Environ(), sealURL+"="+url, sealFiles+"="+w.Folder, sealRoom+"="+room, sealClock+"="+at.Format(time.RFC3339), sealDies+"="+dies)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if dies == diesAny {
				time.Sleep(time.Duration(100+rand.IntN(900)) * time.Millisecond)
				_ = cmd.Process.Kill()
			}
			err := cmd.Wait()
			killed := err != nil && strings.Contains(err.Error(), "killed")
			if err != nil && !killed || dies != diesAny && killed == (dies == "") { // at any time may be too late, where the machine is quick
				t.Fatalf("the program that dies %s ended: %v\n%s", dies, err, said.String())
			}
		}
		for _, dies := range []string{diesAsked, diesMade, diesKept, diesAsked, diesKept, diesMade, diesAny, diesAny, ""} {
			run(dies)
		}
		w.Seals = &app.SealRoom{Folder: room, Demo: true}
		w.Clock.Set(period.Instant(at.Add(time.Hour).UnixMilli()))
		trust, err := w.Trust()
		if err != nil {
			t.Fatal(err)
		}
		bear := map[string]int{}
		for _, rec := range recs {
			docs, err := w.Documents(t.Context(), rec)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range docs {
				if d.File == "" {
					t.Fatalf("%s was lost: %s", d.Name(), d.Fault)
				}
				if d.Seal == "" || d.Lang != notice.Zh {
					continue
				}
				bear[d.Seal]++
				if report := trust.Verify(read(t, w, d.File)); !report.Valid() || len(report.Seals) != 1 {
					t.Errorf("%s: %v", d.Name(), report.Problems)
				}
			}
		}
		recorded(t, w, bear)
	})
}
