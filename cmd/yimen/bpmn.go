package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/goccy/go-yaml"

	"yimen/chart"
)

// bpmnCmd is `yimen bpmn FILE`: a draft procedure from a BPMN 2.0 file, as an item file has it.
// The other way is the file that an item's guide offers.
type bpmnCmd struct {
	File string `arg:"" type:"existingfile" help:"BPMN 2.0 file, of this program or of another"`
}

// errUnmapped says that a file holds what a procedure can't, or lacks what one needs.
var errUnmapped = errors.New("the draft is printed; look at what is listed above")

// Run prints the draft on out and what it can't hold, a line each, on the standard error.
func (c *bpmnCmd) Run(out io.Writer) error {
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	procedure, missed, err := chart.ReadBPMN(file)
	if err != nil {
		return err
	}
	text, err := json.Marshal(map[string]any{"procedure": procedure})
	if err == nil {
		text, err = yaml.JSONToYAML(text)
	}
	if err == nil {
		_, err = out.Write(text)
	}
	if err != nil {
		return err
	}
	for _, m := range missed {
		fmt.Fprintln(os.Stderr, m)
	}
	if len(missed) > 0 {
		return errUnmapped
	}
	return nil
}
