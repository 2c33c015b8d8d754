package portal

import (
	"context"
	"net/http"
	"strconv"

	"yimen/store"
	"yimen/web/ui"
)

// hearingsView is the public list of hearings that everybody may come to 听证公告.
type hearingsView struct {
	Events []ui.Event
	Pager  ui.Pager
}

// hearingRows is how many announcements one page shows.
const hearingRows = 20

// hearings lists the hearings that were announced, newest first (许可法46、48).
func (p *portal) hearings(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	list, err := p.hall.Store.HearingNotices(ctx, readPlace(q.Get("after")), hearingRows+1)
	if err != nil {
		return err
	}
	var v hearingsView
	if len(list) > hearingRows {
		list = list[:hearingRows]
		last := list[hearingRows-1]
		v.Pager.Older = "/hearings?" + withValue(q, "after", strconv.Itoa(int(last.On))+"."+strconv.FormatInt(last.CaseID, 10))
	}
	if q.Get("after") != "" {
		v.Pager.Newer = "/hearings"
	}
	for _, n := range list {
		v.Events = append(v.Events, p.hearingEvent(ctx, n))
	}
	s := shell(ctx, "public", tell(ctx, "hearings.title"), ui.Link{Text: say(ctx, "nav.public"), Href: "/decisions"})
	return ui.Show(w, r, http.StatusOK, hearingsPage(s, v))
}

func (p *portal) hearingEvent(ctx context.Context, n store.HearingNotice) ui.Event {
	name := n.Item
	if v := p.hall.Catalogue().Versions(n.Item); len(v) > 0 {
		name = itemName(ctx, v[len(v)-1])
	}
	e := ui.Event{Title: tell(ctx, "hearings.of", "item", name), Text: tell(ctx, "hearings.text", "matter", n.Matter, "register", n.Register),
		By: p.unitByCode(ctx, n.Unit), At: ui.Day(ctx, n.On), AtISO: n.On.String(), Tone: ui.Info}
	if !n.HeldOn.IsZero() {
		e.Body = ui.Str(tell(ctx, "hearings.plan", "day", ui.Day(ctx, n.HeldOn), "time", n.Begins, "place", n.Place))
		if n.HeldOn < p.hall.Today() {
			e.Tone = ui.Mute
		}
	}
	return e
}
