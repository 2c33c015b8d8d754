package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/paper"
)

// maxEnclosed bounds what is enclosed in a dossier, in bytes.
const maxEnclosed = 48 << 20

// ErrNoPress says that this machine can't print now: see paper.Lacking.
var ErrNoPress = errors.New("app: no press")

// Dossier (案卷) binds a case that somebody has opened (see Open) as one file, as of today.
// Printed documents and what was handed in are enclosed as far as they fit.
func (h *Hall) Dossier(ctx context.Context, f File, by string) (paper.Paper, error) {
	if h.Press == nil {
		return paper.Paper{}, ErrNoPress
	}
	docs, err := h.Documents(ctx, f.Record)
	if err != nil {
		return paper.Paper{}, err
	}
	env, err := h.env(f.Case, system)
	if err != nil {
		return paper.Paper{}, err
	}
	content := make([]notice.Document, len(docs))
	for i, d := range docs {
		content[i] = d.Document
	}
	c := f.Case
	c.No, c.Query = f.No, f.Query
	d := notice.Bind(c, content, h.office(env, nil), h.Today(), by)
	enclosed, err := h.enclose(ctx, docs, f.Case.Materials, d)
	if err != nil {
		return paper.Paper{}, err
	}
	made, err := h.Press.Bind(ctx, d, enclosed)
	var lacking *paper.Lacking
	if errors.As(err, &lacking) {
		err = fmt.Errorf("%w: %w", ErrNoPress, err)
	}
	return made, err
}

// enclose reads the printed documents, then the files of the materials under the names that
// the dossier gives them, as far as they fit.
func (h *Hall) enclose(ctx context.Context, docs []Document, given []casework.Given, d notice.Dossier) ([]paper.Enclosure, error) {
	var list []paper.Enclosure
	left := maxEnclosed
	add := func(sum, name, says string) error {
		content, err := h.whole(ctx, sum, left)
		if err != nil || content == nil {
			return err
		}
		left -= len(content)
		list = append(list, paper.Enclosure{Name: name, MIME: http.DetectContentType(content), Says: says, Content: content})
		return nil
	}
	for i, doc := range docs {
		if doc.File == "" {
			continue
		}
		if err := add(doc.File, fmt.Sprintf("文书%02d-%s.pdf", i+1, doc.Title), doc.Title); err != nil {
			return nil, err
		}
	}
	for i, g := range given {
		for j, f := range g.Files {
			if err := add(f.Sum, d.Materials[i].Files[j], d.Materials[i].Name); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

// whole reads a stored file, nil if it is longer than most.
func (h *Hall) whole(ctx context.Context, sum string, most int) ([]byte, error) {
	file, err := h.Files.Open(ctx, sum)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, int64(most)+1))
	if err != nil || len(content) > most {
		return nil, err
	}
	return content, nil
}
