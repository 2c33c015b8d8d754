package ui

import (
	"context"
	"io"
	"mime"
	"net/http"
	"time"
	"unicode/utf8"

	"yimen/core/notice"
)

// A document speaks its own language, whatever the language of the page around it.

func paperLang(d notice.Document) Lang { return Lang(d.Lang) }

func paperWord(key string, l Lang, args ...any) string {
	return T(l, "paper."+key, args...)
}

// paperNumber is the document's number, or the place where it will stand.
func paperNumber(d notice.Document) string {
	if d.Number == "" && d.Family != "" {
		return paperWord("number.open", paperLang(d), "year", d.Year)
	}
	return d.Number
}

func paperRefs(d notice.Document) []Pair {
	pairs := []Pair{
		{Term: paperWord("case", paperLang(d)), Text: d.CaseNo},
		{Term: paperWord("item", paperLang(d)), Text: d.Item.Name},
		{Term: paperWord("item.code", paperLang(d)), Text: d.Item.Code},
	}
	if d.To.ID != "" && d.Form != notice.Sheet {
		pairs = append(pairs, Pair{Term: d.To.IDType, Text: d.To.ID})
	}
	return kept(pairs)
}

func paperTo(d notice.Document) string { return paperWord("to", paperLang(d), "name", d.To.Name) }

func paperDay(d notice.Document) string { return dayIn(paperLang(d), d.On) }

func paperColon(d notice.Document, term string) string {
	return paperWord("colon", paperLang(d), "term", term)
}

func paperContact(d notice.Document) []Pair {
	return kept([]Pair{
		{Term: paperWord("address", paperLang(d)), Text: d.Contact.Address},
		{Term: paperWord("phone", paperLang(d)), Text: d.Contact.Phone},
		{Term: paperWord("supervision", paperLang(d)), Text: d.Contact.Supervision},
		{Term: paperWord("query", paperLang(d)), Text: d.Query},
		{Term: paperWord("code", paperLang(d)), Text: d.ShownCode()},
	})
}

// kept leaves out pairs without a value.
func kept(pairs []Pair) []Pair {
	var list []Pair
	for _, p := range pairs {
		if p.Text != "" {
			list = append(list, p)
		}
	}
	return list
}

// PaperLink is one document in a list.
type PaperLink struct {
	Title, Number, Href string
	After               string // the act it follows, and its day
	File                string // address of the printed file; empty until it is made
	Copy                bool   // a courtesy translation (英文参考译本)
}

// PaperLinkOf is a document under an address; act names what it follows.
func PaperLinkOf(ctx context.Context, d notice.Document, act, href string, printed bool) PaperLink {
	l := PaperLink{Copy: d.Lang == notice.En, Title: PaperTitle(ctx, d), Number: d.Number, Href: href,
		After: Say(ctx, "paper.of", "act", act, "day", Day(ctx, d.On))}
	if printed {
		l.File = href + "/pdf"
	}
	return l
}

// besides are the courtesy translations that a page folds away: on a Chinese page all, for what has legal effect
// is the Chinese; on an English one none. The others stay in the list.
func besides(ctx context.Context, list []PaperLink) (own, copies []PaperLink) {
	for _, l := range list {
		if l.Copy && From(ctx).Lang == Zh {
			copies = append(copies, l)
		} else {
			own = append(own, l)
		}
	}
	return own, copies
}

// PaperTitle is a document's title; a courtesy copy says that it is one.
func PaperTitle(ctx context.Context, d notice.Document) string {
	if d.Lang == notice.En {
		return Say(ctx, "paper.copy.of", "title", d.Title)
	}
	return d.Title
}

// SendPDF sends a document's printed file.
func SendPDF(w http.ResponseWriter, r *http.Request, d notice.Document, content io.ReadSeeker) error {
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": d.Title + ".pdf"}))
	h.Set("Content-Security-Policy", "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'")
	h.Set("Cache-Control", "private, no-store")
	http.ServeContent(w, r, "", time.Time{}, content)
	return nil
}

// shortColumns tells of each column of a table whether its cells stay on one line: those of a few
// characters, as long as they leave half of the sheet to the others.
func shortColumns(b notice.Block) []bool {
	short, room := make([]bool, len(b.Head)), 20
	for i, h := range b.Head {
		most := utf8.RuneCountInString(h)
		for _, row := range b.Rows {
			if i < len(row) {
				most = max(most, utf8.RuneCountInString(row[i]))
			}
		}
		if short[i] = most <= 6 && most <= room; short[i] {
			room -= most
		}
	}
	return short
}
