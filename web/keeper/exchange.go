package keeper

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/exchange"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// exchangePage (国家数据交换) is what of a day's changes can be sent to the national exchange, and
// what is missing: for the district office and for administrators.
type exchangePage struct {
	room *Keeper
	form ui.Form
	sent *app.Sent
}

const exchangePath = "/keeper/exchange"

var exchangeFields = []ui.Field{{Name: "day", Kind: ui.KindDate, Label: ui.Words("exchange.day"), Hint: ui.Words("exchange.day.hint"), Required: true}}

func (k *Keeper) exchangeRoutes(mux *http.ServeMux) {
	mux.Handle("GET "+exchangePath, ui.SignedIn(k.site.Page(k.exchanges(k.showExchange))))
	mux.Handle("GET "+exchangePath+"/codes.txt", ui.SignedIn(k.site.Page(k.exchanges(k.sendBlankCodes))))
	mux.Handle("POST "+exchangePath, ui.SignedIn(k.site.Page(k.exchanges(k.sendExchange))))
}

// exchanges keeps a page to whoever may export.
func (k *Keeper) exchanges(p staffPage) ui.Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		who, _ := k.hall.Directory().StaffByNo(ui.From(r.Context()).User.ID) // SignedIn saw him
		if !k.hall.Exchanges(who.No) {
			return ui.Forbidden("notExchanger")
		}
		return p(w, r, who)
	}
}

func (k *Keeper) showExchange(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p := exchangePage{room: k, form: ui.Form{Values: map[string][]string{"day": {k.hall.Today().Add(-1).String()}}}}
	if asked := r.URL.Query().Get("day"); asked != "" {
		p.form = ui.Form{Values: r.URL.Query()}
		p.look(r.Context(), who)
	}
	if !p.form.OK() {
		return ui.Again(w, r, exchangeTempl(p))
	}
	return ui.Show(w, r, http.StatusOK, exchangeTempl(p))
}

// look sums up the day that the form names.
func (p *exchangePage) look(ctx context.Context, who org.Staff) {
	p.form.Check(exchangeFields)
	if !p.form.OK() {
		return
	}
	day, _ := period.ParseDate(p.form.Get("day")) // Check has read it
	sent, err := p.room.hall.PreviewDay(ctx, day, who.No)
	if err != nil {
		p.form.Refuse("day", "exchangeDay")
		return
	}
	p.sent = &sent
}

// sendExchange sends the files of a day as one archive. They are written whole before the first
// byte leaves, so that nobody gets half an export.
func (k *Keeper) sendExchange(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p := exchangePage{room: k, form: ui.Posted(r)}
	p.form.Check(exchangeFields)
	if !p.form.OK() {
		return ui.Again(w, r, exchangeTempl(p))
	}
	dir, err := os.MkdirTemp("", "exchange")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	day, _ := period.ParseDate(p.form.Get("day")) // Check has read it
	sent, err := k.hall.ExportFiles(r.Context(), day, who.No, dir)
	if errors.Is(err, app.ErrDayRuns) {
		p.form.Refuse("day", "exchangeDay")
		return ui.Again(w, r, exchangeTempl(p))
	}
	if err != nil {
		return err
	}
	ui.Attach(w, "application/zip", sent.Batch+".zip")
	z := zip.NewWriter(w)
	return errors.Join(z.AddFS(os.DirFS(dir)), z.Close())
}

// sendBlankCodes (待补代码表) sends the list of the codes that are not known, to be filled in.
func (k *Keeper) sendBlankCodes(w http.ResponseWriter, _ *http.Request, _ org.Staff) error {
	ui.Attach(w, "text/plain; charset=utf-8", "exchange-codes.txt")
	_, err := w.Write([]byte(k.hall.ExchangeCodes().Blank()))
	return err
}

// remedies say, of what holds rows back, who mends it and where.
func (p exchangePage) remedies(ctx context.Context) (list []ui.Pair) {
	for _, r := range exchange.Remedies {
		var fields []string
		for _, l := range p.sent.Lacks {
			if name := l.Holds; l.Held && l.Remedy() == r && !slices.Contains(fields, name) {
				fields = append(fields, name)
			}
		}
		if fields != nil {
			list = append(list, ui.Pair{Term: ui.Say(ctx, "exchange.remedy."+string(r)), Body: remedyTempl(strings.Join(fields, "、"), ui.Say(ctx, "exchange.remedy."+string(r)+".how"), r == exchange.ByState)})
		}
	}
	return list
}

func (p exchangePage) figures(ctx context.Context) []ui.Pair {
	tone := ui.Good
	if p.sent.Held() > 0 {
		tone = ui.Warn
	}
	n := strconv.Itoa
	return []ui.Pair{{Term: ui.Say(ctx, "exchange.items"), Text: n(p.sent.Items)}, {Term: ui.Say(ctx, "exchange.cases"), Text: n(p.sent.Cases)},
		{Term: ui.Say(ctx, "exchange.ready"), Text: n(p.sent.Ready()), Tone: ui.Good}, {Term: ui.Say(ctx, "exchange.held"), Text: n(p.sent.Held()), Tone: tone}}
}

func (p exchangePage) tables(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "exchange.tables"), Cols: []ui.Col{{Text: ui.Say(ctx, "exchange.c.table")}, {Text: ui.Say(ctx, "exchange.ready"), Num: true}, {Text: ui.Say(ctx, "exchange.held"), Num: true}}}
	for _, x := range p.sent.Tables {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Strs(x.Title, x.Name), ui.Str(strconv.Itoa(x.Ready)), ui.Str(strconv.Itoa(x.Held))}})
	}
	return t
}

// lacks shows what is missing: what many tables lack alike is said once, with the tables.
func (p exchangePage) lacks(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "exchange.lacks")}
	for _, c := range []string{"field", "what", "table", "rows", "of"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "exchange.c."+c), Num: c == "rows", Tight: c == "of"})
	}
	for _, same := range alike(p.sent.Lacks) {
		outcome := "exchange.left"
		if same[0].Held {
			outcome = "exchange.holds"
		}
		rows, tables := 0, make([]string, len(same))
		for i, l := range same {
			rows, tables[i] = rows+l.Rows, l.Title
		}
		l := same[0]
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Strs(l.Holds, l.Field),
			ui.Strs(ui.Say(ctx, "exchange.what."+l.What, ui.Places(l.Args)...), ui.Say(ctx, outcome)),
			ui.Str(strings.Join(tables, "、")), ui.Str(strconv.Itoa(rows)), ui.Str(l.Of)}})
	}
	return t
}

// alike puts together what tables lack alike, in the order in which it comes first.
func alike(list []exchange.Lack) (groups [][]exchange.Lack) {
	at := map[string]int{}
	for _, l := range list {
		key := fmt.Sprint(l.Held, l.Field, l.What, l.Args)
		n, seen := at[key]
		if !seen {
			n = len(groups)
			at[key], groups = n, append(groups, nil)
		}
		groups[n] = append(groups[n], l)
	}
	return groups
}

// lists are the code lists as the hall has them.
func (p exchangePage) lists(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "exchange.codes"), Cols: []ui.Col{{Text: ui.Say(ctx, "exchange.c.field")}, {Text: ui.Say(ctx, "exchange.codes")}, {Text: ui.Say(ctx, "exchange.codes.source")}}}
	for _, l := range p.room.hall.ExchangeCodes().Lists() {
		var codes []string
		for _, c := range l.Codes {
			codes = append(codes, c.Theirs+" "+c.Name)
		}
		state := ui.Say(ctx, "exchange.codes.whole")
		if n := l.Open(); n > 0 {
			state = ui.Say(ctx, "exchange.codes.open", "n", n)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Strs(l.Name, strings.Join(l.Fields, " ")), ui.Str(strings.Join(codes, "、")), ui.Strs(l.Source, state)}})
	}
	return t
}

// slips are the fields that the source describes wrongly.
func (p exchangePage) slips(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "exchange.fields"), Cols: []ui.Col{{Text: ui.Say(ctx, "exchange.c.table")}, {Text: ui.Say(ctx, "exchange.c.field")}, {Text: ui.Say(ctx, "exchange.fields.slip")}}}
	for _, x := range exchange.Tables() {
		for _, f := range x.Fields {
			if f.Slip != "" {
				t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Strs(x.Title, x.Name), ui.Strs(f.Holds, f.Name), ui.Str(f.Slip)}})
			}
		}
	}
	return t
}
