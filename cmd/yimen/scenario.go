package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/starter"
	"yimen/store"
	"yimen/testkit/scenario"
)

// scenarioCmd is `yimen scenario`: plays files of cases told in Chinese (docs/scenarios.md),
// in the pure core or through a database.
type scenarioCmd struct {
	DB    string   `name:"db" placeholder:"URL" help:"play through this database (sqlite:PATH or postgres://…), which must be empty or used for scenarios only; without it the pure core decides alone"`
	Files []string `arg:"" name:"file" help:"scenario files (*.scn)"`
}

// badFile is a file that can't be read or is not in the language. It ends the program with
// status 2: nothing was played.
type badFile struct{ error }

func (badFile) Usage() bool { return true }

// Run plays every scenario of every file, one line each, up to the first that does not hold.
func (c *scenarioCmd) Run(ctx context.Context, out io.Writer) (err error) {
	all, err := c.read()
	if err != nil {
		return badFile{err}
	}
	open := scenario.OpenCore
	if c.DB != "" {
		st, failed := c.open(ctx)
		if failed != nil {
			return failed
		}
		defer func() { err = errors.Join(err, st.Close()) }()
		open = scenario.OpenStored(ctx, st)
	}
	for _, s := range all {
		if err := s.Play(open); err != nil {
			return err
		}
		fmt.Fprintf(out, "通过 %s:%d %s〔%s〕\n", s.File, s.Line, s.Name, strings.Join(s.Basis(), "；"))
	}
	return nil
}

// read parses all files before anything is played. Scenarios may name starter items.
func (c *scenarioCmd) read() ([]*scenario.Scenario, error) {
	library, err := app.ReadItems(starter.Data, "items")
	if err != nil {
		return nil, err
	}
	var all []*scenario.Scenario
	for _, file := range c.Files {
		some, err := readScenarios(file, library)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

func readScenarios(file string, library []catalog.Item) ([]*scenario.Scenario, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return scenario.Parse(file, string(text), library)
}

// open opens the database and brings its tables up to date.
func (c *scenarioCmd) open(ctx context.Context) (*store.Store, error) {
	st, err := store.Open(ctx, c.DB)
	if err != nil {
		return nil, err
	}
	if err := st.Migrate(ctx); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}
