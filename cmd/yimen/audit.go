package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"yimen/app"
	"yimen/core/watch"
	"yimen/web/ui"
)

// auditCmd is `yimen audit`: what is stored is derived anew from the facts, and the facts
// are held to the law by the re-checker 监察.
type auditCmd struct {
	place
	Findings bool `help:"List every finding of the re-checker, also what is only late or odd."`
	JSON     bool `name:"json" help:"Print findings as JSON, one object a line, and nothing else; implies --findings."`
}

// Run prints what was found; the error names the first difference, else the first breach.
func (c *auditCmd) Run(ctx context.Context, out io.Writer) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	return c.audit(ctx, hall, out)
}

func (c *auditCmd) audit(ctx context.Context, hall *app.Hall, out io.Writer) error {
	counts := map[watch.Severity]int{}
	var unwritten error
	n, err := hall.AuditEach(ctx, func(f app.Found) {
		counts[f.Severity]++
		unwritten = errors.Join(unwritten, c.list(out, f))
	})
	breach := (*app.Found)(nil)
	if errors.As(err, &breach) {
		err = errors.New(findingRow(*breach))
	} else if err != nil {
		return err
	}
	if !c.JSON {
		_, e := fmt.Fprintln(out, ui.T(ui.Zh, "watch.counts", "cases", n, "broken", counts[watch.Broken],
			"late", counts[watch.Late], "odd", counts[watch.Odd]))
		unwritten = errors.Join(unwritten, e)
	}
	return errors.Join(err, unwritten)
}

// list prints one finding, if it is asked for.
func (c *auditCmd) list(out io.Writer, f app.Found) (err error) {
	switch {
	case c.JSON:
		err = json.NewEncoder(out).Encode(struct {
			No string `json:"case"`
			watch.Finding
			Text string `json:"text"`
		}{f.No, f.Finding, findingText(f.Finding)})
	case c.Findings:
		_, err = fmt.Fprintln(out, findingRow(f))
	}
	return err
}

// findingRow is a finding on one line.
func findingRow(f app.Found) string {
	row := "watch.row"
	if f.Seq == 0 {
		row = "watch.rowNow"
	}
	return ui.T(ui.Zh, row, "no", f.No, "seq", f.Seq, "severity", ui.T(ui.Zh, "watch.severity."+string(f.Severity)),
		"text", findingText(f.Finding), "rule", f.Rule)
}

// findingText puts a finding into a sentence.
func findingText(f watch.Finding) string {
	args := make([]string, len(f.Args))
	for i, arg := range f.Args {
		args[i] = codeWord(arg)
	}
	return ui.T(ui.Zh, "watch."+f.Code, ui.Places(args)...)
}

// codeWord is the word for a code in a finding: an act, a state, a post …; days, numbers and
// codes of units and staff stay as they are.
func codeWord(code string) string {
	for _, room := range []string{"codes.state.", "acts.", "codes.post.", "trace.why.", "watch.word."} {
		if ui.Has(ui.Zh, room+code) {
			return ui.T(ui.Zh, room+code)
		}
	}
	return code
}
