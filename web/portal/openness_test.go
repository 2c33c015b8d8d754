package portal

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"yimen/paper"
)

// TestCentreFiles: every centre has its card and its board to be printed, where there is a press.
func TestCentreFiles(t *testing.T) {
	w := newWorld(t)
	const centre = "/centres/330303001-zx"
	w.get(centre).ok(http.StatusOK, "便民服务卡", "政务公开栏", centre+"/card.pdf", "/open-data")
	w.get("/centres/nowhere/card.pdf").ok(http.StatusNotFound)
	w.get(centre+"/card.pdf").ok(http.StatusServiceUnavailable, "文件暂时无法制作")
	w.hall.Press = paper.New("../..")
	defer w.hall.Press.Close()
	w.hall.Paper.Site = "https://yimen.example"
	for _, name := range []string{"card", "board"} {
		if p := w.get(centre + "/" + name + ".pdf").ok(http.StatusOK); !strings.HasPrefix(p.body, "%PDF-") {
			t.Errorf("%s is not printed", name)
		}
	}
}

// TestOpenData: the data sets say the same as JSON and as CSV, row by row, and lead to addresses
// that exist.
func TestOpenData(t *testing.T) {
	w := newWorld(t)
	w.get("/open-data").ok(http.StatusOK, "事项目录", "sheets.json", "centres.csv", "OpenAPI")
	w.get("/open-data?lang=en").ok(http.StatusOK, "Standard sheets")
	for _, set := range datasets {
		p := w.get("/open-data/" + set.key + ".json").ok(http.StatusOK)
		var got struct {
			On   string
			Data []map[string]any
		}
		if err := json.Unmarshal([]byte(p.body), &got); err != nil || got.On != w.hall.Today().String() || len(got.Data) == 0 {
			t.Fatalf("%s: %v, %d rows of %s", set.key, err, len(got.Data), got.On)
		}
		table, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.get("/open-data/"+set.key+".csv").ok(http.StatusOK).body, "\ufeff"))).ReadAll()
		if err != nil || len(table) != len(got.Data)+1 || strings.Join(table[0], ",") != strings.Join(set.head, ",") {
			t.Fatalf("%s: %v, %d rows and %d", set.key, err, len(table)-1, len(got.Data))
		}
		for i, row := range table[1:] {
			address, _ := got.Data[i]["address"].(string)
			if set.key == "centres" {
				address, _ = got.Data[i]["page"].(string)
			}
			if address == "" || address != row[len(row)-1] {
				t.Errorf("%s row %d leads to %q and %q", set.key, i, address, row[len(row)-1])
			}
			if i < 3 {
				w.get(address).ok(http.StatusOK)
			}
		}
	}
	w.get("/open-data/items.xml").ok(http.StatusNotFound)
	w.get("/open-data/people.json").ok(http.StatusNotFound)
}

// TestPermanentAddresses: every version of every item answers at its own address with its chart,
// replaced and withdrawn ones too; an item that has ended leaves the open lists, not its address.
func TestPermanentAddresses(t *testing.T) {
	w := newWorld(t)
	replaced := 0
	for _, now := range w.hall.Catalogue().All(w.hall.Today()) {
		for _, it := range w.hall.Catalogue().Versions(now.Code) {
			w.get(versionPath(it.Code, it.Version)).ok(http.StatusOK, it.Name, versionPath(it.Code, it.Version)+"/flow.bpmn")
			w.get(versionPath(it.Code, it.Version) + "/flow.bpmn").ok(http.StatusOK)
			if it.Version != now.Version {
				replaced++
			}
		}
	}
	if replaced == 0 {
		t.Error("no item of the starter has a version that was replaced")
	}
	it, _ := w.hall.Catalogue().InForce("LW-XK-004", w.hall.Today())
	w.must(w.hall.WithdrawItem(t.Context(), it.Code, w.hall.Today(), "依据废止", "lw801"))
	w.get("/open-data/items.csv").ok(http.StatusOK, versionPath(it.Code, it.Version))
	w.now.Add(24 * 3600 * 1000)
	w.get("/open-data/items.csv").ok(http.StatusOK).not(versionPath(it.Code, it.Version))
	w.get("/open-data/sheets.json").ok(http.StatusOK).not(versionPath(it.Code, it.Version) + `"`)
	w.get(versionPath(it.Code, it.Version)).ok(http.StatusOK, it.Name)
}
