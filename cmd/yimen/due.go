package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"yimen/core/period"
	"yimen/web/ui"
)

// dueCmd is `yimen due`: reckons a due day 届满日 and tells why it is that day.
type dueCmd struct {
	From   string   `placeholder:"DATE" help:"Day on which the limit begins; it is not counted itself. Required."`
	Limit  string   `placeholder:"N" help:"How long: 5wd working days, 60d natural days, 6m months. Required."`
	Stop   []string `placeholder:"FROM..TO" sep:"none" help:"Days that don't count, both ends inside. May be repeated."`
	Extend []string `placeholder:"N" sep:"none" help:"Extension, written like a limit. May be repeated."`
	Years  []string `name:"calendar" type:"existingfile" placeholder:"FILE" help:"Calendar file laid over the built-in years. May be repeated."`
	JSON   bool     `name:"json" help:"Print one JSON object: due, provisional, trace."`
}

// badFlag is a flag whose value can't be used, and what to mend. It ends the
// program with status 2.
type badFlag struct{ flag, sentence string }

func (e *badFlag) Error() string { return e.flag + ": " + e.sentence }

// Usage tells that other words on the command line mend it.
func (e *badFlag) Usage() bool { return true }

// Run prints the due day on the first line and its trace below.
func (c *dueCmd) Run(out io.Writer) error {
	clock, err := c.clock()
	if err != nil {
		return err
	}
	calendar, err := c.calendar()
	if err != nil {
		return err
	}
	due, trace := calendar.Due(clock), calendar.Trace(clock)
	if c.JSON {
		return json.NewEncoder(out).Encode(struct {
			Due         period.Date        `json:"due"`
			Provisional bool               `json:"provisional"`
			Trace       []period.TraceLine `json:"trace"`
		}{due.On, due.Provisional, trace})
	}
	text := due.On.String() + "\n"
	for _, line := range ui.TraceOf(context.Background(), trace) {
		text += traceRow(line)
	}
	_, err = io.WriteString(out, text)
	return err
}

// calendar is the built-in one with the files of the flag laid over it.
func (c *dueCmd) calendar() (*period.Calendar, error) {
	cal := period.Default()
	for _, path := range c.Years {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if cal, err = cal.With(path, data); err != nil {
			return nil, &badFlag{"--calendar", err.Error()}
		}
	}
	return cal, nil
}

func traceRow(line ui.TraceLine) string {
	row := line.Text
	if line.On != "" {
		row = line.On + "  " + row
	}
	if line.Basis != "" {
		row += "（" + line.Basis + "）"
	}
	return row + "\n"
}

// clock reads the flags; the error is a *badFlag.
func (c *dueCmd) clock() (k period.Clock, err error) {
	if k.From, err = startFlag(c.From); err != nil {
		return k, err
	}
	if k.Limit, err = periodFlag("--limit", c.Limit); err != nil {
		return k, err
	}
	for _, text := range c.Stop {
		stop, err := stopFlag(text)
		if err != nil {
			return k, err
		}
		k.Stops = append(k.Stops, stop)
	}
	for _, text := range c.Extend {
		by, err := periodFlag("--extend", text)
		if err != nil {
			return k, err
		}
		k.Extensions = append(k.Extensions, period.Extension{By: by})
	}
	return k, nil
}

// farYears is how far from the known years a start is taken for a slip.
const farYears = 100

func startFlag(text string) (period.Date, error) {
	from, err := dateFlag("--from", text)
	if err != nil {
		return 0, err
	}
	first, last := period.Default().FirstYear(), period.Default().LastYear()
	if y, _, _ := from.Civil(); y < first-farYears || y > last+farYears {
		return 0, &badFlag{"--from", fmt.Sprintf("%s is too far away: the calendar knows the years %d to %d. Check the year.", text, first, last)}
	}
	return from, nil
}

func dateFlag(flag, text string) (period.Date, error) {
	if text == "" {
		return 0, &badFlag{flag, "a day is missing. Write it as year-month-day, like 2026-03-02."}
	}
	date, err := period.ParseDate(text)
	return date, flagError(flag, err)
}

func periodFlag(flag, text string) (period.Period, error) {
	if text == "" {
		return period.Period{}, &badFlag{flag, "the number of days or months is missing. Write 5wd for working days, 60d for natural days, 6m for months."}
	}
	limit, err := period.Parse(text)
	return limit, flagError(flag, err)
}

func stopFlag(text string) (stop period.Stop, err error) {
	from, to, found := strings.Cut(text, "..")
	if !found {
		return stop, &badFlag{"--stop", fmt.Sprintf("%q is no span of days. Write the first and the last day with two dots between, like 2026-03-10..2026-03-20.", text)}
	}
	stop.Why = "中止"
	if stop.From, err = dateFlag("--stop", from); err != nil {
		return stop, err
	}
	if stop.To, err = dateFlag("--stop", to); err != nil {
		return stop, err
	}
	if stop.To < stop.From {
		return stop, &badFlag{"--stop", fmt.Sprintf("%s ends before it begins. Write the earlier day first.", text)}
	}
	return stop, nil
}

// faultSentences say what is wrong with a value and what to mend.
var faultSentences = map[string]string{
	"date.format":    "%q is no day. Write it as year-month-day, like 2026-03-02.",
	"date.noSuchDay": "the calendar has no day %q. Check month and day.",
	"date.range":     "%q is outside the years 1900 to 9999. Check the year.",
	"period.format":  "%q is no limit. Write 5wd for working days, 60d for natural days, 6m for months.",
	"period.range":   "%q is too long. Give a number from 0 to 9999.",
}

// flagError puts a fault of the period package into a sentence.
func flagError(flag string, err error) error {
	fault := (*period.Fault)(nil)
	if !errors.As(err, &fault) {
		return err
	}
	return &badFlag{flag, fmt.Sprintf(faultSentences[fault.Code], fault.Text)}
}
