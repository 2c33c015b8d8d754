package app

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"yimen/core/org"
	"yimen/core/period"
)

// starterFiles is the shipped directory as files that a test may change.
func starterFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"units", "centres", "staff", "holdings", "stationings"} {
		data, err := os.ReadFile("../starter/org/" + name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		files["org/"+name+".csv"] = &fstest.MapFile{Data: data}
	}
	return files
}

func starterDirectory(t *testing.T) (*org.Directory, []org.Problem) {
	t.Helper()
	s, err := ReadDirectory(os.DirFS("../starter"), "org")
	if err != nil {
		t.Fatal(err)
	}
	return org.NewDirectory(s)
}

// The shipped data breaks no rule and gives nobody both acceptance and approval.
func TestStarterDirectoryIsSound(t *testing.T) {
	if _, problems := starterDirectory(t); len(problems) > 0 {
		t.Errorf("%+v", problems)
	}
}

// The divisions of the statistical editions, counted by day, with the seats that every
// street must have.
func TestStarterDivisions(t *testing.T) {
	d, _ := starterDirectory(t)
	for _, c := range []struct {
		on                              period.Date
		streets, managed, bodies, seven int
	}{
		{period.NewDate(2016, 7, 31), 10, 4, 112, 6},
		{period.NewDate(2019, 6, 30), 10, 4, 78, 6},
		{period.NewDate(2023, 6, 30), 10, 0, 123, 10},
		{period.NewDate(2026, 11, 23), 10, 0, 123, 10},
	} {
		streets, managed, bodies, seven := 0, 0, 0, 0
		for _, u := range d.Units(c.on) {
			switch {
			case u.Kind == org.StreetOffice && u.ManagedBy != "":
				streets, managed = streets+1, managed+1
			case u.Kind == org.StreetOffice:
				streets++
				if hasSeven(d, u.Code, c.on) {
					seven++
				}
			case u.Kind == org.CommunityBody:
				bodies++
				if _, ok := d.CentreOf(u.Code, c.on); !ok {
					t.Errorf("%s has no centre on %s", u.Code, c.on)
				}
			}
		}
		if streets != c.streets || managed != c.managed || bodies != c.bodies || seven != c.seven {
			t.Errorf("%s: %d streets, %d managed by others, %d communities, %d with all stations", c.on, streets, managed, bodies, seven)
		}
	}
}

// hasSeven: the notice's seven kinds of station, each stationed at the street's centre.
func hasSeven(d *org.Directory, street string, on period.Date) bool {
	for _, f := range []string{"police", "market", "planning", "land", "chengguan", "epb", "housing"} {
		if _, ok := d.Station(street, f, on); !ok {
			return false
		}
	}
	_, ok := d.CentreOf(street, on)
	return ok
}

// Every function that items name has its body, before and after the reform of 2019.
func TestStarterBodies(t *testing.T) {
	d, _ := starterDirectory(t)
	before, after := period.NewDate(2019, 3, 31), period.NewDate(2019, 4, 1)
	for _, f := range strings.Fields(`market police chengguan epb housing planning land civil hrss health agri disabled
		archives orgdept youth power post traffic info coordination supervision assessment`) {
		for _, on := range []period.Date{before, after} {
			if _, ok := d.Department(f, on); !ok {
				t.Errorf("no district body for %s on %s", f, on)
			}
		}
	}
	if _, ok := d.Department("medins", after); !ok {
		t.Error("no medical insurance bureau")
	}
	for code, names := range map[string][2]string{
		"330303-wjj": {"区卫计局", "区卫健局"}, "330303-nyj": {"区农林水利局", "区农业农村局"},
	} {
		b, _ := d.Unit(code, before)
		a, _ := d.Unit(code, after)
		if names != [2]string{b.Short, a.Short} {
			t.Errorf("%s: %s, then %s", code, b.Short, a.Short)
		}
	}
}

// The main journey has someone at every post, and the street's staff act for the market
// station by its paper.
func TestStarterPeople(t *testing.T) {
	d, _ := starterDirectory(t)
	on := period.NewDate(2026, 3, 2)
	target := org.Target{Item: "X", AcceptUnit: "330303001010", Unit: "330303001", Post: org.Review,
		Decider: "330303-mzj", Route: []string{"330303001010", "330303001", "330303-mzj", "330303001"}, On: on}
	may := func(no string, act org.Act, unit string) org.Right {
		target.Unit = unit
		r, ok := d.May(org.Actor{Kind: org.ByStaff, No: no}, act, target)
		if !ok {
			t.Errorf("%s may not %s at %s", no, act, unit)
		}
		return r
	}
	may("lw101", org.Accept, "330303001010")
	may("lw102", org.Accept, "330303001010")
	may("lw202", org.Pass, "330303001")
	may("lw402", org.Grant, "330303-mzj")
	may("lw402", org.Extend, "330303001")
	may("lw205", org.Issue, "330303001")
	may("lw803", org.Read, "330303001")
	target.AcceptUnit = "330303001-scjg"
	if r := may("lw201", org.Accept, "330303001-scjg"); r.For != "330303001-scjg" || r.Paper == "" {
		t.Errorf("acceptance for the station: %+v", r)
	}
}

// TestReadDirectoryRefuses changes one thing in a sound file set and expects file, line,
// field and code of exactly that.
func TestReadDirectoryRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		file, old, new string
		want           Problem
	}{
		"unknown column":  {"staff", "nameEn", "englishName", Problem{"org/staff.csv", 2, "englishName", "unknownField", nil}},
		"column twice":    {"staff", "nameEn", "name", Problem{"org/staff.csv", 2, "name", "doubleField", nil}},
		"missing column":  {"units", "mark,uscc", "mark", Problem{"org/units.csv", 1, "uscc", "missingField", nil}},
		"cell too many":   {"staff", "lw101,陈晓燕,", "lw101,陈,晓燕,", Problem{"org/staff.csv", 4, "", "csvFormat", nil}},
		"no e-mail":       {"staff", "Chen Xiaoyan,330303001004,,", "Chen Xiaoyan,330303001004,,chen@hall", Problem{"org/staff.csv", 4, "email", "malformed", []string{"value", "chen@hall"}}},
		"open quote":      {"staff", "lw101,陈晓燕", `lw101,"陈晓燕`, Problem{"org/staff.csv", 4, "", "csvFormat", nil}},
		"no such day":     {"units", ",330300,001,温政,,,,,,2015-01-01", ",330300,001,温政,,,,,,2015-02-30", Problem{"org/units.csv", 2, "from", "date.noSuchDay", []string{"value", "2015-02-30"}}},
		"date form":       {"holdings", "lw101,330303001004,acceptance,,,2015-01-01", "lw101,330303001004,acceptance,,,2015/1/1", Problem{"org/holdings.csv", 4, "from", "date.format", []string{"value", "2015/1/1"}}},
		"yes or nothing":  {"holdings", "lw101,330303001004,acceptance,,,", "lw101,330303001004,acceptance,,true,", Problem{"org/holdings.csv", 4, "head", "yesOrEmpty", []string{"value", "true"}}},
		"unknown post":    {"holdings", "lw101,330303001004,acceptance", "lw101,330303001004,chief", Problem{"org/holdings.csv", 4, "post", "unknown", []string{"value", "chief"}}},
		"unknown person":  {"holdings", "lw101,330303001004", "lw999,330303001004", Problem{"org/holdings.csv", 4, "staff", "unknown", []string{"value", "lw999"}}},
		"number of two":   {"units", ",330300,001,", ",330300,01,", Problem{"org/units.csv", 2, "orgNo", "malformed", []string{"value", "01"}}},
		"paper missing":   {"stationings", "温龙授〔2015〕12号,2015-08-20", ",2015-08-20", Problem{"org/stationings.csv", 2, "paper", "required", nil}},
		"counter no name": {"centres", "1 综合受理;", "1;", Problem{"org/centres.csv", 2, "counters", "required", nil}},
	} {
		files := starterFiles(t)
		f := files["org/"+c.file+".csv"]
		text := strings.Replace(string(f.Data), c.old, c.new, 1)
		if text == string(f.Data) {
			t.Errorf("%s: nothing to change", name)
			continue
		}
		f.Data = []byte(text)
		s, err := ReadDirectory(files, "org")
		var ps Problems
		if !errors.As(err, &ps) || len(s.Units) > 0 {
			t.Errorf("%s: %d units, error %v", name, len(s.Units), err)
			continue
		}
		if !slices.ContainsFunc(ps, func(p Problem) bool { return p.String() == c.want.String() }) {
			t.Errorf("%s: want %s, got\n%s", name, c.want, ps)
		}
	}
}

// A file that isn't there is a problem of that file, and every file's problems come at once.
func TestReadDirectoryNamesEveryFile(t *testing.T) {
	_, err := ReadDirectory(fstest.MapFS{}, "org")
	var ps Problems
	if !errors.As(err, &ps) {
		t.Fatal(err)
	}
	files := map[string]bool{}
	for _, p := range ps {
		files[p.File] = p.Code == "unreadable"
	}
	if got := slices.Sorted(maps.Keys(files)); len(got) != 5 || !files["org/units.csv"] {
		t.Errorf("%v", ps)
	}
}

// Excel's byte-order mark, its CRLF and columns in another order are no fault.
func TestReadDirectoryTakesExcelFiles(t *testing.T) {
	files := starterFiles(t)
	text := string(files["org/stationings.csv"].Data)
	var swapped []string
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		body, rest, _ := strings.Cut(line, ",")
		second, rest, _ := strings.Cut(rest, ",")
		swapped = append(swapped, second+","+body+","+rest)
	}
	files["org/stationings.csv"].Data = []byte("\uFEFF" + strings.Join(swapped, "\r\n") + "\r\n")
	got, err := ReadDirectory(files, "org")
	want, _ := ReadDirectory(fs.FS(starterFiles(t)), "org")
	if err != nil || len(got.Stationings) == 0 || !slices.EqualFunc(got.Stationings, want.Stationings, func(a, b org.Stationing) bool {
		return a.Body == b.Body && a.Centre == b.Centre && slices.Equal(a.Posts, b.Posts) && a.From == b.From && a.To == b.To
	}) {
		t.Errorf("error %v, %d rows", err, len(got.Stationings))
	}
}

// Where staff are told stands in their list, by the same rules as on their own page.
func TestReadDirectoryTakesAddresses(t *testing.T) {
	files := starterFiles(t)
	f := files["org/staff.csv"]
	f.Data = []byte(strings.Replace(string(f.Data), "Chen Xiaoyan,330303001004,,", "Chen Xiaoyan,330303001004,13805770001,chen@lw.example.cn", 1))
	s, err := ReadDirectory(files, "org")
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Staff[0]; got.Email != "chen@lw.example.cn" || got.Phone != "13805770001" {
		t.Errorf("%+v", got)
	}
}
