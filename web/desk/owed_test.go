package desk

import (
	"context"
	"net/http"
	"testing"

	"yimen/core/board"
)

// TestFormsOwed: the queue of a keeper names the forms that his body has to report soon, with
// their day, and the way there.
func TestFormsOwed(t *testing.T) {
	w := newWorld(t)
	call := board.NoticeCall()
	call.Code, call.From = "2026", w.hall.Today()
	for i := range call.Parts {
		call.Parts[i].Due, call.Parts[i].Units = w.hall.Today().Add(4*i+3), nil
	}
	must(t, w.hall.SaveCall(context.Background(), call, 0, keeper))
	const street = "lw811" // 目录管理, 永中街道
	w.as(street).get("/desk").is(http.StatusOK, "填报提醒", "永中街道的附件2：即将到期，最迟2026-03-05报送", "/keeper/calls/2026/2/330303001").not("附件4")
	w.as(acceptor).get("/desk").is(http.StatusOK).not("填报提醒")
}
