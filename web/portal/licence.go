package portal

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// licensed is what the page of a case says of the licence it granted.
type licensed struct {
	State       casework.LicenceState
	Tone        ui.Tone
	Alert, Text string
	Renew       string // where to apply for renewal; empty = not now
	Pairs       []ui.Pair
}

// licensed tells the holder what his licence is worth, until when to renew it, and, where the
// body means to revoke it, until when he may speak.
func (p *portal) licensed(ctx context.Context, f app.File) licensed {
	today := p.hall.Today()
	v := licensed{State: f.LicenceOn(f.Item, today)}
	if v.State == casework.NoLicence {
		return v
	}
	v.Pairs = []ui.Pair{stateText(ctx, v.State), {Term: ui.Say(ctx, "licence.no"), Text: f.Issued.No}}
	if f.Issued.ID != "" {
		v.Pairs = append(v.Pairs, ui.Pair{Term: ui.Say(ctx, "licence.ident"), Text: f.Issued.ID})
	}
	v.Pairs = append(v.Pairs, validUntil(ctx, f.StandsUntil()))
	by := f.RenewBy(f.Item, p.hall.Calendar())
	if held := f.HeldOn(today); held != nil {
		v.Pairs = append(v.Pairs, ui.Pair{Term: ui.Say(ctx, "licence.held"), Text: ui.Say(ctx, "licence.fact.held", "from", ui.Day(ctx, held.From), "until", ui.Day(ctx, held.Until)),
			Note: ui.Say(ctx, "licence.fact.penalty", "by", held.By, "paper", held.Paper)})
	}
	if v.State == casework.LicenceValid && !by.On.IsZero() {
		v.Pairs = append(v.Pairs, ui.Pair{Term: ui.Say(ctx, "licence.renewBy"), Text: ui.Due(ctx, by)})
	}
	if f.Licence != nil && f.Licence.Proposal != nil {
		v.Tone, v.Alert = ui.Bad, ui.Say(ctx, "licence.proposed")
		due, _ := p.untilOf(ctx, f, casework.StatementClock)
		v.Text = ui.Say(ctx, "licence.proposed.text", "body", p.unitFull(ctx, f.Decision.Unit), "day", due.On)
	} else if f.Licence != nil && f.Licence.Next != nil && v.State == casework.LicenceValid {
		v.Tone, v.Alert = ui.Info, ui.Say(ctx, "licence.next")+" · "+ui.CodeName(ctx, "renewalStage", string(f.Licence.Next.Stage))
		if f.Licence.Next.Protects && f.Licence.Next.Stage == casework.RenewalApplied {
			v.Text = ui.Say(ctx, "licence.renewing")
		}
	} else if f.Licence != nil && f.Licence.Reminded > 0 && v.State == casework.LicenceValid && today <= by.On {
		v.Tone, v.Alert = ui.Warn, ui.Say(ctx, "licence.renewNow")
		v.Text = ui.Say(ctx, "licence.renewNow.text", "until", ui.Day(ctx, f.Decision.Until), "day", ui.Due(ctx, by))
		v.Renew = startRenewal(f.Case.Item, f.Issued.No)
	}
	if r := f.Licence; r != nil && r.Revoked != nil && !r.Revoked.BarUntil.IsZero() {
		v.Pairs = append(v.Pairs, ui.Pair{Term: ui.Say(ctx, "licence.bar"), Text: ui.Day(ctx, r.Revoked.BarUntil)})
	}
	return v
}

func stateText(ctx context.Context, s casework.LicenceState) ui.Pair {
	return ui.Pair{Term: ui.Say(ctx, "licence.state"), Body: ui.LicenceTag(ctx, s)}
}

func validUntil(ctx context.Context, until period.Date) ui.Pair {
	text := ui.Say(ctx, "licence.endless")
	if !until.IsZero() {
		text = ui.Day(ctx, until)
	}
	return ui.Pair{Term: ui.Say(ctx, "licence.until"), Text: text}
}

// licencesView is the look-up of one licence.
type licencesView struct {
	Form  ui.Form
	Found bool
	Pairs []ui.Pair
	Renew string // where to apply for renewal; empty = not now
}

var licenceFields = []ui.Field{
	{Name: "no", Kind: ui.KindText, Label: ui.Words("licence.find.no"), Hint: ui.Words("licence.find.no.hint"), Required: true, Max: 100},
	{Name: "last", Kind: ui.KindText, Label: ui.Words("licence.find.last"), Hint: ui.Words("licence.find.last.hint"), Required: true, Max: 4, Auto: "off"},
}

// licences asks for number and the end of the holder's document 证照查询.
func (p *portal) licences(w http.ResponseWriter, r *http.Request) error {
	v := licencesView{Form: ui.Form{Values: url.Values{"no": {r.URL.Query().Get("no")}}}}
	return ui.Show(w, r, http.StatusOK, licencesPage(p.licencesShell(r.Context()), v))
}

func (p *portal) licencesShell(ctx context.Context) ui.Shell {
	return shell(ctx, "public", ui.Say(ctx, "licence.find"), ui.Link{Text: say(ctx, "nav.public"), Href: "/decisions"})
}

// findLicence shows what is public of a licence to whoever holds it in his hands: name masked,
// no document number. Wrong ends are counted as wrong codes are.
func (p *portal) findLicence(w http.ResponseWriter, r *http.Request) error {
	ctx, f := r.Context(), ui.Posted(r)
	f.Check(licenceFields)
	no, addr, now := strings.TrimSpace(f.Get("no")), ui.Address(r), p.hall.Now()
	if wait := p.hall.Tries.Wait("licence "+no, addr, now); wait > 0 {
		return ui.TooMany(int(wait.Seconds()) + 1)
	}
	v := licencesView{Form: f}
	if f.OK() {
		l, err := p.hall.FindLicence(ctx, no, strings.TrimSpace(f.Get("last")))
		switch {
		case err == nil:
			v.Found, v.Pairs = true, p.publicLicence(ctx, l)
			if l.State == casework.LicenceValid && !l.Renewing && !l.RenewBy.IsZero() && hasChannel(l.Item, catalog.Online) {
				v.Renew = startRenewal(l.Licence.Item, l.No)
			}
			return ui.Show(w, r, http.StatusOK, licencesPage(p.licencesShell(ctx), v))
		case !errors.Is(err, app.ErrNoLicence):
			return err
		}
		p.hall.Tries.Wrong("licence "+no, addr, now)
		v.Form.Refuse("no", "licenceNotFound")
	}
	return ui.Again(w, r, licencesPage(p.licencesShell(ctx), v))
}

func (p *portal) publicLicence(ctx context.Context, l app.LicenceFile) []ui.Pair {
	pairs := []ui.Pair{stateText(ctx, l.State), {Term: ui.Say(ctx, "licence.no"), Text: l.No}}
	if l.Ident != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "licence.ident"), Text: l.Ident})
	}
	if l.Item != nil {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "licence.item"), Text: itemName(ctx, l.Item)})
	}
	pairs = append(pairs,
		ui.Pair{Term: ui.Say(ctx, "licence.holder"), Text: l.Masked},
		ui.Pair{Term: ui.Say(ctx, "licence.body"), Text: p.unitFull(ctx, l.Unit)},
		ui.Pair{Term: ui.Say(ctx, "licence.on"), Text: ui.Day(ctx, l.On)},
		validUntil(ctx, l.Until))
	if l.Renewing { // valid after that day, for its renewal is not decided
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "licence.next"), Text: ui.Say(ctx, "licence.renewing")})
	}
	return pairs
}

// decisionsView is the public list of decisions.
type decisionsView struct {
	Fields []ui.Field
	Form   ui.Form
	Table  ui.Table
	Pager  ui.Pager
}

// decisionRows is how many decisions one page shows.
const decisionRows = 30

// decisions lists the licensing decisions in favour, newest first 行政许可决定公开. Decisions
// against an applicant are never published.
func (p *portal) decisions(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	form, fields := ui.Form{Values: q}, p.decisionFilter(ctx)
	form.Pick(fields[0])
	filter := store.Decisions{Item: form.Get("item"), Unit: q.Get("unit"), Text: firstRunes(strings.TrimSpace(q.Get("q")), 60)}
	list, err := p.hall.Store.Published(ctx, filter, readPlace(q.Get("after")), decisionRows+1)
	if err != nil {
		return err
	}
	v := decisionsView{Form: form, Fields: fields}
	if len(list) > decisionRows {
		list = list[:decisionRows]
		last := list[decisionRows-1]
		v.Pager.Older = "/decisions?" + withValue(q, "after", strconv.Itoa(int(last.On))+"."+strconv.FormatInt(last.CaseID, 10))
	}
	if q.Get("after") != "" {
		v.Pager.Newer = "/decisions?" + withValue(q, "after", "")
	}
	v.Table = p.decisionTable(ctx, list)
	return ui.Show(w, r, http.StatusOK, decisionsPage(shell(ctx, "public", ui.Say(ctx, "licence.public")), v))
}

// readPlace overlooks what it does not know: an address is no form.
func readPlace(text string) (at store.Place) {
	on, id, _ := strings.Cut(text, ".")
	day, errDay := strconv.ParseInt(on, 10, 32)
	number, errID := strconv.ParseInt(id, 10, 64)
	if errDay != nil || errID != nil {
		return store.Place{}
	}
	return store.Place{Due: period.Date(day), CaseID: number}
}

func (p *portal) decisionFilter(ctx context.Context) []ui.Field {
	item := ui.ItemField("item", ui.Words("licence.item"), func(text string) []*catalog.Item {
		return slices.DeleteFunc(p.hall.Catalogue().Pick(text, p.hall.Today()), func(it *catalog.Item) bool { return it.Type != "01" })
	})
	units := map[string]bool{}
	unit := ui.Field{Name: "unit", Kind: ui.KindSelect, Label: ui.Words("licence.body")}
	for _, u := range p.hall.Directory().Units(p.hall.Today()) {
		if !units[u.Code] && decides(u) {
			units[u.Code] = true
			unit.Options = append(unit.Options, ui.Option{Value: u.Code, Label: ui.Text{Zh: unitName(ctx, u), En: u.NameEN}})
		}
	}
	return []ui.Field{item, unit, {Name: "q", Kind: ui.KindText, Label: ui.Words("licence.public.q"), Hint: ui.Words("licence.public.q.hint"), Max: 60}}
}

func (p *portal) decisionTable(ctx context.Context, list []store.Published) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "licence.public")}
	for i, key := range []string{"licence.item", "licence.holder", "licence.content", "licence.body", "licence.on", "licence.until", "licence.state"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, key), Tight: i > 3})
	}
	for _, d := range list {
		name := d.Item
		if v := p.hall.Catalogue().Versions(d.Item); len(v) > 0 {
			name = itemName(ctx, v[len(v)-1])
		}
		no, state := "", ui.Str("")
		if d.Licence != nil {
			s := d.Licence.StateOn(p.hall.Today())
			no, state = d.Licence.No, stateText(ctx, s).Body
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Strs(name, no), ui.Str(d.Holder), ui.Str(d.Content),
			ui.Str(p.unitByCode(ctx, d.Unit)), ui.Str(ui.Day(ctx, d.On)), ui.Str(ui.Day(ctx, d.Until)), state}})
	}
	return t
}

// decides tells whether a unit is of the kind that decides on licences.
func decides(u org.Unit) bool {
	switch u.Kind {
	case org.Government, org.Department, org.Station, org.StreetOffice:
		return true
	}
	return false
}

// licenceFact is factText for what happens to a licence afterwards.
func licenceFact(ctx context.Context, fact casework.Fact) string {
	switch a := fact.Body.(type) {
	case *casework.NoteRenewal:
		return ui.NextText(ctx, a)
	case *casework.ProposeRevocation:
		return ui.Say(ctx, "licence.told.proposed", "cause", ui.CodeName(ctx, "cause", string(a.Cause)), "facts", a.Facts, "limit", ui.Limit(ctx, a.Limit))
	case *casework.HearHolder:
		return ui.Say(ctx, "licence.told.heard", "who", a.Speaker, "day", ui.Day(ctx, a.On))
	case *casework.RevokeLicence:
		return ui.Say(ctx, "licence.told.decided", "outcome", ui.CodeName(ctx, "outcome", string(a.Outcome)), "reason", a.Reason)
	case *casework.SuspendLicence:
		return ui.Say(ctx, "licence.told.held", "by", a.By, "paper", a.Paper, "from", ui.Day(ctx, a.From), "until", ui.Day(ctx, a.Until))
	case *casework.ReturnLicence:
		return ui.Say(ctx, "licence.told.returned", "reason", a.Reason)
	case *casework.CancelLicence:
		return ui.Say(ctx, "licence.told.cancelled", "ground", ui.CodeName(ctx, "cancel", string(a.Ground)), "evidence", a.Evidence)
	}
	return ""
}
