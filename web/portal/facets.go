package portal

import (
	"cmp"
	"context"
	"net/url"
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/web/ui"
)

// facet (分类) is one way to narrow the list of services: a parameter of its address and the
// values that an item has of it.
type facet struct {
	param string
	of    func(it *catalog.Item) []string
	name  func(ctx context.Context, value string) string
}

var facets = []facet{
	{"audience", audiences, func(ctx context.Context, v string) string { return say(ctx, "audience."+v) }},
	{"event", func(it *catalog.Item) []string { return it.Sheet.LifeEvents }, topicName},
	{"theme", themes, topicName},
	{"type", func(it *catalog.Item) []string { return []string{string(it.Type)} }, named("type.")},
	{"linkage", func(it *catalog.Item) []string { return []string{string(it.Linkage())} }, named("linkage.")},
	{"level", acceptLevels, func(ctx context.Context, v string) string { return ui.CodeName(ctx, "level", v) }},
}

func facetOf(param string) facet {
	return facets[slices.IndexFunc(facets, func(f facet) bool { return f.param == param })]
}

// audiences folds the six kinds of addressee into the two that people know themselves by.
func audiences(it *catalog.Item) []string {
	var out []string
	for _, a := range it.Sheet.Audience {
		v := "body"
		if a == catalog.Person {
			v = "person"
		}
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// themes are those for persons and those for firms; one that is for both is one.
func themes(it *catalog.Item) []string {
	list := slices.Clone(it.Sheet.ThemesPerson)
	for _, t := range it.Sheet.ThemesFirm {
		if !slices.Contains(list, t) {
			list = append(list, t)
		}
	}
	return list
}

func acceptLevels(it *catalog.Item) []string {
	var out []string
	for _, l := range it.AcceptAt {
		out = append(out, string(l))
	}
	return out
}

// named names the values of a facet by the catalogue's words for a kind of code.
func named(kind string) func(context.Context, string) string {
	return func(ctx context.Context, v string) string { return sheetWord(ctx, kind+v) }
}

// topicName is the name of a theme or life event, which the catalogue keeps in Chinese.
func topicName(ctx context.Context, zh string) string {
	if key := "portal.topic." + zh; ui.Has(ui.From(ctx).Lang, key) {
		return ui.Say(ctx, key)
	}
	return zh
}

// topic is one value of a facet with the number of items that have it.
type topic struct {
	Value, Name, Href string
	N                 int
}

// topics counts the values that the items have of a facet, the most frequent first. Levels
// keep their order from the top down.
func (f facet) topics(ctx context.Context, items []*catalog.Item) []topic {
	var list []topic
	for _, it := range items {
		for _, v := range f.of(it) {
			i := slices.IndexFunc(list, func(t topic) bool { return t.Value == v })
			if i < 0 {
				list = append(list, topic{Value: v, Name: f.name(ctx, v), Href: "/services?" + url.Values{f.param: {v}}.Encode()})
				i = len(list) - 1
			}
			list[i].N++
		}
	}
	if f.param == "level" {
		order := []string{string(org.City), string(org.District), string(org.Street), string(org.Community)}
		slices.SortFunc(list, func(a, b topic) int {
			return cmp.Compare(slices.Index(order, a.Value), slices.Index(order, b.Value))
		})
		return list
	}
	if f.param == "event" {
		slices.SortStableFunc(list, func(a, b topic) int { return cmp.Compare(inLife(a), inLife(b)) })
		return list
	}
	slices.SortStableFunc(list, func(a, b topic) int {
		return cmp.Or(cmp.Compare(rest(a), rest(b)), cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value))
	})
	return list
}

// life is the order in which the events of life 人生事件 come; what the catalogue has besides
// follows.
var life = []string{"生孩子", "上学", "就业失业", "开店", "结婚", "来龙湾居住", "租房", "建房", "用电", "养宠物", "看病", "困难求助", "退休", "养老", "身后事"}

func inLife(t topic) int {
	if i := slices.Index(life, t.Value); i >= 0 {
		return i
	}
	return len(life)
}

// otherTheme is that of what fits under none.
const otherTheme = "其他"

// rest puts the topic of all that fits nowhere behind the others.
func rest(t topic) int {
	if t.Value == otherTheme || t.Value == "other" {
		return 1
	}
	return 0
}
