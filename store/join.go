package store

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// joinSizes are how many rows a joined statement has: few texts, so that each is prepared
// once and kept.
var joinSizes = []int{32, 8, 2}

// Joined is the plan with statements of the same text joined, many rows with each: a
// statement costs a database more than a row. Only those that say what their row is (Each)
// are joined. They come after the others, kind by kind, so none of them may depend on one
// that is joined too.
func (p Plan) Joined() Plan {
	out := make(Plan, 0, len(p))
	alike := map[string][]Stmt{}
	var texts []string
	for _, s := range p {
		if s.Each == "" {
			out = append(out, s)
			continue
		}
		if alike[s.SQL] == nil {
			texts = append(texts, s.SQL)
		}
		alike[s.SQL] = append(alike[s.SQL], s)
	}
	for _, text := range texts {
		out = append(out, joined(alike[text])...)
	}
	return out
}

// joined makes few statements of many alike.
func joined(alike []Stmt) Plan {
	var out Plan
	for _, size := range joinSizes {
		for len(alike) >= size {
			args := make([]any, 0, size*len(alike[0].Args))
			for _, s := range alike[:size] {
				args = append(args, s.Args...)
			}
			out = append(out, Stmt{SQL: joinedText(alike[0], size), Args: args})
			alike = alike[size:]
		}
	}
	return append(out, slices.Clone(alike)...)
}

var (
	parameter   = regexp.MustCompile(`\$\d+`)
	joinedTexts sync.Map // joinedKey → string
)

type joinedKey struct {
	sql  string
	size int
}

// joinedText is the statement with its row written size times, the parameters counted on.
func joinedText(s Stmt, size int) string {
	key := joinedKey{s.SQL, size}
	if text, ok := joinedTexts.Load(key); ok {
		return text.(string)
	}
	rows := make([]string, size)
	for i := range rows {
		rows[i] = parameter.ReplaceAllStringFunc(s.Each, func(p string) string {
			n, _ := strconv.Atoi(p[1:]) // digits, by the expression
			return "$" + strconv.Itoa(i*len(s.Args)+n)
		})
	}
	between := ", "
	if strings.Contains(s.Each, " = ") {
		between = " OR "
	}
	text := strings.Replace(s.SQL, s.Each, strings.Join(rows, between), 1)
	joinedTexts.Store(key, text)
	return text
}
