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

// authorityCmd is `yimen seal authority --name NAME`, or `--import FILE --import-sm2 FILE`.
type authorityCmd struct {
	sealFolder
	Name      string `help:"name of a new authority, as it stands in its certificates"`
	Import    string `placeholder:"FILE" type:"existingfile" help:"PKCS#12 file of an authority made elsewhere, with its ECDSA P-256 key"`
	ImportSM2 string `name:"import-sm2" placeholder:"FILE" type:"existingfile" help:"PEM file of the same authority, with its SM2 certificate and encrypted key"`
}

// make makes or takes over the authority.
func (c *authorityCmd) make(password []byte) (*seal.Authority, error) {
	at := time.UnixMilli(int64(now()))
	if c.Import == "" {
		return seal.NewAuthority(c.path(), c.Name, password, false, at)
	}
	p12, err := os.ReadFile(c.Import)
	if err != nil {
		return nil, err
	}
	sm2, err := os.ReadFile(c.ImportSM2)
	if err != nil {
		return nil, err
	}
	return seal.ImportAuthority(c.path(), p12, sm2, password, at)
}

func (c *authorityCmd) Run(_ context.Context, out io.Writer) error {
	switch {
	case (c.Import == "") != (c.ImportSM2 == ""):
		return &badFlag{"import", "both files: --import and --import-sm2"}
	case (c.Import == "") == (c.Name == ""):
		return &badFlag{"name", "either the name of a new authority, or --import with the files of one"}
	}
	fmt.Fprintf(os.Stderr, "Password that will encrypt all keys (YIMEN_SEAL_PASSWORD_FILE names the file in which yimen serve finds it): ")
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	password := strings.TrimRight(line, "\r\n")
	if utf8.RuneCountInString(password) < shortest {
		return &badFlag{"password", fmt.Sprintf("at least %d characters", shortest)}
	}
	a, err := c.make([]byte(password))
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s is in %s: keep a copy of the folder and of the password apart from each other.\n", a.Name, c.path())
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
	if err != nil {
		return nil, err
	}
	room.Password = []byte(strings.TrimRight(string(text), "\r\n"))
	if c.Token == "" {
		return room, nil
	}
	pin, err := os.ReadFile(c.Pin)
	if err != nil {
		return nil, &badFlag{"seal-pin-file", "the PIN of the device (" + err.Error() + ")"}
	}
	token, err := seal.ParseToken(c.Token, strings.TrimRight(string(pin), "\r\n"))
	if err != nil {
		return nil, err
	}
	room.Token = &token
	return room, nil
}
