package api_test

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"encoding/json"

	"yimen/app"
	"yimen/testkit"
)

var exampleBlock = regexp.MustCompile("(?s)```http\n(.*?)```")

// Every example of the manual is run, in the order of the manual.
func TestTheExamplesOfTheManualRun(t *testing.T) {
	text, err := os.ReadFile("../../docs/api.md")
	must(t, err)
	w := testkit.Demo(t, testkit.SQLite(t))
	c := serve(t, w)
	known := map[string]string{
		"front": token(t, w, "", app.MayApply),
		"clerk": token(t, w, "lw101", app.MayApply, app.MayRead, app.MayQueue, app.MayAct),
		"watch": token(t, w, "lw802", app.MayComplaints),
	}
	blocks := exampleBlock.FindAllStringSubmatch(string(text), -1)
	if len(blocks) < 22 {
		t.Fatalf("%d examples found", len(blocks))
	}
	for _, b := range blocks {
		runExample(t, c.server.URL, b[1], known)
	}
}

// runExample sends one example and notes what the next ones take from its answer.
func runExample(t *testing.T, server, text string, known map[string]string) {
	t.Helper()
	for name, value := range known {
		text = regexp.MustCompile(`\$`+name+`\b`).ReplaceAllLiteralString(text, value)
	}
	sent, wanted, _ := strings.Cut(text, "→ ")
	head, body, _ := strings.Cut(sent, "\n\n")
	lines := strings.Split(head, "\n")
	method, address, _ := strings.Cut(lines[0], " ")
	path, query, _ := strings.Cut(address, "?")
	values, err := url.ParseQuery(query)
	must(t, err)
	r, err := http.NewRequest(method, server+path+"?"+values.Encode(), strings.NewReader(strings.TrimSpace(body)))
	must(t, err)
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Set(name, value)
	}
	if method != http.MethodGet {
		r.Header.Set("Content-Type", "application/json")
	}
	res, err := http.DefaultClient.Do(r)
	must(t, err)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	must(t, err)
	want := strings.Fields(wanted)
	if res.Status[:3] != want[0] {
		t.Fatalf("%s answers %s, the manual says %s:\n%s", lines[0], res.Status, want[0], raw)
	}
	answered := map[string]any{}
	if len(want) > 1 {
		must(t, json.Unmarshal(raw, &answered))
	}
	for _, name := range want[1:] {
		value, _ := answered[name].(string)
		if value == "" {
			value = res.Header.Get(name)
		}
		if value == "" {
			t.Fatalf("%s answers no %s: %s", lines[0], name, raw)
		}
		known[name] = value
	}
}
