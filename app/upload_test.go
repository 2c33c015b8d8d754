package app_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/store"
	"yimen/testkit"
	"yimen/testkit/scenario"
)

var pdf = string(scenario.Content("a.pdf"))

// picture is a small true picture.
func picture(t testing.TB, encode func(io.Writer, image.Image) error) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	img.Set(3, 3, color.Black)
	var b bytes.Buffer
	must(t, encode(&b, img))
	return b.String()
}

func jpegOf(w io.Writer, i image.Image) error { return jpeg.Encode(w, i, nil) }

// pngBomb is a few bytes that claim to be a picture of that size.
func pngBomb(width, height uint32) string {
	header := binary.BigEndian.AppendUint32([]byte("IHDR"), width)
	header = append(binary.BigEndian.AppendUint32(header, height), 8, 6, 0, 0, 0)
	b := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d")
	b = binary.BigEndian.AppendUint32(append(b, header...), crc32.ChecksumIEEE(header))
	return string(b)
}

// jpegBomb is a small picture whose header was made to claim another size.
func jpegBomb(t testing.TB) string {
	t.Helper()
	b := []byte(picture(t, jpegOf))
	at := bytes.Index(b, []byte{0xFF, 0xC0})
	copy(b[at+5:], []byte{0xEA, 0x60, 0xEA, 0x60}) // 60,000 × 60,000
	return string(b)
}

// zipBomb is some kilobytes that unpack to megabytes.
func zipBomb(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.Create("word/document.xml")
	must(t, err)
	_, err = f.Write(make([]byte, 50<<20))
	must(t, err)
	must(t, z.Close())
	return b.String()
}

func gzipBomb(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(make([]byte, 50<<20))
	must(t, err)
	must(t, z.Close())
	return b.String()
}

const (
	elf  = "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x3e\x00"
	mz   = "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00PE\x00\x00"
	page = "<!DOCTYPE html><script>alert(1)</script>"
	svg  = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`
	gif  = "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)

func TestRefusedFiles(t *testing.T) {
	small, photo, zipped, zipped2, claimed := picture(t, png.Encode), picture(t, jpegOf), zipBomb(t), gzipBomb(t), jpegBomb(t)
	each(t, func(t *testing.T, w *testkit.World) {
		draft := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
		for _, c := range []struct{ what, name, content, code string }{
			{"nothing", "a.pdf", "", "fileEmpty"},
			{"a page", "a.html", page, "fileType"},
			{"a page named as a document", "a.pdf", page, "fileType"},
			{"a drawing with a script", "a.svg", svg, "fileType"},
			{"a program named as a document", "a.pdf", elf, "fileType"},
			{"a Windows program named as a picture", "a.jpg", mz, "fileType"},
			{"a script named as a document", "a.pdf", "#!/bin/sh\nrm -rf /\n", "fileType"},
			{"a document named as a program", "a.pdf.exe", pdf, "fileType"},
			{"a document without an ending", "a", pdf, "fileType"},
			{"a document that ends in a dot", "a.pdf.", pdf, "fileType"},
			{"a picture named as a document", "a.pdf", small, "fileType"},
			{"a document named as a picture", "a.png", pdf, "fileType"},
			{"a photo named as another picture", "a.png", photo, "fileType"},
			{"a moving picture", "a.gif", gif, "fileType"},
			{"a zip bomb", "a.zip", zipped, "fileType"},
			{"a zip bomb named as a document", "a.pdf", zipped, "fileType"},
			{"a zip bomb named as a text", "a.docx", zipped, "fileType"},
			{"a gzip bomb", "a.pdf", zipped2, "fileType"},
			{"a document behind something else", "a.pdf", page + pdf, "fileType"},
			{"a picture bomb", "a.png", pngBomb(60_000, 60_000), "filePicture"},
			{"a picture bomb beyond counting", "a.png", pngBomb(1<<31-1, 1<<31-1), "filePicture"},
			{"a picture with no width", "a.png", pngBomb(0, 10), "filePicture"},
			{"a photo bomb", "a.jpg", claimed, "filePicture"},
			{"half a picture", "a.png", small[:20], "filePicture"},
			{"half a photo", "a.jpg", photo[:20], "filePicture"},
			{"too much", "a.pdf", pdf + strings.Repeat("x", 20<<20), "fileTooLarge"},
			{"no name", "", pdf, "fileName"},
			{"a name of dots", "../..", pdf, "fileName"},
			{"a name of spaces", " 　 ", pdf, "fileName"},
			{"a name nobody sees", "\u202e\u200b\x00", pdf, "fileName"},
			{"a hidden ending", "invoice\u202efdp.exe", pdf, "fileType"},
			{"an ending behind a NUL", "a.pdf\x00.exe", pdf, "fileType"},
		} {
			unchanged(t, w.Store, func() {
				_, err := w.Attach(ctx, draft.Draft, "m1", c.name, strings.NewReader(c.content))
				var refused *app.UploadError
				if !errors.As(err, &refused) || refused.Code != c.code {
					t.Errorf("%s: %v, want %s", c.what, err, c.code)
				}
			})
		}
		if n := kept(t, w); n != 0 {
			t.Errorf("%d files stayed", n)
		}
		for name, refuse := range map[string]func() error{
			"no such draft":    func() error { _, err := w.Attach(ctx, "nonesuch", "m1", "a.pdf", strings.NewReader(pdf)); return err },
			"no such material": func() error { _, err := w.Attach(ctx, draft.Draft, "m99", "a.pdf", strings.NewReader(pdf)); return err },
			"a material of bytes": func() error {
				_, err := w.Attach(ctx, draft.Draft, "\x00\xff", "a.pdf", strings.NewReader(pdf))
				return err
			},
		} {
			unchanged(t, w.Store, func() {
				if err := refuse(); !errors.Is(err, app.ErrNotFound) {
					t.Errorf("%s: %v", name, err)
				}
			})
		}
	})
}

// kept counts what lies in the file store.
func kept(t testing.TB, w *testkit.World) (n int) {
	t.Helper()
	must(t, filepath.WalkDir(w.Folder, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	}))
	return n
}

// Good files are kept under a name that can be shown and can't lead anywhere.
func TestTakenFiles(t *testing.T) {
	small, photo := picture(t, png.Encode), picture(t, jpegOf)
	each(t, func(t *testing.T, w *testkit.World) {
		draft := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
		for name, c := range map[string]struct{ content, want string }{
			"申请表.pdf":                             {pdf, "申请表.pdf"},
			"A.PDF":                               {pdf, "A.PDF"},
			"../../../etc/cron.d/x.pdf":           {pdf, "x.pdf"},
			`C:\Users\王芳\身份证.jpg`:                 {photo, "身份证.jpg"},
			"/etc/passwd\x00.png":                 {small, "passwd.png"},
			"a\u202egnp.pdf":                      {pdf, "agnp.pdf"},
			"a\r\nSet-Cookie: x.pdf":              {pdf, "aSet-Cookie: x.pdf"},
			"bad\xffbytes.pdf":                    {pdf, "bad\ufffdbytes.pdf"},
			strings.Repeat("很长", 500) + ".jpeg":   {photo, strings.Repeat("很长", 50) + ".jpeg"},
			"<script>alert('x')</script> & “.png": {small, "script> & “.png"},
		} {
			file, err := w.Attach(ctx, draft.Draft, "m1", name, strings.NewReader(c.content))
			must(t, err)
			if file.Name != c.want || file.Size != int64(len(c.content)) {
				t.Errorf("%q became %q of %d bytes", name, file.Name, file.Size)
			}
			content, err := w.Files.Open(ctx, file.Sum)
			must(t, err)
			again, err := io.ReadAll(content)
			if err != nil || string(again) != c.content {
				t.Errorf("%q: read back %d bytes, %v", name, len(again), err)
			}
			must(t, content.Close())
		}
	})
}

func TestTooManyFiles(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		draft := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
		for range 60 {
			_, err := w.Attach(ctx, draft.Draft, "m1", "a.pdf", strings.NewReader(pdf))
			must(t, err)
		}
		_, err := w.Attach(ctx, draft.Draft, "m1", "a.pdf", strings.NewReader(pdf))
		var refused *app.UploadError
		if !errors.As(err, &refused) || refused.Code != "fileMany" {
			t.Errorf("one more than sixty: %v", err)
		}
	})
}

// The scan looks at the whole file before it is kept.
func TestScanRefuses(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	files, err := store.OpenFiles(t.TempDir(), func(_ context.Context, path string) error {
		content, err := os.ReadFile(path)
		if err == nil && bytes.Contains(content, []byte("EICAR")) {
			err = errors.New("found")
		}
		return err
	})
	must(t, err)
	w.Hall.Files = files
	draft := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
	unchanged(t, w.Store, func() {
		_, err = w.Attach(ctx, draft.Draft, "m1", "a.pdf", strings.NewReader(pdf+strings.Repeat(" ", 1<<20)+"EICAR"))
		var refused *app.UploadError
		if !errors.As(err, &refused) || refused.Code != "fileInfected" {
			t.Errorf("infected: %v", err)
		}
	})
	_, err = w.Attach(ctx, draft.Draft, "m1", "a.pdf", strings.NewReader(pdf))
	must(t, err)
}

// Where the disk is nearly full no file is taken, and the database goes on.
func TestNoRoomForFiles(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		draft := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
		w.Files.(*store.Files).Reserve = 1 << 60
		_, err := w.Attach(ctx, draft.Draft, "m1", "申请表.pdf", strings.NewReader(pdf))
		var refused *app.UploadError
		if !errors.As(err, &refused) || refused.Code != "fileNoRoom" {
			t.Errorf("on a full disk: %v", err)
		}
		w.CaseIn(t, testkit.Felling, testkit.Community, casework.Drafting)
	})
}

// A case shows the files it names, none of another case and none taken back.
func TestFilesOfACase(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		mine := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
		other := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
		content, file, err := w.ReadFile(ctx, mine, mine.Materials[0].Files[0].ID)
		must(t, err)
		must(t, content.Close())
		if file.Name != "申请表.pdf" {
			t.Errorf("read %+v", file)
		}
		loose, err := w.AttachTo(ctx, mine, "", "m3", "x.pdf", strings.NewReader(pdf))
		must(t, err)
		for what, id := range map[string]string{"another case's file": other.Materials[0].Files[0].ID, "a file not handed in": loose.ID,
			"a sum": mine.Materials[0].Files[0].Sum, "nothing": "", "a path": "../../yimen.db"} {
			if _, _, err := w.ReadFile(ctx, mine, id); !errors.Is(err, app.ErrNotFound) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if err := w.Detach(ctx, other, loose.ID); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("taking back a file of another case: %v", err)
		}
		must(t, w.Detach(ctx, mine, loose.ID))
		if err := w.Detach(ctx, mine, loose.ID); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("taking back twice: %v", err)
		}
	})
}
