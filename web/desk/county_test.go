package desk

import (
	"compress/gzip"
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"yimen/testkit"
)

// TestPagesOfCounty holds the pages on which an item is chosen to their budgets with as many items as a county
// has: an item is named in words and suggested, never listed.
func TestPagesOfCounty(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	items := testkit.County(w.hall.Catalogue().All(w.hall.Today()), 1305, 30, false)
	must(t, w.hall.Store.Publish(context.Background(), items, keeper, w.hall.Now()))
	must(t, w.hall.Reload(context.Background()))
	for path, most := range map[string]int{"/desk": 20 << 10, "/desk/unit": 20 << 10, "/desk/questions": 20 << 10, "/desk/phrases": 8 << 10,
		"/desk/receive": 20 << 10, "/desk/receive?q=" + url.QueryEscape("登记"): 20 << 10, "/desk?item=" + url.QueryEscape("登记"): 20 << 10} {
		page := w.as(atStreet).get(path).is(http.StatusOK)
		var zipped strings.Builder
		z := gzip.NewWriter(&zipped)
		z.Write(page.Body.Bytes())
		must(t, z.Close())
		if zipped.Len() > most {
			t.Errorf("%s weighs %d bytes compressed, at most %d", path, zipped.Len(), most)
		}
	}
	c := w.as(acceptor)
	list := c.get("/desk/receive").is(http.StatusOK, "项可收件").text()
	if n := strings.Count(list, `href="/desk/receive/`); n != mostItems {
		t.Errorf("the counter lists %d items, %d expected", n, mostItems)
	}
	if first := strings.Index(list, `href="/desk/receive/`); !strings.HasPrefix(list[first:], `href="/desk/receive/`+house+`"`) {
		t.Errorf("what was received stands not first: %.60s", list[first:])
	}
	c.get("/desk/receive?q="+url.QueryEscape("登记")).is(http.StatusOK, "项相符")
	for item, found := range map[string]bool{house: true, url.QueryEscape("农村村民建房审批 " + house): true, url.QueryEscape("建房"): true,
		url.QueryEscape("登记"): false, url.QueryEscape("没有这样的事项"): false} {
		page := c.get("/desk?item=" + item).is(http.StatusOK)
		if strings.Contains(page.text(), no) != found {
			t.Errorf("the queue of items named %q: %s", item, visible(page.text()))
		}
	}
}

// What is typed for an item and fits several is asked back, with those that it fits, and taken once one is ticked.
func TestItemIsPicked(t *testing.T) {
	w := newWorld(t)
	c := w.as(reviewer)
	typed := []string{"act", "pass", "item", "登记", "text", "材料齐全。"}
	c.post("/desk/phrases", typed...).is(http.StatusUnprocessableEntity, "与“登记”相符的有几项", `value="登记"`, `type="radio" name="item"`, "材料齐全。")
	c.post("/desk/phrases", "act", "pass", "item", "没有的事", "text", "材料齐全。").is(http.StatusUnprocessableEntity, "没有找到与“没有的事”相符的")
	c.post("/desk/phrases", "act", "pass", "item", "农村建房", "text", "四至清楚。").is(http.StatusSeeOther)
	all, err := w.hall.Store.Phrases(context.Background(), reviewer)
	must(t, err)
	if len(all) != 1 || all[0].Item != house {
		t.Errorf("%+v", all)
	}
}
