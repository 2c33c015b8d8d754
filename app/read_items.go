package app

import (
	"cmp"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"

	"yimen/core/catalog"
)

// ReadItems reads every .yaml file of a folder: each a list of item versions. It is the one
// door for the starter data and for an administrator's import. If anything is wrong the
// error is Problems, with all that was found, and no item is returned. The sentence of a
// problem is catalog.lint.<Code>; its Args are name, value pairs.
func ReadItems(fsys fs.FS, dir string) ([]catalog.Item, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, err
	}
	var read itemReader
	for _, entry := range entries {
		if entry.IsDir() || path.Ext(entry.Name()) != ".yaml" {
			continue
		}
		data, err := fs.ReadFile(fsys, path.Join(dir, entry.Name()))
		if err != nil {
			return nil, err
		}
		read.file(path.Join(dir, entry.Name()), data)
	}
	read.versions()
	if len(read.problems) > 0 {
		slices.SortStableFunc(read.problems, func(a, b Problem) int {
			return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
		})
		return nil, read.problems
	}
	return read.items, nil
}

// itemReader gathers items and problems over all files.
type itemReader struct {
	items    []catalog.Item
	places   []Problem // where each item stands: file, line, field
	problems Problems
}

func (r *itemReader) file(name string, data []byte) {
	list, problems := readYAMLList(name, data)
	r.problems = append(r.problems, problems...)
	for n := range list.Elements {
		var item catalog.Item
		if problem := list.decode(n, &item); problem != nil {
			r.problems = append(r.problems, *problem)
			continue
		}
		at := "[" + strconv.Itoa(n) + "]"
		for _, finding := range catalog.Check(item) {
			if finding.Severity == catalog.Error {
				r.problems = append(r.problems, *list.problem(at+"."+finding.Field, finding.Rule, finding.Args...))
			}
		}
		r.items = append(r.items, item)
		r.places = append(r.places, *list.problem(at, ""))
	}
}

// versions checks the items against each other: one version once, no two in force together.
func (r *itemReader) versions() {
	byCode := map[string][]int{}
	for n, item := range r.items {
		byCode[item.Code] = append(byCode[item.Code], n)
	}
	for _, code := range slices.Sorted(maps.Keys(byCode)) {
		same := byCode[code]
		slices.SortStableFunc(same, func(a, b int) int { return r.items[a].Version - r.items[b].Version })
		for n := 1; n < len(same); n++ {
			r.successive(same[n-1], same[n])
		}
	}
}

// successive checks that one version ends before the next begins.
func (r *itemReader) successive(earlier, later int) {
	a, b, place := r.items[earlier], r.items[later], r.places[later]
	place.Args = []string{"code", b.Code, "version", strconv.Itoa(b.Version), "earlier", strconv.Itoa(a.Version)}
	switch {
	case a.Version == b.Version:
		place.Code, place.Field = "versionTwice", place.Field+".version"
	case a.To.IsZero() || b.From <= a.To:
		place.Code, place.Field = "versionsOverlap", place.Field+".from"
	default:
		return
	}
	r.problems = append(r.problems, place)
}
