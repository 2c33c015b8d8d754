package portal

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"yimen/annex"
	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/paper"
	"yimen/store"
	"yimen/web/ui"
)

// cardFile (便民服务卡) is the card of a centre, to be printed.
func (p *portal) cardFile(w http.ResponseWriter, r *http.Request) error {
	return p.printCentre(w, r, "便民服务卡", annex.Centre.Card)
}

// boardFile (政务公开栏) is the openness board of a centre, to be printed.
func (p *portal) boardFile(w http.ResponseWriter, r *http.Request) error {
	return p.printCentre(w, r, "政务公开栏", annex.Centre.Board)
}

func (p *portal) printCentre(w http.ResponseWriter, r *http.Request, name string, form func(annex.Centre, bool) (paper.Form, error)) error {
	at, ok := p.placeOf(r.PathValue("code"))
	if !ok {
		return ui.NotFound()
	}
	c, err := p.openCentre(r.Context(), at)
	if err != nil {
		return err
	}
	f, err := form(c, p.hall.Paper.Demo)
	if err != nil {
		return err
	}
	pdf, err := p.hall.PrintForm(r.Context(), f)
	if errors.Is(err, app.ErrNoPress) {
		return ui.Problem{Status: http.StatusServiceUnavailable, Code: "noPress", Cause: err}
	}
	if err != nil {
		return err
	}
	return showPDF(w, r, c.Name+name+".pdf", pdf)
}

// openCentre is what a centre makes public today.
func (p *portal) openCentre(ctx context.Context, at place) (annex.Centre, error) {
	dir, today := p.hall.Directory(), p.hall.Today()
	c := annex.Centre{Centre: at.Centre, Body: at.Unit, Supervision: at.Unit.SupervisionPhone, Site: p.hall.Paper.Site, Items: p.itemsAt(at.Unit),
		Daily: p.hall.Registers().Offered(at.Centre.Code, today), On: today}
	if c.Supervision == "" {
		c.Supervision = at.Street.SupervisionPhone
	}
	for _, s := range dir.Workers(at.Unit.Code, today) {
		if slices.ContainsFunc(dir.HoldingsOf(s.No, today), func(h org.Holding) bool { return h.Unit == at.Unit.Code && h.Post == org.Agency }) {
			c.Agents = append(c.Agents, s.Name)
		}
	}
	for _, seat := range p.hall.Registers().FixedPosts(at.Centre.Code, today) {
		s, _ := dir.StaffByNo(seat.Staff)
		c.Seats = append(c.Seats, []string{seat.Counter, ui.T(ui.Zh, "codes.post."+string(seat.Post)), s.Name})
	}
	var err error
	c.Decisions, err = p.openDecisions(ctx, c.Items)
	return c, err
}

// mostShown is how many decisions hang on the board, of so many looked through.
const mostShown, lookedThrough = 20, 200

// openDecisions are the newest decisions in favour on some items (许可法40), masked as they were
// published; the rest is on the portal.
func (p *portal) openDecisions(ctx context.Context, items []*catalog.Item) (rows [][]string, err error) {
	list, err := p.hall.Store.Published(ctx, store.Decisions{}, store.Place{}, lookedThrough)
	for _, d := range list {
		i := slices.IndexFunc(items, func(it *catalog.Item) bool { return it.Code == d.Item })
		if i < 0 || len(rows) == mostShown {
			continue
		}
		rows = append(rows, []string{d.On.String(), items[i].Name, d.Holder, d.Content, dayOrOpen(d.Until)})
	}
	return rows, err
}

func dayOrOpen(d period.Date) string {
	if d.IsZero() {
		return "长期"
	}
	return d.String()
}
