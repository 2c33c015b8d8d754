package app

import (
	"context"
	"io/fs"

	"yimen/core/org"
)

// DemoPassword is the password of every demonstration account; a demonstration says so on
// its sign-in page.
const DemoPassword = "yimen2026"

// Demo loads starter data into an empty hall and opens an account for each of its staff.
// It does nothing, and says false, when anything has been loaded before.
func (h *Hall) Demo(ctx context.Context, fsys fs.FS) (bool, error) {
	if !h.Empty() {
		return false, nil
	}
	snap, err := ReadDirectory(fsys, "org")
	if err != nil {
		return false, err
	}
	hash := HashPassword(DemoPassword)
	for _, s := range snap.Staff {
		if err := h.Store.SetCredential(ctx, s.No, hash, h.Now()); err != nil {
			return false, err
		}
	}
	return true, h.Load(ctx, fsys, "demo")
}

// DemoAccount is one line of the list of accounts to try.
type DemoAccount struct {
	org.Staff
	Posts []org.Holding
}

// DemoAccounts lists the accounts of the starter data that hold a post today.
func (h *Hall) DemoAccounts(fsys fs.FS) ([]DemoAccount, error) {
	snap, err := ReadDirectory(fsys, "org")
	if err != nil {
		return nil, err
	}
	var out []DemoAccount
	for _, s := range snap.Staff {
		if held := h.Directory().HoldingsOf(s.No, h.Today()); len(held) > 0 {
			out = append(out, DemoAccount{s, held})
		}
	}
	return out, nil
}
