package portal

import (
	"errors"
	"net/http"

	"yimen/app"
	"yimen/web/ui"
)

// drop asks once more before an application that was not handed in is removed 删除草稿.
func (p *portal) drop(w http.ResponseWriter, r *http.Request, d draft) error {
	return ui.Show(w, r, http.StatusOK, dropPage(d.shell(r.Context(), ""), d))
}

// doDrop removes it. Sent twice, it is gone.
func (p *portal) doDrop(w http.ResponseWriter, r *http.Request) error {
	err := p.draft(p.dropIt)(w, r)
	if errors.Is(err, app.ErrNotFound) {
		return ui.See(w, r, "/apply/gone")
	}
	return err
}

func (p *portal) dropIt(w http.ResponseWriter, r *http.Request, d draft) error {
	err := p.hall.DropDraft(r.Context(), d.Record)
	var stale *app.Stale
	switch {
	case errors.As(err, &stale): // saved or handed in meanwhile: its address shows which
		return ui.See(w, r, "/apply/"+d.Code)
	case err != nil:
		return err
	}
	return ui.See(w, r, "/apply/gone")
}

// dropped says that an application was removed.
func (p *portal) dropped(w http.ResponseWriter, r *http.Request) error {
	return ui.Show(w, r, http.StatusOK, droppedPage(shell(r.Context(), "services", say(r.Context(), "dropped.title"))))
}
