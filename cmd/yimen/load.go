package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"yimen/app"
	"yimen/web/ui"
)

// loadCmd is `yimen load`: an administrator's import of catalogue and directory.
type loadCmd struct {
	place
	Folder string `arg:"" help:"folder with items/*.yaml and org/*.csv"`
}

// faultyFiles is an import that was refused, in words.
type faultyFiles struct{ problems app.Problems }

func (f faultyFiles) Error() string {
	text := "nothing was loaded 未导入任何内容"
	for _, p := range f.problems {
		text += "\n  " + p.File
		if p.Line > 0 {
			text += fmt.Sprintf(":%d", p.Line)
		}
		text += ": " + p.Field + ": " + problemSentence(p)
	}
	return text
}

func (faultyFiles) Usage() bool { return true }

// problemSentence says a broken rule in words, or names the rule where it has none.
func problemSentence(p app.Problem) string {
	key := "catalog.lint." + p.Code
	if !ui.Has(ui.Zh, key) {
		key = "errors." + p.Code
	}
	if !ui.Has(ui.Zh, key) {
		return p.String()
	}
	args := make([]any, len(p.Args))
	for i, a := range p.Args {
		args[i] = a
	}
	return ui.T(ui.Zh, key, args...) + " (" + p.Code + ")"
}

func (c *loadCmd) Run(ctx context.Context, out io.Writer) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	err = hall.Load(ctx, os.DirFS(c.Folder), "load")
	var problems app.Problems
	if errors.As(err, &problems) {
		return faultyFiles{problems}
	}
	if err != nil {
		return err
	}
	today := hall.Today()
	fmt.Fprintf(out, "Loaded: %d items in force, %d units, %d centres.\n", len(hall.Catalogue().All(today)),
		len(hall.Directory().Units(today)), len(hall.Directory().Centres(today)))
	return nil
}
