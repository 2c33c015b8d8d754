package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"yimen/store"
)

// factsCmd is `yimen facts`: the record itself, for people. The tables hold it packed.
type factsCmd struct {
	place
	Case      string `arg:"" name:"number" help:"number of the case (办件编号), or its identity as yimen audit names it"`
	Form      bool   `help:"print the form too"`
	Documents bool   `help:"print what the documents say too"`
}

func (c *factsCmd) Run(ctx context.Context, out io.Writer) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	return c.print(ctx, hall.Store, out)
}

// print prints each text as it was written, byte by byte, also where the chain does not hold.
func (c *factsCmd) print(ctx context.Context, st *store.Store, out io.Writer) error {
	id, err := st.CaseID(ctx, c.Case)
	if errors.Is(err, store.ErrNotFound) {
		return &badFlag{c.Case, "there is no such case"}
	}
	if err != nil {
		return err
	}
	facts, err := st.StoredFacts(ctx, id)
	for _, f := range facts {
		fmt.Fprintf(out, "%s\n", f.Body)
	}
	if err == nil && c.Form {
		err = c.form(ctx, st, id, out)
	}
	if err == nil && c.Documents {
		err = c.documents(ctx, st, id, out)
	}
	if err == nil {
		_, err = st.Case(ctx, id)
	}
	return err
}

func (c *factsCmd) form(ctx context.Context, st *store.Store, id int64, out io.Writer) error {
	form, err := st.Form(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	fmt.Fprintf(out, "%s\n", form)
	return err
}

func (c *factsCmd) documents(ctx context.Context, st *store.Store, id int64, out io.Writer) error {
	docs, err := st.Documents(ctx, id)
	for _, d := range docs {
		fmt.Fprintf(out, "%s\n", d.Body)
	}
	return err
}
