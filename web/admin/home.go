package admin

import (
	"context"
	"net/http"
	"strconv"

	"yimen/core/org"
	"yimen/web/ui"
)

// homePage is the way into every page of the room.
type homePage struct {
	*Admin
	tiles []ui.Tile
}

func (a *Admin) showHome(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	ctx := r.Context()
	snap, _, err := a.hall.Store.Directory(ctx)
	if err != nil {
		return err
	}
	p := homePage{Admin: a}
	for _, g := range registers {
		p.tiles = append(p.tiles, ui.Tile{Label: say(ctx, "list."+g.path+".title"), Note: say(ctx, "list."+g.path+".note"),
			Value: strconv.Itoa(snap.Len(g.list)), Href: home + "/" + g.path})
	}
	return ui.Show(w, r, http.StatusOK, homeTempl(p))
}

// ways lead to the pages that count nothing, those of the staff's room too.
func (p homePage) ways(ctx context.Context) []ui.Pair {
	var out []ui.Pair
	for _, w := range []struct{ key, href string }{
		{"terminals", terminalsPath},
		{"check", home + "/check"},
		{"history", home + "/history"},
		{"jobs", home + "/jobs"},
		{"settings", home + "/settings"},
		{"standIns", "/desk/stand-ins"},
		{"messages", "/desk/messages"},
		{"calendar", "/desk/calendar"},
		{"seals", "/desk/seals"},
		{"exchange", "/keeper/exchange"},
	} {
		out = append(out, ui.Pair{Term: say(ctx, "way."+w.key), Text: say(ctx, "way."+w.key+".open"), Href: w.href})
	}
	return out
}
