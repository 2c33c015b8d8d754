package main

import (
	"context"
	"errors"
	"fmt"

	"yimen/store"
)

type migrateCmd struct{ place }

func (c *migrateCmd) Run(ctx context.Context) error {
	st, err := store.Open(ctx, c.DB)
	if err != nil {
		return err
	}
	if err := errors.Join(st.Migrate(ctx), st.Close()); err != nil {
		return err
	}
	fmt.Println("The tables are at the newest version.")
	return nil
}
