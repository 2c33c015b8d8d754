package desk

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yimen/app"
	"yimen/seal"
)

// TestSealsPages: one administrator asks, another makes; suspended, resumed and revoked each
// with a word; what is wrong stands at its field and nothing typed is lost; nobody else gets in.
func TestSealsPages(t *testing.T) {
	w := newWorld(t)
	w.hall.Seals = &app.SealRoom{Folder: filepath.Join(t.TempDir(), "seals"), Password: []byte("correct horse")}
	first, second := w.as("lw901"), w.as("lw902")
	w.as("lw802").get("/desk/seals").is(http.StatusForbidden, "只有系统管理员")
	first.get("/desk/seals").is(http.StatusOK, "还没有登记印章", "申请刻制")
	fields := []string{"unit", "330303-scjg", "from", w.hall.Today().String(), "to", w.hall.Today().Add(365).String(), "items", "", "reason", "启用电子印章"}
	first.post("/desk/seals", append(fields[:8:8], "reason", "", "items", "LW-NO-1")...).is(http.StatusUnprocessableEntity, "申请理由", "LW-NO-1")
	at := first.post("/desk/seals", fields...).is(http.StatusSeeOther).to()
	if !strings.HasPrefix(at, "/desk/seals/330303-scjg-") {
		t.Fatalf("asked, it leads to %q", at)
	}
	first.get(at + "/picture.svg").is(http.StatusNotFound)
	first.get(at).is(http.StatusOK, "待批准", "启用电子印章", "申请人不能批准自己的申请").not("批准并刻制")
	first.post(at+"/make", "reason", "同意").is(http.StatusUnprocessableEntity, "另一名管理员")
	second.post(at+"/make", "reason", "同意").is(http.StatusUnprocessableEntity, "没有证书机构")
	if _, err := seal.NewAuthority(w.hall.Seals.Folder, "测试", w.hall.Seals.Password, false, time.UnixMilli(int64(w.hall.Now()))); err != nil {
		t.Fatal(err)
	}
	second.post(at+"/make", "reason", " ").is(http.StatusUnprocessableEntity, "意见或者理由")
	second.post(at+"/make", "reason", "同意刻制").is(http.StatusSeeOther)
	second.get(at).is(http.StatusOK, "在用", "同意刻制", "证书序列号", "暂停使用", "吊销")
	if a := second.get(at + "/picture.svg").is(http.StatusOK); !strings.Contains(a.Body.String(), "<svg") {
		t.Errorf("the picture is %.80s", a.Body.String())
	}
	w.as("lw802").get(at + "/picture.svg").is(http.StatusForbidden)
	second.post(at+"/make", "reason", "再刻").is(http.StatusUnprocessableEntity, "状态已经变化", "再刻")
	second.post(at+"/suspend", "reason", "按规定").is(http.StatusSeeOther)
	second.get(at).is(http.StatusOK, "恢复使用", "按规定")
	second.post(at+"/resume", "reason", "查清").is(http.StatusSeeOther)
	second.post(at+"/revoke", "reason", "机构撤并").is(http.StatusSeeOther)
	second.get(at).is(http.StatusOK, "已吊销", "机构撤并").not("恢复使用</button>")
	first.get("/desk/seals").is(http.StatusOK, "已吊销", at)
	first.get("/desk/seals/none").is(http.StatusNotFound)
	first.get(at + "?lang=en")
	first.get(at).is(http.StatusOK, "revoked", "Certificate").not("seal.")
	body, _ := w.hall.Directory().Unit("330303-scjg", w.hall.Today())
	first.get("/desk/seals").is(http.StatusOK, ">"+body.NameEN+"</a>") // the list too says it in the reader's language
}
