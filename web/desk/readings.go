package desk

import (
	"context"
	"net/http"

	"yimen/app"
	"yimen/core/org"
	"yimen/web/ui"
)

// readingsPage (查阅记录) is who of the staff read a case, for its supervisor.
type readingsPage struct {
	casePage
	reads []app.Read
}

// showReadings is itself a reading, and stands at the head of its own list.
func (d *Desk) showReadings(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx := r.Context()
	file, err := d.hall.Open(ctx, r.PathValue("no"), app.StaffActor(who))
	if err != nil {
		return err
	}
	if !d.supervises(who.No) {
		return ui.Forbidden("notSupervisor")
	}
	p := readingsPage{casePage: casePage{File: file, desk: d}}
	if p.reads, err = d.hall.ReadingsOf(ctx, file.Record); err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, readingsTempl(p))
}

func (p readingsPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "readings.title")}
	for _, c := range []string{"at", "who", "ground", "what"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "readings.c."+c), Tight: c == "at"})
	}
	for _, r := range p.reads {
		ground := ui.Say(ctx, "readings.noGround")
		if r.Unit != "" {
			ground = p.stoodIn(ctx, p.desk.unitName(ctx, r.Unit)+" "+ui.CodeName(ctx, "post", string(r.Post)), r.As)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: cells(ui.ShortWhen(r.At), p.desk.staffName(ctx, r.Staff)+" "+r.Staff, ground, p.readWhat(ctx, r))})
	}
	return t
}

// readWhat is the case, or the file by its name.
func (p readingsPage) readWhat(ctx context.Context, r app.Read) string {
	if r.List {
		return ui.Say(ctx, "readings.list")
	}
	if r.Sent {
		return ui.Say(ctx, "readings.sent")
	}
	if r.File == "" {
		return ui.Say(ctx, "readings.case")
	}
	for _, m := range p.Materials {
		for _, f := range m.Files {
			if f.ID == r.File {
				return ui.Say(ctx, "readings.file", "name", f.Name)
			}
		}
	}
	return ui.Say(ctx, "readings.file", "name", r.File)
}
