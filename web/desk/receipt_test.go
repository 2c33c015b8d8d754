package desk

import (
	"net/http"
	"testing"
)

func TestReceipt(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	w.as(acceptor).get("/desk/cases/"+no+"/receipt").is(http.StatusOK, "收件凭证", no, w.record(no).Query, "农村村民建房审批", "王建国",
		"永中街道永上居委会", "2026年3月2日", "最迟于2026年3月9日作出受理", "农村宅基地使用承诺书", "原件", "陈晓燕", "申请人（代办人）签名").not("33030319900101001X")
	w.as(acceptor).get("/desk/cases/"+no+"/receipt?lang=en").is(http.StatusOK, "Receipt for Application Materials", "Query code", "original", "9 March 2026", "Courtesy translation").not("desk.", "codes.", "paper.")
	bare := w.received("material.m1", "", "material.m2", "", "material.m3", "", "material.m4", "", "material.m5", "", "material.m7", "", "material.m8", "")
	w.as(acceptor).get("/desk/cases/"+bare+"/receipt").is(http.StatusOK, "未收到申请材料")
	w.as(acceptor).get("/desk/cases/330303200209990000099/receipt").is(http.StatusForbidden)
}
