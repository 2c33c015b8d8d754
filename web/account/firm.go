package account

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// firmsPage (我的法人) is the legal persons that somebody represents, those he acts for, and the
// invitations that wait for him.
type firmsPage struct {
	Firms    []store.Firm
	Mandates []mandate
	Invited  []mandate
	form     ui.Form
}

// mandate is what somebody may do for a firm.
type mandate struct {
	store.Handler
	FirmName string
	Scope    string
	State    string
	Tone     ui.Tone
}

var firmFields = []ui.Field{
	{Name: "name", Kind: ui.KindText, Label: ui.Words("my.firm.name"), Hint: ui.Words("my.firm.name.hint"), Required: true, Max: 100, Auto: "organization"},
	{Name: "code", Kind: ui.KindText, Label: ui.Words("my.firm.code"), Hint: ui.Words("my.firm.code.hint"), Required: true, Max: 30},
}

func (a *Account) showFirms(w http.ResponseWriter, r *http.Request, who store.Resident) error {
	return a.firmsAgain(w, r, who, http.StatusOK, ui.Form{})
}

func (a *Account) firmsAgain(w http.ResponseWriter, r *http.Request, who store.Resident, status int, f ui.Form) error {
	ctx := r.Context()
	p := firmsPage{form: f}
	var err error
	if p.Firms, err = a.hall.Store.FirmsOf(ctx, who.ID); err != nil {
		return err
	}
	taken, err := a.hall.Store.HandlersFor(ctx, who.ID)
	if err == nil {
		p.Mandates, err = a.mandates(ctx, taken)
	}
	if err != nil {
		return err
	}
	var waiting []store.Handler
	if who.Phone != "" {
		if waiting, err = a.hall.Store.Invited(ctx, who.Phone); err != nil {
			return err
		}
	}
	if p.Invited, err = a.mandates(ctx, waiting); err != nil {
		return err
	}
	return ui.Show(w, r, status, firmsTempl(a.below(ctx, say(ctx, "firms")), p, a.hall.Today()))
}

// mandates puts what handlers may do into words.
func (a *Account) mandates(ctx context.Context, list []store.Handler) ([]mandate, error) {
	var all []mandate
	for _, h := range list {
		f, err := a.hall.Store.Firm(ctx, h.Firm)
		if err != nil {
			return nil, err
		}
		m := mandate{Handler: h, FirmName: f.Name, Scope: a.scope(ctx, h.Items)}
		key, tone := stateOf(h, a.hall.Today())
		m.State, m.Tone = say(ctx, "handler."+key), tone
		all = append(all, m)
	}
	return all, nil
}

// scope names the items, or says that it is all of them.
func (a *Account) scope(ctx context.Context, codes []string) string {
	if len(codes) == 0 {
		return say(ctx, "handler.all")
	}
	var names []string
	for _, code := range codes {
		name := code
		if v := a.hall.Catalogue().Versions(code); len(v) > 0 {
			name = itemText(v[len(v)-1]).In(ui.From(ctx).Lang)
		}
		names = append(names, name)
	}
	return strings.Join(names, ui.Say(ctx, "portal.listed"))
}

func itemText(it *catalog.Item) ui.Text { return ui.Text{Zh: it.Name, En: it.NameEN} }

// stateOf is how a mandate stands, as a key of words.
func stateOf(h store.Handler, today period.Date) (string, ui.Tone) {
	switch {
	case h.EndedBy == app.EndedByFirm:
		return "revoked", ui.Mute
	case h.EndedAt != 0 && h.AcceptedAt == 0:
		return "declined", ui.Mute
	case h.EndedAt != 0:
		return "laid", ui.Mute
	case h.To < today:
		return "over", ui.Mute
	case h.AcceptedAt == 0:
		return "waits", ui.Warn
	case h.From > today:
		return "later", ui.Info
	}
	return "stands", ui.Good
}

// ended tells that nothing is left to end.
func (m mandate) ended(today period.Date) bool { return m.EndedAt != 0 || m.To < today }

func (a *Account) addFirm(w http.ResponseWriter, r *http.Request, who store.Resident) error {
	ctx, f := r.Context(), ui.Posted(r)
	f.Check(firmFields)
	if f.OK() {
		firm, err := a.hall.AddFirm(ctx, who.ID, f.Get("code"), f.Get("name"))
		if err == nil {
			return ui.See(w, r, firmPath(firm))
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	return a.firmsAgain(w, r, who, http.StatusUnprocessableEntity, f)
}

func firmPath(f store.Firm) string { return "/account/firms/" + strconv.FormatInt(f.ID, 10) }

// firmPage (法人) is one legal person with its handlers, for who represents it.
type firmPage struct {
	Firm     store.Firm
	Handlers []mandate
	Fields   []ui.Field
	Today    period.Date
	form     ui.Form
}

// ofFirm is a page of a firm.
type ofFirm func(w http.ResponseWriter, r *http.Request, who store.Resident, firm store.Firm) error

func (a *Account) firm(page ofFirm) ownPage {
	return func(w http.ResponseWriter, r *http.Request, who store.Resident) error {
		id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
		if err != nil {
			return ui.NotFound()
		}
		firm, err := a.hall.OwnFirm(r.Context(), who.ID, id)
		if err != nil {
			return err
		}
		return page(w, r, who, firm)
	}
}

func (a *Account) showFirm(w http.ResponseWriter, r *http.Request, _ store.Resident, firm store.Firm) error {
	today := a.hall.Today()
	f := ui.Form{Values: url.Values{"from": {today.String()}, "to": {today.Add(365).String()}}}
	return a.firmAgain(w, r, firm, http.StatusOK, f)
}

func (a *Account) firmAgain(w http.ResponseWriter, r *http.Request, firm store.Firm, status int, f ui.Form) error {
	ctx := r.Context()
	list, err := a.hall.Store.HandlersOf(ctx, firm.ID)
	if err != nil {
		return err
	}
	p := firmPage{Firm: firm, Fields: a.handlerFields(), Today: a.hall.Today(), form: f}
	if p.Handlers, err = a.mandates(ctx, list); err != nil {
		return err
	}
	s := a.frame(ctx, "", firm.Name, ui.Link{Text: say(ctx, "account"), Href: "/account"}, ui.Link{Text: say(ctx, "firms"), Href: "/account/firms"})
	return ui.Show(w, r, status, firmTempl(s, p))
}

// handlerFields ask whom a firm invites, for what and how long.
func (a *Account) handlerFields() []ui.Field {
	items := ui.ItemField("items", ui.Words("my.handler.items"), func(text string) []*catalog.Item {
		return slices.DeleteFunc(a.hall.Catalogue().Pick(text, a.hall.Today()), func(it *catalog.Item) bool { return !app.ForFirms(it) })
	})
	items.Hint, items.Multiple = ui.Words("my.handler.items.hint"), true
	return []ui.Field{
		{Name: "name", Kind: ui.KindText, Label: ui.Words("my.handler.name"), Hint: ui.Words("my.handler.name.hint"), Required: true, Max: 50},
		{Name: "phone", Kind: ui.KindPhone, Label: ui.Words("my.phone"), Hint: ui.Words("my.handler.phone.hint"), Required: true},
		{Name: "from", Kind: ui.KindDate, Label: ui.Words("my.handler.from"), Required: true, Half: true},
		{Name: "to", Kind: ui.KindDate, Label: ui.Words("my.handler.to"), Required: true, Half: true},
		items,
	}
}

func (a *Account) invite(w http.ResponseWriter, r *http.Request, who store.Resident, firm store.Firm) error {
	ctx, f := r.Context(), ui.Posted(r)
	f.Check(a.handlerFields())
	if f.OK() {
		from, _ := period.ParseDate(f.Get("from")) // the check has passed both
		to, _ := period.ParseDate(f.Get("to"))
		x := store.Handler{Name: f.Get("name"), Phone: ui.PlainPhone(f.Get("phone")), From: from, To: to, Items: f.All("items")}
		err := a.hall.Invite(ctx, who, firm, x, say(ctx, "handler.text", "code", firm.Code))
		if err == nil {
			return ui.See(w, r, firmPath(firm))
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	return a.firmAgain(w, r, firm, http.StatusUnprocessableEntity, f)
}

func (a *Account) revoke(w http.ResponseWriter, r *http.Request, _ store.Resident, firm store.Firm) error {
	id, err := strconv.ParseInt(r.PostForm.Get("handler"), 10, 64)
	if err != nil {
		return ui.NotFound()
	}
	if err := a.hall.Revoke(r.Context(), firm, id); err != nil {
		return err
	}
	return ui.See(w, r, firmPath(firm))
}

// answerMandate takes, declines or lays down a mandate.
func (a *Account) answerMandate(w http.ResponseWriter, r *http.Request, who store.Resident) error {
	id, err := strconv.ParseInt(r.PostForm.Get("handler"), 10, 64)
	if err != nil {
		return ui.NotFound()
	}
	switch r.PathValue("what") {
	case "take":
		err = a.hall.TakeMandate(r.Context(), who, id)
	case "end":
		err = a.hall.LayDown(r.Context(), who, id)
	default:
		return ui.NotFound()
	}
	if f := (ui.Form{}); err != nil && f.Refused(r.Context(), err) {
		return a.firmsAgain(w, r, who, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	return ui.See(w, r, "/account/firms")
}

// table lists the handlers of a firm.
func (p firmPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "handlers"), Cols: []ui.Col{{Text: say(ctx, "handler.who")}, {Text: say(ctx, "handler.items")},
		{Text: say(ctx, "handler.term"), Tight: true}, {Text: say(ctx, "handler.state"), Tight: true}, {Text: say(ctx, "handler.end"), Tight: true}}}
	for _, m := range p.Handlers {
		end := ui.Str("—")
		if !m.ended(p.Today) {
			end = buttonTempl(firmPath(p.Firm)+"/revoke", m.ID, say(ctx, "handler.revoke"), ui.Plain)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Strs(m.Name, ui.MaskPhone(m.Phone)), ui.Str(m.Scope),
			ui.Strs(ui.Day(ctx, m.From), say(ctx, "handler.until", "day", ui.Day(ctx, m.To))), ui.Tag(m.State, m.Tone), end}})
	}
	return t
}

// mandateTable lists what somebody may do for firms of others.
func mandateTable(ctx context.Context, caption string, list []mandate, today period.Date) ui.Table {
	t := ui.Table{Caption: caption, Cols: []ui.Col{{Text: say(ctx, "firm.name")}, {Text: say(ctx, "handler.items")},
		{Text: say(ctx, "handler.term"), Tight: true}, {Text: say(ctx, "handler.state"), Tight: true}, {Text: say(ctx, "handler.do"), Tight: true}}}
	for _, m := range list {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(m.FirmName), ui.Str(m.Scope), ui.Strs(ui.Day(ctx, m.From), say(ctx, "handler.until", "day", ui.Day(ctx, m.To))),
			ui.Tag(m.State, m.Tone), m.buttons(ctx, today)}})
	}
	return t
}

func (m mandate) buttons(ctx context.Context, today period.Date) templ.Component {
	switch {
	case m.ended(today):
		return ui.Str("—")
	case m.AcceptedAt == 0:
		return answersTempl(m.ID)
	}
	return buttonTempl("/account/mandates/end", m.ID, say(ctx, "handler.lay"), ui.Plain)
}
