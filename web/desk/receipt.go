package desk

import (
	"context"
	"net/http"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// receipt is the voucher of what was handed in (收件凭证; 浙江「最多跑一次」规定 第十一条).
type receipt struct{ casePage }

// showReceipt prints the voucher of a case.
func (d *Desk) showReceipt(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	file, err := d.hall.Open(r.Context(), r.PathValue("no"), app.StaffActor(who))
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, receiptTempl(receipt{casePage{File: file, desk: d}}))
}

// figures are what is needed to track the case.
func (p receipt) figures(ctx context.Context) []ui.Pair {
	return []ui.Pair{
		{Term: ui.Say(ctx, "desk.receipt.no"), Text: p.No},
		{Term: ui.Say(ctx, "desk.receipt.query"), Text: p.Query, Note: ui.Say(ctx, "desk.receipt.query.note")},
	}
}

func (p receipt) facts(ctx context.Context) []ui.Pair {
	pairs := []ui.Pair{
		{Term: ui.Say(ctx, "desk.item.item"), Text: p.itemName(ctx)},
		{Term: ui.Say(ctx, "desk.p.name"), Text: p.Applicant.Name},
		{Term: ui.Say(ctx, "desk.p.unit"), Text: p.unitFull(ctx)},
		{Term: ui.Say(ctx, "desk.p.channel"), Text: ui.CodeName(ctx, "channel", string(p.Channel))},
		{Term: ui.Say(ctx, "desk.p.received"), Text: ui.Day(ctx, p.ReceivedOn)},
	}
	for _, k := range p.Clocks {
		if k.Name == casework.AcceptanceClock && k.Done.IsZero() {
			pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "desk.receipt.answer"), Text: p.desk.sure(ctx, k.Due.On, ui.Day(ctx, k.Due.On))})
		}
	}
	return append(pairs, ui.Pair{Term: ui.Say(ctx, "desk.item.promised"), Text: ui.Limit(ctx, p.Item.Promised.Period)})
}

// unitFull is the accepting unit by its full name, as documents give it.
func (p receipt) unitFull(ctx context.Context) string {
	u, ok := p.desk.hall.Directory().UnitOrLast(p.AcceptUnit, p.today())
	if !ok {
		return p.AcceptUnit
	}
	return ui.Of(ctx, ui.Text{Zh: u.Name, En: u.NameEN})
}

// papers lists what was handed in.
func (p receipt) papers(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "desk.receipt.papers")}
	for _, c := range []string{"no", "name", "form", "files"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "desk.m."+c), Tight: c != "name"})
	}
	for i, g := range p.Materials {
		files := ""
		if len(g.Files) > 0 {
			files = ui.Say(ctx, "desk.m.nfiles", "n", len(g.Files))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: cells(plain(i+1), p.materialName(ctx, g.Code), givenForm(ctx, &g), files)})
	}
	return t
}

// receiver is who took the papers in.
func (p receipt) receiver(ctx context.Context) string {
	for _, f := range p.Facts {
		if f.Act == org.Receive || f.Act == org.Submit {
			return p.by(ctx, f) + " " + ui.When(ctx, f.At)
		}
	}
	return ""
}
