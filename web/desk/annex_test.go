package desk

import (
	"bytes"
	"mime"
	"net/http"
	"testing"

	"github.com/xuri/excelize/v2"

	press "yimen/paper"
)

// TestAnnexes: the keeper alone has the four annexes, filled and blank, in both formats.
func TestAnnexes(t *testing.T) {
	w := newWorld(t)
	w.as(acceptor).get("/desk/annexes").is(http.StatusForbidden, "只有目录管理岗")
	w.as(acceptor).get("/desk/annexes/2/filled.xlsx").is(http.StatusForbidden)
	k := w.as(keeper)
	k.get("/desk").is(http.StatusOK, "/desk/annexes")
	k.get("/desk/annexes").is(http.StatusOK, "附件4", "龙湾区联动事项报送表", "/desk/annexes/4/blank.docx").not("annex.")
	for _, no := range []string{"1", "2", "3", "4"} {
		for _, file := range []string{"filled.xlsx", "filled.docx", "blank.xlsx", "blank.docx"} {
			a := k.get("/desk/annexes/" + no + "/" + file).is(http.StatusOK)
			if a.Body.Len() < 1000 || !bytes.HasPrefix(a.Body.Bytes(), []byte("PK")) {
				t.Errorf("annex %s, %s is no archive of %d bytes", no, file, a.Body.Len())
			}
			if _, said, err := mime.ParseMediaType(a.Header().Get("Content-Disposition")); err != nil || len(said["filename"]) < 10 {
				t.Errorf("annex %s, %s is named %q, %v", no, file, said, err)
			}
		}
	}
	f, err := excelize.OpenReader(k.get("/desk/annexes/3/filled.xlsx").is(http.StatusOK).Body)
	must(t, err)
	if name, _ := f.GetCellValue("附件3", "B5"); name == "" {
		t.Error("annex 3 has no first item")
	}
	must(t, f.Close())
	for _, wrong := range []string{"5/filled.xlsx", "x/filled.xlsx", "1/other.xlsx", "1/filled"} {
		k.get("/desk/annexes/" + wrong).is(http.StatusNotFound)
	}
	k.get("/desk/annexes/4/filled.pdf").is(http.StatusServiceUnavailable, "文件暂时无法制作")
	w.hall.Press = press.New("../..")
	defer w.hall.Press.Close()
	for range 2 { // printed, and kept
		if pdf := k.get("/desk/annexes/4/filled.pdf").is(http.StatusOK).Body.Bytes(); !bytes.HasPrefix(pdf, []byte("%PDF-")) {
			t.Error("annex 4 is not printed")
		}
	}
	k.get("/desk/annexes?lang=en")
	k.get("/desk/annexes").is(http.StatusOK, "Linked items").not("annex.")
}
