package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/user"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/period"
	"yimen/store"
)

// tokenCmd is `yimen token`: what other systems sign in with to the interface (docs/api.md).
type tokenCmd struct {
	New    tokenNewCmd    `cmd:"" help:"make a token; it is shown once and only its hash is kept"`
	List   tokenListCmd   `cmd:"" help:"list the tokens"`
	Revoke tokenRevokeCmd `cmd:"" help:"shut a token out at once"`
}

type tokenNewCmd struct {
	place
	Name      string   `arg:"" help:"whose system it is for"`
	Scope     []string `required:"" placeholder:"SCOPE" help:"apply, read, queue, act, complaints; may be repeated. All but apply need --staff"`
	Staff     string   `placeholder:"NO" help:"工号 in whose name, and with whose rights, it acts"`
	PerMinute int      `name:"per-minute" help:"requests a minute (120)"`
	Until     string   `placeholder:"YYYY-MM-DD" help:"its last day"`
}

func (c *tokenNewCmd) Run(ctx context.Context, out io.Writer) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	t := store.Token{Name: c.Name, Scopes: c.Scope, Staff: c.Staff, PerMinute: c.PerMinute, MadeBy: osUser()}
	if c.Until != "" {
		if t.Until, err = period.ParseDate(c.Until); err != nil {
			return &badFlag{"--until", "a day such as 2026-12-31"}
		}
	}
	secret, t, err := hall.NewToken(ctx, t)
	var invalid casework.Invalid
	if errors.As(err, &invalid) {
		return &badFlag{"--" + invalid[0].Field, fmt.Sprintf("%s %s", invalid[0].Code, strings.Join(invalid[0].Args, " "))}
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d  %s\n%s\n", t.ID, t.Name, secret)
	return nil
}

// osUser is the account of the machine that made the token.
func osUser() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "console"
}

type tokenListCmd struct{ place }

func (c *tokenListCmd) Run(ctx context.Context, out io.Writer) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	list, err := hall.Store.Tokens(ctx)
	for _, t := range list {
		state := "open"
		if app.TokenEnds(t, hall.Today()) {
			state = "ended"
		}
		fmt.Fprintf(out, "%d  %-5s  %s  scopes %s  staff %s  %d/min  until %s  used %s\n",
			t.ID, state, t.Name, strings.Join(t.Scopes, ","), orDash(t.Staff), t.PerMinute, orDash(dayText(t.Until)), orDash(dayText(t.UsedOn)))
	}
	return err
}

func dayText(d period.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

type tokenRevokeCmd struct {
	place
	ID int64 `arg:"" help:"number of the token, as listed"`
}

func (c *tokenRevokeCmd) Run(ctx context.Context, out io.Writer) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	err = hall.RevokeToken(ctx, c.ID)
	if errors.Is(err, store.ErrConflict) {
		return &badFlag{"ID", fmt.Sprintf("there is no open token %d", c.ID)}
	}
	if err == nil {
		fmt.Fprintf(out, "%d is revoked.\n", c.ID)
	}
	return err
}
