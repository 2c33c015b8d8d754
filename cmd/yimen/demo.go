package main

import (
	"context"
	"fmt"
	"io"

	"yimen/app"
	"yimen/starter"
	"yimen/web/ui"
)

type demoCmd struct{ place }

func (c *demoCmd) Run(ctx context.Context, out io.Writer) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	loaded, err := hall.Demo(ctx, starter.Data)
	if err != nil {
		return err
	}
	if !loaded {
		return fmt.Errorf("the database holds data already; the demonstration is loaded into an empty one only")
	}
	return listAccounts(out, hall)
}

// listAccounts prints who can sign in and as what.
func listAccounts(out io.Writer, hall *app.Hall) error {
	accounts, err := hall.DemoAccounts(starter.Data)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Accounts to try (演示账号), password of all: %s\n", app.DemoPassword)
	for _, a := range accounts {
		fmt.Fprintf(out, "  %-8s %s", a.No, a.Name)
		last := ""
		for _, p := range a.Posts {
			if p.Unit != last {
				u, _ := hall.Directory().Unit(p.Unit, hall.Today())
				fmt.Fprintf(out, "  %s", u.Name)
			}
			last = p.Unit
			fmt.Fprintf(out, "·%s", ui.T(ui.Zh, "codes.post."+string(p.Post)))
		}
		fmt.Fprintln(out)
	}
	return nil
}
