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

// Who was content may add once what he thinks later on; it stands beside the first.
func TestRateAgain(t *testing.T) {
	w := newWorld(t)
	no := w.ended(true)
	from := "/cases/" + no + "/rate"
	w.post(from, from, url.Values{"level": {"satisfied"}}).ok(http.StatusOK, "满意", "追加评价", from)
	w.get(from).ok(http.StatusOK, "现在您还满意吗", "提交追评").not("您对这次办事满意吗")
	w.post(from, from, url.Values{"text": {"证照有错字"}}).ok(http.StatusUnprocessableEntity, "证照有错字</textarea>", "现在您还满意吗")
	w.post(from, from, url.Values{"level": {"fair"}, "text": {"证照有错字"}}).ok(http.StatusOK, "追评", "基本满意", "证照有错字").not("追加评价")
	w.post("/cases/"+no, from, url.Values{"level": {"fair"}}).ok(http.StatusUnprocessableEntity, "已经追评过了")
	w.get("/cases/"+no+"?lang=en").ok(http.StatusOK, "Added later").not("rating.", "codes.")
}

// How content people were with each body everybody reads, and of nobody whose case it was.
func TestRatingsArePublic(t *testing.T) {
	w := newWorld(t)
	w.get("/ratings").ok(http.StatusOK, "没有这样的评价")
	for i, level := range []string{"satisfied", "veryDissatisfied", "fair"} {
		no := w.ended(true)
		from := "/cases/" + no + "/rate"
		w.post(from, from, url.Values{"level": {level}, "text": {"跑了三次"}}).ok(http.StatusOK)
		w.get("/ratings").ok(http.StatusOK, []string{"100%", "50%", "66%"}[i]).not(append(secrets, no, "跑了三次")...)
	}
	w.get("/decisions").ok(http.StatusOK, `href="/ratings"`)
	w.get("/ratings?lang=en").ok(http.StatusOK, "Published ratings").not("rating.", "codes.")
}
