package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// ledgerPage (对账) is what the reader's counters took, held against what platforms reported.
type ledgerPage struct {
	desk  *Desk
	tills []string
	unit  string // one of them; empty = all
	form  ui.Form
	app.Ledger
}

func (d *Desk) ledgerRoutes(mux *http.ServeMux) {
	mux.Handle("GET /desk/payments", d.page(d.showLedger))
	mux.Handle("GET /desk/payments.csv", d.page(d.sendLedger))
}

// takesMoney tells whether somebody receives, hands out or supervises today: his counters'
// money is his to look at.
func (d *Desk) takesMoney(no string) bool {
	return slices.ContainsFunc(d.hall.Directory().HoldingsOf(no, d.hall.Today()), func(h org.Holding) bool {
		return h.Post == org.Acceptance || h.Post == org.Issuing || h.Post == org.Supervisor
	})
}

// ledgerDays is the longest span of one ledger.
const ledgerDays = 366

// ledger reads what the address asks for: this month, where it says nothing that makes sense.
func (d *Desk) ledger(r *http.Request, who org.Staff) (p ledgerPage, err error) {
	q := r.URL.Query()
	p = ledgerPage{desk: d, tills: d.hall.Tills(who.No)}
	if len(p.tills) == 0 {
		return p, app.ErrNoRight
	}
	today := d.hall.Today()
	from, errFrom := period.ParseDate(q.Get("from"))
	to, errTo := period.ParseDate(q.Get("to"))
	if errFrom != nil || errTo != nil || to < from || to > from.Add(ledgerDays) {
		year, month, _ := today.Civil()
		from, to = period.NewDate(year, month, 1), today
	}
	tills := p.tills
	if u := q.Get("unit"); slices.Contains(tills, u) {
		p.unit, tills = u, []string{u}
	}
	p.form = ui.Form{Values: url.Values{"from": {from.String()}, "to": {to.String()}, "unit": {p.unit}}}
	p.Ledger, err = d.hall.Ledger(r.Context(), tills, from, to)
	return p, err
}

func (d *Desk) showLedger(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.ledger(r, who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, ledgerTempl(p))
}

// sendLedger sends the entries as a table for a spreadsheet.
func (d *Desk) sendLedger(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.ledger(r, who)
	if err != nil {
		return err
	}
	ctx := r.Context()
	return ui.SendCSV(w, "payments-"+p.From.String()+"-"+p.To.String()+".csv", func(write func([]string) error) error {
		err := write(p.columns(ctx))
		for _, e := range p.Entries {
			if err != nil {
				break
			}
			err = write([]string{e.At.String(), e.CaseNo, p.desk.itemName(ctx, e.Item), p.unitOf(ctx, e.Unit), casework.Yuan(e.Fen),
				e.Receipt, platformRef(e), ui.Say(ctx, "supervise.ledger.state."+string(e.State))})
		}
		return err
	})
}

func (p ledgerPage) unitOf(ctx context.Context, code string) string {
	if code == "" {
		return ""
	}
	return p.desk.unitName(ctx, code)
}

func (p ledgerPage) filters(ctx context.Context) []ui.Field {
	unit := ui.Field{Name: "unit", Kind: ui.KindSelect, Label: ui.Words("supervise.ledger.unit")}
	for _, code := range p.tills {
		unit.Options = append(unit.Options, ui.Option{Value: code, Label: ui.Text{Zh: p.desk.unitName(ctx, code)}})
	}
	return []ui.Field{{Name: "from", Kind: ui.KindDate, Label: ui.Words("supervise.from")}, {Name: "to", Kind: ui.KindDate, Label: ui.Words("supervise.to")}, unit}
}

// figures sum up by what became of the money.
func (p ledgerPage) figures(ctx context.Context) []ui.Pair {
	sum := func(key string, tone ui.Tone, of func(app.LedgerEntry) bool) ui.Pair {
		n, fen := 0, int64(0)
		for _, e := range p.Entries {
			if of(e) {
				n, fen = n+1, fen+e.Fen
			}
		}
		if n == 0 {
			tone = ""
		}
		return ui.Pair{Term: ui.Say(ctx, "supervise.ledger.sum."+key), Text: ui.Say(ctx, "supervise.yuan", "yuan", casework.Yuan(fen)), Note: ui.Say(ctx, "supervise.ledger.n", "n", n), Tone: tone}
	}
	owed := int64(0)
	for _, o := range p.Owed {
		owed += o.Fen
	}
	is := func(s app.LedgerState) func(app.LedgerEntry) bool {
		return func(e app.LedgerEntry) bool { return e.State == s }
	}
	return []ui.Pair{
		sum("counter", "", is(app.AtCounter)), sum("online", "", is(app.OnlinePaid)), sum("refunded", "", is(app.GivenBack)),
		sum("wrong", ui.Bad, func(e app.LedgerEntry) bool { return e.State.Wrong() }),
		{Term: ui.Say(ctx, "supervise.ledger.sum.owed"), Text: ui.Say(ctx, "supervise.yuan", "yuan", casework.Yuan(owed)), Note: ui.Say(ctx, "supervise.ledger.n", "n", len(p.Owed))},
	}
}

func (p ledgerPage) columns(ctx context.Context) []string {
	var cols []string
	for _, key := range []string{"at", "case", "item", "unit", "fen", "receipt", "ref", "state"} {
		cols = append(cols, ui.Say(ctx, "supervise.ledger."+key))
	}
	return cols
}

func (p ledgerPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "supervise.ledger.title")}
	for i, text := range p.columns(ctx) {
		t.Cols = append(t.Cols, ui.Col{Text: text, Num: i == 4, Tight: i < 2 || i == 4 || i == 7})
	}
	for _, e := range p.Entries {
		tone := ui.Good
		switch {
		case e.State.Wrong():
			tone = ui.Bad
		case e.State == app.GivenBack:
			tone = ui.Mute
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(e.At.String()), caseLink(e.CaseNo, e.Item != ""), ui.Str(p.desk.itemName(ctx, e.Item)), ui.Str(p.unitOf(ctx, e.Unit)),
			ui.Str(casework.Yuan(e.Fen)), ui.Str(e.Receipt), ui.Str(platformRef(e)), ui.Tag(ui.Say(ctx, "supervise.ledger.state."+string(e.State)), tone)}})
	}
	return t
}

// platformRef names a payment at the platform that took it; empty at the counter.
func platformRef(e app.LedgerEntry) string { return strings.TrimSpace(e.Provider + " " + e.Ref) }

// caseLink leads to a case, where the number is one.
func caseLink(no string, known bool) templ.Component {
	if !known {
		return ui.Str(no)
	}
	return ui.Anchor(ui.Link{Text: no, Href: "/desk/cases/" + no})
}

func (p ledgerPage) owedTable(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "supervise.ledger.owed")}
	for i, key := range []string{"ordered", "case", "item", "unit", "fen", "stands"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "supervise.ledger."+key), Num: i == 4, Tight: i < 2 || i > 3})
	}
	for _, o := range p.Owed {
		stands := "running"
		if o.Over {
			stands = "over"
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(o.On.String()), caseLink(o.CaseNo, true), ui.Str(p.desk.itemName(ctx, o.Item)), ui.Str(p.unitOf(ctx, o.Unit)),
			ui.Str(casework.Yuan(o.Fen)), ui.Str(ui.Say(ctx, "supervise.ledger.stands."+stands))}})
	}
	return t
}

// moneyPairs are what the case page says of the fee and of what was given back; nil where
// nothing was charged or paid.
func (p casePage) moneyPairs(ctx context.Context) []ui.Pair {
	var pairs []ui.Pair
	if f := p.Fee; f != nil {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "supervise.money.order"), Text: p.OrderNo()},
			ui.Pair{Term: ui.Say(ctx, "supervise.money.total"), Text: ui.Say(ctx, "supervise.yuan", "yuan", casework.Yuan(f.Total()))})
		switch {
		case !f.PaidOn.IsZero():
			pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "supervise.money.paid"), Text: f.PaidOn.String(), Note: f.Receipt})
		case p.OwesFee():
			pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "supervise.money.paid"), Body: ui.Tag(ui.Say(ctx, "supervise.money.owed"), ui.Warn)})
		}
		if f.Paid.Provider != "" {
			pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "supervise.ledger.ref"), Text: f.Paid.Provider + " " + f.Paid.Ref})
		}
	}
	for _, one := range p.payments {
		if one.Outcome == store.Refunded {
			pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "supervise.money.refunded"), Text: ui.Say(ctx, "supervise.yuan", "yuan", casework.Yuan(one.Fen)),
				Note: ui.Say(ctx, "supervise.money.refund", "day", one.At.Date(), "ref", one.Provider+" "+one.Ref)})
		}
	}
	return pairs
}
