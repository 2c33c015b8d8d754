package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"time"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/store"
	"yimen/web"
)

// benchCatalogueCmd is `yimen bench catalogue`: a county's catalogue is generated, searched, and
// the board of Annex 1 is reckoned over it. The pages are asked in this process, without a network.
type benchCatalogueCmd struct {
	place
	Items  int  `default:"1305" help:"items of the county"`
	Bodies int  `default:"34" help:"bodies that share them"`
	Each   bool `help:"every body has all the items as its own, as local parts of one base item: items × bodies versions"`
	Rounds int  `default:"20" help:"how often each word is searched"`
}

// catalogueReport is the line that is printed. Times are milliseconds.
type catalogueReport struct {
	Database string     `json:"database"`
	Items    int        `json:"items"`  // generated, beside those of the starter catalogue
	Bodies   int        `json:"bodies"` // that share them
	Load     float64    `json:"load"`   // all definitions read and the index built
	Search   percentile `json:"search"` // the index alone
	Page     percentile `json:"page"`   // GET /search, with its page
	Suggest  percentile `json:"suggest"`
	First    float64    `json:"boardFirst"` // every measure, each item looked at by the lint for the first time
	Board    percentile `json:"board"`      // again
}

// What is searched: words, everyday words, pinyin, initials, several words, a code, and what nothing has.
var benchQueries = []string{"许可", "开店", "建房", "canyin", "cyxk", "餐饮 变更", "户外广告", "shigong", "养犬", "老年优待证", "LW-CNT-00777", "x", "没有这样的事项", "注销登记", "sfz"}

// Of a county's items: what they are about, and what is asked for. 45 × 29 = 1,305.
var (
	benchMatters = []string{"餐饮服务", "建筑施工", "户外广告", "道路占用", "林木采伐", "河道采砂", "取水", "排污", "危险化学品经营", "烟花爆竹零售", "民办学校", "医疗机构", "公共场所卫生", "药品零售", "医疗器械经营",
		"出租汽车经营", "道路货运", "港口经营", "渔业捕捞", "种子生产", "兽药经营", "动物防疫", "农药经营", "房屋预售", "物业服务", "燃气经营", "供水接入", "城市绿地占用", "建筑垃圾处置", "食品生产",
		"特种设备使用", "计量器具制造", "电影放映", "营业性演出", "网络文化经营", "出版物零售", "印刷经营", "旅行社设立", "体育场所", "人力资源服务", "劳务派遣", "社会团体", "宗教活动场所", "殡葬设施", "人防工程"}
	benchAsked = []string{"许可", "新办", "变更", "延续", "注销登记", "补证", "备案", "审批", "核准", "年度报告", "临时许可", "名称变更", "地址变更", "法定代表人变更", "范围变更", "设计审查", "竣工验收", "资格确认", "等级评定", "补贴申领",
		"奖励", "裁决", "检验", "信息查询", "证明开具", "迁入登记", "转让登记", "停业登记", "恢复登记"}
)

func (c *benchCatalogueCmd) Run(ctx context.Context, out io.Writer) error {
	if most := len(benchMatters) * len(benchAsked); c.Items < 1 || c.Items > most || c.Bodies < 1 || c.Bodies > 99 || c.Rounds < 1 {
		return &badFlag{"--items", fmt.Sprintf("1 to %d items, 1 to 99 bodies, and at least one round", most)}
	}
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	if err := loaded(ctx, hall); err != nil {
		return err
	}
	items := c.county(hall.Catalogue().All(hall.Today()))
	if err := hall.Store.Publish(ctx, items, "bench", now()); err != nil && !errors.Is(err, store.ErrConflict) {
		return err
	}
	began := time.Now()
	if err := hall.Reload(ctx); err != nil {
		return err
	}
	report := catalogueReport{Database: hall.Store.Dialect(), Items: len(items), Bodies: c.Bodies, Load: since(began)}
	if err := c.search(hall, &report); err != nil {
		return err
	}
	began = time.Now()
	hall.Measured()
	report.First = since(began)
	var times []time.Duration
	for range c.Rounds {
		began := time.Now()
		hall.Measured()
		times = append(times, time.Since(began))
	}
	report.Board = percentilesOf(times)
	return json.NewEncoder(out).Encode(report)
}

func since(t time.Time) float64 { return round(float64(time.Since(t).Microseconds()) / 1000) }

// county makes the items from models: the same procedures, materials and sheets with other names
// and bodies.
func (c *benchCatalogueCmd) county(models []*catalog.Item) []catalog.Item {
	models = slices.DeleteFunc(slices.Clone(models), func(it *catalog.Item) bool { return it.Sheet.Implementer.Name == "" })
	var items []catalog.Item
	for n := range c.Items {
		name := benchMatters[n%len(benchMatters)] + benchAsked[n/len(benchMatters)]
		for body := range c.Bodies {
			if !c.Each && body != n%c.Bodies {
				continue
			}
			it := *models[n%len(models)]
			it.Code, it.Version, it.Name = fmt.Sprintf("LW-CNT-%05d", n+1), 1, name
			if c.Each {
				it.Code += fmt.Sprintf("-%02d", body+1)
			}
			it.Sheet.Implementer.Name = fmt.Sprintf("第%02d实施机关", body+1)
			it.Sheet.Keywords = []string{name}
			items = append(items, it)
		}
	}
	return items
}

// search asks for every word by turns.
func (c *benchCatalogueCmd) search(hall *app.Hall, report *catalogueReport) error {
	pages := web.New(web.Config{Hall: hall, Key: make([]byte, 32), Log: slog.New(slog.DiscardHandler)})
	get := func(path string) (time.Duration, error) {
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("X-Piece", "1") // the suggestions come as a piece of a page; the page itself does not look at it
		began := time.Now()
		pages.ServeHTTP(w, r)
		took := time.Since(began)
		if w.Code != http.StatusOK {
			return 0, fmt.Errorf("%s answered %d", path, w.Code)
		}
		return took, nil
	}
	var alone, page, suggest []time.Duration
	for range c.Rounds {
		for _, q := range benchQueries {
			began := time.Now()
			hall.Catalogue().Search(q, hall.Today())
			alone = append(alone, time.Since(began))
			for _, to := range []struct {
				path  string
				times *[]time.Duration
			}{{"/search?q=", &page}, {"/search/suggest?q=", &suggest}} {
				took, err := get(to.path + url.QueryEscape(q))
				if err != nil {
					return err
				}
				*to.times = append(*to.times, took)
			}
		}
	}
	report.Search, report.Page, report.Suggest = percentilesOf(alone), percentilesOf(page), percentilesOf(suggest)
	return nil
}
