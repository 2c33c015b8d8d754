package app

import (
	"bytes"
	"context"
	"errors"
	"image"
	_ "image/jpeg" // known picture formats
	_ "image/png"
	"io"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
)

// UploadError (文件被拒) says why a file was not taken; the sentence is errors.<Code>.
type UploadError struct {
	Code string // fileEmpty, fileTooLarge, fileType, filePicture, fileInfected, fileName, fileMany, fileNoRoom
	Args []string
}

func (e *UploadError) Error() string { return "app: upload: " + e.Code }

const (
	maxFile   = 20 << 20    // bytes of one file
	maxFiles  = 60          // files of one case
	maxPixels = 100_000_000 // of a picture, before it is ever decoded
)

// taken are the kinds of file that are taken, with what their names may end in. The kind is
// read from the content; a name that says otherwise is refused.
var taken = map[string][]string{
	"application/pdf": {".pdf"},
	"image/jpeg":      {".jpg", ".jpeg"},
	"image/png":       {".png"},
}

// FileType is the kind of a file that was taken, told by its name, which the upload has held
// against the content; "" for any other.
func FileType(name string) string {
	end := strings.ToLower(path.Ext(name))
	for kind, ends := range taken {
		if slices.Contains(ends, end) {
			return kind
		}
	}
	return ""
}

// Attach stores a file that the applicant adds to a draft, for a material of the item. It is
// part of the application only when the draft or the supplement names it. Errors: *UploadError,
// ErrNotFound for the draft or the material.
func (h *Hall) Attach(ctx context.Context, draft, material, name string, content io.Reader) (casework.File, error) {
	rec, err := h.Store.CaseByDraft(ctx, draft)
	if err != nil {
		return casework.File{}, err
	}
	return h.attach(ctx, rec, "", material, name, content)
}

// AttachTo stores a file for a case in the hall: the applicant's supplement, or a scan made
// at the counter (by is then the 工号).
func (h *Hall) AttachTo(ctx context.Context, rec store.Record, by, material, name string, content io.Reader) (casework.File, error) {
	return h.attach(ctx, rec, by, material, name, content)
}

func (h *Hall) attach(ctx context.Context, rec store.Record, by, material, name string, content io.Reader) (casework.File, error) {
	item, ok := h.Catalogue().Version(rec.Item, rec.ItemVersion)
	if !ok || !slices.ContainsFunc(item.Materials, func(m catalog.Material) bool { return m.Code == material }) {
		return casework.File{}, ErrNotFound
	}
	name, ok = plainName(name)
	if !ok {
		return casework.File{}, &UploadError{Code: "fileName"}
	}
	have, err := h.Store.Attachments(ctx, rec.ID)
	if err != nil {
		return casework.File{}, err
	}
	if len(have) >= maxFiles {
		return casework.File{}, &UploadError{"fileMany", []string{strconv.Itoa(maxFiles)}}
	}
	mime, blob, err := h.keepFile(ctx, name, content)
	if err != nil {
		return casework.File{}, err
	}
	a := store.Attachment{ID: store.NewCode(), CaseID: rec.ID, Material: material, Name: name, Size: blob.Size,
		MIME: mime, Sum: blob.Sum, Fresh: blob.New, At: h.Now(), By: by}
	if err := h.Store.AddAttachment(ctx, a); err != nil {
		return casework.File{}, err
	}
	return casework.File{ID: a.ID, Name: a.Name, Size: a.Size, Sum: a.Sum}, nil
}

// keepFile stores what is taken of a plain name, and tells its kind.
func (h *Hall) keepFile(ctx context.Context, name string, content io.Reader) (mime string, blob store.Blob, err error) {
	mime, content, err = look(name, content)
	if err != nil {
		return "", blob, err
	}
	blob, err = h.Files.Put(ctx, content, maxFile)
	switch {
	case errors.Is(err, store.ErrTooLarge):
		err = &UploadError{"fileTooLarge", []string{strconv.Itoa(maxFile >> 20)}}
	case errors.Is(err, store.ErrInfected):
		err = &UploadError{Code: "fileInfected"}
	case errors.Is(err, store.ErrNoRoom):
		err = &UploadError{Code: "fileNoRoom"}
	}
	return mime, blob, err
}

// plainName takes the last part of a file name and drops what cannot be shown. A name of
// dots or nothing is refused.
func plainName(name string) (string, bool) {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, name)
	name = strings.TrimSpace(name)
	if runes := []rune(name); len(runes) > 120 {
		name = string(runes[:100]) + path.Ext(name)
	}
	return name, strings.Trim(name, ". /") != "" && len(name) <= 500
}

// head is how many bytes are looked at: enough for the size of a picture behind its
// metadata.
const head = 256 << 10

// look finds out what the content is and gives back a reader of all of it.
func look(name string, content io.Reader) (mime string, all io.Reader, err error) {
	first := make([]byte, head)
	n, err := io.ReadFull(content, first)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return "", nil, err
	}
	first = first[:n]
	if n == 0 {
		return "", nil, &UploadError{Code: "fileEmpty"}
	}
	mime = http.DetectContentType(first)
	ends, ok := taken[mime]
	if !ok || !slices.Contains(ends, strings.ToLower(path.Ext(name))) {
		return "", nil, &UploadError{Code: "fileType"}
	}
	if strings.HasPrefix(mime, "image/") {
		size, _, err := image.DecodeConfig(bytes.NewReader(first))
		if err != nil || size.Width*size.Height > maxPixels {
			return "", nil, &UploadError{Code: "filePicture"}
		}
	}
	return mime, io.MultiReader(bytes.NewReader(first), content), nil
}

// ReadFile opens one file that lies in the case, by the identity in its materials. A file
// that the case does not name is not found, whoever uploaded it.
func (h *Hall) ReadFile(ctx context.Context, rec store.Record, id string) (io.ReadSeekCloser, casework.File, error) {
	for _, g := range rec.Materials {
		for _, f := range g.Files {
			if f.ID == id {
				content, err := h.Files.Open(ctx, f.Sum)
				return content, f, err
			}
		}
	}
	return nil, casework.File{}, store.ErrNotFound
}

// logRead writes down who of the staff read a case, and on what ground he might.
func (h *Hall) logRead(ctx context.Context, id int64, who org.Actor, right org.Right) error {
	return h.Store.AddReading(ctx, store.Reading{CaseID: id, Staff: who.No, At: h.Now(), What: readText(readCase, right)})
}
