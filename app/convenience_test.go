package app_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/starter"
	"yimen/store"
	"yimen/testkit"
)

const (
	zhenzhong = "330303001010-zx" // 镇中社区便民服务中心
	keeperZz  = "lw842"           // its keeper
	keeperYz  = "lw841"           // keeper of the street above it
	keeperAll = "lw801"           // keeper of the district's approval office
)

func TestConveniencesAreKept(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		w := testkit.Demo(t, url)
		offered := w.Registers().Offered(zhenzhong, w.Today())
		if len(offered) != 7 || offered[0].Kind != catalog.PostTelecom || offered[6].Kind != catalog.Leisure {
			t.Fatalf("%s offers %v", zhenzhong, offered)
		}
		for _, who := range []string{keeperZz, keeperYz, keeperAll} {
			if !w.KeepsCentre(who, zhenzhong) {
				t.Errorf("%s does not keep the centre", who)
			}
		}
		if w.KeepsCentre(keeperZz, "330303001011-zx") || w.KeepsCentre("lw101", zhenzhong) || w.KeepsCentre(keeperYz, "330303007-zx") {
			t.Error("somebody keeps what is another's")
		}
		c := offered[0]
		c.Code, c.Name = "", "快递代收"
		saved, err := w.SaveConvenience(ctx, c, 0, keeperZz)
		must(t, err)
		if saved.Code != "330303001010-b08" {
			t.Errorf("the new service is %s", saved.Code)
		}
		_, err = w.SaveConvenience(ctx, c, 0, keeperZz)
		if f := (app.Faults)(nil); !errors.As(err, &f) || f[0].Rule != "convenienceTwice" {
			t.Errorf("the same again gave %v", err)
		}
		if _, err = w.SaveConvenience(ctx, saved, 1, "lw101"); !errors.Is(err, app.ErrNoRight) {
			t.Errorf("a stranger gave %v", err)
		}
		moved := saved
		moved.Centre = "330303001011-zx"
		if _, err = w.SaveConvenience(ctx, moved, 1, keeperYz); !errors.Is(err, app.ErrNoRight) {
			t.Errorf("moving it gave %v", err)
		}
		saved.To = w.Today()
		_, err = w.SaveConvenience(ctx, saved, 1, keeperYz)
		must(t, err)
		if _, err = w.SaveConvenience(ctx, saved, 1, keeperZz); !errors.Is(err, store.ErrConflict) {
			t.Errorf("saving over an old version gave %v", err)
		}
		history, err := w.ConvenienceHistory(ctx, saved.Code)
		must(t, err)
		if len(history) != 2 || history[0].By != keeperYz {
			t.Errorf("history: %v", history)
		}
		if got := w.Registers().Offered(zhenzhong, w.Today().Add(1)); len(got) != 7 {
			t.Errorf("after its last day %d are offered", len(got))
		}
		must(t, w.Load(ctx, starter.Data, "again"))
		if _, version, _ := w.Registers().Convenience(saved.Code); version != 2 {
			t.Errorf("an import changed what a keeper has entered: version %d", version)
		}
	})
}

func TestConveniencesAreFound(t *testing.T) {
	w := testkit.Demo(t, testkit.SQLite(t))
	for query, name := range map[string]string{
		"电费": "电费缴纳和用电报修", "dianfei": "电费缴纳和用电报修", "小额取款": "小额取款和转账", "借书": "书报刊零售和借阅", "Electricity": "电费缴纳和用电报修", "健身": "文化活动室和健身器材",
	} {
		found := w.Registers().SearchConveniences(query, w.Today())
		if len(found) == 0 || found[0].Name != name {
			t.Errorf("%s finds %d, the first is not %s", query, len(found), name)
		}
	}
	if found := w.Registers().SearchConveniences(" ", w.Today()); len(found) > 0 {
		t.Errorf("nothing finds %d", len(found))
	}
	if found := w.Registers().SearchConveniences("电费", w.Today().Add(-10_000)); len(found) > 0 {
		t.Errorf("before they were offered %d are found", len(found))
	}
}

// TestConvenienceFileIsLinted: the same door as for items names line, field and rule.
func TestConvenienceFileIsLinted(t *testing.T) {
	files := fstest.MapFS{}
	must(t, fs.WalkDir(starter.Data, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(starter.Data, path)
		files[path] = &fstest.MapFile{Data: data}
		return err
	}))
	good := string(files["services/convenience.csv"].Data)
	for spoil, want := range map[[2]string][2]string{
		{"330303001004-zx,post", "330303999-zx,post"}:     {"centre", "convenienceCentre"},
		{"330303001004-b02", "330303001004-b01"}:          {"code", "duplicate"},
		{",11185,", ",一一一,"}:                              {"phone", "phone"},
		{"330303001004-zx,utility", "330303001004-zx,水电"}: {"kind", "unknownValue"},
		{"code,centre", "code,center"}:                    {"center", "unknownField"},
	} {
		files["services/convenience.csv"] = &fstest.MapFile{Data: []byte(strings.Replace(good, spoil[0], spoil[1], 1))}
		err := testkit.Hall(t, testkit.SQLite(t)).Load(ctx, files, "test")
		var ps app.Problems
		if !errors.As(err, &ps) || !slices.ContainsFunc(ps, func(p app.Problem) bool {
			return p.File == "services/convenience.csv" && p.Line > 1 && p.Field == want[0] && p.Code == want[1]
		}) {
			t.Errorf("%v: %v", spoil, err)
		}
	}
}
