package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/store"
	"yimen/testkit"
)

// TestFactsCommand: the record in JSON, by number and by identity, and also when it was tampered with.
func TestFactsCommand(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		w := testkit.Open(t, url)
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		run := func(c factsCmd) ([]string, error) {
			var out bytes.Buffer
			err := c.print(t.Context(), w.Store, &out)
			return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n"), err
		}
		lines, err := run(factsCmd{Case: rec.No, Form: true})
		form, formErr := w.Store.Form(t.Context(), rec.ID)
		if err != nil || formErr != nil || len(lines) != len(rec.Facts)+1 || lines[len(rec.Facts)] != string(form) {
			t.Fatalf("%v, %v:\n%s", err, formErr, lines)
		}
		for i, f := range rec.Facts {
			if text, err := f.MarshalJSON(); err != nil || lines[i] != string(text) {
				t.Errorf("fact %d is printed as %s, %v", i+1, lines[i], err)
			}
		}
		other := store.Genesis(rec.ID)
		if err := w.Store.Write(t.Context(), store.Plan{{SQL: `UPDATE cases SET head = $1 WHERE id = $2`, Args: []any{other[:], rec.ID}, Rows: 1}}); err != nil {
			t.Fatal(err)
		}
		broken := (*store.Broken)(nil)
		if lines, err = run(factsCmd{Case: fmt.Sprint(rec.ID), Documents: true}); !errors.As(err, &broken) || len(lines) != len(rec.Facts) {
			t.Errorf("%v:\n%s", err, lines)
		}
		bad := (*badFlag)(nil)
		if _, err = run(factsCmd{Case: "330303000000000000000"}); !errors.As(err, &bad) {
			t.Errorf("a number that nobody has: %v", err)
		}
	})
}
