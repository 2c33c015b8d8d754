package keeper

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"yimen/annex"
	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// importPage (导入附件表) takes a filled form and shows what it would become before anything is
// kept: every row and cell that can't be taken is named.
type importPage struct {
	room    *Keeper
	who     org.Staff
	form    ui.Form
	reading *annex.Reading // nil before a file came
	plan    []app.Planned
	places  []annex.Place // beside plan
	sum     string        // the file as it was kept
}

func (k *Keeper) showImport(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	return ui.Show(w, r, http.StatusOK, importTempl(importPage{room: k, who: who, form: ui.Form{Values: url.Values{"unit": {k.hall.KeptUnits(who.No)[0]}}}}))
}

func (p importPage) fields() []ui.Field {
	return []ui.Field{newPage{p.room, p.who, p.form}.fields()[0],
		{Name: "file", Kind: ui.KindFile, Label: ui.Words("keeper.import.file"), Hint: ui.Words("keeper.import.file.hint"), Accept: ".xlsx,.docx", Required: p.sum == ""}}
}

// importForm reads a form: the first post brings the file and shows what it says, the second
// names the file that was kept and makes the drafts.
func (k *Keeper) importForm(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	p := importPage{room: k, who: who, sum: f.Get("sum")}
	confirmed := p.sum != ""
	f.Values.Del("sum")
	f.Check(p.fields())
	p.form = f
	if !f.OK() {
		return ui.Again(w, r, importTempl(p))
	}
	data, err := k.uploaded(ctx, &p)
	if errors.Is(err, annex.ErrFile) {
		p.form.Refuse("file", "annexFile")
		return ui.Again(w, r, importTempl(p))
	}
	if err != nil {
		return notFound(err)
	}
	if err := k.read(ctx, &p, data); errors.Is(err, annex.ErrFile) {
		return ui.NotFound() // the sum of a file that is no form
	} else if err != nil {
		return err
	}
	if !confirmed || !p.whole() {
		status := http.StatusOK
		if !p.whole() {
			status = http.StatusUnprocessableEntity
		}
		return ui.Show(w, r, status, importTempl(p))
	}
	_, err = k.hall.ImportItems(ctx, f.Get("unit"), p.arrivals(), ui.Say(ctx, "keeper.import.remark", "no", p.reading.No), who.No)
	if err != nil {
		if err := refused(&p.form, err); err != nil {
			return err
		}
		return ui.Again(w, r, importTempl(p))
	}
	return ui.See(w, r, "/keeper")
}

// uploaded gives the bytes of the file that came or was kept, and keeps what came.
func (k *Keeper) uploaded(ctx context.Context, p *importPage) ([]byte, error) {
	if p.sum != "" {
		content, err := k.hall.Files.Open(ctx, p.sum)
		if err != nil {
			return nil, err
		}
		defer content.Close()
		return io.ReadAll(content)
	}
	file, err := p.form.Files["file"][0].Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, err
	}
	if _, err := annex.Read(data); err != nil {
		return nil, err
	}
	blob, err := k.hall.Files.Put(ctx, bytes.NewReader(data), uploadLimit)
	if errors.Is(err, store.ErrInfected) {
		return nil, ui.Unprocessable("fileInfected")
	}
	p.sum = blob.Sum
	return data, err
}

// read fills the page with what the file says.
func (k *Keeper) read(ctx context.Context, p *importPage, data []byte) error {
	reading, err := annex.Read(data)
	if err != nil {
		return err
	}
	p.reading = &reading
	if len(reading.Problems) > 0 || reading.No == 1 || reading.No == 4 {
		return nil
	}
	var list []app.Arrival
	for _, e := range reading.Entries(k.knownItem, app.BlankItem(), annex.Source{Directory: k.hall.Directory(), On: k.hall.Today()}) {
		it := e.Item
		if it.Code == "" {
			it.Code = e.Code
		}
		list, p.places = append(list, app.Arrival{Item: it, Was: e.Was}), append(p.places, e.At)
	}
	p.plan, err = k.hall.PlanItems(ctx, p.form.Get("unit"), list, p.who.No)
	return err
}

// knownItem finds an item in force by its code, else by its name.
func (k *Keeper) knownItem(code, name string) *catalog.Item {
	today := k.hall.Today()
	if it, ok := k.hall.Catalogue().InForce(code, today); ok {
		return it
	}
	for _, it := range k.hall.Catalogue().All(today) {
		if it.Name == name && code == "" {
			return it
		}
	}
	return nil
}

// whole tells that every row and cell can be taken.
func (p importPage) whole() bool {
	return len(p.reading.Problems) == 0 && !slices.ContainsFunc(p.plan, func(x app.Planned) bool { return x.Refused != nil })
}

func (p importPage) arrivals() (list []app.Arrival) {
	for _, x := range p.plan {
		it := x.Item
		list = append(list, app.Arrival{Item: it, Was: x.Was})
	}
	return list
}

// fresh is how many drafts would be made.
func (p importPage) fresh() (n int) {
	for _, x := range p.plan {
		if !x.Same && x.Refused == nil {
			n++
		}
	}
	return n
}

// placeText says where something stands in a file.
func placeText(ctx context.Context, at annex.Place) string {
	switch {
	case at.Row == 0:
		return ui.Say(ctx, "keeper.import.whole")
	case at.Sheet == "":
		return ui.Say(ctx, "keeper.import.line", "n", at.Row)
	}
	return ui.Say(ctx, "keeper.import.at", "sheet", at.Sheet, "n", at.Row)
}

// problems names every row and cell that can't be taken.
func (p importPage) problems(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "keeper.import.problems")}
	for _, c := range []string{"place", "column", "said", "why"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "keeper.import."+c), Tight: c == "place"})
	}
	row := func(at annex.Place, column, value, why string) {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(placeText(ctx, at)), ui.Str(column), ui.Str(value), ui.Str(why)}})
	}
	for _, x := range p.reading.Problems {
		row(x.At, x.Field, x.Value, ui.Say(ctx, "keeper.import.p."+x.Code, "value", x.Value, "row", x.Other))
	}
	for i, x := range p.plan {
		if x.Refused != nil {
			e := ui.FieldError{Code: x.Refused.Code, Args: ui.Named(x.Refused.Args)}
			row(p.places[i], "", x.Item.Name, e.Sentence(ctx, ui.Say(ctx, "keeper.f."+x.Refused.Field)))
		}
	}
	return t
}

// items lists what the file says, row by row, and what each becomes.
func (p importPage) items(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "keeper.import.items")}
	for _, c := range []string{"place", "code", "name", "becomes"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "keeper.import."+c), Tight: c != "name"})
	}
	for i, x := range p.plan {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(placeText(ctx, p.places[i])), ui.Str(x.Item.Code), ui.Str(x.Item.Name), becomes(ctx, x)}})
	}
	return t
}

func becomes(ctx context.Context, x app.Planned) templ.Component {
	switch {
	case x.Refused != nil:
		return ui.Tag(ui.Say(ctx, "keeper.import.refused"), ui.Bad)
	case x.Same:
		return ui.Tag(ui.Say(ctx, "keeper.import.same"), ui.Mute)
	case x.Was == nil:
		return ui.Tag(ui.Say(ctx, "keeper.import.new"), ui.Good)
	}
	n := 0
	if list, err := differences(*x.Was, x.Item); err == nil {
		n = len(list)
	}
	return ui.Tag(ui.Say(ctx, "keeper.import.changed", "n", strconv.Itoa(n)), ui.Warn)
}

// other lists the rows of a form that makes no drafts: Annex 1 and Annex 4.
func (p importPage) other(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "keeper.import.rows")}
	for _, c := range []string{"place", "row", "match"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "keeper.import."+c), Tight: c == "place"})
	}
	matches := p.reading.Against(annex.From(p.reading.No, p.room.source()))
	for i, row := range p.reading.Rows {
		var said []string
		for _, cell := range row {
			if cell != "" {
				said = append(said, cell)
			}
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(placeText(ctx, p.reading.RowsAt[i])), ui.Strs(said[0], joined(said[1:])), matched(ctx, matches[i])}})
	}
	return t
}

// matched says how a row stands to what the system says.
func matched(ctx context.Context, m annex.Match) templ.Component {
	switch {
	case !m.Known:
		return ui.Tag(ui.Say(ctx, "keeper.import.match.unknown"), ui.Warn)
	case m.Field != "":
		return ui.Tag(ui.Say(ctx, "keeper.import.match.differs", "field", m.Field, "value", m.Value), ui.Warn)
	}
	return ui.Tag(ui.Say(ctx, "keeper.import.match.same"), ui.Good)
}

func joined(list []string) string {
	out := ""
	for i, s := range list {
		if i > 0 {
			out += " · "
		}
		out += s
	}
	return out
}

// importLook is quieter once there is something to confirm.
func importLook(p importPage) ui.Look {
	if p.reading != nil && p.whole() {
		return ui.Plain
	}
	return ui.Main
}
