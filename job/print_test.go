package job_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/job"
	"yimen/paper"
	"yimen/store"
	"yimen/testkit"
)

// works does all follow-up work and takes every turn that is due.
func works(t *testing.T, w *testkit.World, log *bytes.Buffer) {
	t.Helper()
	r := job.ForHall(w.Hall, slog.New(slog.NewTextHandler(log, nil)))
	for {
		n, err := r.Round(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			break
		}
	}
	for range 2 { // the first look only writes down when the turn is due
		if err := r.Turns(context.Background()); err != nil {
			t.Fatal(err)
		}
		w.Clock.Set(w.Now() + 2000)
	}
}

// TestDocumentsArePrinted: each document of a case gets its file, which is kept under its sum
// and is what printing the stored content gives.
func TestDocumentsArePrinted(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		w := testkit.Open(t, url)
		w.Press = paper.New("..")
		defer w.Press.Close()
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Closed)
		var log bytes.Buffer
		works(t, w, &log)
		docs, err := w.Documents(t.Context(), rec)
		if err != nil || len(docs) != 7 {
			t.Fatalf("%d documents, %v", len(docs), err)
		}
		for _, d := range docs {
			if d.File == "" || d.Fault != "" {
				t.Fatalf("%s is not printed: %s\n%s", d.Name(), d.Fault, log.String())
			}
			again, err := w.Press.Print(t.Context(), d.Document, "")
			if err != nil || !bytes.Equal(read(t, w, d.File), again.PDF) {
				t.Errorf("%s: the file is not what its content gives (%v)", d.Name(), err)
			}
		}
		if log.Len() > 0 {
			t.Errorf("logged %s", log.String())
		}
	})
}

func read(t *testing.T, w *testkit.World, sum string) []byte {
	t.Helper()
	file, err := w.Files.Open(t.Context(), sum)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	content, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestOneBadDocumentHoldsUpNobody: a character that no font has stops its own document only,
// and the reason names it.
func TestOneBadDocumentHoldsUpNobody(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	w.Press = paper.New("..")
	defer w.Press.Close()
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
	bad := notice.Document{Kind: notice.Grant, Lang: notice.Zh, Form: notice.Decision, Title: "决定书", On: w.Today(),
		To: notice.Addressee{Name: "王𰽞"}, Blocks: []notice.Block{{Kind: notice.Text, Text: "准予。"}}}
	body, err := json.Marshal(bad)
	if err != nil {
		t.Fatal(err)
	}
	seq := len(rec.Facts)
	docs, err := w.WriteDocuments(t.Context(), rec.ID, seq)
	if err != nil || len(docs) == 0 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	docs = append(store.Writing{
		{CaseID: rec.ID, Seq: seq, Name: "bad", Body: body},
		{CaseID: rec.ID, Seq: seq, Name: "worse", Body: []byte(`{"form":"none"}`)},
	}, docs...)
	if err := w.Store.Write(t.Context(), store.Plan{docs.Insert()}); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	works(t, w, &log)
	kept, err := w.Store.Documents(t.Context(), rec.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(kept, func(d store.Written) bool { return d.Name == "bad" }) {
		t.Fatalf("the bad document is not among the %d", len(kept))
	}
	for _, d := range kept {
		switch d.Name {
		case "bad":
			if d.File != "" || !strings.Contains(d.Fault, "𰽞 (U+30F5E)") {
				t.Errorf("file %q, fault %q", d.File, d.Fault)
			}
		case "worse":
			if d.File != "" || d.Fault == "" {
				t.Errorf("file %q, fault %q", d.File, d.Fault)
			}
		default:
			if d.File == "" {
				t.Errorf("%s was held up: %s", d.Name, d.Fault)
			}
		}
	}
}

// TestWithoutEquipmentCasesGoOn: nothing is printed and nothing lost; it is said once, and
// when the equipment is there the documents are printed.
func TestWithoutEquipmentCasesGoOn(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	w.Press = paper.New(t.TempDir())
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
	var log bytes.Buffer
	works(t, w, &log)
	if strings.Count(log.String(), "scripts/press.sh") != 1 {
		t.Errorf("logged %s", log.String())
	}
	docs, err := w.Documents(t.Context(), rec)
	if err != nil || docs[0].File != "" || docs[0].Fault != "" {
		t.Fatalf("%+v, %v", docs[0], err)
	}
	w.Press = paper.New("..")
	defer w.Press.Close()
	works(t, w, &log)
	if docs, err = w.Documents(t.Context(), rec); err != nil || docs[0].File == "" {
		t.Errorf("still not printed: %+v, %v", docs[0], err)
	}
}
