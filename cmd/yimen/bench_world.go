package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// benchBodies are the functions of the bodies that decide the benchmark's cases, an item for
// each, as those of a district are spread over its departments. Each counts the numbers of
// its documents, and an act waits until the one before it has its number.
var benchBodies = []string{"civil", "market", "police", "chengguan", "epb", "housing", "planning", "hrss", "health", "agri", "medins", "archives"}

// benchItem is the code of an item of the benchmark; they are taken in turn.
func benchItem(n int) string { return fmt.Sprintf("LW-BENCH-%03d", n%len(benchBodies)+1) }

// The benchmark's clerks: one for each post, in every unit at once.
var benchStaff = []struct {
	no   string
	post org.Post
}{
	{"bench-accept", org.Acceptance}, {"bench-review", org.Review}, {"bench-approve", org.Approval}, {"bench-issue", org.Issuing},
}

// benchWorld adds the benchmark's item and clerks to the demonstration, once.
func benchWorld(ctx context.Context, hall *app.Hall) error {
	if err := loaded(ctx, hall); err != nil {
		return err
	}
	if _, ok := hall.Directory().StaffByNo(benchStaff[0].no); ok {
		return nil
	}
	var sheets []catalog.Item
	for n := range benchBodies {
		sheets = append(sheets, benchSheet(n))
	}
	err := hall.Store.Publish(ctx, sheets, "bench", now())
	if err != nil && !errors.Is(err, store.ErrConflict) {
		return err
	}
	snap, version, err := hall.Store.Directory(ctx)
	if err != nil {
		return err
	}
	hash := app.HashPassword(app.DemoPassword)
	for _, s := range benchStaff {
		snap.Staff = append(snap.Staff, org.Staff{No: s.no, Name: s.no, Unit: "330303"})
		for _, u := range hall.Directory().Units(hall.Today()) {
			snap.Holdings = append(snap.Holdings, org.Holding{Staff: s.no, Unit: u.Code, Post: s.post, From: hall.Today()})
		}
		if err := hall.Store.SetCredential(ctx, s.no, hash, now()); err != nil {
			return err
		}
	}
	if err := hall.Store.SaveDirectory(ctx, snap, version); err != nil {
		return err
	}
	return hall.Reload(ctx)
}

// benchSheet is an item of three levels with three materials and a form of 2 KB.
func benchSheet(n int) catalog.Item {
	day := func(n int) period.Period { return period.Period{N: n, Unit: period.WorkingDay} }
	step := func(post org.Post, name string, unit catalog.UnitRule) catalog.Step {
		return catalog.Step{Post: post, Name: name, Unit: unit, Limit: day(2)}
	}
	it := catalog.Item{
		Code: benchItem(n), Version: 1, From: period.NewDate(2015, 8, 1), Name: "基准测试事项", NameEN: "Benchmark item", Type: "01",
		Statutory: catalog.Limit{Period: day(20), Basis: "《行政许可法》第四十二条"},
		Promised:  catalog.Limit{Period: day(10), Basis: "承诺"},
		AcceptAt:  []org.Level{org.Community}, Channels: []catalog.Channel{catalog.AtCounter},
		Result: catalog.Result{Kind: "licence", Name: "证"},
		Procedure: catalog.Procedure{Steps: []catalog.Step{
			step(org.Acceptance, "社区受理", "accepting"), step(org.Review, "街道审核", "street"),
			step(org.Approval, "区级审批", catalog.UnitRule("department:"+benchBodies[n])), step(org.Issuing, "街道制证", "street"),
		}},
	}
	for _, code := range []string{"m1", "m2", "m3"} {
		it.Materials = append(it.Materials, catalog.Material{Code: code, Name: "材料" + code, Necessity: catalog.Required, Original: 1, Source: "10"})
	}
	it.Form, _ = json.Marshal(map[string]any{ // plain values always marshal
		"type": "object", "additionalProperties": false, "required": []string{"reason"}, "x-order": []string{"reason", "place"},
		"properties": map[string]any{
			"reason": map[string]any{"type": "string", "title": "申请理由", "maxLength": 2000, "x-widget": "textarea"},
			"place":  map[string]any{"type": "string", "title": "地点", "maxLength": 200},
		},
	})
	return it
}

// benchReason fills the form to about 2 KB with a letter that says nothing twice, as people
// write them: what repeats itself would be packed too well.
const benchReason = `申请人系永昌社区下垟自然村村民，全户五口：本人与妻子、年过七旬的老母亲，以及正在读初中的长女和刚满六岁的幼子。` +
	`现住房屋建于一九八三年，为砖木结构平房两间，占地四十二平方米，历经三十余载风雨，屋面多处渗漏，东墙去年台风“灿鸿”过境后出现贯通裂缝，` +
	`经街道组织的鉴定单位现场勘验，评定为丙级危房，并出具书面报告，建议尽快腾空、择期重建。因人口增加，三代人长期挤在一处，孩子没有单独学习的地方，老人上下阁楼很不方便。` +
	`拟在原宅基地上拆旧建新，并向南侧自留地调整十八平方米，共占用六十平方米，建三层砖混楼房，檐口高度不超过十米，外墙采用村里统一样式，污水接入二〇一四年铺设的集中管网。` +
	`四邻均已签字同意，其中西邻张阿根要求滴水檐后退半米，已写入协议；北面机耕路按规划留足四米，不影响农机通行，也不遮挡后排人家采光。` +
	`村民代表会议于六月二十二日讨论通过并张榜公布七天，期间无人提出异议，公布照片、会议记录随件附上。` +
	`施工队选定本镇持证工匠陈国强班组，预算二十六万元，自有积蓄十五万，其余向信用社贷款。工期约八个月，旧房拆除产生的渣土运往指定堆场，工地设围挡，夜间十点后停工。` +
	`本户承诺：批准后严格照图放样，不超面积、不加层、不改变用途；新房竣工三十日内自行拆净旧屋，交还多余土地；如有违反，愿意接受处理并承担全部费用。` +
	`随件附上户口簿、身份证复印件、四邻协议、鉴定报告、旧房照片六张和放样草图一份，请予查收。以上情况属实，恳请各级领导体察困难，早日核实批准，使老人孩子能在新春之前搬进安全的房子。另：家中白天常无人，上门丈量请提前一天打电话联系，谢谢。`
