package web

import (
	"net/http"
	"reflect"
	"slices"
)

// Patterns are the patterns of the route table, read out of the mux itself: nobody who adds a
// route can forget it. A mux doesn't tell them; they lie in its index of conflicts.
func Patterns(c Config) []string {
	mux, _ := lay(c)
	index := reflect.ValueOf(mux).Elem().FieldByName("index")
	var all []string
	add := func(list reflect.Value) {
		for i := range list.Len() {
			all = append(all, list.Index(i).Elem().FieldByName("str").String())
		}
	}
	for _, key := range index.FieldByName("segments").MapKeys() {
		add(index.FieldByName("segments").MapIndex(key))
	}
	add(index.FieldByName("multis"))
	slices.Sort(all)
	return slices.Compact(all)
}

// PatternOf is the pattern that answers a form sent to a path; empty where none does.
func PatternOf(mux *http.ServeMux, path string) string {
	r, err := http.NewRequest(http.MethodPost, path, nil)
	if err != nil {
		return ""
	}
	_, pattern := mux.Handler(r)
	return pattern
}

// Mux is the route table.
func Mux(c Config) *http.ServeMux {
	mux, _ := lay(c)
	return mux
}
