package portal

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/web/ui"
)

// figures is the band of the four facts that people look for first.
func (g guide) figures(ctx context.Context) []ui.Pair {
	return []ui.Pair{
		g.marked("statutory", ui.Pair{Term: say(ctx, "item.statutory"), Text: limitText(ctx, g.Statutory.Period)}),
		g.marked("promised", ui.Pair{Term: say(ctx, "item.promised"), Text: limitText(ctx, g.Promised.Period), Tone: ui.Bad}),
		g.marked("sheet.fee", ui.Pair{Term: say(ctx, "item.fee"), Text: feeText(ctx, g.Item)}),
		{Term: say(ctx, "item.visits"), Text: say(ctx, "item.visits.n", "n", g.Sheet.Visits)},
	}
}

// marked puts the mark 待核 beside a value whose source is still to be confirmed.
func (g guide) marked(path string, p ui.Pair) ui.Pair {
	if g.unsure(path) {
		p.Body = unsureValue(p.Text, p.Href)
	}
	return p
}

func limitText(ctx context.Context, l period.Period) string {
	if l.IsZero() {
		return say(ctx, "item.nolimit")
	}
	return ui.Limit(ctx, l)
}

func feeText(ctx context.Context, it *catalog.Item) string {
	if it.Sheet.Fee.Charged {
		return say(ctx, "fee.charged")
	}
	return say(ctx, "fee.free")
}

// tags are the short words under the title.
func (g guide) tags(ctx context.Context) []ui.Pair {
	tags := []ui.Pair{
		{Text: sheetWord(ctx, "type."+string(g.Type)), Tone: ui.Full},
		{Text: sheetWord(ctx, "linkage."+string(g.Linkage())), Tone: ui.Info},
	}
	add := func(ok bool, key string, tone ui.Tone) {
		if ok {
			tags = append(tags, ui.Pair{Text: say(ctx, "tag."+key), Tone: tone})
		}
	}
	add(g.Quick, "quick", ui.Good)
	add(hasChannel(g.Item, catalog.Online), "online", ui.Info)
	add(hasChannel(g.Item, catalog.ByAgent), "agent", ui.Info)
	add(g.Sheet.CommitInstead, "commit", ui.Info)
	add(g.Sheet.Courier, "courier", ui.Info)
	add(!g.Now, "old", ui.Bad)
	return tags
}

func hasChannel(it *catalog.Item, c catalog.Channel) bool {
	for _, have := range it.Channels {
		if have == c {
			return true
		}
	}
	return false
}

// materials is the list of papers 申请材料.
func materialTable(ctx context.Context, it *catalog.Item) ui.Table {
	t := ui.Table{Caption: say(ctx, "item.materials"), Cols: []ui.Col{
		{Text: say(ctx, "m.no"), Num: true}, {Text: say(ctx, "m.name"), Lead: true}, {Text: say(ctx, "m.need"), Tight: true},
		{Text: say(ctx, "m.copies"), Tight: true}, {Text: say(ctx, "m.source"), Tight: true},
	}}
	for i, m := range it.Materials {
		t.Rows = append(t.Rows, ui.Row{ID: "m-" + m.Code, Cells: []templ.Component{
			ui.Str(fmt.Sprint(i + 1)), ui.Strs(both(ctx, m.Name, m.NameEN), materialNote(ctx, m)), needTag(ctx, m),
			ui.Strs(copies(ctx, m), formOf(ctx, m)), ui.Strs(source(ctx, m), ""),
		}})
	}
	return t
}

// materialNote is when it is needed, what it must show, how to fill it in.
func materialNote(ctx context.Context, m catalog.Material) string {
	var parts []string
	if m.Commit {
		parts = append(parts, ui.Say(ctx, "roads.commit.material"))
	}
	for _, s := range []string{both(ctx, m.When, m.WhenEN), both(ctx, m.Standard, m.StandardEN), issuedBy(ctx, m), both(ctx, m.Note, m.NoteEN)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, say(ctx, "part.sep"))
}

func issuedBy(ctx context.Context, m catalog.Material) string {
	if m.Issuer == "" {
		return ""
	}
	return say(ctx, "m.issuer", "name", both(ctx, m.Issuer, m.IssuerEN))
}

func needTag(ctx context.Context, m catalog.Material) templ.Component {
	tone := ui.Mute
	switch m.Necessity {
	case catalog.Required:
		tone = ui.Info
	case catalog.Deferrable:
		tone = ui.Warn
	}
	return ui.Tag(sheetWord(ctx, "necessity."+string(m.Necessity)), tone)
}

// copies says how many originals and copies.
func copies(ctx context.Context, m catalog.Material) string {
	switch {
	case m.Original > 0 && m.Copies > 0:
		return say(ctx, "m.both", "original", m.Original, "copies", m.Copies)
	case m.Copies > 0:
		return say(ctx, "m.copy", "n", m.Copies)
	case m.Original > 0:
		return say(ctx, "m.original", "n", m.Original)
	}
	return say(ctx, "m.any")
}

func formOf(ctx context.Context, m catalog.Material) string {
	if m.Form == "" {
		return ""
	}
	return sheetWord(ctx, "materialForm."+m.Form)
}

func source(ctx context.Context, m catalog.Material) string {
	return sheetWord(ctx, "source."+m.Source)
}

// dutyRow is a line of the posts table of Annex 2: 岗位、职能、单位、承诺期限.
func (p *portal) dutyRow(ctx context.Context, i int, s catalog.Step) ui.Row {
	return ui.Row{Cells: []templ.Component{
		ui.Str(fmt.Sprint(i + 1)), ui.Strs(both(ctx, s.Name, s.NameEN), ui.CodeName(ctx, "post", string(s.Post))),
		ui.Str(p.ruleName(ctx, s.Unit)), ui.Str(ui.Limit(ctx, s.Limit)), ui.Str(dutyText(ctx, s)),
	}}
}

// dutyText is the duty of the post and the procedures that may stop its clock.
func dutyText(ctx context.Context, s catalog.Step) string {
	text := both(ctx, s.Duty, s.DutyEN)
	if len(s.Special) > 0 {
		var kinds []string
		for _, k := range s.Special {
			kinds = append(kinds, sheetWord(ctx, "special."+string(k)))
		}
		text = strings.TrimSpace(text + " " + say(ctx, "item.special", "kinds", strings.Join(kinds, say(ctx, "list.sep"))))
	}
	if text == "" {
		return ui.CodeName(ctx, "post", string(s.Post))
	}
	return text
}

func dutyTable(ctx context.Context, rows []ui.Row) ui.Table {
	return ui.Table{Caption: say(ctx, "item.duties"), Rows: rows, Cols: []ui.Col{
		{Text: say(ctx, "m.no"), Num: true}, {Text: say(ctx, "d.step")}, {Text: say(ctx, "d.unit")},
		{Text: say(ctx, "d.limit"), Tight: true}, {Text: say(ctx, "d.duty")},
	}}
}

// basisText is one article as people cite it.
func basisText(b catalog.Basis) string {
	text := b.Law
	if b.Paper != "" {
		text += "（" + b.Paper + "）"
	}
	return text + b.Article
}

// visitPairs is the side card: where, when, by phone.
func (g guide) visitPairs(ctx context.Context) []ui.Pair {
	return []ui.Pair{
		g.marked("sheet.department", ui.Pair{Term: say(ctx, "item.department"), Text: textOf(ctx, g.Sheet.Department)}),
		g.marked("sheet.place", ui.Pair{Term: say(ctx, "item.place"), Text: textOf(ctx, g.Sheet.Place)}),
		g.marked("sheet.hours", ui.Pair{Term: say(ctx, "item.hours"), Text: textOf(ctx, g.Sheet.Hours)}),
		g.marked("sheet.phone", phonePair(ctx, "item.phone", g.Sheet.Phone)),
		g.marked("sheet.supervision", phonePair(ctx, "item.supervision", g.Sheet.Supervision)),
	}
}

func phonePair(ctx context.Context, key, number string) ui.Pair {
	p := ui.Pair{Term: say(ctx, key), Text: number, Href: "tel:" + number}
	if number == "" {
		p.Text, p.Href = say(ctx, "unconfirmed"), ""
	}
	return p
}

// more is the rest of the sheet: everything Annex 2 and the exchange tables ask for.
func (g guide) more(ctx context.Context) []ui.Pair {
	s := g.Sheet
	pairs := []ui.Pair{
		{Term: say(ctx, "item.code"), Text: g.Code},
		g.marked("sheet.implementer", ui.Pair{Term: say(ctx, "item.implementer"), Text: both(ctx, s.Implementer.Name, s.Implementer.NameEN)}),
		{Term: say(ctx, "item.nature"), Text: sheetWord(ctx, "nature."+string(s.Implementer.Nature))},
		{Term: say(ctx, "item.power"), Text: sheetWord(ctx, "power."+string(s.Power))},
		{Term: say(ctx, "item.tier"), Text: sheetWord(ctx, "tier."+string(s.Level))},
		{Term: say(ctx, "item.pace"), Text: pace(ctx, g.Item)},
		{Term: say(ctx, "item.audience"), Text: g.audience(ctx)},
		{Term: say(ctx, "item.channels"), Text: g.channels(ctx)},
	}
	add := func(key, text string) {
		if text != "" {
			pairs = append(pairs, ui.Pair{Term: say(ctx, "item."+key), Text: text})
		}
	}
	if g.BaseCode != "" {
		add("basecode", g.BaseCode)
	}
	if s.Implementer.Delegate != "" {
		add("delegate", both(ctx, s.Implementer.Delegate, s.Implementer.DelegateEN))
	}
	if s.Scope != "" {
		add("scope", sheetWord(ctx, "scope."+string(s.Scope)))
	}
	if s.OnlineDepth > 0 {
		add("depth", sheetWord(ctx, "depth."+strconv.Itoa(int(s.OnlineDepth))))
	}
	add("joint", g.joint(ctx))
	add("quota", quotaText(ctx, g.Item, g.Left))
	add("visitreason", textOf(ctx, s.VisitReason))
	if !s.SupplementDue.Period.IsZero() {
		add("supplementdue", ui.Limit(ctx, s.SupplementDue.Period))
	}
	for _, m := range s.Intermediary {
		add("intermediary", m.Name+" "+m.Basis)
	}
	add("remark", both(ctx, s.Remark, s.RemarkEN))
	return pairs
}

// pace is the kind of case 办件类型: done the same day, or within a promised limit.
func pace(ctx context.Context, it *catalog.Item) string {
	if it.Quick {
		return sheetWord(ctx, "quick")
	}
	return sheetWord(ctx, "promised")
}

func (g guide) audience(ctx context.Context) string {
	var names []string
	for _, a := range g.Sheet.Audience {
		names = append(names, sheetWord(ctx, "audience."+string(a)))
	}
	return strings.Join(names, say(ctx, "list.sep"))
}

// joint are the bodies that join in, in English where each has its English name.
func (g guide) joint(ctx context.Context) string {
	names := g.Sheet.Joint
	if ui.From(ctx).Lang == ui.En && len(g.Sheet.JointEN) == len(names) {
		names = g.Sheet.JointEN
	}
	return strings.Join(names, say(ctx, "list.sep"))
}

func (g guide) channels(ctx context.Context) string {
	var names []string
	for _, c := range g.Channels {
		names = append(names, sheetWord(ctx, "channel."+string(c)))
	}
	return strings.Join(names, say(ctx, "list.sep"))
}

// resultText is what the applicant gets, with its validity.
func (g guide) resultText(ctx context.Context) string {
	name := both(ctx, g.Result.Name, g.Result.NameEN)
	if name == "" {
		return sheetWord(ctx, "result."+g.Result.Kind)
	}
	if g.Result.Validity.IsZero() {
		return name
	}
	return say(ctx, "result.valid", "name", name, "period", ui.Limit(ctx, g.Result.Validity))
}

// limitBasis is a limit with the provision it rests on.
func limitBasis(ctx context.Context, key string, l catalog.Limit) string {
	text := say(ctx, "item.limit.line", "name", say(ctx, key), "limit", limitText(ctx, l.Period), "basis", l.Basis)
	if note := both(ctx, l.Note, l.NoteEN); note != "" {
		text += say(ctx, "part.sep") + note
	}
	return text
}

// promisedHere says of a promise that rests on nothing but itself (本级承诺) so in the page's language.
func promisedHere(ctx context.Context, l catalog.Limit) catalog.Limit {
	if l.Basis == ui.T(ui.Zh, "portal.item.promised.basis") {
		l.Basis = say(ctx, "item.promised.basis")
	}
	return l
}
