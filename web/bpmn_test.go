package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"yimen/app"
	"yimen/chart"
	"yimen/core/catalog"
	"yimen/starter"
	"yimen/web/ui/uitest"
)

const bpmnViewer = "../node_modules/bpmn-js/dist/bpmn-viewer.production.min.js"

// TestBPMNIsShown: bpmn-js, with which others draw such files, shows both charts of every starter
// item: without a warning, each symbol and each arrow with its picture, and every step's name.
func TestBPMNIsShown(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(bpmnViewer); err != nil {
		t.Fatal("node_modules/bpmn-js is missing: npm ci --ignore-scripts")
	}
	items, err := app.ReadItems(starter.Data, "items")
	if err != nil {
		t.Fatal(err)
	}
	type file struct {
		Name string `json:"name"`
		XML  string `json:"xml"`
	}
	var files []file
	for _, it := range items {
		unit := func(int, int) catalog.Text { return catalog.Text{ZH: "某单位", EN: "Some unit"} }
		for _, c := range []chart.Chart{chart.External(&it), chart.Power(&it, unit)} {
			text, err := c.BPMN(&it)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file{fmt.Sprintf("%s v%d %s", it.Code, it.Version, c.Title.ZH), string(text)})
		}
	}
	mux := http.NewServeMux()
	for path, name := range map[string]string{"/{$}": "testdata/bpmn.html", "/bpmn.js": "testdata/bpmn.js", "/viewer.js": bpmnViewer} {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, name) })
	}
	mux.HandleFunc("/files.json", func(w http.ResponseWriter, _ *http.Request) { _ = json.NewEncoder(w).Encode(files) })
	p := uitest.Open(t, mux)
	p.Go("/")
	p.Do(chromedp.WaitVisible("#done"))
	if got, want := p.Read("#said"), fmt.Sprintf("%d files. ", len(files)); got != want && got != want[:len(want)-1] {
		t.Error(got)
	}
	p.Size(1440, 1000, 100)
	p.Shot("bpmn-js")
}
