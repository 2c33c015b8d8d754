package desk

import (
	"net/http"

	"yimen/app"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/web/ui"
)

// showReceipt prints the voucher of what was handed in (收件凭证; 浙江「最多跑一次」规定 第十一条),
// in the language of the page.
func (d *Desk) showReceipt(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, no := r.Context(), r.PathValue("no")
	file, err := d.hall.Open(ctx, no, app.StaffActor(who))
	if err != nil {
		return err
	}
	doc, err := d.hall.Voucher(ctx, file.Record, notice.Lang(ui.From(ctx).Lang))
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, documentTempl(paperPage{d, no, doc}))
}
