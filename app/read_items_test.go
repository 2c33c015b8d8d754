package app

import (
	"errors"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/starter"
)

func starterItems(t *testing.T) []catalog.Item {
	t.Helper()
	items, err := ReadItems(starter.Data, "items")
	if err != nil {
		t.Fatal(err)
	}
	return items
}

func day(t *testing.T, text string) period.Date {
	t.Helper()
	d, err := period.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The thirty items of the starter catalogue load without an error and without a warning.
func TestStarterItemsAreSound(t *testing.T) {
	items := starterItems(t)
	for _, item := range items {
		for _, finding := range catalog.Check(item) {
			t.Errorf("%s v%d %s: %s %v", item.Code, item.Version, finding.Field, finding.Rule, finding.Args)
		}
	}
	inForce := 0
	for _, item := range items {
		if item.InForce(day(t, "2026-03-02")) {
			inForce++
		}
	}
	if inForce != 30 {
		t.Errorf("%d items in force on 2026-03-02, want 30", inForce)
	}
}

// The linkage of each starter item is the one the catalogue was drawn up with.
func TestStarterLinkages(t *testing.T) {
	want := map[string]catalog.Linkage{"LW-QR-003": catalog.NotLinked} // 派出所 alone
	for linkage, codes := range map[catalog.Linkage]string{
		catalog.CityDistrictStreet:      "LW-XK-005",
		catalog.DistrictStreetCommunity: "LW-XK-007 LW-XK-008 LW-XK-009 LW-JF-001 LW-JF-002 LW-JF-003 LW-JF-005 LW-QR-001 LW-QR-002 LW-QT-001",
		catalog.DistrictStreet:          "LW-XK-001 LW-XK-002 LW-XK-003 LW-XK-004 LW-XK-006 LW-GG-005",
		catalog.StreetCommunity:         "LW-GG-001 LW-GG-002 LW-GG-003 LW-JF-004 LW-QT-002 LW-QT-003 LW-QT-004",
		catalog.DistrictCommunity:       "LW-GG-004 LW-GG-006 LW-GG-007 LW-GG-008 LW-GG-009 LW-GG-010",
	} {
		for _, code := range strings.Fields(codes) {
			want[code] = linkage
		}
	}
	seen := map[string]bool{}
	for _, item := range starterItems(t) {
		seen[item.Code] = true
		if item.Linkage() != want[item.Code] {
			t.Errorf("%s v%d: %s, want %s", item.Code, item.Version, item.Linkage(), want[item.Code])
		}
	}
	for code := range want {
		if !seen[code] {
			t.Errorf("%s is missing", code)
		}
	}
}

// The linked items that the main job shows: received in the community, reviewed in the street,
// decided in the district, handed out in the street.
func TestStarterItemsOfThreeLevels(t *testing.T) {
	full := strings.Fields("LW-XK-007 LW-XK-008 LW-JF-001 LW-JF-002 LW-JF-003 LW-QR-001 LW-QR-002")
	found := 0
	for _, item := range starterItems(t) {
		if !slices.Contains(full, item.Code) {
			continue
		}
		found++
		at := map[org.Post]org.Level{}
		for _, step := range item.Procedure.Steps {
			at[step.Post] = step.Unit.Levels(item.AcceptAt)[0]
		}
		want := map[org.Post]org.Level{org.Acceptance: org.Community, org.Review: org.Street, org.Approval: org.District, org.Issuing: org.Street}
		if !maps.Equal(at, want) {
			t.Errorf("%s: %v", item.Code, at)
		}
	}
	if found != len(full) {
		t.Errorf("%d of %d items", found, len(full))
	}
}

// Every step of every item finds its unit, from every place that accepts the item, on the
// first day of the version and on a day of 2026.
func TestStarterStepsFindTheirUnits(t *testing.T) {
	snapshot, err := ReadDirectory(starter.Data, "org")
	if err != nil {
		t.Fatal(err)
	}
	directory, _ := org.NewDirectory(snapshot)
	resolved := 0
	for _, item := range starterItems(t) {
		for _, on := range []period.Date{item.From, day(t, "2026-03-02")} {
			for _, unit := range snapshot.Units {
				if item.InForce(on) && accepts(item, unit, on) {
					resolveSteps(t, directory, item, unit.Code, on)
					resolved++
				}
			}
		}
	}
	if resolved < 1000 {
		t.Errorf("only %d places tried", resolved)
	}
}

// accepts tells whether the unit takes the item in. The streets that the economic zone ran
// (managedBy) had the zone's stations, not the district's.
func accepts(item catalog.Item, unit org.Unit, on period.Date) bool {
	exists := unit.From <= on && (unit.To.IsZero() || on <= unit.To)
	front := unit.Kind == org.StreetOffice || unit.Kind == org.CommunityBody
	return exists && front && unit.ManagedBy == "" && slices.Contains(item.AcceptAt, unit.Level)
}

func resolveSteps(t *testing.T, d *org.Directory, item catalog.Item, accept string, on period.Date) {
	t.Helper()
	for _, step := range item.Procedure.Steps {
		if _, err := d.Resolve(string(step.Unit), accept, on); err != nil {
			t.Errorf("%s v%d from %s on %s: %s: %v", item.Code, item.Version, accept, on, step.Unit, err)
		}
	}
}

// The forms of the starter catalogue compile, and each can be filled in.
func TestStarterFormsCanBeFilledIn(t *testing.T) {
	var forms Forms
	for _, item := range starterItems(t) {
		fields, err := forms.Fields(item)
		if err != nil {
			t.Fatal(err)
		}
		if len(fields) < 6 || len(fields) > 18 {
			t.Errorf("%s v%d: %d fields", item.Code, item.Version, len(fields))
		}
		values := map[string]any{}
		for _, field := range fields {
			values[field.Name] = sampleValue(field)
		}
		catalog.DropUnasked(fields, values)
		if problems, err := forms.Validate(item, values); err != nil || len(problems) > 0 {
			t.Errorf("%s v%d: %v %v", item.Code, item.Version, problems, err)
		}
	}
}

func sampleValue(field catalog.Field) any {
	switch {
	case len(field.Options) > 0:
		return field.Options[0].Value
	case field.Type == catalog.YesNoField:
		return true
	case field.Type != catalog.TextField:
		return max(1, *field.Minimum)
	}
	switch field.Widget {
	case catalog.DateWidget:
		return "2026-03-02"
	case catalog.PhoneWidget:
		return "0577-86968283"
	case catalog.IDWidget:
		return "330303198502140029"
	case catalog.CreditWidget:
		return "92330303MA2ABC1258"
	}
	return "龙湾"
}

// Each fault names file, line, field and rule; with any of them nothing is loaded.
func TestBrokenItemFiles(t *testing.T) {
	good, err := fs.ReadFile(starter.Data, "items/LW-JF-001.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		from, to    string
		field, code string
	}{
		"unknown field":  {"\n  nameEn:", "\n  naem: x\n  nameEn:", "[0].naem", "unknownField"},
		"wrong type":     {"\n  version: 1", "\n  version: first", "[0].version", "wrongType"},
		"number as text": {"\n  code: LW-JF-001", "\n  code: 1", "[0].code", "wrongType"},
		"no such day":    {"from: 2015-08-01", "from: 2015-02-30", "[0].from", "date.noSuchDay"},
		"bad period":     {"limit: 15wd", "limit: 15 days", "[0].procedure.steps[1].limit", "period.format"},
		"a list":         {"\n  materials:", "\n  materials: {}\n  mislaid:", "[0].materials", "wrongType"},
		"duplicate key":  {"\n  nameEn:", "\n  name: x\n  nameEn:", "", "duplicateKey"},
		"alias":          {"\n  version: 1", "\n  version: &v 1", "", "alias"},
		"lint":           {"limit: 15wd", "limit: 40wd", "[0].procedure.steps", "stepsOver"},
		"lint of a gap":  {"phone: \"0577-12345\"", "phone: \"12345\"", "[0].sheet.phone", "phone"},
		"syntax":         {"\n  version: 1", "\n  version: [1", "", "syntax"},
		"special kind":   {"unit: department:civil", "special: [公示]\n        unit: department:civil", "[0].procedure.steps[3].special[0]", "specialKind"},
	} {
		text := strings.Replace(strings.Replace(string(good), "- code", "-\n  code", 1), c.from, c.to, 1)
		items, err := ReadItems(fstest.MapFS{"in/a.yaml": {Data: []byte(text)}, "in/README.md": {}}, "in")
		var problems Problems
		if !errors.As(err, &problems) || items != nil {
			t.Errorf("%s: %d items, %v", name, len(items), err)
			continue
		}
		at := slices.IndexFunc(problems, func(p Problem) bool { return p.Code == c.code && p.Field == c.field })
		if at < 0 {
			t.Errorf("%s: %v", name, problems)
			continue
		}
		p := problems[at]
		lines := strings.Split(text, "\n")
		if p.File != "in/a.yaml" || p.Line < 1 || p.Line > len(lines) {
			t.Errorf("%s: at %s:%d", name, p.File, p.Line)
			continue
		}
		changed := strings.TrimSpace(strings.Split(strings.TrimPrefix(c.to, "\n"), "\n")[0])
		if c.code != "stepsOver" && c.code != "syntax" && c.code != "duplicateKey" && !strings.Contains(lines[p.Line-1], changed) {
			t.Errorf("%s: line %d is %q", name, p.Line, lines[p.Line-1])
		}
	}
}

// Files that would cost the parser its memory are refused before it sees them.
func TestHostileFiles(t *testing.T) {
	for code, text := range map[string]string{
		"tooLarge": strings.Repeat("# a line\n", maxDataFile/9+1),
		"tooDeep":  strings.Repeat("[\n", 200),
		"notList":  "code: LW-XK-001\n",
		"alias":    "- &a [x]\n- *a\n",
	} {
		_, err := ReadItems(fstest.MapFS{"in/a.yaml": {Data: []byte(text)}}, "in")
		var problems Problems
		if !errors.As(err, &problems) || problems[0].Code != code {
			t.Errorf("%s: %v", code, err)
		}
	}
	if code := unsafeYAML([]byte(strings.Repeat("- ", maxDataLine))); code != "tooDeep" {
		t.Errorf("one line of dashes: %q", code)
	}
}

// Versions of one item follow each other: none twice, none overlapping.
func TestVersionsFollowEachOther(t *testing.T) {
	good, err := fs.ReadFile(starter.Data, "items/LW-XK-003.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for code, change := range map[string][2]string{
		"versionTwice":    {"version: 2", "version: 1"},
		"versionsOverlap": {"to: 2023-11-30", "to: 2023-12-01"},
	} {
		text := strings.Replace(string(good), change[0], change[1], 1)
		_, err := ReadItems(fstest.MapFS{"in/a.yaml": {Data: []byte(text)}}, "in")
		var problems Problems
		if !errors.As(err, &problems) || problems[0].Code != code || !strings.HasPrefix(problems[0].Field, "[1].") || problems[0].Line < 100 {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// Whatever the file holds, reading it answers with items or with Problems.
func FuzzReadItems(f *testing.F) {
	f.Add("- code: LW-XK-001\n  version: 1\n  from: 2015-08-01\n  form: {type: object}\n")
	f.Add("- {a: [1, 2], b: \"x\"}\n")
	f.Add("- |\n  text\n- ? k\n  : v\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := ReadItems(fstest.MapFS{"in/a.yaml": {Data: []byte(text)}}, "in")
		var problems Problems
		if err != nil && !errors.As(err, &problems) {
			t.Errorf("%T %v", err, err)
		}
	})
}

// The whole starter catalogue is in English too: a text that can be said in English is.
func TestStarterItemsSpeakEnglish(t *testing.T) {
	for _, item := range starterItems(t) {
		for _, path := range untold(reflect.ValueOf(item)) {
			t.Errorf("%s version %d: %s has no English", item.Code, item.Version, path)
		}
	}
}

// untold are the texts whose English twin (NoteEN beside Note, EN beside ZH) is empty.
func untold(v reflect.Value) (paths []string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return untold(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			paths = append(paths, untold(v.Index(i))...)
		}
	case reflect.Struct:
		for f := range v.Type().Fields() {
			for _, path := range untold(v.FieldByIndex(f.Index)) {
				paths = append(paths, f.Name+"."+path)
			}
			twin := v.FieldByName(strings.TrimSuffix(f.Name, "ZH") + "EN")
			if twin.Kind() == reflect.String && v.FieldByIndex(f.Index).Kind() == reflect.String && !v.FieldByIndex(f.Index).IsZero() && twin.IsZero() {
				paths = append(paths, f.Name)
			}
		}
	}
	return paths
}
