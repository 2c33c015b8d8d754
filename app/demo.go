package app

import (
	"context"
	"errors"
	"io/fs"

	"yimen/core/org"
	"yimen/store"
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
	if err := h.Load(ctx, fsys, "demo"); err != nil {
		return false, err
	}
	t := demoTerminal
	t.MadeAt = h.Now()
	t.ID = store.NewID(t.MadeAt)
	return true, h.Store.AddTerminal(ctx, t, h.terminalLog(TerminalKept, nil, &t, "演示", DemoAdministrator))
}

// DemoAdministrator is the demonstration's administrator who gives pairing codes 配对码.
const DemoAdministrator = "lw901"

// demoTerminal (演示自助终端) stands in the centre of 永中街道; it waits for its device.
var demoTerminal = store.Terminal{Code: "YZ-01", Centre: "330303001-zx", Name: "一楼大厅 1 号机"}

// DemoPairing gives a pairing code for the demonstration's terminal while no device is it; else none.
func (h *Hall) DemoPairing(ctx context.Context) (terminal, code string, err error) {
	t, err := h.Store.TerminalByCode(ctx, demoTerminal.Code)
	if err != nil || t.Active() {
		if errors.Is(err, store.ErrNotFound) { // a demonstration of before there were terminals
			err = nil
		}
		return "", "", err
	}
	code, _, err = h.OfferPairing(ctx, t.Code, DemoAdministrator)
	return t.Code, code, err
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
