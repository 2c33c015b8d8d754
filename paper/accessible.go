package paper

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// The press exports each file twice: as PDF/A-3a (ISO 19005-3) and as PDF/UA-1 (ISO 14289-1), for it
// holds one file to one standard. Both are the same pages; accessible gives the first what the second has
// more. Each export refuses what does not conform to its standard, so the mark is not a mere claim.

// errExports says that the two exports are not built alike, as another version of Typst might do.
var errExports = errors.New("paper: the exports as PDF/A and as PDF/UA are not the same document")

// uaSchema tells readers of PDF/A what the mark of PDF/UA is (ISO 19005-3, 6.6.2.3.3), uaMark is it.
const (
	uaSchema = `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>` +
		`<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>` +
		`<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>` +
		`<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>` +
		`<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>`
	uaMark = `<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>`
)

// accessible gives a PDF/A-3a file what PDF/UA-1 asks for beyond it: where tables and pictures stand on
// their page, the title in the window's bar, the order of keys on pages that get a signature (7.18.3), and
// the mark. ua is the same document's export as PDF/UA-1.
func accessible(archival, ua []byte) ([]byte, error) {
	objects, tail, err := objectsOf(archival)
	if err != nil {
		return nil, err
	}
	others, _, err := objectsOf(ua)
	if err != nil {
		return nil, err
	}
	elements := slices.DeleteFunc(others, func(o object) bool { return !o.is("StructElem") })
	titled, marked := false, false
	for i, o := range objects {
		switch {
		case o.is("StructElem"):
			if len(elements) == 0 || !bytes.Equal(role.Find(o.text), role.Find(elements[0].text)) {
				return nil, errExports
			}
			o.text = laidOut(o.text, elements[0].text)
			elements = elements[1:]
		case o.is("Page") && !bytes.Contains(o.text, []byte("\n  /Tabs ")): // one with links has it
			o.text = bytes.Replace(o.text, []byte("  /Type /Page\n"), []byte("  /Type /Page\n  /Tabs /S\n"), 1)
		case o.is("Catalog"):
			o.text = bytes.Replace(o.text, []byte("  /ViewerPreferences <<\n"), []byte("  /ViewerPreferences <<\n    /DisplayDocTitle true\n"), 1)
			titled = bytes.Contains(o.text, []byte("/DisplayDocTitle true"))
		case o.is("Metadata"):
			if o.text, err = described(o.text); err != nil {
				return nil, err
			}
			marked = true
		}
		objects[i] = o
	}
	if len(elements) > 0 || !titled || !marked {
		return nil, errExports
	}
	return written(archival, objects, tail), nil
}

// role is what an element of the structure is, attributes what is said of its layout.
var (
	role       = regexp.MustCompile(`\n  /S /\w+\n`)
	attributes = regexp.MustCompile(`(?s)\n  /A \[.*?\n  >>\]\n`)
	lengthOf   = regexp.MustCompile(`/Length (\d+)`)
)

// laidOut is an element with what the other export says of its layout.
func laidOut(element, other []byte) []byte {
	with := attributes.Find(other)
	switch {
	case with == nil:
		return element
	case attributes.Match(element):
		return attributes.ReplaceAllLiteral(element, with)
	}
	return bytes.Replace(element, []byte("\n  /K "), append(bytes.Clone(with[:len(with)-1]), "\n  /K "...), 1)
}

// described is the object of the file's description (XMP) with the mark.
func described(text []byte) ([]byte, error) {
	start, list, end := []byte("stream\n"), []byte("<pdfaExtension:schemas><rdf:Bag>"), []byte("</rdf:RDF>")
	if !bytes.Contains(text, start) || !bytes.Contains(text, list) || !bytes.Contains(text, end) {
		return nil, errExports
	}
	old := lengthOf.FindSubmatch(text)
	if old == nil {
		return nil, errExports
	}
	n, err := strconv.Atoi(string(old[1]))
	if err != nil {
		return nil, errExports
	}
	text = bytes.Replace(text, old[0], fmt.Appendf(nil, "/Length %d", n+len(uaSchema)+len(uaMark)), 1)
	text = bytes.Replace(text, list, append(list, uaSchema...), 1)
	return bytes.Replace(text, end, append([]byte(uaMark), end...), 1), nil
}

// object is one object of a file with the blank that follows it.
type object struct {
	id   int
	at   int // where it began
	text []byte
}

// is tells whether the object is a dictionary of a type.
func (o object) is(kind string) bool {
	head := o.text[:min(len(o.text), 200)]
	return bytes.Contains(head, []byte("  /Type /"+kind+"\n"))
}

// objectsOf takes a file of the press apart: its objects in the order of the file, and the trailer's
// dictionary. Typst writes one table of objects and no compressed ones.
func objectsOf(file []byte) ([]object, []byte, error) {
	at := bytes.LastIndex(file, []byte("\nxref\n0 "))
	if at < 0 {
		return nil, nil, errExports
	}
	table, tail, found := bytes.Cut(file[at+len("\nxref\n0 "):], []byte("trailer\n"))
	lines := bytes.Split(table, []byte("\n"))
	n, err := strconv.Atoi(string(lines[0]))
	if !found || err != nil || len(lines) != n+2 {
		return nil, nil, errExports
	}
	var objects []object
	for id, line := range lines[2 : n+1] {
		start, err := strconv.Atoi(string(line[:min(len(line), 10)]))
		if err != nil || start <= 0 || start > at {
			return nil, nil, errExports
		}
		objects = append(objects, object{id: id + 1, at: start})
	}
	slices.SortFunc(objects, func(a, b object) int { return a.at - b.at })
	for i := range objects {
		end := at + 1
		if i+1 < len(objects) {
			end = objects[i+1].at
		}
		objects[i].text = file[objects[i].at:end]
	}
	tail, _, found = bytes.Cut(tail, []byte("startxref\n"))
	if !found || len(objects) == 0 {
		return nil, nil, errExports
	}
	return objects, tail, nil
}

// written is the file made of objects, with the head of the one they come from.
func written(from []byte, objects []object, tail []byte) []byte {
	file := slices.Clone(from[:objects[0].at])
	where := make([]int, len(objects)+1)
	for _, o := range objects {
		where[o.id] = len(file)
		file = append(file, o.text...)
	}
	start := len(file)
	file = fmt.Appendf(file, "xref\n0 %d\n0000000000 65535 f\r\n", len(where))
	for _, at := range where[1:] {
		file = fmt.Appendf(file, "%010d 00000 n\r\n", at)
	}
	return fmt.Appendf(file, "trailer\n%sstartxref\n%d\n%%%%EOF", tail, start)
}
