package portal

import (
	"net/http"
	"strings"

	"yimen/core/catalog"
	"yimen/web/ui"
)

// searchShown is how many results a search shows; more words narrow it.
const searchShown = 30

type searchView struct {
	Query  string
	Items  []*catalog.Item
	More   bool
	Daily  []daily // 便民服务
	Events []topic // help when nothing was found
}

// search finds items by words, pinyin, initials and everyday words 搜索. A case number
// typed here leads to the tracking form.
func (p *portal) search(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	query := firstRunes(strings.TrimSpace(r.URL.Query().Get("q")), 60)
	if no := plainNumber(query); len(no) == 21 {
		return ui.See(w, r, "/track?no="+no)
	}
	v := searchView{Query: query, Items: p.hall.Catalogue().Search(query, p.hall.Today())}
	if v.More = len(v.Items) > searchShown; v.More {
		v.Items = v.Items[:searchShown]
	}
	if v.Daily = p.dailyFound(ctx, query); len(v.Daily) > searchShown {
		v.Daily = v.Daily[:searchShown]
	}
	if len(v.Items)+len(v.Daily) == 0 {
		v.Events = facetOf("event").topics(ctx, p.hall.Catalogue().All(p.hall.Today()))
	}
	s := shell(ctx, "services", say(ctx, "search.title"))
	if s.Search.Value = query; query == "" {
		s.Search = ui.Search{} // the page has a larger one
	}
	return ui.Show(w, r, http.StatusOK, searchPage(s, v))
}

func firstRunes(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n])
	}
	return s
}
