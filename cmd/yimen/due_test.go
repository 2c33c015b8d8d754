package main

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// runDue runs `yimen due` with the arguments as a shell would split them.
func runDue(t *testing.T, args string) (string, error) {
	t.Helper()
	var out strings.Builder
	var cli struct {
		Due dueCmd `cmd:""`
	}
	parser, err := kong.New(&cli, kong.BindTo(&out, (*io.Writer)(nil)))
	if err != nil {
		t.Fatal(err)
	}
	ctx, err := parser.Parse(append([]string{"due"}, strings.Fields(args)...))
	if err == nil {
		err = ctx.Run()
	}
	return out.String(), err
}

func TestDuePrintsTheDayAndItsTrace(t *testing.T) {
	got, err := runDue(t, "--from 2022-09-30 --limit 5wd")
	if err != nil || !strings.HasPrefix(got, "2022-10-12\n") {
		t.Fatalf("%v\n%s", err, got)
	}
	// start, limit, holiday, make-up days, due: the words are the pages' words.
	for i, want := range [][]string{
		{"2022年9月30日", "（民法典201）"},
		{"5"},
		{"2022年10月1日至2022年10月7日", "7", "（http://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm）"},
		{"2022年10月8日至2022年10月9日", "2"},
		{"2022年10月12日", "5"},
	} {
		line := strings.Split(got, "\n")[i+1]
		for _, part := range want {
			if !strings.Contains(line, part) {
				t.Errorf("line %d: %q is not in %q", i+2, part, line)
			}
		}
	}
	if n := strings.Count(got, "\n"); n != 6 {
		t.Errorf("%d lines:\n%s", n, got)
	}
}

func TestDueStopsAndExtensions(t *testing.T) {
	got, err := runDue(t, "--from 2026-03-02 --limit 20wd --stop 2026-03-10..2026-03-20 --stop 2026-05-06..2026-05-07 --extend 10wd")
	if err != nil || !strings.HasPrefix(got, "2026-04-27\n") {
		t.Fatalf("%v\n%s", err, got)
	}
	for _, want := range []string{"2026年3月10日至2026年3月20日  中止", "经批准延长：10 个工作日", "2026年5月6日至2026年5月7日  中止"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func TestDueJSON(t *testing.T) {
	got, err := runDue(t, "--from 2026-12-10 --limit 20wd --json")
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Due         string
		Provisional bool
		Trace       []struct{ Code, From, To string }
	}
	if err := json.Unmarshal([]byte(got), &answer); err != nil || strings.Count(got, "\n") != 1 {
		t.Fatalf("%v in %s", err, got)
	}
	last := answer.Trace[len(answer.Trace)-1]
	if answer.Due != "2027-01-08" || !answer.Provisional || last.Code != "provisional" || last.From != "2027-01-01" {
		t.Errorf("%+v", answer)
	}
}

func TestDueRefusesWithASentence(t *testing.T) {
	for args, want := range map[string]string{
		"":                                                              "--from: a day is missing. Write it as year-month-day, like 2026-03-02.",
		"--from 2026-03-02":                                             "--limit: the number of days or months is missing. Write 5wd for working days, 60d for natural days, 6m for months.",
		"--from 2026/3/2 --limit 5wd":                                   `--from: "2026/3/2" is no day. Write it as year-month-day, like 2026-03-02.`,
		"--from 2026-02-29 --limit 5wd":                                 `--from: the calendar has no day "2026-02-29". Check month and day.`,
		"--from 0026-03-02 --limit 5wd":                                 `--from: "0026-03-02" is outside the years 1900 to 9999. Check the year.`,
		"--from 3026-03-02 --limit 5wd":                                 "--from: 3026-03-02 is too far away: the calendar knows the years 2013 to 2026. Check the year.",
		"--from 2026-03-02 --limit 5":                                   `--limit: "5" is no limit. Write 5wd for working days, 60d for natural days, 6m for months.`,
		"--from 2026-03-02 --limit 10000d":                              `--limit: "10000d" is too long. Give a number from 0 to 9999.`,
		"--from 2026-03-02 --limit 5wd --extend x":                      `--extend: "x" is no limit. Write 5wd for working days, 60d for natural days, 6m for months.`,
		"--from 2026-03-02 --limit 5wd --stop 2026-03-10":               `--stop: "2026-03-10" is no span of days. Write the first and the last day with two dots between, like 2026-03-10..2026-03-20.`,
		"--from 2026-03-02 --limit 5wd --stop 2026-03-10..":             "--stop: a day is missing. Write it as year-month-day, like 2026-03-02.",
		"--from 2026-03-02 --limit 5wd --stop 2026-03-32..2026-04-01":   `--stop: the calendar has no day "2026-03-32". Check month and day.`,
		"--from 2026-03-02 --limit 5wd --stop 2026-03-20..2026-03-10":   "--stop: 2026-03-20..2026-03-10 ends before it begins. Write the earlier day first.",
		"--from 2026-03-02 --limit 5wd --stop 2026-03-20...2026-03-10":  `--stop: ".2026-03-10" is no day. Write it as year-month-day, like 2026-03-02.`,
		"--from 2026-03-02 --limit 5wd --json --stop ..2026-03-10":      "--stop: a day is missing. Write it as year-month-day, like 2026-03-02.",
		"--from 2026-03-02 --limit 5wd --json --extend 1wd --extend 1y": `--extend: "1y" is no limit. Write 5wd for working days, 60d for natural days, 6m for months.`,
	} {
		out, err := runDue(t, args)
		var u usage
		if out != "" || err == nil || err.Error() != want || !errors.As(err, &u) || !u.Usage() {
			t.Errorf("due %s\n got %v, %q\nwant %s", args, err, out, want)
		}
	}
}
