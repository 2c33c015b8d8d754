package paper_test

import (
	"os"
	"path/filepath"
	"testing"

	"yimen/core/notice"
)

// TestShots writes pictures of the pages of every kind of document to YIMEN_SHOTS, to be held
// beside GB/T 9704; without it, it sees that each kind becomes pictures.
func TestShots(t *testing.T) {
	dir := os.Getenv("YIMEN_SHOTS")
	if dir == "" {
		dir = t.TempDir()
	} else if !filepath.IsAbs(dir) {
		t.Fatalf("YIMEN_SHOTS must be a whole path, not %s", dir)
	}
	all := map[string]notice.Document{"long-sheet": longest(), "long-letter": widest(), "everything": decision()}
	for _, d := range kinds(t) {
		all[d.Name()] = d
	}
	for name, d := range all {
		p, err := press.Print(t.Context(), d, sealPicture)
		if err != nil {
			t.Fatal(err)
		}
		judge(t, p.PDF, "pdftoppm", "-r", "60", "-png", "FILE", filepath.Join(dir, "document-"+name))
		made, _ := filepath.Glob(filepath.Join(dir, "document-"+name+"-*.png"))
		if len(made) != p.Pages {
			t.Errorf("%s: %d pictures of %d pages", name, len(made), p.Pages)
		}
	}
}

// sealPicture stands for a seal: where it lies on unit and day is what is to be seen.
const sealPicture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 42 42"><circle cx="21" cy="21" r="20.4" fill="none" stroke="#d8000f" stroke-width="1.2"/><path fill="#d8000f" d="M21 14l1.65 5.1h5.35l-4.33 3.14 1.66 5.1L21 24.2l-4.33 3.14 1.66-5.1L14 19.1h5.35z"/></svg>`
