package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"yimen/seal"
	"yimen/web/ui"
)

// sealFolder is where the seals of a place lie.
type sealFolder struct {
	Data  string `name:"data" env:"YIMEN_DATA" default:"var" help:"folder of uploaded files and of the secret key"`
	Seals string `name:"seals" env:"YIMEN_SEALS" placeholder:"FOLDER" help:"folder of the authority and its seals (default: seals in the data folder)"`
}

func (f sealFolder) path() string {
	if f.Seals != "" {
		return f.Seals
	}
	return filepath.Join(f.Data, "seals")
}

// verifyCmd is `yimen verify FILE.pdf`: exit 0 when it is sound, 1 with the reasons when not.
type verifyCmd struct {
	sealFolder
	File string `arg:"" type:"existingfile" help:"the PDF"`
	Lang string `enum:"zh,en" default:"zh" help:"language of the answer: zh or en"`
}

// maxSealed is the largest file that is verified, in bytes.
const maxSealed = 64 << 20

// errNotSound is said after the reasons.
var errNotSound = errors.New("the document is not sound")

func (c *verifyCmd) Run(_ context.Context, out io.Writer) error {
	trust, err := seal.OpenTrust(c.path())
	if err != nil {
		return err
	}
	if info, err := os.Stat(c.File); err == nil && info.Size() > maxSealed {
		return &badFlag{"FILE", "larger than 64 MB: no document of ours"}
	}
	file, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	v := ui.VerifiedIn(ui.Lang(c.Lang), trust.Verify(file))
	lines := append([]string{v.Sentence}, v.Problems...)
	for _, s := range v.Seals {
		lines = append(lines, s.Term+" · "+s.Text)
	}
	for _, line := range append(lines, v.Case, v.Demo) {
		if line != "" {
			fmt.Fprintln(out, line)
		}
	}
	if !v.Valid {
		return errNotSound
	}
	return nil
}
