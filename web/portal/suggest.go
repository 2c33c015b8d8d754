package portal

import (
	"net/http"
	"net/url"
	"strings"

	"yimen/core/catalog"
	"yimen/web/ui"
)

// suggestShown is how many services are named below the search box.
const suggestShown = 8

type suggestView struct {
	Items []*catalog.Item
}

// suggest names the services that fit what is being typed 搜索联想: a piece of a page, for the
// script of the search box. Whoever comes here himself is sent to the search.
func (p *portal) suggest(w http.ResponseWriter, r *http.Request) error {
	query := firstRunes(strings.TrimSpace(r.URL.Query().Get("q")), 60)
	if r.Header.Get("X-Piece") == "" {
		return ui.See(w, r, "/search?"+url.Values{"q": {query}}.Encode())
	}
	v := suggestView{Items: p.hall.Catalogue().Search(query, p.hall.Today())}
	v.Items = v.Items[:min(len(v.Items), suggestShown)]
	ui.Public(w)
	return ui.Show(w, r, http.StatusOK, suggestPiece(v))
}
