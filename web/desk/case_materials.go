package desk

import (
	"context"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// given is the material as it lies in the file, nil when it does not.
func (p casePage) given(code string) *casework.Given {
	i := slices.IndexFunc(p.Materials, func(g casework.Given) bool { return g.Code == code })
	if i < 0 {
		return nil
	}
	return &p.Materials[i]
}

// materials lists what the item asks for, with what came and how it stands.
func (p casePage) materials(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "desk.m.title")}
	for _, c := range []string{"name", "need", "form", "check", "files"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "desk.m."+c), Tight: c == "need" || c == "form" || c == "check"})
	}
	for _, m := range p.Item.Materials {
		g := p.given(m.Code)
		t.Rows = append(t.Rows, ui.Row{ID: "material." + m.Code, Cells: []templ.Component{
			materialLink(p.materialPath(m.Code), ui.Of(ctx, ui.Text{Zh: m.Name, En: m.NameEN}), materialNote(ctx, m)),
			ui.Str(ui.CodeName(ctx, "necessity", string(m.Necessity))),
			ui.Str(givenForm(ctx, g)),
			p.materialState(ctx, m, g),
			p.fileLinks(g),
		}})
	}
	return t
}

// materialNote says when a material is needed, and what it must be like.
func materialNote(ctx context.Context, m catalog.Material) string {
	return join(ctx, ui.Of(ctx, ui.Text{Zh: m.When, En: m.WhenEN}), ui.Of(ctx, ui.Text{Zh: m.Standard, En: m.StandardEN}))
}

// givenForm says in what form a material came: original × 2.
func givenForm(ctx context.Context, g *casework.Given) string {
	if g == nil {
		return ""
	}
	text := ui.CodeName(ctx, "how", string(g.How))
	if l := g.Licence; l != nil {
		return text + " " + l.No + " · " + ui.Say(ctx, "licence.reuse.shown", "day", l.On)
	}
	if g.Count > 1 {
		text += " × " + strconv.Itoa(g.Count)
	}
	if g.Instead != "" {
		text = join(ctx, text, ui.Say(ctx, "licence.instead.what", "what", g.Instead))
	}
	return text
}

// materialState says in a word how a material stands, and below it what a clerk found.
func (p casePage) materialState(ctx context.Context, m catalog.Material, g *casework.Given) templ.Component {
	state := p.materialCheck(ctx, m, g)
	if now := p.fallen[m.Code]; now != "" {
		state = ui.Join(state, ui.LicenceTag(ctx, now))
	}
	if c := p.checked(m.Code); c != nil {
		return ui.Join(state, verdictTag(ctx, c.Verdict))
	}
	return state
}

// materialCheck says in a word how a material stands.
func (p casePage) materialCheck(ctx context.Context, m catalog.Material, g *casework.Given) templ.Component {
	asked := p.Ask != nil && slices.ContainsFunc(p.Ask.Defects, func(d casework.Defect) bool { return d.Material == m.Code })
	switch {
	case asked && p.Ask.Open:
		return ui.Tag(ui.Say(ctx, "desk.m.asked"), ui.Warn)
	case asked && g != nil:
		return ui.Tag(ui.Say(ctx, "desk.m.mended"), ui.Good)
	case g != nil:
		return ui.Tag(ui.Say(ctx, "desk.m.given"), ui.Good)
	case p.Commitment != nil && slices.Contains(p.Commitment.Replaced, m.Code):
		return ui.Tag(ui.Say(ctx, "roads.commit.replaced"), ui.Info)
	case m.Necessity == catalog.Required:
		return ui.Tag(ui.Say(ctx, "desk.m.missing"), ui.Bad)
	}
	return ui.Tag(ui.Say(ctx, "desk.m.none"), ui.Mute)
}

// materialsNote counts the required materials that are there.
func (p casePage) materialsNote(ctx context.Context) string {
	need, have := 0, 0
	for _, m := range p.Item.Materials {
		if m.Necessity != catalog.Required {
			continue
		}
		need++
		if p.given(m.Code) != nil {
			have++
		}
	}
	return ui.Say(ctx, "desk.m.count", "have", have, "need", need)
}

func (p casePage) fileLinks(g *casework.Given) templ.Component {
	if g == nil || len(g.Files) == 0 {
		return ui.Str("")
	}
	return fileList(p.No, g.Files)
}

// cells are plain texts as cells of a row.
func cells(texts ...string) []templ.Component {
	out := make([]templ.Component, len(texts))
	for i, s := range texts {
		out[i] = ui.Str(s)
	}
	return out
}
