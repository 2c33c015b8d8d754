// Command yimen (一门) is the whole system in one program: it serves the hall, brings its
// database up to date, loads the demonstration, checks what is stored, reckons due days.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"yimen/core/period"
)

// now is the clock of the whole program; everything below gets it as an argument.
func now() period.Instant { return period.Instant(time.Now().UnixMilli()) }

// commands are the words after yimen.
type commands struct {
	Serve    serveCmd    `cmd:"" help:"serve the hall (pages, follow-up work)"`
	Migrate  migrateCmd  `cmd:"" help:"bring the tables of the database to the newest version"`
	Demo     demoCmd     `cmd:"" help:"load Longwan's units, the starter catalogue and demonstration accounts into an empty database"`
	Load     loadCmd     `cmd:"" help:"import a folder of items/*.yaml and org/*.csv; nothing is loaded when anything is wrong"`
	Account  accountCmd  `cmd:"" help:"set the password of a staff member; it is read from the standard input"`
	Token    tokenCmd    `cmd:"" help:"tokens with which other systems use the interface: new, list, revoke"`
	Facts    factsCmd    `cmd:"" help:"print the facts of a case as they were written, a line of JSON each; exit 1 when their chain is broken"`
	Audit    auditCmd    `cmd:"" help:"derive every case anew from its facts; exit 1 at the first difference"`
	Check    checkCmd    `cmd:"" help:"tell what is wrong with the configuration and what mends it, with the settings of serve; exit 1 when anything is grave"`
	Jobs     jobsCmd     `cmd:"" help:"list the follow-up work that was given up; --revive puts it back"`
	Verify   verifyCmd   `cmd:"" help:"check the seals of a PDF; exit 1 with the reasons when it is not sound"`
	Seal     sealCmd     `cmd:"" help:"the certificate authority of the electronic seals"`
	Due      dueCmd      `cmd:"" help:"reckon a due day, with its trace"`
	Calendar calendarCmd `cmd:"" help:"bring in, preview and confirm an arrangement of holidays"`
	Exchange exchangeCmd `cmd:"" help:"write a day's changes as files for the national exchange tables; exit 1 when rows lack what must be given"`
	BPMN     bpmnCmd     `cmd:"" name:"bpmn" help:"make a draft procedure of a BPMN 2.0 file; exit 1 when it does not hold all of it"`
	Scenario scenarioCmd `cmd:"" help:"run scenario files; exit 1 at the first broken expectation"`
	Paper    paperCmd    `cmd:"" help:"print one document from its content (JSON) to the standard output, as PDF"`
	Bench    benchCmd    `cmd:"" help:"measure"`
}

// usage is an error that other words on the command line mend: exit 2.
type usage interface{ Usage() bool }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

func run(ctx context.Context, args []string) int {
	var cmds commands
	parser := kong.Must(&cmds, kong.Name("yimen"), kong.Description("一门: the software behind a one-door service hall."),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.BindTo(os.Stdout, (*io.Writer)(nil)))
	k, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "yimen:", err)
		return 2
	}
	if err := k.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "yimen:", err)
		var u usage
		if errors.As(err, &u) && u.Usage() {
			return 2
		}
		return 1
	}
	return 0
}
