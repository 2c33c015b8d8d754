package app_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/store"
	"yimen/testkit"
)

// names are the documents of a case in their order, each as fact and name.
func names(docs []app.Document) string {
	var list []string
	for _, d := range docs {
		list = append(list, d.Name())
	}
	return strings.Join(list, " ")
}

// TestTheDocumentsOfTheWholeRoad: each act leaves its documents, numbered by the body that
// decides, whichever case was first.
func TestTheDocumentsOfTheWholeRoad(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		w := testkit.Open(t, url)
		for n := range 2 {
			rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Closed)
			docs, err := w.Documents(ctx, rec)
			must(t, err)
			if got := names(docs); got != "receipt receipt.en acceptance acceptance.en grant grant.en service" {
				t.Fatalf("the documents are %s", got)
			}
			want := []string{"", "", "区农林局许受〔2026〕1号", "区农林局许受〔2026〕1号", "区农林局许准〔2026〕1号", "区农林局许准〔2026〕1号", ""}
			for i, d := range docs {
				if number := strings.Replace(want[i], "1号", []string{"1号", "2号"}[n], 1); d.Number != number {
					t.Errorf("case %d, %s has the number %q, want %q", n+1, d.Name(), d.Number, number)
				}
			}
			if i := slices.IndexFunc(docs, func(d app.Document) bool { return d.Kind == notice.Service }); !strings.Contains(docs[i].Blocks[0].Pairs[1].Text, "许准〔2026〕") {
				t.Errorf("the proof of service does not name the decision: %+v", docs[i].Blocks[0])
			}
		}
		_, err := w.Audit(ctx)
		must(t, err)
	})
}

// TestWhatWasWrittenStays, though the directory says something else the day after.
func TestWhatWasWrittenStays(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
	rows, err := w.WriteDocuments(ctx, rec.ID, rec.Version)
	must(t, err)
	must(t, w.Store.Write(ctx, store.Plan{rows.Insert()}))
	s, version, err := w.Store.Directory(ctx)
	must(t, err)
	for i := range s.Units {
		s.Units[i].Name += "（更名）"
	}
	must(t, w.Store.SaveDirectory(ctx, s, version))
	must(t, w.Reload(ctx))
	docs, err := w.Documents(ctx, rec)
	must(t, err)
	if !strings.HasSuffix(docs[0].Agency, "（更名）") || docs[2].Kind != notice.Acceptance || strings.HasSuffix(docs[2].Agency, "（更名）") {
		t.Fatalf("agencies are %q and %q", docs[0].Agency, docs[2].Agency)
	}
	one, err := w.Document(ctx, rec, rec.Version, "acceptance")
	must(t, err)
	if one.Agency != docs[2].Agency {
		t.Fatalf("the document alone is of %q", one.Agency)
	}
	if _, err := w.Document(ctx, rec, rec.Version, "grant"); !errors.Is(err, app.ErrNotFound) {
		t.Fatalf("a document that is not there: %v", err)
	}
}

// TestAnotherNodeWritesTheSame: from the case as it was just saved here, and from its facts
// read there, come the same documents.
func TestAnotherNodeWritesTheSame(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Closed)
	there, err := testkit.Enter(ctx, w.URL, w.Folder)
	must(t, err)
	defer there.Store.Close()
	there.Clock.Set(w.Clock.Now())
	written := 0
	for seq := 1; seq <= rec.Version; seq++ {
		here, err := w.WriteDocuments(ctx, rec.ID, seq)
		must(t, err)
		same, err := there.WriteDocuments(ctx, rec.ID, seq)
		must(t, err)
		if !reflect.DeepEqual(here, same) {
			t.Errorf("fact %d: here %+v\nthere %+v", seq, here, same)
		}
		written += len(here)
	}
	if written != 7 {
		t.Errorf("%d documents", written)
	}
}

// TestPreviewDoesNothing: the applicant's paper is seen before the act, its number open.
func TestPreviewDoesNothing(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
	who := w.Doers(rec, org.Accept)[0]
	docs, err := w.Preview(ctx, rec, w.Sample(rec, org.Accept), who)
	must(t, err)
	if len(docs) != 2 || docs[0].Kind != notice.Acceptance || docs[0].Number != "" {
		t.Fatalf("preview shows %+v", docs)
	}
	_, err = w.Preview(ctx, rec, casework.Accept{}, who)
	var invalid casework.Invalid
	if !errors.As(err, &invalid) {
		t.Fatalf("a preview of nothing gave %v", err)
	}
	after, err := w.Store.CaseByNo(ctx, rec.No)
	must(t, err)
	given, err := w.Store.Numbers(ctx, rec.ID)
	must(t, err)
	if after.Version != rec.Version || len(given) != 0 {
		t.Fatalf("the preview left version %d and the numbers %v", after.Version, given)
	}
}
