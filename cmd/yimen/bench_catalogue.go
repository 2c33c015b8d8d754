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
	"runtime"
	"time"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/store"
	"yimen/testkit"
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
	Publish  percentile `json:"publish"`    // a new version of one item until it is in force and found
	Board    percentile `json:"board"`      // every measure after that
	Kept     percentile `json:"boardKept"`  // when nothing has changed
	Heap     float64    `json:"heap"`       // megabytes in use afterwards
}

// What is searched: words, everyday words, pinyin, initials, several words, a code, and what nothing has.
var benchQueries = []string{"许可", "开店", "建房", "canyin", "cyxk", "餐饮 变更", "户外广告", "shigong", "养犬", "老年优待证", "LW-CNT-00777", "x", "没有这样的事项", "注销登记", "sfz"}

func (c *benchCatalogueCmd) Run(ctx context.Context, out io.Writer) error {
	if most := testkit.MostOfCounty; c.Items < 1 || c.Items > most || c.Bodies < 1 || c.Bodies > 99 || c.Rounds < 1 {
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
	items := testkit.County(hall.Catalogue().All(hall.Today()), c.Items, c.Bodies, c.Each)
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
	if err := c.board(ctx, hall, items[0], &report); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(report)
}

// board reckons the measures: first, after each of many publications, and again.
func (c *benchCatalogueCmd) board(ctx context.Context, hall *app.Hall, it catalog.Item, report *catalogueReport) error {
	began := time.Now()
	hall.Measured()
	report.First = since(began)
	var publish, board, kept []time.Duration
	for range c.Rounds {
		list := hall.Catalogue().Versions(it.Code)
		it.Version = list[len(list)-1].Version + 1
		began := time.Now()
		if err := hall.Store.Publish(ctx, []catalog.Item{it}, "bench", now()); err != nil {
			return err
		}
		if err := hall.Reload(ctx); err != nil {
			return err
		}
		publish, began = append(publish, time.Since(began)), time.Now()
		hall.Measured()
		board, began = append(board, time.Since(began)), time.Now()
		hall.Measured()
		kept = append(kept, time.Since(began))
	}
	report.Publish, report.Board, report.Kept = percentilesOf(publish), percentilesOf(board), percentilesOf(kept)
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	report.Heap = round(float64(m.HeapInuse) / 1e6)
	return nil
}

func since(t time.Time) float64 { return round(float64(time.Since(t).Microseconds()) / 1000) }

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
