package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"

	"yimen/app"
	"yimen/web/ui"
)

// checkCmd is `yimen check`: what is wrong with the configuration, with the settings of serve.
type checkCmd struct{ serveCmd }

var errGrave = errors.New("the configuration has grave faults (须立即处理)")

// Run lists what is wrong, what mends it, and of which units it is so; exit 1 with anything grave.
func (c *checkCmd) Run(ctx context.Context, out io.Writer) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	if hall.Seals, err = c.sealRoom(); err != nil {
		return err
	}
	if hall.Couriers, err = c.couriers(c.Data, c.Demo); err != nil {
		return err
	}
	if key, err := os.ReadFile(filepath.Join(c.Data, "secret")); err == nil { // none is made for a look
		if hall.Vault, err = app.NewVault(key); err != nil {
			return err
		}
	}
	if hall.Press = c.press(); hall.Press != nil {
		defer hall.Press.Close()
	}
	faults, err := hall.SelfCheck(ctx, c.setup())
	if err != nil {
		return err
	}
	return listFaults(out, hall, faults)
}

// setup is what the self-check must know of the settings.
func (c *serveCmd) setup() app.Setup {
	return app.Setup{Demo: c.Demo, Secure: c.Secure, Site: c.Site, Scan: c.Scan, Reconsider: c.Reconsider,
		Secret: filepath.Join(c.Data, "secret"), Data: c.Data, Backups: c.Backups, Second: c.Second, Mail: c.mailShown(), SMS: c.SMS,
		TSA: c.TSA, Identity: c.Issuer, KioskIdle: c.Kiosk, Reach: reach}
}

// reach tries whether somebody listens at an address.
func reach(ctx context.Context, address string) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return err
	}
	return conn.Close()
}

func listFaults(out io.Writer, hall *app.Hall, faults []app.Fault) error {
	grave := false
	for _, f := range faults {
		name := func(unit string) string {
			u, _ := hall.Directory().UnitOrLast(unit, hall.Today())
			return cmp.Or(u.Name, unit)
		}
		var units []string
		for _, u := range f.Units {
			units = append(units, name(u))
		}
		var posts []string
		for _, x := range f.Posts {
			posts = append(posts, ui.T(ui.Zh, "codes.post."+string(x)))
		}
		mark := "admin.chk.is.light"
		if f.Grave {
			mark, grave = "admin.chk.is.grave", true
		}
		says := []any{"units", ui.UnitsNamed(ui.Zh, units), "post", strings.Join(posts, "、"), "posts", len(posts), "text", f.Text, "n", f.N}
		if _, err := fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", ui.T(ui.Zh, mark), ui.T(ui.Zh, "selfcheck.fault."+f.Code, says...), ui.T(ui.Zh, "selfcheck.fault."+f.Code+".mend", says...), strings.Join(units, "、")); err != nil {
			return err
		}
	}
	if grave {
		return errGrave
	}
	_, err := fmt.Fprintln(out, ui.T(ui.Zh, "selfcheck.sound", "n", len(faults)))
	return err
}
