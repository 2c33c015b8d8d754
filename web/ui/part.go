package ui

import (
	"net/http"
	"strconv"
)

// partRows is how many rows one page shows of a list that is all in memory.
const partRows = 30

// PartOf is the part of a list that an address asks for by "from", and the ways to what is before and
// behind it. An address beyond the list is its beginning.
func PartOf[T any](r *http.Request, list []T) ([]T, Pager) {
	q := r.URL.Query()
	from, _ := strconv.Atoi(q.Get("from")) // what is no number is the beginning
	if from < 0 || from >= len(list) {
		from = 0
	}
	to := min(from+partRows, len(list))
	at := func(n int) string {
		q.Set("from", strconv.Itoa(n))
		return r.URL.Path + "?" + q.Encode()
	}
	var p Pager
	if from > 0 {
		p.Newer = at(max(0, from-partRows))
	}
	if to < len(list) {
		p.Older = at(to)
	}
	if p != (Pager{}) {
		p.Note = Say(r.Context(), "ui.pager.part", "from", from+1, "to", to, "n", len(list))
	}
	return list[from:to], p
}
