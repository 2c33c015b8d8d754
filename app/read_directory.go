package app

import (
	"io/fs"
	"strings"

	"yimen/core/org"
)

// The columns of the directory's files, named as in JSON.
var (
	unitColumns       = strings.Fields("code name nameEn short level kind function parent division orgNo mark uscc managedBy phone supervisionPhone address from to")
	centreColumns     = strings.Fields("code unit name nameEn address hours phone counters selfService toVerify from to")
	staffColumns      = strings.Fields("no name nameEn unit phone email")
	holdingColumns    = strings.Fields("staff unit post items head from to")
	stationingColumns = strings.Fields("body centre item posts paper paperOn from to")
)

// ReadDirectory reads units.csv, centres.csv, staff.csv, holdings.csv and stationings.csv
// from a folder and checks them as org.NewDirectory does. The error is Problems, all of
// them at once, each with file, line, field and rule; then nothing is to be loaded.
// Warnings of org.NewDirectory are no error.
func ReadDirectory(fsys fs.FS, dir string) (org.Snapshot, error) {
	var s org.Snapshot
	read := func(file string, columns []string, row func(record)) *table {
		return readTable(fsys, dir, file, columns, row)
	}
	tables := map[string]*table{ // by org.Problem.Kind
		"unit":       read("units.csv", unitColumns, func(r record) { s.Units = append(s.Units, unit(r)) }),
		"centre":     read("centres.csv", centreColumns, func(r record) { s.Centres = append(s.Centres, centre(r)) }),
		"staff":      read("staff.csv", staffColumns, func(r record) { s.Staff = append(s.Staff, staff(r)) }),
		"holding":    read("holdings.csv", holdingColumns, func(r record) { s.Holdings = append(s.Holdings, holding(r)) }),
		"stationing": read("stationings.csv", stationingColumns, func(r record) { s.Stationings = append(s.Stationings, stationing(r)) }),
	}
	var all Problems
	for _, kind := range []string{"unit", "centre", "staff", "holding", "stationing"} {
		all = append(all, tables[kind].problems...)
	}
	if len(all) == 0 { // else half-read rows would bring up problems that aren't there
		all = broken(s, tables)
	}
	if len(all) > 0 {
		return org.Snapshot{}, all
	}
	return s, nil
}

// broken gives the rules that the data as a whole breaks, each at its file and line.
func broken(s org.Snapshot, tables map[string]*table) Problems {
	var all Problems
	_, problems := org.NewDirectory(s)
	for _, p := range problems {
		if !p.Warning {
			t := tables[p.Kind]
			all = append(all, Problem{File: t.file, Line: t.lines[p.Index], Field: p.Field, Code: p.Rule, Args: p.Args})
		}
	}
	return all
}

func unit(r record) org.Unit {
	return org.Unit{
		Code: r.text("code"), Name: r.text("name"), NameEN: r.text("nameEn"), Short: r.text("short"),
		Level: org.Level(r.text("level")), Kind: org.Kind(r.text("kind")), Function: r.text("function"),
		Parent: r.text("parent"), Division: r.text("division"), OrgNo: r.text("orgNo"), Mark: r.text("mark"), USCC: r.text("uscc"),
		ManagedBy: r.text("managedBy"), Phone: r.text("phone"), SupervisionPhone: r.text("supervisionPhone"),
		Address: r.text("address"), From: r.date("from"), To: r.date("to"),
	}
}

func centre(r record) org.Centre {
	c := org.Centre{
		Code: r.text("code"), Unit: r.text("unit"), Name: r.text("name"), NameEN: r.text("nameEn"),
		Address: r.text("address"), Hours: r.text("hours"), Phone: r.text("phone"),
		SelfService: r.list("selfService"), ToVerify: r.yes("toVerify"), From: r.date("from"), To: r.date("to"),
	}
	for _, text := range r.list("counters") { // "1 综合受理"
		no, name, _ := strings.Cut(text, " ")
		c.Counters = append(c.Counters, org.Counter{No: no, Name: strings.TrimSpace(name)})
	}
	return c
}

func staff(r record) org.Staff {
	return org.Staff{No: r.text("no"), Name: r.text("name"), NameEN: r.text("nameEn"), Unit: r.text("unit"), Phone: r.text("phone"), Email: r.text("email")}
}

func holding(r record) org.Holding {
	return org.Holding{
		Staff: r.text("staff"), Unit: r.text("unit"), Post: org.Post(r.text("post")), Items: r.list("items"),
		Head: r.yes("head"), From: r.date("from"), To: r.date("to"),
	}
}

func stationing(r record) org.Stationing {
	s := org.Stationing{
		Body: r.text("body"), Centre: r.text("centre"), Item: r.text("item"), Paper: r.text("paper"),
		PaperOn: r.date("paperOn"), From: r.date("from"), To: r.date("to"),
	}
	for _, p := range r.list("posts") {
		s.Posts = append(s.Posts, org.Post(p))
	}
	return s
}
