package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"yimen/paper"
)

const content = `{"kind":"service","lang":"zh","form":"sheet","title":"送达回证","agency":"某局","on":"2026-05-06","blocks":[{"k":"text","t":"已送达。"}]}`

// TestPaperCommand prints a document from its content; what is no document ends with status 2.
func TestPaperCommand(t *testing.T) {
	var out bytes.Buffer
	if err := (&paperCmd{Press: "../..", File: written(t, "d.json", content)}).Run(t.Context(), &out); err != nil || !bytes.HasPrefix(out.Bytes(), []byte("%PDF-1.7")) {
		t.Errorf("%.20q, %v", out.Bytes(), err)
	}
	var bad badFile
	for _, c := range []paperCmd{
		{Press: "../..", File: written(t, "d.json", "no JSON")},
		{Press: "../..", File: "no/such/file.json"},
		{Press: "../..", File: written(t, "d.json", content), Seal: "no/such/seal.svg"},
	} {
		if err := c.Run(t.Context(), io.Discard); !errors.As(err, &bad) {
			t.Errorf("%+v: %v, want a bad file", c, err)
		}
	}
	var lacks *paper.Lacking
	if err := (&paperCmd{Press: t.TempDir(), File: written(t, "d.json", content)}).Run(t.Context(), io.Discard); !errors.As(err, &lacks) {
		t.Errorf("%v, want to be told what is lacking", err)
	}
	if (pressPlace{"none"}).press() != nil || (pressPlace{"."}).press() == nil {
		t.Error("none is a press, or . is not")
	}
}

// TestBenchDocuments prints the documents of a scenario and counts them.
func TestBenchDocuments(t *testing.T) {
	var out bytes.Buffer
	bench := benchDocumentsCmd{Press: "../..", Seconds: 0.01, Files: []string{"../../testkit/scenarios/accept.scn"}}
	if err := bench.Run(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	var r documentsReport
	if err := json.Unmarshal(out.Bytes(), &r); err != nil || r.Documents < 1 || r.Pages < r.Documents || r.First <= 0 || r.Bytes < 1000 {
		t.Errorf("%s %v", out.String(), err)
	}
	none := benchDocumentsCmd{Press: "../..", Files: []string{written(t, "none.scn", strings.Replace(story, "收件\n应 状态=待受理", "收件", 1)+"场景")}}
	if err := none.Run(t.Context(), io.Discard); err == nil {
		t.Error("a faulty file was measured")
	}
}
