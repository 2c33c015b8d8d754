package keeper

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/web/ui"
)

// change (变动) is one leaf in which two versions of an item differ; rows are known by what they
// are called, so that a new one does not shift the others.
type change struct {
	path          string // without rows, for its words
	row           string // what the row is called; empty outside of lists
	before, after string
	raw           bool // has no words of its own
}

// differences lists what differs from a to b, in the order of the pages.
func differences(a, b catalog.Item) ([]change, error) {
	ta, err := treeOf(shorn(a))
	if err != nil {
		return nil, err
	}
	tb, err := treeOf(shorn(b))
	if err != nil {
		return nil, err
	}
	var list []change
	compare(&list, "", "", map[string]any(ta), map[string]any(tb))
	slices.SortStableFunc(list, func(x, y change) int { return cmp.Compare(rank(x.path), rank(y.path)) })
	return list, nil
}

// shorn leaves out what is given by publication.
func shorn(it catalog.Item) catalog.Item {
	it.Version, it.From, it.To = 0, 0, 0
	return it
}

func compare(list *[]change, path, row string, a, b any) {
	ma, oka := a.(map[string]any)
	mb, okb := b.(map[string]any)
	if oka || okb {
		names := keysOf(ma, mb)
		for _, name := range names {
			compare(list, strings.TrimPrefix(path+"."+name, "."), row, ma[name], mb[name])
		}
		return
	}
	la, lb := rowsOfAny(a), rowsOfAny(b)
	if la == nil && lb == nil {
		if x, y := text(a), text(b); x != y {
			*list = append(*list, change{path: path, row: row, before: x, after: y, raw: !ui.Has(ui.Zh, "keeper.f."+path)})
		}
		return
	}
	compareRows(list, path, row, la, lb)
}

// compareRows matches the rows of two lists by what they are called.
func compareRows(list *[]change, path, row string, a, b []map[string]any) {
	na, nb := named(a), named(b)
	for i, name := range na {
		j := slices.Index(nb, name)
		within := strings.TrimPrefix(row+" › "+name, " › ")
		if j < 0 {
			*list = append(*list, change{path: path, row: within, before: name})
			continue
		}
		compare(list, path, within, a[i], b[j])
	}
	for _, name := range nb {
		if !slices.Contains(na, name) {
			*list = append(*list, change{path: path, row: strings.TrimPrefix(row+" › "+name, " › "), after: name})
		}
	}
	both := func(x, y []string) (out []string) {
		for _, name := range x {
			if slices.Contains(y, name) {
				out = append(out, name)
			}
		}
		return out
	}
	if x, y := both(na, nb), both(nb, na); !slices.Equal(x, y) {
		*list = append(*list, change{path: path, row: row, before: strings.Join(x, "、"), after: strings.Join(y, "、")})
	}
}

// named gives each row the name people know it by, made unique.
func named(rows []map[string]any) []string {
	var list []string
	for _, r := range rows {
		name := ""
		for _, key := range []string{"name", "title", "q", "zh"} {
			name = cmp.Or(name, text(r[key]))
		}
		if law := text(r["law"]); law != "" {
			name = law + text(r["article"]) + text(r["paper"])
		}
		if said, ok := r["text"].(map[string]any); ok { // a question of 申请前自查
			name = text(said["zh"])
		}
		for slices.Contains(list, name) {
			name += "′"
		}
		list = append(list, name)
	}
	return list
}

func rowsOfAny(v any) []map[string]any {
	l, _ := v.([]any)
	var rows []map[string]any
	for _, x := range l {
		if m, ok := x.(map[string]any); ok {
			rows = append(rows, m)
		}
	}
	return rows
}

func keysOf(a, b map[string]any) []string {
	var keys []string
	for _, m := range []map[string]any{a, b} {
		for k := range m {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// order is the place of each path on the pages.
var order = func() map[string]int {
	m := map[string]int{}
	var add func(g group, below string)
	add = func(g group, below string) {
		if g.rows != "" {
			below += g.rows
			m[below] = len(m) + 1
			below += "."
		}
		for _, f := range g.fields {
			m[below+f.path] = len(m) + 1
		}
		for _, w := range g.within {
			add(w, below)
		}
	}
	for _, p := range parts {
		for _, g := range p.groups {
			add(g, "")
		}
	}
	return m
}()

// rank is where a path stands; what stands on no page comes last.
func rank(path string) int {
	if n, ok := order[path]; ok {
		return n
	}
	return len(order) + 1
}

// changesTable shows differences side by side.
func changesTable(ctx context.Context, list []change) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "keeper.diff")}
	for _, c := range []string{"field", "before", "after"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "keeper.diff."+c), Tight: false})
	}
	for _, c := range list {
		what := c.path
		if !c.raw {
			what = label(ctx, c.path)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Strs(what, c.row), ui.Str(inWords(ctx, c.path, c.before)), ui.Str(inWords(ctx, c.path, c.after))}})
	}
	return t
}

// inWords says a value by its words where the path has some: a limit, a code, a list.
func inWords(ctx context.Context, path, value string) string {
	if limit, err := period.Parse(value); err == nil && (strings.HasSuffix(path, "eriod") || strings.HasSuffix(path, "limit") || strings.HasSuffix(path, "validity")) {
		return ui.Limit(ctx, limit)
	}
	for _, p := range parts {
		for _, g := range p.groups {
			for _, f := range g.fields {
				below := ""
				if g.rows != "" {
					below = g.rows + "."
				}
				if below+f.path != path || value == "" {
					continue
				}
				if f.kind == yes {
					return ui.Say(ctx, "keeper.yes")
				}
				if f.from == "" && f.kind != lines {
					return value
				}
				list := strings.Split(value, "\n")
				for i := range list {
					if f.from != "" {
						list[i] = ui.Say(ctx, f.from+list[i])
					}
				}
				return strings.Join(list, ui.Say(ctx, "desk.and"))
			}
		}
	}
	return value
}
