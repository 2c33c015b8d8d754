package app

import (
	"context"
	"fmt"
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
)

// Arrival (来件) is an item that came in as a form: a new one, or one in force with what the form
// says otherwise laid over it.
type Arrival struct {
	Item catalog.Item
	Was  *catalog.Item // in force; nil: new
}

// Planned (预览) is what an arrival would become.
type Planned struct {
	catalog.Draft
	Was     *catalog.Item
	Same    bool     // nothing differs: no draft
	Refused *Problem // why it can't become one
}

// BlankItem is what a new item begins with.
func BlankItem() catalog.Item { return blankItem() }

// PlanItems (核对) looks at what a keeper of a unit brings in: each item becomes a draft, is the
// same as in force, or is refused with a reason. Nothing is kept.
func (h *Hall) PlanItems(ctx context.Context, unit string, list []Arrival, staff string) ([]Planned, error) {
	if !h.holds(staff, unit, org.Keeper) {
		return nil, ErrNotKeeper
	}
	drafts, err := h.Store.DraftCodes(ctx)
	if err != nil {
		return nil, err
	}
	var plan []Planned
	taken := func(code string) bool {
		return len(h.Catalogue().Versions(code)) > 0 || drafts.Open[code] ||
			slices.ContainsFunc(plan, func(p Planned) bool { return p.Item.Code == code })
	}
	for _, a := range list {
		p := Planned{Was: a.Was, Draft: catalog.Draft{Unit: unit, Stage: catalog.InDraft, Rev: 1, Item: a.Item, Writers: []string{staff}}}
		if a.Was != nil {
			p.From, p.FromVer = a.Was.Code, a.Was.Version
			was := *a.Was
			was.Version, was.From, was.To = 0, 0, 0
			p.Same = sameItem(was, a.Item)
		} else if p.Item.Code == "" {
			for n := 1; p.Item.Code == "" || taken(p.Item.Code); n++ {
				p.Item.Code = fmt.Sprintf("%s-%03d", unit, n)
			}
		}
		if !p.Same {
			p.Refused = h.refusedArrival(p, unit, drafts, taken)
		}
		plan = append(plan, p)
	}
	return plan, nil
}

// refusedArrival says why an arrival can't become a draft, nil where it can.
func (h *Hall) refusedArrival(p Planned, unit string, drafts store.DraftCodes, taken func(string) bool) *Problem {
	switch {
	case drafts.Open[p.Item.Code]:
		return &Problem{Field: "code", Code: "draftOpen"}
	case p.Was != nil && h.ownerOr(drafts.Publisher[p.Was.Code], p.Was) != unit:
		return &Problem{Field: "unit", Code: "notKeeperOf"}
	case p.Was == nil && taken(p.Item.Code):
		return &Problem{Field: "code", Code: "codeTaken"}
	}
	for _, f := range catalog.Check(p.Sound()) {
		if f.Severity == catalog.Error && (f.Field == "code" || f.Field == "type" || f.Field == "name") {
			return &Problem{Field: f.Field, Code: f.Rule, Args: f.Args}
		}
	}
	return nil
}

// ImportItems (导入) makes the drafts of all that differs, or none when anything is refused: the
// error is then Problems.
func (h *Hall) ImportItems(ctx context.Context, unit string, list []Arrival, remark, staff string) ([]catalog.Draft, error) {
	plan, err := h.PlanItems(ctx, unit, list, staff)
	if err != nil {
		return nil, err
	}
	var all Problems
	var drafts []catalog.Draft
	now := h.Now()
	for _, p := range plan {
		switch {
		case p.Refused != nil:
			all = append(all, *p.Refused)
		case !p.Same:
			p.ID = store.NewID(now)
			drafts = append(drafts, p.Draft)
		}
	}
	if len(all) > 0 {
		return nil, all
	}
	moves := make([]store.DraftMove, len(drafts))
	for i := range drafts {
		moves[i] = store.DraftMove{At: now, Move: catalog.BeginDraft, By: staff, Remark: remark, Item: &drafts[i].Item}
	}
	err = h.Store.AddDrafts(ctx, drafts, moves)
	if store.ConflictIn(err, "item_draft") {
		return nil, Problems{{Field: "code", Code: "draftOpen"}}
	}
	return drafts, err
}
