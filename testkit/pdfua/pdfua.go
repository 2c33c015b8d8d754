// Package pdfua looks into files for what PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) ask of them and a
// program can find. It reads them with qpdf and shares nothing with what sets and seals them.
package pdfua

import (
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// file is a PDF as qpdf tells it: objects by "obj:N 0 R".
type file struct {
	t       testing.TB
	objects map[string]struct {
		Value  any
		Stream *struct {
			Dict map[string]any
			Data string
		}
	}
}

// Judge reports each thing of the standards that a file lacks.
func Judge(t testing.TB, pdf []byte) {
	t.Helper()
	f := read(t, pdf)
	catalog := f.dict(f.dict(f.objects["trailer"].Value)["/Root"])
	f.catalog(catalog)
	f.description(catalog["/Metadata"])
	tree := f.dict(catalog["/StructTreeRoot"])
	if len(f.list(tree["/K"])) == 0 {
		t.Error("the file has no tags (7.1)")
	}
	f.elements(f.list(tree["/K"]), f.dict(tree["/RoleMap"]), new(int))
	f.pages(f.dict(catalog["/Pages"]))
	for _, o := range f.objects {
		if d, ok := o.Value.(map[string]any); ok && d["/EF"] != nil && (d["/F"] == nil || d["/UF"] == nil || d["/AFRelationship"] == nil) {
			t.Errorf("an attachment lacks its name or what it is to the document (7.11): %v", d)
		}
	}
}

func read(t testing.TB, pdf []byte) file {
	t.Helper()
	name := filepath.Join(t.TempDir(), "file.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	look := exec.Command("qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=none", name)
	var said strings.Builder
	look.Stderr = &said
	out, err := look.Output()
	if err != nil {
		t.Fatalf("qpdf (scripts/need.sh test brings it): %v\n%s", err, said.String())
	}
	var told struct{ QPDF []json.RawMessage }
	f := file{t: t}
	if err := json.Unmarshal(out, &told); err != nil || len(told.QPDF) != 2 {
		t.Fatalf("qpdf says something else: %v", err)
	}
	if err := json.Unmarshal(told.QPDF[1], &f.objects); err != nil {
		t.Fatal(err)
	}
	return f
}

// value follows a reference.
func (f file) value(v any) any {
	ref, ok := v.(string)
	if !ok || !strings.HasSuffix(ref, " R") {
		return v
	}
	o := f.objects["obj:"+ref]
	if o.Stream != nil {
		return o.Stream.Dict
	}
	return o.Value
}

func (f file) dict(v any) map[string]any {
	d, _ := f.value(v).(map[string]any)
	return d
}

// list is an array, or the one value that stands in its place.
func (f file) list(v any) []any {
	switch v := f.value(v).(type) {
	case nil:
		return nil
	case []any:
		return v
	default:
		return []any{v}
	}
}

func (f file) catalog(catalog map[string]any) {
	f.t.Helper()
	if f.dict(catalog["/MarkInfo"])["/Marked"] != true || f.dict(catalog["/MarkInfo"])["/Suspects"] == true {
		f.t.Error("the file does not say that it is tagged (7.1)")
	}
	if f.dict(catalog["/ViewerPreferences"])["/DisplayDocTitle"] != true {
		f.t.Error("its window would not show its title (7.1)")
	}
	if lang, _ := catalog["/Lang"].(string); len(lang) < len("u:zh") {
		f.t.Error("the file does not say its language (7.2)")
	}
	if len(f.list(catalog["/OutputIntents"])) == 0 {
		f.t.Error("colours have no meaning (ISO 19005-3, 6.2.3)")
	}
}

// description reads the XMP.
func (f file) description(metadata any) {
	f.t.Helper()
	ref, _ := metadata.(string)
	o := f.objects["obj:"+ref]
	if o.Stream == nil {
		f.t.Fatal("the file does not describe itself (7.1)")
	}
	text, err := base64.StdEncoding.DecodeString(o.Stream.Data)
	if err != nil {
		f.t.Fatal(err)
	}
	var xmp struct {
		Descriptions []struct {
			Title       string `xml:"title>Alt>li"`
			Accessible  string `xml:"http://www.aiim.org/pdfua/ns/id/ part"`
			Archival    string `xml:"http://www.aiim.org/pdfa/ns/id/ part"`
			Conformance string `xml:"http://www.aiim.org/pdfa/ns/id/ conformance"`
			Schemas     []struct {
				URI   string   `xml:"namespaceURI"`
				Names []string `xml:"property>Seq>li>name"`
			} `xml:"schemas>Bag>li"`
		} `xml:"RDF>Description"`
	}
	if err := xml.Unmarshal(text, &xmp); err != nil {
		f.t.Fatalf("the description can't be read: %v\n%s", err, text)
	}
	said := map[string]bool{}
	for _, d := range xmp.Descriptions {
		said["title"] = said["title"] || d.Title != ""
		said["PDF/UA-1 (5)"] = said["PDF/UA-1 (5)"] || d.Accessible == "1"
		said["PDF/A-3a"] = said["PDF/A-3a"] || d.Archival == "3" && d.Conformance == "A"
		for _, s := range d.Schemas {
			if s.URI == "http://www.aiim.org/pdfua/ns/id/" && len(s.Names) == 1 && s.Names[0] == "part" {
				said["what the mark of PDF/UA is (ISO 19005-3, 6.6.2.3)"] = true
			}
		}
	}
	for _, want := range []string{"title", "PDF/UA-1 (5)", "PDF/A-3a", "what the mark of PDF/UA is (ISO 19005-3, 6.6.2.3)"} {
		if !said[want] {
			f.t.Errorf("the description does not say: %s", want)
		}
	}
}

// standard are the types of ISO 32000-1, 14.8.4, that our documents may use.
var standard = map[string]bool{"/Document": true, "/Part": true, "/Sect": true, "/Div": true, "/P": true, "/H1": true, "/H2": true, "/H3": true,
	"/L": true, "/LI": true, "/Lbl": true, "/LBody": true, "/Table": true, "/THead": true, "/TBody": true, "/TFoot": true, "/TR": true, "/TH": true, "/TD": true,
	"/Span": true, "/Figure": true, "/Caption": true, "/Formula": true, "/Link": true, "/Reference": true, "/TOC": true, "/TOCI": true}

// elements walks the structure: known types, headings without a gap, pictures with words and a place.
func (f file) elements(kids []any, roles map[string]any, heading *int) {
	f.t.Helper()
	for _, kid := range kids {
		e := f.dict(kid)
		if e == nil || e["/S"] == nil {
			continue // content
		}
		s, _ := e["/S"].(string)
		if !standard[s] {
			if to, _ := roles[s].(string); !standard[to] {
				f.t.Errorf("%s is no type of the standard (7.1)", s)
			}
		}
		if len(s) == 3 && strings.HasPrefix(s, "/H") {
			if level := int(s[2] - '0'); s[2] >= '0' && s[2] <= '9' {
				if level > *heading+1 {
					f.t.Errorf("after a heading of level %d comes one of level %d (7.4.2)", *heading, level)
				}
				*heading = level
			}
		}
		if s == "/Figure" {
			placed := false
			for _, a := range f.list(e["/A"]) {
				placed = placed || len(f.list(f.dict(a)["/BBox"])) == 4
			}
			if alt, _ := e["/Alt"].(string); len(alt) <= len("u:") || !placed {
				f.t.Errorf("a picture has no words or no place (7.3): %v", e)
			}
		}
		f.elements(f.list(e["/K"]), roles, heading)
	}
}

// pages: keys go by the structure where there are fields, and what is seen of those is tagged.
func (f file) pages(node map[string]any) {
	f.t.Helper()
	for _, kid := range f.list(node["/Kids"]) {
		f.pages(f.dict(kid))
	}
	if node["/Type"] != "/Page" {
		return
	}
	for _, a := range f.list(node["/Annots"]) {
		if node["/Tabs"] != "/S" {
			f.t.Error("keys don't follow the structure on a page with fields (7.18.3)")
		}
		a := f.dict(a)
		if a["/StructParent"] != nil { // it is in the structure: a link
			continue
		}
		for _, side := range f.list(a["/Rect"]) {
			if side != float64(0) {
				f.t.Errorf("a field is seen and not tagged (7.18.4): %v", a)
				break
			}
		}
	}
}
