package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// Amendment (变更) puts a row of the directory in the stead of the one that was seen at its
// place, or adds it. Rows are never taken out: a post, a unit, a person ends by its last day.
type Amendment struct {
	Place  int    // in the list of the row; the list's length adds
	Row    any    // a Unit, Centre, Staff, Holding or Stationing of package org
	Seen   string // Imprint of the row that was seen; empty for a new one
	Reason string
}

// Imprint tells whether a row is still the one that somebody saw.
func Imprint(row any) string {
	sum := sha256.Sum256([]byte(rowText(row)))
	return hex.EncodeToString(sum[:8])
}

// Amend (变更机构、岗位、授权) changes one row of the directory, with its log in one transaction;
// all processes then read the directory again. What is wrong comes as casework.Invalid, who may
// not do it is refused, and a row that was changed meanwhile is a conflict.
func (h *Hall) Amend(ctx context.Context, a Amendment, by string) error {
	a.Reason = strings.TrimSpace(a.Reason)
	for range attempts {
		snap, version, err := h.Store.Directory(ctx)
		if err != nil {
			return err
		}
		before, err := h.checkAmendment(snap, a, by)
		if err != nil {
			return err
		}
		list, code := org.ListOf(a.Row)
		now := h.Now()
		log := store.RightChange{ID: store.NewID(now), At: now, Kind: string(list), Code: code, By: by,
			Before: before, After: rowText(a.Row), Reason: a.Reason}
		err = h.Store.AmendDirectory(ctx, version, a.Place, a.Row, log)
		if errors.Is(err, store.ErrConflict) {
			continue // another row was changed meanwhile: look again
		}
		if err != nil {
			return err
		}
		return h.Reload(ctx)
	}
	return store.ErrConflict
}

func rowText(row any) string {
	text, err := json.Marshal(row)
	if err != nil {
		panic(err) // rows are texts, days and lists of them
	}
	return string(text)
}

// checkAmendment gives what stood at the place, and refuses what may not be.
func (h *Hall) checkAmendment(snap org.Snapshot, a Amendment, by string) (before string, err error) {
	list, _ := org.ListOf(a.Row)
	if !h.Administers(by) {
		return "", casework.Refusal{Code: "notAdministrator", Rule: "通知二(三)"}
	}
	if list == "" || a.Place < 0 || a.Place > snap.Len(list) {
		return "", ErrNotFound
	}
	old, had := snap.Row(list, a.Place)
	if had != (a.Seen != "") || had && Imprint(old) != a.Seen {
		return "", store.ErrConflict
	}
	if had {
		before = rowText(old)
	}
	if ownRight(old, by) || ownRight(a.Row, by) {
		return "", casework.Refusal{Code: "ownRights", Rule: "通知二(三)"}
	}
	next := snap.With(a.Place, a.Row)
	if v := h.checkRows(next, list, a); len(v) > 0 {
		return "", v
	}
	return before, h.keepsAdministrator(next)
}

// ownRight tells whether a row gives a right to somebody: nobody changes his own posts, nor
// ends himself.
func ownRight(row any, who string) bool {
	switch r := row.(type) {
	case org.Holding:
		return r.Staff == who
	case org.Staff:
		return r.No == who
	}
	return false
}

// checkRows puts the problems of the amended row at its fields, and those that it would make
// elsewhere at the head.
func (h *Hall) checkRows(next org.Snapshot, list org.List, a Amendment) (v casework.Invalid) {
	v = lengthFault("reason", a.Reason, mostReason, true)
	_, problems := org.NewDirectory(next)
	for _, p := range problems {
		switch {
		case p.Warning:
		case p.Kind == string(list) && p.Index == a.Place:
			v = append(v, casework.FieldError{Field: p.Field, Code: "row." + p.Rule, Args: argValues(p.Args)})
		case !slices.ContainsFunc(v, func(f casework.FieldError) bool { return f.Code == "elsewhere."+p.Kind && f.Args[0] == p.Code }):
			v = append(v, casework.FieldError{Code: "elsewhere." + p.Kind, Args: []string{p.Code}})
		}
	}
	return append(v, h.checkItems(a.Row)...)
}

// argValues leaves the values of a problem's name, value pairs.
func argValues(pairs []string) []string {
	var out []string
	for i := 1; i < len(pairs); i += 2 {
		out = append(out, pairs[i])
	}
	return out
}

// checkItems refuses items that the catalogue does not know: a right to them would be none.
func (h *Hall) checkItems(row any) (v casework.Invalid) {
	var items []string
	field := "items"
	switch r := row.(type) {
	case org.Holding:
		items = r.Items
	case org.Stationing:
		if field = "item"; r.Item != org.AllItems && r.Item != "" {
			items = []string{r.Item}
		}
	}
	for _, code := range items {
		if len(h.Catalogue().Versions(code)) == 0 {
			v = append(v, casework.FieldError{Field: field, Code: "row.unknown", Args: []string{code}})
		}
	}
	return v
}

// keepsAdministrator refuses what would leave the hall without anybody who can mend it.
func (h *Hall) keepsAdministrator(next org.Snapshot) error {
	dir, _ := org.NewDirectory(next)
	for _, s := range next.Staff {
		if slices.Contains(dir.PostsOf(s.No, h.Today()), org.Administrator) {
			return nil
		}
	}
	return casework.Refusal{Code: "lastAdministrator", Rule: "通知二(三)"}
}
