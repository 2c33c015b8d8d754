package portal

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/annex"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/web/ui"
)

// dataset (数据集) is one list that is open to machines, as JSON and as CSV. Its addresses stay;
// what they give is what holds today, and every row leads to the address of its version, which
// says the same for ever.
type dataset struct {
	key  string
	head []string // of the CSV, after the columns of the form
	json func(p *portal) any
	rows func(p *portal, site string) [][]string
}

var datasets = []dataset{
	{"items", []string{"事项编码", "版本", "生效日期", "事项名称", "英文名称", "事项类型", "法定期限", "承诺期限", "实施主体", "受理层级", "网上办理", "版本地址"}, itemsJSON, itemRows},
	{"sheets", append([]string{"事项编码", "版本", "生效日期", "实施主体"}, append(annex.SheetLabels(), "版本地址")...), sheetsJSON, sheetRows},
	{"centres", []string{"中心编码", "中心名称", "英文名称", "主办单位", "所在街道", "地址", "办公时间", "电话", "待核", "窗口", "事项编码", "便民服务", "地址链接"}, centresJSON, centreRows},
}

// openItem is one item of the open list.
type openItem struct {
	Address string        `json:"address"` // of this version, for ever
	Item    *catalog.Item `json:"item"`
}

func (p *portal) today() []*catalog.Item { return p.hall.Catalogue().All(p.hall.Today()) }

func itemsJSON(p *portal) any {
	type line struct {
		Code      string       `json:"code"`
		Version   int          `json:"version"`
		From      string       `json:"from"`
		Name      string       `json:"name"`
		NameEN    string       `json:"nameEn,omitempty"`
		Type      catalog.Type `json:"type"`
		Statutory string       `json:"statutory"`
		Promised  string       `json:"promised"`
		Body      string       `json:"implementer"`
		AcceptAt  []org.Level  `json:"acceptAt"`
		Online    bool         `json:"online"`
		Address   string       `json:"address"`
	}
	list := []line{}
	for _, it := range p.today() {
		list = append(list, line{it.Code, it.Version, it.From.String(), it.Name, it.NameEN, it.Type, it.Statutory.Period.String(), it.Promised.Period.String(),
			it.Sheet.Implementer.Name, it.AcceptAt, it.Sheet.Online, p.hall.Paper.Site + versionPath(it.Code, it.Version)})
	}
	return list
}

func itemRows(p *portal, site string) (rows [][]string) {
	for _, it := range p.today() {
		var levels []string
		for _, l := range it.AcceptAt {
			levels = append(levels, ui.T(ui.Zh, "codes.level."+string(l)))
		}
		rows = append(rows, []string{it.Code, strconv.Itoa(it.Version), it.From.String(), it.Name, it.NameEN, ui.T(ui.Zh, "catalog.type."+string(it.Type)),
			catalog.LimitWords(it.Statutory.Period), catalog.LimitWords(it.Promised.Period), it.Sheet.Implementer.Name, strings.Join(levels, "、"), saidYes(it.Sheet.Online), site + versionPath(it.Code, it.Version)})
	}
	return rows
}

func saidYes(b bool) string {
	if b {
		return "是"
	}
	return "否"
}

func sheetsJSON(p *portal) any {
	list := []openItem{}
	for _, it := range p.today() {
		list = append(list, openItem{p.hall.Paper.Site + versionPath(it.Code, it.Version), it})
	}
	return list
}

func sheetRows(p *portal, site string) (rows [][]string) {
	source := annex.Source{Directory: p.hall.Directory(), On: p.hall.Today()}
	for _, it := range p.today() {
		s := annex.SheetOf(it, source)
		row := []string{it.Code, strconv.Itoa(it.Version), it.From.String(), s.Body}
		for _, label := range annex.SheetLabels() {
			row = append(row, s.Values[label])
		}
		rows = append(rows, append(row, site+versionPath(it.Code, it.Version)))
	}
	return rows
}

// openPlace is one centre of the open list.
type openPlace struct {
	org.Centre
	Body    string                `json:"body"`
	Street  string                `json:"street,omitempty"`
	Items   []string              `json:"items"`
	Daily   []catalog.Convenience `json:"conveniences"`
	Address string                `json:"page"`
}

func (p *portal) openPlaces() []openPlace {
	list := []openPlace{}
	for _, at := range p.places() {
		c := openPlace{Centre: at.Centre, Body: at.Unit.Name, Street: at.Street.Name, Items: []string{}, Daily: p.hall.Registers().Offered(at.Centre.Code, p.hall.Today()),
			Address: p.hall.Paper.Site + "/centres/" + url.PathEscape(at.Centre.Code)}
		if c.Daily == nil {
			c.Daily = []catalog.Convenience{}
		}
		for _, it := range p.itemsAt(at.Unit) {
			c.Items = append(c.Items, it.Code)
		}
		list = append(list, c)
	}
	return list
}

func centresJSON(p *portal) any { return p.openPlaces() }

func centreRows(p *portal, _ string) (rows [][]string) {
	for _, c := range p.openPlaces() {
		var counters, daily []string
		for _, n := range c.Counters {
			counters = append(counters, n.No+" "+n.Name)
		}
		for _, d := range c.Daily {
			daily = append(daily, d.Name)
		}
		rows = append(rows, []string{c.Code, c.Name, c.NameEN, c.Body, c.Street, c.Centre.Address, c.Hours, c.Phone, saidYes(c.ToVerify),
			strings.Join(counters, "；"), strings.Join(c.Items, "；"), strings.Join(daily, "；"), c.Address})
	}
	return rows
}

// openFile sends a data set of today: items.json, items.csv, sheets.json and so on.
func (p *portal) openFile(w http.ResponseWriter, r *http.Request) error {
	key, end, _ := strings.Cut(r.PathValue("file"), ".")
	for _, d := range datasets {
		if d.key != key || end != "json" && end != "csv" {
			continue
		}
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", "*") // open to every page
		h.Set("Cache-Control", "public, max-age=300")
		if end == "json" {
			h.Set("Content-Type", "application/json; charset=utf-8")
			return json.NewEncoder(w).Encode(struct {
				On   string `json:"on"` // the day of which it is
				Data any    `json:"data"`
			}{p.hall.Today().String(), d.json(p)})
		}
		return ui.SendCSV(w, d.key+".csv", func(write func([]string) error) error {
			for _, row := range append([][]string{d.head}, d.rows(p, p.hall.Paper.Site)...) {
				if err := write(row); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return ui.NotFound()
}

// openData (数据开放) is the page of the data sets.
func (p *portal) openData(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	return ui.Show(w, r, http.StatusOK, openDataPage(shell(ctx, "centres", ui.Say(ctx, "open.title")), p.openTable(ctx)))
}

func (p *portal) openTable(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "open.sets")}
	for _, c := range []string{"set", "what", "json", "csv"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "open.c."+c), Tight: c != "what"})
	}
	for _, d := range datasets {
		name := ui.Say(ctx, "open.set."+d.key)
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(name), ui.Str(ui.Say(ctx, "open.what."+d.key)),
			ui.Anchor(ui.Link{Text: d.key + ".json", Href: "/open-data/" + d.key + ".json"}), ui.Anchor(ui.Link{Text: d.key + ".csv", Href: "/open-data/" + d.key + ".csv"})}})
	}
	return t
}
