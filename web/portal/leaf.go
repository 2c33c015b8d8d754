package portal

import (
	"context"
	"slices"
	"strconv"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// leaf is one page of an application 申请的一页: one thing to do.
type leaf struct {
	Page  string  // its address after the draft's
	Stage string  // the stage to which it belongs, one of the five of the bar
	Title ui.Text // its heading
}

// stages are what the pages of an application belong to, in order.
var stages = []string{"where", "who", "form", "materials", "check"}

func stageLeaf(page, stage, title string) leaf {
	return leaf{Page: page, Stage: stage, Title: ui.Words(title)}
}

// leaves are the pages of an application in their order: as many as the item has sections of its
// form and papers, without those on which its answers leave nothing to ask.
func (p *portal) leaves(d draft) ([]leaf, error) {
	var list []leaf
	if d.Base == "" { // a terminal stands where it is
		list = append(list, stageLeaf("where", "where", "portal.stage.where"))
	}
	list = append(list, stageLeaf("who", "who", "portal.stage.who"))
	if len(ui.AboutFields(d.File.Item)) > 0 {
		list = append(list, stageLeaf("about", "who", "licence.about.title"))
	}
	list = append(list, stageLeaf("delivery", "who", "handout.delivery.title"))
	asked, err := p.askedSections(d)
	if err != nil {
		return nil, err
	}
	for i, s := range asked {
		if len(s.Fields) > 0 {
			list = append(list, leaf{Page: formPage(i), Stage: "form", Title: s.heading()})
		}
	}
	for _, m := range papers(d.File.Item) {
		list = append(list, leaf{Page: "materials/" + m.Code, Stage: "materials", Title: ui.Text{Zh: m.Name, En: m.NameEN}})
	}
	return append(list, stageLeaf("check", "check", "portal.stage.check")), nil
}

// formPage is the address of a section of the form.
func formPage(i int) string { return "form/" + strconv.Itoa(i+1) }

// papers are the materials that one gathers: the form is made on the way.
func papers(it *catalog.Item) []catalog.Material {
	var list []catalog.Material
	for _, m := range it.Materials {
		if !byForm(it, m) {
			list = append(list, m)
		}
	}
	return list
}

// place is where a page stands among the leaves, -1 for one that is not asked.
func (d draft) place(page string) int {
	return slices.IndexFunc(d.Leaves, func(l leaf) bool { return l.Page == page })
}

// next is the page after a page.
func (d draft) next(page string) string {
	if i := d.place(page); i+1 < len(d.Leaves) {
		return d.Leaves[i+1].Page
	}
	return page
}

// back is the address before a page: the check, for who came from there to change an answer, and
// the guide before the first.
func (d draft) back(page string) string {
	switch i := d.place(page); {
	case d.Changes:
		return d.path("check")
	case i > 0:
		return d.path(d.Leaves[i-1].Page)
	}
	return d.guide()
}

// first is the first page of a stage.
func (d draft) first(stage string) string {
	for _, l := range d.Leaves {
		if l.Stage == stage {
			return l.Page
		}
	}
	return "check" // the item asks for no papers
}

func (d draft) path(page string) string { return d.home() + "/" + page }

// home is the address of the application itself.
func (d draft) home() string { return d.Base + "/apply/" + d.Code }

// guide is what is told of the item before one applies.
func (d draft) guide() string { return guideAt(d.Base, d.File.Item.Code) }

// stages are those of the bar that have a page.
func (d draft) stages() []string {
	return slices.DeleteFunc(slices.Clone(stages), func(at string) bool {
		return !slices.ContainsFunc(d.Leaves, func(l leaf) bool { return l.Stage == at })
	})
}

// action is where the form of a page is sent: it remembers who came to change one answer.
func (d draft) action(page string) string {
	if d.Changes {
		return d.change(page)
	}
	return d.path(page)
}

// change is the address of a page for who comes from the check and goes back there.
func (d draft) change(page string) string { return d.path(page) + "?from=check" }

// done is one line of the overview: a page, and whether it is filled in.
type done struct {
	leaf
	Done, Optional bool
	Text           string // what was filled in, in short
}

// progress tells of every page but the last whether it is done.
func (p *portal) progress(ctx context.Context, d draft) ([]done, error) {
	problems, err := p.formProblems(d.File.Item, d.Form)
	if err != nil {
		return nil, err
	}
	asked, err := p.askedSections(d)
	if err != nil {
		return nil, err
	}
	list := []done{}
	for _, l := range d.Leaves[:len(d.Leaves)-1] {
		at := done{leaf: l}
		switch {
		case l.Page == "where":
			at.Done, at.Text = d.AcceptUnit != "", p.unitByCode(ctx, d.AcceptUnit)
		case l.Page == "who":
			at.Done, at.Text = len(partyProblems(d.Applicant)) == 0, d.Applicant.Name
		case l.Page == "about":
			at.Done, at.Optional = d.About != nil, true
		case l.Page == "delivery":
			at.Done, at.Optional = d.Delivery != nil, true
		case l.Stage == "form":
			at.Done = len(d.Form) > 0 && !touches(problems, asked[sectionOf(l.Page)].Fields)
		default:
			at.Done, at.Optional, at.Text = p.given(ctx, d, l.Page)
		}
		list = append(list, at)
	}
	return list, nil
}

// given tells of a paper whether it is there, whether it may be left out, and what was given.
func (p *portal) given(ctx context.Context, d draft, page string) (bool, bool, string) {
	m, _ := paperOf(d.File.Item, page[len("materials/"):])
	g := givenOf(d.Materials, m.Code)
	if n := len(g.Files); n > 0 {
		return true, false, say(ctx, "materials.files", "n", n)
	}
	return g.How != "", m.Necessity != catalog.Required, ""
}

func touches(problems []ui.FieldError, fields []ui.Field) bool {
	return slices.ContainsFunc(problems, func(e ui.FieldError) bool {
		return slices.ContainsFunc(fields, func(f ui.Field) bool { return f.Name == e.Field })
	})
}

// firstOpen is the page on which the applicant goes on.
func firstOpen(list []done) string {
	for _, l := range list {
		if !l.Done && !l.Optional {
			return l.Page
		}
	}
	return "check"
}

// sectionOf is which section of the form a page asks, from 0; -1 for an address that is none.
func sectionOf(page string) int {
	n, err := strconv.Atoi(page[len("form/"):])
	if err != nil {
		return -1
	}
	return n - 1
}

// paperOf finds a paper that is to be gathered.
func paperOf(it *catalog.Item, code string) (catalog.Material, bool) {
	for _, m := range papers(it) {
		if m.Code == code {
			return m, true
		}
	}
	return catalog.Material{}, false
}

// draftOf is a draft with its pages.
func (p *portal) draftOf(f app.File, code string, changes bool) (draft, error) {
	d := draft{File: f, Code: code, Base: p.at(""), Today: p.hall.Today(), Changes: changes}
	var err error
	d.Leaves, err = p.leaves(d)
	return d, err
}
