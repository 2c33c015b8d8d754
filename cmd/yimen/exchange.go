package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"yimen/app"
	"yimen/core/exchange"
	"yimen/core/period"
	"yimen/web/ui"
)

// exchangeCmd is `yimen exchange`: the changes of one day as files for the national exchange.
type exchangeCmd struct {
	place
	Day    string `placeholder:"YYYY-MM-DD" help:"the day; the one before today if left out"`
	Out    string `required:"" placeholder:"DIR" help:"a folder that is empty or not there yet"`
	By     string `required:"" placeholder:"NO" help:"工号 of who exports: of the district office's keepers, or an administrator. It stands in the log of readings of each case"`
	Site   string `env:"YIMEN_SITE" placeholder:"https://HOST" help:"address of the portal, for links to items"`
	Issuer string `name:"oidc-issuer" env:"YIMEN_OIDC_ISSUER" placeholder:"URL" help:"set where residents sign in at a provider of identities"`
}

// errHeldRows says that rows lack what must be given.
var errHeldRows = errors.New("some rows can't be sent as they are; held/ has them and report.jsonl says why")

// Run writes the files and prints what is missing; the error, and exit 1, say that rows are held.
func (c *exchangeCmd) Run(ctx context.Context, out io.Writer) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	hall.Paper.Site, hall.Exchange.SignedOn = c.Site, c.Issuer != ""
	day := hall.Today().Add(-1)
	if c.Day != "" {
		if day, err = period.ParseDate(c.Day); err != nil {
			return &badFlag{"--day", "a day such as 2026-03-02"}
		}
	}
	sent, err := c.export(ctx, hall, day)
	if err != nil {
		return err
	}
	if err := printSent(out, sent); err != nil {
		return err
	}
	if sent.Held() > 0 {
		return errHeldRows
	}
	return nil
}

func (c *exchangeCmd) export(ctx context.Context, hall *app.Hall, day period.Date) (app.Sent, error) {
	sent, err := hall.ExportFiles(ctx, day, c.By, c.Out)
	switch {
	case errors.Is(err, app.ErrNoRight):
		return sent, &badFlag{"--by", "somebody who keeps the district's catalogue, or an administrator"}
	case errors.Is(err, app.ErrDayRuns):
		return sent, &badFlag{"--day", "a day that is over"}
	case errors.Is(err, app.ErrNotEmpty):
		return sent, &badFlag{"--out", "a folder that is empty or not there yet"}
	}
	return sent, err
}

// printSent prints the tables with their rows, then what is missing.
func printSent(out io.Writer, s app.Sent) error {
	_, err := fmt.Fprintln(out, ui.T(ui.Zh, "exchange.sum", "batch", s.Batch, "items", s.Items, "cases", s.Cases, "ready", s.Ready(), "held", s.Held()))
	for _, t := range s.Tables {
		if err == nil {
			_, err = fmt.Fprintf(out, "%s  %d  %d  %s\n", t.Name, t.Ready, t.Held, t.Title)
		}
	}
	for _, l := range s.Lacks {
		if err == nil {
			_, err = fmt.Fprintln(out, ui.T(ui.Zh, "exchange.lack", "title", l.Title, "field", l.Field, "holds", l.Holds, "what", ui.T(ui.Zh, "exchange.what."+l.What, ui.Places(l.Args)...), "n", l.Rows, "of", l.Of))
		}
	}
	return err
}

// readCodes takes the hall's own code lists over those of the program.
func readCodes(path string) (exchange.Codes, error) {
	if path == "" {
		return exchange.Known(), nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return exchange.Codes{}, fmt.Errorf("YIMEN_EXCHANGE_CODES: %w", err)
	}
	codes, err := exchange.Known().With(string(text))
	if err != nil {
		return codes, fmt.Errorf("YIMEN_EXCHANGE_CODES %s: %w", path, err)
	}
	return codes, nil
}
