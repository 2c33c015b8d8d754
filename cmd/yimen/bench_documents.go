package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"yimen/core/notice"
	"yimen/paper"
	"yimen/testkit/scenario"
)

// benchDocumentsCmd is `yimen bench documents`: prints the documents of scenarios, one after
// the other through one press, which uses one core.
type benchDocumentsCmd struct {
	Press   string   `name:"press" env:"YIMEN_PRESS" default:"." help:"folder with node_modules and fonts"`
	Seconds float64  `default:"10" help:"how long"`
	Files   []string `arg:"" name:"file" help:"scenario files (*.scn) whose documents are printed"`
}

// documentsReport is the line that is printed.
type documentsReport struct {
	Kinds     int        `json:"kinds"`
	Documents int        `json:"documents"`
	Pages     int        `json:"pages"`
	First     float64    `json:"firstMs"` // with the start of the press
	PerSecond float64    `json:"perSecond"`
	Each      percentile `json:"each"` // milliseconds
	Bytes     int        `json:"bytesPerDocument"`
}

func (c *benchDocumentsCmd) Run(ctx context.Context, out io.Writer) error {
	docs, err := c.documents()
	if err != nil {
		return err
	}
	report, err := c.measure(ctx, docs)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(report)
}

// documents are those of all scenarios of the files.
func (c *benchDocumentsCmd) documents() ([]notice.Document, error) {
	all, err := (&scenarioCmd{Files: c.Files}).read()
	if err != nil {
		return nil, badFile{err}
	}
	docs, err := scenario.Written(all)
	if err == nil && len(docs) == 0 {
		err = badFile{errors.New("the scenarios leave no documents")}
	}
	return docs, err
}

func (c *benchDocumentsCmd) measure(ctx context.Context, docs []notice.Document) (documentsReport, error) {
	press := paper.New(c.Press)
	defer press.Close()
	kinds := map[string]bool{}
	var r documentsReport
	var took []time.Duration
	begun := time.Now()
	for i := 0; time.Since(begun).Seconds() < c.Seconds || i == 0; i++ {
		d := docs[i*7919%len(docs)] // a prime, so that all kinds come soon
		d.Seq = i                   // no two are alike, so that nothing is remembered
		start := time.Now()
		made, err := press.Print(ctx, d, "")
		if err != nil {
			return r, err
		}
		took = append(took, time.Since(start))
		kinds[d.Name()] = true
		r.Documents++
		r.Pages += made.Pages
		r.Bytes += len(made.PDF)
	}
	r.First = round(float64(took[0].Microseconds()) / 1000)
	r.PerSecond = round(float64(r.Documents) / time.Since(begun).Seconds())
	r.Each = percentilesOf(took[1:])
	r.Kinds, r.Bytes = len(kinds), r.Bytes/r.Documents
	return r, nil
}
