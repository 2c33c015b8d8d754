// Package paper (文书印制) sets documents as PDF: content from core/notice in, bytes out, the
// same bytes for the same content. Typst sets them, after the templates in typ/ and in the
// style of GB/T 9704, in one long-lived child process; docs/decisions tells why.
//
// A file is PDF/A-3a and PDF/UA-1: tagged for screen readers, all fonts embedded, and the document's data
// attached as document.json. Where the press is not equipped (a *Lacking) or a character has
// no picture in any font (an *Unprintable), the error says so in one sentence; a document
// never leaves it with an empty box.
package paper

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"sync"

	"yimen/core/notice"
	"yimen/core/period"
)

//go:embed typ/*.typ
var templates embed.FS

// sources gives the templates by name.
func sources() map[string]string {
	all := map[string]string{}
	entries, err := templates.ReadDir("typ")
	if err != nil {
		panic(err) // they are in the program
	}
	for _, e := range entries {
		text, err := templates.ReadFile("typ/" + e.Name())
		if err != nil {
			panic(err)
		}
		all[e.Name()] = string(text)
	}
	return all
}

// Press (印制机) prints, one document at a time and in the order asked. Its child starts with
// the first document and again after it died or grew too large. Safe for concurrent use.
type Press struct {
	folder string
	bounds bounds
	turn   sync.Mutex
	child  *child
}

// New makes a press that finds node_modules and fonts in a folder. It starts nothing yet.
func New(folder string) *Press { return &Press{folder: folder, bounds: usual} }

// Lacks tells what the press lacks on this machine, nil when it can print.
func (p *Press) Lacks() error {
	_, err := find(p.folder)
	return err
}

// Paper (成文) is a printed document.
type Paper struct {
	PDF   []byte
	Pages int
	Seals []Place // where seals stand or belong
}

// Place (印章位置) is the square of a seal on a page, in millimetres from the page's top left.
type Place struct {
	Unit     string  `json:"unit"` // code of the unit whose seal it is
	Page     int     `json:"page"`
	X        float64 `json:"x"`
	Y        float64 `json:"y"`
	Diameter float64 `json:"diameter"`
}

// Print sets one document. stamp is the picture of the seal as SVG, of the seal's own size;
// empty leaves its place free.
func (p *Press) Print(ctx context.Context, d notice.Document, stamp string) (Paper, error) {
	data, err := json.Marshal(d)
	if err != nil {
		return Paper{}, err
	}
	more, err := extras(d, stamp)
	if err != nil {
		return Paper{}, err
	}
	return p.set(ctx, request{
		Main:   "main.typ",
		Inputs: map[string]string{"document": string(data), "more": more},
		At:     seconds(d.On),
	})
}

// extras are the pictures that go onto a document, as JSON.
func extras(d notice.Document, stamp string) (string, error) {
	pictures := map[string]string{}
	if d.Query != "" {
		svg, err := qrCode(d.Query)
		if err != nil {
			return "", err
		}
		pictures["qr"] = svg
	}
	if stamp != "" {
		pictures["stamp"] = stamp
	}
	text, err := json.Marshal(pictures)
	return string(text), err
}

// seconds is the beginning of a day, the only time a file carries.
func seconds(d period.Date) int64 { return int64(period.StartOf(d)) / 1000 }

// set has a request set. A child that died, of old age or by another's hand, is replaced
// once; what kills a fresh one is an error of the document.
func (p *Press) set(ctx context.Context, r request) (Paper, error) {
	for _, name := range []string{"document", "dossier", "form"} {
		if chars := unseen([]byte(r.Inputs[name])); len(chars) > 0 {
			return Paper{}, &Unprintable{chars}
		}
	}
	p.turn.Lock()
	defer p.turn.Unlock()
	fresh := p.child == nil
	a, err := p.ask(ctx, r)
	if errors.Is(err, errDied) && !fresh {
		a, err = p.ask(ctx, r)
	}
	if err != nil {
		return Paper{}, err
	}
	if a.Error != "" {
		return Paper{}, refusal(a.Error)
	}
	file, err := accessible(a.Archival, a.Accessible)
	if err != nil {
		return Paper{}, err
	}
	return Paper{file, a.Pages, a.Seals}, nil
}

// ask gives a request to the child, which is started where there is none and put away when
// it failed or grew too large.
func (p *Press) ask(ctx context.Context, r request) (answer, error) {
	if err := ctx.Err(); err != nil {
		return answer{}, err
	}
	if p.child == nil {
		e, err := find(p.folder)
		if err != nil {
			return answer{}, err
		}
		if p.child, err = start(ctx, e, p.bounds); err != nil {
			return answer{}, err
		}
	}
	a, err := p.child.ask(ctx, r)
	if err != nil || p.child.used > p.bounds.memory/2 {
		p.putAway()
	}
	return a, err
}

func (p *Press) putAway() {
	if p.child != nil {
		p.child.end()
		p.child = nil
	}
}

// Close ends the child; a later document would start it again.
func (p *Press) Close() {
	p.turn.Lock()
	defer p.turn.Unlock()
	p.putAway()
}
