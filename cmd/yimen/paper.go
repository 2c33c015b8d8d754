package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"yimen/core/notice"
	"yimen/paper"
)

// pressPlace says where documents are printed with.
type pressPlace struct {
	Press string `name:"press" env:"YIMEN_PRESS" default:"." help:"folder with node_modules and fonts, with which documents are printed (scripts/press.sh brings them); none: this process prints nothing"`
}

// press is the press of the place, nil where nothing is to be printed.
func (p pressPlace) press() *paper.Press {
	if p.Press == "none" {
		return nil
	}
	return paper.New(p.Press)
}

// paperCmd is `yimen paper`: prints one document from its content, as it is attached to each
// printed file, to try a template or to make a lost file anew.
type paperCmd struct {
	Press string `name:"press" env:"YIMEN_PRESS" default:"." help:"folder with node_modules and fonts (scripts/press.sh brings them)"`
	Seal  string `name:"seal" placeholder:"FILE.svg" help:"picture of the seal; without it its place stays free"`
	File  string `arg:"" name:"file" help:"the content as JSON (document.json of a printed file); - reads the standard input"`
}

func (c *paperCmd) Run(ctx context.Context, out io.Writer) error {
	content, err := readAll(c.File)
	if err != nil {
		return err
	}
	var d notice.Document
	if err := json.Unmarshal(content, &d); err != nil {
		return badFile{fmt.Errorf("%s is not the content of a document: %w", c.File, err)}
	}
	var seal []byte
	if c.Seal != "" {
		if seal, err = os.ReadFile(c.Seal); err != nil {
			return badFile{err}
		}
	}
	press := paper.New(c.Press)
	defer press.Close()
	made, err := press.Print(ctx, d, string(seal))
	if err != nil {
		return err
	}
	_, err = out.Write(made.PDF)
	return err
}

func readAll(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(os.Stdin)
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, badFile{err}
	}
	return content, nil
}
