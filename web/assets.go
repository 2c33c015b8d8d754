// Package web holds the built front end 前端资源; its rooms are ui, portal, desk, ….
package web

import (
	"embed"
	"encoding/json"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"strings"
)

//go:embed all:dist
var built embed.FS

//go:embed assets/app.css assets/css assets/icon.svg assets/favicon.ico
var sources embed.FS

const assetPath = "/assets/"

// types are named here, because the machine's own table differs from host to host.
var types = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".ico":   "image/x-icon",
	".woff2": "font/woff2",
}

// Assets serves the bundles under their content hash, to be kept for ever. If
// they were not built, it serves the style sheet and icons from their sources
// and leaves the scripts out: pages are never naked.
type Assets struct {
	files fs.FS
	names map[string]string // app.css → app-HASH.css; nil = not built
}

// NewAssets reads the manifest of the bundles built into the program.
func NewAssets(log *slog.Logger) *Assets {
	return newAssets(built, sources, log)
}

func newAssets(built, sources fs.FS, log *slog.Logger) *Assets {
	var names map[string]string
	data, err := fs.ReadFile(built, "dist/manifest.json")
	if err == nil {
		err = json.Unmarshal(data, &names)
	}
	if err != nil || names["app.css"] == "" {
		log.Warn("front-end bundles are missing: plain style sheet, no scripts; build them with make run", "err", err)
		return &Assets{files: sub(sources, "assets")}
	}
	return &Assets{files: sub(built, "dist"), names: names}
}

func sub(files fs.FS, dir string) fs.FS {
	f, err := fs.Sub(files, dir)
	if err != nil {
		panic(err) // dir is a constant of this file
	}
	return f
}

// Path is the address of a bundle ("app.css"); "" when there is none.
func (a *Assets) Path(name string) string {
	if a.names != nil {
		name = a.names[name]
	} else if path.Ext(name) == ".js" {
		name = "" // the source imports packages: useless unbundled
	}
	if name == "" {
		return ""
	}
	return assetPath + name
}

// Routes adds the routes of the bundles and of /favicon.ico.
func (a *Assets) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET "+assetPath+"{name...}", func(w http.ResponseWriter, r *http.Request) {
		keep := "public, max-age=31536000, immutable"
		if a.names == nil {
			keep = "no-cache"
		}
		a.serve(w, r, r.PathValue("name"), keep)
	})
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(a.Path("favicon.ico"), assetPath)
		a.serve(w, r, name, "public, max-age=86400")
	})
}

func (a *Assets) serve(w http.ResponseWriter, r *http.Request, name, keep string) {
	body, gzipped, err := a.read(name, strings.Contains(r.Header.Get("Accept-Encoding"), "gzip"))
	if err != nil || !public(name) {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", types[path.Ext(name)])
	h.Set("Cache-Control", keep)
	h.Set("Vary", "Accept-Encoding")
	if gzipped {
		h.Set("Content-Encoding", "gzip")
	}
	w.Write(body) // a reader that has gone needs no answer
}

// public: the manifest and other files beside the bundles are not for readers.
func public(name string) bool { return types[path.Ext(name)] != "" }

func (a *Assets) read(name string, gzipOK bool) (body []byte, gzipped bool, err error) {
	if gzipOK {
		if body, err := fs.ReadFile(a.files, name+".gz"); err == nil {
			return body, true, nil
		}
	}
	body, err = fs.ReadFile(a.files, name)
	return body, false, err
}
