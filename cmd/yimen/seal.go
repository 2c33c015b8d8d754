package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"yimen/app"
	"yimen/seal"
)

// sealCmd holds what is done with the seal folder on the machine itself; seals are asked for,
// confirmed, suspended and revoked in the pages, where each step is recorded.
type sealCmd struct {
	Authority authorityCmd `cmd:"" help:"make the certificate authority of this deployment; its password is read from the standard input"`
	Roots     rootsCmd     `cmd:"" help:"print the roots as PEM, for those who verify elsewhere"`
}

// authorityCmd is `yimen seal authority --name NAME`.
type authorityCmd struct {
	sealFolder
	Name string `required:"" help:"name of the authority, as it stands in its certificates"`
}

func (c *authorityCmd) Run(_ context.Context, out io.Writer) error {
	fmt.Fprintf(os.Stderr, "Password that will encrypt all keys (YIMEN_SEAL_PASSWORD_FILE names the file in which yimen serve finds it): ")
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	password := strings.TrimRight(line, "\r\n")
	if utf8.RuneCountInString(password) < shortest {
		return &badFlag{"password", fmt.Sprintf("at least %d characters", shortest)}
	}
	if _, err := seal.NewAuthority(c.path(), c.Name, []byte(password), false, time.UnixMilli(int64(now()))); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s is in %s: keep a copy of the folder and of the password apart from each other.\n", c.Name, c.path())
	return nil
}

type rootsCmd struct{ sealFolder }

func (c *rootsCmd) Run(_ context.Context, out io.Writer) error {
	text, err := seal.Roots(c.path())
	if err == nil {
		_, err = out.Write(text)
	}
	return err
}

// sealRoom is where a serving process finds the seals, and whether it may seal. A
// demonstration without a password makes seals of its own.
func (c *serveCmd) sealRoom() (*app.SealRoom, error) {
	room := &app.SealRoom{Folder: sealFolder{c.Data, c.Seals}.path(), TSA: c.TSA, Demo: c.Demo && c.Sealer == ""}
	if c.Sealer == "" {
		return room, nil
	}
	text, err := os.ReadFile(c.Sealer)
	room.Password = []byte(strings.TrimRight(string(text), "\r\n"))
	return room, err
}
