package api

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/web/ui"
)

// ItemLine is one item of a list.
type ItemLine struct {
	Code      string   `json:"code"`
	Version   int      `json:"version"`
	Name      Text     `json:"name"`
	Type      string   `json:"type" doc:"事项类型, GB/T 39046-2020 table A.1"`
	From      string   `json:"from" format:"date"`
	Statutory string   `json:"statutory" doc:"法定期限: 20wd, 60d, 6m"`
	Promised  string   `json:"promised" doc:"承诺期限"`
	Channels  []string `json:"channels"`
	AcceptAt  []string `json:"acceptAt" doc:"Levels whose centres receive it"`
}

// VersionLine is one published version.
type VersionLine struct {
	Version int    `json:"version"`
	From    string `json:"from" format:"date"`
	To      string `json:"to,omitempty" format:"date"`
	InForce bool   `json:"inForce"`
}

// CentreLine is one service centre.
type CentreLine struct {
	org.Centre
	Street string `json:"street" doc:"Code of the street it lies in"`
}

type list[T any] struct {
	Body struct {
		Items []T    `json:"items" nullable:"false"`
		Next  string `json:"next,omitempty" doc:"Send it as after to go on; absent on the last page"`
	}
}

// listOf is one page as it is sent.
func listOf[T any](part []T, next string) *list[T] {
	out := &list[T]{}
	out.Body.Items, out.Body.Next = part, next
	if part == nil {
		out.Body.Items = []T{}
	}
	return out
}

type itemOut struct{ Body catalog.Item }

func (a *api) catalogueRoutes() {
	add(a, op("listItems", http.MethodGet, "/items", "items", "Items in force 事项目录; with q, those found, best first"), a.items)
	add(a, op("getItem", http.MethodGet, "/items/{code}", "items", "An item as it is in force: standard sheet, materials, form"), a.item)
	add(a, op("listItemVersions", http.MethodGet, "/items/{code}/versions", "items", "Published versions, newest first"), a.versions)
	add(a, op("getItemVersion", http.MethodGet, "/items/{code}/versions/{version}", "items", "One published version, for ever the same"), a.itemVersion)
	add(a, op("listCentres", http.MethodGet, "/centres", "centres", "Service centres 服务网点, by unit"), a.centres)
	add(a, op("getCentre", http.MethodGet, "/centres/{code}", "centres", "One centre"), a.centre)
}

func (a *api) items(ctx context.Context, in *struct {
	Listed
	Q string `query:"q" maxLength:"100" doc:"Words, pinyin or initials: 开店, kaidian, kd"`
}) (*list[ItemLine], error) {
	found := a.hall.Catalogue().All(a.hall.Today())
	if q := trimmed(in.Q); q != "" {
		found = a.hall.Catalogue().Search(q, a.hall.Today())
	}
	part, next := page(found, in.Listed, func(it *catalog.Item) string { return it.Code })
	var lines []ItemLine
	for _, it := range part {
		lines = append(lines, itemLine(it))
	}
	return listOf(lines, next), nil
}

func itemLine(it *catalog.Item) ItemLine {
	l := ItemLine{Code: it.Code, Version: it.Version, Name: Text{it.Name, it.NameEN}, Type: string(it.Type), From: it.From.String(),
		Statutory: it.Statutory.Period.String(), Promised: it.Promised.Period.String(), Channels: []string{}, AcceptAt: []string{}}
	for _, c := range it.Channels {
		l.Channels = append(l.Channels, string(c))
	}
	for _, at := range it.AcceptAt {
		l.AcceptAt = append(l.AcceptAt, string(at))
	}
	return l
}

type ItemPath struct {
	Code string `path:"code" maxLength:"60" doc:"事项编码"`
}

func (a *api) item(_ context.Context, in *ItemPath) (*itemOut, error) {
	it, ok := a.hall.Catalogue().InForce(in.Code, a.hall.Today())
	if !ok {
		return nil, ui.NotFound()
	}
	return &itemOut{*it}, nil
}

func (a *api) versions(_ context.Context, in *ItemPath) (*list[VersionLine], error) {
	all := a.hall.Catalogue().Versions(in.Code)
	if len(all) == 0 {
		return nil, ui.NotFound()
	}
	var lines []VersionLine
	for _, it := range slices.Backward(all) {
		l := VersionLine{Version: it.Version, From: it.From.String(), InForce: it.InForce(a.hall.Today())}
		if !it.To.IsZero() {
			l.To = it.To.String()
		}
		lines = append(lines, l)
	}
	return listOf(lines, ""), nil
}

func (a *api) itemVersion(_ context.Context, in *struct {
	ItemPath
	Version int `path:"version"`
}) (*itemOut, error) {
	it, ok := a.hall.Catalogue().Version(in.Code, in.Version)
	if !ok {
		return nil, ui.NotFound()
	}
	return &itemOut{*it}, nil
}

// allCentres are the centres of today by their unit: a street's own before its communities'.
func (a *api) allCentres() []CentreLine {
	var lines []CentreLine
	for _, c := range a.hall.Directory().Centres(a.hall.Today()) {
		street, _ := a.hall.Directory().StreetOf(c.Unit, a.hall.Today())
		if c.Counters == nil {
			c.Counters = []org.Counter{}
		}
		lines = append(lines, CentreLine{c, street.Code})
	}
	slices.SortStableFunc(lines, func(x, y CentreLine) int { return strings.Compare(x.Unit, y.Unit) })
	return lines
}

func (a *api) centres(_ context.Context, in *struct {
	Listed
	Street string `query:"street" maxLength:"20" doc:"Code of a street"`
}) (*list[CentreLine], error) {
	all := slices.DeleteFunc(a.allCentres(), func(c CentreLine) bool { return in.Street != "" && c.Street != in.Street })
	return listOf(page(all, in.Listed, func(c CentreLine) string { return c.Code })), nil
}

func (a *api) centre(_ context.Context, in *struct {
	Code string `path:"code" maxLength:"40"`
}) (*struct{ Body CentreLine }, error) {
	for _, c := range a.allCentres() {
		if c.Code == in.Code {
			return &struct{ Body CentreLine }{c}, nil
		}
	}
	return nil, ui.NotFound()
}
