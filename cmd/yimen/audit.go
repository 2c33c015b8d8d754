package main

import (
	"context"
	"fmt"
)

type auditCmd struct{ place }

func (c *auditCmd) Run(ctx context.Context) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	n, err := hall.Audit(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("%d cases: facts, chain, content, form and open work agree.\n", n)
	return nil
}
