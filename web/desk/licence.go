package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// licencesPage is the register of the licences that one's bodies granted.
type licencesPage struct {
	desk  *Desk
	form  ui.Form
	units []string
	unit  string
	rows  []app.LicenceFile
	pager ui.Pager
}

// showLicences (证照登记) lists the licences of a body in which one holds a working post, or
// finds one by its number or identifier.
func (d *Desk) showLicences(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	q := r.URL.Query()
	p := licencesPage{desk: d, form: ui.Form{Values: q}, units: d.licensers(who.No)}
	if len(p.units) == 0 {
		return app.ErrNoRight
	}
	p.unit = p.units[0]
	if slices.Contains(p.units, q.Get("unit")) {
		p.unit = q.Get("unit")
	}
	var err error
	if no := strings.TrimSpace(q.Get("no")); no != "" {
		p.rows, err = d.hall.LicencesByNo(r.Context(), no, p.units)
	} else if p.rows, err = d.hall.Licences(r.Context(), p.unit, readPlace(q.Get("after")), pageRows+1); len(p.rows) > pageRows {
		p.rows = p.rows[:pageRows]
		last := p.rows[pageRows-1]
		p.pager.Older = "/desk/licences?" + url.Values{"unit": {p.unit},
			"after": {strconv.Itoa(int(last.On)) + "." + strconv.FormatInt(last.CaseID, 10)}}.Encode()
	}
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, licencesTempl(p))
}

// licensers are the bodies whose licences somebody may look at: those in which he decides or
// makes out, and, for a supervisor, those he oversees.
func (d *Desk) licensers(staff string) []string {
	dir, today := d.hall.Directory(), d.hall.Today()
	var units []string
	for _, u := range dir.Units(today) {
		if dir.ReadsAs(staff, u.Code, today, org.Approval, org.Issuing, org.Supervisor) {
			units = append(units, u.Code)
		}
	}
	return units
}

// readPlace overlooks what it does not know: an address is no form.
func readPlace(text string) store.Place {
	on, id, _ := strings.Cut(text, ".")
	day, errDay := strconv.ParseInt(on, 10, 32)
	number, errID := strconv.ParseInt(id, 10, 64)
	if errDay != nil || errID != nil {
		return store.Place{}
	}
	return store.Place{Due: period.Date(day), CaseID: number}
}

func (p licencesPage) filters(ctx context.Context) []ui.Field {
	unit := ui.Field{Name: "unit", Kind: ui.KindSelect, Label: ui.Words("licence.list.unit"), Required: true}
	for _, code := range p.units {
		unit.Options = append(unit.Options, ui.Option{Value: code, Label: ui.Text{Zh: p.desk.unitName(ctx, code)}})
	}
	return []ui.Field{unit, {Name: "no", Kind: ui.KindText, Label: ui.Words("licence.list.no"), Max: 100}}
}

func (p licencesPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "licence.list.title")}
	for i, key := range []string{"licence.no", "licence.item", "licence.holder", "licence.on", "licence.until", "licence.state", "licence.list.case"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, key), Tight: i > 2})
	}
	for _, l := range p.rows {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Strs(l.No, l.Ident), ui.Str(p.desk.itemName(ctx, l.Licence.Item)), ui.Str(l.Holder),
			ui.Str(l.On.String()), ui.Str(untilText(ctx, l.Until)), ui.LicenceTag(ctx, l.State),
			ui.Anchor(ui.Link{Text: l.CaseNo, Href: "/desk/cases/" + l.CaseNo + "#licence"})}})
	}
	return t
}

func untilText(ctx context.Context, until period.Date) string {
	if until.IsZero() {
		return ui.Say(ctx, "licence.endless")
	}
	return until.String()
}

// licencePairs are what the case page says of the licence; nil when there is none.
func (p casePage) licencePairs(ctx context.Context) []ui.Pair {
	s := p.LicenceOn(p.Item, p.today())
	if s == casework.NoLicence {
		return nil
	}
	pairs := []ui.Pair{{Term: ui.Say(ctx, "licence.state"), Body: ui.LicenceTag(ctx, s)}, {Term: ui.Say(ctx, "licence.no"), Text: p.Issued.No}}
	if p.Issued.ID != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "licence.ident"), Text: p.Issued.ID})
	}
	pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "licence.until"), Text: untilText(ctx, p.StandsUntil())})
	if by := p.RenewBy(p.Item, p.desk.hall.Calendar()); !by.On.IsZero() && s == casework.LicenceValid {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "licence.renewBy"), Text: isoDue(ctx, by)})
	}
	if held := p.HeldOn(p.today()); held != nil {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "licence.held"), Text: ui.Say(ctx, "licence.fact.held", "from", held.From, "until", held.Until),
			Note: ui.Say(ctx, "licence.fact.penalty", "by", held.By, "paper", held.Paper)})
	}
	pairs = append(append(pairs, p.nextPairs(ctx)...), p.proposalPairs(ctx)...)
	if l := p.Licence; l != nil {
		for _, k := range l.Kept {
			pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "licence.kept"), Text: k.On.String(), Note: ui.CodeName(ctx, "outcome", string(k.Outcome))})
		}
		if l.Revoked != nil && !l.Revoked.BarUntil.IsZero() {
			pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "licence.bar"), Text: l.Revoked.BarUntil.String()})
		}
	}
	return pairs
}

// proposalPairs tell what the holder was told while it is open whether the licence is revoked, and what
// he said to it: who decides has both before him.
func (p casePage) proposalPairs(ctx context.Context) (pairs []ui.Pair) {
	if p.Licence == nil || p.Licence.Proposal == nil {
		return nil
	}
	for _, f := range slices.Backward(p.Facts) {
		switch f.Act {
		case org.HearHolder:
			pairs = append(pairs, ui.Pair{Term: ui.FactName(ctx, f), Text: p.factText(ctx, f)})
		case org.ProposeRevocation:
			return append(pairs, ui.Pair{Term: ui.FactName(ctx, f), Text: p.factText(ctx, f)})
		}
	}
	return pairs
}

// nextPairs tell of an application to change or renew the licence.
func (p casePage) nextPairs(ctx context.Context) []ui.Pair {
	if p.Licence == nil || p.Licence.Next == nil {
		return nil
	}
	n := p.Licence.Next
	text := ui.CodeName(ctx, "about", string(n.Kind)) + " · " + ui.CodeName(ctx, "renewalStage", string(n.Stage))
	pair := ui.Pair{Term: ui.Say(ctx, "licence.next"), Text: text}
	if !n.Until.IsZero() && n.Kind == casework.Renew {
		pair.Note = ui.Say(ctx, "licence.next.until", "day", n.Until)
	}
	return []ui.Pair{pair, {Term: ui.Say(ctx, "licence.next.case"), Text: n.Case, Href: "/desk/cases/" + n.Case}}
}

// aboutPairs tell which licence the case is to change or renew, and what the law makes of
// silence.
func (p casePage) aboutPairs(ctx context.Context) []ui.Pair {
	a := p.About
	if a == nil {
		return nil
	}
	pairs := ui.AboutPairs(ctx, a)
	if a.Case != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "licence.about.case"), Text: a.Case, Href: "/desk/cases/" + a.Case})
	}
	if text := ui.SilenceText(ctx, p.Case); text != "" {
		pairs[0].Note = text
	}
	return pairs
}

// keepsLicences tells whether somebody decides, makes out or supervises today.
func (d *Desk) keepsLicences(no string) bool {
	for _, h := range d.hall.Directory().HoldingsOf(no, d.hall.Today()) {
		if h.Post == org.Approval || h.Post == org.Issuing || h.Post == org.Supervisor {
			return true
		}
	}
	return false
}
