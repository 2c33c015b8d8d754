package portal

import (
	"net/http"
	"net/url"
	"strings"

	"yimen/web/ui"
)

// suggest names the services that fit what is being typed 搜索联想: a piece of a page, for the
// script of the search box. Whoever comes here himself is sent to the search.
func (p *portal) suggest(w http.ResponseWriter, r *http.Request) error {
	query := firstRunes(strings.TrimSpace(r.URL.Query().Get("q")), 60)
	if !ui.Piece(r) {
		return ui.See(w, r, "/search?"+url.Values{"q": {query}}.Encode())
	}
	found := p.hall.Catalogue().Search(query, p.hall.Today())
	var list []ui.Link
	for _, it := range found[:min(len(found), ui.MostSuggested)] {
		list = append(list, ui.Link{Text: itemName(r.Context(), it), Href: "/items/" + it.Code})
	}
	ui.Public(w)
	return ui.Show(w, r, http.StatusOK, ui.Suggested(list))
}

// units names the units that fit what is being typed: a piece of a page, for the script of a field. Whoever comes
// here himself is sent to the centres.
func (p *portal) units(w http.ResponseWriter, r *http.Request) error {
	of := r.PathValue("of")
	switch {
	case ui.Units[of] == nil:
		return ui.NotFound()
	case !ui.Piece(r):
		return ui.See(w, r, "/centres")
	}
	ui.Public(w)
	return ui.ShowFound(w, r, ui.UnitField("", ui.Text{}, of, p.hall.Directory(), p.hall.Today()))
}
