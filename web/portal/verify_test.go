package portal

import (
	"net/http"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/notice"
	"yimen/core/period"
	"yimen/paper"
	"yimen/seal"
)

// sealedLetter is a sealed document of the hall's own authority.
func (w *world) sealedLetter() []byte {
	w.t.Helper()
	at := time.Now()
	w.hall.Seals = &app.SealRoom{Folder: filepath.Join(w.t.TempDir(), "seals")}
	authority, err := seal.NewAuthority(w.hall.Seals.Folder, "测试印章", []byte("correct horse"), true, at)
	w.must(err)
	s, err := authority.Issue(seal.Request{ID: "one", Unit: "330303", Name: "龙湾区某局", Kind: seal.Approval, From: at.Add(-time.Hour), To: at.Add(time.Hour)}, at)
	w.must(err)
	press := paper.New("../..")
	defer press.Close()
	printed, err := press.Print(w.t.Context(), notice.Document{Kind: notice.Grant, Lang: notice.Zh, Form: notice.Decision, Title: "准予行政许可决定书", CaseNo: "330303001260506000001",
		On: period.NewDate(2026, 5, 6), Blocks: []notice.Block{{Kind: notice.Text, Text: "准予。"}}}, s.Picture())
	w.must(err)
	file, err := s.Seal(printed.PDF, seal.Stamping{Now: at})
	w.must(err)
	return file
}

// TestVerifyPage: anybody checks a document: valid with its seal and case, changed with the
// reason, in both languages; without an authority the page says so; the roots can be had.
func TestVerifyPage(t *testing.T) {
	w := newWorld(t)
	w.get("/verify").ok(http.StatusOK, "还没有启用电子印章").not("<form class=\"upload", "roots.pem")
	w.get("/verify/roots.pem").ok(http.StatusNotFound)
	file := w.sealedLetter()
	w.get("/verify").ok(http.StatusOK, "上传文书", "/verify/roots.pem").not("data-sending") // the answer is this page itself, which a script would lose
	w.get("/verify/roots.pem").ok(http.StatusOK, "BEGIN CERTIFICATE")
	send := func(name string, content []byte) page {
		return w.send("/verify", url.Values{}, upload{"file", name, content})
	}
	send("决定书.pdf", file).ok(http.StatusOK, "决定书.pdf：有效", "龙湾区某局", "办件 330303001260506000001：准予行政许可决定书", "演示印章").not("决定书.pdf：无效")
	file[len(file)/2] ^= 1
	send("决定书.pdf", file).ok(http.StatusOK, "决定书.pdf：无效", "被改动过").not("办件 330303001260506000001")
	send("a.pdf", []byte("hello")).ok(http.StatusOK, "不是PDF文件")
	w.send("/verify", url.Values{}).ok(http.StatusUnprocessableEntity, "PDF 文书")
	w.get("/verify?lang=en").ok(http.StatusOK, "Check a seal")
}
