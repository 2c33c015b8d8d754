package app

import (
	"context"
	"fmt"
	"io/fs"

	"yimen/core/org"
	"yimen/core/period"
)

// Reload reads calendar, directory and catalogue anew. Other processes' changes are seen
// by it; the clock job calls it when a version has moved.
func (h *Hall) Reload(ctx context.Context) error {
	items, err := h.Store.Items(ctx)
	if err != nil {
		return err
	}
	snap, _, err := h.Store.Directory(ctx)
	if err != nil {
		return err
	}
	cal, err := h.readCalendar(ctx)
	if err != nil {
		return err
	}
	dir, problems := org.NewDirectory(snap)
	for _, p := range problems {
		if !p.Warning {
			return fmt.Errorf("app: stored directory: %s %s %s %s", p.Kind, p.Code, p.Field, p.Rule)
		}
	}
	h.cal.Store(cal)
	h.dir.Store(dir)
	h.cat.Store(NewCatalogue(items))
	return nil
}

// readCalendar lays the imported arrangements over the built-in ones.
func (h *Hall) readCalendar(ctx context.Context) (*period.Calendar, error) {
	files, err := h.Store.CalendarFiles(ctx)
	if err != nil {
		return nil, err
	}
	cal := period.Default()
	for _, f := range files {
		if cal, err = cal.With(f.Name, f.Body); err != nil {
			return nil, err
		}
	}
	return cal, nil
}

// Load (导入) brings items and directory of a folder tree in: items/*.yaml and org/*.csv.
// Nothing is loaded when anything is wrong; the error is then Problems.
func (h *Hall) Load(ctx context.Context, fsys fs.FS, by string) error {
	items, err := ReadItems(fsys, "items")
	if err != nil {
		return err
	}
	snap, err := ReadDirectory(fsys, "org")
	if err != nil {
		return err
	}
	_, version, err := h.Store.Directory(ctx)
	if err != nil {
		return err
	}
	if err := h.Store.SaveDirectory(ctx, snap, version); err != nil {
		return err
	}
	if err := h.Store.Publish(ctx, items, by, h.Now()); err != nil {
		return err
	}
	return h.Reload(ctx)
}

// Empty tells whether nothing has been loaded yet.
func (h *Hall) Empty() bool {
	return len(h.Directory().Units(h.Today())) == 0 && len(h.Catalogue().versions) == 0
}
