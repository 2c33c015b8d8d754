package portal

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/pay"
)

// owing is a granted case of the starter's that is paid for online, and its number.
func (w *world) owing() string {
	w.t.Helper()
	no, _ := w.submitted(w.itemThat(func(it *catalog.Item) bool { return it.Sheet.Fee.OnlinePay }))
	f, err := w.hall.OpenOwn(w.t.Context(), no)
	w.must(err)
	accepted(w.t, w.hall, no)
	for f.State() != casework.Granted {
		if f.State() == casework.Approving {
			staffDo(w.t, w.hall, no, casework.Grant{Opinion: "同意"})
		} else if f.State() == casework.Reviewing {
			staffDo(w.t, w.hall, no, casework.Pass{Opinion: "同意"})
		}
		f, err = w.hall.OpenOwn(w.t.Context(), no)
		w.must(err)
	}
	line := casework.FeeLine{Name: f.Item.Sheet.Fee.Items[0].Name, Fen: 12050, Reduced: 50, By: "减免政策"}
	staffDo(w.t, w.hall, no, casework.OrderFee{Lines: []casework.FeeLine{line}})
	return no
}

// TestPayOnline: the applicant sees what is due and why, goes to the platform, confirms there,
// and finds it paid; without JavaScript.
func TestPayOnline(t *testing.T) {
	w := newWorld(t)
	no := w.owing()
	path := "/cases/" + no
	w.get(path).ok(http.StatusOK, "缴费 120.00 元", path+"/pay", "请缴费 120.00 元。")
	w.get(path+"/pay").ok(http.StatusOK, "缴款单号", no+"-1", "120.50", "减免政策", "合计应缴 120.00 元", "到窗口缴费").not("去支付平台")
	w.get(path+"/pay/go").ok(http.StatusOK, "到窗口缴费") // there is no platform
	w.get("/pay/trial").ok(http.StatusNotFound)

	trial := pay.Trial{Key: []byte("a key"), To: w.url}
	w.hall.Pay = trial
	w.get(path+"/pay").ok(http.StatusOK, "去支付平台付 120.00 元")
	w.get(path+"/pay?lang=en").ok(http.StatusOK, "Pay 120.00 yuan on the platform")
	w.get(path + "?lang=zh")
	till := w.get(path+"/pay/go").ok(http.StatusOK, "不会真的扣款", "120.00 元", no+"-1")
	if !strings.HasPrefix(till.path, pay.TrialPage) {
		t.Fatalf("the link leads to %s", till.path)
	}
	w.get(strings.Replace(till.path, "order=", "order=x", 1)).ok(http.StatusNotFound)
	paid := w.post(till.path, till.path, url.Values{}).ok(http.StatusOK, "缴清", "TEST-").not("去支付平台")
	if paid.path != path+"/pay" {
		t.Errorf("the platform leads back to %s", paid.path)
	}
	w.post(till.path, till.path, url.Values{}).ok(http.StatusOK, "缴清").not("退回") // sent twice is paid once
	w.get(path).ok(http.StatusOK, "网上缴费 120.00 元", "流水号").not("缴费 120.00 元</a>")
	w.get(path+"/pay/go").ok(http.StatusOK, "缴清")
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	w.must(err)
	if rec.Fee.Paid.Provider != "trial" || rec.Fee.PaidOn != monday.Date() {
		t.Errorf("%+v", rec.Fee)
	}
}

// TestReports: a report that the platform did not sign books nothing; one for which nothing is
// due is given back, which the page says.
func TestReports(t *testing.T) {
	w := newWorld(t)
	no := w.owing()
	trial := pay.Trial{Key: []byte("a key"), To: w.url}
	m := trial.Paid(pay.Order{No: no + "-1", Fen: 12000})
	report := func(at pay.Trial, m pay.Message) int {
		header, body, err := at.Report(m)
		w.must(err)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.url+"/payments/trial", strings.NewReader(string(body)))
		w.must(err)
		req.Header = header
		res, err := http.DefaultClient.Do(req)
		w.must(err)
		res.Body.Close()
		return res.StatusCode
	}
	if got := report(trial, m); got != http.StatusNotFound {
		t.Errorf("a report without a platform: %d", got)
	}
	w.hall.Pay = trial
	if got := report(pay.Trial{Key: []byte("another")}, m); got != http.StatusForbidden {
		t.Errorf("a forged report: %d", got)
	}
	big := m
	big.Ref = strings.Repeat("x", reportLimit)
	if got := report(trial, big); got != http.StatusRequestEntityTooLarge {
		t.Errorf("a report too large: %d", got)
	}
	less := m
	less.Ref, less.Fen = "less", 11900
	if got := report(trial, less); got != http.StatusOK {
		t.Errorf("a report of another sum: %d", got)
	}
	w.get("/cases/"+no+"/pay").ok(http.StatusOK, "119.00 元，流水号 less", "退回", "去支付平台付 120.00 元")
	for range 2 {
		if got := report(trial, m); got != http.StatusOK {
			t.Errorf("a report: %d", got)
		}
	}
	w.get("/cases/"+no+"/pay").ok(http.StatusOK, "缴清")
}
