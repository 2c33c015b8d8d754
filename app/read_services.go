package app

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"yimen/core/board"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
)

// The columns of the files in services/, named as in JSON.
var (
	convenienceColumns = strings.Fields(`code centre kind name nameEn provider providerEn what whatEn place placeEn
	hours hoursEn price priceEn phone link toVerify from to`)
	postColumns     = strings.Fields("code centre counter post staff from to")
	facilityColumns = strings.Fields("code centre kind name count place checkedOn checkedBy ok note from to")
)

// Kept (登记数据) is what a folder holds of the register: services, fixed posts, facilities.
type Kept struct {
	Conveniences []catalog.Convenience
	Posts        []board.FixedPost
	Facilities   []board.Facility
}

// ReadKept reads convenience.csv, posts.csv and facilities.csv of a folder, each if it is
// there, and lints every row against the directory and the rows before it. The error is
// Problems, each with file, line, field and rule; then nothing is to be loaded.
func ReadKept(fsys fs.FS, dir string, units *org.Directory) (Kept, error) {
	var k Kept
	var all Problems
	all = append(all, readRows(fsys, dir, "convenience.csv", convenienceColumns, &k.Conveniences, convenience,
		func(c catalog.Convenience) string { return c.Code },
		func(i int) []catalog.Finding {
			return catalog.CheckConvenience(k.Conveniences[i], units, k.Conveniences[:i])
		})...)
	all = append(all, readRows(fsys, dir, "posts.csv", postColumns, &k.Posts, fixedPost,
		func(p board.FixedPost) string { return p.Code },
		func(i int) []catalog.Finding { return board.CheckPost(k.Posts[i], units, k.Posts[:i]) })...)
	all = append(all, readRows(fsys, dir, "facilities.csv", facilityColumns, &k.Facilities, facility,
		func(f board.Facility) string { return f.Code },
		func(i int) []catalog.Finding { return board.CheckFacility(k.Facilities[i], units, 0) })...)
	if len(all) > 0 {
		return Kept{}, all
	}
	return k, nil
}

// readRows reads one file of rows with codes of their own, and checks each.
func readRows[T any](fsys fs.FS, dir, file string, columns []string, list *[]T, row func(record) T, code func(T) string, check func(i int) []catalog.Finding) Problems {
	if _, err := fs.Stat(fsys, path.Join(dir, file)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	t := readTable(fsys, dir, file, columns, func(r record) { *list = append(*list, row(r)) })
	seen := map[string]bool{}
	for i, x := range *list {
		if seen[code(x)] {
			t.add(t.lines[i], "code", org.RuleDuplicate, "value", code(x))
		}
		seen[code(x)] = true
		t.found(i, check(i))
	}
	return t.problems
}

func convenience(r record) catalog.Convenience {
	both := func(name string) catalog.Text { return catalog.Text{ZH: r.text(name), EN: r.text(name + "En")} }
	return catalog.Convenience{
		Code: r.text("code"), Centre: r.text("centre"), Kind: catalog.ConvenienceKind(r.text("kind")),
		Name: r.text("name"), NameEN: r.text("nameEn"), Provider: both("provider"), What: both("what"),
		Place: both("place"), Hours: both("hours"), Price: both("price"), Phone: r.text("phone"), Link: r.text("link"),
		ToVerify: r.yes("toVerify"), From: r.date("from"), To: r.date("to"),
	}
}

func fixedPost(r record) board.FixedPost {
	return board.FixedPost{Code: r.text("code"), Centre: r.text("centre"), Counter: r.text("counter"), Post: org.Post(r.text("post")),
		Staff: r.text("staff"), From: r.date("from"), To: r.date("to")}
}

func facility(r record) board.Facility {
	f := board.Facility{Code: r.text("code"), Centre: r.text("centre"), Kind: board.FacilityKind(r.text("kind")), Name: r.text("name"),
		Place: r.text("place"), From: r.date("from"), To: r.date("to")}
	f.Count, _ = strconv.Atoi(r.text("count")) // what is no number is 0, which the check refuses
	if on := r.date("checkedOn"); !on.IsZero() {
		f.Check = &board.Check{On: on, By: r.text("checkedBy"), OK: r.yes("ok"), Note: r.text("note")}
	}
	return f
}

// addKept enters what of an import is not known yet, all at once, and the tasks of the notice.
func (h *Hall) addKept(ctx context.Context, k Kept, by string) error {
	var fresh []store.Entry
	add := func(kind, code string, row any) error {
		if h.Registers().version(kind, code) > 0 {
			return nil
		}
		e, err := h.entered(kind, code, 0, by, row)
		fresh = append(fresh, e)
		return err
	}
	errs := []error{add(roundKind, board.Notice().Code, board.Notice())}
	for _, c := range k.Conveniences {
		errs = append(errs, add(convenienceKind, c.Code, c))
	}
	for _, p := range k.Posts {
		errs = append(errs, add(postKind, p.Code, p))
	}
	for _, f := range k.Facilities {
		errs = append(errs, add(facilityKind, f.Code, f))
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return h.Store.Enter(ctx, fresh...)
}
