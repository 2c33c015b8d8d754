package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/org"
	"yimen/testkit"
)

// One line for each fault: how grave, what, what mends it; anything grave is exit 1.
func TestCheckCommand(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	var out bytes.Buffer
	err := listFaults(&out, w.Hall, []app.Fault{{Code: "demo", Grave: true}, {Code: "postEmpty", Units: []string{testkit.Community}, Posts: []org.Post{org.Approval, org.Review}, N: 3}})
	text := out.String()
	if !errors.Is(err, errGrave) || strings.Count(text, "\n") != 2 || !strings.Contains(text, "YIMEN_DEMO") || !strings.Contains(text, "2 个岗位无人任职（审批岗、审核岗）") || strings.Contains(text, "selfcheck.") {
		t.Errorf("%v:\n%s", err, text)
	}
	out.Reset()
	if err := listFaults(&out, w.Hall, nil); err != nil || strings.Contains(out.String(), "selfcheck.") {
		t.Errorf("%v: %s", err, out.String())
	}
}
