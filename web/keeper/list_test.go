package keeper

import (
	"bytes"
	"compress/gzip"
	"context"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"testing"

	"yimen/core/catalog"
	"yimen/store"
	"yimen/testkit"
)

// TestListOfACounty: 1,305 items are in force and each of 34 bodies has reported all of them, 44,370
// drafts. The district office sees the first of each list, goes through a list to its end and meets
// every draft once, narrows by body, state and words, and no page weighs more than 20 KB.
func TestListOfACounty(t *testing.T) {
	w := newWorld(t)
	const items, bodies = 1305, 34
	units := w.county(items, bodies)
	b := w.as(office)

	first := b.get("/keeper").is(http.StatusOK, "等待我办理", "有效的事项", "下一页").light()
	if n := len(draftLinks(first)); n != firstRows {
		t.Errorf("the first page shows %d drafts", n)
	}
	b.get("/keeper?list=items").is(http.StatusOK, "LW-CNT-00001").light().not("等待我办理")
	b.get("/keeper?list=items&after=LW-CNT-00050").is(http.StatusOK, "LW-CNT-00051").light().not(">LW-CNT-00050<")
	b.get("/keeper?list=items&after=x").is(http.StatusOK, "LW-CNT-00001")
	b.get("/keeper?q=canyin").is(http.StatusOK, "餐饮服务许可").light()
	b.get("/keeper?q=LW-CNT-00777").is(http.StatusOK, "LW-CNT-00777").not("LW-CNT-00778").light()
	b.get("/keeper?q=没有这样的事项").is(http.StatusOK, "没有符合条件的事项稿", "没有找到事项").light()
	b.get("/keeper?stage=published").is(http.StatusOK, "没有符合条件的事项稿").not("有效的事项")
	b.get("/keeper?list=turn&after=x").is(http.StatusOK, "等待我办理")

	seen := map[string]bool{}
	pages := 0
	for path := "/keeper?list=turn&unit=" + units[3] + "&stage=reported"; path != ""; pages++ {
		page := b.get(path).is(http.StatusOK).light()
		for _, link := range draftLinks(page) {
			if seen[link] {
				t.Fatalf("%s is listed twice", link)
			}
			seen[link] = true
		}
		path = page.older()
	}
	if want := (items + pageRows - 1) / pageRows; len(seen) != items || pages != want {
		t.Errorf("%d drafts of a body on %d pages, want %d on %d", len(seen), pages, items, want)
	}
	one := b.get("/keeper?list=turn&q=lw-cnt-00777-04").is(http.StatusOK)
	if links := draftLinks(one); len(links) != 1 {
		t.Errorf("by its code %d drafts are found", len(links))
	}
	if links := draftLinks(b.get("/keeper?list=turn&unit=" + units[3] + "&q=" + url.QueryEscape("餐饮服务 备案")).is(http.StatusOK)); len(links) != 1 {
		t.Errorf("by two words %d drafts of a body are found", len(links))
	}
}

// county publishes the items of a county, and lets bodies report each of them as an item of their own.
func (w *world) county(items, bodies int) (units []string) {
	w.t.Helper()
	ctx := context.Background()
	models := w.hall.Catalogue().All(w.hall.Today())
	must(w.t, w.hall.Store.Publish(ctx, testkit.County(models, items, bodies, false), "t", w.hall.Now()))
	for _, u := range w.hall.Directory().Units(w.hall.Today()) {
		if len(units) < bodies {
			units = append(units, u.Code)
		}
	}
	if len(units) < bodies {
		w.t.Fatalf("the directory has only %d units", len(units))
	}
	var drafts []catalog.Draft
	var moves []store.DraftMove
	for i, it := range testkit.County(models, items, bodies, true) {
		head := catalog.Item{Code: it.Code, Name: it.Name, NameEN: it.NameEN, Form: []byte(`{"type":"object"}`)} // a list shows no more of it
		drafts = append(drafts, catalog.Draft{ID: int64(i + 1), Rev: 1, Unit: units[i%bodies], Stage: catalog.Reported, Item: head, Writers: []string{"lw001"}})
		moves = append(moves, store.DraftMove{At: w.hall.Now(), Move: catalog.BeginDraft, By: "lw001"})
	}
	must(w.t, w.hall.Store.AddDrafts(ctx, drafts, moves))
	must(w.t, w.hall.Reload(ctx))
	return units
}

// light fails the test for a page that weighs too much, compressed as it goes over the wire.
func (a reply) light() reply {
	a.t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(a.Body.Bytes())
	must(a.t, err)
	must(a.t, z.Close())
	if b.Len() > 20<<10 {
		a.t.Errorf("the page weighs %d bytes compressed", b.Len())
	}
	return a
}

var (
	draftLink = regexp.MustCompile(`href="(/keeper/drafts/\d+)"`)
	olderLink = regexp.MustCompile(`rel="next" href="([^"]+)"`)
)

func draftLinks(a reply) (list []string) {
	for _, m := range draftLink.FindAllStringSubmatch(a.Body.String(), -1) {
		list = append(list, m[1])
	}
	return list
}

func (a reply) older() string {
	m := olderLink.FindStringSubmatch(a.Body.String())
	if m == nil {
		return ""
	}
	return html.UnescapeString(m[1])
}
