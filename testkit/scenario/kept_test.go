package scenario

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/core/watch"
)

// keptCase (旧件) is a case of a scenario as a version of this program left it.
type keptCase struct {
	Facts []json.RawMessage `json:"facts"`
	Case  json.RawMessage   `json:"case"` // what they gave

	// What the re-checker knew of the item and the settings; not kept where the story had days off of its own.
	Item  *watch.Item     `json:"item,omitempty"`
	Rules json.RawMessage `json:"rules,omitempty"`
}

// keptFiles are the cases of earlier versions, the oldest first.
const keptFiles = "testdata/kept/*.jsonl.gz"

// TestOldCasesStayAsTheyWere: facts are for ever (docs/decisions/0004). Those of earlier versions are
// read without loss, give the very case that they gave then, and break no rule of the re-checker, for those of
// today broke none of its own: otherwise the audit of a hall that has been open for years would call its cases
// changed or unlawful after an update. The files never change. Where there is an act of which none has a fact,
// keep the cases of today beside them, by the day:
//
//	YIMEN_KEEP=testdata/kept/2026-11-28.jsonl.gz go test -run TestOldCasesStayAsTheyWere ./testkit/scenario
func TestOldCasesStayAsTheyWere(t *testing.T) {
	if made := os.Getenv("YIMEN_KEEP"); made != "" {
		keepCases(t, made)
	}
	files, err := filepath.Glob(keptFiles)
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases of earlier versions: %v", err)
	}
	met := map[org.Act]bool{}
	for _, file := range files {
		n := 0
		for k := range keptIn(t, file) {
			n++
			if c := k.fold(t, met); !bytes.Equal(c, k.Case) {
				t.Errorf("%s, case %d of facts\n%s\nwas\n%s\nand is now\n%s", file, n, bytes.Join(k.texts(), []byte("\n")), k.Case, c)
			}
			for _, one := range k.broken(t) {
				t.Errorf("%s, case %d of facts\n%s\nbreaks what it did not: %+v", file, n, bytes.Join(k.texts(), []byte("\n")), one)
			}
		}
	}
	for _, act := range casework.Acts() {
		if !met[act] {
			t.Errorf("no fact of the act %s is kept", act)
		}
	}
}

func (k keptCase) texts() (all [][]byte) {
	for _, text := range k.Facts {
		all = append(all, text)
	}
	return all
}

// broken are the rules that the case breaks, by the re-checker of today. A setting that there was not yet
// is as it is by default.
func (k keptCase) broken(t *testing.T) (all []watch.Finding) {
	t.Helper()
	if k.Item == nil {
		return nil
	}
	f := watch.File{Facts: k.texts(), Item: *k.Item, Rules: app.WatchRules(casework.DefaultRules())}
	if err := json.Unmarshal(k.Rules, &f.Rules); err != nil {
		t.Fatal(err)
	}
	for _, one := range watch.Check(f, period.Always(period.Default())) {
		if one.Severity == watch.Broken {
			all = append(all, one)
		}
	}
	return all
}

// fold gives the case of the facts today, as JSON, and notes their acts.
func (k keptCase) fold(t *testing.T, met map[org.Act]bool) []byte {
	t.Helper()
	var c casework.Case
	for _, text := range k.Facts {
		var f casework.Fact
		if err := f.UnmarshalJSON(text); err != nil {
			t.Errorf("%s is not read any more: %v", text, err)
			continue
		}
		if again := asJSON(t, f); !bytes.Equal(again, text) {
			t.Errorf("the fact\n%s\nis read as\n%s", text, again)
		}
		met[f.Act] = true
		c = casework.Replay(c, f)
	}
	return asJSON(t, c)
}

func asJSON(t *testing.T, v any) json.RawMessage {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// keptIn reads the cases of a file.
func keptIn(t *testing.T, file string) func(yield func(keptCase) bool) {
	t.Helper()
	return func(yield func(keptCase) bool) {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		in, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(in)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var k keptCase
			if err := json.Unmarshal(lines.Bytes(), &k); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			if !yield(k) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
}

// keepCases plays the scenarios of today and writes their cases to a new file.
func keepCases(t *testing.T, made string) {
	t.Helper()
	files, err := filepath.Glob("../scenarios/*.scn")
	if err != nil {
		t.Fatal(err)
	}
	var halls []*Core
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all, err := Parse(name, string(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range all {
			err := s.Play(func(w World) (Hall, error) {
				h, err := OpenCore(w)
				if core, is := h.(*Core); is {
					halls = append(halls, core)
				}
				return h, err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	packed, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range halls {
		for _, name := range slices.Sorted(maps.Keys(h.cases)) {
			if len(h.cases[name].facts) == 0 {
				continue // it was refused
			}
			k := keptCase{Case: asJSON(t, h.cases[name].now)}
			if item := h.world.item(h.cases[name].now); item != nil && !h.world.Own && len(h.world.Calendar) == 1 && h.world.Calendar[0].Calendar == period.Default() {
				known := app.WatchItem(item)
				k.Item, k.Rules = &known, asJSON(t, app.WatchRules(h.world.Rules))
			}
			for _, f := range h.cases[name].facts {
				k.Facts = append(k.Facts, asJSON(t, f))
			}
			if _, err := packed.Write(append(asJSON(t, k), '\n')); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(made, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) // none is ever written over
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(out.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// item is the version that a case runs under.
func (w World) item(c casework.Case) *catalog.Item {
	at := slices.IndexFunc(w.Items, func(i catalog.Item) bool { return i.Code == c.Item && i.Version == c.ItemVersion })
	if at < 0 {
		return nil
	}
	return &w.Items[at]
}
