package keeper

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// kind is how a leaf of an item is written on a page.
type kind string

const (
	line   kind = "line"
	area   kind = "area"
	lines  kind = "lines" // a list, one on each line
	number kind = "number"
	yes    kind = "yes"
	limit  kind = "limit" // 20个工作日
	day    kind = "day"
	pick   kind = "pick"
	picked kind = "picked" // one of several numbers
	many   kind = "many"
	hidden kind = "hidden"
	asked  kind = "asked"  // a line of the form that others hang on
	answer kind = "answer" // answers to it, one on each line
	sample kind = "sample" // what the sample form shows
)

// field is one leaf of an item: its path without the rows it stands in, and how it is written.
type field struct {
	path string
	kind kind
	half bool
	must bool
	from string // the words of its choices begin so
	of   []string
}

// group is a set of fields under one heading; with rows they repeat, and within may hold groups
// that repeat in each row.
type group struct {
	key    string
	rows   string // path of the list, empty = none
	fields []field
	within []group
}

// part is one page of a draft.
type part struct {
	key    string
	groups []group
}

func half(path string, k kind) field { return field{path: path, kind: k, half: true} }
func wide(path string, k kind) field { return field{path: path, kind: k} }
func (f field) needed() field        { f.must = true; return f }

func choice(path string, k kind, from string, of ...string) field {
	return field{path: path, kind: k, half: k != many, from: from, of: of}
}

// bilingual are the two languages of one text.
func bilingual(path string) []field {
	return []field{half(path+".zh", line).needed(), half(path+".en", line)}
}

// types that may be chosen: 非行政许可审批 is closed since 2015-05-14 (国发〔2015〕27号).
var types = []string{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"}

var specials = func() (list []string) {
	for _, k := range catalog.SpecialKinds {
		list = append(list, string(k))
	}
	return list
}()

// stops are the longest days of each special procedure of the item.
var stops = func() (list []field) {
	for _, k := range specials {
		list = append(list, half("procedure.stopMost."+k, number))
	}
	return list
}()

// parts are the pages of a draft, in order: the form of Annex 2 with what GB/T 39046 adds.
var parts = []part{
	{"basic", []group{
		{key: "identity", fields: []field{half("name", line).needed(), half("nameEn", line), choice("type", pick, "catalog.type.", types...).needed(), half("baseCode", line), half("taskCode", line)}},
		{key: "limits", fields: []field{half("statutory.period", limit).needed(), half("statutory.basis", area).needed(), half("statutory.note", area), half("statutory.noteEn", area),
			half("promised.period", limit).needed(), half("promised.basis", area), half("quick", yes)}},
		{key: "reception", fields: []field{choice("acceptAt", many, "codes.level.", "city", "district", "street", "community").needed(),
			choice("channels", many, "catalog.channel.", "counter", "online", "post", "fax", "email", "kiosk", "agent").needed()}},
		{key: "result", fields: []field{choice("result.kind", pick, "catalog.result.", "licence", "document", "reply", "none").needed(), half("result.validity", limit),
			half("result.name", line), half("result.nameEn", line), half("result.sample", area), half("result.sampleEn", area), half("result.type", line),
			half("result.renewBefore.period", limit), half("result.renewBefore.basis", line)}},
		{key: "kinds", fields: []field{half("safety", yes), half("registration", yes), half("reviewFirst", yes)}},
		{key: "quota", fields: []field{half("quota.places", number), choice("quota.per", pick, "keeper.per.", "year", "month"), wide("quota.basis", line)}},
		{key: "found", fields: []field{choice("sheet.audience", many, "catalog.audience.", "person", "enterprise", "institution", "socialBody", "administration", "other").needed(),
			half("sheet.themesPerson", lines), half("sheet.themesFirm", lines), half("sheet.lifeEvents", lines), half("sheet.keywords", lines)}},
	}},
	{"sheet", []group{
		{key: "body", fields: []field{half("sheet.implementer.name", line).needed(), half("sheet.implementer.nameEn", line), half("sheet.implementer.function", line).needed(),
			half("sheet.implementer.code", line), choice("sheet.implementer.nature", pick, "catalog.nature.", "1", "2", "3", "9").needed(), half("sheet.implementer.delegate", line), half("sheet.implementer.delegateEn", line),
			choice("sheet.power", pick, "catalog.power.", "1", "2", "3", "4", "5", "6").needed(), choice("sheet.level", pick, "catalog.tier.", "1", "2", "3", "4", "5", "6", "7").needed(),
			half("sheet.joint", lines), half("sheet.jointEn", lines)}},
		{key: "where", fields: slices.Concat(bilingual("sheet.department"), bilingual("sheet.place"), bilingual("sheet.hours"),
			[]field{half("sheet.phone", line).needed(), half("sheet.supervision", line).needed()})},
		{key: "basis", rows: "sheet.basis", fields: []field{half("law", line).needed(), half("article", line), half("paper", line), half("from", day), wide("text", area), half("general", yes)}},
		{key: "conditions", rows: "sheet.conditions", fields: []field{half("zh", area).needed(), half("en", area)}},
		{key: "refusals", rows: "sheet.refusals", fields: []field{half("zh", area).needed(), half("en", area)}},
		{key: "ask", rows: "sheet.ask", fields: slices.Concat(bilingual("text"), bilingual("otherwise"), []field{half("want", yes), half("item", line)})},
		{key: "fee", fields: slices.Concat([]field{half("sheet.fee.charged", yes), half("sheet.fee.payFirst", yes), half("sheet.fee.onlinePay", yes)}, optional(bilingual("sheet.fee.note")))},
		{key: "fees", rows: "sheet.fee.items", fields: []field{half("name", line).needed(), half("nameEn", line), half("standard", area).needed(), half("standardEn", area), half("basis", area).needed(), half("reduction", area), half("reductionEn", area)}},
		{key: "online", fields: slices.Concat([]field{half("sheet.online", yes), choice("sheet.onlineDepth", picked, "catalog.depth.", "1", "2", "3", "4"), wide("sheet.onlineUrl", line),
			half("sheet.visits", number), choice("sheet.scope", pick, "catalog.scope.", "nation", "province", "city", "county", "district")},
			optional(bilingual("sheet.visitReason")), optional(bilingual("sheet.quota")),
			[]field{half("sheet.booking", yes), half("sheet.courier", yes), half("sheet.selfService", yes), half("sheet.stationed", yes), half("sheet.commitInstead", yes)})},
		{key: "intermediary", rows: "sheet.intermediary", fields: []field{half("name", line).needed(), half("basis", line).needed()}},
		{key: "supplement", fields: []field{half("sheet.supplementDue.period", limit), half("sheet.supplementDue.basis", line), half("sheet.supplementDue.note", line), half("sheet.supplementDue.noteEn", line)}},
		{key: "remark", fields: []field{wide("sheet.remark", area), wide("sheet.remarkEn", area), choice("sheet.toVerify", many, "keeper.mark.", catalog.Marked...)}},
	}},
	{"materials", []group{
		{key: "material", rows: "materials", fields: []field{half("name", line).needed(), half("nameEn", line), choice("necessity", pick, "catalog.necessity.", "required", "conditional", "deferrable").needed(),
			choice("form", pick, "catalog.materialForm.", "paper", "electronic", "either").needed(), half("original", number), half("copies", number),
			choice("source", pick, "catalog.source.", "10", "20", "99").needed(), half("issuer", line), half("issuerEn", line), half("licence", line), half("when", line), half("whenEn", line),
			half("standard", line), half("standardEn", line), half("note", line), half("noteEn", line), half("commit", yes), half("code", hidden)}},
	}},
	{"procedure", []group{
		{key: "steps", rows: "procedure.steps", fields: []field{choice("post", pick, "codes.post.", "acceptance", "review", "approval", "issuing").needed(), half("limit", limit).needed(),
			half("name", line).needed(), half("nameEn", line), choice("unit", pick, "").needed(), half("duty", area), half("dutyEn", area), half("onSpot", yes), half("check", yes),
			choice("special", many, "catalog.special.", specials...)},
			within: []group{{key: "beside", rows: "beside", fields: []field{half("name", line).needed(), half("nameEn", line), choice("unit", pick, "").needed(), half("limit", limit).needed(), wide("duty", line)}}}},
		{key: "road", fields: []field{choice("procedure.clockStart", pick, "keeper.clock.", "acceptance", "originals"), half("procedure.joint", yes),
			half("procedure.originalsDue.period", limit), half("procedure.originalsDue.basis", line), half("procedure.originalsLapse.period", limit), half("procedure.originalsLapse.basis", line)}},
		{key: "stops", fields: stops},
	}},
	{"form", []group{
		{key: "title", fields: bilingual("sheet.formTitle")},
		{key: "fields", rows: "fields", fields: []field{half("title", line).needed(), half("titleEn", line), choice("kind", pick, "keeper.kind.", catalog.FormKinds...).needed(), half("max", number),
			half("required", yes), half("options", lines), half("lowest", line), half("highest", line), half("hint", line), half("hintEn", line), half("group", line), half("groupEn", line),
			half("when.field", asked), half("when.is", answer), half("when.need", yes), half("examples", sample), half("name", hidden)}},
	}},
	{"faq", []group{
		{key: "faq", rows: "sheet.faq", fields: []field{wide("q", line).needed(), wide("a", area).needed(), wide("qEn", line), wide("aEn", area)}},
	}},
}

func optional(list []field) []field {
	for i := range list {
		list[i].must = false
	}
	return list
}

// placed are fields of one part at their places in an item with so many rows.
type placed struct {
	field
	at string // path with the rows
}

// in lays out the fields of a group for the rows that there are, below a path.
func (g group) in(t tree, below string) (list []placed) {
	if g.rows == "" {
		for _, f := range g.fields {
			list = append(list, placed{f, below + f.path})
		}
		return list
	}
	for n := range t.list(below + g.rows) {
		row := below + g.rows + "[" + strconv.Itoa(n) + "]."
		for _, f := range g.fields {
			list = append(list, placed{f, row + f.path})
		}
		for _, w := range g.within {
			list = append(list, w.in(t, row)...)
		}
	}
	return list
}

func (p part) in(t tree) (list []placed) {
	for _, g := range p.groups {
		list = append(list, g.in(t, "")...)
	}
	return list
}

func partOf(key string) (part, bool) {
	i := slices.IndexFunc(parts, func(p part) bool { return p.key == key })
	if i < 0 {
		return part{}, false
	}
	return parts[i], true
}

// value is what stands at a place, as it is typed.
func (p placed) value(t tree) []string {
	v := t.get(p.at)
	switch p.kind {
	case yes:
		if v == true {
			return []string{"yes"}
		}
		return nil
	case many:
		var list []string
		for _, x := range t.list(p.at) {
			list = append(list, text(x))
		}
		return list
	case limit:
		if limit, err := period.Parse(text(v)); err == nil {
			return []string{catalog.LimitWords(limit)}
		}
		return []string{text(v)}
	case answer:
		return []string{p.answers(t)}
	case sample:
		return []string{p.sampleText(t)}
	}
	if s := text(v); s != "0" || p.kind == line {
		return []string{s}
	}
	return []string{""}
}

var wholeNumber = regexp.MustCompile(`^\d{1,4}$`)

// put writes what was typed to its place; it is a code where that can't be taken.
func (p placed) put(t tree, typed []string) string {
	said := ""
	if len(typed) > 0 {
		said = typed[0]
	}
	var value any
	switch p.kind {
	case yes:
		if said == "yes" {
			value = true
		}
	case many:
		if len(typed) > 0 {
			value = slices.Clone(typed)
		}
	case lines:
		if list := written(said); len(list) > 0 {
			value = list
		}
	case answer:
		value = p.readAnswers(t, said)
	case sample:
		value = p.readSample(t, said)
	case limit:
		read, ok := catalog.ReadLimit(said)
		if !ok {
			return "limitText"
		}
		if !read.IsZero() {
			value = read.String()
		}
	case day:
		if _, err := period.ParseDate(said); said != "" && err != nil {
			return "date"
		}
		value = filled(said)
	case number, picked:
		if said != "" && !wholeNumber.MatchString(said) {
			return "number"
		}
		if said != "" {
			value = json.Number(strings.TrimLeft(said, "0") + map[bool]string{true: "0"}[strings.Trim(said, "0") == ""])
		}
	default:
		value = filled(said)
	}
	t.set(p.at, value)
	return ""
}

func filled(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func written(s string) (list []string) {
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			list = append(list, l)
		}
	}
	return list
}

var uiKinds = map[kind]ui.Kind{line: ui.KindText, area: ui.KindTextarea, lines: ui.KindTextarea, number: ui.KindNumber, yes: ui.KindCheckbox,
	limit: ui.KindText, day: ui.KindDate, pick: ui.KindSelect, picked: ui.KindSelect, many: ui.KindCheckbox, hidden: ui.KindHidden,
	asked: ui.KindSelect, answer: ui.KindTextarea, sample: ui.KindText}

// shown is a place as a field of the page.
func (k *Keeper) shown(p placed) ui.Field {
	plain := plainPath(p.at)
	f := ui.Field{Name: p.at, Kind: uiKinds[p.kind], Label: ui.Words("keeper.f." + plain), Half: p.half, Required: p.must, Max: 500}
	if ui.Has(ui.Zh, "keeper.h."+plain) {
		f.Hint = ui.Words("keeper.h." + plain)
	}
	switch p.kind {
	case area, lines, answer:
		f.Rows, f.Max = 2, 4000
	case yes:
		f.Options = []ui.Option{{Value: "yes", Label: ui.Words("keeper.yes")}}
	case number:
		f.Lowest, f.Highest = "0", "9999"
	}
	for _, v := range p.of {
		f.Options = append(f.Options, ui.Option{Value: v, Label: ui.Words(p.from + v)})
	}
	if p.path == "unit" {
		f.Options = k.unitRules()
	}
	return f
}

// unitRules are the rules by which a step may find its unit, with the bodies of today.
func (k *Keeper) unitRules() []ui.Option {
	var list []ui.Option
	for _, rule := range []string{"accepting", "community", "street", "government"} {
		list = append(list, ui.Option{Value: rule, Label: ui.Words("keeper.unit." + rule)})
	}
	seen := map[string]bool{}
	for _, u := range k.hall.Directory().Units(k.hall.Today()) {
		kind := map[org.Level]string{org.City: "city", org.District: "department"}[u.Level]
		if u.Kind == org.Station {
			kind = "station"
		}
		for _, function := range strings.Fields(u.Function) {
			rule := kind + ":" + function
			if kind == "" || seen[rule] {
				continue
			}
			seen[rule] = true
			list = append(list, ui.Option{Value: rule, Label: k.ruleText(rule)})
		}
	}
	return list
}

// ruleText says where a rule finds its unit.
func (k *Keeper) ruleText(rule string) ui.Text {
	kind, function, _ := catalog.UnitRule(rule).Parse()
	find := k.hall.Directory().Department
	switch kind {
	case "":
		return ui.Text{Zh: rule, En: rule}
	case "city":
		find = k.hall.Directory().CityDepartment
	case "station", "department":
	default:
		return ui.Words("keeper.unit." + kind)
	}
	name := ui.Text{Zh: function, En: function}
	if u, ok := find(function, k.hall.Today()); ok {
		name = ui.UnitText(u)
	}
	return ui.Words("keeper.unit."+kind, "name", name)
}

// label says in the page's language what a path is: 申报材料 2 · 材料名称.
func label(ctx context.Context, path string) string {
	plain := plainPath(path)
	if !ui.Has(ui.Zh, "keeper.f."+plain) {
		return path
	}
	said := ui.Say(ctx, "keeper.f."+plain)
	if at := numbers.FindAllString(path, -1); len(at) > 0 {
		n, _ := strconv.Atoi(strings.Trim(at[len(at)-1], "[]"))
		return ui.Say(ctx, "keeper.row", "n", n+1, "field", said)
	}
	return said
}
