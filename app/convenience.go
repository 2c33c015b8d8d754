package app

import (
	"cmp"
	"context"
	"slices"

	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/store"
)

func indexConveniences(list []catalog.Convenience) *index {
	x := newIndex()
	for _, c := range list {
		x.entry(c.Code)
		x.add(inName, c.Name, c.NameEN)
		x.add(inKeyword, convenienceWords[c.Kind]...)
		x.add(inTheme, c.Provider.ZH, c.Provider.EN)
		x.add(inBody, c.What.ZH, c.What.EN, c.Place.ZH)
		x.sound(c.Name)
		x.sound(convenienceWords[c.Kind]...)
	}
	return x.made()
}

// convenienceWords are what people call the kinds.
var convenienceWords = map[catalog.ConvenienceKind][]string{
	catalog.PostTelecom: {"邮政", "电信", "快递", "寄信", "话费", "宽带", "post", "telephone"},
	catalog.Utilities:   {"水电", "缴费", "电费", "水费", "water", "electricity", "bill"},
	catalog.Finance:     {"金融", "银行", "取款", "存款", "bank", "cash"},
	catalog.Reading:     {"书刊", "报纸", "图书", "借书", "newspaper", "library"},
	catalog.Leisure:     {"文体", "健身", "活动室", "娱乐", "sport", "culture"},
}

// Offered (便民服务) lists what a centre offers on a day beside the items, in the order of the
// kinds.
func (r *Registers) Offered(centre string, on period.Date) []catalog.Convenience {
	var list []catalog.Convenience
	for _, c := range r.Conveniences {
		if c.Centre == centre && c.InForce(on) {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b catalog.Convenience) int {
		return cmp.Compare(slices.Index(catalog.ConvenienceKinds, a.Kind), slices.Index(catalog.ConvenienceKinds, b.Kind))
	})
	return list
}

// SearchConveniences finds services by the words with which Catalogue.Search finds items,
// best first.
func (r *Registers) SearchConveniences(query string, on period.Date) []catalog.Convenience {
	var found []catalog.Convenience
	for _, h := range r.sought.search(query) {
		if c := r.Conveniences[h.entry]; c.InForce(on) {
			found = append(found, c)
		}
	}
	return found
}

// Convenience finds one service, offered or not, and how often it was entered.
func (r *Registers) Convenience(code string) (c catalog.Convenience, version int, ok bool) {
	i, ok := slices.BinarySearchFunc(r.Conveniences, code, func(c catalog.Convenience, code string) int { return cmp.Compare(c.Code, code) })
	if !ok {
		return c, 0, false
	}
	return r.Conveniences[i], r.version(convenienceKind, code), true
}

// KeepsCentre tells whether somebody keeps what is published of a centre: the keeper (目录管理岗)
// of the body that runs it, of the street above it, or of the district's approval office.
func (h *Hall) KeepsCentre(staff, centre string) bool {
	c, ok := h.Directory().Centre(centre, h.Today())
	return ok && h.Directory().KeepsFor(staff, c.Unit, h.Today())
}

// SaveConvenience enters a service, new where it has no code, over the version that was read.
// Errors: ErrNoRight, ErrNotFound, Faults, store.ErrConflict.
func (h *Hall) SaveConvenience(ctx context.Context, c catalog.Convenience, version int, by string) (catalog.Convenience, error) {
	if !h.KeepsCentre(by, c.Centre) {
		return c, ErrNoRight
	}
	r := h.Registers()
	if c.Code == "" {
		c.Code = r.freeCode(convenienceKind, c.Centre)
	} else if old, _, ok := r.Convenience(c.Code); !ok {
		return c, ErrNotFound
	} else if old.Centre != c.Centre {
		return c, ErrNoRight // a service doesn't move: it ends here and begins there
	}
	if err := faults(catalog.CheckConvenience(c, h.Directory(), r.Conveniences)); err != nil {
		return c, err
	}
	return c, h.enter(ctx, convenienceKind, c.Code, version, by, c)
}

// ConvenienceHistory reads who entered which version of a service when, newest first.
func (h *Hall) ConvenienceHistory(ctx context.Context, code string) ([]store.Entry, error) {
	return h.Store.EntriesOf(ctx, convenienceKind, code)
}
