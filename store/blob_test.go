package store_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yimen/store"
)

func filesIn(t *testing.T, root string) (list []string) {
	t.Helper()
	must(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			list = append(list, path)
		}
		return err
	}))
	return list
}

func TestAFileIsKeptUnderItsContent(t *testing.T) {
	root := t.TempDir()
	files, err := store.OpenFiles(root, nil)
	must(t, err)
	blob, err := files.Put(ctx, strings.NewReader("abc"), 3)
	must(t, err)
	equal(t, "blob", blob, store.Blob{Sum: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Size: 3, New: true})
	again, err := files.Put(ctx, strings.NewReader("abc"), 100)
	must(t, err)
	blob.New = false
	equal(t, "blob put again", again, blob)
	equal(t, "files", len(filesIn(t, root)), 1)
	content, err := files.Open(ctx, blob.Sum)
	must(t, err)
	defer content.Close()
	text, err := io.ReadAll(content)
	must(t, err)
	equal(t, "content", string(text), "abc")
	must(t, files.Remove(ctx, blob.Sum, time.Now().Add(-time.Hour))) // put since: stays
	still, err := files.Open(ctx, blob.Sum)
	must(t, err)
	must(t, still.Close())
	must(t, files.Remove(ctx, blob.Sum, time.Now().Add(time.Hour)))
	must(t, files.Remove(ctx, blob.Sum, time.Now().Add(time.Hour)))
	_, err = files.Open(ctx, blob.Sum)
	mustFail(t, err, store.ErrNotFound)
}

func TestARefusedFileLeavesNothing(t *testing.T) {
	root := t.TempDir()
	virus := errors.New("EICAR")
	files, err := store.OpenFiles(root, func(_ context.Context, path string) error {
		content, err := os.ReadFile(path)
		if bytes.Contains(content, []byte("X5O")) {
			return virus
		}
		return err
	})
	must(t, err)
	gone, cancel := context.WithCancel(ctx)
	cancel()
	broken := errors.New("the line broke")
	for name, try := range map[string]struct {
		ctx     context.Context
		content io.Reader
		want    error
	}{
		"too large":    {ctx, strings.NewReader("12345678901"), store.ErrTooLarge},
		"infected":     {ctx, strings.NewReader("X5O!"), store.ErrInfected},
		"and says why": {ctx, strings.NewReader("X5O!"), virus},
		"interrupted":  {ctx, io.MultiReader(strings.NewReader("half"), failing{broken}), broken},
		"given up":     {gone, strings.NewReader("abc"), context.Canceled},
	} {
		if _, err := files.Put(try.ctx, try.content, 10); !errors.Is(err, try.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	equal(t, "files", filesIn(t, root), nil)
	_, err = files.Put(ctx, strings.NewReader("1234567890"), 10)
	must(t, err)
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestASumIsNoPath(t *testing.T) {
	root := t.TempDir()
	files, err := store.OpenFiles(filepath.Join(root, "files"), nil)
	must(t, err)
	secret := filepath.Join(root, "secret")
	must(t, os.WriteFile(secret, []byte("x"), 0o600))
	for _, sum := range []string{"", "../secret", "../../" + secret, strings.Repeat("/", 64), strings.Repeat(".", 64), strings.Repeat("A", 64)} {
		_, err := files.Open(ctx, sum)
		mustFail(t, err, store.ErrNotFound)
		must(t, files.Remove(ctx, sum, time.Now().Add(time.Hour)))
	}
	equal(t, "files", filesIn(t, root), []string{secret})
}
