package portal

import (
	"net/http"
	"net/url"
	"testing"
)

// Who has his result says how content he is, once; what came of it stands on his page.
func TestRate(t *testing.T) {
	w := newWorld(t)
	no := w.ended(true)
	from := "/cases/" + no + "/rate"
	w.get("/cases/"+no).ok(http.StatusOK, "评价这次办事", from)
	w.get(from).ok(http.StatusOK, "非常不满意", "您对这次办事满意吗")
	w.post(from, from, url.Values{"text": {"跑了三次"}}).ok(http.StatusUnprocessableEntity, "满意度", "跑了三次</textarea>")
	w.post(from, from, url.Values{"level": {"veryDissatisfied"}, "text": {"跑了三次"}}).ok(http.StatusOK, "非常不满意", "跑了三次", "差评回访时限", "2026年3月3日", "2026年3月23日").not("评价这次办事")
	w.get(from).ok(http.StatusOK, "跑了三次").not("<textarea")
	w.get("/cases/"+no+"?lang=en").ok(http.StatusOK, "Very dissatisfied", "Call back").not("rating.", "codes.")
}
