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
	"time"

	"golang.org/x/sys/unix"
)

// Blobs (文件存储) keeps the content of files under the SHA-256 of the content.
type Blobs interface {
	// Put streams content of at most limit bytes into the store.
	Put(ctx context.Context, content io.Reader, limit int64) (Blob, error)
	// Open reads the content with that sum, or fails with ErrNotFound.
	Open(ctx context.Context, sum string) (io.ReadSeekCloser, error)
	// Remove deletes the content with that sum, unless it was put, or put again, since an instant.
	Remove(ctx context.Context, sum string, since time.Time) error
}

// Blob is the content of one file.
type Blob struct {
	Sum  string // SHA-256, 64 hex digits
	Size int64  // bytes
	New  bool   // the content was not there before
}

// The refusals of a file.
var (
	ErrTooLarge = errors.New("store: file is too large")
	ErrInfected = errors.New("store: file was refused by the scan")
	ErrNoRoom   = errors.New("store: no room for further files")
)

// Files is Blobs in a folder of the file system. A file appears under its name only when
// it is complete, scanned and on disk.
type Files struct {
	// Reserve is how many bytes of its disk stay free of files: the database, which may lie on the
	// same one, must go on when somebody fills the disk with uploads.
	Reserve uint64

	root string
	scan func(ctx context.Context, path string) error
}

// OpenFiles keeps files below the folder root, which is made if missing. scan looks at
// every new file before it is kept and returns an error to refuse it; nil for no scan.
func OpenFiles(root string, scan func(ctx context.Context, path string) error) (*Files, error) {
	if err := os.MkdirAll(filepath.Join(root, "new"), 0o700); err != nil {
		return nil, fmt.Errorf("store: files: %w", err)
	}
	return &Files{Reserve: 1 << 30, root: root, scan: scan}, nil
}

// Put keeps the content. A scan that refuses it gives ErrInfected, a disk with less than Reserve
// free ErrNoRoom.
func (f *Files) Put(ctx context.Context, content io.Reader, limit int64) (Blob, error) {
	if free, _, err := DiskSpace(f.root); err == nil && free < f.Reserve {
		return Blob{}, ErrNoRoom
	}
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
	blob.New, err = f.keep(file.Name(), blob.Sum)
	return blob, err
}

// DiskSpace is how many bytes of the disk with a folder are free to us, and how many it has.
func DiskSpace(folder string) (free, all uint64, err error) {
	var disk unix.Statfs_t
	if err := unix.Statfs(folder, &disk); err != nil {
		return 0, 0, fmt.Errorf("store: disk of %s: %w", folder, err)
	}
	block := uint64(disk.Bsize) //nolint:unconvert // of other types on other systems
	return uint64(disk.Bavail) * block, uint64(disk.Blocks) * block, nil
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
	return Blob{Sum: hex.EncodeToString(sum.Sum(nil)), Size: size}, file.Sync()
}

// keep puts a file in its place, over one of the same content: its time is of the last that came.
func (f *Files) keep(from, sum string) (isNew bool, err error) {
	to := f.path(sum)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return false, fmt.Errorf("store: files: %w", err)
	}
	_, err = os.Lstat(to)
	isNew = errors.Is(err, os.ErrNotExist)
	if err := os.Rename(from, to); err != nil {
		return false, fmt.Errorf("store: files: %w", err)
	}
	return isNew, errors.Join(syncFolder(filepath.Dir(to)), syncFolder(f.root))
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

// Remove deletes the file with that sum. It is put aside before its time is looked at, so that one
// that comes meanwhile stays; what an interruption left aside is put back first.
func (f *Files) Remove(_ context.Context, sum string, since time.Time) error {
	if !isSum(sum) {
		return nil
	}
	at, aside := f.path(sum), f.path(sum)+".aside"
	err := os.Rename(at, aside)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("store: files: %w", err)
	}
	file, err := os.Stat(aside)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("store: files: %w", err)
	case file.ModTime().Before(since):
		return os.Remove(aside)
	}
	return os.Rename(aside, at)
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
