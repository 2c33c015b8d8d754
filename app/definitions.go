package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"reflect"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// Refresh reloads when another process has changed a definition since the last Reload.
func (h *Hall) Refresh(ctx context.Context) error {
	now, err := h.Store.Versions(ctx)
	if err != nil {
		return err
	}
	if seen := h.seen.Load(); seen != nil && maps.Equal(*seen, now) {
		return nil
	}
	return h.Reload(ctx)
}

// Reload reads anew what has changed of calendar, directory, catalogue and registers. One does it
// at a time, so that nothing older takes the place of what is newer.
func (h *Hall) Reload(ctx context.Context) error {
	h.reading.Lock()
	defer h.reading.Unlock()
	versions, err := h.Store.Versions(ctx) // first: a change meanwhile is then seen again
	if err != nil {
		return err
	}
	for _, d := range []struct {
		kind store.Definitions
		read func(context.Context) error
	}{
		{store.CalendarDefinitions, h.readCalendar}, {store.DirectoryDefinitions, h.readDirectory},
		{store.ItemDefinitions, h.readCatalogue}, {store.RegisterDefinitions, h.readRegister},
	} {
		if seen := h.seen.Load(); seen != nil && (*seen)[d.kind] == versions[d.kind] {
			continue
		}
		if err := d.read(ctx); err != nil {
			return err
		}
	}
	h.seen.Store(&versions)
	return nil
}

func (h *Hall) readCatalogue(ctx context.Context) error {
	items, err := h.Store.Items(ctx)
	if err != nil {
		return err
	}
	withdrawn, err := h.Store.Withdrawals(ctx)
	if err != nil {
		return err
	}
	if last := h.cat.Load(); last != nil {
		h.cat.Store(last.Next(items, withdrawn...))
	} else {
		h.cat.Store(NewCatalogue(items, withdrawn...))
	}
	return nil
}

func (h *Hall) readDirectory(ctx context.Context) error {
	snap, _, err := h.Store.Directory(ctx)
	if err != nil {
		return err
	}
	standIns, err := h.Store.StandIns(ctx)
	if err != nil {
		return err
	}
	dir, problems := org.NewDirectory(snap)
	for _, p := range problems {
		if !p.Warning {
			return fmt.Errorf("app: stored directory: %s %s %s %s", p.Kind, p.Code, p.Field, p.Rule)
		}
	}
	h.dir.Store(dir.StandingIn(standIns))
	return nil
}

func (h *Hall) readRegister(ctx context.Context) error {
	entries, err := h.Store.Entries(ctx)
	if err != nil {
		return err
	}
	reg, err := readRegisters(entries)
	if err != nil {
		return err
	}
	h.reg.Store(reg)
	return nil
}

// knownDays is all editions of the calendar, with the 文号 by which each came in. The place
// of an edition is its number; 0 is the one built in.
type knownDays struct {
	period.Editions
	papers []string
}

// last is the number and the 文号 of the edition in force at a moment.
func (k *knownDays) last(now period.Instant) (edition int, paper string) {
	for i, e := range k.Editions {
		if e.From <= now {
			edition = i
		}
	}
	return edition, k.papers[edition]
}

func (h *Hall) readCalendar(ctx context.Context) error {
	known, err := h.knownDays(ctx)
	if err == nil {
		h.cal.Store(known)
	}
	return err
}

// knownDays lays the imported arrangements over the built-in ones.
func (h *Hall) knownDays(ctx context.Context) (*knownDays, error) {
	files, err := h.Store.CalendarFiles(ctx)
	if err != nil {
		return nil, err
	}
	proposals, err := h.Store.Proposals(ctx)
	if err != nil {
		return nil, err
	}
	first, err := h.firstCalendar(ctx)
	if err != nil {
		return nil, err
	}
	known := &knownDays{Editions: period.Always(first), papers: []string{""}}
	for i, f := range files {
		cal, err := known.Editions[i].With(f.Name, f.Body)
		if err != nil {
			return nil, err
		}
		paper := f.Name
		for _, p := range proposals {
			if p.Seq == f.Seq {
				paper = p.Paper
			}
		}
		known.Editions = append(known.Editions, period.Edition{From: f.At, Calendar: cal})
		known.papers = append(known.papers, paper)
	}
	return known, nil
}

// firstCalendar is what the hall knew when it was opened for the first time. A program that
// knows more years changes nothing of what was reckoned before: they are brought in like any
// arrangement.
func (h *Hall) firstCalendar(ctx context.Context) (*period.Calendar, error) {
	base, err := h.Store.CalendarBase(ctx, period.Builtin())
	if err != nil || bytes.Equal(base, period.Builtin()) {
		return period.Default(), err
	}
	return period.LoadCalendar("builtin", base)
}

// Load (导入) brings items, directory and what keepers enter of a folder tree in: items/*.yaml,
// org/*.csv, and of services/ convenience.csv, posts.csv and facilities.csv. The directory replaces the one
// before; of the items only versions not yet published are new, and a published one must be
// the same to the letter; what of services/ is known already stays as its keeper has
// it. Nothing is loaded when anything is wrong; the error is then Problems.
func (h *Hall) Load(ctx context.Context, fsys fs.FS, by string) error {
	items, err := ReadItems(fsys, "items")
	if err != nil {
		return err
	}
	snap, err := ReadDirectory(fsys, "org")
	if err != nil {
		return err
	}
	if items, err = h.unpublished(items); err != nil {
		return err
	}
	units, _ := org.NewDirectory(snap) // ReadDirectory has found nothing wrong
	kept, err := ReadKept(fsys, "services", units)
	if err != nil {
		return err
	}
	_, version, err := h.Store.Directory(ctx)
	if err != nil {
		return err
	}
	if err := h.Store.SaveDirectory(ctx, snap, version, h.logLoad(by)); err != nil {
		return err
	}
	if err := h.Store.Publish(ctx, items, by, h.Now()); err != nil {
		return err
	}
	if err := h.addKept(ctx, kept, by); err != nil {
		return err
	}
	return h.Reload(ctx)
}

// DirectoryLoaded (整体导入) is how the log of rights names a directory that was loaded whole.
const DirectoryLoaded = "load"

func (h *Hall) logLoad(by string) store.Stmt {
	now := h.Now()
	return store.LogRight(store.RightChange{ID: store.NewID(now), At: now, Kind: DirectoryLoaded, By: by})
}

// unpublished leaves the versions that are not published yet.
func (h *Hall) unpublished(items []catalog.Item) ([]catalog.Item, error) {
	var fresh []catalog.Item
	var changed Problems
	for _, it := range items {
		old, ok := h.Catalogue().asPublished(it.Code, it.Version)
		switch {
		case !ok:
			fresh = append(fresh, it)
		case !sameItem(*old, it):
			changed = append(changed, Problem{File: "items", Field: it.Code, Code: "versionPublished",
				Args: []string{"code", it.Code, "version", fmt.Sprint(it.Version)}})
		}
	}
	if len(changed) > 0 {
		return nil, changed
	}
	return fresh, nil
}

// sameItem compares what is stored of two items.
func sameItem(a, b catalog.Item) bool {
	var x, y any
	return json.Unmarshal(itemText(a), &x) == nil && json.Unmarshal(itemText(b), &y) == nil && reflect.DeepEqual(x, y)
}

func itemText(it catalog.Item) []byte {
	text, err := json.Marshal(it)
	if err != nil {
		return nil // an item read from a file always marshals; nil equals nothing
	}
	return text
}

// Empty tells whether nothing has been loaded yet.
func (h *Hall) Empty() bool {
	return len(h.Directory().Units(h.Today())) == 0 && len(h.Catalogue().versions) == 0
}
