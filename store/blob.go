package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Blobs (文件存储) keeps the content of files under the SHA-256 of the content.
type Blobs interface {
	// Put streams content of at most limit bytes into the store.
	Put(ctx context.Context, content io.Reader, limit int64) (Blob, error)
	// Open reads the content with that sum, or fails with ErrNotFound.
	Open(ctx context.Context, sum string) (io.ReadSeekCloser, error)
	// Remove deletes the content with that sum, if there is one.
	Remove(ctx context.Context, sum string) error
}

// Blob is the content of one file.
type Blob struct {
	Sum  string // SHA-256, 64 hex digits
	Size int64  // bytes
}

// The refusals of a file.
var (
	ErrTooLarge = errors.New("store: file is too large")
	ErrInfected = errors.New("store: file was refused by the scan")
)

// Files is Blobs in a folder of the file system. A file appears under its name only when
// it is complete, scanned and on disk.
type Files struct {
	root string
	scan func(ctx context.Context, path string) error
}

// OpenFiles keeps files below the folder root, which is made if missing. scan looks at
// every new file before it is kept and returns an error to refuse it; nil for no scan.
func OpenFiles(root string, scan func(ctx context.Context, path string) error) (*Files, error) {
	if err := os.MkdirAll(filepath.Join(root, "new"), 0o700); err != nil {
		return nil, fmt.Errorf("store: files: %w", err)
	}
	return &Files{root, scan}, nil
}

// Put keeps the content. A scan that refuses it gives ErrInfected.
func (f *Files) Put(ctx context.Context, content io.Reader, limit int64) (Blob, error) {
	file, err := os.CreateTemp(filepath.Join(f.root, "new"), "*")
	if err != nil {
		return Blob{}, fmt.Errorf("store: files: %w", err)
	}
	defer os.Remove(file.Name()) // after the rename there is nothing to remove
	blob, err := receive(file, contextReader{ctx, content}, limit)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return Blob{}, err
	}
	if f.scan != nil {
		if err := f.scan(ctx, file.Name()); err != nil {
			return Blob{}, fmt.Errorf("%w: %w", ErrInfected, err)
		}
	}
	return blob, f.keep(file.Name(), blob.Sum)
}

// receive copies, counts, sums and syncs.
func receive(file *os.File, content io.Reader, limit int64) (Blob, error) {
	sum := sha256.New()
	size, err := io.Copy(io.MultiWriter(file, sum), io.LimitReader(content, limit+1))
	if err != nil {
		return Blob{}, fmt.Errorf("store: files: %w", err)
	}
	if size > limit {
		return Blob{}, ErrTooLarge
	}
	return Blob{hex.EncodeToString(sum.Sum(nil)), size}, file.Sync()
}

func (f *Files) keep(from, sum string) error {
	to := f.path(sum)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return fmt.Errorf("store: files: %w", err)
	}
	if err := os.Rename(from, to); err != nil {
		return fmt.Errorf("store: files: %w", err)
	}
	return errors.Join(syncFolder(filepath.Dir(to)), syncFolder(f.root))
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// path spreads the files over 256 folders.
func (f *Files) path(sum string) string { return filepath.Join(f.root, sum[:2], sum) }

// Open reads the file with that sum.
func (f *Files) Open(_ context.Context, sum string) (io.ReadSeekCloser, error) {
	if !isSum(sum) {
		return nil, ErrNotFound
	}
	file, err := os.Open(f.path(sum))
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("store: files: %w", err)
	}
	return file, nil
}

// Remove deletes the file with that sum.
func (f *Files) Remove(_ context.Context, sum string) error {
	if !isSum(sum) {
		return nil
	}
	err := os.Remove(f.path(sum))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

// isSum refuses whatever could be a path.
func isSum(sum string) bool {
	return len(sum) == 2*sha256.Size && strings.Trim(sum, "0123456789abcdef") == ""
}

// contextReader stops reading when its context ends.
type contextReader struct {
	ctx context.Context
	io.Reader
}

func (r contextReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
