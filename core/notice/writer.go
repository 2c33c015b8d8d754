package notice

import (
	"cmp"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

// writer writes the documents of one fact.
type writer struct {
	Office
	fact casework.Fact
	c    casework.Case
	on   period.Date
	body org.Unit // the body that decides
	made []Document
}

// act gives the fact's act, fresh or read from the store.
func act[T casework.Command](w *writer) T {
	if p, ok := any(w.fact.Body).(*T); ok {
		return *p
	}
	return w.fact.Body.(T)
}

// deciding (决定机关) is the body in whose name the case is decided.
func (w *writer) deciding() org.Unit { return w.c.Authority(w.Dir, w.Item, w.on) }

// unit is a unit as it stood on the day; one that the directory has lost keeps its code.
func (w *writer) unit(code string) org.Unit {
	if u, ok := w.Dir.UnitOrLast(code, w.on); ok {
		return u
	}
	return org.Unit{Code: code, Name: code}
}

// new begins a document of a kind that the deciding body issues and seals.
func (w *writer) new(k Kind) *Document {
	row := kinds[k]
	d := Document{
		Kind: k, Lang: Zh, Form: row.form, Seq: w.fact.Seq, Demo: w.Demo,
		Agency: w.body.Name, Body: w.body.Code, Seal: w.body.Code,
		Title:  strings.ReplaceAll(row.zh, "%s", matter(w.Item)),
		CaseNo: w.c.No, On: w.on,
		To:      w.applicant(row.whole),
		Item:    ItemRef{w.Item.Code, w.Item.Name, w.Item.Version},
		Contact: w.contact(w.body),
	}
	if d.Family = family(k, w.Item); d.Family != "" {
		d.Year, _, _ = w.on.Civil()
		d.Number = w.number(k, w.fact.Seq)
	}
	w.made = append(w.made, d)
	return &w.made[len(w.made)-1]
}

// record begins a document that the accepting unit makes in its own name: a voucher or a
// record, without a seal (浙2018 A5).
func (w *writer) record(k Kind) *Document {
	d := w.new(k)
	u := w.unit(w.c.AcceptUnit)
	d.Agency, d.Body, d.Seal, d.Contact = u.Name, u.Code, "", w.contact(u)
	return d
}

// english begins the courtesy copy of the document made last (and not of a copy).
func (w *writer) english(of *Document) *Document {
	d := *of
	d.Lang, d.Seal, d.Blocks, d.Remedies = En, "", nil, nil
	u := w.unit(d.Body)
	d.Agency, d.Title = cmp.Or(u.NameEN, u.Name), kinds[d.Kind].en
	d.Item.Name = cmp.Or(w.Item.NameEN, w.Item.Name)
	d.To.IDType = idName[w.c.Applicant.IDType].en
	d.Contact.Address = ""
	d.Note = "Courtesy translation. Only the Chinese document has legal effect."
	w.made = append(w.made, d)
	return &w.made[len(w.made)-1]
}

func (w *writer) applicant(whole bool) Addressee {
	p := w.c.Applicant
	to := Addressee{Role: Applicant, Name: p.Name, IDType: idName[p.IDType].zh, ID: p.ID}
	if !whole && p.IDType != casework.CreditCode { // a credit code is public
		to.ID = Masked(p.ID)
	}
	return to
}

// Masked leaves the first four and the last four signs of a number.
func Masked(id string) string {
	if len(id) < 9 {
		return strings.Repeat("*", len(id))
	}
	return id[:4] + strings.Repeat("*", len(id)-8) + id[len(id)-4:]
}

func (w *writer) contact(u org.Unit) Contact {
	return Contact{
		Phone:       cmp.Or(u.Phone, w.Item.Sheet.Phone),
		Supervision: cmp.Or(w.Item.Sheet.Supervision, u.SupervisionPhone),
		Address:     cmp.Or(u.Address, w.Item.Sheet.Place.ZH),
	}
}

// number is the number of the document of a kind that followed a fact, empty before it is
// allotted.
func (w *writer) number(k Kind, seq int) string {
	for _, n := range w.Numbers {
		if n.Kind == k && n.Seq == seq {
			return numberText(mark(w.unit(n.Unit)), n.Family, n.Year, n.N)
		}
	}
	return ""
}

// mark is the 机关代字 of a body; one without is named in short, so that no two numbers read
// the same.
func mark(u org.Unit) string { return cmp.Or(u.Mark, u.Short, u.Name) }

// last is the number of the latest document of a kind.
func (w *writer) last(k Kind) string {
	text := ""
	for _, n := range w.Numbers {
		if n.Kind == k && n.Seq <= w.fact.Seq {
			text = w.number(k, n.Seq)
		}
	}
	return text
}

// clock is the last day of one of the case's clocks, if it has begun and has one.
func (w *writer) clock(name casework.ClockName) (period.Due, bool) {
	for _, k := range w.c.Clocks(w.Item, w.Rules) {
		if k.Name == name {
			due := w.Cal.Due(k.Clock)
			return due, !due.On.IsZero()
		}
	}
	return period.Due{}, false
}

// staffName is who did the act, by name.
func (w *writer) staffName() string {
	if s, ok := w.Dir.StaffByNo(w.fact.By.No); ok && w.fact.By.Kind == org.ByStaff {
		return s.Name
	}
	return ""
}

func (d *Document) text(s ...string) {
	for _, t := range s {
		if t != "" {
			d.Blocks = append(d.Blocks, Block{Kind: Text, Text: t})
		}
	}
}

func (d *Document) heading(s string) { d.Blocks = append(d.Blocks, Block{Kind: Heading, Text: s}) }

func (d *Document) list(items []string) {
	if len(items) > 0 {
		d.Blocks = append(d.Blocks, Block{Kind: List, Items: items})
	}
}

// facts adds a table of name and value; pairs without a value are left out.
func (d *Document) facts(pairs ...Pair) {
	var kept []Pair
	for _, p := range pairs {
		if p.Text != "" {
			kept = append(kept, p)
		}
	}
	if len(kept) > 0 {
		d.Blocks = append(d.Blocks, Block{Kind: Facts, Pairs: kept})
	}
}

func (d *Document) table(caption string, head []string, rows [][]string) {
	if len(rows) > 0 {
		d.Blocks = append(d.Blocks, Block{Kind: Table, Text: caption, Head: head, Rows: rows})
	}
}

func (d *Document) sign(pairs ...Pair) {
	d.Blocks = append(d.Blocks, Block{Kind: Sign, Pairs: pairs})
}
