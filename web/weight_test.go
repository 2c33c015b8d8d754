package web_test

import (
	"compress/gzip"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
)

// mostBytes is what a page may weigh, compressed as it goes over the wire; a route that is not
// among the lists below has no more.
const mostBytes = 8 << 10

// lists may weigh more, for they grow with what there is to list.
var lists = map[string]int{
	"GET /services": 20 << 10, "GET /search": 20 << 10, "GET /centres": 20 << 10, "GET /decisions": 20 << 10, "GET /licences": 20 << 10,
	"GET /desk": 20 << 10, "GET /desk/unit": 20 << 10, "GET /desk/questions": 20 << 10, "GET /desk/alarms": 20 << 10, "GET /desk/payments": 20 << 10,
	"GET /desk/receive": 20 << 10, "GET /keeper": 20 << 10, "GET /board/centres": 20 << 10, "GET /board/services": 20 << 10,
}

type weight struct {
	bytes     int
	who, path string
	shape     uint64
}

// weigh keeps the heaviest page of each route and, where shapes are asked for, one of each shape.
func (s *sweep) weigh(r reader, k knock, res *httptest.ResponseRecorder) {
	if res.Code != http.StatusOK || !strings.HasPrefix(res.Header().Get("Content-Type"), "text/html") {
		return
	}
	at := weight{zipped(res.Body.Bytes()), r.name, k.path, 0}
	if s.shapes != nil {
		at.shape = shapeOf(res.Body.Bytes())
		if s.shapes[k.pattern] == nil {
			s.shapes[k.pattern] = map[uint64]weight{}
		}
		if _, known := s.shapes[k.pattern][at.shape]; !known {
			s.shapes[k.pattern][at.shape] = at
		}
	}
	if at.bytes > s.heaviest[k.pattern].bytes {
		s.heaviest[k.pattern] = at
	}
}

var element = regexp.MustCompile(`<([a-z][a-z0-9]*)(?:[^>]*? class="([^"]*)")?`)

// shapeOf is the shape of a page: its elements with their classes in order, whatever they say.
func shapeOf(body []byte) uint64 {
	h := fnv.New64()
	for _, m := range element.FindAllSubmatch(body, -1) {
		h.Write(m[1])
		h.Write([]byte{'.'})
		h.Write(m[2])
		h.Write([]byte{'\n'})
	}
	return h.Sum64()
}

func zipped(body []byte) int {
	var n counted
	z := gzip.NewWriter(&n)
	z.Write(body) // counting never fails
	z.Close()
	return int(n)
}

type counted int

func (c *counted) Write(p []byte) (int, error) {
	*c += counted(len(p))
	return len(p), nil
}

// itemsToo asks for the pages that each item has, for they differ with its text and its form.
func (s *sweep) itemsToo() {
	for _, it := range s.Hall.Catalogue().All(s.Today()) {
		for _, pattern := range []string{"GET /items/{code}", "GET /items/{code}/v/{version}/bring", "GET /items/{code}/v/{version}/charts",
			"GET /items/{code}/v/{version}/form", "GET /items/{code}/start", "GET /items/{code}/questions", "GET /desk/receive/{item}"} {
			path := strings.NewReplacer("GET ", "", "{code}", it.Code, "{item}", it.Code, "{version}", strconv.Itoa(it.Version)).Replace(pattern)
			k := knock{method: http.MethodGet, pattern: pattern, path: path}
			for _, r := range readers() {
				if r.staff != "" == strings.HasPrefix(path, "/desk") {
					s.weigh(r, k, s.send(s.browser(r), k.method, k.path, nil))
				}
			}
		}
	}
}

// weightsHeld fails the test for pages that are too heavy.
func (s *sweep) weightsHeld() {
	if len(s.heaviest) < 100 {
		s.t.Errorf("only %d pages were weighed", len(s.heaviest))
	}
	for pattern, w := range s.heaviest {
		most := mostBytes
		if n := lists[pattern]; n > 0 {
			most = n
		}
		if w.bytes > most {
			s.t.Errorf("%s weighs %d bytes compressed as %s (%s), at most %d", pattern, w.bytes, w.who, w.path, most)
		}
	}
	for pattern := range lists {
		if s.heaviest[pattern].bytes == 0 {
			s.t.Errorf("%s: a budget for a page that is not there", pattern)
		}
	}
}

// nameOfRoute is a pattern without what a name of a test cannot have.
func nameOfRoute(pattern string) string {
	return strings.NewReplacer("GET /", "", "/", "-", "{$}", "home", "{", "", "}", "").Replace(pattern)
}
