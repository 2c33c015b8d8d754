package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"yimen/app"
)

// accountCmd is `yimen account NO`: sets a password. It is read from the standard input, so
// that it stands in no list of processes and no history.
type accountCmd struct {
	place
	Staff string `arg:"" help:"工号 of the staff member, as in the directory"`
}

// shortest is the least number of characters of a password.
const shortest = 10

func (c *accountCmd) Run(ctx context.Context, out io.Writer) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	staff, ok := hall.Directory().OnStaff(c.Staff, hall.Today())
	if !ok {
		return &badFlag{"STAFF", fmt.Sprintf("the directory has nobody with the number %q; load it first: yimen load", c.Staff)}
	}
	fmt.Fprintf(os.Stderr, "Password of %s %s: ", staff.No, staff.Name)
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	password := strings.TrimRight(line, "\r\n")
	if utf8.RuneCountInString(password) < shortest {
		return &badFlag{"password", fmt.Sprintf("at least %d characters", shortest)}
	}
	if err := hall.Store.SetCredential(ctx, staff.No, app.HashPassword(password), now()); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s %s can sign in.\n", staff.No, staff.Name)
	return nil
}
