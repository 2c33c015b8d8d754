package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// loaders says which files of the source folder are entry points, and how
// each is read; pictures and fonts keep their bytes.
var loaders = map[string]api.Loader{
	".js":    api.LoaderJS,
	".css":   api.LoaderCSS,
	".svg":   api.LoaderCopy,
	".png":   api.LoaderCopy,
	".ico":   api.LoaderCopy,
	".woff2": api.LoaderCopy,
}

const manifestName = "manifest.json"

// report tells what one run wrote and what it had to leave out.
type report struct {
	files    []file
	warnings []string
}

// file is one written bundle with its sizes in bytes.
type file struct {
	name          string
	size, gzipped int
}

// errNoPackages: an entry point imports an npm package and none is installed.
var errNoPackages = errors.New("front-end packages are not installed (npm ci, needs Node 20): pages go without enhancement")

// bundle writes each entry point of src, minified for ES2020 browsers, into
// out under a name that carries its content hash, with a .gz beside it, then
// manifest.json (source name → bundle name), then removes what earlier runs
// left. Entry points are built one by one, so that the style sheet never
// depends on the scripts' packages.
func bundle(src, out string) (report, error) {
	var rep report
	entries, err := entryPoints(src)
	if err != nil {
		return rep, err
	}
	manifest := map[string]string{}
	keep := []string{".keep", manifestName}
	for _, entry := range entries {
		outputs, warnings, err := build(entry, out)
		rep.warnings = append(rep.warnings, warnings...)
		if errors.Is(err, errNoPackages) {
			rep.warnings = append(rep.warnings, fmt.Sprintf("%s left out: %v", filepath.Base(entry), err))
			continue
		}
		if err != nil {
			return rep, err
		}
		for _, o := range outputs {
			if isBundleOf(entry, o.Path) {
				manifest[filepath.Base(entry)] = filepath.Base(o.Path)
			}
			f, err := write(out, o)
			if err != nil {
				return rep, err
			}
			if !slices.Contains(keep, f.name) {
				rep.files = append(rep.files, f)
				keep = append(keep, f.name, f.name+".gz")
			}
		}
	}
	if err := writeManifest(out, manifest); err != nil {
		return rep, err
	}
	return rep, removeOthers(out, keep)
}

// entryPoints lists the files of src itself (not of its folders) that become
// bundles, in name order.
func entryPoints(src string) ([]string, error) {
	all, err := os.ReadDir(src)
	if err != nil {
		return nil, fmt.Errorf("read the entry points: %w", err)
	}
	var entries []string
	for _, e := range all {
		if _, ok := loaders[filepath.Ext(e.Name())]; ok && !e.IsDir() {
			entries = append(entries, filepath.Join(src, e.Name()))
		}
	}
	return entries, nil
}

// isBundleOf: path is entry's own bundle (name-HASH.ext), not a picture that
// it refers to.
func isBundleOf(entry, path string) bool {
	ext := filepath.Ext(entry)
	stem := strings.TrimSuffix(filepath.Base(entry), ext)
	own, _ := filepath.Match(stem+"-????????"+ext, filepath.Base(path))
	return own
}

// build bundles one entry point in memory; the strings are its warnings.
func build(entry, out string) ([]api.OutputFile, []string, error) {
	abs, err := filepath.Abs(entry)
	if err != nil {
		return nil, nil, err
	}
	res := api.Build(api.BuildOptions{
		EntryPoints:       []string{abs},
		Outdir:            out,
		EntryNames:        "[name]-[hash]",
		AssetNames:        "[name]-[hash]",
		Bundle:            true,
		Format:            api.FormatIIFE,
		Target:            api.ES2020,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Charset:           api.CharsetUTF8,
		Loader:            loaders,
		LogLevel:          api.LogLevelSilent,
	})
	if len(res.Errors) == 0 {
		return res.OutputFiles, format(res.Warnings, api.WarningMessage), nil
	}
	if onlyPackagesMissing(res.Errors) && !hasPackages(filepath.Dir(abs)) {
		return nil, nil, errNoPackages
	}
	return nil, nil, fmt.Errorf("%s:\n%s", entry, strings.Join(format(res.Errors, api.ErrorMessage), ""))
}

func format(list []api.Message, kind api.MessageKind) []string {
	return api.FormatMessages(list, api.FormatMessagesOptions{Kind: kind})
}

// onlyPackagesMissing: every error is an import of a package, not of a file
// of ours.
func onlyPackagesMissing(errs []api.Message) bool {
	return !slices.ContainsFunc(errs, func(m api.Message) bool {
		name, found := strings.CutPrefix(m.Text, `Could not resolve "`)
		return !found || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "/")
	})
}

// hasPackages: a node_modules folder stands in dir or above it, so a package
// that is not found is a mistake and not a missing installation.
func hasPackages(dir string) bool {
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err == nil {
		return true
	}
	parent := filepath.Dir(dir)
	return parent != dir && hasPackages(parent)
}

// write puts one bundle and its gzipped twin into out.
func write(out string, o api.OutputFile) (file, error) {
	var gz bytes.Buffer
	w, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	if err != nil {
		return file{}, err
	}
	if _, err := w.Write(o.Contents); err != nil {
		return file{}, err
	}
	if err := w.Close(); err != nil {
		return file{}, err
	}
	f := file{name: filepath.Base(o.Path), size: len(o.Contents), gzipped: gz.Len()}
	if err := os.WriteFile(filepath.Join(out, f.name), o.Contents, 0o644); err != nil {
		return file{}, err
	}
	return f, os.WriteFile(filepath.Join(out, f.name+".gz"), gz.Bytes(), 0o644)
}

func writeManifest(out string, manifest map[string]string) error {
	text, err := json.MarshalIndent(manifest, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, manifestName), append(text, '\n'), 0o644)
}

// removeOthers deletes the files of out that this run did not write.
func removeOthers(out string, keep []string) error {
	all, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	for _, e := range all {
		if slices.Contains(keep, e.Name()) || e.IsDir() {
			continue
		}
		if err := os.Remove(filepath.Join(out, e.Name())); err != nil {
			return err
		}
	}
	return nil
}
