package admin

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// jobsPage (后续工作) is the work after acts: what waits, and what was given up.
type jobsPage struct {
	*Admin
	waiting int
	dead    []store.DeadJob
	pager   ui.Pager
	gone    bool // what was to be put back had been put back before
}

func (a *Admin) showJobs(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64) // what is no number is the newest
	p, err := a.jobs(r.Context(), before)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, jobsTempl(p))
}

func (a *Admin) jobs(ctx context.Context, before int64) (p jobsPage, err error) {
	p.Admin = a
	if p.waiting, err = a.hall.Store.JobsWaiting(ctx, a.hall.Now()); err != nil {
		return p, err
	}
	if p.dead, err = a.hall.Store.DeadJobs(ctx, before, pageRows+1); len(p.dead) > pageRows {
		p.dead = p.dead[:pageRows]
		p.pager.Older = home + "/jobs?before=" + strconv.FormatInt(p.dead[pageRows-1].ID, 10)
	}
	return p, err
}

// reviveJob puts a dead job back to work, with its log.
func (a *Admin) reviveJob(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx := r.Context()
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return ui.NotFound()
	}
	err = a.hall.ReviveJob(ctx, id, who.No)
	if errors.Is(err, store.ErrConflict) {
		p, err := a.jobs(ctx, 0)
		if err != nil {
			return err
		}
		p.gone = true
		return ui.Show(w, r, http.StatusConflict, jobsTempl(p))
	}
	if err != nil {
		return err
	}
	return ui.See(w, r, home+"/jobs")
}

func (p jobsPage) figures(ctx context.Context) []ui.Pair {
	tone := ui.Good
	if len(p.dead) > 0 {
		tone = ui.Bad
	}
	return []ui.Pair{{Term: say(ctx, "jobs.waiting"), Text: strconv.Itoa(p.waiting)}, {Term: say(ctx, "jobs.dead"), Text: strconv.Itoa(len(p.dead)), Tone: tone}}
}

func (p jobsPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "jobs.dead")}
	for _, c := range []string{"at", "kind", "tries", "error"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "jobs.c."+c), Tight: c == "at", Num: c == "tries"})
	}
	t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "jobs.revive"), Tight: true})
	for _, j := range p.dead {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(ui.ShortWhen(j.DiedAt)), ui.Strs(p.kind(ctx, j.Kind), j.Payload),
			ui.Str(strconv.Itoa(j.Attempt)), ui.Str(j.Error), reviveTempl(j.ID)}})
	}
	return t
}

// kind says what a job does, or its own name where it has no word yet.
func (p jobsPage) kind(ctx context.Context, kind string) string {
	if key := "admin.job." + kind; ui.Has(ui.From(ctx).Lang, key) {
		return ui.Say(ctx, key)
	}
	return kind
}
