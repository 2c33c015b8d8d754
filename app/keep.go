package app

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// officeFunction is the function (职能) of 区审管办, which keeps the district's catalogue.
const officeFunction = "coordination"

// supervisionFunction is that of 区监察局, since 2018 区监委: 督办、问责.
const supervisionFunction = "supervision"

// Office is the district office that accepts and publishes (区审管办).
func (h *Hall) Office() org.Unit {
	u, _ := h.Directory().Department(officeFunction, h.Today())
	return u
}

// holds tells whether somebody holds a post in a unit today, for all its items.
func (h *Hall) holds(staff, unit string, post org.Post) bool {
	return slices.ContainsFunc(h.Directory().HoldingsOf(staff, h.Today()), func(o org.Holding) bool {
		return o.Unit == unit && o.Post == post
	})
}

// HandsOn (经手) is what somebody is to the drafts of a unit today.
func (h *Hall) HandsOn(staff, unit string) catalog.Hands {
	return catalog.Hands{No: staff, Keeper: h.holds(staff, unit, org.Keeper), Leader: h.holds(staff, unit, org.Approval), Office: h.KeepsDistrict(staff)}
}

// KeepsDistrict tells whether somebody keeps the catalogue of the district office.
func (h *Hall) KeepsDistrict(staff string) bool { return h.holds(staff, h.Office().Code, org.Keeper) }

// KeptUnits lists the units whose catalogue somebody keeps today.
func (h *Hall) KeptUnits(staff string) []string { return h.unitsHeld(staff, org.Keeper) }

// KeepingUnits lists the units whose catalogue anybody keeps today, in the order of the directory.
func (h *Hall) KeepingUnits() []string {
	kept := map[string]bool{}
	for _, s := range h.Directory().People() {
		for _, unit := range h.KeptUnits(s.No) {
			kept[unit] = true
		}
	}
	var list []string
	for _, u := range h.Directory().Units(h.Today()) {
		if kept[u.Code] {
			list = append(list, u.Code)
		}
	}
	return list
}

// LedUnits lists the units for which somebody signs as 分管领导 today.
func (h *Hall) LedUnits(staff string) []string { return h.unitsHeld(staff, org.Approval) }

func (h *Hall) unitsHeld(staff string, post org.Post) []string {
	var list []string
	for _, o := range h.Directory().HoldingsOf(staff, h.Today()) {
		if o.Post == post && !slices.Contains(list, o.Unit) {
			list = append(list, o.Unit)
		}
	}
	return list
}

// OwnerOf (归口单位) is the unit whose keepers may change an item: who published it last from a
// draft, else the district department that has its function, else the district office.
func (h *Hall) OwnerOf(ctx context.Context, it *catalog.Item) (string, error) {
	unit, err := h.Store.PublishedBy(ctx, it.Code)
	return h.ownerOr(unit, it), err
}

// ownerOr is OwnerOf where it is known who published the item last from a draft, if anybody did.
func (h *Hall) ownerOr(publisher string, it *catalog.Item) string {
	if publisher != "" {
		return publisher
	}
	if u, ok := h.Directory().Department(it.Sheet.Implementer.Function, h.Today()); ok {
		return u.Code
	}
	return h.Office().Code
}

// NewItem (新建) is what a draft begins with: an item of its own by code, name and type, one
// copied from another, or the next version of one that is in force.
type NewItem struct {
	Unit string
	Code string
	Name string
	Type catalog.Type
	Copy string // code of the item to copy; the same as Code: its next version
}

// BeginItem (起草) opens a draft. What is wrong comes as Problems by field: unit, code, name, type, copy.
func (h *Hall) BeginItem(ctx context.Context, n NewItem, staff string) (catalog.Draft, error) {
	d := catalog.Draft{Unit: n.Unit, Stage: catalog.InDraft, Rev: 1, Item: blankItem()}
	if !h.holds(staff, n.Unit, org.Keeper) {
		return d, ErrNotKeeper
	}
	var all Problems
	refuse := func(field, code string, args ...string) {
		all = append(all, Problem{Field: field, Code: code, Args: args})
	}
	if n.Copy != "" {
		from, ok := h.Catalogue().InForce(n.Copy, h.Today())
		if !ok {
			return d, Problems{{Field: "copy", Code: "unknownItem"}}
		}
		d.Item, d.From, d.FromVer = copied(*from, n.Copy == n.Code), n.Copy, from.Version
	}
	if n.Copy == "" || n.Copy != n.Code {
		d.Item.Code, d.Item.Name = strings.TrimSpace(n.Code), strings.TrimSpace(n.Name)
		if n.Type != "" {
			d.Item.Type = n.Type
		}
		if d.Item.Name == "" {
			refuse("name", "required")
		}
		if len(h.Catalogue().Versions(d.Item.Code)) > 0 {
			refuse("code", "codeTaken")
		}
	} else if owner, err := h.OwnerOf(ctx, &d.Item); err != nil {
		return d, err
	} else if owner != n.Unit {
		return d, ErrNotKeeper
	}
	for _, f := range catalog.Check(d.Sound()) {
		if f.Severity == catalog.Error && (f.Field == "code" || f.Field == "type") {
			refuse(f.Field, f.Rule, f.Args...)
		}
	}
	if len(all) > 0 {
		return d, all
	}
	return h.addDraft(ctx, d, staff, "")
}

// addDraft keeps a new draft with its first move.
func (h *Hall) addDraft(ctx context.Context, d catalog.Draft, staff, remark string) (catalog.Draft, error) {
	now := h.Now()
	d.ID, d.Writers = store.NewID(now), []string{staff}
	err := h.Store.AddDraft(ctx, d, store.DraftMove{At: now, Move: catalog.BeginDraft, By: staff, Remark: remark, Item: &d.Item})
	if store.ConflictIn(err, "item_draft") {
		return d, Problems{{Field: "code", Code: "draftOpen"}}
	}
	return d, err
}

// ErrNotKeeper is for who does not keep the catalogue of that unit.
var ErrNotKeeper = errors.New("app: not a keeper of the unit")

// blankItem is an item of which nothing is known but what most have.
func blankItem() catalog.Item {
	return catalog.Item{Type: "01", Form: catalog.WriteForm(nil), AcceptAt: []org.Level{org.Street}, Channels: []catalog.Channel{catalog.AtCounter},
		Result: catalog.Result{Kind: "licence"},
		Procedure: catalog.Procedure{Steps: []catalog.Step{
			{Post: org.Acceptance, Name: "受理", NameEN: "Acceptance", Unit: "accepting"},
			{Post: org.Review, Name: "审核", NameEN: "Review", Unit: "street"},
			{Post: org.Approval, Name: "审批", NameEN: "Approval", Unit: "street"},
			{Post: org.Issuing, Name: "制证", NameEN: "Issuing", Unit: "accepting"},
		}}}
}

// copied is a version as another draft begins with it. What differs from body to body is left
// out where it becomes an item of its own, and marked 待核.
func copied(it catalog.Item, next bool) catalog.Item {
	it.Version, it.From, it.To = 0, 0, 0
	if next {
		return it
	}
	s := &it.Sheet
	s.Implementer.Name, s.Implementer.NameEN, s.Implementer.Code = "", "", ""
	s.Department, s.Place, s.Hours = catalog.Text{}, catalog.Text{}, catalog.Text{}
	s.Phone, s.Supervision = "", ""
	return it
}

// OpenItem reads a draft for somebody who has to do with it: its unit's keepers and leaders, and
// the district office once it was reported. For others there is none.
func (h *Hall) OpenItem(ctx context.Context, id int64, staff string) (store.DraftAt, catalog.Hands, error) {
	d, err := h.Store.Draft(ctx, id)
	if err != nil {
		return d, catalog.Hands{}, err
	}
	hands := h.HandsOn(staff, d.Unit)
	if !hands.Keeper && !hands.Leader && !(hands.Office && slices.Contains(officeStages, d.Stage)) {
		return d, hands, store.ErrNotFound
	}
	return d, hands, nil
}

// officeStages are the stages in which the district office sees a draft: not before its body
// reports it.
var officeStages = []catalog.Stage{catalog.Reported, catalog.Accepted, catalog.Returned, catalog.Published}

// DraftView (草稿筛选) narrows the list of drafts. The zero value shows those that are open and wait
// for others.
type DraftView struct {
	Mine  bool          // 待我处理: what the reader has to do for them to go on
	Unit  string        // of this unit alone
	Stage catalog.Stage // in this stage alone; empty: all in which something may still be done
	Text  string        // words, each of which code, name or item has
}

// mostNamed is how many items a word may name for the store to look for them; of a word that names
// more every draft is looked at.
const mostNamed = 2000

// ItemsOf lists the drafts that somebody has to do with, newest first, at most limit of them whose
// identity is before another.
func (h *Hall) ItemsOf(ctx context.Context, staff string, v DraftView, before int64, limit int) ([]store.DraftHead, error) {
	list := h.draftList(staff, v)
	list.Before = before
	words, batch := h.wordsOf(v.Text), limit
	for _, w := range words {
		batch = sift
		if len(w.items) <= mostNamed {
			list.Words = append(list.Words, store.DraftWord{Text: w.text, Items: slices.Sorted(maps.Keys(w.items))})
		}
	}
	var found []store.DraftHead
	for {
		heads, err := h.Store.DraftHeads(ctx, list, batch)
		if err != nil {
			return nil, err
		}
		for _, d := range heads {
			if says(words, d.Code, d.Name+" "+d.NameEN, d.Code) {
				if found = append(found, d); len(found) == limit {
					return found, nil
				}
			}
		}
		if len(heads) < batch {
			return found, nil
		}
		list.Before = heads[batch-1].ID
	}
}

// draftList is what the store is asked for.
func (h *Hall) draftList(staff string, v DraftView) store.DraftList {
	list := store.DraftList{Unit: v.Unit, Stages: []catalog.Stage{v.Stage}}
	if v.Stage == "" {
		list.Stages = slices.DeleteFunc(slices.Clone(catalog.Stages), func(s catalog.Stage) bool { return !s.Open() })
	}
	var seen, mine []store.DraftScope
	waits := func(unit string, hands catalog.Hands) {
		free, apart := hands.Waits()
		if len(free) > 0 {
			mine = append(mine, store.DraftScope{Unit: unit, Stages: free})
		}
		if len(apart) > 0 {
			mine = append(mine, store.DraftScope{Unit: unit, Stages: apart, Apart: staff})
		}
	}
	for _, unit := range h.DraftUnits(staff) {
		hands := h.HandsOn(staff, unit)
		seen = append(seen, store.DraftScope{Unit: unit, Stages: catalog.Stages})
		waits(unit, catalog.Hands{Keeper: hands.Keeper, Leader: hands.Leader})
	}
	if h.KeepsDistrict(staff) {
		seen = append(seen, store.DraftScope{Stages: officeStages})
		waits("", catalog.Hands{Office: true})
	}
	list.In, list.Out = seen, mine
	if v.Mine {
		list.In, list.Out = mine, nil
	}
	return list
}

// DraftUnits lists the units whose drafts somebody sees from their first word on: those that he
// keeps or for which he signs.
func (h *Hall) DraftUnits(staff string) []string {
	list := h.KeptUnits(staff)
	for _, u := range h.LedUnits(staff) {
		if !slices.Contains(list, u) {
			list = append(list, u)
		}
	}
	return list
}

// SaveItem (保存) keeps what was written. seen is the revision it was written over; comments that
// came meanwhile do no harm, anything else is a conflict.
func (h *Hall) SaveItem(ctx context.Context, id int64, seen int, it catalog.Item, staff string) (catalog.Draft, error) {
	d, hands, err := h.OpenItem(ctx, id, staff)
	if err != nil {
		return d.Draft, err
	}
	if d.Rev != seen {
		moves, err := h.Store.DraftMoves(ctx, id)
		if err != nil {
			return d.Draft, err
		}
		if slices.ContainsFunc(moves, func(m store.DraftMove) bool { return m.Rev > seen && m.Move != catalog.Comment }) {
			return d.Draft, store.ErrConflict
		}
	}
	next, err := d.Apply(catalog.SaveDraft, hands, "")
	if err != nil {
		return d.Draft, err
	}
	it.Code, it.Version, it.From, it.To = d.Item.Code, 0, 0, 0
	next.Item = it
	return next, h.Store.MoveDraft(ctx, next, store.DraftMove{At: h.Now(), Move: catalog.SaveDraft, By: staff})
}

// mostRemark is the longest remark or comment, in characters.
const mostRemark = 2000

// MoveItem (流转) does any other move. from is the first day of a version that is published.
func (h *Hall) MoveItem(ctx context.Context, id int64, seen int, move catalog.Move, remark string, from period.Date, staff string) (catalog.Draft, error) {
	d, hands, err := h.OpenItem(ctx, id, staff)
	if err != nil {
		return d.Draft, err
	}
	remark = strings.TrimSpace(remark)
	if len([]rune(remark)) > mostRemark {
		return d.Draft, Problems{{Field: "remark", Code: "tooLong", Args: []string{"max", strconv.Itoa(mostRemark)}}}
	}
	if move != catalog.Comment && seen != d.Rev {
		return d.Draft, store.ErrConflict
	}
	next, err := d.Apply(move, hands, remark)
	if err != nil {
		return d.Draft, err
	}
	log := store.DraftMove{At: h.Now(), Move: move, By: staff, Remark: remark}
	if move != catalog.Comment {
		log.Item = &next.Item
	}
	if move != catalog.Publish {
		return next, h.Store.MoveDraft(ctx, next, log)
	}
	return h.publish(ctx, next, log, from)
}

// publish makes the draft the next version of its item. It begins tomorrow at the earliest where
// another version is in force: what came in today keeps the version it was made with.
func (h *Hall) publish(ctx context.Context, d catalog.Draft, log store.DraftMove, from period.Date) (catalog.Draft, error) {
	versions := h.Catalogue().Versions(d.Item.Code)
	earliest := h.Today()
	if n := len(versions); n > 0 {
		d.Version = versions[n-1].Version
		earliest = max(earliest+1, versions[n-1].From.Add(1))
	}
	d.Version++
	if from.IsZero() {
		return d, Problems{{Field: "from", Code: "required"}}
	}
	if from < earliest {
		return d, Problems{{Field: "from", Code: "publishFrom", Args: []string{"day", earliest.String()}}}
	}
	it := d.Item
	it.Version, it.From, it.To = d.Version, from, 0
	if !catalog.Publishable(catalog.Check(it)) {
		return d, catalog.MoveError{Code: "draftUnsound"}
	}
	d.Item, log.Item = it, &it
	more, err := store.PublishItem(it, log.By, log.At)
	if err == nil {
		err = h.Store.MoveDraft(ctx, d, log, more...)
	}
	if err != nil {
		return d, err
	}
	return d, h.Reload(ctx)
}

// mostCases is how many running cases a preview names.
const mostCases = 50

// Impact (发布影响) is what the publication or the end of an item touches: the version in force,
// what differs, and the cases and applicants' drafts that hold it.
type Impact struct {
	store.ItemUse
	Before *catalog.Item // in force today; nil for a new item
}

// ImpactOf looks at it.
func (h *Hall) ImpactOf(ctx context.Context, code string) (Impact, error) {
	use, err := h.Store.ItemUse(ctx, code, mostCases)
	before, _ := h.Catalogue().InForce(code, h.Today())
	return Impact{use, before}, err
}

// WithdrawItem (停用) ends an item after a day: by the district office, with the reason people are
// told. Running cases are finished under their version (许可法8: 信赖保护).
func (h *Hall) WithdrawItem(ctx context.Context, code string, last period.Date, reason, staff string) error {
	if !h.KeepsDistrict(staff) {
		return ErrNotKeeper
	}
	it, ok := h.Catalogue().InForce(code, h.Today())
	if !ok {
		return ErrUnknownItem
	}
	var all Problems
	if list := h.Catalogue().Versions(code); list[len(list)-1].Version != it.Version {
		all = append(all, Problem{Field: "last", Code: "laterVersion"})
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		all = append(all, Problem{Field: "reason", Code: "required"})
	}
	if len([]rune(reason)) > mostRemark {
		all = append(all, Problem{Field: "reason", Code: "tooLong", Args: []string{"max", strconv.Itoa(mostRemark)}})
	}
	switch {
	case last.IsZero():
		all = append(all, Problem{Field: "last", Code: "required"})
	case last < h.Today():
		all = append(all, Problem{Field: "last", Code: "lastPast"})
	}
	if len(all) > 0 {
		return all
	}
	err := h.Store.Withdraw(ctx, store.Withdrawal{Code: code, Version: it.Version, Last: last, At: h.Now(), By: staff, Reason: reason})
	if store.ConflictIn(err, "item_withdrawal") {
		return Problems{{Field: "last", Code: "withdrawnBefore"}}
	}
	if err != nil {
		return err
	}
	return h.Reload(ctx)
}
