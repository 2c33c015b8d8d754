package portal

import (
	"context"
	"net/http"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/notice"
	"yimen/web/ui"
)

// receiptView is the voucher 收件凭证 (许可法32; 浙江「最多跑一次」规定 11).
type receiptView struct {
	app.File
	Voucher app.Document
	Renewed bool // the code is another than when the voucher was written
	Accept  due  // the last day to accept, to tell what is missing, or to refuse
}

// receipt shows the voucher of a case, to note or to print.
func (p *portal) receipt(w http.ResponseWriter, r *http.Request, f app.File) error {
	ctx := r.Context()
	v := receiptView{File: f}
	var err error
	if v.Voucher, err = p.hall.Voucher(ctx, f.Record, notice.Lang(ui.From(ctx).Lang)); err != nil {
		return err
	}
	if v.Renewed, err = p.hall.CodeRenewed(ctx, f.Record); err != nil {
		return err
	}
	for _, k := range f.Clocks {
		if k.Name == casework.AcceptanceClock {
			v.Accept = p.due(ctx, f, k.Clock)
		}
	}
	s := shell(ctx, "track", say(ctx, "receipt.title"), ui.Link{Text: say(ctx, "nav.track"), Href: "/track"}, ui.Link{Text: f.No, Href: casePath(f.No)})
	return ui.Show(w, r, http.StatusOK, receiptPage(s, v))
}

// unitFull is the full name of a unit of a case.
func (p *portal) unitFull(ctx context.Context, code string) string {
	u, _ := p.hall.Directory().UnitOrLast(code, p.hall.Today())
	return both(ctx, u.Name, u.NameEN)
}

// givenText says in which form a material came, and what came in its place.
func givenText(ctx context.Context, f app.File, g casework.Given) string {
	text := givenForm(ctx, f, g)
	if g.Instead != "" {
		text += " · " + ui.Say(ctx, "licence.instead.what", "what", g.Instead)
	}
	return text
}

func givenForm(ctx context.Context, f app.File, g casework.Given) string {
	switch {
	case g.Licence != nil:
		return say(ctx, "given.licence", "no", g.Licence.No)
	case g.How == casework.Upload:
		return say(ctx, "given.files", "n", len(g.Files))
	case f.Channel == catalog.Online && isByForm(f, g.Code):
		return say(ctx, "given.form")
	case f.Channel == catalog.AtKiosk && isByForm(f, g.Code):
		return say(ctx, "given.form.kiosk")
	case g.Count > 0:
		return say(ctx, "given.paper", "how", ui.CodeName(ctx, "how", string(g.How)), "n", g.Count)
	}
	return ui.CodeName(ctx, "how", string(g.How))
}

func isByForm(f app.File, code string) bool {
	for _, m := range f.Item.Materials {
		if m.Code == code {
			return byForm(f.Item, m)
		}
	}
	return false
}

// materialName names a material of a case; "form" is the application form itself.
func materialName(ctx context.Context, f app.File, code string) string {
	for _, m := range f.Item.Materials {
		if m.Code == code {
			return both(ctx, m.Name, m.NameEN)
		}
	}
	if code == "form" {
		return say(ctx, "supplement.form")
	}
	return code
}
