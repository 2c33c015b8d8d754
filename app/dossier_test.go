package app_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/job"
	press "yimen/paper"
	"yimen/testkit"
)

// TestADossierHoldsTheWholeCase: the documents as they were printed and the files of the
// materials come out of it as they went in; what is not printed yet is set all the same.
func TestADossierHoldsTheWholeCase(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Closed)
	file, err := w.Track(ctx, rec.No, rec.Query)
	must(t, err)
	if _, err := w.Dossier(ctx, file, "林𬭎"); !errors.Is(err, app.ErrNoPress) {
		t.Fatalf("%v, want to be told that there is no press", err)
	}
	w.Press = press.New(t.TempDir())
	if _, err := w.Dossier(ctx, file, "林𬭎"); !errors.Is(err, app.ErrNoPress) || !strings.Contains(err.Error(), "scripts/press.sh") {
		t.Fatalf("%v, want to be told what is lacking", err)
	}
	w.Press = press.New("..")
	t.Cleanup(w.Press.Close)
	before, err := w.Dossier(ctx, file, "林𬭎")
	must(t, err)

	runner := job.ForHall(w.Hall, nil)
	for range 2 {
		for n := 1; n > 0; {
			n, err = runner.Round(ctx)
			must(t, err)
		}
		must(t, runner.Turns(ctx))
		w.Clock.Set(w.Now() + 2000)
	}
	after, err := w.Dossier(ctx, file, "林𬭎")
	must(t, err)
	if before.Pages != after.Pages {
		t.Errorf("%d pages before printing, %d after", before.Pages, after.Pages)
	}
	dir := t.TempDir()
	must(t, os.WriteFile(dir+"/d.pdf", after.PDF, 0o600))
	out, err := exec.Command("pdfdetach", "-saveall", "-o", dir, dir+"/d.pdf").CombinedOutput()
	if err != nil {
		t.Fatalf("pdfdetach (scripts/need.sh test brings it): %v %s", err, out)
	}
	documents, err := filepath.Glob(dir + "/文书*.pdf")
	must(t, err)
	materials, err := filepath.Glob(dir + "/材料*")
	must(t, err)
	if docs, err := w.Documents(ctx, rec); err != nil || len(documents) != len(docs) {
		t.Errorf("%d documents are enclosed, the case has %d (%v)", len(documents), len(docs), err)
	}
	files := 0
	for _, g := range rec.Materials {
		files += len(g.Files)
	}
	if len(materials) != files || files == 0 {
		t.Errorf("%d files are enclosed, %d were handed in", len(materials), files)
	}
}
