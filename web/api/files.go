package api

import (
	"context"
	"io"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"yimen/app"
	"yimen/core/notice"
	"yimen/web/ui"
)

// Paper (文书) is one document of a case.
type Paper struct {
	Seq     int    `json:"seq" doc:"The fact it follows"`
	Name    string `json:"name"`
	Title   string `json:"title"`
	Number  string `json:"number,omitempty"`
	Agency  string `json:"agency"`
	On      string `json:"on" format:"date"`
	Lang    string `json:"lang"`
	Printed bool   `json:"printed" doc:"Its PDF can be fetched"`
}

type paperPath struct {
	CasePath
	Seq  int    `path:"seq"`
	Name string `path:"name" maxLength:"80"`
}

func (a *api) fileRoutes() {
	add(a, opened(op("listDocuments", http.MethodGet, "/cases/{no}/documents", "documents", "Documents of the case 文书; to the applicant those addressed to him"), byBoth), a.papers)
	add(a, sends(opened(op("getDocument", http.MethodGet, "/cases/{no}/documents/{seq}/{name}", "documents", "The printed document as PDF"), byBoth), "application/pdf"), a.paper)
	add(a, sends(opened(op("getFile", http.MethodGet, "/cases/{no}/files/{id}", "documents", "A file that lies in the case"), byBoth), "application/pdf", "image/jpeg", "image/png", "application/octet-stream"), a.file)
}

// sends says that the answer is a file.
func sends(o huma.Operation, kinds ...string) huma.Operation {
	content := map[string]*huma.MediaType{}
	for _, kind := range kinds {
		content[kind] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
	o.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: content}}
	return o
}

// readable are the documents that the caller may read.
func (a *api) readable(ctx context.Context, no string) ([]app.Document, error) {
	f, err := a.open(ctx, no)
	if err != nil {
		return nil, err
	}
	docs, err := a.hall.Documents(ctx, f.Record)
	var list []app.Document
	for _, d := range docs {
		if from(ctx).code == "" || d.To.Role == notice.Applicant {
			list = append(list, d)
		}
	}
	return list, err
}

func (a *api) papers(ctx context.Context, in *CasePath) (*list[Paper], error) {
	docs, err := a.readable(ctx, in.No)
	var out []Paper
	for _, d := range docs {
		out = append(out, Paper{Seq: d.Seq, Name: d.Name(), Title: d.Title, Number: d.Number, Agency: d.Agency, On: d.On.String(), Lang: string(d.Lang), Printed: d.File != ""})
	}
	if err != nil {
		return nil, err
	}
	return listOf(out, ""), nil
}

func (a *api) paper(ctx context.Context, in *paperPath) (*huma.StreamResponse, error) {
	docs, err := a.readable(ctx, in.No)
	if err != nil {
		return nil, err
	}
	for _, d := range docs {
		if d.Seq == in.Seq && d.Name() == in.Name {
			content, err := a.hall.Printed(ctx, d)
			return stream(content, "application/pdf", d.Title+".pdf"), err
		}
	}
	return nil, ui.NotFound()
}

func (a *api) file(ctx context.Context, in *struct {
	CasePath
	ID string `path:"id" maxLength:"60"`
}) (*huma.StreamResponse, error) {
	if from(ctx).code == "" { // every read of staff is logged with the file
		c, err := needs(ctx, app.MayRead)
		if err != nil {
			return nil, err
		}
		content, file, err := a.hall.OpenFile(ctx, in.No, in.ID, c.actor())
		return stream(content, app.FileType(file.Name), file.Name), err
	}
	f, err := a.track(ctx, in.No)
	if err != nil {
		return nil, err
	}
	content, file, err := a.hall.ReadFile(ctx, f.Record, in.ID)
	return stream(content, app.FileType(file.Name), file.Name), err
}

// stream sends a file and closes it.
func stream(content io.ReadCloser, kind, name string) *huma.StreamResponse {
	if kind == "" {
		kind = "application/octet-stream"
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		defer content.Close()
		ctx.SetHeader("Content-Type", kind)
		ctx.SetHeader("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
		ctx.SetStatus(http.StatusOK)
		_, _ = io.Copy(ctx.BodyWriter(), content) // a reader who has gone has nobody to tell
	}}
}
