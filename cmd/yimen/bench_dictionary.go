package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/simplifiedchinese"

	"yimen/app"
	"yimen/core/org"
	"yimen/starter"
	"yimen/store"
	"yimen/testkit/scenario"
)

// benchDictionaryCmd is `yimen bench dictionary`: learns from what scenarios leave, from the
// prose of the starter catalogue and of the pages, and from the names of units what the texts of cases have in
// common (store/pack.go). Texts are in GB 18030, as they are packed.
type benchDictionaryCmd struct {
	Made  string   `arg:"" help:"the dictionary to be made" type:"path"`
	ID    int      `arg:"" name:"number" help:"its number, by which texts name it"`
	Files []string `arg:"" name:"file" help:"scenario files (*.scn), and any others with prose to learn from"`
}

// learned bounds what is learned, in bytes; the names of units come on top.
const learned = 112640

func (c *benchDictionaryCmd) Run(ctx context.Context, out io.Writer) error {
	samples, err := c.samples()
	if err != nil {
		return err
	}
	names, err := unitNames()
	if err != nil {
		return err
	}
	trained, err := c.train(ctx, samples)
	if err != nil {
		return err
	}
	made, err := before(trained, names)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d samples, %d bytes of names, %d bytes\n", len(samples), len(names), len(made))
	return os.WriteFile(c.Made, made, 0o644)
}

// samples are the facts of all scenarios, what each act leaves on paper as it is kept, and prose.
func (c *benchDictionaryCmd) samples() ([][]byte, error) {
	told := func(file string) bool { return filepath.Ext(file) == ".scn" }
	all, err := (&scenarioCmd{Files: slices.DeleteFunc(slices.Clone(c.Files), func(f string) bool { return !told(f) })}).read()
	if err != nil {
		return nil, badFile{err}
	}
	acts, err := scenario.Acts(all)
	if err != nil {
		return nil, err
	}
	texts, err := actTexts(acts)
	if err != nil {
		return nil, err
	}
	more, err := prose(slices.DeleteFunc(slices.Clone(c.Files), told))
	if err != nil {
		return nil, err
	}
	texts = append(texts, more...)
	for i, t := range texts {
		if texts[i], err = simplifiedchinese.GB18030.NewEncoder().Bytes(t); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// actTexts are facts and documents. Every third act is one of a demonstration whose documents
// bear an address; those of most halls don't.
func actTexts(acts []scenario.Acted) (texts [][]byte, err error) {
	for i, a := range acts {
		fact, err := a.Fact.MarshalJSON()
		if err != nil {
			return nil, err
		}
		texts = append(texts, fact)
		var w store.Writing
		for _, d := range a.Documents {
			if i%3 > 0 {
				d.Demo, d.Query = false, ""
			}
			body, err := json.Marshal(d)
			if err != nil {
				return nil, err
			}
			w = append(w, store.Written{Name: d.Name(), Body: body})
		}
		if len(w) > 0 {
			texts = append(texts, w.Text())
		}
	}
	return texts, nil
}

var sentence = regexp.MustCompile(`[\p{Han}，。；：、“”（）《》0-9]{16,}`)

// prose is what people write in whole sentences, in files and in the starter catalogue.
func prose(files []string) (texts [][]byte, err error) {
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		texts = append(texts, sentence.FindAll(text, -1)...)
	}
	items, err := app.ReadItems(starter.Data, "items")
	if err != nil {
		return nil, err
	}
	for _, it := range items {
		text, err := json.Marshal(it)
		if err != nil {
			return nil, err
		}
		texts = append(texts, sentence.FindAll(text, -1)...)
	}
	return texts, nil
}

// unitNames are names and codes of units and the places where they receive people, as documents
// and facts write them.
func unitNames() ([]byte, error) {
	dir, err := app.ReadDirectory(starter.Data, "org")
	if err != nil {
		return nil, err
	}
	var text []byte
	for _, u := range dir.Units {
		text = fmt.Appendf(text, `"agency":%q,"body":%q`, u.Name, u.Code)
		if u.NameEN != "" {
			text = fmt.Appendf(text, `"agency":%q`, u.NameEN)
		}
		if i := slices.IndexFunc(dir.Centres, func(c org.Centre) bool { return c.Unit == u.Code }); i >= 0 {
			text = fmt.Appendf(text, "到%s领取", dir.Centres[i].Name)
		}
	}
	return simplifiedchinese.GB18030.NewEncoder().Bytes(text)
}

// train lets the command zstd choose what is worth keeping.
func (c *benchDictionaryCmd) train(ctx context.Context, samples [][]byte) ([]byte, error) {
	folder, err := os.MkdirTemp("", "yimen")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	made := filepath.Join(folder, "made")
	args := []string{"-q", "--train", "--maxdict=" + strconv.Itoa(learned), "--dictID=" + strconv.Itoa(c.ID), "-o", made}
	for i, s := range samples {
		file := filepath.Join(folder, fmt.Sprintf("%05d", i))
		if err := os.WriteFile(file, s, 0o600); err != nil {
			return nil, err
		}
		args = append(args, file)
	}
	if said, err := exec.CommandContext(ctx, "zstd", args...).CombinedOutput(); err != nil {
		return nil, errors.Join(fmt.Errorf("zstd (apt-get install zstd): %s", said), err)
	}
	return os.ReadFile(made)
}

// before puts a text before what a dictionary has in its content.
func before(dictionary, text []byte) ([]byte, error) {
	d, err := zstd.InspectDictionary(dictionary)
	if err != nil {
		return nil, err
	}
	return slices.Insert(dictionary, len(dictionary)-d.ContentSize(), text...), nil
}
